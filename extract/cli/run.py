"""``extract PATH…``: the main job."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.common import (
    FAILED,
    OK,
    Currency,
    Day,
    Encoding,
    Kinds,
    Words,
    complain,
    default_jobs,
    new_app,
    options,
    size_in_bytes,
)
from extract.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from extract.inputs import Source
    from extract.pieces import Options, Piece
    from extract.terminal import Summary
    from extract.writers.folder import FolderWriter
    from extract.writers.stream import StreamWriter

_ENGINES = ("local", "ray")

app = new_app()


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"newsfacts {version('newsfacts')}")
        raise typer.Exit


@app.command(
    epilog="Other commands: extract diff OLD NEW, extract check PATH..., extract show FILE, extract stats FOLDER, "
    "extract report PATH|FOLDER, extract explain TEXT|FILE, extract schema [KIND]; --help after each tells more. "
    "A file with such a name is read as ./schema."
)
def run(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders (recursively) and URLs of articles: .txt, .md, .html, .jsonl, .csv, .parquet, .warc, "
            "also packed (.gz, .bz2, .zst); - is standard input.",
            metavar="PATH...",
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", help="The folder or URL to write to, or - for records on standard output.")
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
        typer.Option(
            "--format",
            help="jsonl, jsonl.zst, csv (for spreadsheets), parquet; or beside the records a file for each document: "
            "timeml, webannotation, brat, labelstudio, prodigy, displacy, spacy.",
        ),
    ] = "jsonl",
    references: Annotated[
        bool, typer.Option("--references", help="In TimeML, tag bare references (now, recently, soon) as well.")
    ] = False,
    partition: Annotated[
        str | None,
        typer.Option(
            "--partition",
            help="Several files of records: kind, or the size from which on to begin a next one (256MB).",
            metavar="kind|SIZE",
        ),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(
            "--input",
            help="The format of standard input and of files whose ending says nothing: txt, jsonl, csv, …; without it "
            "standard input that begins with { is JSON Lines, all else plain text.",
            metavar="FORMAT",
        ),
    ] = None,
    text_column: Annotated[
        str | None, typer.Option("--text-column", help="The column or field with the text; text.", metavar="NAME")
    ] = None,
    id_column: Annotated[
        str | None,
        typer.Option("--id-column", help="The one with the document's id; id, if it is there.", metavar="NAME"),
    ] = None,
    date_column: Annotated[
        str | None,
        typer.Option("--date-column", help="The one with the document's date; date, if it is there.", metavar="NAME"),
    ] = None,
    encoding: Encoding = None,
    max_document_bytes: Annotated[
        str,
        typer.Option("--max-document-bytes", help="Larger documents are reported, not read.", metavar="SIZE"),
    ] = "64MB",
    timeout: Annotated[
        float | None,
        typer.Option(
            "--timeout-per-document",
            min=0.001,
            help="A document that takes longer is reported, not waited for.",
            metavar="SECONDS",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the unfinished run in the output folder, if there is one.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help="An earlier output: documents that are unchanged are not extracted again.",
            metavar="FOLDER",
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="local: processes on this machine; ray: a Ray cluster.", metavar="ENGINE")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option("--address", help="The address of the Ray cluster; one on this machine if not given."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Extract sums, percentages, multiples, dates, countries and named projects from articles.

    Reads every article, and writes records.jsonl (a fact a line, with its place in the source) and
    documents.jsonl (a document a line).
    """
    from extract import sources
    from extract.writers import FORMATS

    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; formats are {', '.join(FORMATS)}")
    if engine not in _ENGINES:
        raise UsageError(f"unknown engine {engine!r}; engines are {', '.join(_ENGINES)}")
    if (check := FORMATS[format].check) is not None:
        check()
    _check(out, format, partition, resume, since, engine, paths)
    settings = options(kinds, date, currency, vocabulary, encoding)
    largest = size_in_bytes(max_document_bytes, "--max-document-bytes")
    reading = replace(settings.reading, text=text_column, id=id_column, date=date_column, max_bytes=largest)
    found = sources.find(paths, reader, out)
    _keep_apart(found, out, format)
    settings = replace(
        settings,
        format=format,
        references=references,
        reading=reading,
        partition="kind" if partition == "kind" else "",
        timeout=timeout,
    )
    if jobs is None and engine == "local":
        # How much comes from standard input, nobody knows.
        jobs = default_jobs(sys.maxsize if "-" in paths else sum(source.size for source in found))
    size = 0 if partition in (None, "kind") else size_in_bytes(partition, "--partition", "kind, or ")
    how = _How(out, size, resume, engine, jobs, address, quiet)
    with _earlier(since, out, settings, errors := _errors()) as settings:
        raise typer.Exit(_run(found, settings, how, errors, since is not None))


