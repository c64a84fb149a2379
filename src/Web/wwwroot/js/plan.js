import { isOver } from "./session.js";

// A form that is being written: how concrete it is, whether it exists already, and keeping what is there.
const form = document.querySelector("form[data-level], form[data-keep]");
const announce = document.getElementById("announce");

// Waits until nobody has written for a while, and never asks twice at once.
function afterPause(milliseconds, act) {
  let timer;
  let asked;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked?.abort();
      asked = new AbortController();
      act(asked.signal).catch(() => {});
    }, milliseconds);
  };
}

const post = (address, signal) => fetch(address, { method: "POST", body: new FormData(form), signal });

async function showLevel(signal) {
  const answer = await post(form.dataset.level, signal);
  if (isOver(answer, form) || !answer.ok) return;
  const place = document.querySelector("[data-level-here]");
  const before = place.querySelector("[data-say]")?.dataset.say;
  place.innerHTML = await answer.text();
  const now = place.querySelector("[data-say]").dataset.say;
  if (announce && now !== before) announce.textContent = now;
}

async function keep(signal) {
  const answer = await post(form.dataset.keep, signal);
  if (isOver(answer, form)) return;
  const place = document.querySelector("[data-kept-here]");
  if (answer.status === 204 && place) place.textContent = form.dataset.kept;
}

async function showSimilar(signal) {
  const title = form.elements["Idea.Title"].value;
  const answer = await fetch(`${form.dataset.similar}&title=${encodeURIComponent(title)}`, { signal });
  if (!isOver(answer, form) && answer.ok) document.querySelector("[data-similar-here]").innerHTML = await answer.text();
}

if (form?.dataset.level) form.addEventListener("input", afterPause(350, showLevel));
if (form?.dataset.similar) form.elements["Idea.Title"].addEventListener("input", afterPause(500, showSimilar));
if (form?.dataset.keep) form.addEventListener("input", afterPause(2500, keep));
