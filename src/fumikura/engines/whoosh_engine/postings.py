"""A posting list as bytes: passages, frequencies and positions one behind the other, with no pickle in them.

Whoosh's own blocks are pickles, which run code when an altered index is opened, and are decoded posting by
posting. Lists of narrow numbers (`packing`) are smaller and are read at once.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from fumikura.engines.whoosh_engine.packing import LARGEST, TYPES, apart, pack_lists, sums_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["NONE", "PostingList", "Section", "encoded", "sections"]

# A header of one byte, of two bits each: the codes of gaps, frequencies and positions (`NONE`: all frequencies are 1,
# no positions), and that of the two numbers behind it, the bytes of gaps and of frequencies.
NONE = 3
_SIZES = tuple(struct.Struct(f"<{2 * code}") for code in TYPES)
_CODES = tuple(bytes((codes,)) for codes in range(256))
_LOOKED_UP = 16  # times as long must a list be for looking numbers up in it to be faster than a set of it


class Section(NamedTuple):
    """A part of a posting list: a packed list, or none where `code` is `NONE`."""

    code: int
    data: bytes


def encoded(
    ids: NDArray[np.int64],
    counts: NDArray[np.int64],
    starts: NDArray[np.int64],
    positions: NDArray[np.int64] | None,
) -> Iterator[bytes]:
    """Posting lists as bytes, in order. They begin at `starts` of `ids` and `counts`; `positions` has all of them.

    A list's `ids` ascend; each has as many positions as its count says. Without positions, `counts` are not looked at.
    """
    import numpy as np

    gaps = np.diff(ids, prepend=0)
    gaps[starts] = ids[starts]
    packed = pack_lists(gaps, starts)
    if positions is None:
        for code, data in packed.each():
            yield _joined(code, data, NONE, b"", NONE, b"")
        return
    times = pack_lists(counts, starts)
    often = (np.maximum.reduceat(counts, starts) > 1).tolist()
    places = pack_lists(positions, (np.cumsum(counts) - counts)[starts])
    for found, counted, is_counted, placed in zip(
        packed.each(), times.each(), often, places.each(), strict=True
    ):
        yield _joined(*found, *(counted if is_counted else (NONE, b"")), *placed)


def _joined(
    gaps_code: int, gaps: bytes, counts_code: int, counts: bytes, positions_code: int, positions: bytes
) -> bytes:
    sizes = len(gaps), len(counts)
    width = bisect_left(LARGEST, max(sizes))
    codes = gaps_code | counts_code << 2 | positions_code << 4 | width << 6
    return b"".join((_CODES[codes], _SIZES[width].pack(*sizes), gaps, counts, positions))


def sections(data: bytes) -> tuple[Section, Section, Section]:
    """Gaps, frequencies and positions of a posting list. Raises ValueError or LookupError for what is none."""
    codes = data[0]
    width = _SIZES[codes >> 6]
    gaps, counts = width.unpack_from(data, 1)
    first = 1 + width.size
    second, third = first + gaps, first + gaps + counts
    if third > len(data) or codes & 3 == NONE or (codes >> 2 & 3 == NONE and counts):
        raise ValueError("a posting list of another size")
    return (
        Section(codes & 3, data[first:second]),
        Section(codes >> 2 & 3, data[second:third]),
        Section(codes >> 4 & 3, data[third:]),
    )


class PostingList:
    """A decoded posting list: `ids` ascend, `counts` says how often the term is in each."""

    __slots__ = ("_flat", "_offsets", "_positions", "counts", "ids")

    def __init__(self, data: bytes) -> None:
        gaps, counts, self._positions = sections(data)
        self.ids: array[int] = sums_of(*gaps)
        self.counts: Sequence[int] = b"\1" * len(self.ids) if counts.code == NONE else apart(*counts)
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
        return self._positions.code != NONE

    @property
    def flat(self) -> array[int]:
        """All positions, those of a passage behind those of the one before. Raises ValueError for another number."""
        if self._flat is None:
            flat = apart(*self._positions) if self.has_positions else array("B")
            self._offsets = list(accumulate(self.counts, initial=0))
            if self.has_positions and (
                self._offsets[-1] != len(flat) or len(self._offsets) != len(self.ids) + 1
            ):
                raise ValueError("a posting list of another size")
            self._flat = flat
        return self._flat

    def positions(self, number: int) -> array[int]:
        """The positions of the term in a passage of `ids`; empty where none were kept."""
        flat = self.flat
        index = bisect_left(self.ids, number)
        return flat[self._offsets[index] : self._offsets[index + 1]]
