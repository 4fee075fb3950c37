"""The fields of records: what was validated once is not again, and what does not fit its place is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from extract.rows import Rows
from extract.view import Match, Span

TEXT = "It went to Kenya, and from Kenya to Uganda."
KENYA = {"alpha_2": "KE", "alpha_3": "KEN", "name": "Kenya", "mention": "name"}
HERE = Span(0, len(TEXT))


def match(start: int, end: int, values: dict[str, str]) -> tuple[Match, Span]:
    return Match("country", start, end, "name", values), HERE


def test_equal_values_are_validated_once_and_their_lines_are_their_own() -> None:
    rows = Rows()
    (first, made), (second, none) = rows.of(TEXT, "a", [match(11, 16, KENYA), match(27, 32, dict(KENYA))])
    assert made is not None
    assert none is None
    assert (second["start"], second["text"]) == (27, "Kenya")
    assert first["id"] != second["id"]
    fresh = Rows().of(TEXT, "a", [match(27, 32, KENYA)])
    assert fresh[0][0] == second


def test_all_records_are_made_where_they_are_asked_for() -> None:
    rows = Rows()
    facts = [match(11, 16, KENYA), match(27, 32, KENYA)]
    assert [record.start for record in rows.records(TEXT, "a", facts)] == [11, 27]
    assert [record.start for record in rows.records(TEXT, "a", facts)] == [11, 27]


@pytest.mark.parametrize(("start", "end"), [(40, 60), (16, 11), (-1, 3)])
def test_a_place_that_is_none_is_refused_for_known_values_too(start: int, end: int) -> None:
    rows = Rows()
    rows.of(TEXT, "a", [match(11, 16, KENYA)])
    with pytest.raises(ValidationError):
        rows.of(TEXT, "a", [match(start, end, KENYA)])


def test_values_that_are_wrong_are_refused_each_time() -> None:
    rows = Rows()
    for _ in range(2):
        with pytest.raises(ValidationError):
            rows.of(TEXT, "a", [match(11, 16, {**KENYA, "alpha_2": "kenya"})])
