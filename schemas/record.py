"""The union of all kinds of records."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from schemas.country import Country
from schemas.date import Date
from schemas.money import Money
from schemas.multiple import Multiple
from schemas.percent import Percent
from schemas.project import Project

Record = Annotated[Money | Percent | Multiple | Date | Country | Project, Field(discriminator="kind")]
"""A record of any kind, told apart by ``kind``."""

MODELS: dict[str, type[Money | Percent | Multiple | Date | Country | Project]] = {
    "money": Money,
    "percent": Percent,
    "multiple": Multiple,
    "date": Date,
    "country": Country,
    "project": Project,
}
"""The model of each kind, in the order in which kinds are listed everywhere."""

KINDS = tuple(MODELS)

RECORD: TypeAdapter[Money | Percent | Multiple | Date | Country | Project] = TypeAdapter(Record)


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind, of ``document``, or with None of the union.

    Raises `KeyError` for an unknown kind.
    """
    from schemas.document import Document

    models: dict[str, type[BaseModel]] = {**MODELS, "document": Document}
    schema = models[kind].model_json_schema() if kind else RECORD.json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
