"""Persons who bear the name of a country, told by the place of the name: bylines, letters, lists, kinship.

No name by itself says that it is a person's; what stands around it does. All looks reach a few tokens.
"""

from __future__ import annotations

from extract.countries import ADJECTIVE, CAPITAL, NAME, Hit
from extract.matchers.country_context import DASHES, Surroundings

_MAKING = frozenset(
    "reporting editing written edited photo photos photograph photographs photography compiled translated "
    "illustration illustrations story words text graphics interview translation posted submitted filmed".split()
)
"""What stands before "by" and a name: "editing by"."""

_ROLES = frozenset(
    "author authors maintainer maintainers editor editors reporter reporters photographer writer writers byline "
    "correspondent translator by presenter narrator webmaster".split()
)
"""What stands before a colon and a name."""

_GREETINGS = frozenset({"dear", "dearest", "hi", "hey"})
_CLOSINGS = frozenset(
    "yours regards sincerely faithfully truly cheers thanks love best wishes xx xoxo hugs kisses".split()
)
_GIVEN = frozenset({"Jordan", "Chad", "Georgia", "Israel", "India", "Kenya", "Holland", "Ireland"})
_CALLED = frozenset({"named", "called", "nicknamed", "christened"})
_OWNERS = frozenset({"my", "his", "her", "your"})
_OF_STATES_TOO = frozenset({"friend", "neighbour", "neighbor", "partner", "one", "sister", "mother", "father"})
_OFFICES = frozenset(
    "accounts accounting marketing hr payroll reception legal it sales upstairs downstairs next work school".split()
)
_ENDS = frozenset({"", "\n", ",", ".", "!", ":", ";", "-", "–", "—"})
_BOUNDS = frozenset({"", "\n", ",", ":", ";", "•", "*", "|", "and", "&"})
_PARTS_OF_THE_WORLD = frozenset(
    "Africa African Africans Europe European Asia Asian Asean ASEAN Arab Arabs America American Caribbean Pacific "
    "Atlantic Eurasia Eurasian EU Gulf Baltic Balkan Nordic Mediterranean Central East West North South".split()
)


def is_person(around: Surroundings, hit: Hit) -> bool:
    """Whether the place of a country's name makes it a person's."""
    if hit.end - hit.start > 1 or hit.sense.cls not in (NAME, ADJECTIVE, CAPITAL):
        return False
    before, after = _word(around, hit.start - 1).lower(), _word(around, hit.end)
    if hit.sense.cls == NAME and (_signs(around, hit, before, after) or _called(around, hit, before, after)):
        return True
    if after in DASHES and _doubled(around, hit):
        return True
    is_family_name = hit.sense.cls == NAME and around.word(hit.start) in around.words.family_name
    if is_family_name and (_listed(around, hit) or _described(around, hit)):
        return True
    if hit.sense.cls == NAME and (_with_initial(around, hit) or _in_office(around, hit)):
        return True
    return hit.sense.cls != ADJECTIVE and before in _BEFORE_MAKER and _made_it(around, hit, before)


def _word(around: Surroundings, i: int) -> str:
    """Token ``i``, the end of a line or paragraph being a line feed."""
    if not 0 <= i < around.size:
        return ""
    return "\n" if around.classes[i] == "\n" else around.word(i)


def _is_surname(around: Surroundings, i: int, classes: str = ".e") -> bool:
    """Whether token ``i`` may be a family name: a capitalised word that is none of an institution.

    ``classes`` are those it may have around capitals: Kelly ends like an adverb; Lay and March are verbs, and names in
    a list of names.
    """
    word = _word(around, i)
    return (
        len(word) > 1
        and word[:1].isupper()
        and word[1:].islower()
        and i not in around.by_start
        and around.classes[i] in classes
        and word not in around.words.institution
        and word not in around.words.local_place
    )


_BEFORE_MAKER = frozenset({"by", "and", ":"})


def _made_it(around: Surroundings, hit: Hit, before: str) -> bool:
    """Bylines: "By India Naidoo", "editing by Holland Peck", "Author: Georgia Fernando"."""
    i = hit.start
    surname = _is_surname(around, hit.end)
    bounded = _word(around, hit.end + surname) in _ENDS or _word(around, hit.end + surname).islower()
    if before == "by":
        made = _word(around, i - 2).lower() in _MAKING
        return bounded and surname and (made or _word(around, i - 2) in ("\n", ""))
    if before == "and" and bounded and surname:  # "By Ada Lovelace and India Naidoo"
        maker = _word(around, i - 5)
        return _word(around, i - 4).lower() == "by" and (maker in ("\n", "") or maker.lower() in _MAKING)
    return before == ":" and bounded and _word(around, i - 2).lower() in _ROLES


