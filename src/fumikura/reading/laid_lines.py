"""Characters with their places to lines: in either direction of writing, ruby and raised marks told apart.

The order in which a file gives its characters is no order of reading: columns of vertical text come reversed, cells and
superscripts last. So lines are made by place alone.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from fumikura.pages import Box, LaidLine, Stretch

_KANA = re.compile(r"[ぁ-ゖァ-ヺー・゛゜ゝゞヽヾ\s\u3000]+")
_CUT = 1.6  # em; a wider gap parts columns and cells
_HUNG = 0.6  # em; what is left of a gap between columns beside a stop that hangs over the edge
_RUBY = 0.65  # of the size of what it stands beside
_RAISED = 0.82
_AROUND = tuple(
    (i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)
)  # points by which what is drawn twice is moved
_TALLER = 1.3  # times a line, that two lines may stand beside
_SPACE = 0.5  # em; a wider gap is a space
_THIN_SPACE = 0.18  # em; a gap that is a space where the other characters of its line stand close
_CLOSE = 0.04  # em
_NO_SPACE = 0.1  # em; a space that takes no room is none


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its cell on the page; `run` is the same for those that were drawn together."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    run: int
    angle: int = 0
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Run:
    """Characters that follow each other closely in one line."""

    characters: list[Character]
    glosses: list[str] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return min(each.x0 for each in self.characters)

    @property
    def x1(self) -> float:
        return max(each.x1 for each in self.characters)

    @property
    def y0(self) -> float:
        return min(each.y0 for each in self.characters)

    @property
    def y1(self) -> float:
        return max(each.y1 for each in self.characters)

    @property
    def size(self) -> float:
        return median(each.size for each in self.characters)

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.characters)


_Turn = Callable[[Box], Box]


def lines_of(
    characters: Sequence[Character], width: float, height: float, rules: Sequence[Stretch] = ()
) -> tuple[float, float, list[LaidLine], list[Stretch]]:
    """The size of a page, its lines and its rules, all as its text runs (see `fumikura.pages`)."""
    seen = _once(characters)
    along, across, turn = _directions(seen, width, height)
    lines = _lines(_turned(along, turn), [_stretch(rule, turn) for rule in rules])
    for each in across:
        lines += [replace(line, across=True) for line in _across(each, turn, width, height)]
    size = turn(Box(0, 0, width, height))
    return size.width, size.height, lines, [_stretch(rule, turn) for rule in rules]


def _once(characters: Iterable[Character]) -> list[Character]:
    """The characters without those that were drawn twice at one place, to look bold or to have a shadow."""
    kept: list[Character] = []
    places: dict[tuple[str, int, int], Character] = {}
    seen = places.get
    for each in characters:
        text, x, y = each.text, round(each.x0), round(each.y0)
        reach = max(0.5, 0.2 * each.size)
        for i, j in _AROUND:
            other = seen((text, x + i, y + j))
            if other and abs(other.x0 - each.x0) < reach and abs(other.y0 - each.y0) < reach:
                break
        else:
            places[text, x, y] = each
            kept.append(each)
    return kept


def _directions(
    characters: Sequence[Character], width: float, height: float
) -> tuple[list[Character], list[list[Character]], _Turn]:
    """The characters that run as the page does, groups of those that do not, and how its places are turned."""
    angles = Counter(each.angle for each in characters)
    angle = angles.most_common(1)[0][0] if angles else 0
    upright = [each for each in characters if each.angle == angle]
    vertical = _vertical(upright) if angle == 0 else set[int]()
    turns = _turns(width, height)
    if sum(each.run in vertical for each in upright) > 0.5 * len(upright):
        inside, beside = _with_tatechuyoko(upright, vertical)
        inside += [
            each for each in characters if each.angle == 3
        ]  # Latin words in vertical text lie on their side
        others = [[each for each in characters if each.angle in (1, 2)], beside]
        return inside, [group for group in others if group], turns[3]
    aside = [[each for each in upright if each.run in vertical]]
    aside += [[each for each in characters if each.angle == other] for other in angles if other != angle]
    along = [each for each in upright if each.run not in vertical]
    return along, [group for group in aside if group], turns[angle]


def _turns(width: float, height: float) -> tuple[_Turn, _Turn, _Turn, _Turn]:
    """How places are turned for text that runs rightwards, upwards, leftwards and downwards."""
    return (
        _as_it_is,
        lambda box: Box(height - box.y1, box.x0, height - box.y0, box.x1),
        lambda box: Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0),
        lambda box: Box(box.y0, width - box.x1, box.y1, width - box.x0),
    )


def _as_it_is(box: Box) -> Box:
    return box


def _turned(characters: list[Character], turn: _Turn) -> list[Character]:
    if turn is _as_it_is:
        return characters
    boxes = [turn(Box(each.x0, each.y0, each.x1, each.y1)) for each in characters]
    return [
        replace(each, x0=box.x0, y0=box.y0, x1=box.x1, y1=box.y1)
        for each, box in zip(characters, boxes, strict=True)
    ]


def _stretch(rule: Stretch, turn: _Turn) -> Stretch:
    box = turn(Box(rule.x0, rule.y0, rule.x1, rule.y1))
    return Stretch(box.x0, box.y0, box.x1, box.y1)


def _across(group: Sequence[Character], turn: _Turn, width: float, height: float) -> list[LaidLine]:
    """Lines that run in another direction: read in their own, placed in that of the page."""
    angle = 3 if group[0].angle == 0 and _vertical(group) else group[0].angle
    turns = _turns(width, height)
    lines = _lines(_turned(list(group), turns[angle]), ())
    own = turns[angle](Box(0, 0, width, height))
    back = _turns(own.width, own.height)[-angle % 4]
    return [replace(line, box=turn(back(line.box))) for line in lines]


def _vertical(characters: Sequence[Character]) -> set[int]:
    """The runs of characters that stand below each other; a single one is as those that it stands beside."""
    along: Counter[int] = Counter()
    singles: list[Character] = []
    votes = 0
    for before, each in itertools.pairwise(characters):
        dx, dy = each.x0 + each.x1 - before.x0 - before.x1, each.y0 + each.y1 - before.y0 - before.y1
        if each.run == before.run:
            along[each.run] += 1 if abs(dy) > abs(dx) else -1
        elif abs(dx) < 0.6 * each.size and 1.2 * each.size < dy < 3.2 * each.size:
            votes += 1
            singles += (before, each)
    found = {run for run, count in along.items() if count > 0}
    known = set(along)
    return found | {each.run for each in singles if each.run not in known and votes > 2}


def _with_tatechuyoko(
    characters: Sequence[Character], vertical: set[int]
) -> tuple[list[Character], list[Character]]:
    """The vertical characters, numbers set upright in their lines among them, and those that run across the page."""
    inside = [each for each in characters if each.run in vertical]
    runs: dict[int, list[Character]] = {}
    for each in characters:
        if each.run not in vertical:
            runs.setdefault(each.run, []).append(each)
    spots = sorted((each.x0, each.y0, each.y1, each.x1) for each in inside)
    beside: list[Character] = []
    for run in runs.values():
        x0, x1, y0, y1 = run[0].x0, run[-1].x1, min(e.y0 for e in run), max(e.y1 for e in run)
        size = max(each.size for each in run)
        near = spots[bisect_left(spots, (x0 - 1.2 * size,)) : bisect_right(spots, (x1 + 0.5 * size,))]
        joins = any(
            abs((a + d) - (x0 + x1)) < 0.8 * size and (abs(b - y1) < 0.7 * size or abs(c - y0) < 0.7 * size)
            for a, b, c, d in near
        )
        if len(run) <= 4 and x1 - x0 < 1.6 * size and joins:
            step = (y1 - y0) / len(run)
            inside += [
                replace(each, x0=x0, x1=x1, y0=y0 + step * place, y1=y0 + step * (place + 1))
                for place, each in enumerate(run)
            ]
        else:
            beside += run
    return inside, beside


def _lines(characters: Sequence[Character], rules: Sequence[Stretch]) -> list[LaidLine]:
    runs = _without_ruby(_runs(characters))
    walls = sorted((rule.x0, rule.y0, rule.y1) for rule in rules if rule.y1 - rule.y0 > rule.x1 - rule.x0)
    rows = _rows(runs)
    starts = sorted(segment[0].x0 for row in rows for segment in _segments(row, walls, ())[1:])
    return [line for row in rows for segment in _segments(row, walls, starts) if (line := _line(segment))]


def _runs(characters: Sequence[Character]) -> list[_Run]:
    runs: list[_Run] = []
    for each in characters:
        last = runs[-1].characters[-1] if runs else None
        if last is not None and _follows(last, each):
            runs[-1].characters.append(each)
        else:
            runs.append(_Run([each]))
    return [run for run in runs if run.text.strip()]


def _follows(last: Character, each: Character) -> bool:
    gap = each.x0 - last.x1
    return (
        abs((each.y0 + each.y1) - (last.y0 + last.y1)) < 0.3 * each.size
        and -0.6 * each.size < gap < 0.8 * each.size
        and 0.8 < (each.size or 1) / (last.size or 1) < 1.25
    )


def _without_ruby(runs: list[_Run]) -> list[_Run]:
    """Ruby goes to the glosses of the run that it stands at: kana, small, close above."""
    sizes = Counter[float]()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.characters)
    if not sizes or min(sizes) > _RUBY * max(sizes):
        return runs
    bases = sorted(((run.y0, place) for place, run in enumerate(runs)), key=lambda pair: pair[0])
    tops = [top for top, _ in bases]
    kept: list[_Run] = []
    lifted: list[tuple[_Run, _Run]] = []
    for run in runs:
        base = _base(run, runs, bases, tops) if _KANA.fullmatch(run.text) else None
        if base is None:
            kept.append(run)
        else:
            lifted.append((base, run))
    for base, run in sorted(lifted, key=lambda pair: pair[1].x0):
        base.glosses.append(run.text.strip())
    return kept


def _base(
    run: _Run, runs: Sequence[_Run], bases: Sequence[tuple[float, int]], tops: Sequence[float]
) -> _Run | None:
    """The run that another is ruby of."""
    x0, x1, y1, size = run.x0, run.x1, run.y1, run.size
    for _, place in bases[bisect_left(tops, y1 - 1.2 * size) : bisect_right(tops, y1 + 1.4 * size)]:
        base = runs[place]
        if size > _RUBY * base.size:
            continue
        covered = sum(
            1
            for each in base.characters
            if each.x1 > x0 - 0.5 * size and each.x0 < x1 + 0.5 * size and not _KANA.fullmatch(each.text)
        )
        if covered and base.x0 < (x0 + x1) / 2 < base.x1:
            return base
    return None


def _rows(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs that stand at the same height, in order."""
    rows: list[list[_Run]] = []
    bounds: list[tuple[float, float]] = []  # of the tallest run of each row
    for run in sorted(runs, key=lambda each: (each.y0 + each.y1) / 2):
        y0, y1 = run.y0, run.y1
        for place in range(len(rows) - 1, max(-1, len(rows) - 6), -1):
            top, bottom = bounds[place]
            beside = min(bottom, y1) - max(top, y0) >= 0.55 * min(bottom - top, y1 - y0)
            taller = bottom - top > _TALLER * (y1 - y0)
            if beside and not (taller and any(_stands_below(run, other) for other in rows[place])):
                rows[place].append(run)
                if y1 - y0 > bottom - top:
                    bounds[place] = (y0, y1)
                break
        else:
            rows.append([run])
            bounds.append((y0, y1))
    return [sorted(row, key=lambda each: each.x0) for row in rows]


