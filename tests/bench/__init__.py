"""Benchmarks: of the packages as they are installed, compiled if they were, not of the sources beside this folder."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

if sys.path and Path(sys.path[0]).resolve() == ROOT:
    sys.path.append(sys.path.pop(0))
