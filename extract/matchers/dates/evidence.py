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
from extract.matchers.dates.spans import Span
from extract.matchers.dates.tables import is_value
from extract.matchers.dates.tense import FUTURE, PAST, Tense
from extract.view import DATE, LAYOUT, QUANTITY, View
from extract.vocabulary import Vocabulary

_EARLIEST, _LATEST = lx.USUAL_YEARS
_LINE = 12
"""So far back a copyright sign makes a year one of copyright."""
_STAY = frozenset("stay stays stayed staying remain remains remained live lived away off here there out on".split())
_OR_MORE = frozenset("more less longer so thereabouts".split())
_COPYRIGHT = ("©", "ⓒ", "opyright", "OPYRIGHT", "(c)", "(C)")
_EMPHASIS = frozenset("* ** *** _ __ ~ ~~ ` \" “ ” ‘ ’ '".split())
_STOPS = "e,\nqzy"
_DETERMINERS = frozenset("the a an its their his her our my your this that each 's ’s any every another".split())
_POSSESSIVES = frozenset("his her their my your our".split())
_TIME_PREPOSITIONS = frozenset(
    "in since by until till from during before after through late early mid last next".split()
)
_COUNTING = frozenset("of for by to over about around than from against with".split())
_BEFORE_CLOCK = frozenset("at from by until till before after since around about on to between and".split())
_BE = frozenset("is was be remains remained".split())
_BEHIND_BE = frozenset("at and or not but for rather at".split())
_NUMBERED = frozenset("number total population sum code pin count figure answer score reading index".split())
_NUMBERS = lx.SMALL + lx.TWO + lx.YEAR + lx.NUMBER + lx.FRACTION + lx.MILITARY
_BY = ("by", "x", "×")
_TIMELY = frozenset("in since until till during before after through throughout".split())
"""What stands before years, hardly before other numbers."""
_LEVELS = ("levels", "prices")
_LIKENED = frozenset("compared compare compares comparison line starting beginning along contrast together".split())
_WITH_YEAR = frozenset("figures targets elections results data numbers forecasts estimates sales profits".split())
_OTHERS = frozenset("them these those us you whom which".split())
_WENT = frozenset("rose fell climbed dropped jumped surged soared tumbled sank plunged dipped swelled".split())
"""What goes "to 2010" goes to a level of 2010, not until that year."""
_AMOUNTS = frozenset(
    "paid pay pays cost costs charged charges earned scored numbering numbered totalling totaling totalled totaled "
    "exceeded exceeding topped topping employs employed seats seated weighs weighed measures measured some nearly "
    "almost approximately roughly only least most additional another extra further".split()
)
"""What stands before the number of something, not before a year."""
_PRICES = frozenset("price prices cost costs fee fare rate rates wage salary rs rs.".split())
_LABELS = frozenset(
    "article section paragraph decree number unit room flight chapter page channel platform gate line bus train "
    "route code has have had holds hold contains contain produces".split()
)
"""And what does so where no comma or stop follows."""
_MONEY = frozenset("dollars euros pounds yen rupees prices".split())
_MAY_BE_CURRENCY = frozenset("won real mark rand sol som".split())
_ADDRESS = 4
"""So many words behind the number of a house the street is told."""
_BEFORE_LIFE = ("r", "reg", "fl", "d")
"""Abbreviations before the years of a life or reign: "r. 1184–1213"."""


REASONS = {
    "year": "nothing tells that the number is a year",
    "years": "nothing tells that the numbers are years",
    "month": "it seems to be part of a name",
    "maybe month": "nothing tells that the word is a month here",
    "weekday": "it seems to be part of a name",
    "decade": "nothing tells that a decade is meant rather than an age",
    "a unit": "it seems to be a rate, or no length of time",
    "one day": "it seems to mean some day",
    "bare units": "nothing tells that a length of time is meant",
    "today": "it seems to mean nowadays",
    "age": "it is an age",
    "no date": "no calendar has this date",
    "part": "what it is a part of is not said",
    "part of day": "the day is not said",
    "clock": "nothing tells that a time of day is meant",
}
"""Why an item with a weakness is no date, for those who ask."""


