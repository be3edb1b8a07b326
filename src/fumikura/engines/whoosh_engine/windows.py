"""The windows behind a folded text (`analysis.second`), as a search over its bytes meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate, pairwise

from fumikura.text.alternate_readings import MARKER, Window, window_at

__all__ = ["Windows", "bytes_before", "characters_before", "text_of"]

_MARKER = MARKER.encode()


def text_of(row: bytes) -> bytes:
    """A row without its windows."""
    return row.partition(_MARKER)[0]


def characters_before(row: bytes, offsets: Iterable[int]) -> Mapping[int, int]:
    """For each offset in bytes the one in code points; the row is gone through once."""
    return _measured(offsets, lambda start, end: len(row[start:end].decode()))


def bytes_before(text: str, offsets: Iterable[int]) -> Mapping[int, int]:
    """For each offset in code points the one in bytes; the text is gone through once."""
    return _measured(offsets, lambda start, end: len(text[start:end].encode()))


def _measured(offsets: Iterable[int], length: Callable[[int, int], int]) -> Mapping[int, int]:
    """For each offset the length of all before it, given that of each piece between two of them."""
    ascending = sorted(set(offsets))
    pieces = (length(start, end) for start, end in pairwise([0, *ascending]))
    return dict(zip(ascending, accumulate(pieces), strict=True))


class Windows:
    """The windows of one row, asked in ascending order: a long one is read once, not again for each occurrence."""

    __slots__ = ("_characters", "_first", "_next", "_row", "_seen", "_window")

    def __init__(self, row: bytes) -> None:
        self._row = row
        self._first = self._next = row.find(_MARKER)
        self._window: Window | None = None
        self._seen = self._characters = 0  # up to this byte of the window there are so many characters

    def counts(self, start: int, end: int) -> bool:
        """Whether a range that reads as it should counts: in a window only with what the text itself has not."""
        if self._first < 0 or start < self._first:
            return True
        if start >= self._next or start < self._seen:
            self._enter(start)
        first = self._characters + len(self._row[self._seen : start].decode("utf-8", "replace"))
        self._seen, self._characters = start, first
        size = len(self._row[start:end].decode("utf-8", "replace"))
        return self._window is not None and self._window.is_new(first, first + size)

    def _enter(self, start: int) -> None:
        """Read the window that a byte lies in; its offsets count from its marker."""
        at = self._row.rfind(_MARKER, 0, start + 1)
        following = self._row.find(_MARKER, start + 1)
        self._next = following if following >= 0 else len(self._row) + 1
        self._window = window_at(self._row[at : self._next].decode("utf-8", "replace"), 0)
        self._seen, self._characters = at, 0
