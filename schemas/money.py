"""Sums of money."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Number, QuantityModifier, RecordBase


class Money(RecordBase):
    """A sum of money: an amount, a range or a vague sum, with its currency."""

    kind: Literal["money"] = "money"
    amount: Number | None = Field(
        None,
        description="The sum in whole units of the currency, the scale applied; null for a range "
        "or a vague sum.",
        examples=[13500000000, 0.5],
    )
    low: Number | None = Field(
        None,
        description="The lower end of a range, or the least that a vague sum can be, in whole units.",
        examples=[5000000000],
    )
    high: Number | None = Field(
        None, description="The upper end of a range, in whole units.", examples=[7000000000]
    )
    currency: str | None = Field(
        None,
        pattern="^[A-Z]{3}$",
        description="ISO 4217 code of the currency; null where the text does not say.",
        examples=["USD"],
    )
    modifier: QuantityModifier = None

    @model_validator(mode="after")
    def _says_a_sum(self) -> Self:
        if (self.amount is None) == (self.low is None):
            raise ValueError("money has either an amount or a low end")
        return self
