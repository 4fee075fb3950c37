"""Which record of one extraction is which of another, of the same document or of one that has been edited.

Records are paired by what they quote and by what stands around it, not by their offsets: the sentences of the two
are aligned first (the same text; then the same text but for its figures; then most of the same words), then the
records within sentences that are paired. So text that is inserted or taken away moves records and changes none,
and a figure that is changed in an otherwise equal sentence is one record changed. Everything is bounded: what
cannot be paired by looking things up is compared with a few neighbours only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from extract.recordfiles import Row

_DEPTH = 16
_NEIGHBOURS = 5
_ALIKE = 0.5
"""Sentences that share this part of their words are versions of one another."""
_TRIES = 20

_FIGURES = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"\w+|[^\w\s]")


class Pairing(NamedTuple):
    """Records of two extractions of a document: those that are paired, and those of either side alone."""

    pairs: list[tuple[Row, Row]]
    old: list[Row]
    new: list[Row]


class _Sentence:
    """Records with the same sentence around them. ``key`` is its text with white space collapsed."""

    __slots__ = ("key", "rows", "start", "text")

    def __init__(self, row: Row) -> None:
        self.start: int = row["sentence"]["start"]
        self.text: str = row["sentence"]["text"]
        self.key = squash(self.text)
        self.rows = [row]


def squash(text: str) -> str:
    """Text with white space collapsed, so that wrapping lines anew changes nothing."""
    return " ".join(text.split())


def pair(old: Sequence[Row], new: Sequence[Row]) -> Pairing:
    """Pair the records of a document, given in the order of the text."""
    before, after = _sentences(old), _sentences(new)
    pairs: list[tuple[Row, Row]] = []
    for one, two in _pair_sentences(before, after):
        pairs += _pair_rows(one, two)
    if len(pairs) == len(old) == len(new):
        return Pairing(pairs, [], [])
    taken = {id(row) for both in pairs for row in both}
    left = [row for row in old if id(row) not in taken]
    right = [row for row in new if id(row) not in taken]
    for found in (_same_place(left, right), _inside(left, right)):
        pairs += found
        taken = {id(row) for both in found for row in both}
        left = [row for row in left if id(row) not in taken]
        right = [row for row in right if id(row) not in taken]
    return Pairing(pairs, left, right)


def _sentences(rows: Sequence[Row]) -> list[_Sentence]:
    found: list[_Sentence] = []
    known: dict[tuple[int, int], _Sentence] = {}
    for row in rows:
        sentence = row["sentence"]
        place = (sentence["start"], sentence["end"])
        there = known.get(place)
        if there is None:
            there = known[place] = _Sentence(row)
            found.append(there)
        else:
            there.rows.append(row)
    return found


def _pair_sentences(old: list[_Sentence], new: list[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    anchors = align([sentence.key for sentence in old], [sentence.key for sentence in new])
    for i, j in anchors:
        yield old[i], new[j]
    if len(anchors) == len(old) == len(new):
        return
    gaps = _gaps(anchors, len(old), len(new))
    # A paragraph that was put elsewhere: the same text, out of order.
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for _, right in gaps:
        for j in right:
            waiting[new[j].key].append(j)
    moved_old, moved_new = set(), set()
    for left, _ in gaps:
        for i in left:
            queue = waiting.get(old[i].key)
            if queue:
                j = queue.popleft()
                moved_old.add(i)
                moved_new.add(j)
                yield old[i], new[j]
    for left, right in gaps:
        left = [i for i in left if i not in moved_old]
        right = [j for j in right if j not in moved_new]
        for i, j in _alike(old, new, left, right):
            yield old[i], new[j]


def _gaps(anchors: list[tuple[int, int]], old: int, new: int) -> list[tuple[list[int], list[int]]]:
    """What lies between pairs of an alignment, where there is anything."""
    found = []
    i = j = 0
    for a, b in [*anchors, (old, new)]:
        if a > i or b > j:
            found.append((list(range(i, a)), list(range(j, b))))
        i, j = a + 1, b + 1
    return found


def _alike(
    old: list[_Sentence], new: list[_Sentence], left: list[int], right: list[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of one gap that are versions of one another."""
    for like in (_without_figures, _without_facts):
        if not left or not right:
            return
        found = align([like(old[i]) for i in left], [like(new[j]) for j in right])
        yield from ((left[a], right[b]) for a, b in found)
        gone_left, gone_right = {a for a, _ in found}, {b for _, b in found}
        left = [i for a, i in enumerate(left) if a not in gone_left]
        right = [j for b, j in enumerate(right) if b not in gone_right]
    if not left or not right:
        return
    words_left = [frozenset(_WORD.findall(_without_figures(old[i]))) for i in left]
    words_right = [frozenset(_WORD.findall(_without_figures(new[j]))) for j in right]
    scores = []
    for a, mine in enumerate(words_left):
        middle = a * len(right) // len(left)
        for b in range(max(0, middle - _NEIGHBOURS), min(len(right), middle + _NEIGHBOURS + 1)):
            theirs = words_right[b]
            score = 2 * len(mine & theirs) / (len(mine) + len(theirs) or 1)
            if score >= _ALIKE:
                scores.append((-score, a, b))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, a, b in sorted(scores):
        if a not in used_left and b not in used_right:
            used_left.add(a)
            used_right.add(b)
            yield left[a], right[b]


