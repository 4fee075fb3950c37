"""Named projects: railways, dams, corridors, zones, initiatives, funds … by a grammar of their names.

Names are found in four ways: by their head noun (`extract.matchers.project_names`), by what the text says of
them ("X, a five-year plan", "a scheme called X", "the “X” programme"), by heart (a small gazetteer of what
the whole world knows, and of what users add), and, once a name is found, by the acronyms and short forms that
the rest of the document uses for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.matchers import Rule
from extract.matchers import project_chinese as chinese
from extract.matchers.acronyms import after_name, before_name, fits, fits_loosely, initials
from extract.matchers.project_beside import beside
from extract.matchers.project_names import CAPITAL, SMALL, Candidate, Scene, at_head, is_title_of_work, numbered_line
from extract.matchers.project_words import build
from extract.view import Match, View
from extract.vocabulary import Vocabulary

_TRIGGER = re.compile(r"[HhWwGgPpZzcqK]")
_LATER = re.compile(r"[ACZLRHWGPEO0B]")
_KNOWN_TAILS = re.compile(r"-[A-Za-z]")
_PLACE_BEFORE = frozenset({"in", "near", "around", "outside", "to", "toward", "towards", "across"})
_PLACE_AFTER = frozenset(
    "town city district region province river valley lake county village residents governor mayor island "
    "District Region Province River Valley Lake County Island City State Basin Mountains".split()
)


class ProjectMatcher:
    """Finds named projects. ``vocabulary`` may bring head nouns and projects of one's own."""

    kind = "project"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lexicon = build(vocabulary)
        self.classify = self.lexicon.classify
        self.rules = RULES

    def match(self, view: View) -> Iterator[Match]:
        """The projects named in a document, ascending, without overlap."""
        found = _find(Scene(view, self.lexicon))
        return iter(found)


def _find(scene: Scene) -> list[Match]:
    candidates = _candidates(scene)
    if not candidates:
        return []
    kept = _without_overlaps(candidates)
    sure = [c for c in kept if not c.is_title or _is_safe_in_headline(scene, c)]
    if not sure:
        return []
    return Names(scene, sure).matches()


def _candidates(scene: Scene) -> list[Candidate]:
    found: list[Candidate] = []
    classes = scene.classes
    for trigger in _TRIGGER.finditer(classes):
        i = trigger.start()
        cls = classes[i]
        if cls in "Zz":
            candidate = _known(scene, i)
        elif cls == "K":
            candidate = chinese.at_ending(scene, i)
        else:
            candidate = None if cls in "cq" else at_head(scene, i)
            if candidate is None:
                candidate = beside(scene, i)
        if candidate is not None:
            found.append(candidate)
        if cls in "HGWPZ" and (candidate := _known(scene, i)) is not None:
            found.append(candidate)
    return found


