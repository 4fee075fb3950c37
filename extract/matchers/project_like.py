"""Names that stand where other projects stand: in a column of a table, in a list, beside one in the same build.

"| Plant | MW |" makes names of plants of what its column holds; where the text says "Norway's Rogfast, Denmark's
Fehmarn tunnel and Sweden's Ostlänken", what one of them is the others are; and "Yellowtail will follow in 2025"
speaks of a thing of the sort that was told of before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extract.matchers.acronyms import initials
from extract.matchers.project_judge import categorize
from extract.matchers.project_lists import STATES, singular
from extract.matchers.project_scene import CAPITALS, Candidate, Scene
from extract.matchers.project_words import Head


def beside_others(scene: Scene, sure: list[Candidate]) -> Iterator[Candidate]:
    """The names that stand where others do that were found before."""
    yield from alike(scene, sure)
    yield from items(scene, sure)
    yield from followers(scene, sure)
    yield from sized(scene, sure)


# ---------------------------------------------------------------------------------------------- tables

_RULED = re.compile(r"\n[ \t]{0,9}+\|?[ \t]{0,9}+:?-{2,}+:?[ \t]{0,9}+\|[-:| \t]*+(?=\n|\Z)")
_CELL = re.compile(r"[^|\n]*+")
# Both are given what has no white space around.
_HEADER = re.compile(
    r"[*_]{0,3}+(?:Name of (?:the )?)?(?P<words>[A-Za-z][A-Za-z -]{2,30}?)(?: name)?[*_]{0,3}+"
).fullmatch
_NAME_CELL = re.compile(
    r"[*_]{0,3}+\[?(?P<name>[^\W\d_][^|\n(\[\]*_:;,]{1,60}?)[*_\]]{0,3}+ ?(?:\([^|\n]{0,80}+)?"
).fullmatch
_POWER = re.compile(r"\b(?:MW|GW|MWe|GWh|TWh|[Mm]egawatts?|[Cc]apacity|[Uu]nits?|[Rr]eactors?|[Tt]urbines?)\b")
_OIL = re.compile(r"\b(?:bpd|b/d|boed?|barrels|bcm|tcf|mcf|[Rr]eserves|[Oo]il|[Gg]as|[Cc]rude)\b")
_NO_NAMES = frozenset(
    "Total Totals Subtotal Other Others All Various None Average Sum Unknown Both Same Rest Overall Grand".split()
)
_COLUMNS = frozenset(
    "dam bridge tunnel canal reservoir mine smelter refinery pipeline interconnector cable highway expressway motorway "
    "stadium arena gigafactory corridor project programme program scheme initiative railway viaduct barrage "
    "plant station farm field oilfield gasfield terminal park zone hpp npp".split()
)
_SORTS = frozenset(
    "main major new planned proposed existing current selected key largest biggest important national regional local "
    "high speed hydroelectric hydropower hydro power nuclear thermal coal gas oil wind solar geothermal pumped storage "
    "railway rail road metro water irrigation iron copper gold diamond container sea port bridge flagship "
    "priority".split()
)
"""What may stand before the noun of a heading; in "Kossou Dam" it is one dam's name."""

_MOST_ROWS = 400


def tables(scene: Scene) -> Iterator[Candidate]:
    """The names in the first columns of Markdown tables that are headed by a noun for projects."""
    text = scene.view.text
    if "|" not in text:
        return
    if "-|" not in text and "- |" not in text and "|-" not in text and "| -" not in text and ":|" not in text:
        return
    for rule in _RULED.finditer(text):
        start = text.rfind("\n", 0, rule.start()) + 1
        header = text[start : rule.start()]
        name, _, others = header.strip().removeprefix("|").partition("|")
        found = _HEADER(name.strip())
        if found is None or not others.strip(" |\t"):
            continue  # "| Kossou Dam | |" heads what is told of one dam
        words = found["words"].lower().split()
        noun = words[-1] if words[-1] in _COLUMNS else singular(words[-1])
        head = scene.lexicon.heads.get(noun) if noun in _COLUMNS else None
        if head is None or not all(word in head.qualifiers or word in _SORTS for word in words[:-1]):
            continue
        if (category := _of_column(head, noun, words, header)) is None:
            continue
        yield from _cells(scene, rule.end() + 1, head, category)


