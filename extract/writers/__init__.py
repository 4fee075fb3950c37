"""Writers: a file a format. Each takes results in order and makes files that appear whole or not at all."""

from extract.writers import jsonl

WRITERS = {"jsonl": jsonl.JsonlWriter}
"""The output formats by name."""
