"""The one grammar of numbers: digits with any grouping, fractions, and numbers in words.

`parse_digits` and `parse_fraction` read one token. `Numbers` knows the number words of the vocabulary
(sections ``number`` of ``lang/*/numbers.toml``) and reads runs of tokens with `Numbers.parse`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from extract.view import LAYOUT, View
from extract.vocabulary import Vocabulary

MAX_DIGITS = 28
"""A number with more significant digits is none that anybody writes; up to here arithmetic is exact."""

MAX_LENGTH = 40
"""A number written in more characters (digits and what parts them) is none, either."""

MAX_SIZE = 29
"""A number of 10 to this power or more is none, whatever scales it is said with: "a million billion trillion …".

So what is read fits every output: Parquet's decimals have 29 digits before the point.
"""

# Lexical classes of number words, the same in every alphabet that holds numbers.
DIGITS = "9"
FRACTION = "f"
ZERO = "0"
UNIT = "1"
TEEN = "2"
TENS = "3"
HUNDRED = "4"
SCALE = "5"
DOZEN = "6"
PART = "7"
POINT = "8"
VAGUE = "v"
HAN = "h"

_CLASSES = {
    "zero": ZERO,
    "unit": UNIT,
    "teen": TEEN,
    "tens": TENS,
    "hundred": HUNDRED,
    "scale": SCALE,
    "dozen": DOZEN,
    "part": PART,
    "point": POINT,
    "vague": VAGUE,
}

_GLYPHS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
_SPACES = " \u00a0\u202f\u2009"
_PLAIN = re.compile(r"[-−–]?\d+(?:\.\d+)?|[-−–]?\.\d+").fullmatch
_COMMAS = re.compile(r"[-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?").fullmatch
_INDIAN = re.compile(r"[-−–]?\d{1,3}(?:,\d{2})*,\d{3}(?:\.\d+)?").fullmatch
_SPACED = re.compile(rf"[-−–]?\d{{1,3}}(?:([{_SPACES}'’‘])\d{{3}})(?:\1\d{{3}})*(?:[.,]\d+)?").fullmatch
_CONTINENTAL = re.compile(r"[-−–]?\d{1,3}(?:\.\d{3})+,\d+|[-−–]?\d{1,3}(?:\.\d{3}){2,}").fullmatch
_DECIMAL_COMMA = re.compile(r"[-−–]?\d+,\d+").fullmatch
_RAISED_POINT = re.compile(r"[-−–]?\d{1,3}·\d{1,2}|[-−–]?0·\d+").fullmatch
_FRACTION = re.compile(r"(\d{1,3})[/⁄](\d{1,4})").fullmatch
_MIXED = re.compile(rf"(\d+)(?:([{_GLYPHS}])|[-{_SPACES}](\d{{1,2}})[/⁄](\d{{1,3}}))").fullmatch
_DASHES = frozenset("-–‑‐−—,")
_DROP_SPACES = str.maketrans("", "", _SPACES + "'’‘")
_MINUS = str.maketrans("−–", "--")


@lru_cache(maxsize=50_000)
def parse_digits(word: str) -> Decimal | None:
    """The number that a word of digits says, or None.

    Grouping is read by its shape: three digits behind a comma are thousands (Indian groups of two before
    them too), any other number of digits is a fraction written with a decimal comma.

    >>> [str(parse_digits(w)) for w in ("1,234.5", "12,34,567", "1'234", "1 234,5", "1.234,5")]
    ['1234.5', '1234567', '1234', '1234.5', '1234.5']
    >>> [str(parse_digits(w)) for w in ("62,920", "8,0", "2,25", "1·66", "3½", "-2.1", "5-3/8", "1/4")]
    ['62920', '8.0', '2.25', '1.66', '3.5', '-2.1', '5.375', '0.25']
    """
    first = word[:1]
    if not word or len(word) > MAX_LENGTH or not (first.isdigit() or first in "-−–." or first in _GLYPHS):
        return None
    value = _parse_digits(word)
    return None if value is None or len(value.as_tuple().digits) > MAX_DIGITS else value


def _parse_digits(word: str) -> Decimal | None:
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word) if "０" <= max(word) <= "９" else word
        word = word.translate(_MINUS)
        if word.isdigit() and not word.isdecimal():
            return None
    if _PLAIN(word):
        return Decimal(word)
    if _COMMAS(word) or _INDIAN(word):
        if word.lstrip("-").startswith("0"):
            return Decimal(word.replace(",", ".")) if word.count(",") == 1 and "." not in word else None
        return Decimal(word.replace(",", ""))
    if _SPACED(word):
        return Decimal(word.translate(_DROP_SPACES).replace(",", "."))
    if _CONTINENTAL(word):
        return Decimal(word.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA(word):
        return Decimal(word.replace(",", "."))
    if _RAISED_POINT(word):
        return Decimal(word.replace("·", "."))
    return parse_fraction(word)


_TORN = re.compile(r"\d(?:\s{2,}|[^\S \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])\d").search


def is_torn(text: str) -> bool:
    """Whether digits stand apart as a number's groups do not: by a line's end, a tab or several spaces.

    >>> [is_torn(text) for text in ("12 345", "12\u202f345", "12\\n345", "12  345")]
    [False, False, True, True]
    """
    return _TORN(text) is not None


_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?").fullmatch


def is_group(word: str) -> bool:
    """Whether digits may be the last group of a number with spaces in it."""
    return _GROUP(word) is not None


def goes_on(view: View, at: int) -> bool:
    """Whether the digits at a token may be a group of the number before them: "rose 12⏎345", "1 000 … 000" without end.

    Cells of a table, which a tab parts, are numbers of their own, and so is a number that has its own line.
    """
    if at == 0 or not is_group(view.word(at)):
        return False
    layout = view.classes(LAYOUT)
    last = at - 2 if layout[at - 1] == "\n" else at - 1
    before = view.word(last) if last >= 0 else ""
    if len(before) > 3 or not before.isdigit():
        return False
    gap = view.text[view.ends[last] : view.starts[at]]
    if "\t" in gap or gap.count("\n") > 1:
        return False
    return last == at - 1 or layout[max(0, last - 2) : last].rpartition("\n")[2].strip("oq,.") != ""


def parse_fraction(word: str) -> Decimal | None:
    """The value of a fraction or of a number with one: ``1/4``, ``½``, ``3½``, ``7-5/8``; else None."""
    if len(word) == 1:
        return _glyph(word)
    if match := _MIXED(word):
        whole, glyph, top, bottom = match.groups()
        part = _glyph(glyph) if glyph else _divide(int(top), int(bottom))
        return None if part is None else int(whole) + part
    if match := _FRACTION(word):
        return _divide(int(match[1]), int(match[2]))
    return None


def _glyph(glyph: str) -> Decimal | None:
    if glyph not in _GLYPHS:
        return None
    top, bottom = unicodedata.normalize("NFKC", glyph).split("⁄")
    return _divide(int(top), int(bottom))


def _decimal(value: float) -> Decimal:
    """A number of the vocabulary, exact: 1e6 is a million."""
    return Decimal(int(value)) if value == int(value) else Decimal(str(value))


def _divide(top: int, bottom: int) -> Decimal | None:
    """A proper fraction as a decimal, six digits behind the point where it does not end."""
    if not 0 < top < bottom:
        return None
    exact = Decimal(top) / Decimal(bottom)
    return exact if len(exact.as_tuple().digits) < 12 else round(exact, 6)


class Numbers:
    """Numbers in words, with the words of a vocabulary.

    >>> from extract.vocabulary import load
    >>> numbers = Numbers(load())
    >>> [float(numbers.parse(s.split())) for s in ("twenty - five", "two and a half", "half a million")]
    [25.0, 2.5, 500000.0]
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words: dict[str, tuple[str, Decimal]] = {}
        self.articles: set[str] = set()
        self.joiners: set[str] = set()
        self.han: dict[str, Decimal] = {}
        for entry in vocabulary.entries("number"):
            if entry.cls == "article":
                self.articles.update(entry.values)
            elif entry.cls == "joiner":
                self.joiners.update(entry.values)
            elif entry.cls == "han":
                self.han |= {word: _decimal(value) for word, value in entry.values.items()}
            else:
                cls = _CLASSES[entry.cls]
                for word, value in entry.values.items():
                    self._words[word] = (cls, _decimal(value))

    def cardinals(self) -> dict[str, Decimal]:
        """The number words from one to ninety, with hundred: the words that "fold" is joined to."""
        return {word: value for word, (cls, value) in self._words.items() if cls in "1234" and value > 1}

    def words(self) -> Iterable[str]:
        """The number words."""
        return self._words

    def classify(self, word: str) -> str:
        """The number class of a word: one of the constants of this module, or ``.``."""
        found = self._words.get(word) or self._words.get(word.lower())
        if found:
            return found[0]
        if word in self.han:
            return HAN
        if word[0].isdigit() or word[0] in _GLYPHS or (len(word) > 1 and word[0] in "-−–."):
            if parse_digits(word) is None:
                return "."
            fraction = _FRACTION(word) or word in _GLYPHS
            return FRACTION if fraction else DIGITS
        return "."

    def value(self, word: str) -> Decimal | None:
        """The value of one number word, scale or digits."""
        found = self._words.get(word) or self._words.get(word.lower())
        return found[1] if found else parse_digits(word)

    def parse(self, words: Sequence[str]) -> Decimal | None:
        """The number that all the words say together, or None.

        ``words`` are tokens; hyphens between them may stand or be left out: ``two and a half``,
        ``4.5 billion``, ``a quarter of a million``, ``half a million``, ``twenty - five``, ``a dozen``,
        ``3 1/4``, ``1 million``, ``two hundred and fifty thousand``, ``12 345,6``.
        """
        return _parse(self, tuple(words))


