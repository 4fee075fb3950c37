"""What money, percent and multiple share: their alphabet of word classes, runs of numbers, ranges.

The alphabet (class: words)
---------------------------
========  ==================================================================================================
``9 f``   digits; a fraction (½, 3/4)
``0–8``   number words, see `extract.matchers.numbers`; ``5`` also scales joined to digits (bn, m, k)
``v``     hundreds, thousands, millions …
``s m w`` several, few; multi; multibillion
``a & o`` a, an; and; of
``O r``   or; to
``- ,``   dashes; comma
``+ z n`` plus sign; odd, ish, 多; minus
``S L C`` signs of currencies; lone capitals that may be one; ISO 4217 codes
``c u k`` names of currencies; of their parts (cents); c, p joined to a number
``j``     words for countries
``% p``   percent, %; per
``P q``   percentage; points, pts
``B b Q`` basis; bp, bps; pp
``D d``   single; digit, digits
``x t``   x; times
``F g``   fold; tenfold, twofold …
``M y``   doubled, twice, halved …; factor
``h H``   Han numerals; the first character of a Han currency
``i I``   分; 之
``e E T`` 个; 基; 倍
========  ==================================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from extract.matchers import Rule
from extract.matchers.currency import COUNTRY, ONE, Currencies
from extract.matchers.han import parse_han
from extract.matchers.modifiers import Modifiers
from extract.matchers.numbers import Numbers
from extract.tokenizer import NOTHING
from extract.view import QUANTITY, View
from extract.vocabulary import Vocabulary

NUMBER = "[0-9f]"
RUN = f"(?:a-?)?{NUMBER}(?:(?:[-&oa,rO]{{0,5}}|-?[+z]-?(?=5)){NUMBER}){{0,12}}"
"""Numbers in a row, with whatever may join them: ``10 to 15``, ``2, 3 and 5``, ``two and a half``."""

_FIXED = {
    "of": "o", "and": "&", "&": "&", "or": "O", "to": "r", ",": ",", "+": "+", "minus": "n", "negative": "n",
    "a": "a", "an": "a", "%": "%", "％": "%", "per": "p", "x": "x", "X": "x", "×": "x", "times": "t",
}  # fmt: skip
_DASHES = frozenset("-‐‑‒–—−~～")
_YEAR = re.compile(r"(?:19|20)\d\d").fullmatch


class Quantities:
    """The vocabulary that money, percent and multiple share, and the classes of its words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.numbers = Numbers(vocabulary)
        self.modifiers = Modifiers(vocabulary)
        self.currencies = Currencies(vocabulary)
        self.values: dict[str, Decimal] = {}
        self.inner: dict[str, str] = {"+": "more_than"}
        self._classes: dict[str, str] = {}
        for word, cls in _FIXED.items():
            self._classes |= dict.fromkeys((word, word.capitalize(), word.upper()), cls)
        self._classes["X"] = "x"
        for entry in vocabulary.entries("word"):
            if entry.matcher == "quantity" and len(entry.cls) == 1:
                for word in entry.words:
                    self._classes[word] = entry.cls
                    if entry.cls == "z":
                        self.inner[word] = str(entry.value)
                    elif entry.value is not None:
                        self.values[word] = Decimal(str(entry.value))
        self.change = frozenset(vocabulary.words("quantity", "change"))
        self._units = self._currency_classes()

    def _currency_classes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        currencies = self.currencies
        for word in currencies.country_words | currencies.starts:
            if word not in ("and", "of", "&", "the"):
                found[word] = COUNTRY
        for code in currencies.codes:
            found[code] = "C"
        found |= dict.fromkeys(currencies.han, "H")
        for words, unit in currencies.words.items():
            if len(words) == 1 and words[0] not in currencies.han:
                found[words[0]] = "u" if unit.part < 1 else "c"
        found |= dict.fromkeys(("p", "c"), "k")
        return found

    def classify(self, word: str) -> str:
        """The class of a word in the alphabet of quantities."""
        low = word.lower()
        # Short ones are acronyms in capitals: BP, PC.
        found = self._classes.get(word) or (self._classes.get(low) if len(word) > 3 else None)
        if found:
            return found
        currencies = self.currencies
        if word in currencies.signs and word not in currencies.codes:
            return "C" if (low,) in currencies.words else "S"
        number = self.numbers.classify(word)
        if number != ".":
            return number
        if word in currencies.letters:
            return "L"
        if word in _DASHES:
            return "-"
        found = self._units.get(word) or self._units.get(low)
        if found == "C" and word != low and not word.isupper():
            return "."
        return found or "."


