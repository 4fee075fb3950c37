"""The classes of words: what the matchers say of each, asked once, and of most not even that."""

from __future__ import annotations

import re
from collections.abc import Callable

NOTHING = "."
"""The class of a word that means nothing to a matcher."""

CHANNELS = 5
"""So many alphabets have a class for each word."""

_COUNTRY = 3
"""The place of countries among the alphabets (see `extract.view`)."""
_NONE = NOTHING.encode() * CHANNELS
_NUMBER = re.compile(r"\d{3,}|[1-9]\d{0,2}(?:,\d{3})+|\d{3,}\.\d+|\d+\.(?:\d|\d{3,})", re.ASCII).fullmatch
_LONGEST_NUMBER = 28


class Words:
    """Words that mean nothing to anybody."""

    def of_letters(self, word: str) -> bytes | None:
        """The classes of a word of ASCII letters if its shape tells them; it need not be remembered, then."""
        return None

    def of_digits(self, word: str) -> bytes | None:
        """The same of a word that begins with a digit."""
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

    def of_letters(self, word: str) -> bytes | None:
        """The classes of a word of ASCII letters that nobody knows.

        They are the same for all words of the same case with the same last three letters of more than four, and for a
        capitalised one of more than ten, of what ``names`` says of it.
        """
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
        return self._of_shape(shape, word)

    def of_digits(self, word: str) -> bytes | None:
        """The classes of a number that is no day, hour or the like; of four digits, the first two may make a year."""
        if len(word) > _LONGEST_NUMBER or word in self._known or _NUMBER(word) is None:
            return None
        if len(word) == 4 and word.isdigit():
            return self._of_shape(word if word == "2100" else word[:2], word)
        return self._of_shape("9", word)

    def _of_shape(self, shape: str, word: str) -> bytes:
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
