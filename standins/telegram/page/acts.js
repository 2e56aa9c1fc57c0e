// What a person does in the open chat, as requests to the server. A refusal becomes a toast.

import { post, upload } from "/page/api.js";
import { attempt } from "/page/overlays.js";
import { GENERAL, openChat, world } from "/page/store.js";

const here = (more = {}) => ({ chat: world.open, from: world.viewer, ...more });

// A message goes into the topic that is looked at; General needs no name.
function place() {
  return openChat()?.is_forum && world.topic !== null && world.topic !== GENERAL ? { topic: world.topic } : {};
}

const send = (path, body) => attempt(() => post(`/sim/${path}`, body));

export const say = (text, replyTo = null) =>
  send("message", here({ text, ...place(), ...(replyTo === null ? {} : { reply_to: replyTo }) }));

export const sendFile = (file, caption, as) =>
  attempt(() => upload("/sim/photo", { ...here(place()), caption: caption || null, as: as || null, file }));

export const makePoll = (poll) => send("poll", here({ ...poll, ...place() }));

export const stopDraft = () => send("stop", { chat: world.open });

export const edit = (messageId, text) => send("edit", here({ message_id: messageId, text }));

export const remove = (messageId) => send("delete", here({ message_id: messageId }));

export const react = (messageId, emoji) => send("react", here({ message_id: messageId, emoji }));

export const vote = (messageId, options) => send("vote", here({ message_id: messageId, options }));

export const forward = (messageId, target) =>
  send("forward", { chat: target, from: world.viewer, from_chat: world.open, message_id: messageId });

export const tap = (messageId, data) => send("tap", here({ message_id: messageId, data }));

export const share = (messageId, what) => send("share", here({ message_id: messageId, ...what }));

export const askInline = (query, offset) =>
  send("inline", { from: world.viewer, chat: world.open, query, ...(offset ? { offset } : {}) });

export const chooseInline = (queryId, resultId) =>
  send("inline/choose", here({ inline_query_id: queryId, result_id: resultId, ...place() }));

export const follow = (link, more = {}) => send("open", { from: world.viewer, link, ...more });

export const block = (blocked) => send("block", { chat: world.open, blocked });

export const setMember = (chat, user, status, more = {}) => send("members", { chat, user, status, by: world.viewer, ...more });

export const admit = (chat, user, approved) => send("admit", { chat, user, approved, by: world.viewer });

export const join = (chat) => send("join", { chat, user: world.viewer });

export const addTopic = (name, color) => send("topics", here({ name, color }));

export const changeTopic = (topic, change) => send("topics", { ...here(), topic, ...change });

export const migrate = (chat) => send("migrate", { chat });

export const addUser = (person) => send("users", person);

export const addChat = (chat) => send("chats", chat);
