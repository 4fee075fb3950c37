"""The grammar of project names that have a head noun: "Nurek Dam", "Moscow–Kazan high-speed railway".

A candidate is found at its head noun. A pattern over the lexical classes of the tokens up to the noun finds
the longest run that may be a name; then what does not belong to it is cut off from the left (a sentence's
opening word, an owner, the first half of an "and"), and what is left is judged: is it a name at all, and of
a project? The classes are those of `extract.matchers.project_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.matchers.acronyms import after_name, fits
from extract.matchers.project_words import Head, Lexicon
from extract.view import LAYOUT, PROJECT, View

WINDOW = 22
"""No name has more tokens than this before its head noun."""

_CAP = "ACENLRBXJZHGWP"
_WORD = f"[{_CAP}OY0]"
# What a capitalised head noun may have before it: capitalised words and numbers, joined by dashes, slashes
# and small words; words in brackets; words like "Forward-looking".
_BEFORE = (
    rf"{_WORD}(?:-?{_WORD}|-[m.gwhb](?=-?[{_CAP}])|/{_WORD}|b{{1,2}}[{_CAP}]|[o&fi]t?(?=[{_CAP}])"
    rf"|\((?:{_WORD}|-){{1,6}}\)(?=[{_CAP}]))*"
)
_PROPER = (
    rf"{_WORD}(?:-?{_WORD}|-[.gwhm](?=-?[{_CAP}])|/{_WORD}|b{{1,2}}[{_CAP}]|[o&fi](?=[{_CAP}])"
    rf"|\((?:{_WORD}|-){{1,6}}\)(?=-?[mhwgp{_CAP}]))*"
)
_MODIFIERS = r"(?:[-/&]?[mwhg0](?=[-/&mwhgp0]))*"

CAPITAL = re.compile(rf"{_BEFORE}(?<=[HWGP])\Z")
SMALL = re.compile(rf"(?P<proper>{_PROPER})(?P<modifiers>{_MODIFIERS})-?[hwgp]\Z")
TAIL = re.compile(rf"(?:[ofi]t?(?=[{_CAP}O])(?:[{_CAP}O](?:-?{_WORD}|[o&f](?=[{_CAP}])|,(?=[{_CAP}]+&))*))(?:i(?=tA|N)t?-?[AN](?:-[AN])?)?")
LINKED = re.compile(rf"\n?[{_CAP}](?:-[{_CAP}])+")
RANGE = re.compile(r"Y(?:-[Y0])?")

_SPACED = frozenset({"line", "lines", "railway", "road", "highway", "pipeline", "strategy", "corridor", "expressway",
                     "motorway", "canal", "cable", "route", "bridge"})  # fmt: skip
_PARTICIPLE = re.compile(r".*(?:ed|built|led|run|made|owned|based|era|style|held|speaking|born|sponsored)").fullmatch
_DEVERBAL = re.compile(r"[A-Z][a-z]+(?:tion|ing|ment|sion|ance|age)").fullmatch
_SMALL_IN_HEADLINES = frozenset(
    "a an the of in on to for and or as at by with from into over after amid under upon between than that vs nor but up off "
    "out its per via s".split()
)
_PARTS = frozenset({"terminal", "terminals", "berths", "berth", "quay", "waters", "outskirts", "coast", "shore", "port", "city", "town", "east", "west", "north", "south"})
_COMPASS = frozenset({"North", "South", "East", "West", "Central"})
_DISTINCT = _COMPASS | {"Standard", "Grand", "Great", "Green", "Northern", "Southern", "Eastern", "Western"}
_VERBS = frozenset({"Women", "Girls", "Believe", "Look", "Act", "Go", "Buy", "Make", "Made", "Open", "One", "Two", "Zero", "Build", "Invest", "Think", "Clean",
                    "Back", "Keep", "Sunshine", "Ostpolitik"})  # fmt: skip
_ORGANIZATIONS = frozenset(
    {
        ("International", "Fund"), ("Capital", "Development", "Fund"),
        ("World", "Food", "Programme"), ("World", "Food", "Program"), ("Development", "Programme"),
        ("Development", "Program"), ("Environment", "Programme"), ("Environment", "Program"),
        ("Settlements", "Programme"), ("World", "Wide", "Fund"), ("Global", "Fund"),
        ("Clinton", "Global", "Initiative"), ("Clinton", "Health", "Access", "Initiative"),
        ("Nuclear", "Threat", "Initiative"), ("Drugs", "for", "Neglected", "Diseases", "initiative"),
    }
)  # fmt: skip


class Candidate(NamedTuple):
    """A name found: tokens ``first`` to ``end`` (exclusive), where its proper part ends, and what it is."""

    first: int
    end: int
    proper_end: int
    rule: str
    category: str
    head: Head | None
    is_title: bool = False
    name: str | None = None
    acronym: str | None = None


@dataclass
class Scene:
    """A document while its projects are looked for."""

    view: View
    lexicon: Lexicon
    classes: str = ""
    words: dict[int, str] = field(default_factory=dict)
    _titles: dict[int, bool] = field(default_factory=dict)
    _contexts: dict[tuple[int, int], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.classes = self.view.classes(PROJECT)

    def kind(self, i: int) -> str:
        """The class of a token; of the first word of a known name, what it would be otherwise."""
        cls = self.classes[i]
        return self.lexicon.base.get(self.view.word(i), "A") if cls == "Z" else cls

    def cut(self, i: int, head: int, reason: str) -> None:
        """Tell that what stands before token ``head`` is no name."""
        view = self.view
        if view.notes is not None:
            view.note("project", view.starts[i], view.ends[head], "name", (), reason)

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
        found = self._titles.get(first)
        if found is None:
            found = self._titles[first] = self._reads_as_headline(first, end)
        return found

    def _reads_as_headline(self, first: int, end: int) -> bool:
        if end - first > 60:
            return False
        view = self.view
        layout = view.classes(LAYOUT)[first:end]
        if layout.count("A") + layout.count("F") < 3:
            return False
        for k, cls in enumerate(layout, first):
            # A key before a colon ("title: …", "date: …") is no part of the line.
            if cls == "a" and view.word(k) not in _SMALL_IN_HEADLINES and view.words(k + 1, min(k + 2, end)) != [":"]:
                return False
        return True

    def speaks_of(self, pattern: re.Pattern[str], i: int) -> bool:
        """Whether one of a pattern's words stands within some 3,000 characters of a token."""
        part = self.view.starts[i] // 3000
        key = id(pattern), part
        found = self._contexts.get(key)
        if found is None:
            text = self.view.text[max(0, part - 1) * 3000 : (part + 2) * 3000]
            found = self._contexts[key] = pattern.search(text.lower()) is not None
        return found


