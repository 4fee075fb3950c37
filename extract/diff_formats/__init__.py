"""How differences are shown: a file a format.

Each takes documents as they are compared and gives pieces of text to be written, so that a comparison of any size is
shown as it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from extract.diff import DocumentDiff
from extract.diff_formats import github, json, junit, markdown, terminal
from extract.diff_formats.report import Report

Format = Callable[[Iterable[DocumentDiff], Report], Iterator[str]]
"""Takes documents, and what is known of the comparison, whose tally counts along; gives the text."""

FORMATS: dict[str, Format] = {
    "terminal": terminal.render,
    "json": json.render,
    "markdown": markdown.render,
    "github": github.render,
    "junit": junit.render,
}
"""The formats by name; the first is the usual one."""

__all__ = ["FORMATS", "Format", "Report"]
