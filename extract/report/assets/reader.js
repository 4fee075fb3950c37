// The list of articles, the text with its facts, and the panel that tells of one fact.

const reading = { doc: null, fact: null, hidden: new Set(), marks: [], turn: 0, query: "" };
let articleRows;

function startReader() {
  articleRows = new Rows({
    scroller: $("article-list"),
    body: $("article-list"),
    height: () => 74,
    make: articleRow,
    open: (doc) => go(`#article=${encodeURIComponent(doc.id)}`),
  });
  $("article-query").addEventListener("input", later(listArticles));
  $("article-order").addEventListener("change", listArticles);
  $("back").addEventListener("click", () => go("#articles"));
  $("reader").addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-at]");
    if (mark && !getSelection().toString()) select(reading.doc.facts[mark.dataset.at]);
  });
  $("reader").addEventListener("keydown", readerKey);
  $("fact").addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeFact();
  });
  for (const form of document.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());
}

function articleRow(doc) {
  const counts = doc.counts
    .map((count, k) => (count ? el("span", { class: `tally k-${KINDS[k]}`, title: plural(count, KINDS[k]) }, number(count)) : null))
    .filter(Boolean);
  const open = doc === reading.doc;
  return el("div", { role: "option", class: open ? "article open" : "article", "aria-current": open ? "true" : null },
    el("span", { class: "article-title", dir: "auto" }, doc.title),
    el("span", { class: "article-meta" }, el("span", { class: "article-date" }, doc.date || "undated"), el("span", { class: "tallies" }, counts)),
    el("span", { class: "article-name" }, doc.id));
}

const ORDERS = {
  name: null,
  newest: (a, b) => (b.date || "").localeCompare(a.date || ""),
  oldest: (a, b) => (a.date || "9999").localeCompare(b.date || "9999"),
  facts: (a, b) => b.facts.length - a.facts.length,
};

function listArticles() {
  const query = terms($("article-query").value);
  reading.query = query;
  const found = query.length ? docs.filter((doc) => has(doc.searched, query)) : docs.slice();
  const order = ORDERS[$("article-order").value];
  if (order) found.sort(order);
  articleRows.set(found, found.indexOf(reading.doc));
  const told = query.length ? `${number(found.length)} of ${plural(docs.length, "article")}` : plural(docs.length, "article");
  $("article-count").textContent = told;
  if (query.length) say(told);
  highlightQuery();
}

/** Buttons that show and hide kinds. */
function kindButtons(place, counts, hidden, changed) {
  $(place).replaceChildren(
    ...KINDS.map((kind, k) =>
      el("button", {
        type: "button",
        class: `kind k-${kind}`,
        "aria-pressed": String(!hidden.has(kind)),
        disabled: !counts[k],
        click: (event) => {
          if (!hidden.delete(kind)) hidden.add(kind);
          event.currentTarget.setAttribute("aria-pressed", String(!hidden.has(kind)));
          changed();
        },
      }, el("span", { class: "dot" }), kind, el("span", { class: "kind-count" }, number(counts[k])))));
}

function openDoc(doc) {
  if (reading.doc === doc) return;
  reading.doc = doc;
  reading.fact = null;
  $("fact").hidden = true;
  kindButtons("reader-kinds", doc.counts, reading.hidden, showKinds);
  const source = { handed_in: "given with the article", dateline: "from its dateline", none: "" }[doc.source];
  const about = [
    doc.date ? `${dayInWords(doc.date)}${source ? `, ${source}` : ""}` : "undated",
    plural(doc.facts.length, "fact"),
    doc.characters ? plural(doc.characters, "character") : "",
  ].filter(Boolean);
  const article = el("article", { "aria-label": doc.title },
    el("header", { class: "article-head" },
      el("p", { class: "about" }, about.join(" · ")),
      el("p", { class: "about file" }, doc.id),
      doc.text === null ? el("p", { class: "note" }, "The article’s text was not at hand: these are its sentences with facts in them.") : null));
  const blocks = doc.text === null ? sentenceBlocks(doc) : textBlocks(doc);
  const body = el("div", { class: "article-text" });
  if (!blocks[0]?.isTitle) put(body, el("h2", { dir: "auto" }, doc.title));
  article.append(body);
  $("reader").replaceChildren(article);
  $("reader").scrollTop = 0;
  reading.marks = new Array(doc.facts.length);
  draw(body, blocks);
  showKinds();
  articleRows.active = articleRows.rows.indexOf(doc);
  articleRows.draw(true);
}

