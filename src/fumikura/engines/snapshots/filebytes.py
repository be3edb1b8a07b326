"""The bytes of a file, read where they are asked for.

A file that is mapped into memory counts as memory of the process wherever it was touched, with all that lies around it;
for lists that are asked for one by one, reading costs a microsecond each and leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

__all__ = ["CAN_READ", "FileBytes"]

CAN_READ = hasattr(os, "pread")
"""Whether this system can read at a place; where it can't, files are mapped."""


class FileBytes:
    """A file that stays open until `close`. Slices of it are bytes. May be shared between threads."""

    __slots__ = ("_descriptor", "_size")

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._size = os.fstat(self._descriptor).st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self._size)
        data = os.pread(self._descriptor, max(stop - start, 0), start)
        while len(data) < stop - start:  # the system gives less than 2 GB at once
            more = os.pread(self._descriptor, stop - start - len(data), start + len(data))
            if not more:
                break
            data += more
        return data

    def close(self) -> None:
        """Let go of the file."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            self.close()
