// Where the session has ended, the page that asks who one is answers instead of what was asked for. The browser goes there, what was written is put back
// afterwards (kept.js), and nothing of that page is drawn into this one.
export function isOver(answer, form) {
  if (!answer.redirected) return false;
  form.dispatchEvent(new CustomEvent("turned-away", { bubbles: true }));
  const door = new URL(answer.url);
  door.searchParams.set("returnUrl", location.pathname + location.search);
  location.assign(door);
  return true;
}