@lru_cache(maxsize=20_000)
def _parse(numbers: Numbers, words: tuple[str, ...]) -> Decimal | None:
    reader = _Reader(numbers, words)
    value = reader.read()
    if value is None or value.adjusted() >= MAX_SIZE:
        return None
    return value


class _Reader:
    """Reads one number from left to right.

    ``total`` is what full scales have given so far, ``group`` the number that waits for its scale, ``room``
    what may still be added to the group (100 after a hundred, 10 after twenty, 0 after five).
    """

    def __init__(self, numbers: Numbers, words: tuple[str, ...]) -> None:
        self.numbers = numbers
        self.words = [word for word in words if word not in _DASHES]
        # "5-7" are two numbers; "7-5/8" and "twenty-five" are one.
        self.apart = any(
            word in _DASHES and words[at - 1][-1:].isdigit() and words[at + 1].isdigit()
            for at, word in enumerate(words[:-1])
            if at
        )
        self.at = 0
        self.total = Decimal(0)
        self.group: Decimal | None = None
        self.room = Decimal(1000)
        self.scale: Decimal | None = None

    def read(self) -> Decimal | None:
        if self.apart or not 0 < len(self.words) <= 24:
            return None
        while self.at < len(self.words):
            if not self._step():
                return None
        if self.group is None:
            return self.total if self.scale is not None else None
        return self.total + self.group

    def _peek(self, ahead: int = 0) -> tuple[str, Decimal]:
        """The class and value of a word; ``a`` for an article, ``&`` for "and"."""
        at = self.at + ahead
        if at >= len(self.words):
            return "", Decimal(0)
        word = self.words[at]
        low = word.lower()
        if low in self.numbers.articles:
            return "a", Decimal(1)
        if low in self.numbers.joiners:
            return "&", Decimal(0)
        if low == "of":
            return "o", Decimal(0)
        cls = self.numbers.classify(word)
        value = self.numbers.value(word) if cls != "." else None
        return (cls, value) if value is not None else ("", Decimal(0))

    def _step(self) -> bool:
        cls, value = self._peek()
        self.at += 1
        if cls in (DIGITS, ZERO):
            return self._digits(value)
        if cls in (UNIT, TEEN, TENS):
            return self._small(cls, value)
        if cls == "a":
            return self._article()
        if cls in (HUNDRED, DOZEN):
            return self._hundred(cls, value)
        if cls in (SCALE, VAGUE):
            return self._scale(value)
        if cls in (PART, FRACTION):
            return self._part(cls, value)
        if cls == POINT:
            return self._point()
        return cls == "&" and self._and()

    def _digits(self, value: Decimal) -> bool:
        if self.group is None:
            self.group, self.room = value, Decimal(0)
            return True
        # "12 345": groups of three parted by spaces.
        word, before = self.words[self.at - 1], self.words[self.at - 2]
        if before.isdigit() and (len(before) <= 3 or self.room == -1) and re.match(r"\d{3}(?!\d)", word):
            self.group, self.room = self.group * 1000 + value, Decimal(-1)
            return True
        return False

    def _small(self, cls: str, value: Decimal) -> bool:
        if self.group is not None and (self.room <= value or self.room <= 0):
            return False
        self.group = (self.group or 0) + value
        self.room = Decimal(10) if cls == TENS else Decimal(0)
        return True

    def _article(self) -> bool:
        cls, _ = self._peek()
        if self.group is not None or cls not in (HUNDRED, SCALE, DOZEN, PART):
            return False
        if cls != PART:
            self.group, self.room = Decimal(1), Decimal(0)
        return True

    def _hundred(self, cls: str, value: Decimal) -> bool:
        if self.group is not None and not 0 < self.group < 100:
            return False
        self.group = (self.group or 1) * value
        self.room = Decimal(100) if cls == HUNDRED else Decimal(0)
        return True

    def _scale(self, value: Decimal) -> bool:
        if self.words[self.at - 1] == "mil" and self._peek()[0] == SCALE:
            value = Decimal(1000)  # Spanish and Portuguese: "mil millones"
        if self.group is None and self.scale is not None:
            # "a lakh crore", "a thousand billion"
            self.total *= value
            self.scale = value
            return True
        if self.scale is not None and value >= self.scale:
            return False
        self.total += (1 if self.group is None else self.group) * value
        self.group, self.room, self.scale = None, Decimal(1000), value
        return True

    def _part(self, cls: str, value: Decimal) -> bool:
        if self.group is not None:
            before = self.words[self.at - 2]
            if cls == FRACTION and before.isdigit():  # "3 1/4"
                self.group += value
            elif cls == PART and value < 1 and self.scale is None:  # "three quarters"
                self.group *= value
            else:
                return False
        elif self.scale is None:
            self.group = value
        else:
            return False
        self.room = Decimal(0)
        # "half a million", "a quarter of a million"
        cls, _ = self._peek()
        skip = 1 if cls == "o" else 0
        after, number = self._peek(1)
        if skip and after in (UNIT, DIGITS):  # "half of one"
            self.group *= number
            self.at += 2
            return True
        if self._peek(skip)[0] == "a" and self._peek(skip + 1)[0] in (SCALE, DOZEN, HUNDRED):
            self.at += skip + 1
        if self._peek()[0] in (DOZEN, HUNDRED):
            self.group *= self._peek()[1]
            self.at += 1
        return True

    def _point(self) -> bool:
        digits = ""
        while self._peek()[0] in (UNIT, ZERO):
            digits += str(self._peek()[1])
            self.at += 1
        if not digits or self.group is None:
            return False
        self.group += Decimal(f"0.{digits}")
        self.room = Decimal(0)
        return True

    def _and(self) -> bool:
        """What "and" may join: "two and a half", "a hundred and five", "a million and a half"."""
        cls, value = self._peek()
        ahead = 1
        if cls == "a":
            cls, value = self._peek(1)
            ahead = 2
        elif cls == UNIT and self._peek(1)[0] == PART:
            value *= self._peek(1)[1]
            cls, ahead = PART, 2
        if cls in (PART, FRACTION):
            self.at += ahead
            if self.group is not None and self.group == self.group.to_integral_value():
                self.group += value
            elif self.group is None and self.scale is not None:
                self.total += value * self.scale
            else:
                return False
            return True
        small = cls in (UNIT, TEEN, TENS)
        if self.group is not None:
            return ahead == 1 and small and self.room == 100
        if self.scale is None:
            return False
        # "a thousand and five"; "one million and two hundred thousand"
        after = {self._peek(n)[0] for n in range(ahead, ahead + 3)}
        return (
            (small and self.scale == 1000)
            or cls == HUNDRED
            or ((small or cls == "a") and bool(after & {HUNDRED, SCALE}))
        )
