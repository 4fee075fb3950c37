"""spaCy's `DocBin` (https://spacy.io/api/docbin): a file for each document, as ``spacy train`` takes them.

``doc.spans[kind]`` and, for all kinds, ``doc.spans["sc"]`` have the records as spans of whole tokens, with the record's
id; ``doc.ents`` those that do not overlap, the longest first; ``doc.user_data["newsfacts"]`` the records as lines of
JSON, which `schemas.read` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.interchange.tokens import tokens
from schemas import KINDS, Record, dumps

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.article import Article
    from extract.pipeline import Extraction
    from extract.references import Reference


def own(article: Article, extraction: Extraction, _: list[Reference] | None = None) -> Iterator[tuple[str, bytes]]:
    """A document in a `DocBin`."""
    from spacy.tokens import DocBin

    doc = document(article.text, list(extraction.records))
    doc.user_data["doc"] = article.id
    yield ".spacy", DocBin(docs=[doc], store_user_data=True).to_bytes()


def document(text: str, records: list[Record]) -> Doc:
    """The `Doc` of a text with its records."""
    from spacy.util import filter_spans

    doc = tokens(text)
    spans = []
    for record in records:
        span = doc.char_span(
            record.start, record.end, label=record.kind, span_id=record.id, alignment_mode="expand"
        )
        if span is not None:
            spans.append(span)
    for kind in KINDS:
        doc.spans[kind] = [span for span in spans if span.label_ == kind]
    doc.spans["sc"] = spans
    doc.ents = filter_spans(spans)
    doc.user_data["newsfacts"] = b"".join(map(dumps, records)).decode()
    return doc
