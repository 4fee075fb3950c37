"""Whether words before a head noun make a name of it, and whether a project is what they name."""

from __future__ import annotations

import re

from extract.matchers.acronyms import after_name, fits
from extract.matchers.project_scene import CAPITALS, Scene
from extract.matchers.project_words import Head

_COMPASS = frozenset({"North", "South", "East", "West", "Central"})
_DISTINCT = _COMPASS | {"Standard", "Grand", "Great", "Green", "Northern", "Southern", "Eastern", "Western"}
_ROADS = frozenset({"Highway", "Expressway", "Motorway", "Corridor", "Bypass", "Freeway", "Tollway"})
_AWAY = frozenset("at in to on by from near via into off outside through".split())
_STATION = frozenset({"Station", "Stations", "station", "stations", "Building"})
_TITLES = frozenset("Mr Mr. Mrs Mrs. Ms Ms. Dr. Prof. Sen. Rep. Gov. Gen. Col. Capt. Senator Judge".split())
_WORKS = re.compile(
    r"(?:\b|\d)(?:mines?|mining|copper|gold|lithium|nickel|uranium|iron[ -]ore|graphite|rare[ -]earths?|cobalt|"
    r"hydropower|dams?|hydroelectric|reservoirs?|irrigat\w+|megawatts?|MW|GW|turbines?|solar|LNG|gas|oil|barrels|pipelines?|railways?|"
    r"motorways?|highways?|tunnels?|desalination|refinery|smelter|[Ff]ib(?:re|er)[- ][Oo]ptics?|broadband|"
    r"expressways?|bridge|metro|"
    r"wind farms?|power (?:plants?|stations?))\b"
)
_OIL = re.compile(r"\b(?:[Oo]il|[Gg]as|crude|barrels|pipeline)\b")
_GRANTS = re.compile(r"\b(?:[Pp]aid for by|[Gg]rants?|[Dd]onors?|[Ff]unded by|[Ff]inanced by|[Mm]oney from|[Aa]id)\b")
_STOPS = re.compile(
    r"(?i)\b(?:trains?|metro|minibus(?:es)?|bus(?:es)?|coach(?:es)?|trams?|subway|passengers|railway|"
    r"platforms?|commuters|tickets?|marshrutkas?)\b"
)
_BEING_BUILT = re.compile(
    r"\b(?:build|builds|building|built|construct\w*|unfinished|rebuil[dt]\w*|inaugurat\w*|runways?|concession|"
    r"megaproject|contract|contractor|ground-?breaking|broke ground|completed|new airport|[Ww]ork on|"
    r"(?:would|will|could) cost)\b"
)
_WITH_YEAR = re.compile(r"[fi.(]Y").match
_SORTS = frozenset("River Basin Ring Orbital Access Coastal Toll Relief Paper Pulp Sugar Steel Rolling".split())
_OF_PLANS = frozenset({"Action", "Master", "Strategic"})
_COMPANY_BEHIND = re.compile(r",[dt][^,]{0,5}u").match
_COMPANY_BEFORE = re.compile(r"u[^,]{0,4}c(?:i|.)?\"?\Z").search


# ------------------------------------------------------------------------------------- capitalised nouns


def is_capital_name(scene: Scene, first: int, i: int, head: Head) -> bool:
    """Whether the words ``first`` to ``i`` before a capitalised head noun make a name of it."""
    kinds = scene.kinds(first, i)
    words = scene.view.words(first, i)
    counted = sum(cls in CAPITALS for cls in kinds) + (kinds[:1] == ["O"])
    if not counted:
        return kinds == ["Y"] and head.soft and scene.view.word(i) in ("Agenda", "Strategy", "Vision")
    is_long = head.soft and counted > 2 and words[-1] in _OF_PLANS and head.capital == "name"
    if words[-1] in head.never and "O" not in kinds and not is_long:
        return scene.refuse(first, i, "the word before the noun excludes it")
    if head.against is not None and head.against.search(scene.around(first, i + 1)[0]):
        return scene.refuse(first, i, "the text around speaks of something else")
    if head.bare and kinds == ["A"] and scene.view.word(i) == "Project" and scene.follows_determiner(first):
        return _near(scene, first, i, _WORKS)
    if head.soft or head.bare:
        return _is_capital_initiative(scene, first, i, head, kinds, counted)
    return _is_capital_work(scene, first, i, head, kinds, counted)


