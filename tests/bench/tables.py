"""How fast a file of records becomes a table, against pyarrow's own parsing of the same lines."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from io import BytesIO
from pathlib import Path

from extract.article import Article
from extract.pipeline import Pipeline
from schemas import KINDS, dumps

GOLD = Path(__file__).parent.parent / "gold" / "dev.jsonl"


def tables(count: int = 1_000_000, rounds: int = 3) -> list[str]:
    """A table of seconds for so many records, as Markdown."""
    from pyarrow import json as arrow_json

    from extract.results import read_arrow

    lines = _lines(count)
    apart = [b"".join(line for line in lines if line.startswith(b'{"kind":"%s"' % kind.encode())) for kind in KINDS]
    times: dict[str, list[float]] = {"untyped": [], "float": [], "decimal": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        path.write_bytes(b"".join(lines))
        size = path.stat().st_size
        del lines
        for _ in range(rounds):
            start = time.perf_counter()
            for part in apart:
                arrow_json.read_json(BytesIO(part))
            times["untyped"].append(time.perf_counter() - start)
            for numbers in ("float", "decimal"):
                start = time.perf_counter()
                table = read_arrow(path, numbers)  # type: ignore[arg-type]
                times[numbers].append(time.perf_counter() - start)
                assert table.num_rows == count
    base = statistics.median(times["untyped"])
    rows = [
        f"{count:,} records ({size / 1e6:,.0f} MB) into Arrow. Untyped, pyarrow cannot read a column that is a number "
        "in one kind and a string in another, so it gets each kind's lines apart.",
        "",
        "| | seconds | times pyarrow untyped |",
        "| --- | --- | --- |",
    ]
    names = {
        "untyped": "pyarrow's JSON reader, untyped",
        "float": "`read_arrow`, numbers as floats",
        "decimal": "`read_arrow`, numbers exact",
    }
    for name, said in names.items():
        seconds = statistics.median(times[name])
        rows.append(f"| {said} | {seconds:.2f} | {seconds / base:.2f} |")
    return rows


def _lines(count: int) -> list[bytes]:
    pipeline = Pipeline()
    found: list[bytes] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found += map(dumps, pipeline(Article(id="articles/00000000.txt", text=row["text"])).records)
    repeats = -(-count // len(found))
    many: list[bytes] = []
    for number in range(repeats):
        name = b"articles/%08d.txt" % number
        many += [line.replace(b"articles/00000000.txt", name, 1) for line in found]
    return many[:count]
