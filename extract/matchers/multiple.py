"""Multiples: how many times a quantity is another, or has become what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extract.matchers import Rule
from extract.matchers.quantity import (
    HAN_RUN,
    RUN,
    Item,
    Quantities,
    Scan,
    is_whole,
    modifier_of,
    read_han,
    word_after,
    word_before,
)
from extract.matchers.ranges import items_of_run, link, read_run
from extract.view import LAYOUT, QUANTITY, Match, View
from extract.vocabulary import Vocabulary

_TIMES = f"(?P<run>{RUN})(?P<join>[-+z]{{0,3}})(?P<unit>[tx])"
_FOLD = f"(?P<run>{RUN})(?P<join>-?[-+z]{{0,3}})(?P<unit>F)|(?P<low>{RUN})(?P<to>-?[rO]-?|-)(?P<word>g)|(?P<lone>g)"
_WORD = "M"
_FACTOR = "yo"
_HAN = f"{HAN_RUN}T"


class MultipleMatcher:
    """Finds multiples."""

    kind = "multiple"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.quantities = Quantities(vocabulary)
        self.rules: tuple[Rule, ...] = RULES
        self._scan = Scan(RULES, "[txFgMyT]")

    def match(self, view: View) -> Iterator[Match]:
        """The multiples of a document."""
        for item in link(self.quantities, view, self._scan.items(self, view), _same):
            if not is_whole(view, item):
                continue
            values: dict[str, Any] = {
                "factor": item.value,
                "low": item.low,
                "high": item.high,
                "modifier": modifier_of(self.quantities, view, item),
            }
            yield Match("multiple", view.starts[item.start], view.ends[item.end - 1], item.rule, values)


def _same(before: Item, item: Item) -> bool:
    return before.rule == item.rule in ("times", "fold")


# What follows a multiple that scales: "3 times the estimate", "11 times as high".
_SCALED = frozenset(
    "as the what its their his her our my your that those these last this more less fewer higher lower bigger smaller "
    "larger greater longer shorter faster slower cheaper costlier dearer heavier lighter stronger weaker "
    "better worse wider narrower deeper denser richer poorer older younger quicker hotter colder likelier taller "
    "farther further normal average usual usually capacity gdp earnings ebitda ebit sales revenue revenues book income "
    "incomes salary salaries base annual initial previous current today yesterday pre oversubscribed "
    "over-subscribed oversubscription over leverage net gross expected estimated forward trailing projected "
    "increase increases growth rise jump surge return returns gain gains profit profits cash "
    "india china china's".split()
)
_OCCASIONS = frozenset(
    "a an per every each daily weekly monthly yearly in since on at during when before after".split()
)
_COUNTED = frozenset("the these those all many several how most first last".split())
_STEP = frozenset("by up nearly almost about around roughly over than some least to approximately at".split())


def _times(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``13 times``, ``3–4 times``, ``2.5x``, where a quantity is scaled, and not occasions counted."""
    quantities = matcher.quantities
    start, stop = match.span("run")
    end = match.end()
    sign = view.word(end - 1)
    if sign != "times" and sign not in ("x", "X"):
        return []
    parts = read_run(quantities, view, start, stop)
    if not parts:
        return []
    if sign in ("x", "X") and (not view.joined(end - 1) or _is_size(view, end)):
        return []
    items = items_of_run(quantities, view, parts, end, "times", None)
    if _scales(matcher, view, items[0], end, sign):
        return items
    return []


def _is_size(view: View, end: int) -> bool:
    """Whether the sign of multiplication joins two sizes: ``1024x768``, ``4 x 4``."""
    return view.classes(QUANTITY)[end : end + 1] in ("9", "1") or (
        end < len(view) and view.joined(end) and view.word(end)[0].isalnum()
    )


def _scales(matcher: MultipleMatcher, view: View, first: Item, end: int, sign: str) -> bool:
    """Whether a number of times scales a quantity."""
    after = word_after(view, end)
    value = first.value if first.value is not None else first.low
    before = _word_before_modifier(matcher, view, first.start)
    if before in _COUNTED:
        return False
    if value is not None and value != value.to_integral_value():
        return after not in ("a", "per")
    if after in _OCCASIONS:
        return _is_change(matcher, view, first.start) and after not in ("a", "an", "per", "each", "every")
    if after in ("that", "this", "these", "those") and word_after(view, end + 1) in _CLAUSE:
        return False
    if after in ("last", "this") and word_after(view, end + 1) in ("week", "month", "year", "season"):
        return word_after(view, end + 2) in ("'s", "’s")
    if after in _SCALED:
        return True
    if after.endswith("er") and view.classes(LAYOUT)[end : end + 1] == "a" and after not in _ER:
        return True
    if after.endswith(("'s", "’s")) or word_after(view, end + 1) in ("'s", "’s"):
        return True
    if sign != "times":
        return True
    return _is_change(matcher, view, first.start)


