// The open chat: its head, its messages, what stands in place of the message field.

import { get } from "/page/api.js";
import * as acts from "/page/acts.js";
import { drawMenuButton } from "/page/commands.js";
import { say, turnTo } from "/page/composer.js";
import { at, button, el, face } from "/page/dom.js";
import { kindLine } from "/page/info.js";
import { drawPins, firstPin } from "/page/pins.js";
import { setKeyboard } from "/page/replykeys.js";
import { chatFace, GENERAL, isForViewer, isIn, leads, may, nameOf, openChat, personFace, tell, titleOf, world } from "/page/store.js";
import { farFromEnd, fill, isIn as isInTopic, jump, messages, nearEnd, toEnd, toUnread } from "/page/stream.js";
import { drawTopics } from "/page/topics.js";
import { firstUnread, seen } from "/page/unread.js";

const DOING = {
  typing: "typing",
  upload_photo: "sending a photo",
  upload_document: "sending a file",
  upload_video: "sending a video",
  record_video: "recording a video",
  record_voice: "recording",
  upload_voice: "sending a recording",
  find_location: "looking for a place",
  choose_sticker: "choosing a sticker",
  record_video_note: "recording a video",
  upload_video_note: "sending a video",
};
const DOING_MS = 5000;

let missed = 0;
let held = null; // what happened while a transcript was on its way
let doing = null;
let doingTimer = 0;

export async function openConversation(id, { topic = null, message = null } = {}) {
  Object.assign(world, { open: id, topic });
  document.body.dataset.view = "chat";
  showDoing(null);
  firstPin();
  turnTo(openChat());
  tell("open");
  await fillConversation();
  if (message !== null) jump(message);
  else if (matchMedia("(hover: hover)").matches && !at("input").disabled) at("input").focus();
}

export async function fillConversation() {
  const { open, viewer } = world;
  const waiting = (held = []);
  try {
    const list = await get(`/sim/transcript?chat=${open}&viewer=${viewer}`);
    if (open !== world.open || viewer !== world.viewer) return;
    const first = firstUnread(open, world.topic);
    const replaced = new Set(list.map((message) => message.replaces));
    fill(
      list.filter((message) => isShown(message) && !replaced.has(message.message_id)),
      first,
    );
    drawConversation();
    if (first !== null && missedMuch()) toUnread();
    else toEnd("instant");
    look();
  } finally {
    if (held === waiting) {
      held = null;
      for (const run of waiting) run();
    }
  }
}

const missedMuch = () => at("stream").scrollHeight > at("stream").clientHeight;

// While a transcript is being fetched, changes wait, or it would wipe them out.
export function whenFilled(run) {
  if (held) held.push(run);
  else run();
}

export const isShown = (message) => !message.deleted && !message.draft && isForViewer(message) && isInTopic(message, world.topic);

export function drawConversation() {
  const chat = openChat();
  if (!chat) return;
  at("head-avatar").replaceChildren(face(chatFace(chat)));
  at("head-title").textContent = titleOf(chat);
  at("actor").hidden = chat.type === "private";
  at("actor").replaceChildren(face(personFace(world.viewer)));
  at("actor").setAttribute("aria-label", `Writing as ${nameOf(world.viewer)}, change`);
  drawMenuButton();
  drawPins();
  drawTopics();
  drawWelcome();
  drawField(chat);
  drawKeyboard();
  showStatus();
}

export function drawKeyboard() {
  setKeyboard(messages().findLast((message) => message.reply_keyboard) ?? null);
}

// --- in place of the field -------------------------------------------------------------------

function drawField(chat) {
  const bar = instead(chat);
  at("composer").classList.toggle("closed", bar !== null);
  at("instead").hidden = bar === null;
  at("instead").replaceChildren(...(bar ? [bar] : []));
  at("input").disabled = bar !== null;
}

function instead(chat) {
  if (chat.blocked) return button({ class: "bar", onclick: () => say("/start") }, "Unblock and restart the bot");
  if (!isIn(chat, world.viewer))
    return button({ class: "bar", onclick: () => acts.join(chat.id) }, `Join as ${nameOf(world.viewer)}`);
  if (chat.type === "channel" && !leads(chat, world.viewer, "can_post_messages"))
    return el("p", { class: "bar quiet" }, "Only administrators write here");
  if (chat.type !== "private" && !may(chat, world.viewer, "can_send_messages"))
    return el("p", { class: "bar quiet" }, "You may not write here");
  const topic = world.topic === null ? null : chat.topics?.find((one) => one.id === world.topic);
  if (topic?.closed && !leads(chat, world.viewer)) return el("p", { class: "bar quiet" }, "This topic is closed");
  return null;
}

export function drawWelcome() {
  const chat = openChat();
  const empty = messages().length === 0;
  const starting = empty && chat.type === "private";
  at("welcome").hidden = !empty;
  at("composer").classList.toggle("fresh", starting && !chat.blocked);
  if (!empty) return;
  if (!starting)
    return at("welcome").replaceChildren(
      face(chatFace(chat)),
      el("h3", {}, titleOf(chat)),
      el(
        "p",
        {},
        world.topic !== null && world.topic !== GENERAL
          ? "Nothing has been said in this topic yet."
          : "Nothing has been said here yet.",
      ),
    );
  at("welcome").replaceChildren(
    el("img", { src: "/page/mark.svg", alt: "", width: "80", height: "80" }),
    el("h3", {}, world.bot.first_name),
    el("p", {}, world.bot.description || "What can this bot do? Press Start and see."),
    button({ id: "start", onclick: () => say("/start") }, "Start"),
  );
}

// --- what the bot is doing ----------------------------------------------------------------------

export function showDoing(action) {
  clearTimeout(doingTimer);
  const wasNear = nearEnd();
  doing = action;
  if (action) doingTimer = setTimeout(() => showDoing(null), DOING_MS);
  at("typing").hidden = !doing;
  if (openChat()) showStatus();
  if (action && wasNear) toEnd();
}

function showStatus() {
  const chat = openChat();
  const who = chat.type === "private" ? "" : `${world.bot.first_name} is `;
  at("head-status").classList.toggle("doing", Boolean(doing));
  at("head-status").textContent = doing ? `${who}${DOING[doing] ?? "busy"}…` : kindLine(chat);
}

// --- where one looks ---------------------------------------------------------------------------------

export function keepInView(wasNear, mine) {
  if (wasNear || mine) {
    toEnd();
    look();
    return;
  }
  missed += 1;
  drawMissed();
}

// The end of the chat is in sight: everything is read.
export function look() {
  if (document.hidden || !nearEnd()) return drawMissed();
  missed = 0;
  drawMissed();
  const last = messages().at(-1);
  if (last) seen(world.open, world.topic, last.message_id);
  return null;
}

function drawMissed() {
  at("to-end").hidden = missed === 0 && !farFromEnd();
  at("to-end-count").textContent = missed ? String(missed) : "";
}

export function startConversation() {
  at("to-end").addEventListener("click", () => toEnd());
  at("stream").addEventListener("scroll", () => {
    if (world.open !== null) look();
  });
  document.addEventListener("visibilitychange", () => {
    if (world.open !== null) look();
  });
}
