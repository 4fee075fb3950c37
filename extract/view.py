"""A document as the matchers see it: tokens with their lexical classes, sentences, and where things stand.

A `View` leaves out white space tokens. Where a line break ends a paragraph, a headline or an item, one token
of class ``"\\n"`` in every alphabet stands for it, so that no pattern runs across; where a line was merely
wrapped, there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from extract.plain import Plain
from extract.tokenizer import places

LAYOUT, QUANTITY, DATE, COUNTRY, PROJECT = range(5)
"""The alphabets, by their place among a word's classes."""

_BREAK = "\n"


class Match(NamedTuple):
    """A fact found: half-open character offsets, the rule that fired, and the fields of its record."""

    kind: str
    start: int
    end: int
    rule: str
    values: dict[str, Any]


class Note(NamedTuple):
    """What a matcher tells of a place when it is asked to explain itself.

    ``pieces`` names the parts of a match ("number", "scale", …) with their texts; ``reason`` says why a
    candidate became no record, and is empty where it became one.
    """

    kind: str
    start: int
    end: int
    rule: str
    pieces: tuple[tuple[str, str], ...] = ()
    reason: str = ""


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


_LONGEST_SENTENCE = 1000
_AROUND = 300
"""Of a sentence of more than `_LONGEST_SENTENCE` characters, a record gets so many before and behind it."""


