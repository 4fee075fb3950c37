"""Neighbouring phrases put together: prefixes with what they stand before, parts with their wholes, times with
their days, and the two ends of a range.

"The end of" + "the third quarter" of "last year" is read from the right; then times and ranges from the left.
What stands between two phrases is asked by its classes alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import periods
from extract.matchers.dates.days import Deictic, NthWeekday, Season, Weekday, Yearless
from extract.matchers.dates.items import Item
from extract.matchers.dates.meanings import Clock, ClockSpan, Known, Length, Meaning, Open, Part, Recurring
from extract.matchers.dates.pointers import Ending, NearWeekend, Nth, Running, SamePeriod, Shifted
from extract.matchers.dates.spans import Span

_JOINED = (Yearless, Weekday, Nth, SamePeriod, Season, Running, Part)
"""What takes its whole without a word between: "June last year", "Tuesday last week", "the same period 2022"."""

_RANGE = re.compile(f"{lx.DASH}?[{lx.TO}{lx.UNTIL}]{lx.DASH}?|{lx.DASH}{{1,2}}").fullmatch
_ENDING = re.compile(f"{lx.TIME_SPAN}?(?:{lx.POINTER}?{lx.ENDED}|{lx.TO})[{lx.ON}{lx.IN}]?{lx.THE}?").fullmatch
_STARTING = re.compile(f"{lx.TIME_SPAN}?{lx.POINTER}?{lx.STARTING}[{lx.ON}{lx.IN}]?{lx.THE}?").fullmatch
_TO_DAY = re.compile(f"{lx.COMMA}?[{lx.ON}]?|{lx.OF}").fullmatch
_TO_CLOCK = re.compile(f"{lx.COMMA}?(?:[{lx.ON}]|{lx.FROM})?").fullmatch
_LISTED = re.compile(f"{lx.COMMA}?[{lx.AND}{lx.OR}]|{lx.COMMA}").fullmatch
_BESIDE_CLOCK = re.compile(f"{lx.DASH}{{1,2}}|{lx.BAR}").fullmatch
_TO_PART = re.compile(f"(?:{lx.IN}{lx.THE})?").fullmatch
_DURATION = re.compile(r"P(T?)(\d+)([A-Z]+)").fullmatch
_LAST_UNIT = re.compile(r"P(?:\d+[A-Z])*?(T?)(?:\d+[HMS])*?\d+([A-Z]+)").fullmatch


def compose(items: list[Item], classes: str) -> list[Item]:
    """The phrases that the items make together, in order; prefixes without what they wait for are left out."""
    if len(items) > 1:
        items = _attach(items, classes)
    items = [item for item in items if item.meaning is not None]
    if len(items) > 1:
        items = _join(items, classes, _time)
        items = _join(items, classes, _range)
    return items


def _attach(items: list[Item], classes: str) -> list[Item]:
    """Prefixes and parts, from the right."""
    done: list[Item] = [items[-1]]
    for item in reversed(items[:-1]):
        merged = _prefix(item, done[-1]) if item.head else _whole(item, done[-1], classes)
        if not merged and _LISTED(classes[item.end : done[-1].start]):
            _share_year(item, done[-1])
        if merged:
            done[-1] = merged
        else:
            done.append(item)
    done.reverse()
    return done


def _share_year(item: Item, behind: Item) -> None:
    """Give a month or day the year that stands behind the next one: "March and April 2022"."""
    one, two = item.meaning, behind.meaning
    two = two.whole if isinstance(two, Part) else two
    if isinstance(one, Part) and isinstance(one.whole, Yearless):
        inner = Item(item.start, item.end, item.rule, one.whole)
        _share_year(inner, behind)
        if inner.meaning is not one.whole and inner.meaning is not None:
            item.meaning = Part(one.modifier, inner.meaning)
        return
    if isinstance(one, Nth) and isinstance(two, Nth) and one.whole is None and one.unit == two.unit:
        # "The first and second halves of 2023"
        if two.whole is not None and 0 < one.number < two.number:
            item.meaning, item.weak = one.within(two.whole), ""
        return
    if not isinstance(one, Yearless) or one.whole is not None:
        return
    if isinstance(two, Yearless) and two.whole is not None and two.unit == one.unit:
        if two.month > one.month:
            item.meaning = one.within(two.whole)
            item.weak = ""
        return
    if not isinstance(two, Known) or not isinstance(two.known, periods.Period) or two.unit != one.unit:
        return
    year, month = two.known.first.year, two.known.first.month
    if month > one.month:
        item.meaning = one.within(Known(periods.Period(periods.YEAR, year)))
        item.weak = ""


def _prefix(item: Item, behind: Item) -> Item | None:
    if item.end != behind.start or item.head is None or behind.meaning is None:
        return None
    meaning = item.head(behind.meaning)
    if meaning is None:
        return None
    return Item(item.start, behind.end, item.rule, meaning, "decade" if behind.weak == "decade" else "")


def _whole(item: Item, behind: Item, classes: str) -> Item | None:
    """A part with its whole: "the first quarter" of "2023", "this year" 's "first half"."""
    if item.meaning is None or behind.meaning is None or behind.start - item.end > 1:
        return None
    between = classes[item.end : behind.start]
    if between == lx.POSSESSIVE:
        inner = behind.meaning.within(item.meaning) if isinstance(behind.meaning, (Nth, Yearless, Season)) else None
        return Item(item.start, behind.end, behind.rule, inner) if inner else None
    nth = isinstance(item.meaning, (Nth, NthWeekday, SamePeriod)) or _is_same(item.meaning)
    joined = isinstance(item.meaning, _JOINED) or _is_same(item.meaning)
    if not (between == lx.OF or (between == lx.IN and nth) or (not between and joined)):
        return None
    if not between and isinstance(item.meaning, Yearless) and isinstance(behind.meaning, Known):
        # "In May 2010 …" is one phrase already; "June 5 2000 people" is none.
        return None
    meaning = item.meaning.within(behind.meaning)
    return Item(item.start, behind.end, item.rule, meaning) if meaning else None


