"""``extract show FILE``: an article with its facts, on the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.common import FAILED, OK, Currency, Day, Encoding, Kinds, Words, complain, new_app, options

app = new_app()


@app.command()
def show(
    paths: Annotated[list[str], typer.Argument(help="Articles, in any format that is read.", metavar="FILE...")],
    doc: Annotated[
        list[str] | None,
        typer.Option("--doc", help="Only the document with this id; may be repeated.", metavar="ID"),
    ] = None,
    kinds: Kinds = None,
    date: Day = None,
    currency: Currency = None,
    vocabulary: Words = None,
    encoding: Encoding = None,
) -> None:
    """Show articles with their facts coloured, and a table of what these say."""
    from rich.console import Console

    from extract import showing, sources
    from extract.article import Failure
    from extract.inputs import Part
    from extract.pipeline import Pipeline
    from extract.readers import articles

    chosen = options(kinds, date, currency, vocabulary, encoding)
    found = sources.find(paths)
    console = Console(highlight=False)
    pipeline = Pipeline(
        kinds=chosen.kinds, date=chosen.date, currency=chosen.currency, vocabulary=chosen.vocabulary
    )
    code = OK
    for source in found:
        for article in articles(Part(source), chosen.reading):
            if isinstance(article, Failure):
                code = FAILED
                complain(article.message)
            elif doc is None or article.id in doc:
                showing.show(console, article.id, article.text, pipeline(article).records)
    raise typer.Exit(code)
