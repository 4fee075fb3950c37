"""What a report is made of: the files of a run, and the texts of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from extract.article import Failure
from extract.errors import InputError
from extract.inputs import Part, Reading
from extract.readers import articles
from extract.report.data import Head
from extract.sources import Source
from schemas import Record, RecordError, loads, loads_document

RECORDS, DOCUMENTS = "records.jsonl", "documents.jsonl"

_DOC = re.compile(rb'\{"kind":"[a-z]+","doc":("(?:[^"\\]|\\.)*"),"start":').match


def is_run(path: Path) -> bool:
    """Whether a path is what a run wrote, its folder or its file of records, and not articles to extract from."""
    if path.is_dir():
        return (path / RECORDS).is_file()
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            row = orjson.loads(next((line for line in file if line.strip()), b"null"))
    except (OSError, ValueError):
        return False
    return isinstance(row, dict) and {"kind", "doc", "start", "end", "sentence"} <= set(row)


def read_run(path: Path) -> Iterator[tuple[Head, list[Record]]]:
    """The documents of a run with their records, in the order of ``documents.jsonl`` where that lies beside.

    Raises `InputError` for a file that cannot be read or a line that is none of a run's.
    """
    if path.is_dir():
        path = path / RECORDS
    heads = _heads(path.with_name(DOCUMENTS))
    lines = _by_document(path)
    for doc in lines:
        heads.setdefault(doc, Head(doc))
    for doc, head in heads.items():
        yield head, [_record(line, path, number) for number, line in lines.pop(doc, ())]


def read_texts(sources: Sequence[Source], reading: Reading | None = None) -> Iterator[tuple[str, str]]:
    """The ids and texts of articles. Raises `InputError` for one that cannot be read."""
    for source in sources:
        for article in articles(Part(source), reading):
            if isinstance(article, Failure):
                raise InputError(article.message)
            yield article.id, article.text


def _heads(path: Path) -> dict[str, Head]:
    if not path.is_file():
        return {}
    heads: dict[str, Head] = {}
    for number, line in enumerate(_read(path).split(b"\n"), 1):
        if line.strip():
            try:
                document = loads_document(line)
            except RecordError as error:
                raise InputError(f"{path}:{number}: {error}") from error
            heads[document.doc] = Head.of(document)
    return heads


def _by_document(path: Path) -> dict[str, list[tuple[int, bytes]]]:
    """The lines of each document with their numbers, as bytes: models would take ten times the memory."""
    found: dict[str, list[tuple[int, bytes]]] = {}
    for number, line in enumerate(_read(path).split(b"\n"), 1):
        if line.strip():
            known = _DOC(line)
            doc = orjson.loads(known[1]) if known else _record(line, path, number).doc
            found.setdefault(doc, []).append((number, line))
    return found


def _record(line: bytes, path: Path, number: int) -> Record:
    try:
        return loads(line)
    except RecordError as error:
        raise InputError(f"{path}:{number}: {error}") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
