"""Names that the text itself explains: "X, a five-year plan", "a scheme called X", "the “X” programme"."""

from __future__ import annotations

import re

from extract.matchers.acronyms import after_name, fits
from extract.matchers.project_judge import categorize
from extract.matchers.project_scene import Candidate, Scene
from extract.matchers.project_words import Head

_CAP = "ACENLRBXJZHGWP"
_NAME = rf"[{_CAP}OY0](?:-?[{_CAP}OY0m]|[o&fib]t?(?=[{_CAP}])|t(?=[{_CAP}])|,(?=[{_CAP}]+\"))*"
_NOUNS = "hgwp"
# "X" programme; "Strong Regions" national project
QUOTED_BEFORE = re.compile(rf"\"(?P<name>{_NAME}),?\"(?:-?[m.])?(?:-?m)?[{_NOUNS}{_NOUNS.upper()}]\Z")
# the programme "X"; a plan called "X"
QUOTED_AFTER = re.compile(rf"[ \n]?,?\"(?P<name>{_NAME})\"")
# X, a five-year plan; Restoring the George, the Port Authority's overhaul; Kartu Tani, the farmers card
APPOSITION = re.compile(
    rf"(?P<name>[{_CAP}](?:-?[{_CAP}OY0]|[o&]?t?(?=[{_CAP}])){{0,6}}),(?:d[-.m0wgLEN\"]{{0,5}}|t?[{_CAP}]{{1,4}}'[-.m0]{{0,5}}|(?:[.0]o)?t[.mu]{{1,2}}'[-.m0]{{0,5}}|t[-.m0]{{0,6}})[-]?[{_NOUNS}qn]\Z"
)
# "X," a hygiene campaign
QUOTED_APPOSITION = re.compile(rf"\"(?P<name>{_NAME})(?:,\"|\",)d[-.m0LEN]{{0,5}}[{_NOUNS}q]\Z")
# a plan called X; a programme known as X
CALLED = re.compile(rf"c(?:\.|i)?t?\"?(?P<name>[{_CAP}](?:-?[{_CAP}OY0]|[o&fb]t?(?=[{_CAP}])){{0,8}})")
CALLED_QUOTED = re.compile(rf"c(?:\.|i)?\"(?P<name>[{_CAP}](?:-?[{_CAP}OY0.m]|[o&fibt]){{0,7}})\"")
# a health card, the Kartu Jakarta Sehat (KJS)
INTRODUCED = re.compile(rf",t?(?P<name>[{_CAP}](?:-?[{_CAP}OY0]|[o&fib]t?(?=[{_CAP}])){{0,7}})(?=\()")
# the country's largest dam, Kajaki,
BEHIND = re.compile(r",(?P<name>[AZ](?:-[A0])?[0R]?)(?=,)")
BEHIND_NEW = re.compile(r",\"?(?P<name>[AZC](?:-?[AZCRLN0]){0,3})(?=[,.(\n])")
BEHIND_PLAN = re.compile(r",\"?(?P<name>[ACLZJ](?:-?[ACLZJN]|[of&]t?(?=[ACLZJN])){1,5})(?=,)")
_OF_PEOPLE = frozenset({"a", "an", "the", "who", "said", "says", "which", "where", "another"})
_NOUN_BEFORE = re.compile(r"[hgpq],?\Z")
_BETWEEN = frozenset(
    "also commonly informally officially now since widely popularly that is was simply initially already".split()
)
_BUILT = frozenset({"energy", "facility", "water"})
_THINGS = frozenset({"shield", "benefit", "drive", "deal", "window", "guarantee", "vision"})
_NO_WORKS = frozenset({"city", "base", "center", "centre", "hub", "park"})
_WORKS = frozenset({"mine", "refinery", "smelter"})
_PLACES = frozenset(
    {"Operation", "Lake", "Mount", "River", "Cape", "Fort", "Saint", "St", "St.", "Port", "Mr", "Mr.", "Mrs"}
)
_SUPERLATIVES = frozenset(
    "largest biggest first second third oldest longest tallest deepest highest newest only earliest latest sole main "
    "richest busiest costliest".split()
)
_OPEN = frozenset("“‘«„《")
_EXPLAINING = frozenset({"plan", "programme", "program", "initiative", "scheme", "strategy", "campaign", "drive"})
_FOLLOWS = frozenset(
    "that which with worth under across between from linking connecting designed aimed launched built run funded "
    "backed meant planned unveiled announced to in on for of and by , . ; : ) — – near through is was has will would "
    "named called intended costing covering running off over under at due set".split()
)


