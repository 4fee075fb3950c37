"""Currencies: their words and signs, and whose dollar, pound or peso a text means.

Codes, names, signs and countries of ISO 4217 come from the CLDR (``lang/cldr_currencies.json``), words of
news style and what several currencies share from the vocabulary (sections ``currency`` and
``currency_country``).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.view import QUANTITY, View
from extract.vocabulary import LANG, Vocabulary

COUNTRY = "j"
"""The class of words for countries in the alphabet of quantities."""

ONE = Decimal(1)

NAMES = frozenset("Rand Sol Mark Marks Real Won Crown Lev Yuan Baht Lira Kina Colon Colón".split())
"""Currencies that are people's or other names when they have a capital."""

_IN_MILLIONS = ("EUR", "USD", "SEK", "NOK", "DKK", "GBP", "CHF", "AUD", "CAD", "PLN")
# Codes that are also words, or acronyms of something else that comes with numbers.
_WEAK_CODES = frozenset(
    "ALL TOP TRY MOP CUP COP PEN MAD SOS GEL BAM LAK SHP ANG ERN RON SCR SAR AMD NIO PAB PHP IRR BOB "
    "ATS SIT STD SVC FIM BEF GMD MTL MRO GHS BSD BMD CVE".split()
)


@dataclass(frozen=True)
class Unit:
    """What a word or sign says of a currency.

    ``codes`` are the currencies that it may mean, the default first; ``part`` is what one of it is of the
    currency (a hundredth for cents); ``weak`` units need evidence that money is meant.
    """

    codes: tuple[str, ...]
    part: Decimal = ONE
    weak: bool = False
    parts: tuple[tuple[str, Decimal], ...] = ()
    """Where it is another part of some of the currencies: a fils is a hundredth of a dirham, not of a dinar."""

    def join(self, other: Unit) -> Unit:
        """The unit of a word that two entries have."""
        codes = tuple(dict.fromkeys(self.codes + other.codes))
        parts = self.parts + tuple((code, other.part) for code in other.codes if other.part != self.part)
        return Unit(codes, self.part, self.weak and other.weak, parts)

    def part_of(self, code: str) -> Decimal:
        """What one of it is of a currency."""
        return dict(self.parts).get(code, self.part) if self.parts else self.part


