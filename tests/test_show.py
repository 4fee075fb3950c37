"""``extract show`` and ``extract stats``: an article with its facts, and what a run found counted up."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from extract.charts import bar
from extract.charts import show as show_stats
from extract.recordfiles import open_records
from extract.showing import bracketed, colored, show, stretches
from extract.stats import Stats, collect
from schemas import Record, dumps
from tests.handmade import document, records, text, write

NESTED = "The China-Kazakhstan railway cost $5 at 中国 and 吉尔吉斯斯坦."
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def run(*args: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *map(str, args)],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def found(*spans: tuple[str, int, int], said: str = NESTED) -> list[Record]:
    """Records of kinds at places, whatever they say."""
    made = []
    for kind, start, end in spans:
        line = {"country": "(country)", "project": "(project)", "date": "(date)", "money": "(money amount=5)"}[kind]
        (record,) = records(f"{said[:start]}[{said[start:end]}]{line}{said[end:]}")
        made.append(record)
    return made


INNER = found(("country", 4, 9), ("country", 10, 20), ("project", 4, 28), ("money", 34, 36))
CROSSING = found(("project", 4, 20), ("date", 10, 28))


def test_spans_lie_within_each_other() -> None:
    assert bracketed(NESTED, INNER) == (
        "The [[China](country)-[Kazakhstan](country) railway](project) cost [$5](money) at 中国 and 吉尔吉斯斯坦."
    )


def test_spans_that_overlap_are_closed_and_opened_again() -> None:
    assert bracketed(NESTED[:30], CROSSING) == "The [China-[Kazakhstan](date)](project)[ railway](date) c"


def test_the_inner_colour_shows_and_the_outer_mark_stays() -> None:
    styles = {NESTED[span.start : span.end]: str(span.style) for span in colored(NESTED, INNER).spans}
    assert styles["China"] == "underline magenta"
    assert styles[" railway"] == "underline red"
    assert styles["$5"] == "bold green"


@given(
    st.lists(
        st.tuples(st.sampled_from(["country", "project", "date"]), st.integers(0, 30), st.integers(1, 12)), max_size=6
    )
)
def test_the_text_is_whole_and_brackets_close(spans: list[tuple[str, int, int]]) -> None:
    made = found(*((kind, start, min(start + length, len(NESTED))) for kind, start, length in spans))
    assert "".join(piece for piece, _ in stretches(NESTED, made)) == NESTED
    for piece, cover in stretches(NESTED, made):
        assert not piece or all(record.start < record.end for record in cover)
    shown = bracketed(NESTED, made)
    assert re.sub(r"\]\(\w+\)|\[", "", shown) == NESTED
    assert shown.count("[") == shown.count("](")


def test_wide_characters_keep_columns_straight() -> None:
    said = "从[北京](country)到[哈萨克斯坦共和国阿拉木图](country) in [Kazakhstan](country)"
    out = StringIO()
    console = Console(file=out, width=60, force_terminal=True, color_system="truecolor", legacy_windows=False)
    show(console, "中文.txt", text(said), records(said))
    lines = [ANSI.sub("", line) for line in out.getvalue().splitlines()]
    assert all(cell_len(line) <= 60 for line in lines)
    rows = [line for line in lines if line.strip().startswith("country") and "KZ" in line]
    assert len(rows) == 3
    assert len({cell_len(row[: row.index("KZ")]) for row in rows}) == 1


def test_the_command_shows_text_and_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It lent Kenya $3.2bn,\r\n15% more.\n", encoding="utf-8", newline="")
    done = run("show", "a.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "It lent [Kenya](country) [$3.2bn](money)," in done.stdout
    assert re.search(r"money +\$3\.2bn +USD 3,200,000,000 +14-20", done.stdout)
    done = run("show", "a.txt", "--kinds", "percent", cwd=tmp_path, FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[1;36m15%\x1b[0m" in done.stdout
    assert "Kenya $3.2bn" in done.stdout
    assert "\r" not in done.stdout


def test_nothing_of_an_article_acts(tmp_path: Path) -> None:
    said = "It cost \x1b[31m$5\x1b[0m \x07 and \u202e[red]5%[/red]\u200b. $7\x00\x9b31m"
    (tmp_path / "e\x1b[31mvil[bold].jsonl").write_text(json.dumps({"id": "\x1b]0;x\x07[b]", "text": said}))
    done = run("show", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]", done.stdout + done.stderr)
    assert "[red]" in done.stdout
    done = run("show", ".", cwd=tmp_path, FORCE_COLOR="1")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]", ANSI.sub("", done.stdout))


def test_one_document_of_many(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": "It cost $5."}, {"id": "y", "text": "It cost $6."}, {"id": "z"}]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run("show", "c.jsonl", "--doc", "y", cwd=tmp_path)
    assert done.returncode == 1
    assert "has no text" in done.stderr
    assert "$6" in done.stdout
    assert "$5" not in done.stdout


STORIES = {
    "a.txt": "[$5](money amount=5 currency=USD) and [$7](money amount=7.5 currency=USD) of [Kazakhstan](country)",
    "b.txt": "[€5](money amount=5 currency=EUR) in [Kazakhstan](country), [Kazakhstan](country) [5%](percent value=5)",
    "c.txt": "[$9](money amount=9 currency=USD), [billions](money low=1000 currency=USD) in [2019](date value=2019)",
    "d.txt": "[9](money amount=9) of [Peru](country alpha_2=PE alpha_3=PER name=Peru)",
}
DATES = {"a.txt": "2020-01-01", "b.txt": "2021-01-01", "c.txt": None, "d.txt": "2020-05-05", "e.txt": None}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(tmp_path / "out" / "records.jsonl", STORIES)
    lines = [dumps(document(doc, date)) for doc, date in DATES.items()]
    (tmp_path / "out" / "documents.jsonl").write_bytes(b"".join(lines))
    return tmp_path


def counted(name: Path) -> Stats:
    file = open_records(str(name))
    documents = name.parent / "documents.jsonl" if name.is_file() else name / "documents.jsonl"
    try:
        return collect(file, documents.read_bytes().splitlines() if documents.exists() else None)
    finally:
        file.close()


def test_counts(out: Path) -> None:
    stats = counted(out / "out")
    assert stats.documents == 5
    assert stats.kinds == {"money": 6, "percent": 1, "multiple": 0, "date": 1, "country": 4, "project": 0}
    assert [tuple(country) for country in stats.countries] == [("KZ", "Kazakhstan", 3, 2), ("PE", "Peru", 1, 1)]
    assert [tuple(s) for s in stats.sums] == [
        ("USD", 2020, Decimal("12.5"), 2),
        ("USD", None, Decimal(9), 1),
        ("EUR", 2021, Decimal(5), 1),
        (None, 2020, Decimal(9), 1),
    ]
    assert stats.unsummed == 1


def test_the_year_is_the_documents_and_never_the_sentences(out: Path) -> None:
    """There is a date beside the $9 of c.txt, but the document has none."""
    (out / "out" / "documents.jsonl").unlink()
    assert {s.year for s in counted(out / "out").sums} == {None}


def test_the_command_counts_up(out: Path) -> None:
    done = run("stats", "out", cwd=out)
    assert done.returncode == 0, done.stderr
    assert "12 records of 5 documents" in done.stdout
    assert re.search(r"KZ Kazakhstan +3 +2 +█{24} *\n", done.stdout)
    assert re.search(r"USD +2020 +2 +12\.5 +█{24} *\n +no date +1 +9 +█{17}", done.stdout)
    assert "by the year of the document's date" in " ".join(done.stdout.split())
    told = json.loads(run("stats", "out/records.jsonl", "--format", "json", cwd=out).stdout)
    assert told["documents"] == 5
    assert told["sums"][0] == {"currency": "USD", "year": 2020, "total": 12.5, "mentions": 2}
    done = run("stats", "nowhere", cwd=out)
    assert (done.returncode, done.stderr) == (2, "extract: nowhere: cannot be read: No such file or directory\n")


def test_names_of_countries_are_data() -> None:
    stats = Stats()
    stats.add([{"kind": "country", "alpha_2": "KZ", "name": "[bold]\x1b[31mK"}], None)
    shown = StringIO()
    show_stats(Console(file=shown, width=100), stats)
    assert "KZ [bold]�[31mK" in shown.getvalue()


def test_bars() -> None:
    assert [bar(share, 2) for share in (0, 0.001, 0.5, 1, 7)] == ["", "▏", "█", "██", "██"]
