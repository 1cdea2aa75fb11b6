// Time left ticks for the eye; screen readers keep the text the server wrote.
const told = {
  fr: { day: "j", left: (text) => `dans ${text}`, late: (text) => `en retard de ${text}` },
  en: { day: "d", left: (text) => `${text} left`, late: (text) => `${text} late` },
};

const { day, left, late } = told[document.documentElement.lang] ?? told.fr;

function length(seconds) {
  const thin = "\u202f";
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (number) => String(number).padStart(2, "0");
  const parts = days ? [`${days}${thin}${day}`] : [];
  if (days || hours) parts.push(`${days ? two(hours) : hours}${thin}h`);
  parts.push(`${parts.length ? two(minutes) : minutes}${thin}min`);
  return parts.join(" ");
}

function tick(element) {
  const seconds = (Date.parse(element.dataset.due) - Date.now()) / 1000;
  const text = length(Math.floor(Math.abs(seconds)));
  element.textContent = seconds < 0 ? late(text) : left(text);
}

const clocks = document.querySelectorAll("[data-due]");
if (clocks.length) setInterval(() => clocks.forEach(tick), 1000);
