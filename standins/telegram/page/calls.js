// The side panel: every Bot API call, with what the rule book says of it.

import { get } from "/page/api.js";
import { el } from "/page/format.js";

const at = (id) => document.getElementById(id);
const SHOWN = 300;

export class Calls {
  constructor() {
    this.total = 0;
    this.violations = 0;
    at("calls-toggle").addEventListener("click", () => this.show(at("calls").hidden));
    at("calls-close").addEventListener("click", () => this.show(false));
    at("calls-polls").addEventListener("change", (event) => at("calls").classList.toggle("with-polls", event.target.checked));
    if (localStorage.getItem("calls") === "open" && innerWidth > 1100) this.show(true);
  }

  async load() {
    const log = await get("/sim/calls");
    at("calls-list").replaceChildren();
    this.total = log.total - log.calls.length;
    this.violations = log.violations - log.calls.reduce((sum, call) => sum + call.violations.length, 0);
    log.calls.slice(0, -SHOWN).forEach((call) => this.count(call));
    log.calls.slice(-SHOWN).forEach((call) => this.add(call));
    this.sum();
  }

  count(call) {
    this.total += 1;
    this.violations += call.violations.length;
  }

  add(call) {
    this.count(call);
    const list = at("calls-list");
    list.prepend(row(call));
    while (list.children.length > SHOWN) list.lastChild.remove();
    this.sum();
  }

  sum() {
    const broken = this.violations === 1 ? "1 violation" : `${this.violations} violations`;
    at("calls-sum").textContent = `${this.total} so far · ${broken}`;
    at("calls-sum").classList.toggle("bad", this.violations > 0);
    at("calls-dot").hidden = this.violations === 0;
  }

  show(open) {
    at("calls").hidden = !open;
    at("calls-toggle").setAttribute("aria-expanded", String(open));
    localStorage.setItem("calls", open ? "open" : "closed");
  }
}

function row(call) {
  const state = call.ok ? "ok" : "no";
  const time = call.milliseconds >= 100 ? `${Math.round(call.milliseconds)} ms` : `${call.milliseconds.toFixed(1)} ms`;
  const head = el("p", { class: "call-head" }, el("b", {}, call.method), el("span", { class: `badge ${state}` }, call.ok ? "ok" : String(call.code)), el("small", {}, time));
  const item = el("li", { class: call.method === "getUpdates" && call.ok ? "poll" : "" }, head);
  if (call.brief) item.append(el("p", { class: "call-brief" }, call.brief));
  if (call.description) item.append(el("p", { class: "call-error" }, call.description));
  for (const one of call.violations) item.append(el("p", { class: "call-violation" }, el("b", {}, one.rule), ` ${one.where}`));
  return item;
}
