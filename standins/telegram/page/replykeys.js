// The bot's keyboard under the field, and what its special buttons ask for.

import * as acts from "/page/acts.js";
import { askPoll } from "/page/attach.js";
import { say, setPlaceholder, setReply } from "/page/composer.js";
import { at, button, el, face, icon } from "/page/dom.js";
import { choose, form, question } from "/page/overlays.js";
import { chatFace, isIn, leads, memberOf, myChats, nameOf, openChat, personFace, titleOf, world } from "/page/store.js";

const SIGNS = {
  request_contact: "contact",
  request_location: "place",
  request_users: "person",
  request_chat: "group",
  request_poll: "poll",
};

export function startKeys() {
  at("keys-toggle").addEventListener("click", () => show(at("keys").hidden));
}

let shownFor = ""; // the message whose keyboard is there: it is not opened again by every redraw

// The newest message that carries a reply keyboard, a removal or a force reply decides.
export function setKeyboard(message) {
  const place = `${world.viewer}:${world.open}:${message?.message_id}`;
  if (place === shownFor) return;
  shownFor = place;
  const markup = message?.reply_keyboard ?? {};
  const rows = markup.keyboard ?? [];
  setPlaceholder(markup.input_field_placeholder ?? (openChat().type === "channel" ? "Broadcast" : "Message"));
  at("keys").replaceChildren(
    ...rows.map((row) => el("div", { class: "keys-row" }, ...row.map((one) => key(one, markup, message)))),
  );
  at("keys").classList.toggle("tall", !markup.resize_keyboard);
  at("keys-toggle").hidden = rows.length === 0;
  show(rows.length > 0);
  if (markup.force_reply) setReply(message);
}

function key(one, markup, message) {
  const wish = Object.keys(SIGNS).find((name) => one[name]);
  const press = async () => {
    const done = wish ? await asked[wish](one, message) : await say(one.text);
    if (done && markup.one_time_keyboard) show(false);
  };
  return button({ class: one.style ?? "", onclick: press }, wish ? icon(SIGNS[wish]) : null, el("span", {}, one.text));
}

function show(shown) {
  at("keys").hidden = !shown;
  at("keys-toggle").setAttribute("aria-expanded", String(shown));
}

// --- what special buttons ask for -----------------------------------------------------------

const asked = {
  async request_contact(_one, message) {
    const yes = await question("Share your contact?", `${world.bot.first_name} will know your phone number.`, "Share");
    return yes && acts.share(message.message_id, { contact: true });
  },

  async request_location(_one, message) {
    const spot = await form(
      "Share a location",
      [
        { name: "latitude", label: "Latitude", type: "number", value: 52.52, required: true },
        { name: "longitude", label: "Longitude", type: "number", value: 13.405, required: true },
      ],
      "Share",
    );
    return spot && acts.share(message.message_id, { location: [spot.latitude, spot.longitude] });
  },

  async request_users({ request_users: wish }, message) {
    const people = [...world.users.keys()].filter((id) => id !== world.viewer);
    const users = (wish.max_quantity ?? 1) > 1 ? await several(people, wish.max_quantity) : await single(people);
    return users && acts.share(message.message_id, { request_id: wish.request_id, users });
  },

  async request_chat({ request_chat: wish }, message) {
    const options = myChats()
      .filter((chat) => fits(chat, wish))
      .map((chat) => ({
        label: titleOf(chat),
        hint: hint(chat, wish),
        before: face(chatFace(chat)),
        value: chat.id,
      }));
    const kind = wish.chat_is_channel ? "channel" : "group";
    const chat = await choose(`Choose a ${kind}`, options, `No ${kind} of yours fits: make one with the pencil above the chats.`);
    return chat !== null && acts.share(message.message_id, { request_id: wish.request_id, chat_shared: chat });
  },

  request_poll: askPoll,
};

function fits(chat, wish) {
  if (wish.chat_is_channel !== (chat.type === "channel") || chat.type === "private") return false;
  if (wish.chat_is_forum !== undefined && wish.chat_is_forum !== Boolean(chat.is_forum)) return false;
  if (wish.chat_has_username !== undefined && wish.chat_has_username !== Boolean(chat.username)) return false;
  if (wish.chat_is_created && memberOf(chat, world.viewer)?.status !== "creator") return false;
  return leads(chat, world.viewer) || !(wish.user_administrator_rights || wish.chat_is_channel);
}

function hint(chat, wish) {
  if (isIn(chat, world.bot.id)) return "the bot is in it";
  return wish.bot_is_member || wish.bot_administrator_rights ? "the bot will be added" : chat.type;
}

async function single(people) {
  const one = await choose(
    "Choose a person",
    people.map((id) => ({ label: nameOf(id), before: face(personFace(id)), value: id })),
  );
  return one === null ? null : [one];
}

async function several(people, most) {
  const ticked = await form(
    `Choose up to ${most} people`,
    people.map((id) => ({ name: String(id), label: nameOf(id), type: "check" })),
    "Choose",
  );
  const users = ticked ? people.filter((id) => ticked[id]).slice(0, most) : [];
  return users.length ? users : null;
}