_SIZES = frozenset({"billion", "million", "bn", "mn"})
_MAKES = re.compile(
    r"\b(?:tonnes|tons|mw|megawatts?|turbines|capacity|carbon|barrels|output|workers|batteries|hydrogen)\b"
).search
_PARTICIPLES = frozenset(
    "learnt begun drawn held led lent made paid put sold set taken written thought spent left brought won given".split()
)


def _head_at(scene: Scene, i: int) -> Head:
    heads = scene.lexicon.heads
    return heads.get(scene.view.word(i).lower()) or heads["initiative"]


def beside(scene: Scene, i: int) -> Candidate | None:
    """The name that the noun, or the "called", at token ``i`` explains, if there is one."""
    if scene.classes[i] == "c":
        return _called(scene, i)
    head = _head_at(scene, i)
    return (
        _quoted_before(scene, i, head)
        or _quoted_after(scene, i, head)
        or _apposition(scene, i, head)
        or _introduced(scene, i, head)
        or _behind(scene, i, head)
    )


def _quoted_before(scene: Scene, i: int, head: Head) -> Candidate | None:
    if scene.classes[i] == "q" or not (head.soft or head.bare or head.small == "name"):
        return None
    window = scene.classes[max(0, i - 14) : i + 1]
    if '"' not in window:
        return None
    found = QUOTED_BEFORE.search(window)
    if found is None:
        return None
    shift = i + 1 - len(window)
    first, end = shift + found.start("name"), shift + found.end("name")
    view = scene.view
    if not scene.lexicon.sets["show"].isdisjoint(view.words(max(0, first - 8), first)):
        return None
    if not view.joined(first) or (view.joined(first - 1) and not _may_open(scene, first - 1)):
        return None
    return _candidate(scene, first, end, i, "quoted")


def _may_open(scene: Scene, quote: int) -> bool:
    """Whether a quotation mark opens although it is joined to what stands before it."""
    return quote == 0 or scene.view.word(quote) in _OPEN or scene.classes[quote - 1] == "("


def _quoted_after(scene: Scene, i: int, head: Head) -> Candidate | None:
    classes = scene.classes
    if classes[i] not in "gpqGPhw" or not (head.soft or head.bare):
        return None
    found = QUOTED_AFTER.match(classes, i + 1)
    view = scene.view
    if found is None or not view.joined(found.start("name")) or view.joined(found.start("name") - 1):
        return None
    return _candidate(scene, found.start("name"), found.end("name"), i, "quoted")


