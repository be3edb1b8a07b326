"""Laid-out pages to blocks: paragraphs by where lines begin and end, and by what they say where that does not tell.

Lines that end short of the edge, that are set in, or that stand further apart end and begin paragraphs. In text whose
edge is ragged no place tells, so there it is the text: how a line ends, and how the next one begins.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from fumikura.blocks import Block, Cell, Form, Row
from fumikura.layout.attested import Attested
from fumikura.layout.bibliographies import begins_work, lists_works
from fumikura.layout.columns_of_page import Column, Placed, columns_of, rows_of
from fumikura.layout.draft import join
from fumikura.layout.given import form_of
from fumikura.layout.running_heads import edges, printed_numbers
from fumikura.layout.shape import ends_open, ends_sentence, has_open_bracket, is_label, starts_inside
from fumikura.layout.tables_of_page import LaidTable, tables_of
from fumikura.numbering import read_mark
from fumikura.pages import LaidLine, Page
from fumikura.pagination import Start

_ROOM = 3  # em between the widest line and the margin
_INDENT = 0.6  # em; less is no indent
_FEWEST_INNER = 2  # lines of a paragraph that is set in, besides its last
_FAR = 1.45  # times the usual distance from line to line
_SMALL = 0.93  # of the size of the text, that of notes
_LARGE = 1.12
_HEADING = 60  # characters, the most
_LONG_LINE = 36  # characters; lines of headings are seldom as long
_CONTENTS = re.compile(r"(?:[.．・…‥･]\s?){4,}\s*[-－(（]?\s*[0-9０-９ivxlIVX]{1,4}\s*[-－)）]?$")
_BRACKETED = re.compile(r"[（(][^（()）。]{1,40}[）)]")  # the caption of an article
_BULLETS = frozenset("●○◯■□◆◇▪▶►✓❏➢‣•◦⚫")  # that no line of prose begins with
_MARKED = frozenset({Form.NUMBERED, Form.BULLET, Form.CAPTION, Form.FOOTNOTE})


def from_pages(pages: Sequence[Page]) -> tuple[tuple[Block, ...], list[Start]]:
    """The blocks of pages in the order of reading, and of each page the number of its first line and its label."""
    furniture = edges(pages)
    printed = printed_numbers(pages, furniture)
    flow = _Flow(pages)
    for place, (page, aside) in enumerate(zip(pages, furniture, strict=True)):
        flow.page(page, aside, printed.get(place, page.label or str(page.number)))
    return flow.blocks(), flow.starts


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in one line of a column: its text, glosses lifted out, and its place."""

    text: str
    glosses: tuple[str, ...]
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    number: int
    noted: bool = False  # begins with a raised mark


@dataclass(slots=True)
class _Paragraph:
    """A block while lines are added to it. `order` is that of its first line among all."""

    form: Form
    rows: list[_Row]
    edge: _Edges
    level: int = 0
    glosses: list[str] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Edges:
    """How the lines of a column are set: their edges, the distance from one to the next, whether they are ragged.

    `lone` says that but one line reaches the right edge, so that it may be none: the margin is farther.
    """

    left: float
    right: float
    pitch: float
    ragged: bool
    indented: bool
    lone: bool


