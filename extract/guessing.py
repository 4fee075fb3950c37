"""Guesses the encoding of bytes that are not UTF-8, and says how certain the guess is.

Only encodings that decode every byte are looked at, and only those that articles come in (`CANDIDATES`): with all
the encodings there are, a few quotation marks in an English text could be anything. Each one's text is scored by
how its characters look where they stand, as letters of words or as common Chinese characters, and by
charset-normalizer's own measure of disorder. What decides is a margin over the next best that reads differently, and
the number of characters that it stands on. Everything is counted, nothing learned: the same bytes give the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

CANDIDATES = (("cp1252",), ("gb18030",), ("cp1251",), ("big5", "cp950", "big5hkscs"), ("koi8_r",))
"""The encodings that are guessed, in the order in which equals are taken; those of a group differ in rare signs."""

_SAMPLE = 1 << 14
"""So many characters that are not ASCII are looked at, and so many bytes for the measure of disorder."""

_HIGHEST = Decimal("0.99")
_STEP = Decimal("0.01")
_WEIGHT = Fraction(1, 4)
_LONG = 20

_FAR = 1 << 22
"""So far behind the first one they are looked for."""

_OTHER = re.compile(rb"[\x80-\xff]")
_RUN = re.compile("[^\x00-\x7f]+")
_DIGITS = frozenset("0123456789")

# What typography puts between words and figures, in Windows-1252 and Windows-1251 alike.
_TYPOGRAPHY = frozenset("‘’‚“”„–—…•€£¥¢§©®™°±«»‹›¿¡·×†‡‰\xa0\xad№")
_AFTER_FIGURES = frozenset("²³¹ªº½¼¾")
_UNITS = frozenset(("m²", "m³", "nº", "Nº", " ½", " ¼", " ¾"))
_RARE_LATIN = frozenset("ðþýÐÞÝÿŸ")
# The letters of Russian and Ukrainian by how often they come in running text, each group with its score.
_CYRILLIC = {
    letter: score
    for letters, score in (
        ("оеаинтсрвл", Fraction(1)),
        ("кмдпуі", Fraction(9, 10)),
        ("яыьгзбчй", Fraction(3, 4)),
        ("хжшюїє", Fraction(9, 20)),
        ("цщэфъёґў", Fraction(1, 5)),
    )
    for letter in letters
}
_RARE_CYRILLIC = Fraction(1, 10)

# The characters that make up about two thirds of running Chinese text, in simplified and traditional script.
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性"
    "知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次"
    "度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务"
    "做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记"
    "南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运贸易额元亿增长京华沪港台湾省县府党席总统银企"
    "這個們來為國說時會對發後過種經麼學現當沒動還進樣開從實軍無與長機業將兩間問並戰應頭體見產話給處義條氣題變電數報結務場計資許"
    "統區隊達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運貿額億華灣縣黨銀關點義總於東車馬門員認論幾別兒聲書聽決陸網財投股"
    "价率预投融资财债券股市销售出口进消费网络技能源油气煤电厂铁路速公里吨亩季度去比持续下降涨跌百千零六七八九"
    "克斯坦哈萨薩乌烏兹茲塔尔爾亚亞俄罗羅印韩韓欧歐洲巴伊朗沙阿联聯土耳其德英法意加拿澳古泰越南缅老挝柬寨菲律宾尼日利肯埃及据稱称"
)


_AMONG_HAN = frozenset("“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩℃‰→")


class _Candidate(NamedTuple):
    """An encoding, the sample of its text, and how much each character that is not ASCII looks right, from 0 to 1."""

    order: int
    name: str
    runs: str
    score: Fraction
    units: int


def guess(data: bytes) -> tuple[str, Decimal] | None:
    """The codec's name and the certainty of the encoding that bytes are most likely in, or None where none fits.

    >>> guess("It’s a £5bn deal".encode("cp1252"))
    ('cp1252', Decimal('0.79'))
    """
    other = _OTHER.search(data)
    first = other.start() if other else len(data)  # what is before it is ASCII, the same in all
    candidates = [found for order, group in enumerate(CANDIDATES) if (found := _candidate(data, first, order, group))]
    if not candidates:
        return None
    disorder = _disorder(_sample(data, first), [candidate.name for candidate in candidates])
    ranked = sorted(
        (-candidate.score * (1 - disorder[candidate.name] / 2), candidate.order, candidate) for candidate in candidates
    )
    best, score = ranked[0][2], -ranked[0][0]
    # Encodings that give the same text are no rivals.
    rival = next((-other for other, _, candidate in ranked[1:] if candidate.runs != best.runs), Fraction(0))
    evidence = best.units * (score - rival)
    # In a long text there is no excuse for odd characters: it is in an encoding that is not looked at.
    length = Fraction(best.units, best.units + _LONG)
    certainty = score * (1 - (1 - score) * length) * evidence / (evidence + _WEIGHT)
    return best.name, _rounded(certainty)


def plausibility(text: str) -> Decimal:
    """How much a text looks like one at all, from 0 to 1: for UTF-16 that no mark tells.

    >>> plausibility("Trade rose 5%.\\n"), plausibility("\\uf123\\u0378\\u0001")
    (Decimal('0.99'), Decimal('0.00'))
    """
    sample = text[:_SAMPLE]
    if not sample:
        return Decimal("0.00")
    return _rounded(sum((_plausible(char) for char in sample), Fraction(0)) / len(sample))


def _rounded(certainty: Fraction) -> Decimal:
    exact = Decimal(certainty.numerator) / Decimal(certainty.denominator)
    return min(_HIGHEST, exact.quantize(_STEP, ROUND_HALF_EVEN))


def _plausible(char: str) -> Fraction:
    if char in "\t\n\r\f" or " " <= char <= "~":
        return Fraction(1)
    if unicodedata.category(char)[0] == "C" and not "\u200b" <= char <= "\u2069":  # controls, and what is no character
        return Fraction(0)
    if char < "\u0250" or "\u0370" <= char <= "\u052f" or "\u2000" <= char <= "\u20cf" or char in _COMMON_HAN:
        return Fraction(1)
    if "\u3000" <= char <= "\u30ff" or "\uff00" <= char <= "\uffef":
        return Fraction(1)
    # Random pairs of bytes are mostly rare Chinese characters and Korean syllables.
    return Fraction(3, 10) if char >= "\uac00" else Fraction(1, 5)


def _candidate(data: bytes, first: int, order: int, names: tuple[str, ...]) -> _Candidate | None:
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        runs: list[str] = []
        total, units = Fraction(0), 0
        for run in _RUN.finditer(text, first, first + _FAR):
            before = text[run.start() - 1] if run.start() else " "
            after = text[run.end()] if run.end() < len(text) else " "
            chars = run.group()[: _SAMPLE - units]
            total += _SCORES[name](chars, before, after)
            units += len(chars)
            runs.append(chars)
            if units >= _SAMPLE:
                break
        return _Candidate(order, name, "\n".join(runs), total / units if units else Fraction(0), units)
    return None


def _disorder(sample: bytes, names: list[str]) -> dict[str, Fraction]:
    """How disordered charset-normalizer finds each encoding's text, from 0 to 1."""
    from charset_normalizer import from_bytes

    found = dict.fromkeys(names, Fraction(1, 2))
    for match in from_bytes(
        sample, cp_isolation=names, threshold=0.5, preemptive_behaviour=False, enable_fallback=False
    ):
        for name in match.could_be_from_charset:
            if name in found:
                found[name] = min(found[name], Fraction(round(match.chaos * 1000), 1000))
    return found


