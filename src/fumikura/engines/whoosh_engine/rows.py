"""A value of bytes for each passage of a segment, all of one field together in one file.

The folded texts lie side by side so that one scan of memory finds a run of characters in all of them: over
12 million characters it takes some 10 ms, and no gram index, of several times the size, has to be kept.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from mmap import mmap
from typing import Any

from fumikura.engines.snapshots.checksums import Checked
from fumikura.engines.snapshots.filebytes import FileBytes
from fumikura.engines.whoosh_engine.packing import WIDTHS, narrow, numbers_of

__all__ = ["TERMINATOR", "Rows", "sizes_bytes"]

TERMINATOR = b"\x1e"
"""Ends each row, so that no run of characters is found across two; never part of a folded text."""

_MANY = 2_000
"""Rows for which it is faster to compare the checksums of all blocks than to ask for each which is its block."""

_AT_ONCE = 1 << 20  # bytes of rows that are gone through together

_COUNT = struct.Struct("<IIB")  # rows, the size that all of them have or 0, the type of their sizes


def sizes_bytes(sizes: Sequence[int]) -> bytes:
    """What follows the rows in a file: how long each is with its terminator, and how many rows there are."""
    if len(sizes) and min(sizes) == max(sizes):  # as where a field is empty in all passages
        return _COUNT.pack(len(sizes), sizes[0], 0)
    code, packed = narrow(sizes)
    return packed + _COUNT.pack(len(sizes), 0, code)


class Rows:
    """The rows of a file. `data` holds them one after the other, each with its terminator.

    `content` may be a mapped file where only some rows are read; `occurrences` is much faster over bytes.
    """

    __slots__ = ("_offsets", "data")

    def __init__(self, content: bytes | mmap | FileBytes | Checked) -> None:
        count, size, code = _COUNT.unpack(content[-_COUNT.size :])
        begin = len(content) - _COUNT.size - (0 if size else count * WIDTHS[code])
        if begin < 0 or (size and size * count != begin):
            raise ValueError(count)
        sizes = repeat(size, count) if size else numbers_of(code, content[begin : -_COUNT.size])
        self._offsets: array[int] = array("I" if begin < 1 << 32 else "Q", accumulate(sizes, initial=0))
        if self._offsets[-1] != begin or not (size or all(sizes)):
            raise ValueError(count)
        self.data = content

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> bytes:
        return self.data[self._offsets[row] : self._offsets[row + 1] - 1]

    def slice(self, first: int, end: int) -> bytes:
        """The rows from `first` up to `end`, each with its terminator."""
        return self.data[self._offsets[first] : self._offsets[end]]

    def start(self, row: int) -> int:
        """Where a row begins in `data`."""
        return self._offsets[row]

    def occurrences(self, needle: bytes) -> Iterator[tuple[int, int]]:
        """Row and offset in it of each occurrence of `needle`, overlapping ones too, in order."""
        for first, stop, part in self._parts():
            at, row, end = part.find(needle), first, 0
            while at >= 0:
                if at >= end:
                    row = bisect_right(self._offsets, self._offsets[first] + at, row, stop) - 1
                    end = self._offsets[row + 1] - self._offsets[first]
                yield row, at - self._offsets[row] + self._offsets[first]
                at = part.find(needle, at + 1)

    def rows_with(self, needle: bytes) -> Iterator[int]:
        """The rows in which `needle` occurs, in order."""
        for first, stop, part in self._parts():
            begin, row = self._offsets[first], first
            at = part.find(needle)
            while at >= 0:
                row = bisect_right(self._offsets, begin + at, row, stop) - 1
                yield row
                at = part.find(needle, self._offsets[row + 1] - begin)

    def _parts(self) -> Iterator[tuple[int, int, bytes]]:
        """Some rows at once, as the first one, the one after the last one, and their bytes.

        To find in a copy is much faster than in a mapped file, where Python compares byte by byte.
        """
        data, offsets = self.prepared(None)
        first = 0
        while first < len(self):
            stop = max(bisect_right(offsets, offsets[first] + _AT_ONCE) - 1, first + 1)
            yield first, stop, data[offsets[first] : offsets[stop]]
            first = stop

    def prepared(self, numbers: Sequence[int] | None) -> tuple[Any, array[int]]:
        """The bytes of all rows and where each begins, to look into the rows `numbers`, or into any of them."""
        data = self.data
        if not isinstance(data, Checked):
            return data, self._offsets
        if data.is_compared:
            return data.data, self._offsets
        if numbers is None or len(numbers) > _MANY:
            data.compare(0, self._offsets[-1])
        else:
            for number in numbers:
                data.compare(self._offsets[number], self._offsets[number + 1])
        return data.data, self._offsets

    def compare(self) -> None:
        """Compare all bytes with their checksums now: who looks into many rows need not ask for each."""
        if isinstance(self.data, Checked):
            self.data.compared()