function showKinds() {
  for (const kind of KINDS) $("reader").classList.toggle(`hide-${kind}`, reading.hidden.has(kind));
}

/** Draw blocks, the first of them at once and the others while the browser has time. */
function draw(body, blocks) {
  const turn = (reading.turn += 1);
  let at = 0;
  reading.finish = () => {
    while (at < blocks.length) body.append(blocks[at++]());
    reading.finish = null;
    highlightQuery();
  };
  const some = () => {
    if (turn !== reading.turn || !reading.finish) return;
    const stop = performance.now() + 12;
    while (at < blocks.length && performance.now() < stop) body.append(blocks[at++]());
    if (at < blocks.length) requestAnimationFrame(some);
    else reading.finish();
  };
  some();
}

/** Spans of facts in units of the text, each cut where an outer one ends: they lie in each other or apart. */
function nested(doc) {
  const ends = [];
  return doc.facts.map((fact) => {
    const start = doc.unit(fact.start);
    let end = doc.unit(fact.end);
    while (ends.length && ends.at(-1) <= start) ends.pop();
    if (ends.length) end = Math.min(end, ends.at(-1));
    ends.push(end);
    return { fact, start, end };
  });
}

/** An article in blocks, each a function that makes its element: lines, or paragraphs where lines were wrapped. */
function textBlocks(doc) {
  const { text } = doc;
  const spans = nested(doc);
  const lines = text.split("\n");
  const long = lines.filter((line) => line.length >= 55 && line.length <= 100).length;
  const wrapped = lines.length > 8 && long > lines.filter((line) => line.trim()).length * 0.5;
  const blocks = [];
  const paragraph = wrapped ? /\r?\n[ \t\r]*\n/g : /\n/g;
  let at = 0;
  let span = 0;
  let blank = false;
  const add = (end) => {
    if (text.slice(at, end).trim()) {
      const inside = [];
      while (span < spans.length && spans[span].start < end) inside.push(spans[span++]);
      const [start, gap] = [at, blank];
      const isTitle = !blocks.length && text.slice(start, end).trim().replace(/\s+/g, " ") === doc.title;
      const block = () => {
        const node = isTitle
          ? el("h2", { dir: "auto" })
          : el("p", { dir: "auto", class: `${wrapped ? "wrapped" : "line"}${gap ? " apart" : ""}` });
        marked(node, text, start, end, inside);
        return node;
      };
      blocks.push(Object.assign(block, { isTitle }));
      blank = false;
    } else blank = true;
  };
  let ahead = 0; // the first span that does not begin before the break
  let covered = 0; // where the farthest of those before it ends
  for (const found of text.matchAll(paragraph)) {
    while (ahead < spans.length && spans[ahead].start < found.index) covered = Math.max(covered, spans[ahead++].end);
    if (covered > found.index) continue; // a fact runs over this break
    add(found.index);
    if (wrapped) blank = true;
    at = found.index + found[0].length;
  }
  add(text.length);
  return blocks;
}

