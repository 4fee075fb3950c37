"""Writes records to a stream as they come."""

from __future__ import annotations

from types import TracebackType
from typing import IO, Any, Self

from extract.errors import UsageError
from extract.pieces import Result
from extract.shown import escaped, printable
from extract.storage import first_line
from extract.writers.base import RECORDS, Format


class StreamWriter:
    """Writes the records of results to a stream. Raises `UsageError` where it cannot be written.

    To a terminal nothing is written that it would not print: in JSON such characters are escaped, which says the same.
    """

    pieces = 0
    finished = False
    resumable = False

    def __init__(self, stream: IO[bytes], format: Format) -> None:
        self.stream = stream
        self.format = format
        self.state: dict[str, Any] = {}
        self._terminal = stream.isatty()

    def __enter__(self) -> Self:
        self._write(self.format.head(RECORDS))
        return self

    def write(self, result: Result) -> None:
        """Add what a piece gave."""
        self._write(result.files.get(self.format.file(RECORDS), b""))
        self.pieces += 1

    def append(self, name: str, data: bytes) -> None:
        """A stream keeps nothing for the run alone."""

    def kept(self, name: str) -> bytes:
        """Nothing."""
        return b""

    def due(self) -> bool:
        """Never: what was written to a stream is written."""
        return False

    def commit(self, state: dict[str, Any]) -> None:
        """Nothing to do."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._write(b"")

    def _write(self, data: bytes) -> None:
        if self._terminal and self.format.pack is None:
            harmless = escaped if self.format.records is None else printable
            data = harmless(data.decode()).encode()
        try:
            self.stream.write(data)
            self.stream.flush()
        except OSError as error:
            raise UsageError(f"standard output: cannot be written: {error.strerror or first_line(error)}") from error
