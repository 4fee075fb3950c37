"""Writers: every format says the same, files are whole or not there, and folders hold what the last run wrote."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.errors import MissingExtraError
from extract.inputs import Reading
from extract.pieces import Options, pieces
from extract.sources import find
from extract.worker import Worker
from extract.writers import FORMATS
from extract.writers.folder import FolderWriter, Settings
from extract.writers.names import file_name
from schemas import KINDS, Record, dumps, load, loads

TEXT = (
    "China lent Kenya $3.25 billion in 2024, 5% more, with $5-7 billion to come for the Lamu Port project. "
    "+5% and -0.5% after it doubled. Kazakhstan paid 0.1234567890123 euros.\n"
)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("writers") / "news"
    folder.mkdir()
    (folder / "=a.txt").write_text(TEXT)
    (folder / "b.jsonl").write_text("".join(json.dumps({"id": f"b{n}", "text": TEXT * n}) + "\n" for n in range(20)))
    return folder


_workers: dict[Options, Worker] = {}


def write(news: Path, folder: Path | str, format: str = "jsonl", **more: Any) -> FolderWriter:
    """Extract into a folder, a few documents a piece."""
    options = Options(format=format, partition=more.pop("partition", ""))
    worker = _workers.setdefault(options, Worker(options))
    kinds = KINDS if options.partition else ()
    with FolderWriter(Settings(folder=str(folder), format=FORMATS[format], kinds=kinds, **more)) as writer:
        for piece in pieces(find([news]), Reading(), 5_000):
            writer.write(worker(piece))
    return writer


@pytest.fixture(scope="module")
def records(news: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    folder = tmp_path_factory.mktemp("plain")
    write(news, folder)
    return list(load(folder))


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_packed_lines_are_the_lines(news: Path, tmp_path: Path, records: list[Record]) -> None:
    zstd = pytest.importorskip("backports.zstd") if sys.version_info < (3, 14) else __import__("compression.zstd").zstd
    write(news, tmp_path, "jsonl.zst")
    assert files(tmp_path) == ["documents.jsonl.zst", "records.jsonl.zst"]
    lines = zstd.decompress((tmp_path / "records.jsonl.zst").read_bytes())
    assert lines == b"".join(map(dumps, records))
    from extract import extract_path

    path = tmp_path / "x.jsonl.zst"
    path.write_bytes(zstd.compress(json.dumps({"text": "$5"}).encode()))
    assert [record.text for record in extract_path(path)] == ["$5"]


def test_parquet_says_what_the_lines_say(news: Path, tmp_path: Path, records: list[Record]) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")
    from extract import arrow_schema

    write(news, tmp_path, "parquet")
    assert files(tmp_path) == ["documents.parquet", "records.parquet"]
    table = pq.read_table(tmp_path / "records.parquet")
    assert table.schema.equals(arrow_schema.schema())
    rows = table.to_pylist()
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for column in arrow_schema.COLUMNS:
            there = not column.kinds or record.kind in column.kinds
            value: Any = record if there else None
            for name in column.field.split(".") if there else ():
                value = getattr(value, name)
            if isinstance(value, Decimal):
                assert abs(row[column.name] - value) < Decimal("1e-9")
            else:
                assert row[column.name] == value
    documents = pq.read_table(tmp_path / "documents.parquet").to_pylist()
    assert [row["doc"] for row in documents] == ["=a.txt", *(f"b{n}" for n in range(20))]
    assert sum(row["money_count"] for row in documents) == sum(record.kind == "money" for record in records)


def test_parquet_has_row_groups_of_one_size(monkeypatch: pytest.MonkeyPatch, news: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")
    from extract.writers import parquet

    monkeypatch.setattr(parquet, "_ROWS", 300)
    write(news, tmp_path, "parquet")
    metadata = pq.ParquetFile(tmp_path / "records.parquet").metadata
    sizes = [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)]
    assert len(sizes) > 3
    assert set(sizes[:-1]) == {300}


def test_csv_is_for_spreadsheets(news: Path, tmp_path: Path, records: list[Record]) -> None:
    write(news, tmp_path, "csv")
    data = (tmp_path / "records.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfkind,doc,start,end,text,amount,currency,percent,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(records)
    assert rows[0]["doc"] == "'=a.txt"
    by_text = {row["text"]: row for row in rows}
    assert by_text["$3.25 billion"]["amount"] == "3250000000"
    assert by_text["'-0.5%"]["percent"] == "-0.5"
    assert by_text["0.1234567890123 euros"]["amount"] == "0.1234567890123"
    assert by_text["2024"]["first"] == "2024-01-01"
    # Nothing that a spreadsheet would run, unless it is a number.
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert all(re.fullmatch(r"-?[\d.]+", cell) for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r")))
    (first, *_) = csv.DictReader(io.StringIO((tmp_path / "documents.csv").read_bytes().decode("utf-8-sig")))
    assert (first["doc"], first["country_count"]) == ("'=a.txt", "3")


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_a_file_for_each_kind(news: Path, tmp_path: Path, records: list[Record], format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow", reason="needs the extra arrow")
    write(news, tmp_path, format, partition="kind")
    ending = FORMATS[format].ending
    assert files(tmp_path) == [f"documents{ending}", *sorted(f"records/{kind}{ending}" for kind in KINDS)]
    if format == "jsonl":
        for kind in KINDS:
            lines = (tmp_path / "records" / f"{kind}.jsonl").read_bytes().splitlines()
            assert list(map(loads, lines)) == [record for record in records if record.kind == kind]


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_files_of_a_size(news: Path, tmp_path: Path, records: list[Record], format: str) -> None:
    if format == "parquet":
        pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")
    write(news, tmp_path, format, size=40_000)
    found = [name for name in files(tmp_path) if name.startswith("records/")]
    assert found == [f"records/{n:05d}{FORMATS[format].ending}" for n in range(len(found))]
    assert len(found) > 2
    if format == "jsonl":
        assert b"".join((tmp_path / name).read_bytes() for name in found) == b"".join(map(dumps, records))
        assert all((tmp_path / name).stat().st_size > 40_000 for name in found[:-1])
    elif format == "csv":
        heads = {(tmp_path / name).read_bytes().splitlines()[0] for name in found}
        assert len(heads) == 1
    else:
        assert sum(pq.ParquetFile(tmp_path / name).metadata.num_rows for name in found) == len(records)


def test_what_an_earlier_run_left_is_gone(news: Path, tmp_path: Path) -> None:
    write(news, tmp_path, size=40_000)
    (tmp_path / "records" / "mine.txt").write_text("kept")
    before = len(files(tmp_path))
    write(news, tmp_path, size=10**9)
    assert files(tmp_path) == ["documents.jsonl", "records/00000.jsonl", "records/mine.txt"]
    assert before > 4
    write(news, tmp_path)
    assert files(tmp_path) == ["documents.jsonl", "records.jsonl", "records/mine.txt"]
    write(news, tmp_path, partition="kind")
    assert "records.jsonl" not in files(tmp_path)


def test_nothing_appears_when_a_run_fails(news: Path, tmp_path: Path) -> None:
    write(news, tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}
    for folder in ("out", "new"):
        with (
            pytest.raises(ZeroDivisionError),
            FolderWriter(Settings(folder=str(tmp_path / folder), format=FORMATS["jsonl"])) as writer,
        ):
            writer.write(next(iter([Worker(Options())(next(pieces(find([news]))))])))
            raise ZeroDivisionError
    assert {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")} == before
    assert not (tmp_path / "new").exists()


def test_a_folder_at_a_url(news: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs the extra remote")
    fs = fsspec.filesystem("memory")
    fs.pipe_file("/facts/failures.jsonl", b"old")
    write(news, "memory://facts/", partition="kind")
    write(news, tmp_path, partition="kind")
    got = {name.removeprefix("/facts/"): fs.cat_file(name) for name in fs.find("/facts")}
    assert got == {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}


def test_names_of_documents_stay_in_the_folder() -> None:
    for doc in ("../../x", "/etc/passwd", "C:\\x", "a\0b", "x" * 300, "..", "", "con", "a/./b", "a//b", "\ud800"):
        name = file_name(doc, ".tml")
        assert not name.startswith("/")
        assert not {"..", ".", ""} & set(name.split("/"))
        assert all(len(part.encode()) < 256 for part in name.split("/"))
        assert "\0" not in name
        assert "\\" not in name


def test_a_missing_extra_is_said_before_anything_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    check: Callable[[], object] | None = FORMATS["parquet"].check
    assert check is not None
    with pytest.raises(MissingExtraError, match=r"pip install 'newsfacts\[arrow\]'"):
        check()


# As a user sees it.


def run(*args: str | Path, cwd: Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def before() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "extract", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_a_full_disk_is_one_clear_line(news: Path, tmp_path: Path, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow", reason="needs the extra arrow")
    done = run(news, "-o", "out", "--quiet", "--format", format, cwd=tmp_path, limit=20_000)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("extract: out: cannot be written: ")
    assert len(done.stderr.splitlines()) == 1
    assert [name for name in (files(tmp_path / "out") if (tmp_path / "out").exists() else ()) if name[0] != "."] == []


def test_standard_output_that_is_full_or_gone(news: Path, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    done = subprocess.run(
        f"{sys.executable} -m extract '{news}' -o - --quiet > /dev/full", shell=True, capture_output=True, text=True
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert done.stderr.startswith("extract: standard output: cannot be written: No space left")
    done = subprocess.run(
        f"{sys.executable} -m extract '{news}' -o - | head -c 1000 | wc -c", shell=True, capture_output=True, text=True
    )
    assert (done.stdout.strip(), done.stderr) == ("1000", "")


def test_csv_and_packed_lines_can_go_to_standard_output_and_parquet_cannot(news: Path, tmp_path: Path) -> None:
    done = run(news / "=a.txt", "-o", "-", "--quiet", "--format", "csv", cwd=tmp_path)
    assert done.stdout.count("\n") > 5
    done = run(news, "-o", "-", "--format", "parquet", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--format parquet writes files; give a folder with --out" in done.stderr


def test_pages_are_written_down_as_an_input_that_gives_the_same_records(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="needs the extra html")
    from tests.test_readers import PAGE

    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "news" / "b.txt").write_text("It cost $5.")
    assert run("news", "-o", "one", "--quiet", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "one") == ["documents.jsonl", "records.jsonl", "texts.jsonl"]
    (text,) = map(json.loads, (tmp_path / "one" / "texts.jsonl").read_text().splitlines())
    found = [record for record in load(tmp_path / "one") if record.doc == "a.html"]
    assert found
    assert all(text["text"][record.start : record.end] == record.text for record in found)
    assert run("one/texts.jsonl", "-o", "two", "--quiet", cwd=tmp_path).returncode == 0
    assert list(load(tmp_path / "two")) == found


def test_two_documents_with_one_id_are_both_written_and_said(tmp_path: Path) -> None:
    rows = [{"id": str(number % 150), "text": f"It cost ${number}."} for number in range(151)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "b.jsonl").write_text('{"id": 3, "text": "$7"}\n')
    done = run("a.jsonl", "b.jsonl", "--quiet", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "extract: a.jsonl: 0: another document of this run has this id, too; both are in the records",
        "extract: b.jsonl: 3: another document of this run has this id, too; both are in the records",
    ]
    assert len((tmp_path / "out" / "documents.jsonl").read_text().splitlines()) == 152
    assert len((tmp_path / "out" / "failures.jsonl").read_text().splitlines()) == 2


def test_two_runs_into_one_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slow.txt")  # a run that waits for its input
    first = subprocess.Popen([sys.executable, "-m", "extract", "slow.txt", "--quiet"], cwd=tmp_path)
    lock = tmp_path / "out" / ".unfinished" / "lock"
    try:
        for _ in range(300):
            if lock.exists() and lock.read_text():
                break
            time.sleep(0.1)
        (tmp_path / "a.txt").write_text("$5")
        second = run("a.txt", "--quiet", cwd=tmp_path)
        assert second.returncode == 2
        assert second.stderr == f"extract: out: another run (process {first.pid}) is writing to it\n"
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    # What a dead run left locks nothing.
    assert lock.exists()
    assert run("a.txt", "--quiet", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "out") == ["documents.jsonl", "records.jsonl"]
