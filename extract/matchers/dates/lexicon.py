"""The words of dates: the lexical class of each, and what it says.

Classes are single characters, so that patterns run over a string with a character a token. The words are in
``lang/*/date.toml``, under the names in `CLASSES`; digits and number words come from the number grammar.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Any

from extract.matchers.numbers import HAN as HAN_NUMERAL
from extract.matchers.numbers import Numbers, parse_fraction
from extract.vocabulary import Vocabulary

NOTHING = "."

USUAL_YEARS = 1900, 2100
"""Years that need little evidence."""

# fmt: off
# Numbers: up to 31 (perhaps a day), other numbers of two digits, 1000 to 2199 (perhaps a year), any other,
# a fraction, a number word, an ordinal in digits ("3rd").
SMALL, TWO, YEAR, NUMBER, FRACTION, WORD, NTH = "1", "2", "4", "9", "3", "w", "O"
# Dates and times in one token: 26/06/2024 · 2020/21 · H1 2Q22 · 25T19:04:05Z · 19:04 · 9.30; the Q of "Q 1"
NUMERIC, YEARS, QUARTER_TOKEN, ISO_TAIL, CLOCK, DOT_CLOCK, LETTER = "N", "J", "Q", "I", "c", "C", "ü"
# Marks: - , ' 's ( [ ) ] + and a Han character that has to do with dates.
DASH, COMMA, APOSTROPHE, POSSESSIVE, OPEN, CLOSE, PLUS, HAN = "ä", "ç", "à", "á", "ô", "õ", "þ", "ñ"
# Words.
MONTH, MAYBE_MONTH, FOREIGN_MONTH = "M", "m", "K"
WEEKDAY, MAYBE_WEEKDAY, WEEKDAYS = "W", "v", "V"
UNIT, UNITS, WEEKEND, QUARTER, HALF, SECOND = "u", "U", "E", "q", "h", "s"
SEASON, FALL, DECADE = "S", "F", "e"
POINTER, SAME, YEAR_AGO, TIME_SPAN, DEICTIC, TONIGHT = "r", "R", "G", "p", "d", "t"
PART, COMPARATIVE, PART_NOUN, ORDINAL = "P", "i", "n", "o"
FISCAL, FY, FULL = "f", "Y", "l"
AGO, SIDE, ENDED = "g", "b", "5"
VAGUE, COUPLE, ADJECTIVE, LONG, YEARLONG = "X", "x", "j", "y", "k"
EVERY, OTHER, TIMES, ANNUALLY = "B", "H", "z", "0"
AMPM, DAY_PART, NOON, OCLOCK, ZONE, TIME_WORD, LOCAL = "a", "D", "6", "7", "8", "ï", "L"
THE, A, OF, AND, OR, TO, BETWEEN, IN, ON = "T", "A", "ö", "æ", "ø", "ß", "Z", "î", "ò"
FROM, NOW, UNTIL, ERA, FOREIGN_YEAR = "é", "ú", "û", "è", "ê"
ANOTHER, STARTING, PART_WORD = "ì", "ù", "ý"
# A number that only a clock has ("0600"), the h of "1 h 15 min", "48h"; | and · between a day and its time; "midyear".
MILITARY, HOUR_SIGN, HOURS, BAR, MIDYEAR = "ó", "ë", "ã", "í", "å"
# What numbers count, and what they measure.
COUNTED, MEASURE = "â", "ð"
# "Inst." and "ult." behind a day of this month and the last.
INSTANT = "ÿ"
# fmt: on
NUMERALS = NUMBER + SMALL + TWO + DOT_CLOCK + FRACTION
"""Numbers that are no years."""
DATED = MONTH + MAYBE_MONTH + YEAR + QUARTER_TOKEN + YEARS
"""What the heads of columns of figures begin with."""

CLASSES = {
    "month": MONTH,
    "maybe month": MAYBE_MONTH,
    "foreign month": FOREIGN_MONTH,
    "weekday": WEEKDAY,
    "maybe weekday": MAYBE_WEEKDAY,
    "weekdays": WEEKDAYS,
    "unit": UNIT,
    "units": UNITS,
    "weekend": WEEKEND,
    "quarter": QUARTER,
    "half": HALF,
    "second": SECOND,
    "season": SEASON,
    "fall": FALL,
    "decade": DECADE,
    "pointer": POINTER,
    "same": SAME,
    "year-ago": YEAR_AGO,
    "time span": TIME_SPAN,
    "deictic": DEICTIC,
    "tonight": TONIGHT,
    "part": PART,
    "comparative": COMPARATIVE,
    "part noun": PART_NOUN,
    "ordinal": ORDINAL,
    "fiscal": FISCAL,
    "fy": FY,
    "full": FULL,
    "offset": AGO,
    "side": SIDE,
    "ended": ENDED,
    "vague": VAGUE,
    "couple": COUPLE,
    "length adjective": ADJECTIVE,
    "long": LONG,
    "yearlong": YEARLONG,
    "every": EVERY,
    "other": OTHER,
    "times": TIMES,
    "annually": ANNUALLY,
    "am pm": AMPM,
    "day part": DAY_PART,
    "noon": NOON,
    "o'clock": OCLOCK,
    "zone": ZONE,
    "time word": TIME_WORD,
    "local": LOCAL,
    "the": THE,
    "a": A,
    "of": OF,
    "and": AND,
    "or": OR,
    "to": TO,
    "between": BETWEEN,
    "in": IN,
    "on": ON,
    "from": FROM,
    "now": NOW,
    "until": UNTIL,
    "era": ERA,
    "foreign year": FOREIGN_YEAR,
    "another": ANOTHER,
    "starting": STARTING,
    "part word": PART_WORD,
    "hour sign": HOUR_SIGN,
    "midyear": MIDYEAR,
    "measure": MEASURE,
    "instant": INSTANT,
    "counted": COUNTED,
}
"""The classes of words by the names that they have in the vocabulary."""

# "May" is a month where the rest of the sentence says so, "may" never is; but "MAY 5" may be.
_CASED = frozenset(
    {MONTH, MAYBE_MONTH, WEEKDAY, MAYBE_WEEKDAY, WEEKDAYS, ZONE, FY, ERA, FOREIGN_MONTH, COUNTED, MEASURE}
)
_MARKS = {"(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE, ",": COMMA, "，": COMMA, "+": PLUS}
_MARKS |= dict.fromkeys("-‐‑‒–—―−~～", DASH) | {"--": DASH} | dict.fromkeys("'’‘", APOSTROPHE)
_MARKS |= dict.fromkeys("|·•", BAR) | {"@": ON}
_MARKS |= {"plus": PLUS, "'s": POSSESSIVE, "’s": POSSESSIVE, "Q": LETTER, "H": LETTER}
_MARKS |= dict.fromkeys("年月日号號时時点點分秒周週季天昨今明当當旬世纪紀", HAN)

_SHAPES = (
    (re.compile(r"0?[1-9]|[12]\d|3[01]"), SMALL),
    (re.compile(r"\d\d"), TWO),
    (re.compile(r"(?:1\d|2[01])\d\d"), YEAR),
    (re.compile(r"0\d{3}"), MILITARY),
    (re.compile(r"\d{1,2}h"), HOURS),
    (re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|ST|ND|RD|TH)"), NTH),
    (re.compile(r"\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)"), ORDINAL),
    (re.compile(r"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?"), CLOCK),
    (re.compile(r"(?:[01]?\d|2[0-3])h[0-5]\d"), CLOCK),
    (re.compile(r"(?:0?\d|1[0-2])(?:[:.][0-5]\d)?(?:[ap]\.?m\.?|[AP]\.?M\.?)"), CLOCK),
    (re.compile(r"(?:0?\d|1\d|2[0-3])\.[0-5]\d"), DOT_CLOCK),
    (re.compile(r"(?:1\d|20|21)\d\d/(?:\d\d|(?:1\d|20|21)\d\d)"), YEARS),
    (re.compile(r"\d{1,4}([/.])\d{1,2}\1(?:\d{4}|\d{1,2})|(?:0?[1-9]|1[0-2])/(?:1[89]|20)\d\d"), NUMERIC),
    (re.compile(r"\d{1,2}T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"), ISO_TAIL),
    (re.compile(r"['’‘]?(?:[12]\d)?\d0['’]?s"), DECADE),
    (re.compile(r"(?:19|20)\d\d[QH][1-4]"), QUARTER_TOKEN),
    (re.compile(r"[QH][1-4](?:['’/-]?(?:20)?\d\d|FY(?:20)?\d\d)?|[1-4][QH](?:['’/-]?(?:20)?\d\d|FY(?:20)?\d\d)?"),
     QUARTER_TOKEN),
    (re.compile(r"[369]M['’]?(?:20)?[0-4]\d"), QUARTER_TOKEN),
    (re.compile(r"(?:UTC|GMT)[+−-]\d{1,2}(?::?\d\d)?"), ZONE),
)  # fmt: skip


class Lexicon:
    """Words of dates with their classes and values."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.numbers = Numbers(vocabulary)
        self.readings: dict[tuple[Any, str, str, str], Any] = {}
        """What functions have read in phrases: see `Phrase.remembered`."""
        self.values: dict[str, dict[str, Any]] = {cls: {} for cls in CLASSES.values()}
        self._classes: dict[str, str] = {}
        for entry in vocabulary.entries("word"):
            if entry.matcher == "date" and entry.cls in CLASSES:
                cls = CLASSES[entry.cls]
                for word in entry.words:
                    self.values[cls][word] = entry.value
                    if cls not in COUNTED + MEASURE:
                        self._classes.setdefault(word, cls)
        for cls in (MEASURE, COUNTED):
            # "Million" is a number, "times" says how often.
            for word in self.values[cls]:
                if self.numbers.classify(word) == NOTHING:
                    self._classes.setdefault(word, cls)

    def words(self) -> Iterable[str]:
        """The words that have a class, digits and marks aside."""
        return itertools.chain(self._classes, _MARKS, self.numbers.words())

    def classify(self, word: str) -> str:
        """The class of a word, ``.`` for one that has nothing to do with dates."""
        if word in _MARKS:
            return _MARKS[word]
        if word[0].isdigit() or word[0] in "QH'’‘":
            for shape, cls in _SHAPES:
                if shape.fullmatch(word):
                    return cls
        found = self._classes.get(word) or self._classes.get(self._plain(word))
        if found:
            return found
        if self.numbers.classify(word) not in (NOTHING, HAN_NUMERAL):
            return WORD if word[0].isalpha() else FRACTION if parse_fraction(word) else NUMBER
        return NOTHING

    def _plain(self, word: str) -> str:
        """The spelling under which the vocabulary may have a word: its case does not matter for most."""
        low = word.lower()
        if word.isupper() and len(word) > 2 and (capitalised := word.capitalize()) in self._classes:
            return capitalised
        return "" if self._classes.get(low, NOTHING) in _CASED and word != low else low

    def value(self, cls: str, word: str) -> Any:
        """What a word of a class says, as its entry in the vocabulary has it."""
        values = self.values[cls]
        if word in values:
            return values[word]
        low = word.lower()
        return values[low] if low in values else values.get(word.capitalize())
