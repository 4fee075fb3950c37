"""TIMEX3 values (TimeML 1.2.1): how periods of the calendar and lengths of time are written.

They build on ISO 8601: ``2024-06-26``, ``2018-W41``, ``2023-Q1``, ``199`` (the 1990s), ``18`` (the 19th century),
``2024-SU``, ``FY2024``; ``P2Y``, ``PT90M``, ``P3DE``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

SEASONS = ("SP", "SU", "FA", "WI")


@lru_cache(maxsize=8192)
def period(unit: str, index: int) -> str:
    """The value of the ``index``-th ``unit`` since the year 0 (see `extract.matchers.dates.periods`).

    >>> period("M", 2024 * 12 + 5), period("DE", 199), period("CE", 18)
    ('2024-06', '199', '18')
    """
    return _VALUES[unit](index)


def duration(count: Decimal | str, unit: str) -> str:
    """The ISO 8601 duration of so many units; ``X`` for an unknown number.

    >>> duration(Decimal("12.5"), "Y"), duration(Decimal(90), "TM"), duration("X", "DE")
    ('P12.5Y', 'PT90M', 'PXDE')
    """
    factor = 2 if unit == "2W" else 1
    unit = unit.removeprefix("2")
    number = count if isinstance(count, str) else _plain(count * factor)
    return f"P{'T' if unit[0] == 'T' else ''}{number}{unit.removeprefix('T')}"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _week(index: int) -> str:
    year, week, _ = dt.date.fromordinal(index * 7 + 1).isocalendar()
    return f"{year:04d}-W{week:02d}"


_VALUES: dict[str, Callable[[int], str]] = {
    "D": lambda i: dt.date.fromordinal(i).isoformat(),
    "W": _week,
    "WE": lambda i: _week(i) + "-WE",
    "M": lambda i: f"{i // 12:04d}-{i % 12 + 1:02d}",
    "Q": lambda i: f"{i // 4:04d}-Q{i % 4 + 1}",
    "H": lambda i: f"{i // 2:04d}-H{i % 2 + 1}",
    "S": lambda i: f"{i // 4:04d}-{SEASONS[i % 4]}",
    "Y": lambda i: f"{i:04d}",
    "DE": lambda i: f"{i:03d}",
    "CE": lambda i: f"{i:02d}",
    "ML": lambda i: f"{i}",
    "FY": lambda i: f"FY{i:04d}",
    "FQ": lambda i: f"FY{i // 4:04d}-Q{i % 4 + 1}",
    "FH": lambda i: f"FY{i // 2:04d}-H{i % 2 + 1}",
}
