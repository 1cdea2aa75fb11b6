// Copy buttons appear only where they work; without them the field can be selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.firstChild.textContent = button.dataset.done;
    } catch {
      field.focus();
    }
  });
}
