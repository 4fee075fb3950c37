"""Records as lines of JSON, and back. The one serializer of the project."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from schemas.base import plain
from schemas.record import RECORD, Record

_INT64 = 2**63
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


def loads(line: bytes | str) -> Record:
    """The record that a line of JSON says. Raises `RecordError`."""
    try:
        # Not orjson: it reads 0.1 as a binary float, and these numbers are exact.
        return RECORD.validate_python(json.loads(line, parse_float=Decimal))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"not a record: {where}: {first['msg']}") from error
    except ValueError as error:
        raise RecordError(f"not JSON: {error}") from error


def read(lines: Iterable[bytes | str], name: str = "<lines>") -> Iterator[Record]:
    """The records of lines of JSON, in order. Raises `RecordError` with the name and the line."""
    for number, line in enumerate(lines, 1):
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
