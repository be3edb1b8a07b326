"""Which passages may have a run of characters: lists of passages for pairs of characters, and for single ones.

A scan of all texts grows with them; the lists of a run's pairs leave the few passages that are to be looked at. A list
holds the gaps between its passages (`packing`).

Format: the different second units of the grams, the number of grams up to each of them; the first units of all grams, by
their second ones; where every 64th list begins; of each list its bytes and the code of their type, as one number; lists.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Any, Protocol

from fumikura.engines.whoosh_engine.packing import (
    LARGEST,
    WIDTHS,
    little_endian,
    numbers_of,
    pack_lists,
    sums_of,
)
from fumikura.engines.whoosh_engine.rows import TERMINATOR, Rows
from fumikura.text.alternate_readings import MARKER

if TYPE_CHECKING:
    from fumikura.engines.whoosh_engine.arrays.vectors import Ids

__all__ = ["FEW", "Grams", "grams_of", "pack_grams"]

# A gram is a number: of one or of two UTF-16 units, the second in the higher half.
_H, _I = 1, 2  # codes of types (`packing`)
_HEADER = struct.Struct("<II")  # grams, and different second units
_MARKER = ord(MARKER)
_BYTES_AT_ONCE = 1_500_000
_NOTED = 64  # lists; of so many one has its place noted
_LARGE = 0xFFFF  # stands for a number of bytes and code that is no 16-bit number, which lies before the list
_SIZE = struct.Struct("<I")
_KEYS_AT_ONCE, _SAMPLED = 500_000, 100
FEW = 16
"""Passages that are sooner looked at than compared with another list."""


class _Content(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


def pack_grams(rows: Rows) -> bytes:
    """The content of a file for folded texts in UTF-8."""
    parts = [_keys(*part) for part in _parts(rows)]
    grams: list[bytes] = []
    lists: list[bytes] = []
    sizes, lengths = array("H"), array("I")
    for end in _ends_of_ranges(parts):
        # A range of grams at a time: all of them at once would take several times the memory of the lists.
        cuts = [int(part.searchsorted(end << 32)) for part in parts]
        found, packed, each = _lists([part[:cut] for part, cut in zip(parts, cuts, strict=True)])
        parts = [part[cut:] for part, cut in zip(parts, cuts, strict=True)]
        grams.append(found)
        lists.append(b"".join(packed))
        lengths.extend(map(len, packed))
        sizes.extend(each)
    noted = array("I", islice(accumulate(lengths, initial=0), 0, len(lengths), _NOTED))
    return b"".join(
        [*_directory(b"".join(grams)), little_endian(_I, noted), little_endian(_H, sizes), *lists]
    )


def _directory(grams: bytes) -> tuple[bytes, ...]:
    """What says which grams there are, from all of them in order."""
    import numpy as np

    units = np.frombuffer(grams, "<u2")
    firsts, seconds = units[::2], units[1::2]
    begins = np.flatnonzero(np.diff(seconds.astype(np.int64), prepend=-1))
    header = _HEADER.pack(len(firsts), len(begins))
    return header, seconds[begins].tobytes(), begins.astype("<u4").tobytes(), firsts.tobytes()


class Grams:
    """The lists of a file that `pack_grams` made. Raises ValueError, struct.error or IndexError for what is none."""

    __slots__ = ("_begin", "_begins", "_content", "_firsts", "_noted", "_seconds", "_sizes")

    def __init__(self, content: _Content) -> None:
        self._content = content
        size, groups = _HEADER.unpack(content[: _HEADER.size])
        at = _HEADER.size
        arrays = []
        for code, number in (
            (_H, groups),
            (_I, groups),
            (_H, size),
            (_I, -(-size // _NOTED)),
            (_H, size),
        ):
            end = at + number * WIDTHS[code]
            arrays.append(numbers_of(code, content[at:end]))
            if len(arrays[-1]) != number:
                raise ValueError(number)
            at = end
        self._seconds, self._begins, self._firsts, self._noted, self._sizes = arrays
        self._begins.append(size)
        self._begin = at

    def candidates(self, needle: str) -> Sequence[int] | None:
        """The passages that may have `needle`, in order; None where that can't be told."""
        grams, _ = grams_of(needle)
        if not grams:
            return None
        places = [self._place(gram) for gram in grams]
        if None in places:
            return ()
        sizes = sorted((self._sizes[at], at) for at in places if at is not None)
        found: Sequence[int] = self._list(sizes[0][1])
        for _, at in sizes[1:3]:
            if len(found) < FEW:
                break
            found = sorted(set(found).intersection(self._list(at)))
        return found

    def passages_with(self, gram: int) -> Ids:
        """The passages that have a gram that is kept (see `grams_of`), in order, as an array of numpy."""
        import numpy as np

        at = self._place(gram)
        if at is None:
            return np.empty(0, np.int64)
        code, data = self._packed(at)
        gaps = np.frombuffer(data, f"<u{WIDTHS[code]}")
        found: Ids = np.cumsum(gaps, dtype=np.int64)[gaps != LARGEST[code]]
        return found

    def size_of(self, gram: int) -> int:
        """About how long the list of a gram is, told without reading it; the longest are one to it."""
        at = self._place(gram)
        return 0 if at is None else self._sizes[at]

    def _place(self, gram: int) -> int | None:
        second, first = gram >> 16, gram & 0xFFFF
        group = bisect_left(self._seconds, second)
        if group == len(self._seconds) or self._seconds[group] != second:
            return None
        end = self._begins[group + 1]
        at = bisect_left(self._firsts, first, self._begins[group], end)
        return at if at < end and self._firsts[at] == first else None

    def _packed(self, at: int) -> tuple[int, bytes]:
        """A list: the code of its type, and its bytes."""
        noted = at // _NOTED
        place = self._begin + self._noted[noted]
        for number in self._sizes[noted * _NOTED : at]:
            place += number >> 2 if number != _LARGE else _SIZE.size + (self._large(place) >> 2)
        number = self._sizes[at]
        if number == _LARGE:
            number = self._large(place)
            place += _SIZE.size
        return number & 3, self._content[place : place + (number >> 2)]

    def _large(self, place: int) -> int:
        found: int = _SIZE.unpack(self._content[place : place + _SIZE.size])[0]
        return found

    def _list(self, at: int) -> array[int]:
        return sums_of(*self._packed(at))


def grams_of(needle: str) -> tuple[tuple[int, ...], bool]:
    """The grams of a run of characters that have lists, and whether a passage that has them has the run."""
    units = numbers_of(_H, needle.encode("utf-16-le", "surrogatepass"))
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


def _lists(parts: Sequence[Any]) -> tuple[bytes, list[bytes], list[int]]:
    """The grams of sorted `parts`, as bytes, with the list of each, and what is noted of its size."""
    import numpy as np

    found = np.concatenate(parts) if parts else np.empty(0, np.uint64)
    found.sort()
    grams, numbers = (found >> np.uint64(32)).astype("<u4"), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
    starts = np.flatnonzero(np.diff(grams, prepend=~grams[:1]))
    gaps = np.diff(numbers, prepend=0)
    gaps[starts] = numbers[starts]
    packed = pack_lists(gaps, starts)
    lists, sizes = [], []
    for code, data in packed.each():
        sizes.append(len(data) << 2 | code)
        lists.append(data)
    if max(sizes, default=0) >= _LARGE:
        pairs = zip(lists, sizes, strict=True)
        lists = [each if size < _LARGE else _SIZE.pack(size) + each for each, size in pairs]
        sizes = [min(size, _LARGE) for size in sizes]
    return grams[starts].tobytes(), lists, sizes
