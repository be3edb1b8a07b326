"""Text set in two columns whose lines stand side by side (`pdftotext -layout`): split at the gutter, left before right.

A gutter is a band of white space that goes through many lines in a row; on both of its sides stands prose, which
tells columns from a table. What is set over both columns parts them: a title, a note below, the number of a page.
Some programs count a wide character as one column when they place the right side, others as two.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fumikura.layout.lines import Line, columns
from fumikura.layout.margins import margin_of
from fumikura.layout.shape import ends_open, ends_sentence, starts_inside

_GAP = re.compile(r"(?<=\S)[ \u3000]{3,}(?=\S)")
_BLANKS = re.compile(r"[ \u3000]{2,}(?=\S)")
_STOP = re.compile(r"[、。，．]")
_FEWEST = 3  # lines that make a stretch of columns
_FEW = 4  # lines, with fewer of which the sentences of both sides must be seen to break off
_NARROWEST = 16  # columns of a side
_NEAR = 4  # columns by which the left edges of a right side may differ
_SET_IN = 10  # columns by which a line of the right side may be set in
_BESIDE = 3  # lines around one, of which the usual distance is told
_WIDEST_GAP = 4  # empty lines between what stands in the same columns
_MOST_ACROSS = 0.5  # share of the lines of a page that are set over both sides
_PROSE = 0.25  # share of the lines of each side that have commas and stops


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as columns see it: what stands left and right of the gutter, None where nothing does.

    `across` is a line that the gutter does not part.
    """

    line: Line
    left: Line | None = None
    right: Line | None = None

    @property
    def across(self) -> bool:
        return self.left is None and self.right is None


