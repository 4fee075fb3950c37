"""What stands around the words of countries in one document: neighbours, addresses, currencies, persons.

All looks reach a bounded number of tokens; what concerns the document as a whole is worked out once, when it
is first asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.countries import ABBREVIATION, ADJECTIVE, CAPITAL, METONYM, NAME, PREFIX, UNSURE, Hit, Sense
from extract.view import COUNTRY, LAYOUT, View
from extract.vocabulary import Vocabulary

DASHES = frozenset("-‐‑‒–—−")
JOINERS = frozenset({"and", "or", ",", "/", "&"})

PRONE = frozenset({"Jordan", "Chad", "Georgia"})
"""Names of countries that are as often something else: they count where something speaks for them."""

_STATES_OF_TWO_WORDS = frozenset(
    "New York,New Hampshire,New Jersey,New Mexico,North Carolina,South Carolina,North Dakota,South Dakota,"
    "Rhode Island,West Virginia,British Columbia,Nova Scotia,New Brunswick".split(",")
)
_LEADING = frozenset({"Jordan", "Chad", "Georgia", "Israel"})
"""Names of countries that are given names before any family name."""

_ADDRESS = re.compile(
    r"://|www\.|@|\.(?:com|org|net|edu|gov|info|io|html?|php|pdf|png|jpe?g|svg|gif|webp|mp[34]|csv|json|"
    r"[a-z]{2}/)|\w_\w|^/",
    re.I,
)
_CHUNK_RIGHT = re.compile(r"[^\s()\[\]{}<>\"'“”‘’，。、；：|*`]*")
_GLUE = frozenset("/_@=?&%#:~+\\-")
_CHUNK = 80
_CHUNK_LEFT = re.compile(rf"[^\s()\[\]{{}}<>\"'“”‘’，。、；：|*`]{{0,{_CHUNK}}}\Z")

_VERB_AFTER_WON = frozenset(
    "the a an his her their its gold silver bronze in by over and but with against two three four five six".split()
)
_NO_MONEY_AFTER = frozenset({"estate", "madrid", "gdp", "wages", "-"})
_VERBS = frozenset("v47xlj$%=_zm62513")
_LONGEST_SMALL = 5
"""A heading's style may leave words of so many letters small: "about", "under"."""

_BLOCK = 4096
_TWO_COUNTRIES = frozenset({"Congo", "CONGO", "Congolese", "Dominican", "Dominicans"})
"""Words of two countries."""

_GROUPS = frozenset({"", "\n", "Group", "Pool", "Section", "Class", "Grade", "Plan", "Vitamin", "Type", "Serie"})


