"""What a reader sees of a text, in plain characters, and where each of them stands in the text.

Who reads ``５０％``, ``٥٠٪``, ``mil\\u00adlion``, ``Tu\\u0308rkiye`` or ``&euro;5`` sees 50 percent, a million, Türkiye
and 5 euros. `plain` spells such a text as a reader sees it, once, so that the tokenizer, the vocabulary and the grammar
need to know one spelling of everything. The text itself is never rewritten: a `Plain` tells for any span of the plain
characters which characters of the text they are.

========================================================  ======================================================
in the text                                               read as
========================================================  ======================================================
marks of direction, zero-width characters, joiners        nothing
a zero-width space between a letter and a digit           a space ("June​5")
soft hyphens, control characters                          nothing in a word, nor a soft hyphen with the line's end;
                                                          `BROKEN` inside a number, where they may stand for a
                                                          hyphen, or for what was lost
letters and signs of full width, mathematical letters     ASCII
digits of other scripts, ``٪``, ``٫``, ``٬``              ASCII; `BROKEN` where a number has digits of two scripts,
                                                          or separators that part no thousands
a letter and its combining marks, ligatures               the letter; letters
character references (``&euro;``, ``&#36;``)              their character
superscripts behind a word or a year, daggers             nothing: a footnote's mark ("$5 million²")
emoji inside a fact ("$5🔥 million")                      a space; `BROKEN` inside a number
half a surrogate pair                                     U+FFFD; `BROKEN` where it or U+FFFD touches a digit
========================================================  ======================================================

What is doubtful is not guessed: a number with `BROKEN` in it is no number. So "$5²" and "10⁶" are none, either.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache

BROKEN = "\ue000"
"""A private character that no vocabulary has: it keeps a doubtful number in one piece that says nothing."""

_INVISIBLE = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060\u2065-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\U000e0000-\U000e0fff"
)
_CUT = "\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u2061-\u2064\ufff0-\ufffb"
_MARKS = "\u0300-\u034e\u0350-\u036f"
_LIGATURES = "\ufb00-\ufb06"
_SUPERSCRIPTS = "\u00b2\u00b3\u00b9\u2070\u2074-\u207e"
_DAGGERS = "†‡"
_LOST = "\ufffd\ud800-\udfff"
_EMOJI = (
    "\u2300-\u2328\u232b-\u23ff\u2600-\u2775\u2794-\u27bf\u2b00-\u2bff\U0001f000-\U0001f0ff\U0001f10d-\U0001fbef"
    "\U0001fbfa-\U0001fbff"
)
_COMPATIBLE = (
    "\u02bc\u00b4\u2032\u201b\uff07\u066a\ufe6a\ufe63\ufe62\ufe69\uff04\uff06\uff0b\uff0d-\uff19\uff21-\uff3a"
    "\uff41-\uff5a\uffe0\uffe6\u2f00-\u2fd5\uf900-\ufaff\U0001d400-\U0001d7ff"
)
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090"
    "\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\U000104a0"
    "\U00010d30\U00010d40\U00011066\U000110f0\U00011136\U000111d0\U000112f0\U00011450\U000114d0\U00011650\U000116c0"
    "\U000116d0\U000116da\U00011730\U000118e0\U00011950\U00011bf0\U00011c50\U00011d50\U00011da0\U00011f50\U00016130"
    "\U00016a60\U00016ac0\U00016b50\U00016d70\U0001ccf0\U0001e140\U0001e2f0\U0001e4f0\U0001e5f1\U0001e950\U0001fbf0"
)
"""The zeros of all scripts but ASCII's and those of `_COMPATIBLE`: Unicode keeps ten digits in a row."""
_FOREIGN = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in _ZEROS)
_VALUES = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}

_ALL = f"&{_INVISIBLE}{_CUT}{_MARKS}{_LIGATURES}{_SUPERSCRIPTS}{_DAGGERS}{_LOST}{_EMOJI}{_COMPATIBLE}{_FOREIGN}"
# The first, plain range is what makes the search fast in text of ASCII and little else.
_ODD = re.compile(f"[\0-\x08\x0e-\x1b&\x7f-\U0010ffff](?<=[{_ALL}])")
_ORDINARY = bytes({*range(0x80)} - set(b"&\x7f") - {*range(9), *range(0x0E, 0x1C)})
"""ASCII but for control characters and what begins a reference."""

