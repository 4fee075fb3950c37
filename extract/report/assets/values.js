// Values in words and numbers that a person reads.

const MODIFIERS = {
  approx: "about",
  more_than: "more than",
  less_than: "less than",
  at_least: "at least",
  at_most: "at most",
  start: "the start of",
  mid: "the middle of",
  end: "the end of",
};
const UNITS = { percent: "%", percentage_point: "percentage points", basis_point: "basis points" };
const FIELDS = {
  amount: "Amount",
  low: "From",
  high: "To",
  currency: "Currency",
  value: "Value",
  unit: "Unit",
  factor: "Factor",
  modifier: "Qualified",
  type: "Type",
  first: "First day",
  last: "Last day",
  alpha_2: "ISO alpha-2",
  alpha_3: "ISO alpha-3",
  name: "Name",
  mention: "Mention",
  category: "Category",
  acronym: "Acronym",
};
const NUMBERS = new Set(["amount", "low", "high", "factor"]);

/** A number that is written as digits, with commas between the thousands; nothing is rounded. */
function grouped(digits) {
  const [whole, part] = digits.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part === undefined ? "" : `.${part}`);
}

/** A sum in short: 13.5 bn. */
function short(value) {
  for (const [size, word] of [[1e12, "tn"], [1e9, "bn"], [1e6, "m"], [1e3, "k"]]) {
    if (Math.abs(value) >= size * 0.99995) {
      return `${(value / size).toLocaleString("en", { maximumSignificantDigits: 4 })} ${word}`;
    }
  }
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}

function amountOf(exact, low, high) {
  if (exact !== undefined) return grouped(exact);
  if (low === undefined) return "?";
  return high === undefined ? `${grouped(low)} or more` : `${grouped(low)} to ${grouped(high)}`;
}

/** A fact's value on one line. */
function valueOf(fact) {
  const v = fact.v;
  const said = {
    money: () => `${v.currency || "?"} ${amountOf(v.amount, v.low, v.high)}`,
    percent: () => {
      const unit = UNITS[v.unit];
      return `${amountOf(v.value, v.low, v.high)}${unit === "%" ? "" : " "}${unit}`;
    },
    multiple: () => `× ${amountOf(v.factor, v.low, v.high)}`,
    date: () => v.value || "not settled",
    country: () => `${v.name} (${v.alpha_2})`,
    project: () => (v.acronym ? `${v.name} (${v.acronym})` : v.name),
  }[fact.kind]();
  return v.modifier ? `${MODIFIERS[v.modifier] || v.modifier} ${said}` : said;
}

/** What values are sorted by: a kind's numbers, days and names among themselves. */
function sortKey(fact) {
  const v = fact.v;
  const size = v.amount ?? (fact.kind === "percent" ? v.value : undefined) ?? v.factor ?? v.low;
  if (size !== undefined) return [fact.k, Number(size), ""];
  return [fact.k, 0, fact.kind === "date" ? v.first || v.value || "" : v.name || ""];
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day (ISO 8601) in words. */
function dayInWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** Whether a day is the last one of its month. */
function endsMonth(day) {
  const [year, month, date] = day.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return date === [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** The days that a date covers, in words. */
function daysInWords(first, last) {
  if (!last || first === last) return dayInWords(first);
  if (first.endsWith("-01-01") && last.endsWith("-12-31")) {
    const [a, b] = [first.slice(0, 4), last.slice(0, 4)];
    return a === b ? a : `${a}–${b}`;
  }
  if (first.endsWith("-01") && endsMonth(last)) {
    const [[a, from], [b, to]] = [first, last].map((day) => [day.slice(0, 4), MONTHS[Number(day.slice(5, 7)) - 1]]);
    if (a !== b) return `${from} ${a} – ${to} ${b}`;
    return from === to ? `${from} ${a}` : `${from}–${to} ${a}`;
  }
  return `${dayInWords(first)} – ${dayInWords(last)}`;
}

/** The word of a kind, coloured. */
const badge = (kind) => el("span", { class: `badge k-${kind}` }, kind);

/** A fact in its sentence, with at most so many characters around it. */
function quoteNode(fact, around = 400, attributes = {}) {
  let [before, words, behind] = fact.quote;
  if (before.length > around) before = `…${before.slice(-around).replace(/^(\S{0,20}\s|[\udc00-\udfff])/, "")}`;
  if (behind.length > around) behind = `${behind.slice(0, around).replace(/(\s\S{0,20}|[\ud800-\udbff])$/, "")}…`;
  const flat = (text) => text.replace(/\s+/g, " ");
  return el("span", { dir: "auto", ...attributes },
    flat(before), el("mark", { class: `k-${fact.kind}` }, flat(words)), flat(behind));
}
