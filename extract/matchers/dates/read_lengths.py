"""Readings of lengths of time, of what lies so far away, and of what recurs."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import periods
from extract.matchers.dates.days import Deictic
from extract.matchers.dates.items import Found, Item, Phrase
from extract.matchers.dates.meanings import DOC, TEXT, Length, Meaning, Recurring
from extract.matchers.dates.pointers import Away, Nth
from extract.matchers.dates.values import duration

_NUMERALS = lx.SMALL + lx.TWO + lx.YEAR + lx.NUMBER + lx.DOT_CLOCK + lx.FRACTION + lx.WORD
_COUNT = _NUMERALS + lx.A + lx.ANOTHER + lx.AND + lx.HALF + lx.DASH
UNIT = lx.UNIT + lx.UNITS + lx.QUARTER + lx.SECOND + lx.WEEKEND
_BETWEEN = lx.DASH + lx.TO + lx.OR
_OTHERS = lx.NOTHING + lx.WORD
_MAX = 10**9
_AGES = 12_000
"""What is so many months ago is no year of the calendar: "2,000 years ago"."""
_SUB = {"TH": ("TM", 60), "TM": ("TS", 60), "Y": ("M", 12), "D": ("TH", 24), "DE": ("Y", 10), "CE": ("Y", 100)}
"""What half of a unit is counted in: "half an hour" is 30 minutes."""


_COMPARISON = 6
"""So many words before "a year earlier" a word of comparison may stand: "from $1.97 billion a year earlier"."""
_COMPARED = frozenset("than as from against versus vs vs. with compared over to".split())
_NAMED_BY_LENGTH = frozenset("War Wars Plan Plans Programme Program Agenda".split())
_BEFORE_VERB = frozenset("to will would could may might can must should n't not shall 'll’ and".split())


def unit_of(phrase: Phrase, i: int) -> str:
    """The unit that a token names: ISO 8601's letter, with "T" before those of the clock."""
    return str(phrase.value(i))


def length(phrase: Phrase) -> Found:
    """ "Two years", "an 18-month", "the past five weeks", "14 to 18 days", "a year and a half"."""
    at = _unit_at(phrase)
    if _age(phrase, at):
        return phrase.item(Length(""), weak="age")
    if phrase.classes[at - 1] == lx.DASH and not (phrase.view.joined(at) and phrase.view.joined(at - 1)):
        return None
    if _in_name(phrase, at):
        return phrase.item(Length(""), weak="age")
    if _scale_before(phrase):
        return None
    found = phrase.remembered(_length)
    if found is None:
        return None
    meaning, skipped, weak = found
    return phrase.item(meaning, start=phrase.start + skipped, weak=weak)


def _scale_before(phrase: Phrase) -> bool:
    """Whether the first word is the scale of the number before: "to $9m | three years later"."""
    start = phrase.start
    if phrase.classes[start] != lx.WORD or phrase.cls(start - 1) not in _NUMERALS.replace(lx.WORD, "") or not start:
        return False
    scale = phrase.number(start, start + 1)
    return scale is None or scale >= 100


def _length(phrase: Phrase) -> tuple[Meaning, int, str] | None:
    """The length, how many of the first words do not belong to it, and what evidence it needs."""
    at = _unit_at(phrase)
    if _fraction(phrase, at) or _verb(phrase) or _is_ordinal(phrase, at):
        return None
    unit = unit_of(phrase, at)
    count = _count(phrase, at)
    if count is None:
        return None
    modifier = "more_than" if phrase.has(lx.PLUS) else None
    meaning: Meaning = Length("/".join(duration(number, unit) for number in count), modifier)
    if len(count) == 1 and _is_last(phrase) and unit in periods.MONTHS | periods.DAYS:
        number = count[0]
        if isinstance(number, Decimal) and number == int(number):
            meaning = Length(meaning.value, part=Nth(unit, -1, int(number)))  # type: ignore[attr-defined]
    skipped = 0
    i = phrase.find(lx.POINTER)
    if i >= 0 and phrase.word(i).lower() in ("this", "that", "current", "latest"):
        skipped = i + 1 - phrase.start  # "The current five-day truce"
    return meaning, skipped, _weak(phrase, at)


