"""From a table of documents to a table of records, for those who have a dataset and an engine for it already.

`extract_table` takes and gives an Arrow table, as Ray Data's ``map_batches`` wants it; `extract_batches` takes and
gives an iterator of record batches, as Spark's ``mapInArrow`` wants it. What they give depends on a document alone,
however an engine parts its dataset. They need the extra ``arrow``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from extract import arrow_schema
from extract.article import Article, Failure
from extract.errors import InputError, UsageError
from extract.readers.base import article

if TYPE_CHECKING:
    import pyarrow as pa

    from extract.pipeline import Pipeline

_SPARK = {
    "word": "string",
    "text": "string",
    "number": f"decimal({arrow_schema.PRECISION},{arrow_schema.SCALE})",
    "day": "date",
    "offset": "bigint",
    "version": "tinyint",
}


def schema() -> pa.Schema:
    """The schema of the records: that of `extract.arrow_schema`, with strings where that has dictionaries.

    Not every engine takes dictionaries; Parquet makes its own.

    >>> schema().field("currency").type, schema().field("amount").type
    (DataType(string), Decimal128Type(decimal128(38, 9)))
    """
    pa = arrow_schema.pyarrow()
    fields = [
        field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in arrow_schema.schema()
    ]
    return pa.schema(fields, metadata=arrow_schema.schema().metadata)


def spark_schema() -> str:
    """The schema of the records as Spark is told it."""
    return ", ".join(f"`{column.name}` {_SPARK[column.type]}" for column in arrow_schema.COLUMNS)


def extract_table(
    table: pa.Table | pa.RecordBatch,
    *,
    text: str = "text",
    id: str = "id",
    date: str = "date",
    kinds: Iterable[str] | None = None,
    day: dt.date | str | None = None,
    currency: str | None = None,
    vocabulary: Iterable[str] = (),
) -> pa.Table:
    """The records of a table of documents, a row each.

    ``text``, ``id`` and ``date`` name the columns: strings; strings or whole numbers; dates, timestamps or strings in
    ISO 8601. Those of ids and dates may be missing. A document without an id is called by the hash of its text. One
    whose text is null has no records. ``kinds``, ``day`` (the date of documents without one), ``currency`` and
    ``vocabulary`` are those of `extract.Pipeline`, which each process makes once.

    Raises `UsageError` for a table without the column of the text, `InputError` for a row that is no document.

    >>> import pyarrow as pa
    >>> found = extract_table(pa.table({"id": ["a"], "text": ["Trade reached $94.8 billion."]}))
    >>> found.select(["doc", "text", "currency"]).to_pylist()
    [{'doc': 'a', 'text': '$94.8 billion', 'currency': 'USD'}]
    """
    names = table.schema.names
    if text not in names:
        raise UsageError(f"the table has no column {text!r}; its columns are {', '.join(names)}")
    pipeline = _pipeline(
        None if kinds is None else tuple(kinds), None if day is None else str(day), currency, tuple(vocabulary)
    )
    columns = [table.column(name).to_pylist() if name in names else None for name in (text, id, date)]
    records = [record for found in _articles(*columns) for record in pipeline(found).records]
    return arrow_schema.table(records).cast(schema())


def extract_batches(batches: Iterable[pa.RecordBatch], **options: Any) -> Iterator[pa.RecordBatch]:
    """The records of batches of documents, in batches. ``options`` are those of `extract_table`."""
    for batch in batches:
        yield from extract_table(batch, **options).to_batches()


def _articles(texts: list[Any] | None, ids: list[Any] | None, dates: list[Any] | None) -> Iterator[Article]:
    for row, text in enumerate(texts or ()):
        if text is None:
            continue
        doc = ids[row] if ids else None
        if doc is None:
            doc = "sha256:" + hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        found = article(text, doc, dates[row] if dates else None, place=f"row {row + 1}", name=doc, hint="")
        if isinstance(found, Failure):
            raise InputError(found.message.removesuffix("; "))
        yield found


@lru_cache(maxsize=4)
def _pipeline(
    kinds: tuple[str, ...] | None, day: str | None, currency: str | None, vocabulary: tuple[str, ...]
) -> Pipeline:
    from extract.pipeline import Pipeline

    return Pipeline(kinds=kinds, date=day, currency=currency, vocabulary=vocabulary)
