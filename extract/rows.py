"""Records made of what the matchers found: their fields in the order of a line, and their ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson

from extract.view import Match, Span
from schemas import MODELS, Record

AS_READ = frozenset({"country", "date", "project"})
"""Kinds whose fields are written as they were read: they hold no numbers, which have a spelling of their own."""

_MOST = 50_000
"""So many different values are remembered."""

_VALIDATE = {kind: model.__pydantic_validator__.validate_python for kind, model in MODELS.items()}


class Rows:
    """Makes the fields of records, and validates them.

    The same values come again and again ("Kenya", "Monday"). Those of a kind in `AS_READ` are validated when they come
    for the first time; after that only what the place in the text makes different is checked.
    """

    def __init__(self) -> None:
        self._valid: dict[tuple[Any, ...], bytes] = {}

    def records(self, text: str, doc: str, found: Iterable[tuple[Match, Span]]) -> list[Record]:
        """The records of a document: ``found`` are its facts with their sentences. Raises pydantic's error."""
        return [record or _VALIDATE[row["kind"]](row) for row, record in self.of(text, doc, found)]

    def of(
        self, text: str, doc: str, found: Iterable[tuple[Match, Span]]
    ) -> list[tuple[dict[str, Any], Record | None]]:
        """The fields of each record in the order of a line, and the record, or None where it need not be made."""
        rows: list[tuple[dict[str, Any], Record | None]] = []
        name = doc.encode("utf-8", "surrogatepass")
        sentence: dict[str, Any] = {"start": -1, "end": -1, "text": ""}
        for match, around in found:
            kind, first, last, rule, values = match
            start, end = around
            if start != sentence["start"] or end != sentence["end"]:
                sentence = {"start": start, "end": end, "text": text[start:end]}
            said = text[first:last]
            as_read = kind in AS_READ
            key = (kind, *values.values())
            valid = self._valid.get(key) if as_read else None
            value = _spelt(values) if valid is None else valid
            row = {"kind": kind, "doc": doc, "start": first, "end": last, "text": said}
            row.update(values)
            row["rule"] = rule
            row["sentence"] = sentence
            row["id"] = _id(name, match, value)
            record: Record | None = None
            fits = 0 <= first < last and len(said) == last - first and len(sentence["text"]) == end - start
            if valid is None or not fits:
                record = _VALIDATE[kind](row)
                if as_read:
                    if len(self._valid) >= _MOST:
                        self._valid.clear()
                    self._valid[key] = value
            rows.append((row, record))
        return rows


def record_id(doc: str, match: Match) -> str:
    """A stable id: a hash of document, kind, span and value, the same on every machine."""
    return _id(doc.encode("utf-8", "surrogatepass"), match, _spelt(match.values))


def _spelt(values: dict[str, Any]) -> bytes:
    return orjson.dumps(values, default=str, option=orjson.OPT_SORT_KEYS)


def _id(doc: bytes, match: Match, values: bytes) -> str:
    key = b"%d:%d\0%s\0%s\0%s" % (match.start, match.end, doc, match.kind.encode(), values)
    return hashlib.blake2b(key, digest_size=8).hexdigest()
