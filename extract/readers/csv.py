"""CSV with a header: a row is a document. The separator is the comma, the semicolon or the tab.

Spreadsheets write it in the encodings of their country, or in UTF-16: where the first lines are not UTF-8 it is
guessed from them; a row that is not UTF-8 in a file that otherwise is, is guessed by itself.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from decimal import Decimal

import orjson

from extract.article import Article, Failure
from extract.encodings import decode
from extract.errors import InputError
from extract.inputs import Part, Reading, Source
from extract.readers.base import Reader, article, group, opened, too_large
from extract.storage import Stream

_SEPARATORS = (",", ";", "\t")
_COLUMNS = 2
"""A row has, with all its columns, not more than so many times the bytes that a document may have."""


def read(part: Part, reading: Reading) -> Iterator[Article | Failure]:
    """The articles of some rows, whose text, id and date were picked out by `cut`. The first row is number 1."""
    source = part.source
    for number, row in enumerate(part.rows or (), part.start + 1):
        if isinstance(row, Failure):
            yield row
            continue
        text, doc, date, *own = orjson.loads(row)
        place, name = f"{source.path}: row {number}", f"{source.doc}:{number}"
        encoding, certainty = (own[0], Decimal(own[1])) if own else (part.encoding, part.certainty)
        hint = "the row ends before it"
        yield article(text, doc, date, place=place, name=name, hint=hint, encoding=encoding, certainty=certainty)


def cut(source: Source, reading: Reading, size: int) -> Iterator[Part]:
    """The rows of a source, in parts. Raises `InputError` where the header has no column with the text."""
    with opened(source, reading, guessed=True) as (stream, encoding, certainty):
        read = _Read(0)
        lines = _lines(stream, source, reading, read)
        columns, separator = _header(next(lines, ""), source, reading)
        # The module's limit is for a field, and for all that use it; the rows of this package are read one by one.
        csv.field_size_limit(min(reading.max_bytes, sys.maxsize >> 1))
        rows = csv.reader(lines, delimiter=separator)
        guessed = encoding if reading.encoding or not encoding.startswith("utf-8") else ""
        yield from group(source, _rows(rows, columns, source, guessed, read), size, stream, encoding, certainty)


READER = Reader(read, cut)


class _Read:
    """How many bytes of a row were read."""

    def __init__(self, size: int) -> None:
        self.size = size


def _lines(stream: Stream, source: Source, reading: Reading, read: _Read) -> Iterator[str]:
    first = True
    while line := stream.readline(reading.max_bytes + 1):
        if len(line) > reading.max_bytes:
            raise InputError(f"{too_large(source.path, reading)} (a line); the rows after it are not read")
        read.size += len(line)
        if read.size > _COLUMNS * reading.max_bytes:
            raise InputError(f"{too_large(source.path, reading)} (a row); the rows after it are not read")
        yield line.decode("utf-8-sig" if first else "utf-8", "surrogateescape")
        first = False


def _header(line: str, source: Source, reading: Reading) -> tuple[list[int | None], str]:
    """Where text, id and date stand, and the separator."""
    wanted = (reading.text or "text", reading.id or "id", reading.date or "date")
    for separator in _SEPARATORS:
        names = next(csv.reader([line], delimiter=separator), [])
        if wanted[0] in names:
            break
    else:
        names = next(csv.reader([line], delimiter="\t" if "\t" in line else ","), [])
        raise InputError(no_column(source.path, wanted[0], names, "--text-column"))
    for name, given, option in ((wanted[1], reading.id, "--id-column"), (wanted[2], reading.date, "--date-column")):
        if given and name not in names:
            raise InputError(no_column(source.path, name, names, option))
    return [names.index(name) if name in names else None for name in wanted], separator


def no_column(path: str, name: str, names: list[str], option: str) -> str:
    """What is said of a table without a column."""
    some = ", ".join(" ".join(name.split())[:60] for name in names[:20])
    there = some + (", …" if len(names) > 20 else "") if any(names) else "none"
    return f"{path}: has no column {name!r}; its columns are {there}: say which with {option}"


def _rows(
    rows: Iterator[list[str]], columns: list[int | None], source: Source, encoding: str, read: _Read
) -> Iterator[bytes | Failure]:
    """The text, id and date of each row. ``encoding`` is the only one that a row may be in; nothing if any."""
    number = 0
    while True:
        read.size = 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            place = f"{source.path}: row {number + 1}"
            raise InputError(f"{place}: {error} (--max-document-bytes); the rows after it are not read") from error
        if not row:
            continue
        number += 1
        values = [None if at is None or at >= len(row) else row[at] for at in columns]
        try:
            yield orjson.dumps([values[0], values[1] or None, values[2]])
        except TypeError:  # bytes that are no UTF-8
            yield _other(values, f"{source.path}: row {number}", f"{source.doc}:{number}", encoding)


def _other(values: list[str | None], place: str, name: str, encoding: str) -> bytes | Failure:
    """A row that is not UTF-8, with the encoding that it is in."""
    if encoding:
        return Failure(name, f"{place}: not {encoding}; --encoding names another")
    data = [value.encode("utf-8", "surrogateescape") if value is not None else None for value in values]
    try:
        _, found, certainty = decode(b"\n".join(value for value in data if value), place)
        text, doc, date = (value.decode(found) if value is not None else None for value in data)
    except InputError as error:
        return Failure(name, str(error))
    return orjson.dumps([text, doc or None, date, found, str(certainty)])
