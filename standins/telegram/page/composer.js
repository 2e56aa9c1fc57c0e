// The message field: writing, answering, changing one's own message.

import * as acts from "/page/acts.js";
import { startAttach } from "/page/attach.js";
import * as commands from "/page/commands.js";
import { at, button, el, icon } from "/page/dom.js";
import { draftOf, keepDraft } from "/page/drafts.js";
import * as inline from "/page/inline.js";
import { onEscape, onShortcut } from "/page/keyboard.js";
import { isMine, line, senderName } from "/page/lines.js";
import { messages } from "/page/stream.js";
import { world } from "/page/store.js";
import { hush, steer } from "/page/suggestions.js";

const TALLEST = 180;

let answered = null; // the message that is replied to
let changed = null; // the own message that is edited
let placeholder = "Message";

const input = () => at("input");

export function startComposer() {
  at("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  input().addEventListener("input", typed);
  input().addEventListener("keydown", pressed);
  startAttach(take);
  commands.startCommands(say);
  onEscape(() => hush() || quiet());
  onShortcut("/", () => {
    input().focus();
    if (!input().value) {
      input().value = "/";
      typed();
    }
  });
}

// The words in the field become a picture's caption.
function take() {
  const words = input().value.trim();
  empty();
  return words;
}

async function submit() {
  const text = input().value.trim();
  if (!text) return;
  if (changed) {
    const { message_id: id } = changed;
    quiet();
    await acts.edit(id, text);
    return;
  }
  empty();
  if (!(await say(text))) restore(text);
}

// What was refused stands in the field again, unless something new was begun.
function restore(text) {
  if (input().value) return;
  input().value = text;
  typed();
}

export function say(text) {
  const replyTo = answered?.message_id ?? null;
  quiet();
  hush();
  return acts.say(text, replyTo);
}

function empty() {
  input().value = "";
  typed();
}

function typed() {
  grow();
  const text = input().value;
  at("composer").classList.toggle("filled", text.trim() !== "");
  if (!changed) keepDraft(world.open, text);
  if (changed) return;
  commands.typed(text);
  inline.typed(text);
}

function grow() {
  input().style.height = "auto";
  input().style.height = `${Math.min(input().scrollHeight, TALLEST)}px`;
}

function pressed(event) {
  if (steer(event)) return void event.preventDefault();
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if (event.key === "ArrowUp" && !input().value) {
    const own = messages().findLast((one) => isMine(one) && one.text && !one.forwarded_from);
    if (own) {
      event.preventDefault();
      setEdit(own);
    }
  }
}

// --- the bar above the field -----------------------------------------------------------

export function setReply(message) {
  quiet();
  answered = message;
  bar("reply", isMine(message) ? "Reply to yourself" : `Reply to ${senderName(message)}`, line(message));
}

export function setEdit(message) {
  quiet();
  changed = message;
  bar("edit", "Edit message", line(message));
  input().value = message.text ?? "";
  typed();
}

function bar(sign, title, words) {
  at("replying").hidden = false;
  at("replying").replaceChildren(
    icon(sign),
    el("p", {}, el("b", {}, title), el("span", {}, words)),
    button(
      { class: "icon-button", "aria-label": sign === "edit" ? "Do not edit" : "Do not reply", onclick: quiet },
      icon("close"),
    ),
  );
  input().focus();
}

function quiet() {
  const any = answered !== null || changed !== null;
  const wasEdit = changed !== null;
  answered = changed = null;
  at("replying").hidden = true;
  if (wasEdit) empty();
  return any;
}

// --- another chat, another person ---------------------------------------------------------

export function turnTo(chat) {
  answered = changed = null;
  at("replying").hidden = true;
  hush();
  input().value = draftOf(chat.id);
  typed();
}

export function setPlaceholder(words) {
  placeholder = words;
  input().placeholder = placeholder;
}
