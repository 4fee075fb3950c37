"""The words that the grammar of project names knows, and their lexical classes.

========  ==========================================================================================
class     words
========  ==========================================================================================
``A``     a capitalised word                        ``L``  a capitalised word of general meaning (National)
``C``     a word in capitals (TAPI, B3W)            ``R``  a single capital or Roman numeral (C, II)
``N``     a country or region (Kenya)               ``E``  an adjective of one (Kenyan)
``B``     an owner (UN, Gazprom)                    ``J``  a capitalised word that opens sentences (Planned)
``X``     an organization (Bank), an event or law   ``D``  a title, weekday, month, opener (President, The)
``H h``   a head noun that takes any proper name before it, capitalised or small (Dam, dam)
``W w``   a head noun that takes more (Line, line)  ``G g``  a head noun of initiatives (Plan, plan)
``P p``   Project, project                          ``Z``  a capitalised word that begins a known name
``z``     a small word or number that begins one    ``m``  a small word between name and noun (gas)
``O``     an ordinal (14th)  ``Y`` a year           ``0``  another number
``o``     of      ``&``  and      ``f``  for        ``i``  in, to, on, with …
``t``     the     ``d``  a, an, its                 ``b``  a particle in foreign names (bin)
``c``     called  ``s``  said     ``u``  company    ``q``  a noun that only describes (overhaul)
``-``     a dash or hyphen        ``/``  a slash    ``'``  a possessive ending
``(  )``  brackets                ``"``  a quote    ``,``  a comma
``n``     the plural of a head noun (mines)
``K``     a Han character that ends names (路)
========  ==========================================================================================
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from extract.gazetteer import Gazetteer
from extract.vocabulary import ProjectHead, Vocabulary
from extract.words import NOTHING

_TERRITORIES = Path(__file__).parents[1] / "lang" / "territories.json"

_WORD_CLASSES = {
    "modifier": "m",
    "general": "L",
    "opening": "J",
    "title": "D",
    "organization": "X",
    "event": "X",
    "owner": "B",
    "particle": "b",
    "called": "c",
    "scheme": "q",
    "said": "s",
    "company": "u",
    "place": "N",
    "people": "E",
}
_SETS = ("people", "imperative", "work", "part", "show", "place noun", "foreign head", "shared head", "no acronym")
_FIXED = {
    "of": "o", "and": "&", "&": "&", "for": "f", "the": "t", "a": "d", "an": "d", "its": "d", "their": "d",
    "his": "d", "her": "d", "in": "i", "to": "i", "on": "i", "with": "i", "against": "i", "by": "i",
    "'s": "'", "’s": "'", "'": '"', "’": '"', "‘": '"', '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "``": '"', "''": '"', "《": '"', "》": '"', "(": "(", "[": "(", "（": "(", ")": ")", "]": ")", "）": ")", ",": ",",
    "/": "/",
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d|2100").fullmatch
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|TH)").fullmatch
ORDINALS = frozenset(
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth "
    "Fourteenth Fifteenth Sixteenth".split()
)
_ROMAN = re.compile(r"[IVX]{1,4}|[A-Z]\.?").fullmatch
_CAPITALS = re.compile(r"[A-Z][0-9]*+[A-Z][A-Z0-9]*|[A-Z]{1,4}\d{1,3}[A-Z]?").fullmatch
_ELIDED = re.compile(r"(?:[dlnDLN]|al|el)['’-][A-Z]\w+").fullmatch
_MIXED = re.compile(r"\d+[A-Z][A-Za-z]{2,}").fullmatch
_TOKEN = re.compile(r"['’]s\b|[\u3400-\u9fff]|\d+(?:\.\d+)?[A-Za-z]*|[^\W\d_][\w.+’]*|\S")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}").fullmatch
_DASHES = frozenset("-‐‑‒–—−")


class Head(NamedTuple):
    """A head noun: see `extract.vocabulary.ProjectHead`."""

    category: str
    small: str
    capital: str
    qualifiers: dict[str, str]
    never: frozenset[str]
    context: re.Pattern[str] | None
    against: re.Pattern[str] | None
    near: tuple[tuple[str, re.Pattern[str]], ...]
    short: bool
    agent: bool
    soft: bool
    bare: bool


class Known(NamedTuple):
    """What is known of a name: full name, category, acronym; whether the text is a short form of the name."""

    name: str
    category: str
    acronym: str | None
    is_short: bool
    context: re.Pattern[str] | None = None
    """Words one of which must stand near where the name means something else as well."""


@dataclass
class Lexicon:
    """Words, classes, head nouns and known names, out of a vocabulary."""

    classes: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    known: Gazetteer[Known] = field(default_factory=lambda: Gazetteer(()))
    base: dict[str, str] = field(default_factory=dict)
    """What words of class ``Z`` would be if no known name began with them."""
    chinese: dict[str, str] = field(default_factory=dict)
    han_countries: set[str] = field(default_factory=set)
    """Names of countries in Han characters."""
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words that the grammar asks for by name, whatever their lexical class: see `_SETS`."""
    others: set[tuple[str, ...]] = field(default_factory=set)
    """Names of what is no project."""
    countries: set[str] = field(default_factory=set)
    """Names of countries that have several words."""

    def words(self) -> Iterable[str]:
        """The words of which more is known than their shape tells."""
        return self.classes

    def classify(self, word: str) -> str:
        """The class of a word."""
        found = self.classes.get(word)
        if found is not None:
            return found
        first = word[0]
        if first.isdigit():
            if _YEAR(word):
                return "Y"
            if _ORDINAL(word):
                return "O"
            return "A" if _MIXED(word) else "0"
        if first.isupper():
            if is_compound(word):
                return "Z"
            if _ROMAN(word):
                return "R"
            return "C" if _CAPITALS(word) else "A"
        if first in _DASHES:
            return "-"
        if _ELIDED(word):
            return "A"
        return NOTHING


