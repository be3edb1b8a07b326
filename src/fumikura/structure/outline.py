"""The path of headings over each block, kept by the continuity of numbers rather than by how headings are marked.

A number belongs to the deepest open level that expects it next: after `1 … / ① …`, a `2` goes on from ① (which
counts as 1), and a second `2`, where the inner level expects 3, from the 1 above. Marks of Markdown (##) are only asked
where two levels expect the same number, since what recognises characters on a page sets them as it pleases.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fumikura.numbering import Mark

_SAME_SERIES = {"circled": "arabic", "half-paren": "arabic"}
_DEEPEST = 32  # levels; a page of "1" over "1" over "1" would have a path of thousands over each
_OF_WHOLE = ("arabic", "roman", "kanji", "ordinal")  # of numbers, those that count the parts of a text
PART, MATTER = "part", "matter"
"""The families of the headings of the parts of a decision or a press conference, and of what stands before and behind
the body of a text: はじめに, 注, 参考文献."""

GROUP = "group"
"""The family of a heading over headings without numbers that have no other sign."""

_GROUPED = (GROUP, "plain")
_UNITS = ("unit-編", "unit-部", "unit-章", "unit-節", "unit-款", "unit-項")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a path: its text, and the indexes of the blocks that it was put together from."""

    text: str
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: the headings over it, outermost first; `heads` says that it is the last of them itself."""

    path: tuple[Heading, ...]
    heads: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    """An open level: the family and value of its latest mark, its heading (None for an item), the # of Markdown."""

    family: str
    value: int
    heading: Heading | None
    marked: int = 0
    path: tuple[int, ...] = ()
    written: str = ""  # the family as it is written: ① may go on from 1


