// Links: those into this world open inside the page, all others ask first.

import * as acts from "/page/acts.js";
import { face } from "/page/dom.js";
import { choose, question, toast } from "/page/overlays.js";
import { chatFace, nameOf, tell, titleOf, world } from "/page/store.js";

const KNOWN = /^(https?|mailto|tel|tg|ton):/i; // anything else is an address without its scheme
const INSIDE = /^(https?:\/\/(t|telegram)\.(me|dog)\/|tg:\/\/resolve\b)/i;
const PRIVATE_POST = /^https?:\/\/t\.me\/c\/(\d+)\/(?:\d+\/)?(\d+)$/i;
const PERSON = /^tg:\/\/user\?id=(\d+)$/i;

// `shown` is the text under which the link stood: a link that shows where it leads is not asked about.
export async function visit(address, shown = "") {
  const url = KNOWN.test(address) ? address : `https://${address}`;
  const person = PERSON.exec(url);
  const post = PRIVATE_POST.exec(url);
  if (person) return toast(nameOf(Number(person[1])));
  if (post) return tell("go", { chat: Number(`-100${post[1]}`), message: Number(post[2]) });
  if (INSIDE.test(url)) return enter(url);
  if (shown === url || (await question("Open this link?", url, "Open"))) window.open(url, "_blank", "noopener");
  return null;
}

async function enter(url, into = {}) {
  const opened = await acts.follow(url, into);
  if (opened?.opened === "chooser") return addBot(url, opened);
  if (opened?.chat) await tell("go", { chat: opened.chat, message: opened.message_id ?? null });
  else if (opened) toast("You asked to join; somebody has to let you in");
  return null;
}

// "Add to group": the person chooses one of the chats where they may add a bot.
async function addBot(url, { channel, chats }) {
  const options = chats
    .map((id) => world.chats.get(id))
    .map((chat) => ({ label: titleOf(chat), before: face(chatFace(chat)), value: chat.id }));
  const title = channel ? "Add the bot to a channel" : "Add the bot to a group";
  const chat = await choose(title, options, "You lead no such chat yet: make one with the pencil above the chats.");
  if (chat !== null) await enter(url, { chat });
}

export function mention(name) {
  const user = [...world.users.values()].find((one) => one.username?.toLowerCase() === name.toLowerCase());
  if (user) return toast(`${nameOf(user.id)} · @${user.username}`);
  return enter(`https://t.me/${name}`);
}
