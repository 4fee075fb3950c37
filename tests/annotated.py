"""Sentences with facts in brackets: ``lent [US$4.5 billion](money amount=4500000000 currency=USD) to [Chad]``.

The text in brackets is a record's span. In the parentheses, if there are any, stand the record's kind (left
out where a file has one kind only) and fields with their values as text: numbers plain, dates in ISO 8601,
``null`` for nothing, values with spaces in double quotes. A leading ``@2018-10-15`` is the document's date; a
backslash before a bracket makes it an ordinary one; ``\\u{200B}`` is a character that one cannot see. Nobody types an
offset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extract import Article, Record
from extract.pipeline import Pipeline
from schemas import KINDS

_DATE = re.compile(r"@(\d{4}-\d\d-\d\d)\s+")
_PART = re.compile(r"\\([\[\]])|\[((?:[^\[\]\\]|\\.)+)\](?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?")
_HIDDEN = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}")
_FIELD = re.compile(r'(\w+)=("[^"]*"|\S+)')


@dataclass
class Expected:
    """A record that a sentence asks for."""

    start: int
    end: int
    text: str
    kind: str | None
    fields: dict[str, str]


@dataclass
class Sentence:
    """A text and the records that it must give."""

    text: str
    date: str | None = None
    expected: list[Expected] = field(default_factory=list)


def parse(annotated: str) -> Sentence:
    """A sentence from its notation.

    >>> parse(r"@2020-01-01 it lent [$5](amount=5) \\[sic\\]").text
    'it lent $5 [sic]'
    """
    annotated = _HIDDEN.sub(lambda match: chr(int(match[1], 16)), annotated)
    date = _DATE.match(annotated)
    rest = annotated[date.end() :] if date else annotated
    sentence = Sentence("", date.group(1) if date else None)
    at = 0
    for match in _PART.finditer(rest):
        sentence.text += rest[at : match.start()]
        at = match.end()
        if match.group(1):
            sentence.text += match.group(1)
            continue
        said = re.sub(r"\\([\[\]])", r"\1", match.group(2))
        start = len(sentence.text)
        sentence.text += said
        inside = match.group(3) or ""
        first = inside.split(None, 1)[0] if inside.strip() else ""
        kind = first if first in KINDS else None
        fields = {name: value.strip('"') for name, value in _FIELD.findall(inside)}
        sentence.expected.append(Expected(start, start + len(said), said, kind, fields))
    sentence.text += rest[at:]
    return sentence


def said(value: Any) -> str:
    """A field's value as the notation has it."""
    if value is None:
        return "null"
    return " ".join(format(value, "f").split()) if hasattr(value, "as_tuple") else " ".join(str(value).split())


def problems(annotated: str, pipeline: Pipeline, kinds: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with the records of a sentence: missing, not asked for, or with another value.

    A bracket that names no kind may be of any of ``kinds``. Records of the kinds that the sentence names, or of
    all ``kinds`` where it names none, are asked for and no others.
    """
    sentence = parse(annotated)
    named = {expected.kind for expected in sentence.expected if expected.kind}
    article = Article(id="example", text=sentence.text, date=_day(sentence.date))
    found = [record for record in pipeline(article).records if record.kind in (named or kinds)]
    wrong: list[str] = []
    at = {(record.kind, record.start, record.end): record for record in found}
    for expected in sentence.expected:
        places = [(kind, expected.start, expected.end) for kind in ((expected.kind,) if expected.kind else kinds)]
        record = next((at.pop(place) for place in places if place in at), None)
        if record is None:
            wrong.append(f"missing: {expected.kind or ' or '.join(kinds)} {expected.text!r}")
            continue
        wrong += _differences(expected, record)
    wrong += [f"not asked for: {kind} {record.text!r}" for (kind, _, _), record in at.items()]
    return [f"{problem}   in: {annotated}" for problem in wrong]


def _differences(expected: Expected, record: Record) -> list[str]:
    return [
        f"{expected.text!r}: {name} is {said(getattr(record, name, None))}, not {value}"
        for name, value in expected.fields.items()
        if said(getattr(record, name, None)) != value
    ]


def _day(date: str | None) -> Any:
    import datetime as dt

    return dt.date.fromisoformat(date) if date else None