class View:
    """Tokens, classes and sentences of one document.

    ``table`` is what `extract.tokenizer.Tokenizer` makes of the text. ``text`` is the document's, untouched. Token
    ``i`` is ``text[starts[i]:ends[i]]``; ``classes(CHANNEL)[i]`` is its lexical class in that alphabet. ``date`` is
    the document's date or None. ``notes`` is a list to which matchers add a `Note` for each candidate, or None when
    nobody asks. ``origin`` tells where the text's characters stand in the article, if it was spelt in plain
    characters for the matchers (see `extract.plain`).
    """

    origin: Plain | None = None

    def __init__(
        self,
        table: Any,
        text: str,
        date: dt.date | None = None,
        notes: list[Note] | None = None,
        laid_out: LaidOut | None = None,
    ) -> None:
        self.text = text
        self.date = date
        self.notes = notes
        self._table, self.starts, self.ends = laid_out or lay_out([table], [text])[0]
        self._classes: dict[int, str] = {}
        self._sentence_starts: list[int] | None = None
        self._first_characters: list[int] | None = None
        self._sentence: tuple[int, int, int] = (0, 0, 0)
        """Of the sentence asked for last: where it starts, where the next one does, and where it ends."""

    def __len__(self) -> int:
        return len(self.starts)

    def classes(self, channel: int) -> str:
        """The classes of all tokens in one alphabet, a character a token."""
        found = self._classes.get(channel)
        if found is None:
            found = self._table[:, channel].tobytes().decode("latin-1")
            self._classes[channel] = found
        return found

    def word(self, i: int) -> str:
        """The text of token ``i``."""
        return self.text[self.starts[i] : self.ends[i]]

    def words(self, i: int, j: int) -> list[str]:
        """The texts of tokens ``i`` to ``j`` (exclusive), as far as there are any."""
        text = self.text
        return [text[start:end] for start, end in zip(self.starts[i:j], self.ends[i:j], strict=True)]

    def between(self, i: int, j: int) -> str:
        """The text from the start of token ``i`` to the end of token ``j - 1``."""
        return self.text[self.starts[i] : self.ends[j - 1]]

    def joined(self, i: int) -> bool:
        """Whether token ``i`` follows its predecessor without white space."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def token_at(self, offset: int) -> int:
        """The index of the token that covers character ``offset``, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    @property
    def sentence_starts(self) -> list[int]:
        """The index of the first token of each sentence, ascending."""
        if self._sentence_starts is None:
            starts = [0] if self.starts else []
            for match in _SENTENCE_END.finditer(self.classes(LAYOUT)):
                at = match.end()
                if at < len(self.starts) and at != starts[-1]:
                    starts.append(at)
            self._sentence_starts = starts
        return self._sentence_starts

    def sentence(self, i: int) -> tuple[int, int]:
        """The tokens (first, end) of the sentence in which token ``i`` stands, without line breaks."""
        starts = self.sentence_starts
        at = bisect_right(starts, i) - 1
        first = starts[at]
        end = starts[at + 1] if at + 1 < len(starts) else len(self.starts)
        layout = self.classes(LAYOUT)
        while first < i and layout[first] == _BREAK:
            first += 1
        while end > i + 1 and layout[end - 1] == _BREAK:
            end -= 1
        return first, end

    @property
    def _sentence_firsts(self) -> list[int]:
        """The character at which each sentence starts, a line break at the top of the text aside."""
        if self._first_characters is None:
            layout, starts = self.classes(LAYOUT), self.starts
            at = self.sentence_starts
            if at and layout[0] == _BREAK and len(starts) > 1:
                at = [1, *at[1:]]
            self._first_characters = [starts[i] for i in at]
        return self._first_characters

    def _sentence_last(self, number: int) -> int:
        """The character behind a sentence, without its line break."""
        at = self.sentence_starts
        stop = at[number + 1] if number + 1 < len(at) else len(self.starts)
        layout = self.classes(LAYOUT)
        while stop > at[number] + 1 and layout[stop - 1] == _BREAK:
            stop -= 1
        return self.ends[stop - 1]

    def sentence_span(self, start: int, end: int) -> Span:
        """The characters of the sentence, or sentences, around the characters ``start`` to ``end``."""
        low, high, last = self._sentence
        if low <= start < high and end <= last and last - low <= _LONGEST_SENTENCE:
            return Span(low, last)  # facts are asked for in their order
        firsts = self._sentence_firsts
        at = max(0, bisect_right(firsts, start) - 1)
        stop = self._sentence_last(at)
        self._sentence = firsts[at], firsts[at + 1] if at + 1 < len(firsts) else len(self.text) + 1, stop
        if stop < end:
            stop = max(end, self._sentence_last(bisect_right(firsts, end - 1) - 1))
        first = min(start, firsts[at])
        if stop - first > _LONGEST_SENTENCE:  # a list, a table: what stands around the fact is evidence enough
            first = max(first, min(start, self.starts[self.token_at(max(0, start - _AROUND))]))
            stop = min(stop, max(end, self.ends[self.token_at(end + _AROUND)]))
        return Span(first, stop)

    def note(
        self,
        kind: str,
        start: int,
        end: int,
        rule: str,
        pieces: tuple[tuple[str, str], ...] = (),
        reason: str = "",
    ) -> None:
        """Tell of a candidate, if anybody listens."""
        if self.notes is not None:
            self.notes.append(Note(kind, start, end, rule, pieces, reason))


LaidOut = tuple[Any, list[int], list[int]]
"""The records of the tokens that a view has, and where each of them starts and ends."""

_SPACE, _LINE_END, _PARAGRAPH = 32, 110, 78
"""The classes of white space; see `extract.layout`."""


