"""Documents with the same id in one run: both are written, and it is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from extract.article import Failure


class Seen:
    """The ids of a run, eight bytes each: a few sorted arrays, each at least twice as long as the next."""

    def __init__(self, known: bytes = b"") -> None:
        self._levels: list[Any] = []
        if known:
            self._levels.append(np.unique(np.frombuffer(known, dtype="<u8")))

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
        self._levels.append(np.unique(values))
        while len(self._levels) > 1 and len(self._levels[-2]) < 2 * len(self._levels[-1]):
            last = self._levels.pop()
            self._levels[-1] = np.union1d(self._levels[-1], last)
        return packed, failures

    def _known(self, values: Any) -> Any:
        found = np.zeros(len(values), dtype=bool)
        for level in self._levels:
            at = np.minimum(np.searchsorted(level, values), len(level) - 1)
            found |= level[at] == values
        return found


def _repeated(hashes: list[bytes]) -> Iterator[int]:
    seen: set[bytes] = set()
    for at, value in enumerate(hashes):
        if value in seen:
            yield at
        seen.add(value)
