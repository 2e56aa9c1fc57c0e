// The command menu: what the bot offers to this person in this chat.

import { at, el } from "/page/dom.js";
import { commandsHere, openChat, world } from "/page/store.js";
import { hush, option, showing, suggest } from "/page/suggestions.js";

const TYPED = /^\/(\w*)$/;

let run = null; // (text) => sends it

export function startCommands(send) {
  run = send;
  at("menu").addEventListener("click", toggle);
}

function toggle() {
  if (showing("commands")) hush("commands");
  else list(commandsHere(openChat()), -1);
  at("input").focus();
}

export function typed(text) {
  const match = TYPED.exec(text);
  const offered =
    match && openChat() ? commandsHere(openChat()).filter((one) => one.command.startsWith(match[1].toLowerCase())) : [];
  list(offered, 0);
}

function list(commands, first) {
  suggest("commands", commands.map(line), { first, label: "Commands" });
}

function line({ command, description }) {
  const pick = () => {
    at("input").value = "";
    hush("commands");
    run(openChat().type === "private" ? `/${command}` : `/${command}@${world.bot.username}`);
    at("input").focus();
  };
  return option({ "data-complete": `/${command} `, onclick: pick }, el("b", {}, `/${command}`), el("span", {}, description));
}

export function drawMenuButton() {
  const chat = openChat();
  at("menu").hidden =
    commandsHere(chat).length === 0 ||
    chat.menu_button.type === "default" ||
    (chat.type === "private" && chat.menu_button.type !== "commands");
}
