"""Named projects: railways, dams, corridors, zones, initiatives, funds … by a grammar of their names.

Names are found in several ways: by their head noun (`extract.matchers.project_names`), or a plural one that
several share (`extract.matchers.project_lists`), by what the text says of them ("X, a five-year plan", "a scheme
called X", "the “X” programme": `extract.matchers.project_beside`), by words near that leave no doubt ("Kozloduy 6"
beside a reactor: `extract.matchers.project_cues`), by the names they stand beside, in a column of a table or in
the same build (`extract.matchers.project_like`), by the field of a sheet that they fill
(`extract.matchers.project_fields`), by heart (a gazetteer of what the whole world knows, and of what users add),
and, once a name is found, by the acronyms, short forms and numbers that the rest of the document uses for it
(`extract.matchers.project_mentions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.matchers import Rule
from extract.matchers import project_chinese as chinese
from extract.matchers import project_like as like
from extract.matchers.project_beside import APPOSITION, CALLED, INTRODUCED, QUOTED_AFTER, QUOTED_BEFORE, beside
from extract.matchers.project_cues import FOR, SUBJECT, UNIT, launched, on_stream, told_near, unit
from extract.matchers.project_fields import FIELD, fields
from extract.matchers.project_judge import categorize, is_title_of_work
from extract.matchers.project_lists import COUNTED, NAMED_BEHIND_START, SHARED, SHARED_END, listed
from extract.matchers.project_mentions import Mentions, is_unit_number
from extract.matchers.project_names import CAPITAL, NUMBER, SMALL, TAIL, YEAR, at_head
from extract.matchers.project_scene import CAPITALS, Candidate, Scene
from extract.matchers.project_words import Head, Known, build, is_compound
from extract.view import Match, View
from extract.vocabulary import Vocabulary

_CENTERS = frozenset({"Center", "Centre", "Studies", "Foundation"})
_PLACE_BEFORE = frozenset(
    {"in", "at", "near", "around", "outside", "into", "mr", "mr.", "ms", "mrs", "president", "minister"}
)
_AT_WORK = frozenset(
    "output production work works drilling operations construction reactor reactors unit units turbine turbines outage "
    "maintenance strike stoppage mining expansion capacity".split()
)
_NUMBERED = frozenset({"energy", "water", "facility"})
_CARRIERS = frozenset({"cable", "link", "line", "interconnector"})
_NOUN_BEHIND = re.compile(r"(?:[-/&]?[mwhg0](?=[-/&mwhgp0LZ]))*(?:(?<=m)[LZ])?-?[hwg]|[HWG]").match
_TRIGGER = re.compile(r"[HhWwGgPpZzcqK]")


class ProjectMatcher:
    """Finds named projects. ``vocabulary`` may bring head nouns and projects of one's own."""

    kind = "project"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lexicon = build(vocabulary)
        self.classify = self.lexicon.classify
        self.words = self.lexicon.words
        self.rules = RULES

    @staticmethod
    def by_ending(word: str) -> str:
        """The class of a capitalised word of letters that no vocabulary has."""
        return "Z" if is_compound(word) else "A"

    def match(self, view: View) -> Iterator[Match]:
        """The projects named in a document, ascending, without overlap."""
        scene = Scene(view, self.lexicon)
        sure: list[Candidate] = []
        unsure: list[Candidate] = []
        for c in _candidates(scene):
            (sure if not c.is_title or _is_safe_in_headline(scene, c) else unsure).append(c)
        sure = _without_overlaps(sure)
        if sure:
            sure = _without_overlaps([*sure, *_in_headlines(scene, sure, unsure)])
            sure = _without_overlaps([*sure, *like.beside_others(scene, sure)])
            mentions = Mentions(scene, sure)
            yield from map(mentions.match, _without_overlaps(mentions.all()))


