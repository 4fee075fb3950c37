"""What a country's name or adjective means where it stands: the country, or something else.

`Surroundings` looks at the words around the hits of one document and tells why a hit is no mention of a
country: an address, a currency's name, a language, a person, a bird, a river, a state of the U.S. All looks
reach a bounded number of tokens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from extract.countries import ABBREVIATION, ADJECTIVE, CAPITAL, METONYM, NAME, PREFIX, UNSURE, Hit
from extract.view import COUNTRY, LAYOUT, View
from extract.vocabulary import Vocabulary

_DASHES = frozenset("-‐‑‒–—−")
_JOINERS = frozenset({"and", "or", ",", "/", "&"})
_LIST = frozenset({"and", "or", ",", "&", "plus", "versus", "vs", "vs.", "v"})
_ADDRESS = re.compile(
    r"://|www\.|@|\.(?:com|org|net|edu|gov|info|io|html?|php|pdf|png|jpe?g|svg|gif|webp|mp[34]|csv|json|"
    r"[a-z]{2}/)|\w_\w",
    re.I,
)
_CHUNK_LEFT = re.compile(r"[^\s()\[\]{}<>\"'“”‘’，。、；：|*`]*\Z")
_CHUNK_RIGHT = re.compile(r"[^\s()\[\]{}<>\"'“”‘’，。、；：|*`]*")
_GLUE = frozenset("/_@=?&%#:.~+\\")
_CHUNK = 80
_DETERMINERS = frozenset("a an the this that another every each one no first young old fellow any".split())
_VERB_AFTER_WON = frozenset(
    "the a an his her their its gold silver bronze in by over and but with against two three four five six".split()
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
_GROUPS = frozenset({"Group", "Pool", "Section", "Class", "Grade", "Plan", "Vitamin", "Hepatitis", "Type", "Serie"})
_SHY = frozenset({"Finn", "Pole", "Dane", "Scot", "Brit", "Turk", "Swede", "Trini"})
_CLERGY = frozenset(
    "nun nuns friar friars order orders priest priests monk monks sister sisters convent monastery".split()
)
_PERIOD = frozenset(
    "architecture house houses townhouse townhouses mansion mansions terrace terraces terraced era style period "
    "façade facade windows square".split()
)
_ENGLISH_LESSON = frozenset(
    "teacher teachers class classes literature proficiency word words fluency course courses exam exams medium "
    "skills title".split()
)
_TABLEWARE = frozenset(
    "cups cup plates plate silver silverware glass glassware teacups porcelain crystal linen".split()
)
_CLOTHING = frozenset("number numbers shirt shirts sponsor sponsors retirement no. swap".split())
_OF_COUNTRIES_TOO = frozenset({"version", "edition", "text", "characters", "script"})
_BEFORE_LANGUAGE = frozenset(
    "some little fluent broken basic passable rudimentary conversational perfect flawless accented good excellent "
    "plain proper".split()
)
_WEAK_VERBS = frozenset(
    "learn learns learned learnt learning understand understands understood translate translated translating teach "
    "teaches taught teaching studying studied study studies".split()
)
_FUNCTION = frozenset("ckae?tfownrgusidjxlby\n")
"""Classes of words after which a noun has not begun: see `extract.matchers.metonyms.CLASSES`."""

_FINITE = frozenset("v47xl$%")
"""Classes of finite verbs that a state may be the subject of: see `extract.matchers.metonyms.CLASSES`."""

_PERSONAL = frozenset("he He she She his His her Her him I me my My mum dad mom wife husband himself herself".split())

_PRONE = frozenset({"Jordan", "Chad", "Georgia"})
"""Names of countries that are as often something else: they count where something speaks for them."""

_LEADING = frozenset({"Jordan", "Chad", "Georgia", "Israel"})
"""Names of countries that are given names before any family name."""

_CAUCASUS = frozenset("AM AZ RU UA TR MD KZ TM UZ KG TJ IR BG RO LT LV EE".split())
"""Where Georgia's neighbours are named, Georgia is a country."""

_ISLES = frozenset({"GB", "GG", "IM"})


