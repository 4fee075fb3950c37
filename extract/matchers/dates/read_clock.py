"""Readings of times of day."""

from __future__ import annotations

import re

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates.items import Found, Phrase
from extract.matchers.dates.meanings import Clock, ClockSpan

_TIME = re.compile(r"(\d{1,2})(?:[:.h：](\d\d))?(?:[:：](\d\d))?(?:[ap]\.?m\.?)?", re.IGNORECASE).fullmatch
_MILITARY = re.compile(r"([01]\d|2[0-4])([0-5]\d)").fullmatch


def clock(phrase: Phrase) -> Found:
    """ "7 p.m.", "19:04", "9.30 a.m.", "06:00 GMT", "0600 GMT", "ten o'clock in the morning", "noon"."""
    noon = phrase.find(lx.NOON)
    if noon >= 0 and not phrase.has(lx.CLOCK):
        return Clock(str(phrase.value(noon)))
    i = phrase.find(lx.CLOCK + lx.DOT_CLOCK + lx.SMALL + lx.TWO + lx.YEAR + lx.NUMBER + lx.MILITARY + lx.WORD)
    time = _time(phrase, i)
    if time is None or (phrase.has(lx.UNITS) and not _military_hours(phrase)):
        return None
    hour, rest = time
    half = _half(phrase)
    if half is not None:
        if not 1 <= hour <= 12:
            # "14:30 pm" says it twice, "0 a.m." is midnight.
            half = 0 if hour <= 23 else 99
        else:
            hour %= 12
        hour += half
    if hour > 24:
        return None
    end = _end(phrase)
    if (
        phrase.classes[i] in lx.WORD + lx.SMALL
        and not phrase.has(lx.AMPM + lx.ZONE + lx.OCLOCK)
        and phrase.cls(i - 1) != lx.ON
    ):
        return None  # "six in the morning", but not "at six in the morning"
    bare = half is None and not any(
        cls in lx.AMPM + lx.ZONE + lx.OCLOCK + lx.TIME_WORD + lx.UNITS for cls in phrase.classes[phrase.start : end]
    )
    return phrase.item(Clock(f"{hour:02d}:{rest}"), end=end, weak="clock" if bare else "")


def _military_hours(phrase: Phrase) -> bool:
    """Whether it is "at 1900 hours" rather than a length of time."""
    before = phrase.before()
    joined = phrase.view.joined(phrase.end - 1) and len(phrase.word(phrase.start)) == 4
    joined = joined or (len(phrase.word(phrase.start)) == 4 and phrase.word(phrase.start)[0] == "0")
    clock = phrase.has(lx.CLOCK) or joined or before in ("at", "by", "until", "from", "before", "after")
    return clock and phrase.word(phrase.end - 1) in ("hours", "hrs")


def hours(phrase: Phrase) -> Found:
    """ "5:30-7 p.m.", "10 to 11 a.m.": the half of the day holds for both ends, unless the first is the later hour."""
    first, last = phrase.all(lx.SMALL + lx.CLOCK + lx.DOT_CLOCK)[:2]
    one, other, half = _time(phrase, first), _time(phrase, last), _half(phrase)
    if one is None or other is None or half is None or not (1 <= one[0] <= 12 and 1 <= other[0] <= 12):
        return None
    start, end = one[0] % 12 + half, other[0] % 12 + half
    if start > end:
        start -= half
    spans = ClockSpan(Clock(f"{start:02d}:{one[1]}"), Clock(f"{end:02d}:{other[1]}"))
    return phrase.item(spans, end=_end(phrase))


def _end(phrase: Phrase) -> int:
    """The end of the phrase; without words before "time" that are no place ("at 9 a.m. for some time")."""
    if phrase.classes[phrase.end - 1] != lx.TIME_WORD:
        return phrase.end
    i = phrase.end - 1
    while i > phrase.start and phrase.classes[i - 1] == lx.NOTHING:
        i -= 1
    place = all(phrase.word(k)[0].isupper() for k in range(i, phrase.end - 1))
    local = phrase.classes[phrase.end - 2] == lx.LOCAL
    return phrase.end if local or (place and i < phrase.end - 1) else i


