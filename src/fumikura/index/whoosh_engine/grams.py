"""Which passages may have a run of characters: lists of passages for pairs of characters, and for single ones.

A scan of all texts grows with them; the lists of a run's pairs leave the few passages that are to be looked at. A list
holds the gaps between its passages (`packing`), behind the code of their type.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Protocol

from fumikura.analysis.second import MARKER
from fumikura.index.whoosh_engine.packing import LARGEST, TYPES, WIDTHS, pack_lists, sums_of
from fumikura.index.whoosh_engine.rows import TERMINATOR, Rows

if TYPE_CHECKING:
    from fumikura.index.whoosh_engine.arrays.vectors import Ids

__all__ = ["Grams", "grams_of", "pack_grams"]

# A gram is a number: of one or of two UTF-16 units, the second in the higher half.
_HEADER = struct.Struct("<II")
_MARKER = ord(MARKER)
_BYTES_AT_ONCE = 1_500_000
_CODES = tuple(bytes((code,)) for code in range(len(TYPES)))
_KEYS_AT_ONCE, _SAMPLED = 500_000, 100
_FEW = 16
"""Passages that are sooner looked at than compared with another list."""


class _Content(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


def pack_grams(rows: Rows) -> bytes:
    """The content of a file for folded texts in UTF-8."""
    parts = [_keys(*part) for part in _parts(rows)]
    grams: list[bytes] = []
    lists: list[bytes] = []
    sizes = array("I")
    for end in _ends_of_ranges(parts):
        # A range of grams at a time: all of them at once would take several times the memory of the lists.
        cuts = [int(part.searchsorted(end << 32)) for part in parts]
        found, packed = _lists([part[:cut] for part, cut in zip(parts, cuts, strict=True)])
        parts = [part[cut:] for part, cut in zip(parts, cuts, strict=True)]
        grams.append(found)
        lists.append(b"".join(packed))
        sizes.extend(map(len, packed))
    ends = array("I", accumulate(sizes))
    return b"".join([_HEADER.pack(len(sizes), 0), *grams, _little(ends), *lists])


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
        grams, _ = grams_of(needle)
        if not grams:
            return None
        places = [self._place(gram) for gram in grams]
        if None in places:
            return ()
        sizes = sorted((self._ends[at] - self._start(at), at) for at in places if at is not None)
        found: Sequence[int] = self._list(sizes[0][1])
        for _, at in sizes[1:3]:
            if len(found) < _FEW:
                break
            found = sorted(set(found).intersection(self._list(at)))
        return found

    def passages_with(self, gram: int) -> Ids:
        """The passages that have a gram that is kept (see `grams_of`), in order, as an array of numpy."""
        import numpy as np

        at = self._place(gram)
        if at is None:
            return np.empty(0, np.int64)
        data = self._data(at)
        gaps = np.frombuffer(data, f"<u{WIDTHS[data[0]]}", offset=1)
        found: Ids = np.cumsum(gaps, dtype=np.int64)[gaps != LARGEST[data[0]]]
        return found

    def bytes_of(self, gram: int) -> int:
        """The bytes of the list of a gram."""
        at = self._place(gram)
        return 0 if at is None else self._ends[at] - self._start(at)

    def _place(self, gram: int) -> int | None:
        at = bisect_left(self._keys, gram)
        return at if at < len(self._keys) and self._keys[at] == gram else None

    def _start(self, at: int) -> int:
        return self._ends[at - 1] if at else 0

    def _data(self, at: int) -> bytes:
        return self._content[self._begin + self._start(at) : self._begin + self._ends[at]]

    def _list(self, at: int) -> array[int]:
        data = self._data(at)
        return sums_of(data[0], data[1:])


def grams_of(needle: str) -> tuple[tuple[int, ...], bool]:
    """The grams of a run of characters that have lists, and whether a passage that has them has the run."""
    units = _numbers("H", needle.encode("utf-16-le", "surrogatepass"))
    if len(units) == 1:
        return (tuple(units), True) if _is_kept(units[0]) else ((), False)
    pairs = {first | second << 16 for first, second in pairwise(units)}
    return tuple(sorted(pairs)), len(units) == 2


def _is_kept(unit: int) -> bool:
    """Whether a single unit has a list: all but hiragana, which are in most passages, and control characters."""
    return unit == _MARKER or not (unit <= 0x20 or 0x3041 <= unit <= 0x309F)


def _parts(rows: Rows) -> Iterator[tuple[bytes, int]]:
    """Some whole rows at a time, and the number of the first of them."""
    first, starts = 0, range(len(rows) + 1)
    while first < len(rows):
        end = min(bisect_right(starts, rows.start(first) + _BYTES_AT_ONCE, key=rows.start), len(rows))
        yield rows.slice(first, end), first
        first = end


def _ends_of_ranges(parts: Sequence[Any]) -> list[int]:
    """The grams that end ranges of about as many keys each, by a sample; the last is behind all grams."""
    import numpy as np

    sample = np.sort(np.concatenate([part[::_SAMPLED] for part in parts] or [np.empty(0, np.uint64)]))
    ends = (sample[_KEYS_AT_ONCE // _SAMPLED :: _KEYS_AT_ONCE // _SAMPLED] >> np.uint64(32)).tolist()
    return [*ends, 1 << 32]


def _keys(data: bytes, first: int) -> Any:
    """The grams of rows, as an array of `gram << 32 | row`, each once, in order."""
    import numpy as np

    units = np.frombuffer(data.decode("utf-8", "replace").encode("utf-16-le", "surrogatepass"), "<u2")
    ends = units == TERMINATOR[0]
    rows = (np.cumsum(ends) - ends + first).astype(np.uint64)
    units = units.astype(np.uint64)
    inside = ~(ends[:-1] | ends[1:])
    pairs = (units[:-1] | units[1:] << np.uint64(16))[inside] << np.uint64(32) | rows[:-1][inside]
    alone = (units > 0x20) & ((units < 0x3041) | (units > 0x309F)) | (units == _MARKER)
    keys = np.concatenate([pairs, units[alone] << np.uint64(32) | rows[alone]])
    keys.sort()
    return keys[np.diff(keys, prepend=~keys[:1]) != 0]


def _lists(parts: Sequence[Any]) -> tuple[bytes, list[bytes]]:
    """The grams of sorted `parts`, as bytes, and the list of each."""
    import numpy as np

    found = np.concatenate(parts) if parts else np.empty(0, np.uint64)
    found.sort()
    grams, numbers = (found >> np.uint64(32)).astype("<u4"), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
    starts = np.flatnonzero(np.diff(grams, prepend=~grams[:1]))
    gaps = np.diff(numbers, prepend=0)
    gaps[starts] = numbers[starts]
    packed = pack_lists(gaps, starts)
    lists = [_CODES[code] + data for code, data in packed.each()]
    return grams[starts].tobytes(), lists


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
