"""The grammar of project names that have a head noun: "Nurek Dam", "Moscow–Kazan high-speed railway".

A candidate is found at its head noun. A pattern over the lexical classes of the tokens up to the noun finds
the longest run that may be a name; then what does not belong to it is cut off from the left (a sentence's
opening word, an owner, the first half of an "and"; see `extract.matchers.project_trim`), and what is left is
judged: is it a name at all, and of a project (see `extract.matchers.project_judge`)? A name may also go on
behind its head noun: "Vision 2030", "Programme for Integrated Development of Towns".
"""

from __future__ import annotations

import re

from extract.matchers.acronyms import after_name, fits, initials
from extract.matchers.project_judge import (
    categorize,
    is_capital_name,
    is_other_than_project,
    is_small_name,
    proper_end_of,
)
from extract.matchers.project_scene import CAPITALS, Candidate, Scene
from extract.matchers.project_trim import trim
from extract.matchers.project_words import ORDINALS, Head

WINDOW = 22
"""No name has more tokens than this before its head noun, or behind it."""

_CAP = f"[{CAPITALS}]"
_WORD = f"[{CAPITALS}OY0]"
# Capitalised words and numbers, joined by dashes, slashes, foreign particles and small words; words in
# brackets; words like "Forward-looking".
_JOINTS = rf"-?{_WORD}|-[m.gwhb](?=-?{_CAP})|-[iof&](?=-{_CAP})|/{_WORD}|b{{1,2}}-?{_CAP}"
_BRACKETS = rf"\((?:{_WORD}|-){{1,6}}\)"
_CAPITAL = rf"{_WORD}(?:{_JOINTS}|[o&fi]t?(?={_CAP})|{_BRACKETS}(?={_CAP}))*(?<=[HWGP])\Z"
_SMALL = (
    rf"(?P<proper>{_WORD}(?:{_JOINTS}|[o&i](?={_CAP})|ft?(?={_CAP})|{_BRACKETS}(?=-?[mhwgp{CAPITALS}]))*)"
    r"(?P<modifiers>(?:[-/&]?[mwhg0](?=[-/&mwhgp0LZ]))*(?:(?<=m)[LZ])?)-?[hwgp]\Z"
)
_TAIL = (
    rf"[ofi]t?(?=[{CAPITALS}O])[{CAPITALS}O](?:-?{_WORD}|[o&f](?={_CAP})|,(?={_CAP}+&))*"
    r"(?:i(?=t[AE]|N)t?[AEN](?:-[AEN])?)?"
)
_LONG_TAIL = re.compile(rf"[ofi]t?[{CAPITALS}](?:-?[{CAPITALS}]|[o&fi]t?(?=[{CAPITALS}])){{1,10}}")
_BEFORE_NOUN = frozenset(CAPITALS + "OY0mwhg)-")
"""What may stand right before the small noun of a name."""
CAPITAL = re.compile(_CAPITAL)
SMALL = re.compile(_SMALL)
TAIL = re.compile(_TAIL)
YEAR = re.compile(r"-?(?P<year>Y)(?:-[Y0])?")
NUMBER = re.compile(r"[0R](?![-mY])")

