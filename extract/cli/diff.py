"""``extract diff OLD NEW``: what two extractions say differently."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.common import Kinds, new_app
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

app = new_app()

_SIDE = "A records file, a run's folder, git:REVISION:PATH, or -."


@app.command(epilog="Exit codes: 0 the same facts (they may have moved), 1 facts differ, 2 errors.")
def diff(
    old: Annotated[str, typer.Argument(help=_SIDE, metavar="OLD")],
    new: Annotated[str, typer.Argument(help=_SIDE, metavar="NEW")],
    format: FormatOption = "terminal",
    kinds: Kinds = None,
    ignore: Ignore = None,
    tolerance: Tolerance = "0",
    moved: Moved = False,
    also: Also = None,
    articles: Annotated[
        list[str] | None,
        typer.Option("--articles", help="Where the articles are, for line numbers (--format github).", metavar="PATH"),
    ] = None,
) -> None:
    """Compare two extractions: facts, not bytes.

    A fact was added, removed or changed; text that is inserted above it only moves it.
    """
    from extract.diff_formats import Report
    from extract.lines import Lines
    from extract.pieces import Options

    chosen, formats = settings(kinds, ignore, tolerance), targets(format, also)
    with opened(old) as left, opened(new) as right:
        reading = with_recorded(Options(), *((old, new) if articles else ())).reading
        report = Report(old, new, line=Lines(articles or [], reading))
        raise typer.Exit(show(left, right, chosen, moved, formats, report))
