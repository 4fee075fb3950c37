"""newsfacts' records: a pydantic model for each kind, and how they are read and written.

>>> from schemas import load
>>> records = load("out/records.jsonl")  # doctest: +SKIP
"""

from schemas.base import VERSION, Modifier, Number, Sentence
from schemas.country import Country
from schemas.date import Date
from schemas.document import Counts, Document
from schemas.lines import RecordError, dumps, load, loads, loads_document, read
from schemas.money import Money
from schemas.multiple import Multiple
from schemas.percent import Percent
from schemas.project import Project
from schemas.record import KINDS, MODELS, RECORD, Record, json_schema

__all__ = [
    "KINDS",
    "MODELS",
    "RECORD",
    "VERSION",
    "Country",
    "Counts",
    "Date",
    "Document",
    "Modifier",
    "Money",
    "Multiple",
    "Number",
    "Percent",
    "Project",
    "Record",
    "RecordError",
    "Sentence",
    "dumps",
    "json_schema",
    "load",
    "loads",
    "loads_document",
    "read",
]
