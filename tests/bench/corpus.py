"""Text to measure on: any amount of varied news, the same bytes everywhere, made from the labelled articles.

Sentences of the articles are mixed anew, their figures changed, and words replaced by invented ones at about the
rate at which real news brings words not seen before, so that caches meet what they would meet there. The articles
were chosen for their facts: to have no more of each kind than news has, most sentences lose their figures and names,
and those with the rarer kinds of facts, or in Chinese, are taken seldom.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

GOLD = Path(__file__).parent.parent / "gold"

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]+\s*")
_WORD = re.compile(r"[A-Za-z]{4,}|\d+")
_FIGURE = re.compile(r"[$€£¥₹]?\d[\d.,:/]*\d%?|[$€£¥₹]?\d%?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLAIN = 0.75
"""So many of the sentences lose their figures and names. With this, there are about five facts in 1,000 characters,
and about one word in seven is seen once only, as was counted on 3 MB of agency news, web news and encyclopedia."""
_SHARES = {"project": 0.05, "money": 0.3, "multiple": 0.2}
"""Of the sentences with such a fact, so many are taken; of those without, all. In the text that was counted, half of
the facts were countries, two in five dates, and the other kinds 1 in 12 together."""
_CHINESE = 0.02

_NAMES = 50_000
_ONSETS = "b br c ch d dr f g gr h j k kl l m n p pr qu r s sh st t tr v w y z".split()
_NUCLEI = "a ai e ea ee i o oo ou u".split()
_CODAS = ["", "", "l", "n", "nd", "r", "rs", "s", "st", "t", "m", "ng", "ck"]


def texts(size: int, *, length: int = 3000, seed: int = 1, names: int = 0) -> Iterator[str]:
    """Documents of about ``length`` characters each, ``size`` characters in all.

    ``names`` is the number of the list of invented names that is used.
    """
    rng = random.Random(seed)
    first = names * _NAMES
    sentences, weights = _sentences()
    made = 0
    while made < size:
        parts: list[str] = []
        have = 0
        while have < length:
            plain = rng.random() < _PLAIN
            part = rng.choices(sentences, cum_weights=weights)[0]
            if plain:
                part = _FIGURE.sub("several", part)
            part = _WORD.sub(lambda match, plain=plain: _vary(match.group(), rng, plain, first), part)
            part = part.rstrip() + ("\n\n" if rng.random() < 0.2 else " ")
            parts.append(part)
            have += len(part)
        text = "".join(parts)
        made += len(text)
        yield text


@cache
def _sentences() -> tuple[list[str], list[float]]:
    """The sentences of the articles, and how often to take each, added up."""
    sentences: list[str] = []
    weights: list[float] = []
    for name in ("dev", "seeds"):
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            facts = [(record["start"], _SHARES.get(record["kind"], 1)) for record in row["records"]]
            for match in _SENTENCE.finditer(row["text"]):
                if 20 < len(match.group()) < 400:
                    weight = min((share for at, share in facts if match.start() <= at < match.end()), default=1)
                    sentences.append(match.group())
                    weights.append(min(weight, _CHINESE) if _HAN.search(match.group()) else weight)
    return sentences, list(accumulate(weights))


def _vary(word: str, rng: random.Random, plain: bool, first: int) -> str:
    if plain and word[0].isupper():
        if rng.random() < 0.5:
            return _invented(rng).capitalize()
        return _name(first + int(rng.paretovariate(0.6)) % _NAMES).capitalize()
    if word.isdigit():
        if len(word) == 4 or rng.random() < 0.5:
            return word
        return str(rng.randrange(1, 10 ** len(word)))
    if rng.random() > (0.25 if word[0].isupper() else 0.05):
        return word
    return _invented(rng).capitalize() if word[0].isupper() else _invented(rng)


@cache
def _name(number: int) -> str:
    """An invented name; the lower its number, the more often it comes, as names do in news."""
    return _invented(random.Random(number))


def _invented(rng: random.Random) -> str:
    return "".join(
        rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(rng.choice((1, 2, 2, 3)))
    )


def read(path: Path) -> list[str]:
    """The texts of a corpus of one's own: a JSON Lines file with ``text``, or a folder of .txt files."""
    if path.is_dir():
        return [file.read_text(encoding="utf-8", errors="replace") for file in sorted(path.rglob("*.txt"))]
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