class Scan:
    """A matcher's rules as one regular expression over a document's classes.

    Each rule's ``read`` takes the matcher, the view and what its pattern matched, and gives items.
    ``triggers`` is a pattern for the classes of which every rule needs one: it is looked for first, which is
    fast, and the rules are tried only around it.
    """

    def __init__(self, rules: Sequence[Rule], triggers: str) -> None:
        self._rules = {rule.name: (re.compile(rule.pattern), rule.read) for rule in rules}
        # Which rule it was, is the name of the outermost group.
        plain = [f"(?P<{rule.name}>{_NAMED_GROUP.sub('(?:', rule.pattern)})" for rule in rules]
        self._search = re.compile("|".join(plain)).search
        self._triggers = re.compile(triggers).finditer

    def items(self, matcher: Any, view: View) -> list[Item]:
        """What the rules find in a document, ascending, without overlap."""
        classes = view.classes(QUANTITY)
        found: list[Item] = []
        done = 0
        for trigger in self._triggers(classes):
            at = trigger.start()
            if at < done:
                continue
            # The stretch of words with a class around it, bounded.
            far = max(done, at - _REACH)
            start = max(far, classes.rfind(NOTHING, far, at) + 1)
            end = classes.find(NOTHING, at, at + _REACH)
            if end < 0:
                end = min(at + _REACH, len(classes))
            done = end
            while match := self._search(classes, start, end):
                pattern, read = self._rules[str(match.lastgroup)]
                detail = pattern.match(classes, match.start(), end)
                last = found[-1].end if found else 0
                items = [item for item in read(matcher, view, detail) if item.start >= last]
                found += items
                start = max(match.start() + 1, items[-1].end if items else 0)
            if found:
                done = max(done, found[-1].end)
        return found


_REACH = 80
"""A quantity and what it is joined to have fewer words than this."""

_NAMED_GROUP = re.compile(r"[(][?]P<\w+>")


@dataclass(slots=True)
class Item:
    """A quantity in the making: tokens ``start`` to ``end``, its value or the ends of its range.

    ``scale`` is the product of the scales that it names (1 for none); ``rule`` the rule that found it;
    ``unit`` what the kind's reader made of the unit; ``bare`` items leave their unit to the next one.
    """

    start: int
    end: int
    value: Decimal | None
    rule: str
    unit: Any = None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = ONE
    bare: bool = False


