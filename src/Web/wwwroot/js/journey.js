// Plays the tape: every week of the programme from one answer, on the map and in the ranking. Ends in today, and then goes on with it.
import { drawStage, toldAt, unwindDeeds } from "./journey-stage.js";
import { place } from "./ranking.js";

const root = document.querySelector("[data-journey]");
const part = (name) => root.querySelector(`[data-j=${name}]`);
const [scrub, play, speed, body, map] = ["scrub", "play", "speed", "ranking", "map"].map(part);
const announce = document.getElementById("announce");
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const dates = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const number = new Intl.NumberFormat(language);
const programme = location.pathname.replace(/\/journey$/u, "");

const STEP = 700; // Milliseconds a week at single speed.
const BETWEEN_READS = 3_000;
const WIDTH = 200; // Of a band's drawing.
const MARK = 6;
const DAY = 86_400_000;

let tape;
let at = Number(root.dataset.at);
let timer;
let readAt = 0;
let later;
let seen = Number(root.dataset.position); // Nothing older than that is taken for the tape.

const sums = (changes) => {
  let before = 0;
  return changes.map((change) => (change === null ? null : (before += change)));
};

function unwind(reel) {
  return {
    ...reel,
    days: sums(reel.days),
    active: sums(reel.active),
    initiatives: sums(reel.initiatives),
    done: reel.done.map(sums),
    deeds: unwindDeeds(reel),
    rows: reel.rows.map((row) => ({ ...row, n: sums(row.n), score: sums(row.score), low: sums(row.low), high: sums(row.high) })),
  };
}

async function read() {
  readAt = Date.now();
  const address = new URL(root.dataset.journey, location);
  address.searchParams.set("at", seen);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  tape = unwind(await answer.json());
  scrub.max = String(tape.days.length - 1);
}

const last = () => tape.days.length - 1;
const total = (step) => tape.done.reduce((sum, town) => sum + (town[step] ?? 0), 0);
const day = (step) => dates.format(new Date(tape.days[step] * DAY));
const say = (name, text) => {
  const element = part(name);
  if (element && element.textContent !== text) element.textContent = text;
};
const fill = (text, ...values) => values.reduce((filled, value, i) => filled.replace(`{${i}}`, value), text);
const change = (n) => (n > 0 ? "+" : n < 0 ? "\u2212" : "") + number.format(Math.abs(n));

function show(step) {
  at = Math.max(0, Math.min(step, last()));
  const today = at === last();
  const [arrived, along] = [tape.done.filter((town) => town[at] > 0).length, tape.done.filter((town) => town[at] !== null).length];
  say("day", day(at));
  say("caption", day(at));
  say("stage", toldAt(tape, at).name);
  say("arrived", fill(part("arrived").dataset.text, arrived, along));
  say("initiatives", number.format(tape.initiatives[at]));
  say("done", number.format(total(at)));
  say("active", number.format(tape.active[at]));
  say("enrolled", fill(part("enrolled").dataset.text, number.format(tape.rows.reduce((sum, row) => sum + (row.n[at] ?? 0), 0))));
  say("since", fill(part("since").dataset.text, change(total(last()) - total(at)), change(tape.initiatives[last()] - tape.initiatives[at])));
  part("then").hidden = today;
  part("now").hidden = !today;
  part("after").hidden = today;
  scrub.value = String(at);
  scrub.setAttribute("aria-valuetext", day(at));
  drawMap();
  drawRanking();
  drawTold();
  drawStage(root, tape, at, programme, number);
}

function drawMap() {
  const circles = [...map.querySelectorAll("circle[data-town]")];
  circles.forEach((circle, i) => {
    const done = tape.done[i]?.[at] > 0;
    const fresh = at > 0 && tape.done[i]?.[at] > (tape.done[i][at - 1] ?? 0);
    circle.setAttribute("class", `town ${fresh && timer ? "hot" : done ? "done" : "next"}`);
  });
  const place = (circle) => `${circle.getAttribute("cx")} ${circle.getAttribute("cy")}`;
  const strong = circles
    .map((circle, i) => [i, (i + 1) % circles.length])
    .filter((pair) => pair.every((i) => tape.done[i]?.[at] > 0))
    .map(([a, b]) => `M${place(circles[a])}L${place(circles[b])}`);
  map.querySelector(".route:not(.rest)")?.setAttribute("d", strong.join(""));
}

const x = (thousandths) => Math.max(0, Math.min(1, (thousandths / 1000 - tape.axis.from) / (tape.axis.to - tape.axis.from))) * WIDTH;
const length = (value) => String(Math.round(value * 100) / 100);

