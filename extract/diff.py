"""What two extractions say differently: facts, not bytes.

>>> from extract import extract_text
>>> old = extract_text("Trade rose to $94.8 billion.")
>>> new = extract_text("News of the day. Trade rose to $95.8 billion.")
>>> for difference in compare(old, new):
...     print(difference.change, [(f.name, str(f.old), str(f.new)) for f in difference.fields])
changed [('text', '$94.8 billion', '$95.8 billion'), ('amount', '94800000000', '95800000000')]

A fact is what a record quotes and the values of its kind. Which rule found it, the sentence and the offsets are
evidence: where only they differ, the fact is the same, and *moved* if it stands elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from extract.errors import InputError, UsageError
from extract.pairing import pair, squash
from extract.recordfiles import RecordsFile, Row, pair_documents
from schemas.record import KINDS, MODELS, RECORD, Record

Change = Literal["changed", "removed", "added", "moved"]
CHANGES: tuple[Change, ...] = ("changed", "removed", "added", "moved")
"""What can happen to a fact, in the order in which it is counted up."""

_EVIDENCE = {"kind", "doc", "start", "end", "rule", "sentence", "id", "v"}
FACTS = {kind: tuple(name for name in model.model_fields if name not in _EVIDENCE) for kind, model in MODELS.items()}
"""The fields of each kind that are compared: what it quotes, and its values."""

IGNORABLE = tuple(dict.fromkeys(name for model in MODELS.values() for name in model.model_fields))
"""The fields that may be named as ignored."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What counts as a difference.

    ``ignore`` are fields that may differ, ``kinds`` the kinds that are compared, ``tolerance`` is how far numbers may
    lie apart, as a part of the larger one; numbers within it are the same, and so is then what they quote.
    Raises `UsageError` for a field that no kind has and a tolerance that is none.
    """

    kinds: tuple[str, ...] = KINDS
    ignore: frozenset[str] = frozenset()
    tolerance: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        for name in sorted(self.ignore):
            if name not in IGNORABLE:
                raise UsageError(f"no kind has a field {name!r}; fields are {', '.join(IGNORABLE)}")
        if not self.tolerance.is_finite() or not 0 <= self.tolerance < 1:
            raise UsageError(f"a tolerance of {self.tolerance} is none; write a part, as 0.01 for one percent")


class FieldChange(NamedTuple):
    """A field that differs: its name, and its value before and after."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs. ``old`` is None where it was added, ``new`` where it was removed."""

    change: Change
    old: Record | None
    new: Record | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is now, or as it last was."""
        record = self.new or self.old
        assert record is not None
        return record


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """What differs in one document, in the order of the text, and how many facts are the same and in their place.

    Moved facts are in ``differences`` where they were asked for; ``moved`` counts them always.
    """

    doc: str
    differences: tuple[Difference, ...] = ()
    same: int = 0
    moved: int = 0


@dataclass(slots=True)
class Tally:
    """What has been counted up so far."""

    documents: int = 0
    differing: int = 0
    same: int = 0
    changes: Counter[str] = field(default_factory=Counter)

    def add(self, document: DocumentDiff) -> None:
        """Count a document."""
        found = Counter(difference.change for difference in document.differences)
        found["moved"] = document.moved
        self.documents += 1
        self.same += document.same
        self.differing += any(found[change] for change in CHANGES if change != "moved")
        self.changes.update(found)

    @property
    def differ(self) -> bool:
        """Whether any fact was changed, removed or added."""
        return self.differing > 0

    def counted(self, documents: Iterable[DocumentDiff]) -> Iterator[DocumentDiff]:
        """The documents as they come, counted."""
        for document in documents:
            self.add(document)
            yield document


def diff(
    old: RecordsFile, new: RecordsFile, settings: Settings | None = None, moved: bool = False
) -> Iterator[DocumentDiff]:
    """Compare two files document by document; see `extract.recordfiles.open_records`.

    Documents come in the order of the old file. ``moved`` asks for moved facts as well. Raises `InputError` for a
    line that is no record.
    """
    settings = settings or Settings()
    kinds = frozenset(settings.kinds)
    for left, right in pair_documents(old, new):
        one, two = old.block(left), new.block(right)
        if one == two:
            doc, count = old.count(one, kinds)
            yield DocumentDiff(doc, same=count)
            continue
        before, after = old.rows(one, kinds), new.rows(two, kinds)
        try:
            yield _compare(before, after, settings, moved)
        except ValueError as error:  # a record that is shown, and is none
            raise InputError(f"{old.name}, {new.name}: {_doc(before or after)}: {error}") from error


def compare(
    old: Iterable[Record], new: Iterable[Record], settings: Settings | None = None, moved: bool = False
) -> list[Difference]:
    """Compare records of any documents, in memory. ``moved`` asks for moved facts as well."""
    settings = settings or Settings()
    sides: list[dict[str, list[Row]]] = []
    for records in (old, new):
        documents: dict[str, list[Row]] = {}
        for record in records:
            if record.kind in settings.kinds:
                documents.setdefault(record.doc, []).append(record.model_dump())
        sides.append(documents)
    before, after = sides
    found: list[Difference] = []
    for doc in dict.fromkeys([*before, *after]):
        one, two = (sorted(side.get(doc, []), key=_place) for side in sides)
        found += _compare(one, two, settings, moved).differences
    return found


def _doc(rows: list[Row]) -> str:
    return rows[0]["doc"] if rows else ""


def _place(row: Row) -> tuple[int, int, str]:
    return row["start"], row["end"], row["kind"]


def _compare(old: list[Row], new: list[Row], settings: Settings, moved: bool) -> DocumentDiff:
    """What differs between the records of one document, given in the order of the text."""
    pairing = pair(old, new)
    found: list[tuple[int, Difference]] = []
    shifts: list[tuple[int, int]] = []
    same = moves = 0
    for one, two in pairing.pairs:
        shift = two["start"] - one["start"]
        names = _changes(one, two, settings)
        if names:
            before, after = _record(one), _record(two)
            fields = tuple(FieldChange(name, getattr(before, name), getattr(after, name)) for name in names)
            found.append((two["start"], Difference("changed", before, after, fields)))
        elif not shift and one["end"] == two["end"]:
            same += 1
        else:
            moves += 1
            if moved:
                found.append((two["start"], Difference("moved", _record(one), _record(two))))
        if pairing.old:
            shifts.append((one["start"], shift))
    found += [(row["start"], Difference("added", None, _record(row))) for row in pairing.new]
    shifts.sort()
    at = shift = 0
    for row in pairing.old:
        # Where it would stand now, as the records before it do.
        while at < len(shifts) and shifts[at][0] <= row["start"]:
            shift = shifts[at][1]
            at += 1
        found.append((row["start"] + shift, Difference("removed", _record(row), None)))
    found.sort(key=lambda item: (item[0], CHANGES.index(item[1].change)))
    return DocumentDiff(_doc(old or new), tuple(difference for _, difference in found), same, moves)


def _record(row: Row) -> Record:
    return RECORD.validate_python(row)


def _changes(old: Row, new: Row, settings: Settings) -> list[str]:
    """The fields of a fact that differ."""
    found: list[str] = []
    near = False
    for name in FACTS[old["kind"]]:
        one, two = old[name], new[name]
        if one == two or name in settings.ignore:
            continue
        if name == "text" and squash(one) == squash(two):
            continue
        if settings.tolerance and _near(one, two, settings.tolerance):
            near = True
            continue
        found.append(name)
    if near and "text" in found:  # what is quoted differs because the numbers do
        found.remove("text")
    return found


def _near(one: object, two: object, tolerance: Decimal) -> bool:
    if not isinstance(one, int | Decimal) or not isinstance(two, int | Decimal):
        return False
    return abs(Decimal(one) - Decimal(two)) <= tolerance * max(abs(Decimal(one)), abs(Decimal(two)))