class _Flow:
    """Goes through the pages; a sentence that a page or a column broke off is taken up on the next."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.starts: list[Start] = []
        lines = [line for page in pages for line in page.lines]
        self._size = _usual_size(lines)
        larger = sorted(_heading_sizes(lines, self._size), reverse=True)
        self._levels = {size: min(place, 5) for place, size in enumerate(larger, start=1)}
        self._attested = Attested([line.text for line in lines])
        self._works = lists_works(line.text for line in lines)
        self._made: list[tuple[int, Block | _Paragraph]] = []
        self._open: _Paragraph | None = None
        self._line = 0
        self._marks: frozenset[str] = frozenset()

    def page(self, page: Page, aside: frozenset[int], label: str) -> None:
        """Take up the next page."""
        self.starts.append(Start(self._line + 1, label))
        along = [Placed(i, line) for i, line in enumerate(page.lines) if i not in aside and not line.across]
        self._marks = frozenset(
            line.text[: line.raised[0][1]].strip() for line in page.lines if _is_raised(line)
        )
        tables, rest = tables_of(page, along)
        notes, body = self._notes(page, rest)
        waiting = sorted(tables, key=lambda table: table.top)
        columns = columns_of(body)
        outer = _mirrored_margin(page, body) if len(columns) == 1 else 0.0
        for column in columns:
            self._column(column, waiting, outer=outer)
        for table in waiting:
            self._table(table)
        body_open, self._open = self._open, None
        for column in columns_of(notes):
            self._column(column, [], Form.FOOTNOTE)
        self._open = body_open
        for index, line in enumerate(page.lines):
            if index in aside or line.across:
                self._furniture(line)

    def blocks(self) -> tuple[Block, ...]:
        """All blocks, in the order in which they begin."""
        return tuple(
            block
            for _, each in sorted(self._made, key=lambda pair: pair[0])
            if (block := each if isinstance(each, Block) else self._block(each)) is not None
        )

    def _next_number(self) -> int:
        self._line += 1
        return self._line

    def _notes(self, page: Page, lines: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
        """The notes at the foot of a page: small lines below all others, from the first that has a mark on."""
        rows = rows_of(lines)
        start = len(rows)
        while start and all(each.line.size < _SMALL * self._size for each in rows[start - 1]):
            start -= 1
        while start < len(rows) and not _begins_note(rows[start][0].line):
            start += 1
        chosen = {each.index for row in rows[start:] for each in row} if start else set[int]()
        return [e for e in lines if e.index in chosen], [e for e in lines if e.index not in chosen]

    def _furniture(self, line: LaidLine) -> None:
        number = self._next_number()
        block = Block(Form.FURNITURE, line.text, (number, number), line.glosses, gap=1)
        self._made.append((number, block))

    def _table(self, table: LaidTable) -> None:
        rows: list[Row] = []
        for cells in table.rows:
            number = self._next_number()
            rows.append(Row(tuple(self._cell(cell) for cell in cells), number))
        lines = (rows[0].line, rows[-1].line)
        self._made.append((rows[0].line, Block(Form.TABLE, "", lines, rows=tuple(rows), gap=1)))

    def _cell(self, lines: Sequence[Placed]) -> Cell:
        """A cell; its lines are one text unless one ends a sentence, or the next begins an item."""
        items: list[str] = []
        glosses: list[str] = []
        for row in rows_of(lines):
            made = self._row(row)
            glosses += made.glosses
            if items and not ends_sentence(items[-1]) and form_of(made.text) not in _MARKED:
                items[-1] = join(items[-1], made.text, self._attested)
            else:
                items.append(made.text)
        return Cell(tuple(items), tuple(glosses))

    def _row(self, row: Sequence[Placed]) -> _Row:
        texts: list[str] = []
        glosses: list[str] = []
        noted = False
        for place, each in enumerate(row):
            text, lifted, starts = _without_marks(each.line, self._marks)
            noted = noted or (starts and place == 0)
            texts.append(text)
            glosses += [*each.line.glosses, *lifted]
        lines = [each.line for each in row]
        return _Row(
            " ".join(filter(None, texts)), tuple(glosses), lines[0].box.x0, max(line.box.x1 for line in lines),
            min(line.box.y0 for line in lines), max(line.box.y1 for line in lines),
            max(lines, key=lambda line: len(line.text)).size, all(line.bold for line in lines), 0, noted,
        )  # fmt: skip

    def _column(
        self, column: Column, tables: list[LaidTable], form: Form | None = None, *, outer: float = 0.0
    ) -> None:
        """The paragraphs of a column; tables come where they stand."""
        rows = [self._row(row) for row in rows_of(column.lines)]
        edges = _edges_of_rows(rows, self._size, outer)
        first = True
        for row, edge in zip(rows, edges, strict=True):
            while tables and tables[0].top < row.y0:
                self._table(tables.pop(0))
            self._take(_numbered(row, self._next_number()), edge, form, first=first)
            first = False

    def _take(self, row: _Row, edge: _Edges, form: Form | None, *, first: bool) -> None:
        paragraph = self._open
        level = self._level(row) if form is None else 0
        if paragraph is not None and not self._ends(paragraph, row, edge, level, first=first):
            paragraph.rows.append(row)
            paragraph.edge = edge
            return
        found = form or (Form.HEADING if level else form_of(row.text))
        made = _Paragraph(found, [row], edge, level)
        self._made.append((row.number, made))
        self._open = made

    def _level(self, row: _Row) -> int:
        """The level of a heading by its size or weight; 0 for text."""
        if len(row.text) > _HEADING or ends_sentence(row.text):
            return 0
        if level := self._levels.get(round(row.size, 1), 0):
            return level
        return 6 if row.bold and row.size >= self._size and is_label(row.text) else 0

    def _ends(self, paragraph: _Paragraph, row: _Row, edge: _Edges, level: int, *, first: bool) -> bool:
        """Whether a paragraph ends before `row`, which is the first of its column or stands right below."""
        last = paragraph.rows[-1]
        text = paragraph.rows[-1].text
        if _CONTENTS.search(text) or _CONTENTS.search(row.text):
            return True
        if row.noted or not 0.88 < row.size / last.size < 1.14 or bool(level) != bool(paragraph.level):
            return True
        if paragraph.level:
            apart = not first and row.y0 - last.y0 > 2.2 * row.size
            if paragraph.level == 1 == level and not apart and _centred(last, edge) and _centred(row, edge):
                return False  # a title of two lines
            return apart or not (ends_open(text) or starts_inside(row.text) or _filled(last, paragraph.edge))
        far = not first and row.y0 - last.y0 > _FAR * edge.pitch
        if far:
            return True
        if self._works and begins_work(row.text):
            return True
        if self._works and begins_work(paragraph.rows[0].text) and _hangs(paragraph.rows[0], row):
            return False
        full = _full(last, row, paragraph.edge)
        whole = ends_sentence(text)
        if _BRACKETED.fullmatch(row.text) and not has_open_bracket(text):
            return True
        if form_of(row.text) in _MARKED and (whole or not full or _next_item(paragraph.rows[0], row)):
            return True
        moved = (row.x0 - edge.left) - (0 if first else last.x0 - edge.left)
        set_in = row.x0 - edge.left > _INDENT * row.size
        if first:
            return self._ends_over(paragraph, row, edge, full=full, whole=whole, set_in=set_in)
        begun = len(paragraph.rows) == 1
        if begun and paragraph.form in _MARKED:
            hangs = -0.4 * row.size <= moved <= 6 * row.size
            open_ended = _open(text, row.text) and _nearly_full(last, paragraph.edge)
            return not (full or (hangs and not whole and open_ended)) or (whole and not full)
        if moved > _INDENT * row.size:
            return whole or not full or not _open(text, row.text)
        if moved < -_INDENT * row.size and not begun:
            return whole or not full
        if edge.ragged:
            return whole if not full else whole and edge.indented and set_in
        if full:
            return whole and edge.indented and set_in
        return whole or not (_open(text, row.text) or not set_in) or not _nearly_full(last, paragraph.edge)

    def _ends_over(
        self, paragraph: _Paragraph, row: _Row, edge: _Edges, *, full: bool, whole: bool, set_in: bool
    ) -> bool:
        """Whether a paragraph ends where its column or page does."""
        if paragraph.form is Form.CAPTION or (len(paragraph.rows) == 1 and is_label(paragraph.rows[0].text)):
            return not full or starts_inside(row.text) < 2
        if whole:
            return not (full and edge.indented and not set_in and paragraph.form is Form.TEXT)
        if _open(paragraph.rows[-1].text, row.text):
            return False
        return not full or (set_in and edge.indented)

    def _block(self, paragraph: _Paragraph) -> Block | None:
        text, glosses = "", list[str]()
        for row in paragraph.rows:
            text = join(text, row.text, self._attested) if text else row.text
            glosses += row.glosses
        form = paragraph.form
        if form in (Form.TEXT, Form.LABEL):
            form = form_of(text)
        if not text and not glosses:
            return None
        if _CONTENTS.search(text):
            form = Form.FURNITURE
        lines = (paragraph.rows[0].number, paragraph.rows[-1].number)
        level = paragraph.level if form is Form.HEADING else 0
        return Block(form, text, lines, tuple(glosses), level, gap=1)


def _usual_size(lines: Sequence[LaidLine]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _heading_sizes(lines: Sequence[LaidLine], usual: float) -> list[float]:
    """The sizes above the usual one in which headings are set, and not whole paragraphs."""
    by_size: dict[float, list[str]] = {}
    for line in lines:
        if line.size >= _LARGE * usual and not line.across:
            by_size.setdefault(round(line.size, 1), []).append(line.text)
    return [
        size
        for size, texts in by_size.items()
        if sum(ends_sentence(text) or len(text) > _LONG_LINE for text in texts) <= 0.2 * len(texts)
    ]


def _numbered(row: _Row, number: int) -> _Row:
    return _Row(row.text, row.glosses, row.x0, row.x1, row.y0, row.y1, row.size, row.bold, number, row.noted)


def _is_raised(line: LaidLine) -> bool:
    """Whether a line begins with a raised mark."""
    return bool(line.raised) and line.raised[0][0] == 0


def _begins_note(line: LaidLine) -> bool:
    return _is_raised(line) or form_of(line.text) in (Form.FOOTNOTE, Form.NUMBERED) or line.text[:1].isdigit()


def _without_marks(line: LaidLine, notes: frozenset[str]) -> tuple[str, tuple[str, ...], bool]:
    """A line without the raised marks of notes, those marks, and whether it begins with one.

    An exponent stays: what is raised behind a Latin letter or a number, unless it is the mark of one of the `notes`.
    """
    text, lifted, end = "", list[str](), 0
    for low, high in line.raised:
        before, mark = line.text[:low].rstrip()[-1:], line.text[low:high].strip()
        exponent = before.isascii() and before.isalnum() and mark.isalnum() and mark not in notes
        if not exponent and len(mark) <= 8:
            text += line.text[end:low]
            lifted.append(mark)
            end = high
    return (text + line.text[end:]).strip(), tuple(filter(None, lifted)), _is_raised(line)


def _mirrored_margin(page: Page, lines: Sequence[Placed]) -> float:
    """Where the right margin of a page begins if it is as wide as the left one."""
    return page.width - min((each.line.box.x0 for each in lines), default=0.0)


def _edges(rows: Sequence[_Row], usual: float, outer: float) -> _Edges:
    """How the lines of a column are set; its margin is at `outer` if the page has no other."""
    body = [row for row in rows if abs(row.size - usual) < 0.12 * usual] or list(rows)
    size = median(row.size for row in body) if body else usual
    lefts = Counter(round(row.x0 / (0.5 * size)) for row in body)
    common = [place for place, count in lefts.items() if count >= max(1, 0.2 * len(body))]
    left = min((row.x0 for row in body if round(row.x0 / (0.5 * size)) in common), default=0.0)
    rights = sorted(row.x1 for row in body)
    right = rights[-max(1, len(rights) // 12)] if rights else 0.0
    lone = sum(place > right - size for place in rights) == 1 and outer - right > _ROOM * size
    steps = sorted(b.y0 - a.y0 for a, b in itertools.pairwise(body) if 0 < b.y0 - a.y0 < 4 * size)
    pitch = steps[len(steps) // 3] if steps else 1.8 * size
    inner = [row for row in body if not ends_sentence(row.text) and not is_label(row.text)]
    short = sum(row.x1 < right - 1.6 * size for row in inner)
    firsts = sum(_INDENT * size < row.x0 - left < 2.5 * size for row in body)
    return _Edges(
        left, right, pitch, len(inner) > 2 and short > 0.4 * len(inner), firsts > 0.08 * len(body), lone
    )


def _edges_of_rows(rows: Sequence[_Row], usual: float, outer: float) -> list[_Edges]:
    """How each line of a column is set: as all of them are, or as a paragraph that is set in on every line."""
    edge = _edges(rows, usual, outer)
    made = [edge] * len(rows)
    start = 0
    for index in range(1, len(rows) + 1):
        above = rows[index - 1]
        if index < len(rows) and abs(rows[index].x0 - above.x0) < _INDENT * above.size:
            continue
        *inner, last = rows[start:index]
        right = max((row.x1 for row in inner), default=0.0)
        even = all(row.x1 > right - 1.3 * row.size for row in inner) and last.x1 < right + 0.5 * last.size
        if len(inner) >= _FEWEST_INNER and last.x0 > edge.left + _INDENT * last.size and even:
            own = replace(edge, left=last.x0, right=right, ragged=False)
            made[start:index] = [own] * (index - start)
        start = index
    return made


def _full(last: _Row, row: _Row, edge: _Edges) -> bool:
    """Whether a line was broken for want of room: what the next begins with would not have fitted."""
    if edge.lone:
        return False
    room = edge.right - last.x1
    if edge.ragged:
        return room < _first_word(row.text) * row.size
    return room < 1.3 * row.size or room < _first_word(row.text) * row.size + 0.3 * row.size


def _first_word(text: str) -> float:
    """The width in em of what can't be parted at the start of a text: a Latin word, a character and what clings to it."""
    width = 0.0
    for place, char in enumerate(text[:30]):
        latin = ord(char) < 0x250 and not char.isspace()
        clings = char in "、。，．」』）)】〕・ーっゃゅょッャュョ々" or text[place - 1] in "「『（(【〔"
        if place and not latin and not clings:
            break
        width += 0.5 if latin else 1.0
    return width


