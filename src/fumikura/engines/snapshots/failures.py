"""What the system refuses, and what makes no sense, while an index is read or written, said in our own terms."""

from __future__ import annotations

import contextlib
import errno
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from fumikura.errors import IndexDamagedError, OutputError

__all__ = ["NONSENSE", "REBUILD", "REMEDY", "damaged", "reading", "writing"]

NONSENSE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, RecursionError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What reading something that makes no sense may raise."""

REBUILD = "Build it again: fumikura index --rebuild"
REMEDY = "Go back to the one before: fumikura index --restore; or build it again: fumikura index --rebuild"
# No room: on the disk, by a quota, by a limit on the size of a file.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def damaged(place: Path, what: str) -> IndexDamagedError:
    """The error for a file of a generation."""
    return IndexDamagedError(f"In the index {place.parent.parent} the file {place.name} {what}.", REMEDY)


class reading:  # noqa: N801 - used as a function; a class, as a search enters it hundreds of times
    """Says of a file that it is damaged, where what is in it, or its absence, makes reading it fail."""

    __slots__ = ("_place",)

    def __init__(self, place: Path) -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, FileNotFoundError):
            raise damaged(self._place, "is missing") from error
        if isinstance(error, OSError):
            raise damaged(self._place, f"can't be read ({error.strerror or error})") from error
        if isinstance(error, NONSENSE):
            raise damaged(self._place, f"makes no sense ({type(error).__name__})") from error


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Says what is wrong with the disk; the old index is untouched."""
    try:
        yield
    except OSError as error:
        remedy = "What was indexed before is still there."
        if error.errno in _FULL:
            remedy = "Make room; what was indexed before is still there."
        raise OutputError(
            f"The index {folder} can't be written: {error.strerror or error}.", remedy
        ) from error
