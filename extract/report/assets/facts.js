// The table of all facts: searched, filtered and sorted.

const asked = { q: "", kinds: new Set(), country: "", currency: "", year: "", sort: "article", down: false };
let factRows;
let listed = [];

const COLUMNS = [
  { key: "kind", name: "Kind", of: (fact) => fact.kind },
  { key: "text", name: "Fact", of: (fact) => fact.text },
  { key: "value", name: "Value", of: valueOf },
  { key: "sentence", name: "Evidence", of: (fact) => fact.sentence, unsorted: true },
  { key: "article", name: "Article", of: (fact) => fact.doc.title },
  { key: "date", name: "Date", of: (fact) => fact.doc.date || "" },
];

function startFacts() {
  const heads = COLUMNS.map((column) =>
    el("th", { role: "columnheader", scope: "col", class: `c-${column.key}`, "data-key": column.key },
      column.unsorted ? column.name : el("button", { type: "button", click: () => sortFacts(column.key) }, column.name, el("span", { class: "arrow", "aria-hidden": "true" }))));
  const body = el("tbody", { id: "fact-rows", role: "rowgroup" });
  const table = el("table", { id: "fact-table", role: "grid", tabindex: "0", "aria-label": "Facts", class: "facts" },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row", "aria-rowindex": "1" }, heads)), body);
  $("fact-scroll").append(table);
  factRows = new Rows({
    scroller: $("fact-scroll"),
    body,
    table: true,
    focus: table,
    height: () => (narrow.matches ? 108 : 52),
    make: factRow,
    open: (fact) => go(`#${fact.id}`),
  });
  const count = (of) => {
    const counts = new Map();
    for (const fact of facts) {
      const key = of(fact);
      if (key) counts.set(key, (counts.get(key) || 0) + 1);
    }
    return counts;
  };
  const names = new Map(facts.filter((fact) => fact.kind === "country").map((fact) => [fact.v.alpha_2, fact.v.name]));
  choices("fact-country", count((fact) => fact.v.alpha_2), (code) => names.get(code));
  choices("fact-currency", count((fact) => fact.v.currency), (code) => code);
  const years = new Map([...count((fact) => fact.doc.year)].sort().reverse());
  choices("fact-year", years, (year) => year, true);
  for (const name of ["country", "currency", "year"]) {
    $(`fact-${name}`).addEventListener("change", (event) => ask({ [name]: event.target.value }));
  }
  $("fact-query").addEventListener("input", later((event) => ask({ q: event.target.value })));
  csvButtons("fact-actions", "facts.csv", () => [
    ["id", "kind", "text", "value", "start", "end", "sentence", "article", "title", "date", "rule"],
    ...listed.map((fact) => [fact.id, fact.kind, fact.text, valueOf(fact), fact.start, fact.end, fact.sentence, fact.doc.id, fact.doc.title, fact.doc.date, fact.rule]),
  ]);
}

function choices(place, counts, name, asIs = false) {
  const found = asIs ? [...counts] : [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  $(place).replaceChildren(
    el("option", { value: "" }, "all"),
    ...found.map(([key, count]) => el("option", { value: key }, `${name(key)} (${number(count)})`)));
}

/** Change what is asked, and the address with it. */
function ask(change) {
  Object.assign(asked, change);
  history.replaceState(null, "", factsAddress(asked));
  listFacts();
}

function factsAddress({ q, kinds, country, currency, year }) {
  const said = new URLSearchParams();
  if (q) said.set("q", q);
  if (kinds && kinds.size) said.set("without", [...kinds].join(","));
  if (country) said.set("country", country);
  if (currency) said.set("currency", currency);
  if (year) said.set("year", year);
  return said.size ? `#facts?${said}` : "#facts";
}

function readFactsAddress(search) {
  const said = new URLSearchParams(search);
  asked.q = said.get("q") || "";
  asked.kinds = new Set((said.get("without") || "").split(",").filter((kind) => KINDS.includes(kind)));
  for (const name of ["country", "currency", "year"]) {
    asked[name] = said.get(name) || "";
    $(`fact-${name}`).value = asked[name];
  }
  $("fact-query").value = asked.q;
}

/** Whether a fact is of a country: says it, or stands in one sentence with it. */
function ofCountry(fact, code) {
  return fact.kind === "country" ? fact.v.alpha_2 === code : fact.doc.countries[fact.s].has(code);
}

function listFacts() {
  const words = terms(asked.q);
  const others = facts.filter(
    (fact) =>
      (!asked.currency || fact.v.currency === asked.currency) &&
      (!asked.year || (asked.year === "undated" ? !fact.doc.year : fact.doc.year === asked.year)) &&
      (!asked.country || ofCountry(fact, asked.country)) &&
      (!words.length || has(fact.searched, words)));
  const counts = KINDS.map(() => 0);
  for (const fact of others) counts[fact.k] += 1;
  kindButtons("fact-kinds", counts, asked.kinds, () => ask({}));
  listed = asked.kinds.size ? others.filter((fact) => !asked.kinds.has(fact.kind)) : others;
  order();
  for (const head of $("fact-table").querySelectorAll("th")) {
    const on = head.dataset.key === asked.sort;
    if (on) head.setAttribute("aria-sort", asked.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  $("fact-table").setAttribute("aria-rowcount", listed.length + 1);
  const told = listed.length === facts.length ? plural(facts.length, "fact") : `${number(listed.length)} of ${plural(facts.length, "fact")}`;
  $("fact-count").textContent = listed.length > MOST ? `${told}; the first ${number(MOST)} are listed` : told;
  if (listed.length !== facts.length) say(told);
  factRows.set(listed);
}

function sortFacts(key) {
  asked.down = asked.sort === key ? !asked.down : false;
  asked.sort = key;
  listFacts();
  say(`Sorted by ${COLUMNS.find((column) => column.key === key).name}, ${asked.down ? "descending" : "ascending"}`);
}

function order() {
  if (asked.sort === "article" && !asked.down) return;
  if (asked.sort === "article") {
    listed = listed.slice().reverse();
    return;
  }
  const of = asked.sort === "value" ? sortKey : (fact) => [COLUMNS.find((column) => column.key === asked.sort).of(fact)];
  const less = (a, b) => (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0);
  const keyed = listed.map((fact, at) => [of(fact), at, fact]);
  keyed.sort(([a, i], [b, j]) => {
    for (let at = 0; at < a.length; at += 1) {
      const found = less(a[at], b[at]);
      if (found) return asked.down ? -found : found;
    }
    return i - j;
  });
  listed = keyed.map((row) => row[2]);
}

function factRow(fact) {
  const cell = (key, attributes, ...children) => el("td", { role: "gridcell", class: `c-${key}`, ...attributes }, ...children);
  const flat = fact.text.replace(/\s+/g, " ");
  return el("tr", { role: "row" },
    cell("kind", {}, badge(fact.kind)),
    cell("text", {}, el("a", { href: `#${fact.id}`, tabindex: "-1", dir: "auto" }, flat)),
    cell("value", { title: valueOf(fact) }, el("span", { dir: "auto" }, fact.kind === "date" && fact.v.first ? daysInWords(fact.v.first, fact.v.last) : valueOf(fact))),
    cell("sentence", {}, quoteNode(fact, 90)),
    cell("article", { title: fact.doc.id }, el("span", { dir: "auto" }, fact.doc.title)),
    cell("date", {}, fact.doc.date || "–"));
}
