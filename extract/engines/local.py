"""The engine for one machine: this process, or a few of them side by side."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from extract.clock import ENDED, said
from extract.engines import crew
from extract.errors import NewsfactsError
from extract.pieces import Options, Piece, Result

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


def run(pieces: Iterable[Piece], options: Options, jobs: int = 1) -> Iterator[Result]:
    """The results of pieces, in their order, whatever the number of processes."""
    if jobs <= 1 and options.timeout is None:
        from extract.worker import Worker  # with spaCy behind it, which this process needs only now

        worker = Worker(options)
        for piece in pieces:
            yield worker(piece)
        return
    # A document that takes too long may have to be ended with its process, which then must not be this one.
    yield from crew.run(iter(pieces), Processes(options), max(1, jobs), options.reading)


class Processes:
    """Workers that are processes of this machine, each at the end of a pipe.

    A worker has one piece at a time and is given the next only after its result was taken, so that never both ends
    of a pipe wait for the other to read.
    """

    def __init__(self, options: Options) -> None:
        self.options = options

    def hire(self) -> Process:
        """Start a process."""
        return Process(self.options)

    def wait(self, members: list[Process]) -> list[Process]:
        """Those that answered or died."""
        by_pipe: dict[Any, Process] = {member.pipe: member for member in members}
        return [by_pipe[pipe] for pipe in wait(list(by_pipe))]


class Process:
    """A worker process and the pipe to it."""

    def __init__(self, options: Options) -> None:
        # Spawned, not forked: a fork would copy locks that a progress bar's thread may hold, and the other workers'
        # pipes, which would then stay open when this process dies.
        context = multiprocessing.get_context("spawn")
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, options), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()
        self.reason = ""
        self._timeout = options.timeout

    def give(self, piece: Piece) -> None:
        """Send a piece. That a process is dead is noticed when its answer is waited for."""
        with contextlib.suppress(OSError):
            self.pipe.send(piece)

    def take(self) -> Result | None:
        """What the process sent, or None where it died."""
        try:
            answer: Any = self.pipe.recv()
        except Exception:  # the end of the pipe, or of an answer in the middle
            self.process.join(5)
            if self._timeout is not None and self.process.exitcode == ENDED:
                self.reason = said(self._timeout)
            return None
        if isinstance(answer, NewsfactsError):
            raise answer
        return answer  # type: ignore[no-any-return]  # a worker sends nothing else

    def close(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started here do not get Ctrl-C: the process that started them decides what to do."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, options: Options) -> None:
    """What a worker process does: take a piece, send back its result, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A pipe that is gone means that the run is over, however that came.
    with contextlib.suppress(EOFError, OSError):
        piece = pipe.recv()  # first, since the other side waits until a large one is taken
        try:
            from extract.worker import Worker

            worker = Worker(options, expendable=True)
        except Exception as error:
            known = isinstance(error, NewsfactsError)
            pipe.send(error if known else NewsfactsError(f"a worker cannot start: {error!r}"))
            return
        while True:
            pipe.send(worker(piece))
            piece = pipe.recv()
