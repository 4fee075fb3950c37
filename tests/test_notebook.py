"""The worked notebook runs from its first cell to its last, as a reader runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract.cli import main

NOTEBOOK = Path(__file__).parent / "notebooks" / "sums_by_country.ipynb"


def test_the_worked_notebook_runs(tmp_path: Path, root: Path) -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed (the extra notebook)")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed (the extra notebook)")
    for name in ("ipykernel", "pandas", "duckdb", "matplotlib", "pyarrow"):
        pytest.importorskip(name, reason=f"{name} is not installed (the extra notebook)")
    # The notebook reads ../../out and ../../seeds: the same folders, made anew from the seeds.
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    folder = tmp_path / "tests" / "notebooks"
    folder.mkdir(parents=True)
    with pytest.raises(SystemExit) as done:
        main([str(tmp_path / "seeds"), "--out", str(tmp_path / "out"), "--quiet"])
    assert done.value.code == 0
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "commit it without outputs"
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    shown = [kind for cell in notebook.cells for output in cell.get("outputs", ()) for kind in output.get("data", {})]
    assert "image/png" in shown
    assert shown.count("text/html") >= 5
