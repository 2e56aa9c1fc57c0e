// Pictures large: one after the other through the whole chat.

import { at, el } from "/page/dom.js";
import { rich } from "/page/format.js";
import { isFilm, isPicture, shownMedia } from "/page/media.js";
import { messages } from "/page/stream.js";
import { senderName } from "/page/lines.js";
import { clockTime, dayName } from "/page/times.js";
import { now } from "/page/store.js";

let shown = [];
let place = 0;
let act = null;

export function startGallery(actions) {
  act = actions;
  at("gallery-close").addEventListener("click", () => at("gallery").close());
  at("gallery-before").addEventListener("click", () => step(-1));
  at("gallery-after").addEventListener("click", () => step(1));
  at("gallery-zoom").addEventListener("click", zoom);
  at("gallery").addEventListener("click", (event) => {
    if (["gallery", "gallery-stage"].includes(event.target.id)) at("gallery").close();
  });
  at("gallery").addEventListener("keydown", pressed);
  at("gallery").addEventListener("close", () => at("gallery-stage").replaceChildren());
  swipe(at("gallery-stage"));
}

export function enlarge(message) {
  shown = messages().filter(isPicture);
  place = shown.findIndex((one) => one.message_id === message.message_id);
  draw();
  at("gallery").showModal();
  at("gallery-close").focus();
}

function step(by) {
  const goal = Math.min(Math.max(place + by, 0), shown.length - 1);
  if (goal === place) return;
  place = goal;
  draw();
}

function draw() {
  const message = shown[place];
  const picture = shownMedia(message);
  at("gallery").classList.remove("real-size");
  at("gallery-stage").replaceChildren(isFilm(picture) ? film(picture) : image(message, picture));
  at("gallery-caption").replaceChildren(message.html ? rich(message.html, act) : "");
  at("gallery-count").textContent = shown.length > 1 ? `${place + 1} of ${shown.length}` : "";
  at("gallery-who").textContent = `${senderName(message)} · ${dayName(message.date, now())}, ${clockTime(message.date)}`;
  at("gallery-save").href = picture.url;
  at("gallery-save").download = picture.name ?? `photo-${message.message_id}.png`;
  at("gallery-before").disabled = place === 0;
  at("gallery-after").disabled = place === shown.length - 1;
}

function image(message, picture) {
  const alt = message.caption ? message.caption.split("\n")[0] : "Photo";
  return el("img", { id: "lightbox-image", src: picture.url, alt, onclick: zoom });
}

function film(picture) {
  return el("video", { src: picture.url, controls: true, autoplay: true, loop: picture.kind === "animation", playsinline: true });
}

function zoom() {
  const real = at("gallery").classList.toggle("real-size");
  at("gallery-zoom").setAttribute("aria-pressed", String(real));
}

function pressed(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by) step(by);
  else if (event.key === "Home") step(-shown.length);
  else if (event.key === "End") step(shown.length);
  else return;
  event.preventDefault();
}

function swipe(stage) {
  let from = null;
  stage.addEventListener(
    "touchstart",
    (event) => {
      from = event.touches.length === 1 ? event.touches[0].clientX : null;
    },
    { passive: true },
  );
  stage.addEventListener("touchend", (event) => {
    if (from === null || at("gallery").classList.contains("real-size")) return;
    const way = event.changedTouches[0].clientX - from;
    if (Math.abs(way) > 50) step(way < 0 ? 1 : -1);
  });
}
