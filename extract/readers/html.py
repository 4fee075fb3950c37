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
_DEPTH, _DEEPEST = 250, 2_000
"""What libxml2 stops at, and what it stops at when it is asked to go on; a little less, to be safe."""
_MANY_TAGS, _MOST_TAGS = 50_000, 500_000
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
    try:
        text, day = main_text(markup)
    except (RecursionError, _TooMuchError) as error:
        raise InputError(f"{place}: {error if isinstance(error, _TooMuchError) else 'nested too deep'}") from error
    digest = hashlib.sha256(data).hexdigest()
    return Article(id=doc, text=text, date=day, sha256=digest, encoding=encoding, certainty=certainty, derived=True)


def main_text(markup: str) -> tuple[str, dt.date | None]:
    """The main text of a page, empty where it has none, and the date that it states.

    Raises `MissingExtraError`, and `_TooMuchError` for a page that was written to break parsers.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError("trafilatura", "html") from error
    # It reports on standard error unless somebody listens; a page without text is nothing to report.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    tags = markup.count("<")
    if tags > _MOST_TAGS:
        raise _TooMuchError(f"has more than {_MOST_TAGS:,} tags")
    tree = trafilatura.load_html(markup)
    if tree is None:
        return "", None
    if _depth(tree) >= _DEPTH:
        tree = _deep(markup)
    day = _published(tree)
    # Its second opinions on where the main text is take time by the square of the page's size.
    found = trafilatura.extract(tree, include_comments=False, include_tables=True, fast=tags > _MANY_TAGS)
    return found or "", day


class _TooMuchError(Exception):
    """A page has more of something than pages have."""


def _depth(tree: Any) -> int:
    """How deep the last element of a tree lies: where a parser gives up because of the depth, it ends there."""
    depth = 0
    while len(tree):
        tree = tree[-1]
        depth += 1
    return depth


def _deep(markup: str) -> Any:
    """The tree of a page that is deeper than a parser usually goes, from tags that nobody closed for instance."""
    from lxml.html import HTMLParser, fromstring

    parser = HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    tree = fromstring(markup.encode("utf-8", "replace"), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or _depth(tree) >= _DEEPEST:
        raise _TooMuchError(f"has elements nested more than {_DEEPEST:,} deep")
    return tree


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
