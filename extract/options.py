"""What a run may be set to, checked: one clear line for what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from extract.errors import UsageError
from schemas.record import KINDS


def check_kinds(kinds: Iterable[str] | None) -> tuple[str, ...]:
    """Kinds in their usual order; all where None is given. Raises `UsageError` for an unknown one."""
    asked = KINDS if kinds is None else (kinds,) if isinstance(kinds, str) else tuple(kinds)
    for kind in asked:
        if kind not in KINDS:
            raise UsageError(f"unknown kind {kind!r}; kinds are {', '.join(KINDS)}")
    if not asked:
        raise UsageError(f"no kind given; kinds are {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in asked)


def check_date(date: dt.date | str | None) -> dt.date | None:
    """A date, or one written in ISO 8601. Raises `UsageError` for anything else."""
    if isinstance(date, dt.datetime):
        return date.date()
    if not isinstance(date, str):
        return date
    try:
        return dt.date.fromisoformat(date)
    except ValueError as error:
        raise UsageError(f"{date!r} is no date; write it as 2024-06-26 (ISO 8601)") from error


def check_currency(currency: str | None) -> str | None:
    """An ISO 4217 code. Raises `UsageError` for what does not look like one."""
    if currency is not None and not re.fullmatch(r"[A-Z]{3}", currency):
        raise UsageError(f"{currency!r} is no currency code; write it as USD (ISO 4217)")
    return currency
