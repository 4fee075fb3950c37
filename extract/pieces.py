"""A run in plain values: its options, the pieces that the input is cut into, and what each gives.

A piece is a few small files or a part of a large one. `extract.worker` turns a piece into finished bytes; where
that happens is an engine's business (`extract.engines`), and since results come back in the order of the pieces,
the output is the same bytes for any number of workers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.article import Failure
from extract.inputs import Part, Reading, Source
from extract.readers import halves, parts

__all__ = ["PIECE", "Options", "Part", "Piece", "Result", "merged", "pieces", "split"]

PIECE = 1 << 20
"""About how many bytes of input a piece has."""

_UNPACKED = 10
"""Packed text is about so many times as large when it is unpacked."""

MOST_PARTS = 2_000
"""So many empty files are a piece."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run extracts, in plain values that can travel to a worker; see `extract.pipeline.Pipeline`.

    ``format`` is one of `extract.writers.FORMATS`; ``references`` adds bare references ("now") to TimeML;
    ``partition`` is ``kind`` where each kind of record has a file of its own. ``since`` is an earlier output's folder
    and the index of it (`extract.since`). ``timeout`` is the number of seconds that a document may take.
    """

    kinds: tuple[str, ...] | None = None
    date: dt.date | None = None
    currency: str | None = None
    vocabulary: tuple[str, ...] = ()
    format: str = "jsonl"
    references: bool = False
    partition: str = ""
    reading: Reading = field(default_factory=Reading)
    since: tuple[str, str] | None = None
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What one worker takes at a time."""

    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes of the sources."""
        return sum(part.size for part in self.parts)


@dataclass(slots=True)
class Result:
    """What a piece gave: finished bytes, failures, and what the summary shows.

    ``files`` are what to add to the files of the output, by their names without the format's ending; ``own`` are
    the documents' own files, for formats that have such: a name, an ending and the bytes. ``names`` are the documents'
    ids, and the path that each came from. ``shown`` are the first few documents: id, counts and the largest sum.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    own: list[tuple[str, str, bytes]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    shown: list[tuple[str, dict[str, int], dict[str, Any] | None]] = field(default_factory=list)
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    size: int = 0

    @property
    def documents(self) -> int:
        """How many documents were extracted."""
        return len(self.names)


def pieces(sources: Iterable[Source], reading: Reading | None = None, size: int = PIECE) -> Iterator[Piece]:
    """Sources in pieces of about ``size`` bytes, in order: small files together, large ones in parts."""
    group: list[Part] = []
    weight = 0
    for source in sources:
        for part in parts(source, reading or Reading(), size):
            more = _weight(part, size)
            if group and (weight + more > size or len(group) >= MOST_PARTS):
                yield Piece(tuple(group))
                group, weight = [], 0
            group.append(part)
            weight += more
    if group:
        yield Piece(tuple(group))


def _weight(part: Part, size: int) -> int:
    """How much a part is to read, unpacked; ``size`` where that is not known before."""
    if part.rows is not None:
        return sum(len(row) for row in part.rows if isinstance(row, bytes))
    if part.end is not None:
        return size
    return part.size * _UNPACKED if part.source.packing else part.size


def split(piece: Piece, reading: Reading) -> list[Piece]:
    """A piece in smaller ones; none where it is a single document."""
    if len(piece.parts) > 1:
        middle = len(piece.parts) // 2
        return [Piece(piece.parts[:middle]), Piece(piece.parts[middle:])]
    try:
        return [Piece((part,)) for part in halves(piece.parts[0], reading, PIECE)]
    except Exception:  # it cannot be read, as its worker will say
        return []


def merged(results: Sequence[Result]) -> Result:
    """Results one after the other, as one."""
    if len(results) == 1:
        return results[0]
    whole = Result()
    for result in results:
        for name, data in result.files.items():
            whole.files[name] = whole.files.get(name, b"") + data
        whole.own += result.own
        whole.failures += result.failures
        whole.names += result.names
        whole.shown += result.shown
        whole.characters += result.characters
        whole.counts += result.counts
        whole.size += result.size
    return whole
