"""The command line: commands and options. Click and rich are imported nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from fumikura.cli.process import collect_rarely, skip_last_collection

__all__ = ["main"]

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `fumikura` with `arguments` (None: those of the process) and return its exit code.

    An interrupted process ends here with 130. Python would end it by the signal if that came while a class was being
    made, even though it was caught.
    """
    if arguments is None:
        collect_rarely()
    try:
        from fumikura.cli.app import run

        code = run(arguments)
    except KeyboardInterrupt:  # before `run` could catch it
        code = _INTERRUPTED
    if code == _INTERRUPTED and arguments is None:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):
                continue
        os._exit(code)
    if arguments is None:
        skip_last_collection()
    return code
