"""Stub."""
from collections.abc import Iterator
from extract.view import Match, View
from extract.vocabulary import Vocabulary
class MoneyMatcher:
    kind = "money"
    rules = ()
    def __init__(self, vocabulary: Vocabulary, *, currency: str | None = None) -> None: ...
    def match(self, view: View) -> Iterator[Match]:
        yield from ()
