"""Writers: a file a format. Workers turn records into the bytes of a format; a writer puts them where they belong."""

from __future__ import annotations

from extract.writers import csv, jsonl, parquet, timeml
from extract.writers.base import Format

FORMATS: dict[str, Format] = {
    "jsonl": jsonl.FORMAT,
    "jsonl.zst": jsonl.PACKED,
    "csv": csv.FORMAT,
    "parquet": parquet.FORMAT,
    "timeml": timeml.FORMAT,
}
"""The formats by their names."""
