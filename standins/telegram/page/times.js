// Moments, lengths and sizes as the reader writes them, in the reader's own zone.

export function clockTime(seconds) {
  return new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
}

export function fullTime(seconds) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" }).format(seconds * 1000);
}

export function dayName(seconds, now) {
  const day = new Date(seconds * 1000).toDateString();
  if (day === new Date(now * 1000).toDateString()) return "Today";
  if (day === new Date((now - 86400) * 1000).toDateString()) return "Yesterday";
  const thisYear = new Date(seconds * 1000).getFullYear() === new Date(now * 1000).getFullYear();
  const year = thisYear ? {} : { year: "numeric" };
  return new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", ...year }).format(seconds * 1000);
}

// In the chat list: the time today, the weekday this week, then the date.
export function listTime(seconds, now) {
  if (new Date(seconds * 1000).toDateString() === new Date(now * 1000).toDateString()) return clockTime(seconds);
  const shape =
    Math.abs(now - seconds) < 6 * 86400 ? { weekday: "short" } : { day: "2-digit", month: "2-digit", year: "2-digit" };
  return new Intl.DateTimeFormat(undefined, shape).format(seconds * 1000);
}

// Telegram's date_time formats: r relative; w weekday, d/D short or long date, t/T short or long time.
export function shapedTime(moment, shape, now) {
  if (shape === "r") return relative(moment, now);
  const options = {};
  if (shape.includes("w")) options.weekday = shape.includes("D") || shape === "w" ? "long" : "short";
  if (shape.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (shape.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(shape)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (shape.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(undefined, options).format(moment);
}

const STEPS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function relative(moment, now) {
  const seconds = Math.round(moment / 1000 - now);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

export function length(seconds) {
  const whole = Math.round(seconds || 0);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function size(bytes) {
  if (bytes >= 1048576) return `${(bytes / 1048576).toFixed(1)} MB`;
  return bytes >= 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${bytes} B`;
}

export function short(count) {
  return count < 1000
    ? String(count)
    : new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(count);
}
