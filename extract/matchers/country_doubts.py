"""Why a word of a country is no mention of it where it stands: a currency, a language, a person, a bird …"""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.countries import ABBREVIATION, ADJECTIVE, CAPITAL, NAME, Hit
from extract.matchers.country_context import DASHES, PRONE, Surroundings
from extract.matchers.country_language import is_language
from extract.matchers.country_persons import is_person

_FINITE = frozenset("v47xl$%_m")
"""Classes of finite verbs that a state may be the subject of: see `extract.matchers.metonyms.CLASSES`."""

_LIST = frozenset({"and", "or", ",", "&", "plus", "versus", "vs", "vs.", "v"})
_DETERMINERS = frozenset(
    "a an the this that another every each one no first young old fellow any born bred year-old".split()
)
_PLACE_BEFORE = frozenset(
    "in across throughout within inside into outside near via through from between of over against neighbouring "
    "neighboring northern southern eastern western central".split()
)
_STATE_NOUNS = frozenset(
    "government president king queen parliament army military border borders economy capital opposition coalition "
    "ruler leader leaders leadership rebels troops forces police ministry minister prime foreign national squad "
    "team coach side players state people population currency election elections envoy ambassador embassy "
    "territory soil refugees camp camps region authorities junta coup talks summit deal railway pipeline port "
    "office branch bureau unit".split()
)
_ASKED = frozenset("ask asks asked call contact phone looking look".split())
_PERSONAL = frozenset("he He she She his His her Her him I me my My mum dad mom wife husband himself herself".split())
_FIRST_PERSON = frozenset("me my mum dad mom".split())
_OPENING = frozenset("\"“‘'«")
_CLOSING = frozenset("\"”’'»")
_GIVEN = frozenset({"Finn", "Dane", "Scot", "Brit", "Trini"})
_SHY = _GIVEN | {"Pole", "Turk", "Swede"}
"""Peoples in the singular, which take an article; without one they are something else."""

_FIRST_NAMES = frozenset(
    {"Chad", "Jordan", "Israel", "Georgia", "Kenya", "India", "China", "Ireland", "Paris", "Sofia"}
)
_GIVEN_CAPITALS = frozenset({"Sofia", "Paris", "London", "Vienna", "Santiago", "Kingston", "Lima"})
"""Capitals that are given names."""

_CAUCASUS = frozenset("AM AZ RU UA TR MD KZ TM UZ KG TJ IR BG RO LT LV EE".split())
"""Where Georgia's neighbours are named, Georgia is a country."""

_ISLES = frozenset({"GB", "GG", "IM"})
_CLERGY = frozenset(
    "nun nuns friar friars order orders priest priests monk monks sister sisters convent monastery".split()
)
_PERIOD = frozenset(
    "architecture house houses townhouse townhouses mansion mansions terrace terraces terraced era style period "
    "façade facade windows square".split()
)
_OF_POULTRY = frozenset(
    "breeder breeders grower growers processor processors hatchery hatcheries flock flocks poult poults egg eggs "
    "season hunting hunt hunts hunter hunters leg legs neck necks giblets drumstick drumsticks feathers carcass "
    "carcasses coop fryer call".split()
)
_TABLEWARE = frozenset(
    "cups cup plates plate silver silverware glass glassware teacups porcelain crystal linen".split()
)
_OF_PORCELAIN = frozenset("cabinet cabinets cupboard closet shop doll".split())
_CLOTHING = frozenset("number numbers shirt shirts sponsor sponsors retirement no. swap".split())
_OF_THE_REGION = frozenset("states franc francs countries economic region bloc backbone forests forest".split())
_WITH_PRONOUN = frozenset(
    "TELL JOIN GIVE LET CONTACT ABOUT FOLLOW WITH FOR TO OF HELP ASK MEET LIKE SUPPORT SHOW BETWEEN ALL CALL".split()
)

