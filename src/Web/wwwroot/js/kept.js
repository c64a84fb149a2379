// The session may end while somebody writes, and a hub may have no time. What a form sent, or was to send, stays in this tab until a page answers it; where the
// answer is the sign-in page instead, or one that says that it did not work, it is put back into the form afterwards, with its key: what did arrive counts once.
// Whoever comes back to the form, or loads it again, has had no answer either: the network was gone. Of forms that look alike it is the one about the same thing,
// and nobody gets what another wrote. Nothing is sent by itself, and whatever ends the session here, from whichever page, forgets it.
const KEY = "sent";
const SIGNING_IN = /^\/(sign-in|demo|invitation|first-run|do|me\/security)(\/|$)/;
const WRITTEN = "input:not([type=hidden], [type=password], [type=file]), textarea, select";
const OF_THE_FORM = ["command", "__RequestVerificationToken"];

const here = () => location.pathname + location.search;
const written = (form) => [...form.querySelectorAll(WRITTEN)].filter((control) => control.name);
const reader = () => document.querySelector("a[href='/me']")?.getAttribute("aria-label") ?? "";
const about = (form) => JSON.stringify([form.getAttribute("action"), ...[...form.querySelectorAll("input[type=hidden]")]
  .filter((control) => !OF_THE_FORM.includes(control.name)).map((control) => [control.name, control.value])]);
// As it came: what scripts add while somebody writes tells of no other thing.
const abouts = new Map([...document.forms].map((form) => [form, about(form)]));
const isBack = () => ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
const isPick = (control) => control.type === "checkbox" || control.type === "radio";

// What a story's writer has typed lies in this browser, too.
function forget() {
  sessionStorage.removeItem(KEY);
  for (const key of Object.keys(localStorage)) if (key.startsWith("story:")) localStorage.removeItem(key);
}

// Where one is asked to be sure, nothing ends before that is ticked.
const leaves = (form) => form.dataset.leaves === "yes" && !form.querySelector("[type=checkbox]:not(:checked)");

function keep({ target: form }) {
  if (form.method !== "post") return;
  if (leaves(form)) {
    forget();
    return;
  }
  if (SIGNING_IN.test(location.pathname)) return;
  const fields = written(form).map((control) => [control.name, control.value, isPick(control) ? control.checked : null]);
  sessionStorage.setItem(KEY, JSON.stringify({ page: here(), who: reader(), about: abouts.get(form) ?? about(form), fields, key: form.elements.command?.value }));
}

function same(control, [name, value, ticked]) {
  return control.name === name && (ticked === null || control.value === value);
}

function putBack(form, { fields, key, why }) {
  const left = [...fields];
  for (const control of written(form)) {
    const at = left.findIndex((field) => same(control, field));
    if (at < 0) continue;
    const [[, value, ticked]] = left.splice(at, 1);
    if (ticked === null) control.value = value;
    // To be sure is asked anew each time.
    else if (!/(^|\.)Sure/.test(control.name)) control.checked = ticked;
  }
  if (why === "unsent" && key && form.elements.command) form.elements.command.value = key;
  const note = document.getElementById(`${why}-note`).content.cloneNode(true).firstElementChild;
  for (const part of note.querySelectorAll("[data-files]")) part.hidden = !form.querySelector("[type=file]");
  for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  form.before(note);
  note.focus();
}

// An error is no answer, also where it comes instead of the form itself.
function isUnanswered(sent) {
  const error = document.querySelector("[data-unsent]");
  if (error && (error.dataset.unsent === "yes" || sent.why)) {
    sent.why = "unsent";
    [error.href, error.hidden] = [sent.page, false];
    return true;
  }
  if (!SIGNING_IN.test(location.pathname)) return false;
  sent.why = "kept";
  return true;
}

function answer() {
  const sent = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (!sent) return;
  if (isUnanswered(sent)) {
    sessionStorage.setItem(KEY, JSON.stringify(sent));
    return;
  }
  sessionStorage.removeItem(KEY);
  if (isBack()) sent.why ??= "unsent";
  const form = sent.why && sent.page === here() && sent.who === reader()
    && [...document.forms].find((one) => one.method === "post" && abouts.get(one) === sent.about && written(one).length > 0);
  if (form) putBack(form, sent);
}

document.addEventListener("submit", keep);
document.addEventListener("turned-away", keep);
answer();
