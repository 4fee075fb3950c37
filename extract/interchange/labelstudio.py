"""Label Studio: a task for each document, whose prediction has the records (https://labelstud.io/guide/predictions).

For a project with this labeling interface::

    <View>
      <Labels name="label" toName="text">
        <Label value="money"/> <Label value="percent"/> <Label value="multiple"/>
        <Label value="date"/> <Label value="country"/> <Label value="project"/>
      </Labels>
      <Text name="text" value="$text"/>
    </View>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from extract.describe import value
from schemas import Record

if TYPE_CHECKING:
    from extract.article import Article
    from extract.pipeline import Extraction
    from extract.references import Reference


def own(article: Article, extraction: Extraction, _: list[Reference] | None = None) -> Iterator[tuple[str, bytes]]:
    """A document as a task."""
    task = {
        "data": {"text": article.text, "doc": article.id, "date": extraction.document.date},
        "predictions": [{"model_version": "newsfacts", "result": [region(record) for record in extraction.records]}],
    }
    yield ".labelstudio.json", orjson.dumps(task, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def region(record: Record) -> dict[str, Any]:
    """A record as a labelled region, what it says in its details."""
    return {
        "id": record.id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": record.start, "end": record.end, "text": record.text, "labels": [record.kind]},
        "meta": {"text": [value(record)]},
    }
