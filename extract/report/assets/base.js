// Small things that every view uses. Text reaches the page through text nodes alone.

const $ = (id) => document.getElementById(id);

/** An element with attributes (a function is a listener, true an empty attribute, null none) and children. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  put(node, ...children);
  return node;
}

/** Append nodes, and strings as text. */
function put(node, ...children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === "") continue;
    if (typeof child === "string") putText(node, child);
    else node.append(child);
  }
}

const HAN = /\p{Script=Han}/u;
const HAN_RUN = /\p{Script=Han}[\p{Script=Han}\u3000-\u303f\uff00-\uffef]*/gu;
const KANA = /[\u3040-\u30ff]/;
const HIDDEN = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/g;

/** Text, in which Chinese (or Japanese) characters are told to be such: fonts and line breaks hang on that. */
function putText(node, text) {
  text = text.replace(HIDDEN, "\ufffd");
  if (!HAN.test(text)) {
    node.append(text);
    return;
  }
  const lang = KANA.test(text) ? "ja" : "zh";
  let at = 0;
  for (const run of text.matchAll(HAN_RUN)) {
    if (run.index > at) node.append(text.slice(at, run.index));
    const span = document.createElement("span");
    span.lang = lang;
    span.textContent = run[0];
    node.append(span);
    at = run.index + run[0].length;
  }
  if (at < text.length) node.append(text.slice(at));
}

const number = (value) => value.toLocaleString("en");
const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

/** Tell what changed to those who do not see it. */
function say(message) {
  $("live").textContent = message;
}

let toastTimer = 0;
function toast(message) {
  const box = $("toast");
  box.textContent = message;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (box.hidden = true), 2500);
  say(message);
}

function later(run, wait = 120) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), wait);
  };
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "unseen", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(done);
}

function download(name, text) {
  const link = el("a", { download: name });
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Rows as CSV (RFC 4180). A cell of text that a spreadsheet would run as a formula gets an apostrophe in front. */
function csv(rows) {
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Buttons that copy and save a table. `make` gives rows, the first one with the names of the columns. */
function csvButtons(place, name, make) {
  put(
    $(place),
    el("button", { type: "button", class: "quiet", click: () => copy(csv(make()), "Copied as CSV") }, "Copy as CSV"),
    el("button", { type: "button", class: "quiet", click: () => download(name, csv(make())) }, "Save CSV"),
  );
}

/** A bar chart of buttons: each item has a label, a value, a title, and may be pressed. */
function bars(place, items, { pressed, press, every = 1 }) {
  const most = Math.max(...items.map((item) => item.value), 0) || 1;
  place.replaceChildren();
  const last = items.length - 1;
  const labelled = (at) => items[at].always || (at % every === 0 && !(items[last].always && last - at < every / 2));
  items.forEach((item, at) => {
    const bar = el("span", { class: "bar-fill" });
    bar.style.height = `${item.value ? Math.max(1.5, (100 * item.value) / most) : 0}%`;
    const button = el(
      "button",
      {
        type: "button",
        class: "bar-button",
        title: item.title,
        "aria-label": item.title,
        "aria-pressed": String(pressed === item.key),
        click: () => press(item),
      },
      el("span", { class: "bar-room" }, bar),
      el("span", { class: "bar-label" }, labelled(at) ? item.label : "\u00a0"),
    );
    place.append(button);
  });
  place.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...place.children];
    const next = all[all.indexOf(document.activeElement) + step];
    if (next) {
      next.focus();
      event.preventDefault();
    }
  };
}
