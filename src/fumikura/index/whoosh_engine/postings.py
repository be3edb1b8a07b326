"""A posting list as bytes: passages, frequencies and positions as arrays, with no pickle in them.

Whoosh's own blocks are pickles, which run code when an altered index is opened, and are decoded posting by
posting. Arrays of the narrowest type that holds the numbers are about as small and are read at once.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from itertools import accumulate
from operator import sub

__all__ = ["PostingList", "encode", "parts_of"]

# Numbers of postings and positions; types of passage gaps, frequencies ("-": all 1), positions ("-": none).
_HEADER = struct.Struct("<IIccc")
_NONE = b"-"
_LOOKED_UP = 16  # times as long must a list be for looking numbers up in it to be faster than a set of it
_WIDTHS = {_NONE: 0, b"B": 1, b"H": 2, b"I": 4}


def encode(ids: Sequence[int], counts: Sequence[int], positions: Sequence[int]) -> bytes:
    """The bytes of a posting list: ascending `ids`, how many positions each has, and these one after the other.

    Without positions, `counts` is not looked at.
    """
    gaps = _narrow([ids[0], *map(sub, ids[1:], ids)] if ids else [])
    flat = _narrow(positions)
    all_once = not positions or max(counts) == 1
    times = _narrow([] if all_once else counts)
    header = _HEADER.pack(
        len(ids),
        len(flat),
        gaps.typecode.encode(),
        _NONE if all_once else times.typecode.encode(),
        flat.typecode.encode() if positions else _NONE,
    )
    return header + _little(gaps) + _little(times) + _little(flat)


def parts_of(data: bytes) -> tuple[int, int, tuple[bytes, bytes, bytes], tuple[int, int, int]]:
    """Numbers of postings and of positions, the types of gaps, frequencies and positions, and where each part begins."""
    size, flat_size, *types = _HEADER.unpack_from(data)
    gaps = _HEADER.size
    counts = gaps + size * _WIDTHS[types[0]]
    flat = counts + size * _WIDTHS[types[1]]
    if len(data) != flat + flat_size * _WIDTHS[types[2]]:
        raise ValueError("a posting list of another size")
    return size, flat_size, (types[0], types[1], types[2]), (gaps, counts, flat)


class PostingList:
    """A decoded posting list: `ids` ascend, `counts` says how often the term is in each."""

    __slots__ = ("_at", "_data", "_flat", "_offsets", "_type", "counts", "ids")

    def __init__(self, data: bytes) -> None:
        size, flat_size, (gap_type, count_type, position_type), (gaps, counts, flat) = parts_of(data)
        self.ids: array[int] = array("I", accumulate(_read(data, gaps, gap_type, size)))
        self.counts: Sequence[int] = b"\1" * size
        if count_type != _NONE:
            self.counts = _read(data, counts, count_type, size)
        self._data, self._at, self._type = data, flat, (position_type, flat_size)
        if position_type != _NONE and sum(self.counts) != flat_size:
            raise ValueError("a posting list of another size")
        self._flat: array[int] | None = None
        self._offsets: list[int] = []

    def __len__(self) -> int:
        return len(self.ids)

    def among(self, numbers: Set[int]) -> Iterable[int]:
        """Those of `numbers` that are in `ids`."""
        if len(self.ids) > _LOOKED_UP * len(numbers):
            return [number for number in numbers if number in self]
        return numbers & set(self.ids)

    def __contains__(self, number: int) -> bool:
        index = bisect_left(self.ids, number)
        return index < len(self.ids) and self.ids[index] == number

    @property
    def has_positions(self) -> bool:
        """Whether positions were kept."""
        return bool(self._type[0] != _NONE)

    def positions(self, number: int) -> array[int]:
        """The positions of the term in a passage of `ids`; empty where none were kept."""
        if self._flat is None:
            self._flat = _read(self._data, self._at, *self._type) if self._type[0] != _NONE else array("B")
            self._offsets = list(accumulate(self.counts, initial=0))
        index = bisect_left(self.ids, number)
        return self._flat[self._offsets[index] : self._offsets[index + 1]]


def _narrow(numbers: Sequence[int]) -> array[int]:
    largest = max(numbers, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", numbers)


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _read(data: bytes, at: int, code: bytes, size: int) -> array[int]:
    numbers: array[int] = array(code.decode())
    numbers.frombytes(data[at : at + size * numbers.itemsize])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
