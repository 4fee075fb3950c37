"""spaCy's English tokenizer, tuned for news, with the lexical classes of each token.

The tokenizer is spaCy's own, with a few more prefix, suffix and infix rules: numbers part from units
(``4.5bn``, ``99p``), currency prefixes from numbers (``Rs16,189``, ``US$51.2``), the ends of a range from
its dash (``€4.5m-€5m``, ``2023-2027``), words from the hyphens that join them (``2.5-billion-dollar``), and
each Han character is a token, since Chinese has no spaces.

What the matchers need to know of a word, they are asked once for each distinct word: its lexical class in
each matcher's alphabet (one Latin-1 character, see `extract.matchers`). The classes of a token and its length
are eight bytes, and the tokens of a document one array, put together from the chunks between its spaces without a
Python loop over them; the chunks that are new in it are learnt together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
from spacy.attrs import ORTH  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # compiled, too
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

NOTHING = "."
"""The class of a word that means nothing to a matcher."""

CHANNELS = 5
"""So many alphabets have a class for each word."""

ENTITY = r"&(?:nbsp|thinsp|ensp|emsp|#160|#x[aA]0);"
"""A space as HTML writes it, left in the text by a careless export: white space to the matchers."""

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇]"
_DASH = r"[-‐‑‒–—―−~～]"
# Units that are written joined to their number, longest first.
_UNIT = (
    r"(?:percentage|percent|billion|million|trillion|thousand|crore|lakh|dollars?|euros?|"
    r"bps|[bB]ln|bil|[bB]n|[mM]ln|mil|[mM]n|mio|[tT]ln|trln|trn|tr|[tT]n|[BMT]illion|BN|MN|MM|bp|ppts?|pp|pct|pc|fold|[bmkKMBTtxX]|cr|p|c|[¢€£]|"
    r"USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|CAD|AUD|RUB|KZT|UZS|KGS|TJS|AZN|TRY|SEK|NOK|DKK|PLN|CZK|HUF|MYR|MNT|"
    r"kr|Kč|zł|Ft|Rs|"
    r"years?|months?|weeks?|days?|hours?|minutes?|mins?|hrs?|yrs?|am|pm)"
)
# Letters before a number that are a currency, a fiscal year or the like and never a name's own.
_BEFORE_NUMBER = (
    r"(?:(?:[A-Z]{3}|(?:Rs|RM|Dhs?|DH|Shs?|Kshs?|KShs?|KSHS?|Ushs?|UShs?|Tshs?|TShs?|Tk|Rp|Re|Bs|Nu|Fr|kr|Ps|LE|Le|"
    r"Rf|Gs|RS|Frw|Rwf|K[cč]|Php|Br|Birr|Ks|Ft|Naira|Taka)\.?|US|NIS|TL|JD|KD|BD|SR|QR|RO|GH|EC|CFA|FCFA|zł|FY|fy|"
    r"Rmb|Yuan|[SNDI]Kr|S[Ff]r|SwFr|MK|GHC|S/\.?|B/\.|FRw)(?=\d)"
    r"|[$£](?:USD?|AU?D?|NZD?|C(?:AD?)?|HKD?|S(?:GD?)?|E)(?=\d|$))"
)
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
_SUFFIXES = [
    rf"(?<=\d){_UNIT}",
    r"(?<=\d[BMKT])\.",
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
    rf"(?<=\d){_UNIT}(?={_DASH}|[/(<+])",
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

# Suffixes and infixes begin with a mark, a Han character or, behind a number, with a unit.
_MAY_BE_SUFFIX = r"(?:(?=[\W_])|(?<=\d)|(?<=\d\.))"
_MAY_BE_INFIX = rf"(?:(?=[\W_]|{_HAN})|(?<=\d))"


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
_PLAIN_CHUNKS = re.compile(rf"(?<![^ ])({_PLAIN})(?![^ ])", re.VERBOSE | re.ASCII).findall
_WORD = re.compile(r"^\w+").findall
_BEHIND = re.compile(r"['’]s|.").findall
_JOINTS = re.compile(r"[-–—]|[^-–—]+").findall
_EMOTICON = re.compile(r"[^\w.'’]|_").search


def _parts(run: str) -> Iterator[str]:
    """A very long run in pieces, cut behind a mark or between Han characters if it can be."""
    start = 0
    while len(run) - start > _PART:
        good = [match.end() for match in _GOOD_CUT.finditer(run, start + _PART // 2, start + _PART)]
        cut = good[-1] if good else start + _PART
        yield run[start:cut]
        start = cut
    yield run[start:]


_Read = tuple[list[str], list[Any]]
"""The chunks of a text and their records, as far as they are known."""


class _Made(dict[str, bytes]):
    """What is known of strings, which is made when it is asked for."""

    def __init__(self, make: Callable[[str], bytes]) -> None:
        self._make = make

    def __missing__(self, key: str) -> bytes:
        made = self._make(key)
        if len(key) <= _LONGEST:
            self[key] = made
        return made


class Tokenizer:
    """The tokens of texts as spaCy makes them, each with its classes.

    spaCy's tokenizer splits the runs of characters between white space one by one, so a run has the same tokens
    wherever it stands. Each is tokenized when it is met for the first time; a text is put together from what is
    remembered. What spaCy's rules never split, a word of letters with the usual marks around it, is not handed to
    them. With more than ``limit`` different runs or words all is forgotten, which bounds the memory (about 300 bytes a
    run). ``classify`` gives the classes of words, `CHANNELS` bytes each.
    """

    def __init__(self, classify: Callable[[Iterable[str]], dict[str, bytes]], limit: int = 200_000) -> None:
        self._classify = classify
        self._chunks: dict[str, bytes] = {}
        words = self._words = _Made(lambda word: classify([word])[word])
        self._before = _Made(lambda marks: b"".join([words[mark] + _JOINED[1] for mark in marks]))
        self._behind = _Made(lambda marks: self._packed(_BEHIND(marks)) if marks else b"")
        self._limit = limit

    def _forget(self) -> None:
        """Begin anew: with spaCy's own store of words, which only grows."""
        for known in (self._chunks, self._words, self._before, self._behind):
            known.clear()
        self.__dict__.pop("spacy", None)

    @cached_property
    def spacy(self) -> Any:
        """The spaCy tokenizer that splits the chunks."""
        return build()

    @cached_property
    def _special(self) -> frozenset[str]:
        """spaCy's special cases, and the words with which they begin."""
        return frozenset(part for rule in self.spacy.rules for part in (rule, *_WORD(rule)))

    def __call__(self, text: str) -> Any:
        """The tokens of a text: an array of `WIDTH` bytes for each, first the classes, then `SPACE` and `LENGTH`.

        White space has tokens of its own, a line end each one: they add up to the text.
        """
        chunks, records = self._look_up(text)
        try:
            return _table(b"".join(records))
        except TypeError:  # some are new, and have None
            return _table(self._with_new([(chunks, records)])[0])

    def tables(self, texts: Iterable[str]) -> list[Any]:
        """The tokens of several texts. What is new in any of them is learnt at once, which takes less time."""
        packed: list[bytes] = []
        new: dict[int, _Read] = {}
        for number, text in enumerate(texts):
            chunks, records = self._look_up(text)
            try:
                packed.append(b"".join(records))
            except TypeError:
                packed.append(b"")
                new[number] = chunks, records
        if new:
            for number, made in zip(new, self._with_new(new.values()), strict=True):
                packed[number] = made
        return list(map(_table, packed))

    def _look_up(self, text: str) -> _Read:
        """The chunks of a text with the records of their tokens, or None for a chunk that is new."""
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        chunks = text.replace("\n", " \n ").split(" ")
        return chunks, list(map(self._chunks.get, chunks))

    def _with_new(self, texts: Collection[_Read]) -> list[bytes]:
        """The records of texts in which chunks are new, which are learnt."""
        missing = [[i for i, known in enumerate(records) if known is None] for _, records in texts]
        learnt = self._learn({chunks[i] for (chunks, _), new in zip(texts, missing, strict=True) for i in new})
        for (chunks, records), new in zip(texts, missing, strict=True):
            for i in new:
                records[i] = learnt[chunks[i]]
        return [b"".join(records) for _, records in texts]

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

    def _learn(self, chunks: set[str]) -> dict[str, bytes]:
        """The records of new chunks. They are remembered, those of long ones aside."""
        special = self._special
        words = {
            chunk
            for chunk in chunks
            if chunk.isalpha() and chunk.isascii() and len(chunk) <= _LONGEST and chunk not in special
        }
        classes = self._classes(words)
        learnt = {word: classes[word] + _SPACED[len(word)] for word in words}
        if len(words) < len(chunks):
            others = chunks - words
            long = {chunk for chunk in others if len(chunk) > _LONGEST}
            learnt |= self._others(others - long)
            self._chunks.update(learnt)
            for chunk in long:
                learnt[chunk] = self._packed(self._split(chunk))
        else:
            self._chunks.update(learnt)
        if len(self._chunks) > self._limit or len(classes) > self._limit:
            self._forget()
        return learnt

    def _others(self, chunks: set[str]) -> dict[str, bytes]:
        """The records of chunks that are more than a word."""
        special = self._special
        simple = []
        tokens: dict[str, list[str]] = {}
        for chunk, before, word, behind in _PLAIN_CHUNKS(" ".join(chunks)):
            if chunk in special or word in special:
                continue  # they are spaCy's
            if word.isalnum():
                simple.append((chunk, before, word, behind))
            elif special.isdisjoint(parts := _JOINTS(word)):
                tokens[chunk] = [*before, *parts, *_BEHIND(behind)]
        read = {each[0] for each in simple}.union(tokens)
        for chunk in chunks - read:
            tokens[chunk] = self._split(chunk)
        words = {each[2] for each in simple}
        classes = self._classes(words.union(*tokens.values()))
        first, last = self._before, self._behind
        learnt = {
            chunk: first[before] + classes[word] + (_JOINED if behind else _SPACED)[len(word)] + last[behind]
            for chunk, before, word, behind in simple
        }
        for chunk, parts in tokens.items():
            learnt[chunk] = self._packed(parts)
        if "\n" in learnt:
            learnt["\n"] = classes["\n"] + _LINE_END
        return learnt

    def _classes(self, words: set[str]) -> dict[str, bytes]:
        """The classes of these words, among others."""
        known = self._words
        fresh = [word for word in words if word not in known and len(word) <= _LONGEST]
        if fresh:
            known.update(self._classify(fresh))
        return known

    def _packed(self, words: list[str]) -> bytes:
        """The records of words, the last with a space behind it."""
        if not words:
            return _EMPTY
        classes = self._words
        *others, last = words
        return b"".join([classes[word] + _JOINED[len(word)] for word in others]) + classes[last] + _SPACED[len(last)]

    def _split(self, chunk: str) -> list[str]:
        """The tokens that spaCy makes of a chunk."""
        tokenizer = self.spacy
        if len(chunk) > _UNBROKEN:
            # spaCy splits affixes off one at a time, each time with the whole rest of the run in its hands, so that
            # the time would grow with the square of the length. The run is cut where a cut does least harm.
            return [token.text for part in _parts(chunk) for token in tokenizer(part)]
        return [token.text for token in tokenizer(chunk)]


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
    defaults = English.Defaults
    prefix = compile_prefix_regex([*_PREFIXES, *_strings(defaults.prefixes)]).search
    suffix = compile_suffix_regex([*_SUFFIXES, *_strings(defaults.suffixes)])
    infix = compile_infix_regex([*_INFIXES, *_strings(defaults.infixes)])
    # Where none can begin, the many alternatives need not be tried.
    search_suffix = re.compile(rf"{_MAY_BE_SUFFIX}(?:{suffix.pattern})").search
    find_infixes = re.compile(rf"{_MAY_BE_INFIX}(?:{infix.pattern})").finditer
    url = defaults.url_match
    # "$500m." ends a sentence: stock rules would join a lone small letter to the stop behind it. "(8)" is no face.
    rules = {
        word: rule
        for word, rule in (defaults.tokenizer_exceptions or {}).items()
        if not _LONE_LETTER(word) and not _EMOTICON(word) and word not in _WHOLE
    }
    # Nobody reads the attributes of words, and computing them is most of the cost of a new one.
    return SpacyTokenizer(
        Vocab(),
        rules=rules | {word: [{ORTH: word}] for word in _WITH_STOP},
        # A word of ASCII letters alone has nothing to split off, and most strings are that; the others are
        # searched for a suffix where one can be.
        prefix_search=_prefix_search(prefix),
        suffix_search=_suffix_search(search_suffix),
        infix_finditer=lambda word: _NONE if word.isalnum() and word.isascii() else find_infixes(word),
        url_match=(lambda word: url(word) if "." in word else None) if url is not None else None,
        max_cache_size=0,  # `Tokenizer` remembers
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
    return [str(pattern) for pattern in patterns or ()]
