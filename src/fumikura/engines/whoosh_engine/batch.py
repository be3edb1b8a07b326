"""Passages made ready to be written, many together: rows side by side, words as arrays of numbers.

Making an object of each word takes ten times as long as reading the word with MeCab; an array of all of them is filled,
sorted and written by a few calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.rows import TERMINATOR

__all__ = ["Batch", "Numbers", "Occurrences", "RowData", "Terms", "Unsigned", "rows_of_bits", "rows_of_texts"]

Numbers: TypeAlias = NDArray[np.int64]
Unsigned: TypeAlias = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class RowData:
    """Rows of bytes, one behind the other, each with a terminator; `sizes` says how long each is with it."""

    data: bytes
    sizes: Numbers

    def row(self, number: int) -> bytes:
        """A row, without its terminator."""
        end = int(self.sizes[: number + 1].sum())
        return self.data[end - int(self.sizes[number]) : end - 1]

    def of_passages(self, values: Sequence[int]) -> RowData:
        """The rows `values`, in that order, as often as they are named."""
        if len(values) == len(self.sizes) and list(values) == list(range(len(values))):
            return self
        ends = np.cumsum(self.sizes).tolist()
        rows = [self.data[end - size : end] for end, size in zip(ends, self.sizes.tolist(), strict=True)]
        return RowData(b"".join([rows[value] for value in values]), self.sizes[np.asarray(values, np.int64)])


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """Where terms occur: `terms[numbers[i]]` in passage `passages[i]` at `positions[i]`.

    Those of a term ascend by passage, and in it by position. Without positions a term is in a passage once.
    """

    terms: Sequence[str]
    numbers: Unsigned
    passages: Unsigned
    positions: Unsigned | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Passages in their order: ids, their hashes (`keys`), JSON; rows by column; occurrences, words by field."""

    ids: Sequence[str]
    hashes: Sequence[int]
    passages: Sequence[bytes]
    rows: Mapping[str, RowData]
    occurrences: Mapping[str, Occurrences]
    words: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.ids)


class Terms(dict[str, int]):
    """Terms numbered in the order in which they are first asked for."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def rows_of_texts(texts: Sequence[str]) -> tuple[RowData, Numbers]:
    """Texts, none with a terminator in it, as rows in UTF-8; and where each code point begins in them."""
    end = TERMINATOR.decode()
    data = end.join((*texts, "")).encode()
    units = np.frombuffer(data, np.uint8)
    starts = np.flatnonzero((units & 0xC0) != 0x80)
    ends = np.flatnonzero(units == TERMINATOR[0]) + 1
    if len(ends) != len(texts):
        raise ValueError("a text with the mark that ends a row")
    return RowData(data, np.diff(ends, prepend=0)), starts


def rows_of_bits(rows: Numbers, places: Numbers, sizes: Numbers) -> RowData:
    """Rows of bits: bit `places[i]` of row `rows[i]` is set, and row `r` has bits for the places below `sizes[r]`."""
    widths = (sizes + 7) // 8 + 1
    ends = np.cumsum(widths)
    bits = np.zeros(8 * int(ends[-1]) if len(ends) else 0, np.uint8)
    bits[8 * (ends - widths)[rows] + places] = 1
    packed = np.packbits(bits, bitorder="little")
    packed[ends - 1] = TERMINATOR[0]
    return RowData(packed.tobytes(), widths)


def numbered(values: Iterable[str]) -> Occurrences:
    """One term or none ("") for each passage."""
    terms = Terms({"": 0})
    numbers = np.fromiter(map(terms.__getitem__, values), np.uint32)
    passages = np.flatnonzero(numbers)
    return Occurrences(tuple(terms), numbers[passages], passages.astype(np.uint32))
