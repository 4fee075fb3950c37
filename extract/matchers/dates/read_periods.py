"""Readings of years and of what is larger or smaller: quarters, halves, decades, seasons, fiscal years."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import numeric, periods
from extract.matchers.dates.days import Deictic, Season, Yearless
from extract.matchers.dates.items import Found, Head, Item, Phrase
from extract.matchers.dates.meanings import DOC, TEXT, Clock, Known, Length, Meaning, Open, Part
from extract.matchers.dates.periods import Period, Range
from extract.matchers.dates.pointers import NearWeekend, Nth, Running, SamePeriod, Shifted
from extract.matchers.dates.read_days import pointer
from extract.matchers.dates.read_lengths import UNIT, ordinal, unit_of
from extract.matchers.dates.values import duration

_ORDINALS = lx.ORDINAL + lx.NTH + lx.SECOND + lx.POINTER
_YEARS = re.compile(r"(\d{4})\D(\d{2}|\d{4})").fullmatch
_QUARTER = re.compile(r"(?:([QH])([1-4])|([1-4])([QH]))['’/-]?(FY)?(\d{2}|\d{4})?").fullmatch
_MONTHS = re.compile(r"([369])M['’]?(\d{2}|\d{4})").fullmatch
_MAX_RANGE = 400
_MAX_SEASON = 3
"""The years of a range with a slash are at most so far apart."""


def year(phrase: Phrase) -> Found:
    """A number that may be a year: it takes evidence."""
    return phrase.item(Known(Period(periods.YEAR, int(phrase.word(phrase.start)))), weak="year")


def short_year(phrase: Phrase) -> Found:
    """ "'98": it takes evidence."""
    found = numeric.full_year(phrase.word(phrase.end - 1), phrase.order.year)
    return phrase.item(Known(Period(periods.YEAR, found)), weak="year")


def era(phrase: Phrase) -> Found:
    """ "206 BC", "AD 79"."""
    mark = phrase.find(lx.ERA)
    number = phrase.number(*((phrase.start, mark) if mark > phrase.start else (mark + 1, phrase.end)))
    if number is None or number != int(number) or not 0 < number < 10_000:
        return None
    if phrase.value(mark) == "BC":
        return Open(f"BC{int(number):04d}", periods.YEAR) if mark > phrase.start else None
    return Known(Period(periods.YEAR, int(number)))


def named_year(phrase: Phrase) -> Found:
    """ "The year 2020", "full-year 2019", "calendar 2023"; "Day 2023" is none."""
    unit = phrase.find(lx.UNIT)
    if (unit >= 0 and unit_of(phrase, unit) != periods.YEAR) or phrase.counts(phrase.end - 1):
        return None  # "The entire 1500 km"
    return Known(Period(periods.YEAR, int(phrase.word(phrase.end - 1))))


def years(phrase: Phrase) -> Found:
    """ "2001–2004", "2021-22", "2020/21"; with "2000-07", a month where it can be no year."""
    match = _YEARS(phrase.view.between(phrase.start, phrase.end).replace(" ", ""))
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    if phrase.classes[phrase.start] == lx.YEARS and last - first > _MAX_SEASON:
        return None  # "Directive 2014/24"
    if last > first and last - first <= _MAX_RANGE:
        return phrase.item(Known(Range(Period(periods.YEAR, first), Period(periods.YEAR, last))), weak="years")
    if len(match[2]) == 2 and 1 <= int(match[2]) <= 12 and match[2][0] == "0" and phrase.has(lx.DASH):
        return phrase.item(Known(periods.month(first, int(match[2]))), weak="years")
    if len(match[2]) == 2 and first % 100 == 99 and int(match[2]) == 0:
        return phrase.item(Known(Range(Period(periods.YEAR, first), Period(periods.YEAR, first + 1))), weak="years")
    return None


def decade(phrase: Phrase) -> Found:
    """ "The 1990s", "'90s", "the nineties"."""
    i = phrase.find(lx.DECADE + lx.YEAR + lx.TWO)
    if phrase.classes[i] in lx.YEAR + lx.TWO:
        number = int(phrase.word(i))
    else:
        digits = re.search(r"\d+", phrase.word(i))
        number = int(digits[0]) if digits else int(phrase.value(i))
    if number % 10:
        return None
    if number < 100:
        number = numeric.full_year(f"{number:02d}", phrase.order.year)
        short = phrase.has(lx.APOSTROPHE) or phrase.word(i)[0] in "'’‘"
        weak = "" if short else "decade"
        return phrase.item(Known(Period(periods.DECADE, number // 10)), weak=weak)
    if number % 10:
        return None
    if number % 100 == 0 and number < 1900:
        # "The 1800s" are the century.
        return Known(Period(periods.CENTURY, number // 100))
    weak = "" if phrase.word(i)[0].isdigit() else "decade"
    return phrase.item(Known(Period(periods.DECADE, number // 10)), weak=weak)


def century(phrase: Phrase) -> Found:
    """ "The 19th century", "the 19th and 20th centuries"."""
    unit = unit_of(phrase, phrase.find(lx.UNIT + lx.UNITS))
    if unit not in (periods.CENTURY, periods.MILLENNIUM):
        return None
    if phrase.has(lx.ERA):
        return Open(None, unit)
    items: list[Item] = []
    numbers = phrase.all(lx.ORDINAL + lx.NTH + lx.SECOND)
    if len(numbers) == 2 and not phrase.has(lx.AND):
        one, other = (Period(unit, ordinal(phrase, i) - 1) for i in numbers)
        return Known(Range(one, other)) if one.index < other.index else None
    start = phrase.start
    for k, i in enumerate(numbers):
        last = k == len(numbers) - 1
        known: Meaning = Known(Period(unit, ordinal(phrase, i) - 1))
        part = phrase.find(lx.PART, start - 1)
        if k and 0 <= part < i:
            known = Part(str(phrase.value(part)), known)
        items.append(phrase.item(known, start=start, end=phrase.end if last else i + 1))
        start = i + 2
    return items


def quarter(phrase: Phrase) -> Found:
    """ "The first quarter", "third-quarter", "the second half", "the first and second quarters"."""
    at = phrase.find(lx.QUARTER + lx.HALF)
    unit = str(phrase.value(at))
    items: list[Item] = []
    numbers = phrase.all(_ORDINALS)
    for k, i in enumerate(numbers):
        number = ordinal(phrase, i)
        if not -1 <= number <= (4 if unit == periods.QUARTER else 2):
            return None
        last = k == len(numbers) - 1
        start = phrase.start if k == 0 else numbers[k - 1] + 2
        # No calendar tells when a firm's fiscal first quarter is.
        meaning = Open(None, unit) if phrase.has(lx.FISCAL) and phrase.cls(phrase.end) != lx.OF else Nth(unit, number)
        item = phrase.item(meaning, start=start, end=phrase.end if last else i + 1)
        item.weak = "quarter" if unit == periods.QUARTER else "half"
        items.append(item)
    return items


def week_number(phrase: Phrase) -> Found:
    """ "Week 23" of the ISO calendar."""
    number = int(phrase.word(phrase.end - 1))
    if unit_of(phrase, phrase.start) != periods.WEEK or not 1 <= number <= 53:
        return None
    return phrase.item(Nth(periods.WEEK, number), weak="week by number")


def month_quarter(phrase: Phrase) -> Found:
    """ "The June quarter", "the September 2021 quarter": the one that the month is in."""
    month = int(phrase.value(phrase.find(lx.MONTH + lx.MAYBE_MONTH)))
    i = phrase.find(lx.YEAR)
    number = (month + 2) // 3
    if i >= 0:
        return Known(Period(periods.QUARTER, int(phrase.word(i)) * 4 + number - 1))
    return Nth(periods.QUARTER, number) if phrase.classes[phrase.start] == lx.THE else None


def quarter_token(phrase: Phrase) -> Found:
    """ "Q1", "H1 2024", "1H2024", "2Q22", "Q1FY23", "2023-Q1", "Q1-2023"."""
    text = re.sub(r"[^\w'’]", "", phrase.view.between(phrase.start, phrase.end))
    front = re.match(r"(?:19|20)\d\d(?=[QH][1-4]|[1-4][QH])", text)
    match = _QUARTER(text[4:] + text[:4] if front else text)
    if match is None:
        return _first_months(phrase, text)
    letter, number = match[1] or match[4], int(match[2] or match[3])
    unit = periods.QUARTER if letter == "Q" else periods.HALF
    if unit == periods.HALF and number > 2:
        return None
    if match[6] is None:
        return phrase.item(Nth(unit, number), weak="quarter token")
    found = numeric.full_year(match[6], phrase.order.year)
    whole = Period(periods.FISCAL_YEAR if match[5] else periods.YEAR, found)
    part = whole.nth(unit, number)
    return Known(part) if part else None


def _first_months(phrase: Phrase, text: str) -> Found:
    """ "9M22", "6M 2023": the first months of a year, as reports of firms count them."""
    match = _MONTHS(text)
    if match is None:
        return None
    year = Period(periods.YEAR, numeric.full_year(match[2], phrase.order.year))
    first, last = year.nth(periods.MONTH, 1), year.nth(periods.MONTH, int(match[1]))
    return Known(Range(first, last)) if first and last else None


def nth_units(phrase: Phrase) -> Found:
    """ "The first four months", "the first week", "the last day": parts of what follows."""
    at = phrase.end - 1
    unit = unit_of(phrase, at)
    if unit not in periods.MONTHS and unit not in periods.DAYS:
        return None
    nth = phrase.find(_ORDINALS)
    number = ordinal(phrase, nth)
    vague = phrase.find(lx.VAGUE)
    if vague >= 0 or (phrase.classes[at] == lx.UNITS and at == nth + 1):
        # "The first few months of 2023" are its start, no more can be said.
        modifier = "start" if number == 1 else "end" if number == -1 else ""
        of = phrase.cls(phrase.end) == lx.OF
        return phrase.item(head=part_head(modifier), end=phrase.end + 1) if modifier and of else None
    count = phrase.number(nth + 1, at) if at > nth + 1 else Decimal(1)
    if count is None or count != int(count) or not 0 < count < 1000 or (count > 1 and abs(number) != 1):
        return None
    alone = unit in (periods.MONTH, periods.QUARTER) and count > 1
    weak = "quarter" if alone else "first units" if count > 1 else "part"
    return phrase.item(Nth(unit, number, int(count)), weak=weak)


def pointed(phrase: Phrase) -> Found:
    """ "Last year", "this week", "the previous month", "the following day", "this past weekend", "the past decade"."""
    at = phrase.end - 1
    cls = phrase.classes[at]
    pointers = phrase.all(lx.POINTER)
    step, base = pointer(phrase, pointers[-1])
    words = [phrase.word(i).lower() for i in pointers]
    if cls in lx.SEASON + lx.FALL:
        return Season(int(phrase.value(at)), step, base=base)
    if cls == lx.WEEKEND:
        return NearWeekend(step, base)
    if cls == lx.SECOND or cls == lx.HALF:
        return None
    unit = unit_of(phrase, at)
    if phrase.has(lx.FISCAL):
        unit = {periods.YEAR: periods.FISCAL_YEAR, periods.QUARTER: periods.FISCAL_QUARTER}.get(unit, "")
        return Shifted(unit, step, base) if unit == periods.FISCAL_YEAR else None
    if unit == periods.DAY:
        if words == ["last"] and phrase.cls(phrase.end) == lx.OF:
            return phrase.item(Nth(unit, -1), weak="part")
        return _pointed_day(step, base, words)
    if unit not in periods.MONTHS and unit not in periods.DAYS:
        return None
    if _spans(phrase, unit, words):
        return Length(duration(Decimal(1), unit), part=Nth(unit, -1) if words[-1] == "last" else None)
    if words[-1] == "next" and phrase.classes[phrase.start] == lx.THE:
        base = TEXT
    return Shifted(unit, step, base)


def _pointed_day(step: int, base: str, words: list[str]) -> Meaning | None:
    """ "The next day", "that day"; "this day" and "the last day" are no dates."""
    if base == TEXT or words == ["next"]:
        return Deictic(step, TEXT)
    return None


def _spans(phrase: Phrase, unit: str, words: list[str]) -> bool:
    """Whether it is a length of time up to now or from now on: "the past year", "over the next decade"."""
    if len(words) > 1:
        return False
    if words[0] == "past" and phrase.classes[phrase.start] != lx.THE:
        return True
    if phrase.classes[phrase.start] != lx.THE or phrase.cls(phrase.start - 1) == lx.OF:
        # "The same period of the last year", "the spring of the coming year"
        return False
    if words[0] in ("past", "coming"):
        return True
    if words[0] == "last":
        return unit not in (periods.QUARTER, periods.CENTURY, periods.MILLENNIUM)
    if words[0] == "next":
        return unit == periods.DECADE or phrase.before() in ("over", "within", "in", "during", "for")
    return False


def same(phrase: Phrase) -> Found:
    """ "The same year", "the same day", "the same period"."""
    at = phrase.end - 1
    if phrase.classes[at] == lx.TIME_SPAN:
        return SamePeriod()
    if phrase.classes[at] == lx.WEEKEND:
        return Shifted(periods.WEEKEND, 0, TEXT)
    unit = unit_of(phrase, at)
    if unit == periods.DAY:
        return Deictic(0, TEXT)
    if phrase.classes[at] == lx.UNITS and unit in periods.MONTHS:
        return SamePeriod(unit, several=True)
    return Shifted(unit, 0, TEXT) if unit in periods.MONTHS or unit in periods.DAYS else None


def year_ago(phrase: Phrase) -> Found:
    """ "The year-ago quarter", "the corresponding period", "the prior-year period"."""
    at = phrase.end - 1
    unit = "" if phrase.classes[at] == lx.TIME_SPAN else unit_of(phrase, at)
    return SamePeriod(unit, count=-1) if not unit or unit in periods.MONTHS else None


def running(phrase: Phrase) -> Found:
    """ "The year", "the week", "the full year": a part of something larger, or the one at hand."""
    at = phrase.find(UNIT)
    if phrase.classes[at] == lx.WEEKEND:
        return phrase.item(NearWeekend(None), weak="weekend")
    unit = unit_of(phrase, at)
    if phrase.has(lx.FISCAL):
        unit = periods.FISCAL_YEAR if unit == periods.YEAR else ""
    if unit not in periods.MONTHS and unit != periods.WEEK:
        return None
    return phrase.item(Running(unit), weak="full" if phrase.has(lx.FULL) else "running")


def beside(phrase: Phrase) -> Found:
    """ "The year before", "the week after", "the year before last"."""
    unit = unit_of(phrase, phrase.find(lx.UNIT + lx.QUARTER))
    step = int(str(phrase.value(phrase.find(lx.SIDE))).split()[0])
    if unit not in periods.MONTHS and unit not in periods.DAYS:
        return None
    i = phrase.find(lx.POINTER)
    if i >= 0 and pointer(phrase, i) != (0, TEXT):
        return Shifted(unit, 2 * step) if pointer(phrase, i) == (step, DOC) else None
    if i < 0 and not phrase.closes() and not phrase.sum_follows():
        return None
    return Deictic(step, TEXT) if unit == periods.DAY else Shifted(unit, step, TEXT)


def part(phrase: Phrase) -> Found:
    """ "Early", "late", "mid-", "the end of", "earlier", "later in": a prefix of a period."""
    if phrase.has(lx.PART_WORD):
        return phrase.item(head=part_head(_which_part(phrase)))
    i = phrase.all(lx.PART + lx.PART_NOUN + lx.COMPARATIVE + lx.STARTING)[-1]
    if phrase.value(i) is None:
        return None
    modifier = str(phrase.value(i))
    return phrase.item(head=comparative(modifier) if phrase.classes[i] == lx.COMPARATIVE else part_head(modifier))


def _which_part(phrase: Phrase) -> str:
    """ "The latter part of" is the end, "the first part of" the start."""
    i = phrase.start + 1
    if phrase.classes[i] in lx.PART + lx.COMPARATIVE:
        return str(phrase.value(i))
    return "start" if ordinal(phrase, i) == 1 else "end"


def part_head(modifier: str) -> Head:
    """A prefix that makes a period its start, middle or end."""

    def head(meaning: Meaning) -> Meaning | None:
        calendar = meaning.unit and meaning.unit != "T" and not isinstance(meaning, (Part, Length))
        return Part(modifier, meaning) if calendar else None

    return head


def comparative(modifier: str) -> Head:
    """ "Earlier" or "later" before a period of the time at hand: "earlier this month", "later in 2023"."""

    def head(meaning: Meaning) -> Meaning | None:
        if isinstance(meaning, (Running, Shifted)) or (isinstance(meaning, Known) and meaning.unit != periods.DAY):
            return Part(modifier, meaning)
        return None

    return head


def year_end(phrase: Phrase) -> Found:
    """ "Year-end", "the year's end", "end-year"."""
    at = phrase.find(lx.MONTH + lx.MAYBE_MONTH)
    if at >= 0:
        return Part(str(phrase.value(phrase.end - 1)), Yearless(int(phrase.value(at))))
    if phrase.has(lx.MIDYEAR):
        return Part("mid", Running(periods.YEAR))
    unit = unit_of(phrase, phrase.find(lx.UNIT + lx.QUARTER))
    if unit not in (periods.YEAR, periods.MONTH, periods.QUARTER, periods.DECADE, periods.CENTURY):
        return None
    if phrase.shape[0] == lx.PART and len(phrase.shape) == 2 and not _is_mid(phrase):
        return None
    return Part(str(phrase.value(phrase.find(lx.PART + lx.PART_NOUN))), Running(unit))


def _is_mid(phrase: Phrase) -> bool:
    """ "By mid year", but not "early month" and not "a mid year review"."""
    return phrase.word(phrase.start).lower() == "mid" and (phrase.before() in _BEFORE_MID and phrase.closes())


_BEFORE_MID = frozenset("by in at until till since before after from around about to".split())


def day_part(phrase: Phrase) -> Found:
    """ "Morning": a part of the day before it ("Monday morning")."""
    i = phrase.find(lx.DAY_PART)
    return phrase.item(Clock(str(phrase.value(i))), weak="part of day")


def night_of(phrase: Phrase) -> Found:
    """ "The night of", "the early hours of": a prefix of a day."""
    if phrase.has(lx.UNITS):
        part, units = (phrase.word(i).lower() for i in phrase.all(lx.PART + lx.UNITS))
        if units in ("days", "weeks", "months", "years", "decades"):
            return phrase.item(head=part_head(str(phrase.value(phrase.find(lx.PART)))))
        if (part, units) != ("early", "hours"):
            return None
    time = "MO" if phrase.has(lx.UNITS) else str(phrase.value(phrase.find(lx.DAY_PART)))

    def head(meaning: Meaning) -> Meaning | None:
        return Clock(time, meaning) if meaning.unit == periods.DAY else None

    return phrase.item(head=head)


def fiscal(phrase: Phrase) -> Found:
    """ "Fiscal 2019", "FY2023", "FY22/23", "the 2023 fiscal year", "fiscal year (FY) 2000"."""
    numbers = phrase.all(lx.YEAR + lx.YEARS + lx.SMALL + lx.TWO + lx.FRACTION)
    text = "/".join(phrase.word(i) for i in numbers)
    parts = text.split("/")
    if not all(p.isdigit() and len(p) in (2, 4) for p in parts) or len(parts) > 2:
        return None
    first = numeric.full_year(parts[0], phrase.order.year)
    if len(parts) == 1:
        return Known(Period(periods.FISCAL_YEAR, first))
    last = int(parts[1]) if len(parts[1]) == 4 else first - first % 100 + int(parts[1])
    last += 100 if last < first else 0
    return Open(f"FY{first}/{last}", periods.FISCAL_YEAR) if last == first + 1 else None


def season(phrase: Phrase) -> Found:
    """ "Summer 2024", "the winter of 1776-77", "the fall"."""
    at = phrase.find(lx.SEASON + lx.FALL)
    number = int(phrase.value(at))
    i = phrase.find(lx.YEAR + lx.YEARS)
    if i >= 0 and phrase.counts(i):
        return None
    if i >= 0:
        return Known(periods.season(int(phrase.word(i)[:4]), number))
    article = phrase.classes[phrase.start] == lx.THE
    weak = ("the " if article else "") + ("fall" if phrase.classes[at] == lx.FALL else "season")
    return phrase.item(Season(number), weak=weak)
