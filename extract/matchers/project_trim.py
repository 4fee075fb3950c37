"""What is cut off, from the left, of a run of words that ends in a project's name.

"Construction of the Nurek Dam", "Chinese-built Laos-China railway", "Kenya and the Lobito Corridor",
"World Bank Water Resilience Programme": the run of capitalised words begins before the name.
"""

from __future__ import annotations

import re

from extract.matchers.project_scene import CAPITALS, Scene
from extract.matchers.project_words import Head

_PARTICIPLE = re.compile(r".*(?:ed|built|led|run|made|owned|based|era|style|held|speaking|born|sponsored)").fullmatch
_DEVERBAL = re.compile(r"[A-Z][a-z]+(?:tion|ing|ment|sion|ance|age)").fullmatch
_MIXED_NUMBER = re.compile(r"\d+[A-Za-z]+").fullmatch
_AT_SCHOOL = frozenset({"Feeding", "Meals", "Meal", "Milk", "Lunch", "Health", "Nutrition", "Breakfast"})
_PLACES_OWNED = frozenset(
    "Gorge Bay Pass Creek Point Gate Head Hill Peak Falls Ferry Reach Bend Rock Ridge Landing Bazar Cross".split()
)
_OF_STATE = frozenset({"National", "Presidential", "Federal", "State"})
_WATERS = frozenset({"Gulf", "Bay", "Strait", "Sea", "Cape"})
_HEADS_OF_STATES = frozenset("Republic Kingdom Head City Government Emirate State Province".split())


def trim(scene: Scene, first: int, stop: int, head: Head, *, small: bool) -> int:
    """Where the name begins that ends before token ``stop``; -1 where the run is something else.

    ``small`` says that the head noun is in small letters, and ``stop`` where the proper part ends.
    """
    view, classes = scene.view, scene.classes
    for k in range(stop - 1, first, -1):
        cls = scene.kind(k)
        if cls in "o&fi" and classes[k - 1] == "-" == classes[k + 1]:
            continue  # "Gas-to-Energy"
        if cls in "o&fi" and not _keeps_link(scene, first, k, head, small=small):
            if cls in "of" and "X" in classes[first:k]:
                return -1  # "Ministry of Energy and …", "Institute for Economic Policy"
            return _trim_opening(scene, k + 2 if classes[k + 1] == "t" else k + 1, stop, head)
        if cls == "-" and not _keeps_dash(scene, first, k, head, view.word(stop)):
            return _trim_opening(scene, k + 1, stop, head)
        if cls == "X" and view.word(k) == "Summit" and head.category == "transport":
            continue  # "Nakuru–Mau Summit Toll Road"
        if cls == "X" and k < stop - 1 and not _ends_known(scene, k + 1) and not _is_at_school(view.words(k, k + 2)):
            return -1 if head.soft and stop - k < 3 else _trim_opening(scene, k + 1, stop, head)
        if cls == ")" and _is_owner_with_acronym(scene, first, k):
            return _trim_opening(scene, k + 1, stop, head)
        if cls in "m.gwhb" and classes[k - 1] == "-" and _PARTICIPLE(view.word(k)):
            return _trim_opening(scene, k + 2 if classes[k + 1] == "-" else k + 1, stop, head)
    start = _trim_opening(scene, first, stop, head)
    return _with_owner(scene, start) if not head.soft and start < stop else start


def _is_at_school(words: list[str]) -> bool:
    """Whether "School" begins what is given there: "School Feeding"; or "Team" what it calls itself: "Team Europe"."""
    return (words[0] == "School" and words[1] in _AT_SCHOOL) or words == ["Team", "Europe"]


def _with_owner(scene: Scene, start: int) -> int:
    """Take a possessor in that is part of a place's name: "Stiegler's Gorge dam", "Dhaka-Cox's Bazar Corridor"."""
    classes = scene.classes
    if start < 2 or classes[start - 1] != "'" or scene.view.word(start) not in _PLACES_OWNED:
        return start
    if scene.kind(start - 2) != "A" or (start > 2 and classes[start - 3] in CAPITALS):
        return start
    is_joined = start > 3 and classes[start - 3] == "-" and classes[start - 4] in CAPITALS
    return start - 4 if is_joined else start - 2


def _trim_opening(scene: Scene, start: int, stop: int, head: Head) -> int:
    """Cut off opening words, owners and numbers, one after the other."""
    classes = scene.classes
    while start < stop:
        cls = scene.kind(start)
        following = classes[start + 1] if start + 1 < stop else ""
        if cls in "o&fi-/t.mgwhb":
            start += 1
        elif cls == "0" and following == "-" and classes[start + 2] in "m.":
            start += 3  # the 93-km Port-Gentil-Omboué motorway
        elif following != "-" and _is_no_part(scene, start, stop, following, head):
            start += 1
        else:
            break
    return start


