"""Whether a word that may be a date is one here: "2010" a year, "May" a month, "the fall" a season.

Each check asks the neighbours of a phrase; the words that speak for one reading or another are in the
vocabulary (classes named in `Evidence`).
"""

from __future__ import annotations

from collections.abc import Callable

from extract.matchers.dates import lexicon as lx
from extract.matchers.dates import periods
from extract.matchers.dates.items import Item
from extract.matchers.dates.meanings import Known, Length
from extract.matchers.dates.pointers import Nth
from extract.matchers.dates.tense import FUTURE, PAST, Tense
from extract.view import DATE, LAYOUT, View
from extract.vocabulary import Vocabulary

_EARLIEST, _LATEST = 1900, 2100
"""Years that need little evidence."""
_LINE = 12
"""So far back a copyright sign makes a year one of copyright."""
_COPYRIGHT = ("©", "ⓒ", "opyright", "OPYRIGHT", "(c)", "(C)")
_STOPS = "e,\nqzy"
_DETERMINERS = frozenset("the a an its their his her our my your this that each 's ’s any every another".split())
_POSSESSIVES = frozenset("his her their my your our".split())
_TIME_PREPOSITIONS = frozenset(
    "in since by until till from during before after through late early mid last next".split()
)
_COUNTING = frozenset("of for by to over about around than from against with".split())
_BEFORE_CLOCK = frozenset("at from by until till before after since around about on to between and".split())
_NUMBERS = lx.SMALL + lx.TWO + lx.YEAR + lx.NUMBER + lx.FRACTION


