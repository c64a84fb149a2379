// The garland when a challenge is reached: once on each screen, for a minute, then it leaves by itself.
const LASTS = 60_000;
const STILL_NEWS = 600; // Seconds: who opens a page later than that is not surprised by it.
const KEPT = 50;
const STORE = "cheered";

const place = document.querySelector("[data-cheers]");
const sample = document.getElementById("cheer-sample");
const instead = place?.dataset.instead ? document.querySelector(place.dataset.instead) : null;
const waiting = [];
let before = null; // What the first frame held was there before this page was.
let leaving;

function seen() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "[]");
  } catch {
    return []; // A browser that keeps nothing cheers on each page within the ten minutes.
  }
}

function note(key) {
  try {
    localStorage.setItem(STORE, JSON.stringify([...seen().filter((one) => one !== key), key].slice(-KEPT)));
  } catch {
    // As above.
  }
}

function hear(cheers) {
  const first = before === null;
  before ??= new Set();
  for (const cheer of cheers) {
    const isNew = first ? cheer.ago < STILL_NEWS : !before.has(cheer.key);
    before.add(cheer.key);
    if (isNew && !seen().includes(cheer.key)) waiting.push(cheer);
  }
  next();
}

function next() {
  if (leaving || waiting.length === 0) return;
  const cheer = waiting.shift();
  note(cheer.key);
  const garland = sample.content.cloneNode(true);
  garland.querySelector("h2").textContent = cheer.title;
  garland.querySelector("p").textContent = cheer.text;
  garland.querySelector("[data-close]")?.addEventListener("click", leave);
  place.replaceChildren(garland);
  if (instead) instead.dataset.away = "";
  leaving = setTimeout(leave, LASTS);
}

function leave() {
  clearTimeout(leaving);
  leaving = undefined;
  place.replaceChildren();
  if (instead) delete instead.dataset.away;
  next();
}

if (place)
  document.addEventListener("live", ({ detail: { kind, frame } }) => {
    if (kind === "cheer") hear(frame.state.cheers);
  });
