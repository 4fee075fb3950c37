"""What countries are called: the words and names of the vocabulary, and each word's class.

The classes of the COUNTRY alphabet that a word of a country's own may have; the others, in small letters and
digits, are the words around it (see `extract.matchers.metonyms`):

=====  ======================================================================
class  words
=====  ======================================================================
``N``  a name: ``Kazakhstan`` ``Britain``
``A``  an adjective, or the people: ``Kazakh`` ``Britons``
``B``  an abbreviation: ``UK`` ``U.S.``
``P``  a prefix: ``Sino``
``C``  a capital, which may act for its state: ``Moscow``
``M``  a seat of government, which always does: ``Kremlin``
``U``  a word that counts only where the document names the country otherwise
``F``  the first word of a longer phrase, and nothing by itself: ``South``
=====  ======================================================================
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from extract.gazetteer import Gazetteer, split
from extract.view import COUNTRY, View
from extract.vocabulary import CountryWords, Vocabulary, territories

NAME, ADJECTIVE, ABBREVIATION, PREFIX, CAPITAL, METONYM, UNSURE, FIRST = "NABPCMUF"

_CANDIDATE = re.compile(f"[{NAME}{ADJECTIVE}{ABBREVIATION}{PREFIX}{CAPITAL}{METONYM}{UNSURE}{FIRST}]")

MENTIONS = {
    NAME: "name",
    ADJECTIVE: "adjective",
    ABBREVIATION: "abbreviation",
    PREFIX: "prefix",
    CAPITAL: "metonym",
    METONYM: "metonym",
}

_MIN_CAPITALS = 4
"""Shorter words in capitals are abbreviations of something else."""


class Sense(NamedTuple):
    """What a word or phrase stands for: its class, and the country's alpha-2 code ("" for no country)."""

    cls: str
    code: str


NO_COUNTRY = Sense("", "")


class Hit(NamedTuple):
    """A word or phrase of a country in a document: half-open tokens, and its sense."""

    start: int
    end: int
    sense: Sense


