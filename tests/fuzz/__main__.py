"""``python -m tests.fuzz TARGET --seconds N``: see the package."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main() -> None:
    """Search for bytes that break a target. Exits with 1 where some were found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Search for bytes that break a target.")
    parser.add_argument("target", help="which; all for one after the other")
    limits = parser.add_mutually_exclusive_group()
    limits.add_argument("--seconds", type=int, default=60, help="how long to search, for each target (60)")
    limits.add_argument("--runs", type=int, help="how many inputs to try; 0 for the number that tests try")
    parser.add_argument("--seed", type=int, default=0, help="of the search; 0 for another one each time")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="where to write what is found")
    args = parser.parse_args()
    try:
        import atheris
    except ImportError:
        sys.exit("tests.fuzz: atheris is not installed; install it with: pip install 'newsfacts[fuzz]'")
    with atheris.instrument_imports(include=["extract", "schemas"]):
        from tests.fuzz.targets import CORPUS, RUNS, TARGETS, USUAL, ready, tokens
    if args.target not in (*TARGETS, "all"):
        parser.error(f"unknown target {args.target!r}; targets are {', '.join(TARGETS)}, all")
    ready()
    broken = []
    for name in TARGETS if args.target == "all" else [args.target]:
        folder = args.folder / name
        (folder / "corpus").mkdir(parents=True, exist_ok=True)
        known = folder / "tokens"
        known.write_text("".join(f'"{_escaped(token)}"\n' for token in tokens(name)), encoding="ascii")
        options = [
            f"-artifact_prefix={folder}/",
            f"-seed={args.seed}",
            "-max_len=4096",
            "-timeout=120",
            "-rss_limit_mb=4096",
        ]
        if known.stat().st_size:
            options.append(f"-dict={known}")
        if args.runs is None:
            options.append(f"-max_total_time={args.seconds}")
        else:
            options += [f"-runs={args.runs or RUNS.get(name, USUAL)}", "-verbosity=0"]
        print(f"tests.fuzz: {name}", flush=True)
        pid = os.fork()  # a search ends its process
        if pid == 0:
            atheris.Setup([sys.argv[0], *options, str(folder / "corpus"), str(CORPUS / name)], TARGETS[name])
            atheris.Fuzz()
        if os.waitpid(pid, 0)[1]:
            broken.append(name)
    if broken:
        sys.exit(f"tests.fuzz: broken: {', '.join(broken)}; the bytes are in {args.folder}/")


def _escaped(token: bytes) -> str:
    """A token as libFuzzer's dictionaries spell it."""
    return "".join(chr(c) if 0x20 < c < 0x7F and c not in b'"\\' else f"\\x{c:02x}" for c in token)


if __name__ == "__main__":
    main()
