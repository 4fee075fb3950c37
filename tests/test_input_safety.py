"""Input that was made to fill the memory, to take for ever or to break parsers costs itself, and nothing else."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.article import Article, Failure
from extract.errors import VocabularyError
from extract.inputs import Part, Reading
from extract.pipeline import Pipeline
from extract.readers import articles, parts
from extract.sources import find
from extract.vocabulary import SECTIONS, _add, load

MB = 1 << 20


def read(path: Path, max_bytes: int = 64 * MB) -> tuple[dict[str, str], list[str]]:
    """The texts of a file's documents by their ids, and what is said of those that could not be read."""
    (source,) = find([path])
    reading = Reading(max_bytes=max_bytes)
    found = [item for part in parts(source, reading, MB) for item in articles(part, reading)]
    said = [item.message for item in found if isinstance(item, Failure)]
    assert all("\n" not in message and str(path) in message for message in said)
    return {item.id: item.text for item in found if isinstance(item, Article)}, said


# What is small in the file and large outside of it, in a process whose memory is measured.


def zst(data: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        zstd = pytest.importorskip("backports.zstd", reason="needs the extra zst")
    packed: bytes = zstd.compress(data)
    return packed


PACK: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "zst": zst}
BLOCKS = 128
"""So many megabytes are in a bomb. The largest document that is read has four."""
BOUND = 80
"""So many megabytes more than without a bomb a process may take: less than the bomb, more than buffers need."""


def packed(packing: str, *parts: bytes | int) -> bytes:
    """Parts packed one by one, which is one file to all unpackers; a number is so many megabytes."""
    pack = PACK[packing]
    block = pack(b"0" * MB)
    return b"".join(block * part if isinstance(part, int) else pack(part) for part in parts)


def warc(*records: tuple[str, bytes, str], length: int | str | None = None) -> bytes:
    """A WARC file: for each record its id, the payload and further lines of the HTTP header. ``length`` is a lie."""
    found = []
    for name, payload, header in records:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{header}\r\n".encode() + payload
        said = len(http) if length is None or name != "lie" else length
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <{name}>\r\nWARC-Date: 2024-05-06T00:00:00Z\r\n"
        head += "WARC-Target-URI: http://x.example/\r\nContent-Type: application/http; msgtype=response\r\n"
        if said != "":
            head += f"Content-Length: {said}\r\n"
        found.append(head.encode() + b"\r\n" + http + b"\r\n\r\n")
    return b"".join(found)


def dictionary_bomb(path: Path, value: str, rows: int) -> None:
    """A Parquet file that says one text very often."""
    import numpy as np

    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet")
    column = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, dtype=np.int32)), pa.array([value]))
    pq.write_table(pa.table({"text": column}), path, compression="zstd", dictionary_pagesize_limit=1 << 30)


MEASURE = """
import json, resource, sys
from extract.inputs import Reading
from extract.readers import articles, parts
from extract.sources import find
reading = Reading(max_bytes=4 << 20)
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 if sys.platform != "darwin" else 1024)
def read(path):
    (source,) = find([path])
    for part in parts(source, reading, 1 << 20):
        for item in articles(part, reading):
            yield getattr(item, "message", None) or item.id
plain, bomb = sys.argv[1:]
list(read(plain))
before = peak()
said = list(read(bomb))
print(json.dumps([said[:10], len(said), (peak() - before) // 1024]))
"""


def measured(plain: Path, bomb: Path) -> tuple[list[str], int, int]:
    """What reading a bomb gave, and how many megabytes it took more than reading what is none."""
    pytest.importorskip("resource", reason="memory is not measured here")
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(plain), str(bomb)],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said, count, megabytes = json.loads(done.stdout)
    return said, count, megabytes


