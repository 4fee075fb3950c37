"""What a phrase means, before it is known when: "last year", "May 18", "the first quarter of …".

A `Meaning` of the calendar gives its `Extent` in a `Context`, or None where nothing settles it; then `blank`
may still tell part of it ("XXXX-05-18"). A `Fact` is what a record says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from extract.matchers.dates import periods
from extract.matchers.dates.context import Context, Mention
from extract.matchers.dates.periods import DAY, MONTH, WEEK, YEAR, Extent, Period, Range, finer
from extract.matchers.dates.tense import FUTURE, PAST, PRESENT

DOC, TEXT = "doc", "text"
"""What a pointer starts from: the document's date, or what was just said."""

_BESIDE = 14
"""So many tokens behind a day another weekday is one of the same days."""
_SAME_SENTENCE = 40
_MONTH = 31
_CLAUSE = 25


class Fact(NamedTuple):
    """A reading: the TIMEX3 type and value, the period covered if it has one, and the modifier."""

    type: str
    value: str | None
    extent: Extent | None = None
    modifier: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The fields of its record."""
        extent = self.extent if self.extent and not self.extent.vague else None
        return {
            "type": self.type,
            "value": self.value,
            "first": extent and extent.first,
            "last": extent and extent.last,
            "modifier": self.modifier,
        }


class Meaning:
    """A time that a phrase means. ``unit`` is its unit of the calendar, or nothing where it has none."""

    unit: str
    news = False
    """Whether it is a day of reporting ("said on Monday"), from which no year is counted."""

    @property
    def aside(self) -> bool:
        """Whether it is only what something before is compared with ("than a year earlier")."""
        return False

    def extent(self, context: Context) -> Extent | None:
        """The period that it is in this context."""
        raise NotImplementedError

    @property
    def blank(self) -> str | None:
        """What can be said of its value without a context."""
        return None

    def read(self, context: Context) -> Fact | None:
        """The record's fields; None where the words make no date after all."""
        extent = self.extent(context)
        if extent is None:
            return Fact("DATE", self.blank)
        if not extent.valid():
            return None
        return Fact("DATE", extent.value, extent)

    def within(self, whole: Meaning) -> Meaning | None:
        """This as a part of a larger period ("May" + "last year"), or None where that makes no sense."""
        return None


@dataclass(frozen=True, slots=True)
class Known(Meaning):
    """A period that the words name outright."""

    known: Extent

    @property
    def unit(self) -> str:  # type: ignore[override]  # read-only here
        return self.known.unit

    def extent(self, context: Context) -> Extent | None:
        return self.known


@dataclass(frozen=True, slots=True)
class Open(Meaning):
    """A date whose words leave its value open (03/04/2021 with nothing to tell day from month)."""

    value: str | None = None
    unit: str = DAY
    news = False

    def extent(self, context: Context) -> Extent | None:
        return None

    @property
    def blank(self) -> str | None:
        return self.value


@dataclass(frozen=True, slots=True)
class Yearless(Meaning):
    """A month, or a day of a month, without its year; with ``whole`` in the year that this is.

    With ``told`` it is of the year mentioned last, if that was not more than so many tokens before.
    """

    month: int
    day: int = 0
    whole: Meaning | None = None
    told: int = 0

    @property
    def unit(self) -> str:  # type: ignore[override]  # read-only here
        return DAY if self.day else MONTH

    def make(self, year: int) -> Period | None:
        """It in a year."""
        return periods.day(year, self.month, self.day) if self.day else periods.month(year, self.month)

    def extent(self, context: Context) -> Extent | None:
        if self.whole is None:
            year = context.narrated_year(self.told) if self.told else None
            return self.make(year.index) if year else context.nearest(self.make)
        whole = self.whole.extent(context)
        year = whole.to(YEAR) if whole else None
        return self.make(year.index) if year else None

    @property
    def blank(self) -> str | None:
        return f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def within(self, whole: Meaning) -> Meaning | None:
        return replace(self, whole=whole) if self.whole is None and whole.unit == YEAR else None


