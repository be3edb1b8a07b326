"""How a text is set: the width its lines were wrapped at, and what marks the end of a paragraph in it.

A wrapped line breaks off because the next word had no room; a line with room to spare was ended on purpose. Which
of the two, is told from the widths of lines that break off inside a sentence: where most of them lie close
together, at the upper end of all widths, that is the measure of the column. It is estimated around each line
anew, since pages, columns and notes may be set to measures of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from fumikura.layout.lines import columns
from fumikura.layout.shape import Shape, Shaped, ends_sentence, is_clause, is_label

_WINDOW = 60
_LEAST_COLUMNS = 28
_LEAST_NARROW = 8  # where many lines agree to a column
_FEW_BUT_EQUAL = 5  # lines of one width that are enough to tell a narrow measure
_NARROW = 44  # columns; below, whole lines of prose are as short as labels
_FEWEST_PROSE = 3  # lines of sentences, of which a measure is told where headings are as many
_FEWEST_SET_IN = 3  # lines of a quotation
_FIRST_LINE = 2  # columns
_RAGGED = 4  # columns
_FEWEST_BEGUN = 2  # paragraphs that are set in below an empty line or a heading
_KANA, _KANJI = re.compile("[ぁ-んァ-ヴ]"), re.compile("[一-龠]")
_HANGING = frozenset("、。，．」』）)】〕］,.")
_BODY = frozenset({Shape.TEXT, Shape.FIELD, Shape.NUMBERED, Shape.BULLET, Shape.NOTE, Shape.LATIN})
_FAR = 24  # columns by which what stands in the middle or at the right is set in
_OF_MEASURE = _BODY | {Shape.SPEAKER}
_LINED = ((10, 0.6), (5, 0.9))  # how many lines, and which share of them, end as paragraphs do
_UNIT = re.compile(
    r"[「『（(【〔［\[〈《“]*(?:[A-Za-z0-9Ａ-Ｚａ-ｚ０-９.,'’\-+/&%]+|.)[、。，．・」』）)】〕］\]〉》ーっゃゅょッャュョ々]*"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of a column: lines from `least` on are full, none is wider than `most`; `unit` measures a text.

    `widths` are those of the lines that break off inside a sentence, sorted.
    """

    least: int
    most: int
    unit: Callable[[str], int]
    widths: tuple[int, ...] = ()

    def width(self, line: Shaped) -> int:
        """The width of a line, white space before it included, a stop or bracket that hangs over the edge not."""
        last = line.line.text[-1]
        hanging = self.unit(last) if last in _HANGING and len(line.line.text) > 1 else 0
        return self.whole(line) - hanging + self.before(line)

    def whole(self, line: Shaped) -> int:
        """The width of a line's text as it is."""
        return line.line.width if self.unit is columns else len(line.line.text)

    def before(self, line: Shaped) -> int:
        """The room that white space before a line takes: two columns for a character set in."""
        return line.line.indent if self.unit is columns else (line.line.indent + 1) // 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What was learned of a text. `measures[i]` is in force at line `i`, None where lines were not wrapped there.

    `line_gap` is the number of empty lines between the lines of one paragraph; paragraphs are told apart by a first
    line set in (`indented`), by more empty lines (`spaced`), or by white space after their last line (`trailed`);
    `lined` says that every line is a paragraph, as in texts that were typed and never set; `quoted` are the lines of
    paragraphs that are set in on every line.
    """

    measures: tuple[Measure | None, ...]
    line_gap: int
    indented: bool
    spaced: bool
    trailed: bool
    lined: bool = False
    quoted: frozenset[int] = frozenset()

    @property
    def unmarked(self) -> bool:
        """Whether nothing but the shortness of its last line marks the end of a paragraph."""
        return not (self.indented or self.spaced or self.trailed)

    def brimful(self, index: int, line: Shaped) -> bool:
        """Whether a line that ends a sentence is as wide as lines that were broken commonly are.

        The last line of a paragraph may have any width, a broken one has one of few. Where a paragraph holds some
        four or five sentences, a width that one broken line in five has speaks for a broken line.
        """
        measure = self.measures[index]
        if measure is None:
            return False
        near = 1 if measure.unit is columns else 0
        hung, whole = measure.width(line), measure.whole(line) + measure.before(line)
        width = hung if whole > measure.most else whole
        common = bisect_right(measure.widths, width + near) - bisect_left(measure.widths, width - near)
        return common >= 0.2 * len(measure.widths)

    def full(self, index: int, line: Shaped, following: Shaped) -> bool:
        """Whether `line` (at `index`) was broken for want of room before `following`."""
        measure = self.measures[index]
        if measure is None:
            return False
        if self.trailed and line.line.trailing:
            return False
        width = measure.whole(line) + measure.before(line)
        if width >= measure.least:  # one far beyond the measure was not broken by it
            return width <= 1.2 * measure.most or not ends_sentence(line.text)
        narrow = measure.most * (1 if measure.unit is columns else 2) < _NARROW
        # A sentence seldom ends without a full stop, and a line hardly ever this near the edge by chance.
        if (
            width >= 0.75 * measure.least
            and not ends_sentence(line.text)
            and (narrow or not is_label(line.text))
        ):
            return True
        first = _UNIT.match(following.raw)
        return first is not None and measure.width(line) + measure.unit(first[0]) > measure.most

    def short(self, index: int, line: Shaped) -> bool:
        """Whether a line is far from being as wide as the column, where there is one."""
        measure = self.measures[index]
        return measure is None or measure.whole(line) + measure.before(line) < 0.5 * measure.least

    def filled(self, index: int, line: Shaped, share: float = 1.0) -> bool:
        """Whether a line is as wide as the column, or as a `share` of it, whatever stands in it."""
        measure = self.measures[index]
        return measure is not None and measure.whole(line) + measure.before(line) >= share * measure.least

    def too_wide(self, index: int, line: Shaped) -> bool:
        """Whether a line is wider than any that was broken for want of room: it was not."""
        measure = self.measures[index]
        scale = 2 if measure is not None and measure.unit is columns else 1
        return measure is not None and measure.width(line) > measure.most + scale

    def nearly_full(self, index: int, line: Shaped) -> bool:
        """Whether a line is long enough to be one that was broken, if all else says so."""
        measure = self.measures[index]
        return measure is not None and measure.whole(line) + measure.before(line) >= 0.7 * measure.least


def profile(lines: Sequence[Shaped]) -> Profile:
    """Learn how `lines` are set."""
    measures = list(_measures(lines))
    quotations = _quotations(lines)
    for start, end, own in quotations:
        measures[start:end] = [own] * (end - start)
    bare = Profile(tuple(measures), 0, False, False, False)
    pairs = [
        (i, a, b)
        for i, (a, b) in enumerate(pairwise(lines))
        if measures[i] and a.shape in _BODY and b.shape in _BODY
    ]
    broken = [(a, b) for i, a, b in pairs if not ends_sentence(a.text) and bare.full(i, a, b)]
    # A comma may end a clause that stands by itself; what is broken inside a word was broken by the measure.
    inner = Counter(b.line.gap for a, b in broken if a.text[-1] not in "、，" or len(broken) == 1)
    line_gap = inner.most_common(1)[0][0] if inner else 0
    ends = [(a, b) for i, a, b in pairs if ends_sentence(a.text) and not bare.full(i, a, b)]
    inside = [a for i, a, b in pairs if not ends_sentence(a.text) and bare.full(i, a, b)]

    def mostly(count: int) -> bool:
        return bool(ends) and count >= 0.6 * len(ends)

    trailed_inside = sum(a.line.trailing for a in inside)
    return Profile(
        tuple(measures),
        line_gap,
        mostly(sum(b.line.indent > a_indent(b) or b.shape is Shape.NUMBERED for _, b in ends)),
        mostly(sum(b.line.gap > line_gap for _, b in ends)),
        mostly(sum(a.line.trailing for a, _ in ends)) and trailed_inside <= 0.2 * len(inside),
        _is_lined(lines, measures),
        frozenset(index for start, end, _ in quotations for index in range(start, end)),
    )


def _quotations(lines: Sequence[Shaped]) -> list[tuple[int, int, Measure]]:
    """Where paragraphs are set in on every line, often on both sides, and the measure of their own lines."""
    found: list[tuple[int, int, Measure]] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if (
            index < len(lines)
            and not lines[index].line.gap
            and _is_set_in_with(lines[index], lines[index - 1])
        ):
            continue
        if index - start >= _FEWEST_SET_IN and (own := _measure_of_quotation(lines[start:index])):
            found.append((start, index, own))
        start = index
    return found


def _is_set_in_with(line: Shaped, above: Shaped) -> bool:
    """Whether two lines are of one paragraph that is set in."""
    texts = line.shape in (Shape.TEXT, Shape.FIELD) and above.shape in (Shape.TEXT, Shape.FIELD)
    near = abs(line.line.indent - above.line.indent) <= _FIRST_LINE
    return texts and near and min(line.line.indent, above.line.indent) >= _FIRST_LINE


def _measure_of_quotation(lines: Sequence[Shaped]) -> Measure | None:
    """The measure of a paragraph set in: its lines are of one width, but for the last, and one breaks off."""
    probe = Measure(0, 0, columns)
    *inner, last = (probe.width(line) for line in lines)
    broken = any(not ends_sentence(line.text) and not is_label(line.text) for line in lines[:-1])
    least, most = min(inner), max(inner)
    if not broken or most - least > _RAGGED or last > most + 1 or least < _NARROW:
        return None
    return Measure(least, most, columns, tuple(sorted(inner)))


def _is_lined(lines: Sequence[Shaped], measures: Sequence[Measure | None]) -> bool:
    """Whether lines that follow each other closely, and were not wrapped, mostly end as paragraphs do."""
    closed = [
        ends_sentence(a.text)
        for measure, (a, b) in zip(measures, pairwise(lines), strict=False)
        if measure is None
        and not a.text.endswith(("」", "』", "）", ")"))
        and a.shape in _BODY
        and (b.shape in _BODY or b.shape is Shape.SPEAKER)
        and not b.line.gap
    ]
    return any(len(closed) >= fewest and sum(closed) >= share * len(closed) for fewest, share in _LINED)


def a_indent(line: Shaped) -> int:
    """The least indent that tells a first line: more than a stray space."""
    return 0 if line.shape is not Shape.LATIN else 1


def _measures(lines: Sequence[Shaped]) -> tuple[Measure | None, ...]:
    """The measure at each line; English beside Japanese has one of its own."""
    latin = [line.shape is Shape.LATIN for line in lines]
    if not any(latin):
        return _measures_of(lines, latin, False)
    own = _measures_of(lines, latin, True)
    return tuple(
        mine if of_latin else other
        for mine, other, of_latin in zip(own, _measures_of(lines, latin, False), latin, strict=True)
    )


def _measures_of(
    lines: Sequence[Shaped], latin: Sequence[bool], of_latin: bool
) -> tuple[Measure | None, ...]:
    """The measure at each line, by the lines that are of Latin letters, or that are not."""
    broken = [
        i
        for i, (a, b) in enumerate(pairwise(lines))
        if latin[i] is of_latin
        and _is_of_measure(a)
        and b.shape in _BODY
        and not ends_sentence(a.text)
        and a.text[-1] not in "」』"
    ]
    at_margin = [] if of_latin else _broken_above_the_margin(lines)
    if not (broken or at_margin):
        return (None,) * len(lines)
    body = [i for i, line in enumerate(lines) if _is_of_measure(line) and latin[i] is of_latin]
    # Headings and names, which break off too, are not what was wrapped: in a short text they may be the most.
    prose = sorted({*(i for i in broken if _is_prose(lines[i])), *at_margin})
    rulers = tuple(_Ruler(lines, body, unit) for unit in (columns, len))
    found: list[Measure | None] = []
    step, last = 10, None
    for start in range(0, len(lines), step):
        ends, told, texts = (_window(indexes, start, start + step) for indexes in (broken, prose, body))
        candidates = [m for ruler in rulers if (m := _measure(ruler, ends, texts))]
        if not candidates and len(told) >= _FEWEST_PROSE - bool(at_margin) and told != ends:
            candidates = [m for ruler in rulers if (m := _measure(ruler, told, texts))]
        # Text set by counting characters lies closer together in characters than in columns, and the other way round.
        last = min(candidates, key=lambda m: (m.most - m.least) / m.most, default=None)
        found += [last] * min(step, len(lines) - start)
    return tuple(found)


def _is_of_measure(line: Shaped) -> bool:
    """Whether the width of a line tells of the column: not that of a head in the middle, or a name at the right."""
    return line.shape in _OF_MEASURE and (line.line.indent < _FAR or not is_label(line.text))


def _is_prose(line: Shaped) -> bool:
    text = line.text[line.mark.length :] if line.mark else line.text
    return not is_label(text) or is_clause(text)


def _broken_above_the_margin(lines: Sequence[Shaped]) -> list[int]:
    """The lines that are broken although a sentence ends with them: the next stands at the margin.

    So it is where each paragraph below an empty line or a heading is set in.
    """
    found: list[int] = []
    begun = 0
    for index, (a, b) in enumerate(pairwise(lines)):
        if b.shape is not Shape.TEXT or is_label(b.text) or b.text[0] in "「『（(":
            continue
        close = a.shape is Shape.TEXT and not b.line.gap
        if b.line.indent:
            begun += not close
        elif not close:
            return []
        elif a.line.indent or (found and found[-1] == index - 1):
            found.append(index)
    return found if begun >= _FEWEST_BEGUN else []


class _Ruler:
    """The width of each line of a body, by its number, and which have commas and stops, as prose has."""

    def __init__(self, lines: Sequence[Shaped], body: Sequence[int], unit: Callable[[str], int]) -> None:
        probe = Measure(0, 0, unit)
        self.unit = unit
        self.widths = {i: probe.width(lines[i]) for i in body}
        self._lines = lines

    @cached_property
    def punctuated(self) -> dict[int, bool]:
        """Which lines have commas and stops."""
        return {i: _is_punctuated(self._lines[i].text) for i in self.widths}

    def stopped(self, index: int) -> bool:
        """Whether a line has the end of a sentence."""
        return "。" in self._lines[index].text

    @cached_property
    def inflected(self) -> dict[int, bool]:
        """Which lines are running text, whatever its stops."""
        lines = self._lines
        return {i: lines[i].shape is Shape.TEXT and _is_inflected(lines[i].text) for i in self.widths}


def _is_inflected(text: str) -> bool:
    return _KANA.search(text) is not None and _KANJI.search(text) is not None


def _is_punctuated(text: str) -> bool:
    return "、" in text or "。" in text or "，" in text or "．" in text or text.isascii()


def _window(indexes: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of ascending `indexes` that are near the lines from `start` to `end`."""
    return indexes[bisect_right(indexes, start - _WINDOW - 1) : bisect_right(indexes, end + _WINDOW)]


