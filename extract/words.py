"""The classes of words: what the matchers say of each, asked once, and of most not even that."""

from __future__ import annotations

from collections.abc import Callable

NOTHING = "."
"""The class of a word that means nothing to a matcher."""

CHANNELS = 5
"""So many alphabets have a class for each word."""

_COUNTRY = 3
"""The place of countries among the alphabets (see `extract.view`)."""
_NONE = NOTHING.encode() * CHANNELS


class Words:
    """Words that mean nothing to anybody."""

    def by_shape(self, word: str) -> bytes | None:
        """The classes of a word as far as its shape tells them, in which case it need not be remembered."""
        return None

    def classes(self, word: str) -> bytes:
        """The classes of a word, `CHANNELS` bytes."""
        return _NONE


class KnownWords(Words):
    """The words of the matchers.

    ``classifiers`` tell a word's class in each alphabet; ``known`` are the words, in small letters, of which one of
    them knows more than their shape, with the alphabets; ``verbs`` gives the class of any other word of ASCII letters
    among the words around a country, and ``names`` that of a capitalised one among those of projects.
    """

    def __init__(
        self,
        classifiers: list[Callable[[str], str]],
        known: dict[str, set[int]],
        verbs: Callable[[str], str],
        names: Callable[[str], str],
    ) -> None:
        self._classifiers = classifiers
        self._known = known
        self._verbs = verbs
        self._names = names
        self._shapes: dict[str, bytes] = {}

    def by_shape(self, word: str) -> bytes | None:
        """The classes of a word of letters that nobody knows.

        They are the same for all words of the same case with the same last three letters of more than four, and for a
        capitalised one of more than ten, of what ``names`` says of it.
        """
        if not word.isalpha() or not word.isascii():
            return None
        small = word.lower()
        if small in self._known:
            return None
        length = len(word)
        if word == small:
            shape = word[-3:] if length > 4 else "a"
        elif length > 1 and word.istitle():
            shape = "A" + word[-3:] if length > 4 else "A"
            if length > 10:
                shape += self._names(word)
        else:
            return None
        found = self._shapes.get(shape)
        if found is None:
            found = self._shapes[shape] = self.classes(word)
        return found

    def classes(self, word: str) -> bytes:
        """What the matchers say of a word, as far as they need be asked."""
        if word.isalpha() and word.isascii():
            small = word.lower()
            if word == small:
                classes = ["a", NOTHING, NOTHING, "", NOTHING]
            elif len(word) > 1 and word.istitle():
                classes = ["A", NOTHING, NOTHING, "", self._names(word)]
            else:
                return self.ask(word)
            channels = self._known.get(small)
            if channels is None or _COUNTRY not in channels:
                classes[_COUNTRY] = self._verbs(word)
            if channels is not None:
                for channel in channels:
                    classes[channel] = self._classifiers[channel](word)
            return "".join(classes).encode("latin-1")
        return self.ask(word)

    def ask(self, word: str) -> bytes:
        """What all the matchers say of a word."""
        return "".join([classify(word) for classify in self._classifiers]).encode("latin-1")
