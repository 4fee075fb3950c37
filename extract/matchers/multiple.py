"""Multiples: how many times a quantity is another, or has become what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extract.matchers import Rule
from extract.matchers.currency import COUNTRY
from extract.matchers.multiple_words import read_word
from extract.matchers.quantity import (
    HAN_RUN,
    RUN,
    Item,
    Quantities,
    Scan,
    is_whole,
    is_year,
    lexicon,
    modifier_of,
    read_han,
    refuse,
    word_after,
    word_before,
)
from extract.matchers.ranges import items_of_run, link, read_run
from extract.view import LAYOUT, QUANTITY, Match, View
from extract.vocabulary import Vocabulary

_TIMES = f"(?P<run>{RUN})(?P<join>[-+z]{{0,3}})(?P<unit>[tx])"
_FOLD = f"(?P<run>{RUN})(?P<join>-?[-+z]{{0,3}})F|(?:(?P<low>{RUN})(?:-?[rO]-?|-))?g"
_HAN = f"(?:{HAN_RUN})?T"
_NUMBER = re.compile("[0-9f](?:[-&oa]{0,4}[0-9f]){0,6}")


class MultipleMatcher:
    """Finds multiples. ``words`` are the words around them, by their class in the vocabulary."""

    kind = "multiple"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.quantities = Quantities(vocabulary)
        self.words = lexicon(vocabulary, "multiple")
        self.rules: tuple[Rule, ...] = RULES
        self._scan = Scan(RULES, "[txFgMyT]")

    def match(self, view: View) -> Iterator[Match]:
        """The multiples of a document."""
        for item in link(self.quantities, view, self._scan.items(self, view), _same):
            if not is_whole(view, item):
                continue
            values: dict[str, Any] = {
                "factor": item.value,
                "low": item.low,
                "high": item.high,
                "modifier": modifier_of(self.quantities, view, item),
            }
            yield Match("multiple", view.starts[item.start], view.ends[item.end - 1], item.rule, values)


def _same(before: Item, item: Item) -> bool:
    return before.rule == item.rule in ("times", "fold")


def _times(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``13 times``, ``3–4 times``, ``2.5x``, where a quantity is scaled, and not occasions counted."""
    quantities = matcher.quantities
    end = match.end()
    sign = view.word(end - 1)
    if sign == "×" or (sign not in ("times", "x", "X")):
        return []
    parts = read_run(quantities, view, *match.span("run"))
    if not parts or (sign != "times" and (not view.joined(end - 1) or _is_size(view, end))):
        return []
    if sign != "times" and _is_in_code(view, parts[0].start, parts[-1].end, sign):
        return refuse(view, "multiple", parts[0].start, end, "times", "part of a code")
    items = items_of_run(quantities, view, parts, end, "times", None)
    if _scales(matcher, view, items[0], end, sign):
        return items
    return refuse(view, "multiple", items[0].start, end, "times", "counts occasions, scales nothing")


def _is_size(view: View, end: int) -> bool:
    """Whether the sign of multiplication joins two sizes: ``1024x768``, ``4x4``."""
    return view.classes(QUANTITY)[end : end + 1] in ("9", "1") or (
        end < len(view) and view.joined(end) and view.word(end)[0].isalnum()
    )


def _is_in_code(view: View, start: int, end: int, sign: str) -> bool:
    """Whether the number at tokens ``start`` to ``end`` and its x are part of a code: ``0-7656-0244-X``."""
    words = view.words(start, end)
    if view.word(end) != sign or any(len(word) > (4 if sign == "x" else 3) and word.isdigit() for word in words):
        return True
    if any(word[0] == "0" and word.isdigit() for word in words):
        return True
    return start > 0 and view.joined(start) and view.word(start - 1) in "-–/"


_IS = frozenset(("is", "are", "was", "were", "be", "been", "'s", "’s"))
_POSSESSIVE = ("'s", "’s", "'", "’")


_EACH = frozenset("a an per each every daily weekly monthly yearly champion champions winner winners".split())


