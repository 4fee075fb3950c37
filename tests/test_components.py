"""The matchers in somebody else's spaCy pipeline."""

from __future__ import annotations

import datetime as dt

import pytest
import spacy

from extract import Article
from extract.pipeline import Pipeline
from schemas import KINDS

TEXT = "Kazakhstan's Nurek Dam cost US$4.5bn last year, 15% more, or twice the sum of 2010."


@pytest.mark.parametrize("kind", KINDS)
def test_a_component_finds_what_the_pipeline_finds(kind: str, pipeline: Pipeline) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(f"extract_{kind}")
    doc = nlp(TEXT)
    expected = [record for record in pipeline(Article(id="doc", text=TEXT)).records if record.kind == kind]
    assert expected
    assert [span._.record for span in doc.spans[kind]] == expected
    assert all(record.text in span.text for span, record in zip(doc.spans[kind], expected, strict=True))
    assert all(span.label_ == kind for span in doc.spans[kind])


def test_all_components_together_and_with_others(pipeline: Pipeline) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    for kind in KINDS:
        nlp.add_pipe(f"extract_{kind}", config={"date": "2020-06-01"} if kind == "date" else {})
    doc = nlp(TEXT)
    assert doc._.records == tuple(sorted(doc._.records, key=lambda r: (r.start, r.end, r.kind)))
    assert {record.kind for record in doc._.records} == set(KINDS)
    assert "2019" in {record.value for record in doc._.records if record.kind == "date"}


def test_a_document_may_bring_its_date() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("extract_date")
    doc = nlp.make_doc("It rose last year.")
    doc._.article_date = dt.date(2001, 5, 5)
    assert [record.value for record in nlp(doc)._.records] == ["2000"]
