"""Articles to records: the tokenizer, the matchers in order, and records made of what they find."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from spacy.tokens import Doc

from extract import layout, tokenizer, vocabulary
from extract.article import Article
from extract.matchers import Matcher, dateline
from extract.matchers.country import CountryMatcher
from extract.matchers.date import DateMatcher
from extract.matchers.money import MoneyMatcher
from extract.matchers.multiple import MultipleMatcher
from extract.matchers.percent import PercentMatcher
from extract.matchers.project import ProjectMatcher
from extract.matchers.quantity import Quantities
from extract.options import check_currency, check_date, check_kinds
from extract.plain import Plain, plain
from extract.recent import Reading, Recent
from extract.references import References
from extract.results import Records
from extract.rows import AS_READ, Rows
from extract.view import LaidOut, Match, Note, Span, View, lay_out
from extract.words import KnownWords
from schemas import KINDS, VERSION, Counts, Document, dumps
from schemas.html import text_html

_WORD = re.compile(r"\w")
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gave: the document's own line, its records in the order of the text, and the text."""

    document: Document
    records: Records
    text: str = field(default="", repr=False)

    def _repr_html_(self) -> str:
        return text_html(self.text, self.records) if self.text else self.document._repr_html_()


class Pipeline:
    """A pipeline from articles to records.

    ``kinds`` are the kinds to extract (all of `schemas.KINDS` when None); ``date`` is the date of documents
    that come without one; ``currency`` is the ISO 4217 code that an ambiguous sign or word means where the
    text does not tell ("$", "peso", …), each sign's own default when None; ``vocabulary`` are paths of
    vocabulary files of one's own.

    Raises `UsageError` for an unknown kind and `VocabularyError` for a bad vocabulary file. What a
    pipeline keeps of the documents that it has seen, the tokens of words and the facts of recent texts, changes no
    record: the same text gives the same records.

    >>> pipeline = Pipeline(kinds=["money"])
    >>> [(r.text, r.amount, r.currency) for r in pipeline("It lent $13.5 billion.").records]
    [('$13.5 billion', Decimal('13500000000'), 'USD')]
    """

    def __init__(
        self,
        *,
        kinds: Iterable[str] | None = None,
        date: dt.date | str | None = None,
        currency: str | None = None,
        vocabulary: Iterable[str | Path] = (),
    ) -> None:
        self.kinds = check_kinds(kinds)
        self.date = check_date(date)
        self.currency = check_currency(currency)
        words = self.vocabulary = _load(vocabulary)
        self.quantities = Quantities(words)
        self.date_matcher = DateMatcher(words)
        self.country_matcher = CountryMatcher(words)
        self.project_matcher = ProjectMatcher(words)
        matchers: list[Matcher] = [
            MoneyMatcher(words, currency=self.currency),
            PercentMatcher(words),
            MultipleMatcher(words),
            self.date_matcher,
            self.country_matcher,
            self.project_matcher,
        ]
        self.all_matchers = matchers
        self.matchers = [matcher for matcher in matchers if matcher.kind in self.kinds]
        self.words = self._words()
        self.tokenizer = tokenizer.Tokenizer(self.words)
        self.recent = Recent()
        self._rows = Rows()
        self._prepared: dict[bytes, Reading] = {}

    @cached_property
    def references(self) -> References:
        """What finds bare references ("now", "soon"), which are no records."""
        return References(self.vocabulary)

    def __call__(self, article: Article | str) -> Extraction:
        """The records of an article, or of a text."""
        if isinstance(article, str):
            article = Article(id="text", text=article)
        view, source = self.view(article)
        return self.read(article, view, source, self.match(view))

    def lines(self, article: Article) -> tuple[bytes, list[bytes]]:
        """An article's line for the documents' file, and the lines of its records."""
        reading = self._reading(article)
        counts: dict[str, int] = dict.fromkeys(KINDS, 0)
        lines: list[bytes] = []
        for row, record in self._rows.of(article.text, article.id, reading.found):
            kind = row["kind"]
            counts[kind] += 1
            if record is None or kind in AS_READ:
                row["v"] = VERSION
                lines.append(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            else:
                lines.append(dumps(record))
        return dumps(_document(article, reading.date, reading.source, counts)), lines

    def prepare(self, articles: Iterable[Article]) -> None:
        """Read several articles at once, for the calls of `lines` that follow.

        Each matcher goes through all of them before the next does, which keeps its tables in the processor's caches:
        a fifth of the time. The lines are the same.
        """
        fresh = {self.recent.key(article.text, article.date or self.date): article for article in articles}
        fresh = {key: article for key, article in fresh.items() if self.recent.get(key) is None}
        views = self._views(fresh.values())
        found: list[list[Match]] = [[] for _ in views]
        for matcher in self.matchers:
            for (view, _), matches in zip(views, found, strict=True):
                matches.extend(matcher.match(view))
        self._prepared = {
            key: _reading(view, source, matches)
            for key, (view, source), matches in zip(fresh, views, found, strict=True)
        }

    def _reading(self, article: Article) -> Reading:
        """What the matchers find in an article, or found when it came before."""
        key = self.recent.key(article.text, article.date or self.date)
        reading = self.recent.get(key)
        if reading is None:
            reading = self._prepared.pop(key, None)
            if reading is None:
                view, source = self.view(article)
                reading = _reading(view, source, [match for matcher in self.matchers for match in matcher.match(view)])
            self.recent.put(key, reading)
        return reading

    def view(self, article: Article, notes: list[Note] | None = None) -> tuple[View, str]:
        """An article's tokens and classes, and where its date came from (see `schemas.Document`)."""
        origin = plain(article.text)
        table = self.tokenizer(article.text if origin is None else origin.text)
        return self._view(article, origin, table, notes)

    def _views(self, articles: Collection[Article]) -> list[tuple[View, str]]:
        """The same of several articles, which takes less time."""
        origins = [plain(article.text) for article in articles]
        texts = [
            article.text if origin is None else origin.text for article, origin in zip(articles, origins, strict=True)
        ]
        tables = self.tokenizer.tables(texts)
        laid_out = lay_out(tables, texts) if tables else []
        return [
            self._view(article, origin, table, laid_out=laid)
            for article, origin, table, laid in zip(articles, origins, tables, laid_out, strict=True)
        ]

    def _view(
        self,
        article: Article,
        origin: Plain | None,
        table: Any,
        notes: list[Note] | None = None,
        laid_out: LaidOut | None = None,
    ) -> tuple[View, str]:
        text = article.text if origin is None else origin.text
        view = View(table, text, article.date or self.date, notes, laid_out)
        view.origin = origin
        source = "handed_in"
        if view.date is None:
            view.date = dateline.find(view)
            source = "none" if view.date is None else "dateline"
        return view, source

    def tokenize(self, text: str) -> Doc:
        """The spaCy `Doc` of a text: tokens only."""
        return self.tokenizer.doc(text)

    def match(self, view: View) -> list[Match]:
        """What the matchers find, in the order of records: start, end, kind."""
        found = [match for matcher in self.matchers for match in matcher.match(view)]
        found.sort(key=_place)
        return found

    def read(self, article: Article, view: View, source: str, found: Sequence[Match]) -> Extraction:
        """Records of what was found in an article."""
        records = self._rows.records(article.text, article.id, _with_sentences(view, found))
        counts: dict[str, int] = dict.fromkeys(KINDS, 0)
        for record in records:
            counts[record.kind] += 1
        return Extraction(_document(article, view.date, source, counts), Records(records), article.text)

    def _known(self) -> dict[str, set[int]]:
        """The words, in small letters, of which some matcher knows more than their shape, and in which alphabets."""
        known: dict[str, set[int]] = {}
        words = [layout.words(), self.quantities.words(), self.date_matcher.words()]
        words += [self.country_matcher.words(), self.project_matcher.words()]
        for channel, of_matcher in enumerate(words):
            for word in of_matcher:
                known.setdefault(word.lower(), set()).add(channel)
        return known

    def _words(self) -> KnownWords:
        """What tells the classes of words."""
        matchers = self.quantities, self.date_matcher, self.country_matcher, self.project_matcher
        classifiers: list[Callable[[str], str]] = [layout.classify, *(matcher.classify for matcher in matchers)]
        by_ending = self.country_matcher.by_ending, self.project_matcher.by_ending
        return KnownWords(classifiers, self._known(), *by_ending)


def _reading(view: View, source: str, found: list[Match]) -> Reading:
    """What matches, in any order, are in all."""
    found.sort(key=_place)
    return Reading(view.date, source, tuple(_with_sentences(view, found)))


def _with_sentences(view: View, found: Iterable[Match]) -> Iterator[tuple[Match, Span]]:
    """Facts with their sentences, both by the offsets of the article's own text."""
    origin = view.origin
    for match in found:
        sentence = view.sentence_span(match.start, match.end)
        if origin is None:
            yield match, sentence
        else:
            first, last = origin.span(match.start, match.end)
            yield match._replace(start=first, end=last), Span(*origin.span(*sentence))


def _document(article: Article, date: dt.date | None, source: str, counts: dict[str, int]) -> Document:
    text = article.text
    return Document(
        doc=article.id,
        sha256=article.sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding=article.encoding,
        encoding_certainty=article.certainty,
        characters=len(text),
        title=_title(text),
        date=date,
        date_source=source,  # type: ignore[arg-type]  # checked by the model
        counts=Counts(**counts),
    )


def _title(text: str) -> str | None:
    """The first line with a word in it, white space collapsed and cut to a title's length."""
    word = _WORD.search(text)
    if word is None:
        return None
    start = text.rfind("\n", 0, word.start()) + 1
    end = text.find("\n", word.start())
    line = text[max(start, word.start() - _LONGEST_TITLE) : end if end >= 0 else len(text)]
    return " ".join(line[: 4 * _LONGEST_TITLE].split())[:_LONGEST_TITLE]


def _place(match: Match) -> tuple[int, int, str]:
    return match.start, match.end, match.kind


def _load(paths: Iterable[str | Path]) -> vocabulary.Vocabulary:
    return vocabulary.load([Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)])
