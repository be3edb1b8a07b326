"""Which passages may have a run of characters: lists of passages for pairs of characters, and for single kanji.

A scan of all texts grows with them; the lists of a run's pairs leave the few passages that are to be looked at. Pairs
of hiragana are in most passages and would be the longest lists, so a run of nothing else is found by the scan.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import sub
from typing import Protocol

from fumikura.analysis.second import MARKER

__all__ = ["Grams", "pack_grams"]

# A gram is a number: of one or of two UTF-16 units, the second in the higher half.
_HEADER = struct.Struct("<II")
_MARKER = ord(MARKER)
_TYPES = {ord(code): code for code in "BHI"}


class _Content(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


def pack_grams(rows: Iterable[bytes]) -> bytes:
    """The content of a file for the folded texts `rows`, in UTF-8."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    last, grams = b"", frozenset[int]()
    for number, row in enumerate(rows):
        if row != last:
            last, grams = row, _grams(row.decode("utf-8", "replace"))
        for gram in grams:
            found[gram].append(number)
    keys = sorted(filter(_is_kept, found))
    lists = [_encoded(found[key]) for key in keys]
    ends = array("I", accumulate(map(len, lists)))
    return b"".join([_HEADER.pack(len(keys), 0), _little(array("I", keys)), _little(ends), *lists])


class Grams:
    """The lists of a file that `pack_grams` made. Raises ValueError, struct.error or IndexError for what is none."""

    __slots__ = ("_begin", "_content", "_ends", "_keys")

    def __init__(self, content: _Content) -> None:
        self._content = content
        size, _ = _HEADER.unpack(content[: _HEADER.size])
        self._keys = _numbers("I", content[_HEADER.size : _HEADER.size + 4 * size])
        self._begin = _HEADER.size + 8 * size
        self._ends = _numbers("I", content[_HEADER.size + 4 * size : self._begin])
        if len(self._keys) != size or len(self._ends) != size:
            raise ValueError(size)

    def candidates(self, needle: str) -> Sequence[int] | None:
        """The passages that may have `needle`, in order; None where that can't be told."""
        grams = list(filter(_is_kept, _grams(needle, at_end=False) if len(needle) > 1 else map(ord, needle)))
        places = [bisect_left(self._keys, gram) for gram in grams]
        if not grams:
            return None
        if any(
            at == len(self._keys) or self._keys[at] != gram for at, gram in zip(places, grams, strict=True)
        ):
            return ()
        sizes = sorted((self._ends[at] - self._start(at), at) for at in {*places})
        found: Sequence[int] = self._list(sizes[0][1])
        for _, at in sizes[1:3]:
            if len(found) < _FEW:
                break
            found = sorted(set(found).intersection(self._list(at)))
        return found

    def _start(self, at: int) -> int:
        return self._ends[at - 1] if at else 0

    def _list(self, at: int) -> array[int]:
        data = self._content[self._begin + self._start(at) : self._begin + self._ends[at]]
        return array("I", accumulate(_numbers(_TYPES[data[0]], data[1:])))


_FEW = 16
"""Passages that are sooner looked at than compared with another list."""


def _grams(text: str, *, at_end: bool = True) -> frozenset[int]:
    """The pairs of a text, and its characters; without `at_end` the pairs only."""
    units = text.encode("utf-16-le", "surrogatepass")
    whole = len(units) // 4 * 4
    pairs = {*memoryview(units[:whole]).cast("I")} if whole else set()
    shifted = units[2:]
    whole = len(shifted) // 4 * 4
    if whole:
        pairs.update(memoryview(shifted[:whole]).cast("I"))
    if at_end and units:
        pairs.update(unit for unit in set(memoryview(units).cast("H")) if _is_kept(unit))
    return frozenset(pairs)


def _is_kept(gram: int) -> bool:
    """Whether a gram has a list: single kanji, the marker of windows, and pairs that are not of hiragana alone."""
    if gram < 0x10000:
        return 0x3400 <= gram <= 0x9FFF or gram == _MARKER
    return not (0x3041 <= gram >> 16 <= 0x309F and 0x3041 <= gram & 0xFFFF <= 0x309F)


def _encoded(ids: list[int]) -> bytes:
    gaps = [ids[0], *map(sub, ids[1:], ids)]
    largest = max(gaps)
    code = "B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I"
    return code.encode() + _little(array(code, gaps))


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(code: str, data: bytes) -> array[int]:
    numbers: array[int] = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
