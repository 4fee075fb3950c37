"""The sentences of tests/sentences/*.md: prose with the facts in brackets.

A line that begins with ``>`` is a sentence. All records of the kinds that are named anywhere in the file are
asked for in each of its sentences, so that a sentence without brackets must give none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pipeline import Pipeline
from tests.annotated import parse, problems

FILES = sorted((Path(__file__).parent / "sentences").glob("*.md"))


def _sentences(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line[1:].strip() for line in lines if line.startswith(">") and line[1:].strip()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences(path: Path, pipeline: Pipeline) -> None:
    sentences = _sentences(path)
    kinds = {expected.kind for line in sentences for expected in parse(line).expected}
    assert sentences
    assert kinds
    assert None not in kinds, "each bracket names its kind"
    wrong = [
        problem
        for line in sentences
        for kind in sorted(kind for kind in kinds if kind)
        for problem in problems(_only(line, kind), pipeline, (kind,))
    ]
    assert not wrong, f"{len(wrong)} problems\n" + "\n".join(wrong)


def _only(line: str, kind: str) -> str:
    """The sentence with the brackets of one kind, the others' text left plain."""
    sentence = parse(line)
    kept = []
    at = 0
    for expected in sentence.expected:
        kept.append(_escaped(sentence.text[at : expected.start]))
        inside = " ".join(f'{name}="{value}"' for name, value in expected.fields.items())
        said = _escaped(expected.text)
        kept.append(f"[{said}]({kind} {inside})" if expected.kind == kind else said)
        at = expected.end
    kept.append(_escaped(sentence.text[at:]))
    date = f"@{sentence.date} " if sentence.date else ""
    return date + "".join(kept)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]")
