"""The command line: commands and options. Click and rich are imported nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `fumikura` with `arguments` (those of the process where None) and return its exit code."""
    try:
        from fumikura.cli.app import run

        return run(arguments)
    except KeyboardInterrupt:  # before there is anyone to say so
        return 130
