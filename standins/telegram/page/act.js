// What a tap on a message can lead to: handed to everything that draws one.

import * as acts from "/page/acts.js";
import { say, setReply } from "/page/composer.js";
import { copy, messageMenu } from "/page/context.js";
import { face } from "/page/dom.js";
import { enlarge } from "/page/gallery.js";
import { begin } from "/page/inline.js";
import { mention, visit } from "/page/links.js";
import { alertBox, choose, toast } from "/page/overlays.js";
import { chatFace, myChats, tell, titleOf, world } from "/page/store.js";
import { find, jump } from "/page/stream.js";

export const act = {
  command: (text) => say(text),
  copy,
  enlarge,
  find,
  inlineHere: begin,
  mention,
  menu: messageMenu,
  nothing: (text) => toast(`“${text}” does nothing here`),
  react: (message, emoji) => acts.react(message.message_id, emoji),
  reply: setReply,
  visit,
  vote: acts.vote,

  jump(id) {
    if (!jump(id)) toast("That message is not in sight");
  },

  async inlineElsewhere(query) {
    const options = myChats().map((chat) => ({
      label: titleOf(chat),
      hint: chat.type,
      before: face(chatFace(chat)),
      value: chat.id,
    }));
    const chat = await choose("Where to?", options);
    if (chat === null) return;
    await tell("go", { chat });
    begin(query);
  },

  async tap(messageId, data) {
    const answer = await acts.tap(messageId, data);
    if (!answer) return;
    if (!answer.answered) toast("No answer from the bot yet");
    else if (answer.show_alert && answer.text) await alertBox(world.bot.first_name, answer.text);
    else if (answer.text) toast(answer.text);
    else if (answer.url) await visit(answer.url);
  },
};
