"""What layout hands on: blocks of text as a reader sees them, each whole, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """The form of a block, told by its shape alone; what it means is for structure to say."""

    __hash__ = (
        object.__hash__
    )  # that of Enum is a function of Python, and sets of forms are asked at each block

    TEXT = "text"
    LABEL = "label"  # a short line that is no sentence: a title, a heading, a date, a name
    HEADING = "heading"  # marked as one (#, 見出し)
    NUMBERED = "numbered"  # begins with a number or a letter of a series
    BULLET = "bullet"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    TABLE = "table"
    FURNITURE = "furniture"  # of the page, not of the text: menus, running heads, page numbers


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the items in it, each a text of its own."""

    items: tuple[str, ...]
    glosses: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of the cell in one line."""
        return " ".join(self.items)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the line of the file that it stands in."""

    cells: tuple[Cell, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: `lines` are the first and the last in the file, `rows` are there in a table alone.

    A table `is_whole` where its format says where it begins and ends, so that no page broke it.
    """

    form: Form
    text: str
    lines: tuple[int, int]
    glosses: tuple[str, ...] = ()
    level: int = 0
    rows: tuple[Row, ...] = ()
    indent: int = 0
    gap: int = 0
    is_whole: bool = False
