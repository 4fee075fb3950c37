"""W3C Web Annotation: a page of annotations for each document, in JSON-LD (https://www.w3.org/TR/annotation-model/).

An annotation's target is found by a `TextPositionSelector` and, where the text has been edited since, by a
`TextQuoteSelector` with what stands before and behind. Its bodies are the kind, as a tag, and the record as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson

from schemas import Record, dumps

if TYPE_CHECKING:
    from extract.article import Article
    from extract.pipeline import Extraction
    from extract.references import Reference

_AROUND = 32
"""So many characters of context a quote has on each side."""


def own(article: Article, extraction: Extraction, _: list[Reference] | None = None) -> Iterator[tuple[str, bytes]]:
    """A document's page of annotations."""
    source = quote(article.id, safe="/:#?&=%@+,;~")
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:newsfacts:page:{quote(article.id, safe='')}",
        "type": "AnnotationPage",
        "items": [annotation(record, article.text, source) for record in extraction.records],
    }
    yield ".jsonld", orjson.dumps(page, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def annotation(record: Record, text: str, source: str) -> dict[str, Any]:
    """A record as an annotation of the text at the IRI ``source``."""
    return {
        "id": f"urn:newsfacts:{record.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": "newsfacts"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": record.kind},
            {
                "type": "TextualBody",
                "purpose": "identifying",
                "format": "application/json",
                "value": dumps(record).decode().rstrip(),
            },
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": record.start, "end": record.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": record.text,
                    "prefix": text[max(0, record.start - _AROUND) : record.start],
                    "suffix": text[record.end : record.end + _AROUND],
                },
            ],
        },
    }