def with_columns_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of columns one column after the other."""
    if sum(line.indent >= _NARROWEST or _has_gap(line.raw) for line in lines) < _FEWEST:
        return tuple(lines)
    paged = any(line.paged for line in lines)
    made: list[Line] = []
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and not lines[end].paged and (paged or lines[end].gap <= _WIDEST_GAP):
            end += 1
        made += _apart(lines[start:end])
        start = end
    return tuple(made)


def _has_gap(raw: str) -> bool:
    blank = "   " in raw or "\u3000\u3000\u3000" in raw or " \u3000" in raw or "\u3000 " in raw
    return blank and _GAP.search(raw) is not None


def _apart(stretch: Sequence[Line]) -> Sequence[Line]:
    """The lines of a stretch, left and right, or as they are where no gutter goes through it."""
    found = [
        (votes, _parted(stretch, gutter, unit))
        for unit in (len, columns)
        for votes, gutter in _gutter(stretch, unit)
    ]
    if not found:
        return stretch
    _, rows = max(found, key=lambda each: (_beside(each[1]), -_across(each[1]), each[0]))
    if rows[0].left is None and rows[1].left is not None and stretch[1].gap:  # a head above both columns
        rows[0] = _Row(stretch[0])
    if _across(rows) > _MOST_ACROSS * len(rows):
        return stretch
    made: list[Line] = []
    start = 0
    for index, row in enumerate((*rows, None)):
        if row is None or row.across:
            made += _side_by_side(rows[start:index])
            made += [row.line] if row is not None else []
            start = index + 1
    return made


def _side_by_side(rows: Sequence[_Row]) -> list[Line]:
    """Rows of which none goes over the gutter: the left column, then the right, if they are columns of prose."""
    sides = [[side for row in rows if (side := each(row)) is not None] for each in (_left, _right)]
    turns = sum((a.right is None) != (b.right is None) for a, b in pairwise(rows))
    prose = all(
        len(side) >= _FEWEST
        and sum(_STOP.search(each.text) is not None for each in side) >= _PROSE * len(side)
        for side in sides
    )
    beside = max(_beside(rows), turns)
    if not prose or beside < _FEWEST or (beside < _FEW and not all(map(_is_one_paragraph, sides))):
        return [row.line for row in rows]
    margin = margin_of(sorted(line.indent for line in sides[0]))
    sides[0] = [replace(line, indent=max(0, line.indent - margin)) for line in sides[0]]
    return [line for side in sides for line in _apart(list(_with_gaps(side)))]


def _across(rows: Sequence[_Row]) -> int:
    """How many rows the gutter does not part."""
    return sum(row.across for row in rows)


def _beside(rows: Sequence[_Row]) -> int:
    """How many rows have something on both sides."""
    return sum(row.left is not None and row.right is not None for row in rows)


def _is_one_paragraph(side: Sequence[Line]) -> bool:
    """Whether a side ends with a sentence, and breaks off in one above, as its end or the next line says."""
    broken = any(ends_open(a.text) >= 2 or starts_inside(b.text) >= 2 for a, b in pairwise(side))
    return broken and ends_sentence(side[-1].text)


def _left(row: _Row) -> Line | None:
    return row.left


def _right(row: _Row) -> Line | None:
    return row.right


def _with_gaps(side: Sequence[Line]) -> Iterator[Line]:
    """The lines of a side with the empty lines that it has itself before each: the other may have text there."""
    steps = [after.number - before.number for before, after in pairwise(side)]
    yield side[0]
    for place, (line, step) in enumerate(zip(side[1:], steps, strict=True)):
        near = steps[max(0, place - _BESIDE) : place + _BESIDE + 1]
        usual = Counter(near).most_common(1)[0][0]
        yield replace(line, gap=max(line.gap, step - usual), paged=False)


def _gutter(stretch: Sequence[Line], unit: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """Where right sides begin in most lines, after how many lines do."""
    starts = sorted(
        [unit(line.raw[: match.end()]) for line in stretch for match in _GAP.finditer(line.raw)]
        + [before for line in stretch if (before := unit(line.raw) - unit(line.raw.lstrip())) >= _NARROWEST]
    )
    best = max(sorted(set(starts)), key=lambda at: _near(starts, at), default=0)
    if best >= _NARROWEST and (votes := _near(starts, best)) >= _FEWEST:
        yield votes, best


def _near(starts: Sequence[int], at: int) -> int:
    """How many of ascending `starts` are at a column or a little behind it."""
    return bisect_right(starts, at + _NEAR) - bisect_left(starts, at)


def _parted(stretch: Sequence[Line], gutter: int, unit: Callable[[str], int]) -> list[_Row]:
    """The lines of a stretch parted; right below one that is, what ends the right side may stand at its right."""
    rows: list[_Row] = []
    for line in stretch:
        below = bool(rows) and not (rows[-1].across or line.gap)
        rows.append(_row(line, gutter, unit, sys.maxsize if below else gutter + _SET_IN))
    return rows


def _row(line: Line, gutter: int, unit: Callable[[str], int], last: int) -> _Row:
    """A line parted at the white space that the gutter goes through, if its right side begins at `last` or before."""
    begins = unit(line.raw) - unit(line.raw.lstrip())
    if (
        gutter // 2 < begins < gutter - _NEAR or begins > gutter + _SET_IN
    ):  # set in the middle, or to the right
        return _Row(line)
    if begins >= gutter - _NEAR:
        return _Row(line, right=_line(line, line.raw, max(0, begins - gutter)))
    if unit(line.raw.rstrip()) <= gutter:
        return _Row(line, left=_line(line, line.raw, begins))
    for match in _BLANKS.finditer(line.raw):
        start, end = unit(line.raw[: match.start()]), unit(line.raw[: match.end()])
        if start <= gutter and gutter - _NEAR <= end <= last:
            return _Row(
                line,
                _line(line, line.raw[: match.start()], begins),
                _line(line, line.raw[match.end() :], max(0, end - gutter)),
            )
    return _Row(line)


def _line(line: Line, raw: str, indent: int) -> Line:
    text = raw.strip()
    raw = f"{' ' * indent}{text}"
    return replace(line, text=text, raw=raw, indent=indent, width=columns(text), trailing=False)