class Part(NamedTuple):
    """One number of a run: its tokens, value and scale, and how the next number is joined to it.

    ``join`` is ``-``, ``to``, ``and``, ``or``, ``,`` or empty for the last.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal
    join: str


_JOINS = {"-": "-", "r": "to", "-r": "to", "-r-": "to", "&": "and", ",&": ", and", "O": "or", ",O": ", or", ",": ","}


def read_run(quantities: Quantities, view: View, start: int, end: int) -> list[Part]:
    """The numbers of the run of tokens ``start`` to ``end``, the last one at its end.

    A run begins as far left as its numbers are joined by something that makes a range or a list.
    """
    classes = view.classes(QUANTITY)
    if end - start <= 2 and classes[start] == "9":
        number = read_number(quantities, view, start, end)
        if number:
            return [Part(start, end, *number, "")]
    parts: list[Part] = []
    stop, join = end, ""
    while True:
        found = _last_number(quantities, view, classes, start, stop)
        if found is None:
            break
        at, value, scale = found
        parts.append(Part(at, stop, value, scale, join))
        stop = at
        while stop > start and classes[stop - 1] in "-&,rO":
            stop -= 1
        join = _JOINS.get(classes[stop:at], "")
        if stop == start or not join:
            break
    parts.reverse()
    return parts


def _last_number(
    quantities: Quantities, view: View, classes: str, start: int, end: int
) -> tuple[int, Decimal, Decimal] | None:
    """The first token, the value and the scale of the longest number that ends before token ``end``."""
    first = end - 1
    while first > start and classes[first - 1] not in ",rO":
        first -= 1
    for at in range(first, end):
        if classes[at] in "-&o+z" or (at > start and classes[at - 1] == "o"):
            continue
        if at > start and classes[at] == "a" and classes[at - 1] == "&":
            continue
        found = read_number(quantities, view, at, end)
        if found is not None:
            return at, *found
    return None


def read_number(quantities: Quantities, view: View, start: int, end: int) -> tuple[Decimal, Decimal] | None:
    """The value of the number that all the tokens say, and its scale (1 for none); None if they say none."""
    numbers = quantities.numbers
    classes = view.classes(QUANTITY)[start:end]
    if classes == "9":
        value = numbers.value(view.word(start))
        return None if value is None else (value, ONE)
    if classes == "95":
        value, scale = numbers.value(view.word(start)), numbers.value(view.word(start + 1))
        return None if value is None or scale is None else (value * scale, scale)
    value = numbers.parse(number_words(view, start, end))
    return None if value is None else (value, scale_of(quantities, view, start, end))


def number_words(view: View, start: int, end: int) -> list[str]:
    """The words of a number without what qualifies it inside: "500-odd million", "100+ million"."""
    classes = view.classes(QUANTITY)[start:end]
    if "z" not in classes and "+" not in classes:
        return view.words(start, end)
    words = view.words(start, end)
    return [
        word
        for at, word in enumerate(words)
        if classes[at] not in "z+" and not (classes[at] == "-" and classes[at + 1 : at + 2] == "z")
    ]


def scale_of(quantities: Quantities, view: View, start: int, end: int) -> Decimal:
    """The product of the scales among the tokens of a number."""
    scale = ONE
    classes = view.classes(QUANTITY)
    for at in range(start, end):
        if classes[at] in "5v":
            scale *= quantities.numbers.value(view.word(at)) or 1
    return scale


def items_of_run(
    quantities: Quantities, view: View, parts: list[Part], end: int, rule: str, unit: object
) -> list[Item]:
    """The quantities that a run of numbers with one unit behind it says; the unit ends before ``end``.

    One range, or a list of values of which only the last one's span holds the unit. Numbers on the left that
    belong to neither are left out.
    """
    last = parts[-1]
    while len(parts) > 1 and _is_other(view, parts[0], last):
        parts = parts[1:]
    items = [Item(last.start, end, last.value, rule, unit, scale=last.scale)]
    if len(parts) == 1:
        return items
    before = parts[-2]
    if before.join in ("-", "to") or (before.join == "and" and is_between(view, before.start)):
        value = share(before.value, before.scale, last.value, last.scale, ordered=True)
        if value < last.value:
            if (
                before.join == "to"
                and word_before(view, before.start) == "from"
                and (tells_change(quantities, view, before.start))
            ):
                scale = last.scale if value != before.value else before.scale
                first = Item(before.start, before.end, value, rule, unit, scale=scale, bare=True)
                return [first, *items]
            if not _is_year_beside(view, before, last):
                return [Item(before.start, end, None, rule, unit, value, last.value, last.scale)]
            return items
        # Falling ends are no range: "from 12 to 8 percent", "by 52-48 percent"
        if (before.join == "to" and word_before(view, before.start) == "from") or (
            before.join == "-" and not _is_year_beside(view, before, last)
        ):
            value = share(before.value, before.scale, last.value, last.scale, ordered=False)
            return [Item(before.start, before.end, value, rule, unit, bare=True), *items]
        return items
    return _list(view, parts, items, rule, unit)


def _is_other(view: View, part: Part, last: Part) -> bool:
    """Whether a number has a sign of its own before it: "US$5 billion and 10 million euros"."""
    before = view.classes(QUANTITY)[part.start - 1 : part.start] if part.start else ""
    return (before != "" and before in "SLC") or (part.scale > 1 and last.scale == 1)


def _list(view: View, parts: list[Part], items: list[Item], rule: str, unit: object) -> list[Item]:
    """The members of "2, 3 and 5 percent", the last one's item given."""
    last = parts[-1]
    members: list[Item] = []
    closed = False
    for part in reversed(parts[:-1]):
        if part.join in ("and", "or", ", and", ", or"):
            if closed:
                break
            closed = True
            # "$2 billion, or 75%" is no list; "2, 3, or 5 percent" is.
            if part.join[0] == "," and (len(parts) < 3 or parts[-3].join != ","):
                break
        elif part.join != "," or not closed:
            break
        if _is_year_beside(view, part, last) or word_before(view, part.start) in _NO_MEMBER:
            break
        value = share(part.value, part.scale, last.value, last.scale, ordered=False)
        members.append(Item(part.start, part.end, value, rule, unit, scale=last.scale, bare=True))
    return [*reversed(members), *items]


