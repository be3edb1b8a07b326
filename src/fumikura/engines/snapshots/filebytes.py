"""The bytes of a file, read where they are asked for.

A file that is mapped into memory counts as memory of the process wherever it was touched, with all that lies around it;
for lists that are asked for one by one, reading costs a microsecond each and leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from threading import Lock

# Windows has neither; there one thread at a time goes to its place, and bytes are asked for as such.
_AT_A_PLACE = hasattr(os, "pread")
_FLAGS: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class FileBytes:
    """A file that stays open until `close`. Slices of it are bytes. May be shared between threads."""

    __slots__ = ("_descriptor", "_lock", "_size")

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | _FLAGS)
        self._lock = Lock()
        self._size = os.fstat(self._descriptor).st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self._size)
        data = self._read(max(stop - start, 0), start)
        while len(data) < stop - start:  # the system gives less than 2 GB at once
            more = self._read(stop - start - len(data), start + len(data))
            if not more:
                break
            data += more
        return data

    def _read(self, size: int, at: int) -> bytes:
        if _AT_A_PLACE:
            return os.pread(self._descriptor, size, at)
        with self._lock:
            os.lseek(self._descriptor, at, os.SEEK_SET)
            return os.read(self._descriptor, size)

    def close(self) -> None:
        """Let go of the file."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            self.close()