def _is_same(meaning: Meaning | None) -> bool:
    """ "This month", "the same month"."""
    return isinstance(meaning, Shifted) and meaning.count == 0


def _join(items: list[Item], classes: str, join: Callable[[Item, Item, str], Item | None]) -> list[Item]:
    """Neighbours joined by a function, from the left, for as long as it joins."""
    done: list[Item] = []
    for item in items:
        merged = join(done[-1], item, classes) if done and item.start - done[-1].end <= 5 else None
        if merged:
            done[-1] = merged
        else:
            done.append(item)
    return done


def _time(left: Item, right: Item, classes: str) -> Item | None:
    """A time of day with its day, in either order; two units of a length ("two years and three months")."""
    between = classes[left.end : right.start]
    one, two = left.meaning, right.meaning
    if _is_of_hours(left, right, classes):
        return None
    if isinstance(one, Clock) and one.day is None and left.weak != "part of day":
        if isinstance(two, Clock) and two.day is not None and _TO_DAY(between):
            return Item(left.start, right.end, left.rule, Clock(one.time, two.day))
        if _is_day(two) and _TO_DAY(between):
            return Item(left.start, right.end, left.rule, Clock(one.time, two))
    if isinstance(two, Clock) and two.day is None and _is_day(one):
        gap = _TO_PART if right.weak == "part of day" else _TO_CLOCK
        if gap(between) or (right.weak != "part of day" and _beside_clock(left, right, classes)):
            return Item(left.start, right.end, right.rule, Clock(two.time, one))
    on_weekday = classes[right.start] in lx.WEEKDAY + lx.MAYBE_WEEKDAY
    if between in ("", lx.COMMA) and not on_weekday and (dated := _dated(one, two)):
        return Item(left.start, right.end, left.rule, dated)
    if isinstance(one, Clock) and one.day is not None and right.weak == "part of day" and not between:
        # "04:17 on Monday morning", "8:30 on Monday evening"
        return Item(left.start, right.end, left.rule, Clock(_in_part(one.time, two), one.day))
    if isinstance(one, Recurring) and isinstance(two, Weekday) and between == lx.AND and "WXX" in (one.value or ""):
        # "Every Tuesday and Thursday"
        right.meaning, right.weak = Recurring(f"XXXX-WXX-{two.number}"), ""
    if isinstance(one, Length) and isinstance(two, Length) and between in ("", lx.AND, lx.COMMA):
        return _compound(left, right, one, two)
    return None


def _is_of_hours(left: Item, right: Item, classes: str) -> bool:
    """Whether a weekday and a time are of different entries, or of several days: "Mon-Fri 9am-5pm, Sat 10am-2pm"."""
    start = left.start
    if start < 2 or classes[start - 1] not in lx.DASH + lx.TO:
        return False
    if isinstance(left.meaning, Weekday):
        return isinstance(right.meaning, Clock) and classes[start - 2] in lx.WEEKDAY + lx.MAYBE_WEEKDAY
    return isinstance(left.meaning, Clock) and isinstance(right.meaning, Weekday) and right.start > left.end


def _dated(one: Meaning | None, two: Meaning | None) -> Clock | None:
    """A time of a weekday with the date behind it: "Monday evening" + "June 3"."""
    if not isinstance(one, Clock) or not isinstance(one.day, Weekday) or one.day.shift is not None or not _is_day(two):
        return None
    if isinstance(two, Yearless):
        return None if two.weekday else Clock(one.time, replace(two, weekday=one.day.number))
    return Clock(one.time, two) if isinstance(two, Known) else None


def _beside_clock(day: Item, clock: Item, classes: str) -> bool:
    """Whether a dash or bar parts a day and its time: "9 March 2017 - 10:22"; two cells of a table are no such."""
    between = classes[day.end : clock.start]
    if not _BESIDE_CLOCK(between) or not isinstance(clock.meaning, Clock) or not clock.meaning.time[0].isdigit():
        return False
    if between != lx.BAR:
        return True
    edges = (classes[day.start - 1] if day.start else "\n"), (classes[clock.end] if clock.end < len(classes) else "\n")
    return isinstance(day.meaning, Known) and edges != (lx.BAR, lx.BAR)


