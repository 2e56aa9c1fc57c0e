// How much of each chat the person has not seen. Read marks are kept by the browser, a person and a topic each.

import { get } from "/page/api.js";
import { isForViewer, myChats, tell, topicOf, world } from "/page/store.js";

const marks = JSON.parse(localStorage.getItem("read") ?? "{}");
const waiting = new Map(); // chat → Map(topic or 0 → Set of message ids)

const key = (chat, topic) => [world.viewer, chat, topic].join(":");

function topicsOf(chat) {
  if (!waiting.has(chat)) waiting.set(chat, new Map());
  return waiting.get(chat);
}

function add(chat, message) {
  const topic = topicOf(world.chats.get(chat), message);
  if (message.message_id <= (marks[key(chat, topic)] ?? 0)) return;
  const topics = topicsOf(chat);
  topics.set(topic, (topics.get(topic) ?? new Set()).add(message.message_id));
}

const counts = (message) => message.from_id !== world.viewer && !message.deleted && !message.draft && isForViewer(message);

// After a start or a change of person: what was written while nobody looked.
export async function count() {
  waiting.clear();
  const { viewer } = world;
  for (const chat of myChats()) {
    if (!chat.last || chat.last.message_id <= lowest(chat)) continue;
    const list = await get(`/sim/transcript?chat=${chat.id}&since=${lowest(chat)}&viewer=${viewer}`);
    if (viewer !== world.viewer) return;
    for (const message of list.filter(counts)) add(chat.id, message);
  }
  tell("unread");
}

function lowest(chat) {
  const topics = chat.is_forum ? chat.topics.map((topic) => topic.id) : [0];
  return Math.min(...topics.map((topic) => marks[key(chat.id, topic)] ?? 0));
}

export function heard(chat, message) {
  if (counts(message)) add(chat, message);
  tell("unread");
}

export function forget(chat, messageId) {
  for (const ids of topicsOf(chat).values()) ids.delete(messageId);
}

// The person looks at the chat (or at one topic of it) down to its end.
export function seen(chat, topic, last) {
  const topics = topicsOf(chat);
  const looked = topic === null ? [...new Set([0, ...topics.keys()])] : [topic];
  for (const one of looked) {
    marks[key(chat, one)] = Math.max(last, marks[key(chat, one)] ?? 0);
    topics.delete(one);
  }
  localStorage.setItem("read", JSON.stringify(marks));
  tell("unread");
}

export function unread(chat, topic = null) {
  const topics = topicsOf(chat);
  if (topic !== null) return topics.get(topic)?.size ?? 0;
  return [...topics.values()].reduce((sum, ids) => sum + ids.size, 0);
}

export const firstUnread = (chat, topic = null) => {
  const sets = topic === null ? [...topicsOf(chat).values()] : [topicsOf(chat).get(topic) ?? new Set()];
  const ids = sets.flatMap((set) => [...set]);
  return ids.length ? Math.min(...ids) : null;
};
