// A ranking's rows in their order: those that stayed are moved, what is new is made after the table's own template, and what is not in it goes.
export function place(body, rows, draw) {
  const known = new Map([...body.children].map((line) => [line.dataset.key, line]));
  const lines = rows.map((row) => {
    const line = known.get(row.key) ?? made(body, row.key);
    line.dataset.key = row.key;
    name(line.querySelector("th"), row.name);
    draw(line, row);
    return line;
  });
  if (lines.length !== body.children.length || lines.some((line, i) => body.children[i] !== line)) body.replaceChildren(...lines);
}

const POOLED = "pooled"; // Several together have no page.

function made(body, key) {
  const line = body.parentElement.querySelector("template").content.firstElementChild.cloneNode(true);
  const page = line.querySelector("a[data-below]");
  if (page && key !== POOLED) page.href = `${page.dataset.below}/${key}`;
  return line;
}

// The name comes first; "my municipality" may stand behind it.
function name(head, text) {
  const holder = head.querySelector("a") ?? head;
  const first = holder.firstChild;
  if (first?.nodeType !== Node.TEXT_NODE) holder.prepend(text);
  else if (first.data !== text) first.data = text;
}
