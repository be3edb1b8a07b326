"""Files that are locked while they are open, for one process to write, or for several to read; and small files.

Locks of the system (`flock`, on Windows `msvcrt.locking`) go with the process, however it ends.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCKED = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})
_PATIENCE = 10.0  # seconds: what is done alone takes no time
_PAUSE = 0.02
_MOST_BYTES = 64 * 1024 * 1024  # bytes; no catalog, list of words or file of runs comes near it


class LockableFile:
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
                return shared or _lock_by_msvcrt(self._descriptor)
            fcntl.flock(self._descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _LOCKED
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


def read_user_file(path: Path, *, pipe: bool = False) -> bytes:
    """The bytes of a file that a person wrote, or handed on by a `pipe`.

    Raises OSError, also for what is longer than any such file, and for what is no file: it would be waited for.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | (0 if pipe else getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not pipe and not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(path))
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


@contextmanager
def exclusive_access(path: Path) -> Iterator[None]:
    """While one process adds to a file of the user, others wait, as each puts a new file in the place of the old one.

    So what is locked is a file beside it, which is gone afterwards. Raises OSError where that can't be.
    """
    beside = path.with_name(f".{path.name}.lock")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            held = LockableFile(beside, os.O_RDWR | os.O_CREAT)
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


def _lock_by_msvcrt(descriptor: int) -> bool:
    """Lock the first byte of a file, which need not be there. Raises OSError where another has it."""
    import msvcrt

    os.lseek(descriptor, 0, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    return True
