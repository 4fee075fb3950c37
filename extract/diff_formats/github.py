"""GitHub's workflow commands: an annotation on the article's line for each difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.diff import DocumentDiff
from extract.diff_formats.report import Report, headline, summary
from extract.shown import excerpt, flat


def render(documents: Iterable[DocumentDiff], report: Report) -> Iterator[str]:
    """A command a line: ``error`` for what differs, ``notice`` for what only moved; then the counts."""
    for document in documents:
        for difference in document.differences:
            record = difference.record
            path, line = report.line(difference.new or record)
            level = "notice" if difference.change == "moved" else "error"
            sentence = record.sentence
            around = excerpt(sentence.text, record.start - sentence.start, record.end - sentence.start)
            message = f"{headline(difference)}\n{''.join(around)}"
            title = f"newsfacts: {difference.change} {record.kind}"
            yield (
                f"::{level} file={_property(flat(path))},line={line},title={_property(title)}"
                f"::{_data(message)}\n"
            )
    # Not a command, and it cannot be read as one: counts and words of this package alone.
    yield summary(report.tally) + "\n"
    if report.tally.differ and report.accept:
        yield f"::notice title=newsfacts::{_data(report.accept)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
