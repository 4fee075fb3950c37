"""Lexical classes for what the page looks like: white space, stops, quotes, capitals.

========  =======================================================
class     words
========  =======================================================
space     white space without a line end (dropped from a `View`)
``n``     white space with one line end
``N``     white space with an empty line
``e``     a stop: ``.`` ``!`` ``?`` ``…`` and their Chinese forms (``z``)
``q``     a closing quote or bracket
``o``     an opening quote or bracket
``,``     a comma, colon or semicolon
``x``     an abbreviation that may end a sentence: ``U.S.`` ``p.m.`` ``Inc.``
``y``     an abbreviation that does not: ``Mr.`` ``Rs.`` ``No.``
``r``     a word whose stop is an abbreviation's, where they are two tokens: ``Rs`` ``Sh``
``F``     a capitalised word that begins sentences: ``The`` ``It`` ``But``
``A``     another capitalised word
``a``     a word in small letters
``.``     anything else
========  =======================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract import tokenizer

_OPENERS = frozenset(
    "The A An This That These Those It Its He She They We You I In On At By For From With As If When While "
    "But And Or So Yet Nor After Before Since Until Under Over Among During Both Each Some Many Most All "
    "There Here What Who Why How Which Not No His Her Their Our My One Two Last Next However Meanwhile "
    "Although Though Because According Asked".split()
)
_NEVER_LAST = frozenset(
    "Mr. Mrs. Ms. Dr. Prof. Gen. Col. Capt. Lt. Sgt. Sen. Rep. Gov. Rev. Hon. St. Pres. Messrs. Rs. Re. "
    "No. Nos. no. nos. vs. v. cf. e.g. i.e. ca. c. approx. est. Fig. fig. p. pp. vol. Vol. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec.".split()
)
_BEFORE_STOP = frozenset("No Rs Re Rp Sh Ksh KSh Dh Dhs Tk Fr Bs Ps Nos Art Sec Ch Vols Maj Brig Adm Cmdr".split())
_ENTITY = re.compile(tokenizer.ENTITY).fullmatch
_ABBREVIATION = re.compile(r"(?:\w\.){2,}|\w{1,6}\.")
_CLOSING = frozenset("\"'”’»)]}）】」』》")
_OPENING = frozenset("“‘«([{（【「『《¿¡")


def words() -> Iterable[str]:
    """The words whose class is not told by their shape."""
    return _OPENERS | _NEVER_LAST | _BEFORE_STOP


def classify(word: str) -> str:
    """The layout class of a word."""
    if word[0] == "&" and _ENTITY(word):
        return " "
    if word.isspace():
        newlines = word.count("\n") or word.count("\r") or word.count("\u2028") + 2 * word.count("\u2029")
        return " " if not newlines else "n" if newlines == 1 else "N"
    first = word[0]
    if word.isalpha():
        if first.islower():
            return "a"
        return "r" if word in _BEFORE_STOP else "F" if word in _OPENERS else "A" if first.isupper() else "."
    if len(word) == 1 or not any(map(str.isalnum, word)):
        if first in "。！？":
            return "z"
        if first in ".!?…":
            return "e"
        if first in ",;:，；：、":
            return ","
        if first in _CLOSING:
            return "q"
        if first in _OPENING:
            return "o"
    if word in _NEVER_LAST:
        return "y"
    if word.endswith(".") and _ABBREVIATION.fullmatch(word):
        return "x"
    if word in _BEFORE_STOP:
        return "r"
    if word in _OPENERS:
        return "F"
    if first.isupper():
        return "A"
    if first.islower():
        return "a"
    return "."
