"""``python -m tests.bench``: how fast the extractor is, against spaCy's stock tokenizer in the same run.

Prints tables in Markdown; ``--write`` puts them into the README, with a plot, those not measured staying as they were.
Figures are ratios wherever they can be, since
machines differ and are shared. ``--corpus PATH`` measures on texts of your own (JSON Lines, or a folder of .txt).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import ROOT, corpus
from tests.bench.peers import peers
from tests.bench.plot import chart
from tests.bench.tables import tables

README = ROOT / "README.md"
PLOT = Path(__file__).parent / "throughput.svg"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"

HOSTILE = {
    "1,1,1,…": "1,",
    "$$$$…": "$",
    "and and and…": "and ",
    "A-A-A-…": "A-",
    "$5 to $5 to…": "$5 to ",
    "the first of the first of…": "the first of ",
    "(((((…": "(",
    "China China…": "China ",
    "May May May…": "May ",
    "中中中…": "中",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="texts of your own")
    parser.add_argument("--megabytes", type=float, default=10.0, help="how much text to make (10)")
    parser.add_argument("--rounds", type=int, default=3, help="how often to measure (3)")
    parser.add_argument("--only", help="one of: throughput, startup, workers, length, vocabulary, hostile, tables")
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    args = parser.parse_args()
    texts = corpus.read(args.corpus) if args.corpus else list(corpus.texts(int(args.megabytes * 1e6)))
    sections: dict[str, Callable[[], list[str]]] = {
        "throughput": lambda: throughput(texts, args.rounds, PLOT if args.write else None),
        "startup": lambda: startup(args.rounds),
        "workers": lambda: workers(texts, args.rounds),
        "length": lambda: length(args.rounds),
        "vocabulary": lambda: vocabulary(texts[: max(1, len(texts) // 6)], args.rounds),
        "hostile": hostile,
        "tables": lambda: tables(rounds=args.rounds),
    }
    measured = {name: section() for name, section in sections.items() if args.only in (None, name)}
    print("\n".join([_machine(texts), ""]))
    print("\n\n".join("\n".join(lines) for lines in measured.values()))
    if args.write:
        _write(_machine(texts), measured, list(sections))


def _write(machine: str, measured: dict[str, list[str]], order: Sequence[str]) -> None:
    """Put tables into the README, in their order."""
    head, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    old, _, tail = rest.partition(END)
    tables = dict(re.findall(r"<!-- bench: (\w+) -->\n(.*?)\n(?=<!-- bench|\Z)", old, re.DOTALL))
    tables |= {name: "\n".join([machine, "", *lines, ""]) for name, lines in measured.items()}
    parts = [f"<!-- bench: {name} -->\n{tables[name]}\n" for name in order if name in tables]
    README.write_text(f"{head}{BEGIN}\n{''.join(parts)}{END}{tail}", encoding="utf-8")


_RATIO = """
import json, sys, time
import spacy
from extract import Article
from extract.pipeline import Pipeline
from extract.recent import Recent
from extract.worker import batches, settle
texts = json.load(open(sys.argv[1]))
nlp = spacy.blank("en")
pipeline = Pipeline()
settle()
def stock():
    start = time.perf_counter()
    for text in texts:
        nlp.tokenizer(text)
    return time.perf_counter() - start
def ours():
    start = time.perf_counter()
    count = 0
    for articles in batches(Article(id=str(number), text=text) for number, text in enumerate(texts)):
        pipeline.prepare(articles)
        for article in articles:
            document, lines = pipeline.lines(article)
            count += len(lines)
    return time.perf_counter() - start, count
