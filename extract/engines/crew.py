"""What engines with several workers share: the order of results, what is tried again, and what is given up.

A worker that dies takes nothing with it. Its piece is tried once more; if that kills a worker as well, the piece is
split, and so on, until the one document is found that does it, which is reported. All others are extracted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from extract.article import Failure
from extract.errors import NewsfactsError
from extract.inputs import Reading
from extract.pieces import Piece, Result, merged, split

AHEAD = 4
"""So many pieces a worker may be done before their turn in the output comes."""

TRIES = 2
"""So often a piece is tried before it is split."""

DEATHS = 50
"""After so many deaths one after the other, without a result between them, it is not the documents."""


class Member(Protocol):
    """A worker somewhere else, which has at most one piece at a time.

    ``reason`` is why it died, where that is known: what is to be said of a document that it died on.
    """

    reason: str

    def give(self, piece: Piece) -> None:
        """Begin with a piece. A worker that is dead takes it and says nothing."""
        ...

    def take(self) -> Result | None:
        """What became of the piece; None where the worker died. Raises what it was told to raise."""
        ...

    def close(self) -> None:
        """End the worker."""
        ...


M = TypeVar("M", bound=Member)


class Crew(Protocol[M]):
    """Where workers come from."""

    def hire(self) -> M:
        """A new worker."""
        ...

    def wait(self, members: list[M]) -> list[M]:
        """Those, at least one, that have something to take."""
        ...


@dataclass(slots=True)
class _Task:
    """A piece, or a part of one that killed workers: ``key`` orders the parts of a piece."""

    number: int
    key: tuple[int, ...]
    piece: Piece
    tries: int = 0


@dataclass(slots=True)
class _Open:
    """A piece of which results are still to come."""

    left: int = 1
    size: int = 0
    results: list[tuple[tuple[int, ...], Result]] = field(default_factory=list)


def run(pieces: Iterator[Piece], crew: Crew[M], jobs: int, reading: Reading) -> Iterator[Result]:
    """The results of pieces, in their order."""
    busy: dict[int, tuple[M, _Task]] = {}
    idle: list[M] = []
    again: deque[_Task] = deque()
    opened: dict[int, _Open] = {}
    given = wanted = deaths = 0
    more = True
    try:
        while True:
            new: list[tuple[M, _Task]] = []
            while len(busy) < jobs:
                if again:  # before all else: the output may wait for it
                    task = again.popleft()
                elif more and given - wanted < jobs * AHEAD and (piece := next(pieces, None)) is not None:
                    task = _Task(given, (), piece)
                    opened[given] = _Open(size=piece.size)
                    given += 1
                else:
                    more = more and given - wanted >= jobs * AHEAD
                    break
                member = idle.pop() if idle else crew.hire()
                busy[id(member)] = (member, task)
                new.append(busy[id(member)])
            for member, task in new:  # only now, so that all that were hired start side by side
                task.tries += 1
                member.give(task.piece)
            while wanted in opened and not opened[wanted].left:
                done = opened.pop(wanted)
                result = merged([result for _, result in sorted(done.results, key=lambda item: item[0])])
                result.size = done.size
                wanted += 1
                yield result
            if not busy:
                if not more and not again and wanted == given:
                    return
                continue
            for member in crew.wait([member for member, _ in busy.values()]):
                _, task = busy.pop(id(member))
                found = member.take()
                if found is None:
                    member.close()
                    deaths += not member.reason
                    if deaths >= DEATHS:
                        raise NewsfactsError(f"{deaths} worker processes died one after the other; out of memory?")
                    _after_death(task, again, opened[task.number], reading, member.reason)
                else:
                    deaths = 0
                    idle.append(member)
                    _note(opened[task.number], task, found)
    finally:
        for member in [*idle, *(member for member, _ in busy.values())]:
            member.close()


def _note(to: _Open, task: _Task, result: Result) -> None:
    to.results.append((task.key, result))
    to.left -= 1


def _after_death(task: _Task, again: deque[_Task], opened: _Open, reading: Reading, reason: str) -> None:
    """What to do with a piece whose worker died: once more, then in halves, then no more.

    Where it is known why it died, it would die again.
    """
    if task.tries < TRIES and not reason:
        again.append(task)
        return
    smaller = split(task.piece, reading)
    if not smaller:
        _note(opened, task, _lost(task.piece, reason))
        return
    opened.left += len(smaller) - 1
    # What is left of a piece that killed two workers gets one try before it is split further.
    again.extend(
        _Task(task.number, (*task.key, at), piece, tries=TRIES - 1 if split(piece, reading) else 0)
        for at, piece in enumerate(smaller)
    )


def _lost(piece: Piece, reason: str) -> Result:
    said = reason or f"its worker process died {TRIES} times on it, out of memory perhaps; try with fewer --jobs"
    failures = []
    for part in piece.parts:
        doc, path = part.source.doc, part.source.path
        if part.rows is not None or part.end is not None:
            doc, path = f"{doc}:{part.start + 1}", f"{path}:{part.start + 1}"
        failures.append(Failure(doc, f"{path}: {said}"))
    return Result(failures=failures)
