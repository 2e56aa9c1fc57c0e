// A menu at a point or under a button; on a phone it comes from below.

import { button, el, icon } from "/page/dom.js";
import { onEscape } from "/page/keyboard.js";

const EDGE = 8;
let shown = null;

// `items` are { label, icon?, before?, run, danger?, checked? }, or null for a line between; `above` is put on top of them.
export function openMenu(anchor, items, { label = "Menu", above = null } = {}) {
  closeMenu();
  const opener = document.activeElement;
  const list = el("div", { class: "menu", role: "menu", "aria-label": label }, above, ...items.map(line));
  const shade = el("div", {
    class: "menu-shade",
    onclick: () => closeMenu(),
    oncontextmenu: (event) => {
      event.preventDefault();
      closeMenu();
    },
  });
  document.body.append(shade, list);
  place(list, anchor);
  list.addEventListener("keydown", walk);
  shown = { list, shade, opener };
  choices(list)[0]?.focus({ preventScroll: true });
}

export function closeMenu() {
  if (!shown) return false;
  const { list, shade, opener } = shown;
  shown = null;
  list.remove();
  shade.remove();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  return true;
}

function line(item) {
  if (item === null) return el("hr");
  const pick = () => {
    closeMenu();
    item.run();
  };
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const checked = item.checked === undefined ? null : String(item.checked);
  return button(
    { class: `menu-item ${item.danger ? "danger" : ""}`, role, "aria-checked": checked, tabindex: "-1", onclick: pick },
    item.before ?? (item.icon ? icon(item.icon) : null),
    el("span", {}, item.label),
    item.hint ? el("small", {}, item.hint) : null,
    item.checked ? icon("check") : null,
  );
}

const choices = (list) => [...list.querySelectorAll("button")];

function walk(event) {
  const items = choices(event.currentTarget);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step) {
    const goal = (items.indexOf(document.activeElement) + step + items.length) % items.length;
    items[goal].focus();
  } else if (event.key === "Tab") closeMenu();
  else return;
  event.preventDefault();
}

// Below the anchor or at the point; kept inside the window.
function place(list, anchor) {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : null;
  const left = box ? box.left : anchor.x;
  const top = box ? box.bottom + 4 : anchor.y;
  const { offsetWidth: width, offsetHeight: height } = list;
  const highest = innerHeight - height - EDGE;
  const over = box && top > highest ? box.top - height - 4 : Math.min(top, highest);
  list.style.setProperty("--left", `${Math.max(Math.min(left, innerWidth - width - EDGE), EDGE)}px`);
  list.style.setProperty("--top", `${Math.max(over, EDGE)}px`);
}

onEscape(closeMenu);
