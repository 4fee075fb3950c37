"""displaCy: what ``spacy.displacy.render(…, manual=True)`` takes (https://spacy.io/api/top-level#displacy).

One object has both what the style "ent" takes (``ents``, where one fact inside another is left out) and what the style
"span" takes (``spans`` and ``tokens``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import orjson

from extract.interchange.tokens import tokens

if TYPE_CHECKING:
    from extract.article import Article
    from extract.pipeline import Extraction
    from extract.references import Reference


def own(article: Article, extraction: Extraction, _: list[Reference] | None = None) -> Iterator[tuple[str, bytes]]:
    """A document to render."""
    from extract import spacy_docs

    doc = tokens(article.text)
    spacy_docs.put(doc, extraction.records)
    shown = {
        **spacy_docs.displacy_spans(doc),
        **extraction.records.to_displacy(article.text),
        "title": extraction.document.title,
    }
    yield ".displacy.json", orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE)
