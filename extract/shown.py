"""How text from articles is shown: as it is, but harmless, and as much of it as is of use.

Articles are written by strangers, so no control or escape sequence, no mark that turns the direction of writing
and no invisible character of theirs reaches a terminal, a page or a report.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_COMMAND = re.compile(r":(?=:)|#(?=#\[)")
"""Where what the log of a CI server takes for a command begins: GitHub's ``::error::``, which a table may wrap to the
beginning of a line, and the older ``##[error]``."""
_HIDDEN = re.compile(
    r"[\x7f-\x9f\xad\u0600-\u0605\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    r"|#(?=#\[)"
)
"""Control characters that JSON need not escape, marks of direction, and what has no width."""


def printable(text: str) -> str:
    """Text that a terminal shows as it is: nothing but what prints, line ends, tabs and plain spaces.

    Nor is there anything that a CI server would do when it reads its log. As long as the text was, so that offsets
    hold.

    >>> printable("\\x1b[31m5 %"), printable("::stop-commands::x")
    ('�[31m5 %', '：:stop-commands：:x')
    """
    if not text.isprintable() and not text.replace("\n", "").replace("\t", "").isprintable():
        text = "".join(c if c.isprintable() or c in "\n\t" else " " if c.isspace() else "�" for c in text)
    if "::" in text or "##[" in text:
        text = _COMMAND.sub(lambda found: "：" if found[0] == ":" else "＃", text)
    return text


def escaped(json: str) -> str:
    """JSON that says the same, with what a terminal does not print written as ``\\u202e``.

    >>> escaped('{"text":"5\u202e"}')
    '{"text":"5\\\\u202e"}'
    """
    if json.isascii() and "\x7f" not in json and "##[" not in json:
        return json
    return _HIDDEN.sub(lambda found: _code(found[0]), json)


def _code(char: str) -> str:
    units = char.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


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
