// Search inside the open chat: a bar with a field, the place among the matches, and arrows.
// The matches are kept newest last, as the chat is; one begins with the newest.

import { at } from "/page/dom.js";
import { onEscape, onShortcut } from "/page/keyboard.js";
import { line } from "/page/lines.js";
import { on, world } from "/page/store.js";
import { jump, messages, rowOf } from "/page/stream.js";

const MARK = "found"; // the name of the highlight in the style sheet
const PAUSE_MS = 120;

let matches = []; // ids
let place = -1;
let timer = 0;

export function startFinding() {
  at("find-open").addEventListener("click", toggle);
  at("find-close").addEventListener("click", close);
  at("find-older").addEventListener("click", () => step(-1));
  at("find-newer").addEventListener("click", () => step(1));
  at("find-field").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(begin, PAUSE_MS);
  });
  at("find-field").addEventListener("keydown", pressed);
  onShortcut("Ctrl+f", open);
  onEscape(close);
  on("open", close);
  on("last", refresh);
}

function toggle() {
  if (at("find").hidden) open();
  else close();
}

function open() {
  if (world.open === null) return;
  at("find").hidden = false;
  at("find-open").setAttribute("aria-expanded", "true");
  at("find-field").focus();
  at("find-field").select();
  begin();
}

function close() {
  if (at("find").hidden) return false;
  clearTimeout(timer);
  const inside = at("find").contains(document.activeElement);
  at("find").hidden = true;
  at("find-open").setAttribute("aria-expanded", "false");
  CSS.highlights?.delete(MARK);
  if (inside) (at("input").disabled ? at("find-open") : at("input")).focus();
  return true;
}

function pressed(event) {
  const by = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? 1 : -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  step(by);
}

// --- matches -----------------------------------------------------------------------------------

const wish = () => at("find-field").value.trim().toLowerCase();

const words = (message) => [line(message), message.text, message.caption].filter(Boolean).join("\n").toLowerCase();

function sift() {
  const wanted = wish();
  matches = wanted
    ? messages()
        .filter((message) => words(message).includes(wanted))
        .map((message) => message.message_id)
    : [];
}

function begin() {
  sift();
  place = matches.length - 1;
  show();
}

// Something new was said: one stays at the match one is at.
function refresh() {
  if (at("find").hidden) return;
  const here = matches[place];
  sift();
  const still = matches.indexOf(here);
  place = still < 0 ? matches.length - 1 : still;
  tell();
}

function step(by) {
  const goal = place + by;
  if (goal < 0 || goal >= matches.length) return;
  place = goal;
  show();
}

function show() {
  tell();
  CSS.highlights?.delete(MARK);
  if (place < 0) return;
  jump(matches[place]);
  mark(rowOf(matches[place]));
}

function tell() {
  const found = matches.length ? `${matches.length - place} of ${matches.length}` : "Nothing found";
  at("find-count").textContent = wish() ? found : "";
  at("find-older").disabled = place <= 0;
  at("find-newer").disabled = place >= matches.length - 1;
  if (document.activeElement?.disabled) at("find-field").focus(); // a switched-off button hears no keys
}

// The very words, where the browser can paint over text without changing it.
function mark(row) {
  if (!CSS.highlights) return;
  const wanted = wish();
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    for (let from = node.data.toLowerCase().indexOf(wanted); from >= 0; from = node.data.toLowerCase().indexOf(wanted, from + 1))
      ranges.push(new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: from + wanted.length }));
  }
  CSS.highlights.set(MARK, new Highlight(...ranges));
}
