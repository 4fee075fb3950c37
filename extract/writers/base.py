"""What a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.article import Article
from schemas import Document, Record

if TYPE_CHECKING:
    from extract.pipeline import Extraction  # with spaCy behind it, which is the workers' alone
    from extract.references import Reference

RECORDS, DOCUMENTS, TEXTS, FAILURES = "records", "documents", "texts", "failures"
"""The files of an output, without their endings."""


class Format(NamedTuple):
    """How records and documents become files.

    Bytes come from the workers a piece at a time and are written one after the other:

    - ``records``, ``documents``: the bytes of some models; None where lines of JSON are what is written.
    - ``pack``: packs the finished bytes of a piece, so that such packs one after the other are a whole.
    - ``head``: what a file (`RECORDS`, `DOCUMENTS`) begins with.
    - ``finish``: makes the final file, where that is not the pieces' bytes one after the other: takes `RECORDS` or
      `DOCUMENTS`, the file with these, and the path of the file to make.
    - ``own``: a document's own files, each an ending and the bytes.
    - ``check``: raises `MissingExtraError` where something is not installed.

    ``ending`` is that of the files, ``streams`` whether records can go to standard output.
    """

    ending: str = ".jsonl"
    records: Callable[[Sequence[Record]], bytes] | None = None
    documents: Callable[[Sequence[Document]], bytes] | None = None
    pack: Callable[[bytes], bytes] | None = None
    head: Callable[[str], bytes] = lambda name: b""
    finish: Callable[[str, Path, Path], None] | None = None
    own: Callable[[Article, Extraction, list[Reference] | None], Iterator[tuple[str, bytes]]] | None = None
    check: Callable[[], object] | None = None
    streams: bool = False

    def file(self, name: str) -> str:
        """The name of a file of the output with its ending; texts and failures are always lines of JSON."""
        if name == FAILURES:
            return f"{name}.jsonl"
        if name == TEXTS:
            return f"{name}.jsonl" + (self.ending.removeprefix(".jsonl") if self.pack else "")
        return name + self.ending
