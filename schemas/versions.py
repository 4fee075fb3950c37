"""Versions of the schema: how lines that an earlier newsfacts wrote are read.

Each line says which version it follows (``v``). `UPGRADES` and `DOCUMENT_UPGRADES` hold for a version n what turns
the fields of such a line into those of version n + 1; a line takes all the steps that it needs. What asks for a new
version is written in CONTRIBUTING.md, and ``tests/schema_samples/`` keeps lines of each one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from schemas.base import VERSION

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""Takes the fields of a line of one version and gives those of the next, without ``v``."""

UPGRADES: dict[int, Upgrade] = {1: lambda fields: fields}
"""What turns a record of version n into one of version n + 1. Version 2 changed documents only."""

# Version 1 knew UTF-8 and what a page declares, and guessed nothing.
DOCUMENT_UPGRADES: dict[int, Upgrade] = {1: lambda fields: {**fields, "encoding_certainty": 1}}
"""The same for the lines of ``documents.jsonl``."""


def upgrade(
    fields: dict[str, Any], upgrades: Mapping[int, Upgrade] = UPGRADES, current: int = VERSION
) -> dict[str, Any]:
    """The fields of a line as the current version has them.

    Raises `ValueError` for a line of a version that this package does not know.

    >>> old = {"sum": 5, "v": 1}
    >>> upgrade(old, {1: lambda fields: {"amount": fields["sum"]}}, current=2)
    {'amount': 5, 'v': 2}
    """
    version = fields.get("v", 1)
    if version == current and type(version) is int:
        return fields
    if type(version) is not int or version < 1:
        raise ValueError(f"v is {version!r}; it is the number of the schema's version, {current} for now")
    if version > current:
        raise ValueError(
            f"written by a newer newsfacts (schema version {version}; this one reads up to {current}); upgrade it"
        )
    for step in range(version, current):
        fields = {**upgrades[step](fields), "v": step + 1}
    return fields
