"""What the formats know of a comparison besides its differences, and what they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extract.describe import spell, value
from extract.diff import CHANGES, Difference, Tally
from extract.shown import flat
from schemas import Record


def _unknown(record: Record) -> tuple[str, int]:
    return record.doc, 1


@dataclass(slots=True)
class Report:
    """The two sides' names, what has been counted so far, and where articles are.

    ``line`` gives for a record the path of its article and the line in it; ``color`` asks for a terminal's colours;
    ``accept`` is what a user does to accept the differences, where that is known.
    """

    old: str
    new: str
    tally: Tally = field(default_factory=Tally)
    line: Callable[[Record], tuple[str, int]] = _unknown
    color: bool = False
    accept: str = ""


def summary(tally: Tally) -> str:
    """What was counted, in a line."""
    facts = f"{tally.same:,} the same"
    if tally.changes["moved"]:
        facts += f", {tally.changes['moved']:,} moved"
    if not tally.differ:
        return f"no differences: {facts}, in {tally.documents:,} document{'s' * (tally.documents != 1)}"
    found = [f"{tally.changes[change]:,} {change}" for change in CHANGES if change != "moved" and tally.changes[change]]
    return f"{', '.join(found)} in {tally.differing:,} of {tally.documents:,} documents; {facts}"


def headline(difference: Difference) -> str:
    """What happened to a fact, on one line: which fields are what now, or what the fact said."""
    record = difference.record
    if difference.change == "changed":
        said = ", ".join(f"{change.name} {spell(change.old)} → {spell(change.new)}" for change in difference.fields)
    elif difference.change == "moved" and difference.old and difference.new:
        old, new = difference.old, difference.new
        said = f"“{record.text}”, characters {old.start}-{old.end} → {new.start}-{new.end}"
    else:
        said = f"“{record.text}”, {value(record)}"
    return flat(f"{difference.change} {record.kind}: {said}")