def _of_column(head: Head, noun: str, words: list[str], header: str) -> str | None:
    """The category of the names in a column; None where its heading does not tell."""
    told = next((head.qualifiers[word] for word in words if word in head.qualifiers), None)
    if told is not None or len(words) > 1:
        return told or (head.category if head.small == "name" else None)
    if noun in ("plant", "station", "dam", "farm", "project", "park"):
        if _POWER.search(header):
            return "energy"
        return head.category if noun in ("dam", "project") else None
    if noun in ("field", "terminal"):
        return "energy" if _OIL.search(header) else None
    return head.category if head.small == "name" or head.soft else None


def _cells(scene: Scene, at: int, head: Head, category: str) -> Iterator[Candidate]:
    """The names in the first cells of the lines from ``at`` on."""
    view = scene.view
    text = view.text
    for _ in range(_MOST_ROWS):
        line_end = text.find("\n", at)
        end = len(text) if line_end < 0 else line_end
        while at < end and text[at] in " \t|":
            at += 1
        cell = _CELL.match(text, at, end)
        if cell is None or cell.end() == end or not cell.group().strip(" :-"):
            return
        if (name := _NAME_CELL(cell.group().rstrip())) is not None:
            start, stop = at + name.start("name"), at + name.end("name")
            first, last = view.token_at(start), view.token_at(stop - 1)
            if view.starts[first] == start and view.ends[last] == stop and is_name(scene, first, last + 1):
                yield Candidate(first, last + 1, last + 1, "column", category, None)
        if line_end < 0:
            return
        at = line_end + 1


def is_name(scene: Scene, first: int, end: int) -> bool:
    """Whether tokens read as a name: capitalised, more than a country, and no organization."""
    kinds = scene.kinds(first, end)
    words = scene.view.words(first, end)
    if len(kinds) > 7 or words[0] in _NO_NAMES or kinds[-1] in "XBED" or "\n" in kinds:
        return False
    if not all(kind in CAPITALS or kind in "YR0-o&b'" for kind in kinds):
        return False
    name = " ".join(words)
    return any(kind in "ACHW" for kind in kinds) and name not in scene.lexicon.countries and name not in STATES


# ----------------------------------------------------------------------------------------- lists of lines

_BULLET = re.compile(r"\n[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+[*_]{0,3}(?=[^\W\d_a-z])")
_BULLET_NAME = re.compile(r"[ACLZ](?:-?[ACLZR0N]|[ob](?=[ACLZ])){0,5}(?=[(-])")


def items(scene: Scene, sure: list[Candidate]) -> Iterator[Candidate]:
    """What opens an item of a list, before a bracket or a dash, where the items beside it open with projects."""
    view, classes = scene.view, scene.classes
    opening = {c.first: c for c in sure if c.category not in ("initiative", "fund")}
    if not opening:
        return
    before: Candidate | None = None
    waiting: list[tuple[int, int]] = []
    line = -9
    for item in _BULLET.finditer(view.text):
        first = view.token_at(item.end())
        nearby = view.text.count("\n", line, item.start() + 1) < 3 if line >= 0 else False
        if not nearby:
            before, waiting = None, []
        line = item.start()
        if (known := opening.get(first)) is not None:
            if classes[known.end : known.end + 1] in ("(", "-"):
                before = known
                for start, end in waiting:
                    yield Candidate(start, end, end, "listed", known.category)
                waiting = []
            continue
        found = _BULLET_NAME.match(classes, first)
        if found is None or not is_name(scene, first, found.end()) or view.joined(found.end()):
            continue
        if before is not None:
            yield Candidate(first, found.end(), found.end(), "listed", before.category)
        else:
            waiting.append((first, found.end()))


# ------------------------------------------------------------------------------------------ the same build

_OWNED = r"[NAZC](?:-?[NAZC]){0,2}"
_OWN = r"(?P<name>[ACZ](?:-?[ACZLR0]){0,3})"
_SINCE = r"(?:,?[.iJ]Y,)?"
_LAST = rf",?&{_SINCE}{_OWNED}'{_OWN}(?=[,).\n]|\Z)"
_NEXT = rf",{_SINCE}{_OWNED}'{_OWN.replace('name', 'more')}(?=,?&?{_SINCE}{_OWNED}')"
_TO_THE_RIGHT = re.compile(rf"(?:{_LAST}|{_NEXT})")
_TO_THE_LEFT = re.compile(rf"'{_OWN}(?:,&?|&){_SINCE}{_OWNED}'\Z")
_FURTHEST = 4


