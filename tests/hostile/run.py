"""Have the command read hostile input, and look at what it wrote."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract import Article
from extract.pipeline import Pipeline
from schemas import Record, loads
from tests.hostile.classes import CLASSES, Class, Input
from tests.hostile.texts import FACTS
from tests.invariants import broken

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- hostile: begin -->", "<!-- hostile: end -->"

_CRASH = "could not be extracted"


@dataclass
class Row:
    """A row of the table: a class of input and what came of it."""

    name: str
    inputs: int = 0
    crashes: int = 0
    lost_documents: int = 0
    lost_records: int = 0
    wrong_offsets: int = 0
    growth: float | None = None


def run(folder: Path, share: float = 1.0, jobs: int = 2) -> tuple[list[Row], list[str]]:
    """Write a share of the input below a folder, run the command over it, and check. Rows, and what was wrong."""
    news, out = folder / "news", folder / "out"
    news.mkdir()
    inputs: dict[str, list[Input]] = {}
    for number, kind in enumerate(CLASSES):
        dice = random.Random(number)
        inputs[kind.name] = list(kind.write(dice, news, f"c{number:02d}", max(1, round(kind.count * share))))
    command = [sys.executable, "-m", "extract", str(news), "-o", str(out), "--quiet", "-j", str(jobs)]
    command += ["--max-document-bytes", "1MB"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        return [Row("the command itself", crashes=1)], [f"exit code {done.returncode}: {done.stderr[-3000:]}"]
    return _checked(inputs, news, out)


def _checked(inputs: dict[str, list[Input]], news: Path, out: Path) -> tuple[list[Row], list[str]]:
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in _read(out / "documents.jsonl"):
        documents[document["doc"]].append(document)
    failures: dict[str, list[str]] = defaultdict(list)
    for failure in _read(out / "failures.jsonl"):
        failures[failure["doc"]].append(failure["message"])
    texts = {row["id"]: row["text"] for row in _read(out / "texts.jsonl")}
    records: dict[str, list[Record]] = defaultdict(list)
    with (out / "records.jsonl").open("rb") as file:
        for line in file:
            record = loads(line)
            records[record.doc].append(record)
    below = Counter(doc.rpartition(":")[0] for doc in (*documents, *failures))
    wrong: list[str] = []
    rows = []
    for name, members in inputs.items():
        row = Row(name)
        for member in members:
            row.inputs += 1
            key = member.key
            crashes = [message for message in failures[key] if _CRASH in message]
            row.crashes += len(crashes)
            rows_within = any(doc in documents for doc in member.planted)
            if not (documents[key] or failures[key] or below[key] or rows_within):
                row.lost_documents += 1
                wrong.append(f"{key!r} is neither a document nor a failure")
            lost = [doc for doc in member.planted if not _planted(records[doc])]
            row.lost_records += len(lost)
            wrong += crashes + [f"{doc!r} lost facts of its last paragraph" for doc in lost]
            for document in documents[key]:
                text = _text(member, document, texts, news)
                problems = broken(text, records[key]) if text is not None else ["its text is not known"]
                if text is not None and len(text) != document["characters"]:
                    problems.append(f"{document['characters']} characters, not {len(text)}")
                if sum(document["counts"].values()) != len(records[key]):
                    problems.append(f"{len(records[key])} records, but {document['counts']}")
                row.wrong_offsets += bool(problems)
                wrong += [f"{key!r}: {problem}" for problem in problems]
        rows.append(row)
    return rows, wrong


def _planted(records: Iterable[Record]) -> bool:
    return {(record.kind, record.text) for record in records} >= FACTS


def _text(member: Input, document: dict[str, Any], texts: dict[str, str], news: Path) -> str | None:
    """The text that a document's offsets count into."""
    if member.text is not None:
        return member.text
    if member.key in texts:
        return texts[member.key]
    path = news / member.key
    if path.suffix == ".txt":
        text = path.read_bytes().decode(document["encoding"])
        return text.removeprefix("\ufeff") if len(text) > document["characters"] else text
    return None if path.suffix else ""


def _read(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with path.open("rb") as file:
            for line in file:
                yield json.loads(line)


def growth(kind: Class, pipeline: Pipeline, draws: int, size: int = 400_000) -> float | None:
    """How many times longer a text takes than its four quarters, at worst of a few: 1 is linear, 4 is quadratic."""
    if kind.grow is None:
        return None
    worst = 0.0
    for draw in range(draws):
        text = kind.grow(random.Random(draw), size)
        quarter = -(-len(text) // 4)
        quarters = [text[at : at + quarter] for at in range(0, len(text), quarter)]
        times = {1: float("inf"), 4: float("inf")}
        for _ in range(4):
            for parts in ([text], quarters):
                start = time.process_time()
                for part in parts:
                    pipeline.lines(Article(id="x", text=part))
                times[len(parts)] = min(times[len(parts)], time.process_time() - start)
        worst = max(worst, times[1] / times[4])
    return worst


def table(rows: Iterable[Row]) -> list[str]:
    """The table in Markdown."""
    lines = [
        "| input | tried | crashes | documents lost | records lost | wrong offsets | whole against quarters |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows = list(rows)
    total = Row("all")
    for row in rows:
        total.inputs += row.inputs
        total.crashes += row.crashes
        total.lost_documents += row.lost_documents
        total.lost_records += row.lost_records
        total.wrong_offsets += row.wrong_offsets
    total.growth = max((row.growth for row in rows if row.growth is not None), default=None)
    return lines + [_line(row) for row in (*rows, total)]


def _line(row: Row) -> str:
    took = "" if row.growth is None else f"{row.growth:.1f}"
    counts = (row.inputs, row.crashes, row.lost_documents, row.lost_records, row.wrong_offsets)
    return f"| {row.name} | " + " | ".join(f"{count:,}" for count in counts) + f" | {took} |"


def counted(lines: Iterable[str]) -> list[list[str]]:
    """The columns of a table that are the same in every run: all but the last."""
    return [[cell.strip() for cell in line.split("|")[1:-2]] for line in lines if line.startswith("|")]


def written() -> list[str]:
    """The table as it stands in the README."""
    text = README.read_text(encoding="utf-8")
    return text.partition(BEGIN)[2].partition(END)[0].strip().splitlines()


def write(lines: list[str]) -> None:
    """Put the table into the README."""
    text = README.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    README.write_text(f"{head}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{tail}", encoding="utf-8")