def at_head(scene: Scene, i: int) -> Candidate | None:
    """The name that has its head noun at token ``i``, if there is one."""
    word = scene.view.word(i)
    head = scene.lexicon.heads.get(word.lower())
    if head is None:
        return None
    if word[0].isupper():
        return _capital(scene, i, head)
    return _small(scene, i, head)


# ------------------------------------------------------------------------------------- capitalised heads


def _is_hyphen(scene: Scene, i: int) -> bool:
    """Whether tokens ``i`` and ``i + 1`` follow without white space: a hyphen inside a word."""
    return scene.view.joined(i) and scene.view.joined(i + 1)


def _capital(scene: Scene, i: int, head: Head) -> Candidate | None:
    window = scene.classes[max(0, i - WINDOW) : i + 1]
    found = CAPITAL.search(window)
    if scene.classes[i + 1 : i + 2] == "-" and scene.classes[i + 2 : i + 3] in tuple("ACbN") and _is_hyphen(scene, i + 1):
        return None
    first = i if found is None else i + 1 - len(window) + found.start()
    first = _trim(scene, first, i, head, small=False)
    if first < 0:
        return None
    end, rule = _extend(scene, first, i, head)
    if rule == "named" and not _is_capital_name(scene, first, i, head):
        return None
    if _is_vetoed(scene, first, i, end, head):
        scene.cut(first, i, "an organization, event or law is meant")
        return None
    category = categorize(scene, first, end, i, head)
    return Candidate(first, end, _proper_end(scene, first, i, head), rule, category, head, scene.is_headline(i))


