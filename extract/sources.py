"""Where articles come from: paths to the files to read, in one order, each with the id of its documents."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from extract.errors import UsageError
from extract.inputs import Source
from extract.readers import READERS
from extract.storage import PACKINGS, STDIN, first_line, is_remote, list_remote, peek

__all__ = ["Source", "find", "reader_of"]

_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""Byte order marks, white space, and what UTF-16 has between."""


def find(paths: Sequence[str | Path], reader: str | None = None, out: str | None = None) -> list[Source]:
    """The files below some paths, sorted by the id that their documents get.

    A path is a file, a folder, a URL that fsspec knows, or ``-`` for standard input. A folder is searched
    recursively for files that a reader knows by their ending; hidden files and folders are left out. A file that is
    named itself is read whatever it is called, by ``reader`` where its ending says nothing, as plain text without.
    So is standard input, as JSON Lines if it begins with ``{``. An id is the path below the folder given (the name,
    for a file); where several paths were given and two ids are the same, each gets its path's own name in front.

    ``out`` is a folder to leave out where it lies in another: what a run writes is not what the next one reads.

    Raises `UsageError` for a path that is not there and a folder with nothing to read.
    """
    if reader is not None and reader not in READERS:
        raise UsageError(f"unknown input format {reader!r}; formats are {', '.join(READERS)}")
    roots = [list(_below(str(path), reader, out)) for path in paths]
    ids = [source.doc for files in roots for source, _ in files]
    clash = len(ids) != len(set(ids))
    found: dict[str, Source] = {}
    for files in roots:
        for source, longer in files:
            # The same folder given twice is read once; "a/x" and "b/x" are two.
            doc = _whole_characters(longer if clash else source.doc)
            known = found.get(doc)
            if known is not None and not _same(known.path, source.path):
                doc = _whole_characters(source.path)
            found[doc] = source if doc == source.doc else _named(source, doc)
    return sorted(found.values(), key=lambda source: source.doc)


def reader_of(name: str | Path) -> tuple[str | None, str]:
    """The name of the reader for a file, by its ending, and its packing (``gz``); None where no reader is known.

    >>> reader_of("2024/news.jsonl.gz"), reader_of("notes")
    (('jsonl', 'gz'), (None, ''))
    """
    stem, _, ending = str(name).lower().rpartition(".")
    packing = ""
    if ending in PACKINGS:
        packing = ending
        stem, _, ending = stem.rpartition(".")
    return (ending if stem and ending in READERS else None), packing


def _below(path: str, reader: str | None, out: str | None) -> Iterator[tuple[Source, str]]:
    """The sources below a path, each with the longer id that it gets where the shorter one is not its own."""
    if path == STDIN:
        kind = reader or ("jsonl" if peek().lstrip(_BEFORE).startswith(b"{") else "txt")
        yield Source(STDIN, "stdin", kind, 0), "stdin"
    elif is_remote(path):
        yield from _remote(path, reader)
    else:
        yield from _local(Path(path), reader, out)


def _local(path: Path, reader: str | None, out: str | None) -> Iterator[tuple[Source, str]]:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UsageError(f"{path}: no such file or folder") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    if not path.is_dir():
        yield _source(path, path.name, reader or "txt"), path.as_posix()
        return
    empty = True
    left_out = os.path.realpath(out) if out and not is_remote(out) else None
    unread: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=unread.append):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and os.path.realpath(Path(folder, name)) != left_out
        )
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and reader_of(name)[0] and _is_wanted(file):
                empty = False
                below = file.relative_to(path).as_posix()
                yield _source(file, below), PurePosixPath(path.name, below).as_posix()
    for trouble in unread:
        below = os.path.relpath(trouble.filename, path)
        if below == ".":
            raise UsageError(f"{path}: cannot be read: {trouble.strerror}")
        doc = Path(below).as_posix()
        problem = trouble.strerror or first_line(trouble)
        source = Source(str(trouble.filename), doc, "txt", 0, problem=f"{problem} (a folder)")
        yield source, PurePosixPath(path.name, doc).as_posix()
    if empty and not unread:
        raise UsageError(f"{path}: no articles in this folder; files may end in {_endings()}")


def _is_wanted(path: Path) -> bool:
    """Not a pipe or a device, which would be waited for. What is not there is a failure when it is read."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _source(path: Path, doc: str, otherwise: str = "txt") -> Source:
    kind, packing = reader_of(path.name)
    try:
        state = path.stat()
        size, stamp = state.st_size, str(state.st_mtime_ns)
    except OSError:
        size, stamp = 0, ""
    return Source(str(path), doc, kind or otherwise, size, packing, stamp)


def _remote(url: str, reader: str | None) -> Iterator[tuple[Source, str]]:
    found = list(list_remote(url))
    alone = len(found) == 1 and "*" not in url
    empty = True
    for below, path, size, stamp in found:
        kind, packing = reader_of(below)
        hidden = any(part.startswith(".") for part in below.split("/"))
        if alone or "*" in url or (kind and not hidden):
            empty = False
            yield Source(path, below, kind or reader or "txt", size, packing, stamp), path
    if empty:
        raise UsageError(f"{url}: no articles there; files may end in {_endings()}")


def _endings() -> str:
    return ", ".join(f".{name}" for name in READERS) + f", each also packed (.{', .'.join(PACKINGS)})"


def _whole_characters(name: str) -> str:
    """A name as an id: a byte in it that is no UTF-8, which no output could hold, as an escape (``\\udcff``)."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()


def _named(source: Source, doc: str) -> Source:
    return replace(source, doc=doc)


def _same(one: str, other: str) -> bool:
    if STDIN in (one, other) or is_remote(one) or is_remote(other):
        return one == other
    try:
        return Path(one).samefile(other)
    except OSError:  # one of them is gone
        return one == other


