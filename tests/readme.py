"""``python -m tests.readme``: fill in the README's generated parts. A test says when they are stale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from schemas import KINDS, MODELS, load
from schemas.lines import dumps

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

_EXAMPLES = {
    "money": ("$13.5 billion", "1 billion yuan", "Rs 500 crore", "$5-7 billion", "billions of dollars"),
    "percent": ("67%", "3.2 percentage points", "25 basis points", "double-digit"),
    "multiple": ("13 times", "100-fold", "doubled", "halved"),
    "date": ("June 26, 2024", "the first quarter of 2023", "last year", "2015 to 2022", "two-day", "every year"),
    "country": ("Kazakhstan", "Kazakh", "UAE", "Sino", "Beijing (the government)"),
    "project": ("Belt and Road Initiative", "BRI", "Rogun hydropower project", "China-Tajikistan Highway"),
}
_ENVELOPE = {"kind", "doc", "start", "end", "text", "rule", "sentence", "id", "v"}


def records() -> str:
    """A sum, a date and a project of the committed records, as they stand in their lines."""
    found = load(ROOT / "out")
    chosen = [
        next(record for record in found if record.kind == kind and record.text == text)
        for kind, text in (("money", "$13.5 billion"), ("date", "the previous year"), ("project", "TITR"))
    ]
    return "```json\n" + b"".join(map(dumps, chosen)).decode() + "```"


def kinds() -> str:
    """A table of the kinds, their fields and examples."""
    rows = ["| kind | what it says | for example |", "| --- | --- | --- |"]
    for kind in KINDS:
        fields = ", ".join(f"`{name}`" for name in MODELS[kind].model_fields if name not in _ENVELOPE)
        rows.append(f"| `{kind}` | {fields} | {' · '.join(_EXAMPLES[kind])} |")
    return "\n".join(rows)


def usage() -> str:
    """The command's help."""
    done = subprocess.run(
        [sys.executable, "-m", "extract", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "TERMINAL_WIDTH": "100"},
    )
    return "```text\n" + "\n".join(line.rstrip() for line in done.stdout.strip().splitlines()) + "\n```"


def quality() -> str:
    """The floors that the tests hold, in percent."""
    from tests.test_quality import FLOORS

    rows = ["| F1, at least | " + " | ".join(KINDS) + " |", "| --- |" + " --- |" * len(KINDS)]
    rows += [f"| {name} | " + " | ".join(f"{FLOORS[name][kind]:.2f}" for kind in KINDS) + " |" for name in FLOORS]
    return "\n".join(rows)


PARTS = {"records": records, "kinds": kinds, "help": usage, "quality": quality}


def filled(text: str) -> str:
    """The README's text with its generated parts as they are now."""
    for name, part in PARTS.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        said = f"{begin}\n{part()}\n{end}"
        text, count = pattern.subn(lambda _, said=said: said, text)
        assert count == 1, f"README.md: the part {name} is not there once"
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
