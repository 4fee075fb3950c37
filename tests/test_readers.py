"""Readers: every format and packing gives the same articles, in bounded memory, and says what it cannot read."""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.article import Article, Failure
from extract.errors import UsageError
from extract.inputs import Part, Reading, Source
from extract.pieces import pieces
from extract.readers import articles, halves, parts
from extract.sources import find, reader_of

ROWS = [
    {
        "id": "a",
        "text": 'Trade rose 5% to $94.8 billion.\r\nA second line, with "quotes" and ünïcode 中国.',
        "date": "2024-05-06",
    },
    {"id": "b", "text": "It fell last year."},
    {"id": "c", "text": ""},
]
PAGE = """<html><head><title>T</title><meta property="article:published_time" content="2024-05-06T10:00:00Z">
<meta charset="utf-8"></head><body><nav>menu</nav><article><h1>Trade</h1>
<p>Trade rose 5% to $94.8 billion in 2024, the ministry of trade of the country said on Monday &amp; again.</p>
<p>A second paragraph that has some more words in it, so that it is surely the main text — “all” of it.</p>
</article><footer>Contact</footer></body></html>"""


def zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        zstd = pytest.importorskip("backports.zstd", reason="needs the extra zst")
    return zstd


def read(path: Path | str, reading: Reading | None = None, reader: str | None = None) -> list[Article | Failure]:
    """What a file gives, cut into the smallest pieces, which must be what it gives as a whole."""
    (source,) = find([path], reader)
    reading = reading or Reading()
    if source.path != "-":
        whole = list(articles(Part(source), reading))
        assert [item for part in parts(source, reading, 1) for item in articles(part, reading)] == whole
        return whole
    return [item for part in parts(source, reading, 1) for item in articles(part, reading)]


def texts(found: list[Article | Failure]) -> dict[str, str]:
    assert all(isinstance(item, Article) for item in found), found
    return {item.id: item.text for item in found if isinstance(item, Article)}


def failures(found: list[Article | Failure]) -> list[str]:
    return [item.message for item in found if isinstance(item, Failure)]


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def table(rows: list[dict[str, Any]], separator: str = ",") -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, ["id", "text", "date"], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": lambda data: zstd().compress(data, options={zstd().CompressionParameter.checksum_flag: 1}),
}


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("ending", ["jsonl", "csv", "tsv", "txt", "md"])
def test_every_format_in_every_packing(tmp_path: Path, ending: str, packing: str) -> None:
    path = tmp_path / f"news.{ending}{packing}"
    if ending in ("txt", "md"):
        data = ROWS[0]["text"].encode()
        path.write_bytes(PACK[packing](data))
        (article,) = read(path)
        assert isinstance(article, Article)
        assert (article.id, article.text) == (path.name, ROWS[0]["text"])
        assert article.sha256 == hashlib.sha256(data).hexdigest()
        return
    data = lines(ROWS) if ending == "jsonl" else table(ROWS, "," if ending == "csv" else "\t")
    path.write_bytes(PACK[packing](data))
    found = read(path)
    assert texts(found) == {row["id"]: row["text"] for row in ROWS}
    assert [item.date for item in found if isinstance(item, Article)] == [dt.date(2024, 5, 6), None, None]


def test_rows_without_an_id_are_called_by_their_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\n{"text": "one"}\n\n{"text": "two"}')
    assert list(texts(read(tmp_path / "a.jsonl"))) == ["a.jsonl:2", "a.jsonl:4"]
    (tmp_path / "a.csv").write_bytes(b"text;n\n\"one\nline\";1\ntwo;2\n")
    assert texts(read(tmp_path / "a.csv")) == {"a.csv:1": "one\nline", "a.csv:2": "two"}


def test_columns_are_chosen_by_name(tmp_path: Path) -> None:
    reading = Reading(text="body", id="url", date="day")
    (tmp_path / "a.jsonl").write_bytes(b'{"body": "x", "url": 7, "day": "2020-01-02T03:04:05Z", "id": "no"}\n')
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfurl,body,day\n7,x,2020-01-02\n")
    for name in ("a.jsonl", "a.csv"):
        (found,) = read(tmp_path / name, reading)
        assert isinstance(found, Article)
        assert (found.id, found.text, found.date) == ("7", "x", dt.date(2020, 1, 2))
    (message,) = failures(read(tmp_path / "a.csv"))
    assert message.endswith("a.csv: has no column 'text'; its columns are url, body, day: say which with --text-column")
    (message,) = failures(read(tmp_path / "a.csv", Reading(text="body", date="when")))
    assert "has no column 'when'" in message
    assert "--date-column" in message