# 其中国家 (among them states), 25日本报讯 (the 25th, our paper reports): characters of two other words.
_BEFORE_COUNTRY = frozenset("其集空高初心当途手年月")
_AFTER_COUNTRY = frozenset("内內家际際有产產务務民防道外")
_BEFORE_DAY = frozenset("今昨当當每近即节節假生次前平某0123456789")
_AFTER_DAY = frozenset("报報刊网網站台周市院公次月地版讯訊电電")
_CHINESE_CURRENCY = re.compile(
    "元(?![首素旦老件帅帥宵年月])|[卢盧][比布]|坚戈|堅戈|苏姆|蘇姆|索姆|索莫尼|马纳特|馬納特|里拉|里亚尔|第纳尔|迪拉姆|"
    "比索|雷亚尔|兰特|奈拉|先令|法郎|克朗|兹罗提|福林|铢|銖|盾|基普|瑞尔|图格里克|塔卡|林吉特|谢克尔|格里夫纳"
)
_HAN = "\u3400"


def objection(around: Surroundings, hit: Hit) -> str:
    """Why a hit is no mention of a country, or "" where it is one."""
    cls = hit.sense.cls
    if around.in_address(hit):
        return "inside an address"
    if cls in (NAME, ADJECTIVE, ABBREVIATION):
        if around.currency(hit):
            return "part of a currency's name"
        if cls == ADJECTIVE and is_language(around, hit):
            return "a language"
        if cls == ADJECTIVE and around.word(hit.end) in ("SSR", "Soviet", "ASSR"):
            return "a state that is gone"
    word = around.word(hit.start)
    if hit.end - hit.start > 1:
        if word >= _HAN:
            return _false_chinese(around, hit)
        return _central_african(around, hit) if word == "Central" else ""
    name = word.capitalize() if word.isupper() else word
    if cls == CAPITAL and around.word(hit.end) == "," and around.word(hit.end + 1) == "who":
        return "a person"
    if name in around.words.family_name and _is_person(around, hit, word, name):
        return "a person"
    if is_person(around, hit):
        return "a person"
    special = _SPECIAL.get(name)
    return (special(around, hit) if special else "") or _shy(around, hit, name)


# -- persons -----------------------------------------------------------------------------------------------


def _is_person(around: Surroundings, hit: Hit, word: str, name: str) -> bool:
    """Whether a word that may be a person's name is one."""
    if around.named(hit.start, name):
        return True
    if name in PRONE:
        if _two_names(around, hit, name) or _is_neighbour(around, hit):
            return True
        return not _spoken_for(around, hit, name)
    if hit.sense.cls == CAPITAL:
        return _is_someone(around, hit, word)
    if word not in around.persons or hit.sense.cls not in (NAME, ADJECTIVE) or name == "Israel":
        return False
    if hit.sense.cls == ADJECTIVE and around.word(hit.start - 1).lower() in _DETERMINERS:
        return False
    follows = around.classes[hit.end : hit.end + 1]
    return (follows in _FINITE or follows == "s") and not _spoken_for(around, hit, name)


def _two_names(around: Surroundings, hit: Hit, name: str) -> bool:
    """Whether two such words beside each other are a person's names: "Chad Jordan", but not "Chad, Jordan"."""
    before, after = around.word(hit.start - 1).capitalize(), around.word(hit.end).capitalize()
    return (name in _FIRST_NAMES and after in PRONE and after not in _FIRST_NAMES - {"Jordan"}) or (
        before in _FIRST_NAMES and name in PRONE and name != before
    )


def _is_neighbour(around: Surroundings, hit: Hit) -> bool:
    """Whether somebody speaks of his own people: "my neighbour Jordan Chad"."""
    i = hit.start
    while i > hit.start - 2 and around.word(i) in PRONE:
        i -= 1
    return around.word(i) in around.words.person and around.word(i - 1).lower() in ("my", "our", "his", "her")


