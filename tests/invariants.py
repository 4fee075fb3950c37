"""What holds for the records of any text whatever."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.pipeline import Extraction
from schemas import KINDS, Record, dumps, loads


def broken(text: str, records: Sequence[Record]) -> list[str]:
    """What is wrong with a document's records: where they stand, how they lie to each other, how they are written."""
    wrong: list[str] = []
    for record in records:
        said = f"{record.kind} {record.text!r}"
        sentence = record.sentence
        if text[record.start : record.end] != record.text:
            wrong.append(f"{said} is not what stands at {record.start}")
        if record.text != record.text.strip() or not record.text:
            wrong.append(f"{said} is blank or begins or ends with white space")
        if text[sentence.start : sentence.end] != sentence.text:
            wrong.append(f"the sentence of {said} is not what stands at {sentence.start}")
        if not sentence.start <= record.start < record.end <= sentence.end:
            wrong.append(f"{said} stands outside of its sentence {sentence.text!r}")
        line = dumps(record)
        if loads(line) != record or dumps(loads(line)) != line:
            wrong.append(f"{said} does not come back from its line")
    for one, other in pairwise(records):
        if (one.start, one.end, one.kind) > (other.start, other.end, other.kind):
            wrong.append(f"{one.text!r} stands before {other.text!r}")
    for kind in KINDS:
        for one, other in pairwise(record for record in records if record.kind == kind):
            if one.end > other.start:
                wrong.append(f"{kind}: {one.text!r} and {other.text!r} overlap")
    if len({record.id for record in records}) != len(records):
        wrong.append("two records have the same id")
    return wrong


def check(extraction: Extraction) -> None:
    """Assert that all of this holds, and that the document's counts are those of its records."""
    records = extraction.records
    assert not (wrong := broken(extraction.text, records)), "\n".join(wrong)
    counts = extraction.document.counts.model_dump()
    assert counts == {kind: sum(record.kind == kind for record in records) for kind in KINDS}
    assert extraction.document.characters == len(extraction.text)
