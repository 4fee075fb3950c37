"""What turns a piece of the input into finished bytes, in whatever process."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import Any

import orjson

from extract.article import Article, Failure
from extract.clock import Clock, TooLongError, said
from extract.inputs import Part
from extract.pieces import PIECE, Options, Piece, Result
from extract.pipeline import Extraction, Pipeline
from extract.readers import articles, halves
from extract.references import Reference
from extract.report import data as report
from extract.results import Records
from extract.since import Since
from extract.storage import first_line
from extract.writers import FORMATS
from extract.writers.base import DOCUMENTS, RECORDS, TEXTS, Format
from extract.writers.names import file_name
from schemas import Document, dumps, loads

SHOWN = 20
"""Of so many documents of a piece the summary may want to show something."""

_MONEY = b'{"kind":"money"'


def _fragment(article: Article, extraction: Extraction, _: list[Reference] | None) -> Iterator[tuple[str, bytes]]:
    """A document as a report shows it."""
    yield "", report.fragment(report.Head.of(extraction.document), extraction.records, article.text)


_FORMATS = {**FORMATS, "report": Format(own=_fragment)}
"""The formats of files, and what goes into a report's page."""


def settle() -> None:
    """Keep the collector of cyclic garbage from going through all the words again and again.

    What is there when a pipeline has been built stays until the end, and records make no cycles: with the usual
    thresholds a tenth of a run is spent on finding that out.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def batches(found: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    """Articles in lists of some `_BATCH` characters, in order."""
    some: list[Article | Failure] = []
    size = 0
    for article in found:
        some.append(article)
        size += len(article.text) if isinstance(article, Article) else 0
        if size >= _BATCH or len(some) >= _MOST:
            yield some
            some, size = [], 0
    if some:
        yield some


_BATCH = 400_000
_MOST = 1_000


class Worker:
    """Turns pieces into results with one pipeline.

    ``expendable`` says that this process does nothing else, and may end where a document cannot be stopped.
    """

    def __init__(self, options: Options, *, expendable: bool = False) -> None:
        self.options = options
        self.pipeline = self._new_pipeline()
        self.clock = Clock(options.timeout, expendable=expendable)
        self.format = _FORMATS[options.format]
        self.since = Since(*options.since, self.pipeline.date) if options.since else None
        settle()

    def __call__(self, piece: Piece) -> Result:
        """The bytes of a piece. A document that fails costs none of the others."""
        result = Result(size=piece.size)
        gathered: dict[str, list[Any]] = defaultdict(list)
        for part in piece.parts:
            for article in self._prepared(self._articles(part)):
                if isinstance(article, Failure):
                    result.failures.append(article)
                    continue
                try:
                    self._add(article, part, gathered, result)
                except TooLongError:
                    result.failures.append(self._too_long(article.id, f"{part.source.path}: {article.id}"))
                    # It was stopped at any place, perhaps where it had noted half of a word in the cache.
                    self.pipeline = self._new_pipeline()
                except Exception as error:
                    said = f"{type(error).__name__}: {first_line(error)}"
                    path = part.source.path
                    result.failures.append(Failure(article.id, f"{path}: {article.id}: could not be extracted: {said}"))
        for name, items in gathered.items():
            result.files[self.format.file(name)] = self._bytes(name, items)
        return result

    def _prepared(self, found: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """The same, several having been read at once where nothing is against it."""
        form = self.format
        if form.own or form.records or form.documents or self.since or self.options.timeout:
            yield from found
            return
        for some in batches(found):
            with suppress(Exception):  # each is read by itself then, and it is said of the one that cannot be
                self.pipeline.prepare(article for article in some if isinstance(article, Article))
            yield from some

    def _new_pipeline(self) -> Pipeline:
        options = self.options
        return Pipeline(
            kinds=options.kinds, date=options.date, currency=options.currency, vocabulary=options.vocabulary
        )

    def _too_long(self, doc: str, place: str) -> Failure:
        return Failure(doc, f"{place}: {said(self.clock.seconds or 0)}")

    def _articles(self, part: Part) -> Iterator[Article | Failure]:
        """What a part has. Where reading it takes too long, it is read again in halves, down to the one document."""
        reading = self.options.reading
        done = 0
        found = articles(part, reading)
        while True:
            try:
                with self.clock:
                    item = next(found, None)
            except TooLongError:
                break
            if item is None:
                return
            done += 1
            yield item
        smaller = halves(part, reading, PIECE)
        if smaller:
            yield from islice(chain.from_iterable(map(self._articles, smaller)), done, None)
            return
        doc, path = part.source.doc, part.source.path
        if part.rows is not None or part.end is not None:
            doc, path = f"{doc}:{part.start + 1}", f"{path}:{part.start + 1}"
        yield self._too_long(doc, path)

    def _add(self, article: Article, part: Part, gathered: dict[str, list[Any]], result: Result) -> None:
        """Extract an article, and add what it gave. Nothing is added when that fails, or takes too long."""
        form = self.format
        extraction: Extraction | None = None
        own = []
        with self.clock:
            known = self.since.lookup(article) if self.since else None
            if form.own or form.records or form.documents:
                extraction = self._extraction(article, known)
                document, lines = dumps(extraction.document), [dumps(record) for record in extraction.records]
            else:
                document, lines = known or self.pipeline.lines(article)
            if form.own and extraction is not None:
                references = self.pipeline.references.find(self.pipeline.view(article)[0]) if self._refers else None
                name = file_name(article.id, "")
                own = [(name, end, data) for end, data in form.own(article, extraction, references)]
        result.own += own
        counts: dict[str, int] = dict.fromkeys(self.pipeline.kinds, 0)
        kinds = [line[9 : line.index(b'"', 9)].decode() for line in lines]
        for kind in kinds:
            counts[kind] += 1
        result.counts.update(counts)
        records: Sequence[Any] = lines if form.records is None or extraction is None else extraction.records
        if self.options.partition == "kind":
            for kind, record in zip(kinds, records, strict=True):
                gathered[f"{RECORDS}/{kind}"].append(record)
        else:
            gathered[RECORDS] += records
        gathered[DOCUMENTS].append(document if form.documents is None or extraction is None else extraction.document)
        if article.derived:
            gathered[TEXTS].append(_text(article))
        result.names.append((article.id, part.source.path))
        result.characters += len(article.text)
        if len(result.shown) < SHOWN:
            result.shown.append((article.id, counts, _largest_sum(lines)))

    @property
    def _refers(self) -> bool:
        return self.options.references

    def _extraction(self, article: Article, known: tuple[bytes, list[bytes]] | None) -> Extraction:
        if known is None:
            return self.pipeline(article)
        document, lines = known
        return Extraction(Document.model_validate_json(document), Records(map(loads, lines)), article.text)

    def _bytes(self, name: str, items: list[Any]) -> bytes:
        form = self.format
        table = name.partition("/")[0]
        if table == RECORDS and form.records is not None:
            data = form.records(items)
        elif table == DOCUMENTS and form.documents is not None:
            data = form.documents(items)
        else:
            data = b"".join(items)
        return form.pack(data) if form.pack is not None and data else data


def _text(article: Article) -> bytes:
    """A line that is itself an input, and gives the same records."""
    row = {"id": article.id, "text": article.text}
    if article.date is not None:
        row["date"] = article.date.isoformat()
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _largest_sum(lines: list[bytes]) -> dict[str, Any] | None:
    sums = [orjson.loads(line) for line in lines if line.startswith(_MONEY)]
    return max(sums, key=size_of, default=None)


def size_of(record: dict[str, Any]) -> float:
    """How large a sum of money is said to be, in whatever currency."""
    return float(record["amount"] or record["high"] or record["low"] or 0)