@dataclass(frozen=True, slots=True)
class PointedMonth(Meaning):
    """"Last November", "next May", "this June"."""

    month: int
    count: int
    base: str = DOC

    unit = MONTH

    def extent(self, context: Context) -> Extent | None:
        if self.base == TEXT:
            anchor = context.anchor(lambda mention: not finer(MONTH, mention.extent.unit))
            here = anchor.to(MONTH) if anchor else None
        else:
            here = Period.of(MONTH, context.date) if context.date else None
        if here is None:
            return None
        ahead = (self.month - 1 - here.index) % 12
        if self.count == 0:
            return Period(MONTH, here.index // 12 * 12 + self.month - 1)
        return Period(MONTH, here.index + (ahead or 12) - (12 if self.count < 0 else 0))


@dataclass(frozen=True, slots=True)
class Weekday(Meaning):
    """A day of the week: by tense, or ``shift`` weeks from the one at hand, or in the week ``whole``."""

    number: int
    shift: int | None = None
    whole: Meaning | None = None
    base: str = DOC

    unit = DAY
    news = True

    def extent(self, context: Context) -> Extent | None:
        if self.whole is not None:
            week = self.whole.extent(context)
            return week.nth(DAY, self.number) if isinstance(week, Period) else None
        today = context.date
        if self.base == TEXT:
            anchor = context.anchor(lambda mention: mention.extent.unit == DAY)
            today = anchor.last if anchor else None
        if today is None:
            return None
        ahead = (self.number - today.isoweekday()) % 7
        if self.shift is None:
            if near := context.day_nearby(_BESIDE):
                # "Friday, 11 November (kick-off 20:00; 02:00 GMT Saturday)"
                off = (self.number - near.first.isoweekday() + 3) % 7 - 3
                if off and abs((near.first - today).days) < _MONTH:
                    return near.shift(off, DAY)
            return Period(DAY, today.toordinal() + self._by_tense(ahead, context.tense))
        if self.shift == 0:
            return Period(DAY, today.toordinal() - today.isoweekday() + self.number)
        if self.shift > 0:
            return Period(DAY, today.toordinal() + (ahead or 7))
        return Period(DAY, today.toordinal() + (ahead - 7))

    @staticmethod
    def _by_tense(ahead: int, tense: str) -> int:
        """Days from today; without a tense the nearer one, and rather a day that is past."""
        if tense == FUTURE or ahead == 0:
            return ahead
        back = 7 - ahead
        return -back if tense == PAST or back <= ahead + (0 if tense == PRESENT else 2) else ahead

    def within(self, whole: Meaning) -> Meaning | None:
        if self.shift is None and whole.unit == WEEK:
            return replace(self, whole=whole)
        return None


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
            start = context.anchor(lambda mention: not finer(self.unit, mention.extent.unit))
            start = start and start.to(self.unit)
        if start is None and context.date and (self.base == DOC or self.count < 0):
            start = Period.of(self.unit, context.date)
        if start is None and self.base == DOC and self.unit in (periods.CENTURY, periods.MILLENNIUM):
            start = Period(self.unit, 20 if self.unit == periods.CENTURY else 2)
        return start and start.shift(self.count, self.unit)

    def within(self, whole: Meaning) -> Meaning | None:
        """"The same month" + "last year", "the last quarter" + "of 2023"."""
        if self.base == TEXT and self.count == 0 and whole.unit == YEAR:
            return SamePeriod(self.unit, whole)
        if self.base == DOC and self.count == -1 and whole.unit and finer(self.unit, whole.unit):
            return Nth(self.unit, -1, whole=whole)
        return None


@dataclass(frozen=True, slots=True)
class Running(Meaning):
    """"The year", "the week": the one that the sentence speaks of, else the document's."""

    unit: str

    def extent(self, context: Context) -> Extent | None:
        def fits(mention: Mention) -> bool:
            return not finer(self.unit, mention.extent.unit)

        def here(mention: Mention) -> bool:
            return fits(mention) and not mention.news and context.in_clause(mention, _CLAUSE)

        anchor = context.anchor(here if context.date else fits)
        if anchor is not None:
            return anchor.to(self.unit)
        return Period.of(self.unit, context.date) if context.date else None

    def within(self, whole: Meaning) -> Meaning | None:
        """"The week of 17 June", "the month of May", "the year-end 2023"."""
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
    """"Last weekend", "this weekend"; "the weekend" by tense."""

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
class Deictic(Meaning):
    """Today, yesterday, tomorrow; "the same day", "the next day"."""

    count: int
    base: str = DOC

    unit = DAY
    news = True

    def extent(self, context: Context) -> Extent | None:
        if self.base == TEXT:
            anchor = context.anchor(lambda mention: mention.extent.unit == DAY)
            return anchor.to(DAY).shift(self.count, DAY) if isinstance(anchor, Period) else None  # type: ignore[union-attr]
        return Period.of(DAY, context.date).shift(self.count, DAY) if context.date else None


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
        if self.compared and unit == YEAR:
            part = context.anchor(lambda mention: context.in_sentence(mention) and self._is_part(mention))
            if part is not None:
                return part.shift(count, unit)
        if self.base == TEXT and (anchor := context.anchor(self._carries(context))):
            return anchor.shift(count, unit)
        if context.date is None or (self.base == TEXT and count > 0):
            return None
        if count != int(count) and unit in periods.MONTHS:
            unit, count = MONTH, count * periods.MONTHS[unit]
        return Period.of(unit, context.date).shift(count, unit)

    def read(self, context: Context) -> Fact | None:
        # Hours and minutes away are a time of day, which nothing here can tell.
        return Fact("TIME", None) if self.unit == "T" else Meaning.read(self, context)

    @staticmethod
    def _is_part(mention: Mention) -> bool:
        """Whether a mention is a month, a quarter or the like."""
        unit = mention.extent.unit
        return not mention.news and unit not in periods.DAYS and finer(unit, YEAR)

    def _carries(self, context: Context) -> Any:
        """What a length of years or months is counted from is no day on which somebody said something."""
        by_day = self.unit in periods.DAYS

        def carries(mention: Mention) -> bool:
            if by_day:
                return mention.extent.unit in periods.DAYS
            return not mention.news

        return carries


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
        if found.last < context.date and tense == FUTURE:
            return found.shift(1, YEAR)
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
class NthWeekday(Meaning):
    """The first Monday of June."""

    weekday: int
    number: int
    whole: Meaning | None = None

    unit = DAY

    def extent(self, context: Context) -> Extent | None:
        whole = self.whole.extent(context) if self.whole else None
        if whole is None:
            return None
        if self.number > 0:
            day = whole.first + dt.timedelta((self.weekday - whole.first.isoweekday()) % 7 + 7 * (self.number - 1))
        else:
            day = whole.last - dt.timedelta((whole.last.isoweekday() - self.weekday) % 7 - 7 * (self.number + 1))
        return Period.of(DAY, day) if whole.first <= day <= whole.last else None

    def within(self, whole: Meaning) -> Meaning | None:
        return replace(self, whole=whole) if whole.unit in (MONTH, YEAR) else None


@dataclass(frozen=True, slots=True)
class Season(Meaning):
    """A season: of the year that is said, the ``count``-th from what ``base`` says, or the nearest."""

    number: int
    count: int | None = None
    whole: Meaning | None = None
    base: str = DOC

    unit = periods.SEASON

    def extent(self, context: Context) -> Extent | None:
        if self.whole is not None:
            whole = self.whole.extent(context)
            return periods.season(whole.first.year, self.number) if whole else None
        if self.base == TEXT:
            return self._told(context)
        if context.date is None:
            return None
        if self.count:
            # "Last summer" in October is this year's, "next spring" in January too.
            here = Period.of(periods.SEASON, context.date).index
            behind = (here - self.number) % 4
            return Period(periods.SEASON, here - (behind or 4) + (0 if self.count < 0 else 4 if behind else 8))
        return context.nearest(lambda year: periods.season(year, self.number))

    def _told(self, context: Context) -> Extent | None:
        """"That summer", "the following spring"."""
        anchor = context.anchor(lambda mention: not finer(YEAR, mention.extent.unit))
        if anchor is None:
            return None
        if not self.count:
            return periods.season(anchor.last.year, self.number)
        here = Period.of(periods.SEASON, anchor.last if self.count > 0 else anchor.first).index
        ahead = (self.number - here) % 4
        return Period(periods.SEASON, here + (ahead or 4) - (0 if self.count > 0 else 8 if not ahead else 4))

    @property
    def blank(self) -> str | None:
        return None if self.count is not None else ("XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI")[self.number]

    def within(self, whole: Meaning) -> Meaning | None:
        return replace(self, whole=whole) if whole.unit == YEAR and self.whole is None else None


@dataclass(frozen=True, slots=True)
class SamePeriod(Meaning):
    """The period just mentioned, in another year: "the same period last year", "the year-ago quarter"."""

    unit: str = ""
    whole: Meaning | None = None
    count: int = 0

    def extent(self, context: Context) -> Extent | None:
        anchor = context.anchor(self._fits)
        if anchor is None and not self.unit:
            anchor = context.anchor(lambda mention: mention.extent.unit == YEAR)
        if anchor is None:
            return None
        if self.whole is None:
            return anchor.shift(self.count, YEAR)
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


@dataclass(frozen=True, slots=True)
class Span(Meaning):
    """From one time to another. What one end leaves open, the other one settles."""

    start: Meaning
    end: Meaning

    @property
    def unit(self) -> str:  # type: ignore[override]  # read-only here
        return self.start.unit

    def extent(self, context: Context) -> Extent | None:
        if _open(self.start) and not _open(self.end):
            end = self.end.extent(context)
            start = end and _beside(self.start, end.last, -1)
        else:
            start = self.start.extent(context)
            if start and _open(self.end):
                end = _beside(self.end, start.first, 1)
            else:
                end = self.end.extent(context)
        one = start.start if isinstance(start, Range) else start
        other = end.end if isinstance(end, Range) else end
        return Range(one, other) if one and other else None

    @property
    def blank(self) -> str | None:
        start, end = self.start.blank, self.end.blank
        return f"{start}/{end}" if start and end else None


def _open(meaning: Meaning) -> bool:
    """Whether a meaning waits for its year or week."""
    return isinstance(meaning, Yearless | Weekday | Nth) and meaning.whole is None


def _beside(meaning: Meaning, day: dt.date, side: int) -> Extent | None:
    """The one that comes last before a day (-1), or first after it (1)."""
    if isinstance(meaning, Weekday):
        ahead = (meaning.number - day.isoweekday()) % 7
        return Period(DAY, day.toordinal() + (ahead if side > 0 else ahead - 7 if ahead else 0))
    if isinstance(meaning, Yearless | Nth):
        for year in (day.year, day.year + side):
            if isinstance(meaning, Yearless):
                found: Extent | None = meaning.make(year)
            else:
                found = replace(meaning, whole=Known(Period(YEAR, year))).extent(None)  # type: ignore[arg-type]
            if found and (found.last >= day if side > 0 else found.first <= day):
                return found
    return None


@dataclass(frozen=True, slots=True)
class Part(Meaning):
    """The start, middle or end of a period."""

    modifier: str
    whole: Meaning

    @property
    def unit(self) -> str:  # type: ignore[override]  # read-only here
        return self.whole.unit

    def extent(self, context: Context) -> Extent | None:
        return self.whole.extent(context)

    @property
    def blank(self) -> str | None:
        return self.whole.blank

    def read(self, context: Context) -> Fact | None:
        fact = self.whole.read(context)
        return fact and fact._replace(modifier=self.modifier)

    def within(self, whole: Meaning) -> Meaning | None:
        inner = self.whole.within(whole)
        return inner and Part(self.modifier, inner)


@dataclass(frozen=True, slots=True)
class Clock(Meaning):
    """A time of day ("19:04", "TMO"), on a day or on the document's."""

    time: str
    day: Meaning | None = None

    unit = "T"

    def extent(self, context: Context) -> Extent | None:
        if self.day is not None:
            return self.day.extent(context)
        if near := context.day_nearby(_SAME_SENTENCE):
            return near
        return Period.of(DAY, context.date) if context.date else None

    @property
    def blank(self) -> str | None:
        if self.day is None:
            return f"T{self.time}" if self.time[0].isdigit() else None
        day = self.day.blank
        return day and f"{day}T{self.time}"

    def read(self, context: Context) -> Fact | None:
        extent = self.extent(context)
        if extent is None:
            return Fact("TIME", self.blank)
        return Fact("TIME", f"{extent.value}T{self.time}", extent) if extent.valid() else None


@dataclass(frozen=True, slots=True)
class ClockSpan(Meaning):
    """From one time of day to another."""

    start: Clock
    end: Clock

    unit = "T"

    def extent(self, context: Context) -> Extent | None:
        return (self.start if self.start.day else self.end).extent(context)

    def read(self, context: Context) -> Fact | None:
        day = self.start.day or self.end.day
        start, end = Clock(self.start.time, day).read(context), Clock(self.end.time, self.end.day or day).read(context)
        if not start or not end or not start.value or not end.value:
            return Fact("TIME", None)
        return Fact("TIME", f"{start.value}/{end.value}", self.extent(context))


@dataclass(frozen=True, slots=True)
class Length(Meaning):
    """A length of time; ``value`` is its ISO 8601 duration ("P2Y", "PT90M", "PXD")."""

    value: str
    modifier: str | None = None
    part: Nth | None = None
    """What it is as a part of a period: "the last three months" + 2023."""

    unit = ""

    def extent(self, context: Context) -> Extent | None:
        return None

    def read(self, context: Context) -> Fact | None:
        return Fact("DURATION", self.value, None, self.modifier)

    def within(self, whole: Meaning) -> Meaning | None:
        return self.part and self.part.within(whole)


@dataclass(frozen=True, slots=True)
class Recurring(Meaning):
    """A set of times."""

    value: str | None

    unit = ""

    def extent(self, context: Context) -> Extent | None:
        return None

    def read(self, context: Context) -> Fact | None:
        return Fact("SET", self.value)
