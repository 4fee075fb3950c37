"""What SECURITY.md promises and no other file of tests shows: no network, no code from data, bounded dependencies."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

MODULES = frozenset(
    "pickle cPickle _pickle marshal shelve dill cloudpickle joblib yaml code codeop runpy ctypes pty socket ssl http "
    "ftplib smtplib telnetlib xmlrpc requests aiohttp httpx socketserver asyncio webbrowser".split()
)
"""Modules that run what they read, or talk to others."""

CALLS = frozenset(
    "eval exec compile __import__ os.system os.popen os.execv os.execve os.execvp os.execl os.spawnv os.spawnl "
    "os.startfile urllib.request.urlopen".split()
)

RUN_PROGRAMS = {"extract/recordfiles.py"}
"""Where another program is run: git, for records as they were committed, with arguments as a list."""

NETWORKED = {"extract/engines/ray.py"}
"""Where a socket is asked for: the engine of a cluster, which is loaded only with ``--engine ray``."""

IMPORTED_BY_NAME = {"extract/cli/__init__.py", "extract/results.py"}
"""Where a module is imported by a name that is none of the input's: a command's, a package's."""


def _sources(root: Path) -> Iterator[tuple[str, ast.Module]]:
    for package in ("extract", "schemas"):
        for path in sorted((root / package).rglob("*.py")):
            yield path.relative_to(root).as_posix(), ast.parse(path.read_bytes())


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_no_module_runs_unpickles_or_sends_anything(root: Path) -> None:
    wrong = []
    for path, tree in _sources(root):
        for node in ast.walk(tree):
            modules = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Call):
                name = _name(node.func)
                options = {option.arg: option.value for option in node.keywords}
                if name in CALLS:
                    wrong.append(f"{path}:{node.lineno}: {name}")
                if not {"shell", "allow_pickle"}.isdisjoint(options):
                    wrong.append(f"{path}:{node.lineno}: {name} with {sorted(filter(None, options))}")
                if name.endswith("import_module") and path not in IMPORTED_BY_NAME:
                    wrong.append(f"{path}:{node.lineno}: {name}")
                if name.startswith("subprocess.") and not isinstance(node.args[0], ast.List):
                    wrong.append(f"{path}:{node.lineno}: {name} without a list of arguments")
            for module in modules:
                if module == "socket" and path in NETWORKED:
                    continue
                if module.split(".")[0] in MODULES or module in ("urllib.request", "os.system", "os.popen"):
                    wrong.append(f"{path}:{node.lineno}: imports {module}")
                if module.split(".")[0] == "subprocess" and path not in RUN_PROGRAMS:
                    wrong.append(f"{path}:{node.lineno}: imports {module}")
    assert not wrong, "\n".join(wrong)


_HOOK = """
import os, sys

REFUSED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "socket.sendmsg",
           "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "urllib.Request", "ctypes.dlopen")
if os.environ.get("ALONE"):
    REFUSED += ("pickle.find_class", "socket.__new__")

def refuse(event, arguments):
    if event.startswith(REFUSED):
        os.write(2, f"refused: {event} {arguments!r}\\n".encode("utf-8", "replace"))
        os._exit(77)

import spacy, typer, pydantic, numpy  # what others do when they are imported is theirs
sys.addaudithook(refuse)
"""
"""A ``sitecustomize``, which each process loads that Python starts: ends it when it reaches for the network."""


def _refusing(where: Path, *command: str, alone: bool = False) -> subprocess.CompletedProcess[str]:
    (where / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(where), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path, "ALONE": "1" if alone else ""}
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, errors="replace", check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_hook_refuses(tmp_path: Path, code: str) -> None:
    done = _refusing(tmp_path, "-c", code)
    assert (done.returncode, done.stderr[:8]) == (77, "refused:")


def test_the_main_job_needs_no_network_and_no_other_program(root: Path, tmp_path: Path) -> None:
    seeds, outputs = str(root / "seeds"), []
    for name, jobs, alone in (("one", "1", True), ("two", "2", False)):
        out = tmp_path / name
        done = _refusing(tmp_path, "-m", "extract", seeds, "-o", str(out), "-j", jobs, "--quiet", alone=alone)
        assert done.returncode == 0, done.stderr
        outputs.append({path.name: path.read_bytes() for path in out.iterdir()})
    plain = tmp_path / "plain"
    subprocess.run([sys.executable, "-m", "extract", seeds, "-o", str(plain), "--quiet"], check=True)
    assert outputs == [{path.name: path.read_bytes() for path in plain.iterdir()}] * 2
    assert outputs[0]["records.jsonl"]


CALENDAR = {"pyarrow", "fsspec", "babel", "pycountry", "ruff", "hypothesis", "pytest", "mypy", "import-linter"}
"""Packages whose major version says when they came, not what they break, and tools that tests alone use."""


def test_dependencies_have_bounds(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    wanted += [one for extra, many in project["optional-dependencies"].items() for one in many]
    for requirement in wanted:
        name = re.match(r"[\w.-]+", requirement)
        assert name is not None
        if name[0] != "newsfacts":
            assert ">=" in requirement, f"{requirement}: from which version on?"
            assert "<" in requirement or name[0] in CALENDAR, f"{requirement}: below which major version?"


def test_the_tests_that_security_md_names_are_there(root: Path) -> None:
    text = (root / ".github" / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/\w+\.py)(?:::(\w+))?`", text)
    assert len(named) >= 8
    for path, test in named:
        assert f"def {test}" in (root / path).read_text(encoding="utf-8") if test else (root / path).exists(), (
            path,
            test,
        )
