"""Records as HTML for notebooks: no script, no style sheet, everything from an article escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import NamedTuple

from schemas.base import plain
from schemas.country import Country
from schemas.date import Date
from schemas.document import Document
from schemas.money import Money
from schemas.multiple import Multiple
from schemas.percent import Percent
from schemas.project import Project
from schemas.record import KINDS, Record

# Dark words on light grounds, both always set together: legible on a light page and on a dark one.
COLOURS = {
    "money": ("#cdeed6", "#0b4a25"),
    "percent": ("#fde5b8", "#5c3a00"),
    "multiple": ("#ffd9c7", "#6b2408"),
    "date": ("#cfe3fb", "#0b3a6b"),
    "country": ("#e6dafa", "#42217c"),
    "project": ("#c9ecec", "#064a4d"),
}
"""The ground and the ink of each kind."""

_ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_ROWS = 50
_CHARACTERS = 30_000
_UNITS = {"percent": "%", "percentage_point": "percentage points", "basis_point": "basis points"}
_MODIFIERS = {
    "approx": "about",
    "more_than": "more than",
    "less_than": "less than",
    "at_least": "at least",
    "at_most": "at most",
    "start": "the start of",
    "mid": "the middle of",
    "end": "the end of",
}
_CELL = "text-align:left;vertical-align:top;padding:.25em .75em .25em 0"


def said(record: Record) -> str:
    """A record's value in words that a person reads: "about USD 13,500,000,000", "5 %", "Kenya (KE)"."""
    value = _value(record)
    modifier = getattr(record, "modifier", None)
    return f"{_MODIFIERS[modifier]} {value}" if modifier else value


def _value(record: Record) -> str:
    if isinstance(record, Money):
        return f"{record.currency or '?'} {_number(record.amount, record.low, record.high)}"
    if isinstance(record, Percent):
        return f"{_number(record.value, record.low, record.high)} {_UNITS[record.unit]}"
    if isinstance(record, Multiple):
        return f"× {_number(record.factor, record.low, record.high)}"
    if isinstance(record, Date):
        return record.value or "not settled"
    if isinstance(record, Country):
        return f"{record.name} ({record.alpha_2})"
    return f"{record.name} ({record.acronym})" if record.acronym else record.name


def _number(exact: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    if exact is not None:
        return _grouped(exact)
    if low is None:
        return "?"
    return f"{_grouped(low)} to {_grouped(high)}" if high is not None else f"{_grouped(low)} or more"


def _grouped(number: Decimal) -> str:
    whole, dot, part = plain(number).partition(".")
    return f"{int(whole):,}{dot}{part}" if whole != "-0" else whole + dot + part


def record_html(record: Record) -> str:
    """A record: its value, and its sentence with the fact in it."""
    rows = [("value", _text(said(record)))]
    if isinstance(record, Date) and record.first is not None:
        rows.append(("days", f"{record.first} to {record.last}" if record.first != record.last else f"{record.first}"))
    if isinstance(record, Project):
        rows.append(("category", record.category))
    rows += [
        ("sentence", _quote(record)),
        ("place", f"{_text(record.doc)}, {record.start}–{record.end}"),
        ("rule", _text(record.rule)),
        ("id", f"<code>{record.id}</code>"),
    ]
    cells = "".join(
        f'<tr><th scope="row" style="{_CELL}">{name}</th><td style="{_CELL}">{cell}</td></tr>' for name, cell in rows
    )
    return f"<table><caption>{_badge(record.kind)} {_text(record.text)}</caption><tbody>{cells}</tbody></table>"


def records_html(records: Sequence[Record]) -> str:
    """Records as a table, the first of them where there are many."""
    names = ("kind", "text", "value", "sentence", "doc")
    head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in names)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td style="{_CELL}">{cell}</td>'
            for cell in (
                _badge(record.kind),
                _text(record.text),
                _text(said(record)),
                _quote(record),
                f"{_text(record.doc)}:{record.start}",
            )
        )
        + "</tr>"
        for record in records[:_ROWS]
    )
    counts = {kind: sum(record.kind == kind for record in records) for kind in KINDS}
    told = " · ".join(f"{count:,} {kind}" for kind, count in counts.items() if count)
    more = f"; the first {_ROWS} are shown" if len(records) > _ROWS else ""
    caption = f"{_plural(len(records), 'record')}{': ' + told if told else ''}{more}"
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def document_html(document: Document) -> str:
    """What is known of a document."""
    day = f"{document.date} ({document.date_source.replace('_', ' ')})" if document.date else "none"
    told = " ".join(f"{_badge(kind)} {count:,}" for kind, count in document.counts.model_dump().items() if count)
    rows = [
        ("document", _text(document.doc)),
        ("date", day),
        ("characters", f"{document.characters:,}"),
        ("records", told or "none"),
    ]
    cells = "".join(
        f'<tr><th scope="row" style="{_CELL}">{name}</th><td style="{_CELL}">{cell}</td></tr>' for name, cell in rows
    )
    return f"<table><caption>{_text(document.title or document.doc)}</caption><tbody>{cells}</tbody></table>"