_LINKED = re.compile(rf"\n?{_CAP}(?:-{_CAP})+")
_IN_TOWN = re.compile(rf"[oi.](?:b-)?A(?:-A)?(?![{CAPITALS}-])")
_HEADS = re.compile(r"[HWGP]{3}").match
_IN_PLACE = re.compile(rf"i{_CAP}\(").match
_NUMBERED = frozenset({"Line", "Dam", "Bridge", "Corridor"})
_RINGS = frozenset({"Ring", "Orbital", "Circular", "Relief", "Beltway"})
_SITES = frozenset({"Cooperation", "Trade", "Logistics", "Exchange"})
_OF_PEOPLE = frozenset(
    "Women Girls People Farmers Mothers Men Veterans Students Workers Youth Pensioners Teachers Nurses".split()
)
_NUMBER_SIGNS = frozenset({"No.", "No", "Nr.", "Unit"})
_GREAT = frozenset(
    "Grand Grande Gran Nouveau Nouvelle Nuevo Nueva Novo Nova Nuovo Nuova Central Jalan Kereta".split()
)
_OF_TOWNS = frozenset("Parque Parco Bosco Presa Mina Tol Cepat Huta Embalse Estadio Ruta".split())
_LINES = frozenset("Línea Ligne Linha Linea Autoroute Autopista Autovía Rodovia Ruta Dálnice".split())
_PORTS = frozenset({"Porto", "Puerto", "Port"})
_SORTS_OF_PORTS = frozenset(
    "Exterior Externo Interior Seco Internacional Multipropósito Comercial Industrial Franco Pesquero".split()
)
_FUNDS = frozenset({"Trust", "Emergency", "Adaptation", "Recovery", "Relief", "Development", "Special", "Solidarity"})
_SHORT_NOUNS = frozenset(
    {"Pont", "Ponte", "Plano", "Stade", "Presa", "Trem", "Tren", "Programa", "Voie", "Diga", "Linha"}
)
_REGIONS = frozenset({"Africa", "Asia", "Europe", "America", "Americas", "Eurasia", "Caucasus", "Oceania"})
_FIRST_YEAR = "2015"
_ROMAN = re.compile(r"[IVX]{1,4}[a-d]?").fullmatch
_FOREIGN_TAIL = re.compile(
    rf"(?:b{{1,2}})?(?P<name>[ALNZERHWGP](?:-?[ALNZERHWGP]|b{{1,2}}-?[ALNZ]){{0,5}})(?![{CAPITALS}-])"
)
_DASHED_NUMBER = re.compile(r"-0(?![-mY])").match
_FOREIGN_WORD = re.compile(
    r"(?!caf[eé]|n[eé]e|na[iï]ve|protég|clich|façade|fianc)(?=[a-z]{0,20}+[à-öø-ž])[a-zà-öø-ž]{2,30}+"
).fullmatch
_FOREIGN_NUMBER = re.compile(r"[0RC](?:-[0RALNZ])?")
_NOT_ENGLISH = re.compile(r"[À-ÖØ-öø-žȘ-ț]|d['’][A-Z]").search


def at_head(scene: Scene, i: int) -> Candidate | None:
    """The name that has its head noun at token ``i``, if there is one."""
    word = scene.view.word(i)
    head = scene.lexicon.heads.get(word.lower())
    if head is None:
        return None
    found = (_five_year_plan(scene, i) if word in _PLANS else None) or _foreign(scene, i, word)
    if found is None and word in _NOUNS_FIRST:
        found = _noun_first(scene, i)
    if found is not None:
        return found
    if word[0].isupper():
        # Where head nouns follow head nouns, the name ends at the last of them.
        return None if _HEADS(scene.classes, i + 1) else _capital(scene, i, head)
    return _small(scene, i, head)


_RANKS = frozenset("Ambassador General Governor President Captain Lady Lord Sir Senator Judge".split())
_AFTER_RANKS = frozenset({"transport", "water", "energy"})
_PLANS = frozenset({"plan", "Plan", "PLAN"})
_NOUNS_FIRST = frozenset({"Project", "Plan"})


def _five_year_plan(scene: Scene, i: int) -> Candidate | None:
    """ "the 14th five-year plan", "the tenth Five-Year Plan"."""
    view = scene.view
    if i < 4 or [word.lower() for word in view.words(i - 3, i + 1)] != ["five", "-", "year", "plan"]:
        return None
    if scene.classes[i - 4] != "O" and view.word(i - 4).capitalize() not in ORDINALS:
        return None
    return Candidate(i - 4, i + 1, i + 1, "described", "initiative")