class Outline:
    """Open levels, outermost first; changed by each heading and each numbered item in turn."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    @property
    def path(self) -> tuple[Heading, ...]:
        """The headings over what comes next, outermost first."""
        return tuple(level.heading for level in self._levels if level.heading)

    @property
    def section(self) -> tuple[str, ...]:
        """The texts of the path."""
        return tuple(heading.text for heading in self.path)

    def heading(
        self, text: str, mark: Mark | None, marked: int = 0, *, family: str = "plain", block: int = 0
    ) -> bool:
        """Open the section that `text` heads, and say whether it was: not where it would be too deep.

        `marked` is its number of # (0 for none), `family` tells apart headings without a number (by their sign), and
        `block` is the index of its block.
        """
        heading = Heading(text, (block,))
        if mark is None:
            self._plain(_Level(family, 1, heading, marked))
        else:
            self._place(mark, heading, marked)
        fits = len(self._levels) <= _DEEPEST
        del self._levels[_DEEPEST:]
        return fits

    def item(self, mark: Mark) -> None:
        """Count a numbered item of a list, which heads nothing."""
        depth = self._expecting(mark, 0)
        if depth is None:
            if mark.value == 1 and self._counts_again(mark):
                self._levels.append(_Level(mark.family, 1, None, 0, (), mark.family))
            return
        level = self._levels[depth]
        if level.heading is None or level.written in (mark.family, mark.other_family):
            self._place(mark, None, 0)

    def _counts_again(self, mark: Mark) -> bool:
        """Whether a list is counted as a heading over it is: one that is marked up, or has one without a number below."""
        same = [depth for depth, level in enumerate(self._levels) if level.family == mark.family]
        inner = self._levels[same[-1] :] if same else ()
        return any(level.heading and (level.marked or not level.written) for level in inner)

    def _plain(self, level: _Level) -> None:
        if level.family in (PART, MATTER) and not level.marked:
            of_book = [each.family in _UNITS or each.marked > 0 for each in self._levels]
            del self._levels[of_book.index(False) if False in of_book else len(of_book) :]
        elif level.marked:
            while self._levels and (self._levels[-1].marked >= level.marked or not self._levels[-1].marked):
                self._levels.pop()
        else:
            families = _GROUPED if level.family == GROUP else (level.family,)
            alike = [d for d, each in enumerate(self._levels) if each.family in families and not each.marked]
            first = alike[:1] if level.family == GROUP else alike[-1:]
            del self._levels[first[0] if first else len(self._levels) :]
            self._end_matter()
        self._levels.append(level)

    def _place(self, mark: Mark, heading: Heading | None, marked: int) -> None:
        mark = self._in_its_series(mark)
        family = _SAME_SERIES.get(mark.family, mark.family)
        value = mark.value
        depth = self._expecting(mark, marked, heading.blocks[0] if heading else 0)
        if depth is not None and not self._expects(self._levels[depth], family, mark.value) and mark.other:
            value = mark.other
        if depth is None and value == 1:
            depth = self._restart(family)
        elif depth is None:
            depth = self._behind(family, value, marked)
        del self._levels[len(self._levels) if depth is None else depth :]
        if depth is None and family in _OF_WHOLE:
            self._end_matter()
        level = _Level(family, value, heading, marked, mark.path, mark.family)
        self._levels.append(
            level if depth is not None or value == 1 or not mark.other else replace(level, value=mark.other)
        )

    def _end_matter(self) -> None:
        """An introduction ends where the parts begin that are counted, or another heading stands."""
        if self._levels and self._levels[-1].family == MATTER:
            self._levels.pop()

    def _in_its_series(self, mark: Mark) -> Mark:
        """The mark as the letter that it is where a level expects that letter, and none the Roman numeral."""
        if not mark.other_family:
            return mark
        numeral = replace(mark, other=0, other_family="")
        letter = replace(numeral, family=mark.other_family, value=mark.other)
        return (
            letter
            if self._expecting(numeral, 0) is None and self._expecting(letter, 0) is not None
            else numeral
        )

    def _expecting(self, mark: Mark, marked: int, block: int = 0) -> int | None:
        """The level that `mark`, at the block with that index, goes on from."""
        family = _SAME_SERIES.get(mark.family, mark.family)
        if mark.path:
            return self._dotted(mark)
        if family in _UNITS:
            return self._unit(family, block if mark.value == 1 else 0)
        found = [
            depth
            for depth, level in enumerate(self._levels)
            if self._expects(level, family, mark.value)
            or (mark.other and self._expects(level, family, mark.other))
        ]
        if not found:
            return None
        alike = [depth for depth in found if marked and self._levels[depth].marked == marked]
        return (alike or found)[-1]

    def _expects(self, level: _Level, family: str, value: int) -> bool:
        return level.family == family and not level.path and level.value + 1 == value

    def _dotted(self, mark: Mark) -> int | None:
        """1.2 belongs under 1, and beside 1.1."""
        for depth, level in enumerate(self._levels):
            if level.family == mark.family or (level.path and len(level.path) >= len(mark.path)):
                return depth
        return None

    def _unit(self, family: str, block: int) -> int | None:
        """第2節 stands beside 第1節 and closes whatever is smaller than a 節; the first may stand under a label."""
        rank = _UNITS.index(family)
        units = [depth for depth, level in enumerate(self._levels) if level.family in _UNITS]
        for depth in units:
            if _UNITS.index(self._levels[depth].family) >= rank:
                return depth
        below = units[-1] + 1 if units else 0
        if below == len(self._levels) - 1 and self._stands_right_above(block):
            return None
        return below if below < len(self._levels) else None

    def _stands_right_above(self, block: int) -> bool:
        """Whether the last heading is one without a number, right above a block, and so over it."""
        last = self._levels[-1]
        return last.family == "plain" and last.heading is not None and last.heading.blocks == (block - 1,)

    def _behind(self, family: str, value: int, marked: int) -> int | None:
        """The level that `value` can still belong to when headings before it were lost, or where it was given twice."""
        alike = [d for d, level in enumerate(self._levels) if level.family == family]
        lower = [d for d in alike if self._levels[d].value < value]
        same = [d for d in alike if self._levels[d].value == value]
        beside = [d for d in same if marked and self._levels[d].marked == marked]
        return next((depths[-1] for depths in (lower, beside, same) if depths), None)

    def _restart(self, family: str) -> int | None:
        """A series that starts over right under itself (items only) replaces it."""
        for depth, level in enumerate(self._levels):
            if level.family == family and not level.heading:
                return depth
        return None
