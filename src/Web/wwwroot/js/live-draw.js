// Puts a state into the elements of a board: numbers in place, rows that arrive, towns that ring.
import { place } from "./ranking.js";

const SVG = "http://www.w3.org/2000/svg";
const RING = 10_000;
const MOST_RINGING = 3;

export function draw(element, kind, state) {
  fill(element, kind, state);
  if (kind === "moment") {
    if (state.bars) bars(element, state.bars);
    each(element, kind, "[data-live-list=departures]", (list) => departures(list, state.departures));
    each(element, kind, "[data-live-challenge]", (box) => challenge(box, box.dataset.liveChallenge ? state.challenges[box.dataset.liveChallenge] : state.current));
    each(element, kind, "[data-live-map]", (map) => towns(map, state));
  }
  if (kind === "bell") bell(element, state);
  if (kind === "scores") {
    each(element, kind, "[data-live-list=scores]", (body) => ranking(body, state.rows));
    each(element, kind, "[data-live-some=scores]", (box) => (box.hidden = state.rows.length === 0));
    each(element, kind, "[data-live-none=scores]", (box) => (box.hidden = state.rows.length > 0));
    each(element, kind, "[data-live-ring]", (box) => ring(box, state[box.dataset.liveRing]));
  }
}

// A part belongs to the nearest board around it, or to the one it names in data-of.
function* parts(element, kind, selector) {
  const inside = [...element.querySelectorAll(selector)].filter((part) => !part.closest("[data-of]") && part.closest("[data-board]") === element);
  yield* inside;
  for (const part of document.querySelectorAll(selector)) if (part.closest("[data-of]")?.dataset.of === kind) yield part;
}

function each(element, kind, selector, act) {
  for (const part of parts(element, kind, selector)) act(part);
}

function fill(element, kind, state) {
  each(element, kind, "[data-live]", (part) => {
    const value = part.dataset.live.split(".").reduce((found, key) => found?.[key], state);
    if (value !== undefined && value !== null && part.textContent !== String(value)) part.textContent = value;
  });
}

function bars(element, values) {
  for (const chart of parts(element, "moment", ".bars")) {
    [...chart.children].forEach((bar, i) => {
      if (!values[i]) return;
      bar.setAttribute("y", values[i].y);
      bar.setAttribute("height", values[i].height);
    });
  }
}

function departures(list, rows) {
  const shown = rows.slice(0, Number(list.dataset.rows ?? rows.length));
  const known = new Map([...list.children].map((row) => [row.dataset.key, row]));
  const first = known.size === 0;
  const next = shown.map((row) => {
    const { key } = row;
    const old = known.get(key);
    if (old) {
      old.classList.remove("arrive", "fresh");
      reword(old, row);
      return old;
    }
    const made = list.tagName === "TBODY" ? tableRow(row) : listItem(row);
    made.dataset.key = key;
    if (!first) made.classList.add("arrive");
    return made;
  });
  if (next[0]?.classList.contains("arrive")) next[0].classList.add("fresh");
  if (next.some((row, i) => list.children[i] !== row) || list.children.length !== next.length) list.replaceChildren(...next);
  for (const empty of list.parentElement.parentElement.querySelectorAll("[data-live-empty]")) empty.hidden = next.length > 0;
}

