// Inline mode: "@bot words" in the message field asks the bot, and the answers stand above it.

import { askInline, chooseInline } from "/page/acts.js";
import { at, button, el, icon } from "/page/dom.js";
import { tell, world } from "/page/store.js";
import { hush, option, showing, suggest, suggestMore } from "/page/suggestions.js";

const PAUSE_MS = 250;
const PICTURES = new Set(["photo", "gif", "mpeg4_gif", "sticker"]);

let timer = 0;
let asked = null; // the query that waits or is shown
let shown = []; // its results so far
let more = "";
let identifier = null;

export function typed(text) {
  const wish = wanted(text);
  clearTimeout(timer);
  if (wish === null) return stop();
  if (asked !== wish) timer = setTimeout(() => ask(wish), PAUSE_MS);
  return null;
}

// The words after the bot's name, or null when the text is no inline query.
function wanted(text) {
  const match = /^@(\w+)\s(.*)$/s.exec(text);
  return match && match[1].toLowerCase() === world.bot.username.toLowerCase() ? match[2] : null;
}

function stop() {
  asked = null;
  busy(false);
  hush("answers");
}

async function ask(query) {
  asked = query;
  busy(true);
  const answer = await askInline(query, "");
  if (asked !== query) return;
  busy(false);
  if (!answer) return;
  shown = answer.results;
  if (!answer.answered) return note("The bot has not answered. Is its inline mode on?");
  take(answer);
  draw(answer.button);
}

function take(answer) {
  identifier = answer.inline_query_id;
  more = answer.next_offset ?? "";
}

function note(text) {
  suggest("answers", [], { label: "Inline results", above: el("p", { class: "inline-note" }, text) });
}

function draw(above) {
  if (!shown.length && !above) return note("No results");
  const grid = shown.length > 0 && shown.every((one) => PICTURES.has(one.type) && one.thumb);
  const opening = above ? button({ class: "inline-above", onclick: () => start(above) }, above.text) : null;
  suggest("answers", shown.map(grid ? tile : line), { label: "Inline results", above: opening, grid });
  at("suggestions").onscroll = more ? reachEnd : null;
}

async function reachEnd() {
  const box = at("suggestions");
  if (box.scrollHeight - box.scrollTop - box.clientHeight > 80 || !more) return;
  const offset = more;
  more = "";
  const answer = await askInline(asked, offset);
  if (!answer?.answered || !showing("answers")) return;
  const known = shown.length;
  shown = [...shown, ...answer.results];
  take(answer);
  suggestMore(shown.slice(known).map(box.querySelector(".grid") ? tile : line));
}

function start(above) {
  clear();
  tell("follow", `https://t.me/${world.bot.username}?start=${above.start_parameter ?? ""}`);
}

function picture(one) {
  return one.thumb
    ? el("img", { src: one.thumb, alt: "", loading: "lazy" })
    : el("span", { class: "inline-thumb" }, one.title ? [...one.title][0] : icon("file"));
}

const title = (one) => one.title ?? one.type;

function line(one) {
  return option(
    { "aria-label": title(one), onclick: () => pick(one) },
    picture(one),
    el("span", { class: "inline-words" }, el("b", {}, title(one)), one.description ? el("span", {}, one.description) : null),
  );
}

function tile(one) {
  return option(
    { "aria-label": title(one), onclick: () => pick(one) },
    picture(one),
    one.title ? el("span", {}, one.title) : null,
  );
}

async function pick(one) {
  const query = identifier;
  clear();
  at("input").focus();
  await chooseInline(query, one.id);
}

function clear() {
  at("input").value = "";
  at("input").dispatchEvent(new Event("input"));
}

function busy(on) {
  at("composer").classList.toggle("asking", on);
}

// A button of a message asks for it, in this chat.
export function begin(query) {
  at("input").value = `@${world.bot.username} ${query}`;
  at("input").focus();
  at("input").dispatchEvent(new Event("input"));
}
