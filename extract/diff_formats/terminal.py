"""For people at a terminal: each fact with the sentence around it, and what changed in it marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.diff import Difference, DocumentDiff
from extract.diff_formats.report import Report, headline, summary
from extract.shown import excerpt, flat

_STYLES = {"changed": "\x1b[33m", "removed": "\x1b[31m", "added": "\x1b[32m", "moved": "\x1b[34m"}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_OUT, _IN = "\x1b[31;9m", "\x1b[32;1m"


def render(documents: Iterable[DocumentDiff], report: Report) -> Iterator[str]:
    """The differences of each document, then a line that counts them up.

    In the sentence, ``[-old-]{+new+}`` marks what changed, as wdiff has it; with colours these say it.
    """
    paint = _painted if report.color else _unpainted
    for document in documents:
        if document.differences:
            yield paint(_BOLD, flat(document.doc)) + "\n"
            yield from (_entry(difference, report.color) for difference in document.differences)
            yield "\n"
    yield paint(_BOLD, summary(report.tally)) + "\n"
    if report.tally.differ and report.accept:
        yield report.accept + "\n"


def _painted(style: str, text: str) -> str:
    return f"{style}{text}{_PLAIN}"


def _unpainted(style: str, text: str) -> str:
    return text


def _entry(difference: Difference, color: bool) -> str:
    paint = _painted if color else _unpainted
    change, _, said = headline(difference).partition(" ")
    record = difference.record
    sentence = record.sentence
    around = excerpt(sentence.text, record.start - sentence.start, record.end - sentence.start)
    before = flat(difference.old.text) if difference.old else ""
    return (
        f"  {paint(_STYLES[change], change)} {said}\n"
        f"      {around.before}{_marked(difference, before, around.span, color)}{around.after}\n"
    )


def _marked(difference: Difference, old: str, new: str, color: bool) -> str:
    out = f"{_OUT}{old}{_PLAIN}" if color else f"[-{old}-]"
    into = f"{_IN}{new}{_PLAIN}" if color else f"{{+{new}+}}"
    match difference.change:
        case "removed":
            return out
        case "added":
            return into
        case "changed" if old != new:
            return f"{out} {into}" if color else out + into
        case _:
            return f"{_BOLD}{new}{_PLAIN}" if color else f"[{new}]"
