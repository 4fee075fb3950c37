"""JSON Lines: ``records.jsonl`` and ``documents.jsonl`` in a folder."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import orjson

from extract.article import Failure
from extract.errors import UsageError
from extract.pieces import Result
from extract.writers.names import file_name

RECORDS, DOCUMENTS, FAILURES = "records.jsonl", "documents.jsonl", "failures.jsonl"


class JsonlWriter:
    """Writes results into a folder.

    Used in a ``with`` statement: the files are written aside and take their names when the block ends well;
    when it does not, nothing is left. ``failures.jsonl`` is there only if a document failed. ``ending`` is that
    of documents' own files, in formats that have them. Raises `UsageError` where the folder cannot be written.
    """

    def __init__(self, folder: Path, ending: str = "") -> None:
        self.folder = folder
        self.ending = ending
        self._files: dict[str, IO[bytes]] = {}
        self._failures = 0

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for name in (RECORDS, DOCUMENTS, FAILURES):
                self._files[name] = self._aside(name).open("wb")
        except OSError as error:
            self._drop()
            raise UsageError(f"{self.folder}: cannot be written: {error.strerror}") from error
        return self

    def write(self, result: Result) -> None:
        """Add a result's lines."""
        self._files[RECORDS].write(result.records)
        self._files[DOCUMENTS].write(result.documents)
        for doc, data in result.files:
            self._write_own(doc, data)
        for failure in result.failures:
            self._failures += 1
            self._files[FAILURES].write(_line(failure))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._drop()
            return
        try:
            for file in self._files.values():
                file.close()
            for name in (RECORDS, DOCUMENTS):
                self._aside(name).replace(self.folder / name)
            if self._failures:
                self._aside(FAILURES).replace(self.folder / FAILURES)
            else:
                (self.folder / FAILURES).unlink(missing_ok=True)
        except OSError as failed:
            raise UsageError(f"{self.folder}: cannot be written: {failed.strerror}") from failed
        finally:
            self._drop()

    def _write_own(self, doc: str, data: bytes) -> None:
        """Write a document's own file, which is there whole or not at all."""
        path = self.folder / file_name(doc, self.ending)
        aside = path.with_name(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from error

    def _aside(self, name: str) -> Path:
        return self.folder / f".{name}.{os.getpid()}.part"

    def _drop(self) -> None:
        for name, file in self._files.items():
            with contextlib.suppress(OSError):
                file.close()
            with contextlib.suppress(OSError):
                self._aside(name).unlink()


class StreamWriter:
    """Writes the records' lines to a stream as they come."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def __enter__(self) -> Self:
        return self

    def write(self, result: Result) -> None:
        """Add a result's lines."""
        self.stream.write(result.records)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.stream.flush()


def _line(failure: Failure) -> bytes:
    return orjson.dumps({"doc": failure.doc, "message": failure.message}, option=orjson.OPT_APPEND_NEWLINE)
