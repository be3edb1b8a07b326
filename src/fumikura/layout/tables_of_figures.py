"""Tables that are typed: names, and figures set apart by wide blanks, the rows right below each other.

In text whose characters are of two widths the columns need not begin at the same place. What tells a table from names,
agendas and labels is that the rows have as many cells as each other, and that all cells but the first are figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fumikura.layout.lines import Line, columns

_GAP = re.compile(r"[ \u3000]*\u3000[ \u3000]*| {2,}")
_FIGURE = re.compile(
    r"[▲△+＋\-－−約]?[ \u3000]?[0-9０-９][0-9０-９.,，．:：/／]*"
    r"(?P<unit>[^0-9０-９\s、。第年月日]{0,4})(?:[（(][^（）()]{1,12}[）)])?"
)
_EMPTY = re.compile(r"[―–\-－—‐…×○〇レ*＊・]{1,3}|\.{2,3}|[^0-9０-９\s、。]{1,4}")
_BEGINS_WITH_NUMBER = re.compile(r"[0-9０-９①-⑳(（]")
_FEWEST_ROWS = 3
_FEWEST_ALIKE = 2  # rows of one figure each that have the same unit
_FIGURES = 0.6  # of the cells behind the first that are figures, where the others are marks and short words
_WIDE = 3  # columns between a name and its only figure
_LONGEST_NAME = 16  # code points


def with_tables_of_figures(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, rows of typed tables with tabs between their cells."""
    split = [_cells(line) for line in lines]
    made = list(lines)
    start = 0
    for index, line in enumerate((*lines, None)):
        if line is not None and split[index] and (index == start or not (line.gap or line.paged)):
            continue
        if index - start >= _FEWEST_ALIKE:
            made[start:index] = _rows(lines[start:index], split[start:index])
        start = index if line is not None and split[index] else index + 1
    return tuple(made)


def _cells(line: Line) -> list[str]:
    """The cells of a line that may be a row, or none."""
    apart = "\u3000" in line.text or "  " in line.text
    return _GAP.split(line.text) if apart and "\t" not in line.raw and "。" not in line.text else []


def _rows(lines: Sequence[Line], split: Sequence[list[str]]) -> list[Line]:
    """The lines, those of them that are rows of figures, and the heads above these, with tabs."""
    of_figures = [_is_of_figures(cells) for cells in split]
    made = list(lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and of_figures[end] and len(split[end]) == len(split[start]):
            end += 1
        if not _is_table(lines[start:end], split[start:end]):
            start = max(end, start + 1)
            continue
        first = start - (start > 0 and len(split[start - 1]) in (len(split[start]), len(split[start]) - 1))
        for index in range(first, end):
            missing = len(split[start]) - len(split[index])
            made[index] = _row(lines[index], [""] * missing + split[index])
        start = end
    return made


def _is_of_figures(cells: Sequence[str]) -> bool:
    """Whether a name comes first and then figures, or marks that stand for them."""
    if len(cells) < 2 or len(cells[0]) > _LONGEST_NAME or _BEGINS_WITH_NUMBER.match(cells[0]):
        return False
    return all(_FIGURE.fullmatch(cell) or _EMPTY.fullmatch(cell) for cell in cells[1:])


def _is_table(lines: Sequence[Line], rows: Sequence[list[str]]) -> bool:
    cells = [cell for row in rows for cell in row[1:]]
    figures = [match for cell in cells if (match := _FIGURE.fullmatch(cell))]
    if len(rows) < _FEWEST_ALIKE or len(figures) < _FIGURES * len(cells):
        return False
    if len(rows[0]) > 2:
        return len(rows) >= _FEWEST_ROWS or all(len(row) > _FEWEST_ROWS for row in rows)
    wide = all(columns(_GAP.findall(line.text)[0]) >= _WIDE for line in lines)
    units = {match["unit"] for match in figures}
    return wide and len(figures) == len(cells) and len(units) == 1 and units != {""}  # no numbers of pages


def _row(line: Line, cells: Sequence[str]) -> Line:
    raw = "\t".join(cells)
    return replace(line, text=raw.strip(), raw=raw, indent=0, width=columns(raw))
