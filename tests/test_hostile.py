"""A tenth of the hostile documents through the command, and the README's table of all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.pipeline import Pipeline
from tests.hostile.classes import CLASSES, Class
from tests.hostile.run import Row, counted, growth, run, table, written

pytest.importorskip("pyarrow", reason="needs the extra arrow")
pytest.importorskip("trafilatura", reason="needs the extra html")
pytest.importorskip("warcio", reason="needs the extra warc")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Row], list[str]]:
    return run(tmp_path_factory.mktemp("hostile"), share=0.1)


def test_hostile_documents_crash_nothing_and_none_is_lost(outcome: tuple[list[Row], list[str]]) -> None:
    rows, wrong = outcome
    assert not wrong, "\n".join(wrong[:50])
    assert [row.name for row in rows] == [kind.name for kind in CLASSES]


def test_there_are_ten_thousand_random_and_a_thousand_hostile_documents() -> None:
    counts = [kind.count for kind in CLASSES]
    assert (sum(counts[:5]), sum(counts[5:])) == (10_000, 1_000)


def test_the_readmes_table_is_that_of_these_inputs(outcome: tuple[list[Row], list[str]]) -> None:
    rows, _ = outcome
    whole = [replace(row, inputs=kind.count) for row, kind in zip(rows, CLASSES, strict=True)]
    assert counted(written()) == counted(table(whole)), "run `python -m tests.hostile --write` and commit README.md"


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind.grow], ids=lambda kind: kind.name)
def test_a_long_text_takes_no_longer_than_its_quarters(kind: Class, pipeline: Pipeline) -> None:
    took = growth(kind, pipeline, draws=2, size=40_000)
    assert took is not None
    assert took < 2.5, (
        "it would be 4 if time grew with the square of the length, and is 1 where it grows with the length"
    )
