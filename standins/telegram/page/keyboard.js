// Walking by keyboard: arrows inside a list, shortcuts everywhere, and what Escape closes.

// One stop of the Tab key for a whole list; arrows, Home and End walk inside it.
export function roving(list, selector, { along = "vertical" } = {}) {
  const [back, forth] = along === "vertical" ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  const stops = () => [...list.querySelectorAll(selector)].filter((one) => !one.disabled);
  list.addEventListener("keydown", (event) => {
    const items = stops();
    const place = items.indexOf(event.target);
    if (place < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const goal = { [back]: place - 1, [forth]: place + 1, Home: 0, End: items.length - 1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    focusOn(items, items[Math.min(Math.max(goal, 0), items.length - 1)]);
  });
  list.addEventListener("focusin", (event) => {
    const items = stops();
    if (items.includes(event.target)) only(items, event.target);
  });
}

function focusOn(items, goal) {
  only(items, goal);
  goal.focus();
  goal.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function only(items, chosen) {
  for (const one of items) one.tabIndex = one === chosen ? 0 : -1;
}

// After a list was drawn anew: exactly one of its items takes the Tab key.
export function oneStop(items, chosen = items[0]) {
  if (items.length) only(items, chosen ?? items[0]);
}

const closers = [];

// `close()` returns true when there was something to close; those named first are asked first.
export function onEscape(close) {
  closers.push(close);
}

const shortcuts = new Map();

export function onShortcut(key, run) {
  shortcuts.set(key, run);
}

const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;

// Some keyboards write another sign with Alt and a digit: there the key's place counts.
function named(event) {
  const digit = event.altKey && /^Digit(\d)$/.exec(event.code);
  return [event.ctrlKey || event.metaKey ? "Ctrl+" : "", event.altKey ? "Alt+" : "", digit ? digit[1] : event.key].join("");
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (closers.some((close) => close())) event.preventDefault();
    return;
  }
  const key = named(event);
  const run = shortcuts.get(key);
  if (!run || (key.length === 1 && isTyping(event.target))) return;
  event.preventDefault();
  run();
});
