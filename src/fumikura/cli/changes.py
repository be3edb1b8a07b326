"""Changes in a sentence on a terminal: struck out and underlined where there is colour, else in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from fumikura.cli.answers import Screen
from fumikura.cli.terminal import printable
from fumikura.cli.wrapping import line_starts

Change: TypeAlias = tuple[str, str, str]
"""Kind of the change, the earlier text and the later one."""

_LEFT_OUT, _PUT_IN = "red strike", "green underline"


def changes_in_lines(changes: Sequence[Change], width: int, colour: bool) -> list[list[tuple[str, str]]]:
    """A changed text in lines of at most `width` columns, in pieces with their styles."""
    pieces: list[tuple[str, str]] = []
    for kind, before, after in changes:
        if kind == "equal":
            pieces.append((printable(after), ""))
            continue
        if before:
            pieces.append((printable(before) if colour else f"[-{printable(before)}-]", _LEFT_OUT))
        if after:
            pieces.append((printable(after) if colour else f"{{+{printable(after)}+}}", _PUT_IN))
    text = "".join(piece for piece, _ in pieces)
    starts = [0, *line_starts(text, max(width, 1)), len(text)]
    return [_part(pieces, first, last) for first, last in pairwise(starts)]


def print_changes(line: Sequence[tuple[str, str]], screen: Screen, indent: int = 0) -> None:
    """Print a line of a changed text."""
    screen.pieces([(" " * indent, ""), *line])


def _part(pieces: Sequence[tuple[str, str]], first: int, last: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    for text, style in pieces:
        if inside := text[max(first - at, 0) : max(last - at, 0)]:
            found.append((inside, style))
        at += len(text)
    return found
