"""The command ``extract``: the only package that prints or exits, a file a command.

``extract PATH…`` extracts; the other commands stand beside it. A file that is called like one of them is read as
``extract ./schema``.

Exit codes: 0 all is well, 1 some document failed (the others are written), 2 wrong use.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module

from extract.errors import NewsfactsError

COMMANDS = ("schema", "explain", "diff", "check", "show", "stats", "report")
"""The commands beside the main one, each in the module of its name with a typer ``app``."""


def main(argv: list[str] | None = None) -> None:
    """Run the command with its arguments and exit."""
    _encodable()
    # Starting the threads of a library for linear algebra, which nothing here is, takes time from every process.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:] if argv is None else argv
    command = arguments[0] if arguments and arguments[0] in COMMANDS else None
    app = import_module(f"extract.cli.{command or 'run'}").app
    program = f"extract {command}" if command else "extract"
    try:
        code = app(arguments[1:] if command else arguments or ["--help"], prog_name=program, standalone_mode=False)
    except NewsfactsError as error:
        _stop(str(error), 2)
    except KeyboardInterrupt:
        _stop("interrupted", 130)
    except Exception as error:
        message = getattr(error, "format_message", None)  # the command line library's own errors of usage
        if message is None:
            raise
        _stop(f"{message()} ({program} --help tells more)", 2)
    sys.exit(code or 0)


def _stop(message: str, code: int) -> None:
    from extract.cli.common import complain

    complain(message)
    sys.exit(code)


def _encodable() -> None:
    """Have what a terminal's encoding has no letters for shown as codes, not as an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