def _is_someone(around: Surroundings, hit: Hit, word: str) -> bool:
    """Whether a capital's name is a person's, in a document that has nothing else of its country."""
    code = hit.sense.code
    if around.is_said_otherwise(code, word):
        return False
    if word in around.persons:
        return True
    return word in _GIVEN_CAPITALS and any(around.word(k) in _PERSONAL for k in around.line(hit.start, reach=10))


def _spoken_for(around: Surroundings, hit: Hit, name: str) -> bool:
    """Whether something tells that a word that is also a person's name is the country."""
    i, j = hit.start, hit.end
    before, after = around.word(i - 1), around.word(j)
    if before == "for" and around.word(i - 2).lower() in _ASKED:
        return False
    if before.lower() in _PLACE_BEFORE or (before in DASHES and around.joined(i)):
        return True
    if before == "to" and around.classes[i - 2 : i - 1] in ("8", "="):
        return True
    if after in around.words.institution or _beside_country(around, hit):
        return True
    line = around.line(i)
    if any(around.word(k) == "its" for k in range(j, min(j + 5, line.stop))):
        return True
    if after in ("'s", "’s"):
        owned = around.word(j + 1)
        if owned.lower() in _STATE_NOUNS or owned in around.words.institution:
            return True
    elif after.lower() in _STATE_NOUNS or (after in DASHES and around.joined(j)):
        return True
    word, code = around.word(i), hit.sense.code
    if around.is_said_otherwise(code, word):
        return True
    if name in around.persons or _speaks_of_friends(around, hit) or _titles_something(around, hit):
        return False
    if name == "Georgia" and around.telling:
        return True  # one or the other, not a woman
    if around.classes[j : j + 1] in _FINITE and not any(around.word(k) in _PERSONAL for k in line):
        return True
    return len(around.certain) > 1


def _speaks_of_friends(around: Surroundings, hit: Hit) -> bool:
    """Whether somebody writes of himself and a person: "Jordan can have my bike"."""
    verb = around.classes[hit.end : hit.end + 1] in _FINITE
    return verb and any(around.word(k) in _FIRST_PERSON for k in range(hit.end + 1, hit.end + 5))


def _titles_something(around: Surroundings, hit: Hit) -> bool:
    """Whether a name owns something in a title of few words in quotes: "Jordan's Bag"."""
    if around.word(hit.start - 1) not in _OPENING or around.word(hit.end) not in ("'s", "’s"):
        return False
    return any(around.word(k) in _CLOSING for k in range(hit.end + 2, hit.end + 4))


def _beside_country(around: Surroundings, hit: Hit) -> bool:
    """Whether a hit is listed with another country that is certain."""
    end = hit.end
    while around.word(end) in _LIST and end < hit.end + 2:
        end += 1
    if (end > hit.end or around.word(end) in DASHES) and _is_certain(around, around.by_start.get(end)):
        return True
    start = hit.start - 1
    while around.word(start) in _LIST and start > hit.start - 3:
        start -= 1
    if start == hit.start - 1 and around.word(start) not in DASHES:
        return False
    for at in range(start, start - 4, -1):
        number = around.by_start.get(at)
        if number is not None:
            return around.hits[number].end == start + 1 and _is_certain(around, number)
    return False


def _is_certain(around: Surroundings, number: int | None) -> bool:
    return (
        number is not None
        and around.hits[number].sense.cls == NAME
        and around.word(around.hits[number].start) not in PRONE
    )


# -- single words ------------------------------------------------------------------------------------------


def _shy(around: Surroundings, hit: Hit, name: str) -> str:
    """Objections to names before a U.S. state, and to peoples that need an article."""
    after = around.word(hit.end)
    if name in around.towns and not around.is_spelt_otherwise(hit.sense.code, name):
        return "a town in the U.S."
    if after == "," and (around.is_us_state(hit.end + 1) or _is_us_post(around, hit)):
        return "a town in the U.S."
    if hit.sense.cls in (NAME, CAPITAL) and after in around.words.local_place:
        return "a town or county"
    if name in _SHY and (after[:1].isupper() or not _is_one(around, hit.start - 1, name)):
        return "not of a people"
    return ""


