// One message: bubble, photo, quote, inline keyboard.

import { clockTime, el, icon, rich } from "/page/format.js";

const TICK = "m5 12.500 4 4 9-9.500";
const COPY = "M9 9h10v10H9zM5 15V5h10";
const OUT = "M8 16 16.500 7.500M9.500 7H17v7.500";

// `act` holds what a tap can lead to: tap, copy, open, command, start, deepLink, reply, jump.
export function bubble(message, mine, act) {
  const item = el("li", { class: `row ${mine ? "mine" : "theirs"}`, id: `m${message.message_id}`, "data-from": message.from_id });
  const body = el("article", { class: "bubble", "aria-label": `${mine ? "You" : message.from}, ${clockTime(message.date)}` });
  const text = message.html ? el("div", { class: "text" }, rich(message.html, act)) : null;
  body.append(...[forwarded(message), quote(message, act)].filter(Boolean));
  const media = [photo(message, act), file(message)].filter(Boolean);
  if (message.photo?.below && text) body.append(text, ...media);
  else body.append(...media, ...(text ? [text] : []));
  body.append(foot(message, mine));
  body.classList.toggle("has-photo", Boolean(message.photo));
  body.classList.toggle("bare", Boolean(message.photo) && !text);
  body.classList.toggle("jumbo", isJumbo(message));
  if (message.photo) item.style.setProperty("--ratio", String(message.photo.width / message.photo.height));
  item.append(body, ...keyboard(message, act), replyButton(message, act));
  return item;
}

function isJumbo(message) {
  return !message.photo && !message.document && /^(\p{Extended_Pictographic}\uFE0F?){1,3}$/u.test(message.text ?? "");
}

function foot(message, mine) {
  const marks = [message.silent ? "silent" : null, message.edited ? "edited" : null].filter(Boolean);
  const foot = el("span", { class: "foot" }, ...marks.map((mark) => el("i", {}, mark)));
  foot.append(el("time", { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)));
  if (mine) foot.append(el("span", { class: "ticks", "aria-label": "delivered" }, icon(TICK), icon(TICK)));
  return foot;
}

function forwarded(message) {
  return message.forwarded_from ? el("p", { class: "forwarded" }, "Forwarded from ", el("b", {}, message.forwarded_from)) : null;
}

function quote(message, act) {
  if (message.reply_to === null) return null;
  return el("button", { class: "quoted", type: "button", onclick: () => act.jump(message.reply_to) }, message.quoted ?? "message");
}

function photo(message, act) {
  const { photo: shown } = message;
  if (!shown) return null;
  const alt = message.caption ? `Photo: ${message.caption.split("\n")[0]}` : "Photo";
  const image = el("img", { src: shown.url, width: shown.width, height: shown.height, alt, loading: "lazy" });
  const frame = el("button", { class: "photo", type: "button", "aria-label": `Open ${alt}` }, image);
  frame.classList.toggle("veiled", shown.spoiler);
  frame.addEventListener("click", () => {
    if (frame.classList.contains("veiled")) frame.classList.remove("veiled");
    else act.open(shown, message.caption ?? "");
  });
  return frame;
}

function file(message) {
  const { document: shown } = message;
  if (!shown) return null;
  const size = shown.size < 1024 * 1024 ? `${Math.max(shown.size / 1024, 0.1).toFixed(1)} KB` : `${(shown.size / 1048576).toFixed(1)} MB`;
  return el("a", { class: "file", href: shown.url, download: shown.name },
    el("span", { class: "file-icon", "aria-hidden": "true" }, icon("M12 4v11m-5-5 5 5 5-5M5 20h14")),
    el("span", {}, el("b", {}, shown.name), el("small", {}, size)));
}

function keyboard(message, act) {
  if (!message.buttons.length) return [];
  const rows = message.buttons.map((row) => el("div", { class: "inline-row" }, ...row.map((button) => inlineButton(message, button, act))));
  return [el("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of the message" }, ...rows)];
}

function inlineButton(message, button, act) {
  const node = el("button", { type: "button", class: `inline ${button.style ?? ""}`, disabled: button.disabled }, el("span", {}, button.text));
  if (button.url) node.append(icon(OUT));
  if (button.copy_text) node.append(icon(COPY));
  node.addEventListener("click", async () => {
    if (button.copy_text) return act.copy(button.copy_text);
    if (button.url) return act.visit(button.url);
    if (button.data === null) return act.nothing(button.text);
    node.classList.add("waiting");
    await act.tap(message.message_id, button.data);
    node.classList.remove("waiting");
  });
  return node;
}

function replyButton(message, act) {
  return el("button", { class: "reply icon-button", type: "button", "aria-label": "Reply to this message", onclick: () => act.reply(message) }, icon("M10 6 4.500 11.500 10 17M5 11.500h8c4 0 6.500 2 6.500 6.500"));
}
