"""The engine for one machine: this process, or a few of them side by side."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from extract.article import Failure
from extract.errors import NewsfactsError
from extract.pieces import Options, Piece, Result
from extract.worker import Worker

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

TRIES = 2
"""A piece whose worker dies is tried so many times in all; then its documents are failures."""

AHEAD = 4
"""So many pieces a worker may be done before their turn in the output comes."""


def run(pieces: Iterable[Piece], options: Options, jobs: int = 1) -> Iterator[Result]:
    """The results of pieces, in their order, whatever the number of processes."""
    if jobs <= 1:
        worker = Worker(options)
        return map(worker, pieces)
    return _run_side_by_side(iter(pieces), options, jobs)


class _Process:
    """A worker process, the pipe to it, and the piece that it has."""

    def __init__(self, options: Options) -> None:
        # Spawned, not forked: a fork would copy locks that a progress bar's thread may hold.
        context = multiprocessing.get_context("spawn")
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, options), daemon=True)
        self.process.start()
        theirs.close()
        self.task: tuple[int, Piece, int] | None = None

    def give(self, number: int, piece: Piece, tries: int) -> None:
        self.task = (number, piece, tries)
        self.pipe.send(piece)

    def close(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def _serve(pipe: Connection, options: Options) -> None:
    """What a worker process does: take a piece, send back its result, until the pipe closes."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started us decides
    try:
        worker = Worker(options)
    except NewsfactsError as error:
        pipe.send(error)
        return
    while True:
        try:
            piece = pipe.recv()
        except EOFError:
            return
        pipe.send(worker(piece))


def _run_side_by_side(pieces: Iterator[Piece], options: Options, jobs: int) -> Iterator[Result]:
    workers = [_Process(options) for _ in range(jobs)]
    done: dict[int, Result] = {}
    again: deque[tuple[int, Piece, int]] = deque()
    given = wanted = 0
    try:
        more = True
        while True:
            for worker in workers:
                if worker.task is not None or given - wanted >= jobs * AHEAD:
                    continue
                if again:
                    _give(worker, *again.popleft())
                elif more and (piece := next(pieces, None)) is not None:
                    _give(worker, given, piece, 1)
                    given += 1
                else:
                    more = False
            while wanted in done:
                yield done.pop(wanted)
                wanted += 1
            busy: dict[Any, int] = {worker.pipe: at for at, worker in enumerate(workers) if worker.task is not None}
            if not busy:
                if not more and not again and wanted == given:
                    return
                continue
            for pipe in wait(list(busy)):
                at = busy[pipe]
                worker = workers[at]
                assert worker.task is not None
                number, piece, tries = worker.task
                result = _take(worker)
                worker.task = None
                if result is None:
                    worker.close()
                    workers[at] = _Process(options)
                    if tries < TRIES:
                        again.append((number, piece, tries + 1))
                        continue
                    result = _lost(piece)
                done[number] = result
    finally:
        for worker in workers:
            worker.close()


def _give(worker: _Process, number: int, piece: Piece, tries: int) -> None:
    # One that died idle cannot be given anything; `wait` finds its pipe closed, and the piece is tried again.
    with contextlib.suppress(OSError):
        worker.give(number, piece, tries)


def _take(worker: _Process) -> Result | None:
    """What a worker sends, or None where it died."""
    try:
        answer: Any = worker.pipe.recv()
    except (EOFError, OSError):
        return None
    if isinstance(answer, Exception):
        raise answer
    return answer  # type: ignore[no-any-return]  # a worker sends nothing else


def _lost(piece: Piece) -> Result:
    said = "its worker process died twice on it, out of memory perhaps; try with fewer --jobs"
    return Result(failures=[Failure(part.source.doc, f"{part.source.path}: {said}") for part in piece.parts])
