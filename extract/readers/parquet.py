"""Parquet: a row is a document. Workers read slices of row groups themselves. Needs the extra ``arrow``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from extract.article import Article, Failure
from extract.encodings import SURE, decode
from extract.errors import InputError, MissingExtraError
from extract.inputs import Part, Reading, Source
from extract.readers.base import Reader, article, too_large
from extract.readers.csv import no_column
from extract.readers.pages import Column, columns, pages
from extract.storage import STDIN, failed, open_raw

_BATCH, _MEMORY = 64, 64 << 20
"""So many rows are in memory as a table at a time, fewer where they may together have more bytes than that."""

_PACKED = 200
"""No text can be packed to a smaller part than one of so many; what says so was made to fill the memory."""

_SLICES = 16
"""To read a slice of a row group, what stands before it is decoded too: so there are not too many of them."""

_SMALLEST, _LARGEST = 4 << 20, 32 << 20
"""The bytes that a slice has unpacked, about."""

_DENSEST = 1000
"""A file that says that it unpacks to more than so many times its size is cut as if it were so many."""


def read(part: Part, reading: Reading) -> Iterator[Article | Failure]:
    """The articles of some rows. The first row of a file is number 1. Raises `InputError`."""
    if part.rows is not None:  # only what was wrong with the file
        yield from (row for row in part.rows if isinstance(row, Failure))
        return
    source = part.source
    with _open(source) as file:
        names = _columns(file, source, reading)
        at = 0
        for index in range(file.metadata.num_row_groups):
            count = max(0, file.metadata.row_group(index).num_rows)
            if part.end is not None and at < part.end and part.start < at + count:
                yield from _read(file, index, at, part, names, reading)
            at += count


def cut(source: Source, reading: Reading, size: int) -> Iterator[Part]:
    """The slices of the row groups. Raises `InputError`."""
    with _open(source) as file:
        _columns(file, source, reading)
        metadata = file.metadata
        # Of what a file says of itself, only this is asked: pyarrow ends the process where the description of a column
        # is not as it should be.
        groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
        sizes = [(max(0, group.num_rows), max(0, group.total_byte_size)) for group in groups]
        whole = max(1, sum(weight for _, weight in sizes))
        at = 0
        for rows, weight in sizes:
            packed = source.size * weight // whole
            weight = min(weight, _DENSEST * packed)
            slice_ = min(max(weight // _SLICES, _SMALLEST), _LARGEST)
            step = max(1, rows * slice_ // max(weight, 1))
            for start in range(at, at + rows, step):
                end = min(start + step, at + rows)
                yield Part(source, start, end, size=packed * (end - start) // rows)
            at += rows


READER = Reader(read, cut, bounded=False)


@contextmanager
def _open(source: Source) -> Iterator[Any]:
    if source.path == STDIN or source.packing:
        raise InputError(f"{source.path}: Parquet is read from its end; unpack it into a file first")
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise InputError(f"{source.path}: {MissingExtraError('pyarrow', 'arrow')}") from error
    with open_raw(source.path) as raw:
        try:
            file = pq.ParquetFile(raw)
        except Exception as error:
            raise _broken(source, error) from error
        with file:
            yield file


def _broken(source: Source, error: Exception) -> InputError:
    if isinstance(error, OSError) and error.errno:
        return failed(source.path, error)
    said = next(iter(str(error).splitlines()), type(error).__name__)[:200].rstrip(".")
    return InputError(f"{source.path}: not a whole Parquet file: {said}")


def _columns(file: Any, source: Source, reading: Reading) -> list[str | None]:
    names = file.schema_arrow.names
    found: list[str | None] = []
    wanted = (("text", reading.text), ("id", reading.id), ("date", reading.date))
    for usual, given in wanted:
        name = given or usual
        if name in names:
            found.append(name)
        elif given or usual == "text":
            raise InputError(no_column(source.path, name, names, f"--{usual}-column"))
        else:
            found.append(None)
    for column, (usual, _), kinds in zip(found, wanted, _KINDS, strict=True):
        if column is not None and (kind := _plain(file.schema_arrow.types[names.index(column)])) not in kinds:
            raise InputError(f"{source.path}: its column {column!r} is {kind}, which is no {usual}")
    return found


_WORDS = ("string", "large_string", "string_view", "null")
_KINDS = (
    (*_WORDS, "binary", "large_binary", "binary_view"),
    (*_WORDS, *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))),
    (*_WORDS, "date32", "date64", "timestamp"),
)
"""The types that a text, an id and a date may have. Others, lists say, may hold anything in one row."""


def _plain(kind: Any) -> str:
    """The name of a type, without its unit; that of its values for a dictionary."""
    return str(getattr(kind, "value_type", kind) if str(kind).startswith("dictionary") else kind).partition("[")[0]


def _pages(source: Source, index: int, names: list[str]) -> list[tuple[int, int]]:
    """The bytes of all pages of some columns of a row group, unpacked and packed. Raises `InputError`."""
    found: list[tuple[int, int]] = []
    try:
        with open_raw(source.path) as file:
            for column in _summary(source.path, source.size, source.stamp)[index]:
                if column.name in names:
                    found += pages(file, column.start, column.length)
    except (OSError, ValueError, IndexError) as error:
        raise _broken(source, error) from error
    return found


@lru_cache(maxsize=2)
def _summary(path: str, size: int, stamp: str) -> list[list[Column]]:
    """The columns of each row group, read once for all slices of a file that stays as it is."""
    with open_raw(path) as file:
        return columns(file)


def _read(
    file: Any, index: int, at: int, part: Part, names: list[str | None], reading: Reading
) -> Iterator[Article | Failure]:
    """The articles of those rows of a row group, the first of which is the file's row ``at``, that a part has."""
    source = part.source
    wanted = [name for name in names if name is not None]
    assert part.end is not None
    memory = max(4 * reading.max_bytes, _MEMORY)
    largest = 1
    for unpacked, packed in _pages(source, index, wanted):
        if unpacked > max(memory, _PACKED * packed):
            if part.start <= at:
                place = f"{source.path}: rows {at + 1} to {at + file.metadata.row_group(index).num_rows}"
                said = f"{place}: larger than they can be: {unpacked:,} bytes packed to {packed:,}"
                yield Failure(f"{source.doc}:{at + 1}", said)
            return
        largest = max(largest, unpacked)
    # A small file can say a large text a million times: few rows at once, whatever it says. No text is larger than
    # the page that holds it.
    rows = max(1, min(_BATCH, memory // largest))
    try:
        for batch in file.iter_batches(batch_size=rows, row_groups=[index], columns=wanted):
            if at >= part.end:
                return
            for row in range(max(0, part.start - at), min(batch.num_rows, part.end - at)):
                yield _article(batch, row, at + row + 1, names, source, reading)
            at += batch.num_rows
    except InputError:
        raise
    except Exception as error:
        raise _broken(source, error) from error


def _article(
    batch: Any, row: int, number: int, names: list[str | None], source: Source, reading: Reading
) -> Article | Failure:
    place, name = f"{source.path}: row {number}", f"{source.doc}:{number}"
    try:
        text, doc, date = (None if column is None else batch.column(column)[row].as_py() for column in names)
    except (ValueError, OverflowError):  # UnicodeDecodeError is one
        return Failure(name, f"{place}: not UTF-8, or a date out of range")
    if isinstance(text, str | bytes) and len(text) > reading.max_bytes:
        return Failure(name, too_large(place, reading))
    encoding, certainty = "utf-8", SURE
    if isinstance(text, bytes):
        try:
            text, encoding, certainty = decode(text, place, reading.known, str(doc))
        except InputError as error:
            return Failure(name, str(error))
    hint = "the column is null there"
    return article(text, doc, date, place=place, name=name, hint=hint, encoding=encoding, certainty=certainty)