def _stands_below(run: _Run, other: _Run) -> bool:
    """Whether a run is of the next line below another, though both reach as high as a heading in the next column."""
    lower = (run.y0 + run.y1) / 2 - (other.y0 + other.y1) / 2 > 0.6 * max(run.size, other.size)
    return lower and min(run.x1, other.x1) - max(run.x0, other.x0) > 0.5 * min(run.size, other.size)


def _segments(
    row: Sequence[_Run], walls: Sequence[tuple[float, float, float]], starts: Sequence[float]
) -> list[list[_Run]]:
    """A row cut where the gap is that of columns, or a rule stands between.

    `starts` are where columns and cells of other rows begin: there a gap that a stop hangs into is one, too.
    """
    cut = [piece for run in row for piece in _at_walls(run, walls)]
    segments: list[list[_Run]] = []
    for run in cut:
        if segments:
            last = segments[-1][-1]
            size = max(run.size, last.size)
            end = max(each.x1 for each in segments[-1])
            gap = run.x0 - end
            start = _inked_start(run.characters[0])
            hung = start - _inked_end(last.characters[-1]) >= _HUNG * size
            starting = hung and _common(starts, start, 0.3 * size)
            if gap < _CUT * size and not starting and not _wall_between(last, run, walls):
                segments[-1].append(run)
                continue
        segments.append([run])
    return segments


