"""Capitals that act for their states, told from capitals as places by the words around them.

The grammar is a list of regular expressions over the lexical classes of the words around a capital, the
capital itself being ``@``. Its classes come from ``[[word]]`` entries of the vocabulary with ``matcher =
"metonym"``; `CLASSES` names them. What no pattern takes for an actor is a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.matchers import Rule
from extract.vocabulary import Vocabulary

CLASSES = {
    # Later classes hold where a word is in two, but see _BOTH.
    "backed": "9",
    "mood": "3",
    "adverb": "e",
    "verb_of_places": "_",
    "verb": "v",  # a finite form: says, refused; "z" the base form, "2" the one in -ing
    "verb_or_noun": "m",  # plans, calls; "<" the base form, the past form is a "v"
    "verb_of_states": "4",  # urged; "6" the base form, "5" the one in -ing
    "verb_of_giving": "&",
    "verb_of_saying": "7",
    "transport": "8",
    "place_noun": "p",
    "relation": "h",
    "ally": "H",
    "state_of_mind": "Q",
    "fate_of_a_place": "!",
    "sum": "q",
    "pro": "0",
    "modal": "x",
    "have": "l",
    "be": "j",
    "conjunction": "k",
    "which": "?",
    "determiner": "d",
    "pronoun": "*",
    "against": "g",
    "toward": "u",
    "place_preposition": "i",
    "between": "b",
    "with": "w",
    "by": "y",
    "to": "t",
    "from": "f",
    "of": "o",
    "on": "n",
    "for": "r",
    "and": "a",
}
POSSESSIVE, HYPHEN, PAUSE, PAST, IN_S = "s", "-", "c", "1", "^"

_BOTH = {
    **dict.fromkeys(("v!", "4!"), "$"),  # "held": what a state did, and what befell a summit
    **dict.fromkeys(("vh", "4h"), "%"),  # "sold": a finite verb that takes "to"
    **dict.fromkeys(("zh", "6h", "<h"), "+"),
    "hQ": "h",
    **dict.fromkeys(("&h", "&!", "&8"), "&"),
    **dict.fromkeys(("v8", "4p", "vp", "48", "_8"), "="),  # "left": a finite verb of motion
    "3h": "~",  # "wary": a mood, and takes "of"
}
"""The classes of words in two."""

_SIGNS = {
    **dict.fromkeys(("'s", "’s", "'S", "’S"), POSSESSIVE),
    **dict.fromkeys("-‐‑‒–−/", HYPHEN),
    **dict.fromkeys((*",;:()[]{}—―|\"“”'‘’«»?!.…", "...", "--", "''", "``"), PAUSE),
    "\n": "\n",
}
_FORMS = {
    "verb_of_places": ("_", "_", "2"),
    "verb": ("z", "v", "2"),
    "verb_or_noun": ("<", "v", "2"),
    "verb_of_states": ("6", "4", "5"),
    "verb_of_giving": ("&", "&", "&"),
}

LEFT, RIGHT = 8, 16
"""How many tokens before and after a capital its grammar may look at."""


class Context:
    """The classes of the words around a capital."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words: dict[str, str] = dict(_SIGNS)
        for name, cls in CLASSES.items():
            for word in vocabulary.words("metonym", name):
                for form, letter in _forms(word, name, cls):
                    self._words[form] = _BOTH.get(self._words.get(form, "") + letter, letter)

    def words(self) -> Iterable[str]:
        """The words of the vocabulary."""
        return self._words

    def classify(self, word: str) -> str:
        """The class of a word around a capital, or "." for none."""
        found = self._words.get(word)
        if found is not None:
            return found
        found = self._words.get(word.lower())
        return by_ending(word) if found is None else found


