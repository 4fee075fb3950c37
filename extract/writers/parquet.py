"""Parquet (the extra ``arrow``): the table of `extract.arrow_schema`, and one of documents.

Workers give Arrow streams, a piece each; the file is made of them when all are there, since a Parquet file cannot be
added to.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract import arrow_schema
from extract.arrow_schema import pyarrow
from extract.writers.base import RECORDS, Format
from schemas import KINDS, Document, Record

_ROWS = 1 << 16
"""Rows in a row group."""


def records(found: Sequence[Record]) -> bytes:
    """Some records as an Arrow stream."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a number too large for the column, which is null and documented
        return _stream(arrow_schema.table(found))


def documents(found: Sequence[Document]) -> bytes:
    """Some documents as an Arrow stream."""
    pa = pyarrow()
    wanted = document_schema()
    rows = [
        {**row.__dict__, **{f"{kind}_count": getattr(row.counts, kind) for kind in KINDS}} for row in found
    ]
    arrays = [pa.array([row[field.name] for row in rows], type=field.type) for field in wanted]
    return _stream(pa.Table.from_arrays(arrays, schema=wanted))


def document_schema() -> Any:
    """The Arrow schema of documents: as in JSON Lines, the counts of records in a column a kind (``money_count``)."""
    pa = pyarrow()
    words = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [
            pa.field("doc", pa.string(), nullable=False),
            pa.field("sha256", pa.string(), nullable=False),
            pa.field("encoding", words, nullable=False),
            pa.field("encoding_certainty", pa.decimal128(3, 2), nullable=False),
            pa.field("characters", pa.int64(), nullable=False),
            pa.field("title", pa.string()),
            pa.field("date", pa.date32()),
            pa.field("date_source", words, nullable=False),
            *(pa.field(f"{kind}_count", pa.int32(), nullable=False) for kind in KINDS),
            pa.field("v", pa.int8(), nullable=False),
        ]
    )


def finish(name: str, streams: Path, path: Path) -> None:
    """Make a Parquet file of Arrow streams that stand one after the other in a file."""
    import pyarrow.parquet as pq

    pa = pyarrow()
    wanted = arrow_schema.schema() if name == RECORDS else document_schema()
    with pq.ParquetWriter(path, wanted, compression="zstd") as writer:
        waiting: list[Any] = []
        rows = 0
        for table in _tables(streams):
            waiting.append(table)
            rows += table.num_rows
            while rows >= _ROWS:
                # Row groups of the same size whatever the pieces were.
                whole = pa.concat_tables(waiting)
                writer.write_table(whole.slice(0, _ROWS).unify_dictionaries(), row_group_size=_ROWS)
                rest = whole.slice(_ROWS)
                waiting, rows = [rest], rest.num_rows
        if rows:
            writer.write_table(pa.concat_tables(waiting).unify_dictionaries(), row_group_size=_ROWS)


FORMAT = Format(ending=".parquet", records=records, documents=documents, finish=finish, check=pyarrow)


def _stream(table: Any) -> bytes:
    pa = pyarrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _tables(streams: Path) -> Iterator[Any]:
    pa = pyarrow()
    size = streams.stat().st_size
    with pa.OSFile(str(streams), "rb") as file:
        while file.tell() < size:
            yield pa.ipc.open_stream(file).read_all()
