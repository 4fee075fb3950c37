"""What ``extract diff`` and ``extract check`` share: their options, and how differences are written."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from extract.cli.common import FAILED, OK, split_kinds
from extract.errors import UsageError
from extract.options import check_kinds

if TYPE_CHECKING:
    from extract.diff import Settings
    from extract.diff_formats import Report
    from extract.pieces import Options
    from extract.recordfiles import RecordsFile

Target = tuple[str, Path | None]
"""A format, and the file it is written to; None is standard output."""

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
Also = Annotated[
    list[str] | None,
    typer.Option("--also", help="Write it to a file in another format as well.", metavar="FORMAT=FILE"),
]
Moved = Annotated[bool, typer.Option("--moved", help="Show facts that only stand elsewhere now as well.")]


def targets(format: str, also: list[str] | None) -> list[Target]:
    """The formats to write, and where to: None is standard output. Raises `UsageError`."""
    from extract.diff_formats import FORMATS

    found: list[Target] = [(format, None)]
    for given in also or ():
        name, equals, file = given.partition("=")
        if not equals or not file:
            raise UsageError(f"--also {given}: write it as FORMAT=FILE, as in markdown=summary.md")
        found.append((name, Path(file)))
    for name, _ in found:
        if name not in FORMATS:
            raise UsageError(f"unknown format {name!r}; formats are {', '.join(FORMATS)}")
    return found


def settings(kinds: list[str] | None, ignore: list[str] | None, tolerance: str) -> Settings:
    """What counts as a difference, checked before anything is read. Raises `UsageError`."""
    from extract.diff import Settings

    try:
        part = Decimal(tolerance)
    except InvalidOperation as error:
        raise UsageError(f"--tolerance: {tolerance!r} is no number; write a part, as 0.01 for one percent") from error
    names = frozenset(name for names in ignore or () for name in names.split(",") if name)
    return Settings(check_kinds(split_kinds(kinds)), names, part)


def with_recorded(options: Options, *records: str) -> Options:
    """Options by which articles are decoded as they were for these records, where no encoding was asked for."""
    from dataclasses import replace

    from extract.recordfiles import recorded_encodings

    if options.reading.encoding:
        return options
    recorded: dict[str, tuple[str, str]] = {}
    for name in records:
        recorded.update(recorded_encodings(name))
    return replace(options, reading=replace(options.reading, recorded=recorded))


@contextmanager
def opened(name: str) -> Iterator[RecordsFile]:
    """A file of records by its name, closed when done with. Raises `InputError`."""
    from extract.recordfiles import open_records

    file = open_records(name)
    try:
        yield file
    finally:
        file.close()


def show(
    old: RecordsFile, new: RecordsFile, chosen: Settings, moved: bool, formats: list[Target], report: Report
) -> int:
    """Write the differences as they are found, once in each format, and give the exit code."""
    from extract.diff import Tally, diff
    from extract.diff_formats import FORMATS

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for format, path in formats:
        report.tally = Tally()
        report.color = format == "terminal" and path is None and colored()
        parts = FORMATS[format](report.tally.counted(diff(old, new, chosen, moved)), report)
        if path is None:
            _write(sys.stdout.buffer, parts)
            continue
        try:
            with path.open("wb") as file:
                _write(file, parts)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    return FAILED if report.tally.differ else OK


def _write(file: IO[bytes], parts: Iterator[str]) -> None:
    # Machines read most formats as UTF-8, whatever the locale; a terminal shows what it can.
    for text in parts:
        file.write(text.encode("utf-8", "replace"))
    file.flush()


def colored() -> bool:
    """Whether standard output is a terminal that shows colours (https://no-color.org)."""
    from rich.console import Console

    console = Console()
    return console.is_terminal and console.color_system is not None and not console.no_color
