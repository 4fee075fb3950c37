"""HTML: a page is a document, its text the main text as trafilatura finds it. Needs the extra ``html``.

A page's date is the one that the page itself states for its publication, if it does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
from collections.abc import Iterator
from typing import Any

from extract.article import Article, Failure
from extract.encodings import NOTHING, Known, decode
from extract.errors import InputError, MissingExtraError
from extract.inputs import Part, Reading
from extract.readers.base import Reader, whole

_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_PUBLISHED = (
    "article:published_time og:published_time datepublished date dc.date dc.date.issued dcterms.created "
    "dcterms.issued publishdate pubdate parsely-pub-date sailthru.date"
).split()
_STATED = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')


def read(part: Part, reading: Reading) -> Iterator[Article | Failure]:
    """The one article of a page. Raises `InputError` where there is none."""
    data = whole(part, reading)
    try:
        yield page(data, part.source.doc, part.source.path, known=reading.known)
    except MissingExtraError as error:
        raise InputError(f"{part.source.path}: {error}") from error


READER = Reader(read)


def page(data: bytes, doc: str, place: str, charset: str | None = None, known: Known = NOTHING) -> Article:
    """The article of a page. ``charset`` is what its sender said. Raises `InputError`, `MissingExtraError`."""
    found = _CHARSET.search(data[:4096])
    declared = (charset, found.group(1).decode("ascii", "ignore") if found else None)
    markup, encoding, certainty = decode(data, place, known, doc, declared)
    text, day = main_text(markup)
    digest = hashlib.sha256(data).hexdigest()
    return Article(id=doc, text=text, date=day, sha256=digest, encoding=encoding, certainty=certainty, derived=True)


def main_text(markup: str) -> tuple[str, dt.date | None]:
    """The main text of a page, empty where it has none, and the date that it states."""
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError("trafilatura", "html") from error
    # It reports on standard error unless somebody listens; a page without text is nothing to report.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    tree = trafilatura.load_html(markup)
    if tree is None:
        return "", None
    day = _published(tree)
    return trafilatura.extract(tree, include_comments=False, include_tables=True) or "", day


def _published(tree: Any) -> dt.date | None:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        said.setdefault(key, meta.get("content") or "")
    for time in tree.iter("time"):
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            said.setdefault("datepublished", time.get("datetime") or "")
    values = [said[name] for name in _PUBLISHED if name in said]
    scripts = [script.text or "" for script in tree.iter("script") if script.get("type") == "application/ld+json"]
    values += [found.group(1) for script in scripts if (found := _STATED.search(script))]
    for value in values:
        try:
            return dt.date.fromisoformat(value.strip()[:10])
        except ValueError:
            continue
    return None