@pytest.mark.parametrize(
    ("ending", "packing"),
    [*((ending, packing) for ending in ("txt", "jsonl", "csv") for packing in PACK), ("html", "gz"), ("warc", "gz")],
)
def test_packed_bombs_take_no_memory(tmp_path: Path, ending: str, packing: str) -> None:
    extra = {"html": "trafilatura", "warc": "warcio"}.get(ending)
    if extra:
        pytest.importorskip(extra, reason=f"needs {extra}")
    line = b'{"id": "after", "text": "$5"}\n'
    one = {
        "jsonl": line.replace(b"after", b"before"),
        "csv": b"id,text\nbefore,$5\n",
        "warc": warc(("before", b"$5", "")),
    }
    data = {
        "txt": (BLOCKS,),
        "html": (b"<html><p>", BLOCKS),
        "jsonl": (one["jsonl"], b'{"text": "', BLOCKS, b'"}\n', line),
        "csv": (one["csv"], b"much,", BLOCKS, b"\nafter,$5\n"),
        "warc": (one["warc"], BLOCKS),
    }
    plain, bomb = tmp_path / f"plain.{ending}.{packing}", tmp_path / f"a.{ending}.{packing}"
    plain.write_bytes(PACK[packing](one.get(ending, b"<p>$5</p>")))
    bomb.write_bytes(packed(packing, *data[ending]))
    assert bomb.stat().st_size < 2 * MB
    said, _, megabytes = measured(plain, bomb)
    assert megabytes < BOUND
    expected = {"txt": [], "html": [], "jsonl": ["before", "after"], "csv": ["before"], "warc": ["before"]}[ending]
    assert [item for item in said if str(bomb) not in item] == expected
    (failure,) = [item for item in said if str(bomb) in item]
    assert "larger than 4,194,304 bytes" in failure or ending == "warc"


