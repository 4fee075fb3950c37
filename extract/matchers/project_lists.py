"""Names that share a noun: "the Karuma and Isimba dams"; "Leviathan and Tamar, two gas fields"."""

from __future__ import annotations

import re

from extract.matchers.project_judge import categorize
from extract.matchers.project_scene import CAPITALS, Candidate, Scene
from extract.matchers.project_words import Head

_REACH = 20
_ITEM = "(?:[NAZ]D(?=[&,])|[ACLNRZHWGP](?:-?[ACLNRZHWGP0]){0,4})"  # "Kosovo A": the letter is an article elsewhere
_ITEMS = rf"(?P<items>{_ITEM}(?:,{_ITEM}){{0,4}}(?:,?&t?|,t){_ITEM})"
SHARED = re.compile(rf"(?<![{CAPITALS}-]){_ITEMS}(?P<between>(?:-?[mg])*)-?[hwgnpHWG]\Z")
COUNTED = re.compile(rf"(?<![{CAPITALS}-]){_ITEMS},[.0][-.m]{{0,5}}[hwn]\Z")
# Where such lists may end, to be found in one scan.
SHARED_END = re.compile(rf"&t?{_ITEM}(?:-?[mg])*-?n|&t?{_ITEM},[.0][-.m]{{0,5}}n")
# Two wind farms, Kaskasi and Amrumbank West, feed the island; the four dams on the river — A, B, C and D — are full
NAMED_BEHIND_START = re.compile(r"n(?=(?:[oi]t?[AN]{1,2})?[,(:-][ACLNRZHWGP])")
NAMED_BEHIND = re.compile(rf"(?:[oi]t?[AN]{{1,2}})?[,(:-]{_ITEMS}(?=[,).:-]|\n|\Z)")
_PART = re.compile(rf"{_ITEM}").finditer
STATES = frozenset(
    "Texas Oklahoma California Nevada Oregon Washington Alaska Alberta Ontario Quebec Manitoba Colorado Wyoming "
    "Montana Utah Arizona Kansas Nebraska Ohio Michigan Illinois Indiana Florida Virginia Queensland Victoria Tasmania "
    "Punjab Sindh Gujarat Bihar Assam Bavaria Saxony Siberia Crimea Scotland Wales Danube Rhine Volga Mekong".split()
)
_BEFORE_NAMES = frozenset(",(:-oi")
_NUMBERS = frozenset("two three four five six both".split())


def singular(word: str) -> str:
    """The singular of a head noun in the plural, in small letters.

    >>> singular("Refineries"), singular("dams")
    ('refinery', 'dam')
    """
    word = word.lower()
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _named_behind(scene: Scene, i: int) -> list[Candidate]:
    """The names that follow the counted plural noun at token ``i``: "two wind farms, Kaskasi and Amrumbank West"."""
    view, classes = scene.view, scene.classes
    found = NAMED_BEHIND.match(classes, i + 1)
    if found is None or (head := _head_of(scene, i)) is None:
        return []
    low, _ = view.sentence(i)
    before = view.words(max(low, i - 5), i)
    if _NUMBERS.isdisjoint(word.lower() for word in before):
        return []
    end = found.end("items")
    if end < len(classes) and classes[end] == "." and view.word(end) not in (".", ";", "…"):
        return []
    parts = [(part.start() + found.start("items"), part.end() + found.start("items"))
             for part in _PART(found.group("items"))]  # fmt: skip
    if not all(_is_name(scene, first, stop, head) for first, stop in parts):
        return []
    if not _is_kind_told(scene, i, i, head, before, False) and not (head.small == "name" and not head.agent):
        return []
    category = categorize(scene, max(low, i - 3), i + 1, i, head)
    return [Candidate(first, stop, stop, "listed", category) for first, stop in parts]


def _head_of(scene: Scene, i: int) -> Head | None:
    """The head noun whose plural stands at token ``i``."""
    word = scene.view.word(i)
    return scene.lexicon.heads.get(singular(word)) if word.endswith("s") else None


def listed(scene: Scene, i: int) -> list[Candidate]:
    """The names that share the plural noun at token ``i``: the last with the noun, the others without."""
    view = scene.view
    if scene.classes[i + 1 : i + 2] in _BEFORE_NAMES and (behind := _named_behind(scene, i)):
        return behind
    window = scene.classes[max(0, i - _REACH) : i + 1]
    if "&" not in window or not view.word(i).endswith("s"):
        return []
    head = _head_of(scene, i)
    if head is None:
        return []
    shared = SHARED.search(window)
    found = shared or COUNTED.search(window)
    if found is None or (found.start() == 0 and i >= _REACH):
        return []
    shift = i + 1 - len(window)
    if shared is None and view.word(shift + found.end("items") + 1) not in _NUMBERS:
        return []
    items = [(shift + found.start("items") + part.start(), shift + found.start("items") + part.end())
             for part in _PART(found.group("items"))]  # fmt: skip
    if scene.kind(items[0][0]) == "J" and items[0][1] - items[0][0] > 1:
        items[0] = items[0][0] + 1, items[0][1]
    between = view.words(shift + found.end("items"), i)
    if not all(_is_name(scene, first, end, head) for first, end in items):
        return []
    if not _is_kind_told(scene, items[0][0], i, head, between, shared is not None):
        return []
    category = categorize(scene, shift + found.end("items"), i + 1, i, head)
    last = items.pop() if shared is not None else None
    names = [Candidate(first, end, end, "listed", category) for first, end in items]
    return [*names, Candidate(last[0], i + 1, last[1], "listed", category, head)] if last is not None else names


def _is_name(scene: Scene, first: int, end: int, head: Head) -> bool:
    kinds = scene.kinds(first, end)
    known = scene.lexicon.known.longest(scene.view, first)
    if known is not None and known.end == end and known.payload.context is None:
        return True
    if head.soft and end - first < 2:
        return False
    if kinds[-1] == "D" and scene.view.word(end - 1) != "A":
        return False
    if kinds in (["N", "R"], ["N", "D"]) and not head.soft:
        return True  # "Kosovo A"
    if not any(cls in "AC" for cls in kinds) or kinds[-1] in "NEXBHWGP" or scene.view.word(first) in head.never:
        return False
    name = " ".join(scene.view.words(first, end))
    return name not in scene.lexicon.countries and name not in STATES


def _is_kind_told(scene: Scene, first: int, i: int, head: Head, between: list[str], shared: bool) -> bool:
    """Whether the noun, with the words before it, takes such names."""
    told = any(word.lower() in head.qualifiers for word in between)
    if head.bare or head.small in ("qualified", "joined"):
        return told
    if head.small == "never":
        return False
    determined = scene.follows_determiner(first)
    return determined or told or not (head.agent or head.soft or not shared)
