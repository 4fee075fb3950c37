"""How dates are read: from words to calendar periods.

::

    lexicon    word → lexical class, and what the vocabulary says of it
    grammar    named patterns over the classes; each finds a small phrase ("last week", "6–7 June", "two years")
    read_*     a phrase's tokens → a meaning: days, periods, lengths, the clock (`items` holds phrase and find)
    compose    neighbours → larger phrases ("the end of" + "last year", "7 p.m." on "Monday", "2015" to "2022")
    evidence   whether "2010" is a year here, "May" a month, "the fall" a season
    meanings   what a phrase means before it is known when; `days`, `pointers` and `spans` are kinds of it
    context    what a meaning hangs on: the document's date, what was said before, and the `tense`
    periods    the units of the calendar and arithmetic with them, first and last days
    values     how they are written in TIMEX3
    numeric    dates in digits alone, and the order of day and month that a document keeps
    tables     whether a number in a cell is a year or a value
    chinese    Chinese dates, times and lengths of time
    foreign    dates with names of months in other languages, by dateparser
    first      which rules may begin with a class, so that only those are tried
"""