def _candidates(scene: Scene) -> list[Candidate]:
    found: list[Candidate] = []
    classes = scene.classes
    for trigger in _TRIGGER.finditer(classes):
        i = trigger.start()
        cls = classes[i]
        candidate: Candidate | None = None
        if cls == "K":
            candidate = chinese.at_ending(scene, i)
        elif cls in "hwgpHWG" and (names := listed(scene, i)):
            found.extend(names)
        elif cls not in "Zz":
            candidate = (None if cls in "cq" else at_head(scene, i)) or beside(scene, i)
        if candidate is not None:
            found.append(candidate)
        if cls in "HGWPZz" and (candidate := _known(scene, i)) is not None:
            found.append(candidate)
        elif cls == "Z" and scene.view.word(i) not in scene.lexicon.classes:
            found.extend(_compound(scene, i))
    found.extend(told_near(scene))
    for place in SHARED_END.finditer(classes):
        found.extend(listed(scene, place.end() - 1))
    for place in NAMED_BEHIND_START.finditer(classes):
        found.extend(listed(scene, place.start()))
    found.extend(fields(scene))
    found.extend(like.tables(scene))
    found.extend(like.defined(scene))
    found.extend(like.quoted(scene))
    found.extend(like.costly(scene))
    found.extend(on_stream(scene))
    return found


def _known(scene: Scene, i: int) -> Candidate | None:
    """The longest known name that begins at token ``i``."""
    view, classes = scene.view, scene.classes
    for found in scene.lexicon.known.all(view, i):
        end, known = found.end, found.payload
        if i > 1 and view.joined(i) and classes[i - 1] == "-" and classes[i - 2] in "ACNE":
            continue
        behind = "".join(map(scene.kind, range(end, min(end + 2, len(classes)))))
        if behind[:1] == "X" or (behind[:1] in tuple("AHGWPL") and behind[1:] == "X" and not scene.is_headline(i)):
            return None
        if behind and classes[end] in CAPITALS and not _CENTERS.isdisjoint(view.words(end, min(end + 3, len(view)))):
            return None
        if behind[:1] == "-" and view.joined(end) and behind[1:] in tuple("0ACN"):
            continue
        if is_title_of_work(scene, i):
            return None
        if known.context is not None and not _is_meant(scene, i, end, known.context):
            continue
        if known.is_short:
            return Candidate(i, end, end, "known", known.category, name=known.name, acronym=known.acronym)
        stop, head = _with_noun(scene, end, known)
        if head is not None:
            # An "Accelerator" of something is not the thing itself.
            proper_end = stop if head.soft and head.capital == "two" else end
            return Candidate(i, stop, proper_end, "described", known.category, head)
        is_numeral = known.category == "energy" or scene.classes[end : end + 1] == "R"
        if is_numeral and known.category in _NUMBERED and is_unit_number(scene, end):
            return Candidate(i, end + 1, end + 1, "known", known.category)
        return Candidate(i, end, end, "known", known.category, acronym=known.acronym)
    return None


_PHASES = frozenset({"extension", "expansion", "section", "stage", "phase"})


def _with_noun(scene: Scene, end: int, known: Known) -> tuple[int, Head | None]:
    """Where a known name ends that may have a small noun of its kind behind it: "Papua LNG plant"."""
    found = _NOUN_BEHIND(scene.classes, end)
    if found is None or known.acronym:
        return end, None
    i = found.end() - 1
    word = scene.view.word(i)
    head = scene.lexicon.heads[word.lower()]
    if head.bare or word in _PHASES or word.endswith("s") or scene.classes[i + 1 : i + 2] in tuple("u-hwgp"):
        return end, None
    is_initiative = known.category in ("initiative", "fund")
    if head.soft != is_initiative:
        return end, None
    category = known.category if word in _CARRIERS else categorize(scene, end, i + 1, i, head)
    if not head.soft and category != known.category and {category, known.category} != {"energy", "facility"}:
        return end, None
    return i + 1, head


