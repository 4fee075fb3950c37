"""spaCy's English tokenizer, tuned for news, with the lexical classes of each token.

The tokenizer is spaCy's own, with a few more prefix, suffix and infix rules: numbers part from units
(``4.5bn``, ``99p``), currency prefixes from numbers (``Rs16,189``, ``US$51.2``), the ends of a range from
its dash (``€4.5m-€5m``, ``2023-2027``), words from the hyphens that join them (``2.5-billion-dollar``), and
each Han character is a token, since Chinese has no spaces.

What the matchers need to know of a word, they are asked once for each distinct word: its lexical class in
each matcher's alphabet (one Latin-1 character, see `extract.matchers`). The classes of a token and its length
are eight bytes, and the tokens of a document one array, put together from the chunks between its spaces without a
Python loop over them, but for those that are new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from spacy.attrs import ORTH  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # compiled, too
from spacy.tokens import Doc
from spacy.util import compile_prefix_regex
from spacy.vocab import Vocab

from extract.splitting import FindAll, Search, Splitter
from extract.words import CHANNELS, Words

ENTITY = r"&(?:nbsp|thinsp|ensp|emsp|#160|#x[aA]0);"
"""A space as HTML writes it, left in the text by a careless export: white space to the matchers."""

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇]"
_DASH = r"[-‐‑‒–—―−~～]"
_CODES = "USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|CAD|AUD|RUB|KZT|UZS|KGS|TJS|AZN|TRY|SEK|NOK|DKK|PLN|CZK|HUF|MYR|MNT"
# Units that are written joined to their number, longest first.
_UNIT = (
    r"(?:percentage|percent|billion|million|trillion|thousand|crore|lakh|dollars?|euros?|"
    r"bps|[bB]ln|bil|[bB]n|[mM]ln|mil|[mM]n|mio|[tT]ln|trln|trn|tr|[tT]n|[BMT]illion|BN|MN|MM|bp|ppts?|pp|pct|pc|fold|[bmkKMBTtxX]|cr|p|c|[¢€£]|"
    rf"{_CODES}|"
    r"kr|Kč|zł|Ft|Rs|"
    r"years?|months?|weeks?|days?|hours?|minutes?|mins?|hrs?|yrs?|am|pm)"
)
# Letters before a number that are a currency, a fiscal year or the like and never a name's own.
_LETTERS = (
    r"(?:(?:(?:Rs|RM|Dhs?|DH|Shs?|Kshs?|KShs?|KSHS?|Ushs?|UShs?|Tshs?|TShs?|Tk|Rp|Re|Bs|Nu|Fr|kr|Ps|LE|Le|"
    r"Rf|Gs|RS|Frw|Rwf|K[cčCČ]|Php|Br|Birr|Ks|Ft|Naira|Taka)\.?|US|NIS|TL|JD|KD|BD|SR|QR|RO|GH|EC|CFA|FCFA|zł|FY|fy|"
    r"Rmb|Yuan|[SNDI]Kr|S[Ff]r|SwFr|MK|GHC|S/\.?|B/\.|FRw)(?=\d)"
    r"|[$£](?:USD?|AU?D?|NZD?|C(?:AD?)?|HKD?|S(?:GD?)?|E)(?=\d|$))"
)
_BEFORE_NUMBER = rf"(?:[A-Z]{{3}}(?=\d)|{_LETTERS})"
# The sum must end there, or go on as sums do: R5, P900B., R5-R10, P5-million.
_LONE_BEFORE_NUMBER = (
    r"[RWPNKLQSM](?=\d[\d,]*(?:[.,]\d+)?(?:-?(?:[bB]n|tn|trn|[mM]n|[mMkKbBT]|[bBmMtT]illion))?"
    r"(?:[.,;:!?)\]'\"”’]*$|[-–][RWPNKLQSM]?\d|-[a-z]|[/:]))"
)

_WITH_STOP = tuple("Rs. Re. Tk. Sh. Shs. Ksh. Kshs. KSh. KShs. Rp. Nu. Bs. S/ S/. B/. approx. Approx.".split())
"""Abbreviations of currencies and the like, which keep their stop."""

_WHOLE = frozenset({"Wed", "wed", "Id", "id"})
"""Words that stock rules part, as if an apostrophe had been left out."""

_LONE_LETTER = re.compile(r"[a-z]\.").fullmatch

_PREFIXES = [
    r"(?:[A-Z]{1,3}|Mex|Mx|Can|Cdn|Aus|Bds|Arg|Col|Ch|Sing)(?=[$₤¥])\$?",
    r"[\\_*/#|~^=+>±≥≤≈]",
    r"[（【《〈「『“‘\[({<￥＄￡]",
    r"GH[¢₵]",
    rf"{_HAN}(?=\d)",
    _BEFORE_NUMBER,
    _LONE_BEFORE_NUMBER,
]
# What may stand between the number and the dash before the other end of a range: $5m-$6m, Rs5-Rs6.
_BEHIND_RANGE = r"(?:(?<=\d[-–—])|(?<=\d[mbkMBKT][-–—])|(?<=[bBmMt][nN][-–—]))"
_SUFFIXES = [
    rf"(?<=\d){_UNIT}",
    r"(?<=\d[BMKT])\.",
    # An agency's last full stop: "by 2030./."
    r"(?<=[^\W_])\./\.",
    rf"(?<=\d\.){_UNIT}",
    r"[\\_*|~^=/+]",
    r"(?<=[\dkmnKM])\$",
    rf"(?<={_HAN})[。，、；：？！）】》」』]",
    _DASH,
]
_INFIXES = [
    ENTITY,
    _HAN,
    rf"(?<=\w){_DASH}+(?=[\w$€£¥₹(\"'“‘.])",
    rf"(?<=[%.)\]$€£]){_DASH}+(?=[\w$€£¥₹])",
    rf"{_BEHIND_RANGE}(?:[A-Z]{{1,3}}[$₤¥](?=\d)|(?:{_CODES})(?=\d)|{_LETTERS}|{_LONE_BEFORE_NUMBER})",
    rf"(?<=\d){_UNIT}(?={_DASH}|[/(<+]|[.,;:]\[)",
    r"[%％]",
    r"[\[\](){}<>|*\"“”_（）【】《》「」]",
    r"(?<=[A-Za-z])[,;:!?](?=[A-Za-z\[(])",
    r"(?<=[\w.])[,;](?=[\[(])",
    r"(?<=[a-z0-9]{2})\.(?=\[)",
    r"(?<=\d)[/:](?=[$€£¥₹])",
    # Rates of exchange: $1=8.18 hryvnia
    r"(?<=\d)=(?=[\d$€£¥₹])",
    r"[，。；：、！？]",
    r"[$€£¥₹₩₦₽₴₸₺₫₱฿₪₡₵₲₭₮₼₾؋៛￥＄￡](?=\d)",
    r"(?<=\d)[¢€£¥₹₩₦₽₴₸₺₫₱฿₪₡₵₲₭₮₼₾؋៛]",
]

# Suffixes and infixes begin with a mark, a Han character or, behind a number, with a unit; infixes behind a dash, with
# the letters of a currency.
_MAY_BE_SUFFIX = r"(?:(?=[\W_])|(?<=\d)|(?<=\d\.))"
_MAY_BE_INFIX = rf"(?:(?=[\W_]|{_HAN})|(?<=\d)|(?<=[-–—]))"


_LONGEST = 64
"""A longer run of characters without white space is hardly seen twice."""

_LONGEST_SUFFIX = 24
_NONE: tuple[re.Match[str], ...] = ()

_UNBROKEN = 1000
"""A run of more characters without white space is tokenized in parts of `_PART`."""
_PART = 250
_GOOD_CUT = re.compile(r"[^\w.,:/%$€£¥+-](?=.)|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", re.DOTALL)

SPACE, LENGTH = 5, 6
"""Where a token's record, `WIDTH` bytes, has what is behind it (1 for a space) and its length (two bytes)."""

