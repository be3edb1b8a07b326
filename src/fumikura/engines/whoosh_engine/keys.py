"""Which passage has an id: the hashes of all ids in order, each with the number of its passage.

As terms, ids would take as much as all words together. Two ids may share a hash, so who looks one up compares.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import le

from fumikura.engines.whoosh_engine.packing import WIDTHS, little_endian, numbers_of

__all__ = ["Keys", "hashes_of", "pack_keys"]

_CODE = 2  # the type of both


def hashes_of(ids: Iterable[str]) -> array[int]:
    """The hashes of ids, in their order."""
    return array("I", map(_hash, ids))


def pack_keys(hashes: Sequence[int]) -> bytes:
    """The content of a file for passages with ids of these hashes, in their order."""
    numbers = sorted(range(len(hashes)), key=hashes.__getitem__)
    return little_endian(_CODE, map(hashes.__getitem__, numbers)) + little_endian(_CODE, numbers)


class Keys:
    """What `pack_keys` made. Raises ValueError for what it did not make."""

    __slots__ = ("_hashes", "_numbers")

    def __init__(self, content: bytes) -> None:
        half = len(content) // 2
        self._hashes, self._numbers = numbers_of(_CODE, content[:half]), numbers_of(_CODE, content[half:])
        ascending = all(map(le, self._hashes, islice(self._hashes, 1, None)))
        if not ascending or {*self._numbers} != {*range(len(self._hashes))}:
            raise ValueError("no ids of passages")

    def __len__(self) -> int:
        return len(self._hashes)

    def candidates(self, id_: str) -> Iterator[int]:
        """The passages that may have an id, in order."""
        wanted = _hash(id_)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            yield self._numbers[at]
            at += 1


def _hash(id_: str) -> int:
    import hashlib  # a search looks no id up, and starts without it

    data = id_.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=WIDTHS[_CODE]).digest())