class Currencies:
    """The words of all currencies.

    ``signs``, ``letters`` and ``codes`` are read as they are written, ``words`` (tuples of one or more) in
    small letters. ``countries`` maps the words for a country, in small letters, to its ISO 3166-1 code;
    ``evidence`` the same as written.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        data = _cldr()
        self.signs: dict[str, Unit] = {}
        self.letters: dict[str, Unit] = {}
        self.words: dict[tuple[str, ...], Unit] = {}
        self.codes = {code: Unit((code,), weak=code in _WEAK_CODES) for code in data["names"]}
        self.names: dict[tuple[str, ...], str] = {}
        self._shared: list[list[tuple[str, ...]]] = []
        self.tender: dict[str, tuple[str, ...]] = {c: tuple(a) for c, a in data["countries"].items()}
        self.countries: dict[tuple[str, ...], str] = {}
        self.evidence: dict[tuple[str, ...], str] = {}
        for entry in vocabulary.entries("currency"):
            self._add(entry)
        self._add_cldr(data)
        for entry in vocabulary.entries("currency_country"):
            for alpha_2, names in entry.values.items():
                for name in names.split():
                    self._add_country(name.replace("-", " "), alpha_2)
        for alpha_2, names in data["territories"].items():
            for name in names:
                if "&" not in name and "(" not in name:
                    self._add_country(name, alpha_2)
        self.full_names = {
            tuple(name.split()) for names in data["territories"].values() for name in names if len(name) > 3
        }
        for code in self.words[("dollar",)].codes:
            self.signs |= {sign: Unit((code,)) for sign in (code + "$", code.lower() + "$")}
        # Swedish and Finnish news write millions before the code: 120 MEUR.
        million = Decimal(10**6)
        self.codes |= {"M" + code: Unit((code,), million) for code in _IN_MILLIONS}
        self.codes |= {"TEUR": Unit(("EUR",), Decimal(1000)), "KEUR": Unit(("EUR",), Decimal(1000))}
        self.codes |= {code.lower(): unit for code, unit in self.codes.items() if not unit.weak}
        self.starts = {words[0] for words in self.words if len(words) > 1 and words[0] < "\u3000"}
        self.han = {words[0] for words in self.words if words[0] > "\u3000"}
        # They also stand before a sum: 人民币50元.
        self.han |= {word for words in self.words if words[-1] in ("币", "幣") for word in words}
        self.country_words = {word for words in self.countries for word in words}
        self.alone = {words[0]: alpha_2 for words, alpha_2 in self.evidence.items() if len(words) == 1}
        self._only: dict[str, str | None] = {}
        self.longest = max(map(len, self.countries))

    def _add(self, entry: Any) -> None:
        unit = Unit(tuple(entry.codes), Decimal(str(entry.part)).normalize(), entry.weak)
        for table, keys in (
            (self.signs, entry.signs),
            (self.letters, entry.letters),
        ):
            for key in keys:
                table[key] = table[key].join(unit) if key in table else unit
        spellings: list[tuple[str, ...]] = []
        for name in entry.words:
            # Each Han character is a token.
            words = tuple(name) if name[0] > "\u3000" else tuple(name.lower().replace("-", " - ").split())
            self.words[words] = self.words[words].join(unit) if words in self.words else unit
            if len(words) == 1:
                spellings.append(words)
        self._shared.append(spellings)

    def _add_cldr(self, data: dict[str, Any]) -> None:
        """Names by their last word: ``kenyan shillings`` is one of the shillings, and names a country."""
        known = {words[0]: unit for words, unit in self.words.items() if len(words) == 1}
        shared: dict[str, list[str]] = {}
        for code, names in data["names"].items():
            for name in names:
                words = tuple(name.lower().replace("-", " ").split())
                if "&" in words:
                    continue
                self.names.setdefault(words, code)
                if code not in shared.setdefault(words[-1], []):
                    shared[words[-1]].append(code)
        for word, codes in shared.items():
            if word == "gold":
                continue
            unit = Unit(tuple(codes))
            old = known.get(word)
            if old is None:
                self.words[(word,)] = unit
            elif old.part == 1:
                self.words[(word,)] = Unit(tuple(dict.fromkeys(old.codes + unit.codes)), ONE, old.weak)
        for entry in self._shared:
            self._share(entry)
        for code, signs in data["symbols"].items():
            for sign in signs:
                self.signs.setdefault(sign, Unit((code,)))

    def _share(self, words: list[tuple[str, ...]]) -> None:
        """Give all spellings of a name the currencies that one of them has: dlrs, like dollars."""
        codes = dict.fromkeys(code for word in words for code in self.words[word].codes)
        for word in words:
            unit = self.words[word]
            self.words[word] = replace(unit, codes=(*unit.codes, *(code for code in codes if code not in unit.codes)))

    def _add_country(self, name: str, alpha_2: str) -> None:
        words = tuple(name.split())
        self.evidence.setdefault(words, alpha_2)
        if len(name) > 3:  # datelines and headlines: BISHKEK
            self.evidence.setdefault(tuple(name.upper().split()), alpha_2)
        self.countries.setdefault(tuple(word.lower() for word in words), alpha_2)

    def han_unit(self, view: View, at: int) -> tuple[Unit, int] | None:
        """The currency whose Han name begins at a token, the longest one, and where it ends."""
        words = tuple(view.words(at, min(at + 8, len(view))))
        for length in range(len(words), 0, -1):
            unit = self.words.get(words[:length])
            if unit:
                return unit, at + length
        return None

    def unit_of(self, words: Sequence[str]) -> Unit | None:
        """The unit that a name of a currency says, with what stands before it: ``U . S . dollars`` and so on.

        ``words`` are tokens; the country's words narrow what the name may mean.
        """
        low = tuple(word.lower() for word in words)
        for at in range(len(low)):
            unit = self.words.get(low[at:])
            if unit is None and at == len(low) - 1:
                unit = self.codes.get(words[-1]) or self.signs.get(words[-1])
            if unit is None:
                continue
            return unit if at == 0 else self._narrow(low[:at], low[at:], unit)
        return None

    def only(self, word: str) -> str | None:
        """The currency that a name, sign or code alone says beyond doubt, or None."""
        known = self._only.get(word, "")
        if known == "":
            unit = None if word in NAMES else self.unit_of((word,))
            known = unit.codes[0] if unit and len(unit.codes) == 1 and not unit.weak else None
            self._only[word] = known
        return known

    def _narrow(self, before: tuple[str, ...], name: tuple[str, ...], unit: Unit) -> Unit | None:
        code = self.names.get(before + name)
        if code:
            return Unit((code,), unit.part)
        alpha_2 = self.countries.get(before)
        if alpha_2 is None:
            if before == ("euro",):
                return Unit(("EUR",), unit.part)
            return None
        former = _FORMER.get(alpha_2, ())
        codes = [code for code in unit.codes if alpha_2 in self.tender.get(code, ()) or code in former]
        if alpha_2 != "US" and len(codes) > 1 and codes[0] == "USD":
            codes = codes[1:]  # the Zimbabwean dollar, not the one that Zimbabwe uses
        return Unit((codes[0],), unit.part) if codes else unit

    def of_country(self, unit: Unit, alpha_2: str, *, former: bool = True) -> str | None:
        """The currency of a country among those that a unit may mean, with ``former`` one that is gone, too."""
        gone = _FORMER.get(alpha_2, ()) if former else ()
        for code in unit.codes:
            if alpha_2 in self.tender.get(code, ()) or code in gone:
                return code
        return None


# Where the currencies were legal tender that the CLDR's current table no longer has.
_FORMER: dict[str, tuple[str, ...]] = {
    "DE": ("DEM",), "FR": ("FRF",), "IT": ("ITL",), "BE": ("BEF",), "LU": ("LUF",), "ES": ("ESP",),
    "PT": ("PTE",), "NL": ("NLG",), "FI": ("FIM",), "IE": ("IEP",), "CY": ("CYP",), "SK": ("SKK",),
    "EE": ("EEK",), "LV": ("LVL",), "LT": ("LTL",), "HR": ("HRK",), "SI": ("SIT",), "AT": ("ATS",),
    "GR": ("GRD",), "MT": ("MTL",), "ZW": ("ZWL", "ZWG"), "SV": ("SVC",),
}  # fmt: skip


@lru_cache(maxsize=1)
def _cldr() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_PATH.read_text(encoding="utf-8"))
    return data


_PATH = Path(LANG) / "cldr_currencies.json"

_TRADITIONAL = "億萬國們這說會來個時對發點與學經開關長門車東"
_SIMPLIFIED = "亿万国们这说会来个时对发点与学经开关长门车东"
"""Frequent characters that are written otherwise in the other script."""
_YUAN = {
    "TWD": ("台灣", "臺灣", "台北", "臺北", "台幣", "臺幣", "行政院", "立法院"),
    "HKD": ("香港", "本港", "港元", "港幣", "港府", "立法會"),
    "MOP": ("澳門",),
    "CNY": ("人民幣",),
}
"""What tells whose 元 a text in traditional characters speaks of."""

_COUNTRIES = 64
"""So many countries to each side are looked at for the one that a sum is of."""


@dataclass
class Evidence:
    """What a document tells of its currencies.

    ``default`` is the currency that the caller takes ambiguous signs and names for.
    """

    view: View
    currencies: Currencies
    default: str | None = None
    _said: list[tuple[int, str]] | None = None
    _places: list[tuple[int, str]] | None = None
    _code_places: dict[str, list[int]] | None = None
    _country_counts: Counter[str] | None = None
    _most_of: dict[tuple[str, ...], str | None] = field(default_factory=dict)
    _yuan_code: str | None = None
    _declared_code: str | None = None

    @property
    def said(self) -> list[tuple[int, str]]:
        """The currencies that the document names beyond doubt, with their tokens, in the order of the text."""
        if self._said is None:
            self._said = list(_said(self.view, self.currencies))
        return self._said

    @property
    def places(self) -> list[tuple[int, str]]:
        """The mentions of countries: token and ISO 3166-1 code."""
        if self._places is None:
            self._places = list(_places(self.view, self.currencies))
        return self._places

    @property
    def _by_code(self) -> dict[str, list[int]]:
        """The tokens at which each currency is named beyond doubt, ascending."""
        if self._code_places is None:
            found: dict[str, list[int]] = {}
            for place, code in self.said:
                found.setdefault(code, []).append(place)
            self._code_places = found
        return self._code_places

    @property
    def _named(self) -> Counter[str]:
        """How often each country is mentioned."""
        if self._country_counts is None:
            self._country_counts = Counter(alpha_2 for _, alpha_2 in self.places)
        return self._country_counts

    def has(self, unit: Unit) -> bool:
        """Whether the document names a country, or another sum, of a unit's currencies."""
        if any(code in self._by_code for code in unit.codes):
            return True
        return any(self.currencies.of_country(unit, alpha_2) for alpha_2 in self._named)

    def currency(self, unit: Unit, at: int) -> tuple[str, str]:
        """The currency that a unit at token ``at`` means, and what tells.

        The country in the sentence, a sum beside it, the country in the document, the user's default, the
        unit's own.
        """
        codes = unit.codes
        if len(codes) == 1:
            return codes[0], "said"
        if codes[0] == "CNY" and "TWD" in codes:
            return (str(self.default), "the caller's default") if self.default in codes else (self._yuan, "characters")
        if codes[0] == "USD":
            # A dollar, or a cent, is the American one wherever nothing stands at it.
            if self._declared in codes:
                return str(self._declared), "said of all prices"
            return (str(self.default), "the caller's default") if self.default in codes else ("USD", "default")
        first, end = self.view.sentence(at)
        near = self._nearest(unit, at, first, end)
        if near:
            return near, "country in the sentence"
        said = [
            (abs(at - place), place, code)
            for code in codes
            if (places := self._by_code.get(code))
            for place in _around(places, at)
        ]
        if said:
            return min(said)[2], "named elsewhere in the document"
        code = self._most(unit)
        if code:
            return code, "country in the document"
        if self.default in codes:
            return str(self.default), "the caller's default"
        return codes[0], "default"

    @property
    def _declared(self) -> str:
        """The currency that the document says its prices are in ("All figures in AUD"), or nothing."""
        if self._declared_code is None:
            self._declared_code = next((code for place, code in self.said if _is_declared(self.view, place)), "")
        return self._declared_code

    @property
    def _yuan(self) -> str:
        """What 元 is: where the document is in traditional characters, that of the place that it names most."""
        if self._yuan_code is None:
            text = self.view.text
            if sum(map(text.count, _TRADITIONAL)) <= sum(map(text.count, _SIMPLIFIED)):
                self._yuan_code = "CNY"
            else:
                named = {code: sum(map(text.count, names)) for code, names in _YUAN.items()}
                self._yuan_code = max(named, key=lambda code: named[code])  # the first where none is named
        return self._yuan_code

    def _nearest(self, unit: Unit, at: int, first: int, end: int) -> str | None:
        """The currency of the country that stands nearest before a token in its sentence, else behind it."""
        places = self.places
        middle = bisect_left(places, (at, ""))
        # A sentence with more countries than this is no sentence.
        behind = range(middle, min(middle + _COUNTRIES, len(places)))
        for step in (range(middle - 1, max(middle - 1 - _COUNTRIES, -1), -1), behind):
            for n in step:
                place, alpha_2 = places[n]
                if not first <= place < end:
                    break
                code = self.currencies.of_country(unit, alpha_2)
                if code:
                    return code
        return None

    def _most(self, unit: Unit) -> str | None:
        """The currency of the country that the document names most, the first of equals."""
        if unit.codes not in self._most_of:
            counts: Counter[str] = Counter()
            for former in (False, True):
                for alpha_2, count in self._named.items():
                    code = self.currencies.of_country(unit, alpha_2, former=former)
                    if code:
                        counts[code] += count
                if counts:
                    break
            self._most_of[unit.codes] = max(counts, key=lambda code: counts[code]) if counts else None
        return self._most_of[unit.codes]


