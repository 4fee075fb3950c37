"""``python -m schemas`` writes the JSON Schemas into ``schemas/json/``."""

from pathlib import Path

import orjson

from schemas.record import KINDS, json_schema

FOLDER = Path(__file__).parent / "json"


def write(folder: Path = FOLDER) -> None:
    """Write the schema of each kind, of the union and of documents, a file each."""
    for kind in (*KINDS, "document", None):
        data = orjson.dumps(json_schema(kind), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        (folder / f"{kind or 'record'}.json").write_bytes(data)


if __name__ == "__main__":
    write()