def _noun_first(scene: Scene, i: int) -> Candidate | None:
    """ "Project Kuiper", "Plan Colombia": within a sentence, a noun and a name that nothing else explains."""
    classes, view = scene.classes, scene.view
    if classes[i + 1 : i + 2] not in tuple("ANC") or scene.opens_sentence(i):
        return None
    if classes[i - 1] in CAPITALS + "-&" or not (scene.follows_determiner(i) or view.word(i - 1).islower()):
        return None
    behind = classes[i + 2 : i + 3]
    if behind in tuple(CAPITALS + "-'") or scene.is_headline(i) or tuple(view.words(i, i + 2)) in scene.lexicon.others:
        return None
    return Candidate(i, i + 2, i + 2, "head first", "initiative" if view.word(i) == "Plan" else "other")


def _foreign(scene: Scene, i: int, word: str) -> Candidate | None:
    """ "Ferrocarril Central", "Plan Sénégal Émergent", "Metro de Bogotá": in other languages the noun stands first.

    A noun that English has, too, needs a particle or a letter that English has not behind it.
    """
    classes, view, sets = scene.classes, scene.view, scene.lexicon.sets
    is_foreign = word in sets["foreign head"]
    if not is_foreign and word not in sets["shared head"]:
        return None
    noun = i
    number = _FOREIGN_NUMBER.match(classes, i + 1) if word in _LINES else None
    found = _FOREIGN_TAIL.match(classes, i + 1 if number is None else number.end())
    if found is None and number is None:
        return None
    if i and view.word(i - 1) in _GREAT:
        i -= 1  # "Grand Stade de Casablanca"
    if i and classes[i - 1] in CAPITALS + "-b" and view.word(i - 1) != "Le":
        return None
    if number is not None and (found is None or "b" not in found.group()):
        end, tail = number.end(), ""  # "Línea 12", not "Línea 2 Bogotá"
    else:
        end, tail = found.end() if found is not None else i, found.group() if found is not None else ""
    has_particle = "b" in tail
    told = has_particle or number is not None or _NOT_ENGLISH(view.between(noun + 1, end)) is not None or "-" in tail
    is_telling = _is_determined(scene, i) and not scene.is_headline(i)
    if is_foreign and i and not is_telling and (told or end - i > 2) and word not in _SHORT_NOUNS:
        is_telling = view.word(i - 1).islower() or classes[i - 1] in ',"' or view.word(i - 1) == ":"
        is_telling = is_telling and not scene.is_headline(i)
    if is_foreign and not is_telling and i and word not in _PORTS | _SHORT_NOUNS and word not in _OF_TOWNS:
        is_telling = classes[i - 1] == "." and view.word(i - 1).isalpha() and not scene.is_headline(i)
    if word in _PORTS and view.words(noun + 1, end)[:1] != [] and view.word(noun + 1) in _SORTS_OF_PORTS:
        told = True
    elif (word in _PORTS or word == "Barrage") and not has_particle:
        return None
    if word in _PORTS | {"Barrage"} and not is_telling:
        return None
    if not (is_telling and (told or is_foreign)):
        return None
    if not number and classes[end : end + 1] == "." and _FOREIGN_WORD(view.word(end)) is not None:
        end += 1  # "VRT Moravská brána"
    head = scene.lexicon.heads[word.lower()]
    if classes[end : end + 1] in tuple("hwgpu") or is_other_than_project(scene, i, end - 1, end, head):
        return None
    category = "transport" if word == "Canal" and "-" in tail else categorize(scene, i, end, noun, head)
    return Candidate(i, end, end, "head first", category, head._replace(short=False))


def _is_determined(scene: Scene, i: int) -> bool:
    """Whether "the", "its", "a" or a possessor stands before a token, or before the quotation mark that opens there."""
    if i > 1 and scene.classes[i - 1] == '"' and scene.view.joined(i) and not scene.view.joined(i - 1):
        i -= 1
    return scene.follows_determiner(i) or scene.view.words(i - 1, i) == ["A"]


