// Who asked to join: an administrator that may add people lets them in or turns them away.

import * as acts from "/page/acts.js";
import { button, el, face, icon } from "/page/dom.js";
import { leads, nameOf, personFace, world } from "/page/store.js";

export function waiting(chat) {
  if (!chat.requests.length) return null;
  const decides = leads(chat, world.viewer, "can_invite_users");
  return el(
    "section",
    { class: "panel-part", "aria-label": "Waiting to be let in" },
    el("h3", {}, "Waiting to be let in"),
    el("div", { class: "people" }, ...chat.requests.map((id) => asking(chat, id, decides))),
  );
}

function asking(chat, id, decides) {
  const name = nameOf(id);
  const username = world.users.get(id)?.username;
  return el(
    "div",
    { class: "asking" },
    face(personFace(id)),
    el("span", { class: "person-name" }, el("b", {}, name), username ? el("small", {}, `@${username}`) : null),
    decides ? verdict(chat, id, true, "check", `Let ${name} in`) : null,
    decides ? verdict(chat, id, false, "close", `Turn ${name} away`) : null,
  );
}

function verdict(chat, id, approved, sign, label) {
  return button(
    {
      class: `icon-button ${approved ? "approve" : ""}`,
      "aria-label": label,
      title: label,
      "data-key": `${sign}${id}`,
      onclick: () => acts.admit(chat.id, id, approved),
    },
    icon(sign),
  );
}
