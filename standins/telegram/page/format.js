// From Telegram's HTML to safe, living elements: links, spoilers, quotes, times in the reader's zone.

import { button, el, icon } from "/page/dom.js";
import { classed, richPart } from "/page/richparts.js";
import { now } from "/page/store.js";
import { fullTime, shapedTime } from "/page/times.js";

const KEPT = new Set([
  "B",
  "STRONG",
  "I",
  "EM",
  "U",
  "S",
  "DEL",
  "MARK",
  "SUB",
  "SUP",
  "CODE",
  "SMALL",
  "P",
  "H1",
  "H2",
  "H3",
  "H4",
  "H5",
  "H6",
  "UL",
  "OL",
  "LI",
  "HR",
  "BR",
  "TABLE",
  "CAPTION",
  "THEAD",
  "TBODY",
  "TR",
  "TH",
  "TD",
  "DETAILS",
  "SUMMARY",
  "FIGURE",
  "FIGCAPTION",
  "FOOTER",
  "ASIDE",
  "CITE",
]);
const KEPT_MARKS = ["colspan", "rowspan", "align", "valign", "hidden", "open", "value"];
const SAFE_LINK = /^(https?|mailto|tel|tg|ton):/i;
const FOUND =
  /(https?:\/\/[^\s<>"]*[^\s<>".,:;!?)\]}'])|(?<![\w/.])(t\.me\/[\w?=&/-]*[\w])|(?<![\w/<>])(\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])|(?<![\w@/])(@\w{3,32})|(?<![\w#])(#\w*[^\W\d]\w*)|(?<![\w$])(\$[A-Z]{1,8})(?!\w)/g;

// `act.command(text)` is called for a tapped /command, `act.visit(url, shown)` for a link, `act.mention(name)` for an @name,
// `act.press(button)` for a button of a rich message.
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
    case "A":
      return anchor(node.getAttribute("href") ?? "", children, act, node.textContent);
    case "TG-SPOILER":
      return spoiler(children);
    case "TG-TIME":
      return time(node, children);
    case "BLOCKQUOTE":
      return node.hasAttribute("expandable") ? expandable(children) : el("blockquote", {}, ...children);
    case "PRE":
      return block(node, children);
    default:
      return richPart(node, children, act) ?? kept(node, children);
  }
}

function kept(node, children) {
  if (!KEPT.has(node.tagName)) return el("span", {}, ...children);
  const fresh = el(node.tagName.toLowerCase(), {}, ...children);
  for (const name of KEPT_MARKS) if (node.hasAttribute(name)) fresh.setAttribute(name, node.getAttribute(name));
  return classed(node, fresh);
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

function found([whole, link, bare, command, mention], act) {
  if (link) return anchor(link, [link], act, link);
  if (bare) return anchor(`https://${bare}`, [bare], act, `https://${bare}`);
  if (command) return button({ class: "inline-command", onclick: () => act.command(command) }, command);
  if (mention) return button({ class: "inline-command", onclick: () => act.mention(mention.slice(1)) }, mention);
  return el("span", { class: "tag" }, whole);
}

function anchor(href, children, act, shown) {
  if (!SAFE_LINK.test(href)) return el("span", {}, ...children);
  const visit = (event) => {
    event.preventDefault();
    act.visit(href, shown);
  };
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: visit }, ...children);
}

function spoiler(children) {
  const hidden = el(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" },
    ...children,
  );
  const show = () => {
    hidden.classList.add("shown");
    for (const name of ["role", "aria-label", "tabindex"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", show);
  hidden.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    show();
  });
  return hidden;
}

function expandable(children) {
  const body = el("div", { class: "quote-body" }, ...children);
  const toggle = button({ class: "quote-toggle", "aria-expanded": "false" }, icon("down"), "Show all");
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
  const unix = Number(node.getAttribute("unix"));
  if (!Number.isFinite(unix)) return el("span", {}, ...children);
  const moment = new Date(unix * 1000);
  const shape = node.getAttribute("format") ?? "";
  const shown = shape ? [shapedTime(moment, shape, now())] : children;
  return el("time", { datetime: moment.toISOString(), title: fullTime(unix) }, ...shown);
}