cold_stock = stock()
cold_ours, count = ours()
warm_stock = stock()
pipeline.recent = Recent(limit=0)
words_known, _ = ours()
pipeline.recent = Recent(limit=1_000_000)
ours()
texts_known, _ = ours()
print(json.dumps([cold_stock, cold_ours, warm_stock, words_known, texts_known, count]))
"""


def throughput(texts: Sequence[str], rounds: int, plot: Path | None = None) -> list[str]:
    """The whole run, text to lines of JSON, against stock tokenization, each from a cold start, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(texts), encoding="utf-8")
        rows = [json.loads(_python(_RATIO, str(path))) for _ in range(rounds)]
    fresh, words, texts_again = (statistics.median(row[k] / row[0] for row in rows) for k in (1, 3, 4))
    warm = statistics.median(row[3] / row[2] for row in rows)
    speed = statistics.median(sum(map(len, texts)) / 1e6 / row[1] for row in rows)
    others = peers(texts)
    bars = [
        ("spaCy, stock tokenization alone", 1.0),
        ("newsfacts, fresh text, cold", fresh),
        ("newsfacts, fresh text, known words", words),
        ("newsfacts, texts that came before", texts_again),
        *((name, share) for name, _, share in others),
    ]
    if plot is not None:
        plot.write_text(chart("Time as a share of stock tokenization (one process)", bars), encoding="utf-8")
    return [
        f"![The table below as bars](tests/bench/{PLOT.name})",
        "",
        "| whole run (text → lines of JSON), one process | time, as a share of stock tokenization |",
        "| --- | --- |",
        f"| fresh text, both from a cold start | {fresh:.2f} |",
        f"| fresh text of known words, against stock's first pass | {words:.2f} |",
        f"| fresh text of known words, against stock's second pass | {warm:.2f} |",
        f"| texts that came before, word for word, against stock's first pass | {texts_again:.2f} |",
        *(f"| for comparison, {name}: {what} | {share:.0f} |" for name, what, share in others),
        "",
        f"That is {speed:.1f} million characters a second on this machine, {rows[0][5]:,} records.",
    ]


def startup(rounds: int) -> list[str]:
    """Start to finish on the seeds, against importing spaCy and making a blank pipeline."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = [sys.executable, "-P", "-m", "extract", str(ROOT / "seeds"), "-o", folder, "--quiet"]
        blank = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
        helps = [sys.executable, "-P", "-m", "extract", "--help"]
        ratios = [(_seconds(seeds) / (base := _seconds(blank)), _seconds(helps) / base) for _ in range(rounds + 2)]
    return [
        "| start to finish | time, as a share of `import spacy; spacy.blank('en')` |",
        "| --- | --- |",
        f"| `extract seeds/` | {statistics.median(ratio for ratio, _ in ratios):.2f} |",
        f"| `extract --help` | {statistics.median(ratio for _, ratio in ratios):.2f} |",
    ]


def workers(texts: Sequence[str], rounds: int) -> list[str]:
    """The command with one and with several processes, and the memory of the largest."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    counts = sorted({1, 2, cores}) if cores > 1 else [1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        with path.open("w", encoding="utf-8") as file:
            for number in range(8):  # long enough for the start of processes not to count
                for at, text in enumerate(texts):
                    file.write(json.dumps({"id": f"{number}-{at}", "text": f"{text}\n\n{number}"}) + "\n")
        times: dict[int, list[float]] = {count: [] for count in counts}
        for _ in range(rounds):
            for count in counts:
                command = [sys.executable, "-P", "-m", "extract", str(path), "-o", folder, "-q", "-j", str(count)]
                times[count].append(_seconds(command))
        memory = _peak([sys.executable, "-P", "-m", "extract", str(path), "-o", folder, "-q", "-j", "1"])
    alone = statistics.median(times[1])
    return [
        "| `--jobs` | throughput, as a multiple of one process |",
        "| --- | --- |",
        *(f"| {count} | {alone / statistics.median(times[count]):.2f} |" for count in counts),
        "",
        f"Peak memory of one process: {memory:.0f} MB.",
    ]