/** Put the text from start to end into a node, its facts as marks in it. */
function marked(node, text, start, end, spans) {
  let at = start;
  for (let i = 0; i < spans.length; ) {
    const { fact, start: from, end: to } = spans[i];
    let behind = i + 1;
    while (behind < spans.length && spans[behind].start < to) behind += 1;
    put(node, text.slice(at, from));
    const mark = el("mark", { class: `k-${fact.kind}`, role: "button", tabindex: "-1", "data-at": fact.at });
    reading.marks[fact.at] = mark;
    if (fact.at === 0) mark.tabIndex = 0;
    marked(mark, text, from, to, spans.slice(i + 1, behind));
    node.append(mark);
    at = to;
    i = behind;
  }
  put(node, text.slice(at, end));
}

/** The sentences of a document of which the text is not there. */
function sentenceBlocks(doc) {
  const order = doc.sentences.map((_, at) => at).sort((a, b) => doc.sentences[a][0] - doc.sentences[b][0]);
  const inside = doc.sentences.map(() => []);
  for (const fact of doc.facts) inside[fact.s].push(fact);
  let last = 0;
  return order.map((at) => {
    const [start, end] = doc.sentences[at];
    const gap = start > last + 2;
    last = end;
    return () => {
      const text = doc.sentence(at);
      const part = new Doc({ doc: "", text, s: [], r: [] });
      part.facts = inside[at].map((fact) => ({ fact, start: fact.start - start, end: fact.end - start }));
      const spans = nested(part).map((span) => ({ ...span, fact: span.fact.fact }));
      const node = el("p", { dir: "auto", class: `line apart${gap ? " gap" : ""}` });
      marked(node, text, 0, text.length, spans);
      return node;
    };
  });
}

