"""The rules: small phrases of time as patterns over lexical classes.

Each rule finds a phrase by itself; what neighbours say together is put together in
`extract.matchers.dates.compose`. A pattern is built from the classes of `extract.matchers.dates.lexicon`,
where a character stands for a token. The first rule that reads a phrase has it.
"""

from __future__ import annotations

from extract.matchers import Rule
from extract.matchers.dates import foreign, read_clock, read_days, read_lengths, read_periods
from extract.matchers.dates.lexicon import (
    ADJECTIVE,
    AGO,
    AMPM,
    AND,
    ANNUALLY,
    ANOTHER,
    APOSTROPHE,
    BETWEEN,
    CLOCK,
    CLOSE,
    COMMA,
    COMPARATIVE,
    COUPLE,
    DASH,
    DAY_PART,
    DECADE,
    DEICTIC,
    DOT_CLOCK,
    ENDED,
    ERA,
    EVERY,
    FALL,
    FISCAL,
    FOREIGN_MONTH,
    FOREIGN_YEAR,
    FRACTION,
    FROM,
    FULL,
    FY,
    HALF,
    HOUR_SIGN,
    HOURS,
    IN,
    INSTANT,
    ISO_TAIL,
    LETTER,
    LOCAL,
    LONG,
    MAYBE_MONTH,
    MAYBE_WEEKDAY,
    MIDYEAR,
    MILITARY,
    MONTH,
    NOON,
    NOW,
    NTH,
    NUMBER,
    NUMERIC,
    OCLOCK,
    OF,
    ON,
    OPEN,
    OR,
    ORDINAL,
    OTHER,
    PART,
    PART_NOUN,
    PART_WORD,
    PLUS,
    POINTER,
    POSSESSIVE,
    QUARTER,
    QUARTER_TOKEN,
    SAME,
    SEASON,
    SECOND,
    SIDE,
    SMALL,
    STARTING,
    THE,
    TIME_SPAN,
    TIME_WORD,
    TIMES,
    TO,
    TONIGHT,
    TWO,
    UNIT,
    UNITS,
    UNTIL,
    VAGUE,
    WEEKDAY,
    WEEKDAYS,
    WEEKEND,
    WORD,
    YEAR,
    YEAR_AGO,
    YEARLONG,
    YEARS,
    ZONE,
    A,
)

# Pieces that several rules are built of.
MON = f"[{MONTH}{MAYBE_MONTH}]"
WDAY = f"[{WEEKDAY}{MAYBE_WEEKDAY}]"
BEFORE_DATE = f"(?:{WDAY}{COMMA}?{THE}?)?"
DAY = f"[{SMALL}{NTH}]"
# The year may stand on the next line where the text was wrapped.
OF_YEAR = f"(?:{COMMA}?{OF}?{YEAR}|{COMMA}?\\n{YEAR}(?=[{COMMA}\\.]))"
THROUGH = f"[{DASH}{TO}]{DASH}?"
TWO_DIGITS = f"[{SMALL}{TWO}]"
DIGITS = f"[{SMALL}{TWO}{YEAR}{NUMBER}{DOT_CLOCK}{MILITARY}]"
NTHS = f"(?:{WORD}{DASH}?)?[{ORDINAL}{NTH}{SECOND}]"
AND_A_HALF = f"(?:{DASH}?{AND}{DASH}?(?:{A}{DASH}?)?[{HALF}{QUARTER}{FRACTION}])?"
IN_WORDS = f"{WORD}(?:{DASH}?(?:{AND}{A}?)?{WORD}){{0,4}}"
COUNT = f"(?:{DIGITS}{{1,2}}{FRACTION}?{WORD}?|{FRACTION}|{A}?{IN_WORDS}){AND_A_HALF}"
FEW = f"(?:{A}?{VAGUE}{OF}?{WORD}?|{A}?{COUPLE}{OF}?)"
ADJECTIVES = f"(?:{DASH}?[{ADJECTIVE}{FULL}{FISCAL}{LONG}]){{0,2}}"
ANY_UNIT = f"[{UNIT}{UNITS}{QUARTER}{SECOND}]"
NUMBERS = f"{COUNT}(?:(?:{DASH}|{DASH}?[{TO}{OR}]{DASH}?){COUNT})?(?:{DASH}?{PLUS})?"
LENGTH = f"(?:{FEW}|{NUMBERS}){ADJECTIVES}{DASH}?{ANY_UNIT}(?:{AND}{A}{HALF})?"
A_UNIT = f"[{A}{ANOTHER}]{ADJECTIVES}{UNIT}(?:{AND}{A}[{HALF}{QUARTER}])?"
HALF_LENGTH = (
    f"(?:{HALF}{DASH}?{A}?{DASH}?[{UNIT}{SECOND}]|{A}{HALF}{DASH}?[{UNIT}{SECOND}]"
    f"|(?:{A}|{WORD}{DASH}?){QUARTER}{DASH}?{OF}{A}{DASH}?{UNIT})"
)
BACK = f"(?:[{AGO}{COMPARATIVE}{SIDE}]|[{APOSTROPHE}{POSSESSIVE}]{TIME_WORD}|{FROM}{NOW})"
ONE_ZONE = f"{ZONE}(?:[{PLUS}{DASH}]{DIGITS})?"
OFFSET = f"{PLUS}[{NUMBER}{MILITARY}]"
ZONES = f"(?:{OPEN}{ONE_ZONE}{CLOSE}|{ONE_ZONE}|{OFFSET}|{LOCAL}?{TIME_WORD}|(?:\\.{{1,3}}){TIME_WORD})?"

