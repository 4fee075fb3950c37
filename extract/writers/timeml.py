"""TimeML 1.2.1: each document with its TIMEX3 tags, a file a document.

A record of kind date becomes a ``TIMEX3`` over its span. A range ("2015 to 2022") becomes two, one over each
end; a range said in one phrase ("the first four months of 2024") is a ``DURATION`` over it. The document's
date is the ``DCT``. What TimeML requires and a record leaves open (a value) is written with ``X`` for the
unknown places. Characters that XML cannot hold are written as U+FFFD, so that the text keeps its length.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from extract.article import Article
from extract.writers.base import Format
from schemas import Date, Record

if TYPE_CHECKING:
    from extract.pipeline import Extraction
    from extract.references import Reference

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)
_MOD = {
    "start": "START",
    "mid": "MID",
    "end": "END",
    "approx": "APPROX",
    "more_than": "MORE_THAN",
    "less_than": "LESS_THAN",
    "at_least": "EQUAL_OR_MORE",
    "at_most": "EQUAL_OR_LESS",
}
_UNKNOWN = {"DATE": "XXXX-XX-XX", "TIME": "XXXX-XX-XXTXX:XX", "DURATION": "PXX", "SET": "XXXX"}
_JOINT = re.compile(r"(?:(?<!\s)\s++)?+(?:[-‐‑‒–—―−~～/]|\b(?:to|through|until|till|and|into)\b|[至到])\s*+")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Tag(NamedTuple):
    """A TIMEX3 to be written: the characters it covers, and its attributes without the ``tid``."""

    start: int
    end: int
    attributes: dict[str, str]


def render(article: Article, extraction: Extraction, references: list[Reference] | None = None) -> bytes:
    """A document as a TimeML file.

    ``references`` are bare references ("now", "recently") to be tagged as well; see `extract.references`.
    """
    text, day = article.text, extraction.document.date
    tags = sorted([*_record_tags(extraction.records), *_reference_tags(references or [])])
    parts = [_HEAD, f"<DOCID>{_xml(article.id)}</DOCID>\n", _dct(day)]
    parts.append(f"<TITLE>{_xml(extraction.document.title or '')}</TITLE>\n<TEXT>")
    at = 0
    number = 0
    for tag in tags:
        if tag.start < at:
            continue  # a bare reference inside a record ("earlier" of "earlier this month")
        number += 1
        attributes = "".join(f" {name}={quoteattr(_legal(value))}" for name, value in tag.attributes.items())
        parts.append(_xml(text[at : tag.start]))
        parts.append(f'<TIMEX3 tid="t{number}"{attributes}>{_xml(text[tag.start : tag.end])}</TIMEX3>')
        at = tag.end
    parts.append(_xml(text[at:]) + "</TEXT>\n</TimeML>\n")
    return "".join(parts).encode()


def own(article: Article, extraction: Extraction, references: list[Reference] | None) -> Iterator[tuple[str, bytes]]:
    """A document's TimeML file."""
    yield ".tml", render(article, extraction, references)


FORMAT = Format(own=own)


def _dct(day: dt.date | None) -> str:
    if day is None:
        value, said = "XXXX-XX-XX", ""
    else:
        value = said = day.isoformat()
    return (
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{value}" temporalFunction="false" '
        f'functionInDocument="CREATION_TIME">{said}</TIMEX3></DCT>\n'
    )


def _record_tags(records: Iterable[Record]) -> Iterator[Tag]:
    for record in records:
        if isinstance(record, Date):
            yield from _tags(record)


def _tags(record: Date) -> Iterator[Tag]:
    low, slash, high = (record.value or "").partition("/")
    if not slash:
        yield Tag(record.start, record.end, _attributes(record, record.type, record.value))
        return
    joints = list(_JOINT.finditer(record.text))
    if record.type in ("DATE", "TIME") and joints:
        joint = joints[len(joints) // 2]  # the dashes within "2023-01-05 - 2023-01-09" stand around it evenly
        if joint.start() > 0 and joint.end() < len(record.text):
            yield Tag(record.start, record.start + joint.start(), _attributes(record, record.type, low))
            yield Tag(record.start + joint.end(), record.end, _attributes(record, record.type, high))
            return
    value = f"PX{low[-1]}" if record.type == "DURATION" else _length(low, high)
    yield Tag(record.start, record.end, _attributes(record, "DURATION", value))


def _attributes(record: Date, kind: str, value: str | None) -> dict[str, str]:
    attributes = {"type": kind, "value": value or _UNKNOWN[kind]}
    if record.modifier:
        attributes["mod"] = _MOD[record.modifier]
    return attributes


def _length(low: str, high: str) -> str:
    """How long a range is, both ends included, in the unit that its ends are written in.

    >>> _length("2024-01", "2024-04"), _length("2000", "2009"), _length("2024-06-06", "2024-06-07")
    ('P4M', 'P10Y', 'P2D')
    """
    try:
        if re.fullmatch(r"\d{4}", low) and re.fullmatch(r"\d{4}", high):
            return f"P{int(high) - int(low) + 1}Y"
        if re.fullmatch(r"\d{4}-\d\d", low) and re.fullmatch(r"\d{4}-\d\d", high):
            months = [int(value[:4]) * 12 + int(value[5:]) for value in (low, high)]
            return f"P{months[1] - months[0] + 1}M"
        days = (dt.date.fromisoformat(high) - dt.date.fromisoformat(low)).days
    except ValueError:
        return "PXX"
    return f"P{days + 1}D"


def _reference_tags(references: list[Reference]) -> Iterator[Tag]:
    for reference in references:
        yield Tag(reference.start, reference.end, {"type": "DATE", "value": reference.value})


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _xml(text: str) -> str:
    # A bare carriage return would be read back as a line feed; as a reference it stays what it is.
    return escape(_legal(text), {"\r": "&#13;"})
