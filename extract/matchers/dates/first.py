"""What a pattern may begin with: so that of all rules only those are tried that may match."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\(\?(?:P<\w+>|[:=!]|<[=!])|\[\^?[^\[\]]+\]|\\.|\{\d*,?\d*\}|.", re.DOTALL)


def first(pattern: str) -> set[str]:
    """The characters with which a match of a pattern can begin.

    >>> sorted(first("(?:ab|[cd])?e(?=f)"))
    ['a', 'c', 'd', 'e']
    """
    return {opening[0] for opening in openings(pattern) if opening}


def openings(pattern: str) -> set[str]:
    """The first two characters that a match of a pattern can have, or all of it where it can be shorter.

    Takes what patterns over lexical classes are made of: characters, sets that name them one by one, groups, ``|``,
    ``?``, ``*``, ``+`` and ``{m,n}``. What must follow counts as well; other looks ahead and behind are passed over.

    >>> sorted(openings("(?:ab|[cd])?e(?=f)|g(?!h)"))
    ['ab', 'ce', 'de', 'ef', 'g']
    """
    tokens = _TOKEN.findall(pattern)
    found, at = _branches(tokens, 0)
    if at != len(tokens):
        raise ValueError(f"unbalanced pattern: {pattern}")
    return found


def _joined(left: set[str], right: set[str]) -> set[str]:
    return {(one + other)[:2] for one in left for other in (right if len(one) < 2 else ("",))}


def _branches(tokens: list[str], at: int) -> tuple[set[str], int]:
    """The openings of alternatives, and the token behind them."""
    found: set[str] = set()
    while True:
        some, at = _sequence(tokens, at)
        found |= some
        if at < len(tokens) and tokens[at] == "|":
            at += 1
            continue
        return found, at


def _sequence(tokens: list[str], at: int) -> tuple[set[str], int]:
    found = {""}
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        some, at = _atom(tokens, at)
        if at < len(tokens) and tokens[at][0] in "?*{+":
            how = tokens[at]
            if how != "?":
                some = some | _joined(some, some)
            if how in ("?", "*") or how.startswith(("{0", "{,")):
                some = some | {""}
            at += 1
        found = _joined(found, some)
    return found, at


def _atom(tokens: list[str], at: int) -> tuple[set[str], int]:
    token = tokens[at]
    if token.startswith("(?"):
        found, at = _branches(tokens, at + 1)
        return ({""} if token in ("(?!", "(?<=", "(?<!") else found), at + 1
    if token == "." or token.startswith("[^"):
        raise ValueError(f"not one of known characters: {token}")
    if len(token) > 1 and token[0] == "[":
        return set(token[1:-1]), at + 1
    return {token[-1]}, at + 1