def _weak(phrase: Phrase, at: int) -> str:
    """What evidence a length needs that may be a rate ("$5 a day") or an idiom ("one day")."""
    shape = phrase.shape
    if shape[0] == lx.A and at == phrase.start + 1 and len(shape) == 2:
        return "a unit"
    if len(shape) == 2 and phrase.word(phrase.start).lower() == "one":
        return "one day"
    return ""


def _unit_at(phrase: Phrase) -> int:
    """The token of the unit: the last one, but for "a quarter of a century"."""
    return phrase.all(UNIT)[-1] if phrase.classes[phrase.end - 1] in UNIT else phrase.all(lx.UNIT + lx.UNITS)[-1]


def _age(phrase: Phrase, at: int) -> bool:
    """Whether it tells an age: "45-year-old", "18 years old", "aged 3 months"."""
    after = at + 1 + (phrase.cls(at + 1) == lx.DASH)
    word = phrase.behind(after).lower()
    if word in ("old", "olds") or (word == "of" and phrase.behind(after + 1).lower() == "age"):
        return True
    return phrase.before() in ("aged", "age")


def _in_name(phrase: Phrase, at: int) -> bool:
    """Whether it is part of a name: "the Six-Day War", "the Thirty Years' War", "the 14th Five-Year Plan"."""
    if not phrase.word(at)[0].isupper() or not phrase.word(phrase.start)[0].isupper():
        return False
    after = at + 1 + (phrase.cls(at + 1) in lx.APOSTROPHE + lx.POSSESSIVE)
    return phrase.behind(after) in _NAMED_BY_LENGTH


def _fraction(phrase: Phrase, at: int) -> bool:
    """Whether it tells a share: "three-quarters", "three quarters of the staff"."""
    if phrase.classes[at] != lx.QUARTER or phrase.has(lx.POINTER + lx.ADJECTIVE):
        return False
    return phrase.cls(at - 1) == lx.DASH or phrase.cls(at + 1) == lx.OF or phrase.cls(at - 1) in lx.A + lx.DASH


def _is_ordinal(phrase: Phrase, at: int) -> bool:
    """Whether "second" is the ordinal: "twenty second of June", "two second homes"."""
    if phrase.classes[at] != lx.SECOND or phrase.classes[at - 1] == lx.DASH:
        return False
    return phrase.classes[at - 1] == lx.WORD and phrase.word(at - 1).lower() != "one"


def _verb(phrase: Phrase) -> bool:
    """Whether "last" is the verb: "will last 18 months"."""
    return phrase.word(phrase.start).lower() == "last" and phrase.before() in _BEFORE_VERB


def _is_last(phrase: Phrase) -> bool:
    i = phrase.find(lx.POINTER)
    return i >= 0 and phrase.word(i).lower() == "last"


def _count(phrase: Phrase, at: int) -> list[Decimal | str] | None:
    """The number of units, or the two ends of a range of numbers."""
    if phrase.has(lx.VAGUE):
        # "The third in as many months"
        return None if phrase.word(phrase.start).lower() == "many" and phrase.before() == "as" else ["X"]
    if phrase.has(lx.COUPLE):
        return [Decimal(2)]
    first = phrase.start
    while first < at and phrase.classes[first] not in _COUNT:
        first += 1
    if phrase.classes[first] == lx.DASH:
        first += 1
    stop = at
    while stop > first and phrase.classes[stop - 1] not in _COUNT.replace(lx.DASH, ""):
        stop -= 1
    tail = _tail(phrase, at)
    numbers = [_number(phrase, *part) for part in _split(phrase, first, stop)]
    if not numbers or None in numbers:
        return None
    return [number + tail for number in numbers if number is not None]


