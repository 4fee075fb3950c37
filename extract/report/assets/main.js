// Addresses, the theme, and the start.

const VIEWS = {
  articles: () => listOnce("articles", listArticles),
  facts: () => listFacts(),
  timeline: () => listOnce("timeline", showTimeline),
  sums: () => listOnce("sums", showSums),
  together: () => listOnce("together", showTogether),
};
const drawn = new Set();

function listOnce(name, list) {
  if (drawn.has(name)) return;
  drawn.add(name);
  list();
}

function go(address) {
  if (location.hash === address) route();
  else location.hash = address;
}

function show(name) {
  document.body.dataset.view = name;
  for (const view of document.querySelectorAll(".view")) view.hidden = view.id !== `view-${name}`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  VIEWS[name]();
}

/** Show what the address names: a fact by its id, an article, or a view. */
function route() {
  const address = location.hash.slice(1);
  const fact = factById.get(address);
  if (fact) {
    show("articles");
    document.body.dataset.reading = "";
    select(fact, { scroll: true });
    return;
  }
  if (address.startsWith("article=")) {
    const doc = docById.get(decoded(address.slice(8)));
    show("articles");
    if (doc) {
      document.body.dataset.reading = "";
      openDoc(doc);
      say(doc.title);
    }
    return;
  }
  const [name, search = ""] = address.split("?");
  if (name === "main") {
    $("main").focus();
    return;
  }
  const view = name in VIEWS ? name : "articles";
  delete document.body.dataset.reading;
  if (view === "facts") readFactsAddress(search);
  show(view);
  if (view === "articles" && !reading.doc && docs.length && !narrow.matches) openDoc(articleRows.rows[0]);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function startTheme() {
  const themes = ["auto", "light", "dark"];
  const set = (theme) => {
    document.documentElement.dataset.theme = theme;
    $("theme").textContent = `Theme: ${theme}`;
  };
  let kept = null;
  try {
    kept = localStorage.getItem("newsfacts-theme");
  } catch {
    // A page that may keep nothing begins with the system's theme.
  }
  set(themes.includes(kept) ? kept : "auto");
  $("theme").addEventListener("click", () => {
    const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
    set(next);
    try {
      localStorage.setItem("newsfacts-theme", next);
    } catch {
      // It holds until the page is closed.
    }
  });
}

async function start() {
  startTheme();
  await load();
  const dates = docs.map((doc) => doc.date).filter(Boolean).sort();
  const time = dates.length ? ` · ${dates[0].slice(0, 4)}${dates[0].slice(0, 4) === dates.at(-1).slice(0, 4) ? "" : `–${dates.at(-1).slice(0, 4)}`}` : "";
  $("totals").textContent = `${plural(docs.length, "article")} · ${plural(facts.length, "fact")}${time}`;
  startReader();
  startFacts();
  startTimeline();
  startSums();
  startTogether();
  addEventListener("hashchange", route);
  narrow.addEventListener("change", () => {
    drawn.delete("timeline");
    drawn.delete("sums");
    factRows.draw(true);
    if (document.body.dataset.view in VIEWS) VIEWS[document.body.dataset.view]();
  });
  route();
  document.documentElement.dataset.ready = "";
}

start();
