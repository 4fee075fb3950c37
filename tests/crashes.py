"""Ends runs at every moment, and goes on with them: ``python -m tests.crashes WHERE NEWS EVERY [OPTION…]``.

Each run is a fork of this process, which has the pipeline already, so that a run takes a moment. One that is to be
ended ends itself, as SIGKILL does, before each ``EVERY``-th of the times that it touches a file; others are killed from
outside at a random moment. Prints, as JSON, how many runs were ended before they were finished, and what then was not
as in the undisturbed run.
"""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import extract.pieces
import extract.worker
from extract.cli import main
from extract.pieces import Options
from extract.writers import folder as folders

COMMON = ("--quiet", "--kinds", "money,date")


def run(arguments: list[str], deadline: Callable[[], None] | None = None, after: float | None = None) -> int | None:
    """The exit code of a run, or None where it was killed, from inside or after some seconds."""
    pid = os.fork()
    if pid == 0:
        try:
            if deadline is not None:
                touch(deadline)
            main(arguments)
        except SystemExit as error:
            os._exit(int(error.code or 0))
        os._exit(99)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def touch(before: Callable[[], None]) -> None:
    """Have something called before each step that touches a file."""

    def wrapped(function: Any) -> Any:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            before()
            return function(*args, **kwargs)

        return call

    os.fsync = wrapped(lambda number: None)  # a process that is killed loses nothing that was written
    for name in ("replace", "open", "unlink", "mkdir"):
        setattr(Path, name, wrapped(getattr(Path, name)))
    folders.FolderWriter._append = wrapped(folders.FolderWriter._append)  # type: ignore[method-assign]
    shutil.rmtree = wrapped(shutil.rmtree)


def countdown(steps: int) -> Callable[[], None]:
    """Ends this process when it is called for the so-manieth time."""
    left = [steps]

    def step() -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def content(folder: Path) -> dict[str, bytes]:
    """All files of an output."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def crash(where: Path, news: Path, every: int, more: list[str]) -> dict[str, Any]:
    """End runs, go on with them, and compare."""
    arguments = [str(news), *COMMON, *more]
    assert run([*arguments, "-o", str(where / "whole")]) in (0, 1)
    wanted = content(where / "whole")
    wrong: list[str] = []
    ended = 0
    out = where / "out"
    again = [*arguments, "-o", str(out), "--resume"]
    for steps in range(1, 1000, every):
        shutil.rmtree(out, ignore_errors=True)
        code = run([*arguments, "-o", str(out)], countdown(steps))
        whole = {name for name in content(out) if not name.startswith(folders.ASIDE)} if out.exists() else set()
        if any(content(out)[name] != wanted.get(name) for name in whole):
            wrong.append(f"half a file under its name at step {steps}")
        if code is not None:
            break
        ended += 1
        run(again, countdown(1 + steps * 7 % 60))  # the run that goes on is ended, too
        code = run(again)
        if content(out) != wanted:
            wrong.append(f"step {steps}: code {code}, {sorted(content(out))}")
    dice = random.Random(5)
    shutil.rmtree(out, ignore_errors=True)
    for _ in range(10):
        ended += run(again, after=dice.random() * 0.15) is None
    run(again)
    if content(out) != wanted:
        wrong.append("after ten random moments")
    return {"ended": ended, "files": sorted(wanted), "wrong": wrong}


if __name__ == "__main__":
    worker = extract.worker.Worker(Options(kinds=("money", "date")))

    def ready(options: Options, *, expendable: bool = False) -> extract.worker.Worker:
        """The worker that there is, for these options."""
        worker.options, worker.format = options, extract.worker._FORMATS[options.format]
        return worker

    extract.worker.Worker = ready  # type: ignore[misc,assignment]
    extract.pieces.pieces = functools.partial(extract.pieces.pieces, size=1500)  # type: ignore[assignment]
    folders.COMMIT = 0.0
    print(json.dumps(crash(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])))
