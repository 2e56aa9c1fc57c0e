// A sound in a bubble: play, pause, and a line to seek along.

import { button, el, icon } from "/page/dom.js";
import { length } from "/page/times.js";

let playing = null; // one sound at a time

export function player(shown) {
  const sound = new Audio();
  sound.preload = "none";
  sound.src = shown.url;
  const toggle = button({ class: "round-play", "aria-label": "Play" }, icon("play"));
  const seek = el("input", {
    type: "range",
    min: "0",
    max: String(shown.duration || 1),
    step: "0.1",
    value: "0",
    "aria-label": "Position",
  });
  const clock = el("small", {}, length(shown.duration));
  toggle.addEventListener("click", () => (sound.paused ? start(sound) : sound.pause()));
  seek.addEventListener("input", () => {
    sound.currentTime = Number(seek.value);
  });
  sound.addEventListener("timeupdate", () => {
    seek.value = String(sound.currentTime);
    clock.textContent = length(sound.currentTime);
  });
  for (const kind of ["play", "pause", "ended"]) sound.addEventListener(kind, () => mark(toggle, !sound.paused && !sound.ended));
  sound.addEventListener("error", () => {
    clock.textContent = `${length(shown.duration)} · can't be played here`;
  });
  const title =
    shown.kind === "audio"
      ? el("b", {}, shown.title ?? shown.name ?? "Music", shown.performer ? el("i", {}, shown.performer) : null)
      : null;
  return el("div", { class: `sound ${shown.kind}` }, toggle, el("div", { class: "sound-text" }, title, seek, clock));
}

function start(sound) {
  if (playing !== sound) playing?.pause();
  playing = sound;
  sound.play().catch(() => sound.dispatchEvent(new Event("error")));
}

function mark(toggle, on) {
  toggle.replaceChildren(icon(on ? "pause" : "play"));
  toggle.setAttribute("aria-label", on ? "Pause" : "Play");
}
