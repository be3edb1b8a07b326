"""Columns of bytes as Whoosh writes them: the values one behind the other, so that all can be searched at once."""

from __future__ import annotations

import mmap
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, cast

from fumikura.engines.snapshots.checksums import Checked

__all__ = ["BytesColumn", "TextColumn"]

_SMALL = 4_000_000  # bytes


class BytesColumn:
    """The values of a column by passage. `column` is Whoosh's reader of it, None where no passage has a value.

    `data` is the file, mapped: slices of it are bytes, each compared with its checksum before its first use.
    """

    def __init__(self, column: Any, data: Checked | mmap.mmap | None, size: int) -> None:
        self._data: Checked | mmap.mmap | bytes | None = data
        lengths: Sequence[int] = column._lengths if column is not None else [0] * size
        self.starts: Sequence[int] = array("Q", accumulate(lengths, initial=0))
        if data is not None and (len(lengths) != size or self.starts[-1] > len(data)):
            raise ValueError("a column of another length")
        if (
            isinstance(data, Checked) and len(data) <= _SMALL
        ):  # compared at once, and then not again at every use
            self._data = cast("mmap.mmap", data.compared())

    def __getitem__(self, number: int) -> bytes:
        start, stop = self.starts[number], self.starts[number + 1]
        return self._data[start:stop] if start < stop and self._data is not None else b""


class TextColumn(BytesColumn):
    """A column of texts in UTF-8 that is searched as a whole."""

    def rows_with(self, needle: bytes, stop: int | None = None) -> Iterator[int]:
        """The passages, of the first `stop`, whose value has `needle`, ascending."""
        if self._data is None or not needle:
            return
        starts, size = self.starts, len(self.starts) - 1
        end = starts[size if stop is None else min(stop, size)]
        find = self._whole().find
        at = find(needle, 0, end)
        while at >= 0:
            row = bisect_right(starts, at) - 1
            if at + len(needle) <= starts[row + 1]:
                yield row
                at = find(needle, starts[row + 1], end)
            else:  # it lies across two values
                at = find(needle, at + 1, end)

    def _whole(self) -> bytes:
        """All values, in memory from the first scan on: to search a mapped file takes several times as long."""
        if not isinstance(self._data, bytes):
            assert self._data is not None
            self._data = self._data[: self.starts[-1]]
        return self._data