class Clues:
    """The words of the vocabulary that speak for or against a date, and the tenses."""

    def __init__(self, vocabulary: Vocabulary, tense: Tense) -> None:
        def words(name: str) -> frozenset[str]:
            return frozenset(vocabulary.words("date", name))

        self.tense = tense
        self.before_year = words("before year")
        self.before_time = words("before time")
        self.before_length = words("before length")
        self.counted = words("counted") | words("measure")
        self.measures = words("measure")
        self.number_nouns = words("noun of number")
        self.streets = words("street")
        self.events = words("event")
        self.after_year = words("after year")
        self.year_nouns = words("noun before year")
        self.no_weekday_before = words("names before weekday")
        self.no_weekday_after = words("names after weekday")
        self.sports = words("sports")


class Evidence:
    """The checks in one document, by the names that items give as their weakness."""

    def __init__(self, clues: Clues, view: View) -> None:
        self._clues = clues
        self._view = view
        self._last_year = -1

    def holds(self, item: Item) -> bool:
        """Whether the item is a date here. Items are to be asked in the order of the text."""
        if not item.weak:
            return True
        check = _CHECKS.get(item.weak)
        return check is not None and check(self, self._unmarked(item))

    def _unmarked(self, item: Item) -> Item:
        """The item with the marks of emphasis and quotation around it: what stands beside them counts."""
        view, start, end = self._view, item.start, item.end
        while start and view.word(start - 1) in _EMPHASIS and item.start - start < 4:
            start -= 1
        while end < len(view) and view.word(end) in _EMPHASIS and end - item.end < item.start - start:
            end += 1
        if start == item.start:
            return item
        return Item(start, end, item.rule, item.meaning, item.weak)

    # What stands beside.

    def _before(self, item: Item, back: int = 1) -> str:
        i = item.start - back
        return self._view.word(i).lower() if i >= 0 else "\n"

    def _layout(self, i: int) -> str:
        layout = self._view.classes(LAYOUT)
        return layout[i] if 0 <= i < len(layout) else "\n"

    def _class(self, i: int) -> str:
        classes = self._view.classes(DATE)
        return classes[i] if 0 <= i < len(classes) else "\n"

    def _after(self, item: Item, further: int = 0) -> str:
        i = item.end + further
        return self._view.word(i).lower() if i < len(self._view) else "\n"

    def _starts_sentence(self, item: Item) -> bool:
        """Whether it opens its sentence, or the item of a list."""
        first = self._view.sentence(item.start)[0]
        return first == item.start or self._lists(item.start)

    def _lists(self, i: int) -> bool:
        """Whether nothing but the mark or number of an item of a list stands before on the line."""
        if i and self._view.word(i - 1) in ("*", "-", "•", "–", "·", ">"):
            return self._layout(i - 2) == "\n"
        return (
            i > 1
            and self._view.word(i - 1) in (".", ")")
            and self._layout(i - 3) == "\n"
            and self._class(i - 2) == lx.SMALL
        )

    # Years.

    def year(self, item: Item) -> bool:
        """A lone number from 1000 to 2199."""
        known = item.meaning
        if not isinstance(known, Known) or not isinstance(known.known, periods.Period):
            return False
        found = self._is_year(item, known.known.index)
        if found:
            self._last_year = item.end
        return found

    def _is_year(self, item: Item, year: int) -> bool:
        if self._measured(item) or self._copyright(item.start):
            return False
        before = self._before(item)
        if self._after(item) in _LEVELS and 1900 < year <= _LATEST and year % 100:
            return self._class(item.start - 1) not in _NUMBERS  # "Compared with 2019 levels"
        if self._is_number(item, before, year):
            return False
        if item.rule == "short year":
            return before in self._clues.before_year and not self._view.joined(item.start)
        usual = _EARLIEST <= year <= _LATEST
        if before in self._clues.before_year:
            if before in _COUNTING and year % 100 == 0 and self._counts(item):
                return False
            ranged = before in ("between", "from") and self._of_numbers(item)
            return not ranged and (usual or not self._counts(item))
        i = item.start
        if self._of_life(i) and self._class(i - 1) != lx.DASH:
            return True
        if self._last_year >= 0 and i - self._last_year <= 2 and self._listed(i):
            return True
        before_class, after_layout = self._class(i - 1), self._layout(item.end)
        if before_class == lx.OPEN:
            return 1400 <= year <= 2100 and (usual or self._class(item.end) == lx.CLOSE)
        if self._alone(item):
            return 1700 <= year <= _LATEST
        if before in _DETERMINERS:
            if not usual:
                # "The 1761 Battle of Panipat", "an 1859 case"
                name = after_layout == "A" and self._class(item.end) == lx.NOTHING
                return 1500 <= year < _EARLIEST and (
                    name or (year % 100 > 0 and after_layout == "a" and not self._counts(item))
                )
            return usual and after_layout in "aA" and item.end < len(self._view)
        if before in ("-", "–") and self._before(item, 2) in ("pre", "post"):
            return True
        if self._class(item.end) == lx.POSSESSIVE and self._layout(i - 1) != "A":
            return usual
        if before == ";" or self._starts_sentence(item):
            return (usual and after_layout == "a" and not self._view.word(item.end).endswith("s")) or (
                usual and self._after(item) in self._clues.after_year
            )
        if before in (":", "=", "=>"):
            return usual and "year" in (self._before(item, 2), self._before(item, 3))
        if before in _BE:
            # "First oil is 2025", but not "the answer is 2025 dollars"
            counted = any(self._before(item, back) in _NUMBERED for back in (2, 3, 4))
            ends = after_layout in _STOPS or self._after(item) in _BEHIND_BE
            return 1990 <= year <= _LATEST and ends and not counted and self._before(item, 2) != "("
        if before == "with":
            # "Compared with 2019", "with 2024 elections near", but not "with 2024 inhabitants"
            after = self._after(item)
            known = self._before(item, 2) in _LIKENED or after in _WITH_YEAR
            stands = year % 100 > 0 and (after_layout in _STOPS or not self._plural(after))
            return 1950 <= year <= _LATEST and (known or stands)
        if before in ("not", "→"):
            return usual and self._last_year >= 0 and (after_layout in _STOPS or self._after(item) == ":")
        if self._class(item.end) in lx.TO + lx.DASH and self._after(item, 1) in ("date", "present"):
            return usual
        if before == "at":
            return usual and after_layout == "a"
        if before == "," and 1700 <= year <= _LATEST:
            if self._class(item.end) in lx.COMMA + lx.AND and lx.YEAR in (
                self._class(item.end + 1),
                self._class(item.end + 2),
            ):
                return True
            return after_layout in _STOPS and self._layout(i - 2) in "Aax"
        if not usual or self._layout(i - 1) != "a" or self._class(i - 1) != lx.NOTHING:
            return False
        if after_layout in _STOPS and before in self._clues.year_nouns:
            return True
        if after_layout == "A":
            # "the landmark 2023 China-Central Asia Summit"
            return any(self._view.word(k).lower() in _DETERMINERS for k in range(max(0, i - 3), i - 1))
        return after_layout == "a" and not self._plural(self._view.word(item.end))

    def _is_number(self, item: Item, before: str, year: int) -> bool:
        """Whether the neighbours tell that the number is a sum, a place in a street, a share of something."""
        end, after = item.end, self._after(item)
        behind = self._class(end)
        if behind == "\n":
            return self._follows_number_word(item, before, year)
        if self._is_sum(end, before, year):
            return True
        if behind == lx.OF and self._after(item, 1) in _OTHERS:
            return True  # "About 2000 of them"
        if behind == lx.OR and self._after(item, 1) in _OR_MORE:
            return True
        if before in _TIMELY:
            return False
        if self._is_address(end):
            return True
        if behind == lx.A or after in ("per", "each"):
            what = self._after(item, 1)
            if self._class(end + 1) == lx.UNIT and self._layout(item.start - 1) == "a":
                return before not in self._clues.before_year  # "It makes 2000 a day"
            if before in ("to", "at", "for", "of") and what in self._clues.measures:
                return True
        if before in _BY and self._class(item.start - 2) in _NUMBERS:
            return True
        if after in _BY and self._class(end + 1) in _NUMBERS:
            return True  # "1920 by 1080"
        return self._follows_number_word(item, before, year)

    def _follows_number_word(self, item: Item, before: str, year: int) -> bool:
        """Whether what stands before tells that a number follows: "more than", "a capacity of", "rose to"."""
        end = item.end
        if before == "than":
            # "More than 2000 were there", but not "more than 2019's total"
            round_ = year % 100 == 0 and self._class(end) != lx.POSSESSIVE
            return round_ and self._before(item, 2) in ("more", "less", "fewer")
        if before == "as":
            return self._before(item, 2) in ("many", "few", "much")
        if before == "of":
            # "A capacity of 2000", but not "the total of 2014"
            of_number = self._before(item, 2) in self._clues.number_nouns
            return of_number and any(self._before(item, back) in ("a", "an") for back in (3, 4))
        if before in _AMOUNTS or (before == "to" and self._before(item, 2) in _WENT):
            return True
        if before in _PRICES:
            return True
        if before in _LABELS:
            return self._layout(end) == "a"
        return before in ("on", "call", "dial", "at") and self._class(end) in lx.SMALL + lx.TWO + lx.NUMBER

    def _is_sum(self, end: int, before: str, year: int) -> bool:
        """Whether a currency stands behind: "for 2000 baht", but not "in 2010 dollars"."""
        quantity = self._view.classes(QUANTITY)
        if quantity[end] == "j" and end + 1 < len(quantity):
            end += 1
        if quantity[end] not in "cu" or before in ("in", "since"):
            return False
        return year % 100 == 0 or self._view.word(end) not in _MAY_BE_CURRENCY

    def _is_address(self, end: int) -> bool:
        """Whether a street follows: "1900 West Oak Avenue", "the 1900 block of"."""
        if self._layout(end) != "A" and self._view.word(end) != "block":
            return False
        for k in range(end, min(end + _ADDRESS, len(self._view))):
            word = self._view.word(k)
            if word in self._clues.streets:
                return k > end or word == "block"  # "The 2019 Highway Code" has no house number.
            if not (self._layout(k) == "A" and self._class(k) == lx.NOTHING):
                return False
        return False

    def _abbreviated(self, i: int) -> str:
        """The word before, without its stop."""
        word = self._view.word(i - 1).lower() if i else ""
        return (
            self._view.word(i - 2).lower() if word == "." and i > 1 and self._view.joined(i - 1) else word.rstrip(".")
        )

    def _of_life(self, i: int) -> bool:
        """Whether an abbreviation before a token tells of a life, a reign or a guess; "R. 2006" names an author."""
        word = self._abbreviated(i)
        if word in ("c", "b", "ca", "est"):
            return True
        k = i - 1 - (self._view.word(i - 1) == ".") if word in _BEFORE_LIFE else -1
        return k >= 0 and self._view.word(k)[0].islower()

    def _listed(self, i: int) -> bool:
        """Whether the last year and a comma or an "and" stand before."""
        between = self._view.classes(DATE)[self._last_year : i]
        return bool(between) and all(cls in lx.COMMA + lx.AND + lx.OR for cls in between)

    def _alone(self, item: Item) -> bool:
        """Whether it is a line or a cell of a table by itself."""
        before, after = self._layout(item.start - 1), self._layout(item.end)
        bar = item.start > 0 and self._view.word(item.start - 1) == "|"
        if bar:
            cell = after == "\n" or self._after(item) in ("|", "(")
            return cell and not is_value(self._view, item.start)
        return (before == "\n" or self._lists(item.start)) and (
            after == "\n" or self._after(item) in (":", "-", "–", "—", "→", "|")
        )

    def _measured(self, item: Item) -> bool:
        """Whether what follows is counted or measured by the number: "2000 people", "1990 km"."""
        if item.end >= len(self._view):
            return False
        word = self._view.word(item.end)
        if word in _MONEY and self._before(item) == "in":
            return False  # "In 2010 dollars"
        return word.lower() in self._clues.counted or (word in "%°×" or word in ("x", "+"))

    def _of_numbers(self, item: Item) -> bool:
        """Whether a range begins that ends with a number that is no year: "between 2000 and 3000"."""
        if self._class(item.end) not in lx.AND + lx.TO + lx.OR + lx.DASH:
            return False
        return self._class(item.end + 1) in lx.NUMBER + lx.TWO

    def _counts(self, item: Item) -> bool:
        """Whether an unusual number may count the noun behind it."""
        return self._layout(item.end) == "a" and self._plural(self._view.word(item.end))

    def _plural(self, word: str) -> bool:
        return (
            word.endswith("s") and not word.endswith(("ss", "us", "is", "wards")) and word not in ("was", "has", "as")
        )

    def _copyright(self, i: int) -> bool:
        """Whether the line says copyright shortly before."""
        text, starts, ends = self._view.text, self._view.starts, self._view.ends
        layout = self._view.classes(LAYOUT)
        for k in range(i - 1, max(-1, i - _LINE), -1):
            if layout[k] == "\n":
                return False
            start = starts[k]
            if text[start] in "cC©ⓒ(":
                word = text[start : ends[k]].lower()
                if (
                    word[0] in "©ⓒ"
                    or word in ("copyright", "(c)")
                    or (word == "c" and self._view.joined(k) and self._view.word(k - 1) == "(")
                ):
                    return any(mark in text for mark in _COPYRIGHT)
        return False

    def years(self, item: Item) -> bool:
        """Two years with a dash or a "to" between."""
        if self._copyright(item.start) or self._measured(item):
            return False
        if self._after(item) == "of" and self._after(item, 1) in _OTHERS:
            return False
        if self._after(item) in ("a", "per") and self._after(item, 1) in self._clues.counted:
            return False
        i = item.start
        before, cls = self._before(item), self._class(i - 1)
        if before in _PRICES:
            return False
        if before in self._clues.before_year or cls == lx.OPEN:
            self._last_year = item.end
            return True
        if cls in _NUMBERS and cls != "\n":
            return False
        if self._abbreviated(i) in ("pp", "p", "no", "nos", "vol", "tel", "fax"):
            return False
        if self._of_life(i):
            self._last_year = item.end
            return True
        if (self._view.joined(i) and before not in "(['\"“‘«*_—–|\n") or before in (
            "no.",
            "pp.",
            "p.",
            "tel",
            "#",
            "-",
            "+",
        ):
            return False
        ends = item.meaning.start if isinstance(item.meaning, Span) else item.meaning
        first = ends.known.first.year if isinstance(ends, Known) else 0
        month = isinstance(item.meaning, Known) and item.meaning.unit == periods.MONTH
        if month and self._layout(i - 1) == "A":
            return False
        self._last_year = item.end
        return 1500 <= first <= 2100

    # Months and days.

    def month(self, item: Item) -> bool:
        """A month's name alone, unless it is a person's or a thing's."""
        i = item.start
        name = self._layout(item.end) == "A" and self._class(item.end) == lx.NOTHING
        before = self._before(item)
        if before in self._clues.before_time:
            return not name or before in _TIME_PREPOSITIONS
        if name:
            return False
        capital = self._layout(i - 1) == "A" and self._class(i - 1) == lx.NOTHING
        return not capital or self._layout(item.end) != "A"

    def maybe_month(self, item: Item) -> bool:
        """ "May" or "March" alone."""
        before, after = self._before(item), self._layout(item.end)
        if after == "A" and self._view.word(item.end) == "Day":
            return False
        if before in self._clues.before_time and before not in _DETERMINERS:
            return not (after == "A" and self._class(item.end) == lx.NOTHING and before in ("by", "for", "of"))
        if self._class(item.end) == lx.POSSESSIVE:
            return self._layout(item.start - 1) != "A"
        if before in _DETERMINERS and before != "a":
            return after == "a" and self._class(item.end) == lx.NOTHING
        return False

    def weekday(self, item: Item) -> bool:
        """A weekday's name alone, unless it is part of another name."""
        word = self._view.word(item.start)
        if word in ("Sun", "Sat", "Wed", "SUN", "SAT", "WED"):
            return False
        i = item.start - 1
        if i >= 0 and self._view.word(i) in self._clues.no_weekday_before:
            return False
        return not (item.end < len(self._view) and self._view.word(item.end) in self._clues.no_weekday_after)

    # Periods.

    def decade(self, item: Item) -> bool:
        """ "The eighties", "the 90s", but not a person's age."""
        if self._before(item) in _POSSESSIVES:
            return False
        if self._class(item.start - 1) in lx.AND + lx.OR and self._class(item.start - 2) == lx.DECADE:
            return True  # "The 1980s and 90s"
        shape = self._view.classes(DATE)[item.start : item.end].strip(lx.NOTHING)
        return shape[0] in lx.THE + lx.PART + lx.DASH and len(shape) > 1

    def quarter(self, item: Item) -> bool:
        """ "The first quarter", "the second half", "the first nine months", but not of a game."""
        if self._class(item.end) == lx.OF or (self._class(item.end) == lx.DASH and self._view.joined(item.end)):
            return False
        if isinstance(item.meaning, Nth) and item.meaning.unit == periods.HALF:
            first, stop = self._view.sentence(item.start)
            near = range(max(first, item.start - 20), min(stop, item.end + 20))
            return not any(self._view.word(k).lower() in self._clues.sports for k in near)
        return True

    def quarter_token(self, item: Item) -> bool:
        """ "Q2", "H1"."""
        if "H" in self._view.between(item.start, item.end).upper():
            return self._before(item) in self._clues.before_time and self._layout(item.end) != "A"
        return True

    def week_by_number(self, item: Item) -> bool:
        """ "Week 23"."""
        return self._before(item) in ("in", "by", "until", "from", "since", "during")

    def season(self, item: Item) -> bool:
        """A season without an article: "by summer", "since spring"."""
        before = self._before(item)
        if before == "than":
            return self._before(item, 2) in ("later", "earlier", "sooner")
        return before in ("by", "since", "until", "till", "before", "after")

    def the_season(self, item: Item) -> bool:
        """ "The summer", "the fall"."""
        if self._class(item.end) == lx.OF:
            return False
        return self._before(item) in self._clues.before_time

    def running(self, item: Item) -> bool:
        """ "The year", "the quarter": where nothing follows that tells which."""
        fits = self._before(item) in ("for", "in", "during", "over", "throughout")
        return fits and self._layout(item.end) in _STOPS

    def full(self, item: Item) -> bool:
        """ "The full year"."""
        return self._before(item) in self._clues.before_time and self._class(item.end) != lx.OF

    def weekend(self, item: Item) -> bool:
        """ "The weekend"."""
        return self._before(item) in ("at", "over", "on", "during", "for", "by", "after", "before", "of")

    def today(self, item: Item) -> bool:
        """ "Today" as a day of reporting, not as "nowadays": in a sentence that tells what happened or will."""
        word = self._view.word(item.start)
        starts = self._starts_sentence(item)
        if word[0].isupper() and not starts:
            return False
        if self._class(item.end) == lx.POSSESSIVE:
            # "At today's board meeting", but not "in today's world"
            return self._after(item, 1) in self._clues.events or self._after(item, 2) in self._clues.events
        before = self._before(item)
        if before in ("from", "until", "since", "earlier", "later", "till"):
            return True
        return self._clues.tense.at(self._view, item.start, item.end) in (PAST, FUTURE)

    # Lengths and times.

    def a_unit(self, item: Item) -> bool:
        """ "A year" as a length of time, not as the rate in "$5 a year"."""
        if self._class(item.end) == lx.DASH:
            return False
        before = self._before(item)
        if before in self._clues.before_length:
            return True
        if self._class(item.start - 1) in _NUMBERS:
            return False
        if self._class(item.end) == lx.OR and before in _STAY and self._after(item, 1) in _OR_MORE:
            return True
        # "A week of talks ended", but not "a day of prayer"
        prayer = self._class(item.end) == lx.OF and isinstance(item.meaning, Length) and item.meaning.value == "P1D"
        return self._starts_sentence(item) and not prayer

    def one_day(self, item: Item) -> bool:
        """ "One day" as a length of time, not as "some day"."""
        before = self._before(item)
        return (before in self._clues.before_length and before != "and") or self._after(item) in ("after", "before")

    def bare_units(self, item: Item) -> bool:
        """ "Decades", "weeks" without a number."""
        before = self._before(item)
        if before == "most":
            return False
        if self._class(item.end) == lx.TO or self._class(item.start - 1) == lx.PART:
            return False  # "in years to come", "the early days of"
        if before in self._clues.before_length:
            return True
        if self._class(item.end + 1) == lx.YEAR or self._before(item, 2) in _DETERMINERS:
            return False  # "the drought years of 2012", "the dying days of"
        return self._class(item.end) == lx.OF and self._layout(item.start - 1) != "A" and (before not in _DETERMINERS)

    def first_units(self, item: Item) -> bool:
        """ "For the first four years", but not "the first four years of talks"."""
        return self._before(item) in ("for", "in", "over", "during", "within") and self._class(item.end) != lx.OF

    def clock(self, item: Item) -> bool:
        """ "19:04" without a.m., p.m. or a zone."""
        return self._before(item) in _BEFORE_CLOCK or self._layout(item.start - 1) in "\n,o"


_CHECKS: dict[str, Callable[[Evidence, Item], bool]] = {
    "year": Evidence.year,
    "years": Evidence.years,
    "month": Evidence.month,
    "maybe month": Evidence.maybe_month,
    "weekday": Evidence.weekday,
    "decade": Evidence.decade,
    "quarter": Evidence.quarter,
    "half": Evidence.quarter,
    "quarter token": Evidence.quarter_token,
    "week by number": Evidence.week_by_number,
    "season": Evidence.season,
    "the season": Evidence.the_season,
    "the fall": Evidence.the_season,
    "a unit": Evidence.a_unit,
    "one day": Evidence.one_day,
    "half-year": lambda evidence, item: True,
    "bare units": Evidence.bare_units,
    "first units": Evidence.first_units,
    "running": Evidence.running,
    "full": Evidence.full,
    "weekend": Evidence.weekend,
    "today": Evidence.today,
    "clock": Evidence.clock,
}
"""The check of each weakness; without a check, an item is no date by itself."""
