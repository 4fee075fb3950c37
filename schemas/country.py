"""Mentions of countries."""

from typing import Literal

from pydantic import Field

from schemas.base import RecordBase

Mention = Literal["name", "adjective", "abbreviation", "prefix", "metonym"]
"""How a country is mentioned."""


class Country(RecordBase):
    """A mention of a country or territory that has an ISO 3166-1 code (Kosovo: XK)."""

    kind: Literal["country"] = "country"
    alpha_2: str = Field(
        pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code.", examples=["KZ"]
    )
    alpha_3: str = Field(
        pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3 code.", examples=["KAZ"]
    )
    name: str = Field(description="ISO 3166-1 short English name.", examples=["Kazakhstan"])
    mention: Mention = Field(
        description="name (Kazakhstan), adjective (Kazakh; also the people), abbreviation (UK), prefix "
        "(Sino-), metonym (a capital or seat that acts for the state).",
        examples=["name"],
    )
