"""The table of records: one flat schema for Arrow, Parquet and data frames.

A record is a row. Every column is there for every kind, null where the kind has no such field. Two fields are called
``value`` in their models and mean different things, so percent's is the column ``percent``.

pyarrow is loaded when a function needs it (the extra ``arrow``).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from extract.errors import MissingExtraError, UsageError
from schemas import VERSION, Record

if TYPE_CHECKING:
    import pyarrow as pa

Numbers = Literal["decimal", "float"]
"""How numbers are held: exact (`PRECISION` digits, `SCALE` of them behind the point), or as 64-bit floats."""

PRECISION, SCALE = 38, 9
"""The decimal type of exact numbers: what Arrow, Parquet, Polars and DuckDB all hold in 128 bits."""

_STEP = Decimal(1).scaleb(-SCALE)
_LARGEST = Decimal(10) ** (PRECISION - SCALE)


class Column(NamedTuple):
    """A column: its name, its type in words, the record's field, the kinds that fill it (all where empty)."""

    name: str
    type: Literal["word", "text", "number", "day", "offset", "version"]
    field: str
    kinds: tuple[str, ...]
    description: str


_SUMS = ("money",)
_RANGES = ("money", "percent", "multiple")

# fmt: off
COLUMNS = (
    Column("kind", "word", "kind", (), "money, percent, multiple, date, country or project"),
    Column("doc", "text", "doc", (), "the document's id"),
    Column("start", "offset", "start", (), "offset of the first character, in Unicode code points"),
    Column("end", "offset", "end", (), "offset behind the last character"),
    Column("text", "text", "text", (), "the words of the fact: document[start:end]"),
    Column("amount", "number", "amount", _SUMS, "the sum in whole units of the currency"),
    Column("currency", "word", "currency", _SUMS, "ISO 4217 code"),
    Column("percent", "number", "value", ("percent",), "the number of a percentage, in its unit (the model's value)"),
    Column("unit", "word", "unit", ("percent",), "percent, percentage_point or basis_point"),
    Column("factor", "number", "factor", ("multiple",), "the factor of a multiple"),
    Column("low", "number", "low", _RANGES, "the lower end of a range, or the least that a vague sum can be"),
    Column("high", "number", "high", _RANGES, "the upper end of a range"),
    Column("modifier", "word", "modifier", (*_RANGES, "date"), "approx, more_than, less_than, at_least, at_most; "
           "of dates also start, mid, end"),
    Column("type", "word", "type", ("date",), "the TIMEX3 type: DATE, TIME, DURATION or SET"),
    Column("value", "text", "value", ("date",), "the TIMEX3 value"),
    Column("first", "day", "first", ("date",), "the first calendar day covered"),
    Column("last", "day", "last", ("date",), "the last calendar day covered, included"),
    Column("alpha_2", "word", "alpha_2", ("country",), "ISO 3166-1 alpha-2 code"),
    Column("alpha_3", "word", "alpha_3", ("country",), "ISO 3166-1 alpha-3 code"),
    Column("mention", "word", "mention", ("country",), "name, adjective, abbreviation, prefix or metonym"),
    Column("name", "word", "name", ("country", "project"), "the country's ISO short name, or the project's full name"),
    Column("category", "word", "category", ("project",), "what a project is: transport, energy, …"),
    Column("acronym", "word", "acronym", ("project",), "the acronym, where the mention is one"),
    Column("rule", "word", "rule", (), "the name of the rule that found the fact"),
    Column("sentence", "text", "sentence.text", (), "the sentence around the fact"),
    Column("sentence_start", "offset", "sentence.start", (), "offset of the sentence's first character"),
    Column("sentence_end", "offset", "sentence.end", (), "offset behind the sentence's last character"),
    Column("id", "text", "id", (), "the record's stable id"),
    Column("v", "version", "v", (), "the version of the records' schema"),
)
# fmt: on

_REQUIRED = frozenset("kind doc start end text rule sentence sentence_start sentence_end id v".split())


def pyarrow() -> Any:
    """The module pyarrow. Raises `MissingExtraError` where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("pyarrow", "arrow") from error
    return pyarrow


def check_numbers(numbers: str) -> None:
    """Raises `UsageError` for what is no way to hold numbers."""
    if numbers not in ("decimal", "float"):
        raise UsageError(f'numbers={numbers!r}: numbers are "decimal" or "float"')


def arrow_type(column: Column, numbers: Numbers = "decimal") -> Any:
    """The Arrow type of a column; words that recur are dictionaries (categoricals)."""
    pa = pyarrow()
    return {
        "word": pa.dictionary(pa.int32(), pa.string()),
        "text": pa.string(),
        "number": pa.decimal128(PRECISION, SCALE) if numbers == "decimal" else pa.float64(),
        "day": pa.date32(),
        "offset": pa.int64(),
        "version": pa.int8(),
    }[column.type]


def schema(numbers: Numbers = "decimal") -> pa.Schema:
    """The Arrow schema; each field's metadata holds its description.

    >>> schema().field("amount").type, schema("float").field("first").type
    (Decimal128Type(decimal128(38, 9)), DataType(date32[day]))
    """
    check_numbers(numbers)
    pa = pyarrow()
    fields = [
        pa.field(
            column.name,
            arrow_type(column, numbers),
            nullable=column.name not in _REQUIRED,
            metadata={"description": column.description},
        )
        for column in COLUMNS
    ]
    return pa.schema(fields, metadata={"newsfacts.schema": str(VERSION)})


def plain(schema: pa.Schema) -> pa.Schema:
    """A schema with strings where it has dictionaries."""
    pa = pyarrow()
    return pa.schema(
        [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in schema],
        metadata=schema.metadata,
    )


def table(records: Iterable[Record], numbers: Numbers = "decimal") -> pa.Table:
    """Records as an Arrow table of `schema`.

    A number with more than `SCALE` digits behind the point is rounded in ``decimal``; one that is too large for it is
    null, with a warning.
    """
    wanted = schema(numbers)
    rows = [record.__dict__ for record in records]
    arrays = [
        pyarrow().array(_values(rows, column, numbers), type=field.type)
        for column, field in zip(COLUMNS, wanted, strict=True)
    ]
    return pyarrow().Table.from_arrays(arrays, schema=wanted)


def _values(rows: Sequence[dict[str, Any]], column: Column, numbers: Numbers) -> list[Any]:
    head, dot, tail = column.field.partition(".")
    if dot:
        return [getattr(row[head], tail) for row in rows]
    if not column.kinds:
        return [row[head] for row in rows]
    kinds = frozenset(column.kinds)
    values = [row[head] if row["kind"] in kinds else None for row in rows]
    if column.type != "number":
        return values
    to_number = _fitting if numbers == "decimal" else float
    return [None if value is None else to_number(value) for value in values]


def _fitting(number: Decimal) -> Decimal | None:
    """A number as the decimal type holds it."""
    if number.copy_abs() >= _LARGEST:  # abs() would round it to the context
        warnings.warn(
            f"a number of more than {PRECISION - SCALE} digits is left out; its words are in the column text",
            stacklevel=2,
        )
        return None
    _, _, exponent = number.as_tuple()
    if isinstance(exponent, int) and exponent < -SCALE:
        with localcontext(prec=PRECISION + SCALE):
            return number.quantize(_STEP)
    return number
