"""What else a document calls the projects that it names: acronyms, short forms, the names again.

Names are learnt from the places where the grammar found them. Then every place where one of them, or what
the document calls it otherwise, stands is a mention, too, before as after the place where the name is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any, NamedTuple

from extract.matchers.acronyms import after_name, before_name, fits, fits_loosely, initials
from extract.matchers.project_scene import Candidate, Scene
from extract.view import Match

_WORDS = frozenset("ACZLRHWGPEO0NB")
_ANY_WORD = re.compile("[ACZLRHWGPEO0NB]")
_ACRONYMS = frozenset("CZ")
_FEW = 8
_PREPOSITIONS = ("in", "at", "near", "around", "outside", "of")
# It begins with one set of characters, as such patterns are looked for fastest.
_AS_PLACE = re.compile(
    r"[A-Z](?<=[ntrdef] .)(?:(?<=\bin .)|(?<=\bat .)|(?<=\bnear .)|(?<=\baround .)|(?<=\boutside .)|"
    r"(?<=\bcity of .)|(?<=\btown of .)|(?<=\bvillage of .)|(?<=\bpeople of .))\w+(?: [A-Z]\w+){0,2}\b"
    r"(?! (?:[a-z]+ )?(?:dam|plant|project|power))"
)
_PLACE_BEFORE = frozenset({"in", "near", "around", "outside", "to", "toward", "towards", "across"})
_NOUN_AHEAD = re.compile(r"m{0,3}[hwgp]|'")
_LAST_INITIAL = re.compile(r"\b[A-Z]\.$")
_NUMERAL = re.compile(r"[1-9]\d?|I{1,3}|IV|VI{0,3}|IX|X|[A-D]").fullmatch
_AFTER_NUMBER = frozenset(
    ", . ; ) ( : and or is was are were will has had came to by went would which that — –".split()
)
_SHORT_CATEGORIES = frozenset({"energy", "facility", "water"})


def is_unit_number(scene: Scene, end: int, *, is_numbered: bool = False) -> bool:
    """Whether a number at token ``end`` goes with the name before it, and not with what follows.

    ``is_numbered`` says that the text has given such names a number already.
    """
    view = scene.view
    if scene.classes[end : end + 1] not in tuple("0R"):
        return False
    word = view.word(end)
    if _NUMERAL(word) is None or view.text[view.ends[end - 1] : view.starts[end]] != " ":
        return False
    if not word.isdigit():
        return is_numbered or word not in ("A", "I")
    behind = view.word(end + 1) if end + 1 < len(view) else "."
    return behind in _AFTER_NUMBER and (is_numbered or int(word) < 10)


class Known(NamedTuple):
    """What the document has said of a name: in full, what it is, the acronym where the words are one."""

    name: str
    category: str
    acronym: str | None = None


class Mentions:
    """The projects that a document names, and all their mentions."""

    def __init__(self, scene: Scene, found: list[Candidate]) -> None:
        self.scene = scene
        self.found = found
        self.defined: list[Candidate] = []
        self.known: dict[tuple[str, ...], Known] = {}
        self.loose: set[tuple[str, ...]] = set()
        """Short forms of one word, which may be a place as well."""
        self.names_by_word: dict[str, set[str]] = {}
        self._place_words: set[str] | None = None
        self._spots: dict[str, list[int]] | None = None
        self._values: dict[tuple[str, str, str | None], dict[str, Any]] = {}
        for c in found:
            first, name = scene.view.word(c.first), self._name(c)
            if name != first:
                self.names_by_word.setdefault(first, set()).add(name)
        for c in found:
            self._learn(c)
        self._learn_siblings()
        self._tie_variants()
        self._tie_initials()

    def all(self) -> list[Candidate]:
        """All mentions, in no order; they may overlap."""
        return [*self.found, *self.defined, *self._later()]

    def match(self, c: Candidate) -> Match:
        """The fact that a mention is."""
        view = self.scene.view
        start, end = view.starts[c.first], view.ends[c.end - 1]
        if c.end - c.first > 1 and _LAST_INITIAL.search(view.text[start:end]):
            end -= 1  # the stop of a sentence: "Hinkley Point C."
        name, category, acronym = c.name, c.category, c.acronym
        if name is None or c.rule == "known":
            known = self.known.get(tuple(view.words(c.first, c.end)))
            if known is not None:
                name, category, acronym = known
            elif name is None:
                name, acronym = " ".join(view.text[start:end].split()), None
        if view.notes is not None:
            view.note("project", start, end, c.rule, self._pieces(c))
        key = name, category, acronym
        values = self._values.get(key)
        if values is None:
            values = self._values[key] = {"name": name, "category": category, "acronym": acronym}
        return Match("project", start, end, c.rule, values)

    def _pieces(self, c: Candidate) -> tuple[tuple[str, str], ...]:
        view = self.scene.view
        if c.head is None or not c.first < c.proper_end < c.end:
            return (("name", view.between(c.first, c.end)),)
        return ("name", view.between(c.first, c.proper_end)), ("kind", view.between(c.proper_end, c.end))

    def _name(self, c: Candidate) -> str:
        name = c.name or " ".join(self.scene.view.between(c.first, c.end).split())
        return name[:-1] if c.end - c.first > 1 and _LAST_INITIAL.search(name) else name

    # ------------------------------------------------------------------------------------------- learning

    def _learn(self, c: Candidate) -> None:
        view = self.scene.view
        name = self._name(c)
        words = tuple(view.words(c.first, c.end))
        self.known.setdefault(words, Known(name, c.category, c.acronym))
        if view.word(c.end - 1).lower() != "airport":  # what follows an airport in brackets is its code
            self._learn_acronyms(c, name)
        if c.rule == "listed" and len(words) == 1:
            self.loose.add(words)
        short = words[: c.proper_end - c.first]
        may_be_short = c.head is not None and (c.head.short or (c.head.soft and c.rule == "described"))
        if may_be_short and 0 < len(short) < len(words) and self._may_stand_alone(c, short):
            self.known[short] = Known(name, c.category)
            if short[-1].isalpha() and len(short[-1]) > 1:
                self.loose.add(short)

    def _learn_acronyms(self, c: Candidate, name: str) -> None:
        view, classes = self.scene.view, self.scene.classes
        end = c.end
        while end < len(view) and view.word(end) in ("*", "**", "_", "__"):
            end += 1
        behind = after_name(view, end)
        number = view.word(c.end - 1)
        if behind is not None and number.isdigit() and view.words(behind[1], behind[1] + 1) == [number]:
            behind = behind[0], behind[1] + 1  # "Delta Plan 2100 (DP 2100)"
        for span in (behind, before_name(view, c.first)):
            if span is None:
                continue
            acronym = view.between(*span)
            loosely = span == behind and classes[c.end] == "(" and fits_loosely(acronym, name)
            if loosely or fits(acronym, name) or (span == behind and self._may_be_foreign_acronym(c, span)):
                self.known[tuple(view.words(*span))] = Known(name, c.category, acronym)
                self.defined.append(Candidate(*span, span[1], "acronym", c.category, name=name, acronym=acronym))
        # "Central Asia Regional Economic Cooperation (CAREC) Program"
        for k in range(c.first + 1, c.end - 2):
            if classes[k] == "(" and classes[k + 2] == ")" and classes[k + 1] in "CZ":
                acronym = view.word(k + 1)
                if fits(acronym, name):
                    self.known.setdefault((acronym,), Known(name, c.category, acronym))

    def _may_be_foreign_acronym(self, c: Candidate, span: tuple[int, int]) -> bool:
        """ "Solidarity Transport Hub (CPK)": one word in capitals that fills the brackets right behind a name."""
        view, classes = self.scene.view, self.scene.classes
        first, end = span
        if c.head is None or classes[c.end : c.end + 1] != "(" or first != c.end + 1 or end != first + 1:
            return False
        word = view.word(first)
        if classes[end : end + 1] != ")" or not (3 <= len(word) <= 8 and word.isalpha() and word.isupper()):
            return False
        return self.scene.kind(first) in "CA" and word not in self.scene.lexicon.sets["no acronym"]

    def _may_stand_alone(self, c: Candidate, short: tuple[str, ...]) -> bool:
        """Whether a name may be shortened to its proper part: "Kariba South", not "Dushanbe–Kulma", "Baku"."""
        kinds = self.scene.kinds(c.first, c.first + len(short))
        if not any(cls in "ACHWGP" for cls in kinds) or kinds[-1] in "-o&(" or short == ("Silk", "Road"):
            return False
        if "-" in kinds and kinds[-1] not in "0R" and c.category not in _SHORT_CATEGORIES:
            return False
        name = " ".join(short)
        if self._may_be_place(name) and name in self._used_as_places:
            return False
        if len(short) > 1:
            return not (c.head is not None and c.head.bare and c.category == "other")
        return len(short[0]) > 3 and (len(self.names_by_word[short[0]]) == 1 or self._is_known(c.first, len(short)))

    def _is_known(self, first: int, size: int) -> bool:
        """Whether the first words of a name are one that is known by heart: "Itaipu" of "Itaipu Dam"."""
        found = self.scene.lexicon.known.longest(self.scene.view, first)
        return found is not None and found.end == first + size

    def _may_be_place(self, name: str) -> bool:
        """Whether it is worth asking: the name stands behind a preposition somewhere."""
        text = self.scene.view.text
        return len(self.found) > _FEW or any(f"{word} {name}" in text for word in _PREPOSITIONS)

    @property
    def _used_as_places(self) -> set[str]:
        """The words that the text uses as places somewhere: "in Nurek", "the town of Bui"."""
        if self._place_words is None:
            found: set[str] = set()
            for phrase in _AS_PLACE.findall(self.scene.view.text):
                words = phrase.split(" ")
                found.update(" ".join(words[:k]) for k in range(1, len(words) + 1))
            self._place_words = found
        return self._place_words

    def _learn_siblings(self) -> None:
        """Where the text names "Olkaria I Power Station", "Olkaria IV" is another; "Hwange 7" is of Hwange's plant."""
        scene, view = self.scene, self.scene.view
        stems: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        for words, known in self.known.items():
            if known.category not in _SHORT_CATEGORIES or known.acronym or not words[0].isalpha() or len(words[0]) < 4:
                continue
            is_numbered = len(words) > 1 and _NUMERAL(words[-1]) is not None
            stem = words[:-1] if is_numbered else words
            if stem[-1].isalpha() and (is_numbered or words in self.loose):
                stems.setdefault(stem[0], []).append((stem, is_numbered, known.category))
        for i, first in self._places(stems):
            for stem, is_numbered, category in stems[first]:
                end = i + len(stem)
                numbered = scene.classes[end : end + 1] in ("0", "R") and tuple(view.words(i, end)) == stem
                if numbered and is_unit_number(scene, end, is_numbered=is_numbered):
                    self.known.setdefault((*stem, view.word(end)), Known(view.between(i, end + 1), category))

    def _tie_variants(self) -> None:
        """ "the Zaporizhzhia plant" is the "Zaporizhzhia nuclear power plant" that the text names, too."""
        view = self.scene.view
        full: dict[tuple[tuple[str, ...], str], str] = {}
        variants = [c for c in self.found if c.head is not None and not c.head.soft and c.proper_end < c.end]
        keys = [(tuple(view.words(c.first, c.proper_end)), view.word(c.end - 1).lower()) for c in variants]
        for c, key in zip(variants, keys, strict=True):
            full[key] = max(full.get(key, ""), self._name(c), key=len)
        for c, key in zip(variants, keys, strict=True):
            if len(full[key]) > len(self._name(c)):
                self.known[tuple(view.words(c.first, c.end))] = Known(full[key], c.category)

    def _tie_initials(self) -> None:
        """An acronym that nothing defines is the name's whose initials it has: SGR, Standard Gauge Railway."""
        defined = {known.acronym for known in self.known.values() if known.acronym}
        table: dict[str, Known] = {}
        for known in self.known.values():
            if known.acronym is None:
                for text in initials(known.name):
                    table.setdefault(text, Known(known.name, known.category, text))
        if not table:
            return
        classes = self.scene.classes
        for i, word in self._places(dict.fromkeys(sorted(table))):
            if word not in defined and classes[i] in _ACRONYMS:
                self.known.setdefault((word,), table[word])

    def _places(self, words: Collection[str]) -> Iterator[tuple[int, str]]:
        """The tokens that are one of some words, and which."""
        view = self.scene.view
        if len(words) > _FEW:
            spots = self._all_spots()
            for word in words:
                for i in spots.get(word, ()):
                    yield i, word
            return
        text, starts = view.text, view.starts
        for word in words:
            size = len(word)
            at = text.find(word)
            while at >= 0:
                i = view.token_at(at)
                if starts[i] == at and view.ends[i] == at + size:
                    yield i, word
                at = text.find(word, at + size)

    def _all_spots(self) -> dict[str, list[int]]:
        """The tokens of the words that names begin with, and of all words in capitals, which may be acronyms.

        A text with many names is long: it is gone through once, not once for each, and not for each question. It is
        not asked for before all names are learnt that begin with other words.
        """
        if self._spots is None:
            scene = self.scene
            text, starts, ends, classes = scene.view.text, scene.view.starts, scene.view.ends, scene.classes
            spots: dict[str, list[int]] = {words[0]: [] for words in self.known}
            for place in _ANY_WORD.finditer(classes):
                i = place.start()
                word = text[starts[i] : ends[i]]
                found = spots.get(word)
                if found is not None:
                    found.append(i)
                elif classes[i] in _ACRONYMS:
                    spots[word] = [i]
            self._spots = spots
        return self._spots

    # ------------------------------------------------------------------------------------------- mentions

    def _later(self) -> list[Candidate]:
        view = self.scene.view
        names: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        """The names by their first word and then by their second, "" for those of one word, the longest first."""
        for words in sorted(self.known, key=len, reverse=True):
            names.setdefault(words[0], {}).setdefault(words[1] if len(words) > 1 else "", []).append(words)
        found: list[Candidate] = []
        classes, size = self.scene.classes, len(view)
        for i, first in self._places(names):
            if classes[i] not in _WORDS:
                continue
            ways = names[first]
            longer = ways.get(view.word(i + 1)) if i + 1 < size and (len(ways) > 1 or "" not in ways) else None
            for words in chain(longer or (), ways.get("", ())):
                end = i + len(words)
                is_here = len(words) < 3 or (end <= size and tuple(view.words(i + 2, end)) == words[2:])
                if is_here and self._is_mention(i, end, words):
                    found.append(self._mention(i, end, self.known[words]))
                    break
        return found

    def _mention(self, first: int, end: int, known: Known) -> Candidate:
        name, category, acronym = known
        rule = "acronym" if acronym else "short form"
        text = self.scene.view.between(first, end)
        if text == name or " ".join(text.split()) == name:
            rule = "again"
        return Candidate(first, end, end, rule, category, None, False, name, acronym)

    def _is_mention(self, first: int, end: int, words: tuple[str, ...]) -> bool:
        scene, view, classes = self.scene, self.scene.view, self.scene.classes
        before = scene.kind(first - 1) if first else "\n"
        after = scene.kind(end) if end < len(classes) else "\n"
        if after == "X" or (before == "-" and view.joined(first) and classes[first - 2] in "ACN0"):
            return False
        if words not in self.loose:
            return not (after == "-" and view.joined(end) and classes[end + 1 : end + 2] in tuple("ACN0"))
        if before in "ACEHWGPL" and not scene.opens_sentence(first):
            return False
        if len(words) == 1 and first and view.word(first - 1) in ("the", "The") and not _NOUN_AHEAD.match(classes, end):
            return False  # "the Efaho" is a river
        if after in "ACHWGPL-(" or (first and view.word(first - 1).lower() in _PLACE_BEFORE):
            return False
        return end >= len(view) or view.word(end) not in scene.lexicon.sets["place noun"]