class Evidence:
    """The checks, by the names that items give as their weakness."""

    def __init__(self, vocabulary: Vocabulary, tense: Tense) -> None:
        def words(name: str) -> frozenset[str]:
            return frozenset(vocabulary.words("date", name))

        self._tense = tense
        self._before_year = words("before year")
        self._before_time = words("before time")
        self._before_length = words("before length")
        self._counted = words("counted")
        self._after_year = words("after year")
        self._no_weekday_before = words("names before weekday")
        self._no_weekday_after = words("names after weekday")
        self._sports = words("sports")
        self._checks: dict[str, Callable[[View, Item], bool]] = {
            "year": self.year,
            "years": self.years,
            "month": self.month,
            "maybe month": self.maybe_month,
            "weekday": self.weekday,
            "decade": self.decade,
            "quarter": self.quarter,
            "half": self.quarter,
            "quarter token": self.quarter_token,
            "week by number": lambda view, item: (
                self._before(view, item) in ("in", "by", "until", "from", "since", "during")
            ),
            "season": self.season,
            "the season": self.the_season,
            "fall": lambda view, item: False,
            "the fall": self.the_season,
            "a unit": self.a_unit,
            "one day": self.one_day,
            "half-year": lambda view, item: True,
            "bare units": self.bare_units,
            "running": self.running,
            "full": self.full,
            "weekend": self.weekend,
            "today": self.today,
            "clock": self.clock,
        }
        self._last_year = -1
        self._has_copyright = False

    def holds(self, view: View, item: Item) -> bool:
        """Whether the item is a date here. Items are to be asked in the order of the text."""
        if not item.weak:
            return True
        check = self._checks.get(item.weak)
        return check is not None and check(view, item)

    def begin(self, view: View) -> None:
        """Begin another document."""
        self._last_year = -1
        self._has_copyright = any(mark in view.text for mark in _COPYRIGHT)

    # What stands beside.

    @staticmethod
    def _before(view: View, item: Item, back: int = 1) -> str:
        i = item.start - back
        return view.word(i).lower() if i >= 0 else "\n"

    @staticmethod
    def _layout(view: View, i: int) -> str:
        layout = view.classes(LAYOUT)
        return layout[i] if 0 <= i < len(layout) else "\n"

    @staticmethod
    def _class(view: View, i: int) -> str:
        classes = view.classes(DATE)
        return classes[i] if 0 <= i < len(classes) else "\n"

    def _after(self, view: View, item: Item) -> str:
        return view.word(item.end).lower() if item.end < len(view) else "\n"

    def _starts_sentence(self, view: View, item: Item) -> bool:
        """Whether it opens its sentence, or the item of a list."""
        first = view.sentence(item.start)[0]
        return first == item.start or self._lists(view, item.start)

    def _lists(self, view: View, i: int) -> bool:
        """Whether nothing but the mark or number of an item of a list stands before on the line."""
        if i and view.word(i - 1) in ("*", "-", "•", "–", "·", ">"):
            return self._layout(view, i - 2) == "\n"
        return (
            i > 1
            and view.word(i - 1) in (".", ")")
            and self._layout(view, i - 3) == "\n"
            and self._class(view, i - 2) == lx.SMALL
        )

    # Years.

    def year(self, view: View, item: Item) -> bool:
        """A lone number from 1000 to 2199."""
        known = item.meaning
        if not isinstance(known, Known) or not isinstance(known.known, periods.Period):
            return False
        found = self._is_year(view, item, known.known.index)
        if found:
            self._last_year = item.end
        return found

    def _is_year(self, view: View, item: Item, year: int) -> bool:
        if self._measured(view, item) or self._copyright(view, item.start):
            return False
        before = self._before(view, item)
        if item.rule == "short year":
            return before in self._before_year and not view.joined(item.start)
        usual = _EARLIEST <= year <= _LATEST
        if before in self._before_year:
            if before in _COUNTING and year % 100 == 0 and self._counts(view, item):
                return False
            ranged = before in ("between", "from") and self._of_numbers(view, item)
            return not ranged and (usual or not self._counts(view, item))
        i = item.start
        if self._abbreviated(view, i) in ("c", "b", "ca", "est") and self._class(view, i - 1) != lx.DASH:
            return True
        if self._last_year >= 0 and i - self._last_year <= 2 and self._listed(view, i):
            return True
        before_class, after_layout = self._class(view, i - 1), self._layout(view, item.end)
        if before_class == lx.OPEN:
            return 1400 <= year <= 2100 and (usual or self._class(view, item.end) == lx.CLOSE)
        if self._alone(view, item):
            return 1700 <= year <= _LATEST
        if before in _DETERMINERS:
            return usual and after_layout in "aA" and item.end < len(view)
        if before in ("-", "–") and self._before(view, item, 2) in ("pre", "post"):
            return True
        if self._class(view, item.end) == lx.POSSESSIVE and self._layout(view, i - 1) != "A":
            return usual
        if self._starts_sentence(view, item):
            return (usual and after_layout == "a" and not view.word(item.end).endswith("s")) or (
                usual and self._after(view, item) in self._after_year
            )
        if before == "at":
            return usual and after_layout == "a"
        if before == "," and 1700 <= year <= _LATEST:
            if self._class(view, item.end) in lx.COMMA + lx.AND and lx.YEAR in (
                self._class(view, item.end + 1),
                self._class(view, item.end + 2),
            ):
                return True
            return after_layout in _STOPS and self._layout(view, i - 2) in "Aax"
        if not usual or self._layout(view, i - 1) != "a" or self._class(view, i - 1) != lx.NOTHING:
            return False
        if after_layout == "A":
            # "the landmark 2023 China-Central Asia Summit"
            return any(view.word(k).lower() in _DETERMINERS for k in range(max(0, i - 3), i - 1))
        return after_layout == "a" and not self._plural(view.word(item.end))

    def _abbreviated(self, view: View, i: int) -> str:
        """The word before, without its stop."""
        word = view.word(i - 1).lower() if i else ""
        return view.word(i - 2).lower() if word == "." and i > 1 and view.joined(i - 1) else word.rstrip(".")

    def _listed(self, view: View, i: int) -> bool:
        """Whether the last year and a comma or an "and" stand before."""
        between = view.classes(DATE)[self._last_year : i]
        return bool(between) and all(cls in lx.COMMA + lx.AND + lx.OR for cls in between)

    def _alone(self, view: View, item: Item) -> bool:
        """Whether it is a line or a cell of a table by itself."""
        before, after = self._layout(view, item.start - 1), self._layout(view, item.end)
        bar = item.start > 0 and view.word(item.start - 1) == "|"
        if bar:
            return after == "\n" or self._after(view, item) in ("|", "(")
        return (before == "\n" or self._lists(view, item.start)) and (
            after == "\n" or self._after(view, item) in (":", "-", "–", "—")
        )

    def _measured(self, view: View, item: Item) -> bool:
        """Whether what follows is counted or measured by the number: "2000 people", "1990 km"."""
        if item.end >= len(view):
            return False
        word = view.word(item.end)
        return word.lower() in self._counted or (word in "%°×" or word in ("x", "+"))

    def _of_numbers(self, view: View, item: Item) -> bool:
        """Whether a range begins that ends with a number that is no year: "between 2000 and 3000"."""
        if self._class(view, item.end) not in lx.AND + lx.TO + lx.OR + lx.DASH:
            return False
        return self._class(view, item.end + 1) in lx.NUMBER + lx.TWO

    def _counts(self, view: View, item: Item) -> bool:
        """Whether an unusual number may count the noun behind it."""
        return self._layout(view, item.end) == "a" and self._plural(view.word(item.end))

    @staticmethod
    def _plural(word: str) -> bool:
        return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in ("was", "has", "as")

    def _copyright(self, view: View, i: int) -> bool:
        """Whether the line says copyright shortly before."""
        if not self._has_copyright:
            return False
        for k in range(i - 1, max(-1, i - _LINE), -1):
            word = view.word(k)
            if view.classes(LAYOUT)[k] == "\n":
                return False
            if word[0] in "©ⓒ" or word.lower() in ("copyright", "©", "(c)"):
                return True
            if word in "cC" and view.joined(k) and view.word(k - 1) == "(":
                return True
        return False

    def years(self, view: View, item: Item) -> bool:
        """Two years with a dash or a "to" between."""
        if self._copyright(view, item.start):
            return False
        if self._measured(view, item):
            return False
        i = item.start
        before, cls = self._before(view, item), self._class(view, i - 1)
        if before in self._before_year or cls == lx.OPEN:
            self._last_year = item.end
            return True
        if cls in _NUMBERS and cls != "\n":
            return False
        if self._abbreviated(view, i) in ("pp", "p", "no", "nos", "vol", "tel", "fax"):
            return False
        if (view.joined(i) and before not in "(['\"“‘«*_—–|") or before in ("no.", "pp.", "p.", "tel", "#", "-", "+"):
            return False
        first = int(view.word(i)[:4])
        month = isinstance(item.meaning, Known) and item.meaning.unit == periods.MONTH
        if month and self._layout(view, i - 1) == "A":
            return False
        self._last_year = item.end
        return 1500 <= first <= 2100

    # Months and days.

    def month(self, view: View, item: Item) -> bool:
        """A month's name alone, unless it is a person's or a thing's."""
        i = item.start
        name = self._layout(view, item.end) == "A" and self._class(view, item.end) == lx.NOTHING
        before = self._before(view, item)
        if before in self._before_time:
            return not name or before in _TIME_PREPOSITIONS
        if name:
            return False
        capital = self._layout(view, i - 1) == "A" and self._class(view, i - 1) == lx.NOTHING
        return not capital or self._layout(view, item.end) != "A"

    def maybe_month(self, view: View, item: Item) -> bool:
        """ "May" or "March" alone."""
        before, after = self._before(view, item), self._layout(view, item.end)
        if before in self._before_time and before not in _DETERMINERS:
            return not (after == "A" and self._class(view, item.end) == lx.NOTHING and before in ("by", "for", "of"))
        if self._class(view, item.end) == lx.POSSESSIVE:
            return self._layout(view, item.start - 1) != "A"
        if before in _DETERMINERS and before != "a":
            return after == "a" and self._class(view, item.end) == lx.NOTHING
        return False

    def weekday(self, view: View, item: Item) -> bool:
        """A weekday's name alone, unless it is part of another name."""
        word = view.word(item.start)
        if word in ("Sun", "Sat", "Wed"):
            return False
        i = item.start - 1
        if i >= 0 and view.word(i) in self._no_weekday_before:
            return False
        return not (item.end < len(view) and view.word(item.end) in self._no_weekday_after)

    # Periods.

    def decade(self, view: View, item: Item) -> bool:
        """ "The eighties", "the 90s", but not a person's age."""
        if self._before(view, item) in _POSSESSIVES:
            return False
        shape = view.classes(DATE)[item.start : item.end]
        return shape[0] in lx.THE + lx.PART + lx.DASH and len(shape) > 1

    def quarter(self, view: View, item: Item) -> bool:
        """ "The first quarter", "the second half", "the first nine months", but not of a game."""
        if self._class(view, item.end) == lx.OF or (self._class(view, item.end) == lx.DASH and view.joined(item.end)):
            return False
        if isinstance(item.meaning, Nth) and item.meaning.unit == periods.HALF:
            first, stop = view.sentence(item.start)
            near = range(max(first, item.start - 20), min(stop, item.end + 20))
            return not any(view.word(k).lower() in self._sports for k in near)
        return True

    def quarter_token(self, view: View, item: Item) -> bool:
        """ "Q2", "H1"."""
        if "H" in view.between(item.start, item.end).upper():
            return self._before(view, item) in self._before_time and self._layout(view, item.end) != "A"
        return True

    def season(self, view: View, item: Item) -> bool:
        """A season without an article: "by summer", "since spring"."""
        return self._before(view, item) in ("by", "since", "until", "till", "before", "after")

    def the_season(self, view: View, item: Item) -> bool:
        """ "The summer", "the fall"."""
        if self._class(view, item.end) == lx.OF:
            return False
        return self._before(view, item) in self._before_time

    def running(self, view: View, item: Item) -> bool:
        """ "The year", "the quarter": where nothing follows that tells which."""
        fits = self._before(view, item) in ("for", "in", "during", "over", "throughout")
        return fits and self._layout(view, item.end) in _STOPS

    def full(self, view: View, item: Item) -> bool:
        """ "The full year"."""
        return self._before(view, item) in self._before_time and self._class(view, item.end) != lx.OF

    def weekend(self, view: View, item: Item) -> bool:
        """ "The weekend"."""
        return self._before(view, item) in ("at", "over", "on", "during", "for", "by", "after", "before", "of")

    def today(self, view: View, item: Item) -> bool:
        """ "Today" as a day of reporting, not as "nowadays": in a sentence that tells what happened or will."""
        word = view.word(item.start)
        starts = self._starts_sentence(view, item)
        if word[0].isupper() and not starts:
            return False
        if self._class(view, item.end) == lx.POSSESSIVE:
            return False
        before = self._before(view, item)
        if before in ("from", "until", "since", "earlier", "later", "till"):
            return True
        return self._tense.at(view, item.start, item.end) in (PAST, FUTURE)

    # Lengths and times.

    def a_unit(self, view: View, item: Item) -> bool:
        """ "A year" as a length of time, not as the rate in "$5 a year"."""
        if self._class(view, item.end) == lx.DASH:
            return False
        before = self._before(view, item)
        if before in self._before_length:
            return True
        if self._class(view, item.start - 1) in _NUMBERS:
            return False
        return self._starts_sentence(view, item) and isinstance(item.meaning, Length) is not None

    def one_day(self, view: View, item: Item) -> bool:
        """ "One day" as a length of time, not as "some day"."""
        return self._before(view, item) in self._before_length or self._after(view, item) in ("after", "before")

    def bare_units(self, view: View, item: Item) -> bool:
        """ "Decades", "weeks" without a number."""
        before = self._before(view, item)
        if self._class(view, item.end) == lx.TO or self._class(view, item.start - 1) == lx.PART:
            return False  # "in years to come", "the early days of"
        if before in self._before_length:
            return True
        if self._class(view, item.end + 1) == lx.YEAR:
            return False  # "the drought years of 2012"
        return (
            self._class(view, item.end) == lx.OF
            and self._layout(view, item.start - 1) != "A"
            and (before not in _DETERMINERS)
        )

    def clock(self, view: View, item: Item) -> bool:
        """ "19:04" without a.m., p.m. or a zone."""
        return self._before(view, item) in _BEFORE_CLOCK or self._layout(view, item.start - 1) in "\n,o"
