// The chat page: keeps what is shown in step with the server's live stream.

import { get, listen, post } from "/page/api.js";
import { bubble } from "/page/bubbles.js";
import { Calls } from "/page/calls.js";
import { Composer } from "/page/composer.js";
import { clockTime, dayName, el, icon } from "/page/format.js";
import { alertBox, lightbox, toast } from "/page/overlays.js";

const at = (id) => document.getElementById(id);
const DOING = {
  typing: "typing", upload_photo: "sending a photo", upload_document: "sending a file", upload_video: "sending a video",
  find_location: "looking for a place", choose_sticker: "choosing a sticker",
};
const GROUPED = 240;

const world = { bot: null, users: [], chats: new Map(), viewer: Number(localStorage.getItem("viewer") ?? 1001), open: null, drift: 0 };
const messages = new Map();
const unread = new Map();
const composer = new Composer(say);
const calls = new Calls();
let doing = null;
let missed = 0;
let held = null; // what happened while a transcript was on its way

// --- what a person can do ---------------------------------------------------

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

function say(text, replyTo = null) {
  const body = { chat: world.open, from: world.viewer, text };
  if (replyTo !== null) body.reply_to = replyTo;
  return attempt(() => post("/sim/message", body));
}

const act = {
  command: (text) => say(text),
  start: (payload) => say(`/start ${payload}`.trim()),
  deepLink,
  open: lightbox,
  reply: (message) => composer.setReply(message),
  nothing: (text) => toast(`“${text}” does nothing in the playground yet`),
  jump(id) {
    const target = at(`m${id}`);
    target?.scrollIntoView({ block: "center", behavior: "smooth" });
    target?.classList.add("flash");
    setTimeout(() => target?.classList.remove("flash"), 1200);
  },
  visit(url) {
    const payload = deepLink(url);
    if (payload === null) window.open(url, "_blank", "noopener");
    else act.start(payload);
  },
  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => null);
    toast(`Copied: ${text.length > 42 ? `${text.slice(0, 40)}…` : text}`);
  },
  async tap(messageId, data) {
    const answer = await attempt(() => post("/sim/tap", { chat: world.open, from: world.viewer, message_id: messageId, data }));
    if (!answer) return;
    if (!answer.answered) toast("No answer from the bot yet");
    else if (answer.show_alert && answer.text) alertBox(world.bot.first_name, answer.text);
    else if (answer.text) toast(answer.text);
    else if (answer.url) act.visit(answer.url);
  },
};

// The payload of a link that starts this bot, or null for any other link.
function deepLink(href) {
  const match = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]{1,64}))?$/i.exec(href);
  return match && match[1].toLowerCase() === world.bot.username.toLowerCase() ? match[2] ?? "" : null;
}

// --- the chat list ----------------------------------------------------------

function titleOf(chat) {
  return chat.type === "private" ? world.bot.first_name : chat.title;
}

function avatar(chat) {
  if (chat.type === "private") return el("img", { src: "/page/mark.svg", alt: "" });
  return el("span", { "data-tint": Math.abs(chat.id) % 5 }, [...titleOf(chat)][0]);
}

function drawChats() {
  const mine = [...world.chats.values()].filter((chat) => chat.members.includes(world.viewer));
  mine.sort((a, b) => (b.last?.date ?? 0) - (a.last?.date ?? 0));
  at("chats").replaceChildren(...mine.map(chatRow));
  const count = [...unread.values()].reduce((sum, one) => sum + one, 0);
  document.title = `${count ? `(${count}) ` : ""}${world.bot.first_name} · chat`;
}

function chatRow(chat) {
  const { last } = chat;
  const line = last ? lastLine(last) : "No messages yet";
  const count = unread.get(chat.id) ?? 0;
  return el("button", { type: "button", class: "chat-row", "aria-label": `${titleOf(chat)}${count ? `, ${count} unread` : ""}`, "aria-current": chat.id === world.open ? "true" : null, onclick: () => openChat(chat.id) },
    el("span", { class: "avatar", "aria-hidden": "true" }, avatar(chat)),
    el("span", { class: "chat-row-text" },
      el("span", { class: "chat-row-top" }, el("b", {}, titleOf(chat)), el("time", {}, last ? clockTime(last.date) : "")),
      el("span", { class: "chat-row-line" }, el("span", {}, chat.blocked ? "You blocked the bot" : line),
        count ? el("mark", { "aria-label": `${count} unread` }, String(count)) : null)));
}