def _extend(scene: Scene, first: int, i: int, head: Head) -> tuple[int, str]:
    """Where a name goes on behind its head noun: "Vision 2030", "Programme for …", "Line 3"."""
    view, classes = scene.view, scene.classes
    end = i + 1
    ahead = classes[end : end + WINDOW]
    year = RANGE.match(ahead)
    if year is not None and head.soft and view.word(end) >= "2015":
        return end + year.end(), "year"
    before = sum(1 for k in range(first, i) if scene.kind(k) not in "LN-")
    if head.category == "corridor" and (linked := LINKED.match(ahead)) is not None and before == 0:
        gap = view.text[view.ends[i] : view.starts[i + 2]] if ahead[0] == "\n" else ""
        if gap.count("\n") <= 1:
            return end + linked.end(), "head first"
    if (head.soft or view.word(i) == "Port") and (tail := TAIL.match(ahead)) is not None:
        stop = end + _before_next_name(tail.group())
        if _takes_tail(scene, first, i, end, stop, before):
            return _with_place(scene, first, _without_country(scene, end, stop)), "head first"
    if not head.soft and ahead[:1] in ("0", "R") and not view.word(end).startswith("I") and first <= i:
        nxt = ahead[1:2]
        if head.category in ("transport", "energy") and nxt not in ("-", "m", "Y") and view.word(i) in ("Line", "Dam", "Bridge"):
            return end + 1, "numbered"
    if view.word(i) == "Corridor" and ahead[:1] in ("0", "R") and ahead[1:2] not in ("-", "m", "Y"):
        return end + 1, "numbered"
    return end, "named"


_REGIONS = frozenset({"Africa", "Asia", "Europe", "America", "Americas", "Eurasia", "Caucasus", "Oceania"})


def _without_country(scene: Scene, end: int, stop: int) -> int:
    """Cut "in Kenya" off a tail; "in Africa" and "in the Indo-Pacific" belong to the name."""
    classes = scene.classes
    if stop - end > 3 and classes[stop - 1] == "N" and classes[stop - 2] == "i" and scene.view.word(stop - 1) not in _REGIONS:
        return stop - 2
    return stop


def _before_next_name(tail: str) -> int:
    """How much of a tail is left when a second name that "and" adds is cut off: "… for Peace and Action Plan"."""
    last = tail.rfind("&")
    return last if last > 0 and tail[-1] in "HGWP" else len(tail)


def _with_place(scene: Scene, first: int, stop: int) -> int:
    """Take "in Africa" into a name whose acronym in brackets has a letter for it."""
    view, classes = scene.view, scene.classes
    if re.match(rf"i[{_CAP}]\(", classes[stop : stop + 3]) and view.word(stop) == "in":
        span = after_name(view, stop + 2)
        if span is not None:
            acronym = view.between(*span)
            if acronym.endswith(view.word(stop + 1)[0]) and fits(acronym, view.between(first, stop + 2)):
                return stop + 2
    return stop


def _takes_tail(scene: Scene, first: int, i: int, end: int, stop: int, before: int) -> bool:
    """Whether what follows a head noun belongs to the name: "for X", and "of X" where nothing else names it."""
    view, classes = scene.view, scene.classes
    link = view.word(end)
    if scene.opens_sentence(first) and first == i:
        return False
    if view.word(i) == "Port":
        return link == "of" and first == i and classes[end + 1] in "ACENZL"
    body = [k for k in range(end + 1, stop) if classes[k] in _CAP + "O"]
    if not body or any(classes[k] == "X" for k in body) or view.word(i) in ("Campaign", "Drive", "Challenge"):
        return False
    if view.word(i) == "Fund" and (first == i or view.word(first) in ("International", "Global", "World")):
        return False
    plain = all(scene.kind(k) in "NEB" or view.word(k) == "Republic" for k in body)
    if link == "for":
        return not plain and (first < i or len(body) > 1)
    if link == "of":
        return not plain and before == 0 and (first < i or len(body) > 1)
    if link in ("to", "on", "against", "with"):
        return not plain and (first < i or len(body) > 2) and before == 0
    return False


