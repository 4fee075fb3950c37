"""The input in plain values that can travel to a worker: sources, parts of them, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from extract.article import Failure
from extract.encodings import SURE, Known


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, the id of its document, its reader's name and its size in bytes.

    ``packing`` is the ending of its compression (``gz``), or nothing; ``stamp`` changes when the file does;
    ``path`` is ``-`` for standard input and may be a URL. ``problem`` is why nothing of it can be read, where that was
    found when it was looked for.
    """

    path: str
    doc: str
    reader: str
    size: int
    packing: str = ""
    stamp: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a source, or all of it.

    ``rows`` are rows that were read already, each the bytes of one document or what is wrong with it, the first of
    them the source's row ``start`` (from 0). Without them, the rows ``start`` to ``end`` are to be read, the whole
    source where ``end`` is None. ``size`` is how many bytes of the source this is, for progress. ``encoding`` and
    ``certainty`` say how rows of a file of many documents were decoded.
    """

    source: Source
    start: int = 0
    end: int | None = None
    rows: tuple[bytes | Failure, ...] | None = None
    size: int = 0
    encoding: str = "utf-8"
    certainty: Decimal = SURE


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read.

    ``text``, ``id`` and ``date`` name the fields or columns of formats that have such; without, the columns of these
    names are taken, the latter two if they are there. A document of more than ``max_bytes`` is a failure.
    ``encoding`` is the one that all are in; ``recorded`` holds for documents' ids the hash of their bytes and the
    encoding that these were decoded with before.
    """

    text: str | None = None
    id: str | None = None
    date: str | None = None
    max_bytes: int = 64 << 20
    encoding: str | None = None
    recorded: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)

    @property
    def known(self) -> Known:
        """What is known of encodings."""
        return Known(self.encoding, self.recorded)
