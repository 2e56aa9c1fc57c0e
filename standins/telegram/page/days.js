// The label of the day sticks to the top while one scrolls, and fades where it would cover a message.

import { at } from "/page/dom.js";

const REST_MS = 900;
let resting = 0;

export function startDays() {
  const stream = at("stream");
  stream.addEventListener("scroll", () => {
    stream.classList.add("scrolling");
    clearTimeout(resting);
    resting = setTimeout(() => stream.classList.remove("scrolling"), REST_MS);
    sortDays();
  });
  new ResizeObserver(sortDays).observe(at("messages"));
  new MutationObserver(sortDays).observe(at("messages"), { childList: true });
}

// A label floats once the message after it has slid under it; only the last such label is told.
function sortDays() {
  const days = [...at("messages").querySelectorAll(".day")];
  const floats = days.map((one) => bottom(one) > (one.nextElementSibling?.getBoundingClientRect().top ?? Infinity));
  const last = floats.lastIndexOf(true);
  const next = days[last + 1]?.getBoundingClientRect().top ?? Infinity;
  days.forEach((one, place) => {
    one.classList.toggle("floating", floats[place]);
    one.classList.toggle("passed", place < last || (place === last && bottom(one) > next));
  });
}

const bottom = (day) => day.getBoundingClientRect().bottom;
