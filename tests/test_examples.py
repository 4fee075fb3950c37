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
    wrong = [problem for example in rule.examples for problem in problems(example, pipeline, kind)]
    wrong += [problem for example in rule.not_examples for problem in problems(example, pipeline, kind)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("kind", "rule"), _rules(), ids=lambda value: getattr(value, "name", value))
def test_a_rule_is_named_by_one_of_its_examples(kind: str, rule: Rule, pipeline: Pipeline) -> None:
    fired = set()
    for example in rule.examples:
        sentence = parse(example)
        article = _article(sentence.text, sentence.date)
        fired |= {record.rule for record in pipeline(article).records if record.kind == kind}
    assert rule.name in fired, f"{rule.name} does not fire on its examples, but {sorted(fired)} do"


@pytest.mark.parametrize("section", sorted({name for name, _ in _entries()}))
def test_vocabulary_entries_find_their_examples(section: str, pipeline: Pipeline) -> None:
    wrong: list[str] = []
    for name, entry in _entries():
        if name == section:
            assert entry.examples, f"[[{section}]] without examples: {entry}"
            for example in (*entry.examples, *entry.not_examples):
                wrong += problems(example, pipeline, _kind(name, entry, example))
    assert not wrong, f"{len(wrong)} problems\n" + "\n".join(wrong)


def _kind(section: str, entry: Entry, example: str) -> str | None:
    """The kind that an entry's examples are of: said in the example, else by the section."""
    if any(expected.kind for expected in parse(example).expected):
        return None
    return KIND_OF.get(getattr(entry, "matcher", section), section)


KIND_OF = {"metonym": "country", "not_country": "country", "quantity": "money", "currency": "money"}


def _article(text: str, date: str | None):  # type: ignore[no-untyped-def]  # a helper of one line
    import datetime as dt

    from extract import Article

    return Article(id="example", text=text, date=dt.date.fromisoformat(date) if date else None)
