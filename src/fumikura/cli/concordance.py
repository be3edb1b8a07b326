"""Lines of a concordance: the node in one column, as much of its context on either side as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.cli.answers import Screen
from fumikura.cli.terminal import printable, width_of
from fumikura.research.kwic import KwicRow

_NODE = "bold red"
_QUIET = "dim"
_NO_BREAKS = dict.fromkeys((0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), "")
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ") | _NO_BREAKS


def print_concordance(rows: Sequence[KwicRow], screen: Screen, *, with_ids: bool = False) -> None:
    """Print a line for each row, none wider than the screen: number, year, left, node, right, and the id where wanted."""
    prefixes = _prefixes(rows)
    suffixes = [f" {printable(row.id)}" if with_ids else "" for row in rows]
    room_for_ids = min(max(map(width_of, suffixes), default=0), screen.columns // 3)
    columns = screen.columns - room_for_ids
    nodes = [_shortened(_clean(row.node), columns // 3) for row in rows]
    widest = max(map(width_of, nodes), default=0)
    for row, prefix, node, suffix in zip(rows, prefixes, nodes, suffixes, strict=True):
        # The left side is as wide in all lines, whatever the width of a node, for all nodes to begin in one column.
        left_room = max((columns - width_of(prefix) - widest - 2) // 2, 0)
        right_room = max(columns - width_of(prefix) - left_room - width_of(node) - 2, 0)
        left = _last_of(_clean(row.left), left_room)
        right = _first_of(_clean(row.right), right_room)
        pieces = [
            (prefix, _QUIET),
            (" " * (left_room - width_of(left)) + left + " ", ""),
            (node, _NODE),
            (f" {right}", ""),
        ]
        if suffix:
            space = " " * (right_room - width_of(right))
            pieces.append((space + _first_of(suffix, room_for_ids), _QUIET))
        screen.pieces(_within(pieces, screen.columns))


def _prefixes(rows: Sequence[KwicRow]) -> list[str]:
    """Number and year of each line, and how often its sentence stands where one does so more than once."""
    width = max(2, len(str(max((row.n for row in rows), default=0))))
    times = [f"×{row.times}" if row.times > 1 else "" for row in rows]
    widest = max(map(width_of, times), default=0)
    return [
        f"{row.n:>{width}} {'----' if row.year is None else format(row.year, '04d')} "
        + (each + " " * (widest - width_of(each) + 1) if widest else "")
        for row, each in zip(rows, times, strict=True)
    ]


def _clean(text: str) -> str:
    """A text in one line: line breaks of the file are nothing, a tab or control is a space."""
    return printable(text.translate(_CONTROLS))


def _first_of(text: str, room: int) -> str:
    """As much of the beginning of a text as there is room for, in whole characters."""
    taken = width = 0
    for char in text:
        width += width_of(char)
        if width > room:
            break
        taken += 1
    return text[:taken]


def _last_of(text: str, room: int) -> str:
    """As much of the end of a text as there is room for, in whole characters."""
    at, width = len(text), 0
    while at and (width := width + width_of(text[at - 1])) <= room:
        at -= 1
    while at < len(text) and not width_of(text[at]):  # a mark whose letter is left out
        at += 1
    return text[at:]


def _shortened(node: str, room: int) -> str:
    """A node that is cut in its middle where it is too wide."""
    if width_of(node) <= room:
        return node
    half = max(room - 1, 0)
    return _first_of(node, half - half // 2) + "…" + _last_of(node, half // 2)


def _within(pieces: Sequence[tuple[str, str]], columns: int) -> list[tuple[str, str]]:
    """The pieces, cut where the screen ends: on a very narrow one not even the number has room."""
    kept: list[tuple[str, str]] = []
    for text, style in pieces:
        shown = _first_of(text, columns)
        columns -= width_of(shown)
        kept.append((shown, style))
    return kept
