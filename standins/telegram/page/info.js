// The particulars of the open chat: who is in it, what they may, what can be done with it.

import * as acts from "/page/acts.js";
import { at, button, el, face, icon } from "/page/dom.js";
import { oneStop, roving } from "/page/keyboard.js";
import { openMenu } from "/page/menu.js";
import { question } from "/page/overlays.js";
import { memberItems } from "/page/members.js";
import { addMember } from "/page/people.js";
import {
  chatFace,
  commandsHere,
  insiders,
  isIn,
  leads,
  nameOf,
  on,
  openChat,
  personFace,
  tell,
  titleOf,
  world,
} from "/page/store.js";
import { fullTime } from "/page/times.js";
import { waiting } from "/page/waiting.js";

export function startInfo() {
  roving(at("info"), ".person");
  for (const kind of ["state", "open"]) on(kind, drawInfo);
}

export function drawInfo() {
  const chat = openChat();
  if (at("info").hidden) return;
  if (!chat) return at("info").replaceChildren();
  const key = at("info").contains(document.activeElement) ? (document.activeElement.dataset.key ?? "") : null;
  const parts = chat.type === "private" ? ofBot(chat) : ofMany(chat);
  at("info").replaceChildren(...[header(chat), ...parts].filter(Boolean));
  oneStop([...at("info").querySelectorAll(".person")]);
  if (key !== null) stayAt(key);
}

// Whoever walks by keyboard stays where they were; where that is gone, at the next one who waits, or above.
function stayAt(key) {
  const same = at("info").querySelector(`[data-key="${key}"]`);
  (same ?? at("info").querySelector(".approve") ?? at("tab-info")).focus({ preventScroll: true });
}

function header(chat) {
  return el("header", { class: "info-head" }, face(chatFace(chat)), el("h2", {}, titleOf(chat)), el("p", {}, kindLine(chat)));
}

export function kindLine(chat) {
  if (chat.type === "private") return `bot · @${world.bot.username}`;
  const count = insiders(chat).length;
  const people =
    chat.type === "channel"
      ? count === 1
        ? "1 subscriber"
        : `${count} subscribers`
      : count === 1
        ? "1 member"
        : `${count} members`;
  return [chat.is_forum ? "topics" : chat.type, people].join(" · ");
}

function fact(label, value) {
  return value ? el("div", { class: "fact" }, el("small", {}, label), el("p", {}, value)) : null;
}

function action(sign, label, run, danger = false) {
  return button({ class: `panel-action ${danger ? "danger" : ""}`, "data-key": sign, onclick: run }, icon(sign), el("span", {}, label));
}

// --- the private chat: what the bot says of itself ------------------------------------------------

function ofBot(chat) {
  const commands = commandsHere(chat);
  return [
    fact("About", world.bot.short_description || world.bot.description),
    fact("Username", `@${world.bot.username}`),
    commands.length
      ? el(
          "section",
          { class: "panel-part" },
          el("h3", {}, "Commands"),
          ...commands.map((one) => el("p", { class: "command-line" }, el("b", {}, `/${one.command}`), ` ${one.description}`)),
        )
      : null,
    el(
      "section",
      { class: "panel-part" },
      action("group", "Add to a group", () => tell("follow", `https://t.me/${world.bot.username}?startgroup=true`)),
      action("block", chat.blocked ? "Unblock the bot" : "Block the bot", () => acts.block(!chat.blocked), !chat.blocked),
    ),
  ];
}

// --- groups and channels: members -------------------------------------------------------------------

const RANK = ["creator", "administrator", "member", "restricted", "left", "kicked"];
const BADGES = { creator: "owner", administrator: "admin", restricted: "restricted", left: "left", kicked: "banned" };

function ofMany(chat) {
  const sorted = [...chat.members].sort((a, b) => RANK.indexOf(a.status) - RANK.indexOf(b.status));
  return [
    fact("Description", chat.description),
    fact("Public link", chat.username ? `t.me/${chat.username}` : null),
    fact("Invite link", chat.invite_links[0]),
    fact("Number", String(chat.id)),
    waiting(chat),
    el(
      "section",
      { class: "panel-part" },
      el("h3", {}, chat.type === "channel" ? "Subscribers" : "Members"),
      action("join", "Add somebody", addMember),
      el("div", { class: "people" }, ...sorted.map((member) => person(chat, member))),
    ),
    el(
      "section",
      { class: "panel-part" },
      chat.type === "group" && leads(chat, world.viewer) ? action("bolt", "Upgrade to a supergroup", () => upgrade(chat)) : null,
      isIn(chat, world.viewer)
        ? action("leave", `Leave as ${nameOf(world.viewer)}`, () => leave(chat), true)
        : action("join", `Join as ${nameOf(world.viewer)}`, () => acts.join(chat.id)),
    ),
  ];
}

function person(chat, member) {
  const badge = member.title ?? BADGES[member.status];
  const hint = hintOf(member);
  return button(
    {
      class: `person ${isIn(chat, member.id) ? "" : "outside"}`,
      "aria-haspopup": "menu",
      "data-key": member.id,
      onclick: (event) => openMenu(event.currentTarget, memberItems(chat, member), { label: nameOf(member.id) }),
    },
    face(personFace(member.id)),
    el("span", { class: "person-name" }, el("b", {}, nameOf(member.id)), hint ? el("small", {}, hint) : null),
    badge ? el("span", { class: `rank ${member.status}` }, badge) : null,
  );
}

function hintOf(member) {
  if (member.status === "restricted" && member.until) return `until ${fullTime(member.until)}`;
  if (member.id === world.bot.id) return "bot";
  const username = world.users.get(member.id)?.username;
  return username ? `@${username}` : null;
}

async function upgrade(chat) {
  const yes = await question(
    "Upgrade to a supergroup",
    "The group gets a new number; the bot is told of both. This can't be undone.",
    "Upgrade",
  );
  if (!yes) return;
  const done = await acts.migrate(chat.id);
  if (done) tell("go", { chat: done.id });
}

async function leave(chat) {
  if (await question("Leave", `${nameOf(world.viewer)} leaves ${titleOf(chat)}.`, "Leave", { danger: true }))
    await acts.setMember(chat.id, world.viewer, "left");
}