_NO_MEMBER = frozenset("in aged age since until page pages no. number chapter division section art article".split())


def _is_year_beside(view: View, part: Part, last: Part) -> bool:
    """Whether a number is a year that has nothing to do with the number after it."""
    alone = part.end - part.start == 1 and is_year(view.word(part.start))
    return alone and (last.value < 1000 or last.scale > 1)


def share(value: Decimal, scale: Decimal, last: Decimal, last_scale: Decimal, *, ordered: bool) -> Decimal:
    """A value with the scale that the next number names, where that is meant: "$5 to $7 billion".

    Not where a scale is said already, for thousands in digits, nor (``ordered``: in a range) where it would
    pass the next number: "between 500 and 1 million".
    """
    if scale != 1 or last_scale == 1 or value >= 1000:
        return value
    scaled = value * last_scale
    if ordered:
        return scaled if scaled < last else value
    return scaled if last / 50 <= scaled <= last * 50 else value


def is_between(view: View, start: int) -> bool:
    """Whether "between" stands before a token, or before the modifier there."""
    return word_before(view, start) == "between" or (
        start > 1 and view.word(start - 2).lower() == "between" and word_before(view, start) in _ABOUT
    )


_ABOUT = frozenset(("about", "around", "roughly", "approximately", "some", "an", "a"))
_WINDOW = 14


def tells_change(quantities: Quantities, view: View, start: int) -> bool:
    """Whether "from A to B" at token ``start`` tells how something changed: "rose from $5 billion to …"."""
    first, _ = view.sentence(start)
    for at in range(start - 1, max(first, start - _WINDOW) - 1, -1):
        word = view.word(at).lower()
        if word == ";":
            return False
        if word in quantities.change:
            return True
    return False


def link(quantities: Quantities, view: View, items: list[Item], same: Callable[[Item, Item], bool]) -> list[Item]:
    """Items with those made one that are the ends of a range: "$5 billion to $7 billion", "5%-7%".

    ``same`` says whether two units go together. Items joined in a list, or as the ends of a change, stay
    apart, but share the scale that only the last one names.
    """
    linked: list[Item] = []
    for item in items:
        if linked:
            before = linked[-1]
            join = _join(view, before, item)
            if join and item.value is not None and before.value is not None and not before.bare and same(before, item):
                if _is_range(quantities, view, before, item, join):
                    value = share(before.value, before.scale, item.value, item.scale, ordered=True)
                    linked[-1] = Item(
                        before.start, item.end, None, before.rule, item.unit, value, abs(item.value), item.scale
                    )
                    continue
                _share_back(view, linked, item)
        linked.append(item)
    return linked


