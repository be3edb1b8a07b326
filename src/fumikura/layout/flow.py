"""Lines to blocks: sentences that lines, columns, pages, captions, notes or tables broke apart are made whole.

One pass with a stack. The block at the top takes the next line if it continues it; a block under it waits for
the rest of its sentence while captions and notes that fell into it are set aside as blocks of their own. A line
that could be such an island is taken for one only where the sentence is seen to go on after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.layout.attested import Attested
from fumikura.layout.columns import with_columns_apart
from fumikura.layout.continuity import Continuity
from fumikura.layout.draft import Draft
from fumikura.layout.drawn_tables import with_drawings_read
from fumikura.layout.front_matter import front_matter, length_of_front_matter
from fumikura.layout.furniture import furniture
from fumikura.layout.lines import split_lines
from fumikura.layout.margins import without_margins
from fumikura.layout.markdown import with_definitions_joined, without_quote_signs
from fumikura.layout.neighbours import shaped_by_neighbours, with_vertical_lines_joined
from fumikura.layout.profile import profile
from fumikura.layout.readings import spells_abbreviation
from fumikura.layout.shape import Shape, Shaped, is_label, shape_line
from fumikura.layout.speeches import with_speeches_apart
from fumikura.layout.surroundings import Surroundings
from fumikura.layout.tables import continues_table, read_rows, with_broken_rows_joined
from fumikura.layout.tables_of_blanks import with_tables_of_blanks
from fumikura.layout.tables_of_figures import with_tables_of_figures

_FORMS = {
    Shape.HEADING: Form.HEADING,
    Shape.NUMBERED: Form.NUMBERED,
    Shape.BULLET: Form.BULLET,
    Shape.FIGURE: Form.CAPTION,
    Shape.NOTE: Form.FOOTNOTE,
    Shape.DATE: Form.LABEL,
    Shape.PAGE: Form.LABEL,
    Shape.APART: Form.FURNITURE,
    Shape.SPEAKER: Form.TEXT,
}


_BARS = frozenset("|｜")  # between the cells of a table that came out a cell a line
_ABOVE_BOX, _IN_BOX = 8, 60  # lines
_LONGEST_READING = 60  # code points of the name in English that is set into a sentence
_ISLANDS = frozenset({Form.CAPTION, Form.FOOTNOTE, Form.LABEL, Form.TABLE, Form.FURNITURE})


def layout(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in the order in which they begin."""
    lines = split_lines(text)
    matter = length_of_front_matter(lines)
    above, lines = lines[:matter], without_quote_signs(with_broken_rows_joined(lines[matter:]))
    lines = with_definitions_joined(lines)
    lines = with_drawings_read(with_speeches_apart(lines))
    lines = with_tables_of_figures(with_tables_of_blanks(with_columns_apart(lines)))
    lines = with_vertical_lines_joined(without_margins(lines))
    return front_matter(above) + _Flow(shaped_by_neighbours([shape_line(line) for line in lines])).run()