function node(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// A row that stayed says what it says now: a day later 09:42 is "yesterday", and what a deed belongs to may be called otherwise by then.
function reword(item, row) {
  say(item.querySelector("time") ?? item.querySelector("td"), row.clock);
  say(item.querySelector("small:last-child"), row.note);
}

function say(part, text) {
  if (part && typeof text === "string" && part.textContent !== text) part.textContent = text;
}

function tableRow(row) {
  const made = node("tr");
  made.append(node("td", row.clock), node("th", row.where, { scope: "row" }), node("td", row.what));
  return made;
}

function listItem(row) {
  const made = node("li");
  const body = node("div");
  body.append(node("small", row.where), row.href ? node("a", row.what, { href: row.href }) : node("b", row.what));
  if (row.note) body.append(node("small", row.note));
  made.append(node("time", row.clock, { datetime: row.at }), body);
  return made;
}

// A wall hangs longer than a challenge lasts: another one has other stops, and between two there is none.
function challenge(box, state) {
  if ("liveCurrent" in box.dataset) box.hidden = !state;
  const list = box.querySelector(".elva");
  if (!state || !list) return;
  while (list.children.length > state.stops.length) list.lastElementChild.remove();
  state.stops.forEach((stop, i) => {
    const item = list.children[i] ?? list.appendChild(node("li"));
    item.className = stop.css;
    item.replaceChildren(stop.name, node("span", `: ${stop.text}`, { class: "sr" }));
  });
}

// It rang while the page was open: said once. What had rung before stands there already.
function bell(link, state) {
  const count = link.querySelector(".count");
  const rang = state.unread > Number(count.textContent);
  link.setAttribute("aria-label", state.label);
  count.textContent = state.shown;
  count.hidden = state.unread === 0;
  if (rang) document.getElementById("announce")?.replaceChildren(state.label);
}

const ringing = new Map();

function towns(map, state) {
  const circles = [...map.querySelectorAll("circle[data-town]")];
  const labels = [...map.querySelectorAll("g:has(> text)")];
  const filled = new Set(state.filled);
  for (const circle of circles) circle.classList.toggle("done", filled.has(circle.dataset.town));
  route(map, circles);
  for (const name of state.hot) ringTown(circles, labels, name);
}

function route(map, circles) {
  const at = (circle) => `${circle.getAttribute("cx")} ${circle.getAttribute("cy")}`;
  const strong = circles
    .map((circle, i) => [circle, circles[(i + 1) % circles.length]])
    .filter((pair) => pair.every((circle) => circle.classList.contains("done")))
    .map(([from, to]) => `M${at(from)}L${at(to)}`);
  map.querySelector(".route:not(.rest)")?.setAttribute("d", strong.join(""));
}

function ringTown(circles, labels, name) {
  const i = circles.findIndex((circle) => circle.dataset.town === name);
  if (i < 0) return;
  const now = ringing.get(name);
  if (now) clearTimeout(now.timer);
  else if (ringing.size >= MOST_RINGING) ringing.values().next().value.stop();
  const entry = now ?? begin(circles[i], labels[i], name);
  entry.timer = setTimeout(entry.stop, RING);
}

function begin(circle, label, name) {
  const used = new Set([...ringing.values()].map((one) => one.beat));
  const entry = { beat: [1, 2, 3].find((beat) => !used.has(beat)) };
  const beat = document.createElementNS(SVG, "circle");
  beat.setAttribute("class", `beat beat-${entry.beat}`);
  for (const key of ["cx", "cy"]) beat.setAttribute(key, circle.getAttribute(key));
  beat.setAttribute("r", "27");
  circle.before(beat);
  circle.classList.add("hot");
  circle.setAttribute("r", "12");
  const anchor = label?.firstElementChild.getAttribute("class");
  const aside = anchor === "e" ? -14 : anchor === "m" ? 0 : 14;
  label?.setAttribute("transform", `translate(${aside} 0)`);
  entry.stop = () => {
    clearTimeout(entry.timer);
    ringing.delete(name);
    beat.remove();
    circle.classList.remove("hot");
    circle.setAttribute("r", "9");
    label?.removeAttribute("transform");
  };
  ringing.set(name, entry);
  return entry;
}

// A wall hangs for days: municipalities come to the ranking and leave it.
function ranking(body, rows) {
  place(body, rows, (line, row) => {
    line.querySelector("[data-score]").textContent = row.score;
    line.querySelector("[data-n]")?.replaceChildren(row.n);
    line.querySelector("[data-count]")?.replaceChildren(row.count);
    const set = (selector, name, value) => line.querySelector(selector)?.setAttribute(name, value);
    set(".band", "aria-label", row.label);
    set(".band .iv", "d", `M${row.low} 12H${row.high}`);
    set(".band .mid", "d", `M${row.middle} 1V23`);
    set(".band .val", "x", row.mark);
  });
}

// While there is no figure it has no spread either, and only the track is drawn.
function ring(box, share) {
  const svg = box.querySelector("svg.ring");
  if (!share || !svg) return;
  svg.setAttribute("aria-label", share.label);
  const part = box.querySelector("small");
  if (part && part.textContent !== share.part) part.textContent = share.part;
  svg.querySelector("text").textContent = share.percent;
  const [value, band] = [svg.querySelector(".val"), svg.querySelector(".band")];
  value.setAttribute("stroke-dasharray", `${share.length} 100`);
  band.setAttribute("stroke-dasharray", `0 ${share.low} ${share.spread} 100`);
  for (const arc of [value, band]) arc.setAttribute("display", share.spread === "0" ? "none" : "inline");
}
