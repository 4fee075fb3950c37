"""What holds for every text: records slice back, do not overlap, and depend on their own document alone."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import shutil
from collections import Counter
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from extract import Article
from extract.pieces import Options, Piece, merged, pieces
from extract.pipeline import Pipeline
from extract.sources import find
from extract.worker import Worker
from schemas import dumps
from tests import strategies
from tests.invariants import check

PIECES = (
    "$ € £ ¥ US$ HK$ Rs Rs. 5 5.5 5,5 1,234 12,34,567 1/2 ½ 3-4 -5 +5 0 00 "
    "9999999999999999999999999999999 million bn m k crore 万 亿 元 美 dollars yuan pounds cents p % percent "
    "per cent percentage points pp bp basis times x fold double doubled halved twice a an the one two "
    "twenty hundred half quarter dozen billions of several about over up to at least or more between from "
    "and to - – — . , ; : ! ? ( ) [ ] \" ' “ ” \n \n\n \r\n \t \xa0 \u200b \ufeff May March June 26 2024 "
    "2024-06-26 26/06/2024 19:04 7 p.m. Monday last next this year month week ago earlier later years "
    "decade 1990s '90s century Q1 H1 FY24 first second half of every each summer today 年 月 日 China "
    "Chinese Beijing Kazakhstan's U.S. US Korea South Guinea Georgia Jordan New Mexico Kremlin Sino- Belt "
    "Road Initiative (BRI) BRI Dam railway line Corridor China-Kazakhstan Project Programme for Vision "
    "2030 Plan TITR said in on by"
).split(" ")

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
    st.text(st.characters(categories=["Nd", "Nl", "No", "Sc", "Po", "Zs"]), max_size=60),
)
dates = st.none() | st.dates()


def records(pipeline: Pipeline, text: str, date: dt.date | None = None) -> list[bytes]:
    return [dumps(record) for record in pipeline(Article(id="x", text=text, date=date)).records]


@settings(max_examples=600, deadline=None)
@given(texts, dates)
@example("", None)
@example("Q1 19:04", None)
@example("\n\n\n", None)
@example("$" * 500, None)
@example("1,1,1," * 100, None)
@example("February 30, 2020 and 31/31/2020 and year 0000 and 99999", dt.date.min)
@example("in the next 9999 years, 9999999999 years ago, last year, 300 centuries later", dt.date.max)
def test_records_slice_back_and_do_not_overlap(pipeline: Pipeline, text: str, date: dt.date | None) -> None:
    check(pipeline(Article(id="x", text=text, date=date)))


@settings(max_examples=800, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.any_text, dates)
def test_spliced_and_hurt_news_gives_sound_records(pipeline: Pipeline, text: str, date: dt.date | None) -> None:
    article = Article(id="x", text=text, date=date)
    extraction = pipeline(article)
    check(extraction)
    assert pipeline.lines(article) == (dumps(extraction.document), [dumps(record) for record in extraction.records])


@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=2, max_size=5))
def test_what_was_read_before_changes_nothing(pipeline: Pipeline, several: list[str]) -> None:
    forward = {text: records(pipeline, text) for text in several}
    backward = {text: records(pipeline, text) for text in reversed(several)}
    assert forward == backward


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
@given(st.lists(strategies.any_text, min_size=40, max_size=80), st.randoms(use_true_random=False))
def test_a_new_pipeline_reads_hurt_news_as_a_used_one(
    pipeline: Pipeline, several: list[str], dice: random.Random
) -> None:
    used = {text: records(pipeline, text) for text in several}
    fresh = Pipeline()
    dice.shuffle(several)
    assert {text: records(fresh, text) for text in several} == used


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.any_text.filter(lambda text: not re.search(r"\S{1000}", text)))
def test_the_tokens_of_hurt_news_are_those_of_spacy(pipeline: Pipeline, text: str) -> None:
    view, _ = pipeline.view(Article(id="x", text=text))
    text = view.text
    ours = [(start, end) for start, end in zip(view.starts, view.ends, strict=True) if not text[start:end].isspace()]
    tokens = [token for token in pipeline.tokenizer.spacy(text) if not token.text.isspace()]
    assert ours == [(token.idx, token.idx + len(token)) for token in tokens]


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker(Options())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.folders, st.integers(1, 5000))
def test_each_row_of_a_folder_is_a_document_or_a_failure(
    worker: Worker, tmp_path: Path, contents: dict[str, tuple[str, bytes]], size: int
) -> None:
    folder = tmp_path / "news"
    shutil.rmtree(folder, ignore_errors=True)
    wanted: Counter[str] = Counter()
    for stem, (ending, data) in contents.items():
        path = folder / (stem + ending)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError:
            continue  # a name that this file system does not take, or one that is a file and a folder
        if path.name.startswith(".") or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if ending == ".jsonl" else [data]
        wanted[str(path)] += sum(1 for line in lines if line.strip() or ending != ".jsonl")
    if not any(wanted.values()):
        return
    found = find([folder])
    result = merged([worker(piece) for piece in pieces(found, size=size)])
    whole = worker(Piece(tuple(part for piece in pieces(found) for part in piece.parts)))
    assert result.files == whole.files
    assert result.failures == whole.failures
    seen = Counter(path for _, path in result.names)
    for failure in result.failures:
        seen[next(path for path in wanted if failure.message.startswith(path))] += 1
    for path, count in wanted.items():
        if path.endswith((".csv", ".tsv")):
            assert seen[path] >= 0  # its rows are counted in tests of the reader
        else:
            assert seen[path] == count, path
    documents = [orjson.loads(line) for line in result.files.get("documents.jsonl", b"").splitlines()]
    assert Counter(document["doc"] for document in documents) == Counter(doc for doc, _ in result.names)


def test_a_phrase_is_not_remembered_for_the_same_letters_cut_otherwise() -> None:
    pipeline = Pipeline()
    assert [record.text for record in pipeline("It rose in Q1 of 2023.").records] == ["Q1 of 2023"]
    check(pipeline("It asked for vision-Q1"))
    check(pipeline("19:04 double/Q1\nZimbabwe."))


@pytest.mark.parametrize("date", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "text",
    [
        "It rose last year, next decade, in 2Q22, this summer and in the next 9999 years.",
        "On June 26, 1776 July 13, a week ago, last weekend, two centuries later and in H1 '77.",
        "The first quarter of this century, the last week of next year, the twenty 19th century and Monday morning.",
    ],
)
def test_at_the_ends_of_the_calendar_nothing_is_lost(pipeline: Pipeline, text: str, date: dt.date) -> None:
    extraction = pipeline(Article(id="x", text=text + " China paid $5.", date=date))
    check(extraction)
    assert [record.text for record in extraction.records][-2:] == ["China", "$5"]


def test_a_new_pipeline_finds_the_same_as_a_used_one(pipeline: Pipeline, root: Path) -> None:
    rows = [json.loads(line) for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()]
    used = {row["id"]: records(pipeline, row["text"]) for row in rows}
    random.Random(4).shuffle(rows)
    fresh = Pipeline()
    assert {row["id"]: records(fresh, row["text"]) for row in rows} == used


def test_a_small_cache_finds_the_same_as_a_large_one(pipeline: Pipeline, root: Path) -> None:
    small = Pipeline()
    small.tokenizer._limit = 300
    for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()[:30]:
        text = json.loads(line)["text"]
        assert records(small, text) == records(pipeline, text)


@pytest.mark.parametrize("codes", [range(0xD800), range(0xE000, 0x11000), range(0x11000, 0x30000)])
def test_every_character_once(pipeline: Pipeline, codes: range) -> None:
    text = "".join(map(chr, codes))
    for record in pipeline(Article(id="x", text=text)).records:
        assert text[record.start : record.end] == record.text
