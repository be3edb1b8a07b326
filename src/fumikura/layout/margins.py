"""The left margin that text was set with (`pdftotext -layout`), taken away before indents are judged.

Where nearly all lines of a stretch are set in by as much or more, that much is the page's margin and says nothing of
paragraphs. A margin is judged around each line anew, since left and right pages differ.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from fumikura.layout.lines import Line

_WINDOW = 24
_FEWEST = 8  # lines of a page
_SHARE = 0.2  # of the lines that stand at the margin itself, else it is the indent of something


def without_margins(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the margin taken from their indents, on each page by itself where pages have lines enough."""
    if not any(line.indent for line in lines):
        return tuple(lines)
    made: list[Line] = []
    start = 0
    paged = any(line.paged for line in lines)
    for index in range(1, len(lines) + 1):
        if index == len(lines) or (lines[index].paged and index - start >= _FEWEST):
            made += _without_margin(lines[start:index], paged=paged)
            start = index
    return tuple(made)


def _without_margin(lines: Sequence[Line], *, paged: bool) -> list[Line]:
    """The lines of a page without their margin; running heads, which stand outside of it, tell nothing of it."""
    telling = range(1, len(lines) - 1) if paged else range(len(lines))
    window: list[int] = sorted(lines[index].indent for index in telling[:_WINDOW])
    made: list[Line] = []
    for index, line in enumerate(lines):
        if index + _WINDOW in telling[_WINDOW:]:
            insort(window, lines[index + _WINDOW].indent)
        if index - _WINDOW - 1 in telling:
            window.pop(bisect_left(window, lines[index - _WINDOW - 1].indent))
        margin = margin_of(window)
        made.append(replace(line, indent=max(0, line.indent - margin)) if margin else line)
    return made


def margin_of(indents: Sequence[int]) -> int:
    """The least indent that enough lines have; `indents` are sorted."""
    if len(indents) < 4:
        return 0
    margin = indents[len(indents) // 20]
    at_margin = bisect_right(indents, margin) - bisect_left(indents, margin)
    return margin if at_margin >= _SHARE * len(indents) else 0
