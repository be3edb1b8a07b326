"""Which numbered lines are items of a list rather than headings, by the numbers and the room around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Form
from fumikura.labels import read_field_label
from fumikura.numbering import Mark
from fumikura.structure.beside import Beside
from fumikura.structure.heading_lines import CLOSING

_OF_SPEECH = re.compile(
    r"(?:議事|内容|審議|質疑|討[論議]|発言|意見)(?:[のお]?(?:内容|概要|要旨|要点|経過|応答))?$"
)
_ASIDE = (Form.FOOTNOTE, Form.FURNITURE)
_SHORTEST_TEXT = 30  # of what a first number under a first one may head


class NumberedLines:
    """The numbers that blocks begin with, and what stands beside these; those at `questions` are asked and answered."""

    def __init__(self, beside: Beside, marks: Sequence[Mark | None], questions: frozenset[int]) -> None:
        self._beside = beside
        self._blocks = beside.blocks
        self._marks = marks
        self._questions = questions

    def is_item(self, index: int) -> bool:
        """Whether a numbered line is an item of a list, and heads nothing."""
        return self._among_siblings(index) or self._ends_fields(index)

    def _among_siblings(self, index: int) -> bool:
        """Whether the next or the previous block is the next or the previous item of the same list."""
        block, mark, after = self._blocks[index], self._marks[index], self._beside.after(index)
        for neighbour, step in ((after, 1), (self._beside.before(index), -1)):
            if step < 0 and mark:
                neighbour = self._last_of_family(neighbour, mark.family)
            if neighbour is None or self._blocks[neighbour].form is not Form.NUMBERED:
                continue
            other = self._marks[neighbour]
            same = mark and other and other.family == mark.family
            if same and mark and block.text[: mark.length] == self._blocks[neighbour].text[: mark.length]:
                return not self._is_first_under_first(min(index, neighbour))
            brother = same and mark and other and other.value in (mark.value + step, mark.value)
            if brother and (step == 1 or not self._may_head_after_brother(index)):
                return True
        if after is None or CLOSING.match(self._blocks[after].text):
            return True
        return all(self._blocks[below].form in _ASIDE for below in range(after, len(self._blocks)))

    def _last_of_family(self, index: int | None, family: str) -> int | None:
        """Of the numbered lines that end at `index`, set close, the last of a family; `index` where there is none."""
        at = index
        while at is not None and at >= 0 and (mark := self._marks[at]) is not None:
            if mark.family == family:
                return at
            at = None if self._blocks[at].gap else at - 1
        return index

    def _is_first_under_first(self, index: int) -> bool:
        """Whether two that are both the first stand over a paragraph, the one under the other: 1 … above 1 …."""
        after = self._beside.after(index)
        below = self._beside.after(after) if after is not None else None
        first = (mark := self._marks[index]) is not None and mark.value == 1
        apart = after is not None and self._blocks[index].gap > 0 < self._blocks[after].gap
        return (
            first
            and apart
            and self._beside.is_told(below)
            and self._beside.heads_text(after or 0, _SHORTEST_TEXT)
        )

    def _may_head_after_brother(self, index: int) -> bool:
        """Whether what comes right after its brother heads the text below: not the last of a list that is set close."""
        after = self._beside.after(index)
        inner = self._marks[after] if after is not None else None
        if (
            after is None
            or after in self._questions
            or (self._blocks[after].form is Form.NUMBERED and not (inner and inner.value == 1))
        ):
            return False
        block, below = self._blocks[index], self._blocks[after]
        if below.form in _ASIDE:
            return False
        if after in self._beside.speech:
            return block.gap > 0 and _OF_SPEECH.search(block.text) is not None
        run = not block.gap or (index >= 2 and self._is_item_run(index))
        return not (below.gap > block.gap and run)

    def _ends_fields(self, index: int) -> bool:
        """Whether a number goes on a list right above it of which an item names a field: 1 日時 … 2 場所 …."""
        family = mark.family if (mark := self._marks[index]) else ""
        after = self._beside.after(index)
        if after is None or self._blocks[after].form in (Form.NUMBERED, Form.BULLET):
            return False
        for above in range(index - 1, -1, -1):
            other = self._marks[above]
            if other is None or other.family != family or self._blocks[above + 1].gap:
                return False
            if read_field_label(self._blocks[above].text[other.length :], bare=True, spaced=True):
                return True
        return False

    def _is_item_run(self, index: int) -> bool:
        marks = self._marks[index - 2 : index + 1]
        return all(mark is not None for mark in marks) and len({mark.family for mark in marks if mark}) == 1
