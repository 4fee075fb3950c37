"""Texts of odd characters and absurd values: nothing breaks, nothing grows, and what is read is what a reader sees.

What each class of characters means stands, with its sentences, in ``tests/sentences/characters.md`` and ``limits.md``.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import time
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import Article, Record
from extract.explain import explain
from extract.matchers.numbers import MAX_DIGITS, MAX_LENGTH, MAX_SIZE, Numbers, parse_digits
from extract.pieces import Options
from extract.pipeline import Pipeline
from extract.plain import BROKEN, plain
from schemas import dumps, loads
from schemas.base import MAX_DIGITS as DIGITS_OF_A_RECORD

ODD = (
    "\0 \x07 \x1b \x7f \x85 \xa0 \xad \u0300 \u0301 \u0336 \u034f \u061c \u066a \u066b \u066c \u0665 \u06f5 "
    "\u096b \u0be7 \u180e \u2007 \u2009 \u200b \u200c \u200d \u200e \u200f \u2028 \u2029 \u202a \u202c \u202d "
    "\u202e \u202f \u2044 \u2060 \u2063 \u2066 \u2067 \u2069 \u20e3 \ufb01 \ufe0f \ufeff \uff05 \uff04 \uff0c "
    "\uff0e \uff11 \uff2b \uffe5 \ufffd \ufffe \ud800 \udfff \ue000 \u2f47 \U0001d7d3 \U0001f525 "
    "\U0001f1f0\U0001f1ff \U0001f468\u200d\U0001f469 \U000e0041 \u00b2 \u2076 \u00bd \u2020 "
    "&nbsp; &#36; &euro; &amp; &shy; &amp;pound; &#0; & [3] ** ( [ “"
).split(" ")

Values = list[tuple[Any, ...]]


def records(pipeline: Pipeline, text: str, date: dt.date | None = None) -> list[Record]:
    """The records of a text, each of which holds what every record must."""
    article = Article(id="x", text=text, date=date)
    found = pipeline(article).records
    assert len(article.text) == len(text)
    for record in found:
        assert article.text[record.start : record.end] == record.text
        around = record.sentence
        assert article.text[around.start : around.end] == around.text
        assert around.start <= record.start < record.end <= around.end
        line = dumps(record)
        assert loads(line) == record
        assert not re.search(rb'":-?[\d.]*(?:[eE][+-]?\d|NaN|Inf)', line)
    for kind in {record.kind for record in found}:
        for one, other in pairwise(record for record in found if record.kind == kind):
            assert one.end <= other.start
    return list(found)


_PLACES = frozenset("doc start end text rule sentence id v".split())


def values(found: list[Record]) -> Values:
    """What records say, without where."""
    return [tuple(record.model_dump(exclude=set(_PLACES)).items()) for record in found]


@pytest.fixture(scope="module")
def news(root: Path) -> list[tuple[str, dt.date | None]]:
    """Real articles with their dates."""
    rows = [json.loads(line) for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()]
    return [(row["text"], row["date"] and dt.date.fromisoformat(row["date"])) for row in rows[::3]]


# --- What is written otherwise says the same ---


def _every(pattern: str, put: Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, put, text)


def _in_digits_of(zero: str) -> Callable[[str], str]:
    return lambda text: text.translate({48 + value: chr(ord(zero) + value) for value in range(10)})


def _wide(text: str) -> str:
    return re.sub(r"[0-9A-Za-z$%+&]", lambda match: chr(ord(match[0]) + 0xFEE0), text)


REWRITTEN = {
    "full width": _wide,
    "Arabic-Indic digits": _in_digits_of("\u0660"),
    "extended Arabic-Indic digits": _in_digits_of("\u06f0"),
    "Devanagari digits": _in_digits_of("\u0966"),
    "digits of the Adlam script, beyond the first plane": _in_digits_of("\U0001e950"),
    "mathematical digits": _in_digits_of("\U0001d7ec"),
    "word joiners": _every(r"(?<=\w)(?=\w)", lambda _: "\u2060"),
    "zero-width spaces in words": _every(r"(?<=[A-Za-z])(?=[A-Za-z])", lambda _: "\u200b"),
    "soft hyphens": _every(r"(?<=[a-z]{2})(?=[a-z]{2})", lambda _: "\xad"),
    "NUL in words": _every(r"(?<=[a-z]{2})(?=[a-z]{2})", lambda _: "\0"),
    "marks of direction": _every(r"\b", lambda _: "\u200e"),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("fi", "\ufb01").replace("fl", "\ufb02"),
    "character references by number": _every(r"[^\w\s.,]", lambda match: f"&#{ord(match[0])};"),
    "character references by name": lambda text: (
        text.replace("&", "&amp;").replace("$", "&dollar;").replace("–", "&ndash;")
    ),
    "spaces that do not break": _every(r"(?<=\S) (?=\S)", lambda _: "\xa0"),
    "narrow spaces": _every(r"(?<=\d) (?=\S)", lambda _: "\u202f"),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_news_in_other_characters_says_the_same(
    name: str, news: list[tuple[str, dt.date | None]], pipeline: Pipeline
) -> None:
    for text, date in news:
        if "&" in text or unicodedata.normalize("NFC", text) != text:
            continue
        other = REWRITTEN[name](text)
        if other == text:
            continue
        assert values(records(pipeline, other, date)) == values(records(pipeline, text, date))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_odd_characters_in_news_break_nothing(
    data: st.DataObject, news: list[tuple[str, dt.date | None]], pipeline: Pipeline
) -> None:
    text, date = data.draw(st.sampled_from(news))
    start = data.draw(st.integers(0, max(0, len(text) - 300)))
    text = text[start : start + 300]
    for at, piece in data.draw(st.lists(st.tuples(st.integers(0, 300), st.sampled_from(ODD)), max_size=25)):
        text = text[:at] + piece + text[at:]
    records(pipeline, text, date)


def test_a_text_may_end_anywhere(news: list[tuple[str, dt.date | None]], pipeline: Pipeline) -> None:
    dice = random.Random(3)
    for text, date in news:
        for _ in range(30):
            end = dice.randrange(len(text) + 1)
            records(pipeline, text[max(0, end - 150) : end], date)


# --- Plain characters ---


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*ODD, "5", "0", "a", "million", " ", "\n", "$", "."]), max_size=30).map("".join))
def test_each_plain_character_has_its_place(text: str) -> None:
    found = plain(text)
    if found is None:
        return
    places = [found.span(at, at + 1) for at in range(len(found.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    for (start, end), (following, after) in pairwise(places):
        assert end <= following or (start, end) == (following, after)  # a ligature gives two
    assert all(found.at(start) <= at for at, (start, _) in enumerate(places))
    for at, (start, end) in enumerate(places):
        if text[start:end].isascii() and end - start == 1 and "\u202e" not in text:
            assert found.text[at] in (text[start], BROKEN)


@given(st.text(st.characters(min_codepoint=9, max_codepoint=126, exclude_characters="&\x0e\x1b"), max_size=300))
def test_ordinary_text_is_read_as_it_stands(text: str) -> None:
    assert plain(re.sub(r"[\x0e-\x1b]", "", text)) is None


def test_news_is_read_as_it_stands(root: Path) -> None:
    """Dashes, quotes, accents, Chinese: no ordinary character is an odd one."""
    rows = [json.loads(line) for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()]
    assert sum(plain(row["text"]) is not None for row in rows) <= len(rows) / 50


def test_every_digit_of_every_script_is_a_digit() -> None:
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) == "Nd" and not character.isascii():
            found = plain(f"paid {character} dollars")
            assert found is not None
            assert found.text == f"paid {unicodedata.decimal(character)} dollars"


_SEEN = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001d17a]"
)
"""Format characters that are seen: signs of numbers, of shorthand and of music."""


def test_no_format_character_hides_a_word(pipeline: Pipeline) -> None:
    hidden = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    hidden = [character for character in hidden if not _SEEN.match(character)]
    assert len(hidden) > 120
    found = records(pipeline, "\n\n".join(f"Trade with Kazakh{character}stan grew." for character in hidden))
    assert [record.kind for record in found] == ["country"] * len(hidden)


_MAY_PART = ("P", "S", "Zl", "Zp")
_LINES = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85"


def test_no_character_inside_a_sum_gives_a_part_of_it(pipeline: Pipeline) -> None:
    """Each mark, symbol, space and digit between the digits of $5000: 5000, another sum that it says, or nothing."""
    characters = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) not in ("Lo", "Lu", "Ll", "Cn", "Co", "Cs")
    ]
    wrong = []
    for first in range(0, len(characters), 400):
        part = characters[first : first + 400]
        lines = [f"It paid $5{character}000 in all." for character in part]
        found = records(pipeline, "\n\n".join(lines))
        at = 0
        for character, line in zip(part, lines, strict=True):
            here = [record for record in found if at <= record.start < at + len(line) and record.kind == "money"]
            at += len(line) + 2
            wrong += [(character, record.text) for record in here if not _is_right(character, record)]
    assert not wrong


def _is_right(character: str, record: Any) -> bool:
    if character not in record.text[2:]:  # the sum ends before it: it is seen, and parts what stands around it
        shown = unicodedata.category(character).startswith(_MAY_PART) or character in _LINES
        plainly = unicodedata.normalize("NFKC", character)  # a radical is the character that it looks like
        symbol = unicodedata.category(plainly[0]) == "So" and not "─" <= character <= "▟"  # lines of tables
        return bool(record.amount == 5 and shown and not symbol)
    digit = unicodedata.decimal(character, -1)
    return bool(record.amount == (int(f"5{digit}000") if digit >= 0 else 5000))


def test_halves_of_surrogate_pairs_are_lost_characters(pipeline: Pipeline) -> None:
    found = records(pipeline, "\ud800China paid $5 million\udfff, and $5\ud800000, to \udc00Iran\ud800.")
    assert [record.text for record in found] == ["China", "$5 million", "Iran"]
    assert Article(id="x", text="a\ud800b").text == "a\ufffdb"
    assert pipeline("\ud800").records == []


def test_explanations_and_references_count_the_texts_own_characters(pipeline: Pipeline) -> None:
    text = "Ka\xadzakhstan now pays &euro;5&nbsp;mil\xadlion, not 10\u2076 million dollars."
    lines = "\n".join(explain(text, None, Options()))
    start = text.index("&euro;")
    assert f"[{start}:{start + 21}]" in lines
    assert "“10\u2076 million dollars”" in "\n".join(explain(text, "10\u2076 million dollars", Options()))
    assert "layout: " in "\n".join(explain("\u200b", "0:1", Options()))
    view, _ = pipeline.view(Article(id="x", text=text))
    assert [text[found.start : found.end] for found in pipeline.references.find(view)] == ["now"]


# --- Time ---

REPEATED = [
    *(
        "\0",
        "\ud800",
        "\u200b",
        "a\u200b",
        "1\u200b",
        "\xad",
        "1\xad",
        "\u202e1 ",
        "\u0301",
        "a\u0301\u0327",
        "&",
        "&amp;",
    ),
    *(
        "&#36;",
        "&#1",
        "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "\uff15",
        "\uff11\uff0c",
        "\uff0c123",
        "\u0665",
        "\u0665\u066c",
    ),
    *(
        "\u0665,,,,,,",
        "1\u0665",
        "\u00b2",
        "million\u00b2 ",
        "5\U0001f525",
        "$5 \U0001f525 million ",
        "\U0001f468\u200d",
        "\ufb01",
    ),
    *(
        "\ufffd",
        "5\ufffd",
        "\xa0",
        "5\xa0",
        "\u202f000",
        "999 ",
        "999\n",
        "9",
        "1e9",
        "[",
        "([{",
        "$5[",
        "$5* ",
        "$5 mil-\n",
    ),
    *(
        "10^",
        "\u00bd",
        "1\u2044",
        "\u4ebf",
        "\u2f46",
        "\t",
        "5\t",
        "\r",
        "\x0c",
        "\u2028",
        "\u2020",
        BROKEN,
        "\uffff",
        "\U000e0041",
    ),
    *("a\u02bc", "million billion "),
]


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_time_grows_with_the_length(pipeline: Pipeline, piece: str) -> None:
    """Four times the text takes four times as long; what grows with the square takes sixteen times as long."""
    ratio = 0.0
    for _ in range(4):
        short, long = _time(pipeline, piece, 4_000), _time(pipeline, piece, 16_000)
        ratio = long / short
        if ratio < 9 or long < _TOO_SHORT:
            return
    pytest.fail(f"four times the text takes {ratio:.0f} times as long")


_TOO_SHORT = 0.02
"""What 16,000 characters take in so many seconds cannot grow with the square: that would be 256 million steps."""


def _time(pipeline: Pipeline, piece: str, size: int) -> float:
    """The processor's time for a text of some pieces, the best of two."""
    article = Article(id="x", text="It began " + (piece * size)[:size] + " and ended.")
    times = []
    for _ in range(2):
        start = time.process_time()
        pipeline(article)
        times.append(time.process_time() - start)
    return min(times)


