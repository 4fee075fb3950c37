"""Mentions of countries: names, adjectives, abbreviations, prefixes and capitals that act for their states.

Candidates are the words and phrases that `extract.countries` knows, found by their lexical classes. What else
a candidate may be, `extract.matchers.country_context` tells; when a capital acts for its state,
`extract.matchers.metonyms`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from extract.countries import (
    ABBREVIATION,
    ADJECTIVE,
    CAPITAL,
    METONYM,
    NAME,
    PREFIX,
    UNSURE,
    Hit,
    countries_of,
)
from extract.matchers import Rule, metonyms, metonyms_han
from extract.matchers.country_context import DASHES, Surroundings, Words
from extract.matchers.country_doubts import objection
from extract.view import Match, View
from extract.vocabulary import Vocabulary

_PLACE = "a place"
_PREPOSITIONS = frozenset("itfownrgub")
"""Classes of prepositions: see `extract.matchers.metonyms.CLASSES`."""

_RULE_OF = {
    NAME: "country_name",
    ADJECTIVE: "country_adjective",
    ABBREVIATION: "country_abbreviation",
    PREFIX: "country_prefix",
    METONYM: "seat_of_government",
}


class CountryMatcher:
    """Finds mentions of countries."""

    kind = "country"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.countries = countries_of(vocabulary)
        self.rules: tuple[Rule, ...] = (*_RULES, *metonyms.RULES)
        self._context = metonyms.Context(vocabulary)
        self._words = Words(vocabulary)

    def words(self) -> Iterable[str]:
        """The words that have a class for more than their ending."""
        return itertools.chain(self.countries.known_words(), self._context.words())

    def by_ending(self, word: str) -> str:
        """The class of a word that is none of `words`."""
        return metonyms.by_ending(word)

    def classify(self, word: str) -> str:
        """The class of a word: of a country's own words, or of the words around a capital."""
        return self.countries.classify(word) or self._context.classify(word)

    def match(self, view: View) -> Iterator[Match]:
        """The mentions of countries in a document."""
        hits = list(self.countries.hits(view))
        if not hits:
            return
        around = Surroundings(view, hits, self._words)
        judged = [self._judge(view, around, number) for number in range(len(hits))]
        self._coordinate(around, judged)
        for hit, (rule, reason) in zip(hits, judged, strict=True):
            start, end = view.starts[hit.start], view.ends[hit.end - 1]
            if view.notes is not None:
                pieces = () if reason else (("country", view.text[start:end]),)
                view.note(self.kind, start, end, rule, pieces, reason)
            if reason:
                continue
            code, cls = hit.sense.code, hit.sense.cls
            if cls == UNSURE:
                cls = ABBREVIATION if view.word(hit.start).isupper() else NAME
            code = _which(around, hit, code)
            yield Match(self.kind, start, end, rule, self.countries.values(code, cls))

    def _coordinate(self, around: Surroundings, judged: list[tuple[str, str]]) -> None:
        """Let capitals that "and" joins be places together or states together."""
        hits = around.hits
        for number in range(1, len(hits)):
            before, hit = hits[number - 1], hits[number]
            if (
                hit.sense.cls == CAPITAL
                and judged[number][1] == _PLACE
                and _pays(around, hit, before, judged[number - 1])
            ):
                judged[number] = ("metonym_subject", "")
                continue
            if before.sense.cls != CAPITAL or hit.sense.cls != CAPITAL or hit.start - before.end != 1:
                continue
            if judged[number][1] == _PLACE and judged[number - 1][0] in _OBJECTS and not judged[number - 1][1]:
                if _lists_on(around, hit, around.word(before.end)):
                    judged[number] = judged[number - 1]
                continue
            if around.word(before.end) not in ("and", "or", "&"):
                continue
            (first, first_reason), (second, second_reason) = judged[number - 1], judged[number]
            if around.classes[before.start - 1 : before.start] in _PREPOSITIONS:
                if second == "metonym_subject" or second_reason == _PLACE:
                    judged[number] = judged[number - 1]
            elif first_reason == _PLACE and not second_reason and second == "metonym_subject":
                judged[number - 1] = (second, "")
            elif second_reason == _PLACE and not first_reason and first == "metonym_subjects":
                judged[number] = (first, "")

    def _judge(self, view: View, around: Surroundings, number: int) -> tuple[str, str]:
        """The rule by which a hit is a mention, and why it is none ("" where it is one)."""
        hit = around.hits[number]
        cls = hit.sense.cls
        reason = objection(around, hit)
        if cls == CAPITAL:
            rule = None if reason else self._acts(view, around, hit)
            return rule or "capital", reason or ("" if rule else _PLACE)
        if reason:
            return _RULE_OF.get(cls, "country_unsure"), reason
        if cls == PREFIX and not _joined(around, hit):
            return "country_prefix", "not joined to a word"
        if cls == METONYM and _is_place(around, hit):
            return "seat_of_government", _PLACE
        if cls == UNSURE and not _is_sure(around, hit):
            return "country_unsure", "the document does not name the country otherwise"
        return _RULE_OF.get(cls, "country_unsure"), ""

    def _acts(self, view: View, around: Surroundings, hit: Hit) -> str | None:
        """The rule by which a capital acts for its state."""
        i, j = hit.start, hit.end
        if around.word(i) >= _HAN:
            return "metonym_han" if metonyms_han.acts(view.text, view.starts[i], view.ends[j - 1]) else None
        first, last = view.sentence(i)
        before = around.word(i - 1) if i > first else ""
        if _names(before, around, i) and before not in _CALENDAR:
            return None
        after = around.word(j)
        if after == "," and around.names_at(j + 1, hit.sense.code):
            return None  # "Bangkok, Thailand"
        if _heads_line(around, i, j) or (before == "with" and around.word(i - 2) in ("one", "ones")):
            return None
        states = self._words.us_state
        if (after == "and" and around.word(j + 1) in states) or (before == "and" and around.word(i - 2) in states):
            return None  # "Washington and Oregon"
        possessive = after in ("'", "’") and around.word(j - 1).endswith("s") and around.joined(j)
        if possessive and (j + 1 >= last or around.word(j + 1)[0] in ".,;:"):
            possessive = False
        rule = metonyms.acts(around.classes, i, j, first, last, possessive=possessive)
        if rule == "metonym_possessive" and around.classes[i - 1 : i] == "i" and around.word(j + 1)[:1].isupper():
            return None
        if rule and after == "May" and around.word(j + 1)[:1].isdigit():
            return None
        return rule