function lastLine(message) {
  const text = (message.text || message.caption || "").replace(/\s+/g, " ");
  const prefix = message.from_id === world.viewer ? "You: " : "";
  const kind = message.photo ? "🖼 " : message.document ? "📎 " : "";
  return prefix + kind + (text || (message.photo ? "Photo" : message.document?.name ?? ""));
}

function drawViewers() {
  const options = world.users.map((user) => el("option", { value: user.id, selected: user.id === world.viewer }, user.first_name));
  at("viewer").replaceChildren(...options);
}

// --- the open chat ----------------------------------------------------------

async function openChat(id) {
  world.open = id;
  unread.delete(id);
  document.body.dataset.view = "chat";
  composer.setReply(null);
  showDoing(null);
  await fillChat();
  drawChats();
  if (matchMedia("(hover: hover)").matches) composer.input.focus();
}

async function fillChat() {
  const later = (held = []);
  try {
    const list = await get(`/sim/transcript?chat=${world.open}`);
    messages.clear();
    at("messages").replaceChildren();
    for (const message of list) if (!message.deleted) append(message);
  } finally {
    held = null;
  }
  for (const [kind, body] of later) heard[kind](body);
  drawHead();
  drawPinned();
  drawWelcome();
  drawKeyboard();
  missed = 0;
  toEnd("instant");
}

function drawHead() {
  const chat = world.chats.get(world.open);
  at("head-avatar").replaceChildren(avatar(chat));
  at("head-title").textContent = titleOf(chat);
  at("block").hidden = chat.type !== "private";
  at("block").setAttribute("aria-pressed", String(chat.blocked));
  at("block").setAttribute("aria-label", chat.blocked ? "Unblock the bot" : "Block the bot");
  composer.setCommands(chat.commands, chat.menu_button);
  composer.setBlocked(chat.blocked);
  showStatus();
}

function showStatus() {
  const chat = world.chats.get(world.open);
  const still = chat.type === "private" ? `bot · @${world.bot.username}` : `${chat.type} · ${chat.members.length} members`;
  at("head-status").classList.toggle("doing", Boolean(doing));
  at("head-status").textContent = doing ? `${DOING[doing] ?? "busy"}…` : still;
  at("messages").classList.toggle("typing", Boolean(doing));
}

let doingTimer = 0;
function showDoing(action) {
  clearTimeout(doingTimer);
  doing = action;
  if (action) doingTimer = setTimeout(() => showDoing(null), 5000);
  if (world.open !== null) showStatus();
}

function append(message) {
  const before = [...messages.values()].at(-1);
  messages.set(message.message_id, message);
  const now = Date.now() / 1000 + world.drift;
  if (!before || dayName(before.date, now) !== dayName(message.date, now)) {
    at("messages").append(el("li", { class: "day" }, el("span", {}, dayName(message.date, now))));
  }
  const row = bubble(message, message.from_id === world.viewer, act);
  const together = before && before.from_id === message.from_id && message.date - before.date < GROUPED;
  row.classList.toggle("together", Boolean(together));
  at("messages").append(row);
  return row;
}

function drawWelcome() {
  const chat = world.chats.get(world.open);
  const empty = messages.size === 0 && chat.type === "private";
  at("welcome").hidden = !empty;
  at("composer").classList.toggle("fresh", empty && !chat.blocked);
  if (!empty) return;
  const text = world.bot.description || "Nothing has been said here yet.";
  at("welcome").replaceChildren(
    el("img", { src: "/page/mark.svg", alt: "", width: "72", height: "72" }),
    el("h3", {}, world.bot.first_name), el("p", {}, text),
    el("button", { type: "button", id: "start", onclick: () => say("/start") }, "Start"));
}

function drawPinned() {
  const chat = world.chats.get(world.open);
  const pinned = messages.get(chat.pinned);
  at("pinned").hidden = !pinned;
  if (!pinned) return;
  at("pinned").replaceChildren(el("b", {}, "Pinned"), el("span", {}, lastLine(pinned)));
  at("pinned").onclick = () => act.jump(pinned.message_id);
}

function drawKeyboard() {
  const speaking = [...messages.values()].filter((message) => message.reply_keyboard);
  composer.setKeyboard(speaking.at(-1) ?? null);
}

function nearEnd() {
  const stream = at("stream");
  return stream.scrollHeight - stream.scrollTop - stream.clientHeight < 120;
}

function toEnd(behavior = "smooth") {
  at("stream").scrollTo({ top: at("stream").scrollHeight, behavior });
  missed = 0;
  at("to-end").hidden = true;
}

