"""``extract check``, and what is shipped with it for CI: a GitHub Action and a pre-commit hook."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ENTRY = re.compile(r'\[\[country\]\]\nalpha_2 = "KZ".*?(?=\n\[\[|\Z)', re.DOTALL)


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *args], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project by itself, with records that are as its rules have them."""
    folder = tmp_path_factory.mktemp("check") / "clone"
    for name in ("extract", "schemas", "seeds"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    assert run("seeds/", "-q", cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def forgetful(clone: Path) -> Path:
    """The same, with one vocabulary entry deleted: what Kazakhstan is called beside its name."""
    folder = clone.parent / "forgetful"
    shutil.copytree(clone, folder)
    path = folder / "extract" / "lang" / "en" / "country.toml"
    text, count = ENTRY.subn("", path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_clean_clone_is_as_committed(root: Path, tmp_path: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "out"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("not a git checkout with records")
    subprocess.run(["git", "clone", "--quiet", str(root), str(tmp_path / "clone")], check=True, capture_output=True)
    done = run("check", "seeds/", "--against", "out/", cwd=tmp_path / "clone")
    assert done.returncode == 0, done.stdout
    assert "no differences" in done.stdout


def test_a_vocabulary_entry_that_is_gone_is_told_with_the_facts_lost(forgetful: Path) -> None:
    done = run("check", "seeds/", "--against", "out/", cwd=forgetful)
    assert done.returncode == 1, done.stderr
    lost = re.findall(r"\n  (\w+) country: “Kazakh”, KZ Kazakhstan \(adjective\)\n +(.*)", done.stdout)
    assert lost
    assert {change for change, _ in lost} == {"removed"}
    assert all(len(sentence) > 60 and "[-Kazakh-]" in sentence for _, sentence in lost)
    assert done.stdout.splitlines()[-1] == (
        "To accept: extract seeds/ -o out/ && git add out/, and commit it with the change."
    )
    accept = done.stdout.splitlines()[-1].removeprefix("To accept: extract ").split(" && ")[0]
    assert shlex.split(accept) == ["seeds/", "-o", "out/"]


def test_options_of_the_run_are_in_the_way_to_accept(clone: Path) -> None:
    done = run("check", "seeds/", "--date", "2001-01-01", "--kinds", "date,money", cwd=clone)
    assert done.returncode == 1
    assert "To accept: extract seeds/ -o out --kinds date,money --date 2001-01-01 && git add out," in done.stdout
    assert not re.search(r"^  \w+ (country|project)", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["seeds", "--against", "nowhere"], "nowhere: cannot be read"),
        (["seeds", "--against", "seeds"], "seeds: there is no records.jsonl in this folder"),
        (["seeds", "--also", "markdown"], "--also markdown: write it as FORMAT=FILE"),
        (["seeds", "--also", "word=x.doc"], "unknown format 'word'"),
        (["seeds", "--vocabulary", "none.toml"], "none.toml: no such vocabulary file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use(
    clone: Path,
    args: list[str],
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    from extract.cli import main

    monkeypatch.chdir(clone)
    with pytest.raises(SystemExit) as stopped:
        main(["check", *args])
    told, errors = capfd.readouterr()
    assert (stopped.value.code, told) == (2, "")
    assert reason in errors
    assert len(errors.splitlines()) == 1


def test_an_article_that_cannot_be_read_is_an_error(clone: Path, tmp_path: Path) -> None:
    shutil.copytree(clone / "seeds", tmp_path / "seeds")
    (tmp_path / "seeds" / "x.txt").write_bytes(b"caf\xe9 \xff\xfe\x00")
    done = run("check", "seeds", "--against", str(clone / "out"), cwd=tmp_path)
    if "x.txt" not in done.stderr:
        pytest.skip("it could be read")
    assert done.returncode == 2
    assert "no differences" in done.stdout


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """The environment of a workflow's step, with the command on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "extract"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m extract "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    files = {name: str(tmp_path / name.lower()) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_PATH")}
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **files, "RUNNER_TEMP": str(tmp_path), "PATH": path}


def _action(root: Path) -> dict[str, Any]:
    path = root / ".github" / "actions" / "newsfacts-check" / "action.yml"
    if not path.exists():
        pytest.skip("not a git checkout")
    action: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return action


def _step(action: dict[str, Any], name: str, inputs: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A step's script, and its variables with the inputs filled in."""
    (step,) = [step for step in action["runs"]["steps"] if step["name"] == name]
    values = {key: spec["default"] for key, spec in action["inputs"].items()} | inputs
    filled = {
        variable: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: values[match[1]], value)
        for variable, value in step["env"].items()
    }
    assert "${{" not in step["run"], "an input in a script could be run"
    return step["run"], filled


def test_the_action_annotates_and_sums_up(root: Path, forgetful: Path, runner: dict[str, str]) -> None:
    action = _action(root)
    script, variables = _step(action, "Compare", {"against": "out", "arguments": "--kinds country --tolerance 0.01"})
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=forgetful,
        env=runner | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    first = done.stdout.splitlines()[0]
    assert re.match(r"::error file=seeds/\d{3}_\w+\.txt,line=\d+,title=newsfacts%3A removed country::", first)
    summary = Path(runner["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert summary.startswith("### newsfacts: ")
    assert "```diff\n- " in summary
    assert Path(runner["GITHUB_OUTPUT"]).read_text(encoding="utf-8") == "changed=true\n"
    assert action["outputs"]["changed"]["value"] == "${{ steps.check.outputs.changed }}"


def test_the_action_passes_where_nothing_differs(root: Path, clone: Path, runner: dict[str, str]) -> None:
    script, variables = _step(_action(root), "Compare", {})
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=clone, env=runner | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert Path(runner["GITHUB_OUTPUT"]).read_text(encoding="utf-8") == "changed=false\n"


def test_the_action_installs_the_version_asked_for(root: Path, tmp_path: Path, runner: dict[str, str]) -> None:
    script, variables = _step(_action(root), "Install newsfacts", {"version": "newsfacts==1; touch x"})
    shim = tmp_path / "bin" / "python3"
    shim.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\nprintf \'#!/bin/sh\\nprintf "%%s\\\\n" "$@"\\n\' > "$3/bin/pip"\n'
        'chmod +x "$3/bin/pip"\n',
        encoding="utf-8",
    )
    shim.chmod(0o755)
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path, env=runner | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "newsfacts==1; touch x"
    assert not (tmp_path / "x").exists()
    assert Path(runner["GITHUB_PATH"]).read_text(encoding="utf-8") == f"{tmp_path}/newsfacts/bin\n"
    place = str(root / ".github" / "actions" / "newsfacts-check")
    assert Path(variables["NEWSFACTS_HOME"].replace("${{ github.action_path }}", place)).resolve() == root


def test_the_hook_is_the_command(root: Path, clone: Path, forgetful: Path, runner: dict[str, str]) -> None:
    path = root / ".pre-commit-hooks.yaml"
    if not path.exists():
        pytest.skip("not a git checkout")
    (hook,) = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    before = {path: path.read_bytes() for path in (clone / "out").iterdir()}
    for folder, code in ((clone, 0), (forgetful, 1)):
        command = [*shlex.split(hook["entry"]), *hook["args"]]
        done = subprocess.run(command, cwd=folder, env=runner, capture_output=True, check=False)
        assert done.returncode == code, done.stderr
    assert {path: path.read_bytes() for path in (clone / "out").iterdir()} == before, "a check writes nothing"


def test_lines_of_documents_in_a_file(tmp_path: Path) -> None:
    rows = [{"text": "It cost $5."}, {"id": "named", "text": "It cost $6."}]
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "c.jsonl").write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert run("news", "-q", cwd=tmp_path).returncode == 0
    old = tmp_path / "out" / "records.jsonl"
    old.write_text(old.read_text(encoding="utf-8").replace('"amount":', '"amount":1'), encoding="utf-8")
    done = run("check", "news", "--format", "github", cwd=tmp_path)
    assert re.findall(r"file=(.*?),line=(\d+)", done.stdout) == [("news/c.jsonl", "1"), ("news/c.jsonl", "3")]