def _names(before: str, around: Surroundings, i: int) -> bool:
    """Whether the word before token ``i`` makes it part of a longer name: "Real Madrid"."""
    return before[:1].isupper() and before.isalpha() and around.classes[i - 1] == "." and not around.titled(i)


_OBJECTS = frozenset({"metonym_with", "metonym_relation", "metonym_against", "metonym_agent", "metonym_object"})


def _lists_on(around: Surroundings, hit: Hit, joint: str) -> bool:
    """Whether a capital goes on a list of states: "ties with Moscow, `Minsk` and `Beijing`"."""
    after = around.word(hit.end)
    if joint == ",":
        return after in (",", "and", "or") and around.by_start.get(hit.end + 1) is not None
    ends = around.classes[hit.end : hit.end + 1]
    return joint in ("and", "or", "nor") and ends not in (".", "p", "8", "=", "^", "-", "s", "2")


def _pays(around: Surroundings, hit: Hit, before: Hit, judged: tuple[str, str]) -> bool:
    """Whether a capital is a subject whose verb was said of another: "Tashkent pays $5 and `Astana` $2"."""
    if (
        around.word(hit.start - 1) not in ("and", ",", ";", "while")
        or before.start < around.view.sentence(hit.start)[0]
    ):
        return False
    after = around.word(hit.end)
    if not after or not (after[0].isdigit() or after[0] in "$€£¥₹" or after in _SOME):
        return False
    rule, reason = judged
    return not reason and (rule == "metonym_subject" or (before.sense.cls == NAME and _pays_sum(around, before)))


