"""The report: the page as bytes, and as a reader sees it in a real browser."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extract.cli import main
from extract.report.data import Head, fragment
from extract.report.page import Page
from schemas import dumps
from tests import chromium, made

HOSTILE = (
    "</script><script>document.title='owned'</script></textarea><!-- <script> -->"
    "<img src=x onerror=\"document.title='owned'\">"
    "<a href='javascript:1'>\u2028\u2029 ]]> &lt;b&gt; {{script}} {{title}} \x00\x1b[31m\ud800 \\u003c $5 billion "
    "<style>*{display:none}</style><svg onload=\"document.title='owned'\"> and $6 billion.\n"
)


def write(path: Path, documents: list[bytes], title: str = "Made by hand") -> Path:
    with path.open("wb") as stream, Page(stream, title) as page:
        for document in documents:
            page.add(document)
    return path


def money(text: str, words: tuple[str, ...], doc: str) -> bytes:
    facts = [{"kind": "money", "text": word, "amount": 10**9 * int(word[1]), "currency": "USD"} for word in words]
    return fragment(Head(doc, text[:60], dt.date(2024, 1, 1), "handed_in"), made.make(text, facts, doc=doc), text)


def embedded(page: str) -> list[Any]:
    """What the data elements of a page say, found as a browser's parser finds them."""
    found = re.findall(r'<script type="application/json" class="documents">(.*?)</script', page, re.DOTALL)
    return [document for part in found for document in json.loads(part)]


def test_a_fragment_says_all_that_the_record_says() -> None:
    head = Head("a.txt", "A deal", dt.date(2024, 6, 26), "dateline")
    data = json.loads(fragment(head, made.records(), made.TEXT))
    assert data["text"] == made.TEXT
    assert (data["title"], data["date"], data["source"]) == ("A deal", "2024-06-26", "dateline")
    for row, record in zip(data["r"], made.records(), strict=True):
        _, start, end, sentence, rule, key, _ = row
        assert made.TEXT[start:end] == record.text
        first, last = data["s"][sentence]
        assert made.TEXT[first:last] == record.sentence.text
        assert (rule, key) == (record.rule, record.id)
    assert data["r"][5][6] == {"amount": "13500000000", "currency": "USD"}
    assert data["r"][2][6]["first"] == "2024-06-26"


@pytest.mark.parametrize("text", [None, "another text"])
def test_without_the_text_a_fragment_has_sentences(text: str | None) -> None:
    data = json.loads(fragment(Head("a.txt"), made.records(), text))
    assert data["text"] is None
    assert data["r"][5][7] == "$13.5 billion"
    assert [said for _, _, said in data["s"]] == [*dict.fromkeys(record.sentence.text for record in made.records())]


