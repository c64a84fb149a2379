// While somebody types an @ and a name, members are suggested: the arrows choose, Enter or Tab takes what was chosen, Escape leaves. Without it the name is found when it is sent.
const BEGUN = /(?:^|[^\p{L}\p{N}._@-])@(\p{L}[\p{L}\p{M}'’ -]{0,40})$/u;
const PATIENCE = 150;

document.querySelectorAll("form[data-mentions]").forEach((form, i) => form.querySelectorAll("textarea").forEach((box, j) => suggest(form, box, `mention-${i}-${j}`)));

function suggest(form, box, id) {
  const list = document.createElement("ul");
  Object.assign(list, { id, className: "mentions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.mentionsLabel);
  const told = document.createElement("p");
  told.className = "sr";
  told.setAttribute("role", "status");
  box.parentElement.classList.add("has-mentions");
  box.after(list, told);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", id);
  box.autocomplete = "off";
  let wait, asked;

  box.addEventListener("input", () => {
    clearTimeout(wait);
    const name = begun();
    if (name === null) return shut();
    wait = setTimeout(() => ask(name), PATIENCE);
  });
  box.addEventListener("blur", () => setTimeout(shut, PATIENCE));
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen()) take(chosen());
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  const chosen = () => list.querySelector("[aria-selected=true]");

  function begun() {
    return BEGUN.exec(box.value.slice(0, box.selectionStart))?.[1] ?? null;
  }

  async function ask(name) {
    asked = name;
    const answer = await fetch(`${form.dataset.mentions}?q=${encodeURIComponent(name)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    // Where the session has ended nobody is suggested: sending leads to the sign-in page, and what was written comes back.
    if (!answer?.ok || answer.redirected || asked !== name || begun() !== name) return;
    show(await answer.json());
  }

  function show(people) {
    list.replaceChildren(...people.map((one, n) => {
      const option = document.createElement("li");
      option.id = `${id}-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      Object.assign(option.dataset, { name: one.name, member: one.member });
      option.textContent = `${one.name}, ${one.home}`;
      return option;
    }));
    list.hidden = people.length === 0;
    told.textContent = people.length === 0 ? "" : form.dataset.mentionsCount.replace("{0}", people.length);
    point();
  }

  function move(by) {
    const options = [...list.children];
    const from = options.indexOf(chosen());
    const at = from < 0 ? (by > 0 ? 0 : options.length - 1) : (from + by + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    point();
  }

  function point() {
    const option = list.hidden ? null : chosen();
    if (option === null) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", option.id);
  }

  function take(option) {
    const end = box.selectionStart;
    const from = end - begun().length;
    box.setRangeText(`${option.dataset.name} `, from, end, "end");
    keep(option);
    shut();
    box.focus();
  }

  // Of two of one name the form says which one was taken.
  function keep(option) {
    const name = `Chosen[${option.dataset.name.toLowerCase()}]`;
    const field = [...form.querySelectorAll("input[type=hidden]")].find((one) => one.name === name)
      ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = option.dataset.member;
  }

  function shut() {
    clearTimeout(wait);
    asked = undefined;
    list.hidden = true;
    told.textContent = "";
    point();
  }
}
