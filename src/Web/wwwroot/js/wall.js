// What only the wall does: its clock.
const clock = document.querySelector("[data-clock]");
const face = clock?.querySelector("time");
const format = clock && new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock });

function tell() {
  const text = format.format(new Date());
  if (face.textContent !== text) face.textContent = text;
}

if (clock) {
  tell();
  setInterval(tell, 1_000);
}