def test_a_page_is_one_file_in_which_only_its_own_script_runs(tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", [money(HOSTILE, ("$5 billion", "$6 billion"), HOSTILE)], HOSTILE).read_bytes()
    text = page.decode()
    assert "http://" not in text
    assert "https://" not in text
    assert len(re.findall(r"<script\b", text)) == 3  # settings, documents and the page's own
    assert len(re.findall(r"<style\b", text)) == 1
    assert "<img" not in text
    assert "default-src 'none'; script-src 'sha256-" in text
    assert "unsafe" not in text
    (document,) = embedded(text)
    assert document["text"] == HOSTILE.replace("\ud800", "\ufffd")


def test_large_reports_come_in_parts() -> None:
    stream = BytesIO()
    with Page(stream, "Parts") as page:
        for number in range(5):
            page.add(money("It cost $5 billion. " + "x" * 400_000, ("$5 billion",), f"{number}"))
    text = stream.getvalue().decode()
    assert text.count('class="documents"') == 2
    assert [document["doc"] for document in embedded(text)] == list("01234")
    assert page.size == len(stream.getvalue())


# The command


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command, in this process: `tests/test_cli.py` shows that it is the same in one of its own."""

    def run(*args: str | Path, cwd: Path) -> Done:
        monkeypatch.chdir(cwd)
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit:
            main([str(arg) for arg in args])
        said = capfd.readouterr()
        return Done(int(exit.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("It lent Kenya $5 billion in 2024.", encoding="utf-8")
    (tmp_path / "news" / "b.txt").write_text("Nothing was found here.", encoding="utf-8")
    return tmp_path


def test_articles_and_the_run_that_was_made_of_them_give_the_same_page(run: Run, folder: Path) -> None:
    done = run("report", "news", "-o", "one.html", "--title", "News", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 articles, ")
    assert run("news", "--quiet", cwd=folder).returncode == 0
    done = run("report", "out", "--articles", "news", "-o", "-", "--title", "News", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (folder / "one.html").read_text(encoding="utf-8")
    assert run("report", "out/records.jsonl", "-o", "two.html", "--quiet", cwd=folder).stdout == ""
    documents = embedded((folder / "two.html").read_text(encoding="utf-8"))
    assert [(document["doc"], document["text"]) for document in documents] == [("a.txt", None), ("b.txt", None)]
    assert any(row[7] == "$5 billion" for row in documents[0]["r"])
    run("report", "out", "-o", "three.html", "--kinds", "date", cwd=folder)
    assert [row[7] for row in embedded((folder / "three.html").read_text(encoding="utf-8"))[0]["r"]] == ["2024"]
    assert not list(folder.glob(".*.part"))


def test_records_alone_make_a_page(run: Run, folder: Path) -> None:
    lines = b"".join(map(dumps, [*made.records("x"), *made.records("y")]))
    (folder / "some.jsonl").write_bytes(lines)
    assert run("report", "some.jsonl", cwd=folder).returncode == 0
    documents = embedded((folder / "report.html").read_text(encoding="utf-8"))
    assert [(document["doc"], len(document["r"])) for document in documents] == [("x", 14), ("y", 14)]


def test_a_document_that_fails_is_told_and_the_others_are_there(run: Run, folder: Path) -> None:
    (folder / "news" / "c.jsonl").write_text('{"text": 5}\n{"text": "$7", "id": "seven"}\n', encoding="utf-8")
    done = run("report", "news", cwd=folder)
    assert done.returncode == 1
    assert "news/c.jsonl:1: " in done.stderr
    documents = embedded((folder / "report.html").read_text(encoding="utf-8"))
    assert [document["doc"] for document in documents] == ["a.txt", "b.txt", "seven"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["news", "--articles", "news"], "--articles goes with the records of a run"),
        (["some.jsonl", "news"], "some.jsonl: this is what a run wrote; give it alone"),
        (["bad.jsonl"], "bad.jsonl:2: not a record"),
        (["news", "-o", "no/where.html"], "no/where.html: cannot be written"),
        (["news", "--kinds", "sum"], "unknown kind 'sum'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_one_clear_line(run: Run, folder: Path, args: list[str], said: str) -> None:
    line = dumps(made.records()[5])
    (folder / "some.jsonl").write_bytes(line)
    (folder / "bad.jsonl").write_bytes(line + line.replace(b'"start":', b'"begin":'))
    done = run("report", *args, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "report.html").exists()


# The page in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Chromium]:
    if chromium.find() is None:
        pytest.skip("there is no Chromium on this machine (Debian's package chromium)")
    with chromium.Chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: chromium.Chromium, tmp_path: Path) -> Iterator[chromium.Chromium]:
    """A browser with a report of three documents open: one in full, one of its sentences, one of hostile text."""
    browser.problems.clear()
    browser.requests.clear()
    browser.resize(1280, 860)
    head = Head("2024/a.txt", "China and Kazakhstan sign a deal", dt.date(2024, 6, 26), "dateline")
    other = Head("2019/b.txt", "An older article", dt.date(2019, 5, 5), "handed_in")
    documents = [
        fragment(head, made.records("2024/a.txt"), made.TEXT),
        fragment(other, made.records("2019/b.txt")),
        money(HOSTILE, ("$5 billion", "$6 billion"), "evil <b>.txt"),
    ]
    browser.open(write(tmp_path / "report.html", documents, "A <b>report</b>"))
    yield browser
    assert browser.problems == []
    assert all(url.startswith(("file:", "data:", "about:", "blob:")) for url in browser.requests), browser.requests


def text(page: chromium.Chromium, selector: str) -> str:
    found = page.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? null")
    assert found is not None, f"{selector} is not there"
    return str(found)


def texts(page: chromium.Chromium, selector: str) -> list[str]:
    found: list[str] = page.run(
        f"[...document.querySelectorAll({json.dumps(selector)})].map((node) => node.textContent)"
    )
    return found


def test_the_page_opens_with_its_documents(page: chromium.Chromium) -> None:
    assert page.run("document.title") == "A <b>report</b>"
    assert text(page, "#totals") == "3 articles · 30 facts · 2019–2024"
    assert [title[:16] for title in texts(page, ".article-title")] == [
        "China and Kazakh", "An older article", "</script><script",
    ]  # fmt: skip


def test_searching_articles(page: chromium.Chromium) -> None:
    page.type("#article-query", "middle CORRIDOR deal")
    assert text(page, "#article-count") == "2 of 3 articles"
    page.type("#article-query", "中国 older")
    assert texts(page, ".article-title") == ["An older article"]
    assert text(page, "#live") == "1 of 3 articles"
    page.type("#article-query", "")
    page.run("document.getElementById('article-order').value = 'oldest'")
    page.run("document.getElementById('article-order').dispatchEvent(new Event('change'))")
    assert texts(page, ".article-title")[0] == "An older article"


def test_facts_are_marked_where_they_stand(page: chromium.Chromium) -> None:
    expected = [record.text for record in made.records()]
    assert texts(page, "#reader mark[data-at]") == expected
    kinds = page.run("[...document.querySelectorAll('#reader mark')].map((mark) => mark.className.slice(2))")
    assert kinds == [record.kind for record in made.records()]
    shown = re.sub(r"\s+", "", text(page, "#reader .article-text"))
    assert shown == re.sub(r"\s+", "", made.TEXT)
    assert page.run("document.querySelector('#reader :lang(zh)').textContent") == "中国"
    # The line above the facts in Chinese has a character of two units: the marks behind it are not off by one.
    assert texts(page, "#reader mark")[-2:] == ["中国", "哈萨克斯坦"]


def test_a_click_shows_value_rule_and_evidence(page: chromium.Chromium) -> None:
    record = made.records("2024/a.txt")[5]
    page.click("#reader mark[data-at='5']")
    panel = text(page, "#fact")
    for said in ("$13.5 billion", "USD 13,500,000,000", "made", record.id, "On June 26, 2024 China lent"):
        assert said in panel
    assert page.run("location.hash") == f"#{record.id}"
    assert "USD 13,500,000,000" in text(page, "#live")
    page.click("#fact [aria-label='Next fact']")
    assert "Middle Corridor" in text(page, "#fact h3")


def test_the_keyboard_walks_from_fact_to_fact(page: chromium.Chromium) -> None:
    page.run("document.querySelector('#reader mark[tabindex=\"0\"]').focus()")
    page.press("ArrowRight")
    assert page.run("document.activeElement.textContent") == "Kazakhstan"
    page.press("ArrowRight")
    assert "26 Jun 2024" in text(page, "#fact .fact-value")
    page.press("Enter")
    assert page.run("document.activeElement.tagName") == "H3"
    page.press("Escape")
    assert page.run("document.getElementById('fact').hidden") is True
    assert page.run("document.activeElement.textContent") == "June 26, 2024"


def test_the_keyboard_walks_through_articles(page: chromium.Chromium) -> None:
    page.run("document.getElementById('article-list').focus()")
    page.press("ArrowDown")
    page.press("Enter")
    page.until("document.querySelector('#reader article').getAttribute('aria-label') === 'An older article'")
    page.run("document.getElementById('main').focus()")
    for _ in range(40):
        page.press("Tab")
        assert page.run("document.activeElement === document.body || document.activeElement.matches(':focus-visible')")


def test_kinds_can_be_hidden(page: chromium.Chromium) -> None:
    page.click("#reader-kinds .k-country")
    style = "getComputedStyle(document.querySelector('#reader mark.k-{}')).boxShadow"
    assert page.run(style.format("country")) == "none"
    assert page.run(style.format("money")) != "none"
    assert page.run("document.querySelector('#reader-kinds .k-country').getAttribute('aria-pressed')") == "false"


def test_a_link_opens_its_fact(page: chromium.Chromium) -> None:
    record = made.records("2019/b.txt")[9]
    page.run(f"location.hash = '#{record.id}'")
    page.until("document.querySelector('#fact h3')?.textContent.includes('€5 million')")
    assert "EUR 5,000,000 to 7,000,000" in text(page, "#fact")
    assert "The article’s text was not at hand" in text(page, "#reader")
    assert texts(page, "#reader mark.chosen") == ["€5 million and €7 million"]
    assert texts(page, "#reader mark[data-at]") == [record.text for record in made.records()]


def test_the_table_of_facts_filters_and_sorts(page: chromium.Chromium) -> None:
    page.run("location.hash = '#facts'")
    page.until("document.querySelectorAll('#fact-rows tr[data-row]').length > 5")
    assert text(page, "#fact-count") == "30 facts"
    page.type("#fact-query", "billion")
    assert text(page, "#fact-count") == "16 of 30 facts"  # all those whose sentence says it
    page.type("#fact-query", "")
    page.run("location.hash = '#facts?currency=USD'")
    page.until("document.getElementById('fact-count').textContent === '4 of 30 facts'")
    page.click("#fact-table th[data-key='value'] button")
    assert texts(page, "#fact-rows .c-text") == ["$5 billion", "$6 billion", "$13.5 billion", "$13.5 billion"]
    page.click("#fact-table th[data-key='value'] button")
    assert texts(page, "#fact-rows .c-text")[0] == "$13.5 billion"
    assert page.run("document.querySelector('th[data-key=value]').getAttribute('aria-sort')") == "descending"
    page.run("location.hash = '#facts?country=KE'")
    page.until("document.getElementById('fact-count').textContent === '4 of 30 facts'")
    assert sorted(set(texts(page, "#fact-rows .c-text"))) == ["Kenya", "tenfold"]
    page.click("#fact-kinds .k-country")
    assert text(page, "#fact-count") == "2 of 30 facts"
    page.run("document.getElementById('fact-table').focus()")
    page.press("ArrowDown")
    page.press("Enter")
    page.until("document.querySelector('#fact h3')?.textContent.includes('tenfold')")


def test_copied_csv_runs_no_formula(page: chromium.Chromium) -> None:
    page.send("Browser.grantPermissions", permissions=["clipboardReadWrite"])
    page.run("location.hash = '#facts'")
    page.until("document.querySelectorAll('#fact-rows tr[data-row]').length > 5")
    page.run("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.click("#fact-actions button")
    page.until("window.copied !== undefined")
    lines = page.run("window.copied").split("\r\n")
    assert lines[0].startswith("id,kind,text,value,start,end,sentence")
    assert len(lines) > 30
    assert ',money,$13.5 billion,"USD 13,500,000,000",' in lines[6]


def test_timeline_sums_and_pairs(page: chromium.Chromium) -> None:
    page.run("location.hash = '#timeline'")
    page.until("document.querySelectorAll('.moment').length === 4")
    assert texts(page, ".moment-day") == ["2019", "2019", "26 Jun 2024", "26 Jun 2024"]
    page.run("document.querySelector('#timeline-chart [title^=\"2024\"]').click()")
    assert text(page, "#timeline-count") == "2024: 2 dated facts"
    assert texts(page, ".moment-day") == ["26 Jun 2024", "26 Jun 2024"]
    page.run("location.hash = '#sums'")
    page.until("document.querySelector('#sums-table table')")
    assert texts(page, "#sums-table thead th") == ["Currency", "2019", "2024", "All"]
    assert texts(page, "#sums-table tbody .cell-sum") == ["13.5 bn", "24.5 bn", "38 bn"]
    page.run("location.hash = '#together'")
    page.until("document.querySelector('.heat')")
    page.click(".heat[aria-label^='Kazakhstan and Middle Corridor: 2 articles']")
    assert "China lent Kazakhstan" in text(page, "#together-list")
    assert len(texts(page, "#together-list .pair")) == 2


def test_nothing_in_an_article_runs_or_is_markup(page: chromium.Chromium) -> None:
    page.run("location.hash = '#article=' + encodeURIComponent('evil <b>.txt')")
    page.until("document.querySelectorAll('#reader mark').length === 2")
    assert page.run("document.title") == "A <b>report</b>"
    assert "</script><script>document.title='owned'</script></textarea><!--" in text(page, "#reader")
    assert (
        page.run("document.querySelectorAll('#reader :is(script, img, style, svg, textarea), #reader a').length") == 0
    )
    # The page's policy refuses strings as markup, even from the page's own script.
    insert = (
        "try { document.body.innerHTML = '<img src=x onerror=alert(1)>'; return 'done' } catch { return 'refused' }"
    )
    assert page.run(f"(() => {{ {insert} }})()") == "refused"
    page.problems[:] = [said for said in page.problems if "TrustedHTML" not in said]


def test_whoever_hears_the_page_is_told_the_same(page: chromium.Chromium) -> None:
    page.send("Accessibility.enable")
    named = {"button", "link", "textbox", "searchbox", "combobox", "listbox", "option", "grid", "region", "navigation"}
    roles: set[str] = set()
    for view in ("#articles", "#facts", "#timeline", "#sums", "#together", f"#{made.records('2024/a.txt')[5].id}"):
        page.run(f"location.hash = '{view}'")
        page.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))")
        for node in page.send("Accessibility.getFullAXTree")["nodes"]:
            role = node.get("role", {}).get("value")
            roles.add(role)
            if role in named and not node["ignored"]:
                assert node.get("name", {}).get("value", "").strip(), (view, node)
    page.send("Accessibility.disable")
    assert {"banner", "main", "navigation", "search", "complementary", "listbox", "grid", "columnheader"} <= roles


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_view_is_wider_than_the_window(page: chromium.Chromium, width: int) -> None:
    page.resize(width, 844)
    for view in ("#articles", "#facts", "#timeline", "#sums", "#together", f"#{made.records('2024/a.txt')[5].id}"):
        page.run(f"location.hash = '{view}'")
        page.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))")
        assert page.run("document.documentElement.scrollWidth <= innerWidth"), view
        assert page.run("scrollY === 0 && document.querySelector('.top').getBoundingClientRect().top === 0"), view


def test_two_themes_with_enough_contrast(page: chromium.Chromium) -> None:
    contrast = """(selector) => {
      const node = document.querySelector(selector);
      const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      const paint = (colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); };
      const light = () => {
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => c / 255)
          .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const grounds = [];
      for (let at = node; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
      grounds.forEach(paint);
      const ground = light();
      paint(getComputedStyle(node).color);
      const ink = light();
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    }"""
    page.click("#reader mark[data-at='5']")
    for theme in ("light", "dark"):
        page.theme(theme)
        selectors = [
            "body",
            "#totals",
            ".about",
            "#fact dt",
            ".fact-value",
            "nav a",
            "nav a[aria-current]",
            ".article-name",
        ]
        selectors += [
            f"#reader mark.k-{kind}" for kind in ("money", "date", "country", "project", "percent", "multiple")
        ]
        selectors += [".badge", ".tally.k-percent", ".kind .kind-count"]
        for selector in selectors:
            assert page.run(f"({contrast})({json.dumps(selector)})") >= 4.5, (theme, selector)
    page.theme("light")
    grounds = []
    for _ in range(3):
        grounds.append(page.run("getComputedStyle(document.body).backgroundColor"))
        page.click("#theme")
    assert len(set(grounds)) == 2
    assert text(page, "#theme") == "Theme: auto"


def test_two_thousand_documents_open_and_filter_without_a_hang(browser: chromium.Chromium, tmp_path: Path) -> None:
    browser.problems.clear()
    browser.resize(1280, 860)
    one = fragment(
        Head("NUMBER.txt", "Article NUMBER of many", dt.date(2020, 1, 1), "handed_in"), made.records(), made.TEXT
    )
    ids = re.compile(rb'"made","([0-9a-f]{16})"')
    documents = []
    for number in range(2000):
        said = one.replace(b"NUMBER", b"%d" % number).replace(b"2020-01-01", b"%d-01-01" % (1990 + number % 30))
        documents.append(ids.sub(lambda found, number=number: b'"made","%012x%s"' % (number, found[1][:4]), said))
    path = write(tmp_path / "large.html", documents)
    browser.open(path)
    assert text(browser, "#totals") == "2,000 articles · 28,000 facts · 1990–2019"
    assert browser.run("document.querySelectorAll('*').length") < 2500
    timed = "(async () => { const start = performance.now(); %s; await new Promise((done) => setTimeout(done, 150)); "
    timed += "await new Promise((done) => requestAnimationFrame(done)); return performance.now() - start; })()"
    field = (
        "document.getElementById('%s').value = '%s'; document.getElementById('%s').dispatchEvent(new Event('input'))"
    )
    assert browser.run(timed % (field % ("article-query", "article 1234 kenya", "article-query"))) < 3000
    assert text(browser, "#article-count") == "1 of 2,000 articles"
    for view in ("facts", "timeline", "sums", "together"):
        assert browser.run(timed % f"location.hash = '#{view}'") < 3000, view
    assert browser.run(timed % "location.hash = '#facts?currency=EUR&year=2001'") < 3000
    browser.until("document.getElementById('fact-count').textContent === '67 of 28,000 facts'")
    browser.run("location.hash = '#facts'")
    browser.until("document.getElementById('fact-count').textContent === '28,000 facts'")
    assert browser.run(timed % (field % ("fact-query", "tenfold 777", "fact-query"))) < 3000
    browser.run("document.getElementById('fact-scroll').scrollTop = 1e9")
    browser.run("new Promise((done) => setTimeout(done, 100))")
    assert browser.run("document.querySelectorAll('#fact-rows tr').length") < 80
    assert browser.problems == []
