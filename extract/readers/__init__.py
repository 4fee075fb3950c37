"""Readers: a file a format. Each turns a file, or a part of one, into articles and failures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.article import Article, Failure
from extract.readers import jsonl, text

Reader = Callable[[str, str, int, int | None], Iterator[Article | Failure]]
"""Takes a path, the id of its document, and the bytes (start, end) to read; end None is the file's end."""

READERS: dict[str, Reader] = {
    "txt": text.read,
    "jsonl": jsonl.read,
}
"""The formats by the endings of files."""

SPLITTABLE = frozenset({"jsonl"})
"""The formats of which a part can be read: one that begins and ends anywhere, the reader keeps to lines."""
