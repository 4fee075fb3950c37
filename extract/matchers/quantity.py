"""Stub: lexical classes shared by money, percent and multiple."""
from extract.vocabulary import Vocabulary
class Quantities:
    def __init__(self, vocabulary: Vocabulary) -> None: ...
    def classify(self, word: str) -> str:
        return "."
