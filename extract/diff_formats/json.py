"""JSON, for programs: one object with all differences and the counts.

``{"old", "new", "differences": [{"change", "doc", "kind", "fields": [{"field", "old", "new"}], "old", "new"}],
"summary": {…}}``; ``old`` and ``new`` of a difference are records as `schemas.dumps` writes them, or null.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import orjson

from extract.diff import CHANGES, Difference, DocumentDiff
from extract.diff_formats.report import Report
from extract.shown import escaped
from schemas import Record, dumps
from schemas.base import plain


def render(documents: Iterable[DocumentDiff], report: Report) -> Iterator[str]:
    """The object, a difference a line."""
    yield f'{{"old":{_string(report.old)},"new":{_string(report.new)},"differences":['
    comma = "\n"
    for document in documents:
        for difference in document.differences:
            yield comma + _difference(difference)
            comma = ",\n"
    tally = report.tally
    counts: dict[str, int] = {change: tally.changes[change] for change in CHANGES}
    total = {**counts, "same": tally.same, "documents": tally.documents, "documents_differing": tally.differing}
    yield f'\n],"summary":{orjson.dumps(total).decode()}}}\n'


def _difference(difference: Difference) -> str:
    record = difference.record
    row = {
        "change": difference.change,
        "doc": record.doc,
        "kind": record.kind,
        "fields": [
            {"field": change.name, "old": _value(change.old), "new": _value(change.new)}
            for change in difference.fields
        ],
        "old": _record(difference.old),
        "new": _record(difference.new),
    }
    return escaped(orjson.dumps(row).decode())


def _record(record: Record | None) -> Any:
    return None if record is None else orjson.Fragment(dumps(record).rstrip())


def _value(value: Any) -> Any:
    if value is None or isinstance(value, str | dt.date):
        return value
    return orjson.Fragment(plain(Decimal(value)))


def _string(text: str) -> str:
    return orjson.dumps(text).decode()
