// The documents and their facts, as the data elements of the page say them (extract/report/data.py).

let KINDS = [];
const docs = [];
const facts = [];
const factById = new Map();
const docById = new Map();

class Doc {
  constructor(row) {
    this.id = row.doc;
    this.title = row.title || row.doc;
    this.date = row.date;
    this.year = row.date ? row.date.slice(0, 4) : "";
    this.source = row.source;
    this.characters = row.characters;
    this.text = row.text;
    this.sentences = row.s;
    this.facts = row.r.map((fact, at) => new Fact(this, at, fact));
    this.counts = KINDS.map(() => 0);
    for (const fact of this.facts) this.counts[fact.k] += 1;
  }

  /** Offsets of characters that take two of JavaScript's units, in code points, ascending. */
  get wide() {
    if (this.wideOffsets === undefined) {
      this.wideOffsets = [];
      for (const match of (this.text || "").matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) {
        this.wideOffsets.push(match.index - this.wideOffsets.length);
      }
    }
    return this.wideOffsets;
  }

  /** An offset in code points as one in units of `text`. */
  unit(offset) {
    const wide = this.wide;
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (wide[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }

  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  sentence(at) {
    const [start, end, text] = this.sentences[at];
    return text === undefined ? this.slice(start, end) : text;
  }

  /** What a search looks at, in small letters. */
  get searched() {
    if (this.searchedText === undefined) {
      const text = this.text === null ? this.sentences.map((_, at) => this.sentence(at)).join("\n") : this.text;
      this.searchedText = `${this.id}\n${this.title}\n${this.date || ""}\n${text}`.toLowerCase();
    }
    return this.searchedText;
  }

  /** The countries (alpha-2) that each sentence mentions. */
  get countries() {
    if (this.countrySets === undefined) {
      this.countrySets = this.sentences.map(() => new Set());
      for (const fact of this.facts) if (fact.kind === "country") this.countrySets[fact.s].add(fact.v.alpha_2);
    }
    return this.countrySets;
  }
}

class Fact {
  constructor(doc, at, [k, start, end, s, rule, id, v, words]) {
    this.doc = doc;
    this.at = at;
    this.k = k;
    this.kind = KINDS[k];
    this.start = start;
    this.end = end;
    this.s = s;
    this.rule = rule;
    this.id = id;
    this.v = v;
    this.words = words;
  }

  get text() {
    return this.words === undefined ? this.doc.slice(this.start, this.end) : this.words;
  }

  get sentence() {
    return this.doc.sentence(this.s);
  }

  /** The sentence in three: before the fact, the fact, behind it. */
  get quote() {
    const sentence = this.sentence;
    const points = (length) => {
      let units = 0;
      for (let left = length; left > 0; left -= 1) units += sentence.codePointAt(units) > 0xffff ? 2 : 1;
      return units;
    };
    const [first] = this.doc.sentences[this.s];
    const start = points(this.start - first);
    const end = points(this.end - first);
    return [sentence.slice(0, start), sentence.slice(start, end), sentence.slice(end)];
  }

  get searched() {
    return `${this.text}\n${valueOf(this)}\n${this.sentence}\n${this.doc.title}`.toLowerCase();
  }
}

/** Read all data elements, giving the browser air between them. */
async function load() {
  const settings = JSON.parse(document.querySelector("script.settings").textContent);
  KINDS = settings.kinds;
  for (const element of document.querySelectorAll("script.documents")) {
    for (const row of JSON.parse(element.textContent)) {
      const doc = new Doc(row);
      docs.push(doc);
      docById.set(doc.id, doc);
      for (const fact of doc.facts) {
        facts.push(fact);
        factById.set(fact.id, fact);
      }
    }
    element.remove();
    await new Promise((done) => setTimeout(done));
  }
  return settings;
}

/** The words of a query, in small letters; all of them must be found. */
const terms = (query) => query.toLowerCase().split(/\s+/).filter(Boolean);
const has = (text, words) => words.every((word) => text.includes(word));