def _in_part(time: str, part: Meaning | None) -> str:
    """A time of day with the half of the day that its part tells."""
    hour = int(time[:2]) if time[:2].isdigit() else 0
    late = isinstance(part, Clock) and part.time in ("AF", "EV", "NI")
    early = hour < (6 if isinstance(part, Clock) and part.time == "NI" else 1)
    return f"{hour + 12}{time[2:]}" if late and 0 < hour < 12 and not early else time


def _is_day(meaning: Meaning | None) -> bool:
    return (
        meaning is not None
        and meaning.unit == periods.DAY
        and not isinstance(meaning, (Span, Open))
        and not (isinstance(meaning, Known) and isinstance(meaning.known, periods.Range))
    )


def _compound(left: Item, right: Item, one: Length, two: Length) -> Item | None:
    """ "Two years" + "three months": the second unit is the smaller one."""
    first, second = _LAST_UNIT(one.value), _DURATION(two.value)
    if not first or not second:
        return None
    order = ("Y", "M", "W", "D", "TH", "TM", "TS")
    units = first[1] + first[2], second[1] + second[3]
    if units[0] not in order or units[1] not in order or order.index(units[0]) >= order.index(units[1]):
        return None
    value = one.value + (two.value[2:] if first[1] else two.value[1:])
    return Item(left.start, right.end, left.rule, Length(value))


def _range(left: Item, right: Item, classes: str) -> Item | None:
    """ "2015" to "2022", "May 2020" and "December 2021" behind "between", "the year" to "March 2023"."""
    between = classes[left.end : right.start]
    one, two = left.meaning, right.meaning
    if one is None or two is None or not between:
        return None
    if _STARTING(between) and (beginning := _starting(one, two)):
        article = left.start > 0 and classes[left.start - 1] == lx.THE
        return Item(left.start - article, right.end, "period starting", beginning)
    if _ENDING(between) and (ending := _ending(one, two)):
        article = left.start > 0 and classes[left.start - 1] == lx.THE
        return Item(left.start - article, right.end, "period ending", ending)
    if between == lx.AND:
        before = left.start - 1
        if before < 0 or classes[before] != lx.BETWEEN:
            return None
    elif not _RANGE(between):
        return None
    return _span(left, right)


def _span(left: Item, right: Item) -> Item | None:
    one, two = left.meaning, right.meaning
    if isinstance(one, Clock) and isinstance(two, Clock):
        if "part of day" in (left.weak, right.weak) or not (one.time[0] + two.time[0]).isdigit():
            return None
        return Item(left.start, right.end, "time range", ClockSpan(one, two), left.weak and right.weak)
    one = one.whole if isinstance(one, Part) else one
    two = two.whole if isinstance(two, Part) else two
    if not _ranges(one) or not _ranges(two) or one is None or two is None:
        return None
    weak = "years" if left.weak == right.weak == "year" else ""
    return Item(left.start, right.end, "range", Span(one, two), weak)


def _ranges(meaning: Meaning | None) -> bool:
    """Whether it may be an end of a range."""
    if isinstance(meaning, Known):
        return isinstance(meaning.known, periods.Period)
    return isinstance(meaning, (Yearless, Weekday, Nth, Season)) or (
        meaning is not None
        and bool(meaning.unit)
        and not isinstance(meaning, (Length, Recurring, Deictic, Running, NearWeekend, Clock, ClockSpan, Span))
    )


def _starting(one: Meaning, two: Meaning) -> Meaning | None:
    """ "The week" starting "Monday", "three months" beginning "April 2023"."""
    if two.unit not in (periods.DAY, periods.MONTH):
        return None
    if isinstance(one, Running):
        return Ending(one.unit, 1, two, starts=True) if one.unit in periods.MONTHS or one.unit == periods.WEEK else None
    if isinstance(one, Length) and (match := _DURATION(one.value)) and not match[1] and match[3] in periods.MONTHS:
        return Ending(match[3], int(match[2]), two, starts=True) if int(match[2]) < 1000 else None
    return None


def _ending(one: Meaning, two: Meaning) -> Meaning | None:
    """ "The quarter" ended "March 31", "three months" to "June"."""
    if not two.unit or two.unit not in (periods.DAY, periods.MONTH, periods.QUARTER):
        return None
    if isinstance(one, Running):
        return Ending(one.unit, 1, two) if one.unit in periods.MONTHS or one.unit == periods.WEEK else None
    if isinstance(one, Nth) and one.whole is None and one.count == 1:
        return Ending(one.unit, 1, two)
    if isinstance(one, Length) and (match := _DURATION(one.value)) and not match[1]:
        count, unit = int(match[2]), match[3]
        return Ending(unit, count, two) if unit in periods.MONTHS and count < 1000 else None
    return None
