"""Engines: the same results in the same order, whatever happens to the workers."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.article import Article, Failure
from extract.engines import crew, local
from extract.errors import NewsfactsError, VocabularyError
from extract.inputs import Part, Reading, Source
from extract.pieces import Options, Piece, Result, merged, pieces
from extract.readers import articles
from extract.sources import find
from extract.worker import Worker


def documents(result: Result) -> list[str]:
    """What was extracted, and what was not."""
    lines = result.files.get("documents", b"").decode().split()
    return lines + [f"lost {failure.doc}" for failure in result.failures]


class Fake:
    """A worker of this process that dies on some documents, or at random."""

    def __init__(self, deadly: set[str], chance: float, dice: random.Random) -> None:
        self.deadly, self.chance, self.dice = deadly, chance, dice
        self.piece: Piece | None = None
        self.dead = False
        self.reason = ""

    def give(self, piece: Piece) -> None:
        assert self.piece is None
        assert not self.dead
        self.piece = piece

    def take(self) -> Result | None:
        assert self.piece is not None
        ids = [item.id for part in self.piece.parts for item in articles(part) if isinstance(item, Article)]
        failures = [item for part in self.piece.parts for item in articles(part) if isinstance(item, Failure)]
        self.piece = None
        if self.deadly & set(ids) or self.dice.random() < self.chance:
            self.dead = True
            return None
        return Result(files={"documents": "".join(f"{doc}\n" for doc in ids).encode()}, failures=failures)

    def close(self) -> None:
        self.dead = True


class Fakes:
    def __init__(self, *deadly: str, chance: float = 0.0, seed: int = 0) -> None:
        self.dice = random.Random(seed)
        self.deadly, self.chance = set(deadly), chance
        self.hired: list[Fake] = []

    def hire(self) -> Fake:
        self.hired.append(Fake(self.deadly, self.chance, self.dice))
        return self.hired[-1]

    def wait(self, members: list[Fake]) -> list[Fake]:
        return self.dice.sample(members, self.dice.randint(1, len(members)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with (tmp_path / "b.jsonl").open("w") as file:
        for number in range(500):
            file.write(json.dumps({"id": f"b{number}", "text": f"It cost ${number}."}) + "\n")
    with (tmp_path / "small.jsonl").open("w") as file:
        file.writelines(json.dumps({"id": f"s{number}", "text": "$5"}) + "\n" for number in range(7))
    for number in range(30):
        (tmp_path / f"a{number:02d}.txt").write_text("It cost $5.")
    return tmp_path


def expected(folder: Path) -> list[str]:
    return [f"a{n:02d}.txt" for n in range(30)] + [f"b{n}" for n in range(500)] + [f"s{n}" for n in range(7)]


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("seed", range(5))
def test_results_come_in_order_whoever_dies(folder: Path, jobs: int, seed: int) -> None:
    fakes = Fakes(chance=0.2, seed=seed)
    cut = pieces(find([folder]), Reading(), 2000)
    found = merged(list(crew.run(cut, fakes, jobs, Reading())))
    lost = {name.removeprefix("lost ").replace(".jsonl:", "") for name in documents(found) if name.startswith("lost")}
    # Chance may kill a worker again and again on one document, but none that was extracted is out of order.
    assert [doc for doc in documents(found) if not doc.startswith("lost")] == [
        doc for doc in expected(folder) if doc in set(documents(found))
    ]
    assert len(lost) < 20
    assert all(fake.dead for fake in fakes.hired)


@pytest.mark.parametrize("deadly", [["a07.txt"], ["b0", "b499"], ["s3"], ["a00.txt", "a01.txt", "b100", "b101"]])
def test_only_the_document_that_kills_is_lost(folder: Path, deadly: list[str]) -> None:
    cut = list(pieces(find([folder]), Reading(), 2000))
    results = list(crew.run(iter(cut), Fakes(*deadly), 3, Reading()))
    assert [result.size for result in results] == [piece.size for piece in cut]
    found = merged(results)
    good = [doc for doc in documents(found) if not doc.startswith("lost")]
    assert good == [doc for doc in expected(folder) if doc not in deadly]
    assert len(found.failures) == len(deadly)
    assert all("its worker process died 2 times on it" in failure.message for failure in found.failures)


def test_when_all_workers_die_it_is_not_the_documents(folder: Path) -> None:
    cut = pieces(find([folder]), Reading(), 2000)
    with pytest.raises(NewsfactsError, match="50 worker processes died one after the other"):
        list(crew.run(cut, Fakes(chance=1.0), 3, Reading()))


def test_no_more_is_read_ahead_than_a_few_pieces_a_worker() -> None:
    taken = itertools.count()
    source = Source("x", "x", "jsonl", 0)

    def endless() -> Iterator[Piece]:
        for number in taken:
            yield Piece((Part(source, number, rows=(b'{"text": "$5"}',)),))

    results = crew.run(endless(), Fakes(), 2, Reading())
    for _ in range(50):
        next(results)
    results.close()
    assert next(taken) <= 50 + 2 * crew.AHEAD + 2


# Real processes.


class Watched(local.Processes):
    """Processes that are known to the test."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.hired: list[local.Process] = []

    def hire(self) -> local.Process:
        self.hired.append(super().hire())
        return self.hired[-1]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pieces and results that are larger than any pipe's buffer."""
    path = tmp_path_factory.mktemp("large") / "news.jsonl"
    with path.open("w") as file:
        for number in range(60):
            text = f"China lent Kenya ${number} billion in 2024, 5% more. " + "No facts in these words. " * 2000
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")
    return path


