"""Does this line go on from that block? The one question on which all joining rests.

Two ways to answer it, one for text that was wrapped to a measure and one for text that was not; and what both need, a
look ahead: is the sentence taken up again further down, with nothing but islands between?
"""

from __future__ import annotations

import re
import weakref

from fumikura.blocks import Form
from fumikura.labels import read_field_label
from fumikura.layout.draft import Draft, is_hyphenated
from fumikura.layout.loose import Loose
from fumikura.layout.shape import Shape, Shaped, ends_open, is_clause, is_label, prose, starts_inside
from fumikura.layout.surroundings import MARKED, Surroundings, adds_to_entry, ends_in_katakana, names_work
from fumikura.layout.wrapped import Wrapped
from fumikura.page_matter import begins_with_time

_NEVER = frozenset({Shape.HEADING, Shape.TABLE, Shape.RULE, Shape.POINTER, Shape.APART, Shape.SPEAKER})
_ISLANDS = frozenset(
    {
        Shape.APART,
        Shape.FIGURE,
        Shape.NOTE,
        Shape.POINTER,
        Shape.LATIN,
        Shape.TABLE,
        Shape.PAGE,
        Shape.RULE,
        Shape.NUMBERED,
    }
)
_TEXTS = frozenset({Shape.TEXT, Shape.FIELD, Shape.LATIN})
_BELOW_HEADLINE = frozenset({Shape.DATE, Shape.APART})
_QUESTION = re.compile(r"(?:設?問|質問)[ \u3000]?[0-9０-９]{1,3}[.．、:：）) \u3000]")  # of a questionnaire
_INSIDE = 2  # how surely a line begins in the middle of a sentence that goes on from anything
_WIDE_LATIN = 64  # columns of a line in Latin letters that was broken for want of room
_RIGHT = 12  # columns by which a line that is set to the right is set in more than another
_FAR_RIGHT = 24  # columns that no paragraph is set in by
_OPEN = 2  # how surely a line goes on that ends so
_MAIL_HEADER = re.compile(
    r"(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Message-ID|X-[A-Za-z-]{2,20}): ", re.IGNORECASE
)
_CLOSING_TAGS = tuple(
    f"</{tag}>" for tag in "p div li dd dt td th blockquote section fieldset legend".split()
)
_REACH = 24  # lines beside tables that may stand between the halves of a sentence