def _capital(scene: Scene, i: int, head: Head) -> Candidate | None:
    if _goes_on_with_hyphen(scene, i) or (scene.view.word(i) == "PORT" and scene.classes[i - 1 : i] == "/"):
        return None
    window = scene.classes[max(0, i - WINDOW) : i + 1]
    found = CAPITAL.search(window)
    start = i if found is None else i + 1 - len(window) + found.start()
    if _is_cut(scene, start, i) or (first := trim(scene, start, i, head, small=False)) < 0:
        return None
    if not head.soft and head.category in _AFTER_RANKS and _follows_rank(scene, first):
        first -= 1
        if first == i - 1:
            category = categorize(scene, first, i + 1, i, head)
            return Candidate(first, i + 1, i + 1, "named", category, head._replace(short=False))
    if first > 1 and scene.classes[first - 1] == "'" and head.soft and scene.view.word(first - 2) in _OF_PEOPLE:
        first -= 2  # "Women's Economic Empowerment Fund"
    end, rule = _extend(scene, first, i, head)
    if rule == "named" and not is_capital_name(scene, first, i, head):
        return None
    if is_other_than_project(scene, first, i, end, head):
        scene.refuse(first, i, "a company, an institution, an event, a law or a book is meant")
        return None
    category = categorize(scene, first, end, i, head)
    return Candidate(first, end, proper_end_of(scene, first, i), rule, category, head, scene.is_headline(i))


def _small(scene: Scene, i: int, head: Head) -> Candidate | None:
    classes = scene.classes
    if not i or classes[i - 1] not in _BEFORE_NOUN:
        return None
    window = classes[max(0, i - WINDOW) : i + 1]
    found = SMALL.search(window)
    if found is None or (head.bare and scene.view.word(i).endswith("s")):
        return None
    shift = i + 1 - len(window)
    first, proper_end = shift + found.start("proper"), shift + found.end("proper")
    proper_end -= classes[proper_end - 1] == "-"
    if _is_cut(scene, first, i):
        return None
    first = trim(scene, first, proper_end, head, small=True)
    if not 0 <= first < proper_end:
        return None
    if not is_small_name(scene, first, proper_end, i, head) or _is_named_already(scene, first, proper_end, i, head):
        return None
    end = i + 1
    if classes[end : end + 1] == "u" or is_other_than_project(scene, first, i, end, head):
        scene.refuse(first, i, "a company, or a part of the thing, is meant")
        return None
    category = categorize(scene, first, end, i, head)
    if scene.view.words(i, i + 2) == ["cable", "car"]:
        end, category = i + 2, "transport"
    return Candidate(first, end, proper_end, "described", category, head, scene.is_headline(i))


def _follows_rank(scene: Scene, first: int) -> bool:
    """Whether a rank belongs to a name: "the Ambassador Bridge", "the General Rafael Urdaneta Bridge"."""
    return first > 1 and scene.view.word(first - 1) in _RANKS and scene.view.word(first - 2) in ("the", "The")


def _is_cut(scene: Scene, first: int, i: int) -> bool:
    """Whether a run of words before the noun at token ``i`` is longer than any name, and was cut."""
    return 0 < first == i - WINDOW and scene.classes[first - 1] in CAPITALS + "-"


def _goes_on_with_hyphen(scene: Scene, i: int) -> bool:
    """Whether the noun at token ``i`` is the first half of another word: "Port-au-Prince", "Port-Gentil"."""
    if scene.classes[i + 1 : i + 2] != "-" or scene.classes[i + 2 : i + 3] not in tuple("ACbN"):
        return False
    return scene.view.joined(i + 1) and scene.view.joined(i + 2)


def _is_named_already(scene: Scene, first: int, proper_end: int, i: int, head: Head) -> bool:
    """Whether the small noun only says what a complete name before it is: "Keystone Pipeline system"."""
    classes = scene.classes
    if head.bare and classes[i - 1] in "hw" and at_head(scene, i - 1) is not None:
        return True
    is_rail = head.small == "joined" and scene.view.word(proper_end - 1) == "Rail"  # "Khagaria-Alauli Rail line"
    is_head = classes[proper_end - 1] in "HWGP" and proper_end - 1 > first and not is_rail
    if is_head and at_head(scene, proper_end - 1) is not None:
        return True
    found = scene.lexicon.known.longest(scene.view, first)
    if found is not None and head.soft and classes[found.end : proper_end] in ("(C)", "(Z)", "(A)"):
        return True
    if found is None or found.end != proper_end:
        return False
    if found.payload.is_short or (head.bare and proper_end == i):
        return True
    return not head.soft and found.payload.category != categorize(scene, first, i + 1, i, head)


