// What a person adds to a message: pictures, files, a poll of their own.

import * as acts from "/page/acts.js";
import { at } from "/page/dom.js";
import { openMenu } from "/page/menu.js";
import { form, toast } from "/page/overlays.js";

let caption = () => ""; // takes the words out of the field

export function startAttach(takeCaption) {
  caption = takeCaption;
  at("attach").addEventListener("click", open);
  at("file").addEventListener("change", () => {
    send(at("file").files);
    at("file").value = "";
  });
  at("input").addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      send(event.clipboardData.files);
    }
  });
  for (const kind of ["dragover", "drop"]) at("stream").addEventListener(kind, dropped);
}

function open() {
  const pick = (accept, as) => () => {
    Object.assign(at("file"), { accept });
    at("file").dataset.as = as;
    at("file").click();
  };
  openMenu(
    at("attach"),
    [
      { label: "Picture", icon: "photo", run: pick("image/*", "") },
      { label: "File", icon: "attach", run: pick("", "document") },
      { label: "Poll", icon: "poll", run: askPoll },
    ],
    { label: "Attach" },
  );
}

function dropped(event) {
  event.preventDefault();
  if (event.type === "drop") send(event.dataTransfer.files);
}

async function send(files) {
  const words = files?.length ? caption() : "";
  for (const [place, file] of [...(files ?? [])].entries())
    await acts.sendFile(file, place === 0 ? words : "", at("file").dataset.as);
  delete at("file").dataset.as;
}

export async function askPoll() {
  const wish = await form(
    "New poll",
    [
      { name: "question", label: "Question", required: true },
      { name: "options", label: "Answers, one a line", type: "area", required: true },
      { name: "anonymous", label: "Anonymous", type: "check", value: true },
      { name: "multiple", label: "Several answers", type: "check" },
    ],
    "Ask",
  );
  if (!wish) return null;
  const options = wish.options
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean);
  if (options.length >= 2) return acts.makePoll({ ...wish, options });
  toast("A poll has two answers at least");
  return null;
}
