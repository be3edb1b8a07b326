"""Files that are locked while they are open: for one process to write, or for several to read.

Locks of the system (`flock`, on Windows `msvcrt.locking`) go with the process, however it ends.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["Held", "alone_with"]

_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})
_PATIENCE = 10.0  # seconds: what is done alone takes no time
_PAUSE = 0.02


class Held:
    """An open file that can be locked, closed at the latest when nobody has it any more. Raises OSError."""

    __slots__ = ("_descriptor",)

    def __init__(self, path: Path, flags: int = os.O_RDONLY) -> None:
        self._descriptor = -1
        self._descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)

    def lock(self, *, shared: bool) -> bool:
        """Lock it without waiting; False where another has it.

        Where the system has no shared locks (Windows), one to read by is as if had: what is open can't be removed there.
        """
        try:
            try:
                import fcntl
            except ImportError:
                return shared or _locked_by_msvcrt(self._descriptor)
            fcntl.flock(self._descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _TAKEN
        return True

    def is_removed(self) -> bool:
        """Whether the file has no name any more."""
        return os.fstat(self._descriptor).st_nlink == 0

    def read(self) -> bytes:
        """All of it."""
        with open(self._descriptor, "rb", closefd=False) as file:
            return file.read()

    def close(self) -> None:
        """Let go of it, and of its lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        self.close()


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """While one process adds to a file of the user, others wait, as each puts a new file in the place of the old one.

    So what is locked is a file beside it, which is gone afterwards. Raises OSError where that can't be.
    """
    beside = path.with_name(f".{path.name}.lock")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            held = Held(beside, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error
        if held.lock(shared=False) and not held.is_removed():
            break
        held.close()
        if time.monotonic() > until:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path))
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(OSError):
            beside.unlink()
        held.close()


def _locked_by_msvcrt(descriptor: int) -> bool:
    """Lock the first byte of a file, which need not be there. Raises OSError where another has it."""
    import msvcrt

    os.lseek(descriptor, 0, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    return True