ENDLESS = {
    "ten megabytes without a space or a line's end": "a" * 10_000_000,
    "a million digits": "9" * 1_000_010,
    "a million digits in groups": "9" + ",999" * 250_000,
    "a hundred thousand nested brackets": "(" * 100_000 + ")" * 100_000,
    "a hundred thousand nested brackets of two kinds": "([" * 50_000 + "])" * 50_000,
    "a megabyte of Chinese without a stop": "\u4e2d\u6587" * 170_000,
    "a megabyte of zero-width spaces": "\u200b" * 350_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_text_is_read_to_its_end(pipeline: Pipeline, name: str) -> None:
    endless = ENDLESS[name]
    found = records(pipeline, f"It paid $5 million. {endless} dollars, {endless} percent. In China it paid $6 million.")
    money = [record.text for record in found if record.kind in ("money", "percent")]
    assert money == ["$5 million", "$6 million"]
    assert [record.text for record in found if record.kind == "country"] == ["China"]


@pytest.mark.parametrize("glue", ["", " ", "5", " $"])
def test_every_code_point_in_one_text(pipeline: Pipeline, glue: str) -> None:
    step = 3 if glue == "" else 17
    for first in range(1 if glue else step):
        records(pipeline, glue.join(map(chr, range(first, 0x110000, step))))


# --- Values ---


def test_the_limits_of_numbers() -> None:
    assert parse_digits("9" * MAX_DIGITS) == Decimal("9" * MAX_DIGITS)
    assert parse_digits("9" * (MAX_DIGITS + 1)) is None
    assert parse_digits("0." + "0" * (MAX_LENGTH - 3) + "1") == Decimal(1).scaleb(2 - MAX_LENGTH)
    assert parse_digits("0." + "0" * (MAX_LENGTH - 2) + "1") is None
    assert MAX_DIGITS <= MAX_LENGTH < DIGITS_OF_A_RECORD
    assert MAX_SIZE < DIGITS_OF_A_RECORD


def test_scales_end_at_the_limit(pipeline: Pipeline) -> None:
    numbers = Numbers(pipeline.vocabulary)
    assert numbers.parse(["million"] * 4) == Decimal(10) ** 24
    assert numbers.parse(["million"] * 5) is None
    for count in range(1, 40):
        for record in records(pipeline, f"It paid {'million ' * count}dollars, {'9' * count} billion dollars."):
            assert record.kind == "money"
            assert record.amount is not None
            assert record.amount < Decimal(10) ** MAX_SIZE
            assert record.text.startswith(("million", "9" * count))
            assert record.text.count("million") in (0, count)


def test_numbers_are_plain_in_json(pipeline: Pipeline) -> None:
    found = records(
        pipeline, "It paid $0.00000000001, then $9,999,999,999,999,999 trillion, up 0.0000000000001 percent."
    )
    lines = b"".join(map(dumps, found))
    for number in (b'"amount":0.00000000001,', b'"amount":9999999999999999000000000000,', b'"value":0.0000000000001,'):
        assert number in lines


COUNTS = [
    "1",
    "2",
    "11",
    "12",
    "99",
    "999",
    "1,000",
    "9998",
    "9999",
    "10000",
    "999999999",
    "9999999999999",
    "several",
    "two",
]
UNITS = "second minute hour day week weekend month quarter half season year decade century millennium".split()
POINTERS = "next last this the_previous the_following the_first the_last the_second_half_of_the the_end_of_the".split()
NAMED = [
    *(
        "May 18",
        "29 February",
        "the 31st",
        "the 1st",
        "10:45",
        "tonight",
        "last night",
        "yesterday",
        "tomorrow",
        "winter",
    ),
    *(
        "the day before yesterday",
        "the day after tomorrow",
        "the first Monday of next month",
        "last Friday",
        "next Friday",
    ),
    *(
        "the last Friday of the year",
        "Monday",
        "the last three months of last year",
        "Q4",
        "the week of 31 December 9999",
    ),
    *("31 December 9999", "1 January 0001", "31/12/9999", "01/01/0001", "00/00/0000", "9999-12-31", "10000-01-01"),
    *(
        "the 0th century",
        "the 100th century",
        "last summer",
        "next spring",
        "a year earlier",
        "a century later",
        "mid-July",
    ),
    *("from Monday to Friday", "December-January", "the same period last year", "the first week of January", "AD 9999"),
]
PHRASES = [
    *(
        f"{count} {unit}s {where}"
        for count in COUNTS
        for unit in UNITS
        for where in ("ago", "later", "earlier", "from now")
    ),
    *(f"the {which} {count} {unit}s" for which in ("past", "next") for count in COUNTS for unit in UNITS),
    *(f"{pointer.replace('_', ' ')} {unit}" for pointer in POINTERS for unit in UNITS),
    *NAMED,
]
ENDS = [
    dt.date.min,
    dt.date(1, 1, 31),
    dt.date(1, 12, 31),
    dt.date(99, 6, 6),
    dt.date(9990, 2, 28),
    dt.date(9999, 1, 1),
    dt.date.max,
]


@pytest.mark.parametrize("date", ENDS, ids=str)
def test_the_ends_of_the_calendar(pipeline: Pipeline, date: dt.date) -> None:
    dice = random.Random(7)
    phrases = [f"It fell {phrase}. It will fall {phrase}." for phrase in PHRASES]
    mixed = [" and ".join(dice.sample(PHRASES, 10)) + "." for _ in range(25)]
    whole = ["\n\n".join(phrases[at : at + 40]) for at in range(0, len(phrases), 40)]
    for text in [*whole, *mixed]:
        for record in records(pipeline, text, date):
            if record.kind == "date" and record.first is not None:
                assert dt.date.min <= record.first <= (record.last or record.first) <= dt.date.max
