// The list of Bot API calls: what was asked, what came of it, and what the rule book says of it.

import { get } from "/page/api.js";
import { at, button, el } from "/page/dom.js";
import { attempt } from "/page/overlays.js";
import { clockTime } from "/page/times.js";

const SHOWN = 300;

let total = 0;
let violations = 0;

export function startCalls() {
  at("calls-filter").addEventListener("input", sift);
  at("calls-kind").addEventListener("change", sift);
}

export async function loadCalls() {
  const log = await get("/sim/calls");
  ({ total, violations } = log);
  at("calls-list").replaceChildren(...log.calls.slice(-SHOWN).reverse().map(item));
  sum();
}

export function addCall(call) {
  total += 1;
  violations += call.violations.length;
  const list = at("calls-list");
  list.prepend(item(call));
  while (list.children.length > SHOWN) list.lastChild.remove();
  sum();
}

function sum() {
  const broken = violations === 1 ? "1 violation" : `${violations} violations`;
  at("calls-sum").textContent = `${total} so far · ${broken}`;
  at("calls-sum").classList.toggle("bad", violations > 0);
  at("calls-dot").hidden = violations === 0;
}

// --- the filter ----------------------------------------------------------------------------------

const KINDS = {
  all: (call) => call.method !== "getUpdates" || !call.ok,
  polls: () => true,
  refused: (call) => !call.ok,
  broken: (call) => call.violations.length > 0,
};

const matches = (call, words, kind) =>
  KINDS[kind](call) &&
  (!words || [call.method, call.brief, call.chat, call.description].some((text) => text?.toLowerCase().includes(words)));

const byItem = new WeakMap();

function sift() {
  for (const one of at("calls-list").children) hideOrShow(one);
}

function hideOrShow(one) {
  one.hidden = !matches(byItem.get(one), at("calls-filter").value.trim().toLowerCase(), at("calls-kind").value);
}

// --- one call -------------------------------------------------------------------------------------

function item(call) {
  const time = call.milliseconds >= 100 ? `${Math.round(call.milliseconds)} ms` : `${call.milliseconds.toFixed(1)} ms`;
  const badge = el("span", { class: `badge ${call.ok ? "ok" : "no"}` }, call.ok ? "ok" : String(call.code));
  const head = button(
    { class: "call-head", "aria-expanded": "false" },
    el("span", { class: "call-line" }, el("b", {}, call.method), badge, el("small", {}, time)),
    call.brief ? el("span", { class: "call-brief" }, call.brief) : null,
    call.description ? el("span", { class: call.ok ? "call-brief" : "call-error" }, call.description) : null,
    ...call.violations.map((one) => el("span", { class: "call-error" }, el("b", {}, one.rule), ` ${one.where}`)),
  );
  const whole = el("li", { title: clockTime(call.at) }, head);
  head.addEventListener("click", () => unfold(call, head, whole));
  byItem.set(whole, call);
  hideOrShow(whole);
  return whole;
}

async function unfold(call, head, whole) {
  const open = head.getAttribute("aria-expanded") === "true";
  head.setAttribute("aria-expanded", String(!open));
  if (open) return void whole.querySelector(".call-json")?.remove();
  const detail = await attempt(() => get(`/sim/calls/${call.number}`));
  if (!detail || whole.querySelector(".call-json")) return;
  whole.append(el("div", { class: "call-json" }, part("Request", detail.parameters), part("Answer", detail.answer)));
}

function part(title, value) {
  return el("section", {}, el("h4", {}, title), el("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));
}
