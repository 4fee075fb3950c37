"""Numbers that share a unit: ranges, lists, and the ends of a change.

"5 to 7 percent" is one range, "2, 3 and 5 percent" three values, and "rose from $5 billion to $7 billion" two;
a scale said once holds for both ends.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from extract.matchers.currency import ONE
from extract.matchers.numbers import goes_on, is_torn
from extract.matchers.quantity import Item, Quantities, is_year, word_before
from extract.view import QUANTITY, View


class Part(NamedTuple):
    """One number of a run: its tokens, value and scale, and how the next number is joined to it.

    ``join`` is ``-``, ``to``, ``and``, ``or``, ``,`` or empty for the last.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal
    join: str


_JOINS = {
    "-": "-", "r": "to", "-r": "to", "-r-": "to", "&": "and", "-&": "and", ",&": ", and", "-,&": ", and", "O": "or",
    "-O": "or", ",O": ", or", "-,O": ", or", ",": ",", "-,": ",",
}  # fmt: skip


def read_run(quantities: Quantities, view: View, start: int, end: int) -> list[Part]:
    """The numbers of the run of tokens ``start`` to ``end``, the last one at its end.

    A run begins as far left as its numbers are joined by something that makes a range or a list.
    """
    classes = view.classes(QUANTITY)
    if end - start <= 2 and classes[start] == "9":
        number = read_number(quantities, view, start, end)
        if number:
            return [Part(start, end, *number, "")]
    parts: list[Part] = []
    stop, join = end, ""
    while True:
        found = _last_number(quantities, view, classes, start, stop)
        if found is None:
            break
        at, value, scale = found
        parts.append(Part(at, stop, value, scale, join))
        stop = at
        while stop > start and classes[stop - 1] in "-&,rO":
            stop -= 1
        join = _JOINS.get(classes[stop:at], "")
        if stop == start or not join:
            break
    parts.reverse()
    return parts


def _last_number(
    quantities: Quantities, view: View, classes: str, start: int, end: int
) -> tuple[int, Decimal, Decimal] | None:
    """The first token, the value and the scale of the longest number that ends before token ``end``."""
    first = end - 1
    while first > start and classes[first - 1] not in ",rO":
        first -= 1
    for at in range(first, end):
        if classes[at] in "-&o+z" or (at > start and classes[at - 1] == "o" and classes[at] != "9"):
            continue
        if at > start and classes[at] == "a" and classes[at - 1] == "&":
            continue
        if at > start and goes_on(view, at):
            continue
        found = read_number(quantities, view, at, end)
        if found is not None:
            return at, *found
    return None


def read_number(quantities: Quantities, view: View, start: int, end: int) -> tuple[Decimal, Decimal] | None:
    """The value of the number that all the tokens say, and its scale (1 for none); None if they say none."""
    numbers = quantities.numbers
    classes = view.classes(QUANTITY)[start:end]
    if classes == "9":
        word = view.word(start)
        value = None if word.startswith("00") and word.isdigit() else numbers.value(word)
        return None if value is None else (value, ONE)
    if "5-9" in classes:
        return None  # "$104.3m – 80% of it"
    if "99" in classes and is_torn(view.between(start, end)):
        return None
    if classes == "95":
        value, scale = numbers.value(view.word(start)), numbers.value(view.word(start + 1))
        return None if value is None or scale is None else (value * scale, scale)
    value = numbers.parse(number_words(view, start, end))
    return None if value is None else (value, scale_of(quantities, view, start, end))


def number_words(view: View, start: int, end: int) -> list[str]:
    """The words of a number without what qualifies it inside: "500-odd million", "100+ million"."""
    classes = view.classes(QUANTITY)[start:end]
    if "z" not in classes and "+" not in classes:
        return view.words(start, end)
    words = view.words(start, end)
    return [
        word
        for at, word in enumerate(words)
        if classes[at] not in "z+" and not (classes[at] == "-" and classes[at + 1 : at + 2] == "z")
    ]


def scale_of(quantities: Quantities, view: View, start: int, end: int) -> Decimal:
    """The product of the scales among the tokens of a number."""
    scale = ONE
    classes = view.classes(QUANTITY)
    for at in range(start, end):
        if classes[at] in "5v":
            scale *= quantities.numbers.value(view.word(at)) or 1
    return scale


