"""The engine for a cluster: workers are actors of Ray (the extra ``ray``).

newsfacts must be installed on the cluster's machines, and what the input's paths say must be there too: URLs of object
storage, or a folder that all share. Parquet files and files of one document are read by the workers; other formats
are read here and sent to them.
"""

from __future__ import annotations

import contextlib
import logging
import socket
from collections.abc import Iterable, Iterator
from typing import Any

from extract.engines import crew
from extract.errors import MissingExtraError, NewsfactsError, UsageError
from extract.pieces import Options, Piece, Result
from extract.storage import first_line

WAIT = 10.0
"""Seconds that one waits for a cluster to answer."""


def run(
    pieces: Iterable[Piece], options: Options, jobs: int | None = None, address: str | None = None
) -> Iterator[Result]:
    """The results of pieces, in their order, from ``jobs`` actors; as many as the cluster has processors if None.

    ``address`` is that of a running cluster; without, Ray is started on this machine for the time of the run.
    """
    with _connected(address, jobs) as ray:
        processors = int(ray.cluster_resources().get("CPU", 1)) or 1
        # More actors than processors would wait for a place for ever, with a piece in their hands.
        actors = Actors(ray, options)
        yield from crew.run(iter(pieces), actors, min(jobs or processors, processors), options.reading)


class Actors:
    """Workers that are actors of Ray."""

    def __init__(self, ray: Any, options: Options) -> None:
        self.ray = ray
        self.options = ray.put(options)
        self.actor = ray.remote(num_cpus=1, max_restarts=0)(_Actor)

    def hire(self) -> Hand:
        """Start an actor."""
        return Hand(self.ray, self.actor.remote(self.options))

    def wait(self, members: list[Hand]) -> list[Hand]:
        """Those that answered or died."""
        ready, _ = self.ray.wait([member.answer for member in members], num_returns=1)
        return [member for member in members if member.answer in ready]


class Hand:
    """An actor, and the answer that it owes."""

    def __init__(self, ray: Any, actor: Any) -> None:
        self.ray = ray
        self.actor = actor
        self.answer: Any = None
        self.reason = ""

    def give(self, piece: Piece) -> None:
        """Have the actor begin with a piece."""
        self.answer = self.actor.work.remote(piece)

    def take(self) -> Result | None:
        """What the actor answered, or None where it died, or its machine did."""
        try:
            answer = self.ray.get(self.answer)
        except self.ray.exceptions.RayTaskError as error:
            raise NewsfactsError(f"a worker cannot start: {first_line(error.cause or error)}") from error
        except self.ray.exceptions.RayError:
            return None
        if isinstance(answer, NewsfactsError):
            raise answer
        return answer  # type: ignore[no-any-return]  # an actor answers nothing else

    def close(self) -> None:
        """End the actor."""
        with contextlib.suppress(Exception):
            self.ray.kill(self.actor)


class _Actor:
    """What runs in the cluster."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.worker: Any = None

    def work(self, piece: Piece) -> Result | NewsfactsError:
        """The result of a piece, or the error that says why there can be none."""
        if self.worker is None:
            from extract.worker import Worker

            try:
                self.worker = Worker(self.options, expendable=True)
            except NewsfactsError as error:
                return error
        result: Result = self.worker(piece)
        return result

    def process(self) -> int:
        """The number of the process, for tests that end it."""
        import os

        return os.getpid()


@contextlib.contextmanager
def _connected(address: str | None, jobs: int | None) -> Iterator[Any]:
    try:
        import ray
    except ImportError as error:
        raise MissingExtraError("ray", "ray") from error
    if ray.is_initialized():  # by a program that uses this engine
        yield ray
        return
    if address is not None:
        _reach(address)
    try:
        extra = {} if address else {"include_dashboard": False, "num_cpus": jobs}
        ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False, **extra)
    except Exception as error:
        raise UsageError(f"--address {address}: Ray cannot be reached: {first_line(error)}") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _reach(address: str) -> None:
    """Raise `UsageError` where nobody listens at an address, for which Ray itself would wait and wait."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not colon or not port.isdecimal():  # "auto", "local" and the like
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), WAIT).close()
    except (OSError, OverflowError) as error:
        raise UsageError(f"--address {address}: Ray cannot be reached: {first_line(error)}") from error