def by_ending(word: str) -> str:
    """The class of a word that the vocabulary does not have, by its ending."""
    if len(word) > 4 and word.isalpha():
        last = word[-1]
        if last in "yY" and word[-2:].lower() == "ly":
            return CLASSES["adverb"]
        if last == "g" and word.endswith("ing") and word.islower():
            return "2"
        if last == "d" and word.endswith("ed") and word.islower():
            return PAST
        if last == "s" and not word.endswith(("ss", "us", "is")) and word.islower():
            return IN_S
    return "."


def _forms(word: str, name: str, cls: str) -> Iterator[tuple[str, str]]:
    """A word with its class; a verb in all its forms, each with the class of the form."""
    if name == "verb_of_saying":
        base, *past = word.split("/")
        yield from ((form, cls) for form in (_third(base), *(past or [_past(base)])))
        return
    if name not in _FORMS:
        yield word, cls
        return
    base_class, finite, participle = _FORMS[name]
    base, *past = word.split("/")
    yield _gerund(base), participle
    yield base, base_class
    for form in past or [_past(base)]:
        yield form, finite
    yield _third(base), cls


_DOUBLING = frozenset({"admit", "ban", "bar", "bet", "brag", "commit", "compel", "court", "deter", "drag", "drop",
                       "expel", "hit", "lag", "let", "log", "opt", "permit", "pin", "plan", "prod", "put", "ram",
                       "scrap", "ship", "slap", "snub", "spur", "step", "stop", "strip", "submit", "tap", "bid",
                       "control", "cut", "get", "run", "set", "sit", "swim", "win", "begin", "refer", "defer",
                       "plot"} - {"court"})  # fmt: skip
_SAME = frozenset({"put", "set", "cut", "let", "bet", "cost", "bid", "hit", "burst", "spread", "split"})


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(base: str) -> str:
    if base in _SAME:
        return base
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLING else "") + "ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return base[:-1] + "ing"
    return base + (base[-1] if base in _DOUBLING else "") + "ing"


_FREE = r"(?<![itfowbyngrud\-0s])"  # neither in a prepositional phrase nor before a noun
_GAP = r"[^itfowbyngruk8c\n@]"  # inside a noun phrase
_FINITE = r"(?:[v47x1$%=&]|l(?![^c\nrtfi]{0,6}p)|je*(?:[t325v471%~&]|ih|i[d.]?Q))"
_BASE = "[z<6+&]"
_RELATION = "[hH%+~&]"
_ROAD = "[8p=]"
_NO_NOUN = r"(?![.p8^\-])"  # "Beijing officials", "Moscow-based" are places


def _rule(name: str, pattern: str, *examples: str, no: tuple[str, ...] = ()) -> Rule:
    return Rule(name, pattern, lambda: None, examples, no)


