"""WARC (ISO 28500): a captured page or text is a document. Needs the extra ``warc``, for pages also ``html``.

Successful responses, resources and conversions that are HTML or plain text are documents; everything else in an
archive is passed over. A document's id is its record's, which is one of its kind in the world.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from extract.article import Article, Failure
from extract.encodings import decode
from extract.errors import InputError, NewsfactsError
from extract.inputs import Part, Reading, Source
from extract.readers import html
from extract.readers.base import Reader, group, too_large
from extract.storage import Stream, first_line

_WANTED = (b"response", b"resource", b"conversion")
_LONGEST_HEAD = 1 << 20
_DIGITS = 18
_ENDS = "ends too early; what is before that was read, the file is incomplete"


def read(part: Part, reading: Reading) -> Iterator[Article | Failure]:
    """The articles of some records."""
    source = part.source
    for number, row in enumerate(part.rows or (), part.start + 1):
        if isinstance(row, Failure):
            yield row
            continue
        place, name = f"{source.path}: page {number}", f"{source.doc}:{number}"
        try:
            article = _article(row, place, name, reading)
        except NewsfactsError as error:
            said = str(error)
            yield Failure(name, said if said.startswith(place) else f"{place}: {said}")
        except Exception as error:
            yield Failure(name, f"{place}: cannot be read: {first_line(error)}")
        else:
            if article is not None:
                yield article


def cut(source: Source, reading: Reading, size: int) -> Iterator[Part]:
    """The records that may be documents, in parts. Raises `InputError`."""
    with Stream(source.path, source.packing) as stream:
        yield from group(source, _records(stream, source, reading), size, stream)


READER = Reader(read, cut)


def _records(stream: Stream, source: Source, reading: Reading) -> Iterator[bytes | Failure]:
    """The bytes of each record that may be a document; the others are skipped unread.

    What is no record is a failure, and reading goes on with the next line that begins one.
    """
    number = 0
    begun = False
    while True:
        first = _begin(stream)
        if first is None:
            return
        if not first.startswith(b"WARC/"):
            if not begun:
                raise InputError(f"{source.path}: not a WARC file")
            number += 1
            yield Failure(f"{source.doc}:{number}", f"{source.path}: page {number}: broken; what is behind it is read")
            while first and not first.startswith(b"WARC/"):
                first = stream.readline(_LONGEST_HEAD)
            if not first:
                return
        begun = True
        head = _head(stream, source, first)
        fields = dict(_fields(head))
        length = _length(fields.get(b"content-length", b""))
        if length is None:
            number += 1
            yield Failure(f"{source.doc}:{number}", f"{source.path}: page {number}: a record without its length")
            _skip_lost(stream)
            continue
        wanted = fields.get(b"warc-type", b"").lower() in _WANTED
        if not wanted or length > reading.max_bytes:
            _skip(stream, length, source)
            if wanted:
                number += 1
                yield Failure(f"{source.doc}:{number}", too_large(f"{source.path}: page {number}", reading))
            continue
        number += 1
        body = stream.read(length)
        if len(body) < length:
            raise InputError(f"{source.path}: page {number}: {_ENDS}")
        yield head + body + b"\r\n\r\n"


def _length(said: bytes) -> int | None:
    return int(said) if said.isdigit() and len(said) < _DIGITS else None


def _begin(stream: Stream) -> bytes | None:
    """The first line that is not empty, or None at the end."""
    while line := stream.readline(_LONGEST_HEAD):
        if line.strip():
            return line
    return None


def _skip_lost(stream: Stream) -> None:
    """Go on to the line before the next record, whose length is not needed to find it."""
    while (ahead := stream.peek(1)) and not ahead.startswith(b"WARC/"[: len(ahead)]):
        if not stream.readline(_LONGEST_HEAD):
            return


def _head(stream: Stream, source: Source, first: bytes) -> bytes:
    """The header of a record, which begins with a line, with the empty line behind it."""
    lines = [first]
    size = len(first)
    while line := stream.readline(_LONGEST_HEAD):
        lines.append(line)
        size += len(line)
        if not line.strip():
            return b"".join(lines)
        if size > _LONGEST_HEAD:
            raise InputError(f"{source.path}: a record's header has no end; what is before it was read")
    raise InputError(f"{source.path}: {_ENDS}")


def _fields(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in head.splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            yield name.strip().lower(), value.strip()


def _skip(stream: Stream, length: int, source: Source) -> None:
    while length and (block := stream.read(min(length, 1 << 20))):
        length -= len(block)
    if length:
        raise InputError(f"{source.path}: {_ENDS}")


def _article(row: bytes, place: str, name: str, reading: Reading) -> Article | None:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        from extract.errors import MissingExtraError

        raise MissingExtraError("warcio", "warc") from error
    record: Any = next(iter(ArchiveIterator(io.BytesIO(row))))
    doc = (record.rec_headers.get_header("WARC-Record-ID") or name).strip("<>") or name
    headers = record.http_headers
    if record.rec_type == "response" and headers is not None:
        status = str(headers.get_statuscode() or "")
        if not status.isdigit():
            raise InputError(f"{place}: its HTTP header is broken")
        if status != "200":
            return None
        said = headers.get_header("Content-Type") or ""
    else:
        said = record.rec_headers.get_header("Content-Type") or ""
    kind, _, rest = said.partition(";")
    kind = kind.strip().lower()
    if kind == "application/http" and record.rec_type == "response":
        raise InputError(f"{place}: has no WARC-Target-URI of the Web")
    if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        return None
    data = record.content_stream().read(reading.max_bytes + 1)
    if len(data) > reading.max_bytes:
        raise InputError(too_large(place, reading))
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    if kind != "text/plain":
        return html.page(data, doc, place, charset, reading.known)
    text, encoding, certainty = decode(data, place, reading.known, doc, (charset,))
    digest = hashlib.sha256(data).hexdigest()
    return Article(id=doc, text=text, sha256=digest, encoding=encoding, certainty=certainty, derived=True)
