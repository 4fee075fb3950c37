"""Percentages, percentage points and basis points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extract.matchers import Rule
from extract.matchers.quantity import (
    HAN_RUN,
    RUN,
    Item,
    Quantities,
    Scan,
    is_whole,
    lexicon,
    modifier_of,
    read_han,
    refuse,
    word_after,
    word_before,
)
from extract.matchers.ranges import items_of_run, link, read_run
from extract.view import QUANTITY, Match, View
from extract.vocabulary import Vocabulary

_POINTS = "[P%]-?[8q]|Q"
_BASIS = "B-?[8q]|b"
_SHARE = "%|p-?u"
_UNIT = f"(?:(?P<points>{_POINTS})|(?P<basis>{_BASIS})|(?P<share>{_SHARE}))"
_NUMBERED = f"(?P<minus>[n-]?)(?P<run>{RUN})(?P<of>(?:o?a)?)(?P<join>[-+z]{{0,3}}){_UNIT}"
_ONE = "a-?(?:(?P<points>P-?8)|(?P<basis>B-?8))"
_DIGITS = "[MD]-?d"
_HAN = f"(?<![9h])hiI(?P<share>{HAN_RUN})|(?<![9h])(?P<run>{HAN_RUN})(?:ehih|e?(?P<basis>Eh))"

_PLACES = {"single": (1, 9), "double": (10, 99), "triple": (100, 999)}


class PercentMatcher:
    """Finds percentages, percentage points and basis points."""

    kind = "percent"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.quantities = Quantities(vocabulary)
        self.words = lexicon(vocabulary, "percent")
        self.rules: tuple[Rule, ...] = RULES
        self._scan = Scan(RULES, "[%PpqBbQdihE](?:(?<!h)|(?=iI))")

    def match(self, view: View) -> Iterator[Match]:
        """The percentages of a document."""
        for item in link(self.quantities, view, self._scan.items(self, view), _same):
            if not is_whole(view, item):
                continue
            values: dict[str, Any] = {
                "value": item.value,
                "low": item.low,
                "high": item.high,
                "unit": item.unit,
                "modifier": modifier_of(self.quantities, view, item),
            }
            yield Match("percent", view.starts[item.start], view.ends[item.end - 1], item.rule, values)


def _same(before: Item, item: Item) -> bool:
    return bool(before.unit == item.unit)


def _unit(match: re.Match[str]) -> str:
    if match.group("points"):
        return "percentage_point"
    return "basis_point" if match.group("basis") else "percent"


def _numbered(matcher: PercentMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``67%``, ``22 percent``, ``12 to 14 percent``, ``4.5, 6.5 and 7.5 per cent``, ``half a percent``."""
    start, stop = match.span("run")
    parts = read_run(matcher.quantities, view, start, stop)
    if not parts:
        return []
    if _are_pages(view, parts[-1].start, match.end()):
        return refuse(view, "percent", start, match.end(), "numbered", "pages of a book, or a sum for each person")
    of = match.group("of").lstrip("o")
    if of == "a" and view.classes(QUANTITY)[stop - 1] != "7" and parts[-1].value >= 1:
        return []
    items = items_of_run(matcher.quantities, view, parts, match.end(), "numbered", _unit(match))
    first = items[0]
    if match.group("minus") and first.start == start and first.value is not None and _is_minus(view, start - 1):
        first.value, first.start = -first.value, start - 1
    return items


_MOST_POINTS = 20
"""More percentage points than these are rarely told of in a list behind a comma; pages of a book are."""


def _are_pages(view: View, start: int, end: int) -> bool:
    """Whether ``pp`` behind a whole number are pages or people: "Ankara, 2019, 312 pp.", "$50 pp, flights included"."""
    word = view.word(start)
    if view.word(end - 1) not in ("pp", "pp.") or end - start > 2:
        return False
    if view.classes(QUANTITY)[start - 1 : start] in ("S", "C", "L"):
        return True
    if not word.isdigit() or len(word) > 4:
        return False
    before = view.word(start - 1) if start else ""
    return int(word) > _MOST_POINTS and before in (",", ".", ":", ";", '"', "”", ")", "(")


def _is_minus(view: View, at: int) -> bool:
    """Whether the dash, or the word, before a number is its sign: "minus 2 percent", "(–2.1%)"."""
    if view.classes(QUANTITY)[at] == "n":
        return True
    if view.word(at) in "~～":
        return False  # ~5% is about 5%
    before = view.classes(QUANTITY)[at - 1 : at]
    return view.joined(at + 1) and not view.joined(at) and before not in ("%", "9", "5")


def _one(matcher: PercentMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``a percentage point``."""
    if word_after(view, match.end()) in matcher.words["no difference"]:
        return []
    return [Item(match.start(), match.end(), Decimal(1), "one", _unit_of_one(match))]


def _unit_of_one(match: re.Match[str]) -> str:
    return "percentage_point" if match.group("points") else "basis_point"


def _digits(matcher: PercentMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``double-digit`` growth, ``single digits``."""
    start, end = match.span()
    no_rate = matcher.words["no rate"]
    places = _PLACES.get(view.word(start).lower())
    after = word_after(view, end)
    if places is None:
        return []
    if (
        after in no_rate
        or (after == "-" and word_after(view, end + 1) in no_rate)
        or (word_before(view, start) in ("scored", "score", "scoring"))
    ):
        return refuse(view, "percent", start, end, "digits", "no growth, rate or share")
    low, high = places
    return [Item(start, end, None, "digits", "percent", Decimal(low), Decimal(high))]


def _han(matcher: PercentMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``百分之八``, ``3个百分点``, ``25个基点``."""
    start, stop = match.span("share") if match.group("share") else match.span("run")
    if match.group("share") and view.word(match.start()) != "百":
        return []
    value = read_han(matcher.quantities, view, start, stop)
    if value is None:
        return []
    unit = "percent" if match.group("share") else "basis_point" if match.group("basis") else "percentage_point"
    return [Item(match.start(), match.end(), value, "han", unit)]


RULES = (
    Rule(
        "numbered",
        _NUMBERED,
        _numbered,
        (
            "Trade rose by nearly [67%](value=67 unit=percent modifier=approx).",
            "Growth was [4.5](value=4.5), [6.5](value=6.5) and [7.5 per cent](value=7.5).",
            "It was cut from [13%](value=13) to [9%](value=9) in steps of [200 basis points](unit=basis_point).",
            "It owns between [50 and 55 percent](value=null low=50 high=55).",
            "Coal: [-2.1%](value=-2.1). It is ~[5%](value=5 modifier=approx).",
            "Rates are at [minus 0.5 percent](value=-0.5).",
        ),
        ("See https://example.org/search?q=30%25%2020%.", "A. Kaya, The Steppe, Ankara, 2019, 312 pp."),
    ),
    Rule("one", _ONE, _one, ("It rose [a percentage point](value=1 unit=percentage_point).",)),
    Rule(
        "han",
        _HAN,
        _han,
        (
            "增长[百分之八](value=8 unit=percent)。",
            "下降[3个百分点](value=3 unit=percentage_point)，下调[25个基点](unit=basis_point)。",
        ),
    ),
    Rule(
        "digits",
        _DIGITS,
        _digits,
        ("They clocked [double-digit](low=10 high=99 unit=percent) increases.",),
        ("It has double-digit temperatures.",),
    ),
)
