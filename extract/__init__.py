"""Facts from news articles as data.

>>> import extract
>>> records = extract.extract_text("Trade reached $94.8 billion in 2024.")
>>> [record.text for record in records]
['$94.8 billion', '2024']

`extract_text` takes a text, `extract_path` files and folders, `load_records` reads what a run wrote, and a
`Pipeline` is for setting kinds, a document's date, a default currency or a vocabulary. Reading records does not
load spaCy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.article import Article
from extract.errors import InputError, NewsfactsError, UsageError, VocabularyError
from extract.results import Records, load_records
from schemas import Record

if TYPE_CHECKING:
    from extract.pipeline import Extraction, Pipeline

__all__ = [
    "Article",
    "Extraction",
    "InputError",
    "NewsfactsError",
    "Pipeline",
    "Record",
    "Records",
    "UsageError",
    "VocabularyError",
    "extract_path",
    "extract_text",
    "load_records",
]


def extract_text(text: str, *, date: dt.date | str | None = None, doc: str = "text") -> Records:
    """The records of a text, in its order; a notebook shows them, and `Records` filters and converts them.

    ``date`` is the document's date (ISO 8601 where it is a string), by which "last year" is read; ``doc`` is
    the id that the records bear. Raises `UsageError` for a date that is none.

    >>> [(r.text, str(r.value)) for r in extract_text("It rose 5% last year.", date="2024-06-26")]
    [('5%', '5'), ('last year', '2023')]
    """
    pipeline = _pipeline()
    from extract.options import check_date

    return pipeline(Article(id=doc, text=text, date=check_date(date))).records


def extract_path(
    path: str | Path, *more: str | Path, pipeline: Pipeline | None = None, encoding: str | None = None
) -> Iterator[Record]:
    """The records of files and folders, one document after the other, as ``extract PATH`` writes them.

    ``encoding`` is that of all articles; without it, it is found. Raises `UsageError` for a path that is not there or
    an unknown encoding, and `InputError` for a document that cannot be read.
    """
    from extract import sources
    from extract.article import Failure
    from extract.encodings import check_encoding
    from extract.inputs import Part, Reading
    from extract.readers import articles

    reading = Reading(encoding=check_encoding(encoding))
    found = sources.find([path, *more])
    run = pipeline or _pipeline()
    for source in found:
        for article in articles(Part(source), reading):
            if isinstance(article, Failure):
                raise InputError(article.message)
            yield from run(article).records


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    from extract.pipeline import Pipeline

    return Pipeline()


def __getattr__(name: str) -> Any:
    if name in ("Pipeline", "Extraction"):
        from extract import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
