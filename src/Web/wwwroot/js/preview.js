// A preview that is being counted is read anew until there is a result; without script the link beside it does the same.
const BETWEEN = 1_000;
const here = () => document.getElementById("preview");

async function look() {
  try {
    const answer = await fetch(location.href);
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("preview");
    if (next) show(next);
  } catch {
    // The line is gone: it is asked again.
  }
  if (here().dataset.preview) setTimeout(look, BETWEEN);
}

// While it goes on only the count moves, so that nobody's place on the page is lost; what came of it is announced once.
function show(next) {
  if (next.dataset.preview) {
    here().querySelector("progress").value = next.querySelector("progress").value;
    here().querySelector("[data-counted]").textContent = next.querySelector("[data-counted]").textContent;
    return;
  }

  here().replaceWith(next);
  document.getElementById("announce").textContent = (next.querySelector(".note.warn") ?? next.querySelector("h2")).textContent;
}

if (here()?.dataset.preview) setTimeout(look, BETWEEN);