_PIECE = re.compile(
    "(?P<divided>\u00ad[ \\t]{0,20}\r?\n[ \\t]{0,20})(?=[^\\W\\d_])"
    f"|(?P<hidden>[{_INVISIBLE}{_CUT}]+)"
    "|(?P<reference>&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,24});)"
    f"|(?P<marks>[{_MARKS}]{{1,8}})[{_MARKS}]*"
    f"|(?P<ligature>[{_LIGATURES}])"
    f"|(?P<compatible>[{_COMPATIBLE}]+)"
    f"|(?P<foreign>[{_FOREIGN}](?:[{_FOREIGN}٫٬.,]*[{_FOREIGN}])?)"
    f"|(?P<superscript>[{_SUPERSCRIPTS}]+)"
    f"|(?P<dagger>[{_DAGGERS}]+)"
    f"|(?P<emoji>[{_EMOJI}](?:[{_EMOJI}\u200d\ufe0f\U000e0020-\U000e007f]*[{_EMOJI}])?)"
    f"|(?P<lost>[{_LOST}]+)"
)
_SEPARATED = re.compile(r"\d{1,3}(?:٬\d{3})+(?:٫\d+)?|\d+٫(?!\d{3}$)\d+").fullmatch
_SEPARATORS = str.maketrans("٫٬", ".,")
_TO_BROKEN = dict.fromkeys(range(0x30, 0x3A), BROKEN)
_APOSTROPHES = "\u02bc\u00b4\u2032\u201b\uff07"
_STOP = "．"
_SIGNS = {"٪": "%", "﹪": "%", "﹣": "-", "﹢": "+", "﹩": "$"}
_FOOTED = re.compile(r"(?:^|[^\w.,$€£¥])(?:19|20)\d\d$|(?P<word>[^\W\d_]{2,12})$").search
_UNITS_OF_AREA = frozenset("mm cm dm km nm in ft yd mi sq µm μm".split())
_FULL_COMMA = re.compile(r"(?<![\d.,，])\d{1,3}(?:，\d{3})+(?![\d，])")
_FULL_DECIMAL = re.compile(r"(?<=[$€£¥￥￡])\d{1,15}(，)(?=\d)")
_INNER_COMMA = re.compile(r"，(?<=\d，)(?=\d)")
_NEAR = 3
"""So many spaces may stand between an emoji and the number before it."""
_REVERSED = 1000
"""So far a right-to-left override is followed."""