def _time(phrase: Phrase, i: int) -> tuple[int, str] | None:
    """The hour, and the rest ("00", "30", "04:05")."""
    word = phrase.word(i)
    if phrase.classes[i] == lx.WORD:
        number = phrase.number(i, i + 1)
        return (int(number), "00") if number is not None and 1 <= number <= 12 else None
    if match := _TIME(word):
        return int(match[1]), (match[2] or "00") + (f":{match[3]}" if match[3] else "")
    match = _MILITARY(word)
    return (int(match[1]), match[2]) if match else None


def _half(phrase: Phrase) -> int | None:
    """Hours to add for "p.m." or "in the evening", 0 for the morning, None where nothing says."""
    i = phrase.find(lx.AMPM)
    if i >= 0:
        return int(phrase.value(i))
    i = phrase.find(lx.CLOCK)
    if i >= 0 and phrase.word(i)[-1] in "mM.":
        return 12 if "p" in phrase.word(i).lower() else 0
    i = phrase.find(lx.DAY_PART)
    if i >= 0:
        return 0 if phrase.value(i) == "MO" else 12
    return None


def dotted(phrase: Phrase) -> Found:
    """ "9.30 on Monday", behind "at", "by" and the like; a price is no time of day ("closed at 9.30 on Monday")."""
    time = _time(phrase, phrase.start)
    words = phrase.words_before(2)
    if time is None or not words or words[-1].lower() not in _AT or time[0] > 24 or int(time[1]) % 5:
        return None
    return None if words[0].lower() in _AT_PRICE else Clock(f"{time[0]:02d}:{time[1]}")


def military(phrase: Phrase) -> Found:
    """ "At 0600", "from 1900 to 0500"."""
    times = [_time(phrase, i) for i in phrase.all(lx.MILITARY + lx.YEAR + lx.NUMBER)]
    clocks = [Clock(f"{time[0]:02d}:{time[1]}") for time in times if time is not None and time[0] <= 24]
    before = phrase.before()
    if len(clocks) < len(times) or not (before in _AT or before in ("from", "between", "since", "(")):
        return None
    if phrase.has(lx.AND) and before != "between":
        return None
    if phrase.cls(phrase.end) in lx.SMALL + lx.TWO + lx.NUMBER + lx.YEAR + lx.DASH + lx.PLUS:
        return None
    return ClockSpan(clocks[0], clocks[1]) if len(clocks) == 2 else clocks[0]


_AT = frozenset("at by until till before after".split())
_AT_PRICE = frozenset(
    "closed ended traded trading settled finished stood opened priced quoted valued steady "
    "flat was unchanged fixed down up pegged were bid offered rose fell risen fallen gained lost climbed slipped "
    "dropped".split()
)
"""What stands before "at 9.30" where that is a price."""


def past(phrase: Phrase) -> Found:
    """ "Half past ten", "a quarter to six p.m."."""
    i = phrase.find(lx.WORD + lx.SMALL)
    time = _time(phrase, i)
    if time is None or not 1 <= time[0] <= 12:
        return None
    if phrase.has(lx.POINTER) and phrase.word(phrase.find(lx.POINTER)).lower() != "past":
        return None
    hour = time[0] % 12 + (_half(phrase) or 0) if phrase.has(lx.AMPM) else time[0]
    minute = 30 if phrase.has(lx.HALF) else 15
    if phrase.has(lx.TO):
        hour, minute = (hour - 1) % 24, 45
    before = phrase.before()
    return (
        Clock(f"{hour:02d}:{minute}")
        if before in ("at", "from", "until", "by", "till", "before", "after", "about")
        else None
    )
