"""Does this line go on from that block? The one question on which all joining rests.

In wrapped text the measure decides: a full line goes on, a short one does not. In text that was not wrapped,
where columns and pages break sentences at any width, the evidence is weighed: how the one ends, how the other begins,
and whether the characters on both sides of the break are seen together elsewhere in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.blocks import Form
from fumikura.layout.attested import Attested
from fumikura.layout.draft import Draft
from fumikura.layout.profile import Profile
from fumikura.layout.shape import (
    Shape,
    Shaped,
    ends_as_item,
    ends_open,
    ends_sentence,
    is_label,
    is_opener,
    prose,
    starts_inside,
)

__all__ = ["Continuity"]

_NEVER = frozenset({Shape.HEADING, Shape.TABLE, Shape.RULE, Shape.POINTER})
_ISLANDS = frozenset(
    {Shape.FIGURE, Shape.NOTE, Shape.POINTER, Shape.LATIN, Shape.TABLE, Shape.PAGE, Shape.RULE}
)
_MARKED = frozenset({Shape.NUMBERED, Shape.BULLET, Shape.FIGURE, Shape.NOTE, Shape.DATE, Shape.PAGE})
_REACH = 24  # lines beside tables that may stand between the halves of a sentence
_ENOUGH = 4


class Continuity:
    """Weighs joins in one text."""

    def __init__(
        self, lines: Sequence[Shaped], setting: Profile, furniture: frozenset[int], attested: Attested
    ) -> None:
        self._lines = lines
        self._setting = setting
        self._furniture = furniture
        self._attested = attested
        self._note_numbers = frozenset[int]().union(*(line.references for line in lines))

    def goes_on(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` (at `index`) is the rest of `draft`."""
        if line.shape in _NEVER or draft.form is Form.HEADING:
            return False
        if self._setting.measures[draft.index] is not None:
            return self._goes_on_wrapped(draft, line, index)
        return self._goes_on_loose(draft, line, index)

    def full(self, index: int) -> bool:
        """Whether the line at `index` was broken for want of room."""
        following = self._next(index)
        return following is not None and self._setting.full(index, self._lines[index], self._lines[following])

    def runs_on(self, draft: Draft, line: Shaped) -> bool:
        """Whether `draft` was broken right before `line` for want of room, in the middle of a sentence."""
        return not draft.interrupted and not draft.whole and self._setting.full(draft.index, draft.last, line)

    def resumes(self, draft: Draft, index: int) -> bool:
        """Whether the sentence of `draft` is taken up again after `index`, with nothing but islands between."""
        if draft.form in (Form.HEADING, Form.CAPTION, Form.LABEL):
            return False
        if draft.whole and (self._setting.measures[draft.index] is None or draft.form is Form.FOOTNOTE):
            return False
        if self._setting.measures[draft.index] is None and not (ends_open(draft.text) or prose(draft.text)):
            return False
        if self._setting.measures[draft.index] is not None and not self._full(draft):
            return False
        passed = 0
        noted = self._lines[index].shape is Shape.NUMBERED
        for later in range(index + 1, len(self._lines)):
            line = self._lines[later]
            if later in self._furniture or line.shape in (Shape.TABLE, Shape.RULE):
                continue
            if (
                passed >= _REACH
                or line.shape is Shape.HEADING
                or (line.shape is Shape.BULLET and line.raw[0] in "-*+")
            ):
                return False
            if self._takes_up(draft, line, later):
                return True
            if line.shape is Shape.NUMBERED and not (noted or self._may_be_note(line)):
                return False
            if not (
                line.shape in _ISLANDS
                or line.shape is Shape.NUMBERED
                or is_label(line.text)
                or self._in_note(later)
            ):
                return False
            passed += 1
        return False

    def _may_be_note(self, line: Shaped) -> bool:
        return (
            line.mark is not None and line.mark.family == "arabic" and line.mark.value in self._note_numbers
        )

    def _takes_up(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` is the second half of the sentence that `draft` broke off in."""
        if line.shape in _NEVER or line.shape in _MARKED or line.shape is Shape.LATIN:
            return False
        if self._setting.measures[draft.index] is not None:
            return self._takes_up_wrapped(draft, line, index)
        return self._weight(draft, line, index, apart=True) >= _ENOUGH

    def _takes_up_wrapped(self, draft: Draft, line: Shaped, index: int) -> bool:
        if not self._full(draft) or self._begins_paragraph(draft, line) or self._in_note(index):
            return False
        if draft.whole:
            return line.shape not in _MARKED and self._same_paragraph(draft, line, index)
        return ends_sentence(line.text) or self.full(index) or starts_inside(line.text) >= 2

    def _goes_on_wrapped(self, draft: Draft, line: Shaped, index: int) -> bool:
        if draft.interrupted:
            return self._resumed_wrapped(draft, line, index)
        full = self._setting.full(draft.index, draft.last, line)
        if not full:
            return self._second_line_of_label(draft, line)
        if draft.whole:
            return line.shape not in _MARKED and self._same_paragraph(draft, line, index)
        if line.shape in _MARKED:
            return self._mark_by_chance(draft, line, index)
        if self._is_island(draft, line, index):
            return False
        set_apart = (
            self._setting.spaced and line.line.gap > self._setting.line_gap and index - draft.index == 1
        )
        if set_apart or (self._setting.indented and self._begins_paragraph(draft, line)):
            return self._seamless(draft, line)
        return True

    def _seamless(self, draft: Draft, line: Shaped) -> bool:
        """Whether the words themselves say that the sentence goes on, whatever the setting says."""
        if ends_open(draft.text) >= 2 or starts_inside(line.text) >= 2:
            return True
        return self._attested.junction(draft.text, line.text) >= 2

    def _resumed_wrapped(self, draft: Draft, line: Shaped, index: int) -> bool:
        if line.shape in _MARKED or not self._full(draft):
            return False
        if draft.whole:
            return self._same_paragraph(draft, line, index)
        return not self._begins_paragraph(draft, line) and not self._is_island(draft, line, index)

    def _full(self, draft: Draft) -> bool:
        following = min(draft.index + 1, len(self._lines) - 1)
        return self._setting.full(draft.index, draft.last, self._lines[following])

    def _same_paragraph(self, draft: Draft, line: Shaped, index: int) -> bool:
        """A sentence ended with a full line: does the paragraph go on? Judged by what marks paragraphs in this text."""
        setting = self._setting
        crossed_page = index - draft.index > 1
        if line.line.gap > setting.line_gap and not crossed_page:
            return False
        if setting.unmarked and not setting.brimful(draft.index, draft.last):
            return False
        if draft.form in (Form.FOOTNOTE, Form.CAPTION) and crossed_page:
            return False
        return not self._begins_paragraph(draft, line)

    def _begins_paragraph(self, draft: Draft, line: Shaped) -> bool:
        """Whether `line` is set in as first lines are, and not as the further lines of an item."""
        usual = draft.hanging if draft.hanging is not None else 0
        return (
            line.line.indent > usual
            and line.line.indent != draft.hanging
            and (self._setting.indented or line.line.indent >= 2)
            and (draft.form is not Form.BULLET and draft.form is not Form.NUMBERED)
        )

    def _mark_by_chance(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether what looks like the mark of an item merely fell to the start of a wrapped line."""
        if line.shape is Shape.NOTE:
            return False
        if line.shape in (Shape.DATE, Shape.PAGE):
            return True
        if line.shape is Shape.FIGURE:
            return self.full(index)
        if line.shape is Shape.BULLET:
            return (
                line.raw[0] in "・–—－‐−"
                and line.line.indent == draft.last.line.indent
                and draft.form is not Form.BULLET
            )
        mark = line.mark
        previous = draft.last.mark if draft.form is Form.NUMBERED else None
        if mark is None or (previous and previous.family == mark.family and mark.value == previous.value + 1):
            return mark is None
        if mark.family == "arabic":
            cut = draft.text[-1].isdigit() or line.text[0] in "0０"  # a number broken in two
            return cut or not self.resumes(draft, index)
        return True

    def _is_island(self, draft: Draft, line: Shaped, index: int) -> bool:
        """A short label between two full lines of one sentence is a caption, not the end of the sentence."""
        if ends_sentence(line.text) or not is_label(line.text) or starts_inside(line.text) >= 2:
            return False
        following = self._next(index)
        if following is None or self._setting.full(index, line, self._lines[following]):
            return False
        if not self.resumes(draft, index):
            return False
        after = self._lines[following]
        if line.line.gap > self._setting.line_gap or self._setting.indented or self._setting.spaced:
            return True
        return self._attested.junction(draft.text, line.text) <= self._attested.junction(
            draft.text, after.text
        )

    def _second_line_of_label(self, draft: Draft, line: Shaped) -> bool:
        """Captions and titles run on too: 会談に臨む大臣と|国防長官, 会談の様子|（2013年10月3日）."""
        if draft.form not in (Form.CAPTION, Form.LABEL) or draft.interrupted or line.line.gap:
            return False
        if line.shape is not Shape.TEXT or not is_label(line.text):
            return False
        return ends_open(draft.text) >= 2 or line.text[0] in "（(【［[〔"

    def _goes_on_loose(self, draft: Draft, line: Shaped, index: int) -> bool:
        if draft.last.shape is Shape.POINTER or (
            draft.last.shape is Shape.FIGURE and draft.form is not Form.CAPTION
        ):
            same_list = (
                line.shape in (Shape.TEXT, Shape.FIGURE) and line.line.gap == 0 and not draft.interrupted
            )
            return same_list and ends_open(draft.text) == 3
        if draft.whole or line.shape in _MARKED or line.shape is Shape.LATIN:
            return False
        if line.shape is Shape.FIELD and ends_open(draft.text) < 3:
            return False
        if (
            self._setting.lined
            and not line.line.gap
            and not draft.interrupted
            and starts_inside(line.text) < 3
        ):
            return False
        if draft.form is Form.CAPTION or (draft.form is Form.LABEL and line.line.gap == 0):
            return self._second_line_of_label(draft, line)
        if draft.form is Form.FOOTNOTE and draft.interrupted:
            return False
        return self._weight(draft, line, index, apart=draft.interrupted) >= _ENOUGH

    def _weight(self, draft: Draft, line: Shaped, index: int, *, apart: bool) -> int:
        """The evidence that `line` goes on from `draft` where lines were not wrapped; 4 is enough."""
        if draft.whole or (
            line.line.indent >= 2 and line.line.indent != draft.hanging and draft.form is not Form.BULLET
        ):
            return 0
        tail, head = ends_open(draft.text), starts_inside(line.text)
        junction = self._attested.junction(draft.text, line.text)
        if not tail and head < 2 and junction < 2 and (is_label(draft.text) or draft.form is Form.FOOTNOTE):
            return 0
        weight = min(tail + prose(draft.text), 4) + head + junction
        weight += 2 * (draft.form is Form.BULLET and not is_opener(line.text) and self._before_bullet(index))
        if ends_sentence(line.text) or "。" in line.text:
            weight += 2
        elif is_label(line.text) and head == 0:
            weight -= (3 if apart or line.line.gap >= 3 else 0) + (tail < 3)
        if not tail:
            weight -= 2 * is_opener(line.text) + 2 * ends_as_item(draft.text)
        return weight + (line.line.gap <= 1 and not apart)

    def _before_bullet(self, index: int) -> bool:
        following = self._next(index)
        return following is not None and self._lines[following].shape is Shape.BULLET

    def _in_note(self, index: int) -> bool:
        """Whether the line stands in a note that began above it and has not ended yet."""
        for before in range(index - 1, max(-1, index - 8), -1):
            line = self._lines[before]
            if before in self._furniture:
                continue
            if ends_sentence(line.text) or not self.full(before):
                return False
            if line.shape in (Shape.NOTE, Shape.NUMBERED):
                return True
        return False

    def _next(self, index: int) -> int | None:
        later = index + 1
        while later < len(self._lines) and later in self._furniture:
            later += 1
        return later if later < len(self._lines) else None
