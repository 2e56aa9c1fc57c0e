// The chat page begins here: every part is started, then kept in step with the server.

import { act } from "/page/act.js";
import { listen } from "/page/api.js";
import { loadCalls, startCalls } from "/page/calls.js";
import { startComposer } from "/page/composer.js";
import { startContext } from "/page/context.js";
import { drawConversation, fillConversation, openConversation, showDoing, startConversation } from "/page/conversation.js";
import { startDays } from "/page/days.js";
import { at, drawIcons } from "/page/dom.js";
import { startFinding } from "/page/finding.js";
import { startGallery } from "/page/gallery.js";
import { startInfo } from "/page/info.js";
import { onEscape, onShortcut } from "/page/keyboard.js";
import { visit } from "/page/links.js";
import { told } from "/page/live.js";
import { alertBox, attempt } from "/page/overlays.js";
import { startPanel } from "/page/panel.js";
import { startPins } from "/page/pins.js";
import { drawViewer, openViewers, startRail } from "/page/rail.js";
import { startKeys } from "/page/replykeys.js";
import { isIn, loadState, myChats, on, openChat, tell, world } from "/page/store.js";
import { find, startStream } from "/page/stream.js";
import { startTopics } from "/page/topics.js";
import { count } from "/page/unread.js";
import { startWeather } from "/page/weather.js";

const isPhone = () => matchMedia("(max-width: 760px)").matches;

// --- going from chat to chat -------------------------------------------------------------

on("go", async ({ chat, message = null, topic = null }) => {
  if (!world.chats.has(chat)) await loadState();
  if (!world.chats.has(chat)) return;
  if (chat === world.open && message !== null && find(message)) act.jump(message);
  else await attempt(() => openConversation(chat, { topic, message }));
});

on("topic", (topic) => attempt(() => openConversation(world.open, { topic })));

on("follow", visit);

on("viewer", async () => {
  drawViewer();
  await loadState();
  await count();
  const stays = openChat() && openChat().type !== "private" && isIn(openChat(), world.viewer);
  if (stays) await openConversation(world.open, { topic: world.topic });
  else await begin();
});

on("reload-state", loadState);

async function begin() {
  world.open = null;
  const [first] = myChats();
  if (isPhone() || !first) showList();
  else await openConversation(first.id);
}

function showList() {
  document.body.dataset.view = "list";
  Object.assign(world, { open: null, topic: null });
  document.body.classList.remove("forum");
  tell("open");
}

async function loadAll() {
  await Promise.all([loadState(), loadCalls()]);
  await count();
  showDoing(null);
  if (!openChat() || !isIn(openChat(), world.viewer)) await begin();
  else await fillConversation();
  drawConversation();
}

on("reload", () => {
  tell("reset");
  return loadAll();
});

// --- the frame ------------------------------------------------------------------------------

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

const KEYS = [
  "/ — the bot's commands",
  "Enter — send · Shift Enter — new line",
  "Arrow up in an empty field — change the last own message",
  "Alt ↑ ↓ — another chat",
  "Alt 1 … 9 — act as another person",
  "Ctrl K — search the chats",
  "Ctrl F — search in this chat, Enter — the next older match",
  "Arrows in the messages, Enter — what can be done with one",
  "Escape — close, answer nothing",
].join("\n");

drawIcons();
at("theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
at("back").addEventListener("click", showList);
at("actor").addEventListener("click", () => openViewers(at("actor")));
onShortcut("?", () => alertBox("Keyboard", KEYS));

for (const start of [
  startComposer,
  startKeys,
  startConversation,
  startContext,
  startDays,
  startTopics,
  startFinding,
  startPins,
  startInfo,
  startCalls,
  startWeather,
  startRail,
  startPanel,
])
  start();
startStream(act);
startGallery(act);

// After everything that lies above the chat: Escape leads back to the list, or into the field.
onEscape(() => isPhone() && world.open !== null && (showList(), true));
onEscape(
  () =>
    document.activeElement !== at("input") &&
    world.open !== null &&
    !at("input").disabled &&
    !isPhone() &&
    (at("input").focus(), true),
);

// --- the live stream ---------------------------------------------------------------------------

function linked(state, words) {
  at("link-state").textContent = words;
  at("link-state").className = `link-state ${state}`;
}

told.hello = async () => {
  await loadAll();
  linked("live", "live");
};

listen(
  (kind, body) => attempt(async () => told[kind](body)),
  () => linked("lost", "connection lost, trying again…"),
);
