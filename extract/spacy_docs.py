"""Records in spaCy's `Doc`: as spans, and as what displaCy shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span

from schemas import KINDS, Record


def put(doc: Doc, records: Iterable[Record]) -> None:
    """Put the records of a document into its spaCy `Doc`, as the components of all kinds do."""
    extend()
    found = sorted(records, key=place)
    for kind in KINDS:
        put_kind(doc, kind, [record for record in found if record.kind == kind])
    doc._.records = tuple(found)


def displacy_spans(doc: Doc) -> dict[str, Any]:
    """The spans of all kinds as ``displacy.render(…, style="span", manual=True)`` takes them."""
    spans = [span for kind in KINDS for span in doc.spans.get(kind, ())]
    rows = [
        {
            "start": span.start_char,
            "end": span.end_char,
            "start_token": span.start,
            "end_token": span.end,
            "label": span.label_,
            "kb_id": "",
            "kb_url": "#",
        }
        for span in sorted(spans, key=lambda span: (span.start, span.end))
    ]
    return {"text": doc.text, "spans": rows, "tokens": [token.text for token in doc], "title": None}


def extend() -> None:
    """Register ``span._.record``, ``doc._.records`` and ``doc._.article_date``, once."""
    for owner, name, default in ((Span, "record", None), (Doc, "records", ()), (Doc, "article_date", None)):
        if not owner.has_extension(name):
            owner.set_extension(name, default=default)


def put_kind(doc: Doc, kind: str, records: Iterable[Record]) -> None:
    """Put records of one kind into ``doc.spans[kind]``, widened to whole tokens."""
    spans: list[Span] = []
    for record in records:
        span = doc.char_span(record.start, record.end, label=kind, alignment_mode="expand")
        if span is not None:  # it lies in the text that was read
            span._.record = record
            spans.append(span)
    doc.spans[kind] = spans


def place(record: Record) -> tuple[int, int, str]:
    """The order of records in a document."""
    return record.start, record.end, record.kind
