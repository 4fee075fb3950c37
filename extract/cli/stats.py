"""``extract stats FOLDER``: what a run found, counted up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.common import new_app
from extract.errors import UsageError
from extract.shown import escaped

if TYPE_CHECKING:
    from extract.stats import Stats

app = new_app()


@app.command()
def stats(
    records: Annotated[
        str, typer.Argument(help="A run's folder, a records file, git:REVISION:PATH.", metavar="FOLDER")
    ] = "out",
    top: Annotated[int, typer.Option("--top", min=1, help="How many countries and currencies are shown.")] = 10,
    format: Annotated[str, typer.Option("--format", help="terminal or json.", metavar="FORMAT")] = "terminal",
) -> None:
    """Count records, countries and sums of money up.

    Sums are those that articles speak of, each mention counted, by the year of the document's date.
    """
    if format not in ("terminal", "json"):
        raise UsageError(f"unknown format {format!r}; formats are terminal, json")
    from contextlib import nullcontext

    from extract.cli.comparing import opened
    from extract.recordfiles import open_documents
    from extract.stats import collect

    with opened(records) as file, open_documents(records) or nullcontext() as documents:
        found = collect(file, documents)
    if format == "json":
        typer.echo(escaped(_json(found)))
    else:
        from rich.console import Console

        from extract.charts import show

        show(Console(highlight=False), found, top)


def _json(stats: Stats) -> str:
    import orjson

    from schemas.base import plain

    row = {
        "documents": stats.documents,
        "records": stats.kinds.total(),
        "kinds": dict(stats.kinds),
        "countries": [country._asdict() for country in stats.countries],
        "sums": [{**s._asdict(), "total": orjson.Fragment(plain(s.total))} for s in stats.sums],
        "ranges_and_vague_sums": stats.unsummed,
    }
    return orjson.dumps(row, option=orjson.OPT_INDENT_2).decode()
