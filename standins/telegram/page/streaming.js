// A message the bot is still writing (a draft): it grows in place until the finished one comes.

import { row } from "/page/bubbles.js";
import { act } from "/page/act.js";
import * as acts from "/page/acts.js";
import { at, button, icon } from "/page/dom.js";
import { nearEnd, toEnd } from "/page/stream.js";

export function draft(message) {
  const wasNear = nearEnd();
  const fresh = row([message], act);
  fresh.id = "draft";
  if (message.can_stop)
    fresh.querySelector(".column").append(button({ class: "draft-stop", onclick: acts.stopDraft }, icon("stop"), "Stop"));
  fresh.classList.add("draft", "last");
  at("drafts").replaceChildren(fresh);
  if (wasNear) toEnd();
}

export const endDraft = () => at("drafts").replaceChildren();
