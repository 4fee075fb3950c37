"""The tense in which a sentence speaks, as far as it tells whether "on Monday" is past or to come."""

from __future__ import annotations

from extract.view import LAYOUT, View
from extract.vocabulary import Vocabulary

PAST, PRESENT, FUTURE, UNKNOWN = "past", "present", "future", ""

_WINDOW = 24
"""So many words on the left are asked, and half as many on the right."""


_NEAR = 10
"""So many words before a phrase a verb governs it surely, if no mark stands between."""
_REPORTS = frozenset("said told added announced".split())
_IRREGULAR = frozenset(
    "come become run overcome set cost read beaten been done driven eaten forgotten hidden sung sworn chosen drawn "
    "flown".split()
)
"""Participles that are no past tense, or are another word, too."""
_NOUNS_TOO = frozenset("cut hit split spread".split())
_BEFORE_CUT = frozenset(
    "a an the this that any no another first next further big deep new tax rate job price output production budget "
    "spending pay wage power interest point proposed planned possible expected stock share".split()
)
_UP_TO = ("until", "till")
_WAS_TO_COME = ("due", "expected", "scheduled", "planned", "slated")
_INTO = frozenset("into effect force place".split())
_OUTRIGHT = frozenset("will shall 'll ’ll due scheduled slated".split())


_UNDER_WAY = frozenset("opening starting closing launching arriving expiring debuting resuming commencing".split())
_NO_PROGRESS = frozenset(
    "the a an its their his her our my this that 's ’s after since before upon on by of for from while when and or "
    "in at with soft grand re was were been".split()
)
_HAN_AHEAD = frozenset("将將拟擬")
_HAN_NEAR = 8
"""So many characters before a phrase 将 ("will") governs it."""


