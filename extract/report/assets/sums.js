// Exact sums, by currency and by the year of the article.

const UNDATED = "undated";
const sums = { byCurrency: [], years: [], chosen: null };

function startSums() {
  const found = new Map();
  const years = new Set();
  for (const fact of facts) {
    if (fact.kind !== "money" || fact.v.amount === undefined) continue;
    const currency = fact.v.currency || "?";
    const year = fact.doc.year || UNDATED;
    years.add(year);
    if (!found.has(currency)) found.set(currency, { currency, count: 0, cells: new Map() });
    const row = found.get(currency);
    const cell = row.cells.get(year) || { sum: 0, count: 0 };
    cell.sum += Number(fact.v.amount);
    cell.count += 1;
    row.count += 1;
    row.cells.set(year, cell);
  }
  sums.years = [...years].sort();
  sums.byCurrency = [...found.values()].sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1));
  sums.chosen = sums.byCurrency[0] || null;
  csvButtons("sums-actions", "sums.csv", () => [
    ["currency", "year", "sum", "mentions"],
    ...sums.byCurrency.flatMap((row) => sums.years.filter((year) => row.cells.has(year)).map((year) => [row.currency, year, rounded(row.cells.get(year).sum), row.cells.get(year).count])),
  ]);
}

/** A sum of floats without the dust that adding leaves. */
const rounded = (value) => Number(value.toPrecision(15));

function showSums() {
  if (!sums.byCurrency.length) {
    $("sums-table").replaceChildren(el("p", { class: "note" }, "No exact sums were found."));
    return;
  }
  const total = (row) => [...row.cells.values()].reduce((sum, cell) => sum + cell.sum, 0);
  const names = el("tr", {}, el("th", { scope: "col" }, "Currency"), sums.years.map((year) => el("th", { scope: "col", class: "num" }, year)), el("th", { scope: "col", class: "num" }, "All"));
  const rows = sums.byCurrency.map((row) => {
    const most = Math.max(...[...row.cells.values()].map((cell) => cell.sum));
    const cells = sums.years.map((year) => {
      const cell = row.cells.get(year);
      if (!cell) return el("td", { class: "num none" }, "·");
      const told = `${grouped(String(rounded(cell.sum)))} ${row.currency}, ${plural(cell.count, "mention")}`;
      const fill = el("span", { class: "cell-fill" });
      fill.style.width = `${most > 0 ? Math.max(2, (100 * cell.sum) / most) : 0}%`;
      return el("td", { class: "num" }, el("a", { href: factsAddress({ currency: row.currency === "?" ? "" : row.currency, year, kinds: new Set(KINDS.filter((kind) => kind !== "money")) }), title: told, "aria-label": told },
        el("span", { class: "cell-sum" }, short(cell.sum)), el("span", { class: "cell-count" }, `×${number(cell.count)}`), fill));
    });
    return el("tr", {},
      el("th", { scope: "row" }, el("button", { type: "button", class: "quiet", "aria-pressed": String(row === sums.chosen), title: `Chart ${row.currency}`, click: () => { sums.chosen = row; showSums(); } }, row.currency)),
      cells,
      el("td", { class: "num total" }, el("span", { class: "cell-sum" }, short(total(row))), el("span", { class: "cell-count" }, `×${number(row.count)}`)));
  });
  $("sums-table").replaceChildren(el("table", { class: "matrix" }, el("caption", { class: "unseen" }, "Sums by currency and year of the article"), el("thead", {}, names), el("tbody", {}, rows)));
  const chart = el("div", { class: "chart", role: "group", "aria-label": `${sums.chosen.currency} by year of the article` });
  $("sums-chart").replaceChildren(
    el("h3", {}, `${sums.chosen.currency} by year of the article`),
    el("div", { class: "chart-scroll" }, chart));
  const items = sums.years.map((year) => {
    const cell = sums.chosen.cells.get(year) || { sum: 0, count: 0 };
    return { key: year, label: year, value: cell.sum, title: `${year}: ${short(cell.sum)} ${sums.chosen.currency}, ${plural(cell.count, "mention")}` };
  });
  bars(chart, items, {
    pressed: null,
    every: Math.ceil(items.length / (narrow.matches ? 8 : 24)),
    press: (item) => go(factsAddress({ currency: sums.chosen.currency === "?" ? "" : sums.chosen.currency, year: item.key, kinds: new Set(KINDS.filter((kind) => kind !== "money")) })),
  });
}
