"""JUnit XML, for the test report of a CI server: a test case for each document, which fails if a fact differs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from extract.diff import DocumentDiff
from extract.diff_formats.report import Report, headline, summary
from extract.shown import excerpt, flat

_BLOCK = 1 << 16


def render(documents: Iterable[DocumentDiff], report: Report) -> Iterator[str]:
    """One test suite. Its head has the counts, so the cases wait in a file until all are compared."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as cases:
        for document in documents:
            cases.write(_case(document))
        tally = report.tally
        counts = f'tests="{tally.documents}" failures="{tally.differing}" errors="0"'
        name = quoteattr(flat(f"extract diff {report.old} {report.new}"))
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<testsuites {counts}>\n<testsuite name={name} {counts} skipped="0">\n'
        cases.seek(0)
        while block := cases.read(_BLOCK):
            yield block
        said = summary(tally) + (f"\n{report.accept}" if tally.differ and report.accept else "")
        yield f"<system-out>{escape(said)}</system-out>\n</testsuite>\n</testsuites>\n"


def _case(document: DocumentDiff) -> str:
    name = quoteattr(flat(document.doc))
    failing = [difference for difference in document.differences if difference.change != "moved"]
    head = f'<testcase classname="newsfacts" name={name}'
    if not failing:
        return f"{head}/>\n"
    lines = []
    for difference in document.differences:
        record = difference.record
        sentence = record.sentence
        around = excerpt(sentence.text, record.start - sentence.start, record.end - sentence.start)
        lines.append(f"{headline(difference)}\n    {around.before}[{around.span}]{around.after}\n")
    said = f"{len(failing)} fact{'s' * (len(failing) != 1)} differ{'s' * (len(failing) == 1)}"
    return f'{head}><failure type="difference" message="{said}">{escape("".join(lines))}</failure></testcase>\n'