def alike(scene: Scene, sure: list[Candidate]) -> Iterator[Candidate]:
    """ "Sweden's MAX IV, Brazil's Sirius and China's High Energy Photon Source": three or more, each with its owner."""
    for c in sure:
        if c.category in ("initiative", "fund") or not c.first or scene.classes[c.first - 1] != "'":
            continue
        found = [*_owned_before(scene, c.first), *_owned_behind(scene, c.end)]
        if len(found) > 1:
            for first, end in found:
                if is_name(scene, first, end):
                    yield Candidate(first, end, end, "listed", c.category)


def _owned_before(scene: Scene, first: int) -> Iterator[tuple[int, int]]:
    for _ in range(_FURTHEST):
        if (found := _TO_THE_LEFT.search(scene.classes, max(0, first - 16), first)) is None:
            return
        first, end = found.span("name")
        yield first, end


def _owned_behind(scene: Scene, end: int) -> Iterator[tuple[int, int]]:
    for _ in range(_FURTHEST):
        if (found := _TO_THE_RIGHT.match(scene.classes, end)) is None:
            return
        first, end = found.span("name") if found["name"] else found.span("more")
        yield first, end


# --------------------------------------------------------------------------------------------- what follows

_FOLLOWER = re.compile(
    r"(?P<name>\b[A-Z][\w-]{2,20}(?: [A-Z0-9][\w-]{0,20}){0,2})(?:, (?:[^,.;\n]|\.(?=\d)){3,40},)? "
    r"(?:will|is to|are to|should|would|is due to|was to) \Z"
)
_WHEN = re.compile(
    r"follow(?:ed)? (?:in|by|next|later|early|late|from|at the|a year|two years|three years)\b(?![^.;]{0,25} as )"
).match


def followers(scene: Scene, sure: list[Candidate]) -> Iterator[Candidate]:
    """ "The Liza field is pumping; Uaru, at $12.7 billion, is to follow in 2026."."""
    view = scene.view
    text = view.text
    at = text.find(" follow")
    told = [c for c in sure if c.category not in ("initiative", "fund", "other")] if at >= 0 else []
    starts = [c.first for c in told]
    while at >= 0:
        if _WHEN(text, at + 1) and (found := _FOLLOWER.search(text, max(0, at - 110), at + 1)) is not None:
            first, last = view.token_at(found.start("name")), view.token_at(found.end("name") - 1)
            if (
                view.starts[first] == found.start("name")
                and _opens_clause(scene, first)
                and is_name(scene, first, last + 1)
                and (k := bisect_left(starts, first)) > 0
                and starts[k - 1] >= view.sentence(first)[0]
            ):
                yield Candidate(first, last + 1, last + 1, "listed", told[k - 1].category)
        at = text.find(" follow", at + 7)


def _opens_clause(scene: Scene, first: int) -> bool:
    """Whether a name is the first of its clause, and not the end of a longer one."""
    return scene.view.word(first - 1) in (";", ",", "and", "but", "while")


# -------------------------------------------------------------------------------------------- of a size

SIZED = re.compile(r"\(0m\)")
_SIZED_NAME = re.compile(r"(?<![ACLNZEBXDJHWGP-])[AZL](?:-?[AZLR0]){0,3}\Z")


def sized(scene: Scene, sure: list[Candidate]) -> Iterator[Candidate]:
    """ "Upper Trishuli-1 (216 MW)": a name with a number, or beside a plant told of in its sentence, and its power."""
    view, classes = scene.view, scene.classes
    plants: set[int] | None = None
    for place in SIZED.finditer(classes):
        end = place.start()
        if view.word(end + 2) not in ("MW", "MWe", "MWp"):
            continue
        found = _SIZED_NAME.search(classes, max(0, end - 9), end)
        if found is None or not is_name(scene, found.start(), end):
            continue
        first = found.start()
        if plants is None:
            plants = {view.sentence(c.first)[0] for c in sure if c.category == "energy"}
        is_numbered = end - first > 1 and classes[end - 1] in "R0"
        if is_numbered or view.sentence(first)[0] in plants:
            yield Candidate(first, end, end, "sized", "energy")


# ------------------------------------------------------------------------------------- quoted, and followed

_FOLLOWS = frozenset(
    "and but which that to for in on at from by was is were are has have had will with since the a".split()
)
_QUOTED = re.compile(r"(?P<name>[ACLZJ](?:-?[ACLZJNEO0Y]|[o&fi]t?(?=[ACLZJNE])){1,6}),?\"(?![hwgpHWGPuA])")