def _is_us_post(around: Surroundings, hit: Hit) -> bool:
    """Whether the post office's letters for a state follow: "Lebanon, PA"."""
    word = around.word(hit.end + 1)
    return (
        word in around.words.us_post
        and word != hit.sense.code
        and hit.sense.cls in (NAME, CAPITAL)
        and not around.word(hit.start).isupper()
    )


def _is_one(around: Surroundings, i: int, name: str) -> bool:
    """Whether the word before a people in the singular lets it be one: "a Finn", "the London-born Swede"."""
    before = around.word(i)
    return before.lower() in _DETERMINERS or (name not in _GIVEN and before.isalpha() and before.islower())


def _georgia(around: Surroundings, hit: Hit) -> str:
    """Georgia the country or the U.S. state, by the sentence, then by the document."""
    words = around.words
    if around.word(hit.start - 2) == "state" and around.word(hit.start - 1) == "of":
        return "the U.S. state"
    if around.word(hit.end) == "," and _is_state_of_us(around, hit.end + 1):
        return "the U.S. state"
    tokens = around.line(hit.start)
    line = {around.word(k) for k in tokens}
    state = len(line & words.georgia_state)
    country = len(line & words.georgia_country) + sum(
        other.sense.code in _CAUCASUS or (other.sense.code == "GE" and around.word(other.start) != "Georgia")
        for other in around.within(tokens)
    )
    if state == country:
        state = len(around.telling & words.georgia_state)
        country = len(around.telling & words.georgia_country) + sum(
            code in _CAUCASUS or code == "GE" for code in around.certain
        )
        if state == country == 0:
            state = set(around.certain) == {"US"}
    return "the U.S. state" if state > country else ""


def _is_state_of_us(around: Surroundings, i: int) -> bool:
    """Whether token ``i`` begins "the U.S. state", "a southern state"."""
    if around.word(i) not in ("a", "the") or around.word(i + 2) != "state":
        return False
    return around.word(i + 1) in ("U.S.", "US", "American", "Southern", "southern")


def _georgian(around: Surroundings, hit: Hit) -> str:
    """Georgian houses are of the time of King George; Georgians may be of the U.S. state."""
    if around.word(hit.end).lower() in _PERIOD:
        return "the style of a period"
    if around.word(hit.start) != "Georgians":
        return ""
    neighbours = any(code in _CAUCASUS for code in around.certain)
    return "the U.S. state" if around.telling & around.words.georgia_state and not neighbours else _georgia(around, hit)


def _turkey(around: Surroundings, hit: Hit) -> str:
    """Turkey the country or the bird."""
    if around.word(hit.end) in _OF_POULTRY:
        return "the bird"
    if any(around.word(k) in around.words.food for k in range(hit.end, hit.end + 3)):
        return "the bird"
    if around.certain["TR"] or "TR" in around.capitals:
        return ""
    if around.classes[hit.end : hit.end + 1] in ("v", "4", "7", "x", "l", "j", "s"):
        return ""
    tokens = around.line(hit.start)
    if any(other.sense.cls == NAME and other.start != hit.start for other in around.within(tokens)):
        return ""
    food = around.words.food
    return "the bird" if any(around.word(k) in food for k in tokens if k != hit.start) else ""


def _china(around: Surroundings, hit: Hit) -> str:
    """China the country or the porcelain at the head of a sentence."""
    after = around.word(hit.end)
    if after == "and":
        after = around.word(hit.end + 1)
    if after in _OF_PORCELAIN and around.word(hit.start - 1) in ("a", "the"):
        return "porcelain"
    if after in _TABLEWARE and hit.start == around.view.sentence(hit.start)[0]:
        return "porcelain"
    return ""


