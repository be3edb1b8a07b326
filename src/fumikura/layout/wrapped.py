"""Continuity where lines were wrapped: the measure decides, since a full line goes on and a short one was ended.

What is left to judge: a sentence that ends with a full line (does the paragraph?), a mark that fell to the start of a
line by chance, and a short line inside a sentence (a caption, or its end?).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fumikura.blocks import Form
from fumikura.layout.attested import cohere
from fumikura.layout.draft import Draft
from fumikura.layout.labels import second_line_of_label
from fumikura.layout.shape import (
    Shape,
    Shaped,
    awaits_predicate,
    closes_bracket,
    closes_bracket_of,
    ends_open,
    ends_sentence,
    is_dated,
    is_label,
    is_opener,
    is_utterance,
    starts_inside,
)
from fumikura.layout.surroundings import MARKED, Surroundings

_GOES_ON_AFTER_MARK = re.compile(
    r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|※\s?[0-9０-９]*|[*＊]+[0-9０-９]*)[はがをにのとでもへや、。）」]"
)
# 堤の工事を再開へ　来春の完成めざす
_TWO_PARTS = re.compile(r"[^。]{6,}[^。！？!?\s][ \u3000]*\u3000[^。]{4,}$")

_ALMOST = 0.9  # of the width of a column, that no caption has by chance


class Wrapped:
    """Judges joins in wrapped text; `resumes` says whether the sentence of a draft is taken up again later."""

    def __init__(self, text: Surroundings, resumes: Callable[[Draft, int], bool]) -> None:
        self._text = text
        self._resumes = resumes

    def goes_on(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` (at `index`) is the rest of `draft`."""
        if draft.interrupted:
            return self._resumed(draft, line, index)
        if self._begins_entry(draft, line):
            return False
        if self._is_headline(draft, line):
            return False
        full = self._text.setting.full(draft.index, draft.last, line)
        if not full:
            return (
                second_line_of_label(draft, line)
                or self._marked_as_same(draft, line, index)
                or self._left_open(draft, line)
            )
        if draft.whole:
            return line.shape not in MARKED and self._same_paragraph(draft, line, index)
        if line.shape in MARKED:
            return self._mark_by_chance(draft, line, index)
        if self._leaves_list(draft, line):
            return False
        if self._is_island(draft, line, index) or self._heads_paragraph(draft):
            return False
        gap = line.line.gap > self._text.setting.line_gap
        set_apart = gap and not self._text.crossed_page(draft, line, index)
        if set_apart and self._is_clause(draft):
            return False
        if set_apart or (self._text.setting.indented and self._begins_paragraph(draft, line)):
            return self._seamless(draft, line)
        return True

    def takes_up(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` is the second half of the sentence that `draft` broke off in."""
        if (
            not self._text.full_draft(draft)
            or self._begins_paragraph(draft, line)
            or self._leaves_list(draft, line)
            or self._text.in_note(index)
            or self._is_headline(draft, self._text.lines[draft.index + 1])
            or self._is_clause(draft)
        ):
            return False
        if draft.whole:
            return line.shape not in MARKED and self._same_paragraph(draft, line, index)
        return self._reads_on(line, index)

    def _resumed(self, draft: Draft, line: Shaped, index: int) -> bool:
        if line.shape in MARKED or not self._text.full_draft(draft) or self._leaves_list(draft, line):
            return False
        if draft.whole:
            return self._same_paragraph(draft, line, index)
        if (
            not self._reads_on(line, index)
            or self._begins_paragraph(draft, line)
            or self._heads_paragraph(draft)
        ):
            return False
        return not self._is_island(draft, line, index)

    def _is_clause(self, draft: Draft) -> bool:
        """Whether a paragraph ends in a comma, on a line that is not full, above an empty one: a clause of a preamble."""
        if draft.text[-1:] not in ("、", "，") or self._text.setting.filled(draft.index, draft.last):
            return False
        below = self._text.next(draft.index)
        return below is not None and self._text.lines[below].line.gap > self._text.setting.line_gap

    def _reads_on(self, line: Shaped, index: int) -> bool:
        """Whether a line is of a sentence rather than a label: it ends one, was broken itself, or begins inside."""
        return ends_sentence(line.text) or self._text.full(index) or starts_inside(line.text) >= 2

    def _is_headline(self, draft: Draft, line: Shaped) -> bool:
        """Whether `draft` is a line above the first sentence of a text, set otherwise than the lines of a paragraph.

        It is wider than these are, has white space inside as headlines have, or what follows is set in or apart.
        """
        if draft.begun != draft.index or draft.index >= self._text.first_sentence or line.shape in MARKED:
            return False
        if ends_open(draft.text) == 3 or starts_inside(line.text) >= 2 or draft.form is not Form.TEXT:
            return False
        setting = self._text.setting
        apart = line.line.gap > setting.line_gap
        set_in = setting.indented and line.line.indent > draft.indent
        return (
            apart or set_in or setting.too_wide(draft.index, draft.last) or bool(_TWO_PARTS.match(draft.text))
        )

    def _left_open(self, draft: Draft, line: Shaped) -> bool:
        """Whether a line that is not full ends in a comma or an opening bracket all the same."""
        if line.shape in MARKED or line.line.indent or line.line.gap > self._text.setting.line_gap:
            return False
        if self._text.setting.trailed and draft.last.line.trailing:
            return False
        return draft.text[-1] in "（(「『" or (
            draft.text[-1] in "、，" and self._text.setting.nearly_full(draft.index, draft.last)
        )

    def _seamless(self, draft: Draft, line: Shaped) -> bool:
        """Whether the words themselves say that the sentence goes on, whatever the setting says."""
        if ends_open(draft.text) >= 2 or starts_inside(line.text) >= 2:
            return True
        return self._text.attested.junction(draft.text, line.text) >= 2

    def _same_paragraph(self, draft: Draft, line: Shaped, index: int) -> bool:
        """A sentence ended with a full line: does the paragraph go on? Judged by what marks paragraphs in this text."""
        setting = self._text.setting
        crossed = self._text.crossed_page(draft, line, index)
        if line.line.gap > setting.line_gap and not crossed:
            return False
        if {draft.index, index} <= setting.quoted and line.line.indent == draft.last.line.indent:
            return not is_utterance(line.text)
        if setting.unmarked and not self._hangs_together(draft, line, index):
            return False
        if draft.form in (Form.FOOTNOTE, Form.CAPTION) and crossed:
            return False
        if self._leaves_list(draft, line) or is_utterance(line.text):
            return False
        return not is_utterance(draft.text) and not self._begins_paragraph(draft, line)

    def _hangs_together(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether nothing speaks for a new paragraph where nothing but a short last line would mark its end."""
        if not self._text.setting.brimful(draft.index, draft.last):
            return False
        following = self._text.next(index)
        ahead = line.text + (
            self._text.lines[following].text if following is not None and self._text.full(index) else ""
        )
        return is_opener(line.text) or cohere(draft.text, ahead)

    def _marked_as_same(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` lacks the mark that every paragraph of this text begins with, after a line nearly full."""
        setting = self._text.setting
        if draft.form is not Form.TEXT or line.shape is not Shape.TEXT or is_utterance(line.text):
            return False
        if not draft.whole or is_utterance(draft.text) or not setting.nearly_full(draft.index, draft.last):
            return False
        if line.line.gap > setting.line_gap or (is_label(line.text) and not self._text.full(index)):
            return False
        return setting.indented and line.line.indent == 0 and draft.indent > 0

    def _begins_entry(self, draft: Draft, line: Shaped) -> bool:
        """Whether a whole entry whose further lines are set in ends, and the next begins at the margin."""
        set_in = draft.hanging is not None and draft.hanging > draft.indent + 1
        return draft.form is Form.TEXT and draft.whole and set_in and line.line.indent <= draft.indent

    def _leaves_list(self, draft: Draft, line: Shaped) -> bool:
        """Whether `line` is set in less than the further lines of an item are, when its sentence is whole."""
        if draft.form not in (Form.BULLET, Form.NUMBERED):
            return False
        if draft.hanging is None:
            return line.line.indent <= draft.indent and self._hung_above(draft)
        return draft.whole and line.line.indent < draft.hanging

    def _hung_above(self, draft: Draft) -> bool:
        """Whether the item before that of `draft` has its second line set in farther than its first."""
        if draft.begun < 2 or self._text.lines[draft.begun - 1].shape in MARKED:
            return False
        item, further = self._text.lines[draft.begun - 2 : draft.begun]
        alike = item.text[:1] == draft.text[:1] or item.shape is Shape.NUMBERED
        return item.shape in MARKED and alike and item.line.indent == draft.indent < further.line.indent

    def _begins_paragraph(self, draft: Draft, line: Shaped) -> bool:
        """Whether `line` is set in as first lines are, and not as the further lines of an item."""
        usual = draft.hanging or 0
        if draft.may_go_on_at(line.line.indent):
            return False
        return (
            line.line.indent > usual
            and line.line.indent != draft.hanging
            and (self._text.setting.indented or line.line.indent >= 2)
            and (draft.form is not Form.BULLET and draft.form is not Form.NUMBERED)
        )

    def _heads_paragraph(self, draft: Draft) -> bool:
        """Whether a heading with a number fills its line: what is below is set in as a first line, its next line less."""
        below = self._text.next(draft.index)
        after = self._text.next(below) if below is not None else None
        if draft.form is not Form.NUMBERED or draft.begun != draft.index or below is None or after is None:
            return False
        first, second = self._text.lines[below], self._text.lines[after]
        set_in = first.line.indent > max(draft.indent, second.line.indent)
        if second.line.gap or ends_sentence(first.text) or starts_inside(first.text) >= 2:
            return False
        return set_in and second.shape not in MARKED and self._text.full(below)

    def _mark_by_chance(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether what looks like the mark of an item merely fell to the start of a wrapped line."""
        if line.shape is Shape.NOTE:
            return self._is_reference(draft, line)
        if line.shape in (Shape.DATE, Shape.PAGE):
            return True
        if line.shape is Shape.FIGURE:
            return self._text.setting.filled(index, line)
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
        if closes_bracket_of(draft.text, line.text):
            return True
        apart = line.line.gap > self._text.setting.line_gap and not self._text.crossed_page(
            draft, line, index
        )
        if apart or self._text.has_successor(index):
            return False
        if mark.family == "arabic":
            cut = draft.text[-1].isdigit() or line.text[0] in "0０"  # a number broken in two
            return cut or not self._resumes(draft, index)
        noted = mark.family in ("paren", "half-paren") and mark.value in self._text.note_numbers
        return not (noted and self._resumes(draft, index))

    def _is_reference(self, draft: Draft, line: Shaped) -> bool:
        """Whether the mark of a note at the start of a line is one that the sentence refers with: …措置|³や…"""
        if closes_bracket_of(draft.text, line.text):
            return True
        return _GOES_ON_AFTER_MARK.match(line.text) is not None

    def _is_island(self, draft: Draft, line: Shaped, index: int) -> bool:
        """A short label between two full lines of one sentence is a caption, not the end of the sentence."""
        if ends_sentence(line.text) or not is_label(line.text) or starts_inside(line.text) >= 2:
            return False
        if closes_bracket(line.text) or line.text[-1] in "」』" or awaits_predicate(line.text):
            return False
        following = self._text.next(index)
        if following is None or self._text.setting.filled(index, line, _ALMOST):
            return False
        if not self._resumes(draft, index):
            return False
        after = self._text.lines[following]
        set_apart = (
            line.line.gap > self._text.setting.line_gap or after.line.gap > self._text.setting.line_gap
        )
        if set_apart or is_dated(line.text) or self._text.crossed_page(draft, line, index):
            return True
        with_label = self._text.attested.junction(draft.text, line.text)
        without = self._text.attested.junction(draft.text, after.text)
        if self._text.setting.indented or self._text.setting.spaced:
            return with_label <= without
        return with_label < without
