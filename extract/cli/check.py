"""``extract check PATH…``: extract again, and say what differs from the records that are there."""

from __future__ import annotations

import shlex
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.common import (
    MISUSED,
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
)
from extract.cli.comparing import (
    Also,
    FormatOption,
    Ignore,
    Moved,
    Tolerance,
    opened,
    settings,
    show,
    targets,
    with_recorded,
)
from extract.shown import flat

if TYPE_CHECKING:
    from extract.pieces import Options
    from extract.sources import Source

Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes; all cores for large inputs.")]

app = new_app()


@app.command(epilog="Exit codes: 0 the same facts (they may have moved), 1 facts differ, 2 errors.")
def check(
    paths: Annotated[list[str], typer.Argument(help="Files and folders of articles.", metavar="PATH...")],
    against: Annotated[
        str, typer.Option("--against", help="What is compared with: a records file, a folder, git:REVISION:PATH.")
    ] = "out",
    format: FormatOption = "terminal",
    ignore: Ignore = None,
    tolerance: Tolerance = "0",
    moved: Moved = False,
    also: Also = None,
    kinds: Kinds = None,
    date: Day = None,
    currency: Currency = None,
    vocabulary: Words = None,
    encoding: Encoding = None,
    jobs: Jobs = None,
) -> None:
    """Extract again, and compare with the records that are committed. For CI."""
    from extract import sources
    from extract.diff_formats import Report
    from extract.lines import Lines

    chosen, formats = settings(kinds, ignore, tolerance), targets(format, also)
    extraction = with_recorded(options(kinds, date, currency, vocabulary, encoding), against)
    found = sources.find(paths)
    with opened(against) as left, tempfile.TemporaryDirectory(prefix="newsfacts-") as folder, ExitStack() as stack:
        failed = _extract(found, extraction, Path(folder), jobs)
        right = stack.enter_context(opened(folder))
        report = Report(against, "extracted now", line=Lines(paths, extraction.reading))
        report.accept = _accept(paths, against, kinds, date, currency, vocabulary, encoding)
        code = show(left, right, chosen, moved, formats, report)
    if code == OK and not failed and report.tally.changes["moved"]:
        typer.echo(f"The facts stand elsewhere now. {report.accept}", err=True)
    raise typer.Exit(MISUSED if failed else code)


def _extract(found: list[Source], extraction: Options, folder: Path, jobs: int | None) -> bool:
    """Extract into a folder as the main command does, and say whether a document failed."""
    from extract.engines import local
    from extract.pieces import pieces
    from extract.writers import FORMATS
    from extract.writers.folder import FolderWriter, Settings

    failed = False
    count = jobs or default_jobs(sum(source.size for source in found))
    with FolderWriter(Settings(folder=str(folder), format=FORMATS["jsonl"])) as writer:
        for result in local.run(pieces(found, extraction.reading), extraction, count):
            writer.write(result)
            for failure in result.failures:
                failed = True
                complain(failure.message)
    return failed


def _accept(
    paths: list[str],
    against: str,
    kinds: list[str] | None,
    date: str | None,
    currency: str | None,
    vocabulary: list[Path] | None,
    encoding: str | None,
) -> str:
    """What a user does to accept the differences."""
    out = against.split(":", 2)[2] if against.startswith("git:") else against
    if out.endswith("records.jsonl"):
        out = str(Path(out).parent)
    given = [("--kinds", name) for name in kinds or ()]
    single = (("--date", date), ("--currency", currency), ("--encoding", encoding))
    given += [(name, value) for name, value in single if value is not None]
    given += [("--vocabulary", str(path)) for path in vocabulary or ()]
    more = [word for option in given for word in option]
    command = shlex.join(["extract", *paths, "-o", out, *more])
    return flat(f"To accept: {command} && git add {shlex.quote(out)}, and commit it with the change.")