def test_bombs_in_an_archive_cost_no_other(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="needs the extra warc")
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"0" * MB) for _ in range(BLOCKS)) + packer.flush()
    records = (
        ("before", b"$5", ""),
        ("bomb", bomb, f"Content-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n"),
        ("twice", gzip.compress(gzip.compress(b"$5" * 100)), "Content-Encoding: gzip\r\n"),
        ("chunks", b"ffffffffffffff\r\n$6\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        ("after", b"$7", ""),
    )
    (tmp_path / "plain.warc").write_bytes(warc(records[0]))
    (tmp_path / "a.warc").write_bytes(warc(*records))
    said, _, megabytes = measured(tmp_path / "plain.warc", tmp_path / "a.warc")
    assert megabytes < BOUND
    assert [item for item in said if "a.warc" not in item] in (["before", "after"], ["before", "chunks", "after"])
    assert "page 2: larger than 4,194,304 bytes" in said[1], said
    assert "page 3: not a text: it seems to be gzip data" in said[2]


@pytest.mark.parametrize("random_text", [False, True])
def test_parquet_that_says_a_large_text_often(tmp_path: Path, random_text: bool) -> None:
    text = random.Random(1).randbytes(3 * MB // 2).hex() if random_text else "a" * (70 * MB)
    dictionary_bomb(tmp_path / "plain.parquet", "$5", 1)
    dictionary_bomb(tmp_path / "a.parquet", text, 200)
    said, count, megabytes = measured(tmp_path / "plain.parquet", tmp_path / "a.parquet")
    assert megabytes < 2 * BOUND
    if random_text:
        assert count == 200
        assert said[0] == "a.parquet:1"
    else:
        assert count == 1
        assert "rows 1 to 200: larger than they can be: 73,400," in said[0]


def test_parquet_whose_summary_says_that_it_is_small(tmp_path: Path) -> None:
    dictionary_bomb(tmp_path / "plain.parquet", "$5", 1)
    dictionary_bomb(tmp_path / "a.parquet", "a" * (70 * MB), 3)
    pq = pytest.importorskip("pyarrow.parquet")
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    size = pq.ParquetFile(tmp_path / "a.parquet").metadata.row_group(0).column(0).total_uncompressed_size
    true = bytes((2 * size >> shift & 127) | (128 if 2 * size >> shift + 7 else 0) for shift in range(0, 28, 7))
    true += bytes([2 * size >> 28]) if 2 * size >> 28 else b""
    assert true in data
    # The same number of bytes, for a number that is small.
    lie = data.replace(true, b"\xd0" + b"\x80" * (len(true) - 2) + b"\x00")
    (tmp_path / "a.parquet").write_bytes(lie)
    assert pq.ParquetFile(tmp_path / "a.parquet").metadata.row_group(0).column(0).total_uncompressed_size < 100
    said, count, megabytes = measured(tmp_path / "plain.parquet", tmp_path / "a.parquet")
    assert count == 1
    assert "rows 1 to 3: larger than they can be: 73,400," in said[0]
    assert megabytes < BOUND


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("dictionary", [True, False])
@pytest.mark.parametrize("compression", ["snappy", "zstd", "none"])
def test_pages_of_every_kind_are_measured(tmp_path: Path, version: str, dictionary: bool, compression: str) -> None:
    from extract.readers.pages import pages

    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet")
    texts = ["x " * 3000, None, *(f"It cost ${n} million." for n in range(3000))]
    path = tmp_path / "a.parquet"
    options = {"use_dictionary": dictionary, "data_page_version": version, "compression": compression}
    pq.write_table(pa.table({"text": texts}), path, data_page_size=1000, write_page_index=True, **options)
    column = pq.ParquetFile(path).metadata.row_group(0).column(0)
    start = column.dictionary_page_offset if dictionary else column.data_page_offset
    with path.open("rb") as file:
        found = list(pages(file, start, column.total_compressed_size))
    assert len(found) > 2
    heads = column.total_uncompressed_size - sum(unpacked for unpacked, _ in found)
    assert heads == column.total_compressed_size - sum(packed for _, packed in found)
    (source,) = find([path])
    assert [getattr(item, "text", None) for item in articles(Part(source))] == texts


def test_a_table_s_row_of_many_lines_is_bounded(tmp_path: Path) -> None:
    field = b'"' + b"x\n" * (MB // 2) + b'"'
    rows = b"id,text\nbefore,$5\n" + b",".join([field] * 100) + b"\nafter,$5\n"
    (tmp_path / "plain.csv").write_bytes(b"id,text\nbefore,$5\n")
    (tmp_path / "a.csv").write_bytes(rows)
    said, _, megabytes = measured(tmp_path / "plain.csv", tmp_path / "a.csv")
    assert megabytes < BOUND
    assert said[0] == "before"
    assert "(a row); the rows after it are not read" in said[1]


# Pages.


PAGE = "<html><body><p>Before it, there are some words.</p>{}<p>And after it, there are more.</p></body></html>"


def page(tmp_path: Path, inner: str) -> tuple[str, list[str]]:
    pytest.importorskip("trafilatura", reason="needs the extra html")
    (tmp_path / "a.html").write_text(PAGE.format(inner), encoding="utf-8")
    found, said = read(tmp_path / "a.html")
    return found.get("a.html", ""), said


@pytest.mark.parametrize("tag", ["div", "span", "b", "font size=1", "blockquote", "ul><li", "table><tr><td", "section"])
@pytest.mark.parametrize("depth", [240, 500, 100_000])
def test_pages_nested_deep_are_read_or_reported(tmp_path: Path, tag: str, depth: int) -> None:
    if "tr" in tag and depth == 500:
        depth = 300  # three times as deep
    text, said = page(tmp_path, f"<{tag}>" * depth + "deep $5 billion" + f"</{tag.split()[0]}>" * (depth // 2))
    if depth == 100_000:
        assert text == ""
        assert len(said) == 1
        assert "deep" in said[0] or "tags" in said[0]
    else:
        assert said == []
        for words in ("Before it", "deep $5 billion", "And after it"):
            assert words in text


def test_entities_are_not_expanded_without_end(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="needs the extra html")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    inner = PAGE.format("<p>&e11; costs $5 billion.</p><p>" + "&amp;" * 1000 + "</p>")
    for head in (
        f'<?xml version="1.0"?><!DOCTYPE html [{entities}]>',
        f"<!DOCTYPE html [{entities}]>",
        '<!DOCTYPE html [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">',
    ):
        (tmp_path / "a.html").write_text(head + inner, encoding="utf-8")
        found, said = read(tmp_path / "a.html")
        assert said == []
        assert "costs $5 billion" in found["a.html"]
        assert len(found["a.html"]) < 5000
        assert "root:" not in found["a.html"]


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a", "<p", "</", "&", "&#", "&#x110000;", "&#0;", "<!--", "<!", "<![CDATA[", "<script>", "<style>",
        "<br>",
        "<a href='x'>y", "<table><tr><td>x</td></tr></table>", "<p>x</p>", "<li>", "<svg>", "<math>", "<template>",
        "<p a=1 ", "<meta charset ", "<time itemprop=datePublished>",
        '<script type="application/ld+json">{"datePublished": "',
    ],
)  # fmt: skip
def test_pages_of_one_piece_again_and_again_end(tmp_path: Path, piece: str) -> None:
    _, said = page(tmp_path, piece * 1000)
    assert len(said) <= 1


def test_a_page_of_too_many_tags_is_reported(tmp_path: Path) -> None:
    text, said = page(tmp_path, "<br>" * 600_000)
    assert (text, len(said)) == ("", 1)
    assert said[0].endswith("a.html: has more than 500,000 tags")


def test_pages_of_many_tags_take_time_by_their_size_only(tmp_path: Path) -> None:
    from extract.readers.html import main_text

    pytest.importorskip("trafilatura", reason="needs the extra html")
    main_text(PAGE.format(""))
    cell = "<table><tr><td>$5</td></tr></table>"

    def taken(count: int) -> float:
        markup = PAGE.format(cell * count)
        best = 1e9
        for _ in range(2):
            start = time.process_time()
            main_text(markup)
            best = min(best, time.process_time() - start)
        return best

    # By the square it would be 4 times.
    assert taken(18_000) < 3.2 * taken(9_000)


# Archives of strangers.


@pytest.mark.parametrize(
    ("length", "ids", "said"),
    [
        (3, ["before", "lie", "after"], "page 3: broken; what is behind it is read"),
        (0, ["before", "lie", "after"], "page 3: broken; what is behind it is read"),
        ("", ["before", "after"], "page 2: a record without its length"),
        (-5, ["before", "after"], "page 2: a record without its length"),
        ("9" * 5000, ["before", "after"], "page 2: a record without its length"),
        ("1_0", ["before", "after"], "page 2: a record without its length"),
        ("٣", ["before", "after"], "page 2: a record without its length"),
        (10**6, ["before"], "page 2: ends too early; what is before that was read"),
        (10**15, ["before"], "ends too early; what is before that was read"),
    ],
)
def test_archives_that_lie_about_lengths(tmp_path: Path, length: int | str, ids: list[str], said: str) -> None:
    pytest.importorskip("warcio", reason="needs the extra warc")
    records = (("before", b"$5", ""), ("lie", b"It cost $6.\nWARC is a format.\n", ""), ("after", b"$7", ""))
    for name, data in (
        ("a.warc", warc(*records, length=length)),
        ("b.warc.gz", gzip.compress(warc(*records, length=length))),
        ("c.warc.gz", b"".join(gzip.compress(warc(record, length=length)) for record in records)),
    ):
        (tmp_path / name).write_bytes(data)
        found, failed = read(tmp_path / name)
        assert [
            doc for doc in ids if doc in found or (doc == "lie" and any("page 2" in message for message in failed))
        ] == ids
        assert any(said in message for message in failed), failed


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.1\r\n" + b"a: b\r\n" * 300_000,
        b"WARC/1.1\r\n" + b"a" * (3 * MB),
        b"WARC/1.1",
        b"WARC/1.1\r\n\r\n",
        b"WARC/\xff\xfe\r\nContent-Length: 0\r\nWARC-Type: response\r\n\r\n\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 2\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
        b"\r\n\xff\xff\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 2\r\nWARC-Type: resource\r\nWARC-Record-ID: \xff\r\n"
        b"Content-Type: text/plain\r\n\r\n$5\r\n\r\n",
    ],
)
def test_archives_of_broken_headers(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("warcio", reason="needs the extra warc")
    (tmp_path / "a.warc").write_bytes(data)
    found, said = read(tmp_path / "a.warc")
    assert len(found) + len(said) <= 2
    (tmp_path / "b.warc").write_bytes(warc(("before", b"$5", "")) + data)
    found, _ = read(tmp_path / "b.warc")
    assert "before" in found


# Tables of strangers.


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("text", "list<"), ("text", "int64"), ("text", "struct<"), ("text", "double"), ("text", "bool"),
        ("id", "double"), ("id", "list<"), ("id", "binary"), ("date", "int64"), ("date", "list<"), ("date", "time64"),
    ],
)  # fmt: skip
def test_columns_of_wrong_types(tmp_path: Path, column: str, kind: str) -> None:
    import datetime as dt

    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet")
    values: dict[str, Any] = {
        "list<": [["a"], []], "int64": [1, 2], "struct<": [{"a": 1}, None], "double": [1.5, None],
        "bool": [True, False],
        "binary": [b"a", b"b"], "time64": [dt.time(1), None],
    }  # fmt: skip
    columns = {"text": ["$5", "$6"], "id": ["a", "b"], "date": [None, "2024-05-06"], column: values[kind]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    found, (said,) = read(tmp_path / "a.parquet")
    assert found == {}
    assert f"a.parquet: its column {column!r} is {kind}" in said
    assert said.endswith(f"which is no {column}")


def test_a_list_of_very_many_is_not_unpacked(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet")
    dictionary_bomb(tmp_path / "plain.parquet", "$5", 1)
    many = pa.ListArray.from_arrays([0, 20 * MB], pa.nulls(20 * MB, pa.int8()))
    pq.write_table(pa.table({"text": many}), tmp_path / "a.parquet", compression="zstd")
    assert (tmp_path / "a.parquet").stat().st_size < MB
    said, _, megabytes = measured(tmp_path / "plain.parquet", tmp_path / "a.parquet")
    assert megabytes < BOUND
    assert "its column 'text' is list<" in said[0]


@pytest.mark.parametrize("compression", ["snappy", "zstd", "gzip", "none"])
def test_broken_parquet_is_read_as_far_as_it_goes_or_reported(tmp_path: Path, compression: str) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = {"id": [str(n) for n in range(90)], "text": [f"It cost ${n} million." for n in range(90)]}
    pq.write_table(pa.table(rows), tmp_path / "a.parquet", row_group_size=30, compression=compression)
    data = (tmp_path / "a.parquet").read_bytes()
    luck = random.Random(compression)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(luck.randint(1, 5)):
            broken[luck.randrange(len(broken))] = luck.choice((0, 127, 128, 255, luck.randrange(256)))
        (tmp_path / "b.parquet").write_bytes(broken[: luck.randrange(len(broken))] if luck.random() < 0.2 else broken)
        read(tmp_path / "b.parquet")


@pytest.mark.parametrize("ending", ["txt", "html", "jsonl", "csv", "warc", "parquet", "txt.gz", "jsonl.bz2", "csv.zst"])
def test_random_bytes_are_failures(tmp_path: Path, ending: str) -> None:
    for need, package in (
        ("html", "trafilatura"),
        ("warc", "warcio"),
        ("parquet", "pyarrow"),
        ("zst", "backports.zstd"),
    ):
        if need in ending and not (need == "zst" and sys.version_info >= (3, 14)):
            pytest.importorskip(package, reason=f"needs {package}")
    for seed in range(20):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(random.Random(seed).randbytes(1 + 97 * seed))
        found, said = read(path)
        assert said or found
        assert len(found) <= 1 + 97 * seed


def test_what_stands_around_a_broken_document_is_read(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("$5")
    (news / "b.txt").write_bytes(os.urandom(5000) + b"\0")
    (news / "c.txt.gz").write_bytes(packed("gz", 8))
    (news / "d.jsonl").write_bytes(b'{"text": "$6"}\n' + b"[" * MB + b'\n{"text": "$7"}\n')
    (news / "e.txt").write_text("$8")
    reading = Reading(max_bytes=2 * MB)
    found = [item for source in find([news]) for item in articles(Part(source), reading)]
    assert [item.text for item in found if isinstance(item, Article)] == ["$5", "$6", "$7", "$8"]
    assert len(found) == 7


# Vocabulary.


def test_a_hundred_thousand_entries_load(tmp_path: Path) -> None:
    path = tmp_path / "many.toml"
    rows = (f'[[project]]\nname = "Alpha{n} Railway"\ncategory = "transport"\n' for n in range(100_000))
    path.write_text("".join(rows), encoding="utf-8")
    pipeline = Pipeline(kinds=["project"], vocabulary=[path])
    assert [r.text for r in pipeline("The Alpha77777 Railway cost $5.").records] == ["Alpha77777 Railway"]


HOSTILE = [
    r"(a+)+$",
    r".*",
    r"(x+x+)+y",
    "[",
    "\\",
    "(?P<n>.",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    "a" * 50_000,
    "\N{COMBINING ACUTE ACCENT}" * 99,
]


def test_a_hostile_pattern_is_only_a_word(tmp_path: Path) -> None:
    word = json.dumps
    path = tmp_path / "my.toml"
    rows = []
    for hostile in HOSTILE:
        said = word(hostile)
        rows += [f'[[project]]\nname = {said}\ncategory = "fund"\naliases = [{said}, {word("x " + hostile)}]\n']
        rows += [f'[[country]]\nalpha_2 = "KZ"\nnames = [{said}]\nadjectives = [{said}]\n']
        rows += [f'[[currency]]\ncodes = ["KZT"]\nwords = [{said}]\n', f"[[not_country]]\nphrases = [{said}]\n"]
        rows += [f"[[not_project]]\nnames = [{said}]\n"]
        rows += [f'[[{name}]]\nnames = [{said}]\ncategory = "fund"\n' for name in ("project_names", "project_acronyms")]
        rows += [f'[[word]]\nmatcher = "date"\nclass = "month"\nwords = [{said}]\nvalue = 1\n']
    path.write_text("".join(rows), encoding="utf-8")
    pipeline = Pipeline(vocabulary=[path])
    plain = [record.text for record in Pipeline()("Kazakhstan lent $5 billion in 2024.").records]
    text = "Kazakhstan lent $5 billion in 2024."
    assert [record.text for record in pipeline(text).records] == plain
    for attack in ("a" * 20_000 + "!", "x" * 20_000, "aaaa." * 5000):
        found = pipeline(f"{text} {attack}").records
        assert [record.text for record in found][: len(plain)] == plain
    assert "KZ" in {getattr(record, "alpha_2", None) for record in pipeline("The (x+x+)+y .* lent it.").records} | {
        "KZ"
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 5", r"unknown section \[\[x\]\]; known are"),
        ("[project]\nname = 1", r"project must be an array of tables: write \[\[project\]\]"),
        ("project = [1, 2]", r"\[\[project\]\] entry 1: "),
        ("[[project]]\nname = 5\ncategory = 'fund'", r"entry 1: name: Input should be a valid string"),
        ("[[project]]\nname = 'x'\ncategory = 'nope'", r"entry 1: category: Input should be 'transport'"),
        ("[[project]]\nname = 'x'\ncategory = 'fund'\nfoo = 1", r"entry 1: foo: Extra inputs are not permitted"),
        (
            "[[project]]\nname = 'x'\ncategory = 'fund'\naliases = 'y'",
            r"entry 1: aliases: Input should be a valid tuple",
        ),
        ("[[country]]\nalpha_2 = 'ZZ'", r"entry 1: alpha_2: .*no alpha-2 code"),
        ("[[number]]\nclass = 'unit'\nvalues = {x = nan}", r"entry 1: values.x.*finite"),
        ("[[number]]\nclass = 'unit'\nvalues = {x = inf}", r"entry 1: values.x.*finite"),
        ("[[currency]]\ncodes = []", r"entry 1: codes: "),
        ("[[currency]]\ncodes = ['USD']\npart = inf", r"entry 1: part: Input should be a finite number"),
        ("a = " + "[" * 100_000, "nested too deep"),
        ("a." * 50_000 + "b = 1", "a key of many parts"),
        ("[[" + "a." * 50_000 + "b]]", "a key of many parts"),
        ("[[project]\n", "not valid TOML"),
        ("\x00", "not valid TOML"),
        ("é", "cannot be read"),
    ],
)
def test_a_vocabulary_of_wrong_types_is_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(VocabularyError, match=said) as caught:
        load([path])
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_no_section_takes_what_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    for section in SECTIONS:
        for value in ("1", "'x'", "[1]", "[[1]]", "{a = 1}", "true", "2024-05-06", "nan"):
            path.write_text(f"{section} = {value}\n", encoding="utf-8")
            with pytest.raises(VocabularyError):
                _add(path, {}, own=False)


def test_a_test_s_bombs_are_bombs() -> None:
    data = packed("gz", b"a", 3, b"b")
    assert gzip.decompress(data) == b"a" + b"0" * (3 * MB) + b"b"
    assert hashlib.sha256(io.BytesIO(data).read()).digest()
