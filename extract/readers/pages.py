"""How large the pages of a Parquet file say they are, without unpacking them.

What reads a page takes the memory for it first, by the page's own header, whatever the file's summary says. The
header is Thrift in its compact form (``PageHeader`` in Parquet's ``parquet.thrift``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

_FIRST, _MOST = 1 << 9, 1 << 24
_BOOLEANS, _BYTE, _NUMBERS, _DOUBLE, _BINARY, _STRUCT = (1, 2), 3, (4, 5, 6), 7, 8, 12
_UNPACKED, _PACKED = 2, 3
_DEEPEST = 8


class BrokenPageError(ValueError):
    """A page's header is none."""


def pages(file: IO[bytes], start: int, length: int) -> Iterator[tuple[int, int]]:
    """The bytes of each page of a column in a row group, unpacked and packed. Raises `BrokenPageError`."""
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
        data = file.read(size) or b""
        try:
            found: dict[int, int] = {}
            head = _struct(data, 0, found, 0)
            unpacked, packed = found[_UNPACKED], found[_PACKED]
        except IndexError:
            if size >= _MOST or len(data) < size:
                raise BrokenPageError("a page's header has no end") from None
            size *= 32
            continue
        except KeyError:
            raise BrokenPageError("a page does not say its size") from None
        if unpacked < 0 or packed < 0:
            raise BrokenPageError("a page says it has less than no bytes")
        return head, unpacked, packed


def _struct(data: bytes, at: int, numbers: dict[int, int], depth: int) -> int:
    """The end of a struct; its numbers by their field's id. Raises `IndexError` where the data ends before it."""
    field = 0
    while kind := data[at]:
        at += 1
        if kind >> 4:
            field += kind >> 4
        else:
            field, at = _number(data, at)
        kind &= 15
        if kind in _NUMBERS:
            numbers[field], at = _number(data, at)
        elif kind == _BINARY:
            size, at = _varint(data, at)
            at += size
        elif kind == _STRUCT and depth < _DEEPEST:
            at = _struct(data, at, {}, depth + 1)
        elif kind in (_BYTE, _DOUBLE):
            at += 1 if kind == _BYTE else 8
        elif kind not in _BOOLEANS:
            raise BrokenPageError("a page's header holds what it cannot")
    return at + 1


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
            raise BrokenPageError("a page's header holds too large a number")
