"""Names in the fields of a project's sheet: "| **Title** | Skills for Youth |", "Project name: Roads to Market"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from extract.matchers.project_scene import Candidate, Scene

_FIELD = (
    r"[ \t]*[*_]{0,3}(?P<key>(?:Project|Programme|Program)(?: (?:[Tt]itle|[Nn]ame))?|"
    r"(?:Title|Name) of (?:the )?(?:project|programme|program)|Title)[*_]{0,3}[ \t]*[:|][*_]{0,3}[ \t|]*"
    r"(?P<name>[A-Z][^\n|()*:;.]{5,90}?)[ \t]*(?=[\n|(*]|\Z)"
)
FIELD = re.compile(rf"(?:\A|[\n|]){_FIELD}")
_BEHIND_BREAK = re.compile(rf"[\n|]{_FIELD}")
# Hardly a text has fields, which is found out fastest by patterns that begin with one character.
_KEY = r"[ \t]*+[*_]{0,3}+(?:Project|Program|Title|Name of)"
_KEY_ON_LINE = re.compile(rf"\n{_KEY}")
_KEY_IN_CELL = re.compile(rf"\|{_KEY}")
_SHEET = re.compile(
    r"\b(?:Commissioned by|Client|Lead executing agency|Executing agency|Implementing agency|Overall term|Borrower|"
    r"Donors?|Financier|Approval date|Project (?:ID|number|cost|status|period|duration)|Implementing partners?)\b"
)
_NEAR = 700
_SMALL = frozenset("a an and at by de for from in into of on or the through to towards with".split())


def fields(scene: Scene) -> Iterator[Candidate]:
    """The names that fields of this document give."""
    view = scene.view
    text = view.text
    top = FIELD.match(text)
    if top is None and _KEY_ON_LINE.search(text) is None and _KEY_IN_CELL.search(text) is None:
        return
    # All others begin with a line end or a bar, and are looked for fast that way.
    others = _BEHIND_BREAK.finditer(text, top.end() if top else 0)
    for field in chain((top,) if top else (), others):
        start, end = field.span("name")
        if field["key"] in ("Title", "Project", "Programme", "Program") and not _SHEET.search(text, end, end + _NEAR):
            continue
        first, last = view.token_at(start), view.token_at(end - 1)
        if view.starts[first] != start or view.ends[last] != end or not _is_name(view.words(first, last + 1)):
            continue
        yield Candidate(first, last + 1, last + 1, "field", "initiative")


def _is_name(words: list[str]) -> bool:
    """Whether words read as a title: several, and capitals at all that are not small words."""
    return len(words) > 2 and all(word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in words)
