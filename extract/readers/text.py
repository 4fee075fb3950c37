"""Plain text, Markdown too: a file is one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from extract.article import Article, Failure
from extract.encodings import decode
from extract.inputs import Part, Reading
from extract.readers.base import Reader, whole


def read(part: Part, reading: Reading) -> Iterator[Article | Failure]:
    """The one article of a file. Raises `InputError` where there is none."""
    source = part.source
    data = whole(part, reading)
    text, encoding, certainty = decode(data, source.path, reading.known, source.doc)
    digest = hashlib.sha256(data).hexdigest()
    yield Article(id=source.doc, text=text, sha256=digest, encoding=encoding, certainty=certainty)


READER = Reader(read)
