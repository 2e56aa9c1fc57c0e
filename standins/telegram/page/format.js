// From Telegram's HTML to safe, living elements: links, spoilers, quotes, times in the reader's zone.

const KEPT = new Set(["B", "I", "U", "S", "CODE", "PRE"]);
const SAFE_LINK = /^(https?|mailto|tel|tg|ton):/i;
const FOUND = /(https?:\/\/[^\s<>"]*[^\s<>".,:;!?)\]}'])|(?<![\w/<>])(\/[A-Za-z0-9_]{1,64})(?![\w/])|(?<![\w@/])(@\w{3,32})|(?<![\w#])(#\w*[^\W\d]\w*)|(?<![\w$])(\$[A-Z]{1,8})(?!\w)/g;

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

// `act.command(text)` is called for a tapped /command, `act.start(payload)` for a deep link to the bot.
export function rich(html, act) {
  const source = new DOMParser().parseFromString(html, "text/html").body;
  const target = document.createDocumentFragment();
  for (const child of [...source.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE) trimAtBlocks(child);
    target.append(...convert(child, act, false));
  }
  return target;
}

// A block ends its own line: the line break beside it would show as an empty line.
function trimAtBlocks(text) {
  const isBlock = (node) => node && ["PRE", "BLOCKQUOTE"].includes(node.tagName);
  if (isBlock(text.previousSibling)) text.data = text.data.replace(/^\n/, "");
  if (isBlock(text.nextSibling)) text.data = text.data.replace(/\n$/, "");
}

function convert(node, act, inside) {
  if (node.nodeType === Node.TEXT_NODE) return inside ? [node.cloneNode()] : linked(node.data, act);
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const quiet = inside || ["A", "CODE", "PRE"].includes(node.tagName);
  const children = [...node.childNodes].flatMap((child) => convert(child, act, quiet));
  return [element(node, children, act)];
}

function element(node, children, act) {
  switch (node.tagName) {
    case "A": return anchor(node.getAttribute("href") ?? "", children, act);
    case "TG-SPOILER": return spoiler(children);
    case "TG-TIME": return time(node, children);
    case "BLOCKQUOTE": return node.hasAttribute("expandable") ? expandable(children) : el("blockquote", {}, ...children);
    case "PRE": return block(node, children);
    default: return KEPT.has(node.tagName) ? el(node.tagName.toLowerCase(), {}, ...children) : el("span", {}, ...children);
  }
}

function linked(text, act) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(FOUND)) {
    if (match.index > end) parts.push(document.createTextNode(text.slice(end, match.index)));
    parts.push(found(match, act));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(document.createTextNode(text.slice(end)));
  return parts;
}

function found([whole, link, command], act) {
  if (link) return anchor(link, [link], act);
  if (command) return el("button", { class: "inline-command", type: "button", onclick: () => act.command(command) }, command);
  return el("span", { class: "tag" }, whole);
}

function anchor(href, children, act) {
  if (!SAFE_LINK.test(href)) return el("span", {}, ...children);
  const start = act.deepLink(href);
  if (start === null) return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  return el("button", { class: "inline-command", type: "button", onclick: () => act.start(start) }, ...children);
}

function spoiler(children) {
  const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" }, ...children);
  const show = () => {
    hidden.classList.add("shown");
    hidden.removeAttribute("role");
    hidden.removeAttribute("aria-label");
  };
  hidden.addEventListener("click", show);
  hidden.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); } });
  return hidden;
}

function expandable(children) {
  const body = el("div", { class: "quote-body" }, ...children);
  const toggle = el("button", { class: "quote-toggle", type: "button", "aria-expanded": "false" }, icon("m6 9 6 6 6-6"), "Show all");
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") === "false";
    toggle.setAttribute("aria-expanded", String(open));
    toggle.lastChild.data = open ? "Show less" : "Show all";
    toggle.parentElement.classList.toggle("open", open);
  });
  return el("blockquote", { class: "expandable" }, body, toggle);
}

function block(node, children) {
  const language = node.querySelector("code")?.className.replace("language-", "");
  const pre = el("pre", { tabindex: "0" }, ...children);
  return language ? el("div", { class: "pre-box" }, el("span", { class: "pre-language" }, language), pre) : pre;
}

function time(node, children) {
  const moment = new Date(Number(node.getAttribute("unix")) * 1000);
  const shape = node.getAttribute("format") ?? "";
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" }).format(moment);
  const shown = shape ? [shapedTime(moment, shape)] : children;
  return el("time", { datetime: moment.toISOString(), title: full }, ...shown);
}

// Telegram's date_time formats: r relative; w weekday, d/D short or long date, t/T short or long time.
export function shapedTime(moment, shape) {
  if (shape === "r") return relative(moment);
  const options = {};
  if (shape.includes("w")) options.weekday = "short";
  if (shape.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (shape.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(shape)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (shape.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(undefined, options).format(moment);
}

function relative(moment) {
  const seconds = Math.round((moment - Date.now()) / 1000);
  const steps = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps[3];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

export function clockTime(seconds) {
  return new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
}

export function dayName(seconds, now) {
  const day = new Date(seconds * 1000).toDateString();
  if (day === new Date(now * 1000).toDateString()) return "Today";
  if (day === new Date((now - 86400) * 1000).toDateString()) return "Yesterday";
  return new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" }).format(seconds * 1000);
}
