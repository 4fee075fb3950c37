"""The command ``extract``: the only module that prints or exits.

``extract PATH…`` extracts; ``extract schema`` and ``extract explain`` stand beside it. A file that is called like
one of these is read as ``extract ./schema``.

Exit codes: 0 all is well, 1 some document failed (the others are written), 2 wrong use.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import NewsfactsError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from extract.pieces import Options, Result
    from extract.sources import Source

OK, FAILED, MISUSED = 0, 1, 2
_PARALLEL = 4 << 20
"""Inputs smaller than this many bytes are done before a second process is up."""

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
commands = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

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
    options = replace(_options(kinds, date, currency, vocabulary), format=format, references=references)
    size = sum(source.size for source in found)
    if jobs is None:
        jobs = _cores() if size > _PARALLEL else 1
    raise typer.Exit(_run(found, options, out, jobs, quiet))


def _run(found: list[Source], options: Options, out: str, jobs: int, quiet: bool) -> int:
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
        writer = JsonlWriter(Path(out), ENDINGS[options.format])
    summary = Summary(options.kinds or KINDS)
    cut = list(pieces(found))
    with writer, _progress(errors, sum(piece.size for piece in cut), quiet) as advance:
        for piece, result in zip(cut, local.run(cut, options, jobs), strict=True):
            writer.write(result)
            summary.add(result)
            for failure in result.failures:
                errors.print(f"extract: {_printable(failure.message)}", markup=False)
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


@commands.command()
def schema(
    kind: Annotated[
        str | None, typer.Argument(help="money, percent, multiple, date, country, project or document.")
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of record, or of all kinds."""
    import orjson

    from schemas import KINDS, json_schema

    if kind is not None and kind not in (*KINDS, "document"):
        raise UsageError(f"unknown kind {kind!r}; kinds are {', '.join(KINDS)} and document")
    typer.echo(orjson.dumps(json_schema(kind), option=orjson.OPT_INDENT_2).decode())


@commands.command()
def explain(
    what: Annotated[str, typer.Argument(help="A text, or a file with one.", metavar="TEXT|FILE")],
    span: Annotated[
        str | None,
        typer.Option(
            "--span", help="Why nothing was found here: START:END, or words of the text.", metavar="SPAN"
        ),
    ] = None,
    kinds: Kinds = None,
    date: Day = None,
    currency: Currency = None,
    vocabulary: Words = None,
) -> None:
    """Show for each record the rule that found it and its pieces; for a span, why nothing matched."""
    from extract.explain import explain as tell

    for line in tell(what, span, _options(kinds, date, currency, vocabulary)):
        typer.echo(_printable(line))


COMMANDS = ("schema", "explain")


def main(argv: list[str] | None = None) -> None:
    """Run the command with its arguments and exit."""
    arguments = sys.argv[1:] if argv is None else argv
    chosen = commands if arguments and arguments[0] in COMMANDS else app
    try:
        code = chosen(arguments or ["--help"], prog_name="extract", standalone_mode=False)
    except NewsfactsError as error:
        _stop(str(error), MISUSED)
    except typer.Exit as done:
        code = done.exit_code
    except KeyboardInterrupt:
        _stop("interrupted", 130)
    except typer.Abort:
        _stop("aborted", 130)
    except Exception as error:
        message = getattr(error, "format_message", None)  # click's own errors of usage
        if message is None:
            raise
        _stop(f"{message()} (extract --help tells more)", MISUSED)
    sys.exit(code or OK)


def _stop(message: str, code: int) -> None:
    print(f"extract: {_printable(message)}", file=sys.stderr)
    sys.exit(code)


def _options(
    kinds: list[str] | None, date: str | None, currency: str | None, vocabulary: list[Path] | None
) -> Options:
    """The options, checked before anything is read."""
    from extract.options import check_currency, check_date, check_kinds
    from extract.pieces import Options

    named = None if kinds is None else [name for part in kinds for name in part.split(",") if name]
    for path in vocabulary or ():
        if not path.is_file():
            raise UsageError(f"{path}: no such vocabulary file")
    return Options(
        kinds=check_kinds(named),
        date=check_date(date),
        currency=check_currency(currency),
        vocabulary=tuple(str(path) for path in vocabulary or ()),
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _printable(text: str) -> str:
    """Text that a terminal shows as it is: no control characters but line ends and tabs."""
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)


if __name__ == "__main__":
    main()