class Words:
    """The vocabulary of contexts: sets of words by class."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        def words(cls: str) -> frozenset[str]:
            return frozenset(vocabulary.words("country", cls))

        self.language = words("language")
        self.language_verb = words("language_verb")
        self.language_noun = words("language_noun")
        self.currency = words("currency")
        self.title = words("title")
        self.given_name = words("given_name")
        self.family_name = words("family_name")
        self.institution = words("institution")
        self.food = words("food")
        self.image = words("image")
        self.us_state = words("us_state")
        self.georgia_state = words("georgia_state") | self.us_state
        self.georgia_country = words("georgia_country")
        self.currency_of = {
            word: frozenset(str(value).split())
            for word, value in vocabulary.words("country", "currency_of").items()
        }


class Surroundings:
    """The hits of one document, and the words around them."""

    def __init__(self, view: View, hits: Sequence[Hit], words: Words) -> None:
        self.view = view
        self.hits = hits
        self.words = words
        self.classes = view.classes(COUNTRY)
        self.by_start = {hit.start: number for number, hit in enumerate(hits)}
        self._currencies: dict[int, bool] = {}
        self._languages: dict[int, bool] = {}

    # -- words ---------------------------------------------------------------------------------------------

    def word(self, i: int) -> str:
        """Token ``i``, or "" beyond the ends of the document."""
        return self.view.word(i) if 0 <= i < len(self.view) else ""

    def line(self, i: int, *, reach: int = 40) -> range:
        """The tokens of the sentence around token ``i``, ``reach`` to each side at most."""
        first, end = self.view.sentence(i)
        return range(max(first, i - reach), min(end, i + reach))

    def titled(self, i: int) -> bool:
        """Whether token ``i`` stands in a heading in which most words have a capital."""
        line = self.line(i)
        classes = self.view.classes(LAYOUT)[line.start : line.stop]
        return classes.count("a") <= 0.7 * (classes.count("A") + classes.count("F"))

    # -- the document --------------------------------------------------------------------------------------

    @cached_property
    def certain(self) -> Counter[str]:
        """How often each country is named by a word that means nothing else."""
        doubtful = self.persons | _PRONE | {"PNG", "Turkey"}
        return Counter(
            hit.sense.code
            for hit in self.hits
            if hit.sense.cls in (NAME, ADJECTIVE, ABBREVIATION)
            and not (hit.end - hit.start == 1 and self.word(hit.start) in doubtful)
        )

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """The countries that the document names, by whatever word but an unsure one."""
        return frozenset(hit.sense.code for hit in self.hits if hit.sense.cls not in (UNSURE, PREFIX, METONYM))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The distinct capitalised words of the document that tell of Georgia, the state or the country."""
        telling = self.words.georgia_state | self.words.georgia_country | self.words.image | self.words.language_noun
        return frozenset(telling.intersection(self.view.words(0, len(self.view))))

    @cached_property
    def persons(self) -> frozenset[str]:
        """Words that the document has as a person's name."""
        return frozenset(
            self.word(hit.start)
            for hit in self.hits
            if hit.end - hit.start == 1 and self._named(hit.start, self.word(hit.start))
        )

    def names_at(self, i: int, code: str) -> bool:
        """Whether a name of this country begins at token ``i``."""
        at = self.by_start.get(i)
        return at is not None and self.hits[at].sense == (NAME, code)

    def surely(self, code: str) -> bool:
        """Whether the document names a country by a word or phrase that means no other."""
        return any(
            other.sense.code == code and (other.end - other.start > 1 or self.word(other.start) not in _TWO_COUNTRIES)
            for other in self.hits
            if other.sense.cls != CAPITAL
        )

    # -- reasons -------------------------------------------------------------------------------------------

    def objection(self, number: int) -> str:
        """Why hit ``number`` is no mention of a country, or "" where it is one."""
        hit = self.hits[number]
        cls = hit.sense.cls
        if self._in_address(hit):
            return "inside an address"
        if cls in (NAME, ADJECTIVE, ABBREVIATION):
            if self.currency(number):
                return "part of a currency's name"
            if cls == ADJECTIVE and self.language(number):
                return "a language"
        if hit.end - hit.start > 1:
            first = self.word(hit.start)
            if first == "Central":
                return self.central_african(hit)
            return _false_chinese(self, hit) if first >= "\u3400" else ""
        word = self.word(hit.start)
        name = word.capitalize() if word.isupper() else word
        if name in self.words.family_name and self._person(hit, word, name):
            return "a person"
        special = _SPECIAL.get(name)
        return special(self, hit) if special else self._shy(hit, name)

    def _in_address(self, hit: Hit) -> bool:
        """Whether a hit is part of a web or e-mail address or of a file's name."""
        view, text = self.view, self.view.text
        start, end = view.starts[hit.start], view.ends[hit.end - 1]
        before, after = text[start - 1 : start], text[end : end + 1]
        if before not in _GLUE and after not in _GLUE and not (after == "-" or before == "-"):
            return False
        left = _CHUNK_LEFT.search(text, max(0, start - _CHUNK), start)
        right = _CHUNK_RIGHT.match(text, end, end + _CHUNK)
        chunk = (left.group() if left else "") + text[start:end] + (right.group() if right else "")
        return _ADDRESS.search(chunk) is not None

    # -- currencies ----------------------------------------------------------------------------------------

    def currency(self, number: int) -> bool:
        """Whether a hit belongs to a currency's name: "Kazakh tenge", "Australian and New Zealand dollars"."""
        found = self._currencies.get(number)
        if found is None:
            found = self._currencies[number] = self._is_currency(number)
        return found

    def _is_currency(self, number: int, depth: int = 4) -> bool:
        hit = self.hits[number]
        end = hit.end
        word = self.word(end)
        if word in _DASHES and self.view.joined(end) and self.view.joined(end + 1):
            end += 1
            word = self.word(end)
        if not word:
            return False
        small = word.lower()
        if small in self.words.currency or self.word(hit.start - 1).lower().startswith(("доллар", "долл")):
            return True
        codes = self.words.currency_of.get(small)
        if codes is not None and hit.sense.code in codes:
            after = self.word(end + 1).lower()
            return not (
                (small == "won" and after in _VERB_AFTER_WON) or after in ("estate", "madrid", "gdp", "wages", "-")
            )
        if word[0] in "$£€" and hit.sense.cls == ABBREVIATION:
            return True
        if small in _JOINERS and depth:
            following = self.by_start.get(end + 1)
            if following is not None and self.hits[following].sense.cls == hit.sense.cls:
                return self._is_currency(following, depth - 1)
            if following is not None and hit.sense.cls in (NAME, ADJECTIVE) and self.hits[following].sense.cls in (
                NAME,
                ADJECTIVE,
            ):
                return self._is_currency(following, depth - 1)
        return False

    # -- languages -----------------------------------------------------------------------------------------

    def language(self, number: int) -> bool:
        """Whether an adjective means a language."""
        found = self._languages.get(number)
        if found is None:
            found = self._languages[number] = self._is_language(number)
        return found

    def _is_language(self, number: int) -> bool:
        hit = self.hits[number]
        word = self.word(hit.start)
        if word not in self.words.language or hit.end - hit.start > 1:
            return False
        i = hit.start
        end = self._chain(number)
        after = self.word(end)
        small = after.lower()
        if after in _DASHES:
            small = self.word(end + 1).lower()
            return small in self.words.language_noun or small in ("speaking", "medium")
        if small in self.words.language_noun - _OF_COUNTRIES_TOO:
            return True
        before = self.word(i - 1).lower()
        ends = self._ends(end)
        if ends and any(self.word(k) == "spoken" for k in range(end, min(end + 6, len(self.view)))):
            return True
        if word == "English" and small in _ENGLISH_LESSON:
            return True
        if before in self.words.language_verb:
            return ends or before not in _WEAK_VERBS
        if before in ("in", "into") or (before == "from" and self._near(i, ("translated", "translation"))):
            return ends and after != "'s"
        if before in _BEFORE_LANGUAGE:
            return ends
        if small == "for" and self.word(end + 1) in ("“", '"', "‘", "'", "«"):
            return True
        return ends and ((before in _JOINERS and self._after_language(i)) or self._listed(i))

    def _chain(self, number: int) -> int:
        """The token after a list of adjectives: "Russian, Kazakh and English"."""
        end = self.hits[number].end
        for _ in range(8):
            at = end
            while self.word(at) in _JOINERS and at < end + 2:
                at += 1
            following = self.by_start.get(at)
            if at == end or following is None or self.word(at) not in self.words.language:
                return end
            end = self.hits[following].end
        return end

    def _ends(self, i: int) -> bool:
        """Whether no noun follows at token ``i``."""
        if i >= len(self.view):
            return True
        word = self.word(i)
        return self.classes[i] in _FUNCTION or not word[0].isalnum()

    def _near(self, i: int, wanted: Sequence[str]) -> bool:
        return any(self.word(k).lower() in wanted for k in range(max(0, i - 6), i))

    def _after_language(self, i: int) -> bool:
        """Whether the adjective before a comma or "and" is one of a language."""
        at = i - 1
        while at > i - 3 and self.word(at) in _JOINERS:
            at -= 1
        before = self.by_start.get(at)
        return before is not None and self.hits[before].sense.cls == ADJECTIVE and self.language(before)

    def _listed(self, i: int) -> bool:
        """Whether token ``i`` stands in a list or a table of languages."""
        before = self.word(i - 1)
        if "|" in (before, self.word(i - 2) if before == "," else "", self.word(i - 3) if before == "," else ""):
            return "anguages" in self.view.text
        if before in (":", "(", "are", "is", "as", "including", "include", ",", "like"):
            line = self.line(i, reach=15)
            return any(self.word(k).lower() in ("language", "languages") for k in range(line.start, i))
        return False

    # -- persons -------------------------------------------------------------------------------------------

    def _named(self, i: int, word: str) -> bool:
        """Whether the words beside token ``i`` make it part of a person's name."""
        name = word.capitalize() if word.isupper() else word
        if name not in self.words.family_name:
            return False
        before, after = self.word(i - 1), self.word(i + 1)
        if before in self.words.title or before in self.words.given_name:
            return True
        if len(before) == 2 and before[0].isupper() and before[1] == ".":
            return self.word(i - 2) not in _GROUPS and self.word(i - 2) not in ("", "\n")
        if name in _LEADING and self._family_name(i + 1, after):
            return True
        return (
            name in ("Jordan", "Chad")
            and before[:1].isupper()
            and before.isalpha()
            and before not in self.words.institution
            and i - 1 not in self.by_start
            and self.classes[i - 1] == "."
            and i - 1 > self.view.sentence(i)[0]
            and not self.titled(i)
        )

    def _family_name(self, i: int, word: str) -> bool:
        """Whether the token after a given name is a family name."""
        return (
            word[:1].isupper()
            and len(word) > 1
            and word[1:].islower()
            and word not in self.words.institution
            and i not in self.by_start
            and self.classes[i] == "."
            and not self.titled(i)
        )

    def _person(self, hit: Hit, word: str, name: str) -> bool:
        if self._named(hit.start, word):
            return True
        if name in _PRONE:
            return not self._spoken_for(hit, name)
        if word not in self.persons or hit.sense.cls not in (NAME, CAPITAL):
            return False
        if hit.sense.cls == CAPITAL:
            return True
        follows = self.classes[hit.end : hit.end + 1]
        return (follows in _FINITE or follows == "s") and not self._spoken_for(hit, name)

    def _spoken_for(self, hit: Hit, name: str) -> bool:
        """Whether something tells that a word that is also a person's name is the country."""
        i, j = hit.start, hit.end
        if self.word(i - 2).lower() in _ASKED and self.word(i - 1) == "for":
            return False
        if self.word(i - 1).lower() in _PLACE_BEFORE or (self.word(i - 1) in _DASHES and self.view.joined(i)):
            return True
        if self._beside_country(hit):
            return True
        after = self.word(j)
        line = self.line(i)
        if any(self.word(k) == "its" for k in range(j, min(j + 5, line.stop))):
            return True
        if self.word(i - 1) == "to" and self.classes[i - 2 : i - 1] in ("8", "="):
            return True
        if after in self.words.institution:
            return True
        if self.classes[j : j + 1] in _FINITE and not any(self.word(k) in _PERSONAL for k in line):
            return True
        if after in ("'s", "’s"):
            after = self.word(j + 1)
            if after.lower() in _STATE_NOUNS or after in self.words.institution:
                return True
        elif after.lower() in _STATE_NOUNS or (after in _DASHES and self.view.joined(j)):
            return True
        if name in self.persons:
            return False
        return self.certain[hit.sense.code] > 0 or hit.sense.code in self._capitals or len(self.certain) > 1

    def _beside_country(self, hit: Hit) -> bool:
        """Whether a hit is listed with another country that is certain."""
        for at, step in ((hit.start - 1, -1), (hit.end, 1)):
            if self.word(at) not in _LIST and self.word(at) not in _DASHES:
                continue
            end = at
            while self.word(end) in _LIST and abs(end - at) < 2:
                end += step
            if step > 0:
                other = self.by_start.get(end)
            else:
                other = next((self.by_start[k] for k in range(end, end - 4, -1) if k in self.by_start), None)
                if other is not None and self.hits[other].end != end + 1:
                    other = None
            if other is not None:
                found = self.hits[other]
                single = self.word(found.start)
                if found.sense.cls == NAME and single not in _PRONE:
                    return True
        return False

    @cached_property
    def _capitals(self) -> frozenset[str]:
        return frozenset(hit.sense.code for hit in self.hits if hit.sense.cls == CAPITAL)

    # -- single words --------------------------------------------------------------------------------------

    def _shy(self, hit: Hit, name: str) -> str:
        """Objections to names before a U.S. state, and to peoples that need an article."""
        if hit.sense.cls == NAME and self.word(hit.end) == "," and self.word(hit.end + 1) in self.words.us_state:
            return "a town in the U.S."
        if name in _SHY and hit.sense.cls == ADJECTIVE:
            before = self.word(hit.start - 1).lower()
            if before not in _DETERMINERS or self.word(hit.end)[:1].isupper():
                return "not of a people"
        return ""

    def georgia(self, hit: Hit) -> str:
        """Georgia the country or the U.S. state, by the sentence, then by the document."""
        after = self.word(hit.end)
        if after == "," and self.word(hit.end + 1) in self.words.us_state:
            return "a town in the U.S."
        if self.word(hit.start - 2) == "state" and self.word(hit.start - 1) == "of":
            return "the U.S. state"
        line = {self.word(k) for k in self.line(hit.start)}
        state = len(line & self.words.georgia_state)
        country = len(line & self.words.georgia_country) + self._neighbours(hit)
        if state != country:
            return "the U.S. state" if state > country else ""
        state = len(self.vocabulary & self.words.georgia_state)
        country = len(self.vocabulary & self.words.georgia_country) + sum(
            1 for code in self.certain if code in _CAUCASUS or code == "GE"
        )
        if state == country == 0:
            return "the U.S. state" if set(self.certain) == {"US"} else ""
        return "the U.S. state" if state > country else ""

    def _neighbours(self, hit: Hit) -> int:
        line = self.line(hit.start)
        return sum(
            1
            for other in self._within(line)
            if other.sense.code in _CAUCASUS or (other.sense.code == "GE" and self.word(other.start) != "Georgia")
        )

    def _within(self, tokens: range) -> Iterator[Hit]:
        return (self.hits[self.by_start[k]] for k in tokens if k in self.by_start)

    def georgian(self, hit: Hit) -> str:
        """Georgian houses are of the time of King George; Georgians may be of the U.S. state."""
        after = self.word(hit.end).lower()
        if after in _PERIOD:
            return "the style of a period"
        return self.georgia(hit) if self.word(hit.start) == "Georgians" else ""

    def turkey(self, hit: Hit) -> str:
        """Turkey the country or the bird."""
        if self.word(hit.end) in self.words.food:
            return "the bird"
        if self.certain["TR"] or "TR" in self._capitals:
            return ""
        if self.classes[hit.end : hit.end + 1] in ("v", "4", "7", "x", "l", "j", "s"):
            return ""
        line = self.line(hit.start)
        if any(other.sense.cls == NAME and other.start != hit.start for other in self._within(line)):
            return ""
        food = any(self.word(k) in self.words.food for k in line if k != hit.start)
        return "the bird" if food else ""

    def china(self, hit: Hit) -> str:
        """China the country or the porcelain at the head of a sentence."""
        after = self.word(hit.end)
        if after == "and":
            after = self.word(hit.end + 1)
        if after in _TABLEWARE and hit.start == self.view.sentence(hit.start)[0]:
            return "porcelain"
        return self._shy(hit, "China")

    def jersey(self, hit: Hit) -> str:
        """Jersey the island; New Jersey and the garment are none."""
        if self.word(hit.end).lower() in _CLOTHING or "N.J." in self.vocabulary:
            return "not the island"
        if self.mentioned & _ISLES or self._beside_country(hit):
            return ""
        if any(other.sense.code == "JE" and other.sense.cls == ADJECTIVE for other in self.hits):
            return ""
        if self.word(hit.start - 1) in ("in", "to", "from", "of", "on") and len(self.certain) > 1:
            return ""
        return "nothing tells of the island"

    def river(self, hit: Hit) -> str:
        """The Niger and the Jordan are rivers; Niger is a country."""
        if self.word(hit.start - 1).lower() != "the":
            return ""
        after = self.word(hit.end)
        if after.lower() in _STATE_NOUNS or after[:1].isupper():
            return ""
        return "a river"

    def jordan(self, hit: Hit) -> str:
        """The Jordan is a river; Jordan, Montana a town."""
        return self.river(hit) or self._shy(hit, "Jordan")

    def us(self, hit: Hit) -> str:
        """US and us in a line of capitals."""
        line = self.line(hit.start)
        letters = [word for word in (self.word(k) for k in line) if word.isalpha() and len(word) > 2]
        if not letters or not all(word.isupper() for word in letters):
            return ""
        before, after = self.word(hit.start - 1), self.word(hit.end)
        if before in ("THE", "-", "–", "") or after in ("-", "–", "’S", "'S") or hit.start == line.start:
            return ""
        return "the pronoun in capitals" if not after[:1].isalpha() or before in _WITH_PRONOUN else ""

    def png(self, hit: Hit) -> str:
        """PNG the country or the format of images."""
        if self.certain["PG"]:
            return ""
        line = {self.word(k) for k in self.line(hit.start)}
        return "an image format" if line & self.words.image or self.vocabulary & self.words.image else ""

    def dominican(self, hit: Hit) -> str:
        """A Dominican of the Dominican Republic, of Dominica, or of an order."""
        return "of a religious order" if self.word(hit.end).lower() in _CLERGY else ""

    def central_african(self, hit: Hit) -> str:
        """Central African: of the republic, where that is named, else of the region."""
        if hit.sense.cls != ADJECTIVE:
            return ""
        named = any(other.sense == (NAME, "CF") for other in self.hits)
        after = self.word(hit.end).lower()
        return "" if named and after not in _OF_THE_REGION else "of the region"

    def polish(self, hit: Hit) -> str:
        """Polish, and polish at the head of a sentence."""
        return "the verb" if self.word(hit.end).lower() in ("the", "your", "up", "off") else ""

    def german(self, hit: Hit) -> str:
        """German the adjective, and German the given name after a title."""
        return ""

    def empty(self, hit: Hit) -> str:
        """No objection."""
        return ""


