"""What looks like a sum of money and is none: weights, races won, shell variables, screens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from extract.matchers.currency import Unit
from extract.matchers.numbers import SCALE, Numbers
from extract.matchers.quantity import Item, is_grouped, is_year, word_after, word_before
from extract.view import QUANTITY, View

Words = Mapping[str, frozenset[str]]
"""The words around a sum, by their class in the vocabulary."""


def is_sign_of_sum(view: View, start: int, first: int, end: int, unit: Unit) -> bool:
    """Whether a sign and a number are a sum, and not a percentage, a shell variable or part of a word."""
    after = view.classes(QUANTITY)[end : end + 2]
    if after[:1] == "%" or after == "pu" or after[:1] in ("P", "B", "b"):
        return False
    if view.classes(QUANTITY)[start] == "C" and start > 1 and view.word(start - 1) == "/" and view.joined(start):
        return False  # USD/JPY 150
    if view.word(start) == "JD" and end == first + 1 and _JULIAN(view.word(first)):
        return False  # JD 2443144.5, a day of astronomers
    if view.text[view.starts[start] - 1 : view.starts[start]] == "$":
        return False  # $A$1, a cell
    if view.word(start)[0] == "$" and view.ends[end - 1] - view.starts[first] <= 2:
        return not _is_code(view, start)
    return True


_JULIAN = re.compile(r"2[34]\d{5}(?:\.\d+)?").fullmatch
_CODE = re.compile(
    r"\b(?:awk|echo|printf|sed|grep|bash|sudo|export|jquery)\b|[{}\\]|\$\((?=[a-z(])|&&|\|\||\$[A-Z_]{2,}="
)


def _is_code(view: View, at: int) -> bool:
    """Whether the line of a token is a program's: ``awk '{print $1}'``."""
    text, start = view.text, view.starts[at]
    line = text[max(text.rfind("\n", 0, start) + 1, start - 80) : start + 80]
    return text[start - 1 : start] == "`" or bool(_CODE.search(line.partition("\n")[0]))


def is_name_of_sum(words: Words, view: View, item: Item, end: int) -> bool:
    """Whether a number and a name are money: not pounds of flour, nor races won."""
    name = view.word(end - 1).lower()
    if view.word(end - 1).isupper() and _is_model(view, end):
        return False  # two thousand FIM-92 missiles
    if is_year(view.word(item.start)) and word_before(view, item.start) in words["prices of"]:
        return item.end - item.start > 1 and view.classes(QUANTITY)[item.start + 1] == "5"  # in 2015 dollars
    in_brackets = word_before(view, item.start) == "(" and word_after(view, end) == ")"
    if in_brackets and item.scale == 1 and is_year(view.word(item.start)) and view.word(item.start)[-2:] != "00":
        return False  # $4m (2010 dollars)
    if name == "mark" and view.classes(QUANTITY)[end - 2] != "-":
        return False  # past the 200,000 mark
    if name in ("pound", "pounds"):
        return not is_weight(words, view, item, end)
    if view.word(end - 1) == "Cent":
        return False  # the rapper
    if name == "won" and item.unit.weak:
        if item.scale > 1 or is_grouped(view, item.start):
            return True
        return word_after(view, end) not in words["won"] and not is_year(view.word(end - 2))
    if name in ("euro", "euros") and word_after(view, end) in ("area", "zone", "zones", "area's"):
        return False
    if view.classes(QUANTITY)[end - 1] == "k":
        return view.joined(end - 1) and view.word(end - 2) not in _SCREENS
    return True


def _is_model(view: View, end: int) -> bool:
    """Whether a dash and a number are joined to what ends at a token."""
    if end + 1 >= len(view) or not (view.joined(end) and view.joined(end + 1)):
        return False
    return view.word(end) in "-–" and view.word(end + 1)[0].isdigit()


_SCREENS = frozenset(("144", "240", "360", "480", "576", "720", "1080", "1440", "2160"))