_SOME = frozenset("a an another one two three four five six seven eight nine ten dozens hundreds thousands".split())
"""What a gift begins with: "Portugal sends 60 soldiers and Washington a dozen"."""


def _pays_sum(around: Surroundings, hit: Hit) -> bool:
    """Whether a verb and a number follow a country's name: "Japan offered $1.5m"."""
    after = [around.word(k) for k in (hit.end + 1, hit.end + 2)]
    return around.classes[hit.end : hit.end + 1] in ("v", "1", "4", "_", "&", "m", "=", "$", "%", "^") and any(
        word and (word[0].isdigit() or word[0] in "$€£¥₹" or word in _SOME) for word in after
    )


def _heads_line(around: Surroundings, i: int, j: int) -> bool:
    """Whether a capital is the dateline of what follows: "MOSCOW — Russia and Iran want …"."""
    if i > 0 and around.classes[i - 1] != "\n":
        return False
    if around.word(j) == ":" and around.word(i).isupper():
        return True
    if around.word(j) not in ("—", "–", "--", "-", "―") or around.joined(j) or around.joined(j + 1):
        return False
    return around.word(i).isupper() or around.word(j + 1)[:1].isupper()


_HAN = "\u3400"

_CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday".split()
)
_SEAT_PLACES = frozenset("in at inside outside near around visit visited visiting enter entered leave left".split())
_GOING = frozenset(
    "invited return returned returning trip visit welcome welcomed came come went bid race run path".split()
)
_DISTANCES = frozenset("block blocks mile miles metres meters yards km kilometres kilometers steps street away".split())
_PARTS = frozenset("wall walls tower towers palace grounds lawn garden rose complex gates".split())


def _joined(around: Surroundings, hit: Hit) -> bool:
    """Whether a prefix is joined by a hyphen to a word."""
    end = hit.end
    return around.word(end) in DASHES and around.joined(end) and around.joined(end + 1)


def _is_place(around: Surroundings, hit: Hit) -> bool:
    """Whether a seat of government is meant as a building."""
    if around.word(hit.start) >= _HAN:
        view = around.view
        return metonyms_han.is_place(view.text, view.starts[hit.start], view.ends[hit.end - 1])
    if around.word(hit.end).lower() in _PARTS:
        return True
    i = hit.start - 1
    if around.word(i).lower() == "the":
        i -= 1
    before = around.word(i).lower()
    if before == "to":
        return any(around.word(k).lower() in _GOING for k in (i - 1, i - 2))
    if before == "from" and around.word(i - 1).lower() in _DISTANCES:
        return True
    return before in _SEAT_PLACES


def _is_sure(around: Surroundings, hit: Hit) -> bool:
    """Whether the document names the country of an unsure word otherwise, too."""
    if hit.sense.code not in around.mentioned:
        return False
    word = around.word(hit.start)
    if word == "Emirates":
        after = around.word(hit.end)
        if after[:1].isupper() or after.startswith(("airline", "carrier", "flight", "plane")):
            return False
        return around.word(hit.start - 1).lower() == "the"
    return True


