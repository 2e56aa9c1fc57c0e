// The keyboard under a message: each button does one thing.

import { button as plain, el, icon } from "/page/dom.js";

const LONGEST = 8; // buttons in a row, as Telegram shows them

export function inlineKeyboard(message, act) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row) =>
    el("div", { class: "inline-row" }, ...row.slice(0, LONGEST).map((one) => key(message, one, act))),
  );
  return el("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of the message" }, ...rows);
}

function key(message, one, act) {
  const node = plain({ class: `inline ${one.style ?? ""}`, disabled: one.disabled }, el("span", {}, one.text));
  const sign = one.url ? "out" : one.copy_text ? "copy" : isInline(one) ? "forward" : null;
  if (sign) node.append(icon(sign));
  node.addEventListener("click", async () => {
    node.classList.add("waiting");
    node.setAttribute("aria-busy", "true");
    await pressed(message, one, act);
    node.classList.remove("waiting");
    node.removeAttribute("aria-busy");
  });
  return node;
}

const isInline = (one) => typeof (one.inline_here ?? one.inline_elsewhere) === "string";

export function pressed(message, one, act) {
  if (one.copy_text) return act.copy(one.copy_text);
  if (one.url) return act.visit(one.url);
  if (typeof one.inline_here === "string") return act.inlineHere(one.inline_here);
  if (typeof one.inline_elsewhere === "string") return act.inlineElsewhere(one.inline_elsewhere);
  if (one.data === null || one.data === undefined) return act.nothing(one.text);
  return act.tap(message.message_id, one.data);
}
