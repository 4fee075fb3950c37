"""How exactly a quantity is meant: "about", "more than", "up to", "or so", a trailing "+".

The phrases are the vocabulary's (``lang/*/modifiers.toml``, words of the matcher ``modifier``, classes
``before`` and ``after``). Where a phrase has another sense next to certain words ("handed over $5 billion",
"adds up to"), class ``not before`` lists those words, each with the phrase that they undo as its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extract.view import View
from extract.vocabulary import Vocabulary

_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Modifiers:
    """Finds the modifier that stands at a quantity."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._before = _index(vocabulary.words("modifier", "before"), -1)
        self._after = _index(vocabulary.words("modifier", "after"), 0)
        self._undone: dict[str, set[str]] = {}
        for entry in vocabulary.entries("word"):
            if entry.matcher == "modifier" and entry.cls == "not before":
                self._undone.setdefault(str(entry.value), set()).update(entry.words)

    def before(self, view: View, i: int) -> tuple[str, int] | None:
        """The modifier whose phrase ends right before token ``i``, and the index of its first token.

        The longest phrase counts: "no more than" is at_most, "more than" alone is more_than.
        """
        if i <= 0:
            return None
        for words, value in self._before.get(view.word(i - 1).lower(), ()):
            first = i - len(words)
            if first >= 0 and _same(view, first, words):
                if first and view.word(first - 1).lower() in self._undone.get(" ".join(words), ()):
                    return None
                return value, first
        return None

    def after(self, view: View, j: int) -> tuple[str, int] | None:
        """The modifier whose phrase begins at token ``j``, and the index behind its last token."""
        if j >= len(view):
            return None
        for words, value in self._after.get(view.word(j).lower(), ()):
            end = j + len(words)
            if end <= len(view) and _same(view, j, words):
                # "20 percent or more than that" compares, it does not bound.
                if words[0] == "or" and end < len(view) and view.word(end).lower() == "than":
                    continue
                return value, end
        return None


def _index(phrases: Mapping[str, object], at: int) -> _Phrases:
    """Phrases by their first or last word, the longest first."""
    found: _Phrases = {}
    for phrase, value in phrases.items():
        words = tuple(phrase.split())
        found.setdefault(words[at], []).append((words, str(value)))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def _same(view: View, first: int, words: Iterable[str]) -> bool:
    return all(view.word(first + n).lower() == word for n, word in enumerate(words))
