"""Records written by hand, from annotated text (see `tests.annotated`), each line of it a sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from schemas import RECORD, Counts, Document, Record, dumps
from tests.annotated import parse

_DEFAULTS: dict[str, dict[str, Any]] = {
    "percent": {"unit": "percent"},
    "country": {"alpha_2": "KZ", "alpha_3": "KAZ", "name": "Kazakhstan", "mention": "name"},
    "project": {"category": "transport"},
    "date": {"type": "DATE"},
}


def records(annotated: str, doc: str = "a.txt") -> list[Record]:
    """The records of annotated text, in its order."""
    parsed = parse(annotated)
    found = []
    for expected in parsed.expected:
        assert expected.kind, f"{expected.text}: each bracket names its kind"
        start = parsed.text.rfind("\n", 0, expected.start) + 1
        end = parsed.text.find("\n", expected.end)
        end = len(parsed.text) if end < 0 else end
        given = {name: None if value == "null" else value for name, value in expected.fields.items()}
        place = f"{doc}{expected.kind}{expected.start}".encode()
        row = {
            "kind": expected.kind,
            "doc": doc,
            "start": expected.start,
            "end": expected.end,
            "text": expected.text,
            "rule": "by hand",
            "sentence": {"start": start, "end": end, "text": parsed.text[start:end]},
            "id": hashlib.blake2b(place, digest_size=8).hexdigest(),
            **_DEFAULTS.get(expected.kind, {}),
            **({"name": expected.text} if expected.kind == "project" else {}),
            **given,
        }
        found.append(RECORD.validate_python(row))
    return sorted(found, key=lambda record: (record.start, record.end, record.kind))


def text(annotated: str) -> str:
    """The text without its annotations."""
    return parse(annotated).text


def write(path: Path, documents: dict[str, str]) -> Path:
    """A records file of annotated texts by their ids."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(dumps(record) for doc, said in documents.items() for record in records(said, doc)))
    return path


def document(doc: str, date: str | None = None, **counts: int) -> Document:
    """A document's line."""
    return Document.model_validate(
        {
            "doc": doc,
            "sha256": "0" * 64,
            "encoding": "utf-8",
            "encoding_certainty": 1,
            "characters": 1000,
            "date": date,
            "date_source": "handed_in" if date else "none",
            "counts": Counts(**counts),
        }
    )