def _is_capital_name(scene: Scene, first: int, i: int, head: Head) -> bool:
    """Whether the words before a capitalised head noun make a name of it."""
    view = scene.view
    kinds = _kinds(scene, first, i)
    words = [view.word(k) for k in range(first, i)]
    counted = sum(1 for cls in kinds if cls in _CAP)
    if kinds[:1] == ["O"]:
        counted += 1
    if not counted:
        if kinds and kinds[0] == "Y" and head.soft and len(kinds) == 1:
            return view.word(i) in ("Agenda", "Strategy", "Vision")
        return numbered_line(scene, i)
    if words[-1] in head.never and "O" not in kinds:
        return _refuse(scene, first, i, "the word before the noun excludes it")
    proper = [cls for cls in kinds if cls in "ACRHGWP"]
    if head.against is not None and head.against.search(_around(scene, first, i + 1)):
        return _refuse(scene, first, i, "the text around speaks of something else")
    if head.soft and head.context is not None and not scene.speaks_of(head.context, i):
        return _refuse(scene, first, i, "nothing in the text says that it is a project")
    if head.soft or head.bare:
        if head.capital == "qualified":
            return _qualifier(words, head) is not None and counted >= 2
        if counted >= 2 or any(cls in "OY0" for cls in kinds):
            return True
        if head.capital == "two":
            return False
        return bool(proper) or _refuse(scene, first, i, "one word of general meaning makes no name")
    joined = head.category in ("transport", "corridor") and _is_joined(scene, first, i)
    if head.capital == "qualified" and not joined and _qualifier(words, head) is None:
        return _refuse(scene, first, i, "nothing before the noun says that it is a project")
    if head.capital == "two" and counted < 2:
        return False
    if view.word(i) in ("Line", "Lines") and not _is_joined(scene, first, i) and _qualifier(words, head) is None:
        return head.context is None or head.context.search(_around(scene, first, i + 1)) is not None
    if proper or (kinds.count("N") + kinds.count("E") >= 2):
        return True
    if head.category == "corridor" and _COMPASS.isdisjoint(words):
        return any(word.lower() in head.qualifiers for word in words) and len(words) > 1
    if "N" in kinds:
        return view.word(i) not in ("Railway", "Railways", "Railroad") or counted >= 3
    if "E" in kinds:
        return counted >= 3
    if _is_joined(scene, first, i) or (counted >= 2 and (words[0] in _DISTINCT or kinds[0] == "O")):
        return True
    if counted == 1 and words[0] in _COMPASS and view.word(i) in ("Highway", "Expressway", "Motorway", "Corridor"):
        return True
    return view.word(i) == "Canal" and words == ["Grand"] or _refuse(scene, first, i, "words of general meaning make no name")


def numbered_line(scene: Scene, i: int) -> bool:
    """Whether "Line" at token ``i`` is followed by a number, in a text about rails or pipes."""
    if scene.view.word(i) != "Line" or scene.classes[i + 1 : i + 2] != "0":
        return False
    context = scene.lexicon.heads["line"].context
    return context is not None and scene.speaks_of(context, i)


# ------------------------------------------------------------------------------------------- small heads


def _small(scene: Scene, i: int, head: Head) -> Candidate | None:
    window = scene.classes[max(0, i - WINDOW) : i + 1]
    found = SMALL.search(window)
    if found is None:
        return None
    shift = i + 1 - len(window)
    first, proper_end = shift + found.start("proper"), shift + found.end("proper")
    if scene.classes[proper_end - 1 : proper_end] == "-":
        proper_end -= 1
    first = _trim(scene, first, proper_end, head, small=True)
    if not 0 <= first < proper_end:
        return None
    view = scene.view
    if not _is_small_name(scene, first, proper_end, i, head) or _is_named_already(scene, first, proper_end, i, head):
        return None
    end = i + 1
    if scene.classes[end : end + 1] == "u" or _is_vetoed(scene, first, i, end, head):
        scene.cut(first, i, "a company or a part is meant")
        return None
    if head.bare and view.word(i) == "projects":
        return None
    category = categorize(scene, first, end, i, head)
    return Candidate(first, end, proper_end, "described", category, head, scene.is_headline(i))