def _count_of_last(phrase: Phrase) -> list[Decimal | str] | None:
    return _count(phrase, phrase.end - 1)


def _number(phrase: Phrase, start: int, end: int) -> Decimal | None:
    if end - start == 1 and phrase.classes[start] in lx.A + lx.ANOTHER:
        return Decimal(1)
    found = phrase.number(start, end)
    return found if found is not None and 0 < found < _MAX else None


def _split(phrase: Phrase, first: int, stop: int) -> list[tuple[int, int]]:
    """A range of numbers at its "to", "or" or dash; a dash inside of a number ("twenty-five") is none."""
    for i in range(first + 1, stop - 1):
        cls = phrase.classes[i]
        if cls in lx.TO + lx.OR or (cls == lx.DASH and _digits(phrase, i - 1) and _digits(phrase, i + 1)):
            left = i - (phrase.classes[i - 1] == lx.DASH)
            right = i + 1 + (phrase.classes[i + 1] == lx.DASH)
            return [(first, left), (right, stop)]
    return [(first, stop)] if stop > first else []


def _digits(phrase: Phrase, i: int) -> bool:
    return phrase.classes[i] in lx.SMALL + lx.TWO + lx.YEAR + lx.NUMBER + lx.DOT_CLOCK


def _tail(phrase: Phrase, at: int) -> Decimal:
    """What "and a half" behind the unit adds."""
    if phrase.find(lx.HALF, at) >= 0:
        return Decimal("0.5")
    return Decimal("0.25") if phrase.find(lx.QUARTER, at) >= 0 else Decimal(0)


def hours_and_minutes(phrase: Phrase) -> Found:
    """ "1 h 15 min", "2 h 30", "48h", "1h15m", "1h15min"."""
    joined = phrase.classes[phrase.start] == lx.CLOCK
    hour = phrase.start if joined or phrase.classes[phrase.start] == lx.HOURS else phrase.start + 1
    end = phrase.end
    if end > hour + 1 and not _minutes(phrase, end - 1):
        if joined:
            return None  # "At 10h15 they …"
        # "2 h 30 by bus" says minutes, "48 h 7 days" does not.
        end = end - 1 if phrase.classes[end - 1] in _OTHERS and len(phrase.word(end - 2)) == 2 else hour + 1
    numbers = [int(number) for number in re.findall(r"\d+", phrase.view.between(phrase.start, end))]
    if phrase.before() in ("/", "per", "each") or (len(numbers) == 2 and numbers[1] > 59):
        return None
    minutes = f"{numbers[1]}M" if len(numbers) == 2 else ""
    return phrase.item(Length(f"PT{numbers[0]}H{minutes}"), end=end)


def _minutes(phrase: Phrase, i: int) -> bool:
    """Whether a token is a number, or says that the one before is of minutes."""
    if phrase.classes[i] in _OTHERS:
        return phrase.word(i) == "m"
    return phrase.classes[i] in lx.SMALL + lx.TWO or unit_of(phrase, i) == "TM"


def between(phrase: Phrase) -> Found:
    """ "Two and three years", behind "between"."""
    at = phrase.end - 1
    for joint in phrase.all(lx.AND):
        first, second = phrase.number(phrase.start, joint), phrase.number(joint + 1, phrase.all(_NUMERALS)[-1] + 1)
        if first is not None and second is not None and 0 < first < second:
            unit = unit_of(phrase, at)
            return Length(f"{duration(first, unit)}/{duration(second, unit)}")
    return None


def half_length(phrase: Phrase) -> Found:
    """ "Half an hour", "a half-century", "a quarter of a century": counted in the unit below where that is whole."""
    number, unit = _half_unit(phrase, phrase.end - 1)
    return phrase.item(Length(duration(number, unit)), weak="half-year" if len(phrase.shape) < 3 else "")


