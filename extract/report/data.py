"""A document and its records as the report's page reads them: one JSON object.

``s`` are the sentences with facts in them, ``[start, end]``, with their text where the document's own text is not
there. ``r`` are the records: ``[kind, start, end, sentence, rule, id, values]``, with the words of the fact where
the text is not there; ``kind`` counts in `schemas.KINDS`, ``sentence`` in ``s``, and ``values`` are the fields that
say something, numbers as strings, so that the browser rounds none. Offsets are Unicode code points; the page turns
them into the units of its language.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

import orjson

from schemas import KINDS, MODELS, Document, Record
from schemas.base import RecordBase, plain

_ENVELOPE = frozenset((*RecordBase.model_fields, "kind"))
_VALUES = {kind: tuple(name for name in MODELS[kind].model_fields if name not in _ENVELOPE) for kind in KINDS}
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_SURROGATE = re.compile("[\ud800-\udfff]")
# Within a script element nothing may look like a tag or a comment, and two line ends are none in JSON only.
_ESCAPES = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)


class Head(NamedTuple):
    """What the page says of a document: its id, title, date and where that came from, and its length."""

    doc: str
    title: str | None = None
    date: dt.date | None = None
    date_source: str = "none"
    characters: int | None = None

    @classmethod
    def of(cls, document: Document) -> Head:
        """The head of a document as a run describes it."""
        return cls(document.doc, document.title, document.date, document.date_source, document.characters)


def fragment(head: Head, records: Iterable[Record], text: str | None = None) -> bytes:
    """A document for the page: JSON that may stand in a script element of any HTML page.

    Where ``text`` is None, or is not the text that the records came from, the page shows their sentences.
    """
    found = sorted(records, key=lambda record: (record.start, -record.end, record.kind))
    if text is not None and any(text[record.start : record.end] != record.text for record in found):
        text = None
    sentences: dict[tuple[int, int], int] = {}
    rows: list[list[Any]] = []
    said: list[list[Any]] = []
    for record in found:
        sentence = record.sentence
        place = sentence.start, sentence.end
        if place not in sentences:
            sentences[place] = len(said)
            said.append([*place] if text is not None else [*place, clean(sentence.text)])
        row = [
            _NUMBER[record.kind],
            record.start,
            record.end,
            sentences[place],
            record.rule,
            record.id,
            _values(record),
        ]
        rows.append(row if text is not None else [*row, clean(record.text)])
    data = {
        "doc": clean(head.doc),
        "title": None if head.title is None else clean(head.title),
        "date": head.date,
        "source": head.date_source,
        "characters": head.characters if text is None else len(text),
        "text": None if text is None else clean(text),
        "s": said,
        "r": rows,
    }
    return embeddable(orjson.dumps(data))


def embeddable(json: bytes) -> bytes:
    """JSON that stands in a script element and is nothing but data there, whatever its strings say.

    >>> embeddable(b'"</script><!--"')
    b'"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    for sign, escape in _ESCAPES:
        json = json.replace(sign, escape)
    return json


def _values(record: Record) -> dict[str, Any]:
    values = {}
    for name in _VALUES[record.kind]:
        value = getattr(record, name)
        if value is not None:
            values[name] = plain(value) if isinstance(value, Decimal) else value
    return values


def clean(text: str) -> str:
    """Text in which each code point is one that a page can hold; their number stays."""
    return _SURROGATE.sub("\ufffd", text)
