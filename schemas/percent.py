"""Percentages, percentage points and basis points."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Number, QuantityModifier, RecordBase


class Percent(RecordBase):
    """A share or a rate in percent, percentage points or basis points."""

    kind: Literal["percent"] = "percent"
    value: Number | None = Field(
        None, description="The number in the unit said; null for a range.", examples=[67, 0.5]
    )
    low: Number | None = Field(None, description="The lower end of a range.", examples=[5])
    high: Number | None = Field(None, description="The upper end of a range.", examples=[7])
    unit: Literal["percent", "percentage_point", "basis_point"] = Field(
        description="The unit said; a basis point is a hundredth of a percentage point.",
        examples=["percent"],
    )
    modifier: QuantityModifier = None

    @model_validator(mode="after")
    def _says_a_share(self) -> Self:
        if (self.value is None) == (self.low is None):
            raise ValueError("percent has either a value or a range")
        return self
