"""Writes an output folder: files that appear whole or not at all, and a run that can go on where it was ended.

Everything is written aside, in ``.unfinished`` in the folder, and takes its name when the run ends well. There the
journal lies too (`extract.journal`). A folder at a URL is written in a temporary one and copied when it is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import orjson

from extract import journal
from extract.article import Failure
from extract.duplicates import Names
from extract.errors import UsageError
from extract.fingerprint import differences
from extract.journal import Journal
from extract.lock import Lock
from extract.pieces import Result
from extract.storage import filesystem, first_line, is_remote
from extract.writers.base import DOCUMENTS, FAILURES, RECORDS, TEXTS, Format

ASIDE = ".unfinished"
RUN = "run.json"
COMMIT = 0.5
"""Seconds between two entries of the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is to be written where.

    ``kinds`` are what is written even if there is nothing of it, where each kind has a file; ``size`` is the number of
    bytes after which records go to a next file. ``conditions`` tells what decides the output (`extract.fingerprint`);
    ``run`` is what goes to ``run.json`` for later runs to compare with.
    """

    folder: str
    format: Format
    kinds: tuple[str, ...] = ()
    size: int = 0
    resume: bool = False
    conditions: Callable[[], dict[str, str]] = dict
    run: dict[str, str] | None = None


@dataclass(slots=True)
class _File:
    """A file that is being written, and its length."""

    file: IO[bytes]
    length: int = 0


@dataclass(slots=True)
class _State:
    """The files, and the name of the file that records go to now, where they go to one after the other."""

    files: dict[str, _File] = field(default_factory=dict)
    part: int = 0


class FolderWriter:
    """Writes results into a folder.

    Used in a ``with`` statement. When the block ends well, the files take their names. When it does not, nothing
    has changed but that an unfinished run may lie aside to be resumed. ``failures.jsonl`` is there only if a document
    failed, ``texts.jsonl`` only for documents whose text is not what their files say.

    Raises `UsageError` where the folder cannot be written, is being written by another run, or holds an unfinished run
    that was of another kind than the one to resume.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pieces = 0
        """How many pieces are done."""
        self.state: dict[str, Any] = {}
        """What `commit` was given by the run that is resumed."""
        self.finished = False
        """Whether the run that is resumed only had to give the files their names."""
        remote = is_remote(settings.folder)
        self.folder = Path(tempfile.mkdtemp(prefix="newsfacts-")) if remote else Path(settings.folder)
        self.aside = self.folder / ASIDE
        self._lock = Lock(self.aside / "lock")
        self._now = _State()
        self._names: Names | None = None
        self._committed = time.monotonic()
        self._journal: Journal | None = None
        self._made: Path | None = None

    def __enter__(self) -> Self:
        try:
            if is_remote(self.settings.folder):
                filesystem(self.settings.folder)
            elif not self.folder.exists():
                self._made = self.folder
            self.aside.mkdir(parents=True, exist_ok=True)
            self._lock.take()
            self._journal = journal.read(self.aside) if self.settings.resume else None
            if self._journal is None:
                self._clear()
                for name in self._always():
                    self._open(name)
            else:
                self._restore(self._journal)
        except OSError as error:
            self._close()
            raise self._cannot(error) from error
        except BaseException:
            self._close()
            raise
        return self

    def write(self, result: Result) -> None:
        """Add what a piece gave."""
        try:
            for name, data in result.files.items():
                self._append(self._target(name), data)
            self._write_own(result.own)
            if result.failures:
                self._append(self.settings.format.file(FAILURES), b"".join(map(_line, result.failures)))
        except OSError as error:
            raise self._cannot(error) from error
        self.pieces += 1

    def append(self, name: str, data: bytes) -> None:
        """Add to a file that is kept for the run alone; its name begins with a dot."""
        try:
            self._append(name, data)
        except OSError as error:
            raise self._cannot(error) from error

    def kept(self, name: str) -> bytes:
        """What a run that is resumed added to such a file."""
        try:
            return (self.aside / name).read_bytes()
        except OSError:
            return b""

    def due(self) -> bool:
        """Whether it is time to `commit`."""
        return time.monotonic() - self._committed >= COMMIT

    def commit(self, state: dict[str, Any]) -> None:
        """Enter into the journal that what was written so far is done. ``state`` is given back to who resumes."""
        try:
            for item in self._now.files.values():
                if not item.file.closed:
                    item.file.flush()
                    os.fsync(item.file.fileno())
            self._enter(state, None)
        except OSError as error:
            raise self._cannot(error) from error
        self._committed = time.monotonic()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._close()
            return
        try:
            self._finish()
        except OSError as failed:
            raise self._cannot(failed) from failed
        finally:
            self._close()

    @property
    def resumable(self) -> bool:
        """Whether a later run can go on with this one."""
        return self._journal is not None and not is_remote(self.settings.folder)

    # Files.

    def _always(self) -> list[str]:
        """The files that are there even if they are empty."""
        form = self.settings.format
        if self.settings.kinds:
            names = [f"{RECORDS}/{kind}" for kind in self.settings.kinds]
        else:
            names = [f"{RECORDS}/00000" if self.settings.size else RECORDS]
        return [form.file(name) for name in (*names, DOCUMENTS)]

    def _target(self, name: str) -> str:
        """Where bytes for a file go: with records in files of a size, to the one that is not full yet."""
        settings, now = self.settings, self._now
        if not settings.size or name != settings.format.file(RECORDS):
            return name
        target = settings.format.file(f"{RECORDS}/{now.part:05d}")
        if now.files[target].length >= settings.size:
            now.part += 1
            _shut(now.files[target].file)  # there may be more of them than a process may have open
            target = settings.format.file(f"{RECORDS}/{now.part:05d}")
        return target

    def _open(self, name: str, length: int | None = None) -> _File:
        """Open a file to add to; one that is new gets its head, one that is not is cut to its length."""
        path = self.aside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if length is None:
            file: IO[bytes] = path.open("wb")
            head = self.settings.format.head(_table(name)) if _table(name) in (RECORDS, DOCUMENTS) else b""
            item = _File(file, len(head))
            file.write(head)
        else:
            file = path.open("r+b")
            file.truncate(length)
            file.seek(length)
            item = _File(file, length)
        self._now.files[name] = item
        return item

    def _append(self, name: str, data: bytes) -> None:
        item = self._now.files.get(name) or self._open(name)
        item.file.write(data)
        item.length += len(data)

    def _write_own(self, own: list[tuple[str, str, bytes]]) -> None:
        """Write documents' own files, each of which is there whole or not at all."""
        documents: list[tuple[str, dict[str, bytes]]] = []
        for name, ending, data in own:
            if not documents or documents[-1][0] != name or ending in documents[-1][1]:
                documents.append((name, {}))
            documents[-1][1][ending] = data
        if not documents:
            return
        if self._names is None:
            self._names = Names(self.kept(".names"))
        packed, names = self._names.add([name for name, _ in documents])
        self._append(".names", packed)
        aside = self.aside / ".own"
        for name, (_, files) in zip(names, documents, strict=True):
            for ending, data in files.items():
                aside.write_bytes(data)
                path = self.folder / f"{name}{ending}"
                try:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    aside.replace(path)
                except (FileExistsError, IsADirectoryError, NotADirectoryError):  # a.tml, and a.tml/b.tml
                    aside.replace(self.folder / f"%{hashlib.sha256(name.encode()).hexdigest()[:32]}{ending}")

    # The journal.

    def _enter(self, state: dict[str, Any], finished: list[str] | None) -> None:
        conditions = self._journal.conditions if self._journal else self.settings.conditions()
        lengths = {name: item.length for name, item in self._now.files.items()}
        self._journal = Journal(conditions, self.pieces, lengths, state, finished)
        self._journal.write(self.aside)

    def _restore(self, old: Journal) -> None:
        different = differences(old.conditions, self.settings.conditions())
        if different:
            verb = "is" if len(different) == 1 else "are"
            raise UsageError(
                f"{self.folder}: the unfinished run there cannot be resumed: {', '.join(different)} {verb} not what it "
                "was; without --resume all is extracted anew"
            )
        self.pieces, self.state = old.pieces, old.state
        if old.finished is not None:
            self.finished = True
            return
        for path in sorted(self.aside.rglob("*")):
            name = path.relative_to(self.aside).as_posix()
            if path.is_file() and name not in (*old.lengths, journal.NAME, "lock"):
                path.unlink()
        for name, length in old.lengths.items():
            if (self.aside / name).stat().st_size < length:
                raise UsageError(f"{self.folder}: the unfinished run there is damaged; start it without --resume")
            self._open(name, length)
            if re.match(rf"{RECORDS}/\d", name):
                self._now.files[name].file.close()
        parts = sorted((name for name in old.lengths if re.match(rf"{RECORDS}/\d", name)), key=lambda n: (len(n), n))
        for name in parts[-1:]:
            self._open(name, old.lengths[name])
        self._now.part = max(0, len(parts) - 1)

    # The end.

    def _finish(self) -> None:
        """Give the files their names."""
        if self.finished and self._journal:
            names = self._journal.finished or []
        else:
            names = [name for name in self._now.files if not name.startswith(".")]
            if self.settings.run is not None:
                self._append(RUN, orjson.dumps(self.settings.run, option=orjson.OPT_INDENT_2))
                names.append(RUN)
            for item in self._now.files.values():
                if self._journal:
                    _shut(item.file)
                item.file.close()
            self._convert(names)
            if self._journal:
                self._enter(self._journal.state, names)
        for name in names:
            self._name(name)
        self._remove_stale(set(names))
        if is_remote(self.settings.folder):
            self._upload(names)
        self._journal = None

    def _convert(self, names: Iterable[str]) -> None:
        finish = self.settings.format.finish
        if finish is None:
            return
        for name in names:
            if _table(name) in (RECORDS, DOCUMENTS):
                made = self.aside / ".made"
                finish(_table(name), self.aside / name, made)
                made.replace(self.aside / f"{name}.made")

    def _name(self, name: str) -> None:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        converted = self.settings.format.finish is not None and _table(name) in (RECORDS, DOCUMENTS)
        with contextlib.suppress(FileNotFoundError):  # a run that was killed here had named some already
            (self.aside / (f"{name}.made" if converted else name)).replace(target)

    def _remove_stale(self, names: set[str]) -> None:
        """Remove what an earlier run of the same format left in the folder and this one has not written."""
        for name in self._possible():
            if name not in names:
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    (self.folder / name).unlink()
        with contextlib.suppress(OSError):
            (self.folder / RECORDS).rmdir()

    def _possible(self) -> list[str]:
        form = self.settings.format
        found = [RUN, *(form.file(name) for name in (RECORDS, FAILURES, TEXTS))]
        ours = re.compile(rf"(?:\d{{5,}}|[a-z_]+){re.escape(form.ending)}")
        folder = self.folder / RECORDS
        if folder.is_dir():
            found += [f"{RECORDS}/{path.name}" for path in folder.iterdir() if ours.fullmatch(path.name)]
        return found

    def _upload(self, names: list[str]) -> None:
        fs, root = filesystem(self.settings.folder.rstrip("/"))
        own = [path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*")) if path.is_file()]
        try:
            for name in sorted({*names, *(name for name in own if not name.startswith(ASIDE))}):
                fs.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
                fs.put_file(str(self.folder / name), f"{root}/{name}")
            for name in (RUN, self.settings.format.file(FAILURES), self.settings.format.file(TEXTS)):
                if name not in names and fs.exists(f"{root}/{name}"):
                    fs.rm_file(f"{root}/{name}")
        except Exception as error:
            raise UsageError(f"{self.settings.folder}: cannot be written: {first_line(error)}") from error

    def _clear(self) -> None:
        for path in self.aside.iterdir():
            if path.name != "lock":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _close(self) -> None:
        """Close all. An unfinished run stays where it can be resumed; otherwise nothing is left."""
        for item in self._now.files.values():
            with contextlib.suppress(OSError):
                item.file.close()
        if is_remote(self.settings.folder):
            self._lock.release()
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        if self._journal is None and self._lock.held:
            shutil.rmtree(self.aside, ignore_errors=True)
            if self._made:
                with contextlib.suppress(OSError):
                    self._made.rmdir()
        self._lock.release()

    def _cannot(self, error: OSError) -> UsageError:
        said = f"{self.settings.folder}: cannot be written: {error.strerror or first_line(error)}"
        return UsageError(f"{said}; --resume goes on when that is mended" if self.resumable else said)


def _shut(file: IO[bytes]) -> None:
    """Close a file that is surely on the disk then."""
    if not file.closed:
        file.flush()
        os.fsync(file.fileno())
        file.close()


def _table(name: str) -> str:
    return re.split(r"[/.]", name, maxsplit=1)[0]


def _line(failure: Failure) -> bytes:
    row = {"doc": _written(failure.doc), "message": _written(failure.message)}
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _written(text: str) -> str:
    """Text without halves of surrogate pairs, which a file's name or a line of JSON may have, and UTF-8 cannot."""
    return text.encode("utf-8", "backslashreplace").decode()
