"""What a run shows: a table of counts, and a few of the sums it found.

Text from articles is data: control characters never reach the terminal.
"""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.pieces import Result
from extract.shown import flat
from schemas.record import KINDS

_ROWS = 20
_FACTS = 8
_QUOTE = 110


class Summary:
    """Collects what the table needs from results as they pass; its size does not grow with the run."""

    def __init__(self, kinds: tuple[str, ...] = KINDS) -> None:
        self.kinds = kinds
        self.documents = 0
        self.failures = 0
        self._totals = dict.fromkeys(kinds, 0)
        self._rows: list[tuple[str, dict[str, int]]] = []
        self._facts: list[dict[str, Any]] = []

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(self._totals.values())

    def add(self, result: Result) -> None:
        """Take note of a result."""
        self.documents += result.documents
        self.failures += len(result.failures)
        for kind in self.kinds:
            self._totals[kind] += result.counts[kind]
        for doc, counts, largest in result.shown:
            if len(self._rows) < _ROWS:
                self._rows.append((doc, counts))
            if len(self._facts) < _FACTS and largest is not None:
                self._facts.append(largest)

    def state(self) -> dict[str, Any]:
        """All that was taken note of, in plain values."""
        return {
            "documents": self.documents,
            "failures": self.failures,
            "totals": self._totals,
            "rows": self._rows,
            "facts": self._facts,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take note of what another run had taken note of."""
        if state:
            self.documents, self.failures = state["documents"], state["failures"]
            self._totals = {kind: state["totals"].get(kind, 0) for kind in self.kinds}
            self._rows = [(doc, counts) for doc, counts in state["rows"]]
            self._facts = state["facts"]

    def show(self, console: Console, out: str) -> None:
        """Print the table, the sums and where the records are."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column("document", overflow="fold")
        for kind in self.kinds:
            table.add_column(kind, justify="right")
        for doc, counts in self._rows:
            table.add_row(_safe(doc), *(_count(counts.get(kind, 0)) for kind in self.kinds))
        if self.documents > len(self._rows):
            table.add_row(f"… and {self.documents - len(self._rows):,} more")
        if self.documents != 1:
            table.add_section()
            table.add_row("all", *(_count(self._totals[kind]) for kind in self.kinds), style="bold")
        console.print(table)
        for record in self._facts:
            console.print(_fact(record))
        if self._facts:
            console.print()
        words = f"{self.records:,} records of {self.documents:,} documents"
        console.print(_safe(f"{words} in {out}"))


def _fact(record: dict[str, Any]) -> Text:
    sentence = record["sentence"]
    at = record["start"] - sentence["start"]
    quote = sentence["text"]
    begin = max(0, at - _QUOTE // 2)
    end = begin + _QUOTE
    line = Text(f"  {_value(record)}  ", style="bold")
    line.append(_safe(f"{record['doc']}:{record['start']}-{record['end']}").plain, style="dim not bold")
    line.append("\n    ")
    length = record["end"] - record["start"]
    line.append(flat(("…" if begin else "") + quote[begin:at]), style="not bold")
    line.append(flat(quote[at : at + length]), style="bold")
    tail = quote[at + length : max(end, at + length)]
    line.append(flat(tail + ("…" if at + length + len(tail) < len(quote) else "")), style="not bold")
    return line


def _value(record: dict[str, Any]) -> str:
    currency = record["currency"] or "?"
    if record["amount"] is not None:
        return f"{currency} {record['amount']:,}"
    if record["high"] is not None:
        return f"{currency} {record['low']:,} to {record['high']:,}"
    return f"{currency} {record['low']:,} or more"


def _count(number: int) -> str:
    return f"{number:,}" if number else "·"


def _safe(text: str) -> Text:
    return Text(flat(text))
