"""``extract report PATH|RECORDS``: one page that shows what was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from extract.cli.common import FAILED, OK, Currency, Day, Encoding, Kinds, Words, complain, new_app, options
from extract.cli.comparing import with_recorded
from extract.errors import UsageError
from extract.shown import flat

if TYPE_CHECKING:
    from extract.pieces import Options
    from extract.report.page import Page

_LARGE = 100_000_000

app = new_app()


@app.command(epilog="Exit codes: 0 all is well, 1 some document failed (the others are in the page), 2 wrong use.")
def report(
    paths: Annotated[
        list[str],
        typer.Argument(help="Articles (files and folders), or what a run wrote: its folder or records.jsonl."),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", help="The page to write, or - for standard output.")
    ] = "report.html",
    title: Annotated[
        str | None, typer.Option("--title", help="The page's title; the path's name if not given.")
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            "--articles", help="For records: the articles that they came from, to show their text.", metavar="PATH"
        ),
    ] = None,
    kinds: Kinds = None,
    date: Day = None,
    currency: Currency = None,
    vocabulary: Words = None,
    encoding: Encoding = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes; all cores for large inputs when not given.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
) -> None:
    """Write one HTML page that shows articles and their facts: to read, search, sort and link to.

    The page holds everything that it needs, and opens from the disk without a network.
    """
    from extract.report.page import Page
    from extract.report.runs import is_run

    runs = [path for path in paths if is_run(Path(path))]
    if runs and len(paths) > 1:
        raise UsageError(f"{runs[0]}: this is what a run wrote; give it alone (and its articles with --articles)")
    if articles and not runs:
        raise UsageError("--articles goes with the records of a run; articles to extract from are given without it")
    settings = options(kinds, date, currency, vocabulary, encoding)
    name = title or " and ".join(Path(path).resolve().name for path in paths)
    with _output(out) as stream, Page(stream, name) as page:
        if runs:
            failures = _add_run(page, Path(runs[0]), articles or [], settings)
        else:
            failures = _add_articles(page, paths, settings, jobs)
    if not quiet and out != "-":
        typer.echo(flat(f"{page.documents:,} articles, {page.size / 1e6:,.1f} MB in {out}"))
    if page.size > _LARGE:
        typer.echo("extract: a page of this size is slow to open; give fewer articles, or some --kinds", err=True)
    raise typer.Exit(FAILED if failures else OK)


def _add_articles(page: Page, paths: list[str], settings: Options, jobs: int | None) -> int:
    """Extract from articles as the main command does, and add each to the page."""
    from dataclasses import replace

    from extract import sources
    from extract.cli.common import default_jobs
    from extract.engines import local
    from extract.pieces import pieces

    found = sources.find(paths)
    failures = 0
    cut = pieces(found, settings.reading)
    count = jobs or default_jobs(sum(source.size for source in found))
    for result in local.run(cut, replace(settings, format="report"), count):
        for *_, fragment in result.own:
            page.add(fragment)
        for failure in result.failures:
            failures += 1
            complain(failure.message)
    return failures


def _add_run(page: Page, path: Path, articles: list[str], settings: Options) -> int:
    """Add the documents of a run, with the texts of those articles that are there."""
    from extract import sources
    from extract.report.data import fragment
    from extract.report.runs import read_run, read_texts

    reading = with_recorded(settings, str(path)).reading if articles else settings.reading
    texts = dict(read_texts(sources.find(articles), reading)) if articles else {}
    kinds = frozenset(settings.kinds or ())
    for head, records in read_run(path):
        page.add(fragment(head, (record for record in records if record.kind in kinds), texts.get(head.doc)))
    return 0


@contextmanager
def _output(out: str) -> Iterator[IO[bytes]]:
    """A stream to write the page to; a file is there whole or not at all."""
    if out == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as stream:
            yield stream
        aside.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            aside.unlink()
