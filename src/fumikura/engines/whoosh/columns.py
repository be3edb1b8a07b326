"""Columns of bytes as Whoosh writes them: all values in a row, so that they can be searched at once."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from fumikura.engines.snapshots.checksums import CheckedBytes, FileBytes

_SMALL = 4_000_000  # bytes
_ROWS = 1024
"""Passages whose texts are searched as one string."""


class BytesColumn:
    """The values of a column by passage. `column` is Whoosh's reader of it, None if no passage has a value.

    `data` are the bytes of its file. A small file is read at once, a large one value by value.
    """

    def __init__(self, column: Any, data: CheckedBytes | FileBytes | None, size: int) -> None:
        lengths: Sequence[int] = column._lengths if column is not None else [0] * size
        is_long = data is not None and len(data) >> 32
        self.starts: Sequence[int] = array("Q" if is_long else "I", accumulate(lengths, initial=0))
        if data is not None and (len(lengths) != size or self.starts[-1] > len(data)):
            raise ValueError("a column of another length")
        is_small = data is not None and len(data) <= _SMALL
        self._data: CheckedBytes | FileBytes | bytes = (
            data[:] if data is not None and is_small else data or b""
        )

    def __getitem__(self, number: int) -> bytes:
        start, stop = self.starts[number], self.starts[number + 1]
        return self._data[start:stop] if start < stop else b""

    def rows_with(self, part: bytes) -> Iterator[int]:
        """The passages whose value has `part`, ascending."""
        starts, data = self.starts, self._data[: self.starts[-1]]
        at = data.find(part) if part else -1
        while at >= 0:
            row = bisect_right(starts, at) - 1
            if at + len(part) <= starts[row + 1]:
                yield row
                at = data.find(part, starts[row + 1])
            else:  # it lies across two values
                at = data.find(part, at + 1)


class TextColumn(BytesColumn):
    """A column of texts in UTF-8 that is searched as a whole. No text in it has a line break."""

    _blocks: dict[int, str] | None = None

    def scan(self, needles: Sequence[str], stop: int) -> Iterator[tuple[int, int]]:
        """The passages, of the first `stop`, with any of `needles`, ascending, and the occurrences in each.

        Strings are searched in half the time of their UTF-8, so from the first scan on they are kept, a line a text.
        """
        patterns = _compile_patterns(needles)
        for first in range(0, min(stop, len(self.starts) - 1), _ROWS):
            text = self._block(first)
            counts: dict[int, int] = {}
            for pattern in patterns:
                row, at = first, 0
                for match in pattern.finditer(text):
                    row += text.count("\n", at, match.start())
                    at = match.start()
                    counts[row] = counts.get(row, 0) + 1
            for row in sorted(counts):
                if row < stop:
                    yield row, counts[row]

    def _block(self, first: int) -> str:
        """The texts of the `_ROWS` passages from `first` on."""
        if self._blocks is None:
            self._blocks = {}
        if first not in self._blocks:
            last = min(first + _ROWS, len(self.starts) - 1)
            start = self.starts[first]
            data = self._data[start : self.starts[last]]
            rows = [
                data[self.starts[row] - start : self.starts[row + 1] - start] for row in range(first, last)
            ]
            self._blocks[first] = b"\n".join(rows).decode("utf-8")
        return self._blocks[first]


@lru_cache(100)
def _compile_patterns(needles: Sequence[str]) -> Sequence[re.Pattern[str]]:
    """A pattern for all needles with the same first character, for which `re` is far faster than for any of several."""
    groups: dict[str, list[str]] = {}
    for needle in dict.fromkeys(needles):
        groups.setdefault(needle[:1], []).append(needle)
    return [re.compile("|".join(map(re.escape, group))) for first, group in groups.items() if first]
