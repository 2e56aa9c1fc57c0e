// The chat list: who looks, which chats there are, what is new in them.

import { at, button, el, face, icon } from "/page/dom.js";
import { draftOf } from "/page/drafts.js";
import { onShortcut, oneStop, roving } from "/page/keyboard.js";
import { listLine } from "/page/lines.js";
import { openMenu } from "/page/menu.js";
import { newChat, newPerson } from "/page/people.js";
import { chatFace, isForViewer, isIn, myChats, nameOf, now, on, personFace, actAs, tell, titleOf, world } from "/page/store.js";
import { listTime, short } from "/page/times.js";
import { unread } from "/page/unread.js";

const SIGN = { group: "group", supergroup: "group", channel: "channel" };

function draw() {
  const wish = at("search").value.trim().toLowerCase();
  const found = [...myChats(), ...(wish ? publicChats() : [])].filter((chat) => matches(chat, wish));
  const focused = document.activeElement?.closest(".chat-row")?.dataset.chat;
  at("chats").replaceChildren(...found.map(row));
  if (!found.length) at("chats").append(el("p", { class: "nothing" }, wish ? "No chat is called that." : "No chats yet."));
  const rows = [...at("chats").querySelectorAll(".chat-row")];
  oneStop(
    rows,
    rows.find((one) => one.dataset.chat === String(world.open)),
  );
  if (focused) rows.find((one) => one.dataset.chat === focused)?.focus({ preventScroll: true });
  const sum = myChats().reduce((total, chat) => total + unread(chat.id), 0);
  document.title = `${sum ? `(${sum}) ` : ""}${world.bot.first_name} · chat`;
}

// Whoever searches also finds the public chats one is not in yet.
const publicChats = () =>
  [...world.chats.values()].filter((chat) => chat.type !== "private" && chat.username && !isIn(chat, world.viewer));

function matches(chat, wish) {
  return !wish || [titleOf(chat), chat.username ?? "", chat.last?.text ?? ""].some((text) => text.toLowerCase().includes(wish));
}

function row(chat) {
  const last = chat.last && isForViewer(chat.last) ? chat.last : null;
  const count = unread(chat.id);
  const chosen = chat.id === world.open;
  const sign = chat.is_forum ? "forum" : SIGN[chat.type];
  return button(
    {
      class: "chat-row",
      "data-chat": chat.id,
      "aria-label": `${titleOf(chat)}${count ? `, ${count} unread` : ""}`,
      "aria-current": chosen ? "true" : null,
      onclick: () => tell("go", { chat: chat.id }),
    },
    face(chatFace(chat)),
    el(
      "span",
      { class: "chat-row-text" },
      el(
        "span",
        { class: "chat-row-top" },
        sign ? icon(sign) : null,
        el("b", {}, titleOf(chat)),
        el("time", {}, last ? listTime(last.date, now()) : ""),
      ),
      el(
        "span",
        { class: "chat-row-line" },
        preview(chat, last),
        count ? el("mark", { "aria-hidden": "true" }, short(count)) : null,
      ),
    ),
  );
}

function preview(chat, last) {
  const draft = chat.id === world.open ? "" : draftOf(chat.id);
  if (draft) return el("span", {}, el("i", { class: "draft-sign" }, "Draft: "), draft);
  if (chat.blocked) return el("span", {}, "You blocked the bot");
  return el("span", {}, last ? listLine(chat, last) : "No messages yet");
}

// --- acting as -----------------------------------------------------------------

export function drawViewer() {
  at("viewer").replaceChildren(
    face(personFace(world.viewer)),
    el("span", {}, el("small", {}, "Acting as"), el("b", {}, nameOf(world.viewer))),
    icon("down"),
  );
}

export function openViewers(anchor) {
  const people = [...world.users.values()].map((user, place) => ({
    label: nameOf(user.id),
    before: face(personFace(user.id)),
    checked: user.id === world.viewer,
    hint: place < 9 ? `Alt ${place + 1}` : null,
    run: () => actAs(user.id),
  }));
  openMenu(anchor, [...people, null, { label: "New person", icon: "join", run: newPerson }], { label: "Acting as" });
}

function openNew() {
  openMenu(
    at("new"),
    [
      { label: "New group", icon: "group", run: () => newChat("group") },
      { label: "New supergroup", icon: "group", run: () => newChat("supergroup") },
      { label: "New group with topics", icon: "forum", run: () => newChat("forum") },
      { label: "New channel", icon: "channel", run: () => newChat("channel") },
      null,
      { label: "New person", icon: "join", run: newPerson },
    ],
    { label: "New" },
  );
}

// One step up or down the list, from the chat that is open.
function step(by) {
  const chats = myChats();
  const place = chats.findIndex((chat) => chat.id === world.open);
  const next = chats[Math.min(Math.max(place + by, 0), chats.length - 1)];
  if (next) tell("go", { chat: next.id });
}

export function startRail() {
  roving(at("chats"), ".chat-row");
  at("viewer").addEventListener("click", () => openViewers(at("viewer")));
  at("new").addEventListener("click", openNew);
  at("search").addEventListener("input", draw);
  at("search").addEventListener("keydown", searchKey);
  for (const kind of ["unread", "open", "state", "last"])
    on(kind, () => {
      draw();
      drawViewer();
    });
  onShortcut("Ctrl+k", () => at("search").focus());
  onShortcut("Alt+ArrowDown", () => step(1));
  onShortcut("Alt+ArrowUp", () => step(-1));
  for (let place = 1; place <= 9; place += 1) {
    onShortcut(`Alt+${place}`, () => {
      const id = [...world.users.keys()][place - 1];
      if (id) actAs(id);
    });
  }
}

function searchKey(event) {
  if (event.key === "Escape") {
    at("search").value = "";
    draw();
  }
  if (event.key === "ArrowDown" || event.key === "Enter") {
    event.preventDefault();
    at("chats").querySelector(".chat-row")?.[event.key === "Enter" ? "click" : "focus"]();
  }
}
