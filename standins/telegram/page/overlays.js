// What lies over the page: toasts, alerts, the photo large.

import { el } from "/page/format.js";

const at = (id) => document.getElementById(id);

at("alert-ok").addEventListener("click", () => at("alert").close());
at("lightbox-close").addEventListener("click", () => at("lightbox").close());
at("lightbox").addEventListener("click", (event) => { if (event.target.id !== "lightbox-image") at("lightbox").close(); });
at("lightbox-image").addEventListener("click", () => at("lightbox").classList.toggle("real-size"));

export function toast(text) {
  const note = el("p", { class: "toast" }, text);
  at("toasts").replaceChildren(note);
  setTimeout(() => note.classList.add("gone"), 2800);
  setTimeout(() => note.remove(), 3200);
}

export function alertBox(name, text) {
  at("alert-name").textContent = name;
  at("alert-text").textContent = text;
  at("alert").showModal();
}

export function lightbox(photo, caption) {
  at("lightbox").classList.remove("real-size");
  at("lightbox-image").src = photo.url;
  at("lightbox-image").alt = caption || "Photo";
  at("lightbox-caption").textContent = caption;
  at("lightbox").showModal();
}
