"""Periods that are pointed at: "last year", "two years later", "the first quarter of …", "the same period"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.matchers.dates import periods
from extract.matchers.dates.context import Context, Mention
from extract.matchers.dates.meanings import DOC, TEXT, Fact, Meaning, Part
from extract.matchers.dates.periods import DAY, MONTH, WEEK, YEAR, Extent, Period, Range, finer
from extract.matchers.dates.tense import FUTURE, PAST
from extract.matchers.dates.values import duration

_REPORT = 120
"""So many tokens behind a quarter, figures are compared with those of that quarter a year earlier."""
_AHEAD = 90
"""A quarter of which no verb tells and that is so many days ahead is last year's."""
_FIGURES = 45
"""So many days after its end a quarter's figures may still be to come: "it may have shrunk"."""
_CLAUSE = 25
"""So many tokens behind a year, "the year" is that one."""


@dataclass(frozen=True, slots=True)
class Shifted(Meaning):
    """A unit so many units away: "last year" (-1 from the document), "the previous month" (-1 in the text)."""

    unit: str
    count: int
    base: str = DOC

    @property
    def aside(self) -> bool:
        return self.base == TEXT and self.count < 0

    def extent(self, context: Context) -> Extent | None:
        start: Extent | None = None
        if self.base == TEXT:
            back = self.count < 0
            start = context.anchor(
                lambda mention: not finer(self.unit, mention.extent.unit), main=not back or context.compared, topic=back
            )
            if self.unit == YEAR and isinstance(start, Range) and _is_season(start):
                return start.shift(self.count, YEAR)
            start = start and start.to(self.unit)
        if start is None and context.date and (self.base == DOC or self.count < 0):
            start = Period.of(self.unit, context.date)
        if start is None and self.base == DOC and self.unit in (periods.CENTURY, periods.MILLENNIUM):
            start = Period(self.unit, 20 if self.unit == periods.CENTURY else 2)
        return start and start.shift(self.count, self.unit)

    def within(self, whole: Meaning) -> Meaning | None:
        """ "The same month" + "last year", "the last quarter" + "of 2023"."""
        if self.base == TEXT and self.count == 0 and whole.unit == YEAR:
            return SamePeriod(self.unit, whole)
        if self.base == DOC and self.count == -1 and whole.unit and finer(self.unit, whole.unit):
            return Nth(self.unit, -1, whole=whole)
        return None


def _is_season(extent: Range) -> bool:
    """Whether it is a year that begins in one calendar year and ends in the next: "2023-24"."""
    return extent.start.unit == extent.end.unit == YEAR and extent.end.index == extent.start.index + 1


@dataclass(frozen=True, slots=True)
class Away(Meaning):
    """A length of time away: "31 years ago" from the document's date, "a year earlier" in the text.

    What is compared ("sold more in the second quarter than a year ago") is counted from what was said, too.
    """

    count: Decimal | None
    unit: str
    base: str
    compared: bool = False

    @property
    def aside(self) -> bool:
        return self.count is not None and self.count < 0 and (self.compared or self.base == TEXT)

    def extent(self, context: Context) -> Extent | None:
        if self.count is None:
            return None
        unit, count = self.unit, self.count
        anchor = self._anchor(context)
        if anchor is not None:
            return anchor.shift(count, unit)
        if context.date is None or (self.base == TEXT and count > 0):
            return None
        if count != int(count) and unit in periods.MONTHS:
            unit, count = MONTH, count * periods.MONTHS[unit]
        return Period.of(unit, context.date).shift(count, unit)

    def _anchor(self, context: Context) -> Extent | None:
        """What it is counted from, if that is something that the text said."""
        if self.compared and self.unit == YEAR:
            reach = context.sentence if self.base == DOC else context.start - _REPORT
            here = context.anchor(lambda mention: mention.at >= context.sentence and self._carries()(mention))
            part = context.anchor(lambda mention: mention.at >= reach and self._is_part(mention), main=True)
            if part is not None and (here is None or here.unit != YEAR):
                return part
        if self.base != TEXT:
            return None
        # "From $5bn in 2021 to $7bn two years later": what comes later hangs on whatever was said last.
        later = self.count is not None and self.count > 0
        return context.anchor(self._carries(), main=self.compared and not later, last=later)

    def read(self, context: Context) -> Fact | None:
        # Hours and minutes away are a time of day, which nothing here can tell.
        return Fact("TIME", None) if self.unit == "T" else Meaning.read(self, context)

    @staticmethod
    def _is_part(mention: Mention) -> bool:
        """Whether a mention is a month, a quarter or the like."""
        unit = mention.extent.unit
        return not mention.news and unit not in periods.DAYS and finer(unit, YEAR)

    def _carries(self) -> Callable[[Mention], bool]:
        """What a length of years or months is counted from is no day on which somebody said something."""
        by_day = self.unit in periods.DAYS

        def carries(mention: Mention) -> bool:
            if by_day:
                return mention.extent.unit in periods.DAYS
            return not mention.news

        return carries


