"""What spaCy's tokenizer does with a run of characters, without the documents and entries that it makes of it.

Prefixes and suffixes are taken off until there are none or a special case is left; what is left is parted at infixes.
At the end spaCy looks for special cases once more, among the tokens: where it could find one, it is asked itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_SPANS = re.compile(r"\s+|\S+").findall

Search = Callable[[str], re.Match[str] | None]
FindAll = Callable[[str], Iterable[re.Match[str]]]


class Splitter:
    """Splits runs of characters as spaCy does with the same rules.

    ``rules`` are the special cases with their tokens; ``prefix``, ``suffix``, ``infixes`` and ``url`` are what its
    tokenizer is given under these names.
    """

    def __init__(
        self, rules: dict[str, list[str]], prefix: Search, suffix: Search, infixes: FindAll, url: Search
    ) -> None:
        self._rules = rules
        self._prefix = prefix
        self._suffix = suffix
        self._infixes = infixes
        self._url = url
        self._phrases: dict[str, list[list[str]]] = {}
        """The special cases that could be found among tokens, by the first."""
        for rule, parts in rules.items():
            if prefix(rule) or suffix(rule) or any(infixes(rule)):
                tokens: list[str] = []
                self._add(rule, tokens, False)
                if tokens != parts:
                    self._phrases.setdefault(tokens[0], []).append(tokens)

    def tokens(self, run: str) -> list[str] | None:
        """The tokens of a run of characters without the plain space in it, or None where spaCy must be asked."""
        found: list[str] = []
        if run.split() == [run]:
            self._add(run, found, True)
        else:
            for span in _SPANS(run):
                self._add(span, found, True)
        phrases = self._phrases
        for i, token in enumerate(found):
            if token in phrases:
                for phrase in phrases[token]:
                    if found[i : i + len(phrase)] == phrase:
                        return None
        return found

    def _add(self, run: str, found: list[str], special: bool) -> None:
        """Add the tokens of a run without white space, or of white space, with the special cases or without."""
        rules = self._rules
        suffixes: list[str] = []
        last = 0
        while run and len(run) != last:
            if special and run in rules:
                break
            last = len(run)
            match = self._prefix(run)
            head = 0 if match is None else match.end() - match.start()
            rest = run
            if head:
                rest = run[head:]
                if special and rest in rules:
                    found.append(run[:head])
                    run = rest
                    break
            match = self._suffix(rest)
            tail = 0 if match is None else match.end() - match.start()
            if tail and special and run[:-tail] in rules:
                suffixes.append(run[-tail:])
                run = run[:-tail]
                break
            if head:
                found.append(run[:head])
            if tail and head + tail <= len(run):
                suffixes.append(run[-tail:])
                run = rest[:-tail]
            else:
                run = rest
        if run:
            parts = rules.get(run) if special else None
            if parts is not None:
                found.extend(parts)
            elif self._url(run) is not None:
                found.append(run)
            else:
                self._add_parts(run, found)
        suffixes.reverse()
        found.extend(suffixes)

    def _add_parts(self, run: str, found: list[str]) -> None:
        """Add the parts of a run between and at its infixes."""
        start = 0
        for match in self._infixes(run):
            first = match.start()
            if first == 0:
                continue
            if first != start:
                found.append(run[start:first])
            start = match.end()
            if first != start:
                found.append(run[first:start])
        if start < len(run):
            found.append(run[start:])
