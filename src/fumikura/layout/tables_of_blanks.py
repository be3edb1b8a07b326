"""Tables whose cells stand apart by blanks alone (`pdftotext -layout`): their rows, cells with tabs between them.

Three columns or more that begin at the same place in several lines tell a table from prose with gaps. A line that has
nothing in the first column goes on with the cells of the row above.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from fumikura.layout.lines import Line, columns

_CELL = re.compile(r"\S+(?:[ \u3000]\S+)*")
_CELL_SET_WIDE = re.compile(rf"(?<!\S)[一-龠](?:[ \u3000]{{1,8}}[一-龠])+(?!\S)|{_CELL.pattern}")  # 場    所
_BELOW = re.compile(
    r"[（(]?(?:資料|出典|出所|備考|注|註)[0-9]{0,2}[）):： \u3000]|※"
)  # what is said of a table
_STOP = re.compile(r"[、。，．]")
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_NEAR = 2  # columns by which the cells of one column may begin apart
_SHARE = 0.3  # of the rows that have a cell in a column
_COUNTED = 0.6  # of the cells of the second column
_COUNTS = re.compile("第?[(（]?[0-9０-９①-⑳]")  # 4月25日, 第2回
_DRAWN = frozenset("─━―—-=＝＿_")
_MOST_PROSE = 0.5  # share of the cells that have commas or stops

_Cells = Sequence[tuple[int, str]]


def with_tables_of_blanks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, rows of tables with tabs between their cells, each row one line."""
    many = [_is_row(line) for line in lines]
    if sum(many) < _FEWEST_ROWS:
        return tuple(lines)
    made: list[Line] = []
    start = 0
    while start < len(lines):
        end = start
        while many[start] and end < len(lines) and (end == start or _goes_on(lines[end], many[end])):
            end += 1
        rows = _rows(lines[start:end])
        made += rows or lines[start : start + 1]
        start = end if rows else start + 1
    return tuple(made)


def _is_drawn(line: Line) -> bool:
    """Whether a line is a rule, as below the heads of the columns."""
    return len(line.text) > _FEWEST_COLUMNS and set(line.text) <= _DRAWN


def _is_row(line: Line) -> bool:
    return "\t" not in line.raw and "  " in line.text and len(_CELL.findall(line.raw)) >= _FEWEST_COLUMNS


def _goes_on(line: Line, row: bool) -> bool:
    """Whether a line may be one more of a table: a row, or cells below those of one."""
    if line.paged or line.gap > 1 or (not row and _BELOW.match(line.text)):
        return False
    return (
        row
        or (line.gap == 0 and _is_drawn(line))
        or (line.gap == 0 and (line.indent > _NEAR or len(_CELL.findall(line.raw)) > 1))
    )


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The rows of a table, or none where the lines are not one."""
    drawn = [line for line in lines if _is_drawn(line)]
    lines = [line for line in lines if not _is_drawn(line)]
    for unit, of_head in ((len, _CELL), (columns, _CELL), (len, _CELL_SET_WIDE), (columns, _CELL_SET_WIDE)):
        cells = [_cells(line, unit, _CELL if place else of_head) for place, line in enumerate(lines)]
        full = [each for each in cells if len(each) >= _FEWEST_COLUMNS]
        starts = _columns(full)
        if len(full) < _FEWEST_ROWS or len(starts) < _FEWEST_COLUMNS:
            continue
        texts = [text for each in cells for _, text in each]
        prose = sum(_STOP.search(text) is not None for text in texts) > _MOST_PROSE * len(texts)
        if not prose and all(_column(starts, at) is not None for each in cells for at, _ in each):
            return [*drawn, *_joined(lines, cells, starts)]
    return []


def _cells(line: Line, unit: Callable[[str], int], cell: re.Pattern[str] = _CELL) -> _Cells:
    return [(unit(line.raw[: match.start()]), match[0]) for match in cell.finditer(line.raw)]


def _columns(rows: Sequence[_Cells]) -> list[int]:
    """Where the columns begin, ascending: places at which enough rows have a cell."""
    places = sorted(at for row in rows for at, _ in row)
    found: list[int] = []
    while places:
        near = bisect_right(places, places[0] + 2 * _NEAR)
        if near >= _SHARE * len(rows):
            found.append(places[near // 2])
        places = places[near:]
    return found


def _column(starts: Sequence[int], at: int) -> int | None:
    return next((place for place, start in enumerate(starts) if abs(start - at) <= 2 * _NEAR), None)


def _joined(lines: Sequence[Line], cells: Sequence[_Cells], starts: Sequence[int]) -> list[Line]:
    rows: list[list[str]] = []
    first: list[tuple[Line, int]] = []
    second = [text for each in cells if len(each) > 2 for at, text in each if _column(starts, at) == 1]
    counted = sum(_COUNTS.match(text) is not None for text in second) >= _COUNTED * len(
        second
    )  # months, days
    for line, each in zip(lines, cells, strict=True):
        place = _column(starts, each[0][0])
        carried = place == 1 and counted and _COUNTS.match(each[0][1])  # below a year that goes on
        begins = not rows or (place == 0 and len(each) > 1) or line.gap > 0 or carried
        if begins:
            rows.append([""] * len(starts))
            first.append((line, line.last_number))
        first[-1] = (first[-1][0], line.last_number)
        for at, text in each:
            place = _column(starts, at) or 0
            rows[-1][place] = _together(rows[-1][place], text)
    return [
        replace(line, text=(raw := "\t".join(row)).strip(), raw=raw, indent=0, width=columns(raw), last=last)
        for row, (line, last) in zip(rows, first, strict=True)
    ]


def _together(left: str, right: str) -> str:
    apart = left[-1:].isascii() and left[-1:].isalnum() and right[0].isascii() and right[0].isalnum()
    return f"{left} {right}" if apart else left + right
