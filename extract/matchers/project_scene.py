"""A document while its projects are looked for, and what is found in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.matchers.project_words import Head, Lexicon
from extract.view import LAYOUT, PROJECT, View

CAPITALS = "ACENLRBXJZHGWP"
"""The classes of words with a capital that may be part of a name."""

_CAPITAL = re.compile("[AC]")
_PART = 3000
_NEAR = 300
_LONGEST_HEADLINE = 60
_SMALL_IN_HEADLINES = frozenset(
    "a an the of in on to for and or as at by with from into over after amid under upon between than that vs nor "
    "but up off out its per via s".split()
)


class Candidate(NamedTuple):
    """A name found: tokens ``first`` to ``end`` (exclusive), where its proper part ends, and what it is.

    ``name`` and ``acronym`` are given where they are not the text itself; ``is_title`` says that it stands
    in a line whose words are capitalised all of them, where capitals tell little.
    """

    first: int
    end: int
    proper_end: int
    rule: str
    category: str
    head: Head | None = None
    is_title: bool = False
    name: str | None = None
    acronym: str | None = None


@dataclass
class Scene:
    """A document: its view, its lexical classes, and what one may ask of a place in it."""

    view: View
    lexicon: Lexicon
    classes: str = ""
    _headlines: dict[int, bool] = field(default_factory=dict)
    _contexts: dict[tuple[int, int], bool] = field(default_factory=dict)
    _counts: Counter[str] | None = None

    def __post_init__(self) -> None:
        self.classes = self.view.classes(PROJECT)

    def kind(self, i: int) -> str:
        """The class of a token; of the first word of a known name, what it would be otherwise."""
        cls = self.classes[i]
        return self.lexicon.base.get(self.view.word(i), "A") if cls == "Z" else cls

    def kinds(self, first: int, end: int) -> list[str]:
        """The classes of tokens; a letter with a number joined to it ("M25") counts as a word in capitals."""
        kinds = [self.kind(k) for k in range(first, end)]
        for k in range(len(kinds) - 1):
            if kinds[k] == "R" and kinds[k + 1] == "0" and self.view.joined(first + k + 1):
                kinds[k] = "C"
        return kinds

    def refuse(self, first: int, i: int, reason: str) -> bool:
        """Tell why tokens ``first`` to ``i`` are no name. Always false."""
        view = self.view
        if view.notes is not None:
            view.note("project", view.starts[first], view.ends[i], "named", (), reason)
        return False

    def follows_determiner(self, first: int) -> bool:
        """Whether "the", "its" or a possessor stands before a token."""
        if not first:
            return False
        return self.classes[first - 1] in "td'" or self.view.word(first - 1) in ("The", "Its", "under", "Under")

    def opens_sentence(self, i: int) -> bool:
        """Whether a token is the first word of a sentence, or follows what can begin one."""
        first, _ = self.view.sentence(i)
        layout = self.view.classes(LAYOUT)
        while i > first and (layout[i - 1] in "oq" or self.view.word(i - 1) in "*_#|>•–—-:"):
            i -= 1
        return i == first

    def is_headline(self, i: int) -> bool:
        """Whether a token stands in a line in which nearly every word is capitalised."""
        first, end = self.view.sentence(i)
        found = self._headlines.get(first)
        if found is None:
            found = self._headlines[first] = self._reads_as_headline(first, end)
        return found

    def around(self, first: int, end: int) -> tuple[str, int]:
        """The text around tokens ``first`` to ``end`` in small letters, and the middle of these in it."""
        view = self.view
        start, stop = view.starts[first], view.ends[end - 1]
        low = max(0, start - _NEAR)
        return view.text[low : stop + _NEAR].lower(), (start + stop) // 2 - low

    def speaks_of(self, pattern: re.Pattern[str], i: int) -> bool:
        """Whether one of a pattern's words stands within some 3,000 characters of a token."""
        part = self.view.starts[i] // _PART
        key = id(pattern), part
        found = self._contexts.get(key)
        if found is None:
            text = self.view.text[max(0, part - 1) * _PART : (part + 2) * _PART]
            found = self._contexts[key] = pattern.search(text.lower()) is not None
        return found

    @property
    def counts(self) -> Counter[str]:
        """How often each capitalised word occurs in the document."""
        if self._counts is None:
            view = self.view
            text, starts, ends = view.text, view.starts, view.ends
            places = [place.start() for place in _CAPITAL.finditer(self.classes)]
            self._counts = Counter([text[starts[i] : ends[i]] for i in places])
        return self._counts

    def _reads_as_headline(self, first: int, end: int) -> bool:
        view = self.view
        layout = view.classes(LAYOUT)[first:end]
        if end - first > _LONGEST_HEADLINE or layout.count("A") + layout.count("F") < 3:
            return False
        for k, cls in enumerate(layout, first):
            # A key before a colon ("title: …", "date: …") is no part of the line.
            is_key = view.words(k + 1, min(k + 2, end)) == [":"]
            if cls == "a" and not is_key and view.word(k) not in _SMALL_IN_HEADLINES:
                return False
        return True
