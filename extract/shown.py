"""How text from articles is shown: as it is, but harmless, and as much of it as is of use.

Articles are written by strangers, so no control or escape sequence, no mark that turns the direction of writing
and no invisible character of theirs reaches a terminal, a page or a report.
"""

from __future__ import annotations

from typing import NamedTuple


def printable(text: str) -> str:
    """Text that a terminal shows as it is: nothing but what prints, line ends, tabs and plain spaces.

    As long as the text was, so that offsets hold.

    >>> printable("\\x1b[31m5 %")
    '�[31m5 %'
    """
    if text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else " " if c.isspace() else "�" for c in text)


def flat(text: str) -> str:
    """Printable text on one line, as long as the text was."""
    return printable(text).replace("\n", " ").replace("\t", " ")


class Excerpt(NamedTuple):
    """A stretch of a text with a span in it: what stands before the span, the span, and what stands behind."""

    before: str
    span: str
    after: str


def excerpt(text: str, start: int, end: int, width: int = 160) -> Excerpt:
    """The characters ``start`` to ``end`` of a text with about ``width`` around them, on one line.

    Cut at words, with an ellipsis where something is left out.

    >>> excerpt("It lent Kenya $3.2bn last year, more than ever before.", 14, 20, width=16)
    Excerpt(before='… Kenya ', span='$3.2bn', after=' last …')
    """
    room = width
    low = max(0, start - max(room // 2, room - (len(text) - end)))
    high = min(len(text), end + max(room // 2, room - start))
    if low > 0:
        space = text.find(" ", low, start)
        low = space if space >= 0 else low
    if high < len(text):
        space = text.rfind(" ", end, high)
        high = space + 1 if space >= 0 else high
    before = ("…" if low else "") + flat(text[low:start])
    return Excerpt(before, flat(text[start:end]), flat(text[end:high]) + ("…" if high < len(text) else ""))