class Tense:
    """Knows the words that tell what is past from what is to come (classes ``past``, ``future``, …)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words: dict[str, str] = {}
        for cls in (PRESENT, PAST, FUTURE, "looks ahead", "no verb"):
            self._words |= dict.fromkeys(vocabulary.words("date", cls), cls)
        self._limits: dict[str, str] = {str(k): str(v) for k, v in vocabulary.words("date", "limit").items()}

    def at(self, view: View, start: int, end: int) -> str:
        """The tense of the verb that governs the tokens ``start`` to ``end``, `UNKNOWN` where none is known.

        That is the nearest verb on the left in the sentence, else the first one on the right. "By" looks
        ahead and "since" back, and "is to meet" and "to be held" ahead.
        """
        first, stop = view.sentence(start)
        layout = view.classes(LAYOUT)
        if start > first and (limit := self._limit(view, start - 1)):
            if start - 1 == first and view.word(first) == "By" and self._behind(view, end, stop) == PAST:
                return PAST  # "By Thursday they were back."
            return limit
        left = range(start - 1, max(first, start - _WINDOW) - 1, -1)
        right = range(end, min(stop, end + _WINDOW // 2))
        clause = True
        for i in (*left, *right):
            if i < start and not clause:
                continue
            if i > end and view.word(i) in _REPORTS and start > first + 3 and view.word(end) == ",":
                continue  # "For a tax cut from May to December, the minister said."
            clause = clause and view.word(i) != ";"
            if layout[i] == "a" and (found := self._of(view, i, start)):
                before = view.word(i - 1) if i else ""
                if found == FUTURE and view.word(i) in _WAS_TO_COME and before in ("was", "were", "been"):
                    return PAST if before == "been" else UNKNOWN  # "It was due in April", come or not
                return FUTURE if found == PRESENT and self._up_to(view, first, start) else found
        return FUTURE if self._will(view, first, start) or self._up_to(view, first, start) else UNKNOWN

    @staticmethod
    def _up_to(view: View, first: int, start: int) -> bool:
        """Whether "until" stands before the phrase: what no verb tells of goes on."""
        return start > first and view.word(start - 1) in _UP_TO

    @staticmethod
    def _will(view: View, first: int, start: int) -> bool:
        """Whether the Chinese word for "will" stands before the phrase, with no mark between."""
        for i in range(start - 1, max(first, start - _HAN_NEAR) - 1, -1):
            word = view.word(i)
            if word in _HAN_AHEAD:
                return True
            if not word.isalnum():
                return False
        return False

    def _behind(self, view: View, end: int, stop: int) -> str:
        """The tense of the first verb behind a phrase."""
        for i in range(end, min(stop, end + _WINDOW // 2)):
            if view.classes(LAYOUT)[i] == "a" and (found := self._of(view, i)):
                return found
        return UNKNOWN

    def is_past(self, view: View, start: int) -> bool:
        """Whether the word before the preposition of a phrase is a verb in the past: "snow fell in January"."""
        i = start - 2
        if i < view.sentence(start)[0] or view.classes(LAYOUT)[i] != "a" or view.word(start - 1) not in ("in", "on"):
            return False
        return self._words.get(view.word(i)) == PAST and self._of(view, i) == PAST

    def is_sure(self, view: View, start: int, end: int) -> bool:
        """Whether the future of the tokens ``start`` to ``end`` is told outright: "planned for", "will … in"."""
        first = view.sentence(start)[0]
        if start > first and view.word(start - 1) in _UP_TO:
            return True
        if start > first and view.word(start - 1) == "for" and self._limit(view, start - 1) == FUTURE:
            return True
        layout = view.classes(LAYOUT)
        for i in range(start - 1, max(first, start - _NEAR) - 1, -1):
            if layout[i] != "a" and layout[i] != "A":
                return False
            if view.word(i) in ("expected", "planned") and view.word(i - 1) in ("is", "are", "’s", "'s"):
                return True
            if view.word(i) in _OUTRIGHT or (view.word(i) in _UNDER_WAY and self._of(view, i, start)):
                return True
            if self._of(view, i) not in (UNKNOWN, FUTURE):
                return False
        return False

    def _limit(self, view: View, i: int) -> str:
        """What the preposition before the phrase tells: "by", "since", "promised for"."""
        word = view.word(i).lower()
        if word == "for" and i:
            before = view.word(i - 1)
            ahead = self._words.get(before) == "looks ahead" or self._of(view, i - 1) in (PAST, FUTURE)
            return FUTURE if ahead else ""
        return self._limits.get(word, "")

    def _of(self, view: View, i: int, start: int = 0) -> str:
        """The tense of one word, or nothing where it is no verb; ``start`` is where the phrase at hand starts."""
        word = view.word(i)
        found = self._words.get(word, "")
        if found == "no verb":
            return ""
        if word in ("comes", "enters", "goes", "takes") and i + 1 < len(view) and view.word(i + 1) in _INTO:
            return FUTURE
        if word == "starts":
            return FUTURE if i and view.word(i - 1).lower() != "housing" else ""
        if word in _NOUNS_TOO and i and view.word(i - 1).lower() in _BEFORE_CUT:
            return ""  # "A tax cut from May"
        if word in ("votes", "hosts") and i and view.classes(LAYOUT)[i - 1] == "A":
            return FUTURE
        if found == "looks ahead":
            # "Agreed to wait until May", "agreed last week to wait until May"; "agreed on Monday to wait" did so.
            if "to" in view.words(i + 1, min(len(view), max(i + 2, min(i + 4, start)))):
                return FUTURE
            return PAST if word.endswith("ed") else ""
        if not found and word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
            found = PAST
        if word in _UNDER_WAY:
            # "With the port opening in May", but not "since opening in May", "the opening in May"
            noun = not i or not view.word(i - 1)[0].isalnum() or view.word(i - 1).lower() in _NO_PROGRESS
            return "" if noun or start != i + 2 else FUTURE
        if found == PAST and i:
            before = view.word(i - 1)
            if before == "be":
                ahead = view.word(i - 2) if i > 1 else ""
                return FUTURE if ahead == "to" or self._words.get(ahead) == FUTURE else ""
            if before in ("is", "are", "being", "am"):
                return PRESENT
        if word in ("has", "have", "had") and self._participle(view, i + 1):
            return PAST
        if word in ("have", "do", "be") and i and self._words.get(view.word(i - 1)) == FUTURE:
            return FUTURE
        if found in (PRESENT, PAST) and word in ("is", "are", "was", "were", "am") and i + 1 < len(view):
            return FUTURE if view.word(i + 1) == "to" else found
        return found

    def _participle(self, view: View, i: int) -> bool:
        """Whether a participle stands at a token or behind the adverb there."""
        for word in view.words(i, min(i + 2, len(view))):
            if self._words.get(word) == PAST or word in _IRREGULAR or (word.endswith("ed") and word not in self._words):
                return True
        return False
