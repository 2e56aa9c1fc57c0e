// Message effects: a handful of the effect's emoji bursts out of the bubble once, and is gone.
// A reader who wants less motion sees none of it; the sign in the bubble's corner stays.

import { el } from "/page/dom.js";

// The free effects of Telegram by their ids; every other id sparkles.
const SIGNS = {
  "5104841245755180586": "🔥",
  "5107584321108051014": "👍",
  "5104858069142078462": "👎",
  "5159385139981059251": "❤️",
  "5046509860389126442": "🎉",
  "5046589136895476101": "💩",
};
const PIECES = 14;
const REACH = 180; // pixels the farthest piece flies
const MS = 1400;
const GOLDEN = Math.PI * (3 - Math.sqrt(5)); // an angle by which no two pieces fly alike

export const effectSign = (id) => SIGNS[id] ?? "✨";

export function play(id, bubble) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const box = bubble.getBoundingClientRect();
  const layer = el("div", { class: "effect", "aria-hidden": "true" });
  layer.style.setProperty("--left", `${box.left + box.width / 2}px`);
  layer.style.setProperty("--top", `${box.top + box.height / 2}px`);
  const pieces = Array.from({ length: PIECES }, () => el("span", {}, effectSign(id)));
  layer.append(...pieces);
  document.body.append(layer);
  const flights = pieces.map((piece, place) => piece.animate(flight(place), { duration: MS, easing: "cubic-bezier(.1, .7, .3, 1)" }));
  Promise.allSettled(flights.map((one) => one.finished)).then(() => layer.remove());
}

// Out in a spiral, up a little, turning and fading.
function flight(place) {
  const far = REACH * Math.sqrt((place + 1) / PIECES);
  const [x, y] = [Math.cos(place * GOLDEN) * far, Math.sin(place * GOLDEN) * far - 40];
  const turn = (place % 2 ? 1 : -1) * 30;
  return [
    { transform: "translate(-50%, -50%) scale(.2)", opacity: 0 },
    { transform: `translate(calc(-50% + ${x * 0.8}px), calc(-50% + ${y * 0.8}px)) scale(1.1) rotate(${turn}deg)`, opacity: 1, offset: 0.35 },
    { transform: `translate(calc(-50% + ${x}px), calc(-50% + ${y}px)) scale(.8) rotate(${turn * 2}deg)`, opacity: 0 },
  ];
}