def _apposition(scene: Scene, i: int, head: Head) -> Candidate | None:
    classes = scene.classes
    is_plant = (
        (classes[i] == "w" and head.category in _BUILT) or (head.agent and scene.view.word(i) in _WORKS)
    ) and (classes[i - 1] == "m" or scene.view.word(i - 1) in _SIZES)
    makes = False
    behind = scene.view.words(i, i + 2) if classes[i - 1 : i + 1] == "dw" else []
    if behind in (["plant", "that"], ["plant", "in"]):
        # "Mammoth, a plant that takes carbon from the air"
        at = scene.view.starts[i]
        is_plant = makes = _MAKES(scene.view.text, max(0, at - 60), at + 100) is not None
    elif is_plant and not {"MW", "GW", "megawatt", "gigawatt"}.isdisjoint(scene.view.words(max(0, i - 5), i)):
        makes = True  # "Hamriyah, a 1.8 GW gas plant"
    if not is_plant and (classes[i] not in "hgpq" or head.agent):
        return None
    if not _ends_phrase(scene, i):
        return None
    if classes[i] == "g" and scene.view.word(i) not in _EXPLAINING:
        return None
    window = classes[max(0, i - 20) : i + 1]
    if "," not in window:
        return None
    found = QUOTED_APPOSITION.search(window) if '"' in window else None
    if found is not None and (classes[i] in "gpq" or is_plant):
        start = i + 1 - len(window)
        first, end = start + found.start("name"), start + found.end("name")
        is_name = scene.view.joined(first) and scene.lexicon.sets["show"].isdisjoint(scene.view.words(end, i))
        return _candidate(scene, first, end, i, "quoted") if is_name and end - first > 1 else None
    found = APPOSITION.search(window)
    if found is None:
        return None
    shift = i + 1 - len(window)
    first, end = shift + found.start("name"), shift + found.end("name")
    while first < end and scene.kind(first) in "J" and first + 1 < end and classes[first + 1] != "t":
        first += 1
    article = classes[end + 1]
    view = scene.view
    is_first = not _SUPERLATIVES.isdisjoint(view.words(end + 1, i))
    if view.word(end - 1) in scene.lexicon.sets["place noun"] or view.word(first) in _PLACES:
        return None
    kinds = [scene.kind(k) for k in range(first, end)]
    if (
        not [cls for cls in kinds if cls in "ACHGWP"]
        or kinds[-1] in "XBE"
        or (kinds[-1] == "N" and "," in classes[:first][-1:])
    ):
        return None
    is_sized = article == "t" and len(kinds) > 1 and classes[i] != "q" and "0" in classes[end:i]
    if article == "t" and classes[i] != "q" and "'" not in classes[end:i] and not (is_first or is_sized):
        return None
    if article in "tALNER" and not (is_first or classes[i] == "q") and "m" in classes[end:i] and not is_plant:
        return None
    is_told = is_first and any(word.lower() in head.qualifiers for word in view.words(end + 1, i))
    if is_first and is_plant and (view.word(i) in _NO_WORKS or not is_told):
        return None
    is_told = is_told or (article == "d" and classes[i] == "g" and len(kinds) > 1)
    if classes[first - 1 : first] in (("D", "b") if is_told else ("D", "o", "b")) or (
        article != "d" and len(kinds) < 2 and not is_first
    ):
        return None
    if is_plant and (
        (article != "d" and not (is_first or is_sized))
        or (len(kinds) < 2 and head.agent and not is_first and not makes and view.word(i) not in _WORKS)
        or "&" in kinds
        or not {"A", "R"} & set(kinds)
    ):
        return None
    is_sure = is_told or makes or len(kinds) > 1
    if not is_sure and scene.opens_sentence(first) and scene.counts[scene.view.word(first)] < 2:
        return None
    return _candidate(scene, first, end, i, "explained")


def _introduced(scene: Scene, i: int, head: Head) -> Candidate | None:
    classes, view = scene.classes, scene.view
    if (
        classes[i] not in "gpqh"
        or classes[i + 1 : i + 2] != ","
        or head.agent
        or view.word(i) == "mission"
        or re.search(r"d[-.m0]{0,4}\Z", classes[max(0, i - 6) : i]) is None
    ):
        return None
    found = INTRODUCED.match(classes, i + 1)
    if found is None or "X" in found.group("name"):
        return None
    first, end = found.start("name"), found.end("name")
    span = after_name(view, end)
    if span is None or not fits(view.between(*span), view.between(first, end)):
        return None
    return _candidate(scene, first, end, i, "introduced")


def _behind(scene: Scene, i: int, head: Head) -> Candidate | None:
    """ "the country's largest dam, Kajaki, …": one word, or one with a number, that fills its commas."""
    classes, view = scene.classes, scene.view
    if classes[i + 1 : i + 2] != "," or classes[i] not in "hwg" or (head.agent and view.word(i) not in _WORKS):
        return None
    found = (BEHIND_PLAN if head.soft else BEHIND).match(classes, i + 1)
    if not head.soft and classes[i] == "h" and (new := _behind_new(scene, i, head)) is not None:
        return new
    if found is None or (head.soft and view.word(i) not in _EXPLAINING):
        return None
    first, end = found.start("name"), found.end("name")
    before = view.words(max(view.sentence(i)[0], i - 6), i)
    if head.soft:
        told = "flagship" in before or not {"its", "their", "his", "her", "'s", "’s"}.isdisjoint(before)
        if not told or view.word(end + 1) in _OF_PEOPLE - {"which", "the"} or scene.kind(end - 1) in "NEXB":
            return None
        return _candidate(scene, first, end, i, "explained")
    if _SUPERLATIVES.isdisjoint(before) and not {"its", "their"} & set(before):
        return None
    is_told = not head.context and (head.small == "name" or any(word.lower() in head.qualifiers for word in before))
    if not is_told or view.word(end + 1) in _OF_PEOPLE or len(view.word(first)) < 4:
        return None
    return _candidate(scene, first, end, i, "explained")


