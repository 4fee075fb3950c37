"""What money, percent and multiple share: their alphabet of word classes, and how rules are tried on it.

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

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.matchers import Rule
from extract.matchers.currency import COUNTRY, ONE, Currencies
from extract.matchers.han import parse_han
from extract.matchers.modifiers import Modifiers
from extract.matchers.numbers import MAX_SIZE, Numbers, goes_on
from extract.plain import BROKEN
from extract.view import QUANTITY, View
from extract.vocabulary import Vocabulary
from extract.words import NOTHING

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
        for word, number in self.numbers.cardinals().items():
            if word.isascii() and word.isalpha() and word.islower() and len(word) > 2:
                self._classes.setdefault(word + "fold", "g")
                self.values.setdefault(word + "fold", number)
        self.change = frozenset(vocabulary.words("quantity", "change"))
        self.outcome = frozenset(vocabulary.words("quantity", "outcome"))
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

    def words(self) -> Iterable[str]:
        """The words that have a class, digits and signs aside."""
        currencies = self.currencies
        return itertools.chain(
            self._classes, self._units, self.numbers.words(), currencies.letters, currencies.signs
        )

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


def lexicon(vocabulary: Vocabulary, matcher: str) -> dict[str, frozenset[str]]:
    """The words of a matcher's vocabulary by their class."""
    found: dict[str, set[str]] = {}
    for entry in vocabulary.entries("word"):
        if entry.matcher == matcher:
            found.setdefault(entry.cls, set()).update(entry.words)
    return {cls: frozenset(words) for cls, words in found.items()}


class Scan:
    """A matcher's rules as one regular expression over a document's classes.

    Each rule's ``read`` takes the matcher, the view and what its pattern matched, and gives items.
    ``triggers`` is a pattern for the classes of which every rule needs one: it is looked for first, which is
    fast, the more so where it begins with one set of characters, and the rules are tried only around it.
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


def is_grouped(view: View, at: int) -> bool:
    """Whether a number has thousands or a fraction in digits, as prices have."""
    word = view.word(at)
    return "," in word or word[-3:-2] == "."


def refuse(view: View, kind: str, start: int, end: int, rule: str, reason: str) -> list[Item]:
    """No items, and a note that says why."""
    view.note(kind, view.starts[start], view.ends[end - 1], rule, reason=reason)
    return []


def is_whole(view: View, item: Item) -> bool:
    """Whether a quantity is no part of a longer word or address, such as ``q=30%25`` or ``RS-232C``."""
    text, start, end = view.text, view.starts[item.start], view.ends[item.end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "=" and _RATE(text, max(0, start - 8), start):
        before = ""
    elif after == "=":
        after = ""
    if before and (before in "_=#@&^" or (before.isascii() and before.isalnum() and text[start] < _HAN)):
        return False
    if after and (after in "_^" or (after.isascii() and after.isalnum() and text[end - 1] < _HAN)):
        return False
    if _POWER(text, max(0, start - 3), start) or _TIMES_TEN(text, end):
        return False
    if _is_symbol(before) and text[start - 2 : start - 1].isdigit():
        return False
    if _is_symbol(after) and text[end + 1 : end + 2].isdigit():
        return False
    return not _is_rest(view, item) and _is_sized(item)


def _is_sized(item: Item) -> bool:
    """Whether its numbers are below the limit."""
    return all(number is None or number.adjusted() < MAX_SIZE for number in (item.value, item.low, item.high))


def _is_symbol(character: str) -> bool:
    """Whether a character is a symbol that nobody puts between numbers; lines of tables are none."""
    return character > "\x7f" and unicodedata.category(character) == "So" and not "─" <= character <= "▟"


_POWER = re.compile(r"\d\*{1,2}$").search
_TIMES_TEN = re.compile(r"\*{1,2}\d|\s?[x×*·]\s?10[\^*⁰¹²³⁴-⁹]").match


def _is_rest(view: View, item: Item) -> bool:
    """Whether it begins with a group or the scale of a number that cannot be read: "12⏎345", "10⁶ billion"."""
    classes = view.classes(QUANTITY)
    if item.start == 0 or classes[item.start] not in "5v9":
        return False
    if classes[item.start] == "9":
        return goes_on(view, item.start)
    at = item.start - 1
    if classes[at] == "\n" and at and view.word(item.start).islower():
        at -= 1
    if classes[at] == "-" and at and view.joined(at) and view.joined(at + 1):
        at -= 1
    before = view.word(at)
    if BROKEN in before or (classes[at] == NOTHING and before[0].isdigit()):
        return True
    return classes[item.start] == "5" and classes[at] in "0123456789f"


_RATE = re.compile(r"[^=]{0,6}(?<![\w.])(?:[A-Z]{0,3}[$€£¥₹])1=").fullmatch
"""What stands before the other side of a rate of exchange: ``$1=8.18 hryvnia``."""
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
                word = view.word(at)
                return quantities.inner.get(word) or quantities.inner.get(word.lower())
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


HAN_RUN = "(?:9|(?<!h)(?<![9h]z)h)(?:z?h)*+z?"
"""A number in Han characters, or in digits with Han scales. It is not tried again from its middle on."""


def read_han(quantities: Quantities, view: View, start: int, end: int) -> Decimal | None:
    """The number that the tokens of a `HAN_RUN` say."""
    classes = view.classes(QUANTITY)
    words = [view.word(at) for at in range(start, end) if classes[at] != "z"]
    return parse_han(words, quantities.numbers.han)