def _is_small_name(scene: Scene, first: int, proper_end: int, i: int, head: Head) -> bool:
    """Whether the proper part before a small head noun makes a name of it."""
    view = scene.view
    kinds = _kinds(scene, first, proper_end)
    words = [view.word(k) for k in range(first, proper_end)]
    between = [view.word(k).lower() for k in range(proper_end, i)]
    proper = [cls for cls in kinds if cls in "ACHGWP"]
    joined = _is_joined(scene, first, proper_end)
    if words[-1] in head.never or kinds[-1] in "XB" or (between and between[-1] in head.never):
        return _refuse(scene, first, i, "the word before the noun excludes it")
    if head.small == "never":
        return _is_small_soft(scene, first, proper_end, i)
    if (not proper and not joined) or " ".join(words) in scene.lexicon.countries:
        return _refuse(scene, first, i, "no proper name before the noun")
    if head.small == "qualified":
        fits = _qualifier([*between, *(word.lower() for word in words)], head) is not None
        number = kinds[-1] in "0R" and len(kinds) > 1
        fits = fits or (joined and not between and head.category == "transport")
        if not (fits or (number and head.category == "facility") or _plain_plant(scene, i, head, words)):
            return _refuse(scene, first, i, "nothing before the noun says that it is a project")
    elif head.small == "joined" and not joined:
        fits = _qualifier([*between, *(word.lower() for word in words)], head) is not None
        rails = head.context is not None and len(words) <= 2 and scene.speaks_of(head.context, i)
        if not ((fits and len(between) > 0) or (rails and not between and view.word(i) == "line" and "R" not in kinds)):
            return _refuse(scene, first, i, "no joined names before the noun")
    elif head.context is not None and not between and not scene.speaks_of(head.context, i):
        return False
    if head.soft and not between and len([cls for cls in kinds if cls in _CAP]) == 1:
        return kinds[0] in "AC" and _follows_determiner(scene, first) and kinds[0] != "N"
    if view.word(i) == "port" and not between:
        return _is_named_port(scene, first)
    if head.bare and not between and len(words) == 1:
        return False
    return True


def _kinds(scene: Scene, first: int, stop: int) -> list[str]:
    """The classes of tokens; a letter with a number joined to it ("M25") counts as a word in capitals."""
    kinds = [scene.kind(k) for k in range(first, stop)]
    for k in range(len(kinds) - 1):
        if kinds[k] == "R" and kinds[k + 1] == "0" and scene.view.joined(first + k + 1):
            kinds[k] = "C"
    return kinds


def _is_named_already(scene: Scene, first: int, proper_end: int, i: int, head: Head) -> bool:
    """Whether the small noun only says what a complete name before it is: "Keystone Pipeline system"."""
    last = i - 1
    if head.bare and scene.classes[last] in "hw" and at_head(scene, last) is not None:
        return True
    last = proper_end - 1
    if scene.classes[last] in "HWGP" and last > first and at_head(scene, last) is not None:
        return True
    found = scene.lexicon.known.longest(scene.view, first)
    if found is None or found.end != proper_end:
        return False
    known = found.payload
    if known.is_short or head.bare:
        return True
    return not head.soft and known.category != categorize(scene, first, i + 1, i, head)


def _plain_plant(scene: Scene, i: int, head: Head, words: list[str]) -> bool:
    """ "the Zaporizhzhia plant" in a text about power."""
    return (
        scene.view.word(i) == "plant"
        and len(words) == 1
        and re.search(r"nuclear|reactor|hydropower|megawatt", scene.view.text[:20000]) is not None
    )


def _is_named_port(scene: Scene, first: int) -> bool:
    """A port in small letters is a place where somebody sails from, and a project where it is spoken of."""
    if first == 0:
        return True
    before = scene.view.word(first - 1).lower()
    if before == "of":
        return scene.view.word(first - 2) not in _PARTS
    return before not in ("at", "in", "to", "on", "by", "from", "near", "via", "into", "off", "outside", "through")


