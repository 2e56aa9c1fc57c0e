// What the page knows of the small world, and who wants to hear when it changes.

import { get } from "/page/api.js";

export const GENERAL = 1; // a forum's first topic, which can't be closed for good

export const world = {
  bot: null,
  users: new Map(),
  chats: new Map(),
  viewer: Number(localStorage.getItem("viewer") ?? 1001),
  open: null, // the chat that is looked at
  topic: null, // and the topic in it; null shows all of them
  drift: 0, // seconds from this machine's clock to the world's
};

const hearers = new Map();

export function on(kind, hear) {
  hearers.set(kind, [...(hearers.get(kind) ?? []), hear]);
}

// Resolves when everybody who heard is done.
export function tell(kind, body) {
  return Promise.all((hearers.get(kind) ?? []).map((hear) => hear(body)));
}

export const now = () => Date.now() / 1000 + world.drift;

// What time it is there; clocks are moved from tests too, so each new message is a witness.
export function setNow(seconds) {
  world.drift = seconds - Date.now() / 1000;
}

export function witness(seconds) {
  if (seconds > now() + 1) setNow(seconds);
}

export async function loadState() {
  const state = await get("/sim/state");
  world.bot = state.bot;
  world.users = new Map(state.users.map((user) => [user.id, user]));
  setNow(state.now);
  world.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  if (!world.users.has(world.viewer)) world.viewer = state.users[0].id;
  tell("state");
}

export function actAs(id) {
  world.viewer = id;
  localStorage.setItem("viewer", String(id));
  tell("viewer");
}

// --- people -----------------------------------------------------------------

export function nameOf(id) {
  if (id === world.bot.id) return world.bot.first_name;
  const user = world.users.get(id);
  if (user) return [user.first_name, user.last_name].filter(Boolean).join(" ");
  return world.chats.get(id)?.title ?? "Somebody";
}

export function personFace(id) {
  return { id, name: nameOf(id), picture: id === world.bot.id ? "/page/mark.svg" : null };
}

export const memberOf = (chat, id) => chat.members.find((one) => one.id === id) ?? null;

export const isIn = (chat, id) => memberOf(chat, id)?.in ?? false;

export const insiders = (chat) => chat.members.filter((one) => isIn(chat, one.id));

export function leads(chat, id, right = null) {
  const member = memberOf(chat, id);
  if (member?.status === "creator") return true;
  return member?.status === "administrator" && (right === null || Boolean(member.rights?.[right]));
}

// What ChatPermissions names: administrators may, others as far as the chat and their own restrictions go.
export function may(chat, id, permission) {
  const member = memberOf(chat, id);
  if (leads(chat, id)) return true;
  if (!member?.in || chat.permissions?.[permission] === false) return false;
  return member.status !== "restricted" || Boolean(member.rights?.[permission]);
}

// --- chats ------------------------------------------------------------------

export const openChat = () => world.chats.get(world.open) ?? null;

export const titleOf = (chat) => (chat.type === "private" ? world.bot.first_name : chat.title);

export function chatFace(chat) {
  const picture = chat.type === "private" ? "/page/mark.svg" : (chat.photo ?? null);
  return { id: chat.id, name: titleOf(chat), picture };
}

export function myChats() {
  const mine = [...world.chats.values()].filter((chat) => isIn(chat, world.viewer) && !chat.migrated_to);
  return mine.sort((a, b) => (b.last?.date ?? 0) - (a.last?.date ?? 0));
}

export function commandsHere(chat) {
  return chat.commands_for?.[world.viewer] ?? chat.commands;
}

export const isForViewer = (message) => !message.ephemeral_to || message.ephemeral_to === world.viewer;

// Which topic a message is in: 0 where there are no topics.
export const topicOf = (chat, message) => (chat?.is_forum ? (message.topic ?? GENERAL) : 0);
