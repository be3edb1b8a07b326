"""Boxes and tables that are drawn with the characters for it (┌─┬─┐, │ … │, ＋－－＋ ｜ … ｜): their text without sides.

A table's lines between two rules are one row, where rules part the rows; else each line is one. What stands in a box of
one cell are lines as any others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fumikura.layout.lines import Line, columns

_SIDES = "│┃║｜"
_SIDE = re.compile(f"[{_SIDES}]")
_RULE = re.compile(r"[─━═－\-─┄┈┅┉]{2}")
_DRAWN = frozenset("─━═－-┄┈┅┉┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╭╮╰╯┝┿┥┠╂┨┯┷┰┸＋+│┃║｜ \u3000")
_FEWEST_RULES = 3  # above and below a table and below its head; with more each row has its own
_LONGEST = 100  # characters
_CORNERS = frozenset("┌┐├┤└┘┏┓┣┫┗┛╔╗╠╣╚╝╭╮╰╯┝┥┠┨＋+")


def with_drawings_read(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those inside of drawings without their sides, rows of drawn tables with tabs between cells."""
    if not any(line.text[0] in _SIDES for line in lines):
        return tuple(lines)
    made: list[Line] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _is_drawn(lines[end]) and (end == start or not lines[end].gap):
            end += 1
        made += _read(lines[start:end]) if end - start > 1 else lines[start : start + 1]
        start = max(end, start + 1)
    return tuple(made)


def _is_rule(line: Line) -> bool:
    text = line.text
    return text[0] in _CORNERS and _RULE.search(text) is not None and set(text) <= _DRAWN


def _is_drawn(line: Line) -> bool:
    text = line.text
    return _is_rule(line) or (len(text) > 2 and text[0] in _SIDES and text[-1] in _SIDES)


def _read(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of one drawing: its first and last rule as they are, what stands between them read."""
    inside = [line for line in lines if not _is_rule(line)]
    rules = [index for index, line in enumerate(lines) if _is_rule(line)]
    if not rules or not inside:
        yield from lines
        return
    table = max(len(_cells(line)) for line in inside) > 1
    parted = table and len(rules) > _FEWEST_RULES
    yield from _together([lines[index] for index in rules])  # all that is drawn, before what stands in it
    row: list[Line] = []
    for line in (*lines, None):
        if line is not None and not _is_rule(line):
            row.append(line)
            if parted:
                continue
        if row:
            yield _joined(row) if table else _bare(row[0])
            row = []


def _together(rules: Sequence[Line]) -> Sequence[Line]:
    """Rules as one line, where that is no longer than lines are."""
    text = " ".join(line.text for line in rules)
    one = replace(rules[0], text=text, raw=text, width=columns(text))
    return (one,) if len(text) <= _LONGEST else rules


def _cells(line: Line) -> list[str]:
    return [cell.strip(" \u3000") for cell in _SIDE.split(line.text[1:-1])]


def _bare(line: Line) -> Line:
    text = line.text[1:-1]
    inner = text.strip(" \u3000")
    before = columns(text[: len(text) - len(text.lstrip(" \u3000"))])
    return replace(
        line, text=inner or line.text, raw=inner or line.raw, indent=max(0, before - 2), width=columns(inner)
    )


def _joined(row: Sequence[Line]) -> Line:
    """The lines of a row as one, each cell with its lines together."""
    cells = [_cells(line) for line in row]
    width = max(map(len, cells))
    raw = "\t".join("".join(each[place] for each in cells if place < len(each)) for place in range(width))
    return replace(row[0], text=raw.strip(), raw=raw, indent=0, width=columns(raw), last=row[-1].last_number)