class Countries:
    """The names, adjectives, abbreviations, … of all countries, looked up by word and by phrase."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.rows = territories()
        self.words: dict[str, Sense] = {}
        phrases: dict[tuple[str, ...], Sense] = {}
        for code, row in self.rows.items():
            for name in (row["name"], *row["names"], *row["foreign"]):
                self._add(name, Sense(NAME, code), phrases)
        others: dict[tuple[str, ...], Sense] = {}
        for none in vocabulary.entries("not_country"):
            for phrase in none.phrases:
                self._add(phrase, NO_COUNTRY, others)
        phrases.update(others)
        self._none = frozenset(others)
        for entry in vocabulary.entries("country"):
            self._add_entry(entry, phrases)
        for phrase, sense in list(phrases.items()):
            if sense.cls == NAME and phrase[0] not in ("Republic", "People", "the"):
                phrases.setdefault(("Republic", "of", *phrase), sense)
                if phrase[0] >= _HAN and len(phrase) > _SHORTEST_CHINESE and phrase[-1] not in "国國":
                    for kind in ("共和国", "共和國", "王国", "王國"):
                        phrases.setdefault((*phrase, *kind), sense)
        for word, sense in list(self.words.items()):
            if sense.cls == NAME and word.isascii():
                phrases.setdefault(("Republic", "of", word), sense)
            if sense.cls in (NAME, ADJECTIVE, CAPITAL, METONYM) and len(word) >= _MIN_CAPITALS:
                self.words.setdefault(word.upper(), sense)
        self.phrases = Gazetteer(phrases.items())
        self._values: dict[tuple[str, str], dict[str, str]] = {}

    def known_words(self) -> Iterable[str]:
        """The words of which `classify` knows something."""
        return itertools.chain(self.words, self.phrases.first_words())

    def classify(self, word: str) -> str:
        """The class of a word among those of countries, or "" for none."""
        sense = self.words.get(word)
        if sense is not None:
            return sense.cls or FIRST
        return FIRST if not word[0].islower() and self.phrases.begins(word) else ""

    def at(self, view: View, i: int) -> Hit | None:
        """The longest phrase or the word of a country at token ``i``.

        A hit's sense is `NO_COUNTRY` where the phrase means something else ("Indian Ocean").
        """
        for found in self.phrases.all(view, i):
            end = found.end
            # "Pole" is one, "pole" is none; "Gulf of mexico" is nobody's spelling.
            if found.payload.cls and view.word(end - 1)[0].isalpha() and view.word(end - 1).islower():
                continue
            if found.payload.cls and end - i > _SHORTEST_CHINESE and _other_word(view, end):
                continue
            return Hit(i, end, found.payload)
        word = view.word(i)
        sense = self.words.get(word)
        after = view.word(i + 1) if i + 1 < len(view) else ""
        if after[-1:] == "." and (word, after[:-1]) in self._none:
            return None  # "Mexico City.</p>": the full stop is joined to the word before a tag
        return Hit(i, i + 1, sense) if sense is not None and sense.cls else None

    def hits(self, view: View) -> Iterator[Hit]:
        """The words and phrases of countries in a document, ascending, without overlap.

        Phrases that mean something else ("Indian Ocean") are passed over, with all their words.
        """
        end = 0
        classes, word, goes_on = view.classes(COUNTRY), view.word, self.phrases.goes_on
        last = len(view) - 1
        for found in _CANDIDATE.finditer(classes):
            i = found.start()
            if i < end or (classes[i] == FIRST and (i == last or not goes_on(word(i), word(i + 1)))):
                continue
            hit = self.at(view, i)
            if hit is not None:
                end = hit.end
                if hit.sense.code:
                    yield hit

    def values(self, code: str, cls: str) -> dict[str, str]:
        """The fields of a record by code and class."""
        found = self._values.get((code, cls))
        if found is None:
            row = self.rows[code]
            found = self._values[code, cls] = {
                "alpha_2": code,
                "alpha_3": row["alpha_3"],
                "name": row["name"],
                "mention": MENTIONS[cls],
            }
        return found

    def _add_entry(self, entry: CountryWords, phrases: dict[tuple[str, ...], Sense]) -> None:
        code = entry.alpha_2
        for word in entry.adjectives:
            for form in _people(word):
                if form not in self.words:  # "Laos" are no people
                    self._add(form, Sense(ADJECTIVE, code), phrases)
        for cls, words in (
            (NAME, entry.names),
            (ADJECTIVE, entry.adjectives),
            (ABBREVIATION, entry.abbreviations),
            (PREFIX, entry.prefixes),
            (CAPITAL, entry.capitals),
            (METONYM, entry.metonyms),
            (UNSURE, entry.unsure),
        ):
            for word in words:
                self._add(word, Sense(cls, code), phrases)

    def _add(self, name: str, sense: Sense, phrases: dict[tuple[str, ...], Sense]) -> None:
        words = split(name.strip())
        if len(words) == 1:
            self.words[words[0]] = sense
        elif words:
            phrases[words] = sense


def _other_word(view: View, end: int) -> bool:
    """Whether the character before token ``end``, 国, begins another word: 蒙古 国际机场, 以色列 国防军."""
    return view.word(end - 1) in "国國" and end < len(view) and view.word(end)[0] in _AFTER_COUNTRY


_HAN = "\u3400"

_SHORTEST_CHINESE = 2
"""A name of two characters, 中国, does without neither."""

_AFTER_COUNTRY = frozenset("际際防家会會民务務库庫歌旗籍王")


def _people(adjective: str) -> Iterator[str]:
    """An adjective and its people: Kazakh, Kazakhs; French, Frenchman …"""
    yield adjective
    if adjective.endswith(("sh", "ch")):
        yield from (f"{adjective}{one}" for one in ("man", "men", "woman", "women"))
    if not adjective.endswith(("s", "x", "z", "ese", "sh", "ench", "utch", "men", "man")) or adjective in _MANS:
        yield f"{adjective}s"


_MANS = frozenset({"German", "Oman", "Roman", "Caymanian"})
"""Adjectives in -man that are no men."""


_made: WeakKeyDictionary[Vocabulary, Countries] = WeakKeyDictionary()


def countries_of(vocabulary: Vocabulary) -> Countries:
    """The countries of a vocabulary; the tables are made once for it and shared."""
    countries = _made.get(vocabulary)
    if countries is None:
        countries = _made[vocabulary] = Countries(vocabulary)
    return countries