def _scales(matcher: MultipleMatcher, view: View, first: Item, end: int, sign: str) -> bool:
    """Whether a number of times scales a quantity: by what follows it, else by what stands before."""
    words = matcher.words
    after, next_after = word_after(view, end), word_after(view, end + 1)
    grown = _is_grown(matcher, view, first.start)
    before = _before_modifier(matcher, view, first.start)
    value = first.value if first.value is not None else first.low
    if before in words["counted"] or after in words["champion"]:
        return False
    if value is not None and value != value.to_integral_value():
        return after not in ("a", "per")
    if sign != "times":
        return after not in _EACH  # "from 2x in March", but "3x a week"
    if after in words["occasion"]:
        return grown and after not in ("a", "an", "per", "each", "every")
    if after in ("that", "these", "those") and next_after in words["clause"]:
        return False
    if next_after in words["champion"] and after in ("the", "his", "her", "their"):
        return False
    if after in ("last", "this") and next_after in words["period"]:
        return word_after(view, end + 2) in _POSSESSIVE
    if after == "over" and next_after[:1].isalnum():
        return grown  # "ten times over the course of a year"
    if after in words["scaled"] or next_after in _POSSESSIVE or is_year(after):
        return True
    if after == "too" and next_after.isalpha():
        return True  # "three times too dear"; but "He said it three times, too."
    if before in _IS and view.classes(QUANTITY)[end : end + 1] == COUNTRY and view.word(end)[0].isupper():
        return not next_after[:1].isalnum() or next_after in words["behind verb"]
    if after.endswith("er") and view.classes(LAYOUT)[end] == "a":
        return after not in words["no comparison"]
    return grown


def _before_modifier(matcher: MultipleMatcher, view: View, start: int) -> str:
    modifier = matcher.quantities.modifiers.before(view, start)
    return word_before(view, modifier[1] if modifier else start)


def _is_grown(matcher: MultipleMatcher, view: View, start: int) -> bool:
    """Whether a verb of change stands right before, modifiers and "by" passed over."""
    for _ in range(2):
        modifier = matcher.quantities.modifiers.before(view, start)
        if modifier:
            start = modifier[1]
        if word_before(view, start) in ("by", "an", "a", "to"):
            start -= 1
    return word_before(view, start) in matcher.words["grows"]


