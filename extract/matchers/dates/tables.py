"""Tables in plain text: whether a number in a cell is one of a column of numbers rather than a year.

::

    | Rice | 1950 | 2010 |
    | Oil  | 2000 | 2350 |
"""

from __future__ import annotations

from extract.matchers.dates import lexicon as lx
from extract.view import DATE, View

_ROW = 60
"""Rows of more tokens are not read."""
_ROWS = 5
"""So many rows above are asked."""


def is_value(view: View, i: int) -> bool:
    """Whether the number that begins a cell at a token is a value: another number stands above or below it.

    A year that heads the column, above a line of dashes, tells of values, too. The first cell of a row is none.
    """
    start = _start(view, i)
    if start < 0 or start >= i - 1:
        return False
    column = _bars(view, start, i)
    above = _above(view, start)
    for _ in range(_ROWS):
        if above < 0:
            break
        cell = _cell(view, above, column)
        if _is_number(view, cell):
            return True
        if view.word(cell)[0] in "-:=":
            above = _above(view, above)
            if above >= 0 and view.classes(DATE)[_cell(view, above, column)] in lx.DATED:
                return True
            break
        above = _above(view, above)
    below = _below(view, i)
    return below >= 0 and _is_number(view, _cell(view, below, column))


def _is_number(view: View, i: int) -> bool:
    """Whether a number stands at a token, and nothing else in its cell."""
    classes = view.classes(DATE)
    return classes[i] in lx.NUMERALS and (i + 1 == len(classes) or classes[i + 1] in lx.BAR + "\n")


def _start(view: View, i: int) -> int:
    """The first token of the row of a token, if that is a bar and near; else -1."""
    classes = view.classes(DATE)
    start = classes.rfind("\n", max(0, i - _ROW), i) + 1
    if not start and i > _ROW:
        return -1
    return start if start < len(view) and view.word(start) == "|" else -1


def _bars(view: View, start: int, i: int) -> int:
    """How many bars stand before a token in its row."""
    return view.classes(DATE).count(lx.BAR, start, i)


def _cell(view: View, start: int, column: int) -> int:
    """The first token behind so many bars of a row, or the row's first token where it has none."""
    classes = view.classes(DATE)
    at = start - 1
    for _ in range(column):
        at = classes.find(lx.BAR, at + 1, start + _ROW)
        if at < 0 or "\n" in classes[start:at]:
            return start
    return at + 1 if at + 1 < len(view) else start


def _above(view: View, start: int) -> int:
    """The first token of the row above the one that begins at a token, or -1."""
    return _start(view, start - 1) if start > 1 else -1


def _below(view: View, i: int) -> int:
    """The first token of the row below that of a token, or -1."""
    end = view.classes(DATE).find("\n", i, i + _ROW)
    return end + 1 if 0 <= end < len(view) - 1 and view.word(end + 1) == "|" else -1