def _is_capital_initiative(scene: Scene, first: int, i: int, head: Head, kinds: list[str], counted: int) -> bool:
    """ "Debt Service Suspension Initiative", "Marshall Plan", not "Action Plan"."""
    if head.context is not None and not scene.speaks_of(head.context, i):
        return scene.refuse(first, i, "nothing in the text says that it is a project")
    if head.capital == "qualified":
        return counted >= 2 and _qualifier(scene.view.words(first, i), head) is not None
    if kinds == ["R"]:
        return scene.refuse(first, i, "a letter alone is no name")
    if counted >= 2 or any(cls in "Y0" for cls in kinds):
        return True
    if head.capital == "name" and any(cls in "ACRHGWP" for cls in kinds):
        return True
    if head.capital == "name" and _WITH_YEAR(scene.classes, i + 1) and not scene.opens_sentence(first):
        return True
    return scene.refuse(first, i, "one word of general meaning makes no name")


def _is_capital_work(scene: Scene, first: int, i: int, head: Head, kinds: list[str], counted: int) -> bool:
    """ "Nurek Dam", "Standard Gauge Railway", "Panama Canal", not "National Highway", "Wind Farm"."""
    words = scene.view.words(first, i)
    noun = scene.view.word(i)
    joined = _is_joined(scene, first, i) or (head.category == "transport" and "to" in words)
    told = _qualifier(words, head) is not None or (joined and head.category in ("transport", "corridor"))
    if (
        head.capital == "two"
        and head.context is not None
        and not told
        and not head.context.search(scene.around(first, i + 1)[0])
    ):
        return scene.refuse(first, i, "nothing in the text says that it is a project")
    if head.capital == "qualified" and counted == 1 and words[-1] in _SORTS and not scene.follows_determiner(first):
        return scene.refuse(first, i, "what qualifies the noun is no name")
    if (head.capital == "two" and counted < 2) or (head.capital == "qualified" and not told):
        return scene.refuse(first, i, "nothing before the noun says that it is a project")
    if head.capital == "name" and head.context is not None and not told:
        return head.context.search(scene.around(first, i + 1)[0]) is not None
    if any(cls in "ACRHGWP" for cls in kinds) or kinds.count("N") + kinds.count("E") >= 2:
        return True
    if head.category == "corridor" and _COMPASS.isdisjoint(words):
        return len(words) > 1 and _qualifier(words, head) is not None
    if "N" in kinds:
        return counted >= 3 or not noun.startswith("Rail")  # "Kenya Railway" is a company
    if "E" in kinds:
        return counted >= 3
    if joined or (counted >= 2 and (words[0] in _DISTINCT or kinds[0] == "O")):
        return True
    if counted == 1 and words[0] in _DISTINCT and noun in _ROADS:
        return True
    return scene.refuse(first, i, "words of general meaning make no name")


def proper_end_of(scene: Scene, first: int, i: int) -> int:
    """Where the proper part of a name ends: "Kariba South | Hydroelectric Power Station"."""
    k = i
    while k - 1 > first and scene.kind(k - 1) in "L-" and scene.view.word(k - 1) not in _COMPASS:
        k -= 1
    return k


# ------------------------------------------------------------------------------------------ small nouns


def is_small_name(scene: Scene, first: int, proper_end: int, i: int, head: Head) -> bool:
    """Whether the proper part ``first`` to ``proper_end`` makes a name of the small noun at token ``i``."""
    kinds = scene.kinds(first, proper_end)
    words = scene.view.words(first, proper_end)
    between = [word.lower() for word in scene.view.words(proper_end, i)]
    is_place = words[-1] == "Summit" and head.category == "transport" and len(words) > 2
    if words[-1] in head.never or (kinds[-1] in "XB" and not is_place) or (between and between[-1] in head.never):
        return scene.refuse(first, i, "the word before the noun excludes it")
    if scene.view.word(i) == "airport":
        is_place = first > 0 and scene.view.word(first - 1).lower() in _AWAY
        if first > 1 and scene.view.words(first - 2, first) in (["work", "on"], ["Work", "on"]):
            is_place = False
        return not (between or is_place) and kinds[-1] == "A" and _near(scene, first, i, _BEING_BUILT)
    if head.small == "never":
        return _is_small_initiative(scene, first, proper_end, i)
    if head.bare and not between:
        return _is_bare_project(scene, first, i, kinds)
    joined = _is_joined(scene, first, proper_end)
    if kinds == ["E", "-", "E"] and between and head.category == "transport" and scene.follows_determiner(first):
        return True  # "the Thai-Chinese high-speed railway"
    if "E" in kinds and between and not head.soft and _has_own_acronym(scene, first, i):
        return True  # "Belarusian nuclear power plant (BelNPP)"
    proper = any(cls in "ACHGWP" for cls in kinds) or (head.soft and _is_motto(scene, first, proper_end))
    if not (proper or joined) or " ".join(words) in scene.lexicon.countries:
        return scene.refuse(first, i, "no proper name before the noun")
    if not _is_told(scene, i, head, kinds, words, between, joined=joined):
        return scene.refuse(first, i, "nothing before the noun says that it is a project")
    if between:
        return True
    if (
        not head.soft
        and not joined
        and len(words) == 1
        and scene.view.word(i).endswith("s")
        and not scene.view.word(i).endswith("works")
        and not (scene.view.word(i).endswith("fields") and _near(scene, first, i, _OIL))
    ):
        return scene.refuse(first, i, "several things, not one of this name")
    if head.soft and not between and _is_motto(scene, first, proper_end):
        return True
    if head.soft and sum(cls in CAPITALS for cls in kinds) == 1:
        return kinds[0] in "AC" and scene.follows_determiner(first)
    if head.bare:
        return len(words) > 1
    return head.category != "transport" or scene.view.word(i) != "port" or _is_named_port(scene, first)


