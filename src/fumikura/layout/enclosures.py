"""Lists of what is enclosed or dealt with, each by a word and its number: 資料1 …, 資料2 …; 議案第3号 …."""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.layout.shape import Shaped
from fumikura.numbering import read_enclosure

_REACH = 4  # lines from one entry to the next


def rows_of_enclosures(lines: Sequence[Shaped]) -> frozenset[int]:
    """The lines that begin with the same word and a number, two or more near each other, of which the numbers grow."""
    found: set[int] = set()
    last = -_REACH - 1, "", 0
    for index, line in enumerate(lines):
        if (entry := read_enclosure(line.text)) is None:
            continue
        word, number = entry
        if last[1] == word and index - last[0] <= _REACH and number >= last[2]:
            found.update((last[0], index))
        last = index, word, number
    return frozenset(found)