def _fold(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``100-fold``, ``tenfold``, ``two- to threefold``."""
    quantities = matcher.quantities
    end = match.end()
    if match.group("run"):
        parts = read_run(quantities, view, *match.span("run"))
        items = items_of_run(quantities, view, parts, end, "fold", None) if parts else []
    else:
        value = quantities.values[view.word(end - 1).lower()]
        items = [Item(end - 1, end, value, "fold")]
        parts = read_run(quantities, view, *match.span("low")) if match.group("low") else []
        if parts and value < 10 and _is_tens(view, parts[-1].start, end):
            items = [Item(parts[-1].start, end, parts[-1].value + value, "fold")]
        elif parts and parts[-1].value < value:
            items = [Item(parts[-1].start, end, None, "fold", None, parts[-1].value, value)]
    if items and _is_in_title(matcher, view, items[0].start, end):
        return refuse(view, "multiple", items[0].start, end, "fold", "part of a title")
    if items and items[0].value == 2 and _has_two_parts(matcher, view, items[0].start, end):
        return refuse(view, "multiple", items[0].start, end, "fold", "has two parts, scales nothing")
    return items


def _is_in_title(matcher: MultipleMatcher, view: View, start: int, end: int) -> bool:
    """Whether a word with a capital goes with the next one: "the Fourfold Root", "Eightfold Path"."""
    if not view.word(start).istitle() or not view.word(end - 1)[0].isupper() or end >= len(view):
        return False
    after = view.word(end)
    return after.istitle() and after.lower() not in matcher.words["grows"] | matcher.words["behind verb"]


def _is_tens(view: View, start: int, end: int) -> bool:
    """Whether a number word for tens is joined to what ends at a token: ``twenty-fivefold``."""
    return view.classes(QUANTITY)[start:end] == "3-g"


def _has_two_parts(matcher: MultipleMatcher, view: View, start: int, end: int) -> bool:
    """Whether "twofold" says that something has two parts: "the reasons are twofold", "a two-fold strategy"."""
    before = word_before(view, start)
    return before in ("is", "are", "was", "were", "be") or word_after(view, end) in matcher.words["two parts"]


def _factor(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``a factor of 5``, ``a factor of about 3``, ``a factor of 10 to 20``."""
    quantities = matcher.quantities
    first = match.end()
    found = None
    for at in range(first, min(first + 4, len(view))):
        modifier = quantities.modifiers.before(view, at)
        if at == first or (modifier and modifier[1] == first):
            found = _number_at(quantities, view, at)
            if found:
                break
    if not found:
        return []
    value, end = found
    if view.classes(QUANTITY)[end : end + 1] in ("r", "-"):
        high = _number_at(quantities, view, end + 1)
        if high and high[0] > value:
            return [Item(match.start(), high[1], None, "factor", None, value, high[0])]
    return [Item(match.start(), end, value, "factor")]


def _number_at(quantities: Quantities, view: View, start: int) -> tuple[Decimal, int] | None:
    """The longest number that begins at a token, and where it ends."""
    match = _NUMBER.match(view.classes(QUANTITY), start)
    if match:
        for end in range(match.end(), start, -1):
            value = quantities.numbers.parse(view.words(start, end))
            if value:
                # "a risk factor of 5%"
                return None if view.classes(QUANTITY)[end : end + 1] in ("%", "p", "P", "S", "C") else (value, end)
    return None


def _word(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``doubled``, ``tripling``, ``twice``, ``to halve``: verbs and adverbs that scale a quantity."""
    at = match.start()
    if not read_word(matcher.quantities, matcher.words, view, at):
        return refuse(view, "multiple", at, at + 1, "word", "has another sense here")
    return [Item(at, at + 1, matcher.quantities.values[view.word(at).lower()], "word")]


def _han(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``3倍``, ``翻了一番``, ``翻两番``, ``翻番``, ``翻倍``."""
    start, end = match.span()
    number = end - 1 > start
    value = read_han(matcher.quantities, view, start, end - 1) if number else Decimal(1)
    if value is None or not value:
        return []
    turned = next((at for at in (start - 1, start - 2) if at >= 0 and view.word(at) == "翻"), None)
    if turned is not None and view.words(turned + 1, start) in ([], ["了"]):
        if view.word(end - 1) == "番" and value <= _MOST_TURNS:
            return [Item(turned, end, Decimal(2) ** int(value), "han")]
        if value == 1:  # 翻倍, 翻了一倍
            return [Item(turned, end, Decimal(2), "han")]
    return [Item(start, end, value, "han")] if number and view.word(end - 1) == "倍" else []


_MOST_TURNS = 10


RULES = (
    Rule(
        "times",
        _TIMES,
        _times,
        (
            "Trade surged nearly [13 times](factor=13 modifier=approx).",
            "Wages are [3–4 times](factor=null low=3 high=4) the pension.",
            "It is [three times](factor=3) too dear. He said it three times, too.",
            "Sales grew [2.5x](factor=2.5).",
            "Sales grew [3X](factor=3) in May. The zone is [two times](factor=2) Singapore.",
        ),
        (
            "ISBN 0-7656-0244-X, 026201226X, 206-2415-X.",
            "He orbited ten times over the course of a year.",
            "They met 13 times.", "He read the Times three times a day.", "A 1024x768 screen."),
    ),
    Rule(
        "fold",
        _FOLD,
        _fold,
        (
            "It grew [100-fold](factor=100) and then [tenfold](factor=10).",
            "It rose [two- to threefold](factor=null low=2 high=3).",
        ),
        ("The reasons are twofold.", "On the Fourfold Root, and the Noble Eightfold Path."),
    ),
    Rule(
        "word",
        "M",
        _word,
        (
            "Trade had [doubled](factor=2) and was [twice](factor=2) that of 1958.",
            "It hopes to [treble](factor=3) that, or to [halve](factor=0.5) it.",
        ),
        ("A double room.", "He doubled down.", "They met twice.", "Ruled twice over the ages.", "In mixed doubles."),
    ),
    Rule(
        "han",
        _HAN,
        _han,
        ("出口增长了[3倍](factor=3)，产量[翻了一番](factor=2)，[翻两番](factor=4)后再[翻番](factor=2)。",),
        ("他打量了一番。", "加倍努力。"),
    ),
    Rule(
        "factor",
        "yo",
        _factor,
        (
            "It grew by a [factor of 5](factor=5).",
            "It fell by a [factor of 10 to 20](factor=null low=10 high=20).",
        ),
        ("It is a factor of growth.",),
    ),
)