function drawRanking() {
  const there = tape.rows.filter((row) => row.score[at] !== null).map((row) => ({ ...row, name: row.names.findLast((one) => one.from <= at).name }));
  const rows = there.toSorted((a, b) => b.score[at] - a.score[at] || (a.name < b.name ? -1 : 1));
  say("from", String(tape.axis.from));
  say("to", String(tape.axis.to));
  const middle = rows.reduce((sum, row) => sum + row.score[at], 0) / rows.length;
  place(body, rows, (line, row) => {
    const town = tape.towns.findIndex((one) => one.key === row.key);
    line.querySelector("[data-done]").textContent = town < 0 ? "" : number.format(tape.done[town][at] ?? 0);
    line.querySelector("[data-n]").textContent = fill(body.dataset.n, number.format(row.n[at]));
    line.querySelector("[data-score]").textContent = number.format(Math.round(row.score[at] / 1000));
    band(line.querySelector(".band"), row, middle);
  });
}

function band(svg, row, middle) {
  if (!svg) return;
  svg.querySelector(".iv").setAttribute("d", `M${length(x(row.low[at]))} 12H${length(x(row.high[at]))}`);
  svg.querySelector(".mid")?.setAttribute("d", `M${length(x(middle))} 1V23`);
  svg.querySelector(".val").setAttribute("x", length(Math.max(0, Math.min(WIDTH - MARK, x(row.score[at]) - MARK / 2))));
  const [score, low, high] = [row.score[at], row.low[at], row.high[at]].map((value) => number.format(Math.round(value / 1000)));
  svg.setAttribute("aria-label", fill(body.dataset.label, score, low, high));
}

function drawTold() {
  const items = tape.told[at].map(([town, initiative, title]) => {
    const [item, box, where, link] = ["li", "div", "small", "a"].map((name) => document.createElement(name));
    where.textContent = tape.towns[town].name;
    link.textContent = title;
    link.href = `${programme}/initiatives/${initiative}`;
    box.append(where, link);
    item.append(box);
    return item;
  });
  part("told").replaceChildren(...items);
  part("quiet").hidden = items.length > 0;
}

function stop() {
  clearInterval(timer);
  timer = undefined;
  mark();
  if (!tape) return;
  show(at);
  rest();
}

// Whoever hears the page is told where it came to rest, not every week on the way; the address is that of what is shown.
function rest() {
  announce.textContent = [part("day"), part("stage"), part("arrived")].map((one) => one.textContent).join(". ");
  const date = new Date(tape.days[at] * DAY).toISOString().slice(0, 10);
  const asked = at === last() ? "" : `?asOf=${date}`;
  history.replaceState(null, "", location.pathname + asked);
  part("baseline").search = asked;
}

function mark() {
  root.toggleAttribute("data-playing", Boolean(timer));
  const text = part("play-text");
  text.textContent = timer ? text.dataset.pause : text.dataset.play; // The name alone says it: pressed besides would be said twice.
}

function start() {
  if (at === last()) show(0);
  clearInterval(timer);
  timer = setInterval(() => {
    if (at >= last()) stop();
    else show(at + 1);
  }, STEP / Number(speed.value));
  mark();
}

function go(step) {
  if (timer) stop();
  show(step);
  rest();
}

const KEYS = { " ": () => (timer ? stop() : start()), ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), Home: () => go(0), End: () => go(last()) };

function press(event) {
  const act = KEYS[event.key];
  // In a field keys are for writing; on a button or link the space bar presses it.
  if (!act || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input:not([type=range]), summary")) return;
  if (event.key === " " && event.target.closest("button, a")) return;
  event.preventDefault();
  act();
}

function refresh() {
  clearTimeout(later);
  later = setTimeout(async () => {
    const followed = at === last();
    await read().catch(() => {});
    if (followed && !timer) show(last());
  }, Math.max(0, BETWEEN_READS - (Date.now() - readAt)));
}

async function ready() {
  await read();
  for (const name of ["play", "back", "on", "speed", "keys"]) part(name).hidden = false;
  part("show").hidden = true;
  play.addEventListener("click", () => (timer ? stop() : start()));
  part("back").addEventListener("click", () => go(at - 1));
  part("on").addEventListener("click", () => go(at + 1));
  part("today").addEventListener("click", (event) => {
    event.preventDefault();
    go(last());
  });
  speed.addEventListener("change", () => timer && start());
  scrub.addEventListener("input", () => {
    clearInterval(timer);
    timer = undefined;
    mark();
    show(Number(scrub.value));
  });
  scrub.addEventListener("change", rest);
  document.addEventListener("keydown", press);
  document.addEventListener("live", ({ detail: { kind, frame } }) => {
    if (kind !== "scores") return;
    seen = frame.position; // Lower than before only where the log went back (live.js).
    refresh();
  });
}

ready().catch(() => {}); // What the server drew stands, with its own button.
