"""Tables without rules in which cells have several lines: cells by gaps, down a column and between columns.

Such a table is a stretch of a page without a line as wide as text is, in which lines begin at few places. Lines of one
cell stand closer together than cells do; cells of one row overlap in height, whether they stand at its top or amid. Where
all lines stand equally close, a column of cells of one line each says where rows are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from fumikura.layout.columns_of_page import Placed, rows_of
from fumikura.layout.shape import ends_sentence

_WIDE = 0.62  # of the width of a page's lines; as wide as text
_SAME = 1.0  # em, by which lines of a column may begin apart
_GUTTER = 0.5  # em between columns, at the least
_FARTHER = 1.12  # times the distance of lines in a cell, that of cells
_FAR = 3.2  # em; further down begins something else
_ROWS = 2
_COLUMNS = 3
_LONG, _MANY = 8, 6  # characters and lines that make a column one of running text
_FULL = 0.6  # of the lines of running text end at its edge

_Row = tuple[tuple[Placed, ...], ...]


def wrapped_rows(lines: Sequence[Placed]) -> list[tuple[_Row, ...]]:
    """The tables among the lines of a page, each as rows of cells, each cell the lines in it."""
    return [rows for stretch in _stretches(lines) if (rows := _table(stretch))]


def _stretches(lines: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Rows below each other, none of which holds a line as wide as text, nor one that ends a paragraph above."""
    if not lines:
        return
    width = max(e.line.box.x1 for e in lines) - min(e.line.box.x0 for e in lines)
    run: list[list[Placed]] = []
    for row in [*rows_of(lines), []]:
        wide = any(each.line.box.width > _WIDE * width for each in row)
        far = bool(run and row) and row[0].line.box.y0 - run[-1][0].line.box.y1 > _FAR * row[0].line.size
        if run and (not row or wide or far):
            yield [each for each_row in _without_last_line(run) for each in each_row]
            run = []
        if row and not wide:
            run.append(row)


def _without_last_line(run: list[list[Placed]]) -> list[list[Placed]]:
    """The rows without the short last line of the paragraph above them."""
    first = run[0]
    return run[1:] if len(first) == 1 and ends_sentence(first[0].line.text) else run


def _table(lines: Sequence[Placed]) -> tuple[_Row, ...]:
    """The rows that the lines of a stretch make, if they are a table with a cell of several lines."""
    size = median(each.line.size for each in lines) if lines else 10.0
    starts = _column_starts(lines, size)
    lines = [piece for each in lines for piece in _cut(each, starts, size)]
    if len(starts) < _COLUMNS:
        return ()
    columns: list[list[Placed]] = [[] for _ in starts]
    for each in sorted(lines, key=lambda each: each.line.box.y0):
        place = bisect_right(starts, each.line.box.x0 + _SAME * size) - 1
        following = starts[place + 1] if place + 1 < len(starts) else float("inf")
        if place < 0 or each.line.box.x1 > following - _GUTTER * size:
            return ()
        columns[place].append(each)
    if sum(map(_is_text, columns)) > 1:
        return ()
    cells = _cells(columns)
    bands = _bands([cell for column in cells for cell in column]) if cells else []
    rows = tuple(tuple(_within(column, band) for column in cells) for band in bands)
    full = [row for row in rows if sum(map(bool, row)) >= 2]
    return rows if len(full) >= max(_ROWS, 0.6 * len(rows)) else ()


def _column_starts(lines: Sequence[Placed], size: float) -> list[float]:
    """Where columns begin: places at which two lines and more do."""
    found: list[list[float]] = []
    places = [x0 for each in lines for x0 in (each.line.box.x0, *(x0 for _, x0 in _gaps(each)))]
    for x0 in sorted(places):
        if found and x0 - found[-1][0] <= _SAME * size:
            found[-1].append(x0)
        else:
            found.append([x0])
    return [places[0] for places in found if len(places) >= _ROWS]


def _gaps(each: Placed) -> Iterator[tuple[int, float]]:
    """The spaces of a line, each with about where what is behind it begins: a full cell may stand close to the next."""
    box, text = each.line.box, each.line.text
    width = 0.0
    for place in range(len(text) - 1, 0, -1):
        if text[place] == " ":
            yield place, box.x1 - width
        width += each.line.size * (0.5 if text[place].isascii() else 1.0)


