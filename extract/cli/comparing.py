"""What ``extract diff`` and ``extract check`` share: their options, and how differences are written."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.common import FAILED, OK, split_kinds
from extract.errors import UsageError
from extract.options import check_kinds

if TYPE_CHECKING:
    from extract.diff import Settings
    from extract.diff_formats import Report
    from extract.recordfiles import RecordsFile

FormatOption = Annotated[
    str, typer.Option("--format", help="terminal, json, markdown, github or junit.", metavar="FORMAT")
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", help="Fields that may differ, with commas between them.", metavar="FIELDS"),
]
Tolerance = Annotated[
    str,
    typer.Option("--tolerance", help="How far numbers may lie apart, as a part: 0.01 is one percent.", metavar="PART"),
]
Moved = Annotated[bool, typer.Option("--moved", help="Show facts that only stand elsewhere now as well.")]


def settings(kinds: list[str] | None, ignore: list[str] | None, tolerance: str, format: str) -> Settings:
    """What counts as a difference, checked before anything is read. Raises `UsageError`."""
    from extract.diff import Settings
    from extract.diff_formats import FORMATS

    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; formats are {', '.join(FORMATS)}")
    try:
        part = Decimal(tolerance)
    except InvalidOperation as error:
        raise UsageError(f"--tolerance: {tolerance!r} is no number; write a part, as 0.01 for one percent") from error
    names = frozenset(name for names in ignore or () for name in names.split(",") if name)
    return Settings(check_kinds(split_kinds(kinds)), names, part)


@contextmanager
def opened(name: str) -> Iterator[RecordsFile]:
    """A file of records by its name, closed when done with. Raises `InputError`."""
    from extract.recordfiles import open_records

    file = open_records(name)
    try:
        yield file
    finally:
        file.close()


def show(old: RecordsFile, new: RecordsFile, chosen: Settings, moved: bool, format: str, report: Report) -> int:
    """Write the differences to standard output as they are found, and give the exit code."""
    from extract.diff import diff
    from extract.diff_formats import FORMATS

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    documents = report.tally.counted(diff(old, new, chosen, moved))
    for text in FORMATS[format](documents, report):
        # Machines read most formats as UTF-8, whatever the locale; a terminal shows what it can.
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return FAILED if report.tally.differ else OK


def colored() -> bool:
    """Whether standard output is a terminal that shows colours (https://no-color.org)."""
    from rich.console import Console

    console = Console()
    return console.is_terminal and console.color_system is not None and not console.no_color