def _join(view: View, before: Item, item: Item) -> str:
    """What stands between two items, or nothing if it does not join them."""
    gap = item.start - before.end
    if gap == 0 and item.value is not None and item.value < 0 and view.joined(item.start):
        return "-"
    if 0 < gap <= 3:
        return _JOINS.get(view.classes(QUANTITY)[before.end : item.start], "")
    return ""


def _is_range(quantities: Quantities, view: View, before: Item, item: Item, join: str) -> bool:
    assert before.value is not None and item.value is not None
    value = share(before.value, before.scale, item.value, item.scale, ordered=True)
    if not value < abs(item.value):
        return False
    if join == "and":
        return is_between(view, before.start)
    if join == "-":
        return True
    if join != "to":
        return False
    first = before.start
    modifier = quantities.modifiers.before(view, first)
    if modifier:
        first = modifier[1]
    word = word_before(view, first)
    if word == "from":
        return not tells_change(quantities, view, first)
    # "rose $5 to $45" tells a change and its outcome.
    return not (word in quantities.change and value * 3 < abs(item.value))


def _share_back(view: View, linked: list[Item], item: Item) -> None:
    """Give the scale of the last member of a list, or of the end of a change, to those before it."""
    if item.scale == 1 or item.value is None:
        return
    after = item
    for before in reversed(linked):
        if not _join(view, before, after) or before.value is None or before.scale != 1:
            return
        value = share(before.value, before.scale, item.value, item.scale, ordered=False)
        if value == before.value:
            return
        before.value, before.scale = value, item.scale
        after = before


def is_whole(view: View, item: Item) -> bool:
    """Whether a quantity is no part of a longer word or address, such as ``q=30%25`` or ``RS-232C``."""
    text, start, end = view.text, view.starts[item.start], view.ends[item.end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and (before in "_=#@&" or (before.isascii() and before.isalnum() and text[start] < _HAN)):
        return False
    return not after or not (after == "_" or (after.isascii() and after.isalnum() and text[end - 1] < _HAN))


_HAN = "\u3000"


def word_before(view: View, at: int) -> str:
    """The word before a token in small letters, or nothing."""
    return view.word(at - 1).lower() if at > 0 else ""


def word_after(view: View, end: int) -> str:
    """The word at a token in small letters, or nothing behind the last."""
    return view.word(end).lower() if end < len(view) else ""


def is_year(word: str) -> bool:
    """Whether a word of digits looks like a year of our time."""
    return bool(_YEAR(word))


def modifier_of(quantities: Quantities, view: View, item: Item) -> str | None:
    """The modifier of a quantity: behind it or before it, articles and "between" passed over."""
    classes = view.classes(QUANTITY)
    if not item.bare:
        for at in range(item.start, item.end):
            if classes[at] in "z+":
                return quantities.inner[view.word(at)]
    after = quantities.modifiers.after(view, item.end)
    if after and view.word(item.end) in ("+", "-") and not view.joined(item.end):
        after = None
    if item.bare:
        after = None
    start = item.start
    if item.high is not None and word_before(view, start) in ("between", "from"):
        start -= 1
    before = quantities.modifiers.before(view, start)
    if before is None and word_before(view, start) in ("a", "an"):
        before = quantities.modifiers.before(view, start - 1)
    # "some $5 billion or more"
    if after and (before is None or before[0] == "approx"):
        return after[0]
    return before[0] if before else None


HAN_RUN = "[9h](?:z?h)*z?"
"""A number in Han characters, or in digits with Han scales."""


def read_han(quantities: Quantities, view: View, start: int, end: int) -> Decimal | None:
    """The number that the tokens of a `HAN_RUN` say."""
    classes = view.classes(QUANTITY)
    words = [view.word(at) for at in range(start, end) if classes[at] != "z"]
    return parse_han(words, quantities.numbers.han)
