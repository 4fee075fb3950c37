"""An article with its records, for a terminal: coloured spans, and a table underneath.

Spans of different kinds may lie within each other ("China" in "China-Kazakhstan railway") or overlap. With colours
the inner one's colour shows and the outer one's other marks stay; without, spans are written as
``[China](country)``, nested the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich import box
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from extract.describe import value
from extract.shown import flat, printable
from schemas import KINDS, Record

STYLES = {
    "money": Style(color="green", bold=True),
    "percent": Style(color="cyan", bold=True),
    "multiple": Style(color="blue", bold=True),
    "date": Style(color="yellow"),
    "country": Style(color="magenta"),
    "project": Style(color="red", underline=True),
}
"""How each kind looks."""


def stretches(text: str, records: Sequence[Record]) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """A text in pieces, each with the records that cover it, the outermost first.

    >>> from extract import extract_text
    >>> text = "It lent Kenya $5."
    >>> [(piece, [record.kind for record in cover]) for piece, cover in stretches(text, extract_text(text))]
    [('It lent ', []), ('Kenya', ['country']), (' ', []), ('$5', ['money']), ('.', [])]
    """
    ordered = sorted(records, key=lambda record: (record.start, -record.end, KINDS.index(record.kind)))
    edges = sorted({0, len(text), *(r.start for r in ordered), *(r.end for r in ordered)})
    cover: list[Record] = []
    at = 0
    for start, end in pairwise(edges):
        cover = [record for record in cover if record.end > start]
        while at < len(ordered) and ordered[at].start <= start:
            cover.append(ordered[at])
            at += 1
        yield text[start:end], tuple(cover)


def colored(text: str, records: Sequence[Record]) -> Text:
    """The text with coloured spans."""
    found = Text()
    for piece, cover in stretches(text, records):
        found.append(printable(piece), sum((STYLES[record.kind] for record in cover), Style.null()))
    return found


def bracketed(text: str, records: Sequence[Record]) -> str:
    """The text with spans in brackets; where spans overlap, the inner one is closed and opened again.

    >>> from extract import extract_text
    >>> text = "It lent Kenya $5."
    >>> bracketed(text, extract_text(text))
    'It lent [Kenya](country) [$5](money).'
    """
    parts: list[str] = []
    opened: tuple[Record, ...] = ()
    for piece, cover in [*stretches(text, records), ("", ())]:
        kept = 0
        while kept < min(len(opened), len(cover)) and opened[kept] is cover[kept]:
            kept += 1
        parts += [f"]({record.kind})" for record in reversed(opened[kept:])]
        parts += ["[" for _ in cover[kept:]]
        parts.append(printable(piece))
        opened = cover
    return "".join(parts)


def table(records: Sequence[Record]) -> Table:
    """What each record says, where, and the rule that found it."""
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("kind", "text", "says", "where", "rule"):
        found.add_column(name, overflow="fold")
    for record in records:
        place = f"{record.start}-{record.end}"
        cells = (record.text, value(record), place, record.rule)
        found.add_row(Text(record.kind, STYLES[record.kind]), *(Text(flat(cell)) for cell in cells))
    return found


def show(console: Console, name: str, text: str, records: Sequence[Record]) -> None:
    """Print an article and its records."""
    console.print(Text(flat(name), "bold"))
    console.print()
    if console.is_terminal and console.color_system and not console.no_color:
        console.print(colored(text, records))
        console.print()
        console.print(Text("  ").join(Text(kind, style) for kind, style in STYLES.items()))
    else:
        console.print(Text(bracketed(text, records)), soft_wrap=True)
    console.print(table(records))
