// The stage of a step: its line of stops, and what every municipality had done in it by then.
import { place } from "./ranking.js";

// Each step's rows in full: sent is only what changed since the step before, and everything where another stage begins.
export function unwindDeeds(reel) {
  let rows = new Map();
  let stage;
  return reel.deeds.map((changed, step) => {
    const now = toldAt(reel, step).stage;
    rows = now === stage ? new Map(rows) : new Map();
    stage = now;
    for (const row of changed) rows.set(row[0], row);
    return rows;
  });
}

export const toldAt = (reel, step) => reel.stages.findLast((stage) => stage.from <= step);

function link(href, text) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  return made;
}

function none() {
  const made = document.createElement("span");
  made.className = "muted";
  made.textContent = "–";
  return made;
}

function stop({ name, css, note, href }) {
  const [item, strong, small] = ["li", "b", "small"].map((tag) => document.createElement(tag));
  item.className = css;
  if (css === "now") item.setAttribute("aria-current", "step");
  strong.append(href ? link(href, name) : name);
  small.textContent = note;
  item.append(strong, small);
  return item;
}

export function drawStage(root, tape, at, programme, number) {
  const told = toldAt(tape, at);
  const [stages, deeds] = ["stages", "deeds"].map((name) => root.querySelector(`[data-j=${name}]`));
  stages.hidden = told.stops.length === 0;
  stages.querySelector("ol").replaceChildren(...told.stops.map(stop));
  deeds.hidden = told.heading === null;
  deeds.querySelector("h2").textContent = told.heading ?? "";
  deeds.querySelector("[data-j=coming]").textContent = told.coming ?? "";
  const rows = [...tape.deeds[at].values()].toSorted((a, b) => a[0] - b[0]).map((row) => ({ ...tape.towns[row[0]], row }));
  place(deeds.querySelector("tbody"), rows, (line, { row: [, proposed, done, outcome, raters, remembered, next, on] }) => {
    const cell = (name) => line.querySelector(`[data-d=${name}]`);
    const about = (title) => (title === null ? none() : link(`${programme}/initiatives/${tape.titles[title][0]}`, tape.titles[title][1]));
    cell("proposed").textContent = number.format(proposed);
    cell("done").textContent = number.format(done);
    cell("outcome").textContent = outcome ?? "–";
    cell("raters").textContent = raters ?? "";
    cell("remembered").replaceChildren(about(remembered));
    cell("next").replaceChildren(about(next));
    cell("on").textContent = on ?? "";
  });
}
