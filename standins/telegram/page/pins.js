// The bar of pinned messages: the newest first, each press leads to the next older one.

import { at, button, el, icon } from "/page/dom.js";
import { line } from "/page/lines.js";
import { find, jump } from "/page/stream.js";
import { openChat } from "/page/store.js";

let place = 0;

export function startPins() {
  at("pinned").addEventListener("click", (event) => {
    if (event.target.closest(".pin-open")) follow();
  });
}

const known = () => openChat().pinned.map(find).filter(Boolean);

export function drawPins() {
  const pins = known();
  place = Math.min(place, Math.max(pins.length - 1, 0));
  at("pinned").hidden = pins.length === 0;
  if (!pins.length) return;
  const marks = el(
    "span",
    { class: "pin-marks", "aria-hidden": "true" },
    ...pins.slice(0, 5).map((_, one) => el("i", { class: one === place ? "here" : "" })),
  );
  const title = pins.length > 1 ? `Pinned message ${place + 1} of ${pins.length}` : "Pinned message";
  at("pinned").replaceChildren(
    button(
      { class: "pin-open", "aria-label": `${title}: ${line(pins[place])}` },
      marks,
      el("span", {}, el("b", {}, title), el("span", {}, line(pins[place]))),
      icon("pin"),
    ),
  );
}

function follow() {
  const pins = known();
  const { activeElement } = document;
  jump(pins[place].message_id);
  place = (place + 1) % pins.length;
  drawPins();
  if (activeElement?.classList.contains("pin-open")) at("pinned").firstChild.focus();
}

export const firstPin = () => {
  place = 0;
};