def _jersey(around: Surroundings, hit: Hit) -> str:
    """Jersey the island; New Jersey and the garment are none."""
    if around.word(hit.end).lower() in _CLOTHING or "N.J." in around.telling:
        return "not the island"
    if around.mentioned & _ISLES or _beside_country(around, hit):
        return ""
    if (ADJECTIVE, "JE") in around.senses:
        return ""
    if around.word(hit.start - 1) in ("in", "to", "from", "of", "on") and len(around.certain) > 1:
        return ""
    return "nothing tells of the island"


def _river(around: Surroundings, hit: Hit) -> str:
    """The Niger and the Jordan are rivers; Niger is a country."""
    if around.word(hit.start - 1).lower() == "river":
        return "a river"
    if around.word(hit.start - 1).lower() != "the":
        return ""
    after = around.word(hit.end)
    joined = after in DASHES and around.joined(hit.end + 1)  # "the Niger–Benin Oil Pipeline"
    return "" if after.lower() in _STATE_NOUNS or after[:1].isupper() or joined else "a river"


def _us(around: Surroundings, hit: Hit) -> str:
    """US and us in a line of capitals."""
    before, after = around.word(hit.start - 1), around.word(hit.end)
    if not (before.isupper() or after.isupper()) or before.islower() or after.islower():
        return ""
    tokens = around.line(hit.start)
    letters = [word for word in map(around.word, tokens) if word.isalpha() and len(word) > 2]
    if not letters or not all(map(str.isupper, letters)):
        return ""
    if before in ("THE", "-", "–", "") or after in ("-", "–", "’S", "'S") or hit.start == tokens.start:
        return ""
    return "the pronoun in capitals" if not after[:1].isalpha() or before in _WITH_PRONOUN else ""


def _png(around: Surroundings, hit: Hit) -> str:
    """PNG the country or the format of images."""
    return "" if around.certain["PG"] or not around.telling & around.words.image else "an image format"


def _dominican(around: Surroundings, hit: Hit) -> str:
    """A Dominican of the Dominican Republic, of Dominica, or of an order."""
    return "of a religious order" if around.word(hit.end).lower() in _CLERGY else ""


def _polish(around: Surroundings, hit: Hit) -> str:
    """Polish, and polish at the head of a sentence."""
    return "the verb" if around.word(hit.end).lower() in ("the", "your", "up", "off") else ""


def _central_african(around: Surroundings, hit: Hit) -> str:
    """Central African: of the republic, where that is named, else of the region."""
    if hit.sense.cls != ADJECTIVE:
        return ""
    named = (NAME, "CF") in around.senses
    return "" if named and around.word(hit.end).lower() not in _OF_THE_REGION else "of the region"


def _false_chinese(around: Surroundings, hit: Hit) -> str:
    """Objections to characters that only look like a country's name, and to 土耳其语, Turkish."""
    first, last = around.word(hit.start), around.word(hit.end - 1)
    before, after = around.word(hit.start - 1)[-1:], around.word(hit.end)[:1]
    if after and after in "语語":
        return "a language"
    end = around.view.ends[hit.end - 1]
    if _CHINESE_CURRENCY.match(around.view.text, end):
        return "part of a currency's name"
    if last in "国國" and after and (after in "际際" or (before in _BEFORE_COUNTRY and after in _AFTER_COUNTRY)):
        return "parts of other words"
    if first == "日" and before in _BEFORE_DAY and after in _AFTER_DAY:
        return "parts of other words"
    return ""


_SPECIAL: dict[str, Callable[[Surroundings, Hit], str]] = {
    "Georgia": _georgia,
    "Georgian": _georgian,
    "Georgians": _georgian,
    "Turkey": _turkey,
    "China": _china,
    "Jersey": _jersey,
    "Niger": _river,
    "Jordan": _river,
    "Us": _us,
    "Png": _png,
    "Dominican": _dominican,
    "Dominicans": _dominican,
    "Polish": _polish,
}
