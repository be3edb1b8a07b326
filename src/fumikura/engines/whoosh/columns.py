"""Columns of bytes as Whoosh writes them: all values in a row, so that they can be searched at once."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from fumikura.engines.snapshots.checksums import CheckedBytes, FileBytes

_SMALL = 4_000_000  # bytes
_ROWS = 1024
"""Passages whose texts are searched as one string."""

_SAMPLE, _RARE = 1_024, 2  # of so many characters of a text, so many at most are a rare one
_TRIED = 4  # characters of a needle


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

    def __init__(self, column: Any, data: CheckedBytes | FileBytes | None, size: int) -> None:
        super().__init__(column, data, size)
        self._blocks: dict[int, str] = {}
        self._starts_of_lines: dict[int, Sequence[int]] = {}

    def scan(self, needles: Sequence[str], stop: int) -> Iterator[tuple[int, int]]:
        """The passages, of the first `stop`, with any of `needles`, ascending, and the occurrences in each.

        Strings are searched in half the time of their UTF-8, so from the first scan on they are kept, a line a text.
        """
        groups = _grouped(needles)
        for first in range(0, min(stop, len(self.starts) - 1), _ROWS):
            text = self._block(first)
            counts: dict[int, int] = {}
            for group, pattern in groups:
                for start in _starts(group, pattern, text):
                    row = first + bisect_right(self._lines(first), start) - 1
                    counts[row] = counts.get(row, 0) + 1
            for row in sorted(counts):
                if row < stop:
                    yield row, counts[row]

    def scan_rows(self, needles: Sequence[str], rows: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The passages among `rows` with any of `needles`, and the occurrences in each."""
        if not self.starts[-1]:
            return
        for row in rows:
            number = row % _ROWS
            text = self._blocks.get(row - number)
            if text is None:  # not scanned yet: only what is asked for is read
                line = self[row].decode("utf-8")
                count = sum([line.count(needle) for needle in needles])
            else:
                lines = self._lines(row - number)
                start, stop = lines[number], lines[number + 1] - 1
                count = sum([text.count(needle, start, stop) for needle in needles])
            if count:
                yield row, count

    def _lines(self, first: int) -> Sequence[int]:
        """Where the texts begin in the block from passage `first` on, and last, where one behind them would."""
        found = self._starts_of_lines.get(first)
        if found is None:
            lengths = [len(line) + 1 for line in self._blocks[first].split("\n")]
            found = self._starts_of_lines[first] = array("I", accumulate(lengths, initial=0))
        return found

    def _block(self, first: int) -> str:
        """The texts of the `_ROWS` passages from `first` on."""
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
def _grouped(needles: Sequence[str]) -> Sequence[tuple[tuple[str, ...], re.Pattern[str]]]:
    """The needles by their first character, with a pattern: for these `re` is far faster than for any of several."""
    groups: dict[str, list[str]] = {}
    for needle in dict.fromkeys(needles):
        groups.setdefault(needle[:1], []).append(needle)
    return [
        (tuple(group), re.compile("|".join(map(re.escape, group))))
        for first, group in groups.items()
        if first
    ]


def _starts(group: tuple[str, ...], pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Where the pattern of a group matches in a text, none of the matches overlapping another.

    One character is looked for several times as fast as a pattern, so a rare one of the needle leads to it.
    """
    characters = group[0][:_TRIED] if len(group) == 1 else group[0][0]
    counts = [text.count(char, 0, _SAMPLE) for char in characters]
    place = counts.index(min(counts))
    if counts[place] > _RARE:
        yield from (match.start() for match in pattern.finditer(text))
        return
    char, end = characters[place], 0
    at = text.find(char, place)
    while at >= 0:
        start = at - place
        if text.startswith(group, start) and start >= end and (match := pattern.match(text, start)):
            yield start
            end = match.end()
        at = text.find(char, at + 1)