def _is_motto(scene: Scene, first: int, proper_end: int) -> bool:
    """Whether words of general meaning make a name together: "its Health for All scheme"."""
    if not any(cls in "fi" for cls in scene.classes[first:proper_end]):
        return False
    return scene.follows_determiner(first) and not {"X", "B", "N"} & set(scene.kinds(first, proper_end))


def _has_own_acronym(scene: Scene, first: int, i: int) -> bool:
    """Whether an acronym in brackets behind a noun stands for all words from ``first`` on."""
    view = scene.view
    if scene.classes[i + 1 : i + 2] != "(" or (span := after_name(view, i + 1)) is None:
        return False
    acronym = view.between(*span)
    return acronym[0] == view.word(first)[0] and fits(acronym, view.between(first, i + 1))


def _is_told(
    scene: Scene, i: int, head: Head, kinds: list[str], words: list[str], between: list[str], *, joined: bool
) -> bool:
    """Whether what the noun needs beside a proper name is there."""
    is_bare = not between and len(words) <= 2 and "R" not in kinds
    speaks = head.context is not None and is_bare and scene.speaks_of(head.context, i)
    if speaks and scene.view.word(i) in _STATION and _near(scene, i - len(words), i, _STOPS):
        speaks = False
    qualified = _qualifier([*between, *words], head) is not None
    if head.small == "qualified":
        numbered = head.category == "facility" and kinds[-1] in "0R" and len(kinds) > 1
        return qualified or numbered or speaks or (joined and not between and head.category in ("transport", "water"))
    if head.small == "joined":
        return joined or speaks or (qualified and (bool(between) or words[-1] == "Rail"))
    return head.context is None or bool(between) or scene.speaks_of(head.context, i)


def _is_small_initiative(scene: Scene, first: int, proper_end: int, i: int) -> bool:
    """ "Look East policy", "Uzbekistan – 2030 strategy", and known names before a small noun."""
    if scene.classes[proper_end - 1] == "Y" and proper_end - first > 1:
        return True
    if proper_end - first > 1 and scene.view.word(first) in scene.lexicon.sets["imperative"]:
        return True
    kinds = scene.kinds(first, proper_end)
    found = scene.lexicon.known.longest(scene.view, first)
    if found is not None and found.end == proper_end and not found.payload.is_short and not found.payload.context:
        return True
    if scene.view.word(i) == "fund" and scene.view.words(proper_end, i) == []:
        counted = sum(cls in CAPITALS for cls in kinds)
        if counted > 2 and scene.follows_determiner(first) and "X" not in kinds and "B" not in kinds:
            return _near(scene, first, i, _GRANTS)
    linked = any(cls in "ofi" for cls in scene.classes[first:proper_end])
    if linked and scene.follows_determiner(first) and scene.kind(first) in "ACLJW":
        return True
    return scene.refuse(first, i, "a small noun of this sort needs more")


def _is_bare_project(scene: Scene, first: int, i: int, kinds: list[str]) -> bool:
    """ "the Jadar project", where a mine, a dam, a pipeline is spoken of close by."""
    if not any(cls in "AC" for cls in kinds) or kinds[-1] not in "ACLR0" or scene.view.word(i) != "project":
        return scene.refuse(first, i, "no proper name before the noun")
    k = first
    while k > 0 and first - k < 4 and scene.classes[k - 1] in "0m-":
        k -= 1  # "the 1,200 MW Budhigandaki project"
    if not scene.follows_determiner(k) or scene.view.word(i - 1).endswith("s'"):
        return scene.refuse(first, i, "nothing says that it is one project")
    return _near(scene, first, i, _WORKS) or scene.refuse(first, i, "nothing near says what is built")


