// The message field: sending, command list, reply keyboard, force reply.

import { el } from "/page/format.js";

const at = (id) => document.getElementById(id);

export class Composer {
  constructor(send) {
    this.send = send;
    this.commands = [];
    this.chosen = -1;
    this.replyTo = null;
    this.input = at("input");
    this.suggestions = at("suggestions");
    at("composer").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    at("menu").addEventListener("click", () => this.toggleMenu());
    at("keys-toggle").addEventListener("click", () => this.showKeys(at("keys").hidden));
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.say(text);
    this.input.value = "";
    this.changed();
  }

  say(text) {
    const replyTo = this.replyTo;
    this.setReply(null);
    this.suggest([]);
    this.send(text, replyTo);
  }

  changed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
    at("composer").classList.toggle("filled", this.input.value.trim() !== "");
    const typed = /^\/(\w*)$/.exec(this.input.value);
    this.suggest(typed ? this.commands.filter((one) => one.command.startsWith(typed[1].toLowerCase())) : []);
  }

  pressed(event) {
    if (!this.suggestions.hidden && this.steer(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape") this.setReply(null);
  }

  // Arrow keys walk the list, Enter sends, Tab completes, Escape closes.
  steer(event) {
    const items = [...this.suggestions.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark((this.chosen + step + items.length) % items.length);
    else if (event.key === "Enter" && this.chosen >= 0) items[this.chosen].click();
    else if (event.key === "Tab" && items.length) this.complete(items[Math.max(this.chosen, 0)].dataset.command);
    else if (event.key === "Escape") this.suggest([]);
    else return false;
    return true;
  }

  complete(command) {
    this.input.value = `/${command} `;
    this.changed();
  }

  mark(index) {
    this.chosen = index;
    [...this.suggestions.children].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === index));
      if (place === index) item.scrollIntoView({ block: "nearest" });
    });
  }

  suggest(commands) {
    this.suggestions.replaceChildren(...commands.map((one) => this.suggestion(one)));
    this.suggestions.hidden = commands.length === 0;
    at("menu").setAttribute("aria-expanded", String(commands.length > 0));
    this.mark(this.input.value ? 0 : -1);
  }

  suggestion({ command, description }) {
    const pick = () => { this.input.value = ""; this.changed(); this.say(`/${command}`); this.input.focus(); };
    return el("button", { type: "button", role: "option", "data-command": command, onclick: pick }, el("b", {}, `/${command}`), el("span", {}, description));
  }

  toggleMenu() {
    this.suggest(this.suggestions.hidden ? this.commands : []);
    this.input.focus();
  }

  setCommands(commands, button) {
    this.commands = commands;
    at("menu").hidden = commands.length === 0 || button.type !== "commands";
  }

  setReply(message) {
    this.replyTo = message?.message_id ?? null;
    const bar = at("replying");
    bar.hidden = message === null;
    if (!message) return;
    const line = (message.text || message.caption || "photo").split("\n")[0];
    const close = el("button", { type: "button", class: "icon-button", "aria-label": "Do not reply", onclick: () => this.setReply(null) }, "×");
    bar.replaceChildren(el("p", {}, el("b", {}, `Reply to ${message.from === "bot" ? "the bot" : message.from}`), el("span", {}, line)), close);
    this.input.focus();
  }

  // The newest message that carries a reply keyboard, a removal or a force reply decides.
  setKeyboard(message) {
    const markup = message?.reply_keyboard ?? {};
    const rows = markup.keyboard ?? [];
    this.input.placeholder = markup.input_field_placeholder ?? "Message";
    at("keys").replaceChildren(...rows.map((row) => el("div", { class: "keys-row" }, ...row.map((key) => this.key(key, markup)))));
    at("keys").classList.toggle("tall", !markup.resize_keyboard);
    at("keys-toggle").hidden = rows.length === 0;
    this.showKeys(rows.length > 0);
    if (markup.force_reply && message) this.setReply(message);
  }

  key(key, markup) {
    const press = () => {
      this.say(key.text);
      if (markup.one_time_keyboard) this.showKeys(false);
    };
    return el("button", { type: "button", class: key.style ?? "", onclick: press }, key.text);
  }

  showKeys(shown) {
    at("keys").hidden = !shown;
    at("keys-toggle").setAttribute("aria-expanded", String(shown));
  }

  setBlocked(blocked) {
    at("composer").classList.toggle("blocked", blocked);
    at("restart").hidden = !blocked;
    at("restart").textContent = "Unblock and restart the bot";
  }
}