def is_weight(words: Words, view: View, item: Item, end: int) -> bool:
    """Whether pounds are a weight: "50 pounds of flour", "weighs 180 pounds", "a 200-pound man"."""
    if len(item.unit.codes) == 1:
        return False
    after = word_after(view, end)
    if after == "of":
        nouns = _words_at(view, end + 1)
        return not any(noun in words["finance"] for noun in nouns)
    if after in ("heavier", "lighter"):
        return True
    if after == "per":
        return word_after(view, end + 1) in ("square", "acre", "person")
    if _is_weighed(words, view, item, end):
        return True
    if item.scale > 1:
        return False
    if view.word(end - 1).lower() == "pound" and view.classes(QUANTITY)[end - 2] == "-" and after:
        return after not in words["paid"]
    around = [*range(max(0, item.start - 4), item.start), *range(end, min(end + 4, len(view)))]
    return any(view.word(at).lower() in words["weighing"] for at in around)


def _words_at(view: View, start: int) -> list[str]:
    """Up to three words from a token on, none behind a stop or comma."""
    found: list[str] = []
    for at in range(start, start + 3):
        word = word_after(view, at)
        if not word[:1].isalnum():
            break
        found.append(word)
    return found


_WEIGHING = 12
_NO_OBJECT = frozenset(("for", "at", "from", "made", "by", "in"))


def _is_weighed(words: Words, view: View, item: Item, end: int) -> bool:
    """Whether a verb before tells that pounds weigh or are goods: "weighs all of 180 pounds", "caught 2 million"."""
    first, last = view.sentence(item.start)
    said = [view.word(at).lower() for at in range(max(first, item.start - _WEIGHING), item.start)]
    goods = any(word in words["goods"] for word in said[-4:]) and not _NO_OBJECT & set(said[-3:])
    if not goods and not any(word in words["weighs"] for word in said):
        return False
    said += [view.word(at).lower() for at in range(end, min(last, end + _WEIGHING))]
    return not any(word in words["paying"] for word in said)


def is_letter_of_sum(words: Words, view: View, item: Item) -> bool:
    """Whether a lone capital before a small number is a currency: "bread costs R15", not "the R2 train"."""
    value = item.value
    if item.end - item.start > 2 or not view.word(item.end - 1).isdigit():
        return True  # R12 999
    if value is None or value != value.to_integral_value() or (value >= 100 and value % 50 == 0):
        return True
    if value >= 10 and word_before(view, item.start) in words["before letter"]:
        return True
    first, last = view.sentence(item.start)
    behind = range(item.end, min(last, item.end + 5))
    classes = view.classes(QUANTITY)
    if any(classes[at] == "a" and classes[at - 1] == "9" for at in behind) or classes[item.end : item.end + 2] == "rL":
        return True  # from R85 to R95 a bag
    around = [*range(max(first, item.start - 2 * _WEIGHING), item.start), *behind]
    return any(word in words["paying"] or word in words["price"] for word in (view.word(at).lower() for at in around))


_NEXT = re.compile(
    r"(?P<gap>(?:\s?[\[(][^\])\n]{0,24}[\])])?[\W_]{0,8})(?P<word>[^\s|/\])]{2,24})(?:(?<=-)\s{0,8}\n\s{0,8}(?P<rest>\w{1,16}))?"
).match
_SHORT_SCALES = frozenset("bn mn tn bln mln trn".split())
_ENDS = re.compile(r"[|/–—]|\n\s*\n").search
_STOPS = re.compile(r"[.!?:;\n]").search


def is_cut_short(numbers: Numbers, view: View, item: Item) -> bool:
    """Whether the scale of a sum stands behind something: "$12[3] million", "**$5** million", "$5 mil-⏎lion"."""
    if item.scale != 1:
        # "$5 million billion trillion"
        return view.classes(QUANTITY)[item.end : item.end + 1] == "5" and len(view.word(item.end)) > len("bill")
    after = _NEXT(view.text, view.ends[item.end - 1])
    if after is None:
        return False
    word, gap = after["word"] + (after["rest"] or ""), after["gap"]
    if not word.isalpha() or not word.isascii():
        word = "".join(filter(_is_letter, unicodedata.normalize("NFKD", word)))
    low = word.lower()
    if not (len(low) > len("bill") or low in _SHORT_SCALES) or numbers.classify(low) != SCALE or _ENDS(gap):
        return False
    return not (word[0].isupper() and _STOPS(gap))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