class Plain:
    """A text in plain characters.

    ``text`` are the plain characters; `span` gives the place in the original text that a span of them has, `at`
    the plain character at a place of the original text.

    >>> found = plain("It paid ５０ mil\\u00adlion euros.")
    >>> found.text, found.span(8, 24)
    ('It paid 50 million euros.', (8, 25))
    """

    __slots__ = ("_lengths", "_places", "_starts", "text")

    def __init__(self, text: str, starts: array[int], places: array[int], lengths: array[int]) -> None:
        self.text = text
        self._starts = starts
        self._places = places
        self._lengths = lengths

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span in the original text of the plain characters ``start`` to ``end`` (at least one)."""
        return self._ends(start)[0], self._ends(end - 1)[1]

    def at(self, place: int) -> int:
        """The plain character that stands at a place of the original text, or the next one where none does."""
        low = bisect_right(self._places, place) - 1
        start, length = self._starts[low], self._lengths[low]
        return start + (place - self._places[low]) if length < 0 else start

    def _ends(self, offset: int) -> tuple[int, int]:
        piece = bisect_right(self._starts, offset) - 1
        start, length = self._places[piece], self._lengths[piece]
        if length < 0:  # character by character
            start += offset - self._starts[piece]
            return start, start + 1
        return start, start + length


def plain(text: str) -> Plain | None:
    """A text as a reader sees it, or None where it is plain as it stands, as nearly every text is.

    Takes time that grows with the text's length, and hardly any where there is nothing to do.
    """
    rare = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    if not rare:
        return None
    seen = rare.decode("utf-8", "surrogatepass")
    if not _ODD.search(seen) and not ("，" in seen and _INNER_COMMA.search(text)):
        return None
    writer = _Writer(text)
    at = 0
    while odd := _ODD.search(text, at):
        at = odd.start()
        piece = _PIECE.match(text, at)
        at = writer.read(piece) if piece else at + 1
    found = writer.close()
    return None if found.text == text else found


class _Writer:
    """Puts the plain text together, piece by piece."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done = 0
        self.size = 0
        self.parts: list[str] = []
        self.starts, self.places, self.lengths = array("q"), array("q"), array("q")

    def read(self, piece: re.Match[str]) -> int:
        """Read an odd piece of the text; gives where it ends."""
        reading = _READINGS[str(piece.lastgroup)]
        start, end = piece.span()
        said = piece.group(piece.lastgroup or 0)
        if piece.lastgroup == "marks":
            if start == self.done or not self.text[start - 1].isalpha():
                return end
            start, end, said = start - 1, piece.end("marks"), self.text[start - 1] + said
        found = reading(said, self.text, start, end)
        if found is not None and found != said:
            self._put(start, end, found)
        if piece.lastgroup == "hidden" and "\u202e" in said:
            return self._reversed(end)
        return piece.end()

    def close(self) -> Plain:
        """The plain text."""
        self._copy(len(self.text))
        if not self.starts:
            self._piece(0, -1)
        text = "".join(self.parts)
        return Plain(_with_commas(text), self.starts, self.places, self.lengths)

    def _reversed(self, start: int) -> int:
        """Digits behind a right-to-left override are seen in the other order."""
        end = min(len(self.text), start + _REVERSED)
        for stop in "\u202c\n":
            found = self.text.find(stop, start, end)
            end = found if found >= 0 else end
        said = self.text[start:end]
        found_text = said.translate(_TO_BROKEN)
        if found_text == said:
            return start
        self._put(start, end, found_text)
        return end

    def _put(self, start: int, end: int, said: str) -> None:
        self._copy(start)
        if len(said) == end - start:
            self._piece(start, -1)
        else:
            self._piece(start, end - start)
        self.parts.append(said)
        self.size += len(said)
        self.done = end

    def _copy(self, end: int) -> None:
        if end > self.done:
            self._piece(self.done, -1)
            self.parts.append(self.text[self.done : end])
            self.size += end - self.done
            self.done = end

    def _piece(self, place: int, length: int) -> None:
        """Begin a piece: ``length`` characters of the text, -1 for one that is read character by character."""
        if length < 0 and self.lengths and self.lengths[-1] < 0:
            return  # the piece before goes on
        self.starts.append(self.size)
        self.places.append(place)
        self.lengths.append(length)


def _with_commas(text: str) -> str:
    """The text with the full commas inside its numbers as ASCII has them, or `BROKEN` where they part no thousands."""
    parts: list[str] = []
    done = 0
    for comma in _INNER_COMMA.finditer(text):
        end = comma.end()
        if end <= done:
            continue
        start = end - 1
        while start > done and (text[start - 1].isdecimal() or text[start - 1] in ".,，"):
            start -= 1
        start = max(done, start - 1)  # the sign before the number
        while text[end : end + 1].isdecimal() or text[end : end + 1] in tuple(".,，"):
            end += 1
        number = _FULL_COMMA.sub(lambda match: match.group().replace("，", ","), text[start:end])
        number = _FULL_DECIMAL.sub(lambda match: match.group().replace("，", BROKEN), number)
        parts += text[done:start], number
        done = end
    return "".join([*parts, text[done:]]) if parts else text


def _divided(said: str, text: str, start: int, end: int) -> str | None:
    return "" if text[start - 1 : start].isalpha() else said[1:]


def _hidden(said: str, text: str, start: int, end: int) -> str:
    if _is_cut(said) and _in_number(text, start, end):
        return BROKEN
    if "\u200b" in said and text[start - 1 : start].isalpha() and text[end : end + 1].isdigit():
        return " "
    return ""


