"""What the commands share: options that several have, exit codes, and how text reaches the terminal."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from extract.encodings import check_encoding
from extract.errors import UsageError
from extract.inputs import Reading
from extract.options import check_currency, check_date, check_kinds
from extract.pieces import Options
from extract.shown import flat

__all__ = [
    "FAILED",
    "MISUSED",
    "OK",
    "Currency",
    "Day",
    "Encoding",
    "Kinds",
    "Words",
    "complain",
    "default_jobs",
    "new_app",
    "options",
    "size_in_bytes",
    "split_kinds",
]

OK, FAILED, MISUSED = 0, 1, 2
"""Exit codes: all is well, some document failed (or a comparison found differences), wrong use."""

_PARALLEL = 4 << 20

Kinds = Annotated[
    list[str] | None,
    typer.Option("--kinds", help="Only these kinds of records, with commas between them.", metavar="KINDS"),
]
Day = Annotated[
    str | None,
    typer.Option("--date", help="The date of documents that bring none (ISO 8601).", metavar="DATE"),
]
Currency = Annotated[
    str | None,
    typer.Option(
        "--currency",
        help="What an ambiguous sign or word of money means where the text does not tell (ISO 4217).",
        metavar="CODE",
    ),
]
Words = Annotated[
    list[Path] | None,
    typer.Option("--vocabulary", help="A vocabulary file of your own (TOML); may be repeated.", metavar="FILE"),
]

Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        help="The encoding of all articles; without it UTF-8, what a byte order mark or a page says, or a guess.",
        metavar="NAME",
    ),
]


def new_app() -> typer.Typer:
    """An application for one command: plain help, no shell completion, errors left to `extract.cli.main`."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def split_kinds(kinds: list[str] | None) -> list[str] | None:
    """Kinds that were given with commas between them, or one after the other."""
    return None if kinds is None else [name for part in kinds for name in part.split(",") if name]


def options(
    kinds: list[str] | None,
    date: str | None,
    currency: str | None,
    vocabulary: list[Path] | None,
    encoding: str | None = None,
) -> Options:
    """The options of an extraction, checked before anything is read. Raises `UsageError`."""
    for path in vocabulary or ():
        if not path.is_file():
            raise UsageError(f"{path}: no such vocabulary file")
    return Options(
        kinds=check_kinds(split_kinds(kinds)),
        date=check_date(date),
        currency=check_currency(currency),
        vocabulary=tuple(str(path) for path in vocabulary or ()),
        reading=Reading(encoding=check_encoding(encoding)),
    )


def default_jobs(size: int) -> int:
    """How many processes an input of some bytes gets: one where it is done before a second one is up."""
    if size <= _PARALLEL:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def complain(message: str) -> None:
    """Say on standard error what went wrong: one line, harmless whatever names of files and documents are in it."""
    print(f"extract: {flat(message)}", file=sys.stderr, flush=True)


def size_in_bytes(said: str, option: str, other: str = "") -> int:
    """A number of bytes, with or without a unit (``64MB``, ``1GiB``, ``500000``). Raises `UsageError`."""
    found = re.fullmatch(r"\s*(\d{1,15})\s*(?:([kmgt])(i?)b?|b)?\s*", said, re.IGNORECASE)
    if not found or not int(found[1]):
        raise UsageError(f"{option} {said}: give {other}a size such as 64MB or 500000")
    power = " kmgt".index((found[2] or " ").lower())
    unit: int = (1024 if found[3] else 1000) ** power
    return int(found[1]) * unit