def length(rounds: int) -> list[str]:
    """Time per byte for documents of different lengths."""
    from extract import Article
    from extract.pipeline import Pipeline
    from extract.recent import Recent
    from extract.worker import settle

    sizes = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
    # The names are other ones in each part, so that a longer text has no more facts a character.
    blocks = ("".join(corpus.texts(100_000, seed=number, names=number))[:100_000] for number in range(100))
    base = "".join(blocks)
    pipeline = Pipeline()
    pipeline.recent = Recent(limit=0)
    settle()
    pipeline.lines(Article(id="warm", text=base))
    rows = []
    for size in sizes:
        # From everywhere in the text, so that all sizes meet the same words.
        step = max(size, len(base) * size // 1_000_000)
        parts = [base[at : at + size] for at in range(0, len(base) - size + 1, step)]
        run = lambda parts=parts: [pipeline.lines(Article(id="x", text=part)) for part in parts]  # noqa: E731 # bound
        took = min(_timed(run) for _ in range(rounds))
        rows.append((size, took / sum(map(len, parts))))
    reference = dict(rows)[100_000]
    return [
        "| characters in a document | time a character, as a multiple of documents of 100,000 |",
        "| --- | --- |",
        *(f"| {size:,} | {took / reference:.2f} |" for size, took in rows),
    ]


def vocabulary(texts: Sequence[str], rounds: int) -> list[str]:
    """Time per byte with more and more vocabulary of the user's own."""
    from extract import Article
    from extract.pipeline import Pipeline
    from extract.recent import Recent

    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (10, 1_000, 100_000):
            path = Path(folder, f"{count}.toml")
            names = (f"Kolibri {_letters(number)} Line" for number in range(count))
            path.write_text(
                "".join(f'[[project]]\nname = "{name}"\ncategory = "transport"\n' for name in names), encoding="utf-8"
            )
            pipeline = Pipeline(vocabulary=[path])
            pipeline.recent = Recent(limit=0)
            run = lambda pipeline=pipeline: [pipeline.lines(Article(id="x", text=text)) for text in texts]  # noqa: E731 # one line, bound to its pipeline
            run()
            rows.append((count, min(_timed(run) for _ in range(rounds))))
    return [
        "| entries of one's own | time, as a multiple of 10 entries |",
        "| --- | --- |",
        *(f"| {count:,} | {took / rows[0][1]:.2f} |" for count, took in rows),
    ]


def hostile() -> list[str]:
    """Text that was written to be slow: how time grows from half a megabyte to one."""
    from extract import Article
    from extract.pipeline import Pipeline

    rows = []
    for name, piece in HOSTILE.items():
        times = []
        for size in (500_000, 1_000_000):
            text = (piece * (size // len(piece) + 1))[:size]
            pipeline = Pipeline()
            times.append(_timed(lambda pipeline=pipeline, text=text: pipeline.lines(Article(id="x", text=text))))
        rows.append((name, times[1] / times[0], times[1]))
    return [
        "| a megabyte of | time from half of it to all of it grows by | seconds here |",
        "| --- | --- | --- |",
        *(f"| `{name}` | {growth:.1f} | {took:.1f} |" for name, growth, took in rows),
    ]


def _letters(number: int) -> str:
    word = ""
    while True:
        number, rest = divmod(number, 26)
        word = chr(97 + rest) + word
        if not number:
            return word.capitalize()


def _machine(texts: Sequence[str]) -> str:
    import spacy

    from extract import view

    size = sum(map(len, texts))
    compiled = "plain" if Path(view.__file__).suffix == ".py" else "compiled"
    return (
        f"Measured with `python -m tests.bench` on {len(texts):,} documents of {size / 1e6:.1f} million characters, "
        f"matchers {compiled}; "
        f"Python {platform.python_version()}, spaCy {spacy.__version__}, {platform.machine()}, "
        f"{os.cpu_count()} cores, {platform.system()}."
    )


def _python(code: str, *args: str) -> str:
    command = [sys.executable, "-P", "-c", code, *args]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def _seconds(command: Sequence[str]) -> float:
    return _timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT))


def _peak(command: Sequence[str]) -> float:
    """The largest resident size of a command, in MB."""
    code = (
        "import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    return int(_python(code, *command)) / 1024


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
