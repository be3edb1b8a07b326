"""The command line: commands and options. Click and rich are imported nowhere else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

_INTERRUPTED = 130
_BETWEEN_COLLECTIONS = 100_000
"""New objects after which cycles are looked for. A search makes fewer. With Python's 700, a tenth of its time would go
into looking, among modules that stay."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `fumikura` with `arguments` (those of the process where None) and return its exit code.

    A run of the process that was interrupted ends here with 130: Python would end it by the signal where that came while
    a class was being made, though it was caught.
    """
    if arguments is None:
        gc.set_threshold(_BETWEEN_COLLECTIONS)
    try:
        from fumikura.cli.app import run

        code = run(arguments)
    except KeyboardInterrupt:  # before there is anyone to say so
        code = _INTERRUPTED
    if code == _INTERRUPTED and arguments is None:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):
                continue
        os._exit(code)
    if arguments is None:
        gc.freeze()  # what is left goes with the process: nothing of it need be looked through for cycles
    return code
