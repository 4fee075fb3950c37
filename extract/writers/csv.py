"""CSV for spreadsheets: a header, a row a record, the columns of `extract.arrow_schema.COLUMNS`.

A cell of text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-`` or ``@``, full-width or
not, a tab or a line end) gets an apostrophe in front, the spreadsheets' own mark for text. Numbers are plain. Values
that are not there are empty. The encoding is UTF-8 with a byte order mark, without which spreadsheets guess wrong.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from extract.arrow_schema import COLUMNS
from extract.writers.base import RECORDS, Format
from schemas import KINDS, Document, Record
from schemas.base import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DOCUMENT = ("doc", "sha256", "encoding", "encoding_certainty", "characters", "title", "date", "date_source")


def records(found: Sequence[Record]) -> bytes:
    """The rows of some records."""
    return _rows([_cell(_value(record.__dict__, column)) for column in COLUMNS] for record in found)


def documents(found: Sequence[Document]) -> bytes:
    """The rows of some documents, the counts of records in a column a kind (``money_count``)."""
    return _rows(
        [
            *(_cell(getattr(document, name)) for name in _DOCUMENT),
            *(_cell(getattr(document.counts, kind)) for kind in KINDS),
        ]
        for document in found
    )


def head(name: str) -> bytes:
    """The byte order mark and the names of the columns."""
    of_documents = [*_DOCUMENT, *(f"{kind}_count" for kind in KINDS)]
    return b"\xef\xbb\xbf" + _rows([[column.name for column in COLUMNS] if name == RECORDS else of_documents])


FORMAT = Format(ending=".csv", records=records, documents=documents, head=head, streams=True)


def _rows(rows: Iterable[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode("utf-8", "replace")


def _value(fields: dict[str, Any], column: Any) -> Any:
    if column.kinds and fields["kind"] not in column.kinds:
        return None
    head, dot, tail = column.field.partition(".")
    return getattr(fields[head], tail) if dot else fields[head]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
