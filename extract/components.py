"""The matchers as spaCy components, for pipelines of one's own.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("extract_money")
>>> doc = nlp("Trade reached $94.8 billion.")
>>> [(span.text, span._.record.amount) for span in doc.spans["money"]]
[('$94.8 billion', Decimal('94800000000'))]

Each component fills ``doc.spans[kind]`` with spans whose ``._.record`` is the record, and adds its records to
``doc._.records``, in the order of the text. A component reads ``doc.text`` with this package's own tokenizer, so
that it finds the same in any pipeline; where a record's ends fall inside the pipeline's tokens, the span is
widened to whole tokens and the record keeps its exact offsets. ``doc._.article_date`` (a `datetime.date`), where
it is set, is the document's date.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.spacy_docs import extend, place, put_kind

if TYPE_CHECKING:
    from extract.pipeline import Pipeline

_DEFAULTS: dict[str, Any] = {"date": None, "currency": None, "vocabulary": []}


@lru_cache(maxsize=8)
def _pipeline(kind: str, date: str | None, currency: str | None, vocabulary: tuple[str, ...]) -> Pipeline:
    from extract.pipeline import Pipeline

    return Pipeline(kinds=[kind], date=date, currency=currency, vocabulary=vocabulary)


class Component:
    """Extracts one kind into a spaCy `Doc`. Nothing is loaded before the first document comes."""

    def __init__(
        self, kind: str, date: str | None = None, currency: str | None = None, vocabulary: list[str] | None = None
    ) -> None:
        self.kind = kind
        self.settings = (date, currency, tuple(vocabulary or ()))
        extend()

    def __call__(self, doc: Doc) -> Doc:
        """The document with ``doc.spans[kind]`` and ``doc._.records`` filled."""
        from extract.article import Article

        date: dt.date | None = doc._.article_date
        found = _pipeline(self.kind, *self.settings)(Article(id="doc", text=doc.text, date=date)).records
        put_kind(doc, self.kind, found)
        doc._.records = tuple(sorted((*doc._.records, *found), key=place))
        return doc


@Language.factory("extract_money", default_config=_DEFAULTS)
def extract_money(nlp: Language, name: str, date: str | None, currency: str | None, vocabulary: list[str]) -> Component:
    """Sums of money, in ``doc.spans["money"]``."""
    return Component("money", date, currency, vocabulary)


@Language.factory("extract_percent", default_config=_DEFAULTS)
def extract_percent(
    nlp: Language, name: str, date: str | None, currency: str | None, vocabulary: list[str]
) -> Component:
    """Percentages, in ``doc.spans["percent"]``."""
    return Component("percent", date, currency, vocabulary)


@Language.factory("extract_multiple", default_config=_DEFAULTS)
def extract_multiple(
    nlp: Language, name: str, date: str | None, currency: str | None, vocabulary: list[str]
) -> Component:
    """Multiples, in ``doc.spans["multiple"]``."""
    return Component("multiple", date, currency, vocabulary)


@Language.factory("extract_date", default_config=_DEFAULTS)
def extract_date(nlp: Language, name: str, date: str | None, currency: str | None, vocabulary: list[str]) -> Component:
    """Dates, times, durations and sets, in ``doc.spans["date"]``."""
    return Component("date", date, currency, vocabulary)


@Language.factory("extract_country", default_config=_DEFAULTS)
def extract_country(
    nlp: Language, name: str, date: str | None, currency: str | None, vocabulary: list[str]
) -> Component:
    """Countries, in ``doc.spans["country"]``."""
    return Component("country", date, currency, vocabulary)


@Language.factory("extract_project", default_config=_DEFAULTS)
def extract_project(
    nlp: Language, name: str, date: str | None, currency: str | None, vocabulary: list[str]
) -> Component:
    """Named projects, in ``doc.spans["project"]``."""
    return Component("project", date, currency, vocabulary)
