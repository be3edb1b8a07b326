"""Changes in a sentence on a terminal: struck out and underlined where there is colour, else in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from fumikura.cli.terminal import printable
from fumikura.cli.wrapping import cut_pieces, line_starts

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
    return [cut_pieces(pieces, first, last) for first, last in pairwise(starts)]