def text_html(text: str, records: Iterable[Record]) -> str:
    """A text with its records as coloured spans, a fact inside another one in it; a span's title is its value."""
    shown = text[:_CHARACTERS]
    inside = [record for record in records if record.end <= len(shown)]
    kinds = [kind for kind in KINDS if any(record.kind == kind for record in inside)]
    legend = " ".join(_badge(kind) for kind in kinds)
    more = f"<p>… and {len(text) - len(shown):,} more characters</p>" if len(shown) < len(text) else ""
    body = "".join(_marked(shown, 0, len(shown), list(_nested(inside))))
    return (
        f'<div><p>{legend}</p><div dir="auto" style="white-space:pre-wrap;line-height:1.7;max-width:50em">'
        f"{body}</div>{more}</div>"
    )


class _Span(NamedTuple):
    start: int
    end: int
    record: Record


def _nested(records: Iterable[Record]) -> Iterator[_Span]:
    """Spans that lie beside or inside each other: what crosses the end of another is cut there."""
    ends: list[int] = []
    for record in sorted(records, key=lambda record: (record.start, -record.end)):
        start, end = record.start, record.end
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and end > ends[-1]:
            end = ends[-1]
        ends.append(end)
        yield _Span(start, end, record)


def _marked(text: str, start: int, end: int, spans: list[_Span]) -> Iterator[str]:
    """The text from start to end with the spans that lie in it, outer ones first in the list."""
    at, number = start, 0
    while number < len(spans):
        span = spans[number]
        behind = number + 1
        while behind < len(spans) and spans[behind].start < span.end:
            behind += 1
        yield _text(text[at : span.start])
        ground, ink = COLOURS[span.record.kind]
        title = escape(f"{span.record.kind}: {_clean(said(span.record))}", quote=True)
        yield f'<mark title="{title}" style="background:{ground};color:{ink};border-radius:.2em;padding:0 .15em">'
        yield from _marked(text, span.start, span.end, spans[number + 1 : behind])
        yield "</mark>"
        at, number = span.end, behind
    yield _text(text[at:end])


def _quote(record: Record) -> str:
    at = record.start - record.sentence.start
    ground, ink = COLOURS[record.kind]
    sentence = record.sentence.text
    before, after = sentence[max(0, at - 120) : at], sentence[at + len(record.text) :][:120]
    return (
        f"{'…' if at > 120 else ''}{_text(before)}"
        f'<mark style="background:{ground};color:{ink}">{_text(record.text)}</mark>'
        f"{_text(after)}{'…' if at + len(record.text) + 120 < len(sentence) else ''}"
    )


def _badge(kind: str) -> str:
    ground, ink = COLOURS[kind]
    return f'<span style="background:{ground};color:{ink};border-radius:.3em;padding:.05em .4em">{kind}</span>'


def _plural(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _text(text: str) -> str:
    return escape(_clean(text), quote=True)


def _clean(text: str) -> str:
    """Text without control characters and lone surrogates, which HTML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)
