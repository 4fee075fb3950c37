"""Where articles come from: paths to the files to read, in one order, each with the id of its documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extract.errors import UsageError
from extract.readers import READERS


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, the id of its document, its reader's name and its size in bytes."""

    path: str
    doc: str
    reader: str
    size: int


def find(paths: Sequence[str | Path]) -> list[Source]:
    """The files below some paths, sorted by the id that their documents get.

    A folder is searched recursively for files that a reader knows by their ending; hidden files and folders
    are left out. A file that is named itself is read whatever it is called, as plain text where its ending
    says nothing. An id is the path below the folder given (the name, for a file); where several paths were
    given and two ids are the same, each gets its path's own name in front.

    Raises `UsageError` for a path that is not there and a folder with nothing to read.
    """
    roots = [(Path(path), list(_below(Path(path)))) for path in paths]
    ids = [doc for _, files in roots for doc, _ in files]
    clash = len(ids) != len(set(ids))
    found: dict[str, Source] = {}
    for root, files in roots:
        for name, path in files:
            doc = name
            if clash:
                # The same folder given twice is read once; "a/x" and "b/x" are two.
                doc = PurePosixPath(root.name, name).as_posix() if root.is_dir() else path.as_posix()
            known = found.get(doc)
            if known is not None and not path.samefile(known.path):
                doc = path.as_posix()
            found[doc] = Source(str(path), doc, reader_of(path), _size(path))
    return sorted(found.values(), key=lambda source: source.doc)


def reader_of(path: Path) -> str:
    """The name of the reader for a file, by its ending; ``txt`` where none is known."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in READERS else "txt"


def _below(path: Path) -> Iterable[tuple[str, Path]]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not path.is_dir():
        yield path.name, path
        return
    empty = True
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.suffix.lower().removeprefix(".") in READERS:
                empty = False
                yield file.relative_to(path).as_posix(), file
    if empty:
        endings = ", ".join(f".{name}" for name in READERS)
        raise UsageError(f"{path}: no articles in this folder; files may end in {endings}")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