class Continuity:
    """Judges joins in one text."""

    def __init__(self, text: Surroundings) -> None:
        self._text = text
        # Weakly: a cycle would keep the text, and all that is known of it, until Python looks for cycles.
        this = weakref.proxy(self)

        def resumes(draft: Draft, index: int) -> bool:
            found: bool = this.resumes(draft, index)
            return found

        self._resumed: dict[
            tuple[int, int, int], bool
        ] = {}  # asked again of the same line, by who sets its form
        self._wrapped = Wrapped(text, resumes)
        self._loose = Loose(text, resumes)

    def goes_on(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` (at `index`) is the rest of `draft`."""
        if line.shape in _NEVER or draft.form is Form.HEADING or draft.last.shape is Shape.APART:
            return False
        if _QUESTION.match(line.text) or _is_closed(draft):
            return False
        if draft.awaits_text:
            return line.shape in _TEXTS and draft.last.shape is not Shape.SPEAKER
        if draft.index in self._text.clauses or line.text == draft.text:
            return False
        if self._is_head_alone(draft) and starts_inside(line.text) < _INSIDE:
            return False
        if self._changes_language(draft, line) or self._is_of_another_label(draft, line):
            return False
        if self._stands_right(draft, line) or self._is_mail_header(draft, line):
            return False
        if index in self._text.begins_entry or {draft.index, index} <= self._text.verses:
            return False
        if index == draft.index + 1 and self._goes_on_right_below(index):
            return True
        if line.shape in MARKED and ends_in_katakana(draft.last.text):
            return False
        if self._hangs_below(draft, line, index):
            return True
        if self._text.is_inside_entry(draft, index) or self._text.is_inside_paragraph(draft, line, index):
            return True
        hyphenated = is_hyphenated(draft.text, line.text) and index == draft.index + 1
        below = index == draft.index + 1 and not (line.line.gap or draft.whole)
        stop = below and line.text[0] in "、。，．"
        if hyphenated or stop or self._goes_on_in_latin(draft, line):
            return True
        return self._judge(draft).goes_on(draft, line, index)

    def _goes_on_right_below(self, index: int) -> bool:
        """Whether the line at `index` goes on from the one right above it, in a list of works or in old documents."""
        return index in self._text.goes_on_in_entry or index in self._text.goes_on_in_katakana

    def _is_head_alone(self, draft: Draft) -> bool:
        """Whether there is a day, or the number of an article, and nothing else: below it its text is a paragraph."""
        if draft.index != draft.begun:
            return False
        mark = draft.last.mark
        article = mark is not None and mark.family == "unit-条" and mark.length >= len(draft.text)
        return article or draft.last.shape is Shape.DATE

    def _hangs_below(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` is the further line of an entry that hangs, right below it."""
        if line.line.indent < draft.indent + 2 or index != draft.index + 1 or line.line.gap:
            return False
        if index in self._text.hanging:
            return line.shape in _TEXTS and (not draft.whole or adds_to_entry(draft.text, line.text))
        if self._text.lines[draft.begun].shape is Shape.SPEAKER:
            return line.shape in _TEXTS and not draft.whole
        titled = draft.form in (Form.TEXT, Form.LABEL) and names_work(draft.text)
        unmarked = line.shape is not Shape.NUMBERED or draft.text.endswith(("、", ","))
        ended = draft.whole or draft.text.endswith(("」", "』"))
        return titled and unmarked and not ended and adds_to_entry(draft.text, line.text)

    def _stands_right(self, draft: Draft, line: Shaped) -> bool:
        """Whether one of two lines is a name or a day at the right, as who signs or sends, or each of both is."""
        if draft.index != draft.begun:
            return False
        if min(draft.indent, line.line.indent) >= _FAR_RIGHT and ends_open(draft.text) < _OPEN:
            return is_label(draft.text) and is_label(line.text)
        apart = line.line.indent - draft.indent
        right = line if apart > 0 else draft.last
        return abs(apart) >= _RIGHT and is_label(right.text) and not is_clause(right.text)

    def _is_mail_header(self, draft: Draft, line: Shaped) -> bool:
        """Whether a header of a mail ends: what goes on from one is set in (RFC 5322, 2.2.3)."""
        return not line.line.indent and _MAIL_HEADER.match(draft.text) is not None

    def _is_of_another_label(self, draft: Draft, line: Shaped) -> bool:
        """Whether `line` is a label of the document, or stands apart below one, which no measure can tell."""
        beside = line.line.gap and self._text.lines[draft.begun].shape is Shape.FIELD
        if (
            line.shape is Shape.FIELD
            and ends_open(draft.text) < 3
            and (beside or read_field_label(line.text))
        ):
            return True
        return bool(line.line.gap) and draft.last.shape is Shape.FIELD and bool(read_field_label(draft.text))

    def _changes_language(self, draft: Draft, line: Shaped) -> bool:
        """Whether a paragraph in Latin letters ends and Japanese begins."""
        return draft.in_latin and not line.text.isascii() and draft.text.isascii()

    def _goes_on_in_latin(self, draft: Draft, line: Shaped) -> bool:
        """Whether an English sentence goes on right below: in small letters, or after a line that had no room."""
        latin = draft.in_latin and (line.shape is Shape.LATIN or line.text.isascii())
        return (
            not line.line.gap
            and not draft.interrupted
            and latin
            and (line.text[:1].islower() or draft.last.line.width >= _WIDE_LATIN)
            and draft.text[-1:] not in ".:;!?"
        )

    def full(self, index: int) -> bool:
        """Whether the line at `index` was broken for want of room."""
        return self._text.full(index)

    def wrapped(self, index: int) -> bool:
        """Whether lines were wrapped there."""
        return self._text.wrapped(index)

    def runs_on(self, draft: Draft, line: Shaped) -> bool:
        """Whether `draft` was broken right before `line` for want of room, in the middle of a sentence."""
        full = self._text.setting.full(draft.index, draft.last, line)
        return not draft.interrupted and not draft.whole and full

    def resumes(self, draft: Draft, index: int) -> bool:
        """Whether the sentence of `draft` is taken up again after `index`, with nothing but islands between."""
        asked = draft.order, draft.index, index
        if asked not in self._resumed:
            self._resumed[asked] = self._is_taken_up_after(index, draft)
        return self._resumed[asked]

    def _is_taken_up_after(self, index: int, draft: Draft) -> bool:
        if not self._can_wait(draft) or self._ends_waiting(self._text.lines[index]):
            return False
        lines, passed = self._text.lines, 0
        noted = lines[index].shape is Shape.NUMBERED
        for later in range(index + 1, len(lines)):
            line = lines[later]
            if later in self._text.furniture or line.shape in (Shape.TABLE, Shape.RULE):
                continue
            if passed >= _REACH or self._ends_waiting(line):
                return False
            if self._takes_up(draft, line, later):
                return True
            if line.shape is Shape.NUMBERED and not (noted or self._text.may_be_note(line)):
                return False
            if not (line.shape in _ISLANDS or is_label(line.text) or self._text.in_note(later)):
                return False
            passed += 1
        return False

    def _judge(self, draft: Draft) -> Wrapped | Loose:
        return self._wrapped if self._text.wrapped(draft.index) else self._loose

    def _can_wait(self, draft: Draft) -> bool:
        """Whether `draft` is such that the rest of it may come later."""
        if draft.form in (Form.HEADING, Form.CAPTION, Form.FURNITURE) or draft.index in self._text.clauses:
            return False
        if _is_closed(draft):
            return False
        if draft.index in self._text.hanging and draft.text.rstrip("）)〕]］").endswith(("．", ".")):
            return False  # an entry that ended
        if self._text.wrapped(draft.index):
            return not (draft.whole and draft.form is Form.FOOTNOTE) and self._text.full_draft(draft)
        lined = self._text.setting.lined and ends_open(draft.text) < 3
        if draft.whole or lined or self._loose.is_picture(draft) or draft.index in self._text.verses:
            return False
        return bool(ends_open(draft.text) or prose(draft.text) or is_clause(draft.text))

    def _ends_waiting(self, line: Shaped) -> bool:
        dated = (line.shape is Shape.DATE and line.line.gap > 0) or begins_with_time(line.text)
        return (
            dated
            or line.shape in (Shape.HEADING, Shape.SPEAKER)
            or (line.shape is Shape.BULLET and line.raw[0] in "-*+")
        )

    def _takes_up(self, draft: Draft, line: Shaped, index: int) -> bool:
        if (
            line.shape in _NEVER
            or line.shape in MARKED
            or line.shape is Shape.LATIN
            or index in self._text.begins_entry
            or _QUESTION.match(line.text)
        ):
            return False
        if (
            self._stands_right(draft, line)
            or self._is_mail_header(draft, line)
            or self._is_above(draft, index)
        ):
            return False
        return self._judge(draft).takes_up(draft, line, index)

    def _is_above(self, draft: Draft, index: int) -> bool:
        """Whether a day or lines of the page part a line above the first sentence from it, as they part a headline."""
        if draft.begun != draft.index or not draft.index < self._text.first_sentence <= index:
            return False
        return any(line.shape in _BELOW_HEADLINE for line in self._text.lines[draft.index + 1 : index])


def _is_closed(draft: Draft) -> bool:
    """Whether a tag at the end of the last line closes a paragraph or an item, as in Markdown with HTML in it."""
    return draft.last.raw[-1:] == ">" and draft.last.raw.lower().endswith(_CLOSING_TAGS)
