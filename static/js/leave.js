// Warn before a page with unsaved text is left. Nothing typed is stored in the browser.
let changed = false;
for (const form of document.querySelectorAll("form[data-leave]")) {
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
}
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
