"""Other tools that find some of what this project finds, where they are installed, on the same texts."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec

_SAMPLE = 30_000
"""So many characters are enough for what is slow."""


def peers(texts: Sequence[str]) -> list[tuple[str, str, float]]:
    """Of each that is installed its name, what it finds, and its time as a share of stock tokenization."""
    import spacy

    sample: list[str] = []
    while sum(map(len, sample)) < _SAMPLE and len(sample) < len(texts):
        sample.append(texts[len(sample)][:3000])
    nlp = spacy.blank("en")
    stock = min(_seconds(nlp.tokenizer, sample) for _ in range(3))
    found = []
    for name, what, load in _PEERS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            run = load()
            if run is not None:
                run(sample[0])
                found.append((name, what, _seconds(run, sample) / stock))
    return found


def _seconds(run: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        run(text)
    return time.perf_counter() - start


def _dateparser() -> Callable[[str], object] | None:
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=["en"])


def _quantulum() -> Callable[[str], object] | None:
    if find_spec("quantulum3") is None:
        return None
    from quantulum3 import parser  # type: ignore[import-not-found]  # not installed for type checks

    return lambda text: parser.parse(text)


def _model() -> Callable[[str], object] | None:
    import spacy

    if not spacy.util.is_package("en_core_web_sm"):
        return None
    return spacy.load("en_core_web_sm", disable=["parser", "lemmatizer", "attribute_ruler", "tagger"])


_PEERS: tuple[tuple[str, str, Callable[[], Callable[[str], object] | None]], ...] = (
    ("spaCy en_core_web_sm", "entities, by a statistical model", _model),
    ("dateparser.search", "dates", _dateparser),
    ("quantulum3", "quantities with units, money among them", _quantulum),
)
