"""Runs that end early can go on and give the same bytes; so do runs that take what an earlier one found."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.crashes import content

TEXT = "China lent Kenya ${} billion in 2024, 5% more than last year. "


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    rows = [{"id": f"b{n}", "text": TEXT.format(n) * 2} for n in range(40)] + [{"id": "b3"}, {"id": "b4", "text": "x"}]
    (folder / "b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for n in range(4):
        (folder / f"a{n}.txt").write_text(TEXT.format(n) * n)
    return folder


def run(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *map(str, args)], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "more",
    [[], ["--partition", "1500"], ["--format", "jsonl.zst"], ["--format", "parquet", "--partition", "kind"]],
    ids=lambda more: " ".join(more) or "jsonl",
)
def test_a_run_that_is_killed_at_any_moment_goes_on_to_the_same_bytes(
    news: Path, tmp_path: Path, root: Path, more: list[str]
) -> None:
    if "parquet" in more:
        pytest.importorskip("pyarrow", reason="needs the extra arrow")
    if "jsonl.zst" in more and sys.version_info < (3, 14):
        pytest.importorskip("backports.zstd", reason="needs the extra zst")
    done = subprocess.run(
        [sys.executable, "-m", "tests.crashes", tmp_path, news, "29" if more else "13", *more],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["wrong"] == []
    assert said["ended"] > 12
    assert "failures.jsonl" in said["files"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """News that take some seconds."""
    path = tmp_path_factory.mktemp("resume") / "news.jsonl"
    with path.open("w") as file:
        for number in range(4000):
            file.write(json.dumps({"id": str(number), "text": TEXT.format(number) * 15}) + "\n")
    return path


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_says_how_to_go_on(large: Path, tmp_path: Path, number: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "extract", str(large), "--kinds", "money", "--quiet", "-j", "2"]
    first = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    spool = tmp_path / "out" / ".unfinished" / "records.jsonl"
    for _ in range(600):
        if spool.exists() and spool.stat().st_size:
            break
        time.sleep(0.05)
    # As a terminal does it: to all processes of the run.
    os.killpg(first.pid, number) if code == 130 else first.send_signal(number)
    _, said = first.communicate(timeout=60)
    assert first.returncode == code, said
    assert said.startswith("extract: interrupted after "), said
    assert said.endswith("; the same command with --resume goes on from here\n")
    assert not (tmp_path / "out" / "records.jsonl").exists()
    if code == 143:
        return
    # What is to go on must be the same run.
    for args, different in (
        (["--kinds", "date"], "--kinds is not what it was"),
        (["--date", "2020-01-01", "--kinds", "money", "--format", "csv"], "--date, --format are not what it was"),
    ):
        done = run(large, *args, "--resume", "--quiet", cwd=tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert done.stderr.startswith("extract: out: the unfinished run there cannot be resumed: ")
        assert different in done.stderr
    assert subprocess.run([*command, "--resume"], cwd=tmp_path, check=False).returncode == 0
    assert sorted(content(tmp_path / "out")) == ["documents.jsonl", "records.jsonl"]
    alone = run(large, "--kinds", "money", "--quiet", "-j", "1", "-o", "alone", cwd=tmp_path)
    assert alone.returncode == 0
    assert content(tmp_path / "out") == content(tmp_path / "alone")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-", "--resume"], "standard input can be read only once"),
        (["a.txt", "--resume", "-o", "-"], "--partition and --resume need files"),
        (["a.txt", "--resume", "-o", "memory://x"], "--resume needs a folder of this machine"),
        (["a.txt", "--since", "nowhere"], "nowhere: no such folder"),
        (["a.txt", "--since", "out", "--engine", "ray"], "--since goes with --engine local"),
        (["a.txt", "--partition", "often"], "--partition often: give kind, or a size such as 64MB"),
        (["a.txt", "--max-document-bytes", "0"], "--max-document-bytes 0: give a size such as 64MB"),
        (["a.txt", "--engine", "spark"], "unknown engine 'spark'; engines are local, ray"),
        (["a.txt", "--input", "doc"], "unknown input format 'doc'; formats are txt"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    from extract.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("$5")
    with pytest.raises(SystemExit) as stopped:
        main(args)
    assert stopped.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("extract: ")
    assert captured.err.count("\n") == 1
    assert said in captured.err
    assert not (tmp_path / "out").exists()


def test_unchanged_documents_are_not_extracted_again(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from extract import worker
    from extract.cli import main

    monkeypatch.chdir(tmp_path)
    made = worker.Worker
    pipelines: dict[object, object] = {}
    extracted: list[str] = []

    def noted(options: object, *, expendable: bool = False) -> worker.Worker:
        """A worker that tells what it extracts."""
        new = made(options)  # type: ignore[arg-type]
        lines = new.pipeline.lines

        def tell(article: worker.Article) -> tuple[bytes, list[bytes]]:
            extracted.append(article.id)
            return lines(article)

        new.pipeline.lines = tell  # type: ignore[method-assign]
        return new

    monkeypatch.setattr(worker, "Worker", noted)

    def extract(*args: str) -> tuple[list[str], str]:
        extracted.clear()
        with pytest.raises(SystemExit):
            main(["news", "--quiet", "--kinds", "money,date", *args])
        return sorted(extracted), "\n".join(
            line for line in capsys.readouterr().err.splitlines() if "anew" in line
        )

    first, said = extract("-o", "one", "--since", "one")
    assert len(first) == 45
    assert said == "extract: one: everything is extracted anew: it has no run.json, which a run with --since writes"
    assert extract("-o", "two", "--since", "one") == ([], "")
    # One changed, one new, one gone, one with another date; the same bytes as from scratch.
    (news / "a1.txt").write_text("It cost $1.")
    (news / "a9.txt").write_text("It cost $9.")
    (news / "a2.txt").unlink()
    lines = (news / "b.jsonl").read_text().splitlines()
    lines[7] = json.dumps({**json.loads(lines[7]), "date": "2020-02-02"})
    (news / "b.jsonl").write_text("\n".join(lines) + "\n")
    assert extract("-o", "two", "--since", "one") == (["a1.txt", "a9.txt", "b7"], "")
    assert extract("-o", "two", "--since", "two") == ([], "")
    assert len(extract("-o", "new")[0]) == 45
    names = ("records.jsonl", "documents.jsonl", "failures.jsonl")
    assert all((tmp_path / "two" / name).read_bytes() == (tmp_path / "new" / name).read_bytes() for name in names)
    assert sorted(content(tmp_path / "new")) == sorted(names)
    # Another date for all, and a plain run over an output: what was noted of it no longer holds.
    assert extract("-o", "three", "--since", "two", "--date", "2001-01-01")[1].endswith("anew: --date changed")
    extract("-o", "two")
    assert not (tmp_path / "two" / "run.json").exists()
    assert pipelines == {}


def test_other_formats_can_be_made_of_an_earlier_output(news: Path, tmp_path: Path) -> None:
    for args in (["-o", "one", "--since", "one"], ["-o", "two", "--format", "csv", "--since", "one"]):
        assert run("news", "--quiet", "--kinds", "money", *args, cwd=tmp_path).returncode == 1
    assert run("news", "--quiet", "--kinds", "money", "-o", "three", "--format", "csv", cwd=tmp_path).returncode == 1
    shutil.rmtree(tmp_path / "one")
    (tmp_path / "two" / "run.json").unlink()
    assert content(tmp_path / "two") == content(tmp_path / "three")


def test_an_earlier_output_that_is_not_whole_is_refused(news: Path, tmp_path: Path) -> None:
    assert run("news", "--quiet", "--kinds", "money", "-o", "one", "--since", "one", cwd=tmp_path).returncode == 1
    path = tmp_path / "one" / "records.jsonl"
    path.write_bytes(path.read_bytes()[:-10])
    done = run("news", "--quiet", "--kinds", "money", "-o", "two", "--since", "one", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "extract: one/records.jsonl: has fewer records than documents.jsonl says\n",
    )