def test_a_row_that_is_wrong_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text,date\na,one,\nb\nc,\x9d\x81\x8d,\nd,four,5 May\ne,five,2020-01-01\n")
    found = read(tmp_path / "a.csv")
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "e"]
    assert [message.partition("a.csv: ")[2].partition(" (byte")[0] for message in failures(found)] == [
        "row 2: has no text; the row ends before it",
        "row 3: not UTF-8",
        "row 4: its date is '5 May'; write it as 2024-06-26 (ISO 8601)",
    ]


def test_halves_of_surrogate_pairs_are_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"id": "x\\udc80", "text": "\\ud800$5 \\ud83d\\ude00 \\udc00\\ud800 end"}\n{"text": "\\uD800\n'
    )
    found = read(tmp_path / "a.jsonl")
    assert texts(found[:1]) == {"x\ufffd": "\ufffd$5 \U0001f600 \ufffd\ufffd end"}
    assert "a.jsonl:2: not valid JSON" in failures(found)[0]


@pytest.mark.parametrize(
    "line", [b"[" * 200_000, b'{"text": "\\ud800", "x": ' + b"[" * 100_000, b'{"text": 1e999}', b"\xff", b"NaN"]
)
def test_lines_written_to_break_parsers_are_failures(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(line + b'\n{"text": "still here"}\n')
    found = read(tmp_path / "a.jsonl")
    assert len(failures(found)) == 1
    assert texts(found[1:]) == {"a.jsonl:2": "still here"}


def bomb(kind: str) -> bytes:
    """Much more than the limit of the test, in little."""
    many = b"0" * (1 << 20)
    if kind == "gz":
        file = io.BytesIO()
        with gzip.GzipFile(fileobj=file, mode="wb") as packed:
            for _ in range(64):
                packed.write(many)
        return file.getvalue()
    if kind == "bz2":
        packer = bz2.BZ2Compressor()
        return b"".join(packer.compress(many) for _ in range(64)) + packer.flush()
    packer = zstd().ZstdCompressor()
    return b"".join(packer.compress(many) for _ in range(64)) + packer.flush()


@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv", "html", "warc"])
@pytest.mark.parametrize("packing", ["gz", "bz2", "zst"])
def test_bombs_are_failures_and_no_memory(tmp_path: Path, ending: str, packing: str) -> None:
    path = tmp_path / f"a.{ending}.{packing}"
    path.write_bytes(bomb(packing))
    (source,) = find([path])
    reading = Reading(max_bytes=1 << 20)
    tracemalloc.start()
    found = [item for part in parts(source, reading, 1 << 20) for item in articles(part, reading)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20
    (message,) = failures(found)
    assert ("larger than 1,048,576 bytes; --max-document-bytes" in message) == (ending != "warc")


def test_what_is_too_large_costs_no_other(tmp_path: Path) -> None:
    rows = [{"text": "one"}, {"text": "x" * 3000}, {"text": "three"}]
    (tmp_path / "a.jsonl").write_bytes(lines(rows))
    (tmp_path / "b.txt").write_bytes(b"x" * 1001)
    (tmp_path / "c.txt").write_bytes(b"x" * 1000)
    found = read(tmp_path / "a.jsonl", Reading(max_bytes=1000))
    assert texts([found[0], found[2]]) == {"a.jsonl:1": "one", "a.jsonl:3": "three"}
    assert failures(found) == [f"{tmp_path}/a.jsonl:2: larger than 1,000 bytes; --max-document-bytes sets the limit"]
    assert len(failures(read(tmp_path / "b.txt", Reading(max_bytes=1000)))) == 1
    assert texts(read(tmp_path / "c.txt", Reading(max_bytes=1000)))
    (tmp_path / "d.csv").write_bytes(b"id,text\n1,one\n2,\"" + b"x\n" * 2000 + b'"\n3,three\n')
    found = read(tmp_path / "d.csv", Reading(max_bytes=1000))
    assert texts(found[:1]) == {"1": "one"}
    assert "d.csv: row 2: field larger than field limit (1000)" in failures(found)[0]


@pytest.mark.parametrize("packing", ["gz", "bz2", "zst"])
@pytest.mark.parametrize("how", ["cut", "broken"])
def test_a_broken_packing_costs_only_what_is_behind(tmp_path: Path, packing: str, how: str) -> None:
    rows = [{"id": str(number), "text": hashlib.sha256(str(number).encode()).hexdigest() * 20} for number in range(900)]
    data = bytearray(PACK[f".{packing}"](lines(rows)))
    if how == "cut":
        del data[-len(data) // 3 :]
    else:
        data[len(data) * 2 // 3] ^= 0xFF
        data[len(data) * 2 // 3 + 1] ^= 0xFF
    path = tmp_path / f"a.jsonl.{packing}"
    path.write_bytes(data)
    found = read(path)
    good = [item for item in found if isinstance(item, Article)]
    known = {row["id"]: row["text"] for row in rows}
    assert good or packing == "bz2"  # its blocks are large
    if how == "cut":
        assert all(known[item.id] == item.text for item in good)
    assert any(str(path) in message for message in failures(found))
    assert all("\n" not in message for message in failures(found))


def test_an_input_that_vanished_or_may_not_be_read_is_a_failure(tmp_path: Path) -> None:
    for name in ("a.txt", "a.jsonl", "a.jsonl.gz", "a.csv", "a.warc", "a.html"):
        reader, packing = reader_of(name)
        source = Source(str(tmp_path / name), name, reader or "txt", 5, packing)
        found = [item for part in parts(source, Reading(), 1) for item in articles(part)]
        assert failures(found) == [f"{tmp_path}/{name}: cannot be read: No such file or directory"]


def test_pieces_are_bounded_and_in_order(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": "x" * (number % 700)} for number in range(3000)]
    (tmp_path / "b.jsonl").write_bytes(lines(rows))
    for number in range(50):
        (tmp_path / f"a{number:02d}.txt").write_text("x" * 100)
    found = list(pieces(find([tmp_path]), Reading(), 10_000))
    assert all(sum(len(row) for part in piece.parts for row in part.rows or ()) < 20_000 for piece in found)
    assert max(len(piece.parts) for piece in found) == 50
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines(rows)))
    packed = list(pieces(find([tmp_path / "c.jsonl.gz"]), Reading(), 10_000))
    assert max(sum(len(row) for part in piece.parts for row in part.rows or ()) for piece in packed) < 20_000
    (tmp_path / "c.jsonl.gz").unlink()
    ids = [item.id for piece in found for part in piece.parts for item in articles(part) if isinstance(item, Article)]
    assert ids == [f"a{number:02d}.txt" for number in range(50)] + [str(number) for number in range(3000)]
    assert sum(piece.size for piece in found) == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_parts_can_be_halved_down_to_documents(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines([{"text": str(number)} for number in range(13)]))
    (source,) = find([tmp_path / "a.jsonl"])
    todo, leaves = [Part(source)], []
    while todo:
        part = todo.pop(0)
        smaller = halves(part, Reading(), 1 << 20)
        todo = smaller + todo
        leaves += [] if smaller else [part]
    assert len(leaves) == 13
    assert [item.id for part in leaves for item in articles(part) if isinstance(item, Article)] == [
        f"a.jsonl:{number}" for number in range(1, 14)
    ]


def test_the_reader_is_told_by_the_ending() -> None:
    assert reader_of("x/News.JSONL.GZ") == ("jsonl", "gz")
    assert reader_of("x.htm") == ("htm", "")
    assert reader_of("x.gz") == (None, "gz")
    assert reader_of(".txt") == (None, "")
    assert reader_of("jsonl") == (None, "")


def test_a_folder_gives_what_readers_know_and_a_named_file_is_read_whatever_it_is(tmp_path: Path) -> None:
    for name in ("b.md", "a.jsonl.gz", "c.png", "d", ".e.txt"):
        (tmp_path / name).write_bytes(b"")
    assert [(source.doc, source.reader, source.packing) for source in find([tmp_path])] == [
        ("a.jsonl.gz", "jsonl", "gz"),
        ("b.md", "md", ""),
    ]
    assert [source.reader for source in find([tmp_path / "d"])] == ["txt"]
    assert [source.reader for source in find([tmp_path / "d"], "jsonl")] == ["jsonl"]
    with pytest.raises(UsageError, match="unknown input format 'doc'; formats are txt"):
        find([tmp_path], "doc")


def test_a_folder_s_own_output_pipes_and_links_to_nothing(tmp_path: Path) -> None:
    for name in ("a.txt", "out/records.jsonl", "outer/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "outer" / "loop").symlink_to(tmp_path)
    found = find([tmp_path], out=str(tmp_path / "outer" / ".." / "out"))
    assert [source.doc for source in found] == ["a.txt", "gone.txt", "outer/b.txt"]
    assert [source.doc for source in find([tmp_path / "out"], out=str(tmp_path / "out"))] == ["records.jsonl"]
    assert "No such file" in failures(list(articles(Part(found[1]))))[0]


# Standard input, as a process has it.


@pytest.mark.parametrize(
    ("data", "args", "docs"),
    [
        (b'\n {"text": "It cost $5."}\n{"id": "y", "text": "$6"}', [], ["stdin:2", "y"]),
        (b"It cost $5.\n", [], ["stdin"]),
        (b'{"text": "$5"}\n', ["--input", "txt"], ["stdin"]),
        (b"text,id\n$5,x\n", ["--input", "csv"], ["x"]),
    ],
)
def test_standard_input(tmp_path: Path, data: bytes, args: list[str], docs: list[str]) -> None:
    code = (
        "import sys, json\n"
        "from extract.sources import find\n"
        "from extract.pieces import pieces\n"
        "from extract.readers import articles\n"
        "reader = sys.argv[2] if len(sys.argv) > 2 else None\n"
        "print(json.dumps([a.id for p in pieces(find(['-'], reader)) for q in p.parts for a in articles(q)]))"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], input=data, capture_output=True, check=False)
    assert json.loads(done.stdout or "null") == docs, done.stderr.decode()


# What needs extras.


def test_the_main_text_of_pages(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="needs the extra html")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.htm.gz").write_bytes(gzip.compress(PAGE.replace("utf-8", "windows-1252").encode("windows-1252")))
    (tmp_path / "c.html").write_text("")
    for name, encoding in (("a.html", "utf-8"), ("b.htm.gz", "windows-1252")):
        (found,) = read(tmp_path / name)
        assert isinstance(found, Article)
        assert found.text.startswith("Trade\nTrade rose 5% to $94.8 billion in 2024")
        assert found.text.endswith("— “all” of it.")
        assert "menu" not in found.text
        assert (found.date, found.encoding, found.derived) == (dt.date(2024, 5, 6), encoding, True)
    assert texts(read(tmp_path / "c.html")) == {"c.html": ""}


def warc(records: list[tuple[str, str, str, bytes, str]]) -> bytes:
    """A WARC file of records: kind, id, content type, payload, HTTP status (none where there is no HTTP)."""
    found = []
    for kind, name, content, payload, status in records:
        if status:
            http = f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\nContent-Length: {len(payload)}\r\n\r\n"
            payload, content = http.encode() + payload, "application/http; msgtype=response"
        head = [
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{name}>",
            "WARC-Date: 2024-05-06T00:00:00Z",
            "WARC-Target-URI: http://x.example/",
            f"Content-Type: {content}",
            f"Content-Length: {len(payload)}",
        ]
        found.append("\r\n".join(head).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n")
    return b"".join(found)


def test_archives(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="needs the extra warc")
    pytest.importorskip("trafilatura", reason="needs the extra html")
    records = [
        ("warcinfo", "0", "application/warc-fields", b"software: x\r\n", ""),
        ("response", "1", "text/html; charset=cp1252", PAGE.replace("utf-8", "x").encode("cp1252"), "200 OK"),
        ("response", "2", "text/html", b"<p>moved</p>", "301 Moved"),
        ("response", "3", "image/png", b"\x89PNG", "200 OK"),
        ("conversion", "4", "text/plain", "It cost €5.".encode(), ""),
        ("conversion", "5", "text/plain", b"5 \x9d\x81\x8d", ""),
        ("conversion", "6", "text/plain", b"x" * 5000, ""),
        ("resource", "7", "text/plain", b"$7", ""),
    ]
    data = warc(records)
    (tmp_path / "a.warc").write_bytes(data)
    # As crawlers write them: each record packed by itself.
    (tmp_path / "b.warc.gz").write_bytes(b"".join(gzip.compress(warc([record])) for record in records))
    for name in ("a.warc", "b.warc.gz"):
        found = read(tmp_path / name, Reading(max_bytes=4000))
        good = {item.id: item.text for item in found if isinstance(item, Article)}
        assert list(good) == [f"urn:uuid:{number}" for number in (1, 4, 7)]
        assert good["urn:uuid:1"].endswith("— “all” of it.")
        assert good["urn:uuid:4"] == "It cost €5."
        said = [message.partition(f"{name}: ")[2].partition(" (")[0] for message in failures(found)]
        assert said == ["page 5: not UTF-8", "page 6: larger than 4,000 bytes; --max-document-bytes sets the limit"]
    (tmp_path / "c.warc").write_bytes(data[:-300])
    assert "ends too early" in failures(read(tmp_path / "c.warc"))[-1]
    (tmp_path / "d.warc").write_bytes(b"<html>")
    assert "not a WARC file" in failures(read(tmp_path / "d.warc"))[0]


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [{"n": number, "text": f"It cost ${number}.", "date": dt.date(2024, 1, 1)} for number in range(1000)]
    rows[5]["text"] = None
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=300)
    found = read(tmp_path / "a.parquet")
    assert failures(found) == [f"{tmp_path}/a.parquet: row 6: has no text; the column is null there"]
    good = [item for item in found if isinstance(item, Article)]
    assert [item.id for item in good] == [f"a.parquet:{number}" for number in range(1, 1001) if number != 6]
    assert (good[-1].text, good[-1].date) == ("It cost $999.", dt.date(2024, 1, 1))
    assert read(tmp_path / "a.parquet", Reading(id="n"))[7].id == "7"  # type: ignore[union-attr]
    (source,) = find([tmp_path / "a.parquet"])
    cut = [(part.start, part.end) for part in parts(source, Reading(), 1)]
    assert cut == [(0, 300), (300, 600), (600, 900), (900, 1000)]
    assert [(half.start, half.end) for half in halves(Part(source, 10, 13), Reading(), 1)] == [(10, 11), (11, 13)]
    assert len(list(articles(Part(source, 298, 301)))) == 3
    (message,) = failures(read(tmp_path / "a.parquet", Reading(text="body")))
    assert "has no column 'body'; its columns are n, text, date" in message
    data = (tmp_path / "a.parquet").read_bytes()
    wrong = {"b": data[: len(data) // 2], "c": b"PAR1", "d": b"", "e": data[:4] + bytes(len(data) // 2) + data[-900:]}
    for name, broken in wrong.items():
        (tmp_path / f"{name}.parquet").write_bytes(broken)
        said = failures(read(tmp_path / f"{name}.parquet"))
        assert said, name
        assert f"{name}.parquet: not a whole Parquet file: " in said[-1]
        assert "\n" not in said[-1]


def test_urls(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs the extra remote")
    fs = fsspec.filesystem("memory")
    for name, data in {
        "a.jsonl": lines(ROWS),
        "sub/b.txt.gz": gzip.compress(b"It cost $5."),
        "c.bin": b"x",
        ".hidden/d.txt": b"x",
    }.items():
        fs.pipe_file(f"/news/{name}", data)
    found = find(["memory://news"])
    assert [(source.doc, source.reader, source.packing) for source in found] == [
        ("a.jsonl", "jsonl", ""),
        ("sub/b.txt.gz", "txt", "gz"),
    ]
    assert found[0].size == len(lines(ROWS))
    got = [item for piece in pieces(found) for part in piece.parts for item in articles(part)]
    assert list(texts(got)) == ["a", "b", "c", "sub/b.txt.gz"]
    assert [source.doc for source in find(["memory://news/*.jsonl"])] == ["a.jsonl"]
    assert [source.doc for source in find(["memory://news/c.bin"])] == ["c.bin"]
    for url, said in (
        ("memory://nowhere", "no such file or folder"),
        ("nowhere://x/y", "nowhere"),
        ("memory://news/*.parquet", "no articles there"),
    ):
        with pytest.raises(UsageError, match=said):
            find([url])
    fs.rm("/news", recursive=True)
    (message,) = failures(list(articles(Part(found[1]))))
    assert message.startswith("memory:///news/sub/b.txt.gz: cannot be read: ")


@pytest.mark.parametrize(
    ("name", "module", "said"),
    [
        ("a.jsonl.zst", "backports", "pip install 'newsfacts[zst]'"),
        ("a.html", "trafilatura", "pip install 'newsfacts[html]'"),
        ("a.parquet", "pyarrow", "pip install 'newsfacts[arrow]'"),
        ("a.warc", "warcio", "pip install 'newsfacts[warc]'"),
    ],
)
def test_a_missing_extra_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, said: str
) -> None:
    if module == "backports" and sys.version_info >= (3, 14):
        pytest.skip("in the standard library")
    (tmp_path / name).write_bytes(warc([("resource", "1", "text/plain", b"$7", "")]))
    for loaded in [known for known in sys.modules if known.partition(".")[0] == module]:
        monkeypatch.setitem(sys.modules, loaded, None)
    monkeypatch.setitem(sys.modules, module, None)
    (message,) = failures(read(tmp_path / name))
    assert said in message
    assert message.startswith(str(tmp_path / name))
    assert "\n" not in message


def test_nothing_heavy_is_loaded_for_what_does_not_need_it() -> None:
    code = (
        "import sys, extract.sources, extract.pieces, extract.writers.folder, extract.engines.local, extract.cli.run\n"
        "print({'spacy', 'pyarrow', 'fsspec', 'trafilatura', 'lxml', 'warcio', 'backports', 'ray'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
