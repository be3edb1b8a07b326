"""Pages as they are laid out: what reading hands to layout where a format knows places and not paragraphs.

All lengths are points (1/72 inch). Places are given as the text runs: x grows along a line and y from line to line, so
that a page of vertical text has its upper right corner at the origin, x growing downwards and y to the left, and reads
like any other.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A run of characters that stand in one line, without a gap as wide as that between columns or cells.

    `size` is that of most of its characters. `raised` are the half-open ranges of `text` that are set smaller and higher,
    as marks of notes are. `glosses` is ruby, already lifted out. `hidden` text is there to be found and not seen, as
    under the picture of a scanned page. A line `across` runs in another direction than the page does.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    hidden: bool = False
    across: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    glosses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A rule that is drawn on a page, along a line of text or across."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number, counted from 1, its `label` as the file has it, its size, its lines in no order, its rules."""

    number: int
    label: str
    width: float
    height: float
    lines: tuple[LaidLine, ...]
    rules: tuple[Stretch, ...] = ()

    @property
    def recognised(self) -> bool:
        """Whether most of its text is hidden: a program read it off the picture that is seen."""
        hidden = sum(len(line.text) for line in self.lines if line.hidden)
        return 2 * hidden > sum(len(line.text) for line in self.lines)
