"""What all records share: where the fact stands, and how numbers are written."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

VERSION: Literal[2] = 2
"""The version of the record schema that this package writes."""

MAX_DIGITS = 60
"""A number has no more digits than this before or behind its point."""

_ZERO = Decimal(0)
_CONTEXT = Context(prec=2 * MAX_DIGITS)


def canonical(number: Decimal) -> Decimal:
    """The one spelling of a number: no trailing zeros, no exponent, no negative zero.

    Raises `ValueError` for one of more than `MAX_DIGITS` digits before or behind the point.

    >>> canonical(Decimal("4.50")), canonical(Decimal("1.35e10"))
    (Decimal('4.5'), Decimal('13500000000'))
    """
    if number == 0:
        return _ZERO
    sign, digits, exponent = number.as_tuple()
    if exponent == 0 and len(digits) <= MAX_DIGITS:
        return number
    sign, digits, exponent = number.normalize(_CONTEXT).as_tuple()
    if not isinstance(exponent, int):
        raise ValueError("not a finite number")
    if len(digits) + exponent > MAX_DIGITS or exponent < -MAX_DIGITS:
        raise ValueError(f"more than {MAX_DIGITS} digits")
    if exponent > 0:
        digits, exponent = digits + (0,) * exponent, 0
    return Decimal((sign, digits, exponent))


def plain(number: Decimal) -> str:
    """A number as plain JSON: digits and a point, never an exponent.

    >>> plain(Decimal("13500000000")), plain(Decimal("0.5"))
    ('13500000000', '0.5')
    """
    return format(canonical(number), "f")


def _from_number(value: object) -> object:
    """A binary float means the decimal that it is written as."""
    return repr(value) if isinstance(value, float) else value


def _to_json(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Number = Annotated[
    Decimal,
    BeforeValidator(_from_number),
    AfterValidator(canonical),
    PlainSerializer(_to_json, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""An exact decimal number; in JSON a plain number."""

Modifier = Literal["approx", "more_than", "less_than", "at_least", "at_most"]
"""How exactly a quantity is meant: about, over, under, at least, at most."""

QuantityModifier = Annotated[
    Modifier | None,
    Field(
        description="How the text qualifies the quantity: approx (about, nearly), more_than (over), less_than "
        "(under), at_least, at_most (up to); null where it does not.",
        examples=["approx"],
    ),
]


class Sentence(BaseModel):
    """The sentence around a fact, as evidence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: int = Field(ge=0, description="Offset of its first character.", examples=[1200])
    end: int = Field(ge=1, description="Offset behind its last character.", examples=[1301])
    text: str = Field(description="The text from start to end.")


class RecordBase(BaseModel):
    """The envelope of every record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    doc: str = Field(
        description="The document's id: its path below the input root, with '/' between the parts.",
        examples=["2024/article.txt"],
    )
    start: int = Field(
        ge=0,
        description="Offset of the first character, in Unicode code points of the decoded document.",
        examples=[2014],
    )
    end: int = Field(ge=1, description="Offset behind the last character (half-open).", examples=[2027])
    text: str = Field(description="Exactly document[start:end].", examples=["$13.5 billion"])

    rule: str = Field(description="The name of the rule that found the fact.", examples=["amount"])
    sentence: Sentence = Field(description="The sentence around the fact.")
    id: str = Field(
        pattern=re.compile(r"^[0-9a-f]{16}$"),
        description="A stable id: 16 hexadecimal digits of a hash of document, kind, span and value.",
        examples=["9f86d081884c7d65"],
    )
    v: Literal[2] = Field(default=VERSION, description="The version of this schema.")

    @model_validator(mode="after")
    def _spans(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError("text must be as long as end - start")
        sentence = self.sentence
        if sentence.end - sentence.start != len(sentence.text):
            raise ValueError("the sentence's text must be as long as its end - start")
        return self

    def _repr_html_(self) -> str:
        from schemas.html import record_html

        return record_html(self)  # type: ignore[arg-type]  # every child is a kind of record