function keepInView(wasNear, mine) {
  if (wasNear || mine) return toEnd();
  missed += 1;
  at("to-end").hidden = false;
  at("to-end-count").textContent = String(missed);
}

// --- what the server tells --------------------------------------------------

const heard = {
  async hello() {
    at("link-state").textContent = "live";
    at("link-state").className = "link-state live";
    await loadAll();
  },
  reload: loadAll,
  profile: loadState,
  async chat() {
    await loadState();
    if (world.open !== null) drawPinned();
  },
  message({ chat, message }) {
    const known = world.chats.get(chat);
    if (!known) return loadState();
    known.last = message;
    const mine = message.from_id === world.viewer;
    if (chat === world.open) showNew(message, mine);
    if (!mine && (chat !== world.open || document.hidden)) unread.set(chat, (unread.get(chat) ?? 0) + 1);
    return drawChats();
  },
  edit({ chat, message }) {
    const row = chat === world.open ? at(`m${message.message_id}`) : null;
    if (!row) return;
    const wasNear = nearEnd();
    messages.set(message.message_id, message);
    const fresh = bubble(message, message.from_id === world.viewer, act);
    fresh.classList.toggle("together", row.classList.contains("together"));
    fresh.classList.add("changed");
    row.replaceWith(fresh);
    if (wasNear) toEnd();
  },
  delete({ chat, message }) {
    if (chat !== world.open) return;
    messages.delete(message);
    const row = at(`m${message}`);
    row?.classList.add("leaving");
    setTimeout(() => row?.remove(), 220);
    drawPinned();
  },
  action({ chat, action }) {
    if (chat !== world.open) return;
    const wasNear = nearEnd();
    showDoing(action);
    if (wasNear) toEnd();
  },
  confirmed() {
    document.querySelectorAll(".row.sent").forEach((row) => row.classList.remove("sent"));
  },
  call: (call) => calls.add(call),
};

// While a transcript is being fetched, changes wait, or it would wipe them out.
function hear(kind, body) {
  if (held && ["message", "edit", "delete"].includes(kind)) return held.push([kind, body]);
  return heard[kind](body);
}

function showNew(message, mine) {
  if (messages.has(message.message_id)) return;
  const wasNear = nearEnd();
  const row = append(message);
  row.classList.add("arriving");
  if (mine) row.classList.add("sent");
  else showDoing(null);
  if (message.reply_keyboard) composer.setKeyboard(message);
  drawWelcome();
  keepInView(wasNear, mine);
}

async function loadState() {
  const state = await get("/sim/state");
  world.bot = state.bot;
  world.users = state.users;
  world.drift = state.now - Date.now() / 1000;
  world.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  if (!world.users.some((user) => user.id === world.viewer)) world.viewer = world.users[0].id;
  drawViewers();
  drawChats();
  if (world.open !== null) drawHead();
}

async function loadAll() {
  await Promise.all([loadState(), calls.load()]);
  if (!world.chats.get(world.open)?.members.includes(world.viewer)) world.open = null;
  if (world.open !== null) await fillChat();
  else if (innerWidth > 760) await openFirst();
}

async function openFirst() {
  const first = [...world.chats.values()].find((chat) => chat.members.includes(world.viewer));
  if (first) await openChat(first.id);
}

// --- the frame --------------------------------------------------------------

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

at("theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).getPropertyValue("--is-dark").trim() === "1";
  setTheme(dark ? "light" : "dark");
});
at("viewer").addEventListener("change", async (event) => {
  world.viewer = Number(event.target.value);
  localStorage.setItem("viewer", String(world.viewer));
  world.open = null;
  await openFirst();
});
at("back").addEventListener("click", () => {
  document.body.dataset.view = "list";
  world.open = null;
  drawChats();
});
at("block").addEventListener("click", () => {
  const { blocked } = world.chats.get(world.open);
  return attempt(() => post("/sim/block", { chat: world.open, blocked: !blocked }));
});
at("restart").addEventListener("click", () => say("/start"));
at("to-end").addEventListener("click", () => toEnd());
at("stream").addEventListener("scroll", () => { if (nearEnd()) { missed = 0; at("to-end").hidden = true; } });
document.addEventListener("visibilitychange", () => {
  if (document.hidden || world.open === null) return;
  unread.delete(world.open);
  drawChats();
});

if (localStorage.getItem("theme")) setTheme(localStorage.getItem("theme"));
listen((kind, body) => attempt(async () => hear(kind, body)), () => {
  at("link-state").textContent = "connection lost, trying again…";
  at("link-state").className = "link-state lost";
});