function select(fact, { scroll = false, focus = false } = {}) {
  if (reading.doc !== fact.doc) openDoc(fact.doc);
  if (!reading.marks[fact.at] && reading.finish) reading.finish();
  for (const mark of $("reader").querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
  const mark = reading.marks[fact.at];
  reading.fact = fact;
  reading.hidden.delete(fact.kind);
  showKinds();
  for (const button of $("reader-kinds").children) {
    if (button.classList.contains(`k-${fact.kind}`)) button.setAttribute("aria-pressed", "true");
  }
  if (mark) {
    for (const other of $("reader").querySelectorAll('mark[tabindex="0"]')) other.tabIndex = -1;
    mark.tabIndex = 0;
    mark.classList.add("chosen");
  }
  showFact(fact);
  history.replaceState(null, "", `#${fact.id}`);
  if (mark && focus) mark.focus({ preventScroll: true });
  if (mark) bring(mark, scroll);
  say(`Fact ${number(fact.at + 1)} of ${number(fact.doc.facts.length)}: ${fact.kind}, ${fact.text}, ${valueOf(fact)}`);
}

/** Scroll a mark to where it can be seen, beside or above the panel. */
function bring(mark, middle) {
  const scroller = $("reader");
  const box = mark.getBoundingClientRect();
  const room = scroller.getBoundingClientRect();
  const panel = $("fact").getBoundingClientRect();
  const bottom = panel.top > room.top + 80 && panel.left < room.right - 80 ? Math.min(room.bottom, panel.top) : room.bottom;
  if (middle || box.top < room.top + 40 || box.bottom > bottom - 24) {
    scroller.scrollTop += box.top - room.top - (bottom - room.top) * 0.35;
  }
}

function readerKey(event) {
  if (!reading.doc || event.ctrlKey || event.metaKey || event.altKey) return;
  const mark = event.target.closest("mark[data-at]");
  if (event.key === "Escape" && reading.fact) closeFact();
  else if (!mark) return;
  else if (event.key === "Enter" || event.key === " ") {
    select(reading.doc.facts[mark.dataset.at]);
    $("fact").querySelector("h3").focus();
  } else if (event.key === "ArrowRight" || event.key === "ArrowDown") step(Number(mark.dataset.at), 1);
  else if (event.key === "ArrowLeft" || event.key === "ArrowUp") step(Number(mark.dataset.at), -1);
  else if (event.key === "Home") step(-1, 1);
  else if (event.key === "End") step(reading.doc.facts.length, -1);
  else return;
  event.preventDefault();
}

/** Go to the next fact of a kind that is shown. */
function step(at, by, focus = true) {
  const all = reading.doc.facts;
  for (let next = at + by; next >= 0 && next < all.length; next += by) {
    if (!reading.hidden.has(all[next].kind)) {
      select(all[next], { focus });
      return;
    }
  }
}

function showFact(fact) {
  const { doc, v } = fact;
  const value = fact.kind === "date" && v.first ? daysInWords(v.first, v.last) : valueOf(fact);
  const isNumber = (name) => NUMBERS.has(name) || (name === "value" && fact.kind === "percent");
  const rows = Object.keys(v).map((name) => [
    FIELDS[name] || name,
    isNumber(name) ? grouped(v[name]) : name === "modifier" ? MODIFIERS[v[name]] || v[name] : v[name],
  ]);
  const beside = doc.facts.filter((other) => other !== fact && other.s === fact.s);
  $("fact").replaceChildren(
    el("div", { class: "fact-top" }, badge(fact.kind),
      el("span", { class: "fact-steps" },
        el("button", { type: "button", class: "icon", "aria-label": "Previous fact", click: () => step(fact.at, -1, false) }, "‹"),
        el("span", { class: "fact-number" }, `${number(fact.at + 1)} / ${number(doc.facts.length)}`),
        el("button", { type: "button", class: "icon", "aria-label": "Next fact", click: () => step(fact.at, 1, false) }, "›"),
        el("button", { type: "button", class: "icon", "aria-label": "Close", click: closeFact }, "×"))),
    el("div", { class: "fact-main" },
      el("h3", { tabindex: "-1", dir: "auto" }, `“${fact.text.replace(/\s+/g, " ")}”`),
      el("p", { class: "fact-value", dir: "auto" }, value),
      el("dl", {},
        rows.map(([name, said]) => el("div", {}, el("dt", {}, name), el("dd", { dir: "auto" }, String(said)))),
        el("div", {}, el("dt", {}, "Rule"), el("dd", {}, el("code", {}, fact.rule))),
        el("div", {}, el("dt", {}, "Characters"), el("dd", {}, `${number(fact.start)}–${number(fact.end)}`)),
        el("div", {}, el("dt", {}, "Id"), el("dd", {}, el("a", { href: `#${fact.id}`, class: "mono" }, fact.id))))),
    el("div", { class: "fact-side" },
      el("h4", {}, "Evidence"),
      el("blockquote", { dir: "auto" }, quoteNode(fact)),
      beside.length ? el("h4", {}, "In the same sentence") : null,
      beside.length
        ? el("ul", { class: "beside" }, beside.slice(0, 30).map((other) =>
            el("li", {}, el("a", { href: `#${other.id}` }, badge(other.kind), " ", el("span", { dir: "auto" }, other.text.replace(/\s+/g, " "))))))
        : null,
      el("p", { class: "actions" },
        el("button", { type: "button", class: "quiet", click: () => copy(`${location.href.split("#")[0]}#${fact.id}`, "Link copied") }, "Copy link"))));
  $("fact").hidden = false;
  $("fact").scrollTop = 0;
}

function closeFact() {
  const mark = reading.fact && reading.marks[reading.fact.at];
  $("fact").hidden = true;
  reading.fact = null;
  if (mark) {
    mark.classList.remove("chosen");
    mark.focus({ preventScroll: true });
  }
  if (reading.doc) history.replaceState(null, "", `#article=${encodeURIComponent(reading.doc.id)}`);
}

/** Tint the words of the search in the text, where the browser can do so without touching it. */
function highlightQuery() {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("query");
  if (!reading.query.length || !reading.doc) return;
  const ranges = [];
  const walker = document.createTreeWalker($("reader"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
    const text = node.data.toLowerCase();
    if (text.length !== node.data.length) continue;
    for (const word of reading.query) {
      for (let at = text.indexOf(word); at >= 0 && ranges.length < 2000; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("query", new Highlight(...ranges));
}