def part_away(phrase: Phrase) -> Found:
    """ "Half a century ago", "half a year earlier"."""
    at = phrase.all(lx.UNIT + lx.SECOND)[-1]
    number, unit = _half_unit(phrase, at)
    sign, base = _direction(phrase, at)
    if unit not in periods.MONTHS and unit not in periods.DAYS:
        return Away(None, "T", base)
    return Away(sign * number, unit, base)


def _half_unit(phrase: Phrase, at: int) -> tuple[Decimal, str]:
    """How many of which unit a part of a unit is."""
    if phrase.has(lx.HALF):
        share = Decimal("0.5")
    else:
        words = phrase.find(lx.WORD + lx.SMALL)
        share = Decimal("0.25") * (phrase.number(words, words + 1) or 1 if words >= 0 else 1)
    unit = unit_of(phrase, at)
    below, size = _SUB.get(unit, (unit, 1))
    number = share * size
    return (number, below) if number == int(number) else (share, unit)


def pointed_part(phrase: Phrase) -> Found:
    """ "The last quarter-century", "the coming half-year"."""
    number, unit = _half_unit(phrase, phrase.end - 1)
    return Length(duration(number, unit))


def quarter_century(phrase: Phrase) -> Found:
    """ "A quarter-century"."""
    if unit_of(phrase, phrase.end - 1) != periods.CENTURY:
        return None
    return Length("P25Y")


def unknown_length(phrase: Phrase) -> Found:
    """ "Decades", "decades-long", "the coming weeks": a length without a number."""
    at = phrase.find(UNIT)
    unit = unit_of(phrase, at)
    if phrase.has(lx.LONG):
        return Length(duration(Decimal(1) if phrase.classes[at] == lx.UNIT else "X", unit))
    if phrase.has(lx.POINTER):
        i = phrase.find(lx.POINTER)
        if phrase.word(i).lower() in ("this", "that", "current"):
            return None
        return Length(duration("X", unit))
    return phrase.item(Length(duration("X", unit)), weak="bare units")


def yearlong(phrase: Phrase) -> Found:
    """ "Yearlong"."""
    return Length(duration(Decimal(1), unit_of(phrase, phrase.start)))


def away(phrase: Phrase) -> Found:
    """ "31 years ago", "a year earlier", "two days later", "in five years' time", "three weeks from now"."""
    if _scale_before(phrase):
        return None
    at = _away_unit(phrase)
    unit = unit_of(phrase, at)
    counted = Phrase(phrase.lexicon, phrase.view, phrase.order, phrase.rule, phrase.start, at + 1)
    count = counted.remembered(_count_of_last)
    if count is None or len(count) > 1:
        return None
    sign, base = _direction(phrase, at)
    if phrase.has(lx.COMPARATIVE) and phrase.behind(phrase.end) == "than":
        return None  # "A year later than planned" is a length.
    if phrase.has(lx.SIDE) and not phrase.closes():
        # "Two weeks before it was due" is a length.
        return None
    number, unit = _scaled(count[0], unit)
    number = number + _tail(phrase, at) if number is not None else None
    if unit == "D" and number is not None and number == 1 and base == TEXT:
        return Deictic(sign, TEXT)
    if unit not in periods.MONTHS and unit not in periods.DAYS:
        return Away(None, "T", base)
    compared = any(word.lower() in _COMPARED for word in phrase.words_before(_COMPARISON))
    if number is not None and number * periods.MONTHS.get(unit, 0) >= _AGES:
        number = None
    return Away(None if number is None else sign * number, unit, base, compared)


def _away_unit(phrase: Phrase) -> int:
    return phrase.all(lx.UNIT + lx.UNITS + lx.QUARTER + lx.WEEKEND + lx.SECOND)[0]


def _scaled(count: Decimal | str, unit: str) -> tuple[Decimal | None, str]:
    number = None if isinstance(count, str) else count
    if unit == "2W":
        return number and number * 2, "W"
    return number, unit


