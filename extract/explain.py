"""Why a record is what it is, and why a span is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.article import Article, Failure
from extract.errors import InputError, UsageError
from extract.inputs import Part, Reading
from extract.pieces import Options
from extract.pipeline import Pipeline
from extract.readers import articles
from extract.sources import find
from extract.view import COUNTRY, DATE, LAYOUT, PROJECT, QUANTITY, Note, View
from schemas import Record

_ALPHABETS = {
    "layout": LAYOUT,
    "money, percent, multiple": QUANTITY,
    "date": DATE,
    "country": COUNTRY,
    "project": PROJECT,
}
_ALPHABET_OF = {
    "money": QUANTITY,
    "percent": QUANTITY,
    "multiple": QUANTITY,
    "date": DATE,
    "country": COUNTRY,
    "project": PROJECT,
}
_ENVELOPE = frozenset({"kind", "doc", "start", "end", "text", "rule", "sentence", "id", "v"})


def explain(what: str, span: str | None, options: Options) -> Iterator[str]:
    """Lines that explain each record of a text or of a file's articles, or what stands at a span.

    ``span`` is ``START:END`` in characters, or words of the text, each place of which is explained. Raises
    `InputError` for a file that cannot be read and `UsageError` for a span that is not in the text.
    """
    pipeline = Pipeline(
        kinds=options.kinds, date=options.date, currency=options.currency, vocabulary=options.vocabulary
    )
    for article in _articles(what, options.reading):
        notes: list[Note] = []
        view, source = pipeline.view(article, notes)
        records = pipeline.read(article, view, source, pipeline.match(view)).records
        notes[:] = [_placed(note, view) for note in notes]
        if view.date is not None:
            yield f"the document's date: {view.date} ({source.replace('_', ' ')})"
        if span is None:
            for record in records:
                yield from _record(record, view, notes)
            if not records:
                yield f"{article.id}: no records"
        else:
            for start, end in _places(span, article.text):
                yield from _span(start, end, article.text, view, records, notes)


def _articles(what: str, reading: Reading) -> Iterator[Article]:
    try:
        is_file = Path(what).is_file()
    except (OSError, ValueError):  # too long for a name, or a NUL in it: a text
        is_file = False
    if not is_file:
        yield Article(id="text", text=what)
        return
    path = Path(what)
    (source,) = find([path])
    for article in articles(Part(source), reading):
        if isinstance(article, Failure):
            raise InputError(article.message)
        yield article


def _places(span: str, text: str) -> list[tuple[int, int]]:
    start, _, end = span.partition(":")
    if start.isascii() and end.isascii() and start.isdigit() and end.isdigit():
        if not 0 <= int(start) < int(end) <= len(text):
            raise UsageError(f"--span {span}: the text has characters 0 to {len(text)}")
        return [(int(start), int(end))]
    places = []
    at = text.find(span) if span else -1
    while at >= 0:
        places.append((at, at + len(span)))
        at = text.find(span, at + len(span))
    if not places:
        raise UsageError(f"--span {span!r}: these words are not in the text")
    return places


def _record(record: Record, view: View, notes: list[Note]) -> Iterator[str]:
    yield f"{record.kind}  {' '.join(record.text.split())}  [{record.start}:{record.end}]"
    yield f"    rule    {record.rule}"
    values = record.model_dump(mode="json", exclude=set(_ENVELOPE))
    yield "    value   " + ", ".join(f"{name} {value}" for name, value in values.items() if value is not None)
    pieces = dict.fromkeys(
        piece
        for note in notes
        if (note.kind, note.start, note.end) == (record.kind, record.start, record.end) and not note.reason
        for piece in note.pieces
    )
    if pieces:
        yield "    pieces  " + ", ".join(f"{name} “{' '.join(text.split())}”" for name, text in pieces)
    yield "    tokens  " + _tokens(view, record.start, record.end, _ALPHABET_OF[record.kind])


def _tokens(view: View, start: int, end: int, channel: int) -> str:
    classes = view.classes(channel)
    if view.origin is not None:
        start, end = view.origin.at(start), view.origin.at(end - 1) + 1
    if not len(view):
        return ""
    first, last = view.token_at(start), view.token_at(end - 1)
    return " ".join(f"{' '.join(view.word(i).split())}/{classes[i]}" for i in range(first, last + 1))


def _placed(note: Note, view: View) -> Note:
    """A note with its place in the article, where the matchers read another spelling of it."""
    if view.origin is None:
        return note
    start, end = view.origin.span(note.start, note.end)
    return note._replace(start=start, end=end)


def _span(start: int, end: int, text: str, view: View, records: Iterable[Record], notes: list[Note]) -> Iterator[str]:
    yield f"“{' '.join(text[start:end].split())}”  [{start}:{end}]"
    for name, channel in _ALPHABETS.items():
        yield f"    {name}: {_tokens(view, start, end, channel)}"
    here = [record for record in records if record.start < end and start < record.end]
    for record in here:
        yield from _record(record, view, notes)
    near = [note for note in notes if note.start < end and start < note.end and note.reason]
    for note in near:
        said = " ".join(text[note.start : note.end].split())
        yield f"    no {note.kind}: “{said}”: rule {note.rule}: {note.reason}"
    if not here and not near:
        yield "    no rule matches here; the classes above say what each word means to the rules (. is nothing)"