def _is_no_part(scene: Scene, start: int, stop: int, following: str, head: Head) -> bool:
    cls = scene.kind(start)
    if cls == "J":
        return scene.opens_sentence(start)
    if cls == "X" and _is_at_school(scene.view.words(start, start + 2)):
        return False
    if cls in "BX":
        return start + 1 < stop
    if cls == "0":
        if following == "b":
            return False  # "25 de Abril Bridge"
        return not _MIXED_NUMBER(scene.view.word(start))
    if cls == "Y":
        return following != ""
    if cls == "E" and head.soft and following in "AL" and scene.view.word(start + 1) in _OF_STATE and stop - start > 2:
        return True
    return cls == "E" and start + 1 < stop and _is_complete(scene, start + 1, stop, head)


def _is_complete(scene: Scene, start: int, stop: int, head: Head) -> bool:
    """Whether a name is complete without the adjective of a country before it: "Kazakh Kashagan field"."""
    found = scene.lexicon.known.longest(scene.view, start)
    if found is not None and found.end >= stop:
        return not head.soft or found.end - start > 2
    if not head.short or stop - start != 1 or scene.kind(start) not in "AC":
        return False
    return scene.view.word(start - 1) not in scene.lexicon.sets["people"]


def _is_owner_with_acronym(scene: Scene, first: int, k: int) -> bool:
    """Whether the brackets that close at token ``k`` follow a complete name: "Monetary Fund (IMF) Staff …"."""
    classes = scene.classes
    opening = classes.rfind("(", first, k)
    return opening > first and classes[opening - 1] in "HGWPX" and classes[k + 1] != "P"


def _keeps_dash(scene: Scene, first: int, k: int, head: Head, next_word: str) -> bool:
    """Whether a dash joins parts of a name: always without spaces, else only between two places."""
    view = scene.view
    if view.joined(k) or (k + 1 < len(view) and view.joined(k + 1)):
        return True
    if view.word(k) == "—" or k - first > 3:
        return False
    return next_word == "strategy" or not (head.soft or next_word.lower().endswith("port"))


def _keeps_link(scene: Scene, first: int, k: int, head: Head, *, small: bool) -> bool:
    """Whether the name goes on to the left of "of", "and", "for", "in" at token ``k``."""
    left = scene.kind(k - 1)
    if left == "X":
        return False
    opens = k - first == 1 and scene.opens_sentence(first) and scene.kind(first) != "C"
    match scene.classes[k]:
        case "&":
            return left not in "HGP" and _keeps_and(scene, k, left, head, small=small)
        case "o":
            return not opens and _keeps_of(scene, k, left, head, small=small)
        case "f":
            begins = k - 1 == first and head.soft
            if (left in "HGP" and not begins) or left == "N":
                return False
            if scene.classes[k + 1] == "t" and left != "G":
                # "the Room for the River programme"
                return small and head.soft and k - first == 1 and left == "A" and scene.follows_determiner(first)
            return not opens and (head.soft or (head.bare and not small))
        case _:
            if scene.view.word(k) == "to" and head.category == "transport" and not small and left in "ACN":
                # "the Linden to Mabura Hill Road"
                return k - first <= 2 and scene.classes[k + 1] != "t" and scene.follows_determiner(first)
            if left in "HGP" or opens or not (head.soft or (head.bare and not small)):
                return False
            return scene.view.word(k) == "to" or scene.view.word(k - 1) in scene.lexicon.sets["imperative"]


def _keeps_and(scene: Scene, k: int, left: str, head: Head, *, small: bool) -> bool:
    """ "Water and Energy Complex", but not "Kenya and the Lobito Corridor", "Rogun and Nurek dams"."""
    word = scene.view.word
    if _ends_known(scene, k) or (scene.classes[k + 1] == "Z" and scene.lexicon.known.longest(scene.view, k + 1)):
        return False
    if scene.classes[k + 1] == "t" or left in "Y0NEBC":
        return False
    if not head.soft and small and word(k) != "&":
        return False
    if not head.soft and word(k - 1).lower().removesuffix("s") in scene.lexicon.heads:
        return False
    return scene.kind(k + 1) not in "NB" or left == "L"


def _ends_known(scene: Scene, k: int) -> bool:
    """Whether a known name ends before token ``k``."""
    for first in range(max(0, k - 4), k):
        found = scene.lexicon.known.longest(scene.view, first) if scene.classes[first] == "Z" else None
        if found is not None and found.end == k and k - first > 1:
            return True
    return False


def _keeps_of(scene: Scene, k: int, left: str, head: Head, *, small: bool) -> bool:
    """ "Power of Siberia pipeline", but not "Restoration of Nurek Dam", "Line 3 of the Panama Metro"."""
    before = scene.view.word(k - 1)
    if before in _WATERS:
        return True
    if scene.classes[k + 1] == "t" and (small or not head.soft):
        return False
    if left not in CAPITALS or left in "NEB" or before in _HEADS_OF_STATES:
        return False
    if left == "G":
        return head.soft
    return head.soft or not _DEVERBAL(before)
