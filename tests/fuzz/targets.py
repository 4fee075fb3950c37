"""What is fuzzed: functions that take any bytes, and raise where something is wrong."""

from __future__ import annotations

import bz2
import contextlib
import datetime as dt
import gzip
import html
import json
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from extract import Article, vocabulary
from extract.article import Failure
from extract.errors import VocabularyError
from extract.inputs import Part, Reading, Source
from extract.pipeline import Extraction, Pipeline
from extract.readers import articles, parts
from extract.writers import FORMATS, timeml
from schemas import RecordError, dumps, loads, loads_document
from schemas.html import text_html
from tests.invariants import check

CORPUS = Path(__file__).parent / "corpus"
LIMIT = 1 << 16
"""So many bytes may a document have here, so that searches find the way to what is said of larger ones."""

_DATE = re.compile(r"@(\d{4}-\d\d-\d\d) ")
_SHA = re.compile(r"[0-9a-f]{64}").fullmatch


def _extraction(data: bytes) -> tuple[Article, Extraction]:
    """Bytes as a text; ``@2024-06-26`` at its head is the document's date."""
    text, date = data.decode("utf-8", "replace"), None
    if (said := _DATE.match(text)) and said[1] > "0000":
        with contextlib.suppress(ValueError):
            date, text = dt.date.fromisoformat(said[1]), text[said.end() :]
    article = Article(id="fuzz", text=text, date=date)
    return article, _pipeline()(article)


def records(data: bytes) -> None:
    """A text into records."""
    article, extraction = _extraction(data)
    check(extraction)
    assert _pipeline()(article).records == extraction.records, "the second time gives something else"


def exports(data: bytes) -> None:
    """A text into records, and these into each format that has a file for each document, and into HTML."""
    article, extraction = _extraction(data)
    view, _ = _pipeline().view(article)
    references = _pipeline().references.find(view)
    files = {
        ending: content
        for form in FORMATS.values()
        if form.own is not None
        for ending, content in form.own(article, extraction, references)
    }
    body = ET.fromstring(files[".tml"]).find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == timeml._legal(article.text)
    for ending, content in files.items():
        if "json" in ending:
            for line in content.splitlines() if ending.endswith("l") else [content]:
                json.loads(line)
    assert files[".txt"].decode("utf-8", "surrogatepass") == article.text
    page = _Page(text_html(article.text, extraction.records))
    assert page.tags <= {"div", "p", "span", "mark"}, page.tags
    assert page.attributes <= {"style", "title", "dir"}, page.attributes


