"""Stops what takes too long.

A timer of the system interrupts the work after the time that a document may take, in regular expressions of the
standard library too. What cannot be interrupted (other code in C), or where there is no such timer (Windows, a thread),
is ended with its process a little later, if the process is one that may be lost: its engine finds out by the exit
code and goes on with the documents around it.
"""

from __future__ import annotations

import faulthandler
import os
import signal
from types import TracebackType
from typing import IO, Self

ENDED = 1
"""The exit code of a process that was ended for taking too long: the one that `faulthandler` has."""


MARGIN = 2.0
"""Seconds that a document has, beside once more its time, before its process is ended."""


class TooLongError(BaseException):
    """The work took longer than it may. No ``except Exception`` on the way takes it for another failure."""


class Clock:
    """Limits the time of ``with`` blocks; without a limit it does nothing.

    ``seconds`` is the limit; ``expendable`` says that this process may be ended where all else fails.
    """

    def __init__(self, seconds: float | None, *, expendable: bool = False) -> None:
        self.seconds = seconds
        self._running = False
        self._nowhere: IO[bytes] | None = None
        self._timer = False
        if seconds is None:
            return
        if hasattr(signal, "setitimer"):
            try:
                signal.signal(signal.SIGALRM, self._ring)
                self._timer = True
            except ValueError:  # not the main thread
                pass
        if expendable:
            self._nowhere = open(os.devnull, "wb")  # noqa: PTH123, SIM115  # open as long as this is

    def __enter__(self) -> Self:
        if self.seconds is not None:
            self._running = True
            if self._nowhere is not None:
                faulthandler.dump_traceback_later(2 * self.seconds + MARGIN, exit=True, file=self._nowhere)
            if self._timer:
                # Again and again: what was raised may get lost where no error can be reported.
                signal.setitimer(signal.ITIMER_REAL, self.seconds, 0.5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.seconds is not None:
            self._running = False
            if self._timer:
                signal.setitimer(signal.ITIMER_REAL, 0)
            if self._nowhere is not None:
                faulthandler.cancel_dump_traceback_later()

    def _ring(self, number: int, frame: object) -> None:
        if self._running:
            raise TooLongError


def said(seconds: float) -> str:
    """What is said of a document that took too long."""
    return f"not extracted within {seconds:g} s; a longer --timeout-per-document gives it more time"
