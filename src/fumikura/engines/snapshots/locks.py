"""The lock that keeps a second writer out of an index. It ends with its process, however that ends."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Self

from fumikura.errors import IndexError_, IndexLockedError
from fumikura.file_access import LockableFile
from fumikura.messages import system_reason

LOCK = "lock"


class WriteLock:
    """Keeps a second writer out. Raises IndexLockedError if there is one, IndexError_ if the folder is not writable."""

    def __init__(self, folder: Path) -> None:
        try:
            self._file = LockableFile(folder / LOCK, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise IndexError_("index.not-writable", folder=folder, reason=system_reason(error)) from error
        if not self._file.lock(shared=False):
            self._file.close()
            raise IndexLockedError("index.locked", folder=folder)
        # A child process that reads files must not keep the lock when this process was killed.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_release_in_child(self))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let the next writer in."""
        self._file.close()


def _release_in_child(lock: WriteLock) -> Callable[[], None]:
    known = weakref.ref(lock)

    def close() -> None:
        if (held := known()) is not None:
            held.release()

    return close