def _measure(ruler: _Ruler, ends: Sequence[int], texts: Sequence[int]) -> Measure | None:
    """The measure of the lines `texts`, of which `ends` break off inside a sentence."""
    scale = 1 if ruler.unit is columns else 2
    widths = sorted(map(ruler.widths.__getitem__, ends))
    best: tuple[int, int, int] = (0, 0, 0)
    for i, low in enumerate(widths):
        reach = low + max(3 // scale, round(low * 0.16))
        count = bisect_right(widths, reach) - i
        if count > best[0] or (count == best[0] and low > best[1]):
            best = (count, low, widths[i + count - 1])
    count, low, high = best
    agreeing = (count >= 8 and count >= 0.7 * len(widths) and high - low <= 4 // scale) or (
        count >= _FEW_BUT_EQUAL and count >= 0.8 * len(widths) and high - low <= 2 // scale
    )
    least_columns = _LEAST_NARROW if agreeing else _LEAST_COLUMNS
    if low * scale < least_columns or count < 2 or count < 0.5 * len(widths):
        return None
    # Prose has commas and stops; lines of a list or of names that are of one width have none. Old laws have kana.
    if sum(map(ruler.punctuated.__getitem__, texts)) < 0.2 * len(texts) and not (
        agreeing and count >= 8 and sum(map(ruler.inflected.__getitem__, texts)) >= 0.7 * len(texts)
    ):
        return None
    wide = [i for i in texts if ruler.widths[i] > high + 4 // scale]
    if len(wide) > 0.15 * len(texts) or (count == 2 and high - low > 2):
        return None
    # Where most sentences are wider, they were not wrapped, and what breaks off is headlines.
    if wide and 2 * sum(map(ruler.stopped, wide)) > sum(map(ruler.stopped, texts)):
        return None
    cluster = [width for width in widths if low <= width <= high]
    least = cluster[len(cluster) // 40]
    return Measure(least, high, ruler.unit, tuple(cluster))
