"""Fuzzing: what was found once is tried always, and a short search goes on from there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import CORPUS, TARGETS

NEEDS = {"html": ("trafilatura", "html"), "warc": ("warcio", "warc"), "parquet": ("pyarrow", "arrow")}
"""Of some targets, the package that the reader needs, and the extra that it comes with."""


@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for name in TARGETS for path in sorted((CORPUS / name).iterdir())],
    ids=lambda x: getattr(x, "name", x),
)
def test_what_is_in_the_corpus_breaks_nothing(name: str, path: Path) -> None:
    if name in NEEDS:
        package, extra = NEEDS[name]
        pytest.importorskip(package, reason=f"needs the extra {extra}")
    if name in ("packed", *NEEDS, "txt", "jsonl", "csv") and sys.version_info < (3, 14):
        pytest.importorskip("backports.zstd", reason="needs the extra zst")
    TARGETS[name](path.read_bytes())


def test_the_corpus_is_small_and_of_known_targets() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
    assert all(path.stat().st_size < 5_000 for path in CORPUS.rglob("*") if path.is_file())


def test_a_search_of_a_bounded_number_of_inputs_finds_nothing(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris has no wheel for this machine or Python; the corpus was tried")
    command = [sys.executable, "-m", "tests.fuzz", "all", "--runs", "0", "--seed", "1", "--folder", str(tmp_path)]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-5000:]
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == list(TARGETS)
