"""The classes of input: files of random and of hostile documents, and what must come of each of them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.hostile import texts
from tests.hostile.texts import PLANTED


class Input(NamedTuple):
    """One document, or one broken file that may be several.

    ``key`` is the id by which it must turn up, as a document or as a failure; a file of rows may turn up as one of its
    rows. ``text`` is what the offsets count into, None where the file is decoded or taken apart by a reader.
    ``planted`` are the ids of documents that end with `PLANTED` and must have its facts.
    """

    key: str
    text: str | None = None
    planted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Class:
    """A class of input: its row in the table, how many there are of it, and what writes them below a folder."""

    name: str
    count: int
    write: Callable[[random.Random, Path, str, int], Iterator[Input]]
    grow: Callable[[random.Random, int], str] | None = None
    """A text of about so many characters, for the measurement of growth."""


Make = Callable[[random.Random], str]


def _lines(make: Make) -> Callable[[random.Random, Path, str, int], Iterator[Input]]:
    """Texts in JSON Lines, every fourth with a paragraph of known facts behind it."""

    def write(dice: random.Random, folder: Path, name: str, count: int) -> Iterator[Input]:
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(count):
                doc = f"{name}/{number}"
                text = make(dice) + (PLANTED if number % 4 == 0 else "")
                row: dict[str, Any] = {"id": doc, "text": text}
                if dice.random() < 0.3:
                    row["date"] = dice.choice(("2024-06-26", "0001-01-01", "9999-12-31", "1900-02-28"))
                file.write(json.dumps(row, ensure_ascii=dice.random() < 0.5) + "\n")
                yield Input(doc, text, (doc,) if number % 4 == 0 else ())

    return write


def _growing(make: Make) -> Callable[[random.Random, int], str]:
    def grow(dice: random.Random, size: int) -> str:
        text = ""
        while len(text) < size:
            text += make(dice)
        return text[:size]

    return grow


def _bytes(dice: random.Random, folder: Path, name: str, count: int) -> Iterator[Input]:
    """Files of random bytes."""
    (folder / name).mkdir()
    for number in range(count):
        data = dice.randbytes(dice.choice((0, 1, 2, 3, 10, 100, 1000)))
        if dice.random() < 0.5:
            data = bytes(c & 0x7F for c in data)  # some of these are texts
        (folder / name / f"{number}.txt").write_bytes(data)
        yield Input(f"{name}/{number}.txt")


_ENCODINGS = "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 gb18030 big5 cp1251 cp1252 koi8_r shift_jis".split()


def _encodings(dice: random.Random, folder: Path, name: str, count: int) -> Iterator[Input]:
    """News in other encodings, in two of them, or cut inside a character."""
    (folder / name).mkdir()
    for number in range(count):
        one, other = dice.choice(_ENCODINGS), dice.choice(_ENCODINGS)
        data = texts.spliced(dice).encode(one, "ignore")
        if dice.random() < 0.3:
            data += texts.spliced(dice).encode(other, "ignore")
        if dice.random() < 0.3:
            data = data[: dice.randint(0, len(data))]
        if dice.random() < 0.3 and data:
            at = dice.randrange(len(data))
            data = data[:at] + dice.randbytes(dice.randint(1, 3)) + data[at:]
        (folder / name / f"{number}.txt").write_bytes(data)
        yield Input(f"{name}/{number}.txt")


_IDS = (
    "../../x",
    "/etc/x",
    "C:\\x",
    "..",
    ".",
    "con",
    "a\x00b",
    "\x1b[31mred",
    "=1+1",
    "<b>",
    "\u202etxt.exe",
    "e\u0301",
    "\u00e9",
    "A",
    "a",
    " ",
    "\n",
    "x" * 300,
    "😀" * 100,
    "a/b/../c",
    "\u2028",
    "stdin",
    "records.jsonl",
)


def _ids(dice: random.Random, folder: Path, name: str, count: int) -> Iterator[Input]:
    """Documents whose ids are paths, control characters, or very long."""
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
        for number in range(count):
            doc = dice.choice(_IDS) + (f"#{number}" if number >= len(_IDS) else "")
            doc = _IDS[number] if number < len(_IDS) else doc
            file.write(json.dumps({"id": doc, "text": PLANTED}) + "\n")
            yield Input(doc, PLANTED, (doc,))


def _rows(dice: random.Random, folder: Path, name: str, count: int) -> Iterator[Input]:
    """Lines that are no documents, each between two that are."""
    broken = (
        lambda: b'{"text": "cut in the mid',
        lambda: b"[" * 50_000,
        lambda: b'{"text": ' * 500 + b'"x"' + b"}" * 500,
        lambda: json.dumps({"id": dice.choice(([], {}, True, 1.5, "")), "text": "x"}).encode(),
        lambda: json.dumps({"text": dice.choice((None, 1, [], {"text": "x"}))}).encode(),
        lambda: json.dumps({"text": "x", "date": dice.choice(("soon", 5, [], "2024-02-31", "99999-01-01"))}).encode(),
        lambda: b'{"text": "\\ud800 \\udfff", "id": "\\ud800"}',
        lambda: b'{"text": "' + dice.randbytes(20).replace(b"\n", b"") + b'"}',
        lambda: b'{"text": NaN, "id": 1e999}',
        lambda: dice.randbytes(50).replace(b"\n", b"") + b".",
        lambda: b"\x00" * 20,
    )
    with (folder / f"{name}.jsonl").open("wb") as file:
        for number in range(count // 2):
            line = broken[number % len(broken)]()
            doc = f"{name}-{number}"
            file.write(json.dumps({"id": doc, "text": PLANTED}).encode() + b"\n" + line + b"\n")
            yield Input(doc, PLANTED, (doc,))
            if b"udfff" in line:  # halves of pairs, which are read as U+FFFD
                yield Input("\ufffd", "\ufffd \ufffd")
            else:
                yield Input(f"{name}.jsonl:{2 * number + 2}")


def _packed(dice: random.Random, folder: Path, name: str, count: int) -> Iterator[Input]:
    """Compressed files that are cut off, hurt, packed twice, or unpack to a million times what they are."""
    (folder / name).mkdir()
    pack: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress}
    for number in range(count):
        ending = ("gz", "bz2")[number % 2]
        way = number // 2 % 5
        stem = f"{name}/{number}.jsonl.{ending}"
        docs = [f"{stem}#{row}" for row in range(3)]
        rows = b"".join(json.dumps({"id": doc, "text": PLANTED}).encode() + b"\n" for doc in docs)
        data = pack[ending](rows)
        whole: tuple[str, ...] = ()
        if way == 0:
            data = data[: dice.randint(0, len(data) - 1)]
        elif way == 1:
            at = dice.randrange(len(data))
            data = data[:at] + dice.randbytes(3) + data[at + 3 :]
        elif way == 2:
            data = pack[ending](data)
        elif way == 3:
            data = pack[ending](rows + b'{"text": "' + b"a" * 3_000_000)
            whole = tuple(docs)  # what stands before the bomb
        else:
            data, whole = data + dice.randbytes(20), tuple(docs) if ending == "bz2" else ()
        (folder / stem).write_bytes(data)
        yield Input(stem, None, whole)


def _containers(dice: random.Random, folder: Path, name: str, count: int) -> Iterator[Input]:
    """Pages, tables, WARC and Parquet files that somebody has hurt."""
    (folder / name).mkdir()
    for number in range(count):
        ending = ("html", "csv", "warc", "parquet")[number % 4]
        data = _container(ending, dice)
        for _ in range(dice.randint(0, 6)):
            at = dice.randrange(len(data) + 1)
            cut = at + dice.choice((0, 0, 1, 3, 30))
            data = data[:at] + dice.randbytes(dice.choice((0, 1, 1, 4))) + data[cut:]
        (folder / name / f"{number}.{ending}").write_bytes(data)
        yield Input(f"{name}/{number}.{ending}")


def _container(ending: str, dice: random.Random) -> bytes:
    said = texts.spliced(dice)
    if ending == "html":
        inside = said.replace("&", "&amp;").replace("<", "&lt;")
        return (
            f"<html><head><meta charset=utf-8><title>T</title></head><body><article><p>{inside}</p></article>".encode()
        )
    if ending == "csv":
        quoted = said.replace('"', '""')
        return f'text,date\n"{quoted}",2024-06-26\n"$5",\n'.encode()
    if ending == "warc":
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + said.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return (head.encode() + body + b"\r\n\r\n") * 2
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"text": [said, "It cost $5."]}), file)
    return file.getvalue()


CLASSES = (
    Class("random bytes", 1500, _bytes),
    Class("random Unicode", 1500, _lines(texts.random_unicode), _growing(texts.random_unicode)),
    Class("facts, words and odd characters in any order", 2000, _lines(texts.salad), _growing(texts.salad)),
    Class("news cut and spliced", 2500, _lines(texts.spliced), _growing(texts.spliced)),
    Class("news with random errors", 2500, _lines(texts.hurt), _growing(texts.hurt)),
    Class("one piece again and again", 150, _lines(texts.repeated), texts.repeated),
    Class("numbers, dates and brackets beyond measure", 150, _lines(texts.monsters), texts.monsters),
    Class(
        "digits and letters of other scripts, marks in words", 200, _lines(texts.disguised), _growing(texts.disguised)
    ),
    Class("other encodings, mixed and broken", 150, _encodings),
    Class("hostile ids", 100, _ids),
    Class("broken rows between whole ones", 100, _rows),
    Class("compressed files, broken and bombs", 50, _packed),
    Class("broken HTML, CSV, WARC and Parquet", 100, _containers),
)
"""Ten thousand random documents, then a thousand hostile ones."""
