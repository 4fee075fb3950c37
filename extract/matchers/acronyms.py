"""Acronyms: where a text says what one stands for, and whether it can stand for a name.

A definition comes in either order, "Name (ACR)" and "ACR (Name)", with commas ("Name, or ACR,", "ACR, the
Name"), or goes without saying, where the first letters of a name's words are an acronym that the text uses.
"""

from __future__ import annotations

import re

from extract.view import View

_SHAPE = re.compile(r"(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])[A-Z0-9][A-Za-z0-9&+/.-]{0,11}[A-Z0-9+](?![a-z])").fullmatch
_LETTERS_AND_NUMBER = re.compile(r"[A-Z]{2,5}\d{1,3}").fullmatch
_ROMAN = re.compile(r"[IVXL]+").fullmatch
_SMALL = frozenset({"of", "and", "for", "the", "in", "to", "on", "&", "a", "de", "la", "du", "von", "with"})
_MARKUP = frozenset(
    "* ** _ __ \" “ ” ' ‘ ’ `` '' the The hereinafter hereafter known as or also called abbreviated formerly".split()
)
_OPEN = frozenset("([（")
_BEFORE_NAME = _OPEN | frozenset(",—–")
_STOPS = frozenset(")]）;,.:'’\"”*_")


def looks_like_one(text: str) -> bool:
    """Whether a text has the shape of an acronym: BRI, TEN-T, B3W, CASA-1000, PGII.

    >>> [looks_like_one(text) for text in ("BRI", "TEN-T", "B3W", "Road", "2030", "HS2")]
    [True, True, True, False, False, True]
    """
    if _LETTERS_AND_NUMBER(text):
        return True
    return bool(_SHAPE(text)) and sum(map(str.isupper, text)) * 2 >= sum(map(str.isalpha, text))


def fits(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name in this order, the first at the start of a word.

    >>> fits("TRACECA", "Transport Corridor Europe-Caucasus-Asia"), fits("ADB", "Rogun Dam")
    (True, False)
    """
    letters = [letter for letter in acronym.lower() if letter.isalpha()]
    if not letters:
        return False
    words = re.findall(r"\w+", name.lower())
    starts = {word[0] for word in words if word not in _SMALL}
    if letters[0] not in starts or sum(letter in starts for letter in letters) * 2 < len(letters):
        return False
    first_letters = [word[0] for word in words]
    if all(letters.count(letter) <= first_letters.count(letter) for letter in letters):
        return True
    rest = iter(name.lower())
    return all(letter in rest for letter in letters)


def fits_loosely(acronym: str, name: str) -> bool:
    """Whether an acronym in brackets behind a name may be the name's in another language.

    It begins with the same letter, or most of its letters begin words of the name.

    >>> fits_loosely("PAC", "Growth Acceleration Program"), fits_loosely("BAKAD", "Big Almaty Ring Road")
    (True, True)
    >>> fits_loosely("ADB", "Rogun Dam")
    False
    """
    starts = [word[0] for word in re.findall(r"\w+", name.upper())]
    letters = [letter for letter in acronym if letter.isalpha()]
    shared = sum(min(letters.count(letter), starts.count(letter)) for letter in set(letters))
    if not acronym.isupper() or len(letters) < 3:
        return False
    return letters[0] == starts[0] or shared * 5 >= len(letters) * 3


def initials(name: str) -> set[str]:
    """What the first letters of a name's words make, with and without its small words.

    >>> sorted(initials("Standard Gauge Railway"))
    ['SGR']
    """
    words = re.findall(r"[^\W_]+", name)
    plain = "".join(word if word.isdigit() else word[0] for word in words if word.lower() not in _SMALL)
    capital = "".join(word if word.isdigit() else word[0] for word in words if word[0].isupper())
    every = "".join(word if word.isdigit() else word[0] for word in words)
    return {
        text for text in (plain.upper(), every.upper(), capital) if sum(map(str.isalpha, text)) >= 2 and len(text) >= 3
    }


def after_name(view: View, end: int) -> tuple[int, int] | None:
    """The tokens of a text in the shape of an acronym in brackets, or behind "or", after the name that ends at ``end``.

    "Belt and Road Initiative (BRI)", "China-Pakistan Economic Corridor, or CPEC,".
    """
    size = len(view)
    if end >= size:
        return None
    word = view.word(end)
    k = end + 1
    if word in _OPEN:
        while k < size and view.word(k) in _MARKUP:
            k += 1
    elif word == "," and k + 1 < size and view.word(k) in ("or", "known", "abbreviated", "dubbed"):
        k += 1
        while k < size and view.word(k) in ("as", "the", "simply"):
            k += 1
    elif (
        word == ","
        and k + 1 < size
        and view.word(k).isupper()
        and len(view.word(k)) > 3
        and view.word(k + 1) in (",", ".")
    ):
        return _acronym_at(view, k)
    else:
        return None
    return _acronym_at(view, k)


def before_name(view: View, first: int) -> tuple[int, int] | None:
    """The tokens of an acronym before the name that begins at ``first``: "BRI (Belt …", "TRACECA, the Transport …"."""
    k = first - 1
    while k > 0 and view.word(k) in _MARKUP:
        k -= 1
    if k <= 0 or view.word(k) not in _BEFORE_NAME:
        return None
    k -= 1
    while k > 0 and view.word(k) in _MARKUP:
        k -= 1
    start = k
    while start > 0 and k - start < 4 and view.joined(start) and view.word(start - 1) not in _MARKUP | _OPEN:
        start -= 1
    text = view.between(start, k + 1)
    return (start, k + 1) if len(text) > 2 and looks_like_one(text) and not _ROMAN(text) else None


def _acronym_at(view: View, k: int) -> tuple[int, int] | None:
    if k >= len(view):
        return None
    stop = k + 1
    while stop < min(len(view), k + 6) and view.joined(stop) and view.word(stop)[0] not in _STOPS:
        stop += 1
    return (k, stop) if looks_like_one(view.between(k, stop)) else None
