"""Prodigy: a line of JSON for each document, with tokens and spans (https://prodi.gy/docs/api-interfaces#spans).

Spans may overlap, as ``spans.manual`` and ``spans.correct`` allow. ``token_end`` is the last token itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from extract.interchange.tokens import tokens
from schemas import dumps

if TYPE_CHECKING:
    from extract.article import Article
    from extract.pipeline import Extraction
    from extract.references import Reference


def own(article: Article, extraction: Extraction, _: list[Reference] | None = None) -> Iterator[tuple[str, bytes]]:
    """A document as an example to correct. Spans are whole tokens; the record of each has its exact offsets."""
    doc = tokens(article.text)
    spans: list[dict[str, Any]] = []
    for record in extraction.records:
        span = doc.char_span(record.start, record.end, alignment_mode="expand")
        if span is None:
            continue
        spans.append(
            {
                "start": span.start_char,
                "end": span.end_char,
                "token_start": span.start,
                "token_end": span.end - 1,
                "label": record.kind,
                "record": orjson.Fragment(dumps(record).rstrip()),
            }
        )
    row = {
        "text": article.text,
        "tokens": [
            {"text": t.text, "start": t.idx, "end": t.idx + len(t.text), "id": t.i, "ws": bool(t.whitespace_)}
            for t in doc
        ],
        "spans": spans,
        "meta": {"doc": article.id, "date": extraction.document.date},
    }
    yield ".prodigy.jsonl", orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
