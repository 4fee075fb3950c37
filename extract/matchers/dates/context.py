"""What a date hangs on: the document's date, what was mentioned before, and the tense of its sentence."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import periods
from extract.matchers.dates.periods import Extent, Period, Range
from extract.matchers.dates.tense import FUTURE, PAST, PRESENT, Tense
from extract.view import DATE, View

_REACH = 40
"""So many mentions back one looks for what "a year earlier" hangs on."""
_NARRATIVE = 80
"""So many tokens after "in September 2021" a month without a year is still told of that year."""
_AS_NEAR = 2
"""What the present tells of is ahead, if that is not much further away than what is past."""
_RATHER_PAST = 2
"""What no verb tells of is past, if that is not so much further away."""
_BESIDE = 40
"""So many tokens behind a month of a year long past, another month may be of the same story."""
_LONG_AGO = 400
_HISTORY = 3650
"""So many days ago a month is past, and one of history."""
_FAR = 200
"""What was said so many days from the document's date is not near."""


Told = TypeVar("Told", bound=Extent)


class Mention(NamedTuple):
    """A period that the text has named, at a token.

    ``news`` are the days of reporting ("said on Monday"); ``aside`` is what another period is only compared with
    ("the previous quarter"): a comparison in the same sentence does not start from there. ``compared`` is what the text
    says for comparison alone ("up from $4m in 2022"), and ``guessed`` what has its year from the document's date.
    """

    at: int
    extent: Extent
    news: bool
    aside: bool
    compared: bool
    guessed: bool


