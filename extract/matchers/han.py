"""Numbers in Han characters: 四十七, 3千万, 1.2万亿, 十二点五."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.matchers.numbers import MAX_SIZE, parse_digits

_POINT = frozenset("点點")


def parse_han(words: Sequence[str], values: Mapping[str, Decimal]) -> Decimal | None:
    """The number that tokens (Han characters, digits) say, or None.

    ``values`` gives the value of each character: digits below 10, powers of ten from 10.

    >>> powers = (("一", 1), ("三", 3), ("十", 10), ("千", 1000), ("万", 10**4), ("亿", 10**8))
    >>> values = {character: Decimal(value) for character, value in powers}
    >>> [int(parse_han(list(s), values)) for s in ("三十一", "3千万", "三万亿")]
    [31, 30000000, 3000000000000]
    """
    if not 0 < len(words) <= 24:
        return None
    for at, word in enumerate(words):
        if word in _POINT:
            whole, part = _whole(words[:at], values), _digits(words[at + 1 :], values)
            scale = words[at + 1 + len(part) :]
            if whole is None or not part:
                return None
            factor = _whole(scale, values) if scale else Decimal(1)
            value = None if factor is None else (whole + Decimal(f"0.{part}")) * factor
            break
    else:
        value = _whole(words, values)
    return value if value is None or value.adjusted() < MAX_SIZE else None


def _digits(words: Sequence[str], values: Mapping[str, Decimal]) -> str:
    """The leading characters that are digits, as a string of digits."""
    digits = ""
    for word in words:
        value = values.get(word)
        if value is None or value >= 10:
            break
        digits += str(value)
    return digits


def _whole(words: Sequence[str], values: Mapping[str, Decimal]) -> Decimal | None:
    """A number without a point: what stands before its largest power of ten counts it, the rest is added."""
    if not words:
        return None
    known = [values.get(word) for word in words]
    powers = [value for value in known if value is not None and value >= 10]
    if not powers:
        if len(words) == 1:
            return known[0] if known[0] is not None else parse_digits(words[0])
        digits = _digits(words, values)
        return Decimal(digits) if len(digits) == len(words) else None
    power = max(powers)
    # "万亿": of equals the last one, "一万一万" being none.
    at = len(words) - 1 - known[::-1].index(power)
    if at > 1 and power == 10:
        return None  # 二三十, "twenty or thirty"
    left = _whole(words[:at], values) if at else Decimal(1)
    rest = words[at + 1 :]
    while rest and values.get(rest[0]) == 0:
        rest = rest[1:]
    right = _whole(rest, values) if rest else Decimal(0)
    if left is None or right is None or right >= power:
        return None
    return left * power + right
