"""Matchers: a file a kind, and files for what kinds share.

How a matcher works
-------------------
A matcher tells for each word its *lexical class*, one Latin-1 character in the alphabet of its channel
(``.`` for nothing); it is asked once for each distinct word. A document's classes are a string with a
character a token (`View.classes`), and the matcher's rules are named regular expressions over that string:
positions in it are token positions. A rule's ``read`` turns what it found into the fields of a record, or
into nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from extract.view import Match, View


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of grammar: a name, a pattern over classes, and how to read what it matches.

    ``examples`` are sentences in which the rule must find what stands in brackets, with the values that
    follow in parentheses: ``"lent [US$4.5 billion](amount=4500000000 currency=USD)"``; a leading
    ``@2018-10-15`` hands in a document's date. ``not_examples`` are sentences in which it must find nothing.
    """

    name: str
    pattern: str
    read: Callable[..., Any]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()


class Matcher(Protocol):
    """What finds facts of one kind in a document."""

    kind: str
    rules: tuple[Rule, ...]

    def match(self, view: View) -> Iterator[Match]:
        """The facts in a document, ascending, without overlap."""
        ...
