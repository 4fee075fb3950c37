"""Formats of other tools, a file each: what their users call a document with its annotations.

Each has a function ``own`` that takes an article and its extraction and gives the document's own files, an ending and
the bytes of each. All offsets are Unicode code points, which is what these tools count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.interchange import brat, displacy, labelstudio, prodigy, spacy, webannotation

if TYPE_CHECKING:
    from extract.article import Article
    from extract.pipeline import Extraction
    from extract.references import Reference

Own = Callable[["Article", "Extraction", "list[Reference] | None"], Iterator[tuple[str, bytes]]]
"""Takes an article, what it gave, and bare references (of no use here); gives endings and bytes."""

OWN: dict[str, Own] = {
    "webannotation": webannotation.own,
    "brat": brat.own,
    "labelstudio": labelstudio.own,
    "prodigy": prodigy.own,
    "displacy": displacy.own,
    "spacy": spacy.own,
}
"""The formats by their names."""
