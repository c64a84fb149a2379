// Keeps every [data-board] of the page as the log is. Frames carry whole states: an older one than shown is dropped.
import { draw } from "./live-draw.js";

const QUIET = 20_000; // Without a message for so long we ask by plain HTTP.
const STALE = 60_000; // "In ten minutes" goes on falling when nothing happens.
const BETWEEN_ANNOUNCEMENTS = 10_000;
const BACK = 10_000; // A node that is only late has caught up by then; what is older still is of a log that went back.
const LONGEST_RETRY = 4_000; // A screen shows the true state within five seconds of the hub's return.

const elements = [...document.querySelectorAll("[data-board]")];
const boards = new Map(elements.map((element) => [element.dataset.board, Number(element.dataset.position ?? -1)]));
const lost = document.querySelector("[data-live-lost]");
const ended = document.querySelector("[data-live-ended]");
const announce = document.getElementById("announce");

let paused = false;
let heardAt = Date.now();
let drawnAt = Date.now();
let announcedAt = 0;
const held = new Map();
const behind = new Map(); // Since when the hub has been telling a board older than it is shown.

const retry = { nextRetryDelayInMilliseconds: () => Math.random() * LONGEST_RETRY };
const connection = new signalR.HubConnectionBuilder()
  .withUrl("/live")
  .withAutomaticReconnect(retry)
  .configureLogging(signalR.LogLevel.None)
  .build();

function receive(frame) {
  heardAt = Date.now();
  if (!frame || !boards.has(frame.board) || (frame.position < boards.get(frame.board) && !hasGoneBack(frame.board))) return;
  behind.delete(frame.board);
  boards.set(frame.board, frame.position);
  if (paused) held.set(frame.board, frame);
  else show(frame);
}

// A copy that was put back, or another database, counts from further down: what it says is true all the same, once it goes on saying it.
function hasGoneBack(board) {
  const since = behind.get(board);
  if (since === undefined) {
    behind.set(board, Date.now());
    setTimeout(() => (connection.state === "Connected" ? sync(true) : poll()).catch(ignore), BACK);
  }
  return since !== undefined && Date.now() - since >= BACK;
}

function show(frame) {
  drawnAt = Date.now();
  const kind = frame.board.split("/")[1];
  for (const element of elements.filter((one) => one.dataset.board === frame.board)) draw(element, kind, frame.state);
  document.dispatchEvent(new CustomEvent("live", { detail: { kind, frame } }));
  say(frame.state.say ?? frame.state.latest);
}

function say(text) {
  const now = Date.now();
  if (!announce || !text || text === announce.textContent || now - announcedAt < BETWEEN_ANNOUNCEMENTS) return;
  announcedAt = now;
  announce.textContent = text;
}

// always: also what has not moved, since what is shown depends on the clock.
async function sync(always = false) {
  for (const [board, position] of boards) receive(await connection.invoke("Sync", board, always ? -1 : position));
  mark(false);
}

async function poll() {
  for (const [board, position] of boards) {
    const [programme, kind, number] = board.split("/");
    const answer = await fetch(`/p/${programme}/live/${kind}${number ? `/${number}` : ""}?after=${position}`);
    if (answer.redirected) end(board); // To the sign-in page: the session is over.
    else if (answer.status === 200) receive(await answer.json());
    else if (answer.status === 204) heardAt = Date.now();
    else if (answer.status === 404) end(board);
    else throw new Error(answer.statusText);
  }
}

// The right to see it is over: that is no fault of the line, and asking again does not help.
function end(board) {
  boards.delete(board);
  if (ended) ended.hidden = false;
}

function mark(isLost) {
  if (lost) lost.hidden = !isLost;
}

const ignore = () => {};

// Until everything is shown: a hub that has just come back may take the line and not yet answer. While the line itself is being mended, that begins anew.
async function start() {
  try {
    if (connection.state === "Disconnected") await connection.start();
    if (connection.state === "Connected") await sync();
  } catch {
    mark(true);
    setTimeout(start, retry.nextRetryDelayInMilliseconds());
  }
}

async function tick() {
  try {
    const now = Date.now();
    const connected = connection.state === "Connected";
    if (connected && now - drawnAt > STALE) {
      drawnAt = now;
      await sync(true);
    } else if (now - heardAt > QUIET) {
      heardAt = now;
      await poll();
      if (!connected) mark(false);
    }
  } catch {
    mark(true);
  }
}

for (const kind of new Set([...boards.keys()].map((board) => board.split("/")[1]))) connection.on(kind, receive);
connection.on("ended", ({ board }) => end(board));
connection.onclose(() => setTimeout(start, retry.nextRetryDelayInMilliseconds()));
connection.onreconnecting(() => mark(true));
connection.onreconnected(start);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && connection.state === "Connected") sync(true).catch(ignore);
});
// A line that is dead is noticed by its silence; the browser may know sooner.
addEventListener("offline", () => mark(true));
// Back from a tunnel: what was missed is fetched at once, whenever the connection comes back.
addEventListener("online", () => (connection.state === "Connected" ? sync(true) : poll()).then(() => mark(false), ignore));

for (const button of document.querySelectorAll("[data-live-pause]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
    for (const note of document.querySelectorAll("[data-live-paused]")) note.hidden = !paused;
    if (paused) return;
    for (const frame of held.values()) show(frame);
    held.clear();
  });
}

if (boards.size > 0) {
  start();
  setInterval(tick, 5_000);
}
