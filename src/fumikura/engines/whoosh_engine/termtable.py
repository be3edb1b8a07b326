"""The terms of a segment in order, each with where its posting list lies: a file that our codec writes.

Whoosh keeps some 60 bytes for a term, of which its statistics are most, and its reader would bring in `whoosh.compat` and
with it a third of the modules of a web client. Terms that follow one another begin alike, and so do not their lists: what
is kept of a term is how many bytes it shares with the one before, its other bytes, and the size of its list.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple, Protocol

from fumikura.engines.snapshots.checksums import Checked

__all__ = ["Extent", "TermTable", "TermTableWriter"]

_MAGIC = b"FKT1"
_HEADER = struct.Struct("<4sIII")  # the magic, terms, bytes of the names of fields, bytes of the blocks
_PLACE = struct.Struct("<IQ")  # of each block: where it begins, and where the list of its first term does
_KEY = struct.Struct("!H")  # a key is the number of its field, and the term
_IN_A_BLOCK = 16  # terms; the first one shares no bytes, so that it can be found
_ESCAPE = 255  # stands for a number that is no byte, which follows as one of four
_LARGE = struct.Struct("<I")
_OFTEN = 200


class _Content(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


class Extent(NamedTuple):
    """Where a posting list lies: start and length in bytes."""

    start: int
    length: int


class TermTableWriter:
    """Gathers terms and writes them at the end, with `write`."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._fields: dict[str, int] = {}
        self._blocks = bytearray()
        self._places: list[bytes] = []
        self._terms = 0
        self._last = b""
        self._at = 0

    def add(self, field: str, term: bytes, size: int) -> None:
        """The next term of a field, with the size of its list, which follows the one before; terms ascend in each."""
        key = _KEY.pack(self._fields.setdefault(field, len(self._fields))) + term
        shared = _number_shared(self._last, key)
        if self._terms % _IN_A_BLOCK == 0:
            self._places.append(_PLACE.pack(len(self._blocks), self._at))
            shared = 0
        numbers = shared, len(key) - shared, size
        self._blocks += bytes([min(number, _ESCAPE) for number in numbers])
        for number in numbers:
            if number >= _ESCAPE:
                self._blocks += _LARGE.pack(number)
        self._blocks += key[shared:]
        self._last = key
        self._at += size
        self._terms += 1

    def close(self) -> None:
        """Write all of it."""
        names = json.dumps(self._fields).encode()
        self._write(_HEADER.pack(_MAGIC, self._terms, len(names), len(self._blocks)))
        self._write(b"".join((names, *self._places, self._blocks)))


class TermTable:
    """Terms to their extents. Raises ValueError, LookupError or struct.error for what is no such file."""

    __slots__ = ("_asked", "_blocks", "_content", "_firsts", "_number_of_blocks", "_places", "fields")

    def __init__(self, content: _Content) -> None:
        magic, size, names, blocks = _HEADER.unpack(content[: _HEADER.size])
        if magic != _MAGIC:
            raise ValueError("not a file of terms")
        self.fields: Mapping[str, int] = json.loads(content[_HEADER.size : _HEADER.size + names])
        """The number that each field has in the keys."""
        self._number_of_blocks = -(-int(size) // _IN_A_BLOCK)
        self._places = _HEADER.size + names
        self._blocks = self._places + _PLACE.size * self._number_of_blocks
        if self._blocks + blocks != len(content):
            raise ValueError(blocks)
        self._content = content
        self._asked = 0
        self._firsts: list[bytes] = []

    def get(self, field: str, term: bytes) -> Extent | None:
        """The extent of a term."""
        wanted = self._key(field, term)
        for key, extent in self._from(wanted):
            if key >= wanted:
                return extent if key == wanted else None
        return None

    def terms(self, field: str, prefix: bytes = b"") -> Iterator[bytes]:
        """The terms of a field that begin with `prefix`, in order."""
        wanted = self._key(field, prefix)
        keys = (key for key, _ in self._from(wanted) if key >= wanted)
        for key in takewhile(lambda key: key.startswith(wanted), keys):
            yield key[_KEY.size :]

    def items(self) -> Iterator[tuple[str, bytes, Extent]]:
        """All terms with their fields and extents."""
        names = {number: name for name, number in self.fields.items()}
        for key, extent in self._from(b""):
            yield names[_KEY.unpack_from(key)[0]], key[_KEY.size :], extent

    def _key(self, field: str, term: bytes) -> bytes:
        return _KEY.pack(self.fields.get(field, 0xFFFF)) + term

    def _from(self, key: bytes) -> Iterator[tuple[bytes, Extent]]:
        """All keys from the beginning of the block that `key` is in, if it is there."""
        for block in range(max(self._block_after(key) - 1, 0), self._number_of_blocks):
            yield from self._block(block)

    def _block_after(self, key: bytes) -> int:
        """The first block that begins behind `key`."""
        self._asked += 1
        if self._asked == _OFTEN:
            # From here on it is faster to have compared everything than to ask of each part whether it was.
            if isinstance(self._content, Checked):
                self._content = self._content.compared()
            self._firsts = [self._first(block) for block in range(self._number_of_blocks)]
        if self._firsts:
            return bisect_right(self._firsts, key)
        low, high = 0, self._number_of_blocks
        while low < high:
            middle = (low + high) // 2
            if self._first(middle) <= key:
                low = middle + 1
            else:
                high = middle
        return low

    def _first(self, block: int) -> bytes:
        return next(self._block(block))[0]

    def _block(self, block: int) -> Iterator[tuple[bytes, Extent]]:
        """The keys of a block, in order, with their extents."""
        data, start = self._packed(block)
        key, at = b"", 0
        while at < len(data):
            shared, rest, size = data[at : at + 3]
            at += 3
            if _ESCAPE in (shared, rest, size):
                shared, rest, size, at = _whole((shared, rest, size), data, at)
            key = key[:shared] + data[at : at + rest]
            at += rest
            yield key, Extent(start, size)
            start += size
        if at != len(data):
            raise ValueError(block)

    def _packed(self, block: int) -> tuple[bytes, int]:
        """The bytes of a block, and where the list of its first term begins."""
        content, at = self._content, self._places + block * _PLACE.size
        begin, start = _PLACE.unpack(content[at : at + _PLACE.size])
        end = len(content)
        if block + 1 < self._number_of_blocks:
            end = self._blocks + _PLACE.unpack(content[at + _PLACE.size : at + 2 * _PLACE.size])[0]
        if not 0 <= begin < end - self._blocks:
            raise ValueError(block)
        return content[self._blocks + begin : end], start


def _number_shared(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    for at, (first, second) in enumerate(zip(one, other)):  # noqa: B905 - one may be longer
        if first != second:
            return at
    return min(len(one), len(other))


def _whole(numbers: tuple[int, int, int], data: bytes, at: int) -> tuple[int, int, int, int]:
    """The numbers of a term, of which some follow at `at`; and where what follows them ends."""
    found = []
    for number in numbers:
        if number == _ESCAPE:
            (number,) = _LARGE.unpack_from(data, at)
            at += _LARGE.size
        found.append(number)
    return found[0], found[1], found[2], at
