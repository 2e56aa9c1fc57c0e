// Pictures, films, sounds, files and places inside a bubble.

import { el, button, face, icon } from "/page/dom.js";
import { mosaic, shape } from "/page/mosaic.js";
import { player } from "/page/player.js";
import { length, size } from "/page/times.js";

const PARTS = 100; // growing parts of less than one would leave a gap
const PICTURES = new Set(["photo", "video", "animation", "live_photo"]);

// A live photo is shown by its still.
export function shownMedia(message) {
  const { media: shown, photo } = message;
  return shown?.kind === "live_photo" && photo ? { ...shown, url: photo.url } : shown;
}

export const isPicture = (message) => PICTURES.has(message.media?.kind);

export const ratioOf = (media) => (media.width && media.height ? media.width / media.height : 16 / 9);

// `act.enlarge(message)` opens a picture large.
export function media(message, act) {
  const shown = shownMedia(message);
  if (!shown) return extras(message, act);
  if (PICTURES.has(shown.kind)) return picture(message, act);
  switch (shown.kind) {
    case "sticker":
      return sticker(message.sticker, shown);
    case "video_note":
      return el("div", { class: "round" }, film(shown));
    case "voice":
    case "audio":
      return player(shown);
    default:
      return file(shown);
  }
}

// Several pictures of one album, in their order: along each row, and down each pile of it.
export function album(messages, act) {
  const left = messages.map((one) => albumPicture(one, act));
  const rows = mosaic(messages.map((one) => ratioOf(shownMedia(one)))).map(({ height, cells }) => {
    const line = el("div", { class: "album-row" }, ...cells.map((pile) => albumPile(pile, left.splice(0, pile.length))));
    line.style.setProperty("--shape", String(1 / height));
    return line;
  });
  return el("div", { class: "album media", role: "group", "aria-label": `Album of ${messages.length}` }, ...rows);
}

function albumPicture(message, act) {
  const cell = picture(message, act);
  cell.id = `m${message.message_id}`;
  return cell;
}

function albumPile(ratios, pictures) {
  pictures.forEach((one, place) => one.style.setProperty("--part", String(PARTS / ratios[place])));
  const pile = el("div", { class: "album-pile" }, ...pictures);
  pile.style.setProperty("--part", String(PARTS * shape(ratios)));
  return pile;
}

function altOf(message, kind) {
  const words = (message.caption ?? "").split("\n")[0];
  return words ? `${kind}: ${words}` : kind;
}

function picture(message, act) {
  const shown = shownMedia(message);
  const alt = altOf(message, { video: "Video", animation: "GIF" }[shown.kind] ?? "Photo");
  const inside = isFilm(shown) ? film(shown, alt) : image(shown, alt);
  const frame = button({ class: "photo media", "aria-label": `Open ${alt}` }, inside, badge(shown));
  frame.style.setProperty("--ratio", String(ratioOf(shown)));
  frame.classList.toggle("veiled", Boolean(shown.spoiler));
  frame.addEventListener("click", () => {
    if (frame.classList.contains("veiled")) frame.classList.remove("veiled");
    else act.enlarge(message);
  });
  return frame;
}

function image(shown, alt) {
  return el("img", { src: shown.url, width: shown.width, height: shown.height, alt, loading: "lazy", draggable: "false" });
}

export const isFilm = (shown) => shown.kind !== "photo" && shown.kind !== "live_photo" && shown.type !== "image/gif";

// A film that can't be played here still shows its cover, or an empty frame of the right shape.
function film(shown, alt = "Video") {
  const quiet = shown.kind === "animation" || shown.kind === "video_note";
  const film = el("video", {
    src: shown.url,
    poster: shown.thumb,
    preload: "metadata",
    playsinline: true,
    loop: quiet,
    "aria-label": alt,
    tabindex: "-1",
  });
  film.muted = true;
  if (quiet && !matchMedia("(prefers-reduced-motion: reduce)").matches) film.autoplay = true;
  return film;
}

function badge(shown) {
  const word = { animation: "GIF", live_photo: "LIVE" }[shown.kind];
  if (word) return el("span", { class: "badge-corner" }, word);
  if (shown.kind !== "video") return null;
  return el(
    "span",
    { class: "badge-film" },
    el("span", { class: "round-play" }, icon("play")),
    el("span", { class: "badge-corner" }, length(shown.duration)),
  );
}

// A sticker that moves is no picture a browser knows: its emoji stands for it.
function sticker({ emoji, moves }, shown) {
  const alt = `Sticker ${emoji ?? ""}`.trim();
  return moves
    ? el("p", { class: "sticker", role: "img", "aria-label": alt }, emoji ?? "🏷")
    : el("img", { class: "sticker", src: shown.url, alt, width: "160", height: "160" });
}

export function file(shown) {
  const name = shown.name ?? "file";
  const end = name.includes(".") ? name.split(".").at(-1).slice(0, 4) : "";
  return el(
    "a",
    { class: "file", href: shown.url, download: name },
    el("span", { class: "file-icon", "aria-hidden": "true" }, icon("file"), end ? el("small", {}, end) : null),
    el("span", { class: "file-name" }, el("b", {}, name), el("small", {}, size(shown.size ?? 0))),
  );
}

// What is no file: a place, a person, a throw of dice.
function extras(message, act) {
  if (message.location) return place(message.location, message.venue, act);
  if (message.contact) return contact(message.contact);
  if (message.dice)
    return el(
      "p",
      { class: "dice", "aria-label": `${message.dice.emoji} shows ${message.dice.value}` },
      message.dice.emoji,
      el("b", {}, String(message.dice.value)),
    );
  return null;
}

function place(spot, venue, act) {
  const words = `${spot.latitude.toFixed(5)}, ${spot.longitude.toFixed(5)}`;
  const url = `https://www.openstreetmap.org/?mlat=${spot.latitude}&mlon=${spot.longitude}`;
  return el(
    "div",
    { class: "spot" },
    button(
      { class: "place media", "aria-label": `Location ${words}`, onclick: () => act.visit(url) },
      el("span", { class: "place-pin" }, icon("place")),
      el("span", { class: "badge-corner" }, words),
    ),
    venue ? el("p", { class: "place-name" }, el("b", {}, venue.title), el("small", {}, venue.address)) : null,
  );
}

function contact(person) {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return el(
    "div",
    { class: "contact" },
    face({ id: person.user_id ?? name.length, name }),
    el("span", {}, el("b", {}, name), el("small", {}, person.phone_number)),
  );
}
