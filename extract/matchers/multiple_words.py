"""Words that are multiples by themselves (doubled, twice, to halve), told from their other senses."""

from __future__ import annotations

from collections.abc import Mapping

from extract.matchers.quantity import Quantities, is_year, word_after, word_before
from extract.view import LAYOUT, View

Words = Mapping[str, frozenset[str]]

_BASE = frozenset(("double", "triple", "treble", "quadruple", "quintuple"))
_THIRD_PERSON = frozenset(("doubles", "triples", "trebles", "quadruples", "quintuples", "halves"))
_OWN = ("the", "its", "their", "that", "what", "his", "her", "our", "your", "those", "last", "this")
_POSSESSIVE = ("'s", "’s", "'", "’")


def read_word(quantities: Quantities, words: Words, view: View, at: int) -> bool:
    """Whether the word at a token scales a quantity. ``words`` are the words around it, by class."""
    word = view.word(at).lower()
    after, before = word_after(view, at + 1), word_before(view, at)
    if (after == "-" and view.joined(at + 1)) or (before == "-" and view.joined(at)):
        return False
    if word in ("twice", "thrice"):
        return _is_adverb(quantities, words, view, at)
    if word in _THIRD_PERSON:
        return _is_third_person(words, view, at)
    if word in _BASE:
        return _is_base(words, view, at)
    return _is_verb(words, view, at)


_EXACTLY = frozenset(("than", "nearly", "almost", "roughly", "about"))


def _is_verb(words: Words, view: View, at: int) -> bool:
    """doubled, doubling, halved: any but "doubled down", "doubled as a museum", "doubled over in pain"."""
    after, next_after = word_after(view, at + 1), word_after(view, at + 2)
    if not view.word(at).lower().startswith("doubl"):
        return True
    if after in ("down", "back", "up"):
        return False
    if after == "on" and view.word(at).lower() == "doubling":
        return False  # a flute doubling on piccolo
    if after == "as":
        if word_before(view, at) in _EXACTLY:
            return True  # "profit more than doubled as a stronger real made up for it"
        return next_after not in ("a", "an", "the") or word_after(view, at + 3) in words["share"]
    if after == "over":
        return next_after[:1].isalnum() and next_after not in ("in", "with", "and", "laughing")
    return True


def _is_adverb(quantities: Quantities, words: Words, view: View, at: int) -> bool:
    """ "twice the size", "roughly twice that": not "met twice", "twice a week", "twice elected"."""
    after, next_after = word_after(view, at + 1), word_after(view, at + 2)
    before = word_before(view, at)
    if before in ("or", "once", "think", "thinking", "thought") and after not in ("as", "the", "its", "what"):
        return False
    if after in words["occasion"] or after in words["champion"]:
        return False
    if after in ("that", "those") and next_after in words["clause"]:
        return False
    if next_after in words["champion"] and after in ("the", "his", "her", "their"):
        return False
    if after in _OWN and next_after in words["period"]:
        return word_after(view, at + 3) in _POSSESSIVE
    if after == "over" and next_after[:1].isalnum():
        return before in words["grows"]
    if after in words["scaled"] or next_after in _POSSESSIVE or is_year(after):
        return True
    if after.endswith("er") and view.classes(LAYOUT)[at + 1] == "a":
        return after not in words["no comparison"]
    if not after or not after[0].isalnum():
        return quantities.modifiers.before(view, at) is not None or before in words["grows"]
    return before in words["grows"] and after in ("compared", "to", "from", "against", "versus")


def _is_third_person(words: Words, view: View, at: int) -> bool:
    """ "it doubles the risk": not "the mixed doubles title", "in two halves"."""
    after, before = word_after(view, at + 1), word_before(view, at)
    if view.word(at).lower() == "halves":
        return after in ("the", "its", "their", "his")
    if after in words["doubles"] or before in words["before doubles"]:
        return False
    if before == "the" and after not in _OWN:
        return False
    if before in words["plays"] and not (after in _OWN or after[:1].isdigit()):
        return False
    return _is_verb(words, view, at) and (after in words["behind verb"] or not after or not after[0].isalnum())


def _is_base(words: Words, view: View, at: int) -> bool:
    """double, triple: the verb, and "double the share"; not a double room."""
    after, before = word_after(view, at + 1), word_before(view, at)
    if after in words["no verb"]:
        return after in ("over", "as") and _is_verb(words, view, at) and before in words["modal"]
    if after in _OWN:
        return before not in ("a", "the")
    if after == "every" or (after == "in" and word_after(view, at + 2) in ("size", "value", "number", "price")):
        return True
    if before in _EXACTLY:
        return True
    if before in words["costs"]:
        return not after or not after[0].isalnum()
    if before in words["before verb"]:
        return not after or not after[0].isalnum() or after in words["behind verb"] or before in words["modal"]
    return False
