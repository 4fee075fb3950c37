"""brat standoff (https://brat.nlplab.org/standoff.html): ``.ann`` beside the ``.txt`` that it counts into.

A record is a text-bound annotation of its kind, its values stand in a note. An annotation is one line with tabs between
its fields, so a span that runs over a line end or a tab is written as fragments around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import orjson

from schemas import Record, dumps

if TYPE_CHECKING:
    from extract.article import Article
    from extract.pipeline import Extraction
    from extract.references import Reference

# All that some reader takes for a line's end, and the tab.
_BREAK = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENVELOPE = {"kind", "doc", "start", "end", "text", "sentence", "id", "v"}


def own(article: Article, extraction: Extraction, _: list[Reference] | None = None) -> Iterator[tuple[str, bytes]]:
    """A document's annotations and its text."""
    lines = [line for number, record in enumerate(extraction.records, 1) for line in _lines(record, number)]
    yield ".ann", "".join(f"{line}\n" for line in lines).encode()
    yield ".txt", article.text.encode()


def fragments(text: str, start: int) -> list[tuple[int, int]]:
    """The offsets of a span's pieces between line ends and tabs, none of them empty or with spaces at its ends.

    >>> fragments("13.5\\nbillion dollars", 100)
    [(100, 104), (105, 120)]
    """
    found = []
    at = 0
    for end, resume in [*((match.start(), match.end()) for match in _BREAK.finditer(text)), (len(text), len(text))]:
        piece = text[at:end]
        if piece.strip():
            low = at + len(piece) - len(piece.lstrip())
            found.append((start + low, start + at + len(piece.rstrip())))
        at = resume
    return found


def _lines(record: Record, number: int) -> Iterator[str]:
    pieces = fragments(record.text, record.start)
    places = ";".join(f"{start} {end}" for start, end in pieces)
    text = " ".join(record.text[start - record.start : end - record.start] for start, end in pieces)
    yield f"T{number}\t{record.kind} {places}\t{text}"
    yield f"#{number}\tAnnotatorNotes T{number}\t{_values(record)}"


def _values(record: Record) -> str:
    """What a record says and the rule that found it, as JSON, which has neither tabs nor line ends."""
    fields = orjson.loads(dumps(record))
    said = {name: value for name, value in fields.items() if name not in _ENVELOPE and value is not None}
    # Line ends that JSON leaves as they are.
    return re.sub("[\x85\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", orjson.dumps(said).decode())
