"""Writers: a file a format. Workers turn records into the bytes of a format; a writer puts them where they belong."""

from __future__ import annotations

from extract.interchange import OWN
from extract.writers import csv, jsonl, parquet, timeml
from extract.writers.base import Format

FORMATS: dict[str, Format] = {
    "jsonl": jsonl.FORMAT,
    "jsonl.zst": jsonl.PACKED,
    "csv": csv.FORMAT,
    "parquet": parquet.FORMAT,
    "timeml": timeml.FORMAT,
    **{name: Format(own=own) for name, own in OWN.items()},
}
"""The formats by their names."""
