"""The command in a process with trouble: ``python -m tests.trouble ARGUMENT…``.

A document's id says what happens when it is extracted: ``forever`` (a regular expression that does not end), ``deaf``
(it cannot be interrupted), ``deadly`` (its process is killed, as a kernel does that is out of memory), ``hungry`` (more
memory than there is). Worker processes import this module too, and so have the same trouble. Pieces are small, and the
journal is written after each.
"""

from __future__ import annotations

import functools
import os
import re
import signal
import sys
import time
from typing import Any

import extract.pieces
from extract import clock
from extract.article import Article
from extract.worker import Worker
from extract.writers import folder

clock.MARGIN = 0.2
folder.COMMIT = 0.0
extract.pieces.pieces = functools.partial(extract.pieces.pieces, size=600)  # type: ignore[assignment]
_add = Worker._add


def add(self: Worker, article: Article, *rest: Any) -> None:
    """Extract an article, if it lets."""
    with self.clock:
        if article.id.startswith("forever"):
            re.search("(a+)+b", "a" * 60)
        elif article.id.startswith("deaf"):
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(60)
        elif article.id.startswith("deadly"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif article.id.startswith("hungry"):
            bytearray(1 << 60)
        elif article.id.startswith("slow"):
            time.sleep(0.2)
    _add(self, article, *rest)


Worker._add = add  # type: ignore[method-assign]

if __name__ == "__main__":
    from extract.cli import main

    main(sys.argv[1:])
