"""Dates, times, lengths of time and recurrences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates.chinese import Chinese
from extract.matchers.dates.compose import compose
from extract.matchers.dates.context import Context
from extract.matchers.dates.days import Yearless
from extract.matchers.dates.evidence import REASONS, Clues, Evidence
from extract.matchers.dates.first import first, openings
from extract.matchers.dates.grammar import RULES
from extract.matchers.dates.items import Item, Phrase
from extract.matchers.dates.lexicon import Lexicon
from extract.matchers.dates.meanings import Fact, Known, Length, Meaning
from extract.matchers.dates.numeric import Order
from extract.matchers.dates.periods import YEAR, Extent, Period
from extract.matchers.dates.pointers import Away
from extract.matchers.dates.spans import Span
from extract.matchers.dates.tense import Tense
from extract.matchers.modifiers import Modifiers
from extract.view import DATE, QUANTITY, Match, View
from extract.vocabulary import Vocabulary

_FIRST = [first(rule.pattern) for rule in RULES]


_RULES_AT = {cls: [k for k, some in enumerate(_FIRST) if cls in some] for cls in set().union(*_FIRST)}
"""For each class the numbers of the rules that may begin with it."""
# And these rules as one pattern, with a group for each.
_GRAMMAR = {cls: re.compile("|".join(f"({RULES[k].pattern})" for k in numbers)) for cls, numbers in _RULES_AT.items()}
_KNOWN = 20_000
"""So many phrases are remembered with their readings."""
# Where a phrase may begin: "the" and numbers are everywhere, so that one of these counts only with a word of
# time near.
_NEAR = (
    lx.MONTH + lx.MAYBE_MONTH + lx.FOREIGN_MONTH + lx.WEEKDAY + lx.UNIT + lx.UNITS + lx.WEEKEND + lx.QUARTER + lx.HALF
    + lx.SECOND + lx.SEASON + lx.FALL + lx.DECADE + lx.TIME_SPAN + lx.DEICTIC + lx.PART_NOUN + lx.DAY_PART + lx.YEAR
    + lx.YEARS + lx.AMPM + lx.OCLOCK + lx.ZONE + lx.NOON + lx.ERA + lx.HOUR_SIGN + lx.HOURS
)  # fmt: skip
_COMMON = (
    lx.THE + lx.A + lx.SMALL + lx.TWO + lx.NUMBER + lx.FRACTION + lx.WORD + lx.POINTER + lx.ORDINAL + lx.NTH + lx.VAGUE
)


def _start() -> re.Pattern[str]:
    """Where some rule may match, told by the first two classes and, for common ones, by a word of time near.

    Each way begins with one character, as such patterns are looked for fastest; the common ones come first.
    """
    behind: dict[str, set[str]] = defaultdict(set)
    for rule in RULES:
        for opening in openings(rule.pattern):
            if opening:
                behind[opening[0]].add(opening[1:])
    near = f"(?=[^\\n{_NEAR}]{{0,7}}+[{_NEAR}])"
    ways = [f"{lx.THE}(?<=[{lx.ON}{lx.OF}{lx.UNTIL}]{lx.THE})(?={lx.NTH})"]
    for cls in sorted(behind, key=lambda cls: (cls not in _COMMON, cls)):
        second = "" if "" in behind[cls] else f"(?=[{''.join(sorted(behind[cls]))}])"
        ways.append(cls + second + (near if cls in _COMMON else ""))
    return re.compile("|".join(ways))


_START = _start()


@cache
def _single(number: int) -> re.Pattern[str]:
    return re.compile(RULES[number].pattern)


def _behind(classes: str, start: int, number: int) -> tuple[int, int] | None:
    """The next rule, from rule ``number`` on, that matches at a token, and the end of its match."""
    for k in _RULES_AT[classes[start]]:
        if k >= number and (match := _single(k).match(classes, start)):
            return k, match.end()
    return None


class DateMatcher:
    """Finds dates, times, lengths of time and recurrences."""

    kind = "date"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.rules = RULES
        self._lexicon = Lexicon(vocabulary)
        self._tense = Tense(vocabulary)
        self._clues = Clues(vocabulary, self._tense)
        self._modifiers = Modifiers(vocabulary)
        self._chinese = Chinese(vocabulary)
        self._known: dict[tuple[int, str, str], list[Item]] = {}

    def words(self) -> Iterable[str]:
        """The words that have a class, digits and marks aside."""
        return self._lexicon.words()

    def classify(self, word: str) -> str:
        """The lexical class of a word in the alphabet of dates."""
        return self._lexicon.classify(word)

    def match(self, view: View) -> Iterator[Match]:
        """The dates of a document, in its order."""
        items = compose(self._scan(view), view.classes(DATE))
        chinese = list(self._chinese.scan(view))
        if chinese:
            items = _merge(chinese, items)
        context = Context(view, self._tense)
        evidence = Evidence(self._clues, view)
        end = 0
        for item in items:
            if not evidence.holds(item):
                reason = REASONS.get(item.weak, "nothing tells that a date is meant")
                view.note(self.kind, view.starts[item.start], view.ends[item.end - 1], item.rule, reason=reason)
                continue
            match = self._read(view, context, item)
            if match and match.start >= end:
                end = match.end
                yield match

    def _scan(self, view: View) -> list[Item]:
        """The small phrases of a document, from left to right."""
        found: list[Item] = []
        classes = view.classes(DATE)
        order = Order(view)
        at, search, grammar, rules_at = 0, _START.search, _GRAMMAR, _RULES_AT
        while start := search(classes, at):
            i = start.start()
            cls = classes[i]
            match = grammar[cls].match(classes, i)
            at = i + 1
            if match is None or match.lastindex is None:
                continue
            items = self._items(view, order, classes, i, rules_at[cls][match.lastindex - 1], match.end())
            for item in items:
                at = max(at, item.end)
            found.extend(items)
        return found

    def _items(self, view: View, order: Order, classes: str, start: int, number: int, end: int) -> list[Item]:
        """What the first rule that reads the phrase at a token finds: rule ``number``, or one behind it.

        What needed nothing but the phrase's own words is remembered.
        """
        while True:
            # The same characters may be other tokens elsewhere: a long run without spaces is cut somewhere. What a
            # number counts stands behind it.
            key = number, view.between(start, end), classes[start : end + 1]
            known = self._known.get(key)
            if known is None:
                phrase = Phrase(self._lexicon, view, order, RULES[number].name, start, end)
                found = RULES[number].read(phrase)
                items = found if isinstance(found, list) else [found] if isinstance(found, Item) else []
                if found and not items:
                    items = [phrase.item(found)]
                if phrase.alone:
                    self._remember(key, items, start)
            else:
                items = [item.moved(start) for item in known]
            if items:
                return items
            behind = _behind(classes, start, number + 1)
            if behind is None:
                return []
            number, end = behind

    def _remember(self, key: tuple[int, str, str], items: list[Item], start: int) -> None:
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[key] = [item.moved(-start) for item in items]

    def _read(self, view: View, context: Context, item: Item) -> Match | None:
        """The record of an item, or None where there is no such date."""
        meaning = item.meaning
        if meaning is None:
            return None
        context.move(item.start, item.end, compared=_compared(view, item.start))
        try:
            fact = meaning.read(context)
        except (ValueError, OverflowError):  # counted out of the calendar, which has the years 1 to 9999
            return None
        if fact is None:
            return None
        start, end = item.start, item.end
        if isinstance(meaning, (Length, Away)):
            fact, start, end = self._modified(view, item, fact)
        place = view.starts[start], view.ends[end - 1] - _stops(view, end)
        if view.notes is not None:
            view.note(self.kind, *place, item.rule, _pieces(context, meaning))
        if fact.extent is not None:
            _mention(view, context, item.start, meaning, fact.extent)
        return Match(self.kind, *place, item.rule, fact.values)

    def _modified(self, view: View, item: Item, fact: Fact) -> tuple[Fact, int, int]:
        """A length with its modifier, which its span takes in: "more than two decades", "a year or more"."""
        start, end = item.start, item.end
        before = self._modifiers.before(view, start)
        value = fact.modifier
        if value is not None:
            pass
        elif (
            before
            and view.classes(DATE)[start] not in lx.THE + lx.POINTER
            and self._modifies(view, before[1], start, end, fact.type == "DATE")
        ):
            value, start = before
        elif fact.type == "DURATION" and (after := self._modifiers.after(view, end)):
            value, end = after
        return (fact._replace(modifier=value) if fact.type == "DURATION" else fact), start, end

    @staticmethod
    def _modifies(view: View, first: int, start: int, end: int, away: bool) -> bool:
        """Whether "over" is a modifier ("for over 30 years") rather than a preposition ("paid over 30 years")."""
        words = [word.lower() for word in view.words(first, start)]
        if words[-1] in ("than", "as"):
            # "38% more than a year earlier" compares; "more than two years ago" does not.
            return view.classes(DATE)[start] != lx.A or not away
        if words != ["over"]:
            return True
        before = view.word(first - 1).lower() if first else "\n"
        if before[0].isalnum() and view.sentence(first)[0] != first:
            return before in _BEFORE_OVER
        # "Over 30 years ago", "over a week has passed", but "Over twelve months they have quadrupled"
        after = view.word(end).lower() if end < len(view) else ""
        return away or after in _BEHIND_OVER


_BEHIND_OVER = frozenset("after before later earlier has have had passed old of in since is are was were will".split())
_BEFORE_OVER = frozenset(
    "for in after of within to from than by with at is was were are be lasts lasted took takes just well".split()
)


def _mention(view: View, context: Context, start: int, meaning: Meaning, extent: Extent) -> None:
    """Keep what a phrase means for what hangs on it behind."""
    aside, compared, last = meaning.aside, context.compared, context.mentions[-1] if context.mentions else None
    if aside and start and view.classes(QUANTITY)[start - 1] not in ".\n,":
        compared = True  # "From 6% in May and 8% a year earlier"
    if not compared:
        if last is not None and (last.at >= start - _NEXT or last.compared):
            compared = (
                _changed_from(view, context, start, extent)
                or _listed_with(view, context, start)
                or (not aside and _column_before(context, start, extent))
            )
        if not compared and extent.unit == YEAR:
            compared = _since(view, start)
    context.mention(extent, news=meaning.news, aside=aside, compared=compared, guessed=_is_open(meaning))


def _is_open(meaning: Meaning) -> bool:
    """Whether it is a month or day whose year the words leave open, or a range of such."""
    meaning = meaning.start if isinstance(meaning, Span) else meaning
    return isinstance(meaning, Yearless) and meaning.whole is None


def _stops(view: View, end: int) -> int:
    """1 where the stop of the abbreviation before a token is the full stop of its line, too: "Turkey: 13 Sept."."""
    if view.text[view.ends[end - 1] - 1] != ".":
        return 0
    classes = view.classes(DATE)
    last = classes[end - 1] in lx.MONTH + lx.MAYBE_MONTH + lx.WEEKDAY
    return int(last and (end == len(view) or classes[end] == "\n"))


def _compared(view: View, start: int) -> bool:
    """Whether a phrase is what something is compared with: "more than in May", "against 2019", "from 5% in 2012"."""
    i = start - 1
    if i > 0 and view.word(i) in _BEHIND_COMPARISON:
        i -= 1
        quantity, far = view.classes(QUANTITY), i - _LONGEST_SUM
        while i > 0 and i > far and quantity[i] not in ".\n":
            i -= 1
        if view.word(i) == "of" and i > 2:
            # "Down from a peak of $5 in November"
            i = next((k for k in range(i - 2, max(i - 4, 0), -1) if view.word(k) == "from"), i)
        if i and view.word(i) in ("with", "to"):
            i -= view.word(i - 1).lower() in ("compared", "comparison")
    return i >= 0 and (view.word(i).lower() in _COMPARISONS or (i < start - 2 and view.word(i) == "from"))


def _changed_from(view: View, context: Context, start: int, extent: Extent) -> bool:
    """Whether a period is what the one right before has changed from: "fell in September from August"."""
    if not start or view.word(start - 1) != "from" or not isinstance(extent, Period) or not context.mentions:
        return False
    before = context.mentions[-1]
    return before.at >= start - _NEXT and before.extent.unit == extent.unit


def _listed_with(view: View, context: Context, start: int) -> bool:
    """Whether it goes on with a comparison: "against $4m in May and $3m in June"."""
    if not context.mentions or not context.mentions[-1].compared or view.word(start - 1) not in _BEHIND_COMPARISON:
        return False
    at, quantity, i = context.mentions[-1].at, view.classes(QUANTITY), start - 2
    far = max(at, i - _LONGEST_SUM)
    while i > far and quantity[i] not in ".\n&":
        i -= 1
    return at < i < start - 2 and view.word(i) == "and" and at >= view.sentence(start)[0]


def _column_before(context: Context, start: int, extent: Extent) -> bool:
    """Whether it stands right behind the same period a year later, as the next column of a table does."""
    if not context.mentions:
        return False
    before = context.mentions[-1]
    return before.at >= start - _NEXT and before.extent.unit == extent.unit and extent.shift(1, YEAR) == before.extent


def _since(view: View, start: int) -> bool:
    """Whether a year only begins a record: "the largest since data became available in 1979"."""
    at = view.starts[start]
    if view.text.find(" since ", max(0, at - 8 * _RECORD), at) < 0:
        return False
    words = [word.lower() for word in view.words(max(0, start - _RECORD), start)]
    if "since" not in words:
        return False
    since = len(words) - 1 - words[::-1].index("since")
    if not all(word[0].isalnum() for word in words[since:]):
        return False
    return any(word in _EXTREMES or word.endswith("est") for word in words[:since])


_RECORD = 14
"""So many words before a year of which a record has stood "since" may tell of it."""
_EXTREMES = frozenset("most least worst best first record time only lowest highest".split())
_NEXT = 4
_LONGEST_SUM = 7
_BEHIND_COMPARISON = frozenset("in with to for during at on".split())
_COMPARISONS = frozenset("than against versus vs vs. compared comparison".split())


def _pieces(context: Context, meaning: Meaning) -> tuple[tuple[str, str], ...]:
    """What a date was read as, and what settled it."""
    pieces = [("read as", type(meaning).__name__.lower())]
    if isinstance(meaning, (Known, Length)):
        return tuple(pieces)
    if context.date:
        pieces.append(("document's date", context.date.isoformat()))
    if context.mentions:
        pieces.append(("mentioned before", context.mentions[-1].extent.value))
    if context.tense:
        pieces.append(("tense", context.tense))
    return tuple(pieces)


def _merge(chinese: list[Item], others: list[Item]) -> list[Item]:
    """The items of both readings in order. Where they overlap, the Chinese one counts, unless a sure one of the
    others begins before it."""
    taken: dict[int, Item] = {i: item for item in others if not item.weak for i in range(item.start, item.end)}
    kept = [item for item in chinese if taken.get(item.start, item).start >= item.start]
    covered = {i for item in kept for i in range(item.start, item.end)}
    rest = [item for item in others if not any(i in covered for i in range(item.start, item.end))]
    return sorted([*kept, *rest], key=lambda item: item.start)
