// One message, or one album: who says it, what it answers, what it shows, what people think of it.

import { inlineKeyboard, pressed } from "/page/buttons.js";
import { button, el, face, icon } from "/page/dom.js";
import { rich } from "/page/format.js";
import { isMine, senderName } from "/page/lines.js";
import { below } from "/page/foot.js";
import { album, isPicture, media, ratioOf, shownMedia } from "/page/media.js";
import { poll } from "/page/polls.js";
import { chatFace, memberOf, openChat, personFace, topicOf } from "/page/store.js";
import { preview } from "/page/preview.js";
import { clockTime } from "/page/times.js";

const JUMBO = /^(?:\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}\uFE0F]*(?:\u200D\p{Extended_Pictographic}\uFE0F?)*){1,3}$/u;

// `messages` is one message, or all of one album; `act` holds what a tap can lead to.
export function row(messages, act) {
  const [first] = messages;
  if (first.service) return serviceRow(first);
  const mine = isMine(first);
  const several = messages.length > 1;
  const item = el("li", {
    class: `row ${mine ? "mine" : "theirs"}`,
    id: several ? `album${first.album}` : `m${first.message_id}`,
    tabindex: "-1",
    "data-from": speaker(first),
    "data-date": first.date,
    "data-topic": topicOf(openChat(), first),
  });
  item.classList.toggle("only-you", Boolean(first.ephemeral_to));
  const body = bubble(messages, mine, act);
  const keys = inlineKeyboard(first, act);
  item.classList.toggle("has-keys", keys !== null);
  item.style.setProperty("--ratio", ratioOfAll(messages));
  if (showsPeople() && !mine) item.append(avatarOf(first));
  item.append(el("div", { class: "column" }, body, keys), quick(messages, act));
  return item;
}

// In a channel everybody speaks for the channel.
const speaker = (message) => (openChat().type === "channel" ? openChat().id : message.from_id);

const showsPeople = () => ["group", "supergroup"].includes(openChat()?.type);

function avatarOf(message) {
  const hidden = senderName(message) === openChat().title; // an anonymous administrator
  return face(hidden ? chatFace(openChat()) : personFace(message.from_id));
}

function serviceRow(message) {
  return el(
    "li",
    {
      class: "row service",
      id: `m${message.message_id}`,
      tabindex: "-1",
      "data-date": message.date,
      "data-topic": topicOf(openChat(), message),
    },
    el("span", {}, message.service),
  );
}

function bubble(messages, mine, act) {
  const said = messages.find((one) => one.html || one.rich_html) ?? messages[0];
  const [first] = messages;
  const who = mine ? "You" : senderName(first);
  const body = el("article", { class: "bubble", "aria-label": `${who}, ${clockTime(first.date)}` });
  const shown = shownPart(messages, act);
  const text = textOf(said, act);
  body.append(...[sender(first, mine, act), privately(first), forwarded(first), quote(first, act)].filter(Boolean));
  body.append(...arranged(first, text, shown, act));
  body.append(below(messages, mine, act));
  shape(body, messages, text);
  return body;
}

// Words under what is shown, or above it when the message asks for that; a link's card likewise.
function arranged(message, text, shown, act) {
  const card = message.text && text ? preview(message, text, act) : null;
  const cardFirst = card && message.preview?.show_above_text;
  const wordsFirst = text && shownMedia(message)?.below;
  return (wordsFirst || (card && !cardFirst) ? [text, shown, card] : [card, shown, text]).filter(Boolean);
}

function shownPart(messages, act) {
  if (messages.length > 1 && messages.every(isPicture)) return album(messages, act);
  if (messages.length > 1)
    return el("div", { class: "files" }, ...messages.map((one) => el("div", { id: `m${one.message_id}` }, media(one, act))));
  const [only] = messages;
  return only.poll ? poll(only, act) : media(only, act);
}

function textOf(message, act) {
  if (message.rich_html)
    return el("div", { class: "text rich" }, rich(message.rich_html, { ...act, press: (one) => pressed(message, one, act) }));
  return message.html ? el("span", { class: "text" }, rich(message.html, act)) : null;
}

function shape(body, messages, text) {
  const [first] = messages;
  const pictured = isPicture(first) || (messages.length === 1 && first.location);
  const bareKind = ["sticker", "video_note"].includes(shownMedia(first)?.kind) || first.dice;
  body.classList.toggle("has-photo", Boolean(pictured));
  body.classList.toggle("bare", Boolean(pictured) && !text);
  body.classList.toggle("naked", Boolean(bareKind) || isJumbo(first));
  body.classList.toggle("jumbo", isJumbo(first));
}

// A tall picture makes a narrow bubble, so that it is seen whole.
function ratioOfAll(messages) {
  const [first] = messages;
  if (messages.length > 1 || !isPicture(first)) return null;
  return String(ratioOf(shownMedia(first)));
}

const isJumbo = (message) => !shownMedia(message) && !message.reply_to && JUMBO.test(message.text ?? "");

// --- above the text ---------------------------------------------------------------

function sender(message, mine, act) {
  const via = message.via_bot
    ? el(
        "span",
        { class: "via" },
        " via ",
        button({ class: "inline-command", onclick: () => act.mention(message.via_bot.slice(1)) }, message.via_bot),
      )
    : null;
  if (mine || openChat()?.type === "private") return via ? el("p", { class: "sender" }, via) : null;
  const member = memberOf(openChat(), message.from_id);
  const rank = member?.title ?? { creator: "owner", administrator: "admin" }[member?.status];
  const tint = Math.abs(speaker(message)) % 7;
  return el(
    "p",
    { class: "sender" },
    el("b", { "data-tint": tint }, senderName(message)),
    via,
    rank && openChat().type !== "channel" ? el("small", {}, rank) : null,
  );
}

function privately(message) {
  return message.ephemeral_to ? el("p", { class: "privately" }, icon("eye"), "Only you see this") : null;
}

function forwarded(message) {
  return message.forwarded_from
    ? el("p", { class: "forwarded" }, icon("forward"), "Forwarded from ", el("b", {}, message.forwarded_from))
    : null;
}

function quote(message, act) {
  if (message.reply_to === null || message.reply_to === undefined) return null;
  const whom = act.find(message.reply_to);
  return button(
    { class: "quoted", onclick: () => act.jump(message.reply_to) },
    whom ? el("b", {}, isMine(whom) ? "You" : senderName(whom)) : null,
    el("span", {}, message.quoted ?? "message"),
  );
}

function quick(messages, act) {
  const [first] = messages;
  return el(
    "div",
    { class: "quick" },
    button(
      { class: "icon-button", "aria-label": "Reply to this message", tabindex: "-1", onclick: () => act.reply(first) },
      icon("reply"),
    ),
    button(
      {
        class: "icon-button",
        "aria-label": "More for this message",
        "aria-haspopup": "menu",
        tabindex: "-1",
        onclick: (event) => act.menu(messages, event.currentTarget),
      },
      icon("more"),
    ),
  );
}