def _is_small_soft(scene: Scene, first: int, proper_end: int, i: int) -> bool:
    """ "Look East policy", "Uzbekistan – 2030 strategy", and known names before a small noun."""
    words = scene.view.words(first, proper_end)
    if scene.classes[proper_end - 1] == "Y" and proper_end - first > 1:
        return True
    if words[0] in _VERBS and len(words) > 1:
        return True
    found = scene.lexicon.known.longest(scene.view, first)
    if found is not None and found.end == proper_end and not found.payload.is_short:
        return True
    linked = any(cls in "o&fi" for cls in scene.classes[first:proper_end])
    if linked and _follows_determiner(scene, first) and scene.kind(first) in "ACLJW":
        return True
    return _refuse(scene, first, i, "a small noun of this sort needs more")


# ----------------------------------------------------------------------------------------------- trimming


def _trim(scene: Scene, first: int, stop: int, head: Head, *, small: bool) -> int:
    """Cut from the left what is no part of the name that ends before ``stop``; -1 when all is vetoed."""
    view, classes = scene.view, scene.classes
    start = first
    k = stop - 1
    while k > first:
        cls = classes[k]
        if cls in "o&fi" and not _keeps_link(scene, first, k, stop, head, small=small):
            if cls in "of" and any(classes[j] == "X" for j in range(first, k)):
                return -1
            start = k + 2 if classes[k + 1] == "t" else k + 1
            break
        if cls == "-" and not _keeps_dash(scene, first, k, stop, head):
            start = k + 1
            break
        if cls == "X" and k < stop - 1:
            start = k + 1
            if head.soft and stop - start < 2:
                return -1
            break
        if cls == ")" and _owner_in_front(scene, first, k):
            start = k + 1
            break
        if cls in "m.gwhb" and classes[k - 1] == "-" and _PARTICIPLE(view.word(k)):
            start = k + 2 if classes[k + 1] == "-" else k + 1
            break
        k -= 1
    return _trim_opening(scene, start, stop, head)


def _owner_in_front(scene: Scene, first: int, k: int) -> bool:
    """Whether the brackets that close at token ``k`` follow a complete name: "Monetary Fund (IMF) Staff …"."""
    opening = scene.classes.rfind("(", first, k)
    return opening > first and scene.classes[opening - 1] in "HGWPX" and scene.classes[k + 1] not in "P"


def _trim_opening(scene: Scene, start: int, stop: int, head: Head) -> int:
    view, classes = scene.view, scene.classes
    while start < stop:
        cls = scene.kind(start)
        if cls in "o&fi-/t" or (cls in ".mgwhb" and classes[start] == cls):
            start += 1
            continue
        following = classes[start + 1] if start + 1 < stop else ""
        if cls == "J" and scene.opens_sentence(start) and following != "-":
            start += 1
        elif cls in "BX" and following != "-" and start + 1 < stop:
            start += 1
        elif cls == "0" and following == "-" and classes[start + 2] in "m.":
            start += 3
        elif cls == "0" and following != "-" and not _MIXED_NUMBER(view.word(start)):
            start += 1
        elif cls == "Y" and following not in ("-", "") :
            start += 1
        elif cls == "E" and start + 1 < stop and _names_itself(scene, start + 1, stop, head):
            start += 1
        else:
            break
    return start


_MIXED_NUMBER = re.compile(r"\d+[A-Za-z]+").fullmatch


def _names_itself(scene: Scene, start: int, stop: int, head: Head) -> bool:
    """Whether a name is complete without the adjective of a country before it."""
    found = scene.lexicon.known.longest(scene.view, start)
    if found is not None and found.end >= stop:
        return not head.soft or found.end - start > 2
    return (
        head.short
        and scene.kind(start) in "AC"
        and scene.view.word(start - 1) not in scene.lexicon.regional
        and stop - start == 1
    )


