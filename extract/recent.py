"""What recent documents gave, for those that come again word for word, as wire copy does under other names."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import OrderedDict
from typing import NamedTuple

from extract.view import Match, Span


class Reading(NamedTuple):
    """What a text gave: its date and where that came from, and its facts, each with the sentence around it."""

    date: dt.date | None
    source: str
    found: tuple[tuple[Match, Span], ...]


class Recent:
    """The readings of recent texts, the least recent forgotten first.

    ``limit`` is how many facts are kept, some 500 bytes each; a text without any counts as one. No text is kept, only
    its digest.
    """

    def __init__(self, limit: int = 100_000) -> None:
        self.limit = limit
        self._readings: OrderedDict[bytes, Reading] = OrderedDict()
        self._facts = 0

    def __len__(self) -> int:
        """How many facts are kept, texts without any counted too."""
        return self._facts

    @staticmethod
    def key(text: str, date: dt.date | None) -> bytes:
        """What a text with the date that was handed in for it is kept under."""
        said = date.isoformat() if date else ""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20, person=said.encode()).digest()

    def get(self, key: bytes) -> Reading | None:
        """The reading of a text, if it came not long ago."""
        reading = self._readings.get(key)
        if reading is not None:
            self._readings.move_to_end(key)
        return reading

    def put(self, key: bytes, reading: Reading) -> None:
        """Keep a reading. One that would take half of the room is not kept."""
        weight = _weight(reading)
        if 2 * weight > self.limit or key in self._readings:
            return
        self._readings[key] = reading
        self._facts += weight
        while self._facts > self.limit:
            _, oldest = self._readings.popitem(last=False)
            self._facts -= _weight(oldest)


def _weight(reading: Reading) -> int:
    return max(1, len(reading.found))
