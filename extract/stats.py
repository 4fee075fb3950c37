"""What a run found, counted up: records, countries, sums of money.

A sum is counted under the year of its document's date. Which year a sum itself is of is not guessed from dates that
stand near it. Every mention counts, so what two articles report is there twice: these are sums that are spoken of,
not money that was spent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from extract.errors import InputError
from extract.recordfiles import RecordsFile, Row
from schemas import KINDS, RecordError, loads_document


class Country(NamedTuple):
    """A country: how often it is mentioned, and in how many documents."""

    alpha_2: str
    name: str
    mentions: int
    documents: int


class Sum(NamedTuple):
    """All amounts of one currency in documents of one year. ``currency`` and ``year`` are None where not known."""

    currency: str | None
    year: int | None
    total: Decimal
    mentions: int


@dataclass(slots=True)
class Stats:
    """Counts, filled document by document; its size grows with countries, currencies and years alone."""

    documents: int = 0
    kinds: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(KINDS, 0)))
    unsummed: int = 0
    _mentions: Counter[str] = field(default_factory=Counter)
    _documents: Counter[str] = field(default_factory=Counter)
    _names: dict[str, str] = field(default_factory=dict)
    _totals: dict[tuple[str | None, int | None], list[Any]] = field(default_factory=dict)

    def add(self, rows: Iterable[Row], year: int | None) -> None:
        """Count the records of one document, whose date is in ``year``."""
        seen = set()
        for row in rows:
            kind = row["kind"]
            self.kinds[kind] += 1
            if kind == "country":
                code = row["alpha_2"]
                seen.add(code)
                self._mentions[code] += 1
                self._names[code] = row["name"]
            elif kind == "money":
                if row["amount"] is None:
                    self.unsummed += 1
                    continue
                entry = self._totals.setdefault((row["currency"], year), [Decimal(0), 0])
                entry[0] += Decimal(row["amount"])
                entry[1] += 1
        self._documents.update(seen)

    @property
    def countries(self) -> list[Country]:
        """Countries, most mentioned first."""
        found = [Country(code, self._names[code], n, self._documents[code]) for code, n in self._mentions.items()]
        return sorted(found, key=lambda country: (-country.mentions, country.alpha_2))

    @property
    def sums(self) -> list[Sum]:
        """Sums, the most mentioned currency first, then by year; documents without a date last."""
        often: Counter[str | None] = Counter()
        for (currency, _), (_, count) in self._totals.items():
            often[currency] += count
        found = [Sum(*key, total, count) for key, (total, count) in self._totals.items()]
        return sorted(found, key=lambda s: (-often[s.currency], s.currency or "~", s.year is None, s.year or 0))


def collect(records: RecordsFile, documents: Iterable[bytes] | None) -> Stats:
    """Count a file of records up, with the lines of its documents where they are known.

    Raises `InputError` for a line that is none.
    """
    stats = Stats()
    years: dict[str, int] = {}
    known = 0
    for doc, year in _years(documents or ()):
        known += 1
        if year is not None:
            years[doc] = year
    for rows in records.documents():
        stats.documents += 1
        stats.add(rows, years.get(rows[0]["doc"]) if rows else None)
    stats.documents = max(stats.documents, known)
    return stats


def _years(lines: Iterable[bytes]) -> Iterator[tuple[str, int | None]]:
    """A document's id, and the year of its date, for each line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                document = loads_document(line)
            except RecordError as error:
                raise InputError(f"documents.jsonl:{number}: {error}") from error
            yield document.doc, document.date.year if document.date else None
