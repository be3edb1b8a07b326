"""Maps errors of the system, and content that makes no sense, to errors of ours while an index is read or written."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from fumikura.deadline import TimeUp
from fumikura.errors import FumikuraError, IndexDamagedError, OutputError
from fumikura.messages import system_reason

_OUT_OF_RESOURCES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN})
# No room: on the disk, by a quota, by a limit on the size of a file.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_out_of_resources(error: BaseException) -> bool:
    """Whether the machine lacks memory or file handles, which is no fault of the index."""
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _OUT_OF_RESOURCES)


def damage_error(code: str, place: Path, **values: object) -> IndexDamagedError:
    """The error for a damaged file of a generation; the sentences of the code name `folder` and `file`."""
    return IndexDamagedError(code, folder=place.parent.parent, file=place.name, **values)


class map_read_errors:  # noqa: N801 - used as a function; a class, as a search enters it hundreds of times
    """Whatever fails inside makes the file `place` a damaged one: IndexDamagedError."""

    __slots__ = ("_place",)

    def __init__(self, place: Path) -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, FileNotFoundError):
            raise damage_error("index.file-missing", self._place) from error
        if isinstance(error, OSError) and not is_out_of_resources(error):
            raise damage_error("index.file-unreadable", self._place, reason=system_reason(error)) from error
        if (
            isinstance(error, Exception)
            and not isinstance(error, (FumikuraError, TimeUp))
            and not is_out_of_resources(error)
        ):
            raise damage_error("index.file-nonsense", self._place, kind=type(error).__name__) from error


@contextlib.contextmanager
def map_write_errors(folder: Path) -> Iterator[None]:
    """Errors of the system inside become OutputError; the old index is untouched."""
    try:
        yield
    except OSError as error:
        values = {"folder": folder, "reason": system_reason(error)}
        if error.errno in _FULL:
            raise OutputError("index.no-room", **values) from error
        raise OutputError("index.write-failed", **values) from error