@dataclass(frozen=True, slots=True)
class Running(Meaning):
    """ "The year", "the week": the one that the sentence speaks of, else the document's."""

    unit: str

    def extent(self, context: Context) -> Extent | None:
        def fits(mention: Mention) -> bool:
            return not finer(self.unit, mention.extent.unit)

        def here(mention: Mention) -> bool:
            return fits(mention) and not mention.news and context.in_clause(mention, _CLAUSE)

        anchor = context.anchor(here if context.date else fits)
        if anchor is None and self.unit == periods.QUARTER:
            anchor = context.anchor(lambda mention: mention.extent.unit == periods.QUARTER)
        if anchor is not None:
            return anchor.to(self.unit)
        return Period.of(self.unit, context.date) if context.date else None

    def within(self, whole: Meaning) -> Meaning | None:
        """ "The week of 17 June", "the month of May", "the year-end 2023"."""
        if whole.unit == self.unit:
            return whole
        holds = self.unit in (WEEK, periods.WEEKEND, MONTH) and whole.unit == DAY
        return Around(self.unit, whole) if holds else None


@dataclass(frozen=True, slots=True)
class Around(Meaning):
    """The week, weekend or month in which a day falls."""

    unit: str
    day: Meaning

    def extent(self, context: Context) -> Extent | None:
        day = self.day.extent(context)
        return day and Period.of(self.unit, day.first)


@dataclass(frozen=True, slots=True)
class NearWeekend(Meaning):
    """ "Last weekend", "this weekend"; "the weekend" by tense."""

    count: int | None
    base: str = DOC

    unit = periods.WEEKEND

    def extent(self, context: Context) -> Extent | None:
        if self.base == TEXT:
            return Shifted(self.unit, self.count or 0, TEXT).extent(context)
        if context.date is None:
            return None
        count = self.count or 0
        # A Monday's "this weekend" is over where the sentence tells the past.
        early = context.date.isoweekday() <= 3
        if (self.count is None or (self.count == 0 and early)) and context.date.isoweekday() < 6:
            tense = context.tense
            if tense == PAST or (self.count is None and tense != FUTURE and early):
                count = -1
        return Period.of(self.unit, context.date).shift(count, self.unit)

    def within(self, whole: Meaning) -> Meaning | None:
        return Around(self.unit, whole) if self.count is None and whole.unit == DAY else None