class _How:
    """How a run goes, apart from what it extracts."""

    def __init__(
        self, out: str, size: int, resume: bool, engine: str, jobs: int | None, address: str | None, quiet: bool
    ) -> None:
        self.out = out
        self.size = size
        self.resume = resume
        self.engine = engine
        self.jobs = jobs
        self.address = address
        self.quiet = quiet


def _check(
    out: str, format: str, partition: str | None, resume: bool, since: str | None, engine: str, paths: list[str]
) -> None:
    """Raises `UsageError` for options that do not go together."""
    from extract.storage import is_remote
    from extract.writers import FORMATS

    if out == "-":
        if not FORMATS[format].streams:
            raise UsageError(f"--format {format} writes files; give a folder with --out")
        if partition or resume:
            raise UsageError("--partition and --resume need files; give a folder with --out")
    if resume and is_remote(out):
        raise UsageError("--resume needs a folder of this machine; copy it to its URL when the run is finished")
    if "-" in paths and (resume or paths.count("-") > 1):
        raise UsageError("standard input can be read only once, so it is given once and without --resume")
    if since and engine != "local":
        raise UsageError("--since goes with --engine local")


def _keep_apart(found: list[Source], out: str, format: str) -> None:
    """Raises `UsageError` where a file that is read is one that the run would write, or remove as an older run's."""
    from extract.storage import is_remote
    from extract.writers import FORMATS
    from extract.writers.base import DOCUMENTS, FAILURES, RECORDS, TEXTS

    if out == "-" or is_remote(out):
        return
    names = {FORMATS[format].file(name) for name in (RECORDS, DOCUMENTS, FAILURES, TEXTS)}
    folder = Path(out).resolve()
    for source in found:
        path = Path(source.path)
        ours = path.name in names or path.parent.name == RECORDS
        if ours and (path.parent.resolve() == folder or path.parent.resolve() == folder / RECORDS):
            raise UsageError(f"{source.path}: a run into {out} would replace this file; give another folder with --out")


def _run(found: list[Source], settings: Options, how: _How, errors: Console, compared: bool) -> int:
    from rich.console import Console

    from extract.pieces import pieces
    from extract.terminal import Summary
    from schemas.record import KINDS

    summary = Summary(settings.kinds or KINDS)
    total = sum(source.size for source in found)
    with _writer(found, settings, how, compared) as writer, _progress(errors, total, how.quiet) as advance:
        summary.restore(writer.state)
        if not writer.finished:
            cut = pieces(found, settings.reading)
            for _ in range(writer.pieces):
                advance(next(cut).size, 0)
            _write(cut, settings, how, writer, summary, errors, advance)
    if not how.quiet:
        shown = "standard output" if how.out == "-" else how.out
        summary.show(errors if how.out == "-" else Console(highlight=False), shown)
    return FAILED if summary.failures else OK


