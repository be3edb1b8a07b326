"""Text set in two columns whose lines stand side by side (`pdftotext -layout`): split at the gutter, left before right.

A gutter is a band of white space that goes through many lines in a row; on both of its sides stands prose, which
tells columns from a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from fumikura.layout.lines import Line, columns

_GAP = re.compile(r"(?<=\S)[ \u3000]{3,}(?=\S)")
_STOP = re.compile(r"[、。，．]")
_FEWEST = 4  # lines that make a stretch of columns
_NARROWEST = 16  # columns of a side
_NEAR = 4  # columns by which the left edges of a right side may differ


def with_columns_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of columns one column after the other."""
    if sum(_GAP.search(line.raw) is not None for line in lines) < _FEWEST:
        return tuple(lines)
    made: list[Line] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (end == start or not lines[end].paged) and lines[end].gap <= 1:
            end += 1
        end = max(end, start + 1)
        made += _apart(lines[start:end])
        start = end
    return tuple(made)


def _apart(stretch: Sequence[Line]) -> Sequence[Line]:
    """The lines of a stretch, left and right, or as they are where no gutter goes through it."""
    gutter = _gutter(stretch)
    if gutter is None:
        return stretch
    first = next((i for i, line in enumerate(stretch) if not _spans(line, gutter)), 0)  # below a title
    above, stretch = stretch[:first], stretch[first:]
    halves = [_halves(line, gutter) for line in stretch]
    left = [half for half, _ in halves if half is not None]
    right = [half for _, half in halves if half is not None]
    both = sum(one is not None and other is not None for one, other in halves)
    prose = all(
        sum(_STOP.search(each.text) is not None for each in side) >= 0.4 * len(side) for side in (left, right)
    )
    return [*above, *left, *right] if both >= _FEWEST and prose else [*above, *stretch]


def _gutter(stretch: Sequence[Line]) -> int | None:
    """The column where right sides begin in most lines, or None."""
    starts = sorted(
        columns(line.raw[: match.end()])
        for line in stretch
        for match in _GAP.finditer(line.raw)
        if match.start() > 0
    )
    best = max(sorted(set(starts)), key=lambda at: _near(starts, at), default=None)
    if best is None or best < _NARROWEST or _near(starts, best) < _FEWEST:
        return None
    crossed = sum(_crosses(line, best) for line in stretch)
    return best if crossed <= 0.15 * len(stretch) else None


def _near(starts: Sequence[int], at: int) -> int:
    """How many of ascending `starts` are at a column or a little behind it."""
    return bisect_right(starts, at + _NEAR) - bisect_left(starts, at)


def _crosses(line: Line, gutter: int) -> bool:
    """Whether a line has text right before the gutter and at it."""
    return bool(_side(line.raw, gutter - 2, gutter).strip())


def _spans(line: Line, gutter: int) -> bool:
    """Whether a line is set over both sides, with no more than a space where they are apart."""
    if not (_side(line.raw, 0, gutter).strip() and _side(line.raw, gutter, None).strip()):
        return False
    gaps = (
        (columns(line.raw[: match.start()]), columns(line.raw[: match.end()]))
        for match in _GAP.finditer(line.raw)
    )
    return not any(start <= gutter + _NEAR and end >= gutter - _NEAR for start, end in gaps)


def _halves(line: Line, gutter: int) -> tuple[Line | None, Line | None]:
    left, right = _side(line.raw, 0, gutter), _side(line.raw, gutter, None)
    return _line(line, left), _line(line, right)


def _side(raw: str, first: int, last: int | None) -> str:
    """The part of a line between two columns."""
    at, kept = 0, []
    for char in raw:
        if last is not None and at >= last:
            break
        if at >= first:
            kept.append(char)
        at += columns(char)
    return "".join(kept)


def _line(line: Line, raw: str) -> Line | None:
    text = raw.strip()
    if not text:
        return None
    indent = columns(raw[: len(raw) - len(raw.lstrip())])
    return replace(line, text=text, raw=raw, indent=indent, width=columns(text), trailing=False)