def _signs(around: Surroundings, hit: Hit, before: str, after: str) -> bool:
    """Salutations and signatures: "Dear Holland,", "Yours, Chad", "thanks, Jordan!"."""
    i = hit.start
    if before in _GREETINGS and _word(around, i - 2) in ("", "\n", "“", '"', "."):
        return after in _ENDS
    at = i - 1
    if before == "\n":
        at -= 1
    if at == i - 1 and _word(around, i) not in _GIVEN:
        return False  # "Thanks, Canada!"
    if _is_surname(around, hit.end):
        after = _word(around, hit.end + 1)
    return (
        _word(around, at) == ","
        and _word(around, at - 1).lower() in _CLOSINGS
        and after in ("", "\n", "!", ".")
        and _word(around, at - 2) in ("", "\n", ";", ".", "!", "Best", "Many", "With", "Kind", "Warm")
    )


def _called(around: Surroundings, hit: Hit, before: str, after: str) -> bool:
    """Persons by their name, kin or office: "a man named Cuba", "my cousin India", "Chad from accounts"."""
    persons = around.words.person
    if before in _CALLED and _word(around, hit.start - 2).lower() in persons:
        return True
    is_kin = before in persons and before not in _OF_STATES_TOO and after not in ("'s", "’s")
    if is_kin and _word(around, hit.start - 2).lower() in _OWNERS:
        return True
    if after == "from" and _word(around, hit.end + 1).lower() in _OFFICES:
        return True
    return after == "(" and _word(around, hit.end + 1).lower() in _OWNERS


def _described(around: Surroundings, hit: Hit) -> bool:
    """A name and surname with what only a person has: "India Clark, mayor", "Cuba Lopez, 34,"."""
    j = hit.end
    if not _is_surname(around, j):
        return False
    if _word(around, j + 1) != ",":
        return False
    after = _word(around, j + 2)
    if after in ("a", "an", "the") and _word(around, j + 3) in around.words.person:
        return True
    if after in around.words.person or after == "who":
        return True
    return after.isdigit() and len(after) == 2 and _word(around, j + 3) in (",", ".")


def _with_initial(around: Surroundings, hit: Hit) -> bool:
    """A name, an initial and a surname: "Jordan T. Houston"."""
    initial = _word(around, hit.end)
    return len(initial) == 2 and initial[0].isupper() and initial[1] == "." and _is_surname(around, hit.end + 1)


def _in_office(around: Surroundings, hit: Hit) -> bool:
    """An office and a name and surname: "managing director Bharat Sinha", "spokeswoman India Clark"."""
    j = hit.end
    if _word(around, hit.start - 1) not in around.words.person or not _is_surname(around, j):
        return False
    return not _word(around, j + 1)[:1].isupper() and around.word(hit.start) in (_GIVEN | {"Bharat", "Cuba"})


def _listed(around: Surroundings, hit: Hit) -> bool:
    """In a list of persons: "SAMOA: Tim Nanai-Williams, Jordan Lay, Steven Luatua (Bristol)"."""
    i, j = hit.start, hit.end
    if not _is_surname(around, j, _NAME_OR_VERB):
        return False
    if _word(around, i - 1) not in _BOUNDS or _word(around, j + 1) not in _AFTER_NAME:
        return False
    line = around.line(i, reach=30)
    pairs = 0
    for k in line:
        if k == i or _word(around, k - 1) not in _BOUNDS or not _is_surname(around, k):
            continue
        if _is_surname(around, k + 1, _NAME_OR_VERB) and _word(around, k + 2) in _AFTER_NAME:
            pairs += 1
    return pairs >= _ENOUGH


_AFTER_NAME = frozenset({",", "(", "\n", "", ";", "and", "-", "."})
_NAME_OR_VERB = ".ez<6m^"

_ENOUGH = 2
"""So many other names make a list one of persons."""


def _doubled(around: Surroundings, hit: Hit) -> bool:
    """A double family name: "Ana China-Santos"."""
    i, j = hit.start, hit.end
    if not around.joined(j) or not around.joined(j + 1):
        return False
    if not _is_surname(around, j + 1) or _word(around, j + 1) in _PARTS_OF_THE_WORLD:
        return False
    if _word(around, j + 2)[:1].isupper() or _word(around, j + 2) in DASHES:
        return False
    before = _word(around, i - 1)
    if before in around.words.given_name or before in around.words.title:
        return True
    initials = _word(around, i - 2)
    return (
        _is_surname(around, i - 1)
        and not around.titled(i)
        and (initials in around.words.title or initials in around.words.given_name or initials.endswith("."))
    )
