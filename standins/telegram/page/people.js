// More people, more chats, and who is in them.

import * as acts from "/page/acts.js";
import { face } from "/page/dom.js";
import { choose, form, question, toast } from "/page/overlays.js";
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

// --- one member ---------------------------------------------------------------------------

export function memberItems(chat, member) {
  const set = (status, more) => () => acts.setMember(chat.id, member.id, status, more);
  const name = nameOf(member.id);
  if (member.status === "kicked" || member.status === "left")
    return [
      { label: `Bring ${name} back`, icon: "join", run: set("member") },
      ...(member.status === "kicked" ? [{ label: "Lift the ban", icon: "check", run: set("left") }] : []),
    ];
  return [
    ...(world.users.has(member.id) ? [{ label: `Act as ${name}`, icon: "person", run: () => actAs(member.id) }] : []),
    ...(member.status === "administrator"
      ? [
          { label: "Rights", icon: "star", run: () => rightsOf(chat, member) },
          { label: "Make an ordinary member", icon: "down", run: set("member") },
        ]
      : []),
    ...(member.status === "member" || member.status === "restricted"
      ? [{ label: "Make an administrator", icon: "star", run: () => rightsOf(chat, member) }]
      : []),
    ...(member.status === "creator"
      ? []
      : [
          null,
          {
            label: member.id === world.bot.id ? "Remove" : `${name} leaves`,
            icon: "leave",
            run: set("left", member.id === world.bot.id ? {} : { by: member.id }),
          },
          {
            label: "Remove and ban",
            icon: "block",
            danger: true,
            run: async () => {
              if (await question("Ban", `Remove ${name} from ${titleOf(chat)}?`, "Remove", { danger: true })) set("kicked")();
            },
          },
        ]),
  ];
}

const RIGHTS = {
  can_change_info: ["Change the chat's name and picture"],
  can_post_messages: ["Post messages", "channel"],
  can_edit_messages: ["Edit others' messages", "channel"],
  can_delete_messages: ["Delete messages"],
  can_restrict_members: ["Ban people", "group"],
  can_invite_users: ["Add people"],
  can_pin_messages: ["Pin messages", "group"],
  can_manage_topics: ["Manage topics", "forum"],
  can_promote_members: ["Add administrators"],
  is_anonymous: ["Stay anonymous", "group"],
};

function rightsFor(chat) {
  const kinds = chat.type === "channel" ? ["channel"] : chat.is_forum ? ["group", "forum"] : ["group"];
  return Object.entries(RIGHTS).filter(([, [, kind]]) => !kind || kinds.includes(kind));
}

async function rightsOf(chat, member) {
  const fresh = member.status !== "administrator";
  const usual = (name) => fresh && !["can_promote_members", "is_anonymous"].includes(name);
  const wish = await form(`Rights of ${nameOf(member.id)}`, [
    ...rightsFor(chat).map(([name, [label]]) => ({ name, label, type: "check", value: member.rights?.[name] ?? usual(name) })),
    ...(chat.type === "channel" ? [] : [{ name: "title", label: "Title", value: member.title ?? "", placeholder: "admin" }]),
  ]);
  if (!wish) return;
  const { title, ...rights } = wish;
  const done = await acts.setMember(chat.id, member.id, "administrator", { rights, ...(title ? { title } : {}) });
  if (done) toast(`${nameOf(member.id)} is an administrator`);
}
