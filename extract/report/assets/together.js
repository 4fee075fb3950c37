// Countries and projects that appear together, in one article or one sentence.

const LARGEST = 16;
const together = { pair: null };

const keyOf = { country: (fact) => fact.v.alpha_2, project: (fact) => fact.v.name.toLowerCase() };
const nameOf = { country: (fact) => fact.v.name, project: (fact) => fact.v.name };

function startTogether() {
  for (const name of ["what", "where"]) {
    $(`together-${name}`).addEventListener("change", () => {
      together.pair = null;
      showTogether();
    });
  }
  csvButtons("together-actions", "together.csv", () => {
    const { pairs, names, rows, columns } = together.found;
    return [
      [rows, columns === rows ? `${columns} (other)` : columns, $("together-where").value === "doc" ? "articles" : "sentences"],
      ...[...pairs].sort((a, b) => b[1] - a[1]).map(([pair, count]) => {
        const [a, b] = JSON.parse(pair);
        return [names[rows].get(a), names[columns].get(b), count];
      }),
    ];
  });
}

/** Where facts are together: the groups of a document's facts that count as one place. */
function groups(doc, where) {
  if (where === "doc") return [doc.facts];
  const found = new Map();
  for (const fact of doc.facts) {
    if (!found.has(fact.s)) found.set(fact.s, []);
    found.get(fact.s).push(fact);
  }
  return [...found.values()];
}

function count() {
  const [rows, columns] = $("together-what").value.split("-");
  const where = $("together-where").value;
  const names = { country: new Map(), project: new Map() };
  const alone = { country: new Map(), project: new Map() };
  const pairs = new Map();
  for (const doc of docs) {
    for (const group of groups(doc, where)) {
      const sets = { country: new Set(), project: new Set() };
      for (const fact of group) {
        if (!(fact.kind in sets)) continue;
        const key = keyOf[fact.kind](fact);
        sets[fact.kind].add(key);
        if (!names[fact.kind].has(key)) names[fact.kind].set(key, nameOf[fact.kind](fact));
      }
      for (const kind of new Set([rows, columns])) {
        for (const key of sets[kind]) alone[kind].set(key, (alone[kind].get(key) || 0) + 1);
      }
      for (const a of sets[rows]) {
        for (const b of sets[columns]) {
          if (rows === columns && a >= b) continue;
          const pair = JSON.stringify([a, b]);
          pairs.set(pair, (pairs.get(pair) || 0) + 1);
        }
      }
    }
  }
  together.found = { rows, columns, where, names, alone, pairs };
}

/** The keys that appear in most pairs, the largest first. */
function largest(side) {
  const { pairs, rows, columns } = together.found;
  const sums = new Map();
  for (const [pair, count] of pairs) {
    const keys = JSON.parse(pair);
    for (const key of rows === columns ? keys : [keys[side]]) sums.set(key, (sums.get(key) || 0) + count);
  }
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, LARGEST).map(([key]) => key);
}

function showTogether() {
  count();
  const { rows, columns, where, names, pairs } = together.found;
  const down = largest(0);
  const across = rows === columns ? down : largest(1);
  if (!down.length || !across.length) {
    $("together-table").replaceChildren(el("p", { class: "note" }, "Nothing appears together here."));
    listPair();
    return;
  }
  const word = where === "doc" ? "article" : "sentence";
  const of = (a, b) => pairs.get(JSON.stringify(rows === columns && a > b ? [b, a] : [a, b])) || 0;
  const most = Math.max(...down.flatMap((a) => across.map((b) => (rows === columns && a === b ? 0 : of(a, b)))));
  const head = el("tr", {}, el("td", {}), across.map((b) => el("th", { scope: "col", class: "slanted" }, el("span", { dir: "auto", title: names[columns].get(b) }, names[columns].get(b)))));
  const body = down.map((a) =>
    el("tr", {}, el("th", { scope: "row", title: names[rows].get(a) }, el("span", { dir: "auto" }, names[rows].get(a))),
      across.map((b) => {
        const value = rows === columns && a === b ? 0 : of(a, b);
        if (!value) return el("td", { class: "none" }, el("span", { class: "unseen" }, "0"));
        const told = `${names[rows].get(a)} and ${names[columns].get(b)}: ${plural(value, word)}`;
        const pressed = together.pair && together.pair[0] === a && together.pair[1] === b;
        const button = el("button", { type: "button", class: "heat", "aria-pressed": String(Boolean(pressed)), "aria-label": told, title: told, click: (event) => {
          together.pair = [a, b];
          for (const other of $("together-table").querySelectorAll('[aria-pressed="true"]')) other.setAttribute("aria-pressed", "false");
          event.currentTarget.setAttribute("aria-pressed", "true");
          listPair();
          say(told);
        } }, number(value));
        button.style.setProperty("--heat", `${Math.round(10 + (60 * value) / most)}%`);
        return el("td", {}, button);
      })));
  $("together-table").replaceChildren(el("table", { class: "heatmap" }, el("caption", { class: "unseen" }, `How many ${word}s have both`), el("thead", {}, head), el("tbody", {}, body)));
  listPair();
}

/** The places that have both of a pair, with the sentences. */
function listPair() {
  const heading = $("together-heading");
  const list = $("together-list");
  list.replaceChildren();
  if (!together.pair || !together.found) {
    heading.textContent = "";
    put(list, el("p", { class: "lead" }, "Choose a number to read where both appear."));
    return;
  }
  const { rows, columns, where, names } = together.found;
  const [a, b] = together.pair;
  heading.textContent = `${names[rows].get(a)} and ${names[columns].get(b)}`;
  const is = (kind, key) => (fact) => fact.kind === kind && keyOf[kind](fact) === key;
  let left = 200;
  for (const doc of docs) {
    const found = [];
    for (const group of groups(doc, where)) {
      const one = group.find(is(rows, a));
      const other = group.find(is(columns, b));
      if (one && other) found.push(one, ...(one.s === other.s ? [] : [other]));
    }
    if (!found.length) continue;
    put(list, el("div", { class: "pair" },
      el("h4", {}, el("a", { href: `#article=${encodeURIComponent(doc.id)}`, dir: "auto" }, doc.title), el("span", { class: "article-date" }, doc.date || "undated")),
      found.slice(0, 6).map((fact) => el("p", {}, el("a", { href: `#${fact.id}`, class: "quote" }, quoteNode(fact, 160))))));
    left -= 1;
    if (!left) {
      put(list, el("p", { class: "note" }, "The first 200 articles are listed."));
      break;
    }
  }
}
