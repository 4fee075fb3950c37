"""JSON Lines: a line is a document, an object with ``text`` and, if it likes, ``id`` and ``date``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import orjson

from extract.article import Article, Failure
from extract.encodings import not_decoded
from extract.inputs import Part, Reading, Source
from extract.readers.base import Reader, article, group, opened, too_large
from extract.storage import Stream, first_line

_BOM = b"\xef\xbb\xbf"


def read(part: Part, reading: Reading) -> Iterator[Article | Failure]:
    """The articles of some lines.

    An article's id is its ``id``, or the file's id with the number of the line (``news.jsonl:12``). A line
    that is no such object is a failure, and the lines around it are read all the same.
    """
    source = part.source
    for number, line in enumerate(part.rows or (), part.start + 1):
        if isinstance(line, Failure):
            yield line
        elif line.removeprefix(_BOM).strip():
            yield _article(line, f"{source.path}:{number}", f"{source.doc}:{number}", reading, part)


def cut(source: Source, reading: Reading, size: int) -> Iterator[Part]:
    """The lines of a source, in parts. Raises `InputError`."""
    with opened(source, reading) as (stream, encoding, certainty):
        yield from group(source, _lines(stream, source, reading), size, stream, encoding, certainty)


READER = Reader(read, cut)


def _lines(stream: Stream, source: Source, reading: Reading) -> Iterator[bytes | Failure]:
    """Lines as they are, blank ones too, so that they can be counted; of one that is too large only that it is."""
    limit = reading.max_bytes
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield Failure(f"{source.doc}:{number}", too_large(f"{source.path}:{number}", reading))


def _article(line: bytes, place: str, name: str, reading: Reading, part: Part) -> Article | Failure:
    try:
        row = _loads(line)
    except (ValueError, RecursionError) as error:
        if (said := not_decoded(line, part.encoding)) is not None:
            return Failure(name, f"{place}: {said}")
        return Failure(name, f"{place}: not valid JSON: {first_line(error)}")
    field = reading.text or "text"
    hint = f'each line is {{"{field}": …, "{reading.id or "id"}": …, "{reading.date or "date"}": …}}'
    if not isinstance(row, dict):
        return Failure(name, f"{place}: not an object; {hint}")
    doc, date = row.get(reading.id or "id"), row.get(reading.date or "date")
    return article(
        row.get(field),
        doc,
        date,
        place=place,
        name=name,
        hint=hint,
        encoding=part.encoding,
        certainty=part.certainty,
    )


def _loads(line: bytes) -> Any:
    line = line.removeprefix(_BOM)
    try:
        return orjson.loads(line)
    except ValueError:
        if b"\\ud" not in line.lower():
            raise
    # The standard library reads what orjson refuses: half of a surrogate pair.
    return json.loads(line.decode())
