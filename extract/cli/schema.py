"""``extract schema``: the JSON Schema of records."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.common import new_app
from extract.errors import UsageError

app = new_app()


@app.command()
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