def _write(
    cut: Iterator[Piece],
    settings: Options,
    how: _How,
    writer: FolderWriter | StreamWriter,
    summary: Summary,
    errors: Console,
    advance: Callable[[int, int], None],
) -> None:
    from rich.text import Text

    from extract.duplicates import Seen
    from extract.shown import flat

    seen = Seen(writer.kept(".ids"))
    results = _results(cut, settings, how)
    with _stopping() as stop:
        for result in results:
            packed, repeated = seen.add(result.names)
            result.failures += repeated
            writer.write(result)
            writer.append(".ids", packed)
            summary.add(result)
            for failure in result.failures:
                errors.print(Text(f"extract: {flat(failure.message)}"))
            advance(result.size, result.documents)
            if stop or writer.due():
                writer.commit(summary.state())
            if stop:
                results.close()
                said = "; the same command with --resume goes on from here" if writer.resumable else ""
                errors.print(Text(f"extract: interrupted after {summary.documents:,} documents{said}"))
                raise typer.Exit(128 + stop[0])


def _results(cut: Iterator[Piece], settings: Options, how: _How) -> Any:
    """The results of pieces, as a generator."""
    if how.engine == "ray":
        from extract.engines import ray

        return ray.run(cut, settings, how.jobs, how.address)
    from extract.engines import local

    return local.run(cut, settings, how.jobs or 1)


def _writer(found: list[Source], settings: Options, how: _How, compared: bool) -> FolderWriter | StreamWriter:
    from extract import fingerprint
    from extract.writers import FORMATS
    from extract.writers.folder import FolderWriter, Settings
    from extract.writers.stream import StreamWriter
    from schemas.record import KINDS

    form = FORMATS[settings.format]
    if how.out == "-":
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        return StreamWriter(sys.stdout.buffer, form)
    partition = settings.partition or str(how.size)
    return FolderWriter(
        Settings(
            folder=how.out,
            format=form,
            kinds=(settings.kinds or KINDS) if settings.partition else (),
            size=how.size,
            resume=how.resume,
            conditions=lambda: fingerprint.run(settings, partition, found),
            run=fingerprint.conditions(settings) if compared else None,
        )
    )


@contextmanager
def _earlier(since: str | None, out: str, settings: Options, errors: Console) -> Iterator[Options]:
    """The options with an index of an earlier output, if there is one that still holds."""
    from extract import fingerprint
    from extract.writers.folder import RUN

    if since is None:
        yield settings
        return
    folder = Path(since)
    if not folder.is_dir() and folder.absolute() != Path(out).absolute():
        raise UsageError(f"{since}: no such folder")
    try:
        import orjson

        different = fingerprint.differences(
            orjson.loads((folder / RUN).read_bytes()), fingerprint.conditions(settings)
        )
        reason = f"{', '.join(different)} changed" if different else ""
    except (OSError, ValueError, TypeError):
        reason = f"it has no {RUN}, which a run with --since writes"
    if reason:
        complain(f"{since}: everything is extracted anew: {reason}")
        yield settings
        return
    from extract.since import write_index

    with tempfile.TemporaryDirectory(prefix="newsfacts-") as temporary:
        index = Path(temporary, "since.npy")
        write_index(folder, index)
        yield replace(settings, since=(since, str(index)))


@contextmanager
def _stopping() -> Iterator[list[int]]:
    """A list that a first Ctrl-C or SIGTERM puts its number into; a second one interrupts at once."""
    asked: list[int] = []

    def ask(number: int, frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    try:
        before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # not the main thread, so a program that has its own way
        yield asked
        return
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _errors() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def _progress(console: Console, total: int, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; elsewhere nothing. It takes bytes of input and documents as they are done."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    if quiet or not console.is_terminal:
        yield lambda size, documents: None
        return
    # What comes from standard input, or from some URLs, has no size that is known before.
    of = " of {task.total:,.1f}" if total else ""
    with Progress(
        TextColumn("{task.fields[documents]:,} documents"),
        BarColumn(),
        TextColumn("{task.completed:,.1f}" + of + " MB"),
        TextColumn("{task.fields[rate]:,.2f} MB/s"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total / 1e6 if total else None, documents=0, rate=0.0)
        read = 0

        def advance(size: int, documents: int) -> None:
            nonlocal read
            read += documents
            bar.update(task, advance=size / 1e6, documents=read, rate=bar.tasks[0].speed or 0.0)

        yield advance
