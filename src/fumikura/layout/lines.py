"""A text as the lines it came in: where each stands in the file, how it is set in, what lies before it.

Form feeds end a page, not a line, so that line numbers stay those that an editor shows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ENDS = re.compile(r"\r\n|\n|\r")
_WIDE = frozenset("WFA")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty.

    `number` counts from 1; `text` has no white space at its ends; `indent` is what stood before it, in columns;
    `trailing` says that white space followed it; `gap` counts the empty lines before it, `paged` that a form feed did;
    `raw` is the line with its white space, for what is set with tabs; `width` is that of `text`, in columns;
    `last` is the number of the last line where it was put together from several.
    """

    number: int
    text: str
    indent: int = 0
    trailing: bool = False
    gap: int = 0
    paged: bool = False
    raw: str = ""
    width: int = 0
    last: int = 0

    @property
    def last_number(self) -> int:
        """The number of the last line of the file that it holds."""
        return self.last or self.number


def number_of_lines(text: str) -> int:
    """How many lines an editor shows of `text`."""
    return 1 + sum(1 for _ in _ENDS.finditer(text))


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not empty, in order. A byte-order mark at the start is no text."""
    lines: list[Line] = []
    gap, paged = 0, False
    for number, raw in enumerate(_ENDS.split(text.removeprefix("\ufeff")), start=1):
        for index, piece in enumerate(raw.split("\f")):
            paged = paged or index > 0
            stripped = piece.strip()
            if not stripped:
                gap += index == 0
                continue
            before = piece[: len(piece) - len(piece.lstrip())]
            trailing = piece.rstrip() != piece
            lines.append(
                Line(number, stripped, columns(before), trailing, gap, paged, piece, columns(stripped))
            )
            gap, paged = 0, False
    return tuple(lines)


class _Widths(dict[str, int]):
    """Columns of a character, looked up once: a memo of a pure function."""

    def __missing__(self, char: str) -> int:
        wide = unicodedata.east_asian_width(char) in _WIDE
        width = 0 if unicodedata.combining(char) else 2 if wide else 1
        self[char] = width
        return width


_WIDTHS = _Widths()
# Anything but the most usual characters of Japanese, of which each takes two columns.
_OTHER_THAN_WIDE = re.compile(
    "[^\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60]"
)


def columns(text: str) -> int:
    """The width of a text in terminal columns: two for wide, full-width and ambiguous characters (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text)) if _OTHER_THAN_WIDE.search(text) else 2 * len(text)
