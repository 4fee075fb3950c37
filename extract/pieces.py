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

from extract.article import Failure
from extract.readers import SPLITTABLE, jsonl
from extract.sources import Source

PIECE = 1 << 20
"""About how many bytes of input a piece has."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run extracts, in plain values that can travel to a worker; see `extract.pipeline.Pipeline`.

    ``format`` is ``jsonl``, or one in which each document has a file of its own (`extract.writers`);
    ``references`` adds bare references ("now") to TimeML.
    """

    kinds: tuple[str, ...] | None = None
    date: dt.date | None = None
    currency: str | None = None
    vocabulary: tuple[str, ...] = ()
    format: str = "jsonl"
    references: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes ``start`` to ``end`` of a source; ``end`` None is its end."""

    source: Source
    start: int = 0
    end: int | None = None

    @property
    def size(self) -> int:
        """Bytes to read."""
        return (self.source.size if self.end is None else self.end) - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """What one worker takes at a time."""

    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(part.size for part in self.parts)


@dataclass(slots=True)
class Result:
    """What a piece gave: finished lines, failures, and how many characters were read.

    ``files`` are the documents' own files, for formats that have such: an id and the bytes.
    """

    records: bytes = b""
    documents: bytes = b""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    documents_read: int = 0
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def pieces(sources: Iterable[Source], size: int = PIECE) -> Iterator[Piece]:
    """Sources in pieces of about ``size`` bytes, in order: small files together, large ones in parts."""
    group: list[Part] = []
    weight = 0
    for source in sources:
        for part in _parts(source, size):
            if group and weight + part.size > size:
                yield Piece(tuple(group))
                group, weight = [], 0
            group.append(part)
            weight += part.size
    if group:
        yield Piece(tuple(group))


def _parts(source: Source, size: int) -> Iterator[Part]:
    if source.reader not in SPLITTABLE or source.size <= 2 * size:
        yield Part(source)
        return
    try:
        starts: Sequence[int] = jsonl.starts(source.path, size)
    except OSError:  # the reader will say so
        starts = [0]
    for start, end in zip(starts, [*starts[1:], source.size], strict=True):
        yield Part(source, start, end)