def _keeps_link(scene: Scene, first: int, k: int, stop: int, head: Head, *, small: bool) -> bool:
    """Whether the name goes on to the left of "of", "and", "for", "in" at token ``k``."""
    view, classes = scene.view, scene.classes
    link = classes[k]
    left = scene.kind(k - 1)
    if left in "HGP" and link != "o" and not (link == "f" and k - 1 == first and head.soft):
        return False
    if left in "X":
        return False
    opens = scene.opens_sentence(first) and scene.kind(first) != "C"
    if link == "&":
        if classes[k + 1] == "t" or left in "Y0":
            return False
        if left in "NEBC" or (small and not head.soft and view.word(k) != "&"):
            return False
        if not head.soft and view.word(k - 1).lower().removesuffix("s") in scene.lexicon.heads:
            return False
        right = scene.kind(k + 1)
        return right not in "NB" or left == "L"
    if link == "o":
        if classes[k + 1] == "t" and (small or not head.soft):
            return False
        if left in "NEBD" or (opens and k - first == 1) or _DEVERBAL(view.word(k - 1)) and not head.soft:
            return False
        if view.word(k - 1) in ("Republic", "Kingdom", "Head", "City", "Government", "Emirate", "State", "Province"):
            return False
        return left != "G" or head.soft
    if small and not head.soft or not (head.soft or head.bare):
        return False
    if link == "i" and not (view.word(k) == "to" or view.word(k - 1) in _VERBS):
        return False
    if link == "f" and (left == "N" or (classes[k + 1] == "t" and left != "G")):
        return False
    return not opens or k - first > 1


def _keeps_dash(scene: Scene, first: int, k: int, stop: int, head: Head) -> bool:
    """Whether a dash joins parts of a name: always without spaces, else only between two places."""
    view = scene.view
    if view.joined(k) or (k + 1 < len(view) and view.joined(k + 1)):
        return True
    return view.word(k) != "—" and k - first <= 3 and view.word(_head_at(scene, stop)).lower() in _SPACED


def _head_at(scene: Scene, stop: int) -> int:
    """The head noun at or soon after ``stop``."""
    classes = scene.classes
    for k in range(stop, min(stop + 8, len(classes))):
        if classes[k] in "hwgpHWGP" and classes[k + 1 : k + 2] not in ("h", "w", "g", "p"):
            return k
    return min(stop, len(classes) - 1)


# ---------------------------------------------------------------------------------------- what is judged


def _refuse(scene: Scene, first: int, i: int, reason: str) -> bool:
    scene.cut(first, i, reason)
    return False


def _around(scene: Scene, first: int, end: int) -> str:
    """The text around tokens ``first`` to ``end``, in small letters."""
    view = scene.view
    return view.text[max(0, view.starts[first] - 300) : view.ends[end - 1] + 300].lower()


def _is_joined(scene: Scene, first: int, stop: int) -> bool:
    """Whether names are joined by a dash: "China-Laos", "Dushanbe–Kulma", "North-South"; not "Franco-Italian"."""
    for k in range(first + 1, stop - 1):
        if scene.classes[k] == "-":
            left, right = scene.kind(k - 1), scene.kind(k + 1)
            if left in "ACNL" and right in "ACNLR" and (left != "L" or scene.view.word(k - 1) in _COMPASS):
                return True
    return False


def _follows_determiner(scene: Scene, first: int) -> bool:
    return first > 0 and (scene.classes[first - 1] in "td'" or scene.view.word(first - 1) in ("The", "Its", "under", "Under"))


def _qualifier(words: list[str], head: Head) -> str | None:
    """The category that the first qualifying word gives."""
    for word in words:
        if (category := head.qualifiers.get(word.lower())) is not None:
            return category
    return None


def _proper_end(scene: Scene, first: int, i: int, head: Head) -> int:
    """Where the proper part of a name with a capitalised head noun ends: "Kariba South | Hydroelectric Power Station"."""
    k = i
    while k - 1 > first and (scene.kind(k - 1) in "L-" and scene.view.word(k - 1) not in _COMPASS):
        k -= 1
    while k - 1 > first and scene.classes[k - 1] in "-":
        k -= 1
    return k


