"""Values in words, for people to read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from schemas import Country, Date, Money, Multiple, Percent, Project, Record
from schemas.base import plain

_UNITS = {"percent": " %", "percentage_point": " percentage points", "basis_point": " basis points"}
_MODIFIERS = {
    "approx": "about",
    "more_than": "more than",
    "less_than": "less than",
    "at_least": "at least",
    "at_most": "at most",
    "start": "start of",
    "mid": "middle of",
    "end": "end of",
}


def value(record: Record) -> str:
    """What a record says, on one line. Text of the article may be in it.

    >>> from extract import extract_text
    >>> [value(record) for record in extract_text("Up to $5-7 billion for Kazakhstan, 3% less.")]
    ['at most USD 5,000,000,000 to 7,000,000,000', 'KZ Kazakhstan', '3 %']
    """
    match record:
        case Money():
            return _modified(record.modifier, f"{record.currency or '?'} {_numbers(record.amount, record)}")
        case Percent():
            return _modified(record.modifier, _numbers(record.value, record) + _UNITS[record.unit])
        case Multiple():
            return _modified(record.modifier, f"× {_numbers(record.factor, record)}")
        case Date():
            kind = "" if record.type == "DATE" else f"{record.type.lower()} "
            return _modified(record.modifier, kind + (record.value or "not settled"))
        case Country():
            said = "" if record.mention == "name" else f" ({record.mention})"
            return f"{record.alpha_2} {record.name}{said}"
        case Project():
            short = "" if record.acronym is None else f" ({record.acronym})"
            return f"{record.name}{short}, {record.category}"


def spell(field: Any) -> str:
    """A field's value as a line of JSON has it, text in typographic quotes.

    >>> spell(Decimal("13500000000")), spell(None), spell("5%")
    ('13500000000', 'null', '“5%”')
    """
    if field is None:
        return "null"
    if isinstance(field, str):
        return f"“{field}”"
    if isinstance(field, dt.date):
        return field.isoformat()
    return plain(Decimal(field))


def _modified(modifier: str | None, said: str) -> str:
    return f"{_MODIFIERS[modifier]} {said}" if modifier else said


def _numbers(number: Decimal | None, record: Money | Percent | Multiple) -> str:
    if number is not None:
        return _grouped(number)
    if record.low is not None and record.high is not None:
        return f"{_grouped(record.low)} to {_grouped(record.high)}"
    return f"{_grouped(record.low or Decimal(0))} or more"


def _grouped(number: Decimal) -> str:
    return f"{number:,f}"
