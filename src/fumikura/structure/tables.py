"""Tables to rows: pages of one table put together, a row's parts, and the meeting that it is about.

A table that goes on over a page repeats its header there, and the first cells of the row that it breaks off in;
both are told by their being the same as before, and are kept once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from fumikura.blocks import Block, Cell, Row
from fumikura.labels import read_field_label
from fumikura.structure.dates_of_rows import with_whole_dates
from fumikura.structure.days import HALF_A_YEAR, run_backwards
from fumikura.structure.meetings import (
    Occasion,
    date_of_cell,
    meeting_of_cell,
    occasion_of_row,
    place_of_cell,
)

CELL_GAP = "\u3000"
HEAD_GAP = " / "
_ALIKE = 0.8
_MOST_ASKED = 200
"""Cells of a row in which a day or a meeting is looked for; what has more columns is no list of meetings."""
_LONGEST_HEAD = 20
_COUNTED = re.compile(
    r"第?[0-9０-９]{1,4}(?:[.．,，][0-9０-９]+)*[ \u3000]?(?P<unit>[^0-9０-９\s：:.．,、。%％年]{1,4})"
)
_ENDS_OR_VALUES = re.compile(r"[。！？]|^[\d０-９.,，．%％\-－△▲ ]+[^\W\d]{0,2}$")
_HEAD_OF_DATES = re.compile(r"(?:開催)?(?:年月日?|年|月日?|日付|日時|期日|時期|年号|西暦|年代|日)")
_OUR_CALENDAR = re.compile(r"[（(]?西[暦歴](?:年|紀元)?[）)]?")
_GOES_ON = re.compile(r"[（(]?(?:続き|つづき|同上|同前|〃|″)[）)]?$")
_WORDS = re.compile(r"[ぁ-んァ-ヶ一-龠]{3}")


@dataclass(frozen=True, slots=True)
class RowPart:
    """A part of a row that is a passage of its own: the row itself, or one item of a cell that holds several.

    `heads` are the heads of the columns, joined by ` / `, "" over the head itself and where there is none; `nested`
    says that the part was a row of a table inside a cell.
    """

    text: str
    glosses: tuple[str, ...]
    line: int
    occasion: Occasion | None
    heads: str = ""
    nested: bool = False


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


def row_parts(rows: Sequence[Row], date: str = "") -> tuple[RowPart, ...]:
    """The passages in the rows of a table, in order. A row without a date of its own goes on with the one above.

    `date` is that of what stands around: days without a year are of its year.
    """
    parts: list[RowPart] = []
    occasion: Occasion | None = None
    column = 0  # of the meeting that the rows below go on with
    year = int(date[:4]) if date else None
    heads = _heads(rows)
    years = _column_of_years(rows[0]) if heads else -1
    turn = -1 if run_backwards(row.cells[0].text for row in rows if row.cells) else 1
    cells = [tuple(cell.text for cell in row.cells[:_MOST_ASKED]) for row in rows]
    dates = _column_of_dates(rows[0]) if heads else -1
    cells = list(with_whole_dates(cells, max(dates, 0), turn))
    dated = _is_chronology(cells, heads, dates, year) or years >= 0
    for number, (row, texts) in enumerate(zip(rows, cells, strict=True)):
        own = occasion_of_row(texts, year, dated=dated)
        if own and year and _has_turned(occasion, own, turn) and not any(map(date_of_cell, texts)):
            year += turn
            own = occasion_of_row(texts, year, dated=dated)
        if own is not None:
            occasion = own
            column = next((place for place, text in enumerate(texts) if meeting_of_cell(text)), 0)
        elif texts and texts[0]:
            occasion = None
        elif occasion is not None:
            occasion = _further(occasion, texts, column, dated=dated)
        year = next((int(iso[:4]) for text in texts if text and (iso := date_of_cell(text, year))), year)
        parts += _parts_of(row, occasion, heads if number or not heads else "")
    return _without_nested_again(parts)


def _column_of_years(heads: Row) -> int:
    """The column whose head says that its numbers are years of our calendar, or -1."""
    return next(
        (i for i, cell in enumerate(heads.cells) if _OUR_CALENDAR.fullmatch("".join(cell.text.split()))), -1
    )


def _has_turned(before: Occasion | None, own: Occasion, turn: int) -> bool:
    """Whether a year has ended between two rows: from December to January, or back where days run backwards."""
    months = [int(each.date[5:7]) for each in (before, own) if each and len(each.date) > len("2000")]
    return len(months) > 1 and turn * (months[0] - months[1]) >= HALF_A_YEAR


def _further(occasion: Occasion, texts: Sequence[str], column: int, *, dated: bool) -> Occasion:
    """What a row without a date is about: the day above, and the meeting above unless it tells of another."""
    for text in texts[1:] if dated else texts[1:2]:
        if meeting := meeting_of_cell(text):
            place = occasion.place if meeting == occasion.meeting else ""
            return Occasion(occasion.date, meeting, place_of_cell(text) or place)
    told = texts[column] if dated and 0 < column < len(texts) else ""
    return Occasion(occasion.date, "") if told and not _GOES_ON.match(told) else occasion


def _heads(rows: Sequence[Row]) -> str:
    """The heads of the columns: the first row, where it holds short names and neither a date nor a number.

    Rows of which each is a label and its value (開催日時 | …, 開催場所 | …) have none.
    """
    if len(rows) < 2 or all(row.cells and read_field_label(row.cells[0].text, bare=True) for row in rows[:2]):
        return ""
    cells = [cell.text for cell in rows[0].cells if cell.items]
    units = {unit for row in rows[1:] for cell in row.cells[1:_MOST_ASKED] if (unit := _unit_of(cell.text))}
    if len(cells) < 2 or not all(_is_head(cell, units) for cell in cells[:_MOST_ASKED]):
        return ""
    width = max(len(row.cells) for row in rows[1:])
    return HEAD_GAP.join(cells) if len(rows[0].cells) >= min(width, 2) else ""


def _is_head(cell: str, units: Collection[str]) -> bool:
    """Whether a cell names its column: a short name, or a number in a unit (1便) that is none of those below."""
    if len(cell) > _LONGEST_HEAD or date_of_cell(cell) is not None:
        return False
    unit = _unit_of(cell)
    return _ENDS_OR_VALUES.search(cell) is None if not unit else unit not in units


def _unit_of(cell: str) -> str:
    """The unit behind a number that is all there is in a cell."""
    match = _COUNTED.fullmatch(cell)
    return match["unit"] if match else ""


def _column_of_dates(heads: Row) -> int:
    """The first column whose head says that it has dates, or -1."""
    names = (_squeeze(cell.text) for cell in heads.cells)
    return next((i for i, name in enumerate(names) if _HEAD_OF_DATES.fullmatch(name)), -1)


def _is_chronology(rows: Sequence[tuple[str, ...]], heads: str, column: int, year: int | None) -> bool:
    """Whether the rows of a table tell what happened when: a `column` of dates (-1 if unnamed), and words beside them."""
    body = rows[1:] if heads else rows
    dates, named = max(column, 0), column >= 0
    dated = [row for row in body if len(row) > dates and date_of_cell(row[dates], year)]
    if len(dated) < 2 or any("年度" in row[dates] for row in dated):
        return False
    told = sum(any(map(_WORDS.search, (*row[:dates], *row[dates + 1 :]))) for row in dated)
    return told >= 0.6 * len(dated) and (named or (not heads and len(dated) >= 3))


def _without_nested_again(parts: Sequence[RowPart]) -> tuple[RowPart, ...]:
    """The parts, a row that was a table in a cell already without its text: that is a gloss, so that ids stay."""
    nested: set[str] = set()
    made: list[RowPart] = []
    for part in parts:
        key = _squeeze(part.text)
        again = key in nested
        made.append(replace(part, text="", glosses=(part.text, *part.glosses)) if again else part)
        if part.nested:
            nested.add(key)
    return tuple(made)


def _repeats_header(table: Block, later: Block) -> bool:
    return len(table.rows) > 1 and _key(table.rows[0]) == _key(later.rows[0])


def _goes_on_in_row(table: Block, later: Block) -> bool:
    first, last = later.rows[0], table.rows[-1]
    return len(first.cells) == len(last.cells) > 1 and not first.cells[0].items and len(table.rows) > 1


def _parts_of(row: Row, occasion: Occasion | None, heads: str) -> list[RowPart]:
    single = [cell for cell in row.cells if len(cell.items) <= 1]
    several = [cell for cell in row.cells if len(cell.items) > 1]
    parts: list[RowPart] = []
    text = CELL_GAP.join(cell.text for cell in single if cell.items)
    glosses = tuple(gloss for cell in single for gloss in cell.glosses)
    if text or glosses:
        parts.append(RowPart(text, glosses, row.line, occasion, heads))
    for cell in several:
        for place, item in enumerate(cell.items):
            glosses = cell.glosses if place == 0 else ()
            parts.append(RowPart(item, glosses, row.line, occasion, heads, nested=CELL_GAP in item))
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
