"""Readers: a file a format. Each turns a file, or a part of one, into articles and failures.

Every format may also be packed (`extract.storage.PACKINGS`): ``news.jsonl.gz``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.article import Article, Failure
from extract.errors import InputError
from extract.inputs import Part, Reading, Source
from extract.readers import csv, html, jsonl, parquet, text, warc
from extract.readers.base import Reader, whole
from extract.storage import STDIN, failed

READERS: dict[str, Reader] = {
    "txt": text.READER,
    "jsonl": jsonl.READER,
    "md": text.READER,
    "html": html.READER,
    "htm": html.READER,
    "csv": csv.READER,
    "tsv": csv.READER,
    "parquet": parquet.READER,
    "warc": warc.READER,
}
"""The formats by the endings of files."""


def articles(part: Part, reading: Reading | None = None) -> Iterator[Article | Failure]:
    """The articles of a part of a source, or of a whole one, and what could not be read. Raises nothing."""
    reading = reading or Reading()
    if part.source.problem:
        yield _problem(part.source)
        return
    reader = READERS[part.source.reader]
    try:
        if reader.cut is not None and part.rows is None and part.end is None:
            for piece in reader.cut(part.source, reading, 1 << 20):
                yield from reader.read(piece, reading)
        else:
            yield from reader.read(part, reading)
    except Exception as error:  # a reader's own, and whatever a broken file makes of a library
        yield _failure(part.source, error)


def parts(source: Source, reading: Reading, size: int) -> Iterator[Part]:
    """A source in parts of about ``size`` bytes, in order; a small one whole. Raises nothing."""
    if source.problem:
        yield Part(source, rows=(_problem(source),))
        return
    reader = READERS[source.reader]
    small = source.size <= size and not source.packing and source.path != STDIN
    try:
        if reader.cut is not None and not (small and reader.bounded):
            yield from reader.cut(source, reading, size)
        elif source.path == STDIN:  # no other process can read it
            yield Part(source, rows=(whole(Part(source), reading),))
        else:
            yield Part(source, size=source.size)
    except Exception as error:
        yield Part(source, rows=(_failure(source, error),))


def halves(part: Part, reading: Reading, size: int) -> list[Part]:
    """A part in two, a whole source in its parts; nothing where it is a single document."""
    source = part.source
    if part.rows is not None:
        middle = len(part.rows) // 2
        rows = ((part.start, part.rows[:middle]), (part.start + middle, part.rows[middle:]))
        return [replace(part, start=start, rows=some, size=0) for start, some in rows] if middle else []
    if part.end is not None:
        middle = (part.start + part.end) // 2
        ends = ((part.start, middle), (middle, part.end))
        return [Part(source, start, end) for start, end in ends] if part.start < middle else []
    cut = READERS[source.reader].cut
    return [] if cut is None else list(cut(source, reading, size))


def _problem(source: Source) -> Failure:
    return Failure(source.doc, f"{source.path}: cannot be read: {source.problem}")


def _failure(source: Source, error: Exception) -> Failure:
    said = error if isinstance(error, InputError) else failed(source.path, error)
    return Failure(source.doc, str(said))