_ER = frozenset(
    "winner after over under never ever together champion former per other another whether however member "
    "however number order player october september november december for leader super".split()
)
_CLAUSE = frozenset("he she they we i you it the a".split())


def _word_before_modifier(matcher: MultipleMatcher, view: View, start: int) -> str:
    modifier = matcher.quantities.modifiers.before(view, start)
    return word_before(view, modifier[1] if modifier else start)


def _is_change(matcher: MultipleMatcher, view: View, start: int) -> bool:
    """Whether a verb of change stands right before, modifiers and "by" passed over."""
    for _ in range(2):
        modifier = matcher.quantities.modifiers.before(view, start)
        if modifier:
            start = modifier[1]
        if word_before(view, start) in ("by", "an", "a", "to"):
            start -= 1
    word = word_before(view, start)
    return word in _GROWS


_GROWS = frozenset(
    "rise rises rose risen rising grow grows grew grown growing increase increases increased increasing jump jumps "
    "jumped jumping surge surges surged surging soar soars soared soaring climb climbs climbed multiply multiplied "
    "multiplies expand expands expanded expanding up swell swelled swollen fall falls fell fallen drop drops dropped "
    "decrease decreased shrink shrank shrunk decline declined cut reduced reduce raise raised boost boosted "
    "oversubscribed subscribed covered exceeded exceed exceeds outnumbered outnumber valued trading trades traded "
    "increasing multiplying ballooned skyrocketed leapt gained growth".split()
)