_is_cut = re.compile(f"[{_CUT}]").search


def _in_number(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before and after) and (before.isdigit() or before in ".,") and (after.isdigit() or after in ".,")


def _reference(said: str, text: str, start: int, end: int) -> str | None:
    """The characters of a reference, read in their turn; None for one that there is not."""
    found = html.unescape(said)
    if found.endswith(";"):
        found = html.unescape(found)
    if len(found) > 2 or found == "\ufffd":
        return None
    return "".join(
        part if (piece := _PIECE.match(part)) is None else _of_one(piece, text, start, end) for part in found
    )


def _of_one(piece: re.Match[str], text: str, start: int, end: int) -> str:
    found = _READINGS[str(piece.lastgroup)](piece.group(), text, start, end)
    return piece.group() if found is None else found


def _marks(said: str, text: str, start: int, end: int) -> str:
    return unicodedata.normalize("NFC", said)


def _ligature(said: str, text: str, start: int, end: int) -> str:
    return unicodedata.normalize("NFKC", said)


def _compatible(said: str, text: str, start: int, end: int) -> str:
    inner = len(said) == 1 and text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
    if said in _APOSTROPHES:
        return "’" if inner else said
    if said == _STOP:
        return "." if text[start - 1 : start].isdigit() and text[end : end + 1].isdigit() else said
    return "".join(map(_one, said))


@lru_cache(maxsize=4096)
def _one(character: str) -> str:
    """The plain form of a character of full width and the like, if it is one character."""
    if character in _SIGNS:
        return _SIGNS[character]
    if character in _APOSTROPHES:
        return character
    found = unicodedata.normalize("NFKC", character)
    return found if len(found) == 1 else character


def _foreign(said: str, text: str, start: int, end: int) -> str:
    digits = said.translate(_VALUES)
    scripts = {code - int(_VALUES[code]) for code in map(ord, set(said)) if code in _VALUES}
    if len(scripts) > 1 or _digit_beside(text, start, end):
        return BROKEN * len(said)
    if "٫" in digits or "٬" in digits:
        return digits.translate(_SEPARATORS) if _SEPARATED(digits) else BROKEN * len(said)
    return digits


def _digit_beside(text: str, start: int, end: int) -> bool:
    """Whether a number goes on with digits of another script, perhaps behind a separator."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        before[-1:].isdigit()
        or after[:1].isdigit()
        or (before[:1].isdigit() and before[1:] in tuple(".,٫٬"))
        or (after[1:].isdigit() and after[:1] in tuple(".,٫٬"))
    )


def _superscript(said: str, text: str, start: int, end: int) -> str | None:
    """Nothing for a footnote's mark, None for an exponent or what may be one."""
    if text[end : end + 1].isalnum():
        return None
    foot = _FOOTED(text[max(0, start - 12) : start])
    if foot is None or (foot["word"] or "").lower() in _UNITS_OF_AREA:
        return None
    return ""


def _dagger(said: str, text: str, start: int, end: int) -> str | None:
    return None if text[end : end + 1].isalnum() else ""


def _emoji(said: str, text: str, start: int, end: int) -> str | None:
    before, after = text[max(0, start - _NEAR - 1) : start], text[end : end + _NEAR + 1]
    left, right = before[-1:], after[:1]
    if left.isdigit() and right.isdigit():
        return BROKEN * len(said)
    if before.rstrip()[-1:].isdigit() and after.lstrip()[:1].isalpha() and "\n" not in before + after:
        return " " * len(said)
    if left.isalnum() or right.isalnum() or right in tuple("$€£¥-"):
        return "★" * len(said)
    return None


def _lost(said: str, text: str, start: int, end: int) -> str:
    touches = text[start - 1 : start].isdigit() or text[end : end + 1].isdigit()
    return (BROKEN if touches else "\ufffd") * len(said)


_READINGS = {
    "divided": _divided,
    "hidden": _hidden,
    "reference": _reference,
    "marks": _marks,
    "ligature": _ligature,
    "compatible": _compatible,
    "foreign": _foreign,
    "superscript": _superscript,
    "dagger": _dagger,
    "emoji": _emoji,
    "lost": _lost,
}