class Context:
    """The state of reading one document, from its start to the phrase at hand.

    ``date`` is the document's date or None. `move` says where the phrase at hand stands; `mention` keeps what
    it turned out to mean.
    """

    def __init__(self, view: View, tense: Tense) -> None:
        self.view = view
        self.date = view.date
        self.mentions: list[Mention] = []
        self.start = self.end = 0
        self.compared = False
        self._tense = tense
        self._brackets: list[tuple[int, int]] | None = None
        self._classes = view.classes(DATE)

    def move(self, start: int, end: int, *, compared: bool) -> None:
        """The phrase at hand stands at the tokens ``start`` to ``end``; ``compared``: something is compared with it."""
        self.start, self.end, self.compared = start, end, compared

    def mention(self, extent: Extent, *, news: bool, aside: bool, compared: bool, guessed: bool) -> None:
        """Keep what the phrase at hand means."""
        guessed = guessed and self.date is not None
        self.mentions.append(Mention(self.start, extent, news, aside or compared, compared, guessed))

    @property
    def tense(self) -> str:
        """The tense in which the phrase at hand is spoken of: `PAST`, `FUTURE` or nothing."""
        return self._tense.at(self.view, self.start, self.end)

    def anchor(
        self, wanted: Callable[[Mention], bool], *, main: bool = False, topic: bool = False, last: bool = False
    ) -> Extent | None:
        """The last mention that will do; one in brackets, or aside, only where there is no other.

        With ``main`` one that is aside in an earlier sentence is so, too; with ``topic`` it is if it was only said for
        comparison; with ``last`` none is aside.
        """
        here = first = -1
        spare: Extent | None = None
        for mention in reversed(self.mentions[-_REACH:]):
            if wanted(mention):
                if spare is None:
                    here = self._bracket(self.start)
                if mention.aside and first < 0:
                    first = 0 if main else self.view.sentence(self.start)[0]
                aside = mention.aside and (mention.at >= first or (topic and mention.compared)) and not last
                if self._bracket(mention.at) in (-1, here) and not aside:
                    return mention.extent
                spare = spare or mention.extent
        return spare

    def listed(self, last: Period) -> Extent:
        """The periods that were said one after the other, up to the last one: "January" and "February"."""
        index = last.index
        for mention in reversed(self.mentions[-_REACH:]):
            extent = mention.extent
            if isinstance(extent, Period) and extent.unit == last.unit and extent.index in (index, index - 1):
                index = extent.index
        return Range(Period(last.unit, index), last) if index < last.index else last

    @property
    def sentence(self) -> int:
        """The first token of the sentence of the phrase at hand."""
        return self.view.sentence(self.start)[0]

    def in_clause(self, mention: Mention, reach: int) -> bool:
        """Whether a mention stands in the sentence of the phrase at hand, with no colon or the like between."""
        if mention.at < max(self.view.sentence(self.start)[0], self.start - reach):
            return False
        return not any(word in ':;–—"“”' for word in self.view.words(mention.at, self.start))

    def near(self, make: Callable[[int], Period | None]) -> bool:
        """Whether ``make`` gives a period for the document's year or one beside it, or that year is unknown."""
        return self.date is None or any(make(year) for year in range(self.date.year - 1, self.date.year + 2))

    def told_of(self, make: Callable[[int], Period | None]) -> Period | None:
        """The period that ``make`` gives for one of the years mentioned last."""
        years = [mention.extent.last.year for mention in reversed(self.mentions[-_REACH:])]
        return next((found for year in years if (found := make(year))), None)

    def nearest(self, make: Callable[[int], Told | None]) -> Told | None:
        """Of the periods or ranges that ``make`` gives for the years around, the one that the sentence means.

        By tense the last one begun or the next one to come; without a tense the nearest to the document's
        date. Without that date: the one in the year of the last explicit mention, if there is one.
        """
        if self.date is None:
            year = self.narrated_year()
            return make(year.index) if year else None
        found = [period for year in range(self.date.year - 1, self.date.year + 2) if (period := make(year))]
        if not found:
            # 29 February: look further.
            years = sorted(range(self.date.year - 4, self.date.year + 5), key=lambda y: abs(y - self._year))
            return next((period for year in years if (period := make(year))), None)
        return self._by_tense(found, self.date)

    def narrated_year(self, reach: int = _NARRATIVE) -> Period | None:
        """The year of the day or month told of last, where that is at most so many tokens ago."""
        near = self.start - reach
        here = self.sentence  # what was only compared with in another sentence is no story

        def tells(mention: Mention) -> bool:
            return mention.at >= near and not mention.guessed and (not mention.aside or mention.at >= here)

        last = self.anchor(tells)
        fine = last is not None and last.unit in (periods.DAY, periods.MONTH, periods.QUARTER)
        return last.to(periods.YEAR) if last and fine else None

    def story(self) -> Extent | None:
        """The month or day of a year long past that was named last in the paragraph, if that is what it tells of."""
        if self.date is None or not self.mentions:
            return None
        last = self.mentions[-1]
        if last.compared or last.news or last.at < self.start - _BESIDE or "\n" in self._classes[last.at : self.start]:
            return None
        # News tell of what is long past in one sentence, histories in many.
        past = _LONG_AGO if last.at >= self.sentence else _HISTORY
        told = last.extent.unit in (periods.DAY, periods.MONTH, periods.QUARTER)
        return last.extent if told and (self.date - last.extent.last).days > past else None

    def day_nearby(self, reach: int, *, ranges: bool = False) -> Period | None:
        """The explicit day mentioned last in the same sentence, at most so many tokens before.

        With ``ranges`` the last day of a range will do.
        """
        first = max(self.view.sentence(self.start)[0], self.start - reach)
        for mention in reversed(self.mentions[-3:]):
            extent = mention.extent
            if mention.at < first or extent.unit != periods.DAY:
                continue
            if isinstance(extent, Period):
                return extent
            if ranges:
                return extent.end
        return None

    @property
    def _year(self) -> int:
        return self.date.year if self.date else 0

    def _by_tense(self, found: list[Told], today: dt.date) -> Told:
        def distance(period: Told) -> int:
            if period.first <= today <= period.last:
                return 0
            return min(abs((period.first - today).days), abs((period.last - today).days))

        nearest = min(found, key=lambda period: (distance(period), period.first))
        tense = PAST if self.compared and self.tense != FUTURE else self.tense
        if tense == PAST:
            past = [period for period in found if _begun(period) <= today]
            if past and self._tense.is_past(self.view, self.start):
                return past[-1]
            return _sure(past[-1] if past else nearest, nearest, distance)
        if tense == FUTURE:
            future = [period for period in found if period.last >= today]
            if future and self._tense.is_sure(self.view, self.start, self.end):
                return future[0]
            return _sure(future[0] if future else nearest, nearest, distance)
        if tense == PRESENT and nearest.last < today:
            # "The line is ready in August": what is past and far would be told in the past.
            future = [period for period in found if period.first > today]
            if future and distance(future[0]) <= _AS_NEAR * distance(nearest):
                return future[0]
        if not tense:
            # News tells of what is past.
            past = [period for period in found if _begun(period) <= today]
            if past and _begun(nearest) > today and distance(past[-1]) <= _RATHER_PAST * distance(nearest):
                return past[-1]
        return nearest

    def _bracket(self, at: int) -> int:
        """The token of the opening bracket around a token, or -1."""
        if self._brackets is None:
            self._brackets = _brackets(self.view.classes(DATE))
        spans = self._brackets
        if not spans:
            return -1
        k = bisect_right(spans, (at, len(self.view))) - 1
        return spans[k][0] if k >= 0 and spans[k][0] < at < spans[k][1] else -1


def _begun(period: Extent) -> dt.date:
    """The first day of a period; of a range of months that of its last month, as what is told of it is told then."""
    return period.end.first if isinstance(period, Range) and period.unit != periods.DAY else period.first


def _sure(by_tense: Told, nearest: Told, distance: Callable[[Told], int]) -> Told:
    """The period by tense, unless that is far away and another one is close: then the tense was misread."""
    return nearest if distance(by_tense) > _FAR and distance(nearest) < _FAR / 4 else by_tense


_BRACKET = re.compile(f"[{lx.OPEN}{lx.CLOSE}\n]")


def _brackets(classes: str) -> list[tuple[int, int]]:
    """The outermost pairs of brackets, by their tokens; they do not reach over a line's end."""
    found: list[tuple[int, int]] = []
    start = classes.find(lx.OPEN)
    while start >= 0:
        depth, at = 1, start + 1
        while depth and (match := _BRACKET.search(classes, at)):
            at = match.end()
            cls = classes[at - 1]
            if cls == "\n":
                break
            depth += 1 if cls == lx.OPEN else -1
        if depth and match is None:
            break
        if not depth:
            found.append((start, at - 1))
        start = classes.find(lx.OPEN, at)
    return found