def _near(scene: Scene, first: int, i: int, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is found in the text close by."""
    view = scene.view
    return pattern.search(view.text, max(0, view.starts[first] - 100), view.ends[i] + 100) is not None


def _is_named_port(scene: Scene, first: int) -> bool:
    """A port in small letters is a place where somebody sails from, or a project that is spoken of."""
    before = scene.view.word(first - 1).lower() if first else ""
    if before == "of":
        return scene.view.word(first - 2).lower() not in scene.lexicon.sets["part"]
    return before not in _AWAY


def _is_joined(scene: Scene, first: int, stop: int) -> bool:
    """Whether a dash joins names: "China-Laos", "Dushanbe–Kulma", "North-South"; not "Franco-Italian"."""
    for k in range(first + 1, stop - 1):
        if scene.classes[k] == "-":
            left, right = scene.kind(k - 1), scene.kind(k + 1)
            if (
                left + right != "CC"
                and left in "ACNL"
                and right in "ACNLR"
                and (left != "L" or scene.view.word(k - 1) in _COMPASS)
            ):
                return True
    return False


# --------------------------------------------------------------------------------------- something else


def is_other_than_project(scene: Scene, first: int, i: int, end: int, head: Head) -> bool:
    """Whether what stands around says that a company, an institution, an event, a book or a part is meant."""
    classes = scene.classes
    if (
        _is_named_otherwise(scene, first, i)
        or _is_named_otherwise(scene, first, end - 1)
        or _is_person(scene, first, head)
    ):
        return True
    if first > 1 and scene.view.word(first - 2).lower() in ("battle", "siege"):
        return True
    for k in range(end, min(end + 5, len(classes))):
        if scene.kind(k) == "X":
            return True
        if classes[k] not in CAPITALS + "-" and not (k > end and classes[k] in "mo&"):
            break
    if end < len(classes):
        if (classes[end] == "u" or scene.view.word(end) in _STATION) and not (head.soft or head.bare):
            return True
        if head.agent and classes[end] == "s":
            return True
    if _COMPANY_BEFORE(classes[max(0, first - 7) : first]) or _COMPANY_BEHIND(classes[end : end + 8]):
        return True
    return is_title_of_work(scene, first)


def _is_person(scene: Scene, first: int, head: Head) -> bool:
    """ "Sen. John Bridge": a title and a first name."""
    return first > 0 and not head.soft and scene.view.word(first - 1) in _TITLES


def _is_named_otherwise(scene: Scene, first: int, i: int) -> bool:
    """Whether a name known to be no project ends at token ``i``: "World Food Programme"."""
    words = scene.view.words(max(0, i - 5, first - 2), i + 1)
    return any(tuple(words[k:]) in scene.lexicon.others for k in range(len(words)))


def is_title_of_work(scene: Scene, first: int) -> bool:
    """Whether what begins at ``first`` is the title of a book, a film, a report: quoted, and said to be one."""
    view = scene.view
    quote = scene.classes.rfind('"', max(0, first - 3), first)
    if quote < 1:
        return False
    works = scene.lexicon.sets["work"]
    return any(word.lower() in works for word in view.words(max(0, quote - 3), quote))


# ------------------------------------------------------------------------------------------------ category


def categorize(scene: Scene, first: int, end: int, i: int, head: Head) -> str:
    """What a project is: by the words before its head noun, by those around it, by the noun itself."""
    category = _qualifier(scene.view.words(first, i), head)
    if category is None and head.bare and first and scene.view.word(first - 1) in ("MW", "GW"):
        return "energy"  # "the 1,200 MW Budhigandaki project"
    if category is None and head.near:
        category = _nearest(scene, first, end, head)
    return category or head.category


def _nearest(scene: Scene, first: int, end: int, head: Head) -> str | None:
    """The category that the nearest telling word in the text around gives."""
    around, at = scene.around(first, end)
    best: tuple[int, str] | None = None
    for category, pattern in head.near:
        for found in pattern.finditer(around):
            distance = min(abs(found.start() - at), abs(found.end() - at))
            if best is None or distance < best[0]:
                best = distance, category
    return best[1] if best is not None else None


def _qualifier(words: list[str], head: Head) -> str | None:
    """The category that the first qualifying word gives; "river", a place as well, only where no other does."""
    found: str | None = None
    for word in words:
        if (category := head.qualifiers.get(word.lower())) is not None:
            if word.lower() != "river":
                return category
            found = category
    return found
