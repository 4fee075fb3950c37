"""Plain text: a file is one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from extract.article import Article, Failure

_BOM = b"\xef\xbb\xbf"


def read(path: str, doc: str, start: int = 0, end: int | None = None) -> Iterator[Article | Failure]:
    """The one article of a file, or a failure that says why there is none. ``start`` and ``end`` are not used.

    The text is the bytes decoded as UTF-8, line ends and all; a byte order mark is not part of it.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        yield Failure(doc, f"{path}: cannot be read: {error.strerror}")
        return
    encoding = "utf-8-sig" if data.startswith(_BOM) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        yield Failure(
            doc,
            f"{path}: not UTF-8 (byte {data[error.start]:#04x} at offset {error.start}); "
            "convert it to UTF-8, with iconv for instance",
        )
        return
    yield Article(id=doc, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)