def _inked_start(each: Character) -> float:
    """Where a character is seen to begin: an opening bracket fills the second half of its cell."""
    return each.x0 + 0.5 * each.size if each.text in "「『（【〔〈《［｛" else each.x0


def _inked_end(each: Character) -> float:
    """Where a character is seen to end: a stop and a closing bracket fill the first half of their cells."""
    half = each.text in "、。，．」』）】〕〉》］｝" and each.x1 - each.x0 > 0.9 * each.size
    return each.x1 - 0.5 * each.size if half else each.x1


def _common(starts: Sequence[float], place: float, reach: float) -> bool:
    return bisect_right(starts, place + reach) - bisect_left(starts, place - reach) >= 3


def _at_walls(run: _Run, walls: Sequence[tuple[float, float, float]]) -> list[_Run]:
    if not walls:
        return [run]
    pieces = [_Run([run.characters[0]], run.glosses)]
    for before, each in zip(run.characters, run.characters[1:], strict=False):
        low, high = (before.x0 + before.x1) / 2, (each.x0 + each.x1) / 2
        if _is_wall(walls, low, high, (each.y0 + each.y1) / 2):
            pieces.append(_Run([each]))
        else:
            pieces[-1].characters.append(each)
    return [piece for piece in pieces if piece.text.strip()]


