// What lies over the page: toasts, alerts, questions, small forms.

import { at, button, el } from "/page/dom.js";

const TOAST_MS = 3000;

export function toast(text) {
  const note = el("p", { class: "toast" }, text);
  at("toasts").replaceChildren(note);
  setTimeout(() => note.classList.add("gone"), TOAST_MS);
  setTimeout(() => note.remove(), TOAST_MS + 200);
}

// Runs what may be refused; a refusal is shown and gives null.
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

// A dialog that is gone once it is closed; resolves with what `close(value)` was called with, or null.
let made = 0;
function ask(title, build, { wide = false } = {}) {
  return new Promise((resolve) => {
    made += 1;
    const dialog = el(
      "dialog",
      { class: `sheet ${wide ? "wide" : ""}`, "aria-labelledby": `sheet-${made}` },
      el("h3", { id: `sheet-${made}` }, title),
    );
    let result = null;
    const close = (value) => {
      result = value;
      dialog.close();
    };
    dialog.append(build(close));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function feet(...buttons) {
  return el("div", { class: "sheet-feet" }, ...buttons);
}

export function alertBox(name, text) {
  return ask(name, (close) =>
    el("div", {}, el("p", { class: "sheet-text" }, text), feet(button({ class: "strong", onclick: () => close(true) }, "OK"))),
  );
}

export function question(title, text, yes = "OK", { danger = false } = {}) {
  return ask(title, (close) =>
    el(
      "div",
      {},
      el("p", { class: "sheet-text" }, text),
      feet(
        button({ onclick: () => close(null) }, "Cancel"),
        button({ class: danger ? "strong danger" : "strong", onclick: () => close(true) }, yes),
      ),
    ),
  );
}

// One of several; `options` are { label, hint?, before?, value }.
export function choose(title, options, empty = "Nothing to choose from") {
  return ask(title, (close) =>
    el(
      "div",
      { class: "choices" },
      ...options.map((one) =>
        button(
          { class: "choice", onclick: () => close(one.value) },
          one.before,
          el("span", {}, el("b", {}, one.label), one.hint ? el("small", {}, one.hint) : null),
        ),
      ),
      options.length ? null : el("p", { class: "sheet-text" }, empty),
      feet(button({ onclick: () => close(null) }, "Cancel")),
    ),
  );
}

// `fields` are { name, label, type: text|number|select|check|area|datetime-local, value?, options?, required?, note? }.
export function form(title, fields, yes = "Save") {
  return ask(title, (close) => {
    const body = el(
      "form",
      { class: "fields", method: "dialog" },
      ...fields.map(field),
      feet(button({ onclick: () => close(null) }, "Cancel"), el("button", { class: "strong", type: "submit" }, yes)),
    );
    body.addEventListener("submit", (event) => {
      event.preventDefault();
      close(Object.fromEntries(fields.map((one) => [one.name, read(body.elements.namedItem(one.name), one)])));
    });
    return body;
  });
}

function field(one) {
  if (one.type === "check") {
    const box = el("input", { type: "checkbox", name: one.name, checked: one.value });
    return el("label", { class: "field-check" }, box, el("span", {}, one.label, one.note ? el("small", {}, one.note) : null));
  }
  return el("label", { class: "field" }, el("span", {}, one.label), control(one), one.note ? el("small", {}, one.note) : null);
}

function control(one) {
  if (one.type === "select") {
    return el(
      "select",
      { name: one.name },
      ...one.options.map(([value, label]) => el("option", { value, selected: String(value) === String(one.value) }, label)),
    );
  }
  const shared = { name: one.name, required: one.required, placeholder: one.placeholder };
  if (one.type === "area") return el("textarea", { ...shared, rows: "3" }, one.value ?? "");
  return el("input", { ...shared, type: one.type ?? "text", step: "any", value: one.value ?? null, autocomplete: "off" });
}

function read(input, one) {
  if (one.type === "check") return input.checked;
  if (one.type === "number") return input.value === "" ? null : Number(input.value);
  return input.value.trim();
}
