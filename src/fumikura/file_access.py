"""Access to files that other processes or people may change: locks, and reading within bounds.

Locks are those of the system (`flock`, on Windows `msvcrt.locking`), which end with the process, however it ends.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from fumikura.errors import CorpusError

_LOCKED = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})
_PATIENCE = 10.0  # seconds to wait for another process
_PAUSE = 0.02
_MOST_BYTES = 64 * 1024 * 1024  # bytes; no catalog, list of words or file of runs comes near it


class LockableFile:
    """An open file that can be locked. It is closed with the last reference at the latest. Raises OSError."""

    __slots__ = ("_descriptor",)

    def __init__(self, path: Path, flags: int = os.O_RDONLY) -> None:
        self._descriptor = -1
        self._descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)

    def lock(self, *, shared: bool) -> bool:
        """Lock it without waiting; False if another process has the lock.

        Windows has no shared locks; there one always succeeds, as an open file can't be removed anyway.
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
        """Close it, which ends its lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        self.close()


def path_exists(path: str | Path) -> bool:
    """Whether a path exists; False also for what can be no path, such as a text with a NUL."""
    return os.path.exists(path)  # noqa: PTH110 - `Path.exists` raises OSError for some of these


def may_exist(path: str | Path) -> bool:
    """Whether a path exists, or the system refuses to say."""
    return path_exists(path) or closed_corpus(path) is not None


def require_corpus(path: str | Path) -> None:
    """Raise CorpusError where a corpus is not there, or may not be entered."""
    closed = closed_corpus(path)
    if closed or not path_exists(path):
        raise closed or CorpusError("corpus.missing", corpus=path)


def closed_corpus(path: str | Path) -> CorpusError | None:
    """The error of a corpus that may be there or not, as this process may not enter it or a folder above; else None."""
    closed: str | None = None
    try:
        if stat.S_ISDIR(os.stat(path).st_mode) and not os.access(path, os.X_OK):  # noqa: PTH116 - as above
            closed = str(path)
    except PermissionError:
        above = [str(each) for each in Path(os.path.realpath(path)).parents]
        closed = next((each for each in reversed(above) if not os.access(each, os.X_OK)), above[0])
    except (OSError, ValueError):
        pass
    return CorpusError("corpus.closed", corpus=path, folder=closed) if closed else None


def read_user_file(path: Path, *, pipe: bool = False) -> bytes:
    """The bytes of a file that a person wrote; with `pipe`, of a pipe as well.

    Raises OSError, also for a file that is too long to be written by a person, and for what is no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | (0 if pipe else getattr(os, "O_NONBLOCK", 0))
    with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
        if not pipe and not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(path))
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def read_if_there(path: Path) -> bytes | None:
    """The bytes of a file that a person may have written; None where nothing has that name.

    Raises OSError as `read_user_file` does: a folder of that name, or a link to nothing, is not nothing.
    """
    try:
        return read_user_file(path)
    except FileNotFoundError:
        if path.is_symlink():
            raise
        return None


def check_writable(path: Path) -> None:
    """Raise PermissionError for a file that its owner protected: to replace it asks only for rights to its folder."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


@contextmanager
def replaced_file(path: Path, mode: Literal["x", "xb"], **how: Any) -> Iterator[Any]:
    """A file that takes the place of another once it is whole, so that a failure leaves the old one as it was.

    `mode` and `how` are those of `open`. Raises OSError.
    """
    check_writable(path)
    beside = path.with_name(f".fumikura-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with beside.open(mode, **how) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            import shutil  # imported here, as hardly any search writes over a file

            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def exclusive_access(path: Path) -> Iterator[None]:
    """Keep other processes of ours from changing a user's file meanwhile; they wait.

    Each replaces the file by a new one, so the lock is on a file beside it, which is removed afterwards. Raises OSError.
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
    """Lock the first byte of a file, even of an empty one. Raises OSError if another process has it."""
    import msvcrt

    os.lseek(descriptor, 0, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    return True
