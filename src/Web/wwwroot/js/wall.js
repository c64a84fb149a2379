// What only the wall does: its clock, and the garland when all have arrived.
const CHEER = 60_000;

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

const cheer = document.querySelector("[data-live-cheer]");
const stops = document.querySelector("[data-live-challenge]");
let leaving;

document.addEventListener("live", ({ detail: { kind, frame } }) => {
  const challenge = frame.state.challenge;
  if (kind !== "moment" || !cheer || !challenge) return;
  const reached = challenge.complete && cheer.dataset.complete === "no";
  cheer.dataset.complete = challenge.complete ? "yes" : "no";
  if (!reached) return;
  turn(true);
  clearTimeout(leaving);
  leaving = setTimeout(() => turn(false), CHEER);
});

function turn(cheering) {
  cheer.hidden = !cheering;
  stops.hidden = cheering;
}
