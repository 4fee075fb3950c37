"""What goes in: one article."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text to extract from.

    ``text`` is never rewritten: every offset of every record counts into it, in Unicode code points. Only halves of
    surrogate pairs, which no file can hold, are U+FFFD, one for one.
    ``date`` is the document's date where the caller knows it; it resolves relative dates ("last year").
    ``sha256`` and ``encoding`` describe the bytes that the text was decoded from, ``certainty`` (from 0 to 1) how sure
    the encoding is, below 1 where it was guessed. ``derived`` says that the text is
    not what the file itself says but what a reader made of it (the main text of a page), so that offsets can be
    checked only if it is written down.
    """

    id: str
    text: str
    date: dt.date | None = None
    sha256: str = ""
    encoding: str = "utf-8"
    certainty: Decimal = Decimal(1)
    derived: bool = False

    def __post_init__(self) -> None:
        try:
            self.text.encode()
        except UnicodeEncodeError:
            object.__setattr__(self, "text", _SURROGATE.sub("\ufffd", self.text))


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be extracted, and why: one line that names the file and the remedy."""

    doc: str
    message: str
