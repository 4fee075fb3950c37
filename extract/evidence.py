"""Which countries a sentence and a document speak of, as evidence for what other words mean there.

Evidence is no record: a capital counts as well as its country ("in Cairo" speaks of Egypt), and so does a
currency's adjective ("Argentine pesos"). It is looked for when it is first asked for, in one pass over the
classes of the COUNTRY alphabet, and kept for the document.

>>> evidence = evidence_of(view, countries_of(vocabulary))  # doctest: +SKIP
>>> evidence.best(17, among={"MX", "AR", "CL"})  # doctest: +SKIP
'AR'
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container
from functools import cached_property
from weakref import WeakKeyDictionary, ref

from extract.countries import METONYM, PREFIX, UNSURE, Countries
from extract.view import View

_AMBIGUOUS = frozenset({PREFIX, METONYM, UNSURE})


class Evidence:
    """The countries that one document speaks of, by place.

    All codes are ISO 3166-1 alpha-2; all places are token indices of the `View`.
    """

    def __init__(self, view: View, countries: Countries) -> None:
        self._of = ref(view)  # what a view has kept must not keep the view
        self._countries = countries

    @property
    def _view(self) -> View:
        view = self._of()
        assert view is not None, "evidence outlives its document"
        return view

    @cached_property
    def mentions(self) -> tuple[tuple[int, str], ...]:
        """The places where countries are spoken of, ascending: the first token and the code."""
        hits = self._countries.hits(self._view)
        return tuple((hit.start, hit.sense.code) for hit in hits if hit.sense.cls not in _AMBIGUOUS)

    @cached_property
    def document(self) -> tuple[str, ...]:
        """The countries of the document, the most spoken of first; among equals the first named."""
        return tuple(code for code, _ in Counter(code for _, code in self.mentions).most_common())

    def sentence(self, i: int) -> tuple[str, ...]:
        """The countries of the sentence around token ``i``, the nearest first."""
        first, end = self._view.sentence(i)
        starts = self._starts
        found = self.mentions[bisect_left(starts, first) : bisect_left(starts, end)]
        nearest = sorted(found, key=lambda mention: (abs(mention[0] - i), mention[0]))
        return tuple(dict.fromkeys(code for _, code in nearest))

    def best(self, i: int, among: Container[str] | None = None) -> str | None:
        """The country that token ``i`` most likely has to do with, of those ``among`` or of all.

        That is the nearest in the sentence, else the nearest before it, else the document's first; None
        where the document speaks of none of them.
        """
        for code in self.sentence(i):
            if among is None or code in among:
                return code
        at = bisect_left(self._starts, i)
        for _, code in reversed(self.mentions[max(0, at - _REACH) : at]):
            if among is None or code in among:
                return code
        return next((code for code in self.document if among is None or code in among), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.mentions]


_REACH = 50
"""How many mentions back the nearest is looked for."""

_kept: WeakKeyDictionary[View, Evidence] = WeakKeyDictionary()


def evidence_of(view: View, countries: Countries) -> Evidence:
    """The evidence of a document, worked out once however many matchers ask."""
    found = _kept.get(view)
    if found is None:
        found = _kept[view] = Evidence(view, countries)
    return found
