"""Writers: a file a format. Each takes results in order and makes files that appear whole or not at all."""

ENDINGS = {"jsonl": "", "timeml": ".tml"}
"""The formats, and the ending of the files that each document gets in them (none in JSON Lines)."""
