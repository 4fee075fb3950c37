"""Named projects."""

from typing import Literal

from pydantic import Field

from schemas.base import RecordBase

Category = Literal[
    "transport", "energy", "water", "digital", "facility", "corridor", "initiative", "fund", "other"
]
"""What a project is (not its topic)."""


class Project(RecordBase):
    """A mention of a named undertaking that somebody plans, funds, builds or runs."""

    kind: Literal["project"] = "project"
    name: str = Field(
        description="The full name as the document or common knowledge has it, white space collapsed.",
        examples=["Belt and Road Initiative"],
    )
    category: Category = Field(description="What the project is.", examples=["initiative"])
    acronym: str | None = Field(
        None, description="The acronym, where the mention is one.", examples=["BRI"]
    )
