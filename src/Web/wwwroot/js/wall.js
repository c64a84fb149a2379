// What only the wall does: its clock, and turning between what has just happened and how all stand.
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

// What just happened comes first, but not alone: however much happens, how all stand has its turn, and time to be read.
const TURN = 20_000;
const LEAST = 8_000;
const pages = [...document.querySelectorAll("[data-turn]")];
let shown = 0;
let turning;
let turnedAt;
let newest;

function next(to, after) {
  clearTimeout(turning);
  turning = setTimeout(() => turn(to), after);
}

// What has nothing to show has no turn, except the first, which says so. Where there is room for only one column nothing is away: the styles see to that.
function turn(to) {
  const full = pages.filter((page, i) => i === 0 || page.querySelector("tbody").childElementCount > 0);
  shown = to % full.length;
  for (const page of pages) page.toggleAttribute("data-away", page !== full[shown]);
  turnedAt = Date.now();
  next(shown + 1, TURN);
}

if (pages.length > 1) {
  turn(0);
  document.addEventListener("live", ({ detail: { kind, frame } }) => {
    if (kind !== "moment") return;
    const key = frame.state.departures[0]?.key;
    if (newest !== undefined && key !== newest && shown > 0) next(0, Math.max(0, LEAST - (Date.now() - turnedAt)));
    newest = key;
  });
}
