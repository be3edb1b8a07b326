"""From lines that are counted through a file to pages, as a citation names them, and lines of those."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from fumikura.models import Passage
from fumikura.values import replace


class Start(NamedTuple):
    """A page, slide or sheet: the line of the file that it begins with, its label, and which of its own lines that is."""

    line: int
    label: str
    first: int = 1


Starts: TypeAlias = Sequence[Start]
"""The pages of a file in order; empty where it has none."""


RECOGNISED = "OCR"
"""The tag of passages that a program read off a picture, so that they can be left out where each word counts."""


def locate_passages(
    passages: Iterable[Passage], starts: Starts, recognised: frozenset[int] = frozenset()
) -> tuple[Passage, ...]:
    """The passages with their pages, and with their lines counted on the page that each begins on.

    What goes over to another page has both (`12-13`); its lines are counted on over the end of the first. `recognised`
    are the pages, by their place in `starts`, whose passages get the tag `RECOGNISED`.
    """
    if not starts:
        return tuple(passages)
    firsts = [start.line for start in starts]

    def page(line: int) -> int:
        return max(0, bisect_right(firsts, line) - 1)

    made: list[Passage] = []
    for passage in passages:
        first, last = page(passage.lines[0]), page(passage.lines[1])
        labels = (starts[first].label, starts[last].label)
        before = starts[first].line - starts[first].first
        lines = (passage.lines[0] - before, passage.lines[1] - before)
        label = labels[0] if labels[0] == labels[1] else "-".join(filter(None, labels))
        tags = (RECOGNISED,) if first in recognised else ()
        made.append(replace(passage, page=label, lines=lines, tags=tags))
    return tuple(made)
