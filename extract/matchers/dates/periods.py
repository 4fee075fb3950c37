"""Periods of the calendar, and arithmetic with them.

A `Period` is a unit and a number: the number of that unit since the year 0. So a neighbour is the number
plus one, and moving by years, months or weeks is an addition.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.matchers.dates import values

TIME = "T"
DAY, WEEK, WEEKEND = "D", "W", "WE"
MONTH, QUARTER, HALF, SEASON, YEAR = "M", "Q", "H", "S", "Y"
DECADE, CENTURY, MILLENNIUM = "DE", "CE", "ML"
FISCAL_YEAR, FISCAL_QUARTER, FISCAL_HALF = "FY", "FQ", "FH"

MONTHS = {
    MONTH: 1, QUARTER: 3, SEASON: 3, HALF: 6, YEAR: 12, DECADE: 120, CENTURY: 1200, MILLENNIUM: 12000,
    FISCAL_YEAR: 12, FISCAL_QUARTER: 3, FISCAL_HALF: 6,
}  # fmt: skip
"""The units that are whole numbers of months, and of how many."""

DAYS = {DAY: 1, WEEK: 7, WEEKEND: 7}
"""The units that are whole numbers of days, and of how many."""

_SIZE = {TIME: 0, DAY: 1, WEEKEND: 2, WEEK: 7} | {unit: 30 * months for unit, months in MONTHS.items()}
_YEARS = {YEAR: 1, DECADE: 10, CENTURY: 100, MILLENNIUM: 1000}
_VAGUE = frozenset({SEASON, FISCAL_YEAR, FISCAL_QUARTER, FISCAL_HALF})


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period: the ``index``-th ``unit``, counted from the year 0.

    Days count as Python's ordinals; weeks and weekends by their Monday; seasons four to a year from spring.

    >>> Period.of(QUARTER, dt.date(2023, 5, 17)).value
    '2023-Q2'
    """

    unit: str
    index: int

    @classmethod
    def of(cls, unit: str, day: dt.date) -> Period:
        """The period of a unit in which a day falls."""
        if unit in DAYS:
            return cls(unit, day.toordinal() if unit == DAY else (day.toordinal() - 1) // 7)
        if unit in (SEASON, FISCAL_YEAR, FISCAL_QUARTER, FISCAL_HALF):
            return cls(unit, _vague_index(unit, day))
        return cls(unit, (day.year * 12 + day.month - 1) // MONTHS[unit])

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return values.period(self.unit, self.index)

    @property
    def first(self) -> dt.date:
        """The first day. Raises `ValueError` or `OverflowError` outside of the calendar (years 1 to 9999)."""
        return _days(self.unit, self.index)[0]

    @property
    def last(self) -> dt.date:
        """The last day, included."""
        return _days(self.unit, self.index)[1]

    def _first(self) -> dt.date:
        if self.unit in DAYS:
            ordinal = self.index if self.unit == DAY else self.index * 7 + (6 if self.unit == WEEKEND else 1)
            return dt.date.fromordinal(ordinal)
        if self.unit == SEASON:
            return dt.date(self.index // 4, 3 + 3 * (self.index % 4), 1)
        months = self.index * MONTHS[self.unit]
        return dt.date(max(months // 12, 1), months % 12 + 1, 1)

    def _last(self) -> dt.date:
        if self.unit == DAY:
            return self._first()
        if self.unit in DAYS:
            return dt.date.fromordinal(self.index * 7 + 7)
        year, month = divmod((self.index + 1) * MONTHS[self.unit] - 1, 12)
        if self.unit == SEASON:
            year, month = divmod(self.index // 4 * 12 + 4 + 3 * (self.index % 4), 12)
        return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    @property
    def vague(self) -> bool:
        """Whether the unit has no agreed first and last day (seasons, fiscal years)."""
        return self.unit in _VAGUE

    def valid(self) -> bool:
        """Whether it lies within the years 1 to 9999."""
        try:
            return self.first <= self.last
        except (ValueError, OverflowError):
            return False

    def shift(self, count: int | Decimal, unit: str) -> Period | None:
        """This period moved by so many units; None where that is finer than the period itself.

        >>> Period(MONTH, 2021 * 12).shift(1, YEAR).value, Period(YEAR, 2021).shift(2, WEEK)
        ('2022-01', None)
        """
        if unit in DAYS:
            return self._move(count * DAYS[unit], DAYS.get(self.unit))
        if self.unit not in DAYS:
            return self._move(count * MONTHS[unit], MONTHS[self.unit])
        months = count * MONTHS[unit]
        if months != int(months):
            return None
        # A week is in the month of its Thursday, as ISO 8601 has it.
        day = self.first if self.unit == DAY else dt.date.fromordinal(self.index * 7 + 4)
        moved = add_months(day, int(months))
        return Period.of(self.unit, moved) if moved else None

    def _move(self, count: int | Decimal, size: int | None) -> Period | None:
        if size is None or count % size:
            return None
        return Period(self.unit, self.index + int(count / size))

    def to(self, unit: str) -> Period | None:
        """The period of a unit as large or larger that holds this one, or None for a smaller unit.

        >>> Period.of(DAY, dt.date(2023, 5, 17)).to(YEAR).value
        '2023'
        """
        if self.unit == unit:
            return self
        if _SIZE[unit] < _SIZE[self.unit]:
            return None
        return Period.of(unit, self.first)

    def nth(self, unit: str, number: int) -> Period | None:
        """The ``number``-th ``unit`` in this period, from its end where negative (-1 is the last).

        >>> Period(YEAR, 2023).nth(QUARTER, 1).value, Period(YEAR, 2023).nth(MONTH, -1).value
        ('2023-Q1', '2023-12')
        """
        if unit in (QUARTER, HALF) and self.unit == FISCAL_YEAR:
            unit, per = (FISCAL_QUARTER, 4) if unit == QUARTER else (FISCAL_HALF, 2)
            index = number - 1 if number > 0 else number + per
            return Period(unit, self.index * per + index) if 0 <= index < per else None
        if self.vague or _SIZE[unit] >= _SIZE[self.unit] or not self.valid():
            return None
        one, end = self._ends(unit)
        found = Period(unit, one.index + number - 1 if number > 0 else end.index + number + 1)
        return found if one.index <= found.index <= end.index else None

    def _ends(self, unit: str) -> tuple[Period, Period]:
        """The first and the last unit in this period; a week belongs where most of its days are."""
        first, last = self.first, self.last
        if unit == WEEK:
            first, last = first + dt.timedelta(3), last - dt.timedelta(3)
        elif unit == WEEKEND:
            first, last = first + dt.timedelta(1), last - dt.timedelta(5)
        return Period.of(unit, first), Period.of(unit, last)


@dataclass(frozen=True, slots=True)
class Range:
    """From one period to another, both included."""

    start: Period
    end: Period

    @property
    def unit(self) -> str:
        return self.start.unit

    @property
    def value(self) -> str:
        return f"{self.start.value}/{self.end.value}"

    @property
    def first(self) -> dt.date:
        return self.start.first

    @property
    def last(self) -> dt.date:
        return self.end.last

    @property
    def vague(self) -> bool:
        return self.start.vague or self.end.vague

    def valid(self) -> bool:
        """Whether both ends are in the calendar, and in order."""
        return self.start.valid() and self.end.valid() and self.start.first <= self.end.last

    def shift(self, count: int | Decimal, unit: str) -> Range | None:
        """Both ends moved alike."""
        start, end = self.start.shift(count, unit), self.end.shift(count, unit)
        return Range(start, end) if start and end else None

    def to(self, unit: str) -> Period | None:
        """The period of a larger unit that holds its end."""
        return self.end.to(unit)


Extent = Period | Range


@lru_cache(maxsize=8192)
def _days(unit: str, index: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a period."""
    period = Period(unit, index)
    return period._first(), period._last()


def add_months(day: dt.date, months: int) -> dt.date | None:
    """The same day of another month, or that month's last day; None outside of the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day(year: int, month: int, day_: int) -> Period | None:
    """A day, or None where the calendar has no such day (30 February)."""
    try:
        return Period(DAY, dt.date(year, month, day_).toordinal())
    except ValueError:
        return None


def month(year: int, month_: int) -> Period:
    """A month of a year."""
    return Period(MONTH, year * 12 + month_ - 1)


def season(year: int, number: int) -> Period:
    """A season of a year, from spring, 0, to the winter that begins in that year, 3."""
    return Period(SEASON, year * 4 + number)


def finer(one: str, other: str) -> bool:
    """Whether a unit is smaller than another. Times of the day are the smallest."""
    return _SIZE.get(one, 0) < _SIZE.get(other, 0)


def _vague_index(unit: str, day: dt.date) -> int:
    if unit == SEASON:
        year, number = divmod(day.year * 12 + day.month - 3, 12)
        return year * 4 + number // 3
    return (day.year * 12 + day.month - 1) // MONTHS[unit]
