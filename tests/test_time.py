"""Nothing takes more than linear time: no regular expression, and no text made of what the rules look for."""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest

from extract import Article, tokenizer, vocabulary
from extract.matchers import project_names
from extract.pipeline import Pipeline
from tests import attacks
from tests.annotated import parse
from tests.test_properties import PIECES

WINDOWS = {pattern.pattern: 1 + project_names.WINDOW for pattern in (project_names.CAPITAL, project_names.SMALL)}
"""Expressions that are given a window of so many characters at most (those of affixes, a run that is not cut)."""

SIZES = (8, 12, 16, 20, 24, 28, 32, 40, 50, 60, 80, 100, 200, 400, 1600, 6400)
"""In small steps at first, so that what takes twice as long for each character is noticed early."""

FLOOR = 0.003
"""Seconds below which a search of a few thousand characters is not measured: a quadratic one takes ten times that."""

MOST = 8
"""Four times the text takes four times as long, and sixteen times where each place looks at all others; between the
two lies what the noise of a busy machine makes of the first."""


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> list[attacks.Found]:
    pipeline("It cost $5 in 2024.")
    return attacks.patterns(pipeline)


def test_all_expressions_are_found(found: list[attacks.Found]) -> None:
    names = {name.rpartition(".")[2] for name, _, _ in found}
    assert {"_SENTENCE_END", "_AGENCY", "_CHARSET"} <= names
    assert len(found) > 200
    assert sum(name.startswith("extract.matchers.date") for name, _, _ in found) > 40
    assert any("_scan._rules[signed]" in name for name, _, _ in found)


def test_every_expression_takes_linear_time(found: list[attacks.Found]) -> None:
    slow = []
    for where, pattern, searched in found:
        work = attacks.scan(pattern) if searched else attacks.at_start(pattern)
        longest = tokenizer._UNBROKEN if ".tokenizer._splitter." in where else SIZES[-1]
        most = WINDOWS.get(pattern.pattern, longest)
        for make in attacks.attacks(pattern):
            times, size = attacks.growth(work, make, [size for size in SIZES if size <= most], FLOOR)
            if times > MOST:
                slow.append(f"{where}: {times:.0f} times as long for 4 times {make.__doc__} at {size} characters")
                break
    assert slow == []


@pytest.mark.parametrize(
    "pattern",
    [r"(?:a+)+b", r"a*b", r"\s*x", r"(?:a|a)*c", r"\d+\d+x", r"[^,]*,$", r"(\w+\s?)*!", r"x(?:ab?a?)*c"],
)
def test_attacks_find_what_is_slow(pattern: str) -> None:
    compiled = re.compile(pattern)
    work = attacks.scan(compiled)
    assert any(attacks.growth(work, make, SIZES, FLOOR)[0] > MOST for make in attacks.attacks(compiled))


@pytest.mark.parametrize("pattern", [r"\d{1,3}(?:,\d{3})*", r"(?<!\w)\w++\s", r"a(?:bc?){0,12}d", r"[a-z]+"])
def test_attacks_let_pass_what_is_not(pattern: str) -> None:
    compiled = re.compile(pattern)
    work = attacks.scan(compiled)
    assert max(attacks.growth(work, make, SIZES, FLOOR)[0] for make in attacks.attacks(compiled)) < MOST


# Whole documents.


def _documents(pipeline: Pipeline) -> list[str]:
    """What to repeat: examples of rules and words, single words of them, and a few words in a row."""
    sentences = {
        parse(example).text
        for matcher in pipeline.all_matchers
        for rule in matcher.rules
        for example in (*rule.examples, *rule.not_examples)
    }
    for rows in vocabulary.load().sections.values():
        sentences |= {parse(example).text for row in rows for example in (*row.examples, *row.not_examples)}
    examples = sorted(sentences)
    words = sorted({word for sentence in examples for word in sentence.split()} | set(PIECES) - {""})
    dice = random.Random(6)
    joints = ("", " ", "-", "\n", ",", ", ", " (", "/", " and ", ". ")
    rows = [dice.choice(PIECES) + dice.choice(joints[:4]) for _ in range(400)]
    return [
        *_FOUND,
        *(f"{sentence} " for sentence in dice.sample(examples, 60)),
        *(dice.choice(words) + dice.choice(joints) for _ in range(60)),
        *("".join(dice.choices(rows, k=dice.randint(2, 5))) for _ in range(60)),
    ]


_FOUND = (
    *("Jordan \r\nk ", "Lima, Ohio. ", "Jersey\n", "Jordan: TITR U.S. ", "2024 Rs. Jordan ", "Mexico Q1 and "),
    *("It cost 50 cents. ", "50¢.-", "It rose 5 fils. ", "! ", "五点", "A ", "\t\n", "(" * 40, "Dam/", "1,1,"),
)
"""What once took quadratic time, and what looks as if it might."""


def test_a_text_of_many_names_takes_time_by_its_length(pipeline: Pipeline) -> None:
    dice = random.Random(1)

    def names(count: int) -> list[str]:
        letters = ("BDGKLMR", "aeiou", "bdgklmnrst", "aeiou", "dklmnr", "aeo")
        return ["".join(map(dice.choice, letters)) for _ in range(count)]

    def work(text: str) -> None:
        pipeline(Article(id="x", text=text))

    for sentence in ("They built the {} Dam in 1990. ", "The {} Railway Project (ABC) is new. ", "{} Plan, in {}. "):
        small, large = ("".join(map(sentence.replace, ["{}"] * n, names(n))) for n in (300, 1200))
        work(large)
        assert attacks.took(work, large, 3) < 6.5 * attacks.took(work, small, 3), sentence


def test_a_text_of_four_times_the_length_takes_four_times_as_long(pipeline: Pipeline) -> None:
    def work(text: str) -> None:
        pipeline(Article(id="x", text=text, date=dt.date(2020, 2, 2)))

    slow = []
    for piece in filter(None, _documents(pipeline)):
        small, large = piece * (1500 // len(piece) + 1), piece * (6000 // len(piece) + 1)
        work(small)
        # A quick look first. What is quick is not slow, however it grows.
        if (now := attacks.took(work, large)) > FLOOR and now > 5 * attacks.took(work, small):
            times = attacks.took(work, large, 5) / attacks.took(work, small, 5)
            if times > 6.5:
                slow.append(f"{piece!r}: {times:.1f} times as long for 4 times the text, {now:.3f} s")
    assert slow == []
