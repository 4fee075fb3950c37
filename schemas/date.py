"""Dates, times, durations and sets of times."""

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Modifier, RecordBase


class Date(RecordBase):
    """A time expression, with a TIMEX3 value (TimeML 1.2.1) built on ISO 8601."""

    kind: Literal["date"] = "date"
    type: Literal["DATE", "TIME", "DURATION", "SET"] = Field(
        description="The TIMEX3 type: a calendar date, a time of day, a length of time, a recurrence.",
        examples=["DATE"],
    )
    value: str | None = Field(
        None,
        description="The TIMEX3 value (ISO 8601 where it has a form; a range is 'first/last'); null where "
        "the text and the document's date do not settle it.",
        examples=["2024-06-26", "2023-Q1", "2015/2022", "P2Y", "199"],
    )
    first: dt.date | None = Field(
        None, description="The first calendar day covered (ISO 8601).", examples=["2023-01-01"]
    )
    last: dt.date | None = Field(
        None, description="The last calendar day covered (ISO 8601), included.", examples=["2023-03-31"]
    )
    modifier: Modifier | Literal["start", "mid", "end"] | None = Field(
        None,
        description="On a DATE or TIME the part meant (start, mid, end); on a DURATION as for quantities.",
        examples=["start"],
    )

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if (self.first is None) != (self.last is None):
            raise ValueError("first and last go together")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("last is before first")
        return self