def _wall_between(left: _Run, right: _Run, walls: Sequence[tuple[float, float, float]]) -> bool:
    low = left.x1 - 0.2 * left.size
    return bool(walls) and _is_wall(walls, low, right.x0 + 0.2 * right.size, (right.y0 + right.y1) / 2)


def _is_wall(walls: Sequence[tuple[float, float, float]], low: float, high: float, y: float) -> bool:
    between = walls[bisect_left(walls, (low,)) : bisect_right(walls, (high,))]
    return any(top <= y <= bottom for _, top, bottom in between)


def _line(segment: Sequence[_Run]) -> LaidLine | None:
    """A segment as a line: spaces where there are gaps, raised characters marked."""
    characters = _as_seen([each for run in segment for each in run.characters])
    while characters and characters[0].text.isspace():
        characters.pop(0)
    while characters and characters[-1].text.isspace():
        characters.pop()
    if not characters:
        return None
    written = [each for each in characters if not each.text.isspace()]
    size = median(each.size for each in written)
    full = [each for each in written if each.size > _RAISED * size]
    middle = median((each.y0 + each.y1) / 2 for each in full or written)
    text, raised = "", list[tuple[int, int]]()
    before = characters[0]
    space = _least_space(written)
    for place, each in enumerate(characters):
        if each.text.isspace() and _next_start(characters, place) - before.x1 < _NO_SPACE * size:
            continue
        if place and _is_spaced(before, each, text, space):
            text += " "
        if (
            each.size <= _RAISED * size
            and (each.y0 + each.y1) / 2 < middle - 0.05 * size
            and not each.text.isspace()
        ):
            if raised and raised[-1][1] == len(text):
                raised[-1] = (raised[-1][0], len(text) + len(each.text))
            else:
                raised.append((len(text), len(text) + len(each.text)))
        text += each.text
        before = before if each.text.isspace() else each
    box = Box(
        min(e.x0 for e in written), min(e.y0 for e in full or written),
        max(e.x1 for e in written), max(e.y1 for e in full or written),
    )  # fmt: skip
    glosses = tuple(gloss for run in segment for gloss in run.glosses)
    bold = 2 * sum(each.bold for each in written) > len(written)
    hidden = 2 * sum(each.hidden for each in written) > len(written)
    return LaidLine(text, box, round(size, 1), bold, hidden, False, tuple(raised), glosses)


def _next_start(characters: Sequence[Character], place: int) -> float:
    """Where the next character begins that is no space; there is one, as none stands at the end of a line."""
    return next(each.x0 for each in characters[place:] if not each.text.isspace())


def _as_seen(characters: list[Character]) -> list[Character]:
    """Characters in the order in which they are seen: the empty half of 「 may lie over the sign before it."""
    for place in range(1, len(characters)):
        bracket, each = characters[place - 1 : place + 1]
        if _inked_start(bracket) > bracket.x0 and (each.x0 + each.x1) / 2 < _inked_start(bracket):
            characters[place - 1 : place + 1] = [each, bracket]
    return characters


def _least_space(written: Sequence[Character]) -> float:
    """The least gap, in em, that is a space between Japanese characters: less where these stand close else."""
    pairs = ((a, b) for a, b in itertools.pairwise(written) if _is_japanese(a) and _is_japanese(b))
    gaps = [_gap(a, b) / (b.size or 1) for a, b in pairs]
    return _THIN_SPACE if gaps and median(gaps) < _CLOSE else _SPACE


def _is_japanese(each: Character) -> bool:
    """Whether a character is a letter of Japanese, which no typesetting sets apart from the next one."""
    return each.text >= "\u3005" and each.text.isalnum()


def _gap(before: Character, each: Character) -> float:
    """The room between the cells of two Japanese characters, by their middles: some programs give what is inked alone."""
    return (each.x0 + each.x1 - before.x0 - before.x1) / 2 - max(each.size, before.size)


def _is_spaced(before: Character, each: Character, text: str, space: float) -> bool:
    """Whether a gap between two characters is a space that was not written."""
    if each.text.isspace() or text[-1:].isspace():
        return False  # it is written
    size = min(each.size, before.size)
    if space < _SPACE and _is_japanese(before) and _is_japanese(each):
        return _gap(before, each) > space * size
    narrow = ord(before.text[0]) < 0x250 and ord(each.text[0]) < 0x250
    return each.x0 - before.x1 > (0.18 if narrow else _SPACE) * size
