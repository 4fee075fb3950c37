// Long lists: only the rows in sight are in the page, so that a hundred thousand of them scroll like ten.

const MOST = 400000; // more rows than this are higher than some browsers can draw

class Rows {
  /**
   * `scroller` scrolls; `body` gets the rows between two spacers; `make(row, at)` gives an element for a row.
   * `height()` is how high each is. `open(row)` is called for a click on a row, or Enter on the active one.
   * The scroller has the focus; the active row is told by aria-activedescendant.
   */
  constructor({ scroller, body, height, make, open, table = false, focus = scroller }) {
    Object.assign(this, { scroller, body, height, make, open, table, focus });
    this.rows = [];
    this.active = -1;
    this.first = this.last = -1;
    this.above = this.spacer();
    this.below = this.spacer();
    scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw(true)).observe(scroller);
    focus.addEventListener("keydown", (event) => this.key(event));
    body.addEventListener("click", (event) => {
      const row = event.target.closest("[data-row]");
      if (row && !event.target.closest("a")) this.choose(Number(row.dataset.row), true);
    });
  }

  spacer() {
    return this.table
      ? el("tr", { class: "spacer", "aria-hidden": "true" }, el("td", { colspan: "6" }))
      : el("div", { class: "spacer", "aria-hidden": "true" });
  }

  set(rows, active = -1) {
    this.rows = rows.length > MOST ? rows.slice(0, MOST) : rows;
    this.active = active;
    this.scroller.scrollTop = 0;
    this.draw(true);
    if (active >= 0) this.show(active);
  }

  draw(anew = false) {
    const height = this.height();
    const room = this.scroller.clientHeight || 600;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - 8);
    const last = Math.min(this.rows.length, first + Math.ceil(room / height) + 16);
    if (!anew && first === this.first && last === this.last) return;
    this.first = first;
    this.last = last;
    const size = (spacer, rows) => ((this.table ? spacer.firstChild : spacer).style.height = `${rows * height}px`);
    size(this.above, first);
    size(this.below, this.rows.length - last);
    const shown = [];
    for (let at = first; at < last; at += 1) {
      const node = this.make(this.rows[at], at);
      node.dataset.row = at;
      node.id = `${this.body.id}-${at}`;
      node.setAttribute(this.table ? "aria-rowindex" : "aria-posinset", at + (this.table ? 2 : 1));
      if (!this.table) node.setAttribute("aria-setsize", this.rows.length);
      node.setAttribute("aria-selected", String(at === this.active));
      shown.push(node);
    }
    this.body.replaceChildren(this.above, ...shown, this.below);
    this.point();
  }

  point() {
    if (this.active >= this.first && this.active < this.last) {
      this.focus.setAttribute("aria-activedescendant", `${this.body.id}-${this.active}`);
    } else this.focus.removeAttribute("aria-activedescendant");
  }

  show(at) {
    const height = this.height();
    const head = this.table ? this.scroller.querySelector("thead").offsetHeight : 0;
    const top = at * height;
    const room = this.scroller.clientHeight - head;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + height > this.scroller.scrollTop + room) this.scroller.scrollTop = top + height - room;
  }

  choose(at, open = false) {
    if (at < 0 || at >= this.rows.length) return;
    this.active = at;
    this.show(at);
    this.draw(true);
    if (open) this.open(this.rows[at], at);
  }

  key(event) {
    if (event.target !== this.focus || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.height()) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in steps) {
      const at = (this.active < 0 ? (steps[event.key] > 0 ? -1 : 0) : this.active) + steps[event.key];
      this.choose(Math.min(this.rows.length - 1, Math.max(0, at)));
    } else if ((event.key === "Enter" || event.key === " ") && this.active >= 0) {
      this.open(this.rows[this.active], this.active);
    } else return;
    event.preventDefault();
  }
}

const narrow = matchMedia("(max-width: 760px)");
