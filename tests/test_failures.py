"""A line cut in the middle, a killed worker, a full disk: the documents before and after are all there."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract import lock
from extract.article import Article, Failure
from extract.clock import Clock, TooLongError
from extract.errors import UsageError
from extract.inputs import Part
from extract.lock import Lock
from extract.pieces import Options, pieces
from extract.readers import articles
from extract.sources import find
from extract.worker import Worker
from extract.writers import FORMATS
from extract.writers.folder import FolderWriter, Settings
from tests.crashes import content
from tests.test_resume import TEXT

KINDS = ("money", "percent")
LIMIT = 1.5
"""Seconds that a document may take here: far more than any takes on a busy machine, but those that take for ever."""


def lines(*ids: str) -> list[bytes]:
    return [json.dumps({"id": name, "text": TEXT.format(number)}).encode() for number, name in enumerate(ids)]


def run(*args: str | Path, cwd: Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def before() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "tests.trouble", *map(str, args), "--quiet", "--kinds", ",".join(KINDS)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent.parent), *sys.path[1:]])},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


def documents(out: Path) -> list[str]:
    return [json.loads(line)["doc"] for line in (out / "documents.jsonl").read_text("utf-8").splitlines()]


def facts(out: Path) -> list[str]:
    return [json.loads(line)["doc"] for line in (out / "records.jsonl").read_text("utf-8").splitlines()]


def whole(news: Path) -> dict[str, bytes]:
    """The output of a file in a process without trouble."""
    (piece,) = pieces(find([news]))
    return Worker(Options(kinds=KINDS))(piece).files


# What goes wrong in the middle costs nothing around it.


def test_the_documents_around_what_fails_are_all_there(tmp_path: Path) -> None:
    names = [f"d{number}" for number in range(24)]
    names[3], names[9], names[13], names[14], names[23] = "cut", "forever", "deadly", "hungry", "forever too"
    rows = lines(*names)
    rows[3] = rows[3][:25]
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(rows) + b"\n")
    good = [name for name in names if name[0] == "d" and name != "deadly"]
    done = run("news.jsonl", "-j", "2", "--timeout-per-document", LIMIT, cwd=tmp_path)
    assert done.returncode == 1
    assert documents(tmp_path / "out") == good
    assert list(dict.fromkeys(facts(tmp_path / "out"))) == good
    limit = f"not extracted within {LIMIT} s; a longer --timeout-per-document gives it more time"
    told = [line.removeprefix("extract: news.jsonl:") for line in done.stderr.splitlines()]
    assert told[0].startswith("4: not valid JSON")
    assert told[1] == f" forever: {limit}"
    assert told[2] == "14: its worker process died 2 times on it, out of memory perhaps; try with fewer --jobs"
    assert told[3] == " hungry: could not be extracted: MemoryError: MemoryError"
    assert told[4] == f" forever too: {limit}"
    assert len(told) == 5
    # The same bytes as of the good ones alone.
    kept = (row + b"\n" for row, name in zip(rows, names, strict=True) if name in good)
    (tmp_path / "good.jsonl").write_bytes(b"".join(kept))
    assert content(tmp_path / "out").items() >= whole(tmp_path / "good.jsonl").items()


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="needs signals of POSIX")
def test_a_document_that_cannot_be_interrupted_is_ended_with_its_process(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(lines("a", "deaf")))
    done = run("news.jsonl", "-j", "1", "--timeout-per-document", "1", cwd=tmp_path)
    assert done.returncode == 1
    assert documents(tmp_path / "out") == ["a"]
    said = "not extracted within 1 s; a longer --timeout-per-document gives it more time"
    assert done.stderr == f"extract: news.jsonl:2: {said}\n"


def test_a_full_disk_keeps_what_was_written_for_resume(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(lines(*(f"d{number}" for number in range(80)))))
    done = run("news.jsonl", "-j", "1", cwd=tmp_path, limit=12_000)
    assert done.returncode == 2
    assert done.stderr == "extract: out: cannot be written: File too large; --resume goes on when that is mended\n"
    assert list(content(tmp_path / "out")) != []
    assert all(name.startswith(".unfinished/") for name in content(tmp_path / "out"))
    kept = json.loads((tmp_path / "out" / ".unfinished" / "journal.json").read_bytes())
    assert kept["state"]["documents"] > 10
    assert run("news.jsonl", "--resume", cwd=tmp_path).returncode == 0
    assert content(tmp_path / "out") == whole(tmp_path / "news.jsonl")


def test_a_run_alone_is_interrupted_between_documents(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(lines(*(f"slow{number}" for number in range(200)))))
    command = [sys.executable, "-m", "tests.trouble", "news.jsonl", "--quiet", "-j", "1"]
    path = os.pathsep.join([str(Path(__file__).parent.parent), *sys.path[1:]])
    env = {**os.environ, "PYTHONPATH": path}
    first = subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True)
    spool = tmp_path / "out" / ".unfinished" / "records.jsonl"
    for _ in range(600):
        if spool.exists() and spool.stat().st_size:
            break
        time.sleep(0.05)
    first.send_signal(signal.SIGINT)
    _, said = first.communicate(timeout=60)
    assert first.returncode == 130, said
    assert said.startswith("extract: interrupted after ")
    assert said.endswith(" documents; the same command with --resume goes on from here\n")
    assert said.count("\n") == 1


def test_a_reader_that_has_enough_ends_a_run_quietly(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(lines(*(f"d{number}" for number in range(3000)))))
    command = f"{sys.executable} -m extract news.jsonl -o - --quiet -j 2 --kinds money | head -n 1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


# The clock.


def test_the_clock_stops_what_takes_too_long() -> None:
    before = signal.getsignal(signal.SIGALRM)
    try:
        clock = Clock(0.05)
        swallowed = 0
        with pytest.raises(TooLongError), clock:
            while True:
                try:
                    time.sleep(5)
                except TooLongError:
                    swallowed += 1
                    if swallowed > 2:
                        raise
        assert swallowed == 3
        with clock:
            pass
        time.sleep(0.1)  # nothing rings behind the block
        with Clock(None):
            pass
    finally:
        signal.signal(signal.SIGALRM, before)


# The output folder.


def test_an_output_that_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with (
        pytest.raises(UsageError, match=r"out: cannot be written: Read-only file system$"),
        FolderWriter(Settings(folder=str(tmp_path / "out"), format=FORMATS["jsonl"])),
    ):
        pass


def test_locks_of_other_hosts_and_of_systems_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / "lock"

    def fail(number: int) -> None:
        monkeypatch.setattr(lock, "_lock", lambda file: (_ for _ in ()).throw(OSError(number, "")))

    path.write_text("77 elsewhere")
    fail(errno.EWOULDBLOCK)
    with pytest.raises(UsageError, match=r"another run \(process 77 on elsewhere\) is writing to it"):
        Lock(path).take()
    fail(errno.ENOLCK)
    mine = Lock(path)
    mine.take()  # nobody can tell whether process 77 of another host is still there
    mine.release()
    path.write_text(f"{os.getppid()} {lock.platform.node()}")
    with pytest.raises(UsageError, match=rf"another run \(process {os.getppid()}\) is writing to it"):
        Lock(path).take()
    dead = subprocess.Popen(["true"])
    dead.wait()
    path.write_text(f"{dead.pid} {lock.platform.node()}")
    mine.take()
    mine.release()


# The input.


def read(path: Path) -> list[str]:
    found = (item for source in find([path]) for item in articles(Part(source)))
    return [item.id if isinstance(item, Article) else item.message for item in found]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "b").mkdir(parents=True)
    for name in ("a.txt", "b/c.txt", "d.txt"):
        (folder / name).write_text("It cost $5.", encoding="utf-8")
    return folder


def test_files_that_change_while_a_folder_is_read(news: Path, tmp_path: Path) -> None:
    found = find([news])
    (news / "a.txt").unlink()
    (news / "b" / "c.txt").write_text("It cost $5, and then more: $7.", encoding="utf-8")
    (news / "d.txt").unlink()
    (news / "d.txt").mkdir()
    items = [item for source in found for item in articles(Part(source))]
    assert [item.message for item in items if isinstance(item, Failure)] == [
        f"{news}/a.txt: cannot be read: No such file or directory",
        f"{news}/d.txt: cannot be read: Is a directory",
    ]
    assert [item.text for item in items if isinstance(item, Article)] == ["It cost $5, and then more: $7."]


def test_links_in_circles_and_to_elsewhere(news: Path, tmp_path: Path) -> None:
    (news / "b" / "round").symlink_to(news, target_is_directory=True)
    (news / "self.txt").symlink_to(news / "self.txt")
    (news / "gone.txt").symlink_to(tmp_path / "nowhere")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("$1", encoding="utf-8")
    (news / "out").symlink_to(outside, target_is_directory=True)
    told = read(news)
    assert [line for line in told if "/news/" not in line] == ["a.txt", "b/c.txt", "d.txt"]
    assert [line.partition(": ")[2] for line in told if "/news/" in line] == [
        "cannot be read: No such file or directory",
        "cannot be read: Too many levels of symbolic links",
    ]


def test_what_is_no_file_is_not_waited_for(news: Path) -> None:
    os.mkfifo(news / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as end:
        here = Path.cwd()
        os.chdir(news)  # the name of a socket may not be long
        try:
            end.bind("s.txt")
        finally:
            os.chdir(here)
        (news / "zero.txt").symlink_to("/dev/zero")
        assert read(news) == ["a.txt", "b/c.txt", "d.txt"]


def test_a_folder_that_may_not_be_read_is_said(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path) in refused:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    refused = {str(news / "b")}
    assert read(news) == ["a.txt", f"{news}/b: cannot be read: Permission denied (a folder)", "d.txt"]
    refused = {str(news)}
    with pytest.raises(UsageError, match=r"news: cannot be read: Permission denied$"):
        find([news])
    # The run says it, and ends with exit code 1.
    from extract.cli import main

    refused = {str(news / "b")}
    monkeypatch.chdir(news.parent)
    refused = {"news/b"}
    with pytest.raises(SystemExit) as stopped:
        main(["news", "-q", "--kinds", "money"])
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "extract: news/b: cannot be read: Permission denied (a folder)\n"
    assert documents(news.parent / "out") == ["a.txt", "d.txt"]


def test_names_that_are_not_utf_8_or_have_line_ends(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        Path(os.fsdecode(os.fsencode(news) + b"/\xe9t\xe9.txt")).write_text("It cost $5.", encoding="utf-8")
    except OSError:
        pytest.skip("a file system that takes UTF-8 only")
    Path(os.fsdecode(os.fsencode(news) + b"/z\xff.txt")).write_bytes(b"\xff\xfe\xfd \x81\x00")
    (news / "two\nlines.txt").write_text("It cost $5.", encoding="utf-8")
    from extract.cli import main

    monkeypatch.chdir(news.parent)
    with pytest.raises(SystemExit):
        main(["news", "-q", "--kinds", "money"])
    assert {"two\nlines.txt", "\\udce9t\\udce9.txt"} <= set(documents(news.parent / "out"))


def test_a_path_that_cannot_be_looked_at(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: File name too long"):
        find([tmp_path / ("x" * 300)])
    with pytest.raises(UsageError, match="no such file or folder"):
        find(["a\0b"])


# A cluster.


def test_a_cluster_that_is_not_there_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.engines import ray

    monkeypatch.setattr(ray, "WAIT", 0.2)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        port = taken.getsockname()[1]
        for address in (f"127.0.0.1:{port}", f"ray://127.0.0.1:{port}", f"[::1]:{port}"):
            with pytest.raises(UsageError, match=r"^--address .*: Ray cannot be reached: "):
                ray._reach(address)
    for address in ("auto", "local"):
        ray._reach(address)


@pytest.mark.parametrize("name", ["texts.jsonl", "records.jsonl", "records/00000.jsonl"])
def test_a_run_does_not_replace_what_it_reads(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"text": "It cost $5."}\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "extract", str(path), "-o", str(tmp_path), "-q"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "would replace this file" in done.stderr
    assert path.read_text(encoding="utf-8") == '{"text": "It cost $5."}\n'
