"""Blocks to passages: each with its place in the outline, its kind, its date and meeting.

The date and meeting of a passage are those of the meeting that it is about, where a row of a table, a section's
heading or its own caption names one; else they are its document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fumikura.blocks import Block, Form
from fumikura.dates import parse_date
from fumikura.models import Document, Kind, Passage
from fumikura.numbering import Mark, read_mark
from fumikura.structure.meetings import Occasion, occasion_of
from fumikura.structure.outline import Outline
from fumikura.structure.sides import side_of
from fumikura.structure.tables import continues, join_tables, row_parts

__all__ = ["passages_of"]

_BARE_FIGURE = re.compile(r"[^\s]{1,4}?[0-9０-９Ⅰ-Ⅻⅰ-ⅻIVX][0-9０-９Ⅰ-ⅻIVX.．\-－‐―–・の]*$")
# What stands between two pages of a table: a page number, （続き）.
_PAGE_BREAK = re.compile(
    r"(?:p\.?\s*)?[\d\s/／\-－–—―‐]+(?:頁|ページ)?$|.{0,60}[（(](?:続き|つづき|続く|つづく)[）)]$"
)
_LONGEST_HEADING = 50
_PICTURE_GAP = 3  # empty lines that a picture leaves behind


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    text: str
    glosses: tuple[str, ...]
    lines: tuple[int, int]
    section: tuple[str, ...]
    occasion: Occasion | None


def passages_of(
    document: Document, blocks: Sequence[Block], head: int, title: int = 0
) -> tuple[Passage, ...]:
    """The passages of a document, in order; the first `head` blocks are its title (at `title`), date and publisher.

    Ids count from 1 within the document, so they stay the same while the file does.
    """
    pieces = [piece for piece in _pieces(blocks, head, title) if piece.text or piece.glosses]
    return tuple(_passage(document, piece, ordinal) for ordinal, piece in enumerate(pieces, start=1))


def _passage(document: Document, piece: _Piece, ordinal: int) -> Passage:
    occasion = piece.occasion
    date = occasion.date if occasion else document.date
    meeting = occasion.meeting if occasion else document.meeting
    place = occasion.place if occasion else document.place
    speaks = document.doc_type in ("summary", "joint-statement") or bool(meeting)
    return Passage(
        id=f"{document.id}#{ordinal}",
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        doc_type=document.doc_type,
        date=date,
        year=int(date[:4]) if date else None,
        document_date=document.date,
        meeting=meeting,
        place=place,
        side=side_of(piece.text, document.title)
        if speaks and piece.kind not in ("caption", "heading")
        else "",
        section=piece.section,
        kind=piece.kind,
        text=piece.text,
        glosses=piece.glosses,
        source=document.source,
        lines=piece.lines,
    )


def _pieces(blocks: Sequence[Block], head: int, title: int) -> Iterator[_Piece]:
    for index, block in enumerate(blocks[:head]):
        heads = index == title or block.form in (Form.HEADING, Form.NUMBERED)
        yield _Piece("heading" if heads else "paragraph", block.text, block.glosses, block.lines, (), None)
    body = _with_titled_captions(_with_joined_tables(blocks[head:]))
    marks = [_mark(block) for block in body]
    marked_up = any(block.form is Form.HEADING for block in body)
    headings = [_is_heading(body, marks, i, marked_up=marked_up) for i in range(len(body))]
    outline = Outline()
    caption = ""
    for index, block in enumerate(body):
        mark = marks[index]
        if block.form is Form.FURNITURE:
            yield _Piece("furniture", block.text, block.glosses, block.lines, (), None)
            continue
        if headings[index]:
            if not outline.heading(block.text, mark, block.level):
                yield _Piece(
                    "heading", block.text, block.glosses, block.lines, outline.section, outline.occasion
                )
            elif not _heads_something(body, headings, index):
                yield _Piece(
                    "heading", block.text, block.glosses, block.lines, outline.section[:-1], outline.occasion
                )
            elif block.glosses:
                yield _Piece("heading", "", block.glosses, block.lines, outline.section, outline.occasion)
            continue
        if mark is not None and block.form is Form.NUMBERED:
            outline.item(mark)
        section = outline.section
        if block.form is Form.TABLE:
            yield from _rows(block, (*section, caption) if caption else section, outline.occasion)
            continue
        kind = _kind(body, headings, index)
        caption = block.text if kind == "caption" and _next_form(body, index) is Form.TABLE else ""
        own = occasion_of(block.text) if kind == "caption" else None
        yield _Piece(kind, block.text, block.glosses, block.lines, section, own or outline.occasion)


def _rows(block: Block, section: tuple[str, ...], around: Occasion | None) -> Iterator[_Piece]:
    for part in row_parts(block.rows):
        yield _Piece(
            "table-row", part.text, part.glosses, (part.line, part.line), section, part.occasion or around
        )


def _kind(body: Sequence[Block], headings: Sequence[bool], index: int) -> Kind:
    block = body[index]
    match block.form:
        case Form.CAPTION:
            return "caption"
        case Form.FOOTNOTE:
            return "footnote"
        case Form.NUMBERED | Form.BULLET:
            return "list-item"
        case Form.LABEL if block.gap >= _PICTURE_GAP or (block.gap and _stands_alone(body, headings, index)):
            return "caption"
    return "paragraph"


def _stands_alone(body: Sequence[Block], headings: Sequence[bool], index: int) -> bool:
    """A label with nothing of its own below it, and no heading that it might be all there is to: a picture's."""
    if index + 1 >= len(body) or (index and headings[index - 1]):
        return False
    return headings[index + 1] or body[index + 1].gap >= _PICTURE_GAP


