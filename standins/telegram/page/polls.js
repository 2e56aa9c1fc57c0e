// A poll in a bubble: choose, vote, see how others voted.

import { button, el, icon } from "/page/dom.js";

// `act.vote(messageId, options)` is called with the places of the chosen answers; an empty list takes the vote back.
export function poll(message, act) {
  const asked = message.poll;
  const voted = asked.options.some((one) => one.mine);
  const open = !voted && !asked.closed;
  const chosen = new Set();
  const send = button({ class: "poll-send", disabled: true, onclick: () => act.vote(message.message_id, [...chosen]) }, "Vote");
  const rows = asked.options.map((one, place) => {
    if (!open) return result(one, asked);
    return choice(one, asked.multiple, (row) => {
      if (!asked.multiple) return act.vote(message.message_id, [place]);
      row.setAttribute("aria-checked", String(!chosen.delete(place) && chosen.add(place) !== null));
      send.disabled = chosen.size === 0;
      return null;
    });
  });
  const kind = asked.closed
    ? "Final results"
    : [asked.quiz ? "Quiz" : asked.anonymous ? "Anonymous poll" : "Poll", asked.multiple ? "several answers" : null]
        .filter(Boolean)
        .join(" · ");
  return el(
    "section",
    { class: "poll", "aria-label": `Poll: ${asked.question}` },
    el("h4", {}, asked.question),
    el("small", {}, kind),
    el("div", { class: "poll-options", role: open ? (asked.multiple ? "group" : "radiogroup") : "list" }, ...rows),
    el(
      "p",
      { class: "poll-foot" },
      open && asked.multiple ? send : null,
      el("small", {}, asked.total === 1 ? "1 vote" : `${asked.total} votes`),
      voted && !asked.closed
        ? button({ class: "poll-send", onclick: () => act.vote(message.message_id, []) }, "Take back")
        : null,
    ),
  );
}

function choice(one, multiple, pick) {
  const row = button(
    { class: "poll-choice", role: multiple ? "checkbox" : "radio", "aria-checked": "false" },
    el("span", { class: "poll-mark" }),
    el("span", {}, one.text),
  );
  row.addEventListener("click", () => pick(row));
  return row;
}

function result(one, asked) {
  const share = asked.total ? Math.round((100 * one.votes) / asked.total) : 0;
  const bar = el("span", { class: "poll-bar" });
  bar.style.setProperty("--share", `${share}%`);
  return el(
    "div",
    {
      class: `poll-result ${one.right ? "right" : ""} ${one.mine && one.right === false ? "wrong" : ""}`,
      role: "listitem",
      "aria-label": `${one.text}: ${share} percent${one.mine ? ", your vote" : ""}`,
    },
    el("b", {}, `${share}%`),
    el("span", {}, one.text, one.right || (one.mine && one.right !== false) ? icon("check") : one.mine ? icon("close") : null),
    bar,
  );
}