def lay_out(tables: Sequence[Any], texts: Sequence[str]) -> list[LaidOut]:
    """The tokens of documents without white space, but for one break where a line end parts what stands around it.

    Several documents at once take less time than one after the other, if they are short.
    """
    table = np.concatenate(tables)
    starts, lengths = places(table)
    firsts = np.zeros(len(tables) + 1, dtype=np.int64)
    np.cumsum([len(of_one) for of_one in tables], out=firsts[1:])
    several = len(tables) > 1
    if several:
        starts -= np.repeat(starts[firsts[:-1]], np.diff(firsts))
    layout = table[:, LAYOUT]
    paragraph = layout == _PARAGRAPH
    ends = np.flatnonzero((layout == _LINE_END) | paragraph)
    keep = layout != _SPACE
    keep[ends] = False
    if len(ends):
        # Line ends with nothing but white space between them are one break.
        before = np.cumsum(keep)[ends]
        first = np.ones(len(ends), dtype=bool)
        first[1:] = before[1:] != before[:-1]
        document = np.searchsorted(firsts, ends, side="right") - 1 if several else np.zeros_like(ends)
        first[1:] |= document[1:] != document[:-1]
        single = first & ~paragraph[ends]
        single[:-1] &= first[1:]
        breaks = ends[first]
        wrapped: list[int] = []
        wraps: set[int] = set()
        last = -1
        for at, number in zip(ends[single].tolist(), document[single].tolist(), strict=True):
            text = texts[number]
            if number != last:
                wraps, last = _wraps(text), number
            if text.find("\n", int(starts[at])) in wraps:
                wrapped.append(at)
        keep[breaks] = True
        keep[wrapped] = False
        table[breaks] = 10
    kept = np.zeros(len(keep) + 1, dtype=np.int64)
    np.cumsum(keep, out=kept[1:])
    bounds: list[int] = kept[firsts].tolist()
    table, starts, lengths = table[keep], starts[keep], lengths[keep]
    stops = starts + lengths
    return [
        (table[first:end], starts[first:end].tolist(), stops[first:end].tolist())
        for first, end in pairwise(bounds)
    ]


_LINE = re.compile(r"[^\n]*\n?")
_ITEM = re.compile(r"\s*(?:[-*•·–—#>|\[]|\d{1,3}[.)]\s)")
_KEY = re.compile(r"\s*\w[\w ]{0,20}:\s")
_MIN_WRAP = 50
"""Lines of prose are wrapped at no fewer columns than this."""
_MAX_WRAP = 140


def _wraps(text: str) -> set[int]:
    """The offsets of the line ends at which a line was only wrapped.

    That is so where the next line begins with a small letter, or where the line is as long as its
    neighbours and had no room for the next word; not where an item, a table row or a headline ends.
    """
    found: set[int] = set()
    lines = [(m.start(), m.group().rstrip()) for m in _LINE.finditer(text) if m.group()]
    for (_, before), (start, line), (_, after) in zip(
        [(0, ""), *lines], lines, [*lines[1:], (0, "")], strict=False
    ):
        if not line or not after.strip() or _ITEM.match(after):
            continue
        if line.lstrip().startswith("|") or line.endswith("|"):
            continue
        end = text.find("\n", start)
        first = after.split(None, 1)[0]
        width = max(len(line), len(before) if len(before) <= _MAX_WRAP else 0)
        full = (
            _MIN_WRAP <= len(line) <= _MAX_WRAP
            and len(line) + 1 + len(first) > 0.85 * width
            and len(after) <= 1.2 * width  # a line that is longer was not wrapped, and so its neighbour was not
        )
        running = first[0].islower() and len(line) > 20 and not _KEY.match(after)
        if (line[-1] not in ".!?") if full else running:
            found.add(end)
    return found


# A sentence ends at a stop with its closing quotes and brackets when no small letter follows, at an
# abbreviation's stop when a word follows that begins sentences, and at every break. Classes: extract.layout.
# It begins with one set of characters, as such patterns are looked for fastest.
_SENTENCE_END = re.compile(r"[exz\n](?:(?<=e)(?:(?<![re]e)|(?<=ree))e*+q*+(?=[^aq,e])|(?<=x)(?=F)|(?<=z)q*|(?<=\n))")


def sentence_spans(view: View) -> Iterator[Span]:
    """The sentences of a document, in order."""
    starts = view.sentence_starts
    for at in starts:
        first, end = view.sentence(at)
        if view.classes(LAYOUT)[first:end].strip(_BREAK):
            yield Span(view.starts[first], view.ends[end - 1])
