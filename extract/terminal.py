"""What a run shows: a table of counts, and a few of the sums it found.

Text from articles is data: control characters never reach the terminal.
"""

from __future__ import annotations

from typing import Any

import orjson
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.pieces import Result
from schemas.record import KINDS

_ROWS = 20
_FACTS = 8
_QUOTE = 110


class Summary:
    """Collects what the table needs from results as they pass; its size does not grow with the run."""

    def __init__(self, kinds: tuple[str, ...] = KINDS) -> None:
        self.kinds = kinds
        self.documents = 0
        self.records = 0
        self.failures = 0
        self._totals = dict.fromkeys(kinds, 0)
        self._rows: list[dict[str, Any]] = []
        self._facts: dict[str, dict[str, Any]] = {}

    def add(self, result: Result) -> None:
        """Take note of a result."""
        self.documents += result.documents_read
        self.failures += len(result.failures)
        self.records += result.records.count(b"\n")
        for kind in self.kinds:
            self._totals[kind] += result.counts[kind]
        if len(self._rows) < _ROWS:
            for line in result.documents.splitlines()[: _ROWS - len(self._rows)]:
                self._rows.append(orjson.loads(line))
        if len(self._facts) < _FACTS:
            self._note_sums(result.records)

    def _note_sums(self, records: bytes) -> None:
        """The largest sum of each document, for the first few documents that have one."""
        for line in records.splitlines():
            if not line.startswith(b'{"kind":"money"'):
                continue
            record = orjson.loads(line)
            known = self._facts.get(record["doc"])
            if known is None and len(self._facts) >= _FACTS:
                return
            if known is None or _size(record) > _size(known):
                self._facts[record["doc"]] = record

    def show(self, console: Console, out: str) -> None:
        """Print the table, the sums and where the records are."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column("document", overflow="fold")
        for kind in self.kinds:
            table.add_column(kind, justify="right")
        for row in self._rows:
            table.add_row(_safe(row["doc"]), *(_count(row["counts"][kind]) for kind in self.kinds))
        if self.documents > len(self._rows):
            table.add_row(f"… and {self.documents - len(self._rows):,} more")
        if self.documents != 1:
            table.add_section()
            table.add_row("all", *(_count(self._totals[kind]) for kind in self.kinds), style="bold")
        console.print(table)
        for record in self._facts.values():
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
    line.append(_flat(("…" if begin else "") + quote[begin:at]), style="not bold")
    line.append(_flat(quote[at : at + length]), style="bold")
    tail = quote[at + length : max(end, at + length)]
    line.append(_flat(tail + ("…" if at + length + len(tail) < len(quote) else "")), style="not bold")
    return line


def _value(record: dict[str, Any]) -> str:
    currency = record["currency"] or "?"
    if record["amount"] is not None:
        return f"{currency} {record['amount']:,}"
    if record["high"] is not None:
        return f"{currency} {record['low']:,} to {record['high']:,}"
    return f"{currency} {record['low']:,} or more"


def _size(record: dict[str, Any]) -> float:
    return float(record["amount"] or record["high"] or record["low"] or 0)


def _count(number: int) -> str:
    return f"{number:,}" if number else "·"


def _flat(text: str) -> str:
    """Text on one line and without control characters."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def _safe(text: str) -> Text:
    return Text(_flat(text))
