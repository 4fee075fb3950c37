"""What a phrase means, before it is known when: "last year", "May 18", "the first quarter of …".

A `Meaning` of the calendar gives its `Extent` in a `Context`, or None where nothing settles it; then `blank`
may still tell part of it ("XXXX-05-18"). A `Fact` is what a record says. Here are the meanings that need no
calendar; days and seasons are in `extract.matchers.dates.days`, what points to a period in
`extract.matchers.dates.pointers`, and ranges in `extract.matchers.dates.spans`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from extract.matchers.dates.context import Context
from extract.matchers.dates.periods import DAY, Extent, Period

DOC, TEXT = "doc", "text"
"""What a pointer starts from: the document's date, or what was just said."""

_SAME_SENTENCE = 40
"""So many tokens behind a day a time without one is of that day."""


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
        if end and isinstance(end.extent, Period) and not self.end.day and self.end.time < self.start.time:
            # "From 8 p.m. to 5 a.m." ends on the next day.
            after = end.extent.shift(1, DAY)
            end = end._replace(value=f"{after.value}T{self.end.time}") if after and after.valid() else end
        if not start or not end or not start.value or not end.value:
            return Fact("TIME", None)
        return Fact("TIME", f"{start.value}/{end.value}", self.extent(context))


@dataclass(frozen=True, slots=True)
class Length(Meaning):
    """A length of time; ``value`` is its ISO 8601 duration ("P2Y", "PT90M", "PXD")."""

    value: str
    modifier: str | None = None
    part: Meaning | None = None
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
