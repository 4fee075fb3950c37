"""What the grammar finds: phrases with their meanings, and prefixes that wait for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates.lexicon import Lexicon
from extract.matchers.dates.meanings import Meaning, Open
from extract.matchers.dates.numeric import Order
from extract.matchers.numbers import goes_on, is_group, is_torn
from extract.view import DATE, LAYOUT, QUANTITY, View

Reading = TypeVar("Reading")
_KNOWN = 20_000
"""So many readings are remembered."""

_OLD = 1700
"""Numbers below are rather of things than years, where things follow: "in May 1500 miners"."""
_NO_NOUNS = frozenset("was is has as his this 's ’s".split())

Head = Callable[[Meaning], Meaning | None]
"""A prefix: what it makes of the meaning behind it ("late" + last year), or None if it does not take that."""


@dataclass(slots=True)
class Item:
    """A phrase at the tokens ``start`` to ``end``, found by a rule.

    ``meaning`` is what it says, or None for a prefix, which has a ``head`` instead. ``weak`` names the
    evidence that it needs to be a record by itself (see `extract.matchers.dates.evidence`).
    """

    start: int
    end: int
    rule: str
    meaning: Meaning | None = None
    weak: str = ""
    head: Head | None = None

    def moved(self, by: int) -> Item:
        """The same so many tokens further on."""
        return Item(self.start + by, self.end + by, self.rule, self.meaning, self.weak, self.head)


Found = Item | list[Item] | Meaning | None
"""What a rule's reading gives: a meaning for the whole phrase, or items of its own making."""


class Phrase:
    """The tokens ``start`` to ``end`` of a document, as a rule found them.

    ``alone`` tells, once the phrase is read, whether nothing was asked but its own words: then the same words
    mean the same anywhere.
    """

    __slots__ = ("_order", "alone", "classes", "end", "lexicon", "rule", "start", "view")

    def __init__(self, lexicon: Lexicon, view: View, order: Order, rule: str, start: int, end: int) -> None:
        self.lexicon = lexicon
        self.view = view
        self.classes = view.classes(DATE)
        self._order = order
        self.alone = True
        self.rule = rule
        self.start = start
        self.end = end

    @property
    def shape(self) -> str:
        """The classes of its tokens."""
        return self.classes[self.start : self.end]

    @property
    def order(self) -> Order:
        """How the document writes numeric dates."""
        self.alone = False
        return self._order

    def has(self, letters: str) -> bool:
        """Whether a token has one of these classes."""
        return self.find(letters) >= 0

    def find(self, letters: str, after: int = -1) -> int:
        """The first token, behind token ``after``, that has one of these classes; -1 for none."""
        classes = self.classes
        for i in range(max(self.start, after + 1), self.end):
            if classes[i] in letters:
                return i
        return -1

    def all(self, letters: str) -> list[int]:
        """All tokens with one of these classes."""
        classes = self.classes
        return [i for i in range(self.start, self.end) if classes[i] in letters]

    def word(self, i: int) -> str:
        """The text of any token of the document."""
        if not self.start <= i < self.end:
            self.alone = False
        return self.view.word(i)

    def behind(self, i: int) -> str:
        """The text of any token of the document, or nothing behind its end."""
        self.alone = False
        return self.view.word(i) if i < len(self.view) else ""

    def before(self) -> str:
        """The word before the phrase, in small letters; nothing at the start of a document."""
        self.alone = False
        return self.view.word(self.start - 1).lower() if self.start else ""

    def value(self, i: int) -> Any:
        """What the vocabulary says of a token."""
        return self.lexicon.value(self.classes[i], self.view.word(i))

    def number(self, start: int, end: int) -> Decimal | None:
        """The number that the tokens ``start`` to ``end`` say."""
        view = self.view
        if is_group(view.word(start)):
            self.alone = False
            if goes_on(view, start):
                return None
        if end - start > 1 and is_torn(view.between(start, end)):
            return None
        return self.lexicon.numbers.parse(view.words(start, end))

    def counts(self, i: int) -> bool:
        """Whether the number at a token measures or counts what stands behind it: "Dec. 1, 1500 odd miles"."""
        cls = self.classes[i + 1] if i + 1 < len(self.classes) else "\n"
        if cls == lx.MEASURE:
            return True
        year = int(self.word(i)[:4])
        if year < _OLD and cls == lx.NOTHING:
            after = self.behind(i + 1)
            return after[0].islower() and after.endswith("s") and after not in _NO_NOUNS
        return cls == lx.COUNTED and (year % 100 == 0 or not lx.USUAL_YEARS[0] <= year <= lx.USUAL_YEARS[1])

    def words_before(self, count: int) -> list[str]:
        """As many words before the phrase, or as there are."""
        self.alone = False
        return self.view.words(max(0, self.start - count), self.start)

    def cls(self, i: int) -> str:
        """The class of any token of the document; a line's end beyond its edges."""
        if not self.start <= i < self.end:
            self.alone = False
        return self.classes[i] if 0 <= i < len(self.classes) else "\n"

    def closes(self) -> bool:
        """Whether nothing follows that the phrase's last word might belong to: no clause, no noun."""
        self.alone = False
        if self.end >= len(self.classes) or self.cls(self.end) in lx.AND + lx.ON + lx.IN + lx.TO:
            return True
        return self.view.classes(LAYOUT)[self.end] in "e,\nqz"

    def sum_follows(self) -> bool:
        """Whether a sum of money or a number follows: "the year before $4,000"."""
        self.alone = False
        return self.end < len(self.classes) and self.view.classes(QUANTITY)[self.end] in "SC9"

    def nothing(self) -> Item:
        """An item that is no record, so that nothing in it is one: a day that no calendar has."""
        return Item(self.start, self.end, self.rule, Open(), weak="no date")

    def remembered(self, read: Callable[[Phrase], Reading]) -> Reading:
        """What a function reads in this phrase: as before, if it asks nothing but the phrase's own words.

        What it gives must hold for the same words anywhere, and so name no token.
        """
        key = read, self.rule, self.view.between(self.start, self.end), self.shape
        known = self.lexicon.readings
        if key in known:
            return known[key]  # type: ignore[no-any-return]
        alone, self.alone = self.alone, True
        found = read(self)
        if self.alone:
            if len(known) >= _KNOWN:
                known.clear()
            known[key] = found
        self.alone = self.alone and alone
        return found

    def item(
        self,
        meaning: Meaning | None = None,
        *,
        start: int = -1,
        end: int = -1,
        weak: str = "",
        head: Head | None = None,
    ) -> Item:
        """An item at this phrase, or at a part of it."""
        return Item(self.start if start < 0 else start, self.end if end < 0 else end, self.rule, meaning, weak, head)
