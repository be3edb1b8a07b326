"""Tables to rows: pages of one table put together, a row's parts, and the meeting that it is about.

A table that goes on over a page repeats its header there, and the first cells of the row that it breaks off in;
both are told by their being the same as before, and are kept once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from fumikura.blocks import Block, Cell, Row
from fumikura.structure.meetings import Occasion, date_of_cell, meeting_of_cell, occasion_of_row

__all__ = ["RowPart", "continues", "join_tables", "row_parts"]

CELL_GAP = "\u3000"
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class RowPart:
    """A part of a row that is a passage of its own: the row itself, or one item of a cell that holds several."""

    text: str
    glosses: tuple[str, ...]
    line: int
    occasion: Occasion | None


def continues(table: Block, later: Block) -> bool:
    """Whether `later` is the next page of `table`: it begins with the same header, or in the middle of a row."""
    return bool(table.rows and later.rows) and (
        _repeats_header(table, later) or _goes_on_in_row(table, later)
    )


def join_tables(table: Block, later: Block) -> Block:
    """Two pages of one table as one, without the second header and the cells repeated under it."""
    rows = list(later.rows[1:] if _repeats_header(table, later) else later.rows)
    if rows:
        rows[0] = _without_repeated(table.rows, rows[0])
    kept = tuple(row for row in rows if any(cell.items or cell.glosses for cell in row.cells))
    return replace(table, lines=(table.lines[0], later.lines[1]), rows=(*table.rows, *kept))


def row_parts(rows: Sequence[Row]) -> tuple[RowPart, ...]:
    """The passages in the rows of a table, in order. A row without a date of its own goes on with the one above."""
    parts: list[RowPart] = []
    occasion: Occasion | None = None
    year: int | None = None
    for row in rows:
        texts = tuple(cell.text for cell in row.cells)
        own = occasion_of_row(texts, year)
        if own is not None:
            occasion = own
        elif texts and texts[0]:
            occasion = None
        elif occasion and len(texts) > 1 and (meeting := meeting_of_cell(texts[1])):
            occasion = Occasion(occasion.date, meeting)
        year = next((int(iso[:4]) for text in texts if (iso := date_of_cell(text, year))), year)
        parts += _parts_of(row, occasion)
    return tuple(parts)


def _repeats_header(table: Block, later: Block) -> bool:
    return len(table.rows) > 1 and _key(table.rows[0]) == _key(later.rows[0])


def _goes_on_in_row(table: Block, later: Block) -> bool:
    first, last = later.rows[0], table.rows[-1]
    return len(first.cells) == len(last.cells) > 1 and not first.cells[0].items and len(table.rows) > 1


def _parts_of(row: Row, occasion: Occasion | None) -> list[RowPart]:
    single = [cell for cell in row.cells if len(cell.items) <= 1]
    several = [cell for cell in row.cells if len(cell.items) > 1]
    parts: list[RowPart] = []
    text = CELL_GAP.join(cell.text for cell in single if cell.items)
    glosses = tuple(gloss for cell in single for gloss in cell.glosses)
    if text or glosses:
        parts.append(RowPart(text, glosses, row.line, occasion))
    for cell in several:
        for place, item in enumerate(cell.items):
            parts.append(RowPart(item, cell.glosses if place == 0 else (), row.line, occasion))
    return parts


def _without_repeated(before: Sequence[Row], row: Row) -> Row:
    """`row` with the cells emptied that repeat those of the last whole row above it."""
    last = next((r for r in reversed(before) if r.cells and r.cells[0].items), None)
    if last is None or not _is_rest_of(last, row):
        return row
    cells = tuple(
        Cell(()) if place < len(last.cells) and _same(cell, last.cells[place]) else cell
        for place, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells)


def _is_rest_of(last: Row, row: Row) -> bool:
    """Whether `row` goes on with `last`: its first cells are the same. One may be by chance: two meetings on one day."""
    if len(row.cells) < 2 or not _same(row.cells[0], last.cells[0]):
        return False
    if len(row.cells) == 2 or len(last.cells) < 2 or _same(row.cells[1], last.cells[1]):
        return True
    one, other = row.cells[1].text, last.cells[1].text
    # What recognises characters reads the same name now so, now so.
    alike = SequenceMatcher(None, _squeeze(one), _squeeze(other), autojunk=False).ratio() >= _ALIKE
    return alike and meeting_of_cell(one) == meeting_of_cell(other)


def _same(cell: Cell, other: Cell) -> bool:
    return len(cell.items) <= 1 and _squeeze(cell.text) == _squeeze(other.text)


def _key(row: Row) -> tuple[str, ...]:
    texts = [_squeeze(cell.text) for cell in row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _squeeze(text: str) -> str:
    return "".join(text.split()).replace("／", "/")
