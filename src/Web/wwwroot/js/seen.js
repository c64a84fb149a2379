// What has been in view for a moment was looked at: the form that says so goes by itself, once, and no mail follows.
const LONG_ENOUGH = 1_500;

const form = document.getElementById("seen");
const list = document.querySelector(".me-list");
let timer;
let said = false;

async function say() {
  said = true;
  try {
    const answer = await fetch(form.action, { method: "post", body: new FormData(form), redirect: "manual" });
    // A redirect is its yes; the button stays where it was a no.
    if (answer.type === "opaqueredirect") form.hidden = true;
  } catch {
    // The line is gone: the button is there.
  }
}

const watch = new IntersectionObserver(([entry]) => {
  clearTimeout(timer);
  if (entry.isIntersecting && !said && !document.hidden) timer = setTimeout(say, LONG_ENOUGH);
});

if (form && list) {
  watch.observe(list.firstElementChild);
  // A page that was opened behind others is looked at when it comes to the front.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    watch.unobserve(list.firstElementChild);
    if (!document.hidden) watch.observe(list.firstElementChild);
  }, { passive: true });
}
