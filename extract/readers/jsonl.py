"""JSON Lines: a line is a document, an object with ``text`` and, if it likes, ``id`` and ``date``."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from extract.article import Article, Failure

_BOM = b"\xef\xbb\xbf"


def read(path: str, doc: str, start: int = 0, end: int | None = None) -> Iterator[Article | Failure]:
    """The articles of the lines that begin in the bytes ``start`` to ``end`` of a file.

    An article's id is its ``id``, or the file's id with the number of the line (``news.jsonl:12``). A line
    that is no such object is a failure, and the lines around it are read all the same.
    """
    try:
        with Path(path).open("rb") as file:
            number = _lines_before(file, start)
            for line in file:
                if end is not None and start >= end:
                    break
                start += len(line)
                number += 1
                if line.strip():
                    yield _article(line, f"{path}:{number}", f"{doc}:{number}")
    except OSError as error:
        yield Failure(doc, f"{path}: cannot be read: {error.strerror}")


def starts(path: str, size: int) -> list[int]:
    """The offsets at which to cut a file into parts of about ``size`` bytes, each at the start of a line."""
    found = [0]
    with Path(path).open("rb") as file:
        length = file.seek(0, 2)
        while found[-1] + size < length:
            file.seek(found[-1] + size)
            file.readline()
            if file.tell() >= length:
                break
            found.append(file.tell())
    return found


def _lines_before(file: Any, start: int) -> int:
    """How many lines stand before an offset; leaves the file there."""
    lines, left = 0, start
    while left > 0:
        block = file.read(min(left, 1 << 20))
        if not block:
            break
        lines += block.count(b"\n")
        left -= len(block)
    return lines


def _article(line: bytes, place: str, name: str) -> Article | Failure:
    try:
        row = orjson.loads(line.removeprefix(_BOM))
    except ValueError as error:
        return Failure(name, f"{place}: not valid JSON: {error}")
    if not isinstance(row, dict):
        return Failure(name, f'{place}: not an object; each line is {{"text": …, "id": …, "date": …}}')
    text, doc, date = row.get("text"), row.get("id", name), row.get("date")
    if not isinstance(text, str):
        said = "has no text" if text is None else "its text is no string"
        return Failure(str(doc), f'{place}: {said}; each line is {{"text": …, "id": …, "date": …}}')
    if isinstance(doc, bool) or not isinstance(doc, str | int) or doc == "":
        return Failure(name, f"{place}: its id is {doc!r}; an id is a string or a whole number")
    try:
        day = None if date is None else dt.date.fromisoformat(date[:10])
    except (TypeError, ValueError):
        return Failure(str(doc), f"{place}: its date is {date!r}; write it as 2024-06-26 (ISO 8601)")
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Article(id=str(doc), text=text, date=day, sha256=digest)