def test_killed_processes_take_nothing_with_them(large: Path) -> None:
    options = Options(kinds=("money",))
    cut = list(pieces(find([large]), options.reading, 200_000))
    alone = Worker(options)
    wanted = [alone(piece).files for piece in cut]
    watched = Watched(options)
    dice = random.Random(3)
    over = threading.Event()

    def killer() -> None:
        """End three processes, at whatever they are."""
        for _ in range(3):
            over.wait(0.2 + dice.random())
            if not over.is_set() and watched.hired:
                os.kill(watched.hired[-1].process.pid or 0, signal.SIGKILL)

    thread = threading.Thread(target=killer)
    thread.start()
    found = list(crew.run(iter(cut), watched, 2, options.reading))
    over.set()
    thread.join()
    assert [result.files for result in found] == wanted
    assert not any(result.failures for result in found)
    assert not any(process.process.is_alive() for process in watched.hired if process.process._popen)  # type: ignore[attr-defined]


def test_what_a_worker_cannot_start_with_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[x]]\n")
    source = Source("x", "x", "jsonl", 0)
    piece = Piece((Part(source, rows=(b'{"text": "$5"}',)),))
    with pytest.raises(VocabularyError, match="unknown section"):
        list(local.run([piece] * 3, Options(vocabulary=(str(tmp_path / "bad.toml"),)), 2))


def test_workers_end_when_the_run_is_killed(large: Path) -> None:
    code = (
        "import sys\n"
        "from extract.engines import crew, local\n"
        "from extract.pieces import Options, pieces\n"
        "from extract.sources import find\n"
        "class Telling(local.Processes):\n"
        "    def hire(self):\n"
        "        member = super().hire()\n"
        "        print(member.process.pid, flush=True)\n"
        "        return member\n"
        "if __name__ == '__main__':\n"
        "    options = Options()\n"
        "    cut = pieces(find([sys.argv[1]]), options.reading, 200_000)\n"
        "    for _ in crew.run(cut, Telling(options), 2, options.reading): pass\n"
    )
    script = large.parent / "run.py"
    script.write_text(code)
    run = subprocess.Popen([sys.executable, script, large], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout is not None
    pids = [int(run.stdout.readline()) for _ in range(2)]
    run.kill()
    _, said = run.communicate()
    for _ in range(200):
        if not any(_runs(pid) for pid in pids):
            break
        time.sleep(0.1)
    assert not any(_runs(pid) for pid in pids)
    assert "Traceback" not in said


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# A cluster.


def test_ray_gives_what_one_process_gives_though_a_worker_is_killed(large: Path) -> None:
    ray = pytest.importorskip("ray", reason="needs the extra ray")
    from extract.engines import ray as engine

    options = Options(kinds=("money",))
    cut = list(pieces(find([large]), options.reading, 200_000))
    alone = Worker(options)
    wanted = [alone(piece).files for piece in cut]
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    try:
        actors = engine.Actors(ray, options)
        hired: list[engine.Hand] = []
        numbers = []
        hire = actors.hire

        def noted() -> engine.Hand:
            hired.append(hire())
            numbers.append(hired[-1].actor.process.remote())
            return hired[-1]

        actors.hire = noted  # type: ignore[method-assign]
        found = []
        for result in crew.run(iter(cut), actors, 2, options.reading):
            found.append(result)
            if len(found) == 3:  # in the middle of whatever it does
                os.kill(ray.get(numbers[0]), signal.SIGKILL)
    finally:
        ray.shutdown()
    assert [result.files for result in found] == wanted
    assert len(hired) == 3
    assert not any(result.failures for result in found)
