"""Counts as tables with small bars, for a terminal."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.shown import flat
from extract.stats import Stats

_WIDTH = 24
_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(share: float, width: int = _WIDTH) -> str:
    """A bar of up to ``width`` cells, exact to an eighth of one.

    >>> bar(0.5, 4), bar(0.125, 4), bar(0, 4)
    ('██', '▌', '')
    """
    eighths = round(min(max(share, 0), 1) * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def show(console: Console, stats: Stats, top: int = 10) -> None:
    """Print the counts."""
    console.print(f"{stats.kinds.total():,} records of {stats.documents:,} documents")
    most = max(stats.kinds.values(), default=0)
    table = _table("kind", ("records", "right"), "")
    for kind, count in stats.kinds.items():
        table.add_row(kind, f"{count:,}", Text(bar(count / most if most else 0), "green"))
    console.print(table)
    countries = stats.countries
    if countries:
        table = _table("country", ("mentions", "right"), ("documents", "right"), "")
        for country in countries[:top]:
            name = Text(flat(f"{country.alpha_2} {country.name}"))
            share = country.mentions / countries[0].mentions
            table.add_row(name, f"{country.mentions:,}", f"{country.documents:,}", Text(bar(share), "magenta"))
        console.print(table)
        if len(countries) > top:
            console.print(f"… and {len(countries) - top:,} more countries\n")
    if stats.sums:
        _show_sums(console, stats, top)


def _show_sums(console: Console, stats: Stats, top: int) -> None:
    table = _table("currency", "year", ("sums", "right"), ("in all", "right"), "")
    groups = [list(group) for _, group in groupby(stats.sums, key=lambda s: s.currency)]
    for group in groups[:top]:
        largest = max(s.total for s in group)
        for at, s in enumerate(group):
            share = float(s.total / largest) if largest > 0 else 0
            name = (s.currency or "not said") if at == 0 else ""
            year = "no date" if s.year is None else str(s.year)
            table.add_row(Text(flat(name)), year, f"{s.mentions:,}", _rounded(s.total), Text(bar(share), "cyan"))
        table.add_section()
    console.print(table)
    if len(groups) > top:
        console.print(f"… and {len(groups) - top:,} more currencies")
    words = "Sums are those that articles speak of, each mention counted, by the year of the document's date."
    if stats.unsummed:
        words += f" {stats.unsummed:,} ranges and vague sums are not in them."
    console.print(words, style="dim")


def _table(*columns: str | tuple[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        name, justify = (column, "left") if isinstance(column, str) else column
        table.add_column(name, justify="right" if justify == "right" else "left", overflow="fold")
    return table


def _rounded(number: Decimal) -> str:
    """A sum in few figures.

    >>> _rounded(Decimal(94800000000)), _rounded(Decimal("0.5")), _rounded(Decimal(1234))
    ('94.8 billion', '0.5', '1,234')
    """
    for scale, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if abs(number) >= 10**scale:
            return f"{(number / 10**scale).quantize(Decimal('0.1')).normalize():,f} {word}"
    return f"{number.normalize():,f}"
