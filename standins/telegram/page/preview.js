// The card under (or above) a text that names a link. Nothing is fetched: host and path must do.

import { button, el } from "/page/dom.js";

const LONGEST = 20; // signs of a part of the path; hashes are shortened in their middle

// The card for a message's first link, or for the one its options name; null where there is none.
export function preview(message, text, act) {
  const options = message.preview ?? {};
  const address = options.url ?? text.querySelector("a[href^='http']")?.href;
  if (options.is_disabled || !address || !URL.canParse(address)) return null;
  const { host, title } = told(new URL(address));
  const look = options.prefer_large_media ? "large" : options.prefer_small_media ? "small" : "";
  return button(
    { class: `preview ${look}`, "aria-label": `Preview of ${host}: ${title}`, onclick: () => act.visit(address) },
    el("span", { class: "preview-words" }, el("b", {}, host), el("span", {}, title)),
    look ? el("span", { class: "preview-tile", "data-tint": host.length % 7, "aria-hidden": "true" }, host[0].toUpperCase()) : null,
  );
}

function told({ hostname, pathname }) {
  const host = hostname.replace(/^www\./, "");
  const parts = pathname.split("/").filter(Boolean).map(readable);
  return { host, title: parts.length ? parts.join(" › ") : `Start page of ${host}` };
}

function readable(part) {
  const words = decoded(part).replace(/\.html?$/, "").replaceAll(/[-_+]+/g, " ").trim();
  return words.length > LONGEST && !words.includes(" ") ? `${words.slice(0, 8)}…${words.slice(-6)}` : words;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone % is no escape
  }
}
