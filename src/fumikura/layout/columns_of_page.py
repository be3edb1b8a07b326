"""The order in which the lines of a page are read: bands from the top, in each its columns from the first to the last."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from fumikura.pages import LaidLine

_GUTTER = 0.9  # em, the least between columns
_ROWS = 3  # the fewest that stand beside each other in columns
_FILLED = 0.55  # of its width that lines of a column fill, where cells of a table do not
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, and its index among those of the page."""

    index: int
    line: LaidLine


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one below the other, those at the same height from the left."""

    lines: tuple[Placed, ...]


def columns_of(lines: Sequence[Placed], depth: int = 0) -> list[Column]:
    """The columns of a page or a part of one, in the order of reading."""
    rows = rows_of(lines)
    size = median(each.line.size for each in lines) if lines else 10.0
    gutter = _gutter(rows, size) if depth < _DEEPEST else None
    if gutter is None:
        return [Column(tuple(each for row in rows for each in row))] if lines else []
    found: list[Column] = []
    band: list[list[Placed]] = []
    beside = False
    for row in rows:
        divided = all(
            each.line.box.x1 <= gutter + 0.3 * size or each.line.box.x0 >= gutter - 0.3 * size for each in row
        )
        if divided != beside and band:
            found += _band(band, gutter, depth, divided=beside)
            band = []
        beside = divided
        band.append(row)
    return found + _band(band, gutter, depth, divided=beside)


def rows_of(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Lines that stand at the same height, from the top, each row from the left."""
    rows: list[list[Placed]] = []
    for each in sorted(lines, key=lambda each: each.line.box.y0 + each.line.box.y1):
        box = each.line.box
        if rows:
            tallest = max(rows[-1], key=lambda other: other.line.box.height).line.box
            shared = min(tallest.y1, box.y1) - max(tallest.y0, box.y0)
            if shared >= 0.5 * min(tallest.height, box.height):
                rows[-1].append(each)
                continue
        rows.append([each])
    return [sorted(row, key=lambda each: each.line.box.x0) for row in rows]


def _band(rows: Sequence[Sequence[Placed]], gutter: float, depth: int, *, divided: bool) -> list[Column]:
    lines = [each for row in rows for each in row]
    left = [each for each in lines if each.line.box.x1 <= gutter + 0.3 * each.line.size]
    chosen = {each.index for each in left}
    right = [each for each in lines if each.index not in chosen]
    if not divided or not left or not right:
        return (
            columns_of(lines, depth + 1)
            if depth < _DEEPEST and len(lines) > 2 * _ROWS
            else [Column(tuple(lines))]
        )
    return columns_of(left, depth + 1) + columns_of(right, depth + 1)


def _gutter(rows: Sequence[Sequence[Placed]], size: float) -> float | None:
    """Where a gap between columns runs down through rows that follow each other, or None."""
    gaps = [
        (left.line.box.x1, right.line.box.x0)
        for row in rows
        for left, right in itertools.pairwise(row)
        if right.line.box.x0 - left.line.box.x1 >= _GUTTER * size
    ]
    best: tuple[int, float] = (0, 0.0)
    for _, end in sorted(set(gaps), key=lambda gap: gap[1])[:400]:
        place = end - 0.45 * size
        count = sum(low <= place <= high for low, high in gaps)
        if count > best[0]:
            best = (count, place)
    count, place = best
    if count < _ROWS:
        return None
    sides = [_side(rows, place, left=True), _side(rows, place, left=False)]
    return place if all(sides) else None


def _side(rows: Sequence[Sequence[Placed]], gutter: float, *, left: bool) -> bool:
    """Whether the lines on one side of a gutter fill it as running text does, rather than cells."""
    beside = [row for row in rows if len(row) > 1]
    spans: list[tuple[float, float]] = []
    for row in beside:
        chosen = [
            e.line.box for e in row if (e.line.box.x1 <= gutter + 4 if left else e.line.box.x0 >= gutter - 4)
        ]
        if chosen:
            spans.append((min(box.x0 for box in chosen), max(box.x1 for box in chosen)))
    if len(spans) < _ROWS:
        return False
    start, end = min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)
    filled = median((x1 - x0) / (end - start or 1) for x0, x1 in spans)
    return filled >= _FILLED
