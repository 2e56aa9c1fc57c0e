// The messages of the open chat, oldest above: drawn, changed and taken away one at a time.

import { row } from "/page/bubbles.js";
import { at, el } from "/page/dom.js";
import { oneStop, roving } from "/page/keyboard.js";
import { now, openChat, topicOf } from "/page/store.js";
import { dayName } from "/page/times.js";

const TOGETHER = 240; // seconds between messages that stand as one run
const WINDOW = 120; // messages drawn at once; earlier ones come with the scroll
const LEAVING_MS = 180;

let list = []; // every message of the chat (or topic) that the viewer may see
let drawn = 0; // place of the first one that is drawn
let unreadFrom = null;
let act = null;
const inRow = new WeakMap(); // row → its messages

export function startStream(actions) {
  act = actions;
  roving(at("messages"), "li.row");
  at("messages").addEventListener("focusin", (event) => reach(event.target.closest("li.row")));
  at("stream").addEventListener("scroll", () => {
    if (at("stream").scrollTop < 200 && drawn > 0) earlier();
  });
}

export const messages = () => list;
export const find = (id) => list.find((one) => one.message_id === id) ?? null;
export const messagesOf = (item) => inRow.get(item);
export const rowOf = (id) => at(`m${id}`)?.closest("li.row") ?? null;

// --- filling ----------------------------------------------------------------------

export function fill(all, firstUnread) {
  list = all;
  unreadFrom = firstUnread;
  const unreadPlace = firstUnread === null ? list.length : list.findIndex((one) => one.message_id === firstUnread);
  draw(Math.max(Math.min(list.length - WINDOW, unreadPlace - 20), 0));
}

function draw(from) {
  drawn = from;
  at("messages").replaceChildren();
  for (const group of groups(list.slice(from))) put(group);
  oneStop(rows(), rows().at(-1));
  reach(rows().at(-1));
}

function earlier() {
  const stream = at("stream");
  const below = stream.scrollHeight - stream.scrollTop;
  draw(Math.max(drawn - WINDOW, 0));
  stream.scrollTop = stream.scrollHeight - below;
}

// Neighbours of one album are one group.
function groups(some) {
  const found = [];
  for (const message of some) {
    if (message.album && found.at(-1)?.[0].album === message.album) found.at(-1).push(message);
    else found.push([message]);
  }
  return found;
}

function put(group) {
  const [first] = group;
  const before = rows().at(-1);
  const today = dayName(first.date, now());
  if (!before || dayName(inRow.get(before)[0].date, now()) !== today)
    at("messages").append(el("li", { class: "day" }, el("span", {}, today)));
  if (first.message_id === unreadFrom)
    at("messages").append(el("li", { class: "unread-line" }, el("span", {}, "Unread messages")));
  const fresh = made(group);
  at("messages").append(fresh);
  relate(fresh);
  if (fresh.previousElementSibling) relate(fresh.previousElementSibling);
  return fresh;
}

function made(group) {
  const fresh = row(group, act);
  inRow.set(fresh, group);
  for (const one of controls(fresh)) one.tabIndex = -1;
  return fresh;
}

const rows = () => [...at("messages").querySelectorAll("li.row:not(.leaving)")];

// --- one at a time ------------------------------------------------------------------

export function add(message) {
  const before = rows().at(-1);
  const group = before && inRow.get(before);
  list.push(message);
  if (message.album && group?.[0].album === message.album) return swap(before, [...group, message]);
  const fresh = put([message]);
  fresh.classList.add("arriving");
  if (!at("messages").contains(document.activeElement)) {
    oneStop(rows(), fresh);
    reach(fresh);
  }
  return fresh;
}

export function change(message) {
  const place = list.findIndex((one) => one.message_id === message.message_id);
  if (place < 0) return;
  list[place] = message;
  const old = rowOf(message.message_id);
  if (!old) return;
  const group = inRow.get(old).map((one) => (one.message_id === message.message_id ? message : one));
  swap(old, group).classList.add("changed");
}

export function drop(id) {
  list = list.filter((one) => one.message_id !== id);
  const old = rowOf(id);
  if (!old) return;
  const rest = inRow.get(old).filter((one) => one.message_id !== id);
  if (rest.length) return void swap(old, rest);
  old.classList.add("leaving");
  setTimeout(() => {
    const neighbours = [old.previousElementSibling, old.nextElementSibling];
    old.remove();
    if (neighbours[0]?.className === "day" && !neighbours[1]?.matches("li.row")) neighbours[0].remove();
    for (const one of neighbours) if (one?.isConnected) relate(one);
  }, LEAVING_MS);
}

function swap(old, group) {
  const focused = old === document.activeElement || old.contains(document.activeElement);
  const fresh = made(group);
  fresh.classList.toggle("sent", old.classList.contains("sent"));
  fresh.tabIndex = old.tabIndex;
  old.replaceWith(fresh);
  relate(fresh);
  if (old.tabIndex === 0) reach(fresh);
  if (focused) fresh.focus({ preventScroll: true });
  return fresh;
}

// Whether a row begins or ends a run of one person's messages.
function relate(item) {
  if (!item.matches("li.row")) return;
  const before = item.previousElementSibling;
  const after = item.nextElementSibling;
  item.classList.toggle("together", Boolean(before && isRun(before, item)));
  item.classList.toggle("last", !(after && isRun(item, after)));
}

function isRun(one, two) {
  const same = one.dataset.from && one.dataset.from === two.dataset.from && one.dataset.topic === two.dataset.topic;
  return Boolean(same) && Number(two.dataset.date) - Number(one.dataset.date) < TOGETHER;
}

// --- keyboard: the Tab key enters only the message one is at ------------------------------

const controls = (item) => item.querySelectorAll("button, a, input, [role=button], pre");
let reached = null;

function reach(item) {
  if (!item || item === reached) return;
  for (const one of reached ? controls(reached) : []) one.tabIndex = -1;
  for (const one of controls(item)) if (!one.closest(".quick")) one.tabIndex = 0;
  reached = item;
}

// --- where one looks ------------------------------------------------------------------------

function leftBelow() {
  const stream = at("stream");
  return stream.scrollHeight - stream.scrollTop - stream.clientHeight;
}

export const nearEnd = () => leftBelow() < 120;

// So far up that the way back is worth a button.
export const farFromEnd = () => leftBelow() > Math.max(at("stream").clientHeight / 2, 120);

export function toEnd(behavior = "smooth") {
  at("stream").scrollTo({ top: at("stream").scrollHeight, behavior });
}

export function toUnread() {
  at("messages").querySelector(".unread-line")?.scrollIntoView({ block: "start" });
}

export function jump(id) {
  const place = list.findIndex((one) => one.message_id === id);
  if (place < 0) return false;
  if (place < drawn) draw(Math.max(place - 20, 0));
  const target = rowOf(id);
  target.scrollIntoView({ block: "center", behavior: "smooth" });
  target.classList.add("flash");
  setTimeout(() => target.classList.remove("flash"), 1200);
  return true;
}

export const isIn = (message, topic) => topic === null || topicOf(openChat(), message) === topic;
