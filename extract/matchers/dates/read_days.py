"""Readings of days, months and weekdays."""

from __future__ import annotations

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import numeric, periods
from extract.matchers.dates.days import Deictic, Monthless, NthWeekday, PointedMonth, Weekday, Yearless
from extract.matchers.dates.items import Found, Item, Phrase
from extract.matchers.dates.meanings import DOC, TEXT, Clock, Known, Meaning, Open
from extract.matchers.dates.pointers import Nth, Shifted
from extract.matchers.dates.read_lengths import ordinal
from extract.matchers.dates.spans import Span

_DAYS = lx.SMALL + lx.NTH + lx.ORDINAL + lx.SECOND
_MONTHS = lx.MONTH + lx.MAYBE_MONTH
_WEEKDAYS = lx.WEEKDAY + lx.MAYBE_WEEKDAY


def iso(phrase: Phrase) -> Found:
    """``2024-06-26``, ``2024-07-25T19:04:05Z``."""
    start = phrase.start
    year, month, tail = (phrase.word(i) for i in (start, start + 2, start + 4))
    day, _, time = tail.partition("T")
    if len(month) == 1 or len(day) == 1:
        return None  # "EN 1992-1-1"
    found = periods.day(int(year), int(month), int(day)) if int(month) <= 12 else None
    if found is None:
        return phrase.nothing()
    if not time:
        return Known(found)
    return Clock(_clock_of(time), Known(found))


def _clock_of(time: str) -> str:
    """The hours and minutes, and seconds if there, of an ISO time, without zone."""
    digits = "".join(c for c in time.split("+")[0].split("-")[0].split(".")[0] if c.isdigit())
    return ":".join(digits[k : k + 2] for k in range(0, len(digits), 2))


def numeric_date(phrase: Phrase) -> Found:
    """``26/06/2024``, ``04.03.2024``, ``03/2012``, ``26-06-2024``."""
    first = phrase.find(lx.NUMERIC + lx.SMALL)
    return numeric.read(phrase.view.between(first, phrase.end), phrase.order)


def day_and_month(phrase: Phrase) -> Found:
    """A day with its month, in either order, with weekday and year or without."""
    at = phrase.find(_MONTHS)
    month = int(phrase.value(at))
    days = [i for i in phrase.all(_DAYS) if not _is_year(phrase, i)]
    if len(days) != 1 or (phrase.classes[at] == lx.MAYBE_MONTH and not _sure_month(phrase, at)):
        return None
    if phrase.classes[days[0]] in lx.ORDINAL + lx.SECOND and days[0] > at and not phrase.closes():
        return None  # "in April the first pit closed"
    if days[0] == at + 1 and phrase.end == at + 2 and _counts(phrase, at):
        return None
    day = ordinal_or_number(phrase, days[0])
    if (year := phrase.find(lx.YEAR)) >= 0 and phrase.counts(year):
        # "By Dec. 1, 1500 miles of it"
        end = max(at, days[0]) + 1
        return phrase.item(Yearless(month, day, weekday=_weekday_of(phrase, days[0])), end=end)
    return _day(phrase, month, day, days[0]) or phrase.nothing()


def _is_year(phrase: Phrase, i: int) -> bool:
    """Whether a number is a year of two digits ("5-Jan-22", "11 Sept '01")."""
    if i < phrase.start + 2:
        return False
    mark = phrase.classes[i - 1]
    return mark == lx.APOSTROPHE or (mark == lx.DASH and phrase.classes[i - 2] in _MONTHS)


def _sure_month(phrase: Phrase, at: int) -> bool:
    """Whether "May" and "March" beside a number are months: "may 5" and "Mar 5" in a list are."""
    return phrase.word(at)[0].isupper()


def _counts(phrase: Phrase, at: int) -> bool:
    """Whether the number behind the month counts what follows: "in May 12 people died"."""
    return phrase.cls(at - 1) == lx.IN


def ordinal_or_number(phrase: Phrase, i: int) -> int:
    """The day that a token names."""
    if phrase.classes[i] == lx.SMALL:
        return int(phrase.word(i))
    return ordinal(phrase, i)


def _year(phrase: Phrase) -> int | None:
    """The year that stands in the phrase, or None."""
    i = phrase.find(lx.YEAR)
    if i >= 0:
        return int(phrase.word(i))
    last = phrase.end - 1
    if phrase.classes[last] in lx.SMALL + lx.TWO and last > phrase.start and _is_year(phrase, last):
        return numeric.full_year(phrase.word(last), phrase.order.year)
    return None


