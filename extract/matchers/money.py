"""Sums of money."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extract.matchers import Rule
from extract.matchers.currency import NAMES, ONE, Evidence, Unit
from extract.matchers.han import parse_han
from extract.matchers.money_doubts import is_cut_short, is_letter_of_sum, is_name_of_sum, is_sign_of_sum, is_weight
from extract.matchers.numbers import goes_on
from extract.matchers.quantity import (
    HAN_RUN,
    RUN,
    Item,
    Quantities,
    Scan,
    is_grouped,
    is_whole,
    is_year,
    lexicon,
    modifier_of,
    read_han,
    refuse,
    word_after,
    word_before,
)
from extract.matchers.ranges import items_of_run, link, read_number, read_run, scale_of, share
from extract.view import LAYOUT, QUANTITY, Match, View
from extract.vocabulary import Vocabulary

_DIGITS = "(?:9{1,8}(?:-?f)?|f)(?:(?:[+z]|-z)(?=-?[5v]))?"
_SCALE = "(?:-?5(?:-?[5v])?|v)"
_WORDS = "[1-7](?:[-&oa]{0,4}[1-8]){0,8}"
_AMOUNT = f"(?:{_DIGITS}{_SCALE}?|{_WORDS})"
_NAME = "(?:C?c{0,2}u|C?c{1,2}|C(?!-?9-?[5f])|k|S(?!-?[0-9f](?!5?S)))"

_SIGNED = (
    f"(?P<sign>[SLC]{{1,2}}|(?<![0-9f])5(?=9))(?P<scale>5?)-?(?P<num>{_AMOUNT})"
    f"(?P<tail>(?:-?r-?|-|&){_DIGITS}{_SCALE}?)?"
    r"(?P<unit>-?j{0,4}(?:c{1,2}|C(?!-?[0-9f])))?"
)
_NAMED = f"(?P<run>{RUN})(?P<of>(?:vo?)?(?:o?a)?)(?P<join>[-+z]{{0,3}})(?P<name>j{{0,4}}-?{_NAME})(?P<more>5?)"
_VAGUE = (
    "(?:[SC]-?(?:m-?5|w|v|s-?5)(?:-?c)?"
    "|(?:v(?:ov){0,2}o?|a?so?-?[4-6v](?:o?[5v]){0,2}o?|m-?4?-?5|w)-?j{0,4}C?c{0,2}[cuCS](?!9))"
)
_ARTICLE = "a-?j{0,3}c"
_HAN = f"(?<![9h])(?P<low>{HAN_RUN})(?:[-r](?P<high>{HAN_RUN}))?H"
_SIGNED_HAN = "(?P<sign>[SLC]{1,2})(?P<num>9z?h(?:z?h)*z?)"
_CALLED_HAN = f"(?<![9hH])HH{{1,3}}(?P<num>{HAN_RUN})(?!H|[-r][9h])"
_HAN_VAGUE = "s(?P<scale>h+)H"
_CALLED = "j{0,3}c(?P<called>9(?:-?[5v]){0,2})"


class MoneyMatcher:
    """Finds sums of money.

    ``currency`` is the code that an ambiguous sign or name means where the text does not tell.
    """

    kind = "money"

    def __init__(self, vocabulary: Vocabulary, *, currency: str | None = None) -> None:
        self.quantities = Quantities(vocabulary)
        self.words = lexicon(vocabulary, "money")
        self.currency = currency
        self.rules: tuple[Rule, ...] = RULES
        self._scan = Scan(RULES, "[SLCcukH5](?:(?<!5)|(?=9))")

    def match(self, view: View) -> Iterator[Match]:
        """The sums of a document."""
        items = link(self.quantities, view, self._scan.items(self, view), _same)
        if not items:
            return
        items = _compounds(view, items)
        evidence = Evidence(view, self.quantities.currencies, self.currency)
        sums = _Sums(items)
        for item in items:
            if not is_whole(view, item):
                continue
            if is_cut_short(self.quantities.numbers, view, item):
                view.note("money", *_place(view, item), item.rule, reason="a scale follows behind marks or brackets")
                continue
            if item.unit.weak and not evidence.has(item.unit):
                view.note("money", *_place(view, item), item.rule, reason="nothing tells that money is meant")
                continue
            letter = item.unit.weak and view.word(item.start) in self.quantities.currencies.letters
            if letter and not is_letter_of_sum(self.words, view, item):
                continue
            yield self._record(view, item, sums, evidence)

    def _record(self, view: View, item: Item, sums: _Sums, evidence: Evidence) -> Match:
        code, why = evidence.currency(item.unit, item.start)
        if why != "said" and item.unit.part < 1:
            code, why = _whole_of(view, item, sums, evidence) or (code, why)
        start, end = _place(view, item)
        part = item.unit.part_of(code)
        if item.scale == 1 and _has_thousands(view, item, code):
            part *= 1000
        values: dict[str, Any] = {
            "amount": None if item.value is None else abs(item.value) * part,
            "low": None if item.low is None else abs(item.low) * part,
            "high": None if item.high is None else item.high * part,
            "currency": code,
            "modifier": modifier_of(self.quantities, view, item),
        }
        if view.notes is not None:
            view.note("money", start, end, item.rule, (("currency", f"{code}: {why}"),))
        return Match("money", start, end, item.rule, values)


def _has_thousands(view: View, item: Item, code: str) -> bool:
    """Whether the point before three digits parts thousands: ``Rp 100.000``, ``1.500 euros``; not ``1.599 euros``.

    It does in currencies of which nobody writes thousandths, and where noughts are at the end that nobody would write
    behind a fraction: three of dollars ("gas settled at $3.100"), two of others, a price of fuel or the like aside
    ("1.500 euros a litre").
    """
    digits = [word for word in view.words(item.start, item.end) if word[0].isdigit()]
    if not digits or not all(map(_THOUSANDS, digits)):
        return False
    if code in _NO_SMALL_CHANGE:
        return True
    noughts = "000" if code in _POINT_IS_DECIMAL else "00"
    return all(word.endswith(noughts) for word in digits) and word_after(view, item.end) not in _EACH


_POINT_IS_DECIMAL = frozenset("USD GBP CAD AUD NZD INR HKD SGD JPY CNY ILS ZAR KES NGN".split())
_EACH = frozenset({"a", "an", "per", "each", "apiece", "/", "the", "for"})
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}").fullmatch
_NO_SMALL_CHANGE = frozenset(("IDR", "VND", "CLP", "COP", "PYG", "CRC", "ARS", "UZS", "LAK", "KHR", "IRR"))
"""Currencies of which nobody writes thousandths, so that a point before three digits parts thousands."""


def _place(view: View, item: Item) -> tuple[int, int]:
    return view.starts[item.start], view.ends[item.end - 1]


class _Sums:
    """The sums of a document that are of whole currencies, by the currencies that they may be of."""

    def __init__(self, items: list[Item]) -> None:
        self._whole = [item for item in items if item.unit.part == 1]
        self._of: dict[tuple[str, ...], list[Item]] = {}

    def of(self, codes: tuple[str, ...]) -> list[Item]:
        """Those that may be of one of some currencies, in the order of the text."""
        if codes not in self._of:
            wanted = frozenset(codes)
            self._of[codes] = [item for item in self._whole if not wanted.isdisjoint(item.unit.codes)]
        return self._of[codes]


def _whole_of(view: View, item: Item, sums: _Sums, evidence: Evidence) -> tuple[str, str] | None:
    """The currency whose part ("cents") an item is, where other sums tell.

    It is that of the nearest sum in the sentence, else that of all sums of the document, if they are of one.
    """
    first, end = view.sentence(item.start)
    others = sums.of(item.unit.codes)
    at = bisect_right(others, item.start, key=lambda other: other.start)
    nearest = others[at - 1] if at and others[at - 1].start >= first else None
    if nearest is None and at < len(others) and others[at].start < end:
        nearest = others[at]
    if nearest is not None:
        code = evidence.currency(nearest.unit, nearest.start)[0]
        return (code, "a sum in the sentence") if code in item.unit.codes else None
    codes = {evidence.currency(other.unit, other.start)[0] for other in others[:50]}
    return (codes.pop(), "the document's sums") if len(codes) == 1 and codes <= set(item.unit.codes) else None


def _same(before: Item, item: Item) -> bool:
    return bool(set(before.unit.codes) & set(item.unit.codes)) and before.unit.part == item.unit.part


def _compounds(view: View, items: list[Item]) -> list[Item]:
    """Items with "6 pounds and 34 pence" made one sum."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before and item.unit.part < 1 == before.unit.part and item.value is not None and before.value is not None:
            codes = set(item.unit.codes) & set(before.unit.codes)
            gap = view.words(before.end, item.start)
            if codes and gap in ([], ["and"]) and item.value * item.unit.part < 1 and before.scale == 1:
                before.value += item.value * item.unit.part
                before.end = item.end
                continue
        joined.append(item)
    return joined