RULES = (
    _rule(
        "metonym_possessive",
        r"@s(?![^ck?vjxl\n]{0,3}p)",
        "[Beijing](alpha_2=CN mention=metonym)'s trade with [Kyrgyzstan](alpha_2=KG) grew.",
        "[Harare](alpha_2=ZW mention=metonym)'s Look East policy is at work.",
        no=("Moscow's metro is deep.", "Tashkent's main airport closed."),
    ),
    _rule(
        "metonym_subject",
        rf"{_FREE}@e*{_FINITE}|{_FREE}@e*![d*](?![^ck\n]{{0,3}}p)"
        rf"|{_FREE}@ce+c{_FINITE}"
        rf"|{_FREE}@c\?e*{_FINITE}"
        rf"|{_FREE}@c[rkez].{{1,3}}c{_FINITE}|{_FREE}@c[^cCN\n][^cp8=\n]{{1,6}}c{_FINITE}"
        rf"|{_FREE}@e*m[tdknre*]"
        rf"|{_FREE}@e*\^[dtkwgune*]"
        rf"|{_FREE}@t[z<6+&_]|c@m(?=[c\n]|$)|e@k[CNBF].?{_FINITE}"
        rf"|[xl]@e*(?:{_BASE}|[v47$%1m])|[xl]@(?=[ca\n]|$)|j@[3~]|j@k|[ke]j@(?=[c\n]|$)"
        rf"|{_FREE}@c\?[^c\n]{{1,6}}ca[CNBF]|[ca]@g(?=[c\n]|$)"
        rf"|{_FREE}@j(?:e*d[^ck\n]?|[CNB]s[^ck\n]?)H|{_FREE}@e*[v4m^=]C(?![s.p8^\-])"
        rf"|{_FREE}@cw[^cp8=\n]{{2,9}}c[v47^]|{_FREE}@ck[^cp8=\n]{{3,13}}c[v47]",
        "[Moscow](alpha_2=RU mention=metonym) said no.",
        "If [Ankara](alpha_2=TR mention=metonym) now wants out, it should say so.",
        "[Astana](alpha_2=KZ mention=metonym), meanwhile, logged less.",
        "[Beijing](alpha_2=CN mention=metonym) plans to wait.",
        "[Dushanbe](alpha_2=TJ mention=metonym) was told in April.",
        "[Nicosia](alpha_2=CY mention=metonym) left its bailout on Monday.",
        "Nor does [Moscow](alpha_2=RU mention=metonym) agree.",
        "[Warsaw](alpha_2=PL mention=metonym) is in a hurry; [Tehran](alpha_2=IR mention=metonym) is an old ally.",
        no=("Officials in Moscow said no.", "Nairobi is the biggest city.", "Astana was renamed."),
    ),
    _rule(
        "metonym_subjects",
        rf"{_FREE}@a{_GAP}{{1,4}}(?:s|{_BASE}|{_FINITE})"
        rf"|{_FREE}@(?:c[CNF.][NF.]?){{1,3}}c?a{_GAP}{{1,2}}(?:{_BASE}|{_FINITE})|[CNB.]a@e*{_BASE}|ca@d"
        rf"|^(?!.*{_ROAD})(?:.*c)@(?:a[CNBF])?[NF.]?b\*|^(?!.*{_ROAD})(?:.*c)[CNBF]a@b\*"
        rf"|{_FREE}@ad.?[hH]|@c[CNB]e*t?{_BASE}|[CNB]c@e*{_BASE}",
        "[Moscow](alpha_2=RU mention=metonym) and its allies would like that.",
        "[Santo Domingo](alpha_2=DO mention=metonym) and [Quito](alpha_2=EC mention=metonym) pick up the thread.",
        "It owes more to its creditors, [Beijing](alpha_2=CN mention=metonym) and "
        "[Tokyo](alpha_2=JP mention=metonym) among them.",
        "[Washington](alpha_2=US mention=metonym), [Mexico City](alpha_2=MX mention=metonym) and "
        "[Ottawa](alpha_2=CA mention=metonym) had saved the pact.",
        no=("He visited Moscow and its suburbs.", "It flies to many cities, Beijing and Tokyo among them."),
    ),
    _rule(
        "metonym_agent",
        r"y@(?=[ckaeitfownrgusdvxjl?\n]|$)",
        "The sum was set aside by [Santo Domingo](alpha_2=DO mention=metonym) last year.",
    ),
    _rule(
        "metonym_with",
        rf"^(?!.*{_ROAD}(?![hH%+~])[^c\n]{{0,5}}w@).*w@{_NO_NOUN}",
        "It quarrels with [Moscow](alpha_2=RU mention=metonym) over the price.",
        no=("The line will link Almaty with Tashkent.",),
    ),
    _rule(
        "metonym_between",
        rf"^(?!.*{_ROAD}[^c\n]{{0,4}}b).*b"
        rf"(?:(?:[CNBF].?c)*@(?:c[CNBF].?)*c?a[CNBF](?!.?[8p])|[CNBF][CNBFc.]{{0,6}}a@{_NO_NOUN})",
        "Talks between [Moscow](alpha_2=RU mention=metonym) and [Kyiv](alpha_2=UA mention=metonym) failed.",
        "A row between [China](alpha_2=CN) and [Canberra](alpha_2=AU mention=metonym) ended.",
        no=("The flight between Moscow and Baku was late.",),
    ),
    _rule(
        "metonym_relation",
        rf"{_RELATION}(?:[^ck?\n8p=]{{0,3}}|c)[tonfru]@{_NO_NOUN}|q(?:[^ck8]{{0,2}}|c)[ftr]@{_NO_NOUN}|[h%]@t|@H"
        rf"|H@{_NO_NOUN}|H[CNBF]a@{_NO_NOUN}|Hc@a[CNBF]c|Hc[CNBF]a@c",
        "Aid from [Washington](alpha_2=US mention=metonym) came late.",
        "What ties [Abu Dhabi](alpha_2=AE mention=metonym) to [Moscow](alpha_2=RU mention=metonym) is oil.",
        "Talks of the rivals [Islamabad](alpha_2=PK mention=metonym) and "
        "[New Delhi](alpha_2=IN mention=metonym) stalled.",
        no=("The road to Moscow is long.", "The mayor of London quit."),
    ),
    _rule(
        "metonym_against",
        rf"(?<![8p])g@{_NO_NOUN}",
        "Sanctions against [Tehran](alpha_2=IR mention=metonym) remain.",
        no=("It flies to cities including Beijing.",),
    ),
    _rule(
        "metonym_for",
        r"(?:^c?|\n|[ck]a?)r@[cd*]|^c?r@[^.p8\-\n]|^c?t@c",
        "For [Moscow](alpha_2=RU mention=metonym) it is a lifeline; "
        "for [Beijing](alpha_2=CN mention=metonym) it is a pawn.",
        no=("She left for Moscow.",),
    ),
    _rule(
        "metonym_object",
        rf"[456%+]e*@{_NO_NOUN}|[v2z]@[d*]|[v2z=<m]@3|&@(?!-)|(?<![itfowbyngrud\-0s])Ce*[vm^=]@(?![s.p8^\-])",
        "[Cairo](alpha_2=EG mention=metonym) courts [Asmara](alpha_2=ER mention=metonym).",
        "The [U.S.](alpha_2=US mention=abbreviation) urged [Beijing](alpha_2=CN mention=metonym) to wait.",
        "Grants keep [Nuuk](alpha_2=GL mention=metonym) afloat.",
        no=("He visited Beijing.",),
    ),
    _rule(
        "metonym_inverted",
        r"7@(?=[ckn\n]|$)",
        "“No deal,” said [Nairobi](alpha_2=KE mention=metonym).",
    ),
    _rule(
        "metonym_joined",
        r"@-[94v$%]|0-@|[CNBA]-@[^\n]?[h%]|@-[CNBAF].{0,2}[h%]",
        "A [Moscow](alpha_2=RU mention=metonym)-backed militia met "
        "an anti-[Beijing](alpha_2=CN mention=metonym) party.",
        "[Moscow](alpha_2=RU mention=metonym)-[Beijing](alpha_2=CN mention=metonym) ties are close.",
        no=("A Moscow-based firm runs the Dushanbe–Chanak highway.",),
    ),
)

_PATTERN = re.compile("|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(RULES)))
_NAMES = tuple(rule.name for rule in RULES)


def acts(classes: str, start: int, end: int, first: int, last: int, *, possessive: bool) -> str | None:
    """The name of the rule by which a capital acts for its state, or None where it is a place.

    ``classes`` are those of the document; the capital is its tokens ``start`` to ``end``, the sentence
    ``first`` to ``last``. ``possessive`` says that a lone apostrophe follows that marks the possessive.
    """
    left = classes[max(first, start - LEFT) : start]
    right = classes[end : min(last, end + RIGHT)]
    if possessive:
        right = POSSESSIVE + right[1:]
    match = _PATTERN.search(f"{left}@{right}")
    return _NAMES[int(match.lastgroup[1:])] if match and match.lastgroup else None