def _weekday_of(phrase: Phrase, i: int) -> int:
    """The number of the weekday that stands before the day at a token, or 0."""
    at = max((k for k in phrase.all(_WEEKDAYS) if k < i), default=-1)
    if at < 0 or any(phrase.classes[k] in _DAYS for k in range(at + 1, i)):
        return 0
    return int(phrase.value(at))


def _day(phrase: Phrase, month: int, day: int, i: int) -> Meaning | None:
    """The day that a token names, if the calendar has it."""
    year = _year(phrase)
    if year is None:
        return Yearless(month, day, weekday=_weekday_of(phrase, i)) if periods.day(2024, month, day) else None
    found = periods.day(year, month, day)
    return Known(found) if found else None


def days_of_month(phrase: Phrase) -> Found:
    """ "6–7 June", "September 27 to 29", "6 and 7 June 2022"."""
    at = phrase.find(_MONTHS)
    days = phrase.all(lx.SMALL + lx.NTH)
    if len(days) > 2 or (phrase.has(lx.AND) and phrase.cls(_start(phrase) - 1) != lx.BETWEEN):
        return _listed_days(phrase, at, days)
    month = int(phrase.value(at))
    start, end = (_day(phrase, month, ordinal_or_number(phrase, i), i) for i in days[:2])
    if start is None or end is None or ordinal_or_number(phrase, days[0]) >= ordinal_or_number(phrase, days[1]):
        return None
    return Span(start, end)


def _start(phrase: Phrase) -> int:
    """The phrase's first token, or the "the" before it."""
    return phrase.start - (phrase.cls(phrase.start - 1) == lx.THE)


def _listed_days(phrase: Phrase, at: int, days: list[int]) -> Found:
    """A record for each: "5, 6 and 7 June", "June 6 and 7"."""
    month = int(phrase.value(at))
    items: list[Item] = []
    start = phrase.start
    for k, i in enumerate(days):
        last = k == len(days) - 1
        if last and i == phrase.end - 1 and k and _nouns(phrase):
            break
        meaning = _day(phrase, month, ordinal_or_number(phrase, i), i)
        if meaning is None:
            return None
        end = phrase.end if last else i + 1
        items.append(phrase.item(meaning, start=start, end=end))
        start = end + 1
    return items


def _nouns(phrase: Phrase) -> bool:
    """Whether a noun follows that the last number may count: "June 6 and 12 people"."""
    if phrase.end >= len(phrase.classes) or not phrase.word(phrase.end)[0].islower():
        return False
    return phrase.cls(phrase.end) not in lx.IN + lx.ON + lx.TO + lx.OF


def unix(phrase: Phrase) -> Found:
    """ "Tue Mar 5 12:30:45 GMT 2019"."""
    at = phrase.find(_MONTHS)
    day = periods.day(int(phrase.word(phrase.end - 1)), int(phrase.value(at)), int(phrase.word(at + 1)))
    return Clock(phrase.word(at + 2).zfill(5), Known(day)) if day else None


def lone_day(phrase: Phrase) -> Found:
    """ "On the 15th", "until the 15th", "yours of the 3rd"."""
    if phrase.cls(phrase.start - 1) == lx.OF and phrase.words_before(2)[0].lower() not in _OF_A_DAY:
        return None
    return Monthless(ordinal(phrase, phrase.end - 1)) if _closes(phrase) else None


def _closes(phrase: Phrase) -> bool:
    """Whether no noun follows a day: a mark, a preposition, a verb."""
    return phrase.closes() or phrase.behind(phrase.end) in _BEHIND_DAY


_OF_A_DAY = frozenset(
    "yours letter letters note telegram cable wire card message mail email favour favor dispatch despatch edition "
    "issue night morning evening afternoon evenings minutes orders order".split()
)
"""What is of a day: "your letter of the 3rd"."""
_BEHIND_DAY = frozenset(
    "with for from when but as by until till that because while if since before after about through is was are were "
    "will would has had and or".split()
)


def weekday_and_day(phrase: Phrase) -> Found:
    """ "Friday 25th", "Monday, the 3rd": the month is the one at hand in which the day is that weekday."""
    day = ordinal(phrase, phrase.end - 1)
    if day == 13 and phrase.has(lx.THE):
        return phrase.nothing()
    if not _closes(phrase):
        return None
    return Monthless(day, int(phrase.value(phrase.find(_WEEKDAYS))))


