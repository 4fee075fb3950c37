"""What holds for every text: records slice back, do not overlap, and depend on their own document alone."""

from __future__ import annotations

import datetime as dt
import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import Article
from extract.pipeline import Pipeline
from schemas import dumps, loads

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
    article = Article(id="x", text=text, date=date)
    found = pipeline(article).records
    assert pipeline.lines(article)[1] == [dumps(record) for record in found]
    for record in found:
        assert text[record.start : record.end] == record.text
        assert record.text == record.text.strip()
        assert record.sentence.text == text[record.sentence.start : record.sentence.end]
        assert loads(dumps(record)) == record
    for kind in {record.kind for record in found}:
        for one, other in pairwise(record for record in found if record.kind == kind):
            assert one.end <= other.start, f"{one.text!r} and {other.text!r} overlap"
    assert len({record.id for record in found}) == len(found)


@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=2, max_size=5))
def test_what_was_read_before_changes_nothing(pipeline: Pipeline, several: list[str]) -> None:
    forward = {text: records(pipeline, text) for text in several}
    backward = {text: records(pipeline, text) for text in reversed(several)}
    assert forward == backward


def test_a_new_pipeline_finds_the_same_as_a_used_one(pipeline: Pipeline, root: Path) -> None:
    rows = [json.loads(line) for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()]
    used = {row["id"]: records(pipeline, row["text"]) for row in rows}
    random.Random(4).shuffle(rows)
    fresh = Pipeline()
    assert {row["id"]: records(fresh, row["text"]) for row in rows} == used


def test_a_small_cache_finds_the_same_as_a_large_one(pipeline: Pipeline, root: Path) -> None:
    small = Pipeline()
    small.tokenizer._chunks._limit = small.tokenizer._limit = 300
    for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()[:30]:
        text = json.loads(line)["text"]
        assert records(small, text) == records(pipeline, text)


@pytest.mark.parametrize("codes", [range(0xD800), range(0xE000, 0x11000), range(0x11000, 0x30000)])
def test_every_character_once(pipeline: Pipeline, codes: range) -> None:
    text = "".join(map(chr, codes))
    for record in pipeline(Article(id="x", text=text)).records:
        assert text[record.start : record.end] == record.text
