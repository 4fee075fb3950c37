"""``extract PATH…``: the main job."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.common import FAILED, OK, Currency, Day, Kinds, Words, default_jobs, new_app, options, printable
from extract.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from extract.pieces import Options, Result
    from extract.sources import Source

app = new_app()


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"newsfacts {version('newsfacts')}")
        raise typer.Exit


@app.command(
    epilog="Other commands: extract schema [KIND], extract explain TEXT|FILE; --help after each tells more. "
    "A file with such a name is read as ./schema."
)
def run(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files and folders of articles: .txt and .jsonl, folders recursively.", metavar="PATH..."),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", help="The folder to write to, or - for records on standard output.")
    ] = "out",
    kinds: Kinds = None,
    date: Day = None,
    currency: Currency = None,
    vocabulary: Words = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes; all cores for large inputs when not given."),
    ] = None,
    format: Annotated[
        str,
        typer.Option("--format", help="jsonl, or timeml: beside the records a TimeML 1.2.1 file for each document."),
    ] = "jsonl",
    references: Annotated[
        bool, typer.Option("--references", help="In TimeML, tag bare references (now, recently, soon) as well.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Extract sums, percentages, multiples, dates, countries and named projects from articles.

    Reads every article, and writes records.jsonl (a fact a line, with its place in the source) and
    documents.jsonl (a document a line).
    """
    from dataclasses import replace

    from extract import sources
    from extract.writers import ENDINGS

    if format not in ENDINGS:
        raise UsageError(f"unknown format {format!r}; formats are {', '.join(ENDINGS)}")
    if out == "-" and format != "jsonl":
        raise UsageError(f"--format {format} writes a file for each document; give a folder with --out")
    found = sources.find(paths)
    settings = replace(options(kinds, date, currency, vocabulary), format=format, references=references)
    size = sum(source.size for source in found)
    raise typer.Exit(_run(found, settings, out, jobs or default_jobs(size), quiet))


def _run(found: list[Source], settings: Options, out: str, jobs: int, quiet: bool) -> int:
    from rich.console import Console

    from extract.engines import local
    from extract.pieces import pieces
    from extract.terminal import Summary
    from extract.writers import ENDINGS
    from extract.writers.jsonl import JsonlWriter, StreamWriter
    from schemas.record import KINDS

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    writer: JsonlWriter | StreamWriter
    if out == "-":
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        writer = StreamWriter(sys.stdout.buffer)
    else:
        writer = JsonlWriter(Path(out), ENDINGS[settings.format])
    summary = Summary(settings.kinds or KINDS)
    cut = list(pieces(found))
    with writer, _progress(errors, sum(piece.size for piece in cut), quiet) as advance:
        for piece, result in zip(cut, local.run(cut, settings, jobs), strict=True):
            writer.write(result)
            summary.add(result)
            for failure in result.failures:
                errors.print(f"extract: {printable(failure.message)}", markup=False)
            advance(piece.size, result)
    if not quiet:
        summary.show(errors if out == "-" else Console(highlight=False), "standard output" if out == "-" else out)
    return FAILED if summary.failures else OK


@contextmanager
def _progress(console: Console, total: int, quiet: bool) -> Iterator[Callable[[int, Result], None]]:
    """A progress bar on a terminal; elsewhere nothing."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    if quiet or not console.is_terminal:
        yield lambda size, result: None
        return
    with Progress(
        TextColumn("{task.fields[documents]:,} documents"),
        BarColumn(),
        TextColumn("{task.completed:,.1f} of {task.total:,.1f} MB"),
        TextColumn("{task.fields[speed]:,.2f} MB/s"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total / 1e6, documents=0, speed=0.0)
        documents = 0

        def advance(size: int, result: Result) -> None:
            nonlocal documents
            documents += result.documents_read
            bar.update(task, advance=size / 1e6, documents=documents, speed=bar.tasks[0].speed or 0.0)

        yield advance
