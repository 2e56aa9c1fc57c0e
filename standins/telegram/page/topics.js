// The topics of a forum: a column beside the chats, or tabs above the messages on a phone.

import * as acts from "/page/acts.js";
import { at, button, el, icon } from "/page/dom.js";
import { oneStop, roving } from "/page/keyboard.js";
import { openMenu } from "/page/menu.js";
import { form } from "/page/overlays.js";
import { GENERAL, leads, on, openChat, tell, world } from "/page/store.js";
import { short } from "/page/times.js";
import { unread } from "/page/unread.js";

const COLORS = [
  ["7322096", "Blue"],
  ["16766590", "Yellow"],
  ["13338331", "Violet"],
  ["9367192", "Green"],
  ["16749490", "Rose"],
  ["16478047", "Red"],
];

const SLIM = 680; // narrower than this, the topics lie above the messages

export function startTopics() {
  roving(at("topics-list"), ".topic");
  roving(at("topics-list"), ".topic", { along: "horizontal" });
  at("topic-new").addEventListener("click", create);
  at("topics-list").addEventListener("contextmenu", (event) => {
    const tab = event.target.closest(".topic[data-topic]");
    if (!tab) return;
    event.preventDefault();
    choices({ x: event.clientX, y: event.clientY }, Number(tab.dataset.topic));
  });
  on("unread", drawTopics);
  const chat = at("topics").parentElement;
  new ResizeObserver(() => chat.classList.toggle("slim", chat.clientWidth < SLIM)).observe(chat);
}

export function drawTopics() {
  const chat = openChat();
  const forum = Boolean(chat?.is_forum);
  document.body.classList.toggle("forum", forum);
  at("topics").hidden = !forum;
  if (!forum) return;
  const hidden = (topic) => topic.hidden && topic.id !== world.topic;
  const tabs = [all(), ...chat.topics.filter((topic) => !hidden(topic)).map((topic) => tab(chat, topic))];
  const focused = at("topics-list").contains(document.activeElement);
  at("topics-list").replaceChildren(...tabs);
  const chosen = tabs.find((one) => one.getAttribute("aria-selected") === "true");
  oneStop(tabs, chosen);
  if (focused) chosen?.focus();
}

function all() {
  const chosen = world.topic === null;
  return button(
    { class: "topic", role: "tab", "aria-selected": String(chosen), onclick: () => tell("topic", null) },
    el("span", { class: "topic-sign" }, icon("forum")),
    el("span", { class: "topic-name" }, "All topics"),
  );
}

function tab(chat, topic) {
  const count = unread(chat.id, topic.id);
  const sign = el("span", { class: "topic-sign" }, topic.id === GENERAL ? "#" : [...topic.name][0].toUpperCase());
  if (topic.id !== GENERAL) sign.style.setProperty("--tint", `#${(topic.color ?? 0x6fb9f0).toString(16).padStart(6, "0")}`);
  return button(
    {
      class: `topic ${topic.closed ? "closed" : ""}`,
      role: "tab",
      "data-topic": topic.id,
      "aria-selected": String(topic.id === world.topic),
      onclick: () => tell("topic", topic.id),
    },
    sign,
    el("span", { class: "topic-name" }, topic.name),
    topic.closed ? el("small", { "aria-label": "closed" }, icon("block")) : null,
    count ? el("mark", { "aria-label": `${count} unread` }, short(count)) : null,
  );
}

async function create() {
  const wish = await form(
    "New topic",
    [
      { name: "name", label: "Name", required: true, placeholder: "Alerts" },
      { name: "color", label: "Colour", type: "select", options: COLORS },
    ],
    "Create",
  );
  if (wish) await acts.addTopic(wish.name, Number(wish.color));
}

function choices(point, id) {
  const chat = openChat();
  const topic = chat.topics.find((one) => one.id === id);
  if (!leads(chat, world.viewer)) return;
  openMenu(
    point,
    [
      { label: "Rename", icon: "edit", run: () => rename(topic) },
      { label: topic.closed ? "Reopen" : "Close", icon: "block", run: () => acts.changeTopic(id, { closed: !topic.closed }) },
      ...(id === GENERAL
        ? [{ label: topic.hidden ? "Show" : "Hide", icon: "eye", run: () => acts.changeTopic(id, { hidden: !topic.hidden }) }]
        : []),
    ],
    { label: topic.name },
  );
}

async function rename(topic) {
  const wish = await form("Rename topic", [{ name: "name", label: "Name", value: topic.name, required: true }]);
  if (wish) await acts.changeTopic(topic.id, { name: wish.name });
}
