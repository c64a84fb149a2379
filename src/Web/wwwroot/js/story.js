// A story that is being written: kept on the server while there is a connection and in this browser always, and drawn beside the form.
const form = document.querySelector("form[data-story]");
const KEY = `story:${form.dataset.story}`;
const status = document.querySelector("[data-story-kept]");
const preview = document.querySelector("[data-story-preview]");
const fields = [...form.querySelectorAll("[name^='Text.']")];

const written = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
const isSame = (one, other) => fields.every(({ name }) => (one[name] ?? "").replaceAll("\r\n", "\n") === (other[name] ?? "").replaceAll("\r\n", "\n"));

// Waits until nobody has written for a while, and never asks twice at once.
function afterPause(milliseconds, act) {
  let timer;
  let asked;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked?.abort();
      asked = new AbortController();
      act(asked.signal);
    }, milliseconds);
  };
}

const post = (handler, signal) => fetch(`${form.dataset.story}&handler=${handler}`, { method: "POST", body: new FormData(form), signal });

function tell(text) {
  if (status.textContent !== text) status.textContent = text;
}

async function keep(signal) {
  try {
    const answer = await post("Keep", signal);
    if (!answer.ok) throw new Error(answer.status);
    const { elsewhere } = await answer.json();
    tell(elsewhere ? form.dataset.elsewhere : form.dataset.kept);
  } catch (error) {
    if (error.name !== "AbortError") tell(form.dataset.offline);
  }
}

async function draw(signal) {
  try {
    const answer = await post("Preview&part=true", signal);
    if (answer.ok) preview.innerHTML = await answer.text();
  } catch {
    // What is written is kept all the same; the drawing comes with the next word.
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, JSON.stringify(written()));
  } catch {
    // A browser that keeps nothing has the server's copy.
  }
}

function offer() {
  const before = JSON.parse(localStorage.getItem(KEY) ?? "null");
  if (!before) return;
  if (isSame(before, written())) {
    localStorage.removeItem(KEY);
    return;
  }
  const note = document.getElementById("story-back").content.cloneNode(true).firstElementChild;
  note.querySelector("button").addEventListener("click", () => {
    for (const field of fields) field.value = before[field.name] ?? "";
    note.remove();
    fields[0].dispatchEvent(new Event("input", { bubbles: true }));
    fields[0].focus();
  });
  form.before(note);
}

const keepSoon = afterPause(1500, keep);
const drawSoon = afterPause(500, draw);
form.addEventListener("input", () => {
  remember();
  keepSoon();
  drawSoon();
});
addEventListener("online", keepSoon);
offer();
