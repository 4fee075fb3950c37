"""How large the pages of a Parquet file say they are, without unpacking them.

What reads a page takes the memory for it first, by the page's own header, whatever the file's summary says. And
pyarrow, asked where a column's pages are, ends the process where the summary is not as it should be. So both are read
here: they are Thrift in its compact form (``FileMetaData`` and ``PageHeader`` in Parquet's ``parquet.thrift``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

_FIRST, _MOST = 1 << 9, 1 << 24
_LARGEST_SUMMARY = 1 << 26
_TRUE, _FALSE, _BYTE, _NUMBERS, _DOUBLE, _BINARY, _LISTS, _STRUCT = 1, 2, 3, (4, 5, 6), 7, 8, (9, 10), 12
_DEEPEST = 12

Fields = dict[int, Any]


class Column(NamedTuple):
    """A column of a row group: its name, and where its pages are."""

    name: str
    start: int
    length: int


class BrokenPageError(ValueError):
    """A summary or a page's header is none."""


def columns(file: IO[bytes]) -> list[list[Column]]:
    """The columns of each row group of a file, by its summary. Raises `BrokenPageError`."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 8))
    length = int.from_bytes(_exactly(file, 4), "little")
    if length > min(size - 8, _LARGEST_SUMMARY):
        raise BrokenPageError("its summary is larger than it can be")
    file.seek(size - 8 - length)
    try:
        summary, _ = _struct(_exactly(file, length), 0, 0)
        return [[_column(column[3]) for column in group[1]] for group in summary[4]]
    except (IndexError, KeyError, TypeError, AttributeError) as error:
        raise BrokenPageError("its summary is broken") from error


def _column(said: Fields) -> Column:
    start, dictionary = said[9], said.get(11, 0)
    name = b".".join(said[3]).decode("utf-8", "replace")
    return Column(name, dictionary if 0 < dictionary < start else start, said[7])


def _exactly(file: IO[bytes], count: int) -> bytes:
    blocks = []
    while count and (block := file.read(count)):
        blocks.append(block)
        count -= len(block)
    return b"".join(blocks)


def pages(file: IO[bytes], start: int, length: int) -> Iterator[tuple[int, int]]:
    """The bytes of each page of a column in a row group, unpacked and packed. Raises `BrokenPageError`."""
    if start < 0:
        raise BrokenPageError("its summary is broken")
    at, end = start, start + length
    while at < end:
        head, unpacked, packed = _header(file, at)
        yield unpacked, packed
        at += head + packed


def _header(file: IO[bytes], at: int) -> tuple[int, int, int]:
    """The length of a page's header, and what it says of the page."""
    size = _FIRST
    while True:
        file.seek(at)
        data = _exactly(file, size)
        try:
            said, head = _struct(data, 0, 0)
            unpacked, packed = said[2], said[3]
        except IndexError:
            if size >= _MOST or len(data) < size:
                raise BrokenPageError("a page's header has no end") from None
            size *= 32
            continue
        except KeyError:
            raise BrokenPageError("a page does not say its size") from None
        if not isinstance(unpacked, int) or not isinstance(packed, int) or unpacked < 0 or packed < 0:
            raise BrokenPageError("a page's size is none")
        return head, unpacked, packed


def _struct(data: bytes, at: int, depth: int) -> tuple[Fields, int]:
    """The fields of a struct by their ids, and where it ends. Raises `IndexError` where the data ends before it."""
    if depth > _DEEPEST:
        raise BrokenPageError("nested deeper than it can be")
    fields: Fields = {}
    field = 0
    while kind := data[at]:
        at += 1
        if kind >> 4:
            field += kind >> 4
        else:
            field, at = _number(data, at)
        kind &= 15
        if kind in (_TRUE, _FALSE):
            fields[field] = kind == _TRUE
        else:
            fields[field], at = _value(data, at, kind, depth)
    return fields, at + 1


def _value(data: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    if kind in _NUMBERS:
        return _number(data, at)
    if kind == _BINARY:
        size, at = _varint(data, at)
        return data[at : at + size], at + size
    if kind == _STRUCT:
        return _struct(data, at, depth + 1)
    if kind in (_BYTE, _TRUE, _FALSE):  # in a list, each of the latter is a byte
        return data[at], at + 1
    if kind == _DOUBLE:
        return None, at + 8
    if kind not in _LISTS or depth > _DEEPEST:
        raise BrokenPageError("holds what it cannot")
    head = data[at]
    size, at = (head >> 4, at + 1) if head >> 4 < 15 else _varint(data, at + 1)
    values = []
    for _ in range(size):
        value, at = _value(data, at, head & 15, depth + 1)
        if at > len(data):
            raise IndexError
        values.append(value)
    return values, at


def _number(data: bytes, at: int) -> tuple[int, int]:
    value, at = _varint(data, at)
    return (value >> 1) ^ -(value & 1), at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
        if shift > 63:
            raise BrokenPageError("holds too large a number")