# ------------------------------------------------------------------------------- behind the head noun


def _extend(scene: Scene, first: int, i: int, head: Head) -> tuple[int, str]:
    """Where a name ends that may go on behind its head noun, and the rule that says so."""
    view = scene.view
    end = i + 1
    ahead = scene.classes[end : end + WINDOW]
    if head.soft and (year := YEAR.match(ahead)) is not None and _takes_year(scene, end, year.start("year")):
        return end + year.end(), "year"
    before = sum(1 for k in range(first, i) if scene.kind(k) not in "LN-" and view.word(k) != "Team")
    if head.category == "facility" and first < i and (placed := _IN_TOWN.match(ahead)) is not None:
        # "Special Economic Zone at Duqm": words of general meaning, and where it is.
        general = all(scene.kind(k) == "L" for k in range(first, i))
        told = i - first > 1 or (view.word(i - 1).lower() in head.qualifiers and view.word(end) != "of")
        if general and told and scene.follows_determiner(first) and view.word(end) in ("at", "in", "of"):
            return end + placed.end(), "head first"
    if head.category == "corridor" and before == 0 and (linked := _LINKED.match(ahead)) is not None:
        gap = view.text[view.ends[i] : view.starts[i + 2]] if ahead[0] == "\n" else ""
        if gap.count("\n") <= 1:
            return end + linked.end(), "head first"
    if ahead[:1] in tuple("ofi") and (spelt := _spelt_out(scene, first, end, ahead, soft=head.soft)):
        return spelt, "head first"
    if (head.soft or view.word(i) == "Port") and (tail := TAIL.match(ahead)) is not None:
        stop = end + _before_next_name(tail.group())
        if _takes_tail(scene, first, i, stop, before):
            return _with_place(scene, first, _without_country(scene, end, stop)), "head first"
    if view.word(i) in ("Center", "Centre") and first < i and ahead[:1] == "f":
        # "International Center for Industrial Cooperation" is a site; what is for studies is an institution.
        tail = TAIL.match(ahead)
        if tail is not None and view.word(end + tail.end() - 1) in _SITES:
            return end + tail.end(), "head first"
    if first < i and ahead and head.category in ("energy", "facility") and view.word(end) in _NUMBER_SIGNS:
        k = end + 1 + (view.words(end + 1, end + 2) == ["."])
        if k < len(view) and scene.classes[k] == "0" and view.word(k).isdigit():
            return k + 1, "plant"
    if view.word(i) in ("Plan", "Programme", "Program") and first < i and ahead[:1] == "R" and len(view.word(end)) > 1:
        return end + 1, "year"
    is_ring = view.word(i) in ("Road", "Expressway", "Highway", "Motorway") and i > first and view.word(i - 1) in _RINGS
    if view.word(i) == "Line" and _DASHED_NUMBER(ahead) and view.joined(end) and view.joined(end + 1):
        return end + 2, "numbered"  # "MRT Line-6"
    is_numbered = (is_ring or view.word(i) in _NUMBERED) and NUMBER.match(ahead) is not None and view.word(end) != "II"
    if is_numbered and (first < i or _is_about(scene, i, head)):
        return end + 1, "numbered"
    if (
        view.word(i) == "Fab"
        and first == i
        and ahead[:1] == "0"
        and view.word(end).isdigit()
        and _is_about(scene, i, head)
    ):
        return end + 1, "numbered"
    if (
        head.category == "corridor"
        and first == i
        and ahead[:1] in ("R", "A")
        and _ROMAN(view.word(end))
        and not scene.opens_sentence(i)
    ):
        return end + 1, "numbered"
    return end, "named"


