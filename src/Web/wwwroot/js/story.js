// A story that is being written: kept on the server while there is a connection and in this browser always, and drawn beside the form.
const form = document.querySelector("form[data-story]");
// Of one writer, story and language, whatever the story's address is. Each opening of the page keeps its own text below it, so that no window writes over another's.
const SHELF = `story:${form.dataset.writer}:${form.dataset.shelf}:`;
const status = document.querySelector("[data-story-kept]");
const preview = document.querySelector("[data-story-preview]");
const fields = [...form.querySelectorAll("[name^='Text.']")];

const fresh = () => `${SHELF}${form.elements.Tab.value}:${Date.now()}:${Math.random()}`;
let key = fresh();

const written = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
// The server tidies spaces: a text is the same without them.
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const isSame = (one, other) => fields.every(({ name }) => plain(one[name]) === plain(other[name]));

// Waits until nobody has written for a while, and never asks twice at once.
function afterPause(milliseconds, act) {
  let timer;
  let asked;
  const end = () => {
    clearTimeout(timer);
    asked?.abort();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked?.abort();
      asked = new AbortController();
      act(asked.signal);
    }, milliseconds);
  };
  return { soon, end };
}

// Each sending is counted, so that one which is long on its way is known to be the older text when it comes.
function post(handler, signal) {
  const turn = form.elements.Turn;
  turn.value = Number(turn.value) + 1;
  return fetch(`${form.dataset.story}&handler=${handler}`, { method: "POST", body: new FormData(form), signal });
}

function tell(text) {
  if (status.textContent !== text) status.textContent = text;
}

async function keep(signal) {
  try {
    const answer = await post("Keep", signal);
    tell(await said(answer));
  } catch (error) {
    if (error.name !== "AbortError") tell(form.dataset.offline);
  }
}

// Where the session has ended, the page that asks who one is answers instead.
async function said(answer) {
  if (answer.redirected) return form.dataset.signedOut;
  if (!answer.ok) return form.dataset.refused;
  const { overtaken, elsewhere } = await answer.json();
  if (overtaken) return form.dataset.overtaken;
  return elsewhere ? form.dataset.elsewhere : form.dataset.kept;
}

async function draw(signal) {
  try {
    const answer = await post("Preview&part=true", signal);
    if (answer.ok && !answer.redirected) preview.innerHTML = await answer.text();
  } catch {
    // What is written is kept all the same; the drawing comes with the next word.
  }
}

function remember() {
  try {
    localStorage.setItem(key, JSON.stringify(written()));
  } catch {
    // A browser that keeps nothing has the server's copy.
  }
}

const kept = () => Object.keys(localStorage).filter((one) => one.startsWith(SHELF)).map((one) => [one, JSON.parse(localStorage.getItem(one))]);

// What is typed here already is not written over: it stays where it is, and is offered the next time.
function takeBack(place, text) {
  key = fresh();
  for (const field of fields) field.value = text[field.name] ?? "";
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
  localStorage.removeItem(place);
  fields[0].focus();
}

function offer([place, text]) {
  const note = document.getElementById("story-back").content.cloneNode(true).firstElementChild;
  note.querySelector("[data-text]").textContent = plain(text["Text.Title"]) || plain(text["Text.Body"]).slice(0, 60);
  note.querySelector("[data-take]").addEventListener("click", () => {
    note.remove();
    takeBack(place, text);
  });
  note.querySelector("[data-throw]").addEventListener("click", () => {
    note.remove();
    localStorage.removeItem(place);
  });
  form.before(note);
}

const keepSoon = afterPause(1500, keep);
const drawSoon = afterPause(500, draw);
form.addEventListener("input", () => {
  remember();
  keepSoon.soon();
  drawSoon.soon();
});
// What is saved takes along what was kept: nothing that was typed before may come after it.
form.addEventListener("submit", () => {
  keepSoon.end();
  form.elements.Turn.value = Number(form.elements.Turn.value) + 1;
});
addEventListener("online", keepSoon.soon);
for (const one of kept())
  if (isSame(one[1], written())) localStorage.removeItem(one[0]);
  else offer(one);
