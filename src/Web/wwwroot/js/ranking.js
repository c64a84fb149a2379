// A ranking's rows in their order: those that stayed are moved, what is new is made after the table's own template, and what is not in it goes.
export function place(body, rows, draw) {
  const known = new Map([...body.children].map((line) => [line.dataset.key, line]));
  const lines = rows.map((row) => {
    const line = known.get(row.key) ?? made(body);
    line.dataset.key = row.key;
    name(line.querySelector("th"), row.name);
    draw(line, row);
    return line;
  });
  if (lines.length !== body.children.length || lines.some((line, i) => body.children[i] !== line)) body.replaceChildren(...lines);
}

const made = (body) => body.parentElement.querySelector("template").content.firstElementChild.cloneNode(true);

// The name comes first; "my municipality" may stand behind it.
function name(head, text) {
  const first = head.firstChild;
  if (first?.nodeType !== Node.TEXT_NODE) head.prepend(text);
  else if (first.data !== text) first.data = text;
}
