"""An earlier output, of which the lines of unchanged documents can be taken as they are.

A document is unchanged when its id, the hash of its bytes and the date handed in for it are the same; that rules,
vocabulary and options are the same is the caller's to see to (`extract.fingerprint`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
import orjson

from extract.article import Article
from extract.errors import InputError

_DOCUMENTS, _RECORDS = "documents.jsonl", "records.jsonl"
_ROW = np.dtype([("key", "u8"), ("document", "u8"), ("records", "u8"), ("size", "u8")])


class Since:
    """Looks documents up in an earlier output.

    ``folder`` is the output's, ``index`` the file that `write_index` made of it, ``date`` the one for documents that
    bring none.
    """

    def __init__(self, folder: str, index: str, date: dt.date | None) -> None:
        self.date = date
        self._rows = np.load(index, mmap_mode="r")
        self._documents = (Path(folder) / _DOCUMENTS).open("rb")
        self._records = (Path(folder) / _RECORDS).open("rb")

    def lookup(self, article: Article) -> tuple[bytes, list[bytes]] | None:
        """The document's line and those of its records, or None for one that is new or changed."""
        day = article.date or self.date
        key = _key(article.id, article.sha256, str(day or ""))
        at = int(np.searchsorted(self._rows["key"], np.uint64(key)))
        if at >= len(self._rows) or int(self._rows["key"][at]) != key:
            return None
        row = self._rows[at]
        self._documents.seek(int(row["document"]))
        line = self._documents.readline()
        known = orjson.loads(line)
        if (known["doc"], known["sha256"], _handed_in(known)) != (article.id, article.sha256, str(day or "")):
            return None
        self._records.seek(int(row["records"]))
        return line, self._records.read(int(row["size"])).splitlines(keepends=True)


def write_index(folder: Path, index: Path) -> int:
    """Index an output folder; returns how many documents it has. Raises `InputError` for one that is not whole."""
    try:
        with (folder / _DOCUMENTS).open("rb") as documents, (folder / _RECORDS).open("rb") as records:
            rows = np.fromiter(_rows(folder, documents, records), dtype=_ROW)
    except OSError as error:
        raise InputError(f"{folder}: cannot be read: {error.strerror}") from error
    rows.sort(order="key")
    with index.open("wb") as file:
        np.save(file, rows)
    return len(rows)


def _rows(folder: Path, documents: IO[bytes], records: IO[bytes]) -> Iterator[tuple[int, int, int, int]]:
    at = begin = 0
    for number, line in enumerate(documents, 1):
        try:
            known = orjson.loads(line)
            count = sum(known["counts"].values())
            key = _key(known["doc"], known["sha256"], _handed_in(known))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{folder / _DOCUMENTS}:{number}: not a document's line") from error
        size = 0
        for _ in range(count):
            record = records.readline()
            if not record.endswith(b"\n"):
                raise InputError(f"{folder / _RECORDS}: has fewer records than {_DOCUMENTS} says")
            size += len(record)
        yield key, at, begin, size
        at += len(line)
        begin += size
    if records.read(1):
        raise InputError(f"{folder / _RECORDS}: has more records than {_DOCUMENTS} says")


def _handed_in(document: dict[str, str]) -> str:
    return document["date"] if document["date_source"] == "handed_in" else ""


def _key(doc: str, sha256: str, day: str) -> int:
    text = f"{doc}\0{sha256}\0{day}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")
