"""A run: sources cut into pieces, pieces to lines of JSON.

A piece is a few small files or a part of a large one. `work` turns a piece into finished bytes; where it runs
is an engine's business (`extract.engines`), and since results come back in the order of the pieces, the output
is the same bytes for any number of workers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.article import Failure
from extract.readers import READERS, SPLITTABLE, jsonl
from extract.sources import Source

PIECE = 1 << 20
"""About how many bytes of input a piece has."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run extracts, in plain values that can travel to a worker; see `extract.pipeline.Pipeline`."""

    kinds: tuple[str, ...] | None = None
    date: dt.date | None = None
    currency: str | None = None
    vocabulary: tuple[str, ...] = ()


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
    """What a piece gave: finished lines, failures, and how many characters were read."""

    records: bytes = b""
    documents: bytes = b""
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


class Worker:
    """Turns pieces into results with one pipeline, built when the first piece comes."""

    def __init__(self, options: Options) -> None:
        from extract.pipeline import Pipeline

        self.pipeline = Pipeline(
            kinds=options.kinds, date=options.date, currency=options.currency, vocabulary=options.vocabulary
        )

    def __call__(self, piece: Piece) -> Result:
        """The lines of a piece. A document that fails costs none of the others."""
        result = Result()
        records: list[bytes] = []
        documents: list[bytes] = []
        for part in piece.parts:
            source = part.source
            for article in READERS[source.reader](source.path, source.doc, part.start, part.end):
                if isinstance(article, Failure):
                    result.failures.append(article)
                    continue
                try:
                    document, lines = self.pipeline.lines(article)
                except Exception as error:
                    said = f"{type(error).__name__}: {error}".splitlines()[0]
                    result.failures.append(
                        Failure(article.id, f"{source.path}: {article.id}: could not be extracted: {said}")
                    )
                    continue
                records += lines
                documents.append(document)
                result.documents_read += 1
                result.characters += len(article.text)
                for line in lines:
                    result.counts[line[9 : line.index(b'"', 9)].decode()] += 1
        result.records = b"".join(records)
        result.documents = b"".join(documents)
        return result
