"""Every rule and every vocabulary entry is right about its own examples."""

from __future__ import annotations

import pytest

from extract import vocabulary
from extract.matchers import Rule
from extract.pipeline import Pipeline
from extract.vocabulary import Entry
from tests.annotated import parse, problems


def _rules() -> list[tuple[str, Rule]]:
    return [(matcher.kind, rule) for matcher in Pipeline().all_matchers for rule in matcher.rules]


def _entries() -> list[tuple[str, Entry]]:
    return [(name, entry) for name, rows in vocabulary.load().sections.items() for entry in rows]


@pytest.mark.parametrize(("kind", "rule"), _rules(), ids=lambda value: getattr(value, "name", value))
def test_a_rule_finds_its_examples_and_none_of_its_counterexamples(
    kind: str, rule: Rule, pipeline: Pipeline
) -> None:
    assert rule.examples, "a rule without examples"
    wrong = [problem for example in rule.examples for problem in problems(example, pipeline, (kind,))]
    wrong += [problem for example in rule.not_examples for problem in problems(example, pipeline, (kind,))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("kind", "rule"), _rules(), ids=lambda value: getattr(value, "name", value))
def test_a_rule_is_named_by_one_of_its_examples(kind: str, rule: Rule, pipeline: Pipeline) -> None:
    fired = set()
    for example in rule.examples:
        sentence = parse(example)
        article = _article(sentence.text, sentence.date)
        fired |= {record.rule for record in pipeline(article).records if record.kind == kind}
    assert rule.name in fired, f"{rule.name} does not fire on its examples, but {sorted(fired)} do"


@pytest.mark.parametrize("section", sorted({name for name, _ in _entries()} - {"reference"}))
def test_vocabulary_entries_find_their_examples(section: str, pipeline: Pipeline) -> None:
    wrong: list[str] = []
    for name, entry in _entries():
        if name == section:
            assert entry.examples, f"[[{section}]] without examples: {entry}"
            kinds = KINDS_OF[getattr(entry, "matcher", section)]
            for example in (*entry.examples, *entry.not_examples):
                wrong += problems(example, pipeline, kinds)
    assert not wrong, f"{len(wrong)} problems\n" + "\n".join(wrong)


def test_references_find_their_examples(pipeline: Pipeline) -> None:
    for entry in vocabulary.load().entries("reference"):
        for example in entry.examples:
            sentence = parse(example)
            view, _ = pipeline.view(_article(sentence.text, None))
            found = [(*place, value) for *place, value in pipeline.references.find(view)]
            assert found == [(expected.start, expected.end, entry.value) for expected in sentence.expected]


QUANTITIES = ("money", "percent", "multiple")
KINDS_OF = {
    "country": ("country",),
    "not_country": ("country",),
    "metonym": ("country",),
    "currency": ("money",),
    "currency_country": ("money",),
    "money": ("money",),
    "percent": ("percent",),
    "multiple": ("multiple",),
    "quantity": QUANTITIES,
    "number": (*QUANTITIES, "date"),
    "modifier": (*QUANTITIES, "date"),
    "date": ("date",),
    "project": ("project",),
    "not_project": ("project",),
    "project_head": ("project",),
    "project_acronyms": ("project",),
    "project_names": ("project",),
}
"""The kinds that the examples of a section, or of a matcher's words, are of."""


def _article(text: str, date: str | None):  # type: ignore[no-untyped-def]  # a helper of one line
    import datetime as dt

    from extract import Article

    return Article(id="example", text=text, date=dt.date.fromisoformat(date) if date else None)
