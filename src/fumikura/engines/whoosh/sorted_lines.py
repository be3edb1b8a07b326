"""A small multi-valued dictionary in a file: sorted lines of a key, a tab and a value, compressed as a whole.

A lookup is a binary search over the bytes, which parses no other lines; building a Python dictionary would take longer
than most searches.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator


class SortedLines:
    """Pairs of key and value. Keys have no tab; neither has a line feed."""

    __slots__ = ("_data",)

    def __init__(self, packed: bytes = b"") -> None:
        self._data = zlib.decompress(packed) if packed else b""

    def packed_with(self, pairs: Iterable[tuple[str, str]]) -> bytes:
        """The content of a file with these pairs besides its own, each once."""
        lines = {f"{key}\t{value}\n".encode("utf-8", "replace") for key, value in pairs}
        lines.update([line + b"\n" for line in self._data.split(b"\n")[:-1]])
        return zlib.compress(b"".join(sorted(lines)), 1)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for line in self._data.decode("utf-8").split("\n")[:-1]:
            key, _, value = line.partition("\t")
            yield key, value

    def get(self, key: str) -> Iterator[str]:
        """The values of `key`, in order."""
        wanted = f"{key}\t".encode("utf-8", "replace")
        at = self._first(wanted)
        while self._data.startswith(wanted, at):
            end = self._data.index(b"\n", at)
            yield self._data[at + len(wanted) : end].decode("utf-8")
            at = end + 1

    def _first(self, wanted: bytes) -> int:
        """The offset of the first line that does not sort before `wanted`."""
        data = self._data

        def begun(at: int) -> bytes:
            start = data.rfind(b"\n", 0, at) + 1
            return data[start : start + len(wanted)]

        return bisect_left(range(len(data)), wanted, key=begun)
