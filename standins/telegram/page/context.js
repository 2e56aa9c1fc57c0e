// What can be done with a message: a menu at the pointer, under its button, or by Enter.

import * as acts from "/page/acts.js";
import { setEdit, setReply } from "/page/composer.js";
import { at, button, el, face } from "/page/dom.js";
import { isMine, pictorial } from "/page/lines.js";
import { closeMenu, openMenu } from "/page/menu.js";
import { choose, question, toast } from "/page/overlays.js";
import { chatFace, leads, myChats, openChat, titleOf, world } from "/page/store.js";
import { messagesOf } from "/page/stream.js";

const QUICK = ["👍", "❤", "🔥", "🎉", "🐳", "👀", "🤔", "👎"];
const HOLD_MS = 450;

export function startContext() {
  const list = at("messages");
  list.addEventListener("contextmenu", (event) => {
    const item = rowAt(event.target);
    if (!item || event.target.closest("a, video")) return;
    event.preventDefault();
    messageMenu(messagesOf(item), { x: event.clientX, y: event.clientY });
  });
  list.addEventListener("keydown", (event) => {
    if (!event.target.matches("li.row") || !["Enter", " ", "ContextMenu"].includes(event.key)) return;
    event.preventDefault();
    messageMenu(messagesOf(event.target), event.target.querySelector(".bubble") ?? event.target);
  });
  list.addEventListener("dblclick", (event) => {
    const item = rowAt(event.target);
    if (item && !event.target.closest("button, a, .text, input, video")) setReply(messagesOf(item)[0]);
  });
  hold(list);
}

const rowAt = (target) => target.closest("li.row:not(.service)");

// A finger that rests on a message.
function hold(list) {
  let timer = 0;
  list.addEventListener(
    "touchstart",
    (event) => {
      const item = rowAt(event.target);
      const { clientX: x, clientY: y } = event.touches[0];
      timer = item && event.touches.length === 1 ? setTimeout(() => messageMenu(messagesOf(item), { x, y }), HOLD_MS) : 0;
    },
    { passive: true },
  );
  for (const kind of ["touchend", "touchmove", "touchcancel"])
    list.addEventListener(kind, () => clearTimeout(timer), { passive: true });
}

export function messageMenu(messages, where) {
  const [message] = messages;
  const own = isMine(message);
  const leader = leads(openChat(), world.viewer, "can_delete_messages");
  const words = message.text || message.caption;
  const items = [
    { label: "Reply", icon: "reply", run: () => setReply(message) },
    words ? { label: "Copy text", icon: "copy", run: () => copy(words) } : null,
    { label: "Forward", icon: "forward", run: () => forward(messages) },
    { label: "Copy message number", icon: "topic", run: () => copy(String(message.message_id)) },
    own && message.text ? { label: "Edit", icon: "edit", run: () => setEdit(message) } : null,
    own || leader || openChat().type === "private"
      ? { label: "Delete", icon: "trash", danger: true, run: () => remove(messages) }
      : null,
  ];
  openMenu(where, items.filter(Boolean), { label: "Message", above: reactionBar(message) });
}

function reactionBar(message) {
  const mine = message.reactions?.find((one) => one.from.includes(world.viewer))?.emoji;
  return el(
    "div",
    { class: "menu-reactions", role: "group", "aria-label": "React" },
    ...QUICK.map((emoji) =>
      button(
        {
          role: "menuitemradio",
          "aria-checked": String(emoji === mine),
          "aria-label": `React with ${emoji}`,
          tabindex: "-1",
          onclick: () => {
            closeMenu();
            acts.react(message.message_id, emoji === mine ? null : emoji);
          },
        },
        pictorial(emoji),
      ),
    ),
  );
}

export async function copy(text) {
  await navigator.clipboard?.writeText(text).catch(() => null);
  toast(`Copied: ${text.length > 42 ? `${text.slice(0, 40)}…` : text}`);
}

async function forward(messages) {
  const options = myChats().map((chat) => ({
    label: titleOf(chat),
    hint: chat.type,
    before: face(chatFace(chat)),
    value: chat.id,
  }));
  const target = await choose("Forward to", options);
  if (target === null) return;
  for (const one of messages) await acts.forward(one.message_id, target);
  toast(`Forwarded to ${titleOf(world.chats.get(target))}`);
}

async function remove(messages) {
  const what = messages.length > 1 ? `these ${messages.length} messages` : "this message";
  if (!(await question("Delete", `Delete ${what} for everybody?`, "Delete", { danger: true }))) return;
  for (const one of messages) await acts.remove(one.message_id);
}
