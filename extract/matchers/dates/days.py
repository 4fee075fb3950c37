"""Days, weekdays, months and seasons, as far as the words leave their year or week open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from extract.matchers.dates import periods
from extract.matchers.dates.context import Context
from extract.matchers.dates.meanings import DOC, TEXT, Meaning
from extract.matchers.dates.periods import DAY, MONTH, WEEK, YEAR, Extent, Period, finer
from extract.matchers.dates.tense import FUTURE, PAST, PRESENT

_BESIDE = 14
"""So many tokens behind a day another weekday is one of the same days."""
_MONTH_DAYS = 31
_TURN = 2
"""So many months on either side of New Year, December and January are of two years."""
_MONTHS_AROUND = 3
"""A day without a month is not further away than so many."""
_TOLD = 30
"""So many tokens behind a day another one may be of its month."""


@dataclass(frozen=True, slots=True)
class Yearless(Meaning):
    """A month, or a day of a month, without its year; with ``whole`` in the year that this is.

    With ``told`` it is of the year mentioned last, if that was not more than so many tokens before.
    """

    month: int
    day: int = 0
    whole: Meaning | None = None
    told: int = 0
    weekday: int = 0
    """The day of the week that stands beside it: it tells the year."""

    @property
    def unit(self) -> str:  # type: ignore[override]  # read-only here
        return DAY if self.day else MONTH

    def make(self, year: int) -> Period | None:
        """It in a year."""
        return periods.day(year, self.month, self.day) if self.day else periods.month(year, self.month)

    def _near(self, year: int) -> Period | None:
        """It in a year, if its weekday is right."""
        found = self.make(year)
        return found if found and found.first.isoweekday() == self.weekday else None

    def extent(self, context: Context) -> Extent | None:
        if self.whole is None:
            year = context.narrated_year(self.told) if self.told else None
            told = self.make(year.index) if year else None
            if told and not (context.date and told.last < context.date and context.tense == FUTURE):
                return told
            if self.told and context.date and not context.tense:
                return self.make(_year_at_hand(context.date, self.month))
            if not self.told and not self.weekday and (story := context.story()) and context.tense in ("", PAST):
                # "Work began in March 2019; it stopped in November"
                found = self.make(story.first.year)
                if found and found.first > story.last:
                    return found
            if not self.weekday:
                return context.nearest(self.make)
            return context.nearest(self._near) if context.near(self._near) else context.told_of(self._near)
        whole = self.whole.extent(context)
        year = whole.to(YEAR) if whole else None
        return self.make(year.index) if year else None

    @property
    def blank(self) -> str | None:
        return f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def within(self, whole: Meaning) -> Meaning | None:
        return replace(self, whole=whole) if self.whole is None and whole.unit == YEAR else None


def _year_at_hand(today: dt.date, month: int) -> int:
    """The year of a month that is said without one in a text that says "last year" where it means that (Chinese)."""
    if today.month <= _TURN and month > 12 - _TURN:
        return today.year - 1
    return today.year + 1 if today.month > 12 - _TURN and month <= _TURN else today.year


@dataclass(frozen=True, slots=True)
class Monthless(Meaning):
    """ "On the 15th": a day of the month at hand, or of the one beside it, whichever is nearer.

    With a weekday ("Friday 25th") it is in the nearest month in which it is that day of the week.
    """

    day: int
    weekday: int = 0

    unit = DAY

    def extent(self, context: Context) -> Extent | None:
        if self.weekday:
            return self._by_weekday(context)
        today = context.date
        if today is None:
            return None
        here = Period.of(MONTH, today).index
        found = [Period(MONTH, here + step).nth(DAY, self.day) for step in (-1, 0, 1)]
        days = [day for day in found if day is not None]
        past = [day for day in days if day.first <= today]
        if past and context.tense == PAST:
            return past[-1]
        return min(days, key=lambda day: abs((day.first - today).days))

    def _by_weekday(self, context: Context) -> Extent | None:
        near = context.day_nearby(_TOLD, ranges=True) or (Period.of(DAY, context.date) if context.date else None)
        if near is None:
            return None
        here = near.first
        months = [Period.of(MONTH, here).index + step for step in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1)]
        found = [Period(MONTH, month).nth(DAY, self.day) for month in months]
        days = [day for day in found if day is not None and day.first.isoweekday() == self.weekday]
        if near.first == context.date:
            tense = context.tense
            days = [
                day
                for day in days
                if not (day.first > here and tense == PAST) and not (day.first < here and tense == FUTURE)
            ]
        return min(days, key=lambda day: abs((day.first - here).days), default=None)

    @property
    def blank(self) -> str | None:
        return None if self.weekday else f"XXXX-XX-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class PointedMonth(Meaning):
    """ "Last November", "next May", "this June"."""

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
        # "Last November", said in November, is not this one.
        return Period(MONTH, here.index + (ahead - 12 if self.count < 0 else ahead or 12))


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
            near = context.day_nearby(_BESIDE)
            if near and near.first != today:
                # "Friday, 11 November (kick-off 20:00; 02:00 GMT Saturday)"
                off = (self.number - near.first.isoweekday() + 3) % 7 - 3
                if off in (-1, 1) and abs((near.first - today).days) < _MONTH_DAYS:
                    return near.shift(off, DAY)
            return Period(DAY, today.toordinal() + self._by_tense(ahead, context.tense))
        if self.shift == 0:
            return Period(DAY, today.toordinal() - today.isoweekday() + self.number)
        # The day before or behind has a name of its own: on a Wednesday "next Thursday" is not tomorrow.
        if self.shift > 0:
            return Period(DAY, today.toordinal() + (ahead if ahead > 1 else ahead + 7))
        return Period(DAY, today.toordinal() + (ahead - 7 if ahead < 6 else ahead - 14))

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
        """ "That summer", "the following spring"."""
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
