"""How exactly a quantity is meant: "about", "more than", "up to", "or so", a trailing "+".

The phrases are the vocabulary's (``lang/*/modifiers.toml``, words of the matcher ``modifier``, classes
``before`` and ``after``). Where a phrase has another sense next to certain words ("handed over $5 billion",
"adds up to"), class ``not before`` lists those words, each with the phrase that they undo as its value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.view import View
from extract.vocabulary import Vocabulary


class _Phrases:
    """Phrases by their words, and the words at the edge where a search for them begins."""

    def __init__(self, phrases: Mapping[str, object], edge: int) -> None:
        self.values = {tuple(phrase.split()): str(value) for phrase, value in phrases.items()}
        self.edges = {words[edge] for words in self.values}
        self.longest = max(map(len, self.values), default=0)


class Modifiers:
    """Finds the modifier that stands at a quantity."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._before = _Phrases(vocabulary.words("modifier", "before"), -1)
        self._after = _Phrases(vocabulary.words("modifier", "after"), 0)
        self._undone: dict[str, set[str]] = {}
        for entry in vocabulary.entries("word"):
            if entry.matcher == "modifier" and entry.cls == "not before":
                self._undone.setdefault(str(entry.value), set()).update(entry.words)

    def before(self, view: View, i: int) -> tuple[str, int] | None:
        """The modifier whose phrase ends right before token ``i``, and the index of its first token.

        The longest phrase counts: "no more than" is at_most, "more than" alone is more_than.
        """
        phrases = self._before
        if i <= 0:
            return None
        last = view.word(i - 1)
        if last == "的":
            return _before_phrase(view, i)
        if last.lower() not in phrases.edges:
            return None
        said = tuple(word.lower() for word in view.words(max(0, i - phrases.longest - 1), i))
        for count in range(min(len(said), phrases.longest), 0, -1):
            words = said[-count:]
            value = phrases.values.get(words)
            if value:
                undone = self._undone.get(" ".join(words))
                if undone and len(said) > count and said[-count - 1] in undone:
                    return None
                if words == ("up", "to") and said[-count - 1 : -count] in _IT:
                    return None  # "pushed it up to $6 billion"
                if words == (">",) and _ends_tag(view, i - 1):
                    return None
                return value, i - count
        return None

    def after(self, view: View, j: int) -> tuple[str, int] | None:
        """The modifier whose phrase begins at token ``j``, and the index behind its last token."""
        phrases = self._after
        if j >= len(view) or view.word(j).lower() not in phrases.edges:
            return None
        said = tuple(word.lower() for word in view.words(j, min(j + phrases.longest + 1, len(view))))
        for count in range(min(len(said), phrases.longest), 0, -1):
            value = phrases.values.get(said[:count])
            # "$53,870 and more than twice that", "20 percent or more than that" compares, it does not bound.
            if value and not (said[0] in ("or", "and") and said[count : count + 1] == ("than",)):
                return value, j + count
        return None


_ABOUT = re.compile("[约約](?=[占佔为為是相合达達等])")
_CLAUSE = 30
"""So many characters before a share its modifier may stand: 约占总投资的77%."""


def _before_phrase(view: View, i: int) -> tuple[str, int] | None:
    """The Chinese modifier before what a share or multiple is of: 约占总投资的77%, 約為2016年的1.6倍."""
    at = view.starts[i - 1]
    first = max(0, at - _CLAUSE)
    clause = max(view.text.rfind(mark, first, at) for mark in "，,。；;、\n")
    match = _ABOUT.search(view.text, max(first, clause + 1), at)
    return ("approx", view.token_at(match.start())) if match else None


_IT = (("it",), ("them",), ("this",), ("that",))
_TAG = re.compile(r"(?:<|&lt;)/?[A-Za-z][^<>&\n]{0,200}\Z|[-=]\Z")


def _ends_tag(view: View, i: int) -> bool:
    """Whether the ">" at token ``i`` closes a tag or is the head of an arrow: ``<b>$5``, ``5 -> $6``."""
    at = view.starts[i]
    return bool(_TAG.search(view.text, max(0, at - 220), at))
