"""What the system refuses, and what makes no sense, while an index is read or written, said in our own terms."""

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
    """Whether the machine is short of something: no fault of the index, and no reason to build it again."""
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _OUT_OF_RESOURCES)


def damage_error(code: str, place: Path, **values: object) -> IndexDamagedError:
    """The error for a file of a generation, by a code whose sentence names its `folder` and `file`."""
    return IndexDamagedError(code, folder=place.parent.parent, file=place.name, **values)


class map_read_errors:  # noqa: N801 - used as a function; a class, as a search enters it hundreds of times
    """Says of a file that it is damaged, where what is in it, or its absence, makes reading it fail."""

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
    """Says what is wrong with the disk; the old index is untouched."""
    try:
        yield
    except OSError as error:
        values = {"folder": folder, "reason": system_reason(error)}
        if error.errno in _FULL:
            raise OutputError("index.no-room", **values) from error
        raise OutputError("index.write-failed", **values) from error
