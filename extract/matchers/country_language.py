"""Adjectives of countries that mean languages: "speaks Chinese", "in Russian", "the Uzbek language"."""

from __future__ import annotations

from collections.abc import Container

from extract.countries import ADJECTIVE, Hit
from extract.matchers.country_context import DASHES, JOINERS, Surroundings

_FUNCTION = frozenset("ckae?tfownrgusidjxlby\n")
"""Classes of words after which a noun has not begun: see `extract.matchers.metonyms.CLASSES`."""

_OF_COUNTRIES_TOO = frozenset({"version", "edition", "text", "characters", "script"})
"""Nouns that tell of a language after a hyphen, and after a blank may not: "the Chinese version"."""

_ENGLISH_LESSON = frozenset(
    "teacher teachers class classes literature proficiency word words fluency course courses exam exams medium "
    "skills title".split()
)
_BEFORE = frozenset(
    "some little fluent broken basic passable rudimentary conversational perfect flawless accented good excellent "
    "plain proper".split()
)
_AGES = frozenset({"ancient", "modern", "classical", "medieval", "colloquial", "standard"})
_QUANTITIES = frozenset("no any only both enough zero more less mostly mainly bad decent".split())
_WORDS = frozenset({"word", "words", "term", "name", "phrase"})
_LEXICAL = frozenset("word words verb noun adjective phrase spelling suffix".split())
_POSSESSIVES = frozenset({"its", "their", "his", "her", "my", "our", "whose"})
_SKILL = frozenset(
    "speaker speakers knowledge command mastery grasp smattering fluency teacher teachers dialect dialects".split()
)
"""What stands before "of" and a language."""

_ORIGIN = frozenset("derived derives derive deriving borrowed loanword word words term etymology".split())
_KEYS = frozenset({"lang", "language", "languages", "locale"})
_BE = frozenset({"is", "was", "remains", "became", "are", "were", "has", "have"})
_VARIETIES = frozenset(
    "Brazilian European Simplified Traditional Mandarin Canadian American British Swiss Standard Modern Ancient "
    "Classical Old Middle Medieval".split()
)
_WEAK_VERBS = frozenset(
    "read reads reading write writes writing wrote learn learns learned learnt learning understand "
    "understands understood translate translated translating teach teaches taught teaching studying "
    "studied study studies".split()
)
"""Verbs that take languages and other things: "learn Chinese", "teach Chinese children"."""

_INTRODUCING = frozenset({":", "(", "are", "is", "as", "including", "include", ",", "like"})
_QUOTES = frozenset("“\"‘'«")
_QUOTES_OF_CODE = frozenset("'\"`=:")
_MARKS = "'\"`:=<>[]{}()"
_TONGUES = frozenset({"language", "languages", "tongue", "tongues"})
_PLURAL = frozenset({"are", "were", "have"})
_OF_SPEECH = frozenset("language languages lingua tongue understood taught official speakers dialects".split())