def _sample(data: bytes, first: int) -> bytes:
    """Some lines with bytes that are not ASCII, cut where no encoding has the second byte of a character.

    All bytes where there is no such place: the measure takes samples itself.
    """
    if len(data) <= _SAMPLE:
        return data
    start = max(data.rfind(b"\n", max(0, first - 200), first) + 1, first - 200, 0)
    cut = data[start : start + _SAMPLE]
    if start + _SAMPLE >= len(data):
        return cut
    last = max(cut.rfind(sign) for sign in (b"\n", b" ", b".", b","))
    return cut[: last + 1] if last > first - start else data


def _latin(run: str, before: str, after: str) -> Fraction:
    """How much the characters of a run between ASCII look like Western European text."""
    words = run.strip("\xa0")
    if len(set(words)) >= 4:
        return Fraction(len(run), 10)
    total = Fraction(0)
    for at, char in enumerate(run):
        left, right = run[at - 1] if at else before, run[at + 1] if at + 1 < len(run) else after
        if char in _TYPOGRAPHY:
            # Quotation marks, dashes and signs, which stand alone or by twos.
            total += Fraction(1) if len(set(words)) < 3 else Fraction(1, 2)
        elif char in _AFTER_FIGURES:
            total += 1 if left in _DIGITS or left + char in _UNITS else 0
        elif char.isalpha():
            total += _letter(char, left, right)
        else:
            total += Fraction(1, 5)
    return total


