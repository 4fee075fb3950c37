"""Markdown, for a comment under a pull request.

What articles say stands in code blocks and code spans only, with fences that it cannot close: nothing in an article
can be a heading, a link, a mention of somebody or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.diff import Difference, DocumentDiff
from extract.diff_formats.report import Report, headline, summary
from extract.shown import excerpt, flat
from schemas import Record

_ROOM = 55_000
"""A comment may have some 65,000 characters; what is behind this is only counted."""

_TICKS = re.compile("`+")


def render(documents: Iterable[DocumentDiff], report: Report) -> Iterator[str]:
    """A heading with the counts, then the facts of each document as a diff of their sentences."""
    parts: list[str] = []
    room, left = _ROOM, 0
    for document in documents:
        entries = [_entry(difference) for difference in document.differences]
        if not entries:
            continue
        heading = f"\n**{_code(flat(document.doc))}**\n"
        for entry in entries:
            if room < len(heading) + len(entry):
                left += 1
                continue
            parts += [heading, entry]
            room -= len(heading) + len(entry)
            heading = ""
    yield f"### newsfacts: {summary(report.tally)}\n"
    if parts:
        yield f"\nFrom {_code(flat(report.old))} to {_code(flat(report.new))}.\n"
    yield from parts
    if left:
        yield f"\n… and {left:,} more.\n"
    if report.tally.differ and report.accept:
        yield f"\n{_fenced(report.accept)}"


def _entry(difference: Difference) -> str:
    change, _, said = headline(difference).partition(" ")
    lines = []
    if difference.old and difference.change != "moved":
        lines.append(f"- {_sentence(difference.old)}")
    if difference.new:
        lines.append(f"{' ' if difference.change == 'moved' else '+'} {_sentence(difference.new)}")
    return f"\n{change} {_code(said)}\n\n{_fenced(chr(10).join(lines), 'diff')}"


def _sentence(record: Record) -> str:
    sentence = record.sentence
    around = excerpt(sentence.text, record.start - sentence.start, record.end - sentence.start)
    return f"{around.before}⟦{around.span}⟧{around.after}"


def _code(text: str) -> str:
    """A code span: fenced by more backticks than the text has in a row."""
    ticks = "`" * (_longest(text) + 1)
    pad = " " if "`" in text or not text.strip() else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _fenced(text: str, language: str = "") -> str:
    fence = "`" * max(3, _longest(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}\n"


def _longest(text: str) -> int:
    return max(map(len, _TICKS.findall(text)), default=0)