class Words:
    """The vocabulary of contexts: sets of words by class."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        def words(cls: str) -> frozenset[str]:
            return frozenset(vocabulary.words("country", cls))

        self.language = words("language")
        self.language_verb = words("language_verb")
        self.language_noun = words("language_noun")
        self.other_language = words("other_language")
        self.title = words("title")
        self.given_name = words("given_name")
        self.family_name = words("family_name")
        self.institution = words("institution")
        self.food = words("food")
        self.image = words("image")
        self.us_state = words("us_state")
        self.us_post = words("us_post")
        self.local_place = words("local_place")
        self.person = words("person")
        self.georgia_state = words("georgia_state") | self.us_state
        self.georgia_country = words("georgia_country")
        self.telling = self.georgia_state | self.georgia_country | self.image
        self.currency = {word: frozenset[str]() for word in words("currency")} | {
            word: frozenset(str(value).split()) for word, value in vocabulary.words("country", "currency_of").items()
        }


class Surroundings:
    """The hits of one document, and the words around them."""

    def __init__(self, view: View, hits: Sequence[Hit], words: Words) -> None:
        self.view = view
        self.hits = hits
        self.words = words
        self.classes = view.classes(COUNTRY)
        self.by_start = {hit.start: number for number, hit in enumerate(hits)}
        self.size = len(view)
        self._text, self._starts, self._ends = view.text, view.starts, view.ends
        # Of the document, counted when first asked for.
        self._certain: Counter[str] | None = None
        self._mentioned: frozenset[str] | None = None
        self._senses: frozenset[Sense] | None = None
        self._first_words: dict[str, set[str]] | None = None
        self._capitals: frozenset[str] | None = None
        self._telling: frozenset[str] | None = None
        self._persons: frozenset[str] | None = None
        self._surely_named: frozenset[str] | None = None
        self._towns: frozenset[str] | None = None

    def word(self, i: int) -> str:
        """Token ``i``, or "" beyond the ends of the document."""
        return self._text[self._starts[i] : self._ends[i]] if 0 <= i < self.size else ""

    def joined(self, i: int) -> bool:
        """Whether token ``i`` follows its predecessor without white space; not so beyond the ends."""
        return 0 < i < self.size and self._starts[i] == self._ends[i - 1]

    def line(self, i: int, *, reach: int = 40) -> range:
        """The tokens of the sentence around token ``i``, ``reach`` to each side at most."""
        first, end = self.view.sentence(i)
        return range(max(first, i - reach), min(end, i + reach))

    def within(self, tokens: range) -> Iterator[Hit]:
        """The hits that begin at one of these tokens."""
        by_start, hits = self.by_start, self.hits
        return (hits[by_start[k]] for k in tokens if k in by_start)

    def titled(self, i: int) -> bool:
        """Whether token ``i`` stands in a heading in which all but small words have a capital."""
        line = self.line(i)
        layout = self.view.classes(LAYOUT)
        capitals = sum(layout[k] in "AF" for k in line)
        return (
            capitals > 2
            and self.word(line.stop - 1) != "."
            and not any(
                layout[k] == "a" and (self.classes[k] in _VERBS or len(self.word(k)) > _LONGEST_SMALL) for k in line
            )
        )

    # -- the document --------------------------------------------------------------------------------------

    @property
    def certain(self) -> Counter[str]:
        """How often each country is named by a word that means nothing else."""
        if self._certain is None:
            doubtful = self.persons | PRONE | {"PNG", "Turkey"}
            self._certain = Counter(
                hit.sense.code
                for hit in self.hits
                if hit.sense.cls in (NAME, ADJECTIVE, ABBREVIATION)
                and not (hit.end - hit.start == 1 and self.word(hit.start) in doubtful)
            )
        return self._certain

    @property
    def mentioned(self) -> frozenset[str]:
        """The countries that the document names, by whatever word but an unsure one."""
        if self._mentioned is None:
            unsure = UNSURE, PREFIX, METONYM
            self._mentioned = frozenset(hit.sense.code for hit in self.hits if hit.sense.cls not in unsure)
        return self._mentioned

    @property
    def senses(self) -> frozenset[Sense]:
        """What the document's words of countries stand for."""
        if self._senses is None:
            self._senses = frozenset(hit.sense for hit in self.hits)
        return self._senses

    @property
    def _ways(self) -> dict[str, set[str]]:
        """The words that begin the mentions of each country."""
        if self._first_words is None:
            ways: dict[str, set[str]] = {}
            for hit in self.hits:
                ways.setdefault(hit.sense.code, set()).add(self.word(hit.start))
            self._first_words = ways
        return self._first_words

    def is_said_otherwise(self, code: str, word: str) -> bool:
        """Whether the document names a country by another word than this."""
        return bool(self._ways.get(code, set()) - {word})

    def is_spelt_otherwise(self, code: str, name: str) -> bool:
        """The same, capitals and small letters being no other word."""
        return any(word.capitalize() != name for word in self._ways.get(code, ()))

    def is_us_state(self, i: int) -> bool:
        """Whether a U.S. state, or its abbreviation, begins at token ``i``."""
        word = self.word(i)
        return word in self.words.us_state or f"{word} {self.word(i + 1)}" in _STATES_OF_TWO_WORDS

    @property
    def towns(self) -> frozenset[str]:
        """The words of countries that are towns in the U.S. somewhere in the document: "PERU, Ind."."""
        if self._towns is None:
            found: set[str] = set()
            for hit in self.hits:
                if hit.end - hit.start == 1 and self.word(hit.end) == "," and self.is_us_state(hit.end + 1):
                    word = self.word(hit.start)
                    # "They sailed from Canada, Florida and Cuba" has a list.
                    if word.isupper() or self.word(hit.end + 1).endswith("."):
                        found.add(word.capitalize())
            self._towns = frozenset(found)
        return self._towns

    @property
    def surely_named(self) -> frozenset[str]:
        """The countries that the document names by a word or phrase that means no other."""
        if self._surely_named is None:
            self._surely_named = frozenset(
                hit.sense.code
                for hit in self.hits
                if hit.sense.cls != CAPITAL
                and (hit.end - hit.start > 1 or self.word(hit.start) not in _TWO_COUNTRIES)
            )
        return self._surely_named

    @property
    def capitals(self) -> frozenset[str]:
        """The countries whose capitals the document names."""
        if self._capitals is None:
            self._capitals = frozenset(hit.sense.code for hit in self.hits if hit.sense.cls == CAPITAL)
        return self._capitals

    @property
    def telling(self) -> frozenset[str]:
        """The document's words that tell of Georgia, the state or the country, or of images."""
        if self._telling is None:
            wanted, view, size = self.words.telling, self.view, self.size
            found: set[str] = set()
            for at in range(0, size, _BLOCK):  # all words of a long document at once would fill the memory
                found |= wanted.intersection(view.words(at, min(size, at + _BLOCK)))
            self._telling = frozenset(found)
        return self._telling

    @property
    def persons(self) -> frozenset[str]:
        """The words of countries that the document has as persons' names."""
        if self._persons is None:
            family = self.words.family_name
            found = set()
            for hit in self.hits:
                if hit.end - hit.start == 1:
                    word = self.word(hit.start)
                    name = word.capitalize() if word.isupper() else word
                    if name in family and self.named(hit.start, name):
                        found.add(word)
            self._persons = frozenset(found)
        return self._persons

    def names_at(self, i: int, code: str) -> bool:
        """Whether a name of this country begins at token ``i``."""
        at = self.by_start.get(i)
        return at is not None and self.hits[at].sense == (NAME, code)

    # -- addresses -----------------------------------------------------------------------------------------

    def in_address(self, hit: Hit) -> bool:
        """Whether a hit is part of a web or e-mail address or of a file's name."""
        text = self._text
        start, end = self._starts[hit.start], self._ends[hit.end - 1]
        before, after = text[start - 1 : start], text[end : end + 1]
        if (
            before not in _GLUE
            and after not in _GLUE
            and before != "."
            and (after != "." or not text[end + 1 : end + 2].isalnum())
        ):
            return False
        left = _CHUNK_LEFT.search(text, max(0, start - _CHUNK), start)
        right = _CHUNK_RIGHT.match(text, end, end + _CHUNK)
        chunk = (left.group() if left else "") + text[start:end] + (right.group() if right else "")
        return _ADDRESS.search(chunk) is not None

    # -- currencies ----------------------------------------------------------------------------------------

    def currency(self, hit: Hit, depth: int = 4) -> bool:
        """Whether a hit belongs to a currency's name: "Kazakh tenge", "Australian and New Zealand dollars"."""
        end = hit.end
        word = self.word(end)
        if word in DASHES and self.joined(end) and self.joined(end + 1):
            end += 1
            word = self.word(end)
        if not word:
            return False
        small = word.lower()
        codes = self.words.currency.get(small)
        if codes is not None:
            return not codes or (hit.sense.code in codes and self._is_money(small, self.word(end + 1).lower()))
        if small in JOINERS:
            following = self.by_start.get(end + 1)
            return (
                following is not None
                and depth > 0
                and (self.hits[following].sense.cls == ABBREVIATION) == (hit.sense.cls == ABBREVIATION)
                and self.currency(self.hits[following], depth - 1)
            )
        if hit.sense.cls == ABBREVIATION:
            if word[0] in "$£€" and self.word(hit.start - 1) == "the" and not self.joined(end):
                return False  # "Japan offered $1.5m, the U.S. $14.55m"
            if word[0] in "$£€" or (word[0].isdigit() and self.joined(end)):
                return True
            at = hit.start - 2 if self.word(hit.start - 1) == "." else hit.start - 1
            return self.word(at).lower().startswith("долл")
        return False

    def _is_money(self, word: str, after: str) -> bool:
        """Whether a currency's word that also means something else means money."""
        return not (after in _NO_MONEY_AFTER or (word == "won" and after in _VERB_AFTER_WON))

    # -- persons -------------------------------------------------------------------------------------------

    def named(self, i: int, name: str) -> bool:
        """Whether the words beside token ``i``, a possible family name, make it part of a person's name."""
        before = self.word(i - 1)
        if before in self.words.title or before in self.words.given_name:
            return True
        if before in _LEADING and self.word(i - 2) in self.words.title:
            return True
        if len(before) == 2 and before[1] == "." and before[0].isupper():
            return self.word(i - 2) not in _GROUPS
        if name in _LEADING and self._is_family_name(i + 1):
            return True
        return (
            name in ("Jordan", "Chad")
            and before[:1].isupper()
            and before.isalpha()
            and before not in self.words.institution
            and i - 1 not in self.by_start
            and self.classes[i - 1] == "."
            and i - 1 > self.view.sentence(i)[0]
            and not self.titled(i)
        )

    def _is_family_name(self, i: int) -> bool:
        """Whether the token after a given name is a family name."""
        word = self.word(i)
        return (
            word[:1].isupper()
            and len(word) > 1
            and word[1:].islower()
            and word not in self.words.institution
            and self.word(i + 1) not in self.words.institution  # Jordan Islamic Bank
            and i not in self.by_start
            and self.classes[i] == "."
            and not self.titled(i)
        )
