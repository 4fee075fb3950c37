"""A records file straight into Arrow, without a model for each line.

The lines that this package writes have one shape (see `schemas.dumps`): those go to pyarrow's own JSON reader, which
reads exact decimals as such. Lines of any other shape (other spacing, an earlier schema, a number that the
decimal type cannot hold) go through the models, which is slower and says what is wrong with which line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from extract import arrow_schema
from extract.arrow_schema import COLUMNS, Column, Numbers
from extract.errors import InputError
from schemas import KINDS, VERSION, RecordError
from schemas import read as read_lines

if TYPE_CHECKING:
    import pyarrow as pa

_BLOCK = 16 << 20
"""About how many bytes are read at a time; memory for lines is a small multiple of it."""

_START = b'{"kind":"'
_PERCENT = b'{"kind":"percent"'
_END = b',"v":%d}' % VERSION


def read_arrow(path: str | Path, numbers: Numbers = "float") -> pa.Table:
    """A records file (or the folder of a run) as an Arrow table of `extract.arrow_schema.schema`.

    ``numbers`` are exact (``decimal``) or 64-bit floats. Raises `InputError` for a file that cannot be read or a
    line that is no record.
    """
    pa = arrow_schema.pyarrow()
    wanted = arrow_schema.schema(numbers)
    path = Path(path)
    if path.is_dir():
        path = path / "records.jsonl"
    try:
        with path.open("rb") as file:
            tables = [_table(lines, number, path, numbers) for number, lines in _blocks(file)]
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if not tables:
        return wanted.empty_table()
    return pa.concat_tables(tables).unify_dictionaries()


def _blocks(file: IO[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """The lines of a file without their ends, some megabytes at a time, with the number of the first."""
    number, rest = 1, b""
    while block := file.read(_BLOCK):
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        if lines:
            yield number, lines
            number += len(lines)
    if rest:
        yield number, [rest]


def _table(lines: list[bytes], number: int, path: Path, numbers: Numbers) -> pa.Table:
    pa = arrow_schema.pyarrow()
    if all(line.startswith(_START) and line.endswith(_END) for line in lines if line):
        try:
            return _parse(lines, numbers)
        except (ValueError, KeyError, pa.ArrowException):
            pass  # the models read it, or tell which line is wrong
    try:
        records = list(read_lines(lines, str(path), number))
    except RecordError as error:
        raise InputError(str(error)) from error
    return arrow_schema.table(records, numbers)


def _parse(lines: list[bytes], numbers: Numbers) -> pa.Table:
    pa = arrow_schema.pyarrow()
    from pyarrow import json

    # Two kinds have a field "value", a number and a string. In a line, these bytes stand nowhere but before it: within
    # a string the quotation mark would be escaped.
    renamed = [line.replace(b',"value":', b',"percent":', 1) if line.startswith(_PERCENT) else line for line in lines]
    options = json.ParseOptions(explicit_schema=_line_schema(numbers), unexpected_field_behavior="error")
    parsed = json.read_json(io.BytesIO(b"\n".join(renamed)), parse_options=options)
    wanted = arrow_schema.schema(numbers)
    columns = [_column(pa, parsed, column, field) for column, field in zip(COLUMNS, wanted, strict=True)]
    return pa.Table.from_arrays(columns, schema=wanted)


def _line_schema(numbers: Numbers) -> Any:
    """What pyarrow's reader is to make of a line: types that it can read, the sentence nested."""
    pa = arrow_schema.pyarrow()
    types = {"word": pa.string(), "day": pa.timestamp("s")}
    fields: list[Any] = []
    nested: list[Any] = []
    for column in COLUMNS:
        kind = types.get(column.type) or arrow_schema.arrow_type(column, numbers)
        if "." in column.field:
            nested.append(pa.field(column.field.partition(".")[2], kind))
        else:
            fields.append(pa.field(column.name, kind))
    return pa.schema([*fields, pa.field("sentence", pa.struct(nested))])


def _column(pa: Any, parsed: Any, column: Column, field: Any) -> Any:
    """A column of the table out of what pyarrow read. Raises `ValueError` where something is missing or unknown."""
    head, dot, tail = column.field.partition(".")
    found = parsed[head] if dot else parsed[column.name]
    if dot:
        found = pa.chunked_array([chunk.field(tail) for chunk in found.chunks], type=found.type.field(tail).type)
    if found.null_count and not field.nullable:
        raise ValueError(f"a record without {column.name}")
    if column.name == "kind" and not set(found.unique().to_pylist()) <= set(KINDS):
        raise ValueError("a record of an unknown kind")
    if column.type == "word":
        return found.dictionary_encode()
    return found.cast(field.type) if found.type != field.type else found
