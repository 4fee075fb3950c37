"""What readers share: the whole of a small file, rows in parts, and articles of rows."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, NamedTuple

from extract import encodings
from extract.article import Article, Failure
from extract.encodings import SURE
from extract.errors import InputError
from extract.inputs import Part, Reading, Source
from extract.storage import Stream

_HEAD = 1 << 18
_SURROGATE = re.compile("[\ud800-\udfff]")


class Reader(NamedTuple):
    """How a format is read.

    ``read`` takes a part and gives its articles and failures; ``cut`` takes a source and gives parts of about so many
    bytes, and is None where a file is one document. ``bounded``: a file cannot hold more than its size says.
    """

    read: Callable[[Part, Reading], Iterator[Article | Failure]]
    cut: Callable[[Source, Reading, int], Iterator[Part]] | None = None
    bounded: bool = True


def whole(part: Part, reading: Reading) -> bytes:
    """All bytes of a source that is one document. Raises `InputError`, also for one that is too large."""
    if part.rows is not None:
        (row,) = part.rows
        if isinstance(row, Failure):
            raise InputError(row.message)
        return row
    source = part.source
    if source.size > reading.max_bytes:
        raise InputError(too_large(source.path, reading))
    with Stream(source.path, source.packing) as stream:
        # Read in blocks: asked for all at once, memory for the limit would be taken for every small file.
        blocks, left = [], reading.max_bytes + 1
        while left and (block := stream.read(min(left, 1 << 20))):
            blocks.append(block)
            left -= len(block)
    if not left:
        raise InputError(too_large(source.path, reading))
    return b"".join(blocks)


def too_large(place: str, reading: Reading) -> str:
    """What is said of a document that is too large."""
    return f"{place}: larger than {reading.max_bytes:,} bytes; --max-document-bytes sets the limit"


@contextmanager
def opened(source: Source, reading: Reading, *, guessed: bool = False) -> Iterator[tuple[Stream, str, Decimal]]:
    """A source of many documents as a stream of UTF-8, with the encoding that it was in and how certain that is.

    That is UTF-8 unless `Reading` or the first bytes tell otherwise; lines that are no UTF-8 are left as they are.
    Where ``guessed``, the first lines may be in other encodings, too. Raises `InputError`, also for what is no text.
    """
    with Stream(source.path, source.packing) as stream:
        found = encodings.of_lines(stream.sample(_HEAD), source.path, reading.encoding, guessed=guessed)
        if not found.encoding.startswith("utf-8"):
            stream.transcode(found.encoding)
        yield stream, found.encoding, found.certainty


def group(
    source: Source,
    rows: Iterable[bytes | Failure],
    size: int,
    stream: Stream,
    encoding: str = "utf-8",
    certainty: Decimal = SURE,
) -> Iterator[Part]:
    """Rows in parts of about ``size`` bytes. What goes wrong between rows is the last of them."""
    some: list[bytes | Failure] = []
    first = weight = at = 0
    try:
        for row in rows:
            some.append(row)
            weight += len(row) if isinstance(row, bytes) else 0
            # Each row weighs something, so that empty ones do not grow to one endless part.
            if weight + 64 * len(some) >= size:
                now = stream.consumed()
                yield Part(source, first, None, tuple(some), now - at, encoding, certainty)
                first, at, weight, some = first + len(some), now, 0, []
    except InputError as error:
        some.append(Failure(source.doc, str(error)))
    if some:
        yield Part(source, first, None, tuple(some), max(0, stream.consumed() - at), encoding, certainty)


def article(
    text: Any,
    doc: Any,
    date: Any,
    *,
    place: str,
    name: str,
    hint: str,
    encoding: str = "utf-8",
    certainty: Decimal = SURE,
) -> Article | Failure:
    """The article of a row's values, or what is wrong with them.

    ``place`` is where the row stands (``news.jsonl:12``), ``name`` the id of one that brings none, ``hint`` what to do.
    Halves of surrogate pairs, which JSON can spell and no text can hold, are U+FFFD, one for one.
    """
    if doc is None:
        doc = name
    if isinstance(doc, bool) or not isinstance(doc, str | int) or doc == "":
        return Failure(name, f"{place}: its id is {_short(doc)}; an id is a string or a whole number")
    doc = _whole_characters(str(doc))
    if not isinstance(text, str):
        said = "has no text" if text is None else "its text is no string"
        return Failure(doc, f"{place}: {said}; {hint}")
    try:
        day = _day(date)
    except (TypeError, ValueError):
        return Failure(doc, f"{place}: its date is {_short(date)}; write it as 2024-06-26 (ISO 8601)")
    text = _whole_characters(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=doc, text=text, date=day, sha256=digest, encoding=encoding, certainty=certainty)


def _day(date: Any) -> dt.date | None:
    if date is None or date == "":
        return None
    if isinstance(date, dt.datetime):
        return date.date()
    if isinstance(date, dt.date):
        return date
    return dt.date.fromisoformat(date[:10])


def _whole_characters(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _short(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:59]}…"
