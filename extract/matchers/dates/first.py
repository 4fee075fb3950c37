"""Which characters a pattern may begin with: so that of all rules only those are tried that may match."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\(\?(?:P<\w+>|[:=!]|<[=!])|\[\^?[^\]]+\]|\\.|\{\d*,?\d*\}|.", re.DOTALL)


def first(pattern: str) -> set[str]:
    """The characters with which a match of a pattern can begin.

    Takes what patterns over lexical classes are made of: characters, sets without ranges, groups, ``|``, ``?``,
    ``*``, ``+`` and ``{m,n}``; what looks ahead is passed over.

    >>> sorted(first("(?:ab|[cd])?e(?=f)"))
    ['a', 'c', 'd', 'e']
    """
    tokens = _TOKEN.findall(pattern)
    chars, _, at = _branches(tokens, 0)
    if at != len(tokens):
        raise ValueError(f"unbalanced pattern: {pattern}")
    return chars


def _branches(tokens: list[str], at: int) -> tuple[set[str], bool, int]:
    """The first characters of alternatives, whether one of them may be empty, and the token behind them."""
    chars: set[str] = set()
    empty = False
    while True:
        found, nothing, at = _sequence(tokens, at)
        chars |= found
        empty |= nothing
        if at < len(tokens) and tokens[at] == "|":
            at += 1
            continue
        return chars, empty, at


def _sequence(tokens: list[str], at: int) -> tuple[set[str], bool, int]:
    chars: set[str] = set()
    empty = True
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        found, nothing, at = _atom(tokens, at)
        if at < len(tokens) and tokens[at][0] in "?*{+":
            nothing |= tokens[at] in ("?", "*") or tokens[at].startswith(("{0", "{,"))
            at += 1
        if empty:
            chars |= found
            empty = nothing
    return chars, empty, at


def _atom(tokens: list[str], at: int) -> tuple[set[str], bool, int]:
    token = tokens[at]
    if token.startswith("(?"):
        chars, empty, at = _branches(tokens, at + 1)
        looks = token[2] in "=!<" and not token.startswith("(?P")
        return (set(), True, at + 1) if looks else (chars, empty, at + 1)
    if len(token) > 1 and token[0] == "[":
        return set(token[1:-1]), False, at + 1
    return {token[-1]}, False, at + 1
