// The weather: faults, how much is let through, what time it is.

import { get, post } from "/page/api.js";
import { at, button, el } from "/page/dom.js";
import { part, partFaults, takeFaults } from "/page/faults.js";
import { attempt, form, question } from "/page/overlays.js";
import { on, setNow, tell } from "/page/store.js";
import { fullTime } from "/page/times.js";

let limits = {};
let clock = { now: 0, offset: 0, frozen: false };
let askedAt = 0;

export function startWeather() {
  on("reset", loadWeather);
  setInterval(tick, 1000);
}

export async function loadWeather() {
  if (at("weather").hidden) return;
  const told = await attempt(() => Promise.all([get("/sim/faults"), get("/sim/limits"), get("/sim/clock")]));
  if (!told) return;
  takeFaults(told[0].faults, draw);
  limits = told[1];
  setClock(told[2]);
  draw();
}

function setClock(told) {
  clock = told;
  askedAt = performance.now();
  setNow(told.now);
}

const present = () => clock.now + (clock.frozen ? 0 : (performance.now() - askedAt) / 1000);

function tick() {
  const shown = at("weather-now");
  if (shown) shown.textContent = fullTime(present());
}

function draw() {
  at("weather").replaceChildren(partFaults(), partLimits(), partClock(), partReset());
}

// --- limits -----------------------------------------------------------------------------------------

function partLimits() {
  const { enabled, ...figures } = limits;
  const toggle = el("input", {
    type: "checkbox",
    role: "switch",
    checked: enabled,
    onchange: (event) => setLimits({ enabled: event.target.checked }),
  });
  const inputs = Object.entries(figures)
    .filter(([, value]) => typeof value === "number")
    .map(([name, value]) =>
      el(
        "label",
        { class: "figure" },
        el("span", {}, name.replaceAll("_", " ")),
        el("input", {
          type: "number",
          min: "0",
          step: "any",
          value,
          onchange: (event) => setLimits({ [name]: Number(event.target.value) }),
        }),
      ),
    );
  return part(
    "Limits",
    null,
    el(
      "label",
      { class: "field-check" },
      toggle,
      el("span", {}, "Refuse what is too fast", el("small", {}, "as Telegram does, with retry_after")),
    ),
    enabled ? el("div", { class: "figures" }, ...inputs) : null,
  );
}

async function setLimits(wish) {
  const told = await attempt(() => post("/sim/limits", wish));
  if (told) limits = told;
  draw();
}

// --- the clock ----------------------------------------------------------------------------------------

const MOVES = [
  ["+1 min", 60],
  ["+1 h", 3600],
  ["+1 day", 86400],
  ["+1 week", 604800],
];

function partClock() {
  const away =
    Math.abs(clock.offset) < 1
      ? "The machine's own time."
      : `${clock.offset > 0 ? "Ahead of" : "Behind"} the machine by ${span(Math.abs(clock.offset))}.`;
  return part(
    "Clock",
    null,
    el("p", { class: "clock" }, el("time", { id: "weather-now" }, fullTime(present()))),
    el("p", { class: "panel-words" }, away),
    el("div", { class: "panel-row" }, ...MOVES.map(([label, advance]) => button({ onclick: () => move({ advance }) }, label))),
    el(
      "div",
      { class: "panel-row" },
      button({ onclick: setTime }, "Set…"),
      button(
        { "aria-pressed": String(clock.frozen), onclick: () => move({ freeze: !clock.frozen }) },
        clock.frozen ? "Let it go on" : "Let it stand still",
      ),
      Math.abs(clock.offset) >= 1 ? button({ onclick: () => move({ set: Date.now() / 1000 }) }, "Back to now") : null,
    ),
  );
}

function span(seconds) {
  const [unit, size] = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ].find(([, one]) => seconds >= one - 1); // a move takes a moment
  return new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(
    seconds / size,
  );
}

async function setTime() {
  const wish = await form(
    "Set the clock",
    [{ name: "moment", label: "Date and time", type: "datetime-local", required: true }],
    "Set",
  );
  if (wish) await move({ set: new Date(wish.moment).getTime() / 1000 });
}

async function move(wish) {
  const told = await attempt(() => post("/sim/clock", wish));
  if (!told) return;
  setClock(told);
  draw();
  tell("reload-state");
}

// --- from the beginning ----------------------------------------------------------------------------------

function partReset() {
  return part(
    "Begin anew",
    "Empties every chat; the bot keeps what it said of itself.",
    button({ class: "danger", onclick: reset }, "Empty the world"),
  );
}

async function reset() {
  if (await question("Begin anew?", "Every chat, group and picture goes.", "Empty the world", { danger: true }))
    await attempt(() => post("/sim/reset", {}));
}