class _Flow:
    """The state of the pass: blocks that are done, and those that wait for more."""

    def __init__(self, lines: Sequence[Shaped]) -> None:
        self._lines = lines
        setting = profile(lines)
        self._furniture = furniture(lines, setting)
        self._box = _end_of_box(lines)
        self._attested = Attested([line.text for line in lines if line.shape is not Shape.TABLE])
        self._continuity = Continuity(Surroundings(lines, setting, self._furniture, self._attested))
        self._done: list[tuple[int, Block]] = []
        self._stack: list[Draft] = []
        self._order = 0
        self._loose: list[str] = []  # page numbers and heads before the first block
        self._noted = 0  # the number of the last footnote
        self._listed = 0  # the last Arabic number of a list
        self._references: set[int] = set()

    def run(self) -> tuple[Block, ...]:
        index = 0
        while index < len(self._lines):
            index = self._take(index)
        self._close(0)
        if self._loose:
            self._order += 1
            number = self._lines[0].line.number
            self._done.append((0, Block(Form.FURNITURE, " ".join(self._loose), (number, number))))
        ordered = (block for _, block in sorted(self._done, key=lambda pair: pair[0]))
        return tuple(block for block in ordered if block.text or block.glosses or block.rows)

    def _take(self, index: int) -> int:
        line = self._lines[index]
        self._references |= line.references
        if index in self._furniture:
            self._set_aside(line)
        elif line.shape is Shape.RULE:
            self._lift(line.glosses)
            if line.text in _BARS or index == self._box:
                self._close(0)
            for draft in self._stack:
                draft.interrupted = True
        elif line.shape is Shape.TABLE:
            return self._table(index)
        elif line.shape is Shape.LATIN and self._is_reading(index):
            self._stack[-1].glosses.append(line.text)
        else:
            self._text(index, line)
        return index + 1

    def _text(self, index: int, line: Shaped) -> None:
        host = self._host(line, index)
        if host is not None:
            self._close(host + 1)
            self._stack[host].add(line, index, self._attested)
            return
        form = self._form(line, index)
        self._keep_waiting(index, form)
        self._order += 1
        self._stack.append(Draft.begin(form, line, index, self._order))
        if form is Form.FOOTNOTE and line.mark:
            self._noted = line.mark.value
        elif form is Form.FOOTNOTE:
            self._noted += 1
        elif line.mark and line.mark.family == "arabic":
            self._listed = line.mark.value

    def _host(self, line: Shaped, index: int) -> int | None:
        """The open block that `line` goes on from.

        The top one if its line was full; else an unfinished sentence before a whole one, text before what fell into
        it, the nearest first.
        """
        depths = sorted(range(len(self._stack)), key=lambda depth: self._claim(self._stack[depth], depth))
        if depths and self._continuity.runs_on(self._stack[-1], line):
            depths.insert(0, len(self._stack) - 1)
        return next((d for d in depths if self._continuity.goes_on(self._stack[d], line, index)), None)

    def _claim(self, draft: Draft, depth: int) -> tuple[bool, bool, int]:
        return draft.whole, draft.form in _ISLANDS, -depth

    def _keep_waiting(self, index: int, form: Form) -> None:
        """Close the open blocks but those whose sentence is seen to go on after a block of `form` at `index`."""
        kept: list[Draft] = []
        if form not in (Form.HEADING, Form.BULLET, Form.NUMBERED):
            for draft in self._stack:
                if (form in _ISLANDS or not draft.whole) and self._continuity.resumes(draft, index):
                    draft.interrupted = True
                    kept.append(draft)
        self._done += [(draft.order, draft.block()) for draft in self._stack if draft not in kept]
        self._stack = kept

    def _form(self, line: Shaped, index: int) -> Form:
        if line.shape is Shape.NUMBERED and self._is_note(line, index):
            return Form.FOOTNOTE
        if form := _FORMS.get(line.shape):
            return form
        if line.shape is Shape.TEXT and is_label(line.text) and not self._continuity.full(index):
            interrupts = any(self._continuity.resumes(draft, index) for draft in self._stack)
            return Form.CAPTION if interrupts else Form.LABEL
        return Form.TEXT

    def _is_note(self, line: Shaped, index: int) -> bool:
        """A numbered line is a note where the text refers to its number, or where it cuts a sentence in two."""
        if line.mark is None or line.mark.family not in ("arabic", "half-paren", "paren"):
            return False
        if line.mark.value in self._references and line.mark.value > self._noted:
            in_turn = line.mark.value == self._noted + 1 or line.mark.value == min(self._references)
            if in_turn and line.mark.family == "arabic":
                return not self._heads_paragraph(line, index)
        if line.mark.family != "arabic":
            referred = line.mark.value in self._references and line.mark.value > self._noted
            return (referred or not self._continuity.wrapped(index)) and any(
                self._continuity.resumes(draft, index) for draft in self._stack
            )
        if line.mark.value > self._noted + 3 or 0 < self._listed == line.mark.value - 1:
            return False
        if line.mark.value == 1 and self._stack and _is_over_list(self._stack[-1], line):
            return False
        return any(self._continuity.resumes(draft, index) for draft in self._stack)

    def _heads_paragraph(self, line: Shaped, index: int) -> bool:
        """Whether a number with a few words stands between whole paragraphs, as a heading does, and as no note."""
        later = (i for i in range(index + 1, len(self._lines)) if i not in self._furniture)
        following = next(later, None)
        if following is None or line.mark is None or not is_label(line.text[line.mark.length :]):
            return False
        below = self._lines[following]
        apart = bool(line.line.gap or below.line.indent > line.line.indent)
        return (
            apart
            and below.shape in (Shape.TEXT, Shape.NUMBERED)
            and (below.mark is None or below.mark.family != line.mark.family)
            and (below.mark is not None or not is_label(below.text))
            and not any(self._continuity.resumes(draft, index) for draft in self._stack)
        )

    def _table(self, index: int) -> int:
        end = index + 1
        while end < len(self._lines) and continues_table(self._lines[end]):
            end += 1
        rows = read_rows(self._lines[index:end])
        if rows:
            for draft in self._stack:
                draft.interrupted = True
            self._order += 1
            gap = self._lines[index].line.gap
            title, *rest = rows
            if len(rest) > 1 and len(title.cells) > 1 and not any(cell.text for cell in title.cells[1:]):
                block = Block(Form.LABEL, title.cells[0].text, (title.line, title.line), gap=gap)
                self._done.append((self._order, block))
                self._order, rows, gap = self._order + 1, tuple(rest), 0
            numbers = (rows[0].line, self._lines[end - 1].line.number)
            self._done.append((self._order, Block(Form.TABLE, "", numbers, rows=rows, gap=gap)))
        return end

    def _is_reading(self, index: int) -> bool:
        """A line of Latin words alone is a reading where it spells an abbreviation of the line it fell under."""
        if not self._stack:
            return False
        draft = self._stack[-1]
        if draft.in_latin:
            return False
        line = self._lines[index]
        short = len(line.text) <= _LONGEST_READING and line.text[-1] not in ",;:"
        return spells_abbreviation(line.text, draft.text) or (
            short and not draft.whole and self._continuity.resumes(draft, index)
        )

    def _set_aside(self, line: Shaped) -> None:
        """What is of the page: a number that is set as page numbers are is a block between whole ones, else a gloss."""
        between = self._done and all(
            draft.whole or draft.form in (Form.LABEL, Form.FURNITURE) for draft in self._stack
        )
        last = line is self._lines[-1]
        if line.shape is Shape.PAGE and (last or (between and not line.text[0].isalnum())):
            self._order += 1
            place = (line.line.number, line.line.number)
            self._done.append((self._order, Block(Form.FURNITURE, line.text, place, line.glosses)))
            return
        self._lift((line.text, *line.glosses))

    def _lift(self, glosses: Sequence[str]) -> None:
        if self._stack:
            self._stack[0].glosses += glosses
        elif self._done:
            order, block = self._done[-1]
            self._done[-1] = (order, _with_glosses(block, glosses))
        else:
            self._loose += glosses

    def _close(self, depth: int) -> None:
        """Finish the blocks from `depth` up."""
        while len(self._stack) > depth:
            draft = self._stack.pop()
            self._done.append((draft.order, draft.block()))


def _is_over_list(draft: Draft, line: Shaped) -> bool:
    """Whether a numbered item goes on in numbers of another kind that are set in below it."""
    above, mark = draft.last.mark, line.mark
    if draft.form is not Form.NUMBERED or above is None or mark is None:
        return False
    return above.family != mark.family and line.line.indent > draft.indent


def _end_of_box(lines: Sequence[Shaped]) -> int:
    """The second of two rules of one kind between which the first text stands that is set apart so, or -1.

    What the head of a file says of it, as of its signs, is no part of the text below.
    """
    rules = (i for i, line in enumerate(lines[: _ABOVE_BOX + _IN_BOX]) if line.shape is Shape.RULE)
    first, second = (*rules, -1, -1)[:2]
    return second if second > 0 and first < _ABOVE_BOX and lines[first].raw == lines[second].raw else -1


def _with_glosses(block: Block, glosses: Sequence[str]) -> Block:
    lines, rest = block.lines, (*block.glosses, *glosses)
    return Block(block.form, block.text, lines, rest, block.level, block.rows, block.indent, block.gap)
