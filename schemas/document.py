"""What is known of a document."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.base import VERSION, Number


class Counts(BaseModel):
    """How many records of each kind a document gave."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    money: int = Field(0, ge=0)
    percent: int = Field(0, ge=0)
    multiple: int = Field(0, ge=0)
    date: int = Field(0, ge=0)
    country: int = Field(0, ge=0)
    project: int = Field(0, ge=0)


class Document(BaseModel):
    """One document of a run: what was read, and how much was found in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    doc: str = Field(description="The document's id, as its records have it.", examples=["2024/article.txt"])
    sha256: str = Field(
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 of the document's bytes (for one of many in a file: of its text in UTF-8).",
    )
    encoding: str = Field(
        description="The encoding the bytes were decoded with, as open(path, encoding=..., newline='') takes it.",
        examples=["utf-8", "windows-1252"],
    )
    encoding_certainty: Number = Field(
        ge=0,
        le=1,
        description="How certain the encoding is: 1 where it was asked for, declared or told by the bytes, as UTF-8 "
        "is; less where it was guessed.",
        examples=[1, 0.93],
    )
    characters: int = Field(ge=0, description="Length of the decoded text in Unicode code points.")
    title: str | None = Field(None, description="The first line with words, white space collapsed.")
    date: dt.date | None = Field(None, description="The date that relative dates were resolved by.")
    date_source: Literal["handed_in", "dateline", "none"] = Field(
        description="Where that date came from: the caller, the text's own dateline, or nowhere."
    )
    counts: Counts = Field(description="Records by kind.")
    v: Literal[2] = Field(default=VERSION, description="The version of this schema.")

    def _repr_html_(self) -> str:
        from schemas.html import document_html

        return document_html(self)