def _takes_year(scene: Scene, end: int, dashes: int) -> bool:
    """Whether the year behind a head noun, after no dash or one, is part of the name: "Vision-2050"."""
    view = scene.view
    if view.word(end + dashes) < _FIRST_YEAR:
        return False
    return not dashes or (view.joined(end) and view.joined(end + 1) and scene.classes[end + 2 : end + 3] != "-")


def _is_about(scene: Scene, i: int, head: Head) -> bool:
    return head.context is not None and scene.speaks_of(head.context, i)


def _spelt_out(scene: Scene, first: int, end: int, ahead: str, *, soft: bool) -> int:
    """Where a name ends whose tail its acronym in brackets spells out: "Fund for Responding to Loss and Damage".

    The acronym may be of the name in a language with the noun first: "Interoceanic Corridor of the Isthmus of
    Tehuantepec (CIIT)".
    """
    found = _LONG_TAIL.match(ahead)
    if found is None or ahead[found.end() : found.end() + 1] != "(":
        return 0
    stop = end + found.end()
    span = after_name(scene.view, stop)
    if span is None or "X" in scene.kinds(end, stop):
        return 0
    acronym = scene.view.between(*span)
    if soft and acronym in initials(scene.view.between(first, stop)):
        return stop
    letters = [scene.view.word(k)[0] for k in range(first, stop) if scene.classes[k] in CAPITALS]
    return stop if len(letters) > _FEW_LETTERS and sorted(acronym) == sorted(letters) else 0


_FEW_LETTERS = 3


def _takes_tail(scene: Scene, first: int, i: int, stop: int, before: int) -> bool:
    """Whether what follows a head noun belongs to the name: "for X", and "of X" where nothing else names it."""
    view, classes = scene.view, scene.classes
    noun, link = view.word(i), view.word(i + 1)
    if first == i and noun != "Port" and scene.opens_sentence(first):
        return False
    if noun == "Port":
        return link == "of" and first == i and classes[i + 2] in "ACENZL"
    if noun in ("Campaign", "Drive", "Challenge", "Benefit") or (
        noun == "Fund" and (link != "for" or first == i or view.word(i - 1) not in _FUNDS)
    ):
        return False
    body = [k for k in range(i + 2, stop) if classes[k] in CAPITALS + "O"]
    if not body or any(scene.kind(k) == "X" for k in body):
        return False
    if noun == "Fund" and len(body) == 1 and view.word(body[0]) in _REGIONS:
        return True
    if all(scene.kind(k) in "NEB" or view.word(k) == "Republic" for k in body):
        return False
    if link == "for" or (link == "against" and first < i):
        return first < i or len(body) > 1
    if before or link == "in":
        return False
    return first < i or len(body) > (1 if link == "of" else 2)


def _before_next_name(tail: str) -> int:
    """How much of a tail is left when a second name that "and" adds is cut off: "… for Peace and Action Plan"."""
    last = tail.rfind("&")
    return last if last > 0 and tail[-1] in "HGWP" else len(tail)


def _without_country(scene: Scene, end: int, stop: int) -> int:
    """Cut "in Kenya" off a tail; "in Africa" and "in the Indo-Pacific" belong to the name."""
    classes = scene.classes
    if stop - end > 3 and classes[stop - 2 : stop] == "iN" and scene.view.word(stop - 1) not in _REGIONS:
        return stop - 2
    return stop


def _with_place(scene: Scene, first: int, stop: int) -> int:
    """Take "in Africa" into a name whose acronym in brackets has a letter for it."""
    view = scene.view
    if _IN_PLACE(scene.classes, stop) and view.word(stop) == "in" and (span := after_name(view, stop + 2)) is not None:
        acronym = view.between(*span)
        if acronym.endswith(view.word(stop + 1)[0]) and fits(acronym, view.between(first, stop + 2)):
            return stop + 2
    return stop
