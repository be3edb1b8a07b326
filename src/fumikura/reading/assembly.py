"""Paragraphs put together from pieces of markup: what HTML, Word, slides and e-books have in common.

White space is read as browsers show it: a run of it is one space, and none between two Japanese characters where the
source merely broke a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from fumikura.blocks import Block, Cell, Form, Row
from fumikura.pagination import Start

BREAK = "\n"
"""A line break that was set by hand inside a paragraph."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r" *(?:\u2028 *)+")
_MOST_COLUMNS, _MOST_ROWS_SPANNED = 256, 4096
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 127])


class Assembly:
    """The paragraph that is being read, and the blocks before it.

    `text` and `gloss` add to the paragraph, `end` makes a block of it. `starts` are the numbers of the lines that pages,
    slides or sheets begin with, and their labels. A stack of captures takes pieces aside that
    are no part of the running text (ruby, marks of notes).
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.starts: list[Start] = []
        self._line = 0
        self._text: list[str] = []
        self._glosses: list[str] = []
        self._captures: list[list[str]] = []

    @property
    def empty(self) -> bool:
        """Whether the paragraph holds nothing yet but white space."""
        return not self._glosses and not any(piece.strip() for piece in self._text)

    @property
    def broken(self) -> bool:
        """Whether the latest that the paragraph holds is a line break."""
        if self._captures:
            return False
        last = next((piece for piece in reversed(self._text) if piece.strip(" \t\n\r\f")), "")
        return last.rstrip(" \t\n\r\f").endswith("\u2028")

    def text(self, piece: str) -> None:
        """Add running text."""
        (self._captures[-1] if self._captures else self._text).append(piece)

    def prefix(self, mark: str) -> None:
        """Put a mark before the paragraph."""
        self._text.insert(0, mark)

    def line_break(self) -> None:
        """Add a line break that was set by hand."""
        self.text("\u2028")

    def gloss(self, piece: str) -> None:
        """Add what is not part of the running text, yet belongs to it."""
        if cleaned := squeeze_lines(piece).replace(BREAK, " "):
            self._glosses.append(cleaned)

    def capture(self) -> None:
        """Take aside what comes next."""
        self._captures.append([])

    def captured(self) -> str:
        """End the latest capture, and give what it took."""
        return squeeze_lines("".join(self._captures.pop())) if self._captures else ""

    def take(self) -> Cell:
        """The paragraph so far, and begin another."""
        while self._captures:
            self._text.append(self.captured())
        text, glosses = squeeze_lines("".join(self._text)), tuple(self._glosses)
        self._text, self._glosses = [], []
        return Cell((text,) if text else (), glosses)

    def end(self, form: Form = Form.TEXT, level: int = 0, indent: int = 0) -> None:
        """Make a block of the paragraph, if there is anything in it."""
        taken = self.take()
        if taken.items or taken.glosses:
            self.add(form, taken.text, taken.glosses, level, indent)

    def add(
        self, form: Form, text: str, glosses: Sequence[str] = (), level: int = 0, indent: int = 0
    ) -> None:
        """Add a block. Paragraphs stand apart by one empty line."""
        self._line += 1
        number = self._line
        self.blocks.append(Block(form, text, (number, number), tuple(glosses), level, (), indent, gap=1))

    def begin_page(self, label: str, after: int = 0) -> None:
        """What comes next, but for so many blocks, is on the page of that label."""
        self.starts.append(Start(self._line + 1 + after, label))

    def turn_page(self) -> None:
        """What comes behind this paragraph is on the next page; pages are counted from 1."""
        if not self.starts:
            self.starts.append(Start(1, "1"))
        self.begin_page(str(len(self.starts) + 1), after=0 if self.empty else 1)

    def sheet(self, label: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Add the rows of a sheet, each with its number there: tables, and what stands alone in a row above them.

        An empty row ends a table. A passage of a sheet is cited by the sheet and its first cell (`集計!B5`); one without
        a label has lines alone.
        """
        run: list[Row] = []
        for number, cells in [*rows, (0, ())]:
            filled = [place for place, cell in enumerate(cells) if cell.strip()]
            if run and not filled:
                self._run(run)
                run = []
            if filled:
                self._line = self._line + 1 if label else number
                if label:
                    self.starts.append(Start(self._line, f"{label}!{column_name(filled[0])}{number}", number))
                run.append(Row(tuple(_cell(cell) for cell in cells[: filled[-1] + 1]), self._line))

    def _run(self, rows: Sequence[Row]) -> None:
        """Rows that follow each other: those with one cell alone at their head are titles, the others a table."""
        width = max(sum(bool(cell.items) for cell in row.cells) for row in rows)
        start = 0
        while width > 1 and start < len(rows) and sum(bool(cell.items) for cell in rows[start].cells) == 1:
            row = rows[start]
            text = " ".join(cell.text for cell in row.cells if cell.items)
            self.blocks.append(Block(Form.TEXT, text, (row.line, row.line), gap=1))
            start += 1
        if start < len(rows):
            lines = (rows[start].line, rows[-1].line)
            self.blocks.append(Block(Form.TABLE, "", lines, rows=tuple(rows[start:]), gap=1, is_whole=True))

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table, without the rows that are empty."""
        kept: list[Row] = []
        first = self._line + 1
        for cells in rows:
            if any(cell.items or cell.glosses for cell in cells):
                self._line += 1
                kept.append(Row(tuple(cells), self._line))
        if kept:
            lines = (first, self._line)
            self.blocks.append(Block(Form.TABLE, "", lines, rows=tuple(kept), gap=1, is_whole=True))


def moved(block: Block, by: int) -> Block:
    """A block with its lines counted on by so many: those of a part of a file follow those of the parts before."""
    rows = tuple(replace(row, line=row.line + by) for row in block.rows)
    return replace(block, lines=(block.lines[0] + by, block.lines[1] + by), rows=rows)


class Grid:
    """Cells in their columns: one that spans several stands in the first of them, and those that it covers are empty."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self._covered: dict[int, int] = {}  # column: how many rows more

    def begin_row(self) -> None:
        """Begin the next row."""
        self.rows.append([])

    def put(self, cell: Cell, columns: int = 1, rows: int = 1) -> None:
        """Put the next cell of the row, which spans so many columns and rows."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        self._skip_covered(row)
        start = len(row)
        row += [cell, *[Cell(())] * (min(columns, _MOST_COLUMNS) - 1)]
        if rows > 1:
            for column in range(start, min(len(row), _MOST_COLUMNS)):
                self._covered[column] = min(rows, _MOST_ROWS_SPANNED) - 1

    def _skip_covered(self, row: list[Cell]) -> None:
        while self._covered.get(len(row), 0):
            self._covered[len(row)] -= 1
            row.append(Cell(()))

    def end_row(self) -> None:
        """End the row: what is covered at its end is empty as well."""
        if self.rows:
            self._skip_covered(self.rows[-1])


def _cell(text: str) -> Cell:
    squeezed = squeeze_lines(text.replace("\r\n", BREAK).replace(BREAK, "\u2028")).replace(BREAK, " ")
    return Cell((squeezed,) if squeezed else ())


def column_name(place: int) -> str:
    """The letters of a column of a sheet, counted from 0: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The place of a column, counted from 0, by its letters."""
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1


def squeeze_lines(text: str) -> str:
    """A text with its white space as it is shown, and `BREAK` where a line was broken by hand."""
    if "\0" in text or not text.isprintable():
        text = text.translate(_CONTROLS)
    squeezed = _SPACE.sub(_space, text)
    return _BREAKS.sub(BREAK, squeezed).strip()


def _space(match: re.Match[str]) -> str:
    """One space, or none where the source broke a line between two Japanese characters."""
    text, start, end = match.string, match.start(), match.end()
    if "\n" not in match[0] and "\r" not in match[0]:
        return " "
    if start > 0 and end < len(text) and _is_wide(text[start - 1]) and _is_wide(text[end]):
        return ""
    return " "


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
