// The list above the message field: commands, people, inline results. Arrows walk it, Enter takes.

import { at, el } from "/page/dom.js";

const COLUMNS = 3; // of a grid, as the style sheet lays it

let owner = null; // who filled the list
let chosen = -1;

const box = () => at("suggestions");
const options = () => [...box().querySelectorAll("[role=option]")];

// `items` are nodes with role=option; `kind` becomes the class and tells one list from another.
export function suggest(kind, items, { first = 0, label = "Suggestions", above = null, grid = false } = {}) {
  if (!items.length && !above) return hush(kind);
  owner = kind;
  const list = el("div", { id: "options", class: grid ? "grid" : "", role: "listbox", "aria-label": label }, ...items);
  box().className = `suggestions ${kind}`;
  box().replaceChildren(...[above, list].filter(Boolean));
  number();
  box().hidden = false;
  tellMenu();
  mark(items.length ? first : -1);
}

// Without a kind whatever is shown goes; otherwise only that kind.
export function hush(kind = owner) {
  if (box().hidden || kind !== owner) return false;
  owner = null;
  box().hidden = true;
  box().replaceChildren();
  at("input").removeAttribute("aria-activedescendant");
  tellMenu();
  return true;
}

// The button of the command menu says whether its list is there.
const tellMenu = () => at("menu").setAttribute("aria-expanded", String(showing("commands")));

function number() {
  options().forEach((item, place) => {
    item.id = `option-${place}`;
  });
}

// More of the same, below what is there.
export function suggestMore(items) {
  at("options").append(...items);
  number();
}

export const showing = (kind) => !box().hidden && owner === kind;

export function option(attributes, ...children) {
  return el("button", { type: "button", role: "option", tabindex: "-1", ...attributes }, ...children);
}

function mark(place) {
  chosen = place;
  options().forEach((item, one) => item.setAttribute("aria-selected", String(one === place)));
  const item = options()[place];
  if (item) at("input").setAttribute("aria-activedescendant", item.id);
  item?.scrollIntoView({ block: "nearest" });
}

// True when the key was meant for the list. A grid walks by rows with up and down.
export function steer(event) {
  if (box().hidden) return false;
  const items = options();
  const wide = box().querySelector(".grid") ? COLUMNS : 1;
  const step = { ArrowDown: wide, ArrowUp: -wide, ...(wide > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}) }[event.key];
  if (step && items.length) mark((Math.max(chosen, step > 0 ? -1 : 0) + step + items.length) % items.length);
  else if (event.key === "Enter" && !event.shiftKey && chosen >= 0) items[chosen].click();
  else if (event.key === "Tab" && !event.shiftKey && items[Math.max(chosen, 0)]?.dataset.complete)
    complete(items[Math.max(chosen, 0)]);
  else if (event.key === "Escape") hush();
  else return false;
  return true;
}

function complete(item) {
  at("input").value = item.dataset.complete;
  at("input").dispatchEvent(new Event("input"));
}