def items_of_run(
    quantities: Quantities, view: View, parts: list[Part], end: int, rule: str, unit: object
) -> list[Item]:
    """The quantities that a run of numbers with one unit behind it says; the unit ends before ``end``.

    One range, or a list of values of which only the last one's span holds the unit. Numbers on the left that
    belong to neither are left out.
    """
    last = parts[-1]
    while len(parts) > 1 and (_is_other(view, parts[0], last) or (isinstance(unit, str) and _is_count(parts[0], last))):
        parts = parts[1:]
    items = [Item(last.start, end, last.value, rule, unit, scale=last.scale)]
    if len(parts) == 1:
        return items
    before = parts[-2]
    if before.join in ("-", "to") or (before.join == "and" and is_between(view, before.start)):
        value = share(before.value, before.scale, last.value, last.scale, ordered=True)
        if value < last.value:
            if (
                before.join == "to"
                and word_before(view, before.start) == "from"
                and (tells_change(quantities, view, before.start))
            ):
                scale = last.scale if value != before.value else before.scale
                first = Item(before.start, before.end, value, rule, unit, scale=scale, bare=True)
                return [first, *items]
            if not _is_year_beside(view, before, last):
                return [Item(before.start, end, None, rule, unit, value, last.value, last.scale)]
            return items
        # Falling ends are no range: "from 12 to 8 percent", "by 52-48 percent"
        if (before.join == "to" and word_before(view, before.start) == "from") or (
            before.join == "-" and not _is_year_beside(view, before, last)
        ):
            value = share(before.value, before.scale, last.value, last.scale, ordered=False)
            return [Item(before.start, before.end, value, rule, unit, bare=True), *items]
        return items
    return _list(view, parts, items, rule, unit)


def _is_other(view: View, part: Part, last: Part) -> bool:
    """Whether a number has a sign of its own before it: "US$5 billion and 10 million euros"."""
    before = view.classes(QUANTITY)[part.start - 1 : part.start] if part.start else ""
    return (before != "" and before in "SLC") or (part.scale > 1 and last.scale == 1)


def _is_count(part: Part, last: Part) -> bool:
    """Whether a number before a rate is too large for one: "2,765,610 or 98.767%", "250 and 5 percent"."""
    size = max(abs(last.value), ONE)
    return part.value > 100 * size or (part.value > 1000 and part.value > 5 * size)


def _list(view: View, parts: list[Part], items: list[Item], rule: str, unit: object) -> list[Item]:
    """The members of "2, 3 and 5 percent", the last one's item given."""
    last = parts[-1]
    members: list[Item] = []
    closed = False
    for part in reversed(parts[:-1]):
        if part.join in ("and", "or", ", and", ", or"):
            if closed:
                break
            closed = True
            # "$2 billion, or 75%" is no list; "2, 3, or 5 percent" is.
            if part.join[0] == "," and (len(parts) < 3 or parts[-3].join != ","):
                break
        elif part.join != "," or not closed:
            break
        if _is_year_beside(view, part, last) or word_before(view, part.start) in _NO_MEMBER:
            break
        value = share(part.value, part.scale, last.value, last.scale, ordered=False)
        members.append(Item(part.start, part.end, value, rule, unit, scale=last.scale, bare=True))
    return [*reversed(members), *items]


_NO_MEMBER = frozenset("in aged age since until page pages no. number chapter division section art article".split())


def _is_year_beside(view: View, part: Part, last: Part) -> bool:
    """Whether a number is a year that has nothing to do with the number after it."""
    alone = part.end - part.start == 1 and is_year(view.word(part.start))
    return alone and (last.value < 1000 or last.scale > 1)


_THOUSAND = 1000


def share(value: Decimal, scale: Decimal, last: Decimal, last_scale: Decimal, *, ordered: bool) -> Decimal:
    """A value with the scale that the next number names, where that is meant: "$5 to $7 billion".

    Not where a scale is said already, for thousands in digits unless the next number has them, too ("1,800-2,000
    crore"), nor (``ordered``: in a range) where it would pass the next number: "between 500 and 1 million".
    """
    if scale != 1 or last_scale == 1 or (value >= _THOUSAND and abs(last) < _THOUSAND * last_scale):
        return value
    scaled = value * last_scale
    if ordered:
        return scaled if scaled < last else value
    return scaled if last / 50 <= scaled <= last * 50 else value


