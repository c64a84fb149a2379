// The queue without a mouse: J and K walk, G R N answer, ? explains. Whoever speaks to the machine can switch the keys off.
const off = "queue-keys-off";
const help = document.getElementById("keys-help");
const reason = document.querySelector("[name=Reason]");
const item = document.querySelector(".queue.at-item .queue-item h2");

const isOn = () => localStorage.getItem(off) === null;
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

function showKeys() {
  document.querySelector("[data-keys]").hidden = false;
  for (const hint of document.querySelectorAll("[data-kbd]")) hint.hidden = !isOn();
  help.querySelector("[data-keys-on]").checked = isOn();
}

function walk(step) {
  const links = [...document.querySelectorAll(".qlist a")];
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  links[here + step]?.click();
}

// A return or a no needs its reason first: the key then leads to where it is written.
function answer(key) {
  const button = document.querySelector(`[data-key="${key}"]`);
  if (!button) return;
  if (key !== "g" && reason.value.trim() === "") reason.focus();
  else button.click();
}

const acts = {
  j: () => walk(1),
  k: () => walk(-1),
  g: () => answer("g"),
  r: () => answer("r"),
  n: () => answer("n"),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || help.open || !isOn() || isTyping(event.target)) return;
  const act = acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

document.querySelector("[data-keys-help]").addEventListener("click", () => help.showModal());
help.querySelector("[data-keys-on]").addEventListener("change", (event) => {
  if (event.target.checked) localStorage.removeItem(off);
  else localStorage.setItem(off, "yes");
  showKeys();
});

for (const quick of document.querySelectorAll("[data-quick]")) quick.hidden = false;
for (const chip of document.querySelectorAll("[data-reason]")) {
  chip.addEventListener("click", () => {
    reason.value = [reason.value.trim(), chip.dataset.reason].filter(Boolean).join(" ");
    reason.focus();
  });
}

showKeys();

// After an answer the next one is open: those who hear the page start there.
if (item && !document.querySelector(".errors")) {
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
}
