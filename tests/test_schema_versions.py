"""Lines of every version of the schema stay readable, and those of versions to come are refused clearly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schemas import KINDS, VERSION, RecordError, dumps, load, loads, loads_document, versions
from schemas.lines import fields

SAMPLES = Path(__file__).parent / "schema_samples"
EACH_VERSION = range(1, VERSION + 1)


def test_there_is_an_upgrade_for_each_step() -> None:
    assert set(versions.UPGRADES) == set(versions.DOCUMENT_UPGRADES) == set(range(1, VERSION))


@pytest.mark.parametrize("version", EACH_VERSION)
def test_samples_of_each_version_are_read(version: int) -> None:
    lines = (SAMPLES / f"v{version}.jsonl").read_bytes().splitlines(keepends=True)
    assert {json.loads(line)["v"] for line in lines} == {version}
    records = load(SAMPLES / f"v{version}.jsonl")
    assert {record.kind for record in records} == set(KINDS)
    assert {record.v for record in records} == {VERSION}
    if version == VERSION:
        assert [dumps(record) for record in records] == lines, "lines changed, so VERSION must go up: CONTRIBUTING.md"


@pytest.mark.parametrize("version", EACH_VERSION)
def test_samples_of_documents_of_each_version_are_read(version: int) -> None:
    lines = (SAMPLES / f"v{version}.documents.jsonl").read_bytes().splitlines(keepends=True)
    documents = [loads_document(line) for line in lines]
    if version == VERSION:
        assert [dumps(document) for document in documents] == lines


def test_version_1_guessed_no_encodings() -> None:
    lines = (SAMPLES / "v1.documents.jsonl").read_bytes().splitlines()
    assert {loads_document(line).encoding_certainty for line in lines} == {1}


def test_a_line_goes_through_all_the_steps_that_it_needs() -> None:
    steps = {
        1: lambda row: {"amount" if name == "sum" else name: value for name, value in row.items()},
        2: lambda row: {**row, "currency": "USD"},
    }
    assert versions.upgrade({"sum": 5, "v": 1}, steps, current=3) == {"amount": 5, "currency": "USD", "v": 3}
    assert versions.upgrade({"amount": 5, "v": 2}, steps, current=3) == {"amount": 5, "currency": "USD", "v": 3}
    assert versions.upgrade({"amount": 5}, steps, current=3)["v"] == 3, "the first version may leave v out"


def test_a_newer_line_is_refused() -> None:
    row = json.loads((SAMPLES / "v1.jsonl").read_text(encoding="utf-8").splitlines()[3])
    row["v"] = VERSION + 1
    with pytest.raises(RecordError, match=r"written by a newer newsfacts .schema version 3; this one reads up to 2"):
        loads(json.dumps(row))
    with pytest.raises(RecordError, match="written by a newer newsfacts"):
        loads_document(json.dumps({"doc": "x", "v": 7}))


@pytest.mark.parametrize("version", ["1", None, True, 0, -1, 1.0])
def test_a_version_that_is_none(version: object) -> None:
    with pytest.raises(RecordError, match="v is "):
        loads(json.dumps({"kind": "money", "v": version}))


def test_a_newer_line_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    line = (SAMPLES / "v2.jsonl").read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(line + line.replace(b'"v":2}', b'"v":3}'))
    with pytest.raises(RecordError, match=r"records\.jsonl:2: .*written by a newer newsfacts"):
        load(path)


def test_plain_fields_are_exact() -> None:
    row = fields('{"amount": 0.12345678901234567890, "low": 100000000000000000000000001, "high": 5, "v": 1}')
    assert str(row["amount"]) == "0.12345678901234567890"
    assert row["low"] == 10**26 + 1
    assert row["high"] == 5
    for line in ("[1]", "7", "nonsense", '{"amount": NaN}', b"\xff"):
        with pytest.raises(RecordError):
            fields(line)
