// Dated facts in the order of the days that they speak of.

let timelineRows;
let dated = [];
const WIDEST = 60; // more bars than this say less, not more
const timeline = { bucket: null, shown: [] };

function startTimeline() {
  dated = facts.filter((fact) => fact.kind === "date" && fact.v.first);
  dated.sort((a, b) => (a.v.first < b.v.first ? -1 : a.v.first > b.v.first ? 1 : a.v.last < b.v.last ? -1 : a.v.last > b.v.last ? 1 : 0));
  timelineRows = new Rows({
    scroller: $("timeline-list"),
    body: $("timeline-list"),
    height: () => (narrow.matches ? 108 : 68),
    make: (fact) => el("div", { role: "option", class: "moment" },
      el("span", { class: "moment-day" }, daysInWords(fact.v.first, fact.v.last)),
      el("span", { class: "moment-quote" }, quoteNode(fact, 130)),
      el("span", { class: "moment-doc", dir: "auto" }, fact.doc.title)),
    open: (fact) => go(`#${fact.id}`),
  });
  csvButtons("timeline-actions", "timeline.csv", () => [
    ["first", "last", "text", "value", "sentence", "article", "date", "id"],
    ...timeline.shown.map((fact) => [fact.v.first, fact.v.last, fact.text, fact.v.value, fact.sentence, fact.doc.id, fact.doc.date, fact.id]),
  ]);
}

/** Years, or decades where the facts reach over many years; what lies far out is one bar at either end. */
function buckets() {
  const years = dated.map((fact) => Number(fact.v.first.slice(0, 4)));
  if (!years.length) return [];
  const at = (share) => years[Math.min(years.length - 1, Math.floor(share * years.length))];
  let [from, to] = [years[0], years.at(-1)];
  if (to - from > WIDEST) [from, to] = [at(0.05), at(0.98)];
  const size = to - from > WIDEST ? 10 : 1;
  const of = (year) => Math.floor(year / size) * size;
  const [low, high] = [of(from), of(to)];
  const keys = [];
  for (let key = Math.max(low, high - WIDEST * size); key <= high; key += size) keys.push(key);
  const counts = new Map([["before", 0], ...keys.map((key) => [key, 0]), ["after", 0]]);
  const keyOf = (year) => (year < keys[0] ? "before" : year >= high + size ? "after" : of(year));
  for (const year of years) counts.set(keyOf(year), counts.get(keyOf(year)) + 1);
  timeline.keyOf = keyOf;
  const name = (key) => (key === "before" ? `before ${keys[0]}` : key === "after" ? `from ${high + size}` : size === 1 ? String(key) : `${key}s`);
  return [...counts]
    .filter(([key, value]) => value || typeof key === "number")
    .map(([key, value]) => ({ key, value, label: typeof key === "number" ? (size === 1 ? String(key) : `${key}s`) : key === "before" ? "earlier" : "later", always: typeof key !== "number", title: `${name(key)}: ${plural(value, "dated fact")}` }));
}

function showTimeline() {
  const items = buckets();
  const every = Math.ceil(items.length / (narrow.matches ? 8 : 22));
  const press = (item) => {
    timeline.bucket = timeline.bucket === item.key ? null : item.key;
    showTimeline();
    [...$("timeline-chart").children].find((bar) => bar.getAttribute("aria-label") === item.title)?.focus();
    say($("timeline-count").textContent);
  };
  bars($("timeline-chart"), items, { pressed: timeline.bucket, press, every });
  const chosen = items.find((item) => item.key === timeline.bucket);
  timeline.shown = chosen ? dated.filter((fact) => timeline.keyOf(Number(fact.v.first.slice(0, 4))) === chosen.key) : dated;
  $("timeline-count").textContent = chosen ? chosen.title : plural(dated.length, "dated fact");
  timelineRows.set(timeline.shown);
}
