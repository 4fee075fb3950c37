"""Chinese dates: 2024年07月25日 19:04 · 去年 · 8月10日 · 上半年 · 第一季度 · 20世纪90年代 · 三個月 · 每日.

Chinese has no spaces, so these are read from the text itself, piece by piece from the left: a year, then what
may follow a year. The words are those of ``lang/zh/date.toml``. Nothing is done for a document without such
characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import periods
from extract.matchers.dates.days import Deictic, Monthless, Season, Weekday, Yearless
from extract.matchers.dates.items import Item
from extract.matchers.dates.meanings import DOC, Clock, Known, Length, Meaning, Part, Recurring
from extract.matchers.dates.periods import Period, Range
from extract.matchers.dates.pointers import Away, Nth, Running, SamePeriod, Shifted
from extract.matchers.dates.spans import Span
from extract.matchers.dates.values import duration
from extract.view import DATE, View
from extract.vocabulary import Vocabulary

Piece = tuple[Meaning, int]
"""A meaning, and the offset behind its words."""

_HAN = "零〇○一二三四五六七八九十百千两兩"
_DIGITS = {han: str(k) for k, han in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "两": "2", "兩": "2"}
_S = "[ \u00a0\u3000]?"
_N = rf"(?:\d{{1,4}}(?:\.\d)?|[{_HAN}]{{1,6}})"

_YEAR = re.compile(rf"((?:1\d|2[01])\d\d|[{_HAN}]{{4}}){_S}年(?![代級级])(?:度)?")
_REPUBLIC = re.compile(rf"民[國国]{_S}(1?\d{{1,2}}|[{_HAN}]{{1,5}}){_S}年(?![代級级])(?:度)?")
"""Years of the Republic, which Taiwan counts from 1912."""
_MONTH = re.compile(rf"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]){_S}月份?(?!花|天(?![气氣候里裡內内]))")
_DAY = re.compile(rf"([12]\d|3[01]|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九]){_S}[日号號]")
_LONE_DAY = re.compile(rf"([12]\d|3[01]|0?[1-9]){_S}[日号號](?![元本线線楼樓])")
_QUARTER = re.compile("(第)?([一二三四1-4首])季度?(?!节|節|[后後]赛|[后後]賽)")
_HALF = re.compile("([上下])半年")
_FIRST = re.compile(rf"前({_N}){_S}[个個]月")
_QUARTERS = re.compile("前([二两兩三23])(?:[个個]?季度|季(?=[^节節度]))")
_SAME = re.compile("同期")
_CLOCK = re.compile(r"(\d{1,2})[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?!\d)")
_HOUR = re.compile(rf"({_N})(?:[时時点點](?:({_N})分|(半))?|[:：]([0-5]\d))")
_AGO = re.compile("(?:之|以)?前(?![后後夕期往])")
_TO = re.compile(rf"{_S}(?:[至到~～]|[-–—]{{1,2}}){_S}")
_BARE = re.compile(r"(\d{1,4})(?=[ \u00a0]?(?:[至到~～]|[-–—]{1,2})[ \u00a0]?\d{1,4}[ \u00a0]?[年月日])")
_DECADE = re.compile(
    rf"(?:(\d{{1,2}}|[{_HAN}]{{1,3}}|上个?個?)世[纪紀])?(\d{{2}}|(?:1[5-9]|20)\d\d|[一二三四五六七八九]十)年代(初|中|末|后|後)?期?"
)
_CENTURY = re.compile(rf"(\d{{1,2}}|[{_HAN}]{{1,3}}|本|上个?個?)世[纪紀](初|中叶|中葉|末)?")
_EVERY = re.compile(rf"每({_N})?{_S}([年月日天周週]|个月|個月|季度|星期|小时|小時|分钟|分鐘)([一二三四五六日])?")
_WEEKDAY = re.compile("(?:周|週|星期|礼拜|禮拜)?([一二三四五六日天末])(?![年月期个個])")
_AROUND = {"Y": "Y", "年": "Y", "月": "M", "个月": "M", "個月": "M", "日": "D", "天": "D", "周": "W", "週": "W",
           "星期": "W", "季度": "Q", "小时": "TH", "小時": "TH", "分钟": "TM", "分鐘": "TM"}  # fmt: skip
_DAY_NAMES = {name: k for k, name in enumerate("一二三四五六日", 1)} | {"天": 7}
_PARTS = {"初": "start", "中": "mid", "中叶": "mid", "中葉": "mid", "末": "end", "后": "end", "後": "end"}
_WIDE = "\u2e80"
"""Chinese characters and the marks of their width are no smaller."""
_REACH = 16
"""So many characters may stand between the number that begins a phrase and the first sign that is Chinese."""
_BEFORE_REPUBLIC = 1911
_TOLD = 60
"""So many characters behind a year, a month without one is told of that year."""


class Chinese:
    """Finds Chinese dates, times, lengths of time and recurrences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._values: dict[str, Any] = {}
        self._words: dict[str, re.Pattern[str]] = {}
        starts = set("每第前上下周週星十年半几幾数數多好民首" + _HAN + "0123456789本")
        known: set[str] = set()
        for name in ("year", "quarter", "month", "week", "day", "part", "season", "unit", "past", "more", "time"):
            words = vocabulary.words("date", f"zh {name}")
            self._values |= words
            known |= words.keys()
            listed = sorted(map(re.escape, words), key=len, reverse=True)
            self._words[name] = re.compile("|".join(listed) or "(?!)")
            if name not in ("part", "unit"):
                starts |= {word[0] for word in words}
        # A number is the beginning of a phrase only if one of the signs that phrases are made of is near.
        wide = all(word[0] >= _WIDE for word in known)
        number = rf"(?:(?<=[^0-9])|(?=[^\n]{{0,{_REACH}}}?[○{_WIDE}-\U0010ffff]))" if wide else ""
        self._start = re.compile(rf"[{''.join(sorted(starts))}](?<![\d.].){number}")
        lengths = rf"(?P<n>{_N}|好?[数數几幾]十?|好?多|半)(?P<more>[余餘多几幾])?{_S}(?P<half>[个個]?半)?"
        self._length = re.compile(
            rf"{lengths}(?P<unit>{self._words['unit'].pattern})(?P<tail>半|多)?(?![代度级級初底末边邊围圍年岁歲])"
        )

    def scan(self, view: View) -> Iterator[Item]:
        """The phrases of a document, in order."""
        if lx.HAN not in view.classes(DATE):
            return
        text, starts, ends, at = view.text, view.starts, view.ends, 0
        while match := self._start.search(text, at):
            at = match.start() + 1
            found = self._phrase(text, match.start())
            if found is None:
                continue
            rule, (meaning, end) = found
            i, j = bisect_left(starts, match.start()), bisect_left(ends, end)
            if i < len(starts) and j < len(ends) and starts[i] == match.start() and ends[j] == end:
                at = end
                yield Item(i, j + 1, f"Chinese {rule}", meaning)

    def _phrase(self, text: str, at: int) -> tuple[str, Piece] | None:
        """The phrase that begins at an offset, with the name of what read it."""
        for rule, read in (
            ("decade", self._decade),
            ("recurrence", self._every),
            ("range", self._short_range),
            ("date", self._range),
            ("day", self._near),
            ("length", self._length_of),
        ):
            found = read(text, at)
            if found:
                return rule, found
        return None

    # Points in time.

    def _range(self, text: str, at: int) -> Piece | None:
        """A date, or two with 至 between."""
        first = self._point(text, at)
        if first is None:
            return None
        meaning, end = first
        to = _TO.match(text, end)
        second = self._point(text, to.end()) or self._day_of(meaning, text, to.end()) if to else None
        if second is None or isinstance(meaning, Clock) or isinstance(second[0], Clock):
            return first
        other = second[0]
        if isinstance(meaning, Known) and isinstance(other, Yearless) and not other.whole:
            year = meaning.known.to(periods.YEAR)
            other = Yearless(other.month, other.day, Known(year)) if year else other
        elif isinstance(meaning, Yearless) and isinstance(other, Yearless) and not other.whole:
            other = Yearless(other.month, other.day, meaning.whole)
        return Span(meaning, other), second[1]

    def _day_of(self, first: Meaning, text: str, at: int) -> Piece | None:
        """The day that ends a range within a month: 7月3日至5日."""
        day = _DAY.match(text, at)
        if day is None:
            return None
        number = int(_number(day[1]) or 0)
        if isinstance(first, Known) and isinstance(first.known, Period) and first.unit == periods.DAY:
            start = first.known.first
            found = periods.day(start.year, start.month, number)
            return (Known(found), day.end()) if found else None
        if isinstance(first, Yearless) and first.day:
            return Yearless(first.month, number, first.whole), day.end()
        return None

    def _short_range(self, text: str, at: int) -> Piece | None:
        """2021—2025年, 1至9月, 今年1-9月, 3月5-7日."""
        year = self._year(text, at)
        start = _skip(text, year[1]) if year else at
        bare = _BARE.match(text, start)
        to = _TO.match(text, bare.end()) if bare else None
        if bare is None or to is None:
            return None
        if end := _YEAR.match(text, to.end()):
            first, last = int(bare[1]), int(_number(end[1]) or 0)
            if year or not 1000 <= first < last:
                return None
            return Known(Range(Period(periods.YEAR, first), Period(periods.YEAR, last))), end.end()
        end = _MONTH.match(text, to.end())
        if end is None or not 1 <= int(bare[1]) <= 12:
            return None
        whole = year[0] if year else None
        months = [Yearless(int(n), 0, whole) for n in (bare[1], _number(end[1]) or 0)]
        return Span(*months), end.end()

    def _point(self, text: str, at: int) -> Piece | None:
        """A year with what may follow it, or that without a year."""
        year = self._year(text, at)
        whole, end = year if year else (None, at)
        inner = self._inside(text, _skip(text, end) if year else end, whole)
        if inner is None:
            return year
        return inner

    def _year(self, text: str, at: int) -> Piece | None:
        """2024年, 二〇二四年, 今年."""
        if match := _YEAR.match(text, at):
            number = _number(match[1])
            return (Known(Period(periods.YEAR, number)), match.end()) if number and number < 2200 else None
        if match := _REPUBLIC.match(text, at):
            number = _number(match[1])
            return (Known(Period(periods.YEAR, number + _BEFORE_REPUBLIC)), match.end()) if number else None
        if match := self._words["year"].match(text, at):
            step, base = self._values[match[0]].split()
            return Shifted(periods.YEAR, int(step), base), match.end()
        return None

    def _inside(self, text: str, at: int, whole: Meaning | None) -> Piece | None:
        """What follows a year: a month, a day, a quarter, a half, a season, its beginning or end."""
        if match := _MONTH.match(text, at):
            return self._month(text, match, whole)
        if match := _QUARTER.match(text, at):
            number = 1 if match[2] == "首" else int(_number(match[2]) or 0)
            # 三季 alone are three seasons, 第三季 is one of a serial.
            sure = match[0][-1] == "度" or (whole is not None and (match[1] or match[2] == "首"))
            return (Nth(periods.QUARTER, number, 1, whole), match.end()) if sure else None
        if match := _HALF.match(text, at):
            return Nth(periods.HALF, 1 if match[1] == "上" else 2, 1, whole), match.end()
        if match := _QUARTERS.match(text, at):
            return Nth(periods.QUARTER, 1, int(_number(match[1]) or 0), whole), match.end()
        if match := _FIRST.match(text, at):
            count = _number(match[1])
            return (Nth(periods.MONTH, 1, count, whole), match.end()) if count and whole else None
        if match := self._words["season"].match(text, at):
            return (Season(self._values[match[0]], None, whole), match.end()) if whole else None
        if whole is not None and (match := _SAME.match(text, at)):
            return SamePeriod("", whole), match.end()
        return self._part(text, at, whole)

    def _part(self, text: str, at: int, whole: Meaning | None) -> Piece | None:
        """年初, 年底; 初, 底 behind a year."""
        start = at + 1 if text.startswith("年", at) and whole is None else at
        if whole is None and start == at:
            return None
        match = self._words["part"].match(text, start)
        if match is None or text[match.end() : match.end() + 1] in "心国國央期等的":
            return None
        return Part(self._values[match[0]], whole or Running(periods.YEAR)), match.end()

    def _month(self, text: str, match: re.Match[str], whole: Meaning | None) -> Piece | None:
        month, end = int(_number(match[1]) or 0), match.end()
        day = _DAY.match(text, _skip(text, end))
        meaning = self._settle(month, int(_number(day[1]) or 0) if day else 0, whole)
        if meaning is None:
            return None
        if day:
            return self._clock(text, day.end(), meaning)
        part = self._words["part"].match(text, end) if text[end + 1 : end + 2] not in tuple(_HAN) else None
        return (Part(self._values[part[0]], meaning), part.end()) if part else (meaning, end)

    @staticmethod
    def _settle(month: int, day: int, whole: Meaning | None) -> Meaning | None:
        """The month or day of a year, where the calendar has it."""
        if not isinstance(whole, Known):
            fine = not day or periods.day(2024, month, day)
            return Yearless(month, day, whole, told=_TOLD) if fine else None
        year = whole.known.first.year
        found = periods.day(year, month, day) if day else periods.month(year, month)
        return Known(found) if found else None

    def _clock(self, text: str, at: int, day: Meaning) -> Piece:
        """The time of day behind a day, where there is one."""
        start = _skip(text, at)
        if match := _CLOCK.match(text, start):
            time = ":".join(part.zfill(2) for part in match.groups() if part)
            return (Clock(time, day), match.end()) if int(match[1]) < 25 else (day, at)
        return self._hour(text, start, day) or (day, at)

    def _hour(self, text: str, at: int, day: Meaning | None) -> Piece | None:
        """下午3时30分, 晚上8点半, 15时20分."""
        half = self._words["time"].match(text, at)
        match = _HOUR.match(text, half.end() if half else at)
        hour = _number(match[1]) if match else None
        if match is None or hour is None or hour > 24 or (day is None and not half and not match[2]):
            return None
        if half and hour < 12:
            hour += int(self._values[half[0]])
        minute = 30 if match[3] else _number(match[2] or match[4] or "0")
        return (Clock(f"{hour:02d}:{minute:02d}", day), match.end()) if minute is not None and minute < 60 else None

    def _near(self, text: str, at: int) -> Piece | None:
        """昨日, 本月, 上周五, 周三."""
        if match := self._words["day"].match(text, at):
            step, base = self._values[match[0]].split()
            return self._clock(text, match.end(), Deictic(int(step), base))
        if found := self._hour(text, at, None):
            return found
        if match := _LONE_DAY.match(text, at):
            return self._clock(text, match.end(), Monthless(int(match[1])))
        if match := self._words["month"].match(text, at):
            step, base = self._values[match[0]].split()
            month = Shifted(periods.MONTH, int(step), base)
            if day := _DAY.match(text, match.end()):
                return Nth(periods.DAY, int(_number(day[1]) or 0), 1, month), day.end()
            part = self._words["part"].match(text, match.end())
            return (Part(self._values[part[0]], month), part.end()) if part else (month, match.end())
        if match := self._words["quarter"].match(text, at):
            step, base = self._values[match[0]].split()
            return Shifted(periods.QUARTER, int(step), base), match.end()
        if match := self._words["week"].match(text, at):
            step, base = self._values[match[0]].split()
            return self._weekday(text, match.end(), Shifted(periods.WEEK, int(step), base))
        if text[at] in "周週星" and (match := _WEEKDAY.match(text, at)) and len(match[0]) > 1 and match[1] != "末":
            return Weekday(_DAY_NAMES[match[1]]), match.end()
        return None

    @staticmethod
    def _weekday(text: str, at: int, week: Shifted) -> Piece:
        match = _WEEKDAY.match(text, at)
        if match is None:
            return week, at
        if match[1] == "末":
            return Shifted(periods.WEEKEND, week.count, week.base), match.end()
        return Weekday(_DAY_NAMES[match[1]], None, week), match.end()

    # Larger periods, lengths and recurrences.

    def _decade(self, text: str, at: int) -> Piece | None:
        """20世纪90年代, 九十年代初, 1990年代; 19世纪, 本世纪初."""
        if match := _DECADE.match(text, at):
            number = _number(match[2])
            century = _century(match[1]) if match[1] else 19
            if number is None or century is None or number % 10:
                return None
            year = number if number >= 1000 else 100 * century + number
            return _parted(Known(Period(periods.DECADE, year // 10)), match[3]), match.end()
        if match := _CENTURY.match(text, at):
            century = _century(match[1])
            return (
                (_parted(Known(Period(periods.CENTURY, century)), match[2]), match.end())
                if century is not None
                else None
            )
        return None

    @staticmethod
    def _every(text: str, at: int) -> Piece | None:
        """每年, 每两年, 每周一."""
        match = _EVERY.match(text, at)
        if match is None or text[match.end() : match.end() + 1] in "人":
            return None
        if match[3]:
            return (Recurring(f"XXXX-WXX-{_DAY_NAMES[match[3]]}"), match.end()) if _AROUND[match[2]] == "W" else None
        count = _number(match[1]) if match[1] else 1
        return (Recurring(duration(Decimal(count), _AROUND[match[2]])), match.end()) if count else None

    def _length_of(self, text: str, at: int) -> Piece | None:
        """三個月, 60 秒, 近 7 天, 超过三年, 数十年, 一年半."""
        more = self._words["more"].match(text, at)
        start = more.end() if more else at
        past = self._words["past"].match(text, start)
        start = _skip(text, past.end()) if past else start
        match = self._length.match(text, start)
        if match is None or text[max(0, start - 1) : start] in ("第", "前"):
            return None
        unit, number = str(self._values[match["unit"]]), match["n"]
        modifier = (
            str(self._values[more[0]]) if more else "more_than" if match["more"] or match["tail"] == "多" else None
        )
        if number == "半":
            return (Length("P6M" if unit == "Y" else duration(Decimal("0.5"), unit)), match.end())
        number = number.removeprefix("好")  # 好几天 is 几天, with stress
        if number[0] in "数數几幾多":
            tens = len(number) > 1 and unit == "Y"
            if unit in periods.MONTHS | periods.DAYS and (before := _AGO.match(text, match.end())):
                return Away(None, unit, DOC), before.end()  # 几天前
            return Length(duration("X", "DE" if tens else unit)), match.end()
        count = _decimal(number)
        if count is None or not 0 < count < 10_000 or (unit == "Y" and count >= 1000) or number[0] == "0":
            return None
        if (before := _AGO.match(text, match.end())) and unit in periods.MONTHS | periods.DAYS and not modifier:
            return Away(-count, unit, DOC), before.end()
        count += Decimal("0.5") if match["half"] or match["tail"] == "半" else 0
        return Length(duration(count, unit), modifier), match.end()


def _parted(meaning: Meaning, part: str | None) -> Meaning:
    return Part(_PARTS[part], meaning) if part else meaning


def _century(words: str) -> int | None:
    """The number under which a century's years begin: 19 for 20世纪."""
    if words[0] in "上本":
        return 19 if words[0] == "上" else 20
    number = _number(words)
    return number - 1 if number else None


def _skip(text: str, at: int) -> int:
    """Behind the space at an offset, if there is one."""
    return at + 1 if text[at : at + 1] in (" ", "\u00a0", "\u3000") else at


def _decimal(words: str) -> Decimal | None:
    if words[0].isdigit():
        return Decimal(words)
    number = _number(words)
    return None if number is None else Decimal(number)


def _number(words: str) -> int | None:
    """A whole number in digits or Han numerals: 25, 二十五, 二〇二四."""
    if words.isascii():
        return int(words) if words.isdigit() else None
    if all(char in _DIGITS for char in words):
        return int("".join(_DIGITS[char] for char in words))
    total, digit = 0, 0
    for char in words:
        if char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        elif char in _DIGITS:
            digit = int(_DIGITS[char])
        else:
            return None
    return total + digit