RULES: tuple[Rule, ...] = (
    # Dates in digits.
    Rule(
        "iso date",
        f"{YEAR}{DASH}{SMALL}{DASH}[{SMALL}{ISO_TAIL}](?!{DASH}?{DIGITS})",
        read_days.iso,
        (
            "date: [2018-11-26](value=2018-11-26)",
            "at [2024-07-25T19:04:05Z](type=TIME value=2024-07-25T19:04:05)",
        ),
        ("ISBN 978-1107-06-05237",),
    ),
    Rule(
        "numeric date",
        f"{BEFORE_DATE}(?:{NUMERIC}|{SMALL}{DASH}{SMALL}{DASH}{YEAR})(?!{DASH}{DIGITS})",
        read_days.numeric_date,
        (
            "Moscow, [23.06.2022](value=2022-06-23)",
            "last updated [14/03/2009](value=2009-03-14)",
            "paid on [03/04/2021](value=null)",
            "paid on [03/04/2021](value=2021-04-03), due on [25/04/2021](value=2021-04-25)",
            "Rev. [03/2012](value=2012-03)",
        ),
        ("version 4.1.10", "on 31/02/2020"),
    ),
    # The clock.
    Rule(
        "hours and minutes",
        f"(?:[{SMALL}{TWO}]{HOUR_SIGN}|{HOURS})(?:[{SMALL}{TWO}][{UNIT}{UNITS}{WORD}\\.]?)?|{CLOCK}[{UNIT}{UNITS}{WORD}]",
        read_lengths.hours_and_minutes,
        (
            "It takes [1 h 15 min](type=DURATION value=PT1H15M), by bus [2 h 30](type=DURATION value=PT2H30M).",
            "It runs for [48 h](type=DURATION value=PT48H); the film lasts [1h45m](type=DURATION value=PT1H45M).",
        ),
        ("They drive at 300 km/h.",),
    ),
    Rule(
        "hours",
        f"[{SMALL}{CLOCK}{DOT_CLOCK}](?:{DASH}|{TO})[{SMALL}{CLOCK}{DOT_CLOCK}]{AMPM}{ZONES}",
        read_clock.hours,
        ("open [5:30-7 p.m.](type=TIME value=T17:30/T19:00)", "from [10 to 11 a.m.](type=TIME value=T10:00/T11:00)"),
    ),
    Rule(
        "clock",
        f"(?:[{SMALL}{CLOCK}{DOT_CLOCK}]{AMPM}|{CLOCK}|[{WORD}{SMALL}]{OCLOCK}(?:{IN}{THE}{DAY_PART}|{AMPM}|{NOON})?"
        f"|[{CLOCK}{WORD}{SMALL}]{IN}{THE}{DAY_PART}){ZONES}"
        f"|[{YEAR}{NUMBER}{MILITARY}{SMALL}](?:{OPEN}{ONE_ZONE}{CLOSE}|{ONE_ZONE})"
        f"|[{YEAR}{NUMBER}{MILITARY}{DOT_CLOCK}{CLOCK}]{UNITS}|{SMALL}?{NOON}",
        read_clock.clock,
        (
            "@2019-11-19 as of [9:14 a.m.](type=TIME value=2019-11-19T09:14)",
            "at [06:00 GMT](type=TIME value=T06:00)",
            "at [14:30 Cairo time](type=TIME value=T14:30)",
            "@2011-03-24 to set out at [ten o'clock in the morning](type=TIME value=2011-03-24T10:00)",
        ),
        ("a ratio of 16:9",),
    ),
    Rule(
        "time on a day",
        f"{DOT_CLOCK}(?={ON}(?:{THE}|{WDAY}|{MON}|[{SMALL}{NTH}{NUMERIC}])|{DEICTIC}|{WDAY})",
        read_clock.dotted,
        (
            "@2020-05-05 Offers are due by [12.00 on January 15, 2025](type=TIME value=2025-01-15T12:00).",
            "@2020-05-05 They met at [9.30 on Monday](type=TIME value=2020-05-04T09:30).",
        ),
        ("The stock closed at 12.00 on the exchange.", "It rose by 12.05 on the day, to 1.30 on the scale."),
    ),
    Rule(
        "hours without a colon",
        f"{MILITARY}(?:[{TO}{DASH}{AND}{UNTIL}][{MILITARY}{YEAR}{NUMBER}])?|{YEAR}[{TO}{DASH}{AND}{UNTIL}]{MILITARY}",
        read_clock.military,
        (
            "It enters into force at [0600 on 1 March 2025](type=TIME value=2025-03-01T06:00).",
            "The curfew runs from [1900 to 0500](type=TIME value=T19:00/T05:00).",
        ),
        ("Dial 0345 or ISSN 1938-0123.", "The code is 0600."),
    ),
    Rule(
        "past the hour",
        f"(?:{HALF}|{A}?{QUARTER}){POINTER}[{WORD}{SMALL}]{AMPM}?|{A}?{QUARTER}{TO}[{WORD}{SMALL}]{AMPM}?",
        read_clock.past,
        ("at [half past ten](type=TIME value=T10:30)", "at [a quarter to six](type=TIME value=T05:45)"),
    ),
    # Days with the names of months.
    Rule(
        "days and month",
        f"{BEFORE_DATE}(?:{THE}(?={NTH}))?(?:{DAY}{COMMA}){{0,4}}{DAY}(?:{THROUGH}|{AND})(?:{WDAY}{COMMA}?)?{THE}?{DAY}{OF}?{MON}"
        f"{OF_YEAR}?",
        read_days.days_of_month,
        (
            "@2023-07-05 over the sea on [6–7 June](value=2023-06-06/2023-06-07)",
            "in Delhi on [25-27 November 2016](value=2016-11-25/2016-11-27)",
            "on [6](value=2022-06-06) and [7 June 2022](value=2022-06-07)",
            "from [Saturday 5 to Sunday 6 April 2025](value=2025-04-05/2025-04-06)",
        ),
    ),
    Rule(
        "month and days",
        f"{BEFORE_DATE}{MON}{DAY}(?:{THROUGH}|{AND}){THE}?{DAY}(?:{COMMA}?{YEAR})?(?!{OF}?{MON}|{DASH}?{ANY_UNIT}|{DASH}{DIGITS})",
        read_days.days_of_month,
        (
            "the summit on [June 8–9, 2017](value=2017-06-08/2017-06-09)",
            "@2016-10-04 open from [September 27 to 29](value=2016-09-27/2016-09-29)",
            "between [May 5 and 7, 2021](value=2021-05-05/2021-05-07)",
        ),
    ),
    Rule(
        "day and month",
        f"{BEFORE_DATE}(?:(?:{THE}(?={SMALL}{OF}|{NTH}))?{DAY}{OF}?|{THE}{NTHS}{OF}){MON}(?:{OF_YEAR}|{APOSTROPHE}{TWO_DIGITS})?"
        f"|{SMALL}{DASH}{MON}{DASH}(?:{YEAR}|{TWO_DIGITS})",
        read_days.day_and_month,
        (
            "signed on [26 April 1996](value=1996-04-26)",
            "GIS – [22 July, 2022](value=2022-07-22): families",
            "@2016-11-08 in Honduras on [Friday, 11 November](value=2016-11-11)",
            "on [the 3rd of June, 2022](value=2022-06-03)",
            "on [5-Jan-2022](value=2022-01-05)",
        ),
        ("on 30 February 2020", "The first may follow."),
    ),
    Rule(
        "unix date",
        f"{WDAY}{MON}{SMALL}{CLOCK}{ZONE}?{YEAR}",
        read_days.unix,
        ("Last modified: [Tue Mar 5 12:30:45 GMT 2019](type=TIME value=2019-03-05T12:30:45)",),
    ),
    Rule(
        "month and day",
        f"{BEFORE_DATE}{MON}(?:{DAY}|{THE}{DAY}|{THE}{NTHS})(?:{OF_YEAR}|{COMMA}?{APOSTROPHE}{TWO_DIGITS})?"
        f"(?!{DASH}?{ANY_UNIT})",
        read_days.day_and_month,
        (
            "launched on [June 26, 2024](value=2024-06-26)",
            "fixed in 4.1.10 ([May 5th, 2015](value=2015-05-05))",
            "@2023-09-29 on [Saturday, May 20](value=2023-05-20) it was promised",
        ),
        ("on Feb. 30, 2020",),
    ),
    Rule(
        "month and year",
        f"{MON}(?:{OF_YEAR}|{DASH}{YEAR}|{APOSTROPHE}{TWO_DIGITS})(?!{DASH}{TWO_DIGITS})",
        read_days.month_and_year,
        (
            "since [May 2014](value=2014-05)",
            "in [Nov. 2022-Jan. 2023](value=2022-11/2023-01)",
            "in [November of 1776](value=1776-11)",
            "in [May '68](value=1968-05)",
        ),
    ),
    Rule(
        "pointed month",
        f"{THE}?{POINTER}{MON}",
        read_days.pointed_month,
        ("@2025-03-28 [Last November](value=2024-11) a train came.", "@2025-03-28 It opens [next May](value=2025-05)."),
    ),
    Rule(
        "month",
        f"{MON}(?!{DASH}{PART_NOUN})",
        read_days.month,
        ("@2022-04-26 since [January](value=2022-01)",),
        ("He will march on.",),
    ),
    Rule(
        "lone day",
        f"(?<=[{ON}{OF}{UNTIL}]){THE}{NTH}(?![{AND}{OR}{COMMA}{TO}{DASH}]{{1,2}}(?:{PART}{DASH}?)?{NTHS})",
        read_days.lone_day,
        (
            "@2019-06-05 The talks ended on [the 3rd](value=2019-06-03).",
            "@1942-08-16 I got your letter of [the 3rd](value=1942-08-03) with thanks.",
        ),
        ("It is on the 3rd floor.", "He won at the end of the 3rd."),
    ),
    Rule(
        "day of the month of a letter",
        f"{THE}?{NTH}{INSTANT}",
        read_days.instant,
        ("@1887-05-20 Your letter of [the 3rd inst.](value=1887-05-03) has come to hand.",),
        ("It was the 3rd instant replay.",),
    ),
    Rule(
        "weekday and day",
        f"{WDAY}{COMMA}?{THE}?{NTH}(?!{OF}?{MON}|{OF}|[{UNIT}{QUARTER}])",
        read_days.weekday_and_day,
        ("@2025-03-20 It is shut on [18 April](value=2025-04-18) and on [Friday 25th](value=2025-04-25).",),
        ("He dreads Friday the 13th.",),
    ),
    Rule(
        "day of a month",
        f"{THE}{NTH}(?={OF}(?:{THE}{UNIT}|{THE}?{POINTER}{UNIT}))",
        read_days.day_of,
        ("@2019-06-05 due on [the 15th of next month](value=2019-07-15)",),
    ),
    Rule(
        "date in another language",
        f"{SMALL}\\.{{0,2}}{FOREIGN_MONTH}(?:\\.?{YEAR}(?:\\.?{FOREIGN_YEAR})?)?|{FOREIGN_MONTH}\\.?{YEAR}(?:\\.?{FOREIGN_YEAR})?",
        foreign.date,
        (
            "Подписано [24 апреля 2023 года](value=2023-04-24).",
            "Se firmó el [12 de mayo de 2023](value=2023-05-12).",
            "Ab [März 2022](value=2022-03).",
        ),
    ),
    Rule(
        "year in another language",
        f"{YEAR}{FOREIGN_YEAR}",
        foreign.year,
        ("В [2023 году](value=2023) экспорт вырос.",),
    ),
    # Days of the week.
    Rule(
        "nth weekday",
        f"{THE}[{ORDINAL}{NTH}{SECOND}{POINTER}]{WDAY}(?=[{OF}{IN}])",
        read_days.nth_weekday,
        ("on [the first Monday of June 2022](value=2022-06-06)",),
    ),
    Rule(
        "parts of weekdays",
        f"{WDAY}{DAY_PART}",
        read_lengths.mornings,
        ("They pray on [Friday nights](type=SET value=XXXX-WXX-5TNI).",),
    ),
    Rule(
        "weekday",
        f"{THE}?{POINTER}{{1,2}}{WDAY}|{A}?{WDAY}",
        read_days.weekday,
        ("@2018-11-26 it said on [Sunday](value=2018-11-25)", "@2022-07-22 it said [last Tuesday](value=2022-07-19)"),
        ("The Sunday Times reported it.",),
    ),
    Rule(
        "today",
        f"(?:{THE}{UNIT}{SIDE})?{DEICTIC}(?:[{DAY_PART}{NOON}])?",
        read_days.deictic,
        (
            "@2022-06-19 he said [yesterday](value=2022-06-18)",
            "@2022-06-19 he said [the day before yesterday](value=2022-06-17)",
            "@2022-06-19 it ends [tomorrow night](type=TIME value=2022-06-20TNI)",
        ),
        ("Today, these nations hold great interest.",),
    ),
    Rule(
        "night",
        f"{TONIGHT}|{THE}?(?:{POINTER}?{SAME}|{POINTER}){DAY_PART}",
        read_days.night,
        (
            "@2022-06-19 he came [last night](type=TIME value=2022-06-18TNI)",
            "@2022-06-19 he comes [tonight](type=TIME value=2022-06-19TNI)",
        ),
    ),
    # Decades and centuries.
    Rule(
        "decade",
        f"{THE}?{DASH}?{APOSTROPHE}?{DECADE}|[{THE}{DASH}{PART}](?:{YEAR}|{TWO}){POSSESSIVE}",
        read_periods.decade,
        (
            "since [the 1990s](value=199)",
            "in [the '80s](value=198)",
            "since [the mid-2010s](value=201 modifier=mid)",
        ),
        ("a man in his 40s",),
    ),
    Rule(
        "century",
        f"{THE}?{NTHS}(?:{DASH}?{UNIT}{ERA}?|(?:{COMMA}{NTHS}){{0,3}}[{AND}{TO}{DASH}]{THE}?(?:{PART}{DASH}?)?{NTHS}{UNITS}{ERA}?)",
        read_periods.century,
        (
            "in [the 19th century](value=18)",
            "an [18th-century](value=17) house",
            "in [the 19th](value=18) and [20th centuries](value=19)",
            "in [the 17th–18th centuries](value=16/17)",
            "in [the late 19th](value=18 modifier=end) and [early 20th centuries](value=19 modifier=start)",
        ),
        ("on the second day",),
    ),
    # Fiscal years.
    Rule(
        "fiscal year",
        f"{THE}?{POINTER}?{FISCAL}(?:{DASH}?{UNIT})?(?:{OPEN}{FY}{CLOSE})?(?:{YEAR}{DASH}{TWO_DIGITS}|{YEAR}{DASH}{YEAR}|{YEARS}|{YEAR})"
        f"|{FY}(?:[{SMALL}{TWO}{YEAR}{YEARS}{FRACTION}])(?:{DASH}{TWO_DIGITS})?"
        f"|{THE}?(?:{YEARS}|{YEAR}{DASH}{TWO_DIGITS}|{YEAR}{DASH}{YEAR}|{YEAR}){FISCAL}{UNIT}",
        read_periods.fiscal,
        (
            "in [fiscal 2019](value=FY2019 first=null)",
            "for [FY2023](value=FY2023) less",
            "in [FY24](value=FY2024)",
            "in [fiscal year (FY) 2000](value=FY2000)",
            "in [the 2021-22 financial year](value=FY2021/2022)",
        ),
    ),
    # Quarters and halves.
    Rule(
        "quarter",
        f"{THE}?{FISCAL}?[{ORDINAL}{NTH}{SECOND}](?:{AND}{THE}?{NTHS})?{DASH}?{FISCAL}?[{QUARTER}{HALF}]",
        read_periods.quarter,
        (
            "in [the first quarter of 2023](value=2023-Q1)",
            "@2019-07-31 in [the first half](value=2019-H1)",
            "@2019-07-31 in [the fiscal first quarter](value=null), in its [fiscal third quarter](value=null)",
            "in [the first quarter of fiscal 2024](value=FY2024-Q1)",
            "@2022-07-27 In [the second quarter](value=2022-Q2) I sold more.",
        ),
        ("in the first quarter of the match",),
    ),
    Rule(
        "week by number",
        f"{UNIT}(?:{SMALL}|{TWO})(?![{NUMBER}{SMALL}{UNIT}{UNITS}])",
        read_periods.week_number,
        ("@2018-10-15 in [week 23](value=2018-W23)",),
        ("in year 23",),
    ),
    Rule(
        "quarter of a month",
        f"{THE}?{MON}{YEAR}?{QUARTER}",
        read_periods.month_quarter,
        ("@2022-08-17 in [the June quarter](value=2022-Q2)", "in [the September 2021 quarter](value=2021-Q3)"),
    ),
    Rule(
        "quarter in short",
        f"(?:{YEAR}{DASH}?)?(?:{QUARTER_TOKEN}|{LETTER}{SMALL})(?:{DASH}?{YEAR})?",
        read_periods.quarter_token,
        (
            "in [1H2024](value=2024-H1)",
            "bulletin [2024-Q1](value=2024-Q1)",
            "in [Q3 2022](value=2022-Q3)",
            "in [2Q22](value=2022-Q2)",
            "revenue in [9M22](value=2022-01/2022-09)",
            "@2020-07-07 rose 14% in [Q2](value=2020-Q2)",
        ),
    ),
    # Lengths of time, and what lies as far away.
    Rule(
        "away",
        f"(?:{LENGTH}|{A_UNIT}|{A}[{QUARTER}{WEEKEND}]|{UNITS}){BACK}",
        read_lengths.away,
        (
            "@2018-10-08 began [four years ago](value=2014)",
            "came to $5 in [2023](value=2023), up from $4 [a year earlier](value=2022)",
            "@2021-12-12 in [five years’ time](value=2026)",
            "[31 years ago](value=null)",
        ),
    ),
    Rule(
        "part of a unit away",
        f"{HALF_LENGTH}{BACK}",
        read_lengths.part_away,
        ("@2022-11-10 built [half a century ago](value=1972)", "@2022-11-10 paid [half a year ago](value=2022-05)"),
    ),
    Rule(
        "pointed part of a unit",
        f"{THE}?{POINTER}[{HALF}{QUARTER}]{DASH}{UNIT}",
        read_lengths.pointed_part,
        (
            "over [the last quarter-century](type=DURATION value=P25Y)",
            "in [the coming half-year](type=DURATION value=P6M)",
        ),
    ),
    Rule(
        "quarter-century",
        f"{A}?{QUARTER}{DASH}?{UNIT}",
        read_lengths.quarter_century,
        ("after [a quarter-century](type=DURATION value=P25Y)",),
        ("A quarter year-on-year is rare.",),
    ),
    Rule(
        "half a unit",
        HALF_LENGTH,
        read_lengths.half_length,
        ("in [half an hour](type=DURATION value=PT30M)", "for [a quarter of a century](type=DURATION value=P25Y)"),
    ),
    Rule(
        "pointed length",
        f"{THE}?{POINTER}{LENGTH}",
        read_lengths.length,
        (
            "over [the next 15 years](type=DURATION value=P15Y)",
            "in [the past few weeks](type=DURATION value=PXW)",
            "in [the last three months of 2023](value=2023-10/2023-12)",
        ),
    ),
    Rule(
        "nth units",
        f"{THE}?(?:{NTHS}|{POINTER}(?=(?:{COUNT})?{UNITS}{OF}))(?:(?:{COUNT}|{VAGUE})?{DASH}?[{UNIT}{UNITS}{WEEKEND}]|{COUNT}{QUARTER})",
        read_periods.nth_units,
        (
            "in [the first four months of 2024](value=2024-01/2024-04)",
            "in [the first decade of this century](value=2000/2009)",
            "in [the first week of 2024](value=2024-W01)",
        ),
        ("the first four months of talks",),
    ),
    Rule(
        "length between",
        f"(?<={BETWEEN})(?:{DIGITS}|{IN_WORDS}){AND}(?:{DIGITS}|{IN_WORDS}){ADJECTIVES}{UNITS}",
        read_lengths.between,
        ("It takes between [two and three years](type=DURATION value=P2Y/P3Y).",),
    ),
    Rule(
        "length",
        f"{LENGTH}(?:{DASH}{LONG})?|{A_UNIT}",
        read_lengths.length,
        (
            "It lasts [18 months](type=DURATION value=P18M).",
            "a [two-day](type=DURATION value=P2D) summit",
            "It takes [12 and a half years](type=DURATION value=P12.5Y).",
            "for [up to 18 days](type=DURATION value=P18D modifier=at_most)",
            "It takes [14 to 18 days](type=DURATION value=P14D/P18D).",
        ),
        ("a 45-year-old driver", "It costs $5 a day."),
    ),
    Rule(
        "length without number",
        f"{THE}?{POINTER}{UNITS}|[{UNIT}{UNITS}]{DASH}{LONG}|{UNITS}",
        read_lengths.unknown_length,
        (
            "They fought for [decades](type=DURATION value=PXDE).",
            "a [decades-long](type=DURATION value=PXDE) dispute",
            "over [the coming weeks](type=DURATION value=PXW)",
        ),
        ("in recent years",),
    ),
    Rule("yearlong", f"{YEARLONG}", read_lengths.yearlong, ("a [yearlong](type=DURATION value=P1Y) strike",)),
    # What recurs.
    Rule(
        "every",
        f"{EVERY}(?:{OTHER}|{NTHS}|{A}?{VAGUE}|{COUNT})?{DASH}?(?:{ANY_UNIT}|{WEEKEND}|{WDAY}{DAY_PART}?|{MON}|[{SEASON}{FALL}]|{DAY_PART})",
        read_lengths.every,
        (
            "It meets [every two years](type=SET value=P2Y).",
            "It meets [every other week](type=SET value=P2W).",
            "It meets [every Monday](type=SET value=XXXX-WXX-1).",
        ),
    ),
    Rule(
        "times a unit",
        f"(?:{COUNT})?{TIMES}(?:{A}|{EVERY})(?:{COUNT})?[{UNIT}{UNITS}{QUARTER}]",
        read_lengths.every,
        ("It meets [twice a year](type=SET value=P1Y).",),
    ),
    Rule("weekdays", f"{WEEKDAYS}", read_lengths.weekdays, ("It is shut on [Sundays](type=SET value=XXXX-WXX-7).",)),
    Rule("annually", f"{ANNUALLY}", read_lengths.annually, ("They pay $5 [annually](type=SET value=P1Y).",)),
    # Periods that are pointed at.
    Rule(
        "beside",
        f"{THE}[{UNIT}{QUARTER}]{SIDE}{POINTER}?",
        read_periods.beside,
        (
            "@2022-06-19 It was sold [the year before last](value=2020).",
            "It made $2 in [2022](value=2022) and $1 [the year before](value=2021).",
            "It made $2 in [2022](value=2022) and [the year before that](value=2021) $1.",
        ),
        ("the year before the war",),
    ),
    Rule(
        "same period",
        f"[{THE}{POINTER}]{SAME}[{UNIT}{UNITS}{QUARTER}{WEEKEND}{TIME_SPAN}]",
        read_periods.same,
        (
            "more in [2013](value=2013); in [the same year](value=2013) it closed",
            "@2022-07-07 In [Q1](value=2022-Q1) it rose from [the same period last year](value=2021-Q1).",
        ),
    ),
    Rule(
        "year-ago period",
        f"{THE}?{SAME}?(?:{YEAR_AGO}|{UNIT}{DASH}?(?:{AGO}|{COMPARATIVE})|{POINTER}{DASH}{UNIT})[{TIME_SPAN}{QUARTER}{UNIT}]",
        read_periods.year_ago,
        ("In [the first quarter of 2022](value=2022-Q1) it rose from [the year-ago quarter](value=2021-Q1).",),
    ),
    Rule(
        "pointed period",
        f"{THE}?{POINTER}{{1,2}}{FISCAL}?[{UNIT}{QUARTER}{HALF}{WEEKEND}{SEASON}{FALL}](?!{DASH}?{PART_NOUN})",
        read_periods.pointed,
        (
            "@2018-10-15 It was sold [last year](value=2017) and closed [last week](value=2018-W41).",
            "In [2022](value=2022) it rose from [the previous year](value=2021).",
            "It doubled in [the past decade](type=DURATION value=P1DE).",
        ),
    ),
    # Years.
    Rule(
        "season",
        f"{THE}?[{SEASON}{FALL}](?:(?:{OF}|{IN})?{YEAR}(?:{DASH}{TWO_DIGITS})?|{OF}?{YEARS})?",
        read_periods.season,
        ("in [the winter of 1776-77](value=1776-WI)", "in [spring 2022](value=2022-SP)"),
        ("The spring broke.",),
    ),
    Rule(
        "named year",
        f"{THE}?(?:{FULL}{DASH}?{UNIT}?|{UNIT}){YEAR}(?!{DASH}{TWO_DIGITS}|{DASH}{YEAR})",
        read_periods.named_year,
        ("in [the year 2020](value=2020)", "for [full-year 2019](value=2019)"),
    ),
    Rule(
        "years",
        f"{YEAR}{DASH}(?:{YEAR}|{TWO_DIGITS})(?!{DASH}?[{SMALL}{TWO}{YEAR}{NUMBER}])|{YEARS}",
        read_periods.years,
        (
            "slid in [2001–2004](value=2001/2004)",
            "for [2021-22](value=2021/2022)",
            "by [2024/25](value=2024/2025)",
        ),
        ("02-2031-1234",),
    ),
    Rule(
        "year of an era",
        f"{DIGITS}{ERA}|{ERA}{DIGITS}",
        read_periods.era,
        ("begun in [206 BC](value=BC0206)", "buried in [AD 79](value=0079)"),
    ),
    Rule(
        "short year",
        f"{APOSTROPHE}{TWO_DIGITS}",
        read_periods.short_year,
        ("It was founded in ['98](value=1998).",),
        ("He is 6' 11 tall.",),
    ),
    Rule(
        "year", f"{YEAR}", read_periods.year, ("in [2010](value=2010)",), ("flight 1990", "2000 people came", "Rs 2020")
    ),
    # Prefixes, and what may get one.
    Rule(
        "year-end",
        f"{THE}?[{UNIT}{QUARTER}](?:{DASH}|{POSSESSIVE})?{PART_NOUN}|[{PART}{PART_NOUN}]{DASH}[{UNIT}{QUARTER}]|{MON}{DASH}{PART_NOUN}"
        f"|{THE}?{PART_NOUN}{OF}[{UNIT}{QUARTER}]|{PART}{UNIT}|{MIDYEAR}",
        read_periods.year_end,
        (
            "@2020-03-01 by [year-end](value=2020 modifier=end)",
            "@2020-03-01 It hopes to sign by [mid year](value=2020 modifier=mid).",
        ),
    ),
    Rule(
        "night of",
        f"{THE}?{PART}?{DAY_PART}{OF}|{THE}{PART}{UNITS}{OF}",
        read_periods.night_of,
        (
            "on [the night of June 3, 2022](type=TIME value=2022-06-03TNI)",
            "in [the early months of 2024](value=2024 modifier=start)",
        ),
    ),
    Rule(
        "part of a period",
        f"{THE}[{ORDINAL}{SECOND}{PART}{COMPARATIVE}]{PART_WORD}{OF}|{THE}?{PART}(?:{DASH}{TO}{DASH}{PART}|{DASH})?"
        f"|{THE}?[{PART_NOUN}{STARTING}](?:{OF}|{DASH}|(?={YEAR}))|{PART_NOUN}(?={MONTH}|{MAYBE_MONTH}{YEAR})|{COMPARATIVE}(?:{IN}|(?!{YEAR}))",
        read_periods.part,
        (
            "since [late 2017](value=2017 modifier=end)",
            "by [the end of 2013](value=2013 modifier=end)",
            "@2020-07-07 It comes [later this month](value=2020-07 modifier=end).",
        ),
        ("the end of the war",),
    ),
    Rule(
        "part of the day",
        f"{DAY_PART}",
        read_periods.day_part,
        ("@2022-07-25 on [Monday morning](type=TIME value=2022-07-25TMO)",),
        ("in the morning",),
    ),
    Rule(
        "running period",
        f"{THE}(?:{FULL}|{FISCAL})?[{UNIT}{QUARTER}{WEEKEND}]"
        f"|{FISCAL}?[{UNIT}{QUARTER}](?={TIME_SPAN}?{POINTER}?(?:{ENDED}|{STARTING}|{TO}{MON}))",
        read_periods.running,
        (
            "@2020-07-07 in [the second half of the year](value=2020-H2)",
            "@2022-07-20 It rained over [the weekend](value=2022-W28-WE).",
        ),
        ("the day of reckoning",),
    ),
)
