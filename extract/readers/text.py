"""Plain text, Markdown too: a file is one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from extract.article import Article, Failure
from extract.inputs import Part, Reading
from extract.readers.base import Reader, decode, whole


def read(part: Part, reading: Reading) -> Iterator[Article | Failure]:
    """The one article of a file. Raises `InputError` where there is none."""
    data = whole(part, reading)
    text, encoding = decode(data, part.source.path)
    yield Article(id=part.source.doc, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


READER = Reader(read)
