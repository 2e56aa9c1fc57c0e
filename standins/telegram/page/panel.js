// The panel at the right (on a phone: from below): the chat's particulars, the bot's calls, the weather.

import { drawInfo } from "/page/info.js";
import { at } from "/page/dom.js";
import { onEscape, roving } from "/page/keyboard.js";
import { loadWeather } from "/page/weather.js";

const PAGES = ["info", "calls", "weather"];

let opener = null; // the button that opened the panel, when a key pressed it

export function startPanel() {
  for (const name of PAGES) at(`tab-${name}`).addEventListener("click", () => show(name));
  roving(at("panel-tabs"), "[role=tab]", { along: "horizontal" });
  at("panel-close").addEventListener("click", hide);
  at("panel-shade").addEventListener("click", hide);
  at("head-open").addEventListener("click", (event) => toggle("info", event));
  at("calls-toggle").addEventListener("click", (event) => toggle("calls", event));
  onEscape(() => !at("panel").hidden && (hide(), true));
  const kept = localStorage.getItem("panel");
  if (PAGES.includes(kept) && innerWidth > 1180) show(kept);
}

// Who opens the panel with a key goes on inside it, and comes back to the same button.
function toggle(name, { currentTarget, detail }) {
  const isShown = !at("panel").hidden && at(`tab-${name}`).getAttribute("aria-selected") === "true";
  if (isShown) return hide();
  show(name);
  opener = detail === 0 ? currentTarget : null;
  if (opener) at(`tab-${name}`).focus();
  return null;
}

export function show(name) {
  at("panel").hidden = false;
  at("panel-shade").hidden = false;
  for (const one of PAGES) {
    const chosen = one === name;
    at(`tab-${one}`).setAttribute("aria-selected", String(chosen));
    at(`tab-${one}`).tabIndex = chosen ? 0 : -1;
    at(one).hidden = !chosen;
  }
  at("calls-toggle").setAttribute("aria-expanded", String(name !== "info"));
  localStorage.setItem("panel", name);
  if (name === "info") drawInfo();
  if (name === "weather") loadWeather();
}

function hide() {
  const inside = at("panel").contains(document.activeElement);
  at("panel").hidden = true;
  at("panel-shade").hidden = true;
  at("calls-toggle").setAttribute("aria-expanded", "false");
  localStorage.removeItem("panel");
  if (inside) (opener ?? at("input")).focus();
}
