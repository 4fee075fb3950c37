"""The project itself: layers, seeds, and a README whose commands and examples run."""

from __future__ import annotations

import doctest
import hashlib
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import extract
import schemas
from extract.pipeline import Pipeline
from tests.readme import filled

SEEDS = {
    "000_7ec91f01f3bb1c27.txt": "b5f5821117a87f4ce367faf33d0b237a9a58676ca6ac673ed5eaf2445176df3c",
    "001_3c00904eb9c27392.txt": "3d5c7ad90c0aad45d518be0a550358c373c40a45ce9c2bbfa80bb409e2285062",
    "002_6f5f04ce3895d4bc.txt": "0b2b56f7534d93d8503f6dc13bfd8cc459e26e1851d08993b6b8f50c7f25dba9",
    "003_f3ae7e6a1eaee226.txt": "aab45ab5aca4f00ee3ca20b4dae0565e935dfec977d8c75bd0ad7168ad45f961",
    "004_0cca69b4d21160ba.txt": "018a4a75c09ffd6f6040daa0023c4549aa3863006096e4c92fc5fd667096c72c",
}
"""SHA-256 of the seeds' bytes."""

TOP = {
    "README.md",
    "pyproject.toml",
    "seeds",
    "extract",
    "schemas",
    "tests",
    "out",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "hatch_build.py",
}


def test_the_seeds_are_as_they_came(root: Path) -> None:
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (root / "seeds").iterdir()} == SEEDS


def test_nothing_else_stands_at_the_top(root: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("not a git checkout")
    names = {line.split("/")[0].strip('"') for line in listed.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP


def _modules() -> list[str]:
    return [
        module.name
        for package in (extract, schemas)
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
        if not module.name.endswith("__main__") and ".lang." not in module.name
    ]


@pytest.mark.parametrize("name", ["extract", "schemas", *_modules()])
def test_the_examples_in_docstrings_run(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def _blocks(root: Path, language: str) -> list[str]:
    text = (root / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_readmes_python_runs(root: Path, tmp_path: Path) -> None:
    blocks = [block for block in _blocks(root, "python") if ">>>" in block]
    assert blocks
    script = tmp_path / "readme.md"
    script.write_text("\n".join(blocks), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "doctest", "-o", "NORMALIZE_WHITESPACE", str(script)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_readmes_commands_are_there(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "\n    pip install . && extract seeds/\n" in readme
    assert "\n    pip install '.[test]' && pytest\n" in readme


def test_the_readmes_generated_parts_are_not_stale(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    assert text == filled(text), "run `python -m tests.readme` and commit README.md"


def test_the_readmes_vocabulary_loads(root: Path, tmp_path: Path) -> None:
    (block,) = _blocks(root, "toml")
    path = tmp_path / "my.toml"
    path.write_text(block, encoding="utf-8")
    records = Pipeline(vocabulary=[path])("Elfenbeinküste pays for the Simandou line.").records
    assert [record.text for record in records] == ["Elfenbeinküste", "Simandou line"]