def _compound(scene: Scene, i: int) -> Iterator[Candidate]:
    """ "Öresundsbron": a name that is one word, with no capitalised word beside it."""
    word = scene.view.word(i)
    is_alone = scene.classes[i + 1 : i + 2] not in tuple(CAPITALS + "-")
    if is_alone and (not i or scene.classes[i - 1] not in CAPITALS + "-" or scene.opens_sentence(i)):
        is_plant = word.endswith(("kraftwerk", "virkjun"))
        category = "energy" if is_plant else "water" if word.endswith("talsperre") else "transport"
        yield Candidate(i, i + 1, i + 1, "compound", category)


def _is_meant(scene: Scene, first: int, end: int, context: re.Pattern[str]) -> bool:
    """Whether a name that means something else as well is the project here: no place, and the words around say so."""
    if first and scene.view.word(first - 1).lower() in _PLACE_BEFORE and not _is_at_work(scene, first):
        return False
    if scene.classes[end : end + 1] in tuple("ACLNEX") and not scene.is_headline(first):
        return False  # "Rosebank School", "Leviathan Books"
    if scene.classes[first - 1 : first] in tuple("ALNER") and first and not scene.opens_sentence(first):
        return False  # "Monsignor Leviathan", "Fort Tengiz"
    return context.search(scene.around(first, end)[0]) is not None


