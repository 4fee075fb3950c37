"""Where bytes lie: local files, standard input and URLs; packed or not; always a stream in bounded memory.

Whatever goes wrong while reading is an `InputError` that names the path, wherever the bytes come from.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from extract.errors import InputError, MissingExtraError, NewsfactsError, UsageError

STDIN = "-"
"""The path of standard input."""

PACKINGS = ("gz", "bz2", "zst")
"""The endings of compressed files."""

_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_BLOCK = 1 << 18


class Stream(io.BufferedReader):
    """The bytes of a source, unpacked; `consumed` says how many bytes of the source itself were read for them."""

    def __init__(self, path: str, packing: str = "") -> None:
        self._bottom = open_raw(path)
        try:
            file = _unpacked(self._bottom, packing)
        except BaseException:
            self._bottom.close()
            raise
        self._checked = _Checked(path, file)
        super().__init__(self._checked, _BLOCK)

    def sample(self, count: int) -> bytes:
        """The first bytes, fewer only if there are no more; they stay there to be read. Before all reading."""
        return self._checked.sample(count)

    def transcode(self, encoding: str) -> None:
        """Give what is in some encoding as UTF-8, and what is not in it as what is no UTF-8. Before all reading."""
        self._checked.transcode(encoding)

    def consumed(self) -> int:
        """How far the source was read, in its own bytes."""
        try:
            return self._bottom.tell()
        except (OSError, ValueError):  # a pipe
            return 0

    def close(self) -> None:
        """Close the source as well."""
        super().close()
        if self._bottom is not sys.stdin.buffer:
            self._bottom.close()


class _Checked(io.RawIOBase):
    """Turns all that can go wrong in reading into an `InputError`."""

    def __init__(self, path: str, file: Any) -> None:
        self._path = path
        self._file = file
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def sample(self, count: int) -> bytes:
        blocks, left = [], count
        while left and (block := self._read(left)):
            blocks.append(block)
            left -= len(block)
        self._ahead = b"".join(blocks)
        return self._ahead

    def transcode(self, encoding: str) -> None:
        before = _Checked(self._path, self._file)
        before._ahead, self._ahead = self._ahead, b""
        self._file = _Transcoded(before, encoding)

    def _read(self, count: int) -> bytes:
        if self._ahead:
            data, self._ahead = self._ahead[:count], self._ahead[count:]
            return data
        try:
            return self._file.read(count)  # type: ignore[no-any-return]  # one of several kinds of file
        except Exception as error:
            raise failed(self._path, error) from error


class _Transcoded:
    """Bytes of some encoding as UTF-8. What does not decode becomes half of a surrogate pair, which is no UTF-8."""

    def __init__(self, file: io.RawIOBase, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)(_MARKED)
        self._ready = b""
        self._ended = False

    def read(self, count: int) -> bytes:
        while not self._ready and not self._ended:
            block = self._file.read(_BLOCK) or b""
            self._ended = not block
            self._ready = self._decoder.decode(block, self._ended).encode("utf-8", "surrogatepass")
        data, self._ready = self._ready[:count], self._ready[count:]
        return data


_MARKED = "newsfacts.marked"
codecs.register_error(_MARKED, lambda error: ("\udcff", getattr(error, "end", 0)))


def failed(path: str, error: Exception) -> InputError:
    """The one line that says what went wrong in reading a path."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, NewsfactsError):
        return InputError(f"{path}: {error}")
    if isinstance(error, EOFError):
        return InputError(f"{path}: ends too early; what is before that was read, the file is incomplete")
    broken = isinstance(error, gzip.BadGzipFile | zlib.error) or type(error).__name__ == "ZstdError"
    if broken or str(error) == "Invalid data stream":  # as bz2 says
        return InputError(f"{path}: broken compressed data ({first_line(error)}); what is before that was read")
    said = error.strerror if isinstance(error, OSError) and error.strerror else f"{first_line(error)}"
    return InputError(f"{path}: cannot be read: {said}")


def first_line(error: BaseException) -> str:
    """What an error says, on one line; its name where it says nothing."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def is_remote(path: str) -> bool:
    """Whether a path is a URL."""
    return _REMOTE.match(path) is not None


def open_raw(path: str) -> IO[bytes]:
    """Open a path as it is, packed if it is packed. Raises `InputError`."""
    try:
        if path == STDIN:
            return sys.stdin.buffer
        if is_remote(path):
            fs, inner = filesystem(path)
            return fs.open(inner, "rb")  # type: ignore[no-any-return]  # fsspec has no types
        return Path(path).open("rb", buffering=0)
    except Exception as error:
        raise failed(path, error) from error


def peek(count: int = 1 << 12) -> bytes:
    """The first bytes of standard input, which stay there to be read."""
    buffer: Any = sys.stdin.buffer
    data: bytes = buffer.peek(count)
    return data[:count]


def _unpacked(file: IO[bytes], packing: str) -> Any:
    if packing == "gz":
        return gzip.GzipFile(fileobj=file)
    if packing == "bz2":
        return bz2.BZ2File(file)
    if packing == "zst":
        return zstd().ZstdFile(file)
    return file


def zstd() -> Any:
    """The standard library's module for Zstandard, or its backport. Raises `MissingExtraError`."""
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd  # type: ignore[import-not-found,unused-ignore]
        else:
            from backports import zstd
    except ImportError as error:
        raise MissingExtraError("backports.zstd", "zst") from error
    return zstd


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it.

    Raises `MissingExtraError` without fsspec, `UsageError` for a scheme that nothing installed knows.
    """
    try:
        import fsspec.core
    except ImportError as error:
        raise MissingExtraError("fsspec", "remote") from error
    try:
        fs, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: {first_line(error)}") from error
    return fs, path


def list_remote(url: str) -> Iterator[tuple[str, str, int, str]]:
    """The files below a URL: the path below it, the URL, the size in bytes, and a stamp.

    The URL is a file, a folder or a pattern with ``*``; over HTTP always a file. Raises `UsageError`.
    """
    fs, path = filesystem(url)
    try:
        if "*" in path:
            found = fs.glob(path, detail=True)
            root = path[: path.index("*")].rpartition("/")[0]
        elif not url.lower().startswith("http") and fs.isdir(path):
            found, root = fs.find(path, detail=True), path.rstrip("/")
        else:
            found, root = {path: fs.info(path)}, path.rpartition("/")[0]
    except Exception as error:
        said = "no such file or folder" if isinstance(error, FileNotFoundError) else first_line(error)
        raise UsageError(f"{url}: {said}") from error
    for name, info in sorted(found.items()):
        if info.get("type", "file") == "file":
            below = name[len(root) :].lstrip("/") if name.startswith(root) else name
            yield below, fs.unstrip_protocol(name), info.get("size") or 0, _stamp(info)


def _stamp(info: dict[str, Any]) -> str:
    for name in ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created"):
        if info.get(name):
            return str(info[name])
    return ""