def _which(around: Surroundings, hit: Hit, code: str) -> str:
    """The country that a word means of which there are two: Congo, Korea, Dominicans, the Virgin Islands."""
    mentioned = around.mentioned
    word = around.word(hit.start)
    if code == "CD" and word in ("Congo", "Congolese", "CONGO"):
        if "CD" in around.capitals or "CD" in around.surely_named:
            return code
        return "CG" if "CG" in mentioned or "CG" in around.capitals else code
    if code == "KR" and word in ("Korean", "Korea", "KOREA"):
        return "KP" if _of_the_north(around, hit) else code
    if code == "DO" and word.startswith("Dominican") and hit.end - hit.start == 1:
        return "DM" if "DM" in mentioned and "DO" not in around.surely_named else code
    if code == "VI" and word == "Virgin":
        alone = not around.is_said_otherwise("VI", "Virgin")
        return "VG" if "VG" in mentioned and "US" not in mentioned and alone else code
    return code


def _of_the_north(around: Surroundings, hit: Hit) -> bool:
    """Whether an institution of North Korea is meant."""
    after = [around.word(k) for k in range(hit.end, hit.end + 3)]
    if after[:2] in (["Central", "News"], ["People", "'s"], ["People", "’s"]) or after == ["People", "'s", "Army"]:
        return True
    before = [around.word(k) for k in range(hit.start - 4, hit.start)]
    return before[-2:] == ["Party", "of"] and before[0] in ("Workers", "'", "’")


_RULES = (
    Rule(
        "country_name",
        "N",
        lambda: None,
        (
            "trade between [China](alpha_2=CN mention=name) and [South Korea](alpha_2=KR mention=name)",
            "the [People's Republic of China](alpha_2=CN) and the [Republic of Korea](alpha_2=KR)",
            "[China](alpha_2=CN)-[Kazakhstan](alpha_2=KZ) Logistics Base",
            "the Bank of [China](alpha_2=CN) and [Jordan](alpha_2=JO) Times",
        ),
        ("Michael Jordan drove to Georgia Tech in Atlanta.", "Write to info@china.org.cn or see www.iran.ir/Iran."),
    ),
    Rule(
        "country_adjective",
        "A",
        lambda: None,
        (
            "the [Kazakh](alpha_2=KZ mention=adjective) minister and the [Chinese](alpha_2=CN mention=adjective)",
            "[North Koreans](alpha_2=KP mention=adjective) and a [Frenchman](alpha_2=FR mention=adjective)",
        ),
        ("He speaks Chinese.", "It cost 40 Kazakh tenge.", "South American growth slowed."),
    ),
    Rule(
        "country_abbreviation",
        "B",
        lambda: None,
        ("the [U.S.](alpha_2=US mention=abbreviation) and the [UAE](alpha_2=AE mention=abbreviation)",),
        ("It cost 300 US dollars.", "CALL US NOW."),
    ),
    Rule(
        "country_prefix",
        "P",
        lambda: None,
        (
            "[Sino](alpha_2=CN mention=prefix)-Central Asian ties and a "
            "[Franco](alpha_2=FR mention=prefix)-[German](alpha_2=DE mention=adjective) plan",
        ),
        ("General Franco died.", "The Indo-Pacific is wide."),
    ),
    Rule(
        "seat_of_government",
        "M",
        lambda: None,
        (
            "The [Kremlin](alpha_2=RU mention=metonym) said no, and so did the "
            "[White House](alpha_2=US mention=metonym).",
        ),
        ("They met at the White House.", "It is a hotel four blocks from the White House."),
    ),
    Rule(
        "metonym_han",
        "C",
        lambda: None,
        (
            "[北京](alpha_2=CN mention=metonym)随即表示反对，与[莫斯科](alpha_2=RU mention=metonym)的关系转冷。",
            "[華府](alpha_2=US mention=metonym)昨天與[台北](alpha_2=TW mention=metonym)簽署協定。",
        ),
        ("会议在北京举行，他随后抵达莫斯科。", "台北市政府表示，北京冬奥会支持者很多。"),
    ),
    Rule(
        "country_unsure",
        "U",
        lambda: None,
        ("[Hong Kong](alpha_2=HK) rallied; [HK](alpha_2=HK mention=abbreviation) shares rose.",),
        ("HK is a model number.",),
    ),
)