class _Page(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        for _, value in attrs:
            assert "url(" not in html.unescape(value or "").lower() or "style" not in dict(attrs)


def _reader(name: str) -> Callable[[bytes], None]:
    """A target that has a reader read a file of some bytes: as a whole, in the smallest parts, and packed."""

    def read(data: bytes) -> None:
        found = _read(name, "", data)
        if name != "parquet":
            packing = ("gz", "bz2", "zst")[len(data) % 3]
            assert _read(name, packing, _pack(packing, data)) == found, f"as {packing} it is something else"

    read.__doc__ = f"A file .{name}, and the same bytes packed."
    return read


def packed(data: bytes) -> None:
    """A compressed file that may be none; its first letter tells which compression it is read as."""
    _read("jsonl", {b"B": "bz2", b"(": "zst"}.get(data[:1], "gz"), data)


def _read(name: str, packing: str, data: bytes) -> list[tuple[Any, ...]]:
    """What a file gives, without what the name of the file has to do with it."""
    path = _folder() / f"{name}.{packing or 'plain'}"
    path.write_bytes(data)
    source = Source(str(path), "doc", name, len(data), packing)
    reading = Reading(max_bytes=LIMIT)
    whole = list(articles(Part(source), reading))
    cut = [item for part in parts(source, reading, 1) for item in articles(part, reading)]
    assert cut == whole, "in parts it gives something else"
    said: list[tuple[Any, ...]] = []
    for item in whole:
        if isinstance(item, Failure):
            assert item.doc
            assert "\n" not in item.message, "more than one line"
            said.append((item.doc, item.message.replace(str(path), "")))
            continue
        assert item.id
        item.text.encode(), item.id.encode()  # whole characters
        assert _SHA(item.sha256)
        assert len(item.text) <= LIMIT
        said.append((item.id, item.text, item.date, item.encoding, item.sha256))
    return said


def _pack(packing: str, data: bytes) -> bytes:
    if packing == "gz":
        return gzip.compress(data)
    if packing == "bz2":
        return bz2.compress(data)
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    packed: bytes = zstd.compress(data)
    return packed


def words(data: bytes) -> None:
    """A vocabulary file: refused with one line, or loaded, and then a pipeline is built of it and used."""
    path = _folder() / "words.toml"
    path.write_bytes(data)
    sections: dict[str, list[Any]] = {}
    try:
        vocabulary._add(path, sections, own=False)
    except VocabularyError as error:
        assert "\n" not in str(error).strip(), "more than one line"
        return
    if not any(sections.values()):
        return
    try:
        pipeline = Pipeline(vocabulary=[path])
    except VocabularyError:
        return
    texts = [word for rows in sections.values() for row in rows for word in _strings(row.model_dump())]
    check(pipeline(". ".join(texts)[:5000] + " China paid $5 billion in 2024."))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [said for pair in value.items() for part in pair for said in _strings(part)]
    return [said for part in value for said in _strings(part)] if isinstance(value, list | tuple) else []


def lines(data: bytes) -> None:
    """A line of records.jsonl or documents.jsonl from a stranger."""
    for load in (loads, loads_document):
        try:
            model = load(data)
        except RecordError as error:
            assert "\n" not in str(error)
            continue
        line = dumps(model)
        assert load(line) == model
        assert dumps(load(line)) == line


@cache
def _pipeline() -> Pipeline:
    return Pipeline()


@cache
def _folder() -> Path:
    return Path(_temporary().name)


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="newsfacts-fuzz-")


def ready() -> None:
    """Make what all searches need, before the process is forked for each."""
    _pipeline()
    _folder()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "records": records,
    "exports": exports,
    **{name: _reader(name) for name in ("txt", "jsonl", "csv", "html", "parquet", "warc")},
    "packed": packed,
    "words": words,
    "lines": lines,
}
"""The targets by their names."""

RUNS = {"records": 500, "exports": 200, "html": 100, "parquet": 500, "words": 10}
"""How many inputs a bounded run tries; `USUAL` of the others."""
USUAL = 1000


def tokens(name: str) -> list[bytes]:
    """What inputs of a target are made of, for the search to put in."""
    from tests.strategies import ODD
    from tests.strategies import words as said

    if name in ("records", "exports"):
        return [word.encode() for word in (*said(), *ODD) if 1 < len(word.encode()) <= 32]
    return [word.encode() for word in _TOKENS.get(name, "").split()]


_TOKENS = {
    "jsonl": '"text" "id" "date" {} [] null \\ud800 \\u0000 "2024-06-26" 1e999 -0 {"text":" \xef\xbb\xbf',
    "csv": 'text id date , ; \\t " "" \\r\\n 2024-06-26',
    "html": "<p> <article> <meta <table> <script> <!-- --> <![CDATA[ charset= &amp; &#0; <time datePublished",
    "warc": """WARC/1.0 WARC-Type: response resource conversion Content-Length: Content-Type: text/html
        text/plain HTTP/1.1 200 Transfer-Encoding: chunked Content-Encoding: gzip br WARC-Record-ID: <urn:""",
    "words": """[[project]] [[country]] [[currency]] [[word]] [[number]] [[not_country]] [[project_head]] name = aliases
        alpha_2 names codes words signs class values matcher category "transport" examples not [ ] nan inf 1e999 0x""",
    "lines": """"kind":"money" "kind":"date" "amount": "first": "sentence": "start":0 "v":1 null 1e999
        "id":"0123456789abcdef" """,
}
"""Of formats, the words that have a meaning there."""
