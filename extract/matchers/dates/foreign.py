"""Dates with the month's name in another language, which dateparser reads.

dateparser is asked only where the vocabulary knows the name of a month (class ``foreign month``, whose value
is the language), never for a whole text, never for the day that it is, and once for each date: its answers
are kept. It is imported when first asked, since most documents never need it.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import periods
from extract.matchers.dates.days import Yearless
from extract.matchers.dates.items import Found, Phrase
from extract.matchers.dates.meanings import Known
from extract.matchers.dates.periods import Period

_LEAP = 2000
"""A year in which every day of a month without a year exists."""
_SETTINGS: dict[str, Any] = {
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": dt.datetime(_LEAP, 1, 1),  # noqa: DTZ001  # dates alone, in no zone
    "PREFER_DATES_FROM": "past",
    "DATE_ORDER": "DMY",
    "PREFER_LOCALE_DATE_ORDER": False,
    "TIMEZONE": "UTC",
    "RETURN_AS_TIMEZONE_AWARE": False,
}
_LINKS = frozenset(("de", "del", "di", "do", "da", ".", "г", "í", "af", "van"))


def date(phrase: Phrase) -> Found:
    """ "24 апреля 2023 года", "12 de mayo de 2023", "12. Mai", "août 2022"."""
    at = phrase.find(lx.FOREIGN_MONTH)
    if any(phrase.word(i).lower() not in _LINKS for i in phrase.all(lx.NOTHING)):
        return None
    day, year = phrase.find(lx.SMALL), phrase.find(lx.YEAR)
    language = str(phrase.value(at))
    found = read(
        phrase.word(day) if day >= 0 else "1",
        phrase.word(at),
        phrase.word(year) if year >= 0 else str(_LEAP),
        language,
    )
    if found is None:
        return None
    if year < 0:
        return Yearless(found.month, found.day)
    return Known(Period.of(periods.DAY if day >= 0 else periods.MONTH, found))


def year(phrase: Phrase) -> Found:
    """ "2023 году", "2023 жылы"."""
    return Known(Period(periods.YEAR, int(phrase.word(phrase.start))))


@lru_cache(maxsize=4096)
def read(day: str, month: str, year: str, language: str) -> dt.date | None:
    """The day that a day, the name of a month and a year say in a language, or None."""
    import dateparser

    name = re.sub(r"\W", "", month)
    found = dateparser.parse(f"{day} {name} {year}", languages=[language], settings=_SETTINGS)
    return found.date() if found else None