def _letter(char: str, left: str, right: str) -> Fraction:
    if char.isupper() and left.islower():
        return Fraction(0)
    beside = (left.isascii() and left.isalpha()) or (right.isascii() and right.isalpha())
    alone = not left.isalpha() and not right.isalpha()
    if not beside and not (alone and char in "àÀéÉèÈóòyáåÅöÖ"):
        return Fraction(1, 10)
    return Fraction(1, 2) if char in _RARE_LATIN else Fraction(1)


def _cyrillic(run: str, before: str, after: str) -> Fraction:
    """How much the characters of a run look like Russian or a language written like it."""
    total = Fraction(0)
    for at, char in enumerate(run):
        left, right = run[at - 1] if at else before, run[at + 1] if at + 1 < len(run) else after
        if char in _TYPOGRAPHY:
            total += Fraction(1) if len(run) < 3 or left.isalpha() or right.isalpha() else Fraction(1, 2)
        elif "\u0400" <= char <= "\u04ff":
            if (left.isascii() and left.isalpha()) or (right.isascii() and right.isalpha()):
                continue  # a letter of another script within a word
            total += _cyrillic_letter(char, left)
        else:
            total += Fraction(1, 10)
    return total


def _cyrillic_letter(char: str, left: str) -> Fraction:
    score = _CYRILLIC.get(char.lower(), _RARE_CYRILLIC)
    if char.isupper() and left.isalpha():
        # Words in capitals are rarer than those in small letters; a capital within small letters is no word.
        return score * (Fraction(1, 10) if left.islower() else Fraction(4, 5))
    return score * Fraction(1, 2) if left in _DIGITS else score


def _han(run: str, name: str) -> Fraction:
    """How many characters of a run are common Chinese, or what stands among it."""
    total = Fraction(0)
    for char in run:
        if char in _COMMON_HAN or "\u3000" <= char <= "\u3017" or "\uff01" <= char <= "\uff5e" or char in _AMONG_HAN:
            total += 1
        elif "\u4e00" <= char <= "\u9fff":
            lead, trail = _bytes(char, name)
            usual = (0xB0 <= lead <= 0xD7 and trail >= 0xA1) if name == "gb18030" else 0xA4 <= lead <= 0xC6
            # One character alone between ASCII is more often two of another encoding ("5°C").
            total += (Fraction(3, 5) if len(run) > 1 else Fraction(1, 4)) if usual else Fraction(1, 5)
    return total


def _bytes(char: str, name: str) -> tuple[int, int]:
    encoded = char.encode(name)
    return encoded[0], encoded[1]


_SCORES: dict[str, Callable[[str, str, str], Fraction]] = {
    "cp1252": _latin,
    "cp1251": _cyrillic,
    "koi8_r": _cyrillic,
    "gb18030": lambda run, before, after: _han(run, "gb18030"),
    **dict.fromkeys(("big5", "cp950", "big5hkscs"), lambda run, before, after: _han(run, "big5hkscs")),
}
