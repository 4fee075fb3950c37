"""``extract explain``: which rule found a record, and why a span is none."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.common import Currency, Day, Encoding, Kinds, Words, new_app, options
from extract.shown import flat

app = new_app()


@app.command()
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
    encoding: Encoding = None,
) -> None:
    """Show for each record the rule that found it and its pieces; for a span, why nothing matched."""
    from extract.explain import explain as tell

    for line in tell(what, span, options(kinds, date, currency, vocabulary, encoding)):
        typer.echo(flat(line))