def _behind_new(scene: Scene, i: int, head: Head) -> Candidate | None:
    """ "linked by a second cable, Tui-Samoa 2.": a name that fills its commas behind an indefinite noun."""
    classes, view = scene.classes, scene.view
    k = i - 1
    while k > i - 5 and classes[k] in "m.0-" and view.word(k) not in (",", "."):
        k -= 1
    if classes[k] != "d" or (found := BEHIND_NEW.match(classes, i + 1)) is None:
        return None
    first, end = found.start("name"), found.end("name")
    if classes[end] == "." and view.word(end) not in (".", ";", "”", '"'):
        return None
    behind = view.word(end + 1) if end + 1 < len(view) else ""
    kinds = scene.kinds(first, end)
    if kinds[-1] in "NEXB" or behind in _OF_PEOPLE - {"which", "where", "the"} or len(view.between(first, end)) < 4:
        return None
    if view.word(end - 1) in scene.lexicon.sets["place noun"] or view.word(first) in _PLACES or head.context:
        return None
    return _candidate(scene, first, end, i, "explained")


def _ends_phrase(scene: Scene, i: int) -> bool:
    """Whether the noun ends its phrase: in "a pipeline engineer" it does not."""
    view = scene.view
    if i + 1 >= len(view) or scene.classes[i + 1] in "oifc&,(\n":
        return True
    word = view.word(i + 1)
    return word in _FOLLOWS or word in _PARTICIPLES or (word.endswith("ed") and len(word) > 4)


def _called(scene: Scene, i: int) -> Candidate | None:
    classes, view = scene.classes, scene.view
    found = CALLED_QUOTED.match(classes, i) or CALLED.match(classes, i)
    if found is None:
        return None
    noun = i - 1
    while noun > max(0, i - 5) and (classes[noun] == "," or view.word(noun) in _BETWEEN):
        noun -= 1
    if noun > 1 and classes[noun] in "ANZ" and classes[noun - 1] == "i":
        noun -= 2  # "the wind park at Korana, known as Korana East"
    if noun < 0 or (classes[noun] not in "hgpq" and not _is_power_works(scene, noun)):
        return None
    if view.word(noun) in _THINGS:
        return None
    head = _head_at(scene, noun)
    link = view.word(i + 1).lower()
    if classes[i + 1] in ".i" and link not in ("as",):
        return None
    if head.agent and classes[noun] == "h" and head.category != "energy":
        return None
    first, end = found.start("name"), found.end("name")
    if scene.kind(first) in "NEBD" and end - first == 1:
        return None
    return _candidate(scene, first, end, noun, "called")


def _is_power_works(scene: Scene, noun: int) -> bool:
    """Whether words before a noun say that it is for energy: "wind park", not "water park"."""
    word = scene.view.word(noun - 1) if noun else ""
    return scene.classes[noun] == "w" and _head_at(scene, noun).qualifiers.get(word) == "energy"


def _candidate(scene: Scene, first: int, end: int, noun: int, rule: str) -> Candidate | None:
    view = scene.view
    kinds = [scene.kind(k) for k in range(first, end)]
    if not [cls for cls in kinds if cls in "AC" or (cls in "LJN" and len(kinds) > 1)]:
        return None
    found = scene.lexicon.known.longest(view, first)
    if found is not None and found.end == end:
        known = found.payload
        return Candidate(
            first, end, end, "known", known.category, None, False, known.name if known.is_short else None, known.acronym
        )
    if scene.classes[noun] == "q":
        category = "initiative"
    else:
        category = categorize(scene, min(first, noun), max(noun + 1, end), noun, _head_at(scene, noun))
        if category == "other":
            category = "initiative" if rule == "quoted" else category
    return Candidate(first, end, end, rule, category, None)
