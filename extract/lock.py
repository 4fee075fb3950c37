"""A folder is written by one run at a time.

The lock is the system's own on an open file, so that it ends with the process that holds it, however that ends: a
file that is left behind locks nothing. Network file systems keep such locks for all hosts, or have none; there the
process that the file names is looked for, which helps on the same host at least.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
from pathlib import Path

from extract.errors import UsageError


class Lock:
    """Holds a lock file from `take` to `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """Whether this process has it."""
        return self._file is not None

    def take(self) -> None:
        """Lock, or raise `UsageError` where another process has. Raises `OSError` as well."""
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _lock(file)
            except OSError as error:
                pid, _, host = os.read(file, 300).decode("utf-8", "replace").strip().partition(" ")
                if error.errno not in _TAKEN and not _runs(pid, host):  # there are no locks here
                    break
                os.close(file)
                folder = self.path.parent.parent
                where = f" on {host}" if host != platform.node() else ""
                raise UsageError(f"{folder}: another run (process {pid or '?'}{where}) is writing to it") from error
            if self._is_there(file):
                break
            os.close(file)  # it was removed by the run that just ended
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()} {platform.node()}".encode())
        self._file = file

    def release(self) -> None:
        """Unlock."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _is_there(self, file: int) -> bool:
        with contextlib.suppress(OSError):
            return os.path.samestat(os.fstat(file), self.path.stat())
        return False


_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What systems say of a lock that another process has."""


def _runs(pid: str, host: str) -> bool:
    """Whether another process of this host has a number."""
    if host != platform.node() or not pid.isdecimal() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, and is somebody else's
        return True
    return True


def _lock(file: int) -> None:
    """Take the system's lock on a file without waiting. Raises `OSError` where it is taken."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