@dataclass(frozen=True, slots=True)
class Nth(Meaning):
    """A part by number: "the first quarter of …", "the last three months of …", "the second week of …".

    ``count`` parts from the ``number``-th one on (backwards from the last where negative), in ``whole``; a
    quarter or half without a whole is one of the document's year.
    """

    unit: str
    number: int
    count: int = 1
    whole: Meaning | None = None

    def extent(self, context: Context) -> Extent | None:
        if self.whole is None:
            return self._by_tense(context)
        whole = self.whole.extent(context)
        return self._part(whole) if isinstance(whole, Period) else None

    def read(self, context: Context) -> Fact | None:
        if self.whole is None and self.count > 1 and self.unit not in (MONTH, periods.QUARTER):
            # "For the first four years": of what, nothing says.
            return Fact("DURATION", duration(Decimal(self.count), self.unit))
        return Meaning.read(self, context)

    def _by_tense(self, context: Context) -> Extent | None:
        if context.date is None:
            year = context.narrated_year()
            return self._part(year) if year else None
        found = self._part(Period.of(YEAR, context.date))
        if found is None:
            return None
        tense = context.tense
        if found.first > context.date and tense == PAST:
            return found.shift(-1, YEAR)
        if (context.date - found.last).days > _FIGURES and tense == FUTURE:
            return found.shift(1, YEAR)
        if not tense and (found.first - context.date).days > _AHEAD:
            return found.shift(-1, YEAR)
        return found

    def _part(self, whole: Period) -> Extent | None:
        if self.unit in (periods.HALF, periods.QUARTER) and whole.unit in (periods.DECADE, periods.CENTURY):
            return self._years(whole)
        one = whole.nth(self.unit, self.number)
        if one and self.unit == periods.DECADE:
            # "The first decade of this century" is told in years.
            one, number = one.nth(YEAR, 1), self.count * 10
            step = number - 1 if self.number > 0 else 19 - number
            other = one and one.shift(9 if self.number < 0 else step, YEAR)
            one = one and one.shift(0 if self.number > 0 else 10 - number, YEAR)
            return Range(one, other) if one and other else None
        if one is None or self.count == 1:
            return one
        other = one.shift(self.count - 1 if self.number > 0 else 1 - self.count, self.unit)
        if other is None or other.to(whole.unit) != whole:
            return None
        return Range(one, other) if self.number > 0 else Range(other, one)

    def _years(self, whole: Period) -> Extent | None:
        """The first half of a decade, the last quarter of a century: told in years."""
        parts = 2 if self.unit == periods.HALF else 4
        size = periods.MONTHS[whole.unit] // 12 // parts
        start = Period(YEAR, whole.first.year + size * (self.number - 1 if self.number > 0 else parts + self.number))
        return Range(start, Period(YEAR, start.index + size - 1))

    def within(self, whole: Meaning) -> Meaning | None:
        if self.unit == periods.HALF and self.whole is None and whole.unit in (MONTH, WEEK):
            return Part("start" if self.number == 1 else "end", whole)
        if self.whole is not None or not whole.unit or not finer(self.unit, whole.unit):
            return None
        return replace(self, whole=whole)


@dataclass(frozen=True, slots=True)
class SamePeriod(Meaning):
    """The period just mentioned, in another year: "the same period last year", "the year-ago quarter"."""

    unit: str = ""
    whole: Meaning | None = None
    count: int = 0
    several: bool = False
    """Whether it is more than one period: "the same months"."""

    @property
    def aside(self) -> bool:
        return self.whole is not None or self.count != 0

    def extent(self, context: Context) -> Extent | None:
        anchor = context.anchor(self._fits, main=True)
        if self.several and isinstance(anchor, Period) and anchor.unit == self.unit:
            anchor = context.listed(anchor)
        if anchor is None and not self.unit:
            anchor = context.anchor(lambda mention: mention.extent.unit == YEAR)
        elif anchor is None:
            anchor = context.anchor(lambda mention: not mention.news and not finer(self.unit, mention.extent.unit))
            anchor = anchor.to(self.unit) if anchor else None
        if anchor is None:
            return None
        if self.whole is None:
            return anchor.shift(self.count, YEAR)
        if isinstance(self.whole, Shifted) and self.whole.base == TEXT:
            return anchor.shift(self.whole.count, YEAR)  # "The same quarter of the previous year"
        whole = self.whole.extent(context)
        here, there = anchor.to(YEAR), whole and whole.to(YEAR)
        return anchor.shift(there.index - here.index, YEAR) if here and there else None

    def _fits(self, mention: Mention) -> bool:
        unit = mention.extent.unit
        if self.unit:
            return unit == self.unit
        return isinstance(mention.extent, Range) or unit in (MONTH, periods.QUARTER, periods.HALF, WEEK, periods.SEASON)

    def within(self, whole: Meaning) -> Meaning | None:
        return replace(self, whole=whole) if whole.unit == YEAR else None


@dataclass(frozen=True, slots=True)
class Ending(Meaning):
    """So many units that end (or start) with another period: "the three months ended June", "the year to March"."""

    unit: str
    count: int
    edge: Meaning
    starts: bool = False

    def extent(self, context: Context) -> Extent | None:
        edge = self.edge.extent(context)
        if edge is None:
            return None
        if self.unit == WEEK:
            return Period.of(WEEK, edge.last)
        if self.unit not in periods.MONTHS:
            return None
        month = Period.of(MONTH, edge.first if self.starts else edge.last)
        whole_month = edge.first == month.first if self.starts else edge.last == month.last
        if not whole_month and self.unit == MONTH:
            return None
        months = self.count * periods.MONTHS[self.unit]
        other = month.shift(months - 1 if self.starts else 1 - months, MONTH)
        if other is None:
            return None
        first, last = (month, other) if self.starts else (other, month)
        whole = Period.of(self.unit, last.first)
        if self.count == 1 and not whole.vague and (whole.first, whole.last) == (first.first, last.last):
            return whole
        return Range(first, last)
