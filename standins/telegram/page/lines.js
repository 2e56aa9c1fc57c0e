// A message on one line: in the chat list, under a pin, in a reply bar.

import { nameOf, openChat, world } from "/page/store.js";

const KINDS = {
  photo: "Photo",
  video: "Video",
  animation: "GIF",
  audio: "Music",
  voice: "Voice message",
  video_note: "Video message",
  sticker: "Sticker",
  document: "File",
  live_photo: "Live photo",
};
const SIGNS = {
  photo: "🖼",
  video: "🎬",
  animation: "🎞",
  audio: "🎵",
  voice: "🎤",
  video_note: "⭕",
  document: "📎",
  live_photo: "🖼",
};

export function line(message) {
  if (message.service) return message.service;
  const text = (message.text || message.caption || "").replace(/\s+/g, " ").trim();
  const kind = message.media?.kind;
  if (kind === "sticker") return `${message.sticker.emoji ?? ""} Sticker`.trim();
  if (kind) return `${SIGNS[kind]} ${text || (message.media.name ?? KINDS[kind])}`;
  return text || other(message);
}

function other(message) {
  if (message.poll) return `📊 ${message.poll.question}`;
  if (message.location) return "📍 Location";
  if (message.contact) return `👤 ${message.contact.first_name}`;
  if (message.dice) return message.dice.emoji;
  return message.rich_html ? plain(message.rich_html) : "Message";
}

function plain(html) {
  const blocks = [...new DOMParser().parseFromString(html, "text/html").body.children];
  return blocks.map((one) => one.textContent.trim()).join(" · ");
}

// A channel, or an anonymous administrator, speaks under the name of the chat.
export function senderName(message) {
  if (message.from === "bot") return world.bot.first_name;
  return world.users.get(message.from_id)?.first_name === message.from ? nameOf(message.from_id) : message.from;
}

// In groups the list says who wrote.
export function listLine(chat, message) {
  if (message.service || chat.type === "channel") return line(message);
  if (message.from_id === world.viewer) return `You: ${line(message)}`;
  return chat.type === "private"
    ? line(message)
    : `${message.from === "bot" ? world.bot.first_name : message.from}: ${line(message)}`;
}

// Some signs are drawn as letters unless they are asked to be pictures.
export const pictorial = (emoji) => (/^\p{Emoji_Presentation}/u.test(emoji) ? emoji : `${emoji}\uFE0F`);

export function isMine(message) {
  return message.from_id === world.viewer && openChat()?.type !== "channel";
}