def build(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary."""
    lexicon = Lexicon()
    classes = lexicon.classes
    _add_places(lexicon, vocabulary)
    for entry in vocabulary.entries("word"):
        if entry.matcher == "project" and entry.cls in _WORD_CLASSES:
            for word in entry.words:
                classes[word] = _WORD_CLASSES[entry.cls]
        elif entry.matcher == "project" and entry.cls == "chinese":
            lexicon.chinese.update(dict.fromkeys(entry.words, str(entry.value)))
    lexicon.sets = {name: frozenset(vocabulary.words("project", name)) for name in _SETS}
    lexicon.others = {split(name) for entry in vocabulary.entries("not_project") for name in entry.names}
    classes.update(dict.fromkeys(ORDINALS, "O"))
    classes.update(_FIXED)
    for entry in vocabulary.entries("project_head"):
        _add_head(lexicon, entry)
    for word in list(lexicon.heads):
        for plural in (word + "s", word[:-1] + "ies" if word.endswith("y") else ""):
            if plural and not lexicon.heads[word].soft and plural not in lexicon.heads:
                classes.setdefault(plural, "n")
    lexicon.known = Gazetteer(_known(vocabulary), fold=str)
    for first in lexicon.known.first_words():
        _add_first(lexicon, first)
    for ending in lexicon.chinese:
        classes[ending[-1]] = "K"
    return lexicon


_COMPOUND = re.compile(
    r"(?:tunnel|tunnelen|tunnilin|göngin|banan|banen|bahn|brücke|bron|broen|brua|talsperre|kanalen|kraftwerk|sambandet|forbindelsen|förbindelsen)\Z"
).search
_NO_COMPOUNDS = re.compile(r"(?:Auto|Eisen|Straßen|Strassen|Seil|Reichs|Bundes|Land|Renn|Lauf|Wind)").match


def is_compound(word: str) -> bool:
    """Whether a capitalised word names a work in a language that writes such names as one word.

    >>> is_compound("Fehmarnsundtunnel"), is_compound("Öresundsbron"), is_compound("Autobahn"), is_compound("Tunnel")
    (True, True, False, False)
    """
    size = len(word)
    if size < 9:
        return False
    if word.endswith(("lijn", "virkjun")):
        return True
    return size > 10 and _COMPOUND(word, size - 13 if size > 13 else 0) is not None and not _NO_COMPOUNDS(word)


def split(name: str) -> tuple[str, ...]:
    """The tokens of a name.

    >>> split("Snowy 2.0"), split("SEA-ME-WE 5")
    (('Snowy', '2.0'), ('SEA', '-', 'ME', '-', 'WE', '5'))
    """
    return tuple(_TOKEN.findall(name))


def _add_places(lexicon: Lexicon, vocabulary: Vocabulary) -> None:
    classes = lexicon.classes
    for row in json.loads(_TERRITORIES.read_bytes()).values():
        for name in (row["name"], *row["names"]):
            _add_place(lexicon, name)
        lexicon.han_countries.update(filter(_HAN, row.get("foreign", ())))
    for entry in vocabulary.entries("country"):
        for name in entry.names:
            _add_place(lexicon, name)
        lexicon.han_countries.update(filter(_HAN, entry.names))
        for name in (*entry.adjectives, *entry.abbreviations, *entry.prefixes):
            if " " not in name and name[0].isupper():
                classes[name] = "N" if name in entry.abbreviations else "E"
                if name in entry.adjectives:
                    classes[name + "s"] = "E"


def _add_place(lexicon: Lexicon, name: str) -> None:
    if " " in name:
        lexicon.countries.add(name)
    elif name[0].isupper():
        lexicon.classes[name] = "N"


def _add_head(lexicon: Lexicon, entry: ProjectHead) -> None:
    soft = entry.category in ("initiative", "fund")
    qualifiers: dict[str, str] = {word: category for category, words in entry.qualifiers.items() for word in words}
    for word in entry.words:
        lexicon.heads[word] = Head(
            category=entry.category,
            small=entry.small,
            capital=entry.capital,
            qualifiers=qualifiers,
            never=frozenset(entry.never),
            context=_any_of(entry.context),
            against=_any_of(entry.against),
            near=tuple((name, pattern) for name, words in entry.near.items() if (pattern := _any_of(words))),
            short=entry.short,
            agent=entry.agent,
            soft=soft,
            bare=word in ("project", "projects"),
        )
        cls = _head_class(word, entry, soft)
        lexicon.classes[word] = cls
        lexicon.classes[word.capitalize()] = lexicon.classes[word.upper()] = cls.upper()


def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") if words else None


def _head_class(word: str, entry: ProjectHead, soft: bool) -> str:
    if word in ("project", "projects"):
        return "p"
    if soft:
        return "g"
    return "h" if entry.small == "name" and not entry.context else "w"


def _known(vocabulary: Vocabulary) -> Iterable[tuple[tuple[str, ...], Known]]:
    """Names and what is known of them, those of several words also in capitals, as headings have them."""
    for words, known in _known_names(vocabulary):
        if len(words) > 2:
            yield tuple(map(str.upper, words)), known
        yield words, known


def _known_names(vocabulary: Vocabulary) -> Iterable[tuple[tuple[str, ...], Known]]:
    # Where a name comes with a context and without, it needs none.
    for entry in sorted(vocabulary.entries("project_names"), key=lambda entry: not entry.context):
        context = _any_of(entry.context)
        for name in entry.names:
            words = split(name)
            known = Known(name, entry.category, None, False, context)
            yield words, known
            if words[-1].endswith("+"):
                yield (*words[:-1], words[-1][:-1], "+"), known
            if len(words[-1]) == 1 and words[-1].isalpha():  # "Hinkley Point C." is three tokens, too
                yield (*words[:-1], words[-1] + "."), known
    for entry in vocabulary.entries("project_acronyms"):
        for name in entry.names:
            yield split(name), Known(name, entry.category, name, False)
    for entry in vocabulary.entries("project"):
        for alias in entry.aliases:
            yield split(alias), Known(entry.name, entry.category, None, True)
        acronyms = (*entry.acronyms, entry.acronym) if entry.acronym else entry.acronyms
        for acronym in acronyms:
            yield split(acronym), Known(entry.name, entry.category, acronym, True)
        yield split(entry.name), Known(entry.name, entry.category, None, False)


def _add_first(lexicon: Lexicon, word: str) -> None:
    """Give the first word of a known name a class that says so, unless a head noun needs its own."""
    cls = lexicon.classify(word)
    if cls in "ALJNEBCXRO":
        lexicon.base[word] = cls
        lexicon.classes[word] = "Z"
    elif cls in (NOTHING, "0", "Y", "m"):
        lexicon.classes[word] = "z"
