"""Records as lines of JSON, and back. The one serializer of the project."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from schemas.base import plain
from schemas.document import Document
from schemas.record import RECORD, Record
from schemas.versions import DOCUMENT_UPGRADES, UPGRADES, Upgrade, upgrade

_INT64 = 2**63
_LONGEST = 300
_EXACT = json.JSONDecoder(parse_float=Decimal)
_PLACE = ("kind", "doc", "start", "end", "text")
_EVIDENCE = ("rule", "sentence", "id", "v")


class RecordError(ValueError):
    """A line is no record. The text names the file, the line and what is wrong."""


def dumps(model: BaseModel) -> bytes:
    """A record or document as one line of JSON with its line end: compact, UTF-8, numbers plain.

    The fields always stand in the same order, so that the same record is the same bytes.
    """
    fields = model.__dict__
    row = {name: fields[name] for name in _order(type(model))}
    return orjson.dumps(row, default=_default, option=orjson.OPT_APPEND_NEWLINE)


@cache
def _order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields in the order of a line: what and where, the values, then the evidence."""
    names = list(model.model_fields)
    last = [name for name in _EVIDENCE if name in names]
    head = [name for name in _PLACE if name in names]
    return (*head, *(name for name in names if name not in head and name not in last), *last)


def _default(value: Any) -> Any:
    if isinstance(value, Decimal):
        if value == value.to_integral_value() and -_INT64 < value < _INT64:
            return int(value)
        return orjson.Fragment(plain(value))
    if isinstance(value, BaseModel):
        return value.__dict__
    raise TypeError(type(value).__name__)


def fields(line: bytes | str, upgrades: Mapping[int, Upgrade] = UPGRADES) -> dict[str, Any]:
    """The fields of a line in plain values: numbers exact, in the current version of the schema, not validated.

    Takes lines of all versions so far. Raises `RecordError`.
    """
    try:
        row = orjson.loads(line)
        if not isinstance(row, dict):
            raise RecordError("not a record: not an object")
        if float in map(type, row.values()):
            # 0.1 as a binary float, or a whole number of more than 64 bits: these numbers are exact.
            row = _EXACT.decode(line if isinstance(line, str) else line.decode())
        return upgrade(row, upgrades)
    except RecordError:
        raise
    except orjson.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error}") from error
    except ValueError as error:
        raise RecordError(f"not a record: {_short(error)}") from error


def loads(line: bytes | str) -> Record:
    """The record that a line of JSON says, of this or an earlier version. Raises `RecordError`."""
    try:
        return RECORD.validate_python(fields(line))
    except ValidationError as error:
        raise RecordError(f"not a record: {_said(error)}") from error


def loads_document(line: bytes | str) -> Document:
    """The document that a line of ``documents.jsonl`` says, of this or an earlier version. Raises `RecordError`."""
    try:
        return Document.model_validate(fields(line, DOCUMENT_UPGRADES))
    except ValidationError as error:
        raise RecordError(f"not a document: {_said(error)}") from error


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    return _short(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}")


def _short(said: object) -> str:
    """What is said of a line, which may quote it, as one line of bounded length."""
    text = " ".join(str(said).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def read(lines: Iterable[bytes | str], name: str = "<lines>", first: int = 1) -> Iterator[Record]:
    """The records of lines of JSON, in order. Raises `RecordError` with the name and the line.

    ``first`` is the number of the first line, where others came before.
    """
    for number, line in enumerate(lines, first):
        if line.strip():
            try:
                yield loads(line)
            except RecordError as error:
                raise RecordError(f"{name}:{number}: {error}") from error


def load(path: str | Path) -> list[Record]:
    """The records of a JSON Lines file, such as ``out/records.jsonl``.

    Takes a file, or a folder that holds ``records.jsonl``. Raises `OSError` where there is none and
    `RecordError` for a line that is no record.
    """
    path = Path(path)
    if path.is_dir():
        path = path / "records.jsonl"
    with path.open("rb") as file:
        return list(read(file, str(path)))