WIDTH = 8
_JOINED = [bytes((0, length & 255, length >> 8)) for length in range(_UNBROKEN + 1)]
_SPACED = [bytes((1, length & 255, length >> 8)) for length in range(_UNBROKEN + 1)]
_EMPTY = b" " * CHANNELS + _SPACED[0]
"""The record of nothing, for the space behind it."""
_LINE_END = bytes((255, 1, 0))
"""Behind a line end there is -1 space, as the text that is split has one more on either side of it."""

# Chunks whose tokens are plain: words of letters and numbers, perhaps joined by dashes, with a possessive ending or
# a sign; marks before and behind.
_PLAIN = r"""(["“(\[]*(?:[$€£](?=\d))?)
    ((?:[A-Za-zÀ-ÖØ-öø-ÿ]+|\d+|\d{1,3}(?:,\d{3})+|\d+\.\d+)(?:[-–—](?:[A-Za-zÀ-ÖØ-öø-ÿ]+|\d+))*)
    ((?:['’]s|(?<=\d)%)?
     (?:[,;:?!)\]"”]|(?<=[a-z]{2}|[A-Z]{2}|[a-z\d)\]"”%][\d)\]"”%]|[’']s)\.(?![.]))*)"""
_PLAIN_CHUNK = re.compile(_PLAIN, re.VERBOSE | re.ASCII).fullmatch
_WORD = re.compile(r"^\w+").findall
_BEHIND = re.compile(r"['’]s|.").findall
_JOINTS = re.compile(r"[-–—]|[^-–—]+").findall
_EMOTICON = re.compile(r"[^\w.'’]|_").search

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+", re.ASCII).fullmatch
_POSSESSIVE = ("'s", "’s")
_SIGNS_BEFORE = ("$", "€", "£")
_MARKS_BEFORE = '"“(['
_MARKS_BEHIND = ',.;:!?)]"”%'
_ENDS = ("aa", "AA", "Aa", "aA", "11", "1.1")
"""How a word of letters or digits may end, as far as it matters to the marks behind it (see `_end`)."""