def _cut(each: Placed, starts: Sequence[float], size: float) -> list[Placed]:
    """A line in pieces, where columns begin behind its spaces."""
    box, line = each.line.box, each.line
    for place, x0 in () if line.raised else _gaps(each):
        if x0 > box.x0 + size and any(abs(x0 - start) <= _SAME * size for start in starts):
            before = replace(line, text=line.text[:place].rstrip(), box=replace(box, x1=x0 - size))
            behind = replace(line, text=line.text[place:].strip(), box=replace(box, x0=x0), glosses=())
            return [*_cut(replace(each, line=before), starts, size), replace(each, line=behind)]
    return [each]


def _is_text(column: Sequence[Placed]) -> bool:
    """Whether the lines of a column fill it as those of running text do."""
    long = [each for each in column if len(each.line.text) >= _LONG]
    if len(long) < _MANY:
        return False
    edge = max(each.line.box.x1 for each in long)
    return sum(each.line.box.x1 > edge - 1.5 * each.line.size for each in long) >= _FULL * len(long)


def _cells(columns: Sequence[Sequence[Placed]]) -> list[list[tuple[Placed, ...]]]:
    """The cells of each column; none where no two lines stand closer together than others."""
    steps = [b.line.box.y0 - a.line.box.y0 for column in columns for a, b in pairwise(column)]
    closest = min((step for step in steps if step > 0), default=0.0)
    if not closest or max(steps) <= _FARTHER * closest:
        return []
    if beside := _by_single_lines(columns, closest):
        return beside
    made: list[list[tuple[Placed, ...]]] = []
    for column in columns:
        cells: list[tuple[Placed, ...]] = []
        for each in column:
            near = cells and each.line.box.y0 - cells[-1][-1].line.box.y0 <= _FARTHER * closest
            cells = [*cells[:-1], (*cells[-1], each)] if near else [*cells, (each,)]
        made.append(cells)
    return made if any(len(cell) > 1 for column in made for cell in column) else []


def _by_single_lines(columns: Sequence[Sequence[Placed]], closest: float) -> list[list[tuple[Placed, ...]]]:
    """The cells of each column, beside one of single lines; none where lines do not stand at the top of these or amid."""
    close = [
        [b.line.box.y0 - a.line.box.y0 <= _FARTHER * closest for a, b in pairwise(column)]
        for column in columns
    ]
    if not any(len(near) > 1 and all(near) for near in close):  # else gaps tell the cells
        return []
    anchors = max((c for c, near in zip(columns, close, strict=True) if not all(near)), key=len, default=())
    for amid in (False, True):
        made = [_beside(column, anchors, amid=amid) for column in columns]
        if len(anchors) > 1 and all(made):
            return made
    return []


def _beside(column: Sequence[Placed], anchors: Sequence[Placed], *, amid: bool) -> list[tuple[Placed, ...]]:
    """The lines of a column as cells that each have the line of an anchor at their top or amid; none if they do not."""
    cells: list[tuple[Placed, ...]] = []
    left = list(column)
    for place, anchor in enumerate(anchors):
        near, middle = 0.5 * anchor.line.size, _middle(anchor)
        if amid:
            ends = [
                n for n, each in enumerate(left) if abs(_middle(left[0]) + _middle(each) - 2 * middle) < near
            ]
            count = ends[0] + 1 if ends else 0
        else:
            below = _middle(anchors[place + 1]) - near if place + 1 < len(anchors) else float("inf")
            count = (
                sum(_middle(each) < below for each in left)
                if left and abs(_middle(left[0]) - middle) < near
                else 0
            )
        if count:
            cells.append(tuple(left[:count]))
            left = left[count:]
    return [] if left else cells


def _middle(each: Placed) -> float:
    return (each.line.box.y0 + each.line.box.y1) / 2


def _bands(cells: Sequence[Sequence[Placed]]) -> list[tuple[float, float]]:
    """The heights at which rows stand: those of cells that overlap, as one."""
    bands: list[tuple[float, float]] = []
    for top, bottom in sorted((cell[0].line.box.y0, cell[-1].line.box.y1) for cell in cells):
        if bands and top < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], bottom))
        else:
            bands.append((top, bottom))
    return bands


def _within(cells: Sequence[tuple[Placed, ...]], band: tuple[float, float]) -> tuple[Placed, ...]:
    return tuple(each for cell in cells if band[0] <= cell[0].line.box.y0 <= band[1] for each in cell)