def day_of(phrase: Phrase) -> Found:
    """ "The 15th", of this month or of that."""
    return phrase.item(Nth(periods.DAY, ordinal(phrase, phrase.end - 1)), weak="part")


def month_and_year(phrase: Phrase) -> Found:
    """ "May 2014", "November of 1776", "May '68"."""
    year, at = _year(phrase), phrase.find(lx.YEAR)
    if year is None or (at >= 0 and phrase.counts(at)):
        return None
    return Known(periods.month(year, int(phrase.value(phrase.find(_MONTHS)))))


def pointed_month(phrase: Phrase) -> Found:
    """ "Last November", "next May", "this June"."""
    step, base = pointer(phrase, phrase.find(lx.POINTER))
    if base == TEXT and step == 0:
        return None
    return PointedMonth(int(phrase.value(phrase.end - 1)), step, base)


def month(phrase: Phrase) -> Found:
    """ "May" alone: it takes evidence."""
    i = phrase.start
    weak = "maybe month" if phrase.classes[i] == lx.MAYBE_MONTH else "month"
    return phrase.item(Yearless(int(phrase.value(i))), weak=weak)


def weekday(phrase: Phrase) -> Found:
    """ "Monday"; "last Tuesday", "the following Friday"."""
    at = phrase.find(_WEEKDAYS)
    number = int(phrase.value(at))
    pointers = phrase.all(lx.POINTER)
    if phrase.has(lx.A):
        # "On a Sunday" is any; "a Sunday meeting" is one.
        anyday = phrase.item(Open(f"XXXX-WXX-{number}"))
        return (
            anyday if phrase.cls(phrase.start - 1) == lx.ON else phrase.item(Weekday(number), start=at, weak="weekday")
        )
    if not pointers:
        return phrase.item(Weekday(number), weak="weekday")
    step, base = pointer(phrase, pointers[-1])
    if base == TEXT and step == 0:
        return Weekday(number)
    return Weekday(number, shift=step, base=base)


def instant(phrase: Phrase) -> Found:
    """ "The 3rd inst.", "14th ult.": of this month, of the last one."""
    last = phrase.end - 1
    stop = phrase.behind(phrase.end) == "." and phrase.behind(phrase.end + 1)[:1].islower()
    if phrase.word(last)[-1] != "." and not stop and not _closes(phrase):
        return None
    day = Nth(periods.DAY, ordinal(phrase, last - 1), 1, Shifted(periods.MONTH, int(phrase.value(last))))
    return phrase.item(day, end=phrase.end + stop)


def nth_weekday(phrase: Phrase) -> Found:
    """ "The first Monday (of June)"."""
    number = ordinal(phrase, phrase.find(lx.ORDINAL + lx.NTH + lx.SECOND + lx.POINTER))
    return phrase.item(NthWeekday(int(phrase.value(phrase.end - 1)), number), weak="part")


def deictic(phrase: Phrase) -> Found:
    """ "Today", "yesterday morning", "the day before yesterday"."""
    at = phrase.find(lx.DEICTIC)
    count = int(phrase.value(at))
    part = phrase.find(lx.DAY_PART + lx.NOON)
    if phrase.has(lx.SIDE):
        side = int(str(phrase.value(phrase.find(lx.SIDE))).split()[0])
        return Deictic(count + side) if side == count else None
    if part >= 0:
        return Clock(day_part(phrase, part), Deictic(count))
    if not count and phrase.behind(at + 1) in ("is", "are"):
        return (
            phrase.nothing() if phrase.before() in ("what", "that", "which") else phrase.item(Deictic(0), weak="today")
        )
    return phrase.item(Deictic(count), weak="" if count else "today")


def day_part(phrase: Phrase, i: int) -> str:
    """The time that a part of the day is written as."""
    return str(phrase.value(i))


def night(phrase: Phrase) -> Found:
    """ "Last night", "this morning", "the following morning", "tonight"."""
    if phrase.has(lx.TONIGHT):
        return Clock("NI", Deictic(0))
    part = day_part(phrase, phrase.find(lx.DAY_PART))
    if phrase.has(lx.SAME):
        return Clock(part, Deictic(0, TEXT))
    step, base = pointer(phrase, phrase.find(lx.POINTER))
    if base == DOC and step > 0:
        base = TEXT
    return Clock(part, Deictic(step, base))


def pointer(phrase: Phrase, i: int) -> tuple[int, str]:
    """How many units a pointer goes, and from where: ``(-1, DOC)`` for "last"."""
    step, base = str(phrase.value(i)).split()
    return int(step), base