def _direction(phrase: Phrase, at: int) -> tuple[int, str]:
    """Which way it goes, and from where."""
    i = phrase.find(lx.AGO + lx.SIDE, at)
    if i >= 0:
        step, base = str(phrase.value(i)).split()
        return int(step), base
    i = phrase.find(lx.COMPARATIVE, at)
    if i >= 0:
        return (-1 if phrase.value(i) == "start" else 1), TEXT
    return 1, DOC


def every(phrase: Phrase) -> Found:
    """ "Every year", "each day", "every two years", "every other week", "every Monday", "once a year"."""
    last = phrase.end - 1
    cls = phrase.classes[last]
    if cls in lx.WEEKDAY + lx.MAYBE_WEEKDAY:
        return Recurring(f"XXXX-WXX-{phrase.value(last)}")
    if cls in lx.MONTH + lx.MAYBE_MONTH:
        return Recurring(f"XXXX-{phrase.value(last):02d}")
    if cls in lx.SEASON + lx.FALL:
        return Recurring(f"XXXX-{('SP', 'SU', 'FA', 'WI')[phrase.value(last)]}")
    if cls == lx.DAY_PART and phrase.classes[last - 1] in lx.WEEKDAY + lx.MAYBE_WEEKDAY:
        return Recurring(f"XXXX-WXX-{phrase.value(last - 1)}T{phrase.value(last)}")
    if cls == lx.DAY_PART:
        return Recurring(f"XXXX-XX-XXT{phrase.value(last)}")
    if cls == lx.WEEKEND:
        return Recurring("XXXX-WXX-WE")
    times = phrase.find(lx.TIMES)
    if times >= 0 and phrase.word(times).lower() == "times":
        if times == phrase.start:
            return None
        return Recurring(duration(Decimal(1), unit_of(phrase, last)))
    if phrase.has(lx.VAGUE):
        return Recurring(duration("X", unit_of(phrase, last)))
    count: Decimal | None = Decimal(1)
    nth = phrase.find(lx.ORDINAL + lx.NTH)
    if phrase.has(lx.OTHER) or phrase.find(lx.SECOND) not in (-1, last):
        count = Decimal(2)
    elif nth >= 0:
        count = Decimal(ordinal(phrase, nth))
    elif (i := phrase.find(_NUMERALS)) >= 0:
        count = phrase.number(i, phrase.all(_NUMERALS)[-1] + 1)
    return Recurring(duration(count, unit_of(phrase, last))) if count and count > 0 else None


def mornings(phrase: Phrase) -> Found:
    """ "Sunday mornings"; "Sunday morning" is one."""
    if not phrase.word(phrase.start + 1).lower().endswith("s"):
        return None
    return Recurring(f"XXXX-WXX-{phrase.value(phrase.start)}T{phrase.value(phrase.start + 1)}")


def weekdays(phrase: Phrase) -> Found:
    """ "Mondays"."""
    if phrase.cls(phrase.end) == lx.AGO:
        return None
    return Recurring(f"XXXX-WXX-{phrase.value(phrase.start)}")


def annually(phrase: Phrase) -> Found:
    """ "Annually"."""
    return Recurring(str(phrase.value(phrase.start)))


def ordinal(phrase: Phrase, i: int) -> int:
    """The number that an ordinal says ("first", "19th", "second"); -1 for "last"."""
    cls, word = phrase.classes[i], phrase.word(i)
    if word[0].isdigit():
        return int(word[:-2])
    before = i - 1 - (i > phrase.start and phrase.classes[i - 1] == lx.DASH)
    tens = phrase.number(before, before + 1) if before >= phrase.start and phrase.classes[before] == lx.WORD else None
    if tens is not None:
        return int(tens) + (2 if cls == lx.SECOND else int(phrase.value(i) or 0))
    if cls == lx.SECOND:
        return 2
    if cls == lx.POINTER:
        return -1
    return int(phrase.value(i) or 0)


__all__ = ["Item"]
