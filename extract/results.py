"""Result sets: the records of a text, of files or of a run, to look at, filter and hand on.

A `Records` is an immutable sequence of records. It shows itself in a notebook, gives sequences of records again when it
is sliced or filtered, and turns into data frames, tables and spaCy documents. What a method needs is loaded when
it is called, so that looking at records needs nothing but this package, and not spaCy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from extract import arrow_schema
from extract.arrow_reader import read_arrow
from extract.arrow_schema import Numbers
from extract.errors import MissingExtraError, UsageError
from extract.options import check_kinds
from schemas import Country, Date, Money, Multiple, Percent, Record, load

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Records", "load_records", "read_arrow"]

Words = str | Iterable[str]
Day = dt.date | str

T = TypeVar("T")


def load_records(path: str | Path) -> Records:
    """The records of a JSON Lines file, such as ``out/records.jsonl``, or of the folder that holds it.

    Raises `OSError` where there is none and `schemas.RecordError` for a line that is no record. For millions of
    records, `read_arrow` reads a table without making a model of each.
    """
    return Records(load(path))


class Records(Sequence[Record]):
    """Records in order. Equal to any sequence of the same records; a slice, a sum and a filter are `Records` again.

    >>> from extract import extract_text
    >>> records = extract_text("Trade reached $94.8 billion in 2024, after $4 billion in 1998.")
    >>> [record.text for record in records.filter(kind="money", at_least=10**10)]
    ['$94.8 billion']
    """

    __slots__ = ("_around", "_records")

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records = tuple(records)
        # What a filter left out: a sum's sentence still mentions a country when only the sums are kept.
        self._around = self._records

    def _part(self, records: Iterable[Record]) -> Records:
        part = Records(records)
        part._around = self._around
        return part

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> Records: ...
    def __getitem__(self, at: int | slice) -> Record | Records:
        return self._part(self._records[at]) if isinstance(at, slice) else self._records[at]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __add__(self, other: Iterable[Record]) -> Records:
        more = tuple(other)
        both = Records((*self._records, *more))
        both._around = (*self._around, *(other._around if isinstance(other, Records) else more))
        return both

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence) and not isinstance(other, str | bytes):
            return self._records == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._records)

    def __repr__(self) -> str:
        return f"Records({list(self._records)!r})"

    def _repr_html_(self) -> str:
        from schemas.html import records_html

        return records_html(self)

    def filter(
        self,
        *,
        kind: Words | None = None,
        country: Words | None = None,
        currency: Words | None = None,
        after: Day | None = None,
        before: Day | None = None,
        at_least: float | Decimal | None = None,
        at_most: float | Decimal | None = None,
        doc: Words | None = None,
        where: Callable[[Record], object] | None = None,
    ) -> Records:
        """The records that meet all that is asked, in their order.

        ``kind``: one or several of `schemas.KINDS`. ``doc``: ids, or patterns such as ``2024/*``. ``currency``: ISO
        4217 codes of sums. ``at_least`` and ``at_most``: bounds, included, on a sum's amount, a percentage's value or
        a multiple's factor; a range must lie between them as a whole. ``where``: anything else.

        ``country`` (ISO 3166-1 codes or short names) and the days ``after`` to ``before`` (both included; a year or a
        month stands for all its days) are what a country's and a date's record itself must say; a record of another
        kind is kept where its sentence mentions such a country, or such a date. So ``filter(kind="money",
        country="KZ", after="2020")`` are the sums said in one sentence with Kazakhstan and a date from 2020 on. What
        an earlier filter left out still counts for that, so filters may stand one behind the other.

        Raises `UsageError` for an unknown kind or a date that is none.
        """
        tests: list[Callable[[Record], object]] = []
        if kind is not None:
            kinds = check_kinds(kind)
            tests.append(lambda record: record.kind in kinds)
        if doc is not None:
            tests.append(_doc_test(doc))
        if currency is not None:
            codes = {code.upper() for code in _words(currency)}
            tests.append(lambda record: isinstance(record, Money) and record.currency in codes)
        if at_least is not None or at_most is not None:
            tests.append(_number_test(at_least, at_most))
        if country is not None:
            names = {name.casefold() for name in _words(country)}
            tests.append(self._said_or_near(Country, lambda record: _is_country(record, names)))
        if after is not None or before is not None:
            first = None if after is None else _days(after)[0]
            last = None if before is None else _days(before)[1]
            tests.append(self._said_or_near(Date, lambda record: _overlaps(record, first, last)))
        if where is not None:
            tests.append(where)
        return self._part(record for record in self._records if all(test(record) for test in tests))

    def _said_or_near(self, model: type[T], test: Callable[[T], bool]) -> Callable[[Record], bool]:
        """A test of a record of one kind, which for other kinds asks whether their sentence has such a record."""
        near: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for record in self._around:
            if isinstance(record, model) and test(record):
                near[record.doc].add(_sentence(record))

        def says(record: Record) -> bool:
            if isinstance(record, model):
                return test(record)
            return record.doc in near and _sentence(record) in near[record.doc]

        return says

    def to_arrow(self, numbers: Numbers = "float") -> pa.Table:
        """An Arrow table of `extract.arrow_schema.schema`; needs the extra ``arrow``.

        ``numbers`` are 64-bit floats, or with ``decimal`` exact.
        """
        return arrow_schema.table(self._records, numbers)

    def to_pandas(self, numbers: Numbers = "float") -> pd.DataFrame:
        """A pandas data frame; needs the extra ``pandas``.

        Columns of codes and names are categoricals, ``first`` and ``last`` datetime64[s], offsets int64. ``numbers``
        are float64, or with ``decimal`` exact: pandas' Arrow decimals.
        """
        _import("pandas", "pandas")
        return frame(self.to_arrow(numbers))

    def to_polars(self, numbers: Numbers = "float") -> pl.DataFrame:
        """A Polars data frame; needs the extra ``polars``.

        Columns of codes and names are Categorical, days Date, offsets Int64; ``numbers`` Float64 or Decimal.
        """
        made: pl.DataFrame = _import("polars", "polars").from_arrow(self.to_arrow(numbers))
        return made

    def to_duckdb(
        self, numbers: Numbers = "float", connection: duckdb.DuckDBPyConnection | None = None, name: str = "records"
    ) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in which the records are the table ``name``; needs the extra ``duckdb``.

        A new database in memory where no ``connection`` is given. Columns of codes and names are VARCHAR, days DATE,
        ``numbers`` DOUBLE or DECIMAL(38, 9).
        """
        database = _import("duckdb", "duckdb")
        target: duckdb.DuckDBPyConnection = connection if connection is not None else database.connect()
        rows = self.to_arrow(numbers)
        rows = rows.cast(arrow_schema.plain(rows.schema))  # an ENUM of one table would fit no other
        quoted = name.replace('"', '""')
        target.register("newsfacts_rows", rows)
        try:
            target.execute(f'CREATE OR REPLACE TABLE "{quoted}" AS SELECT * FROM newsfacts_rows')
        finally:
            target.unregister("newsfacts_rows")
        return target

    def to_spacy(self, text: str, nlp: Language | None = None) -> Doc:
        """A spaCy `Doc` of a text with its records: ``doc.spans[kind]``, ``span._.record`` and ``doc._.records``.

        ``text`` is the document that the records came from; ``nlp`` makes the `Doc`, a blank English pipeline where
        None. Spans are widened to whole tokens, records keep their exact offsets. Raises `UsageError` where the
        records are not of this text.
        """
        import spacy

        from extract import spacy_docs

        self._check(text)
        doc = (nlp or spacy.blank("en"))(text)
        spacy_docs.put(doc, self._records)
        return doc

    def to_displacy(self, text: str, style: str = "ent") -> dict[str, Any]:
        """What ``displacy.render(…, manual=True)`` takes: for its ``style`` "ent", or "span", which shows overlaps.

        In "ent" one fact inside another is left out. Raises `UsageError` where the records are not of this text.
        """
        self._check(text)
        if style == "span":
            from extract import spacy_docs

            return spacy_docs.displacy_spans(self.to_spacy(text))
        if style != "ent":
            raise UsageError(f'style={style!r}: styles are "ent" and "span"')
        ents: list[dict[str, Any]] = []
        for record in sorted(self._records, key=lambda record: (record.start, -record.end)):
            if not ents or record.start >= ents[-1]["end"]:
                ents.append({"start": record.start, "end": record.end, "label": record.kind})
        return {"text": text, "ents": ents, "title": None}

    def _check(self, text: str) -> None:
        for record in self._records:
            if text[record.start : record.end] != record.text:
                docs = {record.doc for record in self._records}
                said = f"records of {len(docs)} documents; filter(doc=…) first" if len(docs) > 1 else "of another text"
                raise UsageError(f"{record.doc}:{record.start}: not in this text; these are {said}")


def frame(table: pa.Table) -> pd.DataFrame:
    """A pandas data frame of an Arrow table of records, such as `read_arrow` gives."""
    pandas = _import("pandas", "pandas")
    pa = arrow_schema.pyarrow()

    def exact(kind: Any) -> Any:
        return pandas.ArrowDtype(kind) if pa.types.is_decimal(kind) else None

    made: pd.DataFrame = table.to_pandas(types_mapper=exact, date_as_object=False)
    return made.astype({column.name: "datetime64[s]" for column in arrow_schema.COLUMNS if column.type == "day"})


def _import(name: str, extra: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(name, extra) from error


def _words(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _sentence(record: Record) -> tuple[int, int]:
    return record.sentence.start, record.sentence.end


def _doc_test(doc: Words) -> Callable[[Record], bool]:
    asked = _words(doc)
    exact = frozenset(asked)
    patterns = [name for name in asked if any(sign in name for sign in "*?[")]
    return lambda record: record.doc in exact or any(fnmatchcase(record.doc, pattern) for pattern in patterns)


def _is_country(record: Country, names: set[str]) -> bool:
    return bool(names & {record.alpha_2.casefold(), record.alpha_3.casefold(), record.name.casefold()})


def _number_test(at_least: float | Decimal | None, at_most: float | Decimal | None) -> Callable[[Record], bool]:
    least = None if at_least is None else Decimal(str(at_least))
    most = None if at_most is None else Decimal(str(at_most))

    def lies_between(record: Record) -> bool:
        if isinstance(record, Money):
            exact = record.amount
        elif isinstance(record, Percent):
            exact = record.value
        elif isinstance(record, Multiple):
            exact = record.factor
        else:
            return False
        low, high = (record.low, record.high) if exact is None else (exact, exact)
        if least is not None and (low is None or low < least):
            return False
        return most is None or (high is not None and high <= most)

    return lies_between


def _overlaps(record: Date, first: dt.date | None, last: dt.date | None) -> bool:
    if record.first is None or record.last is None:
        return False
    return (first is None or record.last >= first) and (last is None or record.first <= last)


def _days(day: Day) -> tuple[dt.date, dt.date]:
    """The first and last day of a day, a month (2024-06) or a year (2024)."""
    if isinstance(day, dt.datetime):
        day = day.date()
    if isinstance(day, dt.date):
        return day, day
    part = re.fullmatch(r"(\d{4})(?:-(\d\d))?", day)
    try:
        if part is None:
            exact = dt.date.fromisoformat(day)
            return exact, exact
        year, month = int(part[1]), int(part[2] or 1)
        first = dt.date(year, month, 1)
        if part[2] is None:
            return first, dt.date(year, 12, 31)
        after = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) if (year, month) != (9999, 12) else None
        return first, dt.date.max if after is None else after - dt.timedelta(days=1)
    except ValueError as error:
        raise UsageError(f"{day!r} is no date; write it as 2024-06-26, 2024-06 or 2024 (ISO 8601)") from error