def _fold(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``100-fold``, ``tenfold``, ``two- to threefold``."""
    quantities = matcher.quantities
    end = match.end()
    if match.group("lone") or match.group("word"):
        word = view.word(end - 1).lower()
        value = quantities.values[word]
        items = [Item(end - 1, end, value, "fold")]
        if match.group("low"):
            parts = read_run(quantities, view, *match.span("low"))
            if parts and parts[-1].value < value:
                items = [Item(parts[-1].start, end, None, "fold", None, parts[-1].value, value)]
    else:
        parts = read_run(quantities, view, *match.span("run"))
        if not parts:
            return []
        items = items_of_run(quantities, view, parts, end, "fold", None)
    # "The reasons are twofold", "a two-fold strategy"
    if items[0].value == 2 and (
        word_before(view, items[0].start) in ("is", "are", "was", "were", "be") or word_after(view, end) in _TWO_PARTS
    ):
        return []
    return items


_TWO_PARTS = frozenset("strategy approach purpose aim reason reasons problem task mission answer goal plan".split())
_AUXILIARY = frozenset(
    "to will would could may might should can must shall not n't already than nearly almost roughly about only "
    "likely and or also soon even eventually is was are were be been at by just least practically "
    "effectively virtually far well did does do never which that".split()
)
_DETERMINER = frozenset(
    "the its their his her our my your that those what last this these in by from again every since over to "
    "within to during as until after before when on and or between".split()
)
_NO_DOUBLE = frozenset("check down as back up cross - room rooms over dealing park glaze dip bass faults".split())
_TENNIS = frozenset(
    "title titles match matches final finals semi semifinal semifinals quarterfinal partner partners team teams champion "
    "champions player players tennis event events specialist pair play pairing tournament crown gold medal "
    "medalist draw competition".split()
)
_TENNIS_BEFORE = frozenset("mixed men women ladies 's ’s ' ’ singles and s hit of two three four the".split())


def _word(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``doubled``, ``tripling``, ``twice``, ``to halve``: verbs and adverbs that scale a quantity."""
    at = match.start()
    word = view.word(at).lower()
    value = matcher.quantities.values[word]
    after, before = word_after(view, at + 1), word_before(view, at)
    if (after == "-" and view.joined(at + 1)) or (before == "-" and view.joined(at)):
        return []
    test = _TESTS.get(word[-1:] if word not in _TESTS else word, _plain)
    if word in ("twice", "thrice"):
        test = _twice
    elif word in ("doubles", "triples", "halves", "trebles", "quadruples"):
        test = _third_person
    elif word in ("double", "triple", "treble", "quadruple", "quintuple"):
        test = _base
    return [Item(at, at + 1, value, "word")] if test(matcher, view, at, before, after) else []


_TESTS: dict[str, Any] = {}


def _plain(matcher: MultipleMatcher, view: View, at: int, before: str, after: str) -> bool:
    """doubled, doubling, halved: any but "doubled down", "doubled as"."""
    return not (after in ("down", "as", "over", "back", "up") and view.word(at).lower().startswith("doubl"))


def _twice(matcher: MultipleMatcher, view: View, at: int, before: str, after: str) -> bool:
    modified = matcher.quantities.modifiers.before(view, at) is not None
    if before in ("or", "once", "think", "thinking", "thought"):
        return before == "or" and after in ("as", "the", "its", "what")
    if after in ("as", "the", "that", "what", "its", "their", "his", "her", "our", "those", "my", "normal", "average"):
        if after == "that":
            return word_after(view, at + 2) not in _CLAUSE
        return not (after in ("the", "his", "her", "their") and word_after(view, at + 2) in _PERIODS)
    if after in ("last", "this"):
        return word_after(view, at + 3) in ("'s", "’s")
    return modified and (not after or not after[0].isalpha())


_PERIODS = frozenset("week month year day season past last same next following".split())


def _third_person(matcher: MultipleMatcher, view: View, at: int, before: str, after: str) -> bool:
    if after in _TENNIS or before in _TENNIS_BEFORE or after in ("as", "down", "up", "over"):
        return False
    if view.word(at).lower() == "halves":
        return after in ("the", "its", "their", "his", "in", "to")
    return after in _DETERMINER or not after or not after[0].isalpha()


def _base(matcher: MultipleMatcher, view: View, at: int, before: str, after: str) -> bool:
    """double, triple: the verb, and "double the share"."""
    if after in _NO_DOUBLE:
        return False
    if after in ("the", "its", "their", "that", "what", "his", "her", "our", "those", "last", "this"):
        return before not in ("a", "the")
    if before in _AUXILIARY:
        return not after or not after[0].isalpha() or after in _DETERMINER or before in ("to", "will", "could", "would")
    return False


def _factor(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``a factor of 5``, ``a factor of about 3``, ``a factor of 10 to 20``."""
    quantities = matcher.quantities
    first = match.end()
    for at in range(first, min(first + 4, len(view))):
        if at == first or (quantities.modifiers.before(view, at) or ("", 0))[1] == first:
            low = _number_at(quantities, view, at)
            if low:
                break
    else:
        return []
    value, end = low
    if view.classes(QUANTITY)[end : end + 1] in ("r", "-"):
        high = _number_at(quantities, view, end + 1)
        if high and high[0] > value:
            return [Item(match.start(), high[1], None, "factor", None, value, high[0])]
    return [Item(match.start(), end, value, "factor")]


def _number_at(quantities: Quantities, view: View, start: int) -> tuple[Decimal, int] | None:
    """The longest number that begins at a token, and where it ends."""
    match = _NUMBER.match(view.classes(QUANTITY), start)
    if not match:
        return None
    for end in range(match.end(), start, -1):
        value = quantities.numbers.parse(view.words(start, end))
        if value:
            return value, end
    return None


_NUMBER = re.compile("[0-9f](?:[-&oa]{0,4}[0-9f]){0,6}")


def _han(matcher: MultipleMatcher, view: View, match: re.Match[str]) -> list[Item]:
    """``3倍``."""
    value = read_han(matcher.quantities, view, match.start(), match.end() - 1)
    return [Item(match.start(), match.end(), value, "han")] if value else []


RULES = (
    Rule(
        "times",
        _TIMES,
        _times,
        (
            "Trade surged nearly [13 times](factor=13 modifier=approx).",
            "Wages are [3–4 times](factor=null low=3 high=4) the pension.",
            "Sales grew [2.5x](factor=2.5).",
        ),
        ("They met 13 times.", "He read the Times three times a day.", "A 1024x768 screen."),
    ),
    Rule(
        "fold",
        _FOLD,
        _fold,
        ("It grew [100-fold](factor=100) and then [tenfold](factor=10).",),
        ("The reasons are twofold.",),
    ),
    Rule(
        "word",
        _WORD,
        _word,
        (
            "Trade had [doubled](factor=2) and was [twice](factor=2) that of 1958.",
            "It hopes to [treble](factor=3) that, or to [halve](factor=0.5) it.",
        ),
        ("A double room.", "He doubled down.", "They met twice.", "She won the mixed doubles title."),
    ),
    Rule("han", _HAN, _han, ("出口增长了[3倍](factor=3)。",)),
    Rule("factor", _FACTOR, _factor, ("It grew by a [factor of 5](factor=5).",)),
)
