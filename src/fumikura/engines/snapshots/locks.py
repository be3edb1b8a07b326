"""Locks of the system on an index: one keeps a second writer out, one keeps what a reader reads from being cleared away.

They belong to open files (`flock`, on Windows `msvcrt.locking`) and go with the process, however it ends: none can be
left behind.
"""

from __future__ import annotations

import errno
import os
import weakref
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from fumikura.errors import IndexError_, IndexLockedError
from fumikura.messages import system_reason

__all__ = ["LOCK", "Held", "Lock"]

LOCK = "lock"
_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})


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


class Lock:
    """Keeps a second writer out. Raises IndexLockedError where there is one, IndexError_ where none may write."""

    def __init__(self, folder: Path) -> None:
        try:
            self._file = Held(folder / LOCK, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise IndexError_("index.not-writable", folder=folder, reason=system_reason(error)) from error
        if not self._file.lock(shared=False):
            self._file.close()
            raise IndexLockedError("index.locked", folder=folder)
        # A process that reads files for this one must not hold the lock when this one was killed.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_closer(self))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let the next writer in."""
        self._file.close()


def _locked_by_msvcrt(descriptor: int) -> bool:
    """Lock the first byte of a file, which need not be there. Raises OSError where another has it."""
    import msvcrt

    os.lseek(descriptor, 0, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    return True


def _closer(lock: Lock) -> Callable[[], None]:
    known = weakref.ref(lock)

    def close() -> None:
        if (held := known()) is not None:
            held.release()

    return close
