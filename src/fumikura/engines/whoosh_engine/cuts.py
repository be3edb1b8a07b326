"""Where the words of a folded text begin: one bit for each byte, as a row of the index keeps it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

__all__ = ["Cuts", "is_cut"]


def is_cut(bits: bytes, offset: int) -> bool:
    """Whether a word begins, or the last one ends, at byte `offset`."""
    return bool(bits[offset >> 3] >> (offset & 7) & 1)


class Cuts:
    """The starts of the words of one folded text of `size` bytes."""

    __slots__ = ("_bits", "_offsets", "_size")

    def __init__(self, bits: bytes, size: int) -> None:
        self._bits = bits
        self._size = size
        self._offsets: list[int] | None = None

    def at(self, offset: int) -> bool:
        """Whether a word begins, or the last one ends, at this byte."""
        return is_cut(self._bits, offset)

    @property
    def offsets(self) -> list[int]:
        """All of them, in order: token `i` lies between the `i`th and the next."""
        if self._offsets is None:
            bits = _bits()  # far faster than to ask bit by bit
            self._offsets = [8 * at + bit for at, byte in enumerate(self._bits) if byte for bit in bits[byte]]
        return self._offsets

    def byte(self, position: int) -> int:
        """Where the token at `position` begins."""
        return self.offsets[position] if position < len(self.offsets) else self._size

    def token(self, offset: int) -> int:
        """The position of the token that byte `offset` belongs to."""
        return bisect_right(self.offsets, offset) - 1


@cache
def _bits() -> tuple[tuple[int, ...], ...]:
    """The bits that are set in each byte."""
    return tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
