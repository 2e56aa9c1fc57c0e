// What the server tells while the page is open.

import { get } from "/page/api.js";
import { addCall } from "/page/calls.js";
import { drawConversation, drawKeyboard, drawWelcome, isShown, keepInView, showDoing, whenFilled } from "/page/conversation.js";
import { play } from "/page/effects.js";
import { draft, endDraft } from "/page/streaming.js";
import { isMine } from "/page/lines.js";
import { drawPins } from "/page/pins.js";
import { isForViewer, loadState, openChat, tell, witness, world } from "/page/store.js";
import { add, change, drop, find, isIn as isInTopic, messages, nearEnd, rowOf, toEnd } from "/page/stream.js";
import { forget, heard } from "/page/unread.js";

export const told = {
  profile: refresh,
  chat: refresh,
  reload: () => tell("reload"),
  call: addCall,
  inline: () => null, // the answer to one's own question comes with the question's answer

  message({ chat, message }) {
    witness(message.date);
    const known = world.chats.get(chat);
    if (!known) return refresh().then(() => world.chats.has(chat) && heard(chat, message));
    if (isForViewer(message)) known.last = message;
    if (chat === world.open) whenFilled(() => showNew(message));
    if (chat !== world.open || !isShown(message) || document.hidden || !nearEnd()) heard(chat, message);
    return tell("last");
  },

  edit({ chat, message }) {
    const known = world.chats.get(chat);
    if (known?.last?.message_id === message.message_id) known.last = message;
    tell("last");
    if (chat !== world.open) return null;
    return message.poll ? askAgain(message.message_id) : whenFilled(() => showChanged(message));
  },

  delete({ chat, message }) {
    forget(chat, message);
    if (chat === world.open)
      whenFilled(() => {
        drop(message);
        drawPins();
        drawKeyboard();
        drawWelcome();
      });
    return world.chats.get(chat)?.last?.message_id === message ? refresh() : null;
  },

  action({ chat, action }) {
    if (chat === world.open) showDoing(action);
  },

  draft({ chat }) {
    return chat === world.open ? askDraft() : null;
  },

  confirmed() {
    for (const row of document.querySelectorAll(".row.sent")) row.classList.remove("sent");
  },
};

function showNew(message) {
  if (!isShown(message) || find(message.message_id)) return;
  const wasNear = nearEnd();
  const mine = isMine(message);
  if (!mine) endDraft();
  if (message.replaces) drop(message.replaces);
  const row = add(message);
  row.classList.toggle("sent", mine);
  if (!mine) showDoing(null);
  if (message.reply_keyboard) drawKeyboard();
  drawWelcome();
  keepInView(wasNear, mine);
  if (message.effect && !document.hidden) play(message.effect, row.querySelector(".bubble"));
}

function showChanged(message) {
  if (!rowOf(message.message_id)) return;
  const wasNear = nearEnd();
  change(message);
  drawPins();
  if (wasNear) toEnd();
}

// How one voted oneself is told only to who asks.
async function askAgain(id) {
  const [message] = await get(`/sim/transcript?chat=${world.open}&viewer=${world.viewer}&since=${id - 1}`);
  if (message?.message_id === id) showChanged(message);
}

async function askDraft() {
  const last = messages().at(-1)?.message_id ?? 0;
  const list = await get(`/sim/transcript?chat=${world.open}&viewer=${world.viewer}&since=${last}`);
  const written = list.find((one) => one.draft);
  if (written && isInTopic(written, world.topic)) draft(written);
  else endDraft();
}

// People, chats, commands: asked for anew, at most a few times a second.
let asked = null;
async function refresh() {
  asked ??= new Promise((resolve) => setTimeout(resolve, 60)).then(async () => {
    asked = null;
    await loadState();
    if (openChat()) drawConversation();
  });
  return asked;
}
