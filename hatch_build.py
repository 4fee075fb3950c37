"""Compiles the matchers when a wheel is built, where that can be done.

mypyc makes C of the same Python that runs without it; both give the same records, the compiled one sooner. Where there
is no C compiler, or ``NEWSFACTS_PURE`` is set, the wheel is one of plain Python. An editable installation is always
plain, since a compiled module would hide changes to its source.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLAIN = {"meanings", "pointers", "spans", "days"}
"""Modules of dataclasses that inherit from a class with fields, which mypyc cannot compile."""


def modules(root: Path) -> list[Path]:
    """The modules to compile: where nearly all of the time goes that is spent in Python."""
    matchers = sorted((root / "extract" / "matchers").rglob("*.py"))
    own = ("countries", "gazetteer", "rows", "splitting", "tokenizer", "view", "words")
    return [*(root / "extract" / f"{name}.py" for name in own), *(path for path in matchers if path.stem not in PLAIN)]


def compile_to(folder: Path, sources: list[str]) -> None:
    """Compile modules, named by their paths in the current folder, into ``folder``."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    with tempfile.TemporaryDirectory() as work:
        # The project's own settings of mypy ask for more than can be known where its dependencies are not installed.
        options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", f"--cache-dir={work}/mypy"]
        # Optimizing more takes twice as long and gains nothing: the time goes into what is called.
        extensions = mypycify(
            [*options, *sources], opt_level="1", debug_level="0", target_dir=work, group_name="newsfacts"
        )
        command: Any = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(folder), work
        command.ensure_finalized()
        command.run()


class CompiledMatchers(BuildHookInterface[Any]):
    """The build hook of Hatch."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled modules to a wheel that is about to be built."""
        if version == "editable" or os.environ.get("NEWSFACTS_PURE"):
            return
        folder = self._built()
        if folder is None:
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                build_data["force_include"][str(path)] = path.relative_to(folder).as_posix()

    def _built(self) -> Path | None:
        """The folder of the compiled modules, those of an earlier build if nothing has changed since."""
        root = Path(self.root)
        paths = modules(root)
        key = hashlib.sha256(f"{sys.version} {platform.platform()}".encode())
        for path in [Path(__file__), *paths]:
            key.update(path.read_bytes())
        folder = root / "build" / f"compiled-{key.hexdigest()[:16]}"
        if folder.is_dir():
            return folder
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        command = [sys.executable, __file__, str(unfinished), *(str(path.relative_to(root)) for path in paths)]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()
            self.app.display_warning(f"The matchers are not compiled, which makes them slower: {' / '.join(said[-3:])}")
            shutil.rmtree(unfinished, ignore_errors=True)
            return None
        for earlier in folder.parent.glob("compiled-????????????????"):
            shutil.rmtree(earlier)
        unfinished.rename(folder)
        return folder


if __name__ == "__main__":
    compile_to(Path(sys.argv[1]), sys.argv[2:])
