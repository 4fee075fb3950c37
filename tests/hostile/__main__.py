"""``python -m tests.hostile``: see the package."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from extract.pipeline import Pipeline
from tests.hostile.classes import CLASSES
from tests.hostile.run import growth, run, table, write


def main() -> None:
    """Run, print the table and what was wrong; exits with 1 where something was."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.hostile", description="Hostile documents through the command."
    )
    parser.add_argument("--share", type=float, default=1.0, help="how much of the input (1)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the command (2)")
    parser.add_argument("--no-growth", action="store_true", help="do not measure how time grows")
    parser.add_argument("--write", action="store_true", help="put the table into the README")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsfacts-hostile-") as folder:
        rows, wrong = run(Path(folder), args.share, args.jobs)
    if not args.no_growth:
        pipeline = Pipeline()
        for row, kind in zip(rows, CLASSES, strict=False):
            row.growth = growth(kind, pipeline, draws=4)
    print("\n".join(table(rows)))
    print("\n".join(wrong[:100]), file=sys.stderr)
    if args.write:
        write(table(rows))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
