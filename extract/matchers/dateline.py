"""The document's date, as its own text gives it.

A wrong date would spoil every relative date behind it, so only places are asked where a publication tells its
own date: front matter (``date: 2018-11-26``), a label ("Published 12 May 2023"), a line near the top with
hardly anything but a date ("2024年07月25日 19:04 新浪新闻"), and an agency's dateline ("CAIRO - 7 July 2022:"). A
dateline without a year ("BEIJING, July 18 (Xinhua) --") tells no date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from extract.view import View

_MONTHS = {
    name: k
    for k, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_INITIALS = "".join(f"[{''.join(sorted({name[k] for name in _MONTHS}))}]" for k in range(2))
# Most words have other letters first, which is found out at once.
_MONTH = f"(?={_INITIALS})(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*)"
_GAP = "[ \u00a0\u2000-\u200a\u202f]+"
_DATE = re.compile(
    rf"""
    (?P<y1>(?:19|20)\d\d)(?P<s>[-/.])(?P<m1>\d\d?)(?P=s)(?P<d1>\d\d?)(?!\d)
  | (?P<y2>(?:19|20)\d\d)\s?年\s?(?P<m2>\d\d?)\s?月\s?(?P<d2>\d\d?)\s?日
  | (?P<d3>\d\d?)(?:st|nd|rd|th)?{_GAP}(?:of[ ])?(?P<m3>{_MONTH}),?{_GAP}(?P<y3>(?:19|20)\d\d)(?!\d)
  | (?P<m4>{_MONTH}){_GAP}(?P<d4>\d\d?)(?:st|nd|rd|th)?,?{_GAP}(?P<y4>(?:19|20)\d\d)(?!\d)
  | (?P<a5>\d\d?)(?P<t>[./-])(?P<b5>\d\d?)(?P=t)(?P<y5>(?:19|20)\d\d)(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KEY = re.compile(
    r"\s*[\"']?(date|published|pubdate|publish_date|published_at|datepublished|publication[_ ]date|posted|created|"
    r"发布时间|发布日期|發布時間|日期|时间|時間|дата|опубликовано|fecha|datum)[\"']?(?:\s*[:=：]|\s)\s*[\"']?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"(?:^|[\s(|\[>*_])(?:first\s+)?(published|posted|issued|released|last\s+updated|last\s+modified|updated|"
    rf"publication\s+date|date\s+of\s+publication|press\s+release)(?:\s+on|\s+at|\s+in)?\s*[:：]?\s*{_WEEKDAY}?$",
    re.IGNORECASE,
)
_HINTS = (
    *("date", "publi", "post", "creat", "issue", "releas", "modif", "fecha", "datum", "дата", "опубл"),
    *("发布", "發布", "日期", "时间", "時間"),
)
"""A line with no such letters has neither a key nor a label."""
_LATER = re.compile(r"updated|modified", re.IGNORECASE)
_NAME = r"[A-ZÀ-Þ][\w.'’/-]*+"
_PLACE = re.compile(
    rf"\s*+[\[(*_]{{0,9}}(?:{_NAME}(?:[ ,]++(?:{_NAME}|de|of|al|el|la))*+)?[\])*_]*+\s*+(?:\([^()\n]{{1,40}}\)\s*+)?"
    rf"(?:[,–—:|-]{{1,2}}\s*+)?{_WEEKDAY}?[\[(]?$",
)
_AGENCY = re.compile(r"[\])]?\s*+(?:(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)\s*+)?(?:[:–—]|-{1,2}\s)")
_CAPITALS = re.compile(r"\s*[A-ZÀ-Þ]{3}")
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?|\b[AaPp]\.?[Mm]\b\.?|\b(?:GMT|UTC|[A-Z]{1,3}T)\b|[+-]\d{4}")
_OTHER_DATES = frozenset(
    "born died founded established opened closed deadline valid expires due since until till between copyright version "
    "rev revision opening event when start starts end ends begins from retrieved accessed".split()
)
"""Words beside a date that is another thing's."""
_EDGE = re.compile(_WEEKDAY, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+")

_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = frozenset("-/.")
_NUMBER_BEFORE = re.compile(r"\d\S*+(?:\s++\S++){0,2}+\s*+\Z")
"""What ends with a number and two words at most: "5th of May, "."""
_REACH = 20_000
_WIDTH = 240
"""So far into a text, and into a line, one looks for a date."""
_TOP_LINES = 12
_KEY_LINES = 60
_LOG = 3
"""So many lines that begin with a date make a log or a timeline, none of whose dates is the document's."""
_SHORT = 80
_BEFORE_DATE = 60
_LONGEST_DATE = 60
_OTHER_WORDS = 7


def find(view: View) -> dt.date | None:
    """The date that the text gives as its own, or None.

    What says "published" goes before what says "updated", and a label before a mere place near the top.
    """
    lines = _lines(view.text)
    if not any(dated for _, dated in lines):
        return None
    updated: dt.date | None = None
    for number, (line, dated) in enumerate(lines):
        found = _labelled(line) if dated else None
        if found is None:
            continue
        if not found[1]:
            return found[0]
        if updated is None and number < 2 * _TOP_LINES:
            updated = found[0]
    return _on_top(lines) or updated


def _lines(text: str) -> list[tuple[str, bool]]:
    """The first lines, without empty ones, and whether there may be a date in each, as far as one looks into it."""
    lines = [line for line in text[:_REACH].splitlines() if not line.isspace() and line][:_KEY_LINES]
    return [(line, ("20" in line or "19" in line) and _may_have_date(line)) for line in lines]


def _may_have_date(line: str) -> bool:
    """Whether a year in a line may be a date's."""
    return any(_may_be_of_date(line, year) for year in _YEAR.finditer(line, 0, _WIDTH))


def _may_be_of_date(line: str, year: re.Match[str]) -> bool:
    """Whether a year may be a date's: another number must stand near before, or a mark or 年 right behind."""
    start, end = year.span()
    behind = line[end : end + 2]
    if "年" in behind or (behind[:1] in _MARKS and behind[1:].isdigit()):
        return True
    return _NUMBER_BEFORE.search(line, max(0, start - _LONGEST_DATE), start) is not None


def _labelled(line: str) -> tuple[dt.date, bool] | None:
    """The date of a line that labels it, and whether the label tells only of a change."""
    small = line[:_WIDTH].lower()
    if not any(hint in small for hint in _HINTS):
        return None
    for match in _dates(line, _WIDTH):
        before = line[: match.start()]
        key = _KEY.fullmatch(before) or _LABEL.search(before)
        day = _day(match) if key else None
        if key and day:
            return day, bool(_LATER.match(key[1]) or _LATER.search(key[1]))
    return None


def _on_top(lines: list[tuple[str, bool]]) -> dt.date | None:
    """The date of a line of its own, or of a dateline, near the top."""
    for line, dated in lines[:_TOP_LINES]:
        # A date far into a long line is neither.
        reach = _WIDTH if len(line) <= _WIDTH else _BEFORE_DATE + _LONGEST_DATE
        match = next(_dates(line, reach), None) if dated else None
        if match is None or line.lstrip()[:1] in "#|" or next(_dates(line, _WIDTH, match.end()), None):
            continue
        day = _day(match)
        if day and (_is_dateline(line, match) or (_is_alone(line, match) and not _is_log(lines))):
            return day
    return None


def _dates(line: str, reach: int, start: int = 0) -> Iterator[re.Match[str]]:
    """The dates of a line from one character to another. Each has a year, which is fast to find."""
    for year in _YEAR.finditer(line, start, reach):
        if year.start() >= start and _may_be_of_date(line, year):
            match = _DATE.search(line, max(start, year.start() - _LONGEST_DATE), min(reach, year.end() + _LONGEST_DATE))
            if match is not None:
                start = match.end()
                yield match


def _is_log(lines: list[tuple[str, bool]]) -> bool:
    """Whether many lines begin with a date."""
    return sum(_begins_with_date(line) for line, dated in lines if dated) >= _LOG


def _begins_with_date(line: str) -> bool:
    return _DATE.match(line, len(line) - len(line.lstrip(" \t#*->•([")), _SHORT) is not None


def _is_dateline(line: str, match: re.Match[str]) -> bool:
    """Whether a paragraph begins with a place and this date: "CAIRO - 7 July 2022:"."""
    before, after = line[: match.start()], line[match.end() :]
    if not before.strip() or len(before) > _BEFORE_DATE or not _PLACE.fullmatch(before):
        return False
    if _AGENCY.match(after):
        return True
    return bool(_CAPITALS.match(before)) and after[:2] in (". ", ", ")


def _is_alone(line: str, match: re.Match[str]) -> bool:
    """Whether a line says hardly more than a date: a time, a place, the name of a source."""
    line = line.strip()
    if len(line) > _SHORT or line[-1] in ".!?" or line.startswith(("-", "*", "•", ">")):
        return False
    rest = _EDGE.sub(" ", _TIME.sub(" ", line.replace(match[0], " ")))
    words = _WORD.findall(rest)
    if any(word.isdigit() or word.lower() in _OTHER_DATES for word in words):
        return False
    han = sum("\u4e00" <= char <= "\u9fff" for char in rest)
    small = sum(word[0].islower() for word in words)
    return len(words) <= _OTHER_WORDS and han <= 16 and (small <= 2 or han > 0)


def _day(match: re.Match[str]) -> dt.date | None:
    """The day of a match, if it leaves no choice between day and month."""
    found = match.groupdict()
    if found["a5"]:
        one, two, year = int(found["a5"]), int(found["b5"]), int(found["y5"])
        if found["t"] != "." and one <= 12 and two <= 12 and one != two:
            return None
        day, month = (one, two) if one > 12 or two <= 12 else (two, one)
    else:
        k = next(k for k in "1234" if found[f"y{k}"])
        year, day, name = int(found[f"y{k}"]), int(found[f"d{k}"]), found[f"m{k}"]
        month = int(name) if name.isdigit() else _MONTHS[name.rstrip(".").lower()]
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
