"""A text in another frame gives the same records: more text before it, other line ends, a paragraph by itself."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract import Article, view
from extract.pipeline import Pipeline
from schemas import Record

GOLD = Path(__file__).parent / "gold"
DAY = dt.date(2024, 6, 26)
"""Handed in with each text, so that no dateline decides."""

PREFACE = "The committee met and talked about it for a while.\n\nNobody knew what would come of that.\n\n"
"""Paragraphs in which nothing is said."""

_PARAGRAPH = re.compile(r".+?(?:\n\n+|\Z)", re.DOTALL)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@cache
def texts() -> tuple[str, ...]:
    """The labelled articles, with plain line ends."""
    lines = [line for name in ("seeds", "dev", "more") for line in (GOLD / f"{name}.jsonl").open(encoding="utf-8")]
    return tuple(json.loads(line)["text"].replace("\r\n", "\n") for line in lines)


def records(pipeline: Pipeline, text: str) -> list[Record]:
    return list(pipeline(Article(id="x", text=text, date=DAY)).records)


def said(found: Iterable[Record], shift: int = 0) -> list[dict[str, Any]]:
    """The records as values, at places so much further on."""
    values = [record.model_dump(exclude={"doc", "id", "sentence", "v"}) for record in found]
    return [{**row, "start": row["start"] + shift, "end": row["end"] + shift} for row in values]


def test_paragraphs_before_a_text_move_its_records_and_change_none(pipeline: Pipeline) -> None:
    for text in texts():
        assert said(records(pipeline, PREFACE + text), -len(PREFACE)) == said(records(pipeline, text))


def test_other_line_ends_move_records_and_change_none(pipeline: Pipeline) -> None:
    for text in texts():
        moved = [
            {
                **row,
                "start": row["start"] + text.count("\n", 0, row["start"]),
                "end": row["end"] + text.count("\n", 0, row["end"]),
                "text": row["text"].replace("\n", "\r\n"),
            }
            for row in said(records(pipeline, text))
        ]
        assert said(records(pipeline, text.replace("\n", "\r\n"))) == moved


def test_a_paragraph_by_itself_gives_what_needs_no_context(pipeline: Pipeline) -> None:
    compared = 0
    for text in texts():
        whole = records(pipeline, text)
        for match in _PARAGRAPH.finditer(text):
            start, end = match.span()
            alone = list(context_free(said(records(pipeline, match.group()), start)))
            within = list(context_free(said(record for record in whole if start <= record.start and record.end <= end)))
            assert alone == within
            compared += len(within)
    assert compared > 2500, "most records need no context"


def context_free(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What a paragraph says by itself, whatever stands around it.

    All of percentages and multiples. Sums without their currency: which pesos or rupees are meant, the whole text
    tells. Dates that say their year and lengths of time: the others hang on what was said before. Names of countries
    but for those that are also something else, or several countries', where the rest of the text decides. Projects
    whose names show by themselves that they are such; short forms and acronyms are explained elsewhere, and so may
    the category be.
    """
    for row in rows:
        kind = row["kind"]
        if kind in ("percent", "multiple"):
            yield row
        elif kind == "money":
            yield {**row, "currency": ""}
        elif kind == "date":
            years = _YEAR.findall(row["text"])
            if row["type"] in ("DURATION", "SET") or (row["value"] and years and years[0] in row["value"]):
                yield row
        elif kind == "country":
            if row["mention"] == "name" and row["alpha_2"] not in _SHARED:
                yield row
        elif row["rule"] == "named":
            yield {**row, "category": ""}


_SHARED = frozenset("GE JO TD CG CD KR KP DM DO GN GQ GW NE NG SD SS TR US WS".split())
"""Georgia, Jordan, Chad, Congo, Korea, Guinea, Turkey and the like."""


def test_any_number_of_processes_writes_the_same_of_hostile_input(tmp_path: Path) -> None:
    """With documents that fail, files that are broken, and ids that occur twice."""

    from tests.hostile.classes import CLASSES

    (tmp_path / "news").mkdir()
    for number, kind in enumerate(CLASSES):
        list(kind.write(random.Random(number), tmp_path / "news", f"c{number:02d}", max(2, kind.count // 100)))
    written = []
    for name, count in (("alone", 1), ("together", 3)):
        command = [sys.executable, "-m", "extract", "news", "-o", name, "-q", "-j", str(count)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
        assert done.returncode == 1, done.stderr
        files = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        written.append((done.stderr, files))
    assert written[0] == written[1]
    assert {"records.jsonl", "documents.jsonl", "failures.jsonl"} <= set(written[0][1])


def test_compiled_matchers_find_what_plain_ones_do(root: Path, tmp_path: Path) -> None:
    if Path(view.__file__).suffix == ".py":
        pytest.skip("the matchers that are installed are not compiled")
    articles = tmp_path / "articles.jsonl"
    rows = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts()))
    articles.write_text("\n".join(rows), encoding="utf-8")
    written = []
    for path in ("", str(root)):  # where it is installed, or the sources
        run = "import sys, extract.view; sys.stderr.write(extract.view.__file__); from extract.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", run, str(articles), "-o", "-", "-q"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        )
        written.append((done.stderr.endswith(b"view.py"), done.stdout))
    assert [plain for plain, _ in written] == [False, True]
    assert written[0][1] == written[1][1]
    assert len(written[0][1]) > 1_000_000