def _hangs(first: _Row, row: _Row) -> bool:
    """Whether a line is set in behind the first line of an entry."""
    return row.x0 - first.x0 > _INDENT * row.size


def _nearly_full(last: _Row, edge: _Edges) -> bool:
    if edge.lone:
        return not is_label(last.text)
    return last.x1 - edge.left > 0.6 * (edge.right - edge.left)


def _next_item(first: _Row, row: _Row) -> bool:
    """Whether a line begins the next item of the list that `first` begins one of."""
    if abs(first.x0 - row.x0) > _INDENT * row.size:
        return False
    mark, before = read_mark(row.text), read_mark(first.text)
    if mark and before:
        return mark.family == before.family and mark.value == before.value + 1
    return first.text[0] == row.text[0] and row.text[0] in _BULLETS


def _centred(row: _Row, edge: _Edges) -> bool:
    """Whether a line stands in the middle of its column, and does not fill it."""
    before, behind = row.x0 - edge.left, edge.right - row.x1
    return before > row.size and abs(before - behind) < 2 * row.size


def _filled(last: _Row, edge: _Edges) -> bool:
    return last.x1 > edge.right - 1.5 * last.size


def _open(text: str, following: str) -> bool:
    """Whether a sentence is seen to go on from one line to the next."""
    return ends_open(text) >= 2 or starts_inside(following) >= 2 or has_open_bracket(text)