def _is_vetoed(scene: Scene, first: int, i: int, end: int, head: Head) -> bool:
    """Whether what stands around says that a company, an institution, an event or a part is meant."""
    view, classes = scene.view, scene.classes
    words = tuple(view.words(max(0, first - 2), i + 1))
    for size in (2, 3, 4, 5):
        if words[-size:] in _ORGANIZATIONS and (size > 2 or head.category == "fund" or "Nations" in words or "UN" in words or "U.N." in words):
            return True
    k = end
    while k < min(end + 5, len(classes)) and (classes[k] in _CAP or classes[k] == "-" or classes[k] in "mo&" and k > end):
        if classes[k] == "X":
            return True
        k += 1
    if end < len(classes):
        if classes[end] == "u" and not head.soft:
            return True
        if head.agent and classes[end] == "s":
            return True
        if view.word(end) in ("Station", "Stations", "station", "stations", "Building") and not head.soft:
            return True
    return _called_a_company(scene, first, end) or is_title_of_work(scene, first)


_COMPANY = re.compile(r",[dt][^,]{0,5}u")
_NAMED = re.compile(r"u[^,]{0,4}c(?:i|.)?\"?\Z")


def _called_a_company(scene: Scene, first: int, end: int) -> bool:
    """ "a unit called X", "X, the operator"."""
    classes = scene.classes
    if _NAMED.search(classes[max(0, first - 7) : first]):
        return True
    return _COMPANY.match(classes[end : end + 8]) is not None


_WORKS = frozenset(
    "book books novel film movie song album article essay paper report wrote author titled entitled documentary series podcast "
    "column exhibition lecture play poem".split()
)


def is_title_of_work(scene: Scene, first: int) -> bool:
    """Whether what begins at ``first`` is the title of a book, a film, a report: quoted, and said to be one."""
    view, classes = scene.view, scene.classes
    k = first - 1
    while k > 0 and k > first - 4 and classes[k] != '"':
        k -= 1
    if k <= 0 or classes[k] != '"':
        return False
    return not _WORKS.isdisjoint(word.lower() for word in view.words(max(0, k - 3), k))


# ------------------------------------------------------------------------------------------------- category

_WATER = re.compile(r"\b(?:irrigat\w+|drinking water|water supply|farmers|farmland|desalinat\w+)\b")
_POWER = re.compile(r"\b(?:hydropower|hydroelectric\w*|electricity|megawatts?|mw|gw|turbines?|kilowatt\S*|power)\b")
_SHIPS = re.compile(r"\b(?:ships?|vessels?|shipping|tankers?|cargo|boxes|containers?|waterway|freight|transits?)\b")
_SHIPPING_CANALS = frozenset({"Suez", "Panama", "Kiel", "Corinth", "Erie", "Nicaragua", "Istanbul", "Don", "Saimaa", "Danube", "Bosphorus", "Kra"})


def categorize(scene: Scene, first: int, end: int, i: int, head: Head) -> str:
    """What a project is, by its head noun, the words before it, and for dams and canals the text around."""
    view = scene.view
    words = view.words(first, i)
    if (category := _qualifier([word for word in words if word != "-"], head)) is not None:
        return category
    noun = view.word(i).lower()
    around = _around(scene, first, end)
    if noun in ("canal", "canals"):
        return "transport" if _SHIPPING_CANALS.intersection(words) or _SHIPS.search(around) else "water"
    if noun in ("dam", "dams"):
        return "water" if _WATER.search(around) and not _POWER.search(around) else "energy"
    if noun == "plant" and head.category == "facility" and re.search(r"nuclear|reactor|hydropower|megawatt", around):
        return "energy"
    if noun in ("line", "lines") and re.search(r"pipeline|barrels|crude", around) and not re.search(r"metro|train|rail", around):
        return "energy"
    if noun in ("field", "fields", "deposit") and head.category == "energy" and not re.search(r"\boil|\bgas|barrel|crude", around):
        return "facility"
    if noun in ("project", "projects"):
        return next((name for name, pattern in _TOPICS if pattern.search(around)), "other")
    return head.category


_TOPICS = (
    ("energy", re.compile(r"\b(?:oil|gas|crude|power plants?|megawatts?|electricity|lng|barrels)\b")),
    ("water", re.compile(r"\b(?:irrigation|drinking water|water supply)\b")),
    ("transport", re.compile(r"\b(?:railway|highway|motorway|port|airport|metro)\b")),
    ("digital", re.compile(r"\b(?:broadband|fibre|fiber|5g)\b")),
    ("facility", re.compile(r"\b(?:mine|ore|copper|lithium)\b")),
)
