"""Where a fact stands for people: the file of its article, and the line in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import orjson

from extract.encodings import decode
from extract.errors import InputError, UsageError
from extract.inputs import Reading
from extract.sources import Source, find
from schemas import Record


class Lines:
    """Finds the lines of records in the articles below some paths. Nothing is read before it is asked for."""

    def __init__(self, paths: list[str], reading: Reading | None = None) -> None:
        self._paths = paths
        self._reading = reading or Reading()
        self._sources: dict[str, Source] | None = None
        self._ids: dict[str, tuple[str, int]] | None = None
        self._text = lru_cache(maxsize=64)(self._read)

    def __call__(self, record: Record) -> tuple[str, int]:
        """A path and a line from 1. Where the article is not found, the document's id and 1."""
        sources = self._find()
        source = sources.get(record.doc)
        if source is not None:
            text = "" if source.packing else self._text(source)
            return source.path, 1 + text.count("\n", 0, max(0, _offset(text, record)))
        name, _, number = record.doc.rpartition(":")
        if name in sources and number.isdecimal():
            source = sources[name]
            return source.path, int(number) if source.reader == "jsonl" else 1
        if self._ids is None:
            self._ids = _line_ids(sources.values())
        return self._ids.get(record.doc, (record.doc, 1))

    def _read(self, source: Source) -> str:
        try:
            data = Path(source.path).read_bytes()
        except OSError:
            return ""
        try:
            return decode(data, source.path, self._reading.known, source.doc).text
        except InputError:
            return data.decode("utf-8", "replace")

    def _find(self) -> dict[str, Source]:
        if self._sources is None:
            try:
                self._sources = {source.doc: source for source in find(self._paths)} if self._paths else {}
            except UsageError:
                self._sources = {}
        return self._sources


def _offset(text: str, record: Record) -> int:
    """Where a record stands in a text, which may have been edited since."""
    if text[record.start : record.end] == record.text:
        return record.start
    sentence = record.sentence
    at = text.find(sentence.text)
    return at + record.start - sentence.start if at >= 0 else text.find(record.text)


def _line_ids(sources: Iterable[Source]) -> dict[str, tuple[str, int]]:
    """The lines of documents that are lines of a file and have ids of their own."""
    found: dict[str, tuple[str, int]] = {}
    for source in sources:
        if source.reader != "jsonl" or source.packing:
            continue
        with Path(source.path).open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    found.setdefault(str(orjson.loads(line)["id"]), (source.path, number))
                except (ValueError, KeyError, TypeError):
                    continue
    return found
