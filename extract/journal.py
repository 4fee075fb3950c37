"""The journal of a run: what of its output is surely written, so that it can go on after it was killed.

It is one small file beside the output, replaced as a whole: the conditions of the run, how many pieces are done, how
long each file was then, and the state of the summary. Before it is replaced, the files are on the disk.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

NAME = "journal.json"


@dataclass(slots=True)
class Journal:
    """What is done. ``finished`` are the files that only have to take their names."""

    conditions: dict[str, str]
    pieces: int = 0
    lengths: dict[str, int] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    finished: list[str] | None = None

    def write(self, folder: Path) -> None:
        """Replace the journal in a folder. Raises `OSError`."""
        aside = folder / f"{NAME}.part"
        with aside.open("wb") as file:
            file.write(orjson.dumps(asdict(self)))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / NAME)


def read(folder: Path) -> Journal | None:
    """The journal in a folder; None where there is none, or none of this shape."""
    try:
        return Journal(**orjson.loads((folder / NAME).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