def _end(word: str) -> int:
    """Which of `_ENDS` a word has, -1 for another: a lone digit, where it matters what is before it."""
    last = word[-2:]
    if len(last) == 2:
        if last.islower() and last.isalpha():
            return 0
        if last.isupper() and last.isalpha():
            return 1
        if last.isdigit():
            return 4
    end = last[-1:]
    if end.isalpha():
        return 2 if end.islower() else 3
    return 5 if end.isdigit() and last[0] == "." else -1


def _parts(run: str) -> Iterator[str]:
    """A very long run in pieces, cut behind a mark or between Han characters if it can be."""
    start = 0
    while len(run) - start > _PART:
        good = [match.end() for match in _GOOD_CUT.finditer(run, start + _PART // 2, start + _PART)]
        cut = good[-1] if good else start + _PART
        yield run[start:cut]
        start = cut
    yield run[start:]


class Tokenizer:
    """The tokens of texts as spaCy makes them, each with its classes.

    spaCy's tokenizer splits the runs of characters between white space one by one, so a run has the same tokens
    wherever it stands. Each is tokenized when it is met for the first time; a text is put together from what is
    remembered. What spaCy's rules never split, a word of letters with the usual marks around it, is not handed to
    them. With more than ``limit`` different runs or words all is forgotten, which bounds the memory (about 300 bytes a
    run). ``words`` gives the classes of words.
    """

    def __init__(self, words: Words, limit: int = 200_000) -> None:
        self._source = words
        self._limit = limit
        self._chunks: dict[str, bytes] = {}
        self._words: dict[str, bytes] = {}
        self._before: dict[str, bytes] = {}
        self._behind: list[dict[str, bytes]] = [{} for _ in _ENDS]
        """The records of the marks behind each of `_ENDS`, empty where spaCy is to be asked."""
        self._spacy: Any = None
        self._splitter: Splitter | None = None
        self._special: set[str] = set()
        """spaCy's special cases, and the words with which they begin."""

    def _forget(self) -> None:
        """Begin anew: with spaCy's own store of words, which only grows."""
        for known in (self._chunks, self._words, self._before, *self._behind):
            known.clear()
        self._spacy = None

    @property
    def spacy(self) -> Any:
        """The spaCy tokenizer with the same rules."""
        found = self._spacy
        if found is None:
            found = self._spacy = build()
        return found

    def __call__(self, text: str) -> Any:
        """The tokens of a text: an array of `WIDTH` bytes for each, first the classes, then `SPACE` and `LENGTH`.

        White space has tokens of its own, a line end each one: they add up to the text.
        """
        return _table(self._packed_text(text))

    def tables(self, texts: Iterable[str]) -> list[Any]:
        """The tokens of several texts."""
        return [_table(self._packed_text(text)) for text in texts]

    def _packed_text(self, text: str) -> bytes:
        """The records of a text's tokens."""
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        chunks = text.replace("\n", " \n ").split(" ")
        records: list[Any] = list(map(self._chunks.get, chunks))
        try:
            return b"".join(records)
        except TypeError:  # some are new, and have None
            return self._with_new(chunks, records)

    def _with_new(self, chunks: list[str], records: list[Any]) -> bytes:
        """The records of a text in which chunks are new, which are learnt."""
        known = self._chunks
        long: dict[str, bytes] = {}
        for i in range(len(chunks)):
            if records[i] is None:
                chunk = chunks[i]
                if len(chunk) > _LONGEST:
                    found = long.get(chunk)
                    if found is None:
                        found = long[chunk] = self._packed(self._split(chunk))
                else:
                    found = known.get(chunk)
                    if found is None:
                        found = known[chunk] = self._learn(chunk)
                records[i] = found
        if len(known) > self._limit or len(self._words) > self._limit:
            self._forget()
        return b"".join(records)

    def doc(self, text: str) -> Doc:
        """The same tokens as a spaCy `Doc`."""
        table = self(text)
        starts, lengths = places(table)
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for start, length in [*zip(starts.tolist(), lengths.tolist(), strict=True), (len(text), 0)]:
            word = text[start : start + length]
            if start < end or ((not word or word.isspace()) and start < len(text)):
                continue
            gap = text[end:start]
            if gap and words and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            if word:
                words.append(word)
                spaces.append(False)
            end = start + length
        return Doc(self.spacy.vocab, words=words, spaces=spaces)

    def _begin(self) -> Splitter:
        """Read spaCy's rules."""
        rules = _special_cases()
        for rule in rules:
            self._special.update((rule, *_WORD(rule)))
        self._splitter = Splitter(rules, *_affixes())
        return self._splitter

    def _learn(self, chunk: str) -> bytes:
        """The records of a new chunk.

        Words with the usual marks around them are taken apart here, the others by an expression of the same meaning or
        by spaCy.
        """
        if chunk == "\n":
            return self._classes(chunk) + _LINE_END
        special = self._special
        if self._splitter is None:
            self._begin()
        if chunk in special:
            return self._packed(self._split(chunk))
        if chunk.isalpha() and chunk.isascii():
            return self._of_letters(chunk) + _SPACED[len(chunk)]
        body = chunk.lstrip(_MARKS_BEFORE)
        if body[:1] in _SIGNS_BEFORE and body[1:2].isdigit():
            body = body[1:]
        core = body.rstrip(_MARKS_BEHIND)
        word = core[:-2] if core.endswith(_POSSESSIVE) else core
        if word.isascii() and word not in special:
            behind = body[len(word) :]
            last = self._marks_behind(_end(word), behind) if behind else b""
            if last or not behind:
                record = self._of_word(word, _JOINED if behind else _SPACED)
                if record is not None:
                    before = len(chunk) - len(body)
                    return (self._marks_before(chunk[:before]) if before else b"") + record + last
        return self._other(chunk)

    def _of_word(self, word: str, last: list[bytes]) -> bytes | None:
        """The record of an ASCII word or number, or the records of several that hyphens join, None for others."""
        if word.isalpha():
            return self._of_letters(word) + last[len(word)]
        if word.isdigit() or (word[:1].isdigit() and _NUMBER(word) is not None):
            return self._classes(word) + last[len(word)]
        if "-" not in word:
            return None
        special = self._special
        hyphen = self._classes("-") + _JOINED[1]
        parts = word.split("-")
        packed: list[bytes] = []
        for part in parts:
            if not (part.isalpha() or part.isdigit()) or part in special:
                return None
            packed.append(self._classes(part) + _JOINED[len(part)])
        packed[-1] = packed[-1][:CHANNELS] + last[len(part)]
        return hyphen.join(packed)

    def _other(self, chunk: str) -> bytes:
        """The records of a chunk that is more than a word with marks."""
        special = self._special
        match = _PLAIN_CHUNK(chunk)
        if match is not None:
            before, word, behind = match.groups()
            if word not in special:
                if word.isalnum():
                    return self._packed([*before, word, *_BEHIND(behind)])
                parts = _JOINTS(word)
                if special.isdisjoint(parts):
                    return self._packed([*before, *parts, *_BEHIND(behind)])
        return self._packed(self._split(chunk))

    def _marks_before(self, marks: str) -> bytes:
        """The records of marks before a word."""
        found = self._before.get(marks)
        if found is None:
            found = self._before[marks] = b"".join([self._classes(mark) + _JOINED[1] for mark in marks])
        return found

    def _marks_behind(self, end: int, marks: str) -> bytes:
        """The records of marks behind a word with one of `_ENDS`, empty where spaCy is to be asked."""
        if end < 0:
            return b""
        found = self._behind[end].get(marks)
        if found is None:
            plain = _PLAIN_CHUNK(_ENDS[end] + marks) is not None
            found = self._behind[end][marks] = self._packed(_BEHIND(marks)) if plain else b""
        return found

    def _classes(self, word: str) -> bytes:
        """The classes of a word."""
        if word.isalpha() and word.isascii():
            return self._of_letters(word)
        first = word[:1]
        found = self._source.of_digits(word) if first.isdigit() and first.isascii() else None
        return self._asked(word) if found is None else found

    def _of_letters(self, word: str) -> bytes:
        """The classes of a word of ASCII letters."""
        found = self._source.of_letters(word)
        return self._asked(word) if found is None else found

    def _asked(self, word: str) -> bytes:
        """The classes of a word whose shape does not tell them."""
        found = self._words.get(word)
        if found is None:
            found = self._source.classes(word)
            if len(word) <= _LONGEST:
                self._words[word] = found
        return found

    def _packed(self, words: list[str]) -> bytes:
        """The records of words, the last with a space behind it."""
        if not words:
            return _EMPTY
        packed = [self._classes(word) + _JOINED[len(word)] for word in words]
        last = words[-1]
        packed[-1] = self._classes(last) + _SPACED[len(last)]
        return b"".join(packed)

    def _split(self, chunk: str) -> list[str]:
        """The tokens that spaCy makes of a chunk."""
        if len(chunk) > _UNBROKEN:
            # spaCy splits affixes off one at a time, each time with the whole rest of the run in its hands, so that
            # the time would grow with the square of the length. The run is cut where a cut does least harm.
            return [token for part in _parts(chunk) for token in self._split(part)]
        splitter = self._splitter or self._begin()
        found = splitter.tokens(chunk)
        if found is None:
            spacy = self.spacy
            found = [token.text for token in spacy(chunk)]
        return found


def _table(packed: bytes) -> Any:
    """Records as an array, a row for each token."""
    return np.frombuffer(packed, dtype=np.uint8).reshape(-1, WIDTH)


def places(table: Any) -> tuple[Any, Any]:
    """Where each token of a text starts, and how long it is, in characters."""
    lengths = table.view(np.uint16)[:, LENGTH // 2].astype(np.int64)
    spaces = table.view(np.int8)[:, SPACE]
    advance = lengths + spaces
    starts = np.cumsum(advance) - advance
    starts[spaces < 0] -= 1
    return starts, lengths


def build() -> Any:
    """spaCy's English tokenizer, tuned for news."""
    prefix, suffix, infixes, url = _affixes()
    # Nobody reads the attributes of words, and computing them is most of the cost of a new one.
    return SpacyTokenizer(
        Vocab(),
        rules={rule: [{ORTH: part} for part in parts] for rule, parts in _special_cases().items()},
        prefix_search=prefix,
        suffix_search=suffix,
        infix_finditer=infixes,
        url_match=url,
        max_cache_size=0,  # `Tokenizer` remembers
    )


def _special_cases() -> dict[str, list[str]]:
    """The runs of characters whose tokens are listed, with these."""
    # "$500m." ends a sentence: stock rules would join a lone small letter to the stop behind it. "(8)" is no face.
    stock = {
        word: [part[ORTH] for part in parts]
        for word, parts in (English.Defaults.tokenizer_exceptions or {}).items()
        if not _LONE_LETTER(word) and not _EMOTICON(word) and word not in _WHOLE
    }
    return stock | {word: [word] for word in _WITH_STOP}


def _affixes() -> tuple[Search, Search, FindAll, Search]:
    """What finds prefixes, suffixes, infixes and addresses."""
    defaults = English.Defaults
    prefix = compile_prefix_regex([*_PREFIXES, *_strings(defaults.prefixes)]).search
    # Where none can begin, the many alternatives need not be tried.
    suffixes = "|".join([f"{piece}$" for piece in (*_SUFFIXES, *_strings(defaults.suffixes))])
    search_suffix = re.compile(rf"{_MAY_BE_SUFFIX}(?:{suffixes})").search
    infixes = "|".join((*_INFIXES, *_strings(defaults.infixes)))
    find_infixes = re.compile(rf"{_MAY_BE_INFIX}(?:{infixes})").finditer
    url = defaults.url_match
    # A word of ASCII letters alone has nothing to split off, and most strings are that; the others are searched for a
    # suffix where one can be.
    return (
        _prefix_search(prefix),
        _suffix_search(search_suffix),
        lambda word: _NONE if word.isalnum() and word.isascii() else find_infixes(word),
        lambda word: url(word) if url is not None and "." in word else None,
    )


def _prefix_search(search: Callable[[str], re.Match[str] | None]) -> Callable[[str], re.Match[str] | None]:
    """The search for a prefix, which a number has none of, and a word only before a number or a sign."""
    may_follow_letters = re.compile(r"[\d$₤¥]").search

    def found(word: str) -> re.Match[str] | None:
        first = word[:1]
        if first.isascii() and (first.isdigit() or (first.isalpha() and not may_follow_letters(word))):
            return None
        return search(word)

    return found


def _suffix_search(search: Callable[[str, int], re.Match[str] | None]) -> Callable[[str], re.Match[str] | None]:
    """The search for a suffix, with short ways to what it would find in most strings."""
    mark = re.compile(r"[,;:!?)\]]").match
    may_follow_a_number = re.compile(r"[\d'’°]").search

    def found(word: str) -> re.Match[str] | None:
        last = word[-1:]
        if last and last in ",;:!?)]":
            return mark(word, len(word) - 1)
        if last.isalpha() and last.isascii() and not may_follow_a_number(word):
            return None
        return search(word, max(0, len(word) - _LONGEST_SUFFIX))

    return found


def _strings(patterns: Iterable[object] | None) -> list[str]:
    return [said for pattern in patterns or () if (said := str(pattern)).strip()]
