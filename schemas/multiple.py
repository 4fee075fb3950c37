"""Multiples: tenfold, 13 times, doubled."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Number, QuantityModifier, RecordBase


class Multiple(RecordBase):
    """A factor by which a quantity is scaled."""

    kind: Literal["multiple"] = "multiple"
    factor: Number | None = Field(
        None, description="The factor: 2 for 'doubled', 0.5 for 'halved'; null for a range.", examples=[13]
    )
    low: Number | None = Field(None, description="The lower end of a range.", examples=[3])
    high: Number | None = Field(None, description="The upper end of a range.", examples=[4])
    modifier: QuantityModifier = None

    @model_validator(mode="after")
    def _says_a_factor(self) -> Self:
        if (self.factor is None) == (self.low is None):
            raise ValueError("multiple has either a factor or a range")
        return self
