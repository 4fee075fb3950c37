"""Names that only the words near them give away: "Kozloduy 6" beside a reactor, "launched Roofs for Schools"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.matchers.project_scene import CAPITALS, Candidate, Scene

_REACH = 8
_NUMBER = re.compile(r"[1-9]\d?|I{1,3}|IV|VI{0,3}|[A-DX]").fullmatch
_PLANT = frozenset(
    "reactor reactors coal-fired coal gas-fired hydropower hydroelectric geothermal megawatt megawatts MW turbines "
    "nuclear".split()
)
_POWER = {"power", "station"}
_POWERS = {"power", "stations"}
_WEAPONS = frozenset(
    "missile missiles warhead warheads submarine submarines weapon weapons spacecraft satellite probe rover rocket "
    "Navy carrier aircraft war treaty bomb bombs test".split()
)
_PEOPLE = frozenset(
    "King Queen Pope Emperor Tsar Sultan Prince Elizabeth Charles John Paul Malcolm Henry Louis George William Edward "
    "Richard James Philip Nicholas Alexander Peter Catherine Frederick Francis Benedict Napoleon Abdullah Mohammed "
    "Hassan Leopold Albert".split()
)
_SERIES = frozenset(
    "World Vatican Vitamin Plan Series Schedule Class Hepatitis Division Serie Appendix Annex Part Chapter Section "
    "Article Phase Stage Type Group Level Category Tier Title Building Block Unit Units Reactor Reactors Model Version "
    "Windows Gate Team Study Figure Table Exhibit Form Grade Formula Channel Route Pier Hall Room Apollo Soyuz "
    "Generation Gen Mark Scope Page Item Step Question Number No Nos Round Week Area Zone Line Track Turbine Scenario "
    "Option Method Sample Experiment Test Day Volume Vol Act Book Season Episode Rule Clause Protocol".split()
)
_LAUNCHED = frozenset(
    "launched unveiled introduced launches unveils introduces relaunched scrapped inaugurated".split()
)
_STATE = frozenset(
    "government president minister ministry state governor scheme programme program initiative premier parliament "
    "cabinet Government President Minister Ministry Governor".split()
)
# A number behind one or two words, or a letter behind one: the rarest is looked for first.
UNIT = re.compile(
    rf"[R0](?![-{CAPITALS}0Y%])"
    rf"(?:(?<=(?<![{CAPITALS}-])[AZ].)|(?<=(?<![{CAPITALS}-])NR)|(?<=(?<![{CAPITALS}-])[AZ][AZ].))",
    re.DOTALL,
)
SUBJECT = re.compile(r"(?<![ACLNZRXBDEHWGP-])[ACLZ](?:-?[ACLZR0]){0,3}\Z")
_COMES = frozenset({"come", "came", "comes", "coming"})
_HELPS = frozenset({"has", "have", "had", "will", "would", "should", "to", "may", "could", "can", "is"})
_PRONOUNS = frozenset({"it", "they", "output", "production", "both", "others", "some", "all", "trains", "units"})
_OF_NAME = "ALWHGZ"
# One to three words, "for" and one or two more: "for" is looked for first.
FOR = re.compile(
    rf"f(?:(?<=(?<![{CAPITALS}-])[{_OF_NAME}].)|(?<=(?<![{CAPITALS}-])[{_OF_NAME}]{{2}}.)"
    rf"|(?<=(?<![{CAPITALS}-])[{_OF_NAME}]{{3}}.))[AL](?:&[AL])?(?![{CAPITALS}of-])",
    re.DOTALL,
)


def told_near(scene: Scene) -> Iterator[Candidate]:
    """The names that words near them give away."""
    classes = scene.classes
    for place in UNIT.finditer(classes):
        end = place.end()
        first = end - 3 if end > 2 and classes[end - 3] in "AZ" else end - 2
        if (candidate := unit(scene, first, end)) is not None:
            yield candidate
    for place in FOR.finditer(classes):
        first = place.start()
        while first and classes[first - 1] in _OF_NAME:
            first -= 1
        if (candidate := launched(scene, first, place.end())) is not None:
            yield candidate


def unit(scene: Scene, first: int, end: int) -> Candidate | None:
    """A name with a number or letter, "Paks II", where the sentence speaks of a power plant close by."""
    view = scene.view
    words = view.words(first, end)
    if _NUMBER(words[-1]) is None or not _PEOPLE.isdisjoint(words) or not _SERIES.isdisjoint(words):
        return None
    low, high = view.sentence(first)
    if scene.opens_sentence(first) or scene.is_headline(first) or not words[0].isalpha() or len(words[0]) < 4:
        return None
    if scene.classes[end : end + 1] == "m" and view.word(end) not in ("nuclear", "coal", "thermal"):
        return None  # a quantity: "Taishan 2 MW"
    near = {*view.words(max(low, first - _REACH), first), *view.words(end, min(high, end + _REACH))}
    is_state = scene.kind(first) == "N"
    if is_state and (words[-1] not in ("A", "B", "C") or len(words) > 2):
        return None
    if (
        (near.isdisjoint(_PLANT) and not (near.issuperset(_POWER) or near.issuperset(_POWERS)))
        or not near.isdisjoint(_WEAPONS)
        or not near.isdisjoint(_PEOPLE)
    ):
        return None
    if first and (
        (scene.classes[first - 1] == "D" and view.word(first - 1) != "The") or view.word(first - 1) in ("number", "–")
    ):
        return None
    return Candidate(first, end, end, "unit", "energy")


def launched(scene: Scene, first: int, end: int) -> Candidate | None:
    """ "Roofs for Schools", where a government launched it."""
    view = scene.view
    if not first:
        return None
    verb = view.word(first - 1)
    if verb not in _LAUNCHED and not (verb == "out" and first > 1 and view.word(first - 2) == "rolled"):
        return None
    low, _ = view.sentence(first)
    before = view.words(low, first)
    if _STATE.isdisjoint(before) and not any(scene.kind(k) == "N" for k in range(low, first)):
        return None
    return Candidate(first, end, end, "launched", "initiative")


def on_stream(scene: Scene) -> Iterator[Candidate]:
    """ "Kupari came on stream in 2019": what comes on stream is a field or a plant."""
    view, classes = scene.view, scene.classes
    text = view.text
    at = text.find("stream")
    while at >= 0:
        i = view.token_at(at)
        verb = i - 2 if view.words(i - 1, i) == ["on"] else i - 1
        if view.starts[i] in (at, at - 2) and verb > 0 and view.word(verb) in _COMES:
            end = verb
            while end > verb - 3 and view.word(end - 1) in _HELPS:
                end -= 1
            if end and (found := SUBJECT.search(classes, max(0, end - 8), end)) is not None:
                first = found.start()
                kinds = scene.kinds(first, end)
                is_name = any(cls in "AC" for cls in kinds) and kinds[-1] in "ACR0L" and len(view.word(first)) > 2
                if is_name and view.word(first).lower() not in _PRONOUNS:
                    yield Candidate(first, end, end, "on stream", "energy")
        at = text.find("stream", at + 6)
