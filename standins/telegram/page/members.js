// One member: what whoever looks may do with them, and how much they may do themselves.

import * as acts from "/page/acts.js";
import { form, question, toast } from "/page/overlays.js";
import { actAs, leads, nameOf, now, titleOf, world } from "/page/store.js";

export function memberItems(chat, member) {
  const outside = member.status === "kicked" || member.status === "left";
  return outside ? outsideItems(chat, member) : [...insideItems(chat, member), ...partingItems(chat, member)];
}

function outsideItems(chat, member) {
  const set = (status) => () => acts.setMember(chat.id, member.id, status);
  return [
    { label: `Bring ${nameOf(member.id)} back`, icon: "join", run: set("member") },
    ...(member.status === "kicked" && leads(chat, world.viewer, "can_restrict_members")
      ? [{ label: "Lift the ban", icon: "check", run: set("left") }]
      : []),
  ];
}

function insideItems(chat, member) {
  const others = member.id !== world.viewer;
  const promotes = others && leads(chat, world.viewer, "can_promote_members");
  const restricts = others && chat.type === "supergroup" && leads(chat, world.viewer, "can_restrict_members");
  const plain = member.status === "member" || member.status === "restricted";
  return [
    world.users.has(member.id) && others
      ? { label: `Act as ${nameOf(member.id)}`, icon: "person", run: () => actAs(member.id) }
      : null,
    ...(promotes && member.status === "administrator"
      ? [
          { label: "Rights", icon: "star", run: () => rightsOf(chat, member) },
          { label: "Make an ordinary member", icon: "down", run: () => acts.setMember(chat.id, member.id, "member") },
        ]
      : []),
    promotes && plain ? { label: "Make an administrator", icon: "star", run: () => rightsOf(chat, member) } : null,
    restricts && plain
      ? {
          label: member.status === "restricted" ? "Change the restrictions" : "Restrict",
          icon: "silent",
          run: () => restrict(chat, member),
        }
      : null,
    restricts && member.status === "restricted"
      ? { label: "Lift the restrictions", icon: "check", run: () => permit(chat, member, everything()) }
      : null,
  ].filter(Boolean);
}

function partingItems(chat, member) {
  const name = nameOf(member.id);
  const person = world.users.has(member.id);
  const expels = member.id !== world.viewer && leads(chat, world.viewer, "can_restrict_members");
  if (member.status === "creator") return [];
  const items = [
    person || expels
      ? {
          label: person ? `${name} leaves` : "Remove",
          icon: "leave",
          run: () => acts.setMember(chat.id, member.id, "left", person ? { by: member.id } : {}),
        }
      : null,
    expels ? { label: "Remove and ban", icon: "block", danger: true, run: () => ban(chat, member) } : null,
  ].filter(Boolean);
  return items.length ? [null, ...items] : [];
}

async function ban(chat, { id }) {
  if (await question("Ban", `Remove ${nameOf(id)} from ${titleOf(chat)}?`, "Remove", { danger: true }))
    await acts.setMember(chat.id, id, "kicked");
}

// --- administrators -------------------------------------------------------------------------

const RIGHTS = {
  can_change_info: ["Change the chat's name and picture"],
  can_post_messages: ["Post messages", "channel"],
  can_edit_messages: ["Edit others' messages", "channel"],
  can_delete_messages: ["Delete messages"],
  can_restrict_members: ["Restrict and ban people"],
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

// --- restricted members ------------------------------------------------------------------------

// What one tick of the form stands for.
const PERMISSIONS = {
  can_send_messages: ["Write messages"],
  media: [
    "Send pictures, films, sounds, files",
    ["can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes"],
  ],
  can_send_polls: ["Send polls"],
  can_send_other_messages: ["Send stickers, GIFs, inline results"],
  can_add_web_page_previews: ["Show previews of links"],
  can_react_to_messages: ["React to messages"],
  can_invite_users: ["Add people"],
  can_pin_messages: ["Pin messages"],
  can_change_info: ["Change the group's name and picture"],
  can_edit_tag: ["Change their own tag"],
  can_manage_topics: ["Make topics"],
};
const FOREVER = "0";
const PERIODS = [
  [FOREVER, "for ever"],
  ["3600", "for an hour"],
  ["86400", "for a day"],
  ["604800", "for a week"],
];

const parts = (name) => PERMISSIONS[name][1] ?? [name];

const everything = () => Object.fromEntries(Object.keys(PERMISSIONS).flatMap(parts).map((one) => [one, true]));

async function restrict(chat, member) {
  const has = member.status === "restricted" ? member.rights : (chat.permissions ?? everything());
  const wish = await form(`What ${nameOf(member.id)} may do`, [
    ...Object.entries(PERMISSIONS).map(([name, [label]]) => ({
      name,
      label,
      type: "check",
      value: parts(name).every((one) => has[one]),
    })),
    { name: "period", label: "How long", type: "select", options: PERIODS, value: FOREVER },
  ]);
  if (!wish) return;
  const { period, ...ticks } = wish;
  const rights = Object.fromEntries(Object.entries(ticks).flatMap(([name, on]) => parts(name).map((one) => [one, on])));
  await permit(chat, member, rights, period === FOREVER ? 0 : Math.round(now()) + Number(period));
}

async function permit(chat, { id }, rights, until = 0) {
  const done = await acts.setMember(chat.id, id, "restricted", { rights, until });
  if (done) toast(done.status === "restricted" ? `${nameOf(id)} is restricted` : `${nameOf(id)} may do what everybody may`);
}
