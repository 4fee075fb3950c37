"""Articles as spaCy documents, for the formats that want tokens."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.tokenizer import Tokenizer


def tokens(text: str) -> Doc:
    """The tokens of a text, as the matchers see them, so that records begin and end with tokens."""
    return _tokenizer().doc(text)


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from extract.tokenizer import Tokenizer
    from extract.words import Words

    return Tokenizer(Words())