def _signed(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``US$51.2 bn``, ``Rs 500 crore``, ``€5-7 million``, ``$600 billion dollars``."""
    quantities = matcher.quantities
    start = match.start()
    unit = _sign(quantities, view, start, match.end("sign"))
    if unit is None:
        return []
    first, end = match.span("num")
    if view.word(first - 1) in "-–−" and view.word(start).isalpha():
        return []  # RS-232
    if not view.classes(QUANTITY)[first:end].strip("5-") or view.word(first) == "000":
        return refuse(view, "money", start, end, "signed", "says in what a table counts")  # (RM mn)
    end = _without_bill(view, first, end)
    number = read_number(quantities, view, first, end)
    while number is None and end > first + 1:
        end -= 1
        number = read_number(quantities, view, first, end)
    if number is None or _goes_on(view, end):
        return []
    if not is_sign_of_sum(view, start, first, end, unit):
        return refuse(view, "money", start, end, "signed", "no sum: a percentage, a rate of exchange or code")
    value, scale = number
    if match.group("scale"):
        factor = scale_of(quantities, view, match.end("sign"), first)
        value, scale = value * factor, scale * factor
    start, unit = _widen(quantities, view, start, unit)
    item = Item(start, end, value, "signed", unit, scale=scale)
    if end == match.end("num"):
        _tail(matcher, view, match, item)
    _trailing_unit(quantities, view, item)
    weak = unit.weak and item.unit.weak
    letter = view.word(match.start()) in quantities.currencies.letters and not view.joined(first)
    if weak and not letter and (item.scale > 1 or is_grouped(view, first)):
        item.unit = Unit(item.unit.codes, item.unit.part)
    return [item]


def _goes_on(view: View, end: int) -> bool:
    """Whether a number that ends before token ``end`` may go on there, perhaps on the next line."""
    after = view.classes(QUANTITY)[end : end + 2]
    return (after[:1] == "9" and goes_on(view, end)) or (after == "\n9" and goes_on(view, end + 1))


def _without_bill(view: View, first: int, end: int) -> int:
    """Where a number ends, "bill" and "mill" being scales only behind a fraction or before a currency."""
    if view.word(end - 1).lower() not in ("bill", "mill", "mil") or end - first < 2:
        return end
    alone = end - first == 2 and "." in view.word(first)
    return end if alone or view.classes(QUANTITY)[end : end + 1] in ("c", "C") else end - 1


def _sign(quantities: Quantities, view: View, start: int, end: int) -> Unit | None:
    """The unit of the sign, or of the two of them, at tokens ``start`` to ``end``."""
    currencies = quantities.currencies
    words = view.words(start, end)
    unit = currencies.signs.get("".join(words))
    if unit is None and len(words) == 2:
        code = currencies.codes.get(words[0]) or currencies.codes.get(words[1])
        return Unit(code.codes) if code else currencies.signs.get(words[1])
    if unit is None:
        unit = currencies.codes.get(words[0])
    if unit is None and (view.joined(end) or _is_sum_of_digits(view, end)):
        unit = currencies.letters.get(words[0])
        unit = Unit(unit.codes, unit.part, True) if unit else None
    return unit


def _is_sum_of_digits(view: View, at: int) -> bool:
    """Whether a number is written as sums are: with thousands or a scale."""
    return is_grouped(view, at) or view.classes(QUANTITY)[at + 1 : at + 2] == "5"


def _widen(quantities: Quantities, view: View, start: int, unit: Unit) -> tuple[int, Unit]:
    """A sign with what stands before it and tells whose it is: ``U.S. $6 billion``, ``C $ 16.4 million``."""
    if start == 0 or (len(unit.codes) == 1 and unit.codes[0] not in ("USD", "GBP", "EUR")):
        return start, unit
    currencies = quantities.currencies
    sign, before = view.word(start), view.word(start - 1)
    if sign[0].isalpha() and not sign[-1].isalpha():
        return start, unit  # it tells itself: "USA US$49"
    if before.isalpha() and len(before) <= 3 and ((before.isupper() and len(before) > 1) or before in ("C", "c", "R")):
        known = currencies.signs.get(before.upper() + sign)
        if known:
            return start - 1, known
    classes = view.classes(QUANTITY)
    first = start
    while first > 0 and start - first < 3 and classes[first - 1] == "j":
        first -= 1
    for at in range(first, start):
        words = tuple(word.lower() for word in view.words(at, start))
        alpha_2 = currencies.countries.get(words)
        if (
            not alpha_2
            or view.word(at) == "us"  # "it cost us $5 million"
            or _is_spender(quantities, view, at, start)
            or word_before(view, at) in ("the", "in", "to", "from", "for", "of", "by", "and")
        ):
            continue
        pool = currencies.words[("dollar",)] if sign == "$" else unit
        code = currencies.of_country(pool, alpha_2)
        if code:
            return at, Unit((code,), unit.part)
    return start, unit


def _is_spender(quantities: Quantities, view: View, at: int, start: int) -> bool:
    """Whether a country's name before a sign is who pays, not whose dollar it is: "Belize $364 million"."""
    name = tuple(view.words(at, start))
    return not view.word(start)[0].isalpha() and not view.joined(start) and name in quantities.currencies.full_names


def _tail(matcher: MoneyMatcher, view: View, match: re.Match[str], item: Item) -> None:
    """The other end of a range whose sign is said once: ``$5-7 billion``."""
    if not match.group("tail") or item.value is None:
        return
    quantities = matcher.quantities
    begin, end = match.span("tail")
    classes = view.classes(QUANTITY)
    first = begin
    while classes[first] in "-r&":
        first += 1
    join = classes[begin:first].strip("-") or "-"
    number = read_number(quantities, view, first, end)
    after = classes[end : end + 2]
    if number is None or number[0] < 0 or after[:1] in ("%", "P", "B", "b") or after == "pu":
        return
    value, scale = number
    if join == "&" and word_before(view, item.start) != "between":
        return
    if scale == 1 and item.scale == 1 and join != "-":
        # "gave $5 to 10 children"
        word = word_after(view, end)
        if view.classes(LAYOUT)[end : end + 1] == "a" and word not in matcher.words["behind number"]:
            return
    if scale == 1 and is_year(view.word(first)) and item.value < 1000:
        return
    low = item.value
    if (
        join == "-"
        and scale == 1
        and item.scale == 1
        and low < 1000
        and low * 1000 < value
        and view.word(end - 1)[-4:] == ",000"
    ):
        low *= 1000  # $800-900,000
    if item.scale == 1:
        low = share(low, ONE, value, scale, ordered=True)
    if scale == 1 and item.scale > 1:
        return
    if low < value:
        item.low, item.high, item.value, item.end, item.scale = low, value, None, end, scale


def _trailing_unit(quantities: Quantities, view: View, item: Item) -> None:
    """A unit said again behind the number: ``$600 billion dollars``, ``$249 USD``, ``£5m sterling``."""
    classes = view.classes(QUANTITY)
    end = item.end
    if classes[end : end + 1] == "-":
        end += 1
    first = end
    while end - first < 4 and classes[end : end + 1] == "j":
        end += 1
    name = end
    while end - name < 2 and classes[end : end + 1] == "c":
        end += 1
    if end == name and end > first:
        _whose(quantities, view, item, first, end)
    if end == name:
        if classes[end : end + 1] != "C" or re.match("-?[0-9f]", classes[end + 1 : end + 3]):
            return
        end += 1
    for stop in range(end, name, -1):
        unit = quantities.currencies.unit_of(view.words(first, stop))
        if unit and set(unit.codes) & set(item.unit.codes) | (
            set(unit.codes)
            if item.unit.codes[0] == "USD" and len(unit.codes) == 1 and "dollar" in view.word(stop - 1).lower()
            else set()
        ):
            codes = tuple(code for code in unit.codes if code in item.unit.codes) or unit.codes
            item.unit = Unit(codes, item.unit.part)
            item.end = stop
            return


def _whose(quantities: Quantities, view: View, item: Item, first: int, end: int) -> None:
    """Whose dollar it is where the country stands behind: ``$620 million Canadian``, ``$4 million Cdn``."""
    known = quantities.currencies.countries.get(tuple(word.lower() for word in view.words(first, end)))
    behind = view.classes(LAYOUT)[end : end + 1]
    if known and item.unit.codes[0] == "USD" and (not behind or behind in "e,\nqz"):
        code = quantities.currencies.of_country(quantities.currencies.words[("dollar",)], known)
        if code:
            item.unit, item.end = Unit((code,), item.unit.part), end


def _named(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``4.45 billion USD``, ``twenty-five million dollars``, ``50 cents``, ``350-billion-rouble``."""
    quantities = matcher.quantities
    classes = view.classes(QUANTITY)
    first, stop = match.span("name")
    unit, end = _name(quantities, view, first, stop)
    if unit is None:
        return []
    start, run_end = match.span("run")
    if classes[run_end : run_end + 1] == "v":
        run_end += 1
    parts = read_run(quantities, view, start, run_end)
    if not parts:
        return []
    of = match.group("of").lstrip("v").lstrip("o")
    if of == "a" and classes[run_end - 1] != "7":
        return []
    if match.group("more") and classes[stop - 1] == "C" and parts[-1].scale == 1:
        # "75 USD million"
        factor = scale_of(quantities, view, stop, stop + 1)
        parts[-1] = parts[-1]._replace(value=parts[-1].value * factor, scale=factor)
        end = stop + 1
    items = items_of_run(quantities, view, parts, end, "named", unit)
    last = items[-1]
    if not is_name_of_sum(matcher.words, view, last, end):
        return refuse(view, "money", last.start, end, "named", "has another sense here")
    _drop_article(view, items[0], match.group("join"))
    if last.scale == 1 and view.word(end - 1) in NAMES:
        for item in items:
            item.unit = Unit(unit.codes, unit.part, True)
    elif unit.weak and (last.scale >= 1000 or is_grouped(view, last.start)):
        for item in items:
            item.unit = Unit(unit.codes, unit.part)
    return items


def _name(quantities: Quantities, view: View, first: int, stop: int) -> tuple[Unit | None, int]:
    """The unit that the words from ``first`` say, and where it ends; the shorter name if the longer is none."""
    words = view.words(first, stop)
    if words and words[0] in ("-", "–"):
        words, first = words[1:], first + 1
    classes = view.classes(QUANTITY)
    for begin in range(len(words)):
        if begin and classes[first + begin - 1] != "j":
            break
        for end in range(len(words), begin, -1):
            unit = quantities.currencies.unit_of(words[begin:end])
            if unit is not None:
                return unit, first + end
    if len(words) == 1 and words[0] in ("p", "c") and view.joined(first):
        codes = ("GBP",) if words[0] == "p" else ("USD", "ZAR", "AUD", "NZD", "EUR", "CAD", "NAD")
        weak = word_after(view, stop) not in ("a", "per", "each") and "." not in view.word(first - 1)
        return Unit(codes, Decimal("0.01"), weak), stop
    return None, stop


def _drop_article(view: View, item: Item, join: str) -> None:
    """Leave out the article where the number can do without: "a `trillion-dollar` plan"."""
    classes = view.classes(QUANTITY)
    at = item.start
    if classes[at] != "a":
        return
    body = classes[at + 1 : item.end]
    plural = view.word(item.end - 1).lower().endswith("s") or classes[item.end - 1] in "SC"
    if (body[:1] == "7" and body[1:2] != "o") or (body[:1] in "456" and "-" in body and not plural):
        item.start += 1


def _vague(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``billions of dollars``, ``several million euros``, ``multibillion dollar``."""
    quantities = matcher.quantities
    start, end = match.span()
    classes = view.classes(QUANTITY)
    low = ONE
    for at in range(start, end):
        if classes[at] in "456v":
            low *= quantities.numbers.value(view.word(at)) or 1
        elif classes[at] == "w":
            low *= quantities.values[view.word(at).lower()]
    if classes[start] in "SC":
        unit = _sign(quantities, view, start, start + 1)
        rest = end
    else:
        first = end
        while first > start and classes[first - 1] in "jcuCS":
            first -= 1
        unit, rest = _name(quantities, view, first, end)
    if unit is None or low == 1:
        return []
    if word_before(view, start) == "in" and word_before(view, start - 1) in matcher.words["table"]:
        return refuse(view, "money", start, rest, "vague", "says in what a table counts")
    if word_before(view, start) == "(" and word_after(view, rest) == ")" and classes[start] in "SC":
        return refuse(view, "money", start, rest, "vague", "says in what a table counts")
    item = Item(start, rest, None, "vague", unit, low=low, scale=low)
    if view.word(rest - 1).lower() in ("pound", "pounds") and is_weight(matcher.words, view, item, rest):
        return []
    if unit.weak:
        item.unit = Unit(unit.codes, unit.part)
    return [item]


def _article(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``a dollar a day``: where the word is not part of a longer noun ("a dollar peg")."""
    start, end = match.span()
    name = view.word(end - 1).lower()
    if name not in ("dollar", "euro") or view.classes(QUANTITY)[start + 1] == "-":
        return []
    after = word_after(view, end)
    if after and after not in matcher.words["with article"] and after[0].isalnum():
        return []
    if after in ("-", "’s", "'s") or word_before(view, start) in ("for", "against", "to", "per", "of", "versus"):
        return []
    unit, stop = _name(matcher.quantities, view, start + 1, end)
    return [Item(start, stop, ONE, "article", unit)] if unit else []


def _called(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``Rupees 500 crore``, ``baht 500 million``: the name before the number, with thousands or a scale."""
    quantities = matcher.quantities
    start, end = match.span()
    first = match.start("called")
    if end == first + 1 and "," not in view.word(first):
        return []
    if view.classes(QUANTITY)[end : end + 1] in ("c", "C", "%", "S", "j"):
        return []
    if not view.word(start)[0].isupper() and not _is_called(matcher, view, start, end):
        return []
    unit = quantities.currencies.unit_of(view.words(start, first))
    value = quantities.numbers.parse(view.words(first, end))
    if unit is None or value is None:
        return []
    return [Item(start, end, value, "called", unit, scale=scale_of(quantities, view, first, end))]


def _is_called(matcher: MoneyMatcher, view: View, start: int, end: int) -> bool:
    """Whether a name in small letters goes with the number behind it, and not what follows that."""
    before, after = word_before(view, start), word_after(view, end)
    if end - start > 2 and before in matcher.words["priced"]:
        return True
    if before in ("the", "a", "an", "in") or view.word(start).lower() in matcher.words["no name"]:
        return False
    return not after[:1].isalnum() or after in matcher.words["behind number"]


_NOT_YUAN = frozenset("化论論素首旦帅帥老年凶勋")


def _han(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``47 亿美元``, ``1,200萬港元``, ``5亿至7亿元``."""
    quantities = matcher.quantities
    found = quantities.currencies.han_unit(view, match.end() - 1)
    if found is None or (view.word(match.end() - 1) == "元" and word_after(view, match.end()) in _NOT_YUAN):
        return []
    unit, end = found
    value = read_han(quantities, view, *match.span("low"))
    if value is None:
        return []
    start = match.start()
    if match.group("high"):
        high = read_han(quantities, view, *match.span("high"))
        first, last = match.span("high")
        if high is None:
            return []
        scaled = "h" in view.classes(QUANTITY)[match.start("low") : match.end("low")]
        words = view.words(first + 1, last)
        factor = parse_scale(quantities, words) if words and not scaled else ONE
        if value * factor < high:
            start, unit = _named_before(quantities, view, start, unit)
            return [Item(start, end, None, "han", unit, value * factor, high)]
        start, value = first, high
    start, unit = _named_before(quantities, view, start, unit)
    return [Item(start, end, value, "han", unit)]


def _named_before(quantities: Quantities, view: View, start: int, unit: Unit) -> tuple[int, Unit]:
    """A sum in 元 with the name of its currency before it: "人民币50元", but not "4人民币5美元"."""
    if len(unit.codes) > 1:
        for length in range(min(_LONGEST_HAN, start), 1, -1):
            first = start - length
            named = quantities.currencies.words.get(tuple(view.words(first, start)))
            if named is not None and set(named.codes) & set(unit.codes):
                return (start, unit) if view.classes(QUANTITY)[first - 1 : first] in ("9", "h") else (first, named)
    return start, unit


_LONGEST_HAN = 4
"""Characters of the longest name of a currency that stands before its sums."""


def _called_han(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``新台幣500億``: the name before the number, and nothing behind its scale."""
    currencies = matcher.quantities.currencies
    first, end = match.span("num")
    found = currencies.han_unit(view, match.start())
    if found is None or found[1] != first or view.word(end - 1) not in "万萬亿億":
        return []
    value = read_han(matcher.quantities, view, first, end)
    return [] if value is None else [Item(match.start(), end, value, "called_han", found[0])]


def parse_scale(quantities: Quantities, words: list[str]) -> Decimal:
    """The scale that Han characters behind a number say."""
    return parse_han(words, quantities.numbers.han) or ONE


def _signed_han(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``$5万``, ``HK$5億``, ``¥3000万元``."""
    quantities = matcher.quantities
    start, first, end = match.start(), *match.span("num")
    unit = _sign(quantities, view, start, first)
    if unit is None:
        return []
    value: Decimal | None
    if not view.joined(first + 1) and quantities.numbers.han.get(view.word(first + 1), ONE) < _PARTED:
        end = first + 1  # a word that stands by itself
        value = quantities.numbers.value(view.word(first))
    else:
        value = None if view.classes(QUANTITY)[end : end + 1] == "9" else read_han(quantities, view, first, end)
    if value is None:
        return []
    start, unit = _widen(quantities, view, start, unit)
    scale = parse_scale(quantities, view.words(first + 1, end)) if end > first + 1 else ONE
    item = Item(start, end, value, "signed_han", unit, scale=scale)
    named = quantities.currencies.han_unit(view, end) if view.classes(QUANTITY)[end : end + 1] == "H" else None
    both = tuple(code for code in unit.codes if named and code in named[0].codes)
    if named and both:
        item.unit, item.end = Unit(both), named[1]
    return [item]


_PARTED = 1000
"""A smaller numeral does not belong to digits that a space parts from it."""


def _han_vague(matcher: MoneyMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``数十亿美元``."""
    found = matcher.quantities.currencies.han_unit(view, match.end() - 1)
    low = read_han(matcher.quantities, view, *match.span("scale"))
    if found is None or low is None:
        return []
    return [Item(match.start(), found[1], None, "han_vague", found[0], low=low)]


RULES = (
    Rule("vague", _VAGUE, _vague, ("It spent [billions of dollars](low=1000000000 currency=USD).",)),
    Rule("named", _NAMED, _named, ("It fell to [45,300 soums](amount=45300 currency=UZS).",)),
    Rule(
        "signed_han",
        _SIGNED_HAN,
        _signed_han,
        ("投资[US$5亿](amount=500000000 currency=USD)，即[¥35亿元](amount=3500000000 currency=CNY)。",),
        ("约$5〇000。",),
    ),
    Rule(
        "signed",
        _SIGNED,
        _signed,
        (
            "It lent [$13.5 billion](amount=13500000000 currency=USD).",
            "It spent [$620 million Canadian](amount=620000000 currency=CAD).",
            "He paid [$300](amount=300), [$10 million](amount=10000000) less than she did.",
            "It costs [$800-900,000](low=800000 high=900000).",
        ),
    ),
    Rule("called", _CALLED, _called, ("India budgeted [Rupees 500 crore](amount=5000000000 currency=INR).",)),
    Rule(
        "han",
        _HAN,
        _han,
        (
            "总投资约[26 亿美元](amount=2600000000 currency=USD)。",
            "[5亿至7亿元](low=500000000 high=700000000 currency=CNY)",
        ),
        ("2024年元旦。",),
    ),
    Rule(
        "called_han",
        _CALLED_HAN,
        _called_han,
        ("預算為[新台幣500億](amount=50000000000 currency=TWD)，追加[30億元](amount=3000000000 currency=TWD)。",),
        ("人民币3月走强。",),
    ),
    Rule("han_vague", _HAN_VAGUE, _han_vague, ("投资[数十亿美元](low=1000000000 currency=USD)。",)),
    Rule("article", _ARTICLE, _article, ("He lives on [a dollar](amount=1 currency=USD) a day.",)),
)
