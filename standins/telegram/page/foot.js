// Below the words: what people think of a message, and in the corner when and how it was said.

import { effectSign, play } from "/page/effects.js";
import { button, el, icon } from "/page/dom.js";
import { pictorial } from "/page/lines.js";
import { personFace, world } from "/page/store.js";
import { clockTime, fullTime, short } from "/page/times.js";

// The corner stands in the row of reactions where there are any, so that neither covers the other.
export function below(messages, mine, act) {
  const [first] = messages;
  const corner = foot(first, mine);
  if (!first.reactions?.length) return corner;
  return el(
    "div",
    { class: "reactions", role: "group", "aria-label": "Reactions" },
    ...first.reactions.map((one) => reaction(first, one, act)),
    corner,
  );
}

function reaction(message, one, act) {
  const mine = one.from.includes(world.viewer);
  return button(
    {
      class: "reaction",
      "aria-pressed": String(mine),
      "aria-label": `${one.emoji} ${one.count}`,
      title: one.from.map((id) => personFace(id).name).join(", "),
      onclick: () => act.react(message, mine ? null : one.emoji),
    },
    el("span", {}, pictorial(one.emoji)),
    el("b", {}, String(one.count)),
  );
}

function foot(message, mine) {
  const marks = [
    message.effect ? effectAgain(message) : null,
    message.pinned ? icon("pin") : null,
    message.silent ? icon("silent") : null,
    message.views ? el("i", { "aria-label": `${message.views} views` }, icon("eye"), short(message.views)) : null,
    message.author ? el("i", {}, message.author) : null,
    message.edited ? el("i", {}, "edited") : null,
  ];
  const time = el(
    "time",
    { datetime: new Date(message.date * 1000).toISOString(), title: fullTime(message.date) },
    clockTime(message.date),
  );
  const ticks = mine ? el("span", { class: "ticks", role: "img", "aria-label": "delivered" }, icon("tick"), icon("tick")) : null;
  return el("span", { class: "foot" }, ...marks, time, ticks);
}

function effectAgain(message) {
  const sign = effectSign(message.effect);
  return button(
    {
      class: "effect-sign",
      "aria-label": `Play the effect ${sign} again`,
      onclick: (event) => play(message.effect, event.currentTarget.closest(".bubble")),
    },
    sign,
  );
}
