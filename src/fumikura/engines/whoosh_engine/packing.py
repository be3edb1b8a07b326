"""Lists of numbers as bytes, each in the narrowest type that makes little of it.

Most of a list's numbers need a byte and few need more: a number that does not fit is several, all but the last the
largest of the type, and their sum is the number. So sums along a list, which is what gaps are for, need no decoding.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from fumikura.values import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "LARGEST", "TYPES", "WIDTHS", "Lists", "apart", "little_endian", "narrow", "numbers_of", "pack_lists", "sums_of",
]  # fmt: skip

TYPES = "BHI"
"""The types of numbers, as `array` names them; the place of one here is its code."""

LARGEST = (255, 65_535, 4_294_967_295)
WIDTHS = (1, 2, 4)


@frozen
class Lists:
    """Packed lists: list `i` is `streams[codes[i]][starts[i]:ends[i]]`, in bytes."""

    streams: tuple[bytes, bytes, bytes]
    codes: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def __getitem__(self, number: int) -> bytes:
        return self.streams[self.codes[number]][self.starts[number] : self.ends[number]]

    def each(self) -> Iterator[tuple[int, bytes]]:
        """The code and the bytes of each list."""
        streams = self.streams
        for code, start, end in zip(self.codes, self.starts, self.ends, strict=True):
            yield code, streams[code][start:end]


def pack_lists(numbers: NDArray[np.int64], starts: NDArray[np.int64]) -> Lists:
    """Pack lists that lie one behind the other in `numbers`, each below 2**32, and begin at `starts`; none is empty."""
    import numpy as np

    if not len(starts):
        return Lists((b"", b"", b""), (), (), ())
    sizes = np.diff(starts, append=len(numbers))
    # Numbers that each list has in each type, and from them the type that needs fewest bytes.
    counts = np.stack([sizes + np.add.reduceat(numbers // largest, starts) for largest in LARGEST])
    counts[2] = sizes
    codes = np.argmin(counts * np.array(WIDTHS)[:, None], axis=0)
    streams: list[bytes] = []
    begins = np.zeros(len(starts), np.int64)
    lengths = np.zeros(len(starts), np.int64)
    for code, width in enumerate(WIDTHS):
        chosen = codes == code
        lengths[chosen] = width * counts[code][chosen]
        ends = np.cumsum(lengths[chosen])
        begins[chosen] = ends - lengths[chosen]
        streams.append(_split(numbers[np.repeat(chosen, sizes)], code))
    first, second, third = streams
    return Lists((first, second, third), codes.tolist(), begins.tolist(), (begins + lengths).tolist())


def numbers_of(code: int, data: bytes) -> array[int]:
    """The numbers of a list that was packed as `data`, those that do not fit their type in parts."""
    numbers: array[int] = array(TYPES[code])
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def sums_of(code: int, data: bytes) -> array[int]:
    """The sums along a packed list: up to and with each of its numbers."""
    parts = numbers_of(code, data)
    if code == 2 or LARGEST[code] not in parts:
        return array("I", accumulate(parts))
    largest = LARGEST[code]
    sums = accumulate(parts)
    return array("I", [total for part, total in zip(parts, sums, strict=True) if part != largest])


def apart(code: int, data: bytes) -> array[int]:
    """The numbers of a packed list, each whole."""
    parts = numbers_of(code, data)
    if code == 2 or LARGEST[code] not in parts:
        return parts
    numbers: array[int] = array("I")
    total = 0
    for part in parts:
        total += part
        if part != LARGEST[code]:
            numbers.append(total)
            total = 0
    return numbers


def narrow(numbers: Sequence[int]) -> tuple[int, bytes]:
    """Numbers in the narrowest type that holds each of them whole: its code, and their bytes."""
    largest = int(max(numbers, default=0))
    code = next(code for code, bound in enumerate(LARGEST) if largest <= bound)
    return code, little_endian(code, numbers)


def little_endian(code: int, numbers: Iterable[int]) -> bytes:
    """Numbers, each of which fits the type, as `numbers_of` reads them."""
    packed: array[int] = array(TYPES[code], iter(numbers))
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _split(numbers: Any, code: int) -> bytes:
    """Numbers in a type, those that do not fit in several parts."""
    import numpy as np

    kind, largest = np.dtype(f"<u{WIDTHS[code]}"), LARGEST[code]
    if code == 2 or not len(numbers) or int(numbers.max()) < largest:
        return numbers.astype(kind).tobytes()  # type: ignore[no-any-return]
    lasts = np.cumsum(numbers // largest + 1) - 1
    parts = np.full(int(lasts[-1]) + 1, largest, kind)
    parts[lasts] = numbers % largest
    return parts.tobytes()