_PRICED = frozenset(
    "price prices amount amounts figure figures sum sums cost costs dollars values currency fares rates".split()
)
_STATED = frozenset(
    "are is was were be all shown quoted listed stated expressed given displayed reported denominated in below above "
    "here on this page site table report unless otherwise ( , : and fees shipping".split()
)
_IN = frozenset({"in", "are", "is", ":", "="})
_DECLARING = 8


def _is_declared(view: View, at: int) -> bool:
    """Whether the name of a currency at a token says what a document counts in: "All prices are in AUD"."""
    first, _ = view.sentence(at)
    while at > first and view.classes(QUANTITY)[at - 1] == COUNTRY:
        at -= 1
    if at == 0 or view.word(at - 1).lower() not in _IN:
        return False
    for word in reversed(view.words(max(first, at - _DECLARING), at - 1)):
        if word.lower() in _PRICED:
            return True
        if word.lower() not in _STATED:
            break
    return False


def _around(places: Sequence[int], at: int) -> Sequence[int]:
    """Of ascending tokens the last one before a token, and the first one from it on."""
    middle = bisect_left(places, at)
    return places[max(0, middle - 1) : middle + 1]


def _places(view: View, currencies: Currencies) -> Iterable[tuple[int, str]]:
    classes = view.classes(QUANTITY)
    evidence, alone = currencies.evidence, currencies.alone
    at = classes.find(COUNTRY)
    while at >= 0:
        end = at + 1
        if classes[end : end + 1] == COUNTRY:
            while end < len(classes) and end - at < currencies.longest and classes[end] == COUNTRY:
                end += 1
            while end > at + 1 and tuple(view.words(at, end)) not in evidence:
                end -= 1
        alpha_2 = alone.get(view.word(at)) if end == at + 1 else evidence[tuple(view.words(at, end))]
        if alpha_2:
            yield at, alpha_2
        at = classes.find(COUNTRY, end)


_NAME = re.compile("[cuCS]")


def _said(view: View, currencies: Currencies) -> Iterable[tuple[int, str]]:
    """The names of currencies that can only mean one: ``Colombian peso``, ``yuan``, ``NT$``, ``KES``."""
    classes = view.classes(QUANTITY)
    for match in _NAME.finditer(classes):
        end = match.end()
        first = match.start()
        while first > 0 and end - first <= 4 and classes[first - 1] == COUNTRY:
            first -= 1
        if first == end - 1:
            code = currencies.only(view.word(first))
            if code:
                yield first, code
            continue
        words = view.words(first, end)
        for at in range(len(words)):
            unit = currencies.unit_of(words[at:])
            if unit:
                if len(unit.codes) == 1 and not unit.weak:
                    yield end - 1, unit.codes[0]
                break
