"""The terms of a segment, read from the ordered hash that Whoosh writes, by its order alone.

Whoosh's own reader would bring in `whoosh.compat` and with it a third of the modules of a web client, which takes
as long as a search. Format: `whoosh.filedb.filetables.OrderedHashWriter` of Whoosh 2.7.4, with JSON for the pickle
(`codec.PlainFile`): pairs in the order of their keys, hash tables, the extras, the place of each pair, their length.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Protocol

from fumikura.index.checksums import Checked

__all__ = ["TermTable"]

_MAGIC = b"HSH3"
_OFTEN = 200
_SAMPLED = 64  # of so many keys one is remembered, where keys are asked for often
_WIDTHS = {"B": 1, "H": 2, "i": 4, "I": 4, "q": 8, "Q": 8}


class _Content(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


class TermTable:
    """Keys to values, in the order of the keys. Raises ValueError or LookupError for what is no such file."""

    __slots__ = ("_asked", "_content", "_index", "_sample", "_size", "_width", "fields")

    def __init__(self, content: _Content) -> None:
        self._content = content
        self._asked = 0
        self._sample: list[bytes] = []
        if self._bytes(0, len(_MAGIC)) != _MAGIC:
            raise ValueError("not an ordered hash")
        end = len(content) - 4
        extras_at = end - self._number(end, 4)
        extras_size = self._number(extras_at, 4)
        extras = json.loads(self._bytes(extras_at + 4, extras_size))
        self.fields: Mapping[str, int] = extras["fieldmap"]
        """The number that each field has in the keys."""
        self._index = extras_at + 4 + extras_size
        self._width = _WIDTHS[extras["indextype"]]
        self._size = int(extras["indexlen"])
        if self._index + self._size * self._width != end:
            raise ValueError(self._size)

    def get(self, key: bytes) -> bytes | None:
        """The value of a key."""
        at = self._first_from(key)
        if at == self._size or self._key(at) != key:
            return None
        return self._item(at)[1]

    def keys_from(self, key: bytes) -> Iterator[bytes]:
        """The keys from `key` on."""
        return (self._key(at) for at in range(self._first_from(key), self._size))

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """All keys with their values."""
        return map(self._item, range(self._size))

    def _first_from(self, key: bytes) -> int:
        self._asked += 1
        if self._asked == _OFTEN and isinstance(self._content, Checked):
            # From here on it is faster to have compared everything than to ask of each part whether it was.
            self._content = self._content.compared()
        low, high = self._range(key)
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _range(self, key: bytes) -> tuple[int, int]:
        """Between which places the first key from `key` on is to be looked for."""
        if self._asked < 2 * _OFTEN:
            return 0, self._size
        if not self._sample:
            self._sample = [self._key(at) for at in range(0, self._size, _SAMPLED)]
        after = bisect_left(self._sample, key)
        return max((after - 1) * _SAMPLED, 0), min(after * _SAMPLED, self._size)

    def _place(self, at: int) -> int:
        return self._number(self._index + at * self._width, self._width)

    def _key(self, at: int) -> bytes:
        content, index = self._content, self._index + at * self._width
        place = int.from_bytes(content[index : index + self._width], "big")
        size = int.from_bytes(content[place : place + 4], "big")
        return self._bytes(place + 8, size)

    def _item(self, at: int) -> tuple[bytes, bytes]:
        place = self._place(at)
        key_size, value_size = self._number(place, 4), self._number(place + 4, 4)
        return self._bytes(place + 8, key_size), self._bytes(place + 8 + key_size, value_size)

    def _number(self, place: int, width: int) -> int:
        return int.from_bytes(self._bytes(place, width), "big")

    def _bytes(self, place: int, size: int) -> bytes:
        data = self._content[place : place + size] if place >= 0 else b""
        if len(data) != size:
            raise ValueError(place)
        return data