def _without_figures(sentence: _Sentence) -> str:
    return _FIGURES.sub("0", sentence.key)


def _without_facts(sentence: _Sentence) -> str:
    """The sentence with its records' kinds in the place of what they quote."""
    parts, at = [], 0
    for row in sentence.rows:
        start, end = row["start"] - sentence.start, row["end"] - sentence.start
        if start >= at:
            parts += [sentence.text[at:start], f"\0{row['kind']}\0"]
            at = end
    return squash("".join([*parts, sentence.text[at:]]))


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of places with equal keys, ascending on both sides.

    Equal ends first, then keys that each side has once (patience diff), then what lies between these; where nothing
    is there once, the keys in their order. Takes about n log n.

    >>> align("abcde", "xabde")
    [(0, 1), (1, 2), (3, 3), (4, 4)]
    """
    found: list[tuple[int, int]] = []
    stack = [(0, len(old), 0, len(new), 0)]
    while stack:
        i, i_end, j, j_end, depth = stack.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            found.append((i_end, j_end))
        if i == i_end or j == j_end or depth > _DEPTH:
            continue
        anchors = _ascending(_candidates(old, new, (i, i_end), (j, j_end)))
        found += anchors
        if anchors:
            for a, b in [*anchors, (i_end, j_end)]:
                stack.append((i, a, j, b, depth + 1))
                i, j = a + 1, b + 1
    found.sort()
    return found


def _candidates(
    old: Sequence[Hashable], new: Sequence[Hashable], left: tuple[int, int], right: tuple[int, int]
) -> list[tuple[int, int]]:
    """Places with equal keys, by the first: of keys that are there once, or else the n-th of each with the n-th."""
    where: dict[Hashable, list[int]] = defaultdict(list)
    for j in range(*right):
        where[new[j]].append(j)
    mine: dict[Hashable, list[int]] = defaultdict(list)
    for i in range(*left):
        if old[i] in where:
            mine[old[i]].append(i)
    once = [(at[0], where[key][0]) for key, at in mine.items() if len(at) == len(where[key]) == 1]
    if once:
        return sorted(once)
    return sorted(both for key, at in mine.items() for both in zip(at, where[key], strict=False))


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of some pairs, ascending by their first, that ascend by their second as well."""
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(top_pairs[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            top_pairs.append(at)
        else:
            tops[pile] = j
            top_pairs[pile] = at
    chain = []
    at = top_pairs[-1] if top_pairs else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _pair_rows(old: _Sentence, new: _Sentence) -> list[tuple[Row, Row]]:
    """Pair the records of a sentence and its version."""
    if len(old.rows) == len(new.rows):
        shift = new.start - old.start
        if all(
            one["start"] + shift == two["start"] and one["text"] == two["text"] and one["kind"] == two["kind"]
            for one, two in zip(old.rows, new.rows, strict=True)
        ):
            return list(zip(old.rows, new.rows, strict=True))
    place = _mapping(old, new)
    pairs: list[tuple[Row, Row]] = []
    left: dict[str, list[Row]] = defaultdict(list)
    right: dict[str, list[Row]] = defaultdict(list)
    at_place = {(row["kind"], squash(row["text"]), row["start"]): row for row in new.rows}
    taken = set()
    for row in old.rows:
        two = at_place.pop((row["kind"], squash(row["text"]), place(row["start"])), None)
        if two is None:
            left[row["kind"]].append(row)
        else:
            taken.add(id(two))
            pairs.append((row, two))
    for row in new.rows:
        if id(row) not in taken:
            right[row["kind"]].append(row)
    for kind, mine in left.items():
        theirs = right.get(kind, [])
        found = _overlapping(mine, theirs, place)
        taken = {id(row) for both in found for row in both}
        pairs += found
        pairs += _same_text(
            [row for row in mine if id(row) not in taken], [row for row in theirs if id(row) not in taken]
        )
    return pairs


def _mapping(old: _Sentence, new: _Sentence) -> Callable[[int], int]:
    """What takes an offset of the old document to the new one, for offsets of a sentence and its version."""
    if old.text == new.text:
        shift = new.start - old.start
        return lambda offset: offset + shift
    blocks = _common(old.text, new.text)
    starts = [block[0] for block in blocks]

    def place(offset: int) -> int:
        at = max(0, bisect_left(starts, offset - old.start + 1) - 1)
        a, b, size = blocks[at]
        inside = offset - old.start - a
        if inside <= size or at + 1 == len(blocks):
            return new.start + b + min(inside, size)
        # Between two equal stretches: as far into the changed one as it was.
        next_a, next_b, _ = blocks[at + 1]
        share = (inside - size) / (next_a - a - size)
        return new.start + b + size + round(share * (next_b - b - size))

    return place


def _common(old: str, new: str) -> list[tuple[int, int, int]]:
    """Stretches that two texts have in common, word by word: their offsets in both and their length, ascending."""
    shorter = min(len(old), len(new))
    head = _equal(old, new, shorter)
    while 0 < head < shorter and old[head - 1].isalnum():
        head -= 1
    tail = _equal(old[head:][::-1], new[head:][::-1], shorter - head)
    while tail and old[-tail].isalnum():
        tail -= 1
    left = [(match.start(), match.group()) for match in _WORD.finditer(old, head, len(old) - tail)]
    right = [(match.start(), match.group()) for match in _WORD.finditer(new, head, len(new) - tail)]
    blocks = [(0, 0, head)]
    pairs = align([word for _, word in left], [word for _, word in right])
    blocks += [(left[a][0], right[b][0], len(left[a][1])) for a, b in pairs]
    blocks.append((len(old) - tail, len(new) - tail, tail))
    return blocks


def _equal(one: str, two: str, longest: int) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _overlapping(old: list[Row], new: list[Row], place: Callable[[int], int]) -> list[tuple[Row, Row]]:
    """Records of one kind that stand at the same place. Both lists ascend."""
    found = []
    j = 0
    for one in old:
        start, end = place(one["start"]), place(one["end"])
        while j < len(new) and new[j]["end"] <= start:
            j += 1
        if j < len(new) and new[j]["start"] < end:
            found.append((one, new[j]))
            j += 1
    return found


def _same_text(old: list[Row], new: list[Row]) -> list[tuple[Row, Row]]:
    """Records of one kind that quote the same, in their order."""
    waiting: dict[str, deque[Row]] = defaultdict(deque)
    for row in new:
        waiting[squash(row["text"])].append(row)
    return [(row, waiting[key].popleft()) for row in old if waiting.get(key := squash(row["text"]))]


def _same_place(old: list[Row], new: list[Row]) -> list[tuple[Row, Row]]:
    """Records at the same place of a text that did not change there, though its sentences were cut otherwise."""
    found: list[tuple[Row, Row]] = []
    for kind in dict.fromkeys(row["kind"] for row in old):
        mine = [row for row in old if row["kind"] == kind]
        theirs = [row for row in new if row["kind"] == kind]
        found += [both for both in _overlapping(mine, theirs, lambda offset: offset) if _reads_the_same(*both)]
    return found


def _reads_the_same(one: Row, two: Row) -> bool:
    """Whether the sentences around two records have the same text where both reach."""
    mine, theirs = one["sentence"], two["sentence"]
    low, high = max(mine["start"], theirs["start"]), min(mine["end"], theirs["end"])
    if high <= low:
        return False
    return bool(
        mine["text"][low - mine["start"] : high - mine["start"]]
        == theirs["text"][low - theirs["start"] : high - theirs["start"]]
    )


def _inside(old: list[Row], new: list[Row]) -> list[tuple[Row, Row]]:
    """Records that quote the same in sentences of which one holds the other: cut otherwise, and moved besides."""
    waiting: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in new:
        waiting[row["kind"], squash(row["text"])].append(row)
    found = []
    for row in old:
        queue = waiting.get((row["kind"], squash(row["text"])), [])
        mine = squash(row["sentence"]["text"])
        for at, other in enumerate(queue[:_TRIES]):
            theirs = squash(other["sentence"]["text"])
            if mine in theirs or theirs in mine:
                found.append((row, queue.pop(at)))
                break
    return found
