// More people, more chats, and who comes into them.

import * as acts from "/page/acts.js";
import { face } from "/page/dom.js";
import { choose, form } from "/page/overlays.js";
import { actAs, isIn, nameOf, openChat, personFace, tell, titleOf, world } from "/page/store.js";

const LANGUAGES = [
  ["en", "English"],
  ["de", "Deutsch"],
  ["ru", "Русский"],
  ["es", "Español"],
  ["uk", "Українська"],
  ["fa", "فارسی"],
];

export async function newPerson() {
  const wish = await form(
    "New person",
    [
      { name: "first_name", label: "First name", required: true, placeholder: "Ben" },
      { name: "last_name", label: "Last name" },
      { name: "username", label: "Username", placeholder: "ben" },
      { name: "language_code", label: "Language of their app", type: "select", options: LANGUAGES },
    ],
    "Create",
  );
  if (!wish) return;
  const id = Math.max(1000, ...world.users.keys()) + 1;
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== ""));
  if (await acts.addUser({ id, ...given, ...(given.username ? { username: given.username.replace(/^@/, "") } : {}) })) {
    await tell("reload-state");
    actAs(id);
  }
}

const TITLES = { group: "New group", supergroup: "New supergroup", forum: "New group with topics", channel: "New channel" };

export async function newChat(kind) {
  const others = [...world.users.keys()].filter((id) => id !== world.viewer);
  const wish = await form(
    TITLES[kind],
    [
      { name: "title", label: "Name", required: true, placeholder: kind === "channel" ? "Whale alerts" : "Trading desk" },
      ...(kind === "group" ? [] : [{ name: "username", label: "Public name (may stay empty)", placeholder: "desk" }]),
      {
        name: "bot",
        label: `Add ${world.bot.first_name}`,
        type: "check",
        value: true,
        note: kind === "channel" ? "as an administrator" : "as a member",
      },
      ...others.map((id) => ({ name: String(id), label: `Add ${nameOf(id)}`, type: "check", value: true })),
    ],
    "Create",
  );
  if (!wish) return;
  const made = await acts.addChat({
    title: wish.title,
    type: kind === "forum" ? "supergroup" : kind,
    is_forum: kind === "forum",
    ...(wish.username ? { username: wish.username.replace(/^@/, "") } : {}),
    members: {
      [world.viewer]: "creator",
      ...Object.fromEntries(others.filter((id) => wish[id]).map((id) => [id, "member"])),
      ...(wish.bot ? { [world.bot.id]: kind === "channel" ? "administrator" : "member" } : {}),
    },
  });
  if (!made) return;
  await tell("reload-state");
  tell("go", { chat: made.id });
}

export async function addMember() {
  const chat = openChat();
  const outside = [world.bot.id, ...world.users.keys()].filter((id) => !isIn(chat, id));
  const options = outside.map((id) => ({
    label: nameOf(id),
    hint: id === world.bot.id ? "bot" : null,
    before: face(personFace(id)),
    value: id,
  }));
  const id = await choose(`Add to ${titleOf(chat)}`, options, "Everybody is here already.");
  if (id !== null) await acts.setMember(chat.id, id, chat.type === "channel" && id === world.bot.id ? "administrator" : "member");
}
