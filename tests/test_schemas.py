"""Records: exact numbers, one spelling a value, schemas that are not stale."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas import KINDS, Money, Record, RecordError, dumps, json_schema, load, loads
from schemas.base import MAX_DIGITS, canonical

ENVELOPE = {
    "doc": "a.txt",
    "start": 3,
    "end": 5,
    "text": "$5",
    "rule": "amount",
    "sentence": {"start": 0, "end": 5, "text": "It $5"},
    "id": "0123456789abcdef",
}


def money(**fields: object) -> Money:
    return Money.model_validate({**ENVELOPE, **fields})


def test_numbers_are_plain_json_numbers() -> None:
    line = dumps(money(amount=Decimal("1.35e10"), currency="USD"))
    assert b'"amount":13500000000,' in line
    assert b'"amount":0.5,' in dumps(money(amount=Decimal("0.50")))
    assert b'"amount":0.0000001,' in dumps(money(amount=Decimal("1e-7")))
    assert b'"amount":1' + b"0" * 30 in dumps(money(amount=Decimal(10) ** 30))


def test_the_same_amount_is_the_same_bytes() -> None:
    assert dumps(money(amount=Decimal("4.50"))) == dumps(money(amount=Decimal("4.5")))
    assert dumps(money(amount=5)) == dumps(money(amount=Decimal("5.00")))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40, places=12)
)
def test_numbers_come_back_exactly(number: Decimal) -> None:
    record = money(amount=number)
    assert loads(dumps(record)) == record
    assert record.amount == number


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), Decimal(10) ** MAX_DIGITS])
def test_no_number_is_infinite_or_too_long(number: Decimal) -> None:
    with pytest.raises((ValidationError, ValueError)):
        money(amount=number)


def test_canonical_has_no_negative_zero() -> None:
    assert str(canonical(Decimal("-0.00"))) == "0"


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": 5, "text": "$50"},
        {"amount": 5, "low": 1},
        {"amount": None},
        {"amount": 5, "unknown": 1},
        {"amount": 5, "currency": "dollars"},
        {"amount": 5, "id": "x"},
        {"amount": 5, "modifier": "nearly"},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_a_record_checks_itself(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        money(**fields)


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError):
        money(amount=5).amount = Decimal(6)  # type: ignore[misc]  # that is the point


def test_a_line_that_is_no_record_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(dumps(money(amount=5)) + b'{"kind": "moneys"}\n')
    with pytest.raises(RecordError, match=r"records\.jsonl:2: not a record: .*moneys"):
        load(path)
    path.write_bytes(b"{\n")
    with pytest.raises(RecordError, match=r"records\.jsonl:1: not JSON"):
        load(tmp_path)


@pytest.mark.parametrize("kind", [*KINDS, "document", None])
def test_the_json_schemas_are_not_stale(kind: str | None, root: Path) -> None:
    path = root / "schemas" / "json" / f"{kind or 'record'}.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema(kind), (
        "run `python -m schemas` and commit schemas/json/"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described_with_an_example(kind: str) -> None:
    for name, field in json_schema(kind)["properties"].items():
        if name not in ("kind", "v"):
            assert "description" in field or "$ref" in field, name
            assert "examples" in field or "$ref" in field or name == "sentence", name


def test_the_committed_records_load(root: Path) -> None:
    records: list[Record] = load(root / "out")
    assert {record.kind for record in records} == set(KINDS)
    assert dumps(records[0]) in (root / "out" / "records.jsonl").read_bytes()


@pytest.mark.parametrize(
    "code",
    [
        "import schemas",
        "import extract; extract.load_records('out/records.jsonl')",
        "from extract.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from extract.cli import main\ntry: main(['schema', 'money'])\nexcept SystemExit: pass",
    ],
)
def test_spacy_is_not_imported_for(code: str, root: Path) -> None:
    check = f"import sys\n{code}\nassert 'spacy' not in sys.modules, 'spacy was imported'"
    subprocess.run([sys.executable, "-c", check], check=True, cwd=root, stdout=subprocess.DEVNULL)
