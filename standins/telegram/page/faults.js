// What goes wrong on purpose: the faults that are switched on, and those that can be.

import { post } from "/page/api.js";
import { button, el, icon } from "/page/dom.js";
import { attempt } from "/page/overlays.js";

const READY = [
  ["Too many requests, once", { error: "too_many", times: 1 }],
  ["The person blocked the bot, once", { error: "blocked", times: 1 }],
  ["Server error, three times", { error: "server_error", times: 3 }],
  ["Every answer 2 s late", { latency: 2 }],
  ["The next answer is lost after the effect", { answer: "lost", times: 1 }],
  ["Connection cut before the effect, once", { answer: "cut", times: 1 }],
  ["One request in five fails", { error: "server_error", chance: 0.2 }],
  ["The proxy's 502 page, once", { answer: "nginx", times: 1 }],
];

let faults = [];
let redraw = () => null;

export function takeFaults(told, draw) {
  faults = told;
  redraw = draw;
}

// A part of the panel: a title, a word on it, and what it holds.
export function part(title, words, ...children) {
  return el(
    "section",
    { class: "panel-part" },
    el("h3", {}, title),
    words ? el("p", { class: "panel-words" }, words) : null,
    ...children,
  );
}

export function partFaults() {
  const choice = el(
    "select",
    { "aria-label": "What goes wrong" },
    ...READY.map(([label], place) => el("option", { value: place }, label)),
  );
  const method = el("input", { type: "text", placeholder: "any method", "aria-label": "Only this method", autocomplete: "off" });
  const add = () => {
    const [, fault] = READY[Number(choice.value)];
    const wish = method.value.trim();
    return setFaults([...faults, wish ? { ...fault, method: wish } : fault]);
  };
  return part(
    "Faults",
    faults.length ? null : "Nothing goes wrong at the moment.",
    el(
      "ul",
      { class: "faults" },
      ...faults.map((fault, place) =>
        el(
          "li",
          {},
          el("span", {}, words(fault)),
          button(
            {
              class: "icon-button",
              "aria-label": "End this fault",
              onclick: () => setFaults(faults.filter((_, one) => one !== place)),
            },
            icon("close"),
          ),
        ),
      ),
    ),
    el("div", { class: "panel-row" }, choice),
    el(
      "div",
      { class: "panel-row" },
      method,
      button({ class: "strong", onclick: add }, "Switch on"),
      faults.length ? button({ onclick: () => setFaults([]) }, "End them all") : null,
    ),
  );
}

function words(fault) {
  const what = fault.error ?? (fault.code ? `code ${fault.code}` : null);
  return [
    what,
    fault.answer ? `answer ${fault.answer}` : null,
    fault.latency ? `${fault.latency} s late` : null,
    fault.method ? `on ${fault.method}` : "on every method",
    fault.chance < 1 ? `${Math.round(fault.chance * 100)} %` : null,
    fault.times === null ? "until ended" : `${fault.times} × left`,
  ]
    .filter(Boolean)
    .join(" · ")
    .replaceAll("_", " ");
}

async function setFaults(wish) {
  const told = await attempt(() => post("/sim/faults", wish));
  if (told) faults = told.faults;
  redraw();
}
