"""The page: a frame, a style sheet and a script of this package's, and the documents as data in it.

Everything is in the one file. The page's own policy lets run the one script and the one style sheet whose hashes it
names, and nothing else, from wherever; what articles say is JSON in elements that are no scripts, and the script puts
it into the page as text only.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape
from importlib import resources
from types import TracebackType
from typing import IO, Self

import orjson

from extract.report.data import clean, embeddable
from schemas import KINDS

_SCRIPTS = ("base", "model", "values", "rows", "reader", "facts", "timeline", "sums", "together", "main")
"""The parts of the script, in the order in which they stand in it."""

_CHUNK = 1 << 20
"""About how many bytes of documents one data element holds; the page reads them one after the other."""


class Page:
    """Writes a report to a stream: documents come one after the other, and none is kept.

    >>> import io
    >>> stream = io.BytesIO()
    >>> with Page(stream, "Nothing yet"):
    ...     pass
    >>> stream.getvalue()[:15]
    b'<!doctype html>'
    """

    def __init__(self, stream: IO[bytes], title: str) -> None:
        self._stream = stream
        self._title = title
        self._waiting: list[bytes] = []
        self._weight = 0
        self.size = 0
        self.documents = 0

    def __enter__(self) -> Self:
        script, style = _script(), _asset("report.css")
        parts = {
            "title": escape(clean(self._title)),
            "policy": _policy(script, style),
            "style": style,
            "script": script,
        }
        frame, _, tail = _asset("report.html").partition("{{data}}")
        self._tail = _filled(tail, parts)
        self._write(_filled(frame, parts).encode())
        settings = {"kinds": KINDS}
        self._write(_element("settings", embeddable(orjson.dumps(settings))))
        return self

    def add(self, fragment: bytes) -> None:
        """Add a document: what `extract.report.data.fragment` gives."""
        self._waiting.append(fragment)
        self.documents += 1
        self._weight += len(fragment)
        if self._weight >= _CHUNK:
            self._flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
            self._write(self._tail.encode())

    def _flush(self) -> None:
        if self._waiting:
            self._write(_element("documents", b"[" + b",\n".join(self._waiting) + b"]"))
        self._waiting, self._weight = [], 0

    def _write(self, data: bytes) -> None:
        self.size += len(data)
        self._stream.write(data)


def _filled(frame: str, parts: dict[str, str]) -> str:
    """A frame with its parts, in one go: what stands in a part is not looked at again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], frame)


def _element(name: str, json: bytes) -> bytes:
    return b'<script type="application/json" class="%s">' % name.encode() + json + b"</script>\n"


def _policy(script: str, style: str) -> str:
    """The Content Security Policy (CSP level 3): nothing loads, and only what the hashes name runs."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


@cache
def _asset(name: str) -> str:
    text = (resources.files("extract.report") / "assets" / name).read_bytes().decode()
    return text.replace("\r\n", "\n")  # as the browser's parser has it, or the hashes would not fit