def is_language(around: Surroundings, hit: Hit) -> bool:
    """Whether an adjective means a language."""
    i = hit.start
    word = around.word(i)
    language = around.words.language
    if word not in language or hit.end - i > 1:
        return False
    end = _chain(around, hit)
    after = around.word(end)
    small = after.lower()
    if after in DASHES:
        small = around.word(end + 1).lower()
        return small in around.words.language_noun or small in ("speaking", "medium")
    if small in around.words.language_noun and small not in _OF_COUNTRIES_TOO:
        return True
    before = around.word(i - 1).lower()
    if small in _WORDS and around.word(end + 1) == "for":
        return True
    if small in _LEXICAL or (small in ("name", "names", "title", "titles") and before in _POSSESSIVES):
        return True
    if after == ":" and before in ("(", ";") and not around.word(end + 1).isdigit():
        return True  # "(Greek: Αχιλλεύς"
    if before == "the" and around.word(i - 2) == "from" and _near(around, i, _ORIGIN):
        return not (after.isascii() and after.isalpha()) or around.classes[end] in _FUNCTION
    ends = not after or small in ("etc", "etc.") or around.classes[end] in _FUNCTION or not after[0].isalnum()
    if not ends:
        return (before in around.words.language_verb and before not in _WEAK_VERBS) or (
            word == "English" and small in _ENGLISH_LESSON
        )
    return (
        before in around.words.language_verb
        or (before in ("in", "into", "via") and small not in ("'s", "’s"))
        or before in _BEFORE
        or (before in _AGES and small not in JOINERS and end == hit.end)
        or (before in _QUANTITIES and around.word(i - 2).lower() in around.words.language_verb)
        or (before == "from" and _near(around, i, ("translated", "translation")))
        or (small == "for" and around.word(end + 1)[:1] in _QUOTES)
        or any(around.word(k) == "spoken" for k in range(end, end + 6))
        or (before == "of" and around.word(i - 2).lower() in _SKILL)
        or (before in _QUOTES_OF_CODE and any(around.word(k).lower().strip(_MARKS) in _KEYS for k in range(i - 6, i)))
        or (small == "with" and any(around.word(k) == "speakers" for k in range(end, end + 4)))
        or (
            small in _BE
            and before != "the"
            and (small not in _PLURAL or end > hit.end or before in JOINERS)
            and _is_subject(around, end)
        )
        or (small in _BE - _PLURAL and end == hit.end and _begins(around, i) and _is_described(around, end))
        or (before in JOINERS and _after_language(around, i))
        or _listed(around, i, before)
    )


def _is_subject(around: Surroundings, end: int) -> bool:
    """Whether what is said of adjectives before a verb at token ``end`` is said of languages."""
    following = range(end + 1, end + 9)
    return any(around.word(k).lower() in _OF_SPEECH for k in following)


def _begins(around: Surroundings, i: int) -> bool:
    """Whether a sentence begins at token ``i``."""
    return around.view.sentence(i)[0] == i or around.classes[i - 1 : i] == "\n"


def _is_described(around: Surroundings, end: int) -> bool:
    """Whether it is said how common a language is: "English is rare", "Russian is widely understood"."""
    at = end + 1
    while around.classes[at : at + 1] == "e" or around.word(at) in ("very", "more", "still", "not", "quite", "also"):
        at += 1
    return around.word(at) in _COMMON


_COMMON = frozenset(
    "rare common widespread scarce useful essential enough spoken understood taught used compulsory optional limited "
    "patchy helpful handy dominant".split()
)


def _chain(around: Surroundings, hit: Hit) -> int:
    """The token after a list of adjectives: "Russian, Kazakh and English"."""
    end = hit.end
    for _ in range(8):
        at = end
        while around.word(at) in JOINERS and at < end + 2:
            at += 1
        if at == end:
            return end
        if around.word(at) in _VARIETIES and around.word(at + 1) in around.words.language:
            at += 1
        elif around.word(at) not in around.words.other_language and (
            at not in around.by_start or around.word(at) not in around.words.language
        ):
            return end
        end = at + 1
    return end


def _near(around: Surroundings, i: int, wanted: Container[str]) -> bool:
    return any(around.word(k).lower() in wanted for k in range(i - 6, i))


def _after_language(around: Surroundings, i: int, depth: int = 8) -> bool:
    """Whether the adjective before a comma or "and" is one of a language."""
    at = i - 1
    while at > i - 3 and around.word(at) in JOINERS:
        at -= 1
    number = around.by_start.get(at)
    if around.word(at) in around.words.other_language:
        return True
    if number is None or not depth:
        return False
    hit = around.hits[number]
    if hit.sense.cls != ADJECTIVE or around.word(at) not in around.words.language:
        return False
    before = around.word(at - 1).lower()
    if before in JOINERS:
        return _after_language(around, at, depth - 1) or _listed(around, at, before)
    return (
        before in around.words.language_verb
        or before in ("in", "into")
        or before in _BEFORE
        or _listed(around, at, before)
    )


def _listed(around: Surroundings, i: int, before: str) -> bool:
    """Whether token ``i`` stands in a list or a table of languages."""
    if before == "|" or (before == "," and "|" in (around.word(i - 2), around.word(i - 3))):
        return "anguages" in around.view.text
    if before in _INTRODUCING:
        line = around.line(i, reach=15)
        return any(around.word(k).lower() in _TONGUES for k in range(line.start, i))
    return False