def _mark(block: Block) -> Mark | None:
    return read_mark(block.text) if block.form in (Form.NUMBERED, Form.HEADING) else None


def _is_heading(body: Sequence[Block], marks: Sequence[Mark | None], index: int, *, marked_up: bool) -> bool:
    block, mark = body[index], marks[index]
    if block.form is Form.HEADING:
        return True
    if block.form is Form.NUMBERED and mark is not None:
        return _reads_as_heading(block.text[mark.length :]) and not _among_siblings(body, marks, index)
    if block.form is not Form.LABEL or marked_up or not block.gap or block.gap >= _PICTURE_GAP:
        return False
    if parse_date(block.text):
        return False
    following = body[index + 1] if index + 1 < len(body) else None
    return (
        following is not None
        and following.form is Form.TEXT
        and len(block.text) <= 30
        and len(following.text) > 30
    )


def _reads_as_heading(text: str) -> bool:
    bare = re.sub(r"（[^（）]*）|\([^()]*\)|「[^「」]*」", "", text)
    if (
        len(bare) > _LONGEST_HEADING
        or re.search(r"[。！？]", bare)
        or re.search(r"(?:こと|する|した|旨|よう)$", bare)
    ):
        return False
    return "、" not in bare or len(bare) <= 25


def _among_siblings(body: Sequence[Block], marks: Sequence[Mark | None], index: int) -> bool:
    """Whether the next or the previous block is the next or the previous item of the same list."""
    mark = marks[index]
    for neighbour, step in ((index + 1, 1), (index - 1, -1)):
        if not 0 <= neighbour < len(body) or body[neighbour].form is not Form.NUMBERED:
            continue
        other = marks[neighbour]
        if mark and other and other.family == mark.family and other.value == mark.value + step:
            follows_item = step == -1 and (
                index + 1 < len(body) and body[index + 1].form is not Form.NUMBERED
            )
            if not follows_item:
                return True
    return index + 1 >= len(body)


def _heads_something(body: Sequence[Block], headings: Sequence[bool], index: int) -> bool:
    """Whether a passage comes before the next heading, or a heading of a smaller series does."""
    if index + 1 >= len(body):
        return False
    if not headings[index + 1]:
        return True
    mark, following = _mark(body[index]), _mark(body[index + 1])
    if (
        body[index].form is Form.HEADING
        and body[index + 1].form is Form.HEADING
        and body[index + 1].level > body[index].level
    ):
        return True
    if following is None:
        return mark is not None
    return following.value == 1


def _with_joined_tables(blocks: Sequence[Block]) -> list[Block]:
    """The pages of each table as one block; the numbers of the pages come after it."""
    joined: list[Block] = []
    page = -1  # the last that is more than a break between pages
    for block in blocks:
        if block.form is Form.TABLE and page >= 0 and _is_next_page(joined[page], block):
            joined[page] = join_tables(joined[page], block)
        else:
            joined.append(block)
            if block.form is Form.TABLE or not _PAGE_BREAK.match(block.text):
                page = len(joined) - 1
    return joined


def _is_next_page(table: Block, block: Block) -> bool:
    return table.form is Form.TABLE and continues(table, block)


def _with_titled_captions(blocks: Sequence[Block]) -> list[Block]:
    """A figure's number and its title, where they were set on lines of their own, are one caption."""
    titled: list[Block] = []
    for block in blocks:
        last = titled[-1] if titled else None
        if (
            last is not None
            and last.form is Form.CAPTION
            and _BARE_FIGURE.match(last.text)
            and block.form in (Form.HEADING, Form.LABEL)
            and len(block.text) <= 80
        ):
            text, lines = f"{last.text} {block.text}", (last.lines[0], block.lines[1])
            titled[-1] = Block(Form.CAPTION, text, lines, (*last.glosses, *block.glosses), gap=last.gap)
        else:
            titled.append(block)
    return titled


def _next_form(body: Sequence[Block], index: int) -> Form | None:
    return body[index + 1].form if index + 1 < len(body) else None
