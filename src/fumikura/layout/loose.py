"""Continuity where lines were not wrapped: columns and pages break sentences at any width, and evidence is weighed.

How the one part ends, how the other begins, what stands between them, and whether the characters on both sides of
the break are seen together elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fumikura.blocks import Form
from fumikura.layout.draft import Draft
from fumikura.layout.labels import second_line_of_label
from fumikura.layout.shape import (
    Shape,
    Shaped,
    awaits_predicate,
    closes_bracket,
    closes_bracket_of,
    ends_as_item,
    ends_open,
    ends_sentence,
    is_clause,
    is_label,
    is_opener,
    is_utterance,
    prose,
    same_script,
    starts_inside,
)
from fumikura.layout.surroundings import MARKED, Surroundings
from fumikura.page_matter import is_site_word

_ENOUGH = 4
_CLAUSE_ENDS = re.compile(r"[ぁ-ゖ][、，]")
_SHORT = 12  # code points; no line was broken for want of room before
_ROOM = 1.5  # times the width of a line, how wide the next is that shows that there was room for more
_MUCH_ROOM = 2  # for one that ends as half a sentence does, or as a headline
_LONGEST_HEADLINE = 50  # code points
_PICTURE = 3  # empty lines that a picture leaves


def _may_be_headline(text: str) -> bool:
    """Whether a text has neither the end of a sentence in it nor a clause that a comma ends (…は、 …ため、)."""
    return "。" not in text and _CLAUSE_ENDS.search(text) is None


class Loose:
    """Weighs joins in text that was not wrapped; `resumes` as for `Wrapped`."""

    def __init__(self, text: Surroundings, resumes: Callable[[Draft, int], bool]) -> None:
        self._text = text
        self._resumes = resumes

    def takes_up(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` is the second half of the sentence that `draft` broke off in, further up."""
        below = draft.index + 1
        if draft.text[-1] in "」』" and line.text[0] in "「『":
            return False
        if self._stands_between(draft, line) or self._is_headline(draft, self._text.lines[below], below):
            return False
        if self._are_headlines(draft, line, index):
            return False
        if self._had_room(draft, line):
            return False
        return self._weight(draft, line, index, apart=True) >= _ENOUGH

    def goes_on(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` (at `index`) is the rest of `draft`."""
        if draft.last.shape is Shape.POINTER or (
            draft.last.shape is Shape.FIGURE and draft.form is not Form.CAPTION
        ):
            same_list = (
                line.shape in (Shape.TEXT, Shape.FIGURE) and line.line.gap == 0 and not draft.interrupted
            )
            return same_list and ends_open(draft.text) == 3
        answered = draft.text[-1] in "」』" and line.text[0] in "「『"
        if draft.whole or answered or line.shape is Shape.LATIN or is_site_word(line.text):
            return False
        if line.shape in MARKED and not self._lone_mark(draft, line, index):
            return False
        if line.shape is Shape.FIELD and ends_open(draft.text) < 3:
            return False
        if draft.last.shape is Shape.FIELD and self._is_below_fields(draft, line):
            return False
        if (
            self._text.setting.lined
            and not line.line.gap
            and not draft.interrupted
            and starts_inside(line.text) < 3
        ):
            return False
        near = not (line.line.gap or draft.interrupted) and line.shape is Shape.TEXT
        if near and index == draft.index + 1 and _closes_quotation(draft, line):
            return True
        hangs = line.line.indent >= draft.indent + 2 and len(draft.text) > _SHORT and is_label(line.text)
        if draft.form is Form.BULLET and near and hangs and draft.index == draft.begun:
            return True
        if draft.form is Form.LABEL and near and closes_bracket_of(draft.text, line.text):
            return True
        if (
            draft.form is Form.CAPTION
            or self.is_picture(draft)
            or (draft.form is Form.LABEL and line.line.gap == 0)
        ):
            return second_line_of_label(draft, line)
        if draft.form is Form.FOOTNOTE and draft.interrupted:
            return False
        if self._is_headline(draft, line, index) or self._are_headlines(draft, line, index):
            return False
        if self._stands_between(draft, line) or self._begins_set_in(draft, line) or _leaves_item(draft, line):
            return False
        if not draft.interrupted and self._had_room(draft, line):
            return False
        return self._weight(draft, line, index, apart=draft.interrupted) >= _ENOUGH

    def _is_below_fields(self, draft: Draft, line: Shaped) -> bool:
        """Whether `line` stands below several fields of a line each, as names and their values, and goes on from none."""
        above = self._text.lines[draft.index - 1] if draft.index else None
        fields = above is not None and above.shape is Shape.FIELD and above.line.indent == draft.indent
        whole = ends_open(draft.text) < 2 and starts_inside(line.text) < 2
        return fields and whole and line.line.indent == draft.indent

    def _had_room(self, draft: Draft, line: Shaped) -> bool:
        """Whether `draft` is there again, or the next line shows that it had room, and neither is half a sentence."""
        if draft.text in self._text.again:
            return True
        tail = ends_open(draft.text)
        if tail == 3 or not _may_be_headline(draft.text) or starts_inside(line.text) >= 2:
            return False
        return line.line.width > (_MUCH_ROOM if tail else _ROOM) * draft.last.line.width

    def _stands_between(self, draft: Draft, line: Shaped) -> bool:
        """Whether `draft` is a short line between empty ones, or `line` is, in a text whose sentences are whole."""
        if not (self._text.mostly_intact and line.line.gap):
            return False
        tail, head = ends_open(draft.text), starts_inside(line.text)
        if self._text.intact:
            return tail < 3 and head < 3
        return not tail and head < 2 and _may_be_headline(draft.text)

    def _is_headline(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `draft` is a line above a longer paragraph, the first of the text or one that is set in."""
        set_in = line.line.indent > draft.indent and draft.index == draft.begun
        first = draft.index == draft.begun and draft.index + 1 == index == self._text.first_sentence
        if not (set_in or first) or "。" not in line.text:
            return False
        tail, head = ends_open(draft.text), starts_inside(line.text)
        times = 1 if set_in and len(draft.text) <= _SHORT else 3 if tail or head >= 2 else _ROOM
        open_ended = tail == 3 or head == 3
        return not open_ended and len(line.text) > times * len(draft.text)

    def _are_headlines(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether two lines are headlines one below the other, as links to other pages are: no sentence ends below."""
        if (
            draft.begun != draft.index
            or draft.form not in (Form.TEXT, Form.LABEL)
            or ends_sentence(line.text)
        ):
            return False
        if "。" in draft.text or "。" in line.text or ends_open(draft.text) == 3:
            return False
        if starts_inside(line.text) >= 2 or len(line.text) > _LONGEST_HEADLINE:
            return False
        below = self._text.next(index)
        following = self._text.lines[below].text if below is not None else ""
        ended = ends_open(line.text) > 0 and "。" in following
        return not following or is_site_word(following) or not (ended or starts_inside(following) >= 2)

    def _begins_set_in(self, draft: Draft, line: Shaped) -> bool:
        """Whether `line` is set in, in a text whose paragraphs all are."""
        if not (self._text.set_in and line.line.indent) or line.line.indent == draft.hanging:
            return False
        if draft.may_go_on_at(line.line.indent):
            return False
        return draft.form in (Form.TEXT, Form.LABEL) and starts_inside(line.text) < 3

    def _weight(self, draft: Draft, line: Shaped, index: int, *, apart: bool) -> int:
        """The evidence that `line` goes on from `draft` where lines were not wrapped; 4 is enough."""
        if draft.whole or (
            line.line.indent >= 2
            and line.line.indent != draft.hanging
            and not draft.may_go_on_at(line.line.indent)
            and draft.form is not Form.BULLET
            and not (draft.form in (Form.NUMBERED, Form.FOOTNOTE) and draft.hanging is None)
        ):
            return 0
        tail, head = ends_open(draft.text), starts_inside(line.text)
        junction = self._text.attested.junction(draft.text, line.text)
        junction += 2 * same_script(draft.text, line.text)
        if not tail and head < 2 and junction < 2:
            clause = (
                self._text.stops
                and is_clause(draft.text)
                and draft.gap < _PICTURE
                and draft.form is not Form.NUMBERED
            )
            if draft.form is Form.FOOTNOTE or (is_label(draft.text) and not clause):
                return 0
        sentence = max(prose(draft.text), 2 * ("。" in draft.text))
        weight = min(tail + sentence + (self._text.stops and is_clause(draft.text)), 4) + head + junction
        weight += 2 * (draft.form is Form.BULLET and not is_opener(line.text) and self._before_bullet(index))
        if ends_sentence(line.text) or "。" in line.text:
            weight += 2
        elif is_label(line.text) and head == 0:
            told = awaits_predicate(line.text) or is_utterance(line.text)
            if not (apart or told) and self._resumes(draft, index):
                return 0
            weight -= (3 if apart or line.line.gap >= 3 else 0) + (tail < 3) + (not tail and junction < 2)
        if not tail:
            weight -= 2 * is_opener(line.text) + 2 * ends_as_item(draft.text)
        if not apart and not line.line.gap and tail >= 2 and not is_label(draft.text):
            weight += 2
        return weight + (line.line.gap <= 1 and not apart)

    def is_picture(self, draft: Draft) -> bool:
        """Whether `draft` is a label where a picture was, in text that was not wrapped."""
        return (
            draft.form is Form.LABEL
            and draft.gap >= _PICTURE
            and self._text.setting.measures[draft.index] is None
        )

    def _lone_mark(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether what looks like the mark of an item has no brother near it, and fell to the start by chance."""
        if line.shape is Shape.BULLET:
            if line.raw[0] not in "・–—－‐−" or (line.line.gap and is_label(draft.text)):
                return False
            near = self._text.lines[max(0, index - 6) : index] + self._text.lines[index + 1 : index + 7]
            return not any(other.shape is Shape.BULLET and other.raw[0] == line.raw[0] for other in near)
        mark = line.mark
        if line.shape is not Shape.NUMBERED or mark is None:
            return False
        if closes_bracket_of(draft.text, line.text):
            return True
        if mark.certain:
            return False
        near = self._text.lines[max(0, index - 8) : index] + self._text.lines[index + 1 : index + 9]
        return not any(other.mark and other.mark.family == mark.family for other in near)

    def _before_bullet(self, index: int) -> bool:
        following = self._text.next(index)
        return following is not None and self._text.lines[following].shape is Shape.BULLET


def _closes_quotation(draft: Draft, line: Shaped) -> bool:
    """Whether `line` ends a quotation that is all of `draft`, set in like it."""
    begun = draft.text[:1] in ("「", "『") and is_utterance(draft.text) and len(draft.text) > _SHORT
    return begun and line.line.indent == draft.indent and closes_bracket(line.text)


def _leaves_item(draft: Draft, line: Shaped) -> bool:
    """Whether `line` is set in less than the short item above it, which is no half sentence."""
    begun = draft.text[draft.last.mark.length :] if draft.last.mark else draft.text
    item = draft.form in (Form.NUMBERED, Form.BULLET) and draft.index == draft.begun and is_label(begun)
    whole = ends_open(draft.text) < 2 and starts_inside(line.text) < 2
    return item and line.line.indent < draft.indent and whole
