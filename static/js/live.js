// Keeps the counts of a campaign under way up to date; without script the page is loaded anew.
const SECONDS = 5;
const LOOKS = 120; // ten minutes: a page left open must not keep the session alive
const part = document.querySelector("[data-live]");

async function look() {
  const answer = await fetch(part.dataset.live, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const told = await answer.json();
  const format = new Intl.NumberFormat(document.documentElement.lang);
  part.querySelectorAll("[data-live-count]").forEach((one) => {
    one.textContent = format.format(told[one.dataset.liveCount]);
  });
  part.querySelectorAll("[data-live-value]").forEach((one) => {
    one.value = told[one.dataset.liveValue];
  });
}

if (part) {
  let looks = 0;
  const timer = setInterval(() => {
    if (document.hidden) return;
    looks += 1;
    if (looks >= LOOKS) clearInterval(timer);
    look().catch(() => undefined);
  }, SECONDS * 1000);
}
