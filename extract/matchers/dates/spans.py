"""Ranges: from one time to another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from extract.matchers.dates.context import Context
from extract.matchers.dates.days import Weekday, Yearless
from extract.matchers.dates.meanings import Known, Meaning
from extract.matchers.dates.periods import DAY, YEAR, Extent, Period, Range
from extract.matchers.dates.pointers import Nth


@dataclass(frozen=True, slots=True)
class Span(Meaning):
    """From one time to another. What one end leaves open, the other one settles."""

    start: Meaning
    end: Meaning

    @property
    def unit(self) -> str:  # type: ignore[override]  # read-only here
        return self.start.unit

    def extent(self, context: Context) -> Extent | None:
        one, two = self.start, self.end
        if isinstance(one, Yearless) and isinstance(two, Yearless) and one.whole is None and two.whole is None:
            return self._yearless(context, one, two)
        if _open(self.start) and not _open(self.end):
            end = self.end.extent(context)
            start = end and _beside(self.start, end.last, -1)
        else:
            start = self.start.extent(context)
            end = _beside(self.end, start.first, 1) if start and _open(self.end) else self.end.extent(context)
        first = start.start if isinstance(start, Range) else start
        last = end.end if isinstance(end, Range) else end
        return Range(first, last) if first and last else None

    @staticmethod
    def _yearless(context: Context, one: Yearless, two: Yearless) -> Extent | None:
        """ "January-October": the sentence tells the year as it does of one month or day."""
        if one.weekday or two.weekday or one.told:
            start = one.extent(context)
            end = _beside(two, start.first, 1) if start else None
            return Range(start, end) if isinstance(start, Period) and isinstance(end, Period) else None

        def make(year: int) -> Range | None:
            start = one.make(year)
            end = start and _beside(two, start.first, 1)
            return Range(start, end) if start and isinstance(end, Period) else None

        return context.nearest(make)

    @property
    def blank(self) -> str | None:
        start, end = self.start.blank, self.end.blank
        return f"{start}/{end}" if start and end else None


def _open(meaning: Meaning) -> bool:
    """Whether a meaning waits for its year or week."""
    return isinstance(meaning, (Yearless, Weekday, Nth)) and meaning.whole is None


def _beside(meaning: Meaning, day: dt.date, side: int) -> Extent | None:
    """The one that comes last before a day (-1), or first after it (1)."""
    if isinstance(meaning, Weekday):
        ahead = (meaning.number - day.isoweekday()) % 7
        return Period(DAY, day.toordinal() + (ahead if side > 0 else ahead - 7 if ahead else 0))
    if isinstance(meaning, (Yearless, Nth)):
        for year in (day.year, day.year + side):
            if isinstance(meaning, Yearless):
                found: Extent | None = meaning.make(year)
            else:
                found = replace(meaning, whole=Known(Period(YEAR, year))).extent(None)  # type: ignore[arg-type]
            if found and (found.last >= day if side > 0 else found.first <= day):
                return found
    return None
