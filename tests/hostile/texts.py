"""Texts that were written to break a reader of texts, and texts that nobody wrote. The same for the same dice."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

from tests.strategies import GLUE, ODD, sentences, words

GOLD = Path(__file__).parent.parent / "gold"

_FACTS = (
    "$ € £ ¥ US$ HK$ Rs. 5 5.5 5,5 1,234 12,34,567 1/2 ½ 3-4 -5 +5 0 00 1e9 1e999999 ∞ NaN 99999 0000 5bn 5m "
    "10k million billion crore lakh 万 亿 元 % percent per cent percentage points bp basis x times fold double "
    "halved twice a an the one two twenty hundred half quarter dozen several about over up to at least or "
    "more between from and - – — . , ; : ( ) [ ] ' ’ May March 26 2024 2024-06-26 26/06/2024 19:04 7 p.m. "
    "Monday last next this year month week ago earlier later decade 1990s '90s century Q1 H1 FY24 first of "
    "every each summer today 年 月 日 China Chinese Beijing Kazakhstan's U.S. Korea South Guinea Georgia New "
    "Mexico Kremlin Sino- Belt Road Initiative (BRI) Dam railway line Corridor Project Programme Vision 2030"
).split(" ")  # fmt: skip

PLANTED = "\n\nThe bank lent US$94.8 billion to Kazakhstan on June 26, 2024, which was 7.25 percent more.\n"
"""A paragraph whose facts hang on nothing around it."""

FACTS = {
    ("money", "US$94.8 billion"),
    ("country", "Kazakhstan"),
    ("date", "June 26, 2024"),
    ("percent", "7.25 percent"),
}
"""The facts of `PLANTED`."""


@cache
def articles() -> tuple[str, ...]:
    """The labelled articles."""
    lines = [line for name in ("seeds", "dev") for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return tuple(json.loads(line)["text"] for line in lines)


def random_unicode(dice: random.Random) -> str:
    """Characters from all of Unicode but the halves of pairs, from a few of its blocks at a time."""
    text = []
    for _ in range(dice.randint(1, 8)):
        start = dice.choice((0, 0, 0, 0x80, 0x300, 0x600, 0x900, 0x2000, 0x2000, 0x4E00, 0xFE00, 0x1F300, 0xE0000))
        start = dice.randrange(0x110000) if dice.random() < 0.2 else start
        codes = [min(0x10FFFF, start + dice.randrange(0x180)) for _ in range(dice.randint(1, 60))]
        text += [chr(code) for code in codes if not 0xD800 <= code < 0xE000]
    return "".join(text)


def salad(dice: random.Random) -> str:
    """The words of facts and of the rules' examples in any order, and odd characters between them."""
    pools = ((_FACTS, 6), (words(), 3), (ODD, 1))
    chosen = dice.choices([pool for pool, _ in pools], [weight for _, weight in pools], k=dice.randint(5, 150))
    return "".join(dice.choice(pool) + dice.choice(GLUE if dice.random() < 0.3 else (" ",)) for pool in chosen)


def spliced(dice: random.Random) -> str:
    """Pieces of news cut off anywhere, one after the other."""
    pieces = []
    for _ in range(dice.randint(2, 12)):
        text = dice.choice(articles() if dice.random() < 0.3 else sentences())
        start = dice.randrange(len(text)) if dice.random() < 0.5 else 0
        end = start + dice.randint(10, 300)
        pieces.append(text[start:end] + dice.choice(GLUE))
    return "".join(pieces)


def hurt(dice: random.Random) -> str:
    """News with pieces left out, said twice, in other letters, or with other characters."""
    text = spliced(dice)
    for _ in range(max(3, len(text) // dice.choice((20, 60, 200)))):
        start = dice.randint(0, len(text))
        end = min(len(text), start + dice.choice((0, 1, 1, 2, 5, 15)))
        piece = text[start:end]
        put = dice.choice(
            (
                "",
                piece * 2,
                piece.upper(),
                piece.lower(),
                piece[::-1],
                dice.choice(ODD),
                dice.choice(GLUE),
                dice.choice(_FACTS),
                dice.choice(words()),
                chr(dice.choice((dice.randrange(0x80), dice.randrange(0x3000), dice.randrange(0xE000, 0x110000)))),
            )
        )
        text = text[:start] + put + text[end:]
    return text


def repeated(dice: random.Random, size: int = 3000) -> str:
    """One piece again and again: what costs a careless pattern the square of the length."""
    piece = "".join(dice.choice((*_FACTS, *ODD)) + dice.choice(("", " ", "-", ",")) for _ in range(dice.randint(1, 3)))
    return piece * (size // max(1, len(piece)))


_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def disguised(dice: random.Random) -> str:
    """News in odd characters: digits of other scripts, wide letters, marks inside words and numbers."""
    text = spliced(dice)
    way = dice.randrange(6)
    if way < 3:
        return text.translate((_DIGITS, _ARABIC, _DEVANAGARI)[way])
    if way == 3:
        return text.translate(_WIDE)
    mark = dice.choice("\u200b\u200d\u00ad\u202e\u0301\u2060\ufeff\x00\xa0\u2009")
    if way == 4:
        return re.sub(r"(?<=\d)(?=\d)|(?<=\w)(?=\w)", lambda _: mark if dice.random() < 0.2 else "", text)
    return text.replace(" ", mark)


_MONSTERS = (
    lambda n, digits: f"It cost ${digits} billion, 5% and 7 times.",
    lambda n, digits: f"It rose {digits}%, or {digits[: n // 2]} times.",
    lambda n, digits: f"It cost {'9' * n} billion dollars or 1e{digits[:9]} dollars or $1E+{digits[:5]}.",
    lambda n, digits: f"It fell {'million ' * (n // 8)}dollars.",
    lambda n, digits: (
        f"In {digits[:5]}, on June {digits[:3]}, 0000-00-00, 99999-12-31 or {digits[:4]}/13/{digits[:2]}. " * (n // 60)
    ),
    lambda n, digits: f"It was {digits} years ago, in {digits[:6]} days and {digits[:6]} centuries later.",
    lambda n, digits: "(" * (n // 2) + "$5" + ")" * (n // 2),
    lambda n, digits: "[" * (n // 2) + "5%" + "\u201c" * (n // 2),
    lambda n, digits: "$" * (n // 2) + "5" + "%" * (n // 2),
    lambda n, digits: " and ".join(digits[: n // 6]) + " percent",
    lambda n, digits: f"{digits[:30]}.{digits[: n // 2]} percent, 0.{'0' * (n // 2)}1%, {'-' * 50}5%",
    lambda n, digits: ("a" * (n // 4) + " ") * 3 + "$" + "0" * (n // 4) + "5",
)


def monsters(dice: random.Random, size: int = 0) -> str:
    """Numbers, dates and brackets beyond all measure, of about so many characters."""
    make = dice.choice(_MONSTERS)
    size = size or dice.choice((60, 500, 5000))
    return make(size, "".join(dice.choices("0123456789", k=size)))
