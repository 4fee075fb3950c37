"""Documents with the same id in one run, or the same file name: both are written, and it is said of ids."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from extract.article import Failure


class _Hashes:
    """Hashes of eight bytes: a few sorted arrays, each at least twice as long as the next."""

    def __init__(self, known: bytes = b"") -> None:
        self._levels: list[Any] = []
        if known:
            self._levels.append(np.unique(np.frombuffer(known, dtype="<u8")))

    def _note(self, values: Any) -> None:
        if not len(values):
            return
        self._levels.append(np.unique(values))
        while len(self._levels) > 1 and len(self._levels[-2]) < 2 * len(self._levels[-1]):
            last = self._levels.pop()
            self._levels[-1] = np.union1d(self._levels[-1], last)

    def _known(self, values: Any) -> Any:
        found = np.zeros(len(values), dtype=bool)
        for level in self._levels:
            at = np.minimum(np.searchsorted(level, values), len(level) - 1)
            found |= level[at] == values
        return found


class Seen(_Hashes):
    """The ids of a run."""

    def add(self, names: Sequence[tuple[str, str]]) -> tuple[bytes, list[Failure]]:
        """Take note of ids and the paths they came from: their hashes, and a failure for each seen before."""
        hashes = [hashlib.blake2b(doc.encode("utf-8", "surrogatepass"), digest_size=8).digest() for doc, _ in names]
        packed = b"".join(hashes)
        values = np.frombuffer(packed, dtype="<u8")
        if not len(values):
            return packed, []
        again = set(np.flatnonzero(self._known(values)).tolist())
        again.update(_repeated(hashes))
        failures = [
            Failure(doc, f"{path}: {doc}: another document of this run has this id, too; both are in the records")
            for doc, path in (names[at] for at in sorted(again))
        ]
        self._note(values)
        return packed, failures


class Names(_Hashes):
    """The names of documents' own files in a run. No two are one on any system, whatever that thinks of letters."""

    def __init__(self, known: bytes = b"") -> None:
        super().__init__(known)
        self._count: dict[bytes, int] = {}

    def add(self, names: Sequence[str]) -> tuple[bytes, list[str]]:
        """Take note of names: the hashes of those that are taken, and these, a number behind each that was there."""
        hashes = [_folded(name) for name in names]
        taken = self._known(np.frombuffer(b"".join(hashes), dtype="<u8")).tolist()
        fresh: set[bytes] = set()
        chosen = []
        for name, value, there in zip(names, hashes, taken, strict=True):
            other, at = name, value
            while there or at in fresh:
                count = self._count[value] = self._count.get(value, 1) + 1
                other = f"{name}%{count}"
                at = _folded(other)
                there = bool(self._known(np.frombuffer(at, dtype="<u8"))[0])
            fresh.add(at)
            chosen.append((at, other))
        packed = b"".join(at for at, _ in chosen)
        self._note(np.frombuffer(packed, dtype="<u8"))
        return packed, [other for _, other in chosen]


def _folded(name: str) -> bytes:
    """The hash of a name without what file systems do not tell apart: cases, and composed and decomposed letters."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _repeated(hashes: list[bytes]) -> Iterator[int]:
    seen: set[bytes] = set()
    for at, value in enumerate(hashes):
        if value in seen:
            yield at
        seen.add(value)
