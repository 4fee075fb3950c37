"""spaCy's English tokenizer, tuned for news, with lexical classes kept on the lexemes.

The tokenizer is spaCy's own, with a few more prefix, suffix and infix rules: numbers part from units
(``4.5bn``, ``99p``), currency prefixes from numbers (``Rs16,189``, ``US$51.2``), the ends of a range from
its dash (``€4.5m-€5m``, ``2023-2027``), words from the hyphens that join them (``2.5-billion-dollar``), and
each Han character is a token, since Chinese has no spaces.

What the matchers need to know of a word, they are asked once for each distinct word: its lexical class in
each matcher's alphabet (one Latin-1 character, see `extract.matchers`). The classes of a word, one byte each,
are packed into its lexeme's ``rank``, spaCy's field for an index into tables, so that the classes of all
tokens of a document come out as one array, without a Python loop over the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.attrs import ID, ORTH  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

NOTHING = "."
"""The class of a word that means nothing to a matcher."""

CHANNELS = 8
"""Room for so many matchers' classes in a lexeme's 64 bits."""

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
    r"[，。；：、！？]",
    r"[$€£¥₹₩₦₽₴₸₺₫₱฿₪₡₵₲₭₮₼₾؋៛￥＄￡](?=\d)",
    r"(?<=\d)[¢€£¥₹₩₦₽₴₸₺₫₱฿₪₡₵₲₭₮₼₾؋៛]",
]


_LONGEST = 64
"""A longer run of characters without white space is hardly seen twice."""

_LONGEST_SUFFIX = 24
_AT_ONCE = 40
_NONE: tuple[re.Match[str], ...] = ()

_PUNCTUATION = ".,;:!?()[]{}\"'“”‘’«»…-–—*_"


_UNBROKEN = 1000
"""A run of more characters without white space is tokenized in parts of `_PART`."""
_PART = 250
_RUN = re.compile(rf"\S{{{_UNBROKEN + 1},}}")
_GOOD_CUT = re.compile(r"[^\w.,:/%$€£¥+-](?=.)|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


def _parts(text: str) -> Iterator[str]:
    """A text in pieces, cut inside its very long runs only: behind a mark or between Han characters if it can be."""
    start = 0
    for run in _RUN.finditer(text):
        cut = run.start()
        while run.end() - cut > _PART:
            good = [match.end() for match in _GOOD_CUT.finditer(text, cut + _PART // 2, cut + _PART)]
            cut = good[-1] if good else cut + _PART
            yield text[start:cut]
            start = cut
    yield text[start:]


class Tokenizer:
    """spaCy's tokenizer with a cache that works.

    spaCy remembers how a run of characters between white space is split, but stops remembering for the rest
    of a document at the first special case ("don't", "U.S."). Here each such run is tokenized by itself
    before the first document that has it, so that the documents themselves are put together from the cache;
    the tokens are the same. At ``limit`` different runs all is forgotten, which bounds the memory (about
    350 bytes a run, 250,000 runs: some 90 MB).
    """

    def __init__(self, classify: Callable[[str], str], limit: int = 250_000) -> None:
        self._classify = classify
        self._limit = limit
        self._reset()

    def __call__(self, text: str) -> Doc:
        """The tokens of a text, each lexeme's ``rank`` holding its classes."""
        new = set(text.split())
        new -= self._seen
        if new:
            if max(map(len, new)) > _UNBROKEN:
                return self._in_parts(text)
            self._learn(new)
        return self.nlp.tokenizer(text)

    def _in_parts(self, text: str) -> Doc:
        """The tokens of a text with a very long run without white space.

        spaCy splits affixes off one at a time, each time with the whole rest of the run in its hands, so that
        the time would grow with the square of the length. The run is cut where a cut does least harm.
        """
        tokenizer: Any = self.nlp.tokenizer
        words: list[str] = []
        spaces: list[bool] = []
        for part in _parts(text):
            for token in tokenizer(part):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.nlp.vocab, words=words, spaces=spaces)

    def _reset(self) -> None:
        self.nlp = build(self._classify)
        self._seen: set[str] = set()

    def _learn(self, chunks: set[str]) -> None:
        if len(self._seen) + len(chunks) > self._limit and self._seen:
            self._reset()
        self._seen |= chunks
        tokenizer: Any = self.nlp.tokenizer
        special = tokenizer.rules
        plain = []
        for chunk in chunks:
            if len(chunk) > _LONGEST:
                continue
            # Only a special case stops the cache, so words that have none can be learnt all at once.
            bare = chunk.strip(_PUNCTUATION)
            if "'" in bare or "’" in bare or bare in special or chunk in special or chunk[:-1] in special:
                tokenizer(chunk)
            else:
                plain.append(chunk)
        # Where one has a special case inside after all, those behind it are not remembered: not many at a time.
        for at in range(0, len(plain), _AT_ONCE):
            tokenizer(" ".join(plain[at : at + _AT_ONCE]))


def build(classify: Callable[[str], str]) -> English:
    """A blank English pipeline whose lexemes know their classes.

    ``classify`` takes a word and gives `CHANNELS` Latin-1 characters, its class in each alphabet. It is
    called once for each distinct word that the tokenizer meets.
    """

    def rank(word: str) -> int:
        return int.from_bytes(classify(word).encode("latin-1"), "little")

    nlp = English()
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = 1 << 30  # bounded by `Tokenizer`
    prefix = compile_prefix_regex([*_PREFIXES, *_strings(defaults.prefixes)]).search
    suffix = compile_suffix_regex([*_SUFFIXES, *_strings(defaults.suffixes)]).search
    infix = compile_infix_regex([*_INFIXES, *_strings(defaults.infixes)]).finditer
    url = tokenizer.url_match
    # A word of ASCII letters alone has nothing to split off, and most strings are that; the others are
    # searched for a suffix where one can be.
    tokenizer.prefix_search = _prefix_search(prefix)
    tokenizer.suffix_search = _suffix_search(suffix)
    tokenizer.infix_finditer = lambda word: _NONE if word.isalnum() and word.isascii() else infix(word)
    if url is not None:
        tokenizer.url_match = lambda word: url(word) if "." in word else None
    # "$500m." ends a sentence: stock rules would join a lone small letter to the stop behind it.
    tokenizer.rules = {word: rule for word, rule in tokenizer.rules.items() if not _LONE_LETTER(word)} | {
        word: [{ORTH: word}] for word in _WITH_STOP
    }
    # Nobody reads the other attributes, and computing them is most of the cost of a new word.
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {ID: rank}
    for lexeme in vocab:
        lexeme.rank = rank(lexeme.text)
    return nlp


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
