"""Bare references to the present, the past and the future: "now", "recently", "soon".

They have no calendar content and are no records; TimeML has values for them (PRESENT_REF, PAST_REF, FUTURE_REF).
"""

from __future__ import annotations

from typing import NamedTuple

from extract.gazetteer import Gazetteer, split
from extract.view import View
from extract.vocabulary import Vocabulary


class Reference(NamedTuple):
    """A bare reference: half-open character offsets and its TIMEX3 value."""

    start: int
    end: int
    value: str


class References:
    """Finds bare references by the vocabulary's ``[[reference]]`` entries."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        entries = vocabulary.entries("reference")
        self._words: Gazetteer[str] = Gazetteer(
            (split(word), entry.value) for entry in entries for word in entry.words
        )

    def find(self, view: View) -> list[Reference]:
        """The bare references of a document, in order."""
        found: list[Reference] = []
        at = 0
        while at < len(view):
            hit = self._words.longest(view, at)
            if hit is None:
                at += 1
                continue
            start, end = view.starts[at], view.ends[hit.end - 1]
            if view.origin is not None:
                start, end = view.origin.span(start, end)
            found.append(Reference(start, end, hit.payload))
            at = hit.end
        return found
