"""A posting list as bytes: passages, frequencies and positions as arrays, with no pickle in them.

Whoosh's own blocks are pickles, which run code when an altered index is opened, and are decoded posting by
posting. Arrays of the narrowest type that holds the numbers are about as small and are read at once.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

__all__ = ["PostingList", "encode"]

# Numbers of postings and positions; types of passage gaps, frequencies ("-": all 1), positions ("-": none).
_HEADER = struct.Struct("<IIccc")
_NONE = b"-"
_WIDTHS = frozenset({b"B", b"H", b"I"})


def encode(ids: Sequence[int], positions: Sequence[array[int]]) -> bytes:
    """The bytes of a posting list: ascending `ids`, and the positions in each of them (or nothing at all)."""
    gaps = _narrow([ids[0], *(b - a for a, b in pairwise(ids))] if ids else [])
    counts = _narrow([len(found) for found in positions])
    flat = _narrow([position for found in positions for position in found])
    all_once = all(count == 1 for count in counts)
    header = _HEADER.pack(
        len(ids),
        len(flat),
        gaps.typecode.encode(),
        _NONE if all_once else counts.typecode.encode(),
        flat.typecode.encode() if positions else _NONE,
    )
    return header + _little(gaps) + (b"" if all_once else _little(counts)) + _little(flat)


class PostingList:
    """A decoded posting list: `ids` ascend, `counts` says how often the term is in each."""

    __slots__ = ("_at", "_data", "_flat", "_offsets", "_type", "counts", "ids")

    def __init__(self, data: bytes) -> None:
        size, flat_size, gap_type, count_type, position_type = _HEADER.unpack_from(data)
        at = _HEADER.size
        gaps, at = _read(data, at, gap_type, size)
        self.ids: array[int] = array("I", accumulate(gaps))
        self.counts: Sequence[int] = b"\1" * size
        if count_type != _NONE:
            self.counts, at = _read(data, at, count_type, size)
        self._data, self._at, self._type = data, at, (position_type, flat_size)
        width = 0 if position_type == _NONE else array(position_type.decode()).itemsize
        if len(data) != at + flat_size * width or (width and sum(self.counts) != flat_size):
            raise ValueError("a posting list of another size")
        self._flat: array[int] | None = None
        self._offsets: list[int] = []

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, number: int) -> bool:
        index = bisect_left(self.ids, number)
        return index < len(self.ids) and self.ids[index] == number

    def positions(self, number: int) -> array[int]:
        """The positions of the term in a passage of `ids`; empty where none were kept."""
        if self._flat is None:
            self._flat = _read(self._data, self._at, *self._type)[0] if self._type[0] != _NONE else array("B")
            self._offsets = list(accumulate(self.counts, initial=0))
        index = bisect_left(self.ids, number)
        return self._flat[self._offsets[index] : self._offsets[index + 1]]


def _narrow(numbers: list[int]) -> array[int]:
    largest = max(numbers, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", numbers)


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _read(data: bytes, at: int, code: bytes, size: int) -> tuple[array[int], int]:
    if code not in _WIDTHS:
        raise ValueError(code)
    numbers: array[int] = array(code.decode())
    end = at + size * numbers.itemsize
    numbers.frombytes(data[at:end])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers, end