def is_between(view: View, start: int) -> bool:
    """Whether "between" stands before a token, or before the modifier there."""
    return word_before(view, start) == "between" or (
        start > 1 and view.word(start - 2).lower() == "between" and word_before(view, start) in _ABOUT
    )


_ABOUT = frozenset(("about", "around", "roughly", "approximately", "some", "an", "a"))
_WINDOW = 14
_RANGING = frozenset("range ranges ranging ranged varies varying anywhere spectrum band estimates".split())


def tells_change(quantities: Quantities, view: View, start: int) -> bool:
    """Whether "from A to B" at token ``start`` tells how something changed: "rose from $5 billion to …"."""
    first, _ = view.sentence(start)
    changed = 0
    for at in range(start - 1, max(first, start - _WINDOW) - 1, -1):
        word = view.word(at).lower()
        if word in _RANGING:
            return False  # "the range goes from $5 billion to $7 billion"
        if word == ";" or (changed and changed - at > 2):
            break
        if not changed and word in quantities.change:
            changed = at
    return changed > 0


def link(quantities: Quantities, view: View, items: list[Item], same: Callable[[Item, Item], bool]) -> list[Item]:
    """Items with those made one that are the ends of a range: "$5 billion to $7 billion", "5%-7%".

    ``same`` says whether two units go together. Items joined in a list, or as the ends of a change, stay
    apart, but share the scale that only the last one names.
    """
    linked: list[Item] = []
    for item in items:
        if linked:
            before = linked[-1]
            join = _join(view, before, item)
            if join and item.value is not None and before.value is not None and not before.bare and same(before, item):
                if _is_range(quantities, view, before, item, join):
                    value = share(before.value, before.scale, item.value, item.scale, ordered=True)
                    linked[-1] = Item(
                        before.start, item.end, None, before.rule, item.unit, value, abs(item.value), item.scale
                    )
                    continue
                _share_back(view, linked, item)
        linked.append(item)
    return linked


def _join(view: View, before: Item, item: Item) -> str:
    """What stands between two items, or nothing if it does not join them."""
    gap = item.start - before.end
    if gap == 1 and view.word(before.end) == "—" and not view.joined(item.start):
        return ""  # a pause, not a range
    if gap == 0 and item.value is not None and item.value < 0 and view.joined(item.start):
        return "-"
    if 0 < gap <= 3:
        return _JOINS.get(view.classes(QUANTITY)[before.end : item.start], "")
    return ""


def _is_range(quantities: Quantities, view: View, before: Item, item: Item, join: str) -> bool:
    assert before.value is not None and item.value is not None
    value = share(before.value, before.scale, item.value, item.scale, ordered=True)
    if not value < abs(item.value):
        return False
    if join == "and":
        return is_between(view, before.start)
    if join == "-":
        return True
    if join != "to":
        return False
    first = before.start
    modifier = quantities.modifiers.before(view, first)
    if modifier:
        first = modifier[1]
    word = word_before(view, first)
    if word == "from":
        return not tells_change(quantities, view, first)
    # "rose $5 to $7" tells a change and its outcome; "rises of 5% to 7%" are a range.
    if word in quantities.outcome and item.unit is not None and not isinstance(item.unit, str):
        return False
    return not ((word == "by" or word in quantities.change) and value * 3 < abs(item.value))


def _share_back(view: View, linked: list[Item], item: Item) -> None:
    """Give the scale of the last member of a list, or of the end of a change, to those before it."""
    if item.scale == 1 or item.value is None:
        return
    after = item
    for before in reversed(linked):
        join = _join(view, before, after)
        if not join or before.value is None or before.scale != 1:
            return
        if (after is item and join == ",") or (before.rule == "named" and not before.bare):
            return  # "He paid 300 dollars, 10 million dollars less than she did."
        value = share(before.value, before.scale, item.value, item.scale, ordered=False)
        if value == before.value:
            return
        before.value, before.scale = value, item.scale
        after = before
