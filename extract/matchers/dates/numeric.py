"""Dates in digits alone, and which comes first in them, the day or the month.

``2024-06-26`` and ``2024/06/26`` are ISO 8601's order. In ``03/04/2021`` only the document can tell: by
another date of the kind that leaves no choice, else by how it writes dates with the month's name ("26 June
2024" or "June 26, 2024"), else by British spelling or euros, else it is the document's own day. Where it does not
tell, the value stays open. With stops between ("04.03.2024") the
day comes first everywhere.
"""

from __future__ import annotations

import re

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import periods
from extract.matchers.dates.meanings import Known, Meaning, Open
from extract.matchers.dates.periods import Period
from extract.view import DATE, View

DAY_FIRST, MONTH_FIRST = "day", "month"

_PARTS = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})").fullmatch
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})").fullmatch
_NAMED = re.compile(
    rf"(?P<day>[{lx.SMALL}{lx.NTH}]{lx.OF}?[{lx.MONTH}{lx.MAYBE_MONTH}]{lx.COMMA}?{lx.YEAR})"
    rf"|(?P<month>[{lx.MONTH}{lx.MAYBE_MONTH}][{lx.SMALL}{lx.NTH}]{lx.COMMA}{lx.YEAR})"
)
_SAMPLE = 400
"""So many dates of a document are asked for their order."""


class Order:
    """The order of day and month in a document's numeric dates, found out when first asked."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._first: str | None = None

    @property
    def first(self) -> str:
        """`DAY_FIRST`, `MONTH_FIRST`, or nothing where the document does not tell."""
        if self._first is None:
            self._first = self._numeric() or self._named() or self._spelled()
        return self._first

    def is_today(self, day: Period | None) -> bool:
        """Whether a day is the document's own."""
        return day is not None and day.first == self._view.date

    @property
    def year(self) -> int | None:
        """The year of the document's date."""
        return self._view.date.year if self._view.date else None

    def _numeric(self) -> str:
        """By the numeric dates whose day is over 12, if they agree."""
        seen: set[str] = set()
        view = self._view
        for match in list(_NUMERIC.finditer(view.classes(DATE)))[:_SAMPLE]:
            parts = _PARTS(view.between(match.start(), match.end()))
            if parts and len(parts[1]) <= 2:
                one, two = int(parts[1]), int(parts[3])
                if one > 12 >= two:
                    seen.add(DAY_FIRST)
                elif two > 12 >= one:
                    seen.add(MONTH_FIRST)
        return seen.pop() if len(seen) == 1 else ""

    def _named(self) -> str:
        """By the dates with names of months, if they agree."""
        classes = self._view.classes(DATE)
        seen = {match.lastgroup or "" for match in list(_NAMED.finditer(classes))[:_SAMPLE]}
        return seen.pop() if len(seen) == 1 else ""

    def _spelled(self) -> str:
        """The day comes first where a document spells as Britain does or counts in euros, with nothing of the U.S."""
        text = self._view.text
        return DAY_FIRST if _EUROPEAN(text) and not _AMERICAN(text) else ""


_EUROPEAN = re.compile(
    r"[€£]|\b(?:EUR|GBP|[Pp]rogrammes?|[Cc]entres?|(?:[Kk]ilo)?metres?|[Ll]abour|[Cc]olour|[Dd]efence|[Hh]arbour)\b"
).search
_AMERICAN = re.compile(r"\$|\bUSD?\b|\bU\.S\.|\bAmerica|\bUnited States\b|\bCanad").search
_NUMERIC = re.compile(rf"{lx.NUMERIC}|{lx.SMALL}{lx.DASH}{lx.SMALL}{lx.DASH}{lx.YEAR}")


def read(text: str, order: Order) -> Meaning | None:
    """The date that a string of digits with marks between says, or None where it is no date.

    A date whose order is open is an `Open` meaning.
    """
    if match := _MONTH_YEAR(text):
        month, year = int(match[1]), int(match[2])
        return Known(periods.month(year, month)) if 1 <= month <= 12 else None
    match = _PARTS(text)
    if match is None:
        return None
    one, mark, two, three = match.groups()
    if len(one) == 4:
        return _known(int(one), int(two), int(three))
    year = full_year(three, order.year)
    if len(one) > 2 or len(three) == 1 or len(three) == 3 or (len(three) == 2 and not _likely(one, mark, two)):
        return None
    return _ordered(int(one), int(two), year, mark, order)


def _likely(one: str, mark: str, two: str) -> bool:
    """Whether a number with a year of two digits looks like a date rather than a version or a fraction."""
    return mark == "/" or (mark == "." and len(one) == len(two) == 2)


def _ordered(one: int, two: int, year: int, mark: str, order: Order) -> Meaning | None:
    if not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
        return None
    if one == two or (mark == "." and two <= 12):
        day_first: bool | None = True
    elif max(one, two) > 12:
        day_first = one > 12
    else:
        day_first = order.first == DAY_FIRST if order.first else None
    if day_first is None:
        # Of two readings the one that is the document's own day.
        today = [order.is_today(periods.day(year, *parts)) for parts in ((two, one), (one, two))]
        if not any(today):
            return Open()
        day_first = today[0]
    return _known(year, two, one) if day_first else _known(year, one, two)


def _known(year: int, month: int, day: int) -> Meaning | None:
    found = periods.day(year, month, day)
    return Known(found) if found else None


def full_year(digits: str, near: int | None) -> int:
    """A year of four digits, or the year that two digits mean: the last one not 20 years after ``near``.

    Without a year to be near to, 00 to 30 are of this century and the others of the last one.
    """
    number = int(digits)
    if len(digits) == 4:
        return number
    if near is not None:
        century = near - near % 100
        year = century + number
        return year if year <= near + 20 else year - 100
    return 2000 + number if number <= 30 else 1900 + number