def _is_at_work(scene: Scene, first: int) -> bool:
    """ "output at Tengiz", "two reactors at Koeberg": what is done there is done at the works, and not in the town."""
    return first > 1 and scene.view.word(first - 1) == "at" and scene.view.word(first - 2).lower() in _AT_WORK


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Of candidates that overlap the longest, of two as long the one found first; in the order of the text."""
    taken = bytearray(max((c.end for c in candidates), default=0))
    kept: list[Candidate] = []
    for c in sorted(candidates, key=_longest_first):
        first, end = c.first, c.end
        if not any(taken[first:end]):
            taken[first:end] = b"\1" * (end - first)
            kept.append(c)
    kept.sort(key=_first)
    return kept


def _longest_first(c: Candidate) -> tuple[int, int]:
    return c.first - c.end, c.first


def _first(c: Candidate) -> int:
    return c.first


def _is_safe_in_headline(scene: Scene, c: Candidate) -> bool:
    """Whether a name in a line of capitalised words is one: it fills its part of the line."""
    view, classes = scene.view, scene.classes
    words = view.words(c.first, c.end)
    if all(word.isupper() or not word.isalpha() for word in words):
        return False
    before = classes[c.first - 1] if c.first else "\n"
    behind = classes[c.end] if c.end < len(classes) else "\n"
    if behind not in '\n.()",' or (behind == "." and view.word(c.end)[0].isalpha()):
        return False
    is_behind_article = c.first > 0 and view.word(c.first - 1) == "The"
    if c.head is not None and c.head.soft:
        is_item = len(words) > 3 and before in "\n." and behind in "\n(" and scene.opens_sentence(c.first)
        return (before in "t'" or is_behind_article or is_item) and len(words) > 2
    return before in "\n.(\"t'" or is_behind_article or scene.opens_sentence(c.first)


def _in_headlines(scene: Scene, sure: list[Candidate], unsure: list[Candidate]) -> list[Candidate]:
    """The ends of runs of capitalised words in headlines that are names elsewhere in the text."""
    names = {tuple(word.casefold() for word in scene.view.words(c.first, c.end)): c for c in sure}
    found: list[Candidate] = []
    for c in unsure:
        words = [word.casefold() for word in scene.view.words(c.first, c.end)]
        for k in range(len(words) - 1):
            if (known := names.get(tuple(words[k:]))) is not None:
                found.append(Candidate(c.first + k, c.end, c.end, "again", known.category))
                break
    return found


RULES: tuple[Rule, ...] = (
    Rule(
        "named",
        CAPITAL.pattern,
        at_head,
        (
            "The [Rogun Dam](category=energy) is half built.",
            "Part of it comes from the [Forward-looking Infrastructure Development Program](category=initiative).",
            "The [China-Kazakhstan (Lianyungang) Logistics Cooperation Base](category=facility) grew.",
            "Under the [Mohammed bin Rashid Solar Park] lies sand.",
        ),
        ("The Dam is half built.", "The Ministry of Energy Policy said so.", "Chief Strategy Officer Li left."),
    ),
    Rule(
        "described",
        SMALL.pattern,
        at_head,
        (
            "Money is set aside for the [Rogun hydropower project](category=energy).",
            "Trains on the [Moscow–Kazan high-speed railway](category=transport) would be fast.",
            "Brussels has a [Farm to Fork strategy](category=initiative).",
        ),
        ("The Kazakh pipeline is full.", "They want a railway.", "The Gazprom pipeline burst."),
    ),
    Rule(
        "numbered",
        NUMBER.pattern,
        at_head,
        ("Trains on the metro's [Line 3] were late.", "Trucks use [CAREC Corridor 2](category=corridor)."),
        ("Sign on line 3.", "The Corridor 2 days later was open."),
    ),
    Rule(
        "year",
        YEAR.pattern,
        at_head,
        ("In line with [Egypt Vision 2030](category=initiative), it rose.", "Kenya has its [Vision 2030]."),
        ("He has a vision for 2030.", "The Plan 1990 failed."),
    ),
    Rule(
        "head first",
        TAIL.pattern,
        at_head,
        (
            "They adopted the [Programme for Integrated Development of Towns and Districts](category=initiative).",
            "Next comes the [Development Strategy of New Uzbekistan](category=initiative).",
            "Boxes pile up in the [Port of Djibouti](category=transport).",
            "The [Transport Corridor Europe-Caucasus-Asia](category=corridor) has a seat in Baku.",
        ),
        ("The Strategy of Kenya failed.", "The Director of Planning for Europe left.", "A plan for Africa is needed."),
    ),
    Rule(
        "quoted",
        f"{QUOTED_BEFORE.pattern}|{QUOTED_AFTER.pattern}",
        beside,
        (
            "It is paid for by the “[Strong Regions](category=initiative)” national project.",
            'He presented the programme "[Digital Steppe](category=initiative)".',
        ),
        ('"The Plan" was a failure, he said of the project.', 'He said: "Kenya" plans nothing.'),
    ),
    Rule(
        "explained",
        APPOSITION.pattern,
        beside,
        (
            "Arab towns profit from [Takadum](category=initiative), a five-year plan.",
            "Data follows: [Blue Raman](category=digital), a cable to India.",
            "[Tonopa](category=facility), the world's largest copper mine, is on strike.",
            "Afghanistan's largest dam, [Wakhsar](category=energy), makes electricity.",
        ),
        (
            "He met Smith, a pipeline engineer.",
            "She likes Lobito, a port on the coast.",
            "Kenya, a plan in hand, agreed.",
            "Paul Kagame, Rwanda's first railway minister, left.",
            "Rusal, the world's largest aluminium smelter operator, lost money.",
            "At its largest dam, Smith, a farmer, fell.",
        ),
    ),
    Rule(
        "introduced",
        INTRODUCED.pattern,
        beside,
        ("He gave the poor a health card, the [Kartu Jakarta Sehat] ([KJS](acronym=KJS)).",),
        ("He joined a union, the Congress of Workers (CW).",),
    ),
    Rule(
        "called",
        CALLED.pattern,
        beside,
        ("It began a five-year plan called [Takadum](category=initiative).", "The scheme is known as [Samurdhi]."),
        ("A unit called Moja Expressway collects the tolls.", "A system she called Objectivism came of it."),
    ),
    Rule(
        "listed",
        f"{SHARED.pattern}|{COUNTED.pattern}",
        listed,
        (
            "The [Tubura](category=energy) and [Kagando dams](category=energy) were built with loans.",
            "It will join the [Sirwa](category=energy), [Mulembe](category=energy) and [Kasori power stations].",
            "[Corvina](category=energy) and [Dentex](category=energy), two gas fields off Haifa, were shut.",
        ),
        (
            "Kenya and Uganda railways met.",
            "Smith and Jones, two engineers, left.",
            "They bought BP and Gazprom pipelines.",
        ),
    ),
    Rule(
        "defined",
        like.BRACKETED.pattern,
        like.defined,
        ("They began construction of the [New Safe Confinement] ([NSC](acronym=NSC)).",),
        ("They are building the East African Community (EAC).", "The Rural Housing Fair (RHF) was built up."),
    ),
    Rule(
        "costly",
        like.COST.pattern,
        like.costly,
        ("[Karoo Deep](category=facility), built for R4.4 billion over a decade, listens to stars.",),
        ("The Titanic, built for £1.5 million, was a ship.", "Smith, built for speed, ran."),
    ),
    Rule(
        "sized",
        like.SIZED.pattern,
        like.sized,
        ("The [Tamor dam], [Upper Kosi-2](category=energy) (216 MW) and [Arun Hills](category=energy) (900 MW) wait.",),
        ("Rajasthan (17,055 MW) and Germany (60,000 MW) have sun.",),
    ),
    Rule(
        "on stream",
        SUBJECT.pattern,
        on_stream,
        ("[Kupari](category=energy) came on stream in 2019.", "[Tarsa 2](category=energy) will come on stream late."),
        ("It came on stream in 2019.", "Output came on stream.", "The show is on a stream."),
    ),
    Rule(
        "compound",
        "Z",
        _compound,
        ("Ferries gave way to the [Storfjordtunnelen](category=transport).",),
        ("The Autobahn was closed.", "Mr Rosenbahn left the Deutsche Bundesbahn."),
    ),
    Rule(
        "plant",
        NUMBER.pattern,
        at_head,
        ("Coal is short at [Combined Heat and Power Plant No. 4](category=energy).",),
        ("A power plant no. 4 is planned.",),
    ),
    Rule(
        "unit",
        UNIT.pattern,
        unit,
        ("The reactors of [Kozloduy 6](category=energy) are back.", "The reactors of [Marwick 6] wait."),
        ("King Charles III saw a nuclear reactor.", "The Trident II nuclear missile flew.", "Reactor No. 4 blew up."),
    ),
    Rule(
        "launched",
        FOR.pattern,
        launched,
        ("The government launched [Roofs for Schools](category=initiative) in May.",),
        ("Apple launched Final Cut for Mac.", "The government hired Doctors for Villages."),
    ),
    Rule(
        "field",
        FIELD.pattern,
        fields,
        (
            "| **Title** | [Jobs for Youth in the Savanna](category=initiative) ([JYS](acronym=JYS)) |\n"
            "| **Commissioned by** | BMZ |",
            "Project name: [Roads to Market in Kono](category=initiative)\n",
        ),
        ("Title: Jobs for Youth in the Savanna\nBy Ann Lee", "Project name: to be decided\n"),
    ),
    Rule(
        "known",
        "[HGWPZz]",
        _known,
        (
            "The EU's answer is [Global Gateway](category=initiative).",
            '[BRI](name="Belt and Road Initiative") loans fell.',
        ),
        ("The ancient Silk Road is gone.", "The Belt and Road Forum was held in May."),
    ),
    Rule(
        "acronym",
        "[CZ]",
        Mentions,
        (
            'The [Great Mekong Bridge] ([GMB](name="Great Mekong Bridge" acronym=GMB)) is closed.',
            'The [Standard Gauge Railway] is slow; the [SGR](name="Standard Gauge Railway" acronym=SGR) owes.',
        ),
        ("The ADB and the EBRD lend.",),
    ),
    Rule(
        "short form",
        _TRIGGER.pattern,
        Mentions,
        ('The [Neckar South power station] is full. [Neckar South](name="Neckar South power station") burned.',),
        ("Nairobi has traffic, and Dakota has snow.",),
    ),
    Rule(
        "again",
        _TRIGGER.pattern,
        Mentions,
        ("Motorists may use the [Nairobi Expressway].\n\nMinisters Praise [Nairobi Expressway] Again",),
        ("Ministers Praise Long Expressway Again",),
    ),
    Rule(
        "chinese",
        "K",
        chinese.at_ending,
        ("[中吉乌铁路](category=transport)通车。",),
        ("这条铁路通车。",),
    ),
)
