// Unsent texts, a chat and person each, until the page is closed.

import { world } from "/page/store.js";

const kept = new Map();
const key = (chat) => `${world.viewer}:${chat}`;

export const draftOf = (chat) => kept.get(key(chat)) ?? "";

export function keepDraft(chat, text) {
  if (text.trim()) kept.set(key(chat), text);
  else kept.delete(key(chat));
}
