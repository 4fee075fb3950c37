"""Look-up of names of several words over the tokens of a document.

A `Gazetteer` maps phrases to payloads. Its cost at a place in a text does not grow with the number of
phrases: the first two words lead to the few lengths that phrases so begun have, and each length is one
look-up of a tuple of words.

Phrases are given as tuples of words, the words being what the tokenizer makes of them; `split` cuts a name
as the tokenizer does, without needing one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from extract.view import View

Payload = TypeVar("Payload")

_FOLDED = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
_LETTER = rf"[^\s!-/:-@\[-`{{-~¡§«»¿‐-‧‰-⁞、-】！-／：-＠［-｀｛-･{_HAN}]"
_WORD = re.compile(
    rf"[{_HAN}]"  # Chinese: each character is a word
    r"|(?:[^\W\d_]\.)+[^\W\d_]*"  # U.S., N. Korea, P.R.China
    r"|(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|No|Gen|Gov|Sen|Rep|Rev)\.(?=\s)"
    r"|['’][sS](?!\w)"  # the possessive is a word of its own
    rf"|{_LETTER}+(?:(?:['’](?![sS](?!\w))|&){_LETTER}+)*"  # Côte d'Ivoire, N'Djamena
    r"|\S"
)


def split(phrase: str) -> tuple[str, ...]:
    """The words of a name, cut as the tokenizer cuts them.

    >>> split("People's Republic of China")
    ('People', "'s", 'Republic', 'of', 'China')
    >>> split("Guinea-Bissau")
    ('Guinea', '-', 'Bissau')
    >>> split("中国")
    ('中', '国')
    """
    return tuple(_WORD.findall(phrase))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word in small letters, with straight apostrophes and plain hyphens.

    >>> fold("D’IVOIRE")
    "d'ivoire"
    """
    return word.casefold().translate(_FOLDED)


class Found(Generic[Payload]):
    """A phrase found: the token after its last, and what the gazetteer has for it."""

    __slots__ = ("end", "payload")

    def __init__(self, end: int, payload: Payload) -> None:
        self.end = end
        self.payload = payload


class Gazetteer(Generic[Payload]):
    """Phrases (tuples of words) and what each stands for.

    ``entries`` are pairs of a phrase and its payload; where a phrase comes twice, the later payload holds.
    ``fold`` is applied to the words of the phrases and to those of the text before they are compared; the
    default is `fold`, which takes no note of case. Pass ``str`` to compare words as they stand.

    >>> Gazetteer([(split("South Korea"), "KR")]).get(("SOUTH", "KOREA"))
    'KR'
    """

    def __init__(
        self, entries: Iterable[tuple[tuple[str, ...], Payload]], *, fold: Callable[[str], str] = fold
    ) -> None:
        self._fold = fold
        self._payloads: dict[tuple[str, ...], Payload] = {}
        self._first: set[str] = set()
        lengths: dict[tuple[str, ...], set[int]] = {}
        for phrase, payload in entries:
            words = tuple(fold(word) for word in phrase)
            if words:
                self._payloads[words] = payload
                self._first.add(words[0])
                if len(words) > 1:
                    lengths.setdefault(words[:2], set()).add(len(words))
        # The lengths of the phrases that begin with two words, the longest first.
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    def __len__(self) -> int:
        return len(self._payloads)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._payloads)

    def first_words(self) -> Iterable[str]:
        """The folded first words of all phrases: give these a lexical class of their own."""
        return frozenset(self._first)

    def begins(self, word: str) -> bool:
        """Whether some phrase begins with this word."""
        return self._fold(word) in self._first

    def goes_on(self, first: str, second: str) -> bool:
        """Whether some phrase begins with these two words."""
        return (self._fold(first), self._fold(second)) in self._lengths

    def get(self, phrase: Iterable[str]) -> Payload | None:
        """The payload of exactly this phrase, or None."""
        return self._payloads.get(tuple(self._fold(word) for word in phrase))

    def longest(self, view: View, i: int) -> Found[Payload] | None:
        """The longest phrase that begins at token ``i``, or None."""
        found = self.all(view, i)
        return found[0] if found else None

    def all(self, view: View, i: int) -> list[Found[Payload]]:
        """All phrases that begin at token ``i``, the longest first."""
        fold = self._fold
        first = fold(view.word(i))
        if first not in self._first:
            return []
        found: list[Found[Payload]] = []
        if i + 1 < len(view):
            second = fold(view.word(i + 1))
            lengths = self._lengths.get((first, second))
            if lengths:
                words = [first, second]
                if lengths[0] > len(words):
                    words += map(fold, view.words(i + 2, min(i + lengths[0], len(view))))
                for length in lengths:
                    phrase = tuple(words[:length])
                    if length <= len(words) and phrase in self._payloads:
                        found.append(Found(i + length, self._payloads[phrase]))
        alone = (first,)
        if alone in self._payloads:
            found.append(Found(i + 1, self._payloads[alone]))
        return found
