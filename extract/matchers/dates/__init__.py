"""How dates are read: from words to calendar periods.

::

    lexicon    word → lexical class and value
    grammar    named patterns over the classes; each finds a small phrase ("last week", "6–7 June", "two years")
    reading    a phrase's tokens → a meaning
    compose    neighbours → larger phrases ("the end of" + "last year", "7 p.m." on "Monday", "2015" to "2022")
    evidence   whether "2010" is a year here, "May" a month, "the fall" a season
    meanings   meaning + context → calendar period and TIMEX3 value
    periods    calendar arithmetic: the units of the calendar, their values, first and last days
    context    the document's date, what was mentioned before, and the tense of the sentence
    numeric    dates in digits alone, and the order of day and month that the document keeps
    chinese    Chinese dates, times and lengths of time
    foreign    dates with month names of other languages
"""