_OF_THE_REGION = frozenset("states franc francs countries economic region bloc backbone forests forest".split())

_TWO_COUNTRIES = frozenset({"Congo", "CONGO", "Congolese", "Dominican", "Dominicans"})
"""Words of two countries."""

_BEFORE_COUNTRY = frozenset("其集空高初心当途手年月")
_AFTER_COUNTRY = frozenset("内內家际際有产產务務民防道外")
_BEFORE_DAY = frozenset("今昨当當每近即节節假生次前平某0123456789")
_AFTER_DAY = frozenset("报報刊网網站台周市院公次月地版讯訊电電")


def _false_chinese(around: Surroundings, hit: Hit) -> str:
    """Objections to characters that only look like a country's name: 其中国家, 25日本报讯, 土耳其语."""
    first, last = around.word(hit.start), around.word(hit.end - 1)
    before, after = around.word(hit.start - 1)[-1:], around.word(hit.end)[:1]
    if after in ("语", "語"):
        return "a language"
    if last in "国國" and (after in ("际", "際") or (before in _BEFORE_COUNTRY and after in _AFTER_COUNTRY)):
        return "parts of other words"
    if first == "日" and before in _BEFORE_DAY and after in _AFTER_DAY:
        return "parts of other words"
    return ""


_WITH_PRONOUN = frozenset(
    "TELL JOIN GIVE LET CONTACT ABOUT FOLLOW WITH FOR TO OF HELP ASK MEET LIKE SUPPORT SHOW BETWEEN ALL CALL".split()
)

_SPECIAL = {
    "Georgia": Surroundings.georgia,
    "Georgian": Surroundings.georgian,
    "Georgians": Surroundings.georgian,
    "Turkey": Surroundings.turkey,
    "China": Surroundings.china,
    "Jersey": Surroundings.jersey,
    "Niger": Surroundings.river,
    "Jordan": Surroundings.jordan,
    "Us": Surroundings.us,
    "Png": Surroundings.png,
    "Dominican": Surroundings.dominican,
    "Dominicans": Surroundings.dominican,
    "Polish": Surroundings.polish,
}
