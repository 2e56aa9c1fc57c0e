// The parts only rich messages have: buttons in the text, films, sounds, ticked lists, maps.

import { button, el } from "/page/dom.js";

const OURS = /^\/sim\/file\//;
const CLASSES = new Set(["bordered", "striped", "compact", "thinking", "math", "map", "collage", "slideshow", "rich-buttons"]);

// An element for a node of such a kind, or null for every other.
export function richPart(node, children, act) {
  switch (node.tagName) {
    case "BUTTON":
      return pressable(node, children, act);
    case "IMG":
      return file("img", node, { alt: node.getAttribute("alt") ?? "", loading: "lazy" });
    case "VIDEO":
      return file("video", node, { controls: true, preload: "metadata", playsinline: true });
    case "AUDIO":
      return file("audio", node, { controls: true, preload: "none" });
    case "INPUT":
      return el(
        "span",
        { class: "tick-box", role: "img", "aria-label": node.hasAttribute("checked") ? "done" : "to do" },
        node.hasAttribute("checked") ? "☑" : "☐",
      );
    case "DIV":
      return classed(node, el("div", {}, ...children));
    default:
      return null;
  }
}

// Only files of this world are shown: nothing is fetched from elsewhere because a message says so.
function file(tag, node, more) {
  const src = node.getAttribute("src") ?? "";
  return OURS.test(src)
    ? el(tag, { src, width: node.getAttribute("width"), height: node.getAttribute("height"), ...more })
    : el("span");
}

export function classed(from, to) {
  const kept = [...from.classList].filter((name) => CLASSES.has(name));
  if (kept.length) to.className = kept.join(" ");
  return to;
}

function pressable(node, children, act) {
  const { style, callback, url, copy } = node.dataset;
  const known = ["primary", "success", "danger"].includes(style) ? style : "";
  const press = () => act.press({ data: callback ?? null, url, copy_text: copy, text: node.textContent });
  return button({ class: `rich-button ${known}`, disabled: node.hasAttribute("disabled"), onclick: press }, ...children);
}