def _known(scene: Scene, i: int) -> Candidate | None:
    """The longest known name that begins at token ``i``."""
    view, classes = scene.view, scene.classes
    for found in scene.lexicon.known.all(view, i):
        end, known = found
        if i > 0 and view.joined(i) and classes[i - 1] == "-" and classes[i - 2 : i - 1] in "ACNE" and i > 1:
            continue
        follow = classes[end : end + 3]
        if follow[:1] == "X" or (follow[:1] in tuple("AHGWPL") and follow[1:2] == "X" and not scene.is_headline(i)):
            return None
        if follow[:1] == "-" and view.joined(end) and follow[1:2] in tuple("0ACN"):
            continue
        if classes[i] == "C" and scene.classes[end : end + 1] == "u":
            continue
        if is_title_of_work(scene, i):
            return None
        name = known.name if known.is_short else None
        return Candidate(i, end, end, "known", known.category, None, False, name, known.acronym)
    return None


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Of candidates that overlap, the longest; of two as long, the one found first."""
    order = sorted(candidates, key=lambda c: (c.first - c.end, c.first))
    taken: dict[int, Candidate] = {}
    kept: list[Candidate] = []
    for c in order:
        if not any(k in taken for k in range(c.first, c.end)):
            taken.update(dict.fromkeys(range(c.first, c.end), c))
            kept.append(c)
    kept.sort(key=lambda c: c.first)
    return kept


def _is_safe_in_headline(scene: Scene, c: Candidate) -> bool:
    """Whether a name found in a title-cased line is one: it fills its part of the line, or joins places."""
    view, classes = scene.view, scene.classes
    before = classes[c.first - 1] if c.first else "\n"
    after = classes[c.end] if c.end < len(classes) else "\n"
    if all(word.isupper() or not word.isalpha() for word in view.words(c.first, c.end)):
        return False
    article = c.first > 0 and view.word(c.first - 1) == "The"
    alone = (before in "\n.(\"t'" or article or scene.opens_sentence(c.first)) and after in "\n.()\"," and not (
        after == "." and c.end < len(classes) and view.word(c.end)[0].isalpha()
    )
    if c.head is not None and c.head.soft:
        return alone and before in "t'" and c.end - c.first > 2
    return alone


class Names:
    """The names of a document, and what else the document calls them."""

    def __init__(self, scene: Scene, found: list[Candidate]) -> None:
        self.scene = scene
        self.found = found
        self.other: dict[tuple[str, ...], tuple[str, str, str | None]] = {}
        self.loose: set[tuple[str, ...]] = set()
        self.fixed: list[Candidate] = []

    def matches(self) -> list[Match]:
        """All mentions, in order."""
        for c in self.found:
            self._learn(c)
        self._tie_variants()
        self._tie_initials()
        mentions = self.found + self.fixed + self._later()
        return [self._match(c) for c in _without_overlaps(mentions)]

    def _name(self, c: Candidate) -> str:
        return c.name or " ".join(self.scene.view.between(c.first, c.end).split())

    def _learn(self, c: Candidate) -> None:
        view = self.scene.view
        name = self._name(c)
        words = tuple(view.words(c.first, c.end))
        self.other.setdefault(words, (name, c.category, c.acronym))
        is_airport = view.word(c.end - 1).lower() == "airport"
        in_brackets = self.scene.classes[c.end : c.end + 1] == "("
        for span in (after_name(view, c.end), before_name(view, c.first)):
            if span is None or is_airport:
                continue
            acronym = view.between(*span)
            if fits(acronym, name) or (in_brackets and span[0] > c.end and fits_loosely(acronym, name)):
                self.other[tuple(view.words(*span))] = (name, c.category, acronym)
                self.fixed.append(Candidate(span[0], span[1], span[1], "acronym", c.category, None, False, name, acronym))
        self._learn_inner_acronym(c, name)
        short = words[: c.proper_end - c.first]
        if c.head is not None and (c.head.short or (c.head.soft and c.rule == "described")) and 0 < len(short) < len(words) and self._may_stand_alone(c, short):
            self.other.setdefault(short, (name, c.category, None))
            if len(short) == 1:
                self.loose.add(short)
            if "known" not in c.rule:
                self.other[short] = (name, c.category, None)

    def _learn_inner_acronym(self, c: Candidate, name: str) -> None:
        """ "Central Asia Regional Economic Cooperation (CAREC) Program"."""
        view, classes = self.scene.view, self.scene.classes
        for k in range(c.first + 1, c.end - 2):
            if classes[k] == "(" and classes[k + 2] == ")" and classes[k + 1] == "C" and fits(view.word(k + 1), name):
                self.other.setdefault((view.word(k + 1),), (name, c.category, view.word(k + 1)))

    def _may_stand_alone(self, c: Candidate, short: tuple[str, ...]) -> bool:
        scene = self.scene
        kinds = [scene.kind(c.first + k) for k in range(len(short))]
        proper = [cls for cls in kinds if cls in "ACHWGP"]
        if not proper or kinds[-1] in "-o&(" or short == ("Silk", "Road"):
            return False
        if "-" in kinds and kinds.count("-") >= 1 and kinds[-1] not in "0R" and c.category not in ("energy", "facility", "water"):
            return False
        if len(short) > 1:
            return not (c.head is not None and c.head.bare and c.category == "other")
        others = {other.first for other in self.found if scene.view.word(other.first) == short[0] and self._name(other) != self._name(c)}
        return len(short[0]) > 3 and not others and not self._is_used_as_place(short[0])

    def _is_used_as_place(self, word: str) -> bool:
        text = self.scene.view.text
        return re.search(rf"\b(?:in|near|around|outside|(?:city|town|village|people) of) {re.escape(word)}\b(?! (?:[a-z]+ )?(?:dam|plant|project|power))", text) is not None

    def _tie_variants(self) -> None:
        """ "the Zaporizhzhia plant" is the "Zaporizhzhia nuclear power plant" that the text names, too."""
        view = self.scene.view
        full: dict[tuple[tuple[str, ...], str], str] = {}
        for c in self.found:
            if c.head is not None and not c.head.soft and c.proper_end < c.end:
                key = tuple(view.words(c.first, c.proper_end)), view.word(c.end - 1).lower()
                full[key] = max(full.get(key, ""), self._name(c), key=len)
        for c in self.found:
            if c.head is not None and not c.head.soft and c.proper_end < c.end:
                words = tuple(view.words(c.first, c.end))
                name = full[tuple(view.words(c.first, c.proper_end)), view.word(c.end - 1).lower()]
                if len(name) > len(self._name(c)):
                    self.other[words] = (name, c.category, None)

    def _tie_initials(self) -> None:
        """An acronym that nothing defines is a name's whose initials it has: SGR, Standard Gauge Railway."""
        table: dict[str, tuple[str, str, str | None]] = {}
        defined = {acronym for _, _, acronym in self.other.values() if acronym}
        for name, category, acronym in list(self.other.values()):
            if acronym is None:
                for text in initials(name):
                    table.setdefault(text, (name, category, text))
        classes, view = self.scene.classes, self.scene.view
        for place in re.finditer("[CZ]", classes):
            word = view.word(place.start())
            if word in table and word not in defined:
                self.other.setdefault((word,), table[word])

    def _later(self) -> list[Candidate]:
        """Mentions by what the names are also called."""
        scene, view = self.scene, self.scene.view
        lengths: dict[str, list[int]] = {}
        for words in self.other:
            sizes = lengths.setdefault(words[0], [])
            if len(words) not in sizes:
                sizes.append(len(words))
        found: list[Candidate] = []
        for place in _LATER.finditer(scene.classes):
            i = place.start()
            first = view.word(i)
            for size in sorted(lengths.get(first, ()), reverse=True):
                words = tuple(view.words(i, min(i + size, len(view)))) if size > 1 else (first,)
                if words in self.other and self._is_mention(i, i + len(words), words):
                    name, category, acronym = self.other[words]
                    rule = "acronym" if acronym else "short form" if " ".join(words) != name else "again"
                    found.append(Candidate(i, i + len(words), i, rule, category, None, False, name, acronym))
                    break
        return found

    def _is_mention(self, first: int, end: int, words: tuple[str, ...]) -> bool:
        scene, view, classes = self.scene, self.scene.view, self.scene.classes
        before = classes[first - 1] if first else "\n"
        after = classes[end] if end < len(classes) else "\n"
        if after == "X":
            return False
        if before == "-" and view.joined(first) and classes[first - 2 : first - 1] in tuple("ACN0"):
            return False
        if words not in self.loose:
            return not (after == "-" and view.joined(end) and classes[end + 1 : end + 2] in tuple("ACN0"))
        if before in "ACEHWGPL" and not scene.opens_sentence(first):
            return False
        if after in "ACHWGPL-(" or view.word(first - 1).lower() in _PLACE_BEFORE:
            return False
        return not (end < len(view) and view.word(end) in _PLACE_AFTER)

    def _match(self, c: Candidate) -> Match:
        view = self.scene.view
        start, stop = view.starts[c.first], view.ends[c.end - 1]
        words = tuple(view.words(c.first, c.end))
        name, category, acronym = c.name, c.category, c.acronym
        if name is None or c.rule == "known" or c.head is not None:
            tied = self.other.get(words)
            if tied is not None:
                name, category, acronym = tied
        text = view.text[start:stop]
        if c.end - c.first > 1 and text.endswith(".") and re.search(r"\b[A-Z]\.$", text):
            stop -= 1
        view.note("project", start, stop, c.rule, (("name", text),))
        if name is None:
            name = " ".join(view.text[start:stop].split())
        return Match("project", start, stop, c.rule, {"name": name, "category": category, "acronym": acronym})


RULES: tuple[Rule, ...] = (
    Rule("named", CAPITAL.pattern, at_head, ("The [Rogun Dam](category=energy) is half built.",), ("The Dam is half built.",)),
    Rule("described", SMALL.pattern, at_head, ("The [Nurek dam](category=energy) is old.",), ("The dam is old.",)),
    Rule("numbered", "W0", numbered_line, ("Trains on the metro's [Line 3] were late.",), ("See line 3.",)),
)