def quoted(scene: Scene) -> Iterator[Candidate]:
    """ "It was built under the 'Pradhan Mantri Urja Ganga'": what is done under a quoted name is a programme's."""
    view, classes = scene.view, scene.classes
    for article in ('t"', 'd"'):
        at = classes.find(article, 1)
        while at >= 0:
            first = at + 2
            found = _QUOTED.match(classes, first) if view.word(at - 1) == "under" else None
            if found is not None and view.joined(first) and not view.joined(first - 1) and not scene.is_headline(first):
                end = found.end("name")
                behind = view.words(found.end(), found.end() + 1)
                is_alone = not behind or behind[0] in _FOLLOWS or not behind[0][0].isalnum()
                if is_alone and not {"X", "B", "D"} & set(scene.kinds(first, end)):
                    yield Candidate(first, end, end, "quoted", "initiative")
            at = classes.find(article, at + 2)


# ------------------------------------------------------------------------------------------- what it cost

COST = re.compile(
    r", built (?:in \d{4} )?(?:for|at a cost of) (?:(?:about|some|nearly|around|over|more than) )?"
    r"(?:[A-Z]{0,3}[$€£¥₹₽₺₦]|[A-Z]{1,3})? ?\d"
)
_COSTLY = re.compile(
    r"(?:\A|(?<=[.;,:\n] )|(?<=\n)|(?<= and )|(?<= the ))(?P<name>[A-Z][\w-]{2,20}(?: [A-Z0-9][\w-]{0,20}){0,2})\Z"
)
_VESSELS = re.compile(
    r"\b(?:ships?|vessels?|yachts?|ferry|liners?|aircraft|carrier|destroyer|frigate|satellites?|capital|town)\b"
)


def costly(scene: Scene) -> Iterator[Candidate]:
    """ "MeerKAT, built for R4.4 billion, …": what was built for a sum."""
    view = scene.view
    text = view.text
    at = text.find(", built ")
    while at >= 0:
        if COST.match(text, at) and (found := _COSTLY.search(text, max(0, at - 80), at)) is not None:
            first, last = view.token_at(found.start("name")), view.token_at(at - 1)
            if (
                view.starts[first] == found.start("name")
                and is_name(scene, first, last + 1)
                and not _VESSELS.search(text, max(0, at - 150), at + 150)
            ):
                category = categorize(scene, first, last + 1, last, scene.lexicon.heads["project"])
                yield Candidate(first, last + 1, last + 1, "costly", "facility" if category == "other" else category)
        at = text.find(", built ", at + 8)


# --------------------------------------------------------------------------------- acronyms of what is built

BRACKETED = re.compile(r"\([CZA]\)")
_RUN = re.compile(rf"[{CAPITALS}](?:-?[{CAPITALS}0]|[o&f]t?(?=[{CAPITALS}])){{1,9}}\Z")
_GROUPS = frozenset(
    "Community Nations State States Republic Goals World Force Corps Brigade Network Capacity Service Services".split()
)
_IS_BUILT = re.compile(
    r"\b(?:[Bb]uild|[Bb]uilds|[Bb]uilding|[Rr]ebuild|[Rr]ebuilding|built|[Cc]onstruct|[Cc]onstructs|[Cc]onstructing|"
    r"[Cc]onstruction (?:work )?(?:of|on)|[Ww]ork on|[Cc]ompletion of) "
    r"(?:(?:the|a|an|its|their|his|new|first|planned|proposed|giant|\w+[’']s) ){0,3}\Z"
)


def defined(scene: Scene) -> Iterator[Candidate]:
    """ "They are building the Tema Motorway Interlink (TMI)": what is built, and has its initials in brackets."""
    view, classes = scene.view, scene.classes
    for place in BRACKETED.finditer(classes):
        end = place.start()
        acronym = view.word(end + 1)
        if not (acronym.isupper() and len(acronym) > 2):
            continue
        run = _RUN.search(classes, max(0, end - 14), end)
        if run is None or scene.kind(end - 1) in "XBEND":
            continue
        for first in range(run.start(), end - 1):
            if view.word(end - 1) in _GROUPS:
                break
            if classes[first] in CAPITALS and acronym in initials(view.between(first, end)):
                if "X" not in scene.kinds(first, end) and _IS_BUILT.search(
                    view.text, max(0, view.starts[first] - 60), view.starts[first]
                ):
                    head = scene.lexicon.heads["project"]
                    yield Candidate(first, end, end, "defined", categorize(scene, first, end, end - 1, head))
                break
