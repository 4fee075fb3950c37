"""Stub."""
from collections.abc import Iterator
from extract.view import Match, View
from extract.vocabulary import Vocabulary
class ProjectMatcher:
    kind = "project"
    rules = ()
    def __init__(self, vocabulary: Vocabulary) -> None: ...
    def classify(self, word: str) -> str:
        return "."
    def match(self, view: View) -> Iterator[Match]:
        yield from ()
