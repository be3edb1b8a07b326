"""Tables of a laid-out page: cells between rules, or rows of short pieces that begin at the same places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fumikura.layout.cells_of_page import wrapped_rows
from fumikura.layout.columns_of_page import Placed, rows_of
from fumikura.pages import Page, Stretch

_NEAR = 3.0  # points within which rules meet
_ROWS = 3  # the fewest of a table without rules
_ALIGNED = 0.7  # em


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table: its rows, each a list of cells, each the lines in it from the top; `top` is where it begins."""

    rows: tuple[tuple[tuple[Placed, ...], ...], ...]
    top: float


def tables_of(page: Page, lines: Sequence[Placed]) -> tuple[list[LaidTable], list[Placed]]:
    """The tables of a page, and the lines that are in none."""
    tables: list[LaidTable] = []
    rest = list(lines)
    for group in _grids(page.rules):
        table, inside = _ruled(group, rest)
        if table is not None:
            tables.append(table)
            rest = [each for each in rest if each.index not in inside]
    wrapped = [LaidTable(rows, min(_tops(rows))) for rows in wrapped_rows(rest)]
    inside = {each.index for table in wrapped for row in table.rows for cell in row for each in cell}
    found, rest = _aligned([each for each in rest if each.index not in inside])
    return tables + wrapped + found, rest


def _tops(rows: Sequence[Sequence[Sequence[Placed]]]) -> list[float]:
    return [each.line.box.y0 for row in rows for cell in row for each in cell]


def _grids(rules: Sequence[Stretch]) -> list[list[Stretch]]:
    """Rules that meet each other, directly or by others."""
    left = list(rules)[:2000]
    groups: list[list[Stretch]] = []
    while left:
        group = [left.pop()]
        grown = True
        while grown:
            grown = False
            x0, y0 = min(r.x0 for r in group) - _NEAR, min(r.y0 for r in group) - _NEAR
            x1, y1 = max(r.x1 for r in group) + _NEAR, max(r.y1 for r in group) + _NEAR
            near = [r for r in left if r.x0 <= x1 and r.x1 >= x0 and r.y0 <= y1 and r.y1 >= y0]
            if near:
                grown = True
                group += near
                left = [r for r in left if r not in near]
        groups.append(group)
    return groups


def _cuts(values: Sequence[float]) -> list[float]:
    """Places of rules, those that are nearly the same as one."""
    cuts: list[float] = []
    for value in sorted(values):
        if not cuts or value - cuts[-1] > _NEAR:
            cuts.append(value)
    return cuts


def _ruled(group: Sequence[Stretch], lines: Sequence[Placed]) -> tuple[LaidTable | None, set[int]]:
    """The table that rules draw, if it has two columns and two rows at least, and the indexes of the lines in it."""
    across = [r for r in group if r.x1 - r.x0 > r.y1 - r.y0]
    down = [r for r in group if r.y1 - r.y0 >= r.x1 - r.x0]
    if len(across) < 2:
        return None, set()
    top, bottom = min(r.y0 for r in across), max(r.y1 for r in across)
    start, end = min(r.x0 for r in across), max(r.x1 for r in across)
    ys = _cuts([r.y0 for r in across])
    xs = _cuts([start, end, *(r.x0 for r in down)])
    if len(xs) < 3 or len(ys) < 2:
        return None, set()
    inside = [
        each
        for each in lines
        if top - 1 <= (each.line.box.y0 + each.line.box.y1) / 2 <= bottom + 1
        and start - 2 <= (each.line.box.x0 + each.line.box.x1) / 2 <= end + 2
    ]
    if len(inside) < 2:
        return None, set()
    cells: dict[tuple[int, int], list[Placed]] = {}
    for each in inside:
        box = each.line.box
        row = max(0, min(bisect_right(ys, (box.y0 + box.y1) / 2) - 1, len(ys) - 2))
        column = max(0, min(bisect_right(xs, box.x0 + 0.3 * each.line.size) - 1, len(xs) - 2))
        cells.setdefault((row, column), []).append(each)
    if len({column for _, column in cells}) < 2 or len({row for row, _ in cells}) < 2:
        return None, set()
    rows = tuple(
        tuple(tuple(_from_top(cells.get((row, column), ()))) for column in range(len(xs) - 1))
        for row in range(len(ys) - 1)
        if any((row, column) in cells for column in range(len(xs) - 1))
    )
    return LaidTable(rows, top), {each.index for each in inside}


def _from_top(cell: Sequence[Placed]) -> list[Placed]:
    return [each for row in rows_of(cell) for each in row]


def _aligned(lines: Sequence[Placed]) -> tuple[list[LaidTable], list[Placed]]:
    """Tables without rules: rows that follow each other, with pieces that begin at the same places."""
    rows = rows_of(lines)
    tables: list[LaidTable] = []
    used: set[int] = set()
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and _continues(rows[start], rows[end - 1], rows[end]):
            end += 1
        several = [row for row in rows[start:end] if len(row) > 1]
        if len(several) >= _ROWS and _short(several):
            made = tuple(tuple((each,) for each in row) for row in rows[start:end])
            tables.append(LaidTable(made, rows[start][0].line.box.y0))
            used |= {each.index for row in rows[start:end] for each in row}
        start = end
    return tables, [each for each in lines if each.index not in used]


def _continues(first: Sequence[Placed], before: Sequence[Placed], row: Sequence[Placed]) -> bool:
    """Whether a row goes on with a table without rules."""
    size = before[0].line.size
    if len(row) < 2 or len(first) < 2 or row[0].line.box.y0 - before[0].line.box.y1 > 2.0 * size:
        return False
    starts = [each.line.box.x0 for each in first]
    return len(row) == len(first) and all(
        abs(each.line.box.x0 - start) < _ALIGNED * size
        or abs(each.line.box.x1 - other.line.box.x1) < _ALIGNED * size
        for each, start, other in zip(row, starts, first, strict=True)
    )


def _short(rows: Sequence[Sequence[Placed]]) -> bool:
    """Whether pieces are as short as cells: running text in columns is wider."""
    pieces = [len(each.line.text) for row in rows for each in row]
    return sorted(pieces)[len(pieces) // 2] <= 14
