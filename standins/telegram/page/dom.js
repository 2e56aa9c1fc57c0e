// Making elements. Text always goes in as text, so nothing that was said can become markup.

export const at = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(attributes, ...children) {
  return el("button", { type: "button", ...attributes }, ...children);
}

// Our own drawings on a grid of 24, one stroke wide.
const DRAWN = {
  attach:
    "m19 11.500-7.200 7.200a4.600 4.600 0 0 1-6.500-6.500l7.600-7.600a3.100 3.100 0 0 1 4.400 4.400l-7.500 7.500a1.500 1.500 0 0 1-2.200-2.200l6.700-6.700",
  back: "m14.500 5-7 7 7 7",
  bell: "M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4",
  block: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M6 6l12 12",
  bolt: "M13 3 5.500 13.500H11L10 21l8-11h-5.500z",
  calls: "M4 7h16M4 12h10M4 17h13",
  channel: "M4 10v4l3 .500L14 19V5L7 9.500zM17.500 9.500a3.500 3.500 0 0 1 0 5M8.500 15l1 4.500",
  check: "m5 12.500 4.500 4.500L19.500 7",
  close: "m6 6 12 12M18 6 6 18",
  contact: "M12 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M5 20c.500-4 3-6 7-6s6.500 2 7 6",
  copy: "M9 9h10v10H9zM5 15V5h10",
  down: "m5 9 7 7 7-7",
  edit: "m5 19 1-4L16 5l3 3L9 18zM14 7l3 3",
  eye: "M2.500 12C5 7.500 8 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.500 6.500-9.500 6.500S5 16.500 2.500 12M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5",
  file: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  forum: "M4 5h11v8H8l-4 3zM18 9h2v10l-3-2.500h-6V16",
  forward: "m14 6 5.500 5.500L14 17M19 11.500h-8c-4 0-6.500 2-6.500 6.500",
  group:
    "M9 11.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 19c.400-3.500 2.500-5 6-5s5.600 1.500 6 5M15.500 6a3 3 0 0 1 0 5.500M17.500 14.500c2 .600 3.200 2 3.500 4.500",
  info: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 11v5.500M12 7.500v.010",
  join: "M10 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M3.500 20c.500-4 2.800-6 6.500-6s6 2 6.500 6M19 8v6m-3-3h6",
  keys: "M3.500 6h17v12h-17zM8 15h8M7 10h.010M12 10h.010M17 10h.010",
  leave: "M13 4.500H6v15h7M10 12h10.500M17 8.500l3.500 3.500-3.500 3.500",
  left: "m14.500 5-7 7 7 7",
  menu: "M5 8h14M5 12h14M5 16h9",
  moon: "M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500Z",
  more: "M12 5.500v.010M12 12v.010M12 18.500v.010",
  out: "M8 16 16.500 7.500M9.500 7H17v7.500",
  pencil: "M4.500 19.500h15M6 15.500 15.500 6 18 8.500 8.500 18H6z",
  person: "M12 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M5 20c.500-4 3-6 7-6s6.500 2 7 6",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9v.010",
  pin: "M9 4h6l-.700 6 3.200 3.500h-11L9.700 10zM12 13.500V20",
  place: "M12 21c-4-4.500-6-7.500-6-10.500a6 6 0 0 1 12 0c0 3-2 6-6 10.500M12 8.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  play: "M8 5.500v13l11-6.500z",
  pause: "M8.500 6v12M15.500 6v12",
  plus: "M12 5v14M5 12h14",
  poll: "M6 19v-7M12 19V5M18 19v-10",
  react:
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M8.500 14c1.800 2.700 5.200 2.700 7 0M9 9.500v.010M15 9.500v.010",
  reply: "M10 6 4.500 11.500 10 17M5 11.500h8c4 0 6.500 2 6.500 6.500",
  right: "m9.500 5 7 7-7 7",
  search: "M10.500 4.500a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5",
  stop: "M7 7h10v10H7z",
  send: "M12 19V5m-6.500 6.500L12 5l6.500 6.500",
  silent: "M6 16.500V11c0-1.500.500-2.800 1.400-3.900M10 5.400A6 6 0 0 1 18 11v4M4 4l16 16M10 20.500h4",
  star: "m12 4.500 2.300 4.800 5.200.700-3.800 3.600 1 5.200L12 16.300l-4.700 2.500 1-5.200L4.500 10l5.200-.700z",
  tick: "m5 12.500 4 4 9-9.500",
  topic: "M9 4 7 20M17 4l-2 16M4.500 9h16M3.500 15h16",
  trash: "M5 7h14M9.500 7V4.500h5V7M7 7l1 13h8l1-13",
  up: "m5 15 7-7 7 7",
  weather: "M7 18.500a4 4 0 0 1-.500-8 5.500 5.500 0 0 1 10.500-1 4.500 4.500 0 0 1 0 9z",
  zoom: "M10.500 4.500a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5M10.500 8v5M8 10.500h5",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", DRAWN[name]);
  svg.append(line);
  return svg;
}

// A round-cornered picture of a chat or person: the bot's mark, a photo, or a first letter on a tint.
const TINTS = 7;
export function face({ id, name, picture }) {
  const inside = picture
    ? el("img", { src: picture, alt: "", loading: "lazy" })
    : el("span", { "data-tint": Math.abs(id) % TINTS }, [...(name || "?")][0].toUpperCase());
  return el("span", { class: "avatar", "aria-hidden": "true" }, inside);
}

// index.html marks the places of icons with data-icon.
export function drawIcons(root = document) {
  for (const place of root.querySelectorAll("[data-icon]")) place.prepend(icon(place.dataset.icon));
}
