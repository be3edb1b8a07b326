"""Blocks to passages: each with its place in the outline, its kind, its speaker, its date and meeting.

A body goes through passes of one concern each: pages of a table are put together, notes and what belongs to the page
set apart, headings found, speeches given to their speakers; then each block is a passage, or several. The date and
meeting of a passage are those of the meeting or day that it is about, where a row of a table, a section's heading, an
entry's first words or its own caption names one; else they are its document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fumikura.blocks import Block, Form
from fumikura.models import Document, Kind, Passage
from fumikura.numbering import read_bullet, read_lone_mark, read_mark
from fumikura.speech import names_speaker
from fumikura.structure.agendas import names_agenda
from fumikura.structure.articles import is_statute, places_in_statute
from fumikura.structure.days import (
    Calendar,
    day_headings,
    day_in_year,
    entry_days,
    is_of_whole_year,
    run_backwards,
    year_at_end,
)
from fumikura.structure.furniture import ends_speech, furniture
from fumikura.structure.head import Head
from fumikura.structure.head_lines import heads_present_or_agenda
from fumikura.structure.headings import PICTURE_GAP
from fumikura.structure.long_texts import cut_at_sentences
from fumikura.structure.meetings import Occasion, meeting_of_cell, occasion_of
from fumikura.structure.notes import with_notes_apart
from fumikura.structure.outline import Heading, Place
from fumikura.structure.places import places_in_outline
from fumikura.structure.short_years import has_short_years
from fumikura.structure.sides import (
    agrees,
    goes_on_speaking,
    introduces,
    parties_of,
    side_at_end,
    side_headed,
    side_of,
    sides_of_letters,
    tells,
)
from fumikura.structure.speakers import introducing, labels_of, turns
from fumikura.structure.tables import continues, join_tables, row_parts

_BARE_FIGURE = re.compile(r"[^\s]{1,4}?[0-9０-９Ⅰ-Ⅻⅰ-ⅻIVX][0-9０-９Ⅰ-ⅻIVX.．\-－‐―–・の]*$")
# What stands between two pages of a table: a page number, （続き）.
_PAGE_BREAK = re.compile(
    r"(?:p\.?)?[\d\s/／\-－–—―‐]+(?:頁|ページ)?$|.{0,60}[（(](?:続き|つづき|続く|つづく)[）)]$"
)
_SPEAKING_TYPES = ("summary", "joint-statement")
_NO_SIDE = ("caption", "heading", "furniture", "footnote")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    text: str
    glosses: tuple[str, ...]
    lines: tuple[int, int]
    section: tuple[str, ...] = ()
    occasion: Occasion | None = None
    speaker: str = ""
    page: str = ""


def passages_of(document: Document, blocks: Sequence[Block], head: Head) -> tuple[Passage, ...]:
    """The passages of a document, in order; `head` says which of its blocks are its title, date and publisher.

    Ids count from 1 within the document, so they stay the same while the file does.
    """
    aside = furniture(blocks, head.title, head.page)
    spoken = {block.text for index, block in enumerate(blocks) if index not in aside}
    aside -= {i for i in aside if blocks[i].text in spoken and names_speaker(blocks[i].text)}
    blocks = [
        replace(block, form=Form.FURNITURE) if index in aside else block for index, block in enumerate(blocks)
    ]
    start = _start_of_body(document, blocks, head)
    body = _Body(document, blocks[:start], blocks[start:])
    pieces = [*_head_pieces(blocks[:start], head), *body.pieces()]
    whole = [part for piece in pieces for part in _cut(piece) if part.text or part.glosses]
    sides = _sides(document, whole)
    return tuple(
        _passage(document, piece, side, ordinal)
        for ordinal, (piece, side) in enumerate(zip(whole, sides, strict=True), start=1)
    )


def _start_of_body(document: Document, blocks: Sequence[Block], head: Head) -> int:
    """Where the text begins: with the last line of the head, where that is a day that dated nothing (4/3, of a diary)."""
    last = head.body - 1
    if document.date or last < 0 or last in head.title or blocks[last].form is not Form.LABEL:
        return head.body
    day = Calendar(year_at_end(document.title)).heading(blocks[last].text)
    return last if len(day) == len("2000-01-01") else head.body


def _passage(document: Document, piece: _Piece, side: str, ordinal: int) -> Passage:
    occasion = piece.occasion
    date = occasion.date if occasion else document.date
    return Passage(
        f"{document.id}#{ordinal}", document.id, document.title, document.publisher, document.doc_type, date,
        int(date[:4]) if date else None, document.date,
        occasion.meeting if occasion else document.meeting, occasion.place if occasion else document.place,
        side, piece.speaker, piece.section, piece.kind, piece.text, piece.glosses, document.source, piece.page,
        piece.lines,
    )  # fmt: skip


def _head_pieces(blocks: Sequence[Block], head: Head) -> Iterator[_Piece]:
    for index, block in enumerate(blocks):
        if block.rows:  # a table above the title
            yield from _rows(block, (), None, "")
            continue
        heads = index in head.title or block.form in (Form.HEADING, Form.NUMBERED)
        heads = heads or heads_present_or_agenda(block.text)
        kind: Kind = "heading" if heads else "caption" if block.form is Form.CAPTION else "paragraph"
        kind = "furniture" if block.form is Form.FURNITURE else kind
        yield _Piece(kind, block.text, block.glosses, block.lines)


def _cut(piece: _Piece) -> Iterator[_Piece]:
    """A piece, or several where it is too long to be read as one."""
    for number, text in enumerate(cut_at_sentences(piece.text)):
        yield (
            piece
            if text == piece.text
            else replace(piece, text=text, glosses=() if number else piece.glosses)
        )


def _family(piece: _Piece) -> str:
    """The way in which an item is marked: by the sign of its list, a number or markup; "" for what is no item."""
    if read_bullet(piece.text):
        return piece.text[0]
    mark = read_mark(piece.text)
    return mark.family if mark else "item" if piece.kind == "list-item" else ""


def _sides(document: Document, pieces: Sequence[_Piece]) -> list[str]:
    """Who speaks between states in each piece: its subject, or whoever spoke before it where it goes on without one."""
    sides: list[str] = []
    introduced: tuple[str, str] = ("", "")
    texts = [piece.text for piece in pieces]
    headings = ["".join(piece.section[-1:]) for piece in pieces]
    written = sides_of_letters(texts, headings, document.title)
    parties = parties_of(document.title, texts)
    for index, piece in enumerate(pieces):
        meeting = piece.occasion.meeting if piece.occasion else document.meeting
        if written[index] and piece.kind not in _NO_SIDE:
            sides.append(written[index])
            continue
        if piece.kind in _NO_SIDE or not (document.doc_type in _SPEAKING_TYPES or meeting or parties.of_two):
            sides.append("")
            continue
        before = pieces[index - 1] if index else None
        together = before is not None and _headings(before) == _headings(piece)
        together = together and before is not None and before.kind not in _NO_SIDE
        family = _family(piece)
        if introduced[0] and (not together or family in ("", introduced[1])):
            introduced = ("", "")
        side = side_of(f"{piece.speaker}は" if piece.speaker else piece.text, parties)
        if not side and not piece.speaker and together and goes_on_speaking(piece.text):
            above = pieces[index - 1].text
            side = sides[-1] if sides[-1] != "both" or not side_of(above, parties) else ""
            side = side or side_at_end(above, parties)
        if not (side or piece.speaker or introduced[0]) and agrees(piece.text, parties):
            side = "both"
        if piece.section and not (side or piece.speaker or introduced[0]) and tells(piece.text):
            side = side_headed(piece.section[-1], parties)
        sides.append(side or introduced[0])
        side_introduced = introduces(piece.text, parties)
        if not side_introduced and any(map(tells, texts[index + 1 : index + 2])):
            side_introduced = side_headed(piece.text, parties)
        if side_introduced:
            introduced = (side_introduced, family)
            sides[-1] = side
    return sides


def _headings(piece: _Piece) -> tuple[str, ...]:
    """The section of a piece without the items that it stands under."""
    return tuple(part for part in piece.section if read_lone_mark(part) is None)


class _Body:
    """What stands below the head of a document, pass after pass."""

    def __init__(self, document: Document, head: Sequence[Block], blocks: Sequence[Block]) -> None:
        self._document = document
        self._below_agenda = names_agenda(head)
        self._blocks = with_notes_apart(_with_titled_captions(_with_joined_tables(blocks)))
        self._aside = frozenset(
            index for index, block in enumerate(self._blocks) if block.form is Form.FURNITURE
        )
        self._labels = labels_of(self._blocks, head)
        self._backwards = run_backwards(block.text for block in self._blocks)
        self._short_years = has_short_years(block.text for block in (*head, *self._blocks))
        self._days = day_headings(self._blocks, self._calendar())
        self._places = self._find_places()
        closing = {i for i, place in enumerate(self._places) if place.heads}
        closing |= {i for i in self._aside if ends_speech(self._blocks[i])}
        self._turns = turns(self._blocks, self._labels, frozenset(closing))
        self._occasions = self._find_occasions()

    def pieces(self) -> Iterator[_Piece]:
        """The pieces of the body, in order; a heading that nothing stands under is one of its own."""
        used = self._headings_used()
        caption = ""
        for index, (block, place, turn) in enumerate(
            zip(self._blocks, self._places, self._turns, strict=True)
        ):
            aside = index in self._aside and not place.heads
            section = () if aside else tuple(heading.text for heading in place.path)
            occasion = self._occasions.get(index)
            if place.heads:
                shown = index in used
                if not shown or block.glosses:
                    text, above = ("", section) if shown else (block.text, section[:-1])
                    yield _Piece("heading", text, block.glosses, block.lines, above, occasion)
                continue
            if block.form is Form.TABLE:
                path = (*section, caption) if caption else section
                yield from _rows(block, path, occasion, self._document.date)
                continue
            kind = self._kind(index)
            caption = block.text if kind == "caption" and _form(self._blocks, index + 1) is Form.TABLE else ""
            own = occasion_of(block.text) if kind == "caption" else None
            said = turn.block
            speaker = "" if aside else turn.speaker
            yield _Piece(kind, said.text, said.glosses, said.lines, section, own or occasion, speaker)

    def _find_places(self) -> tuple[Place, ...]:
        if is_statute(self._blocks):
            return places_in_statute(self._blocks, self._aside)
        alone = {i for i, label in self._labels.items() if label.length >= len(self._blocks[i].text)}
        speech = (
            self._labels.keys() | {index + 1 for index in alone} | introducing(self._blocks, self._labels)
        )
        return places_in_outline(
            self._blocks,
            self._aside,
            speech,
            self._days,
            below_agenda=self._below_agenda,
            interviewed=self._document.doc_type == "press-conference",
        )

    def _calendar(self) -> Calendar:
        """What day it is when the body begins."""
        calendar = Calendar(
            self._document.date or year_at_end(self._document.title),
            backwards=self._backwards,
            short_years=self._short_years,
        )
        calendar.note(self._document.title)
        return calendar

    def _find_occasions(self) -> Mapping[int, Occasion]:
        """What each block is about: the day of its entry, else of the innermost section headed by a meeting or a day."""
        calendar = self._calendar()
        headed: dict[Heading, Occasion | None] = {}
        for block, place in zip(self._blocks, self._places, strict=True):
            if place.heads:
                headed[place.path[-1]] = self._occasion_of_heading(place.path[-1].text, calendar)
            elif self._days and block.form in (Form.LABEL, Form.CAPTION):
                calendar.heading(block.text)
            elif self._days:
                calendar.see(block.text)
        entries = entry_days(self._blocks, self._calendar())
        found: dict[int, Occasion] = {}
        entry: Occasion | None = None
        for index, place in enumerate(self._places):
            block = self._blocks[index]
            if place.heads:
                entry = None
            elif index not in entries and is_of_whole_year(block.text):
                entry = Occasion(entry.date[: len("2000")], "") if entry else None
            elif index in entries:
                occasion = Occasion(entries[index], meeting_of_cell(block.text))
                entry = occasion if block.form in (Form.TEXT, Form.LABEL) else None
                found[index] = occasion
                continue
            above = next((o for heading in reversed(place.path) if (o := headed.get(heading))), None)
            if occasion_here := entry or above:
                within = len(occasion_here.date) == len("2000")
                day = day_in_year(block.text, occasion_here.date) if within else ""
                found[index] = replace(occasion_here, date=day) if day else occasion_here
        return found

    def _occasion_of_heading(self, text: str, calendar: Calendar) -> Occasion | None:
        if occasion := occasion_of(text):
            return occasion
        if not (day := calendar.heading(text)):
            calendar.note(text)
            day = calendar.in_brackets(text)
        return Occasion(day, self._document.meeting, self._document.place) if day else None

    def _headings_used(self) -> frozenset[int]:
        """The blocks that are headings of some passage."""
        return frozenset(
            index
            for number, place in enumerate(self._places)
            if not place.heads and number not in self._aside
            for heading in place.path
            for index in heading.blocks
        )

    def _kind(self, index: int) -> Kind:
        block, turn = self._blocks[index], self._turns[index]
        if index in self._aside:
            return "furniture"
        if turn.begins:
            return "paragraph"
        match block.form:
            case Form.CAPTION:
                return "caption"
            case Form.FOOTNOTE:
                return "footnote"
            case Form.NUMBERED | Form.BULLET:
                return "list-item"
            case Form.LABEL if not turn.speaker and (
                block.gap >= PICTURE_GAP or (block.gap and self._stands_alone(index))
            ):
                return "caption"
        return "paragraph"

    def _stands_alone(self, index: int) -> bool:
        """A label with nothing of its own below it, and no heading that it might be all there is to: a picture's."""
        blocks, places = self._blocks, self._places
        if index + 1 >= len(blocks) or (index and places[index - 1].heads):
            return False
        return places[index + 1].heads or blocks[index + 1].gap >= PICTURE_GAP


def _rows(block: Block, section: tuple[str, ...], around: Occasion | None, date: str) -> Iterator[_Piece]:
    for part in row_parts(block.rows, around.date if around else date):
        path = (*section, part.heads) if part.heads else section
        kind: Kind = "table-row" if part.text else "furniture"
        yield _Piece(kind, part.text, part.glosses, (part.line, part.line), path, part.occasion or around)


def _form(blocks: Sequence[Block], index: int) -> Form | None:
    return blocks[index].form if index < len(blocks) else None


def _with_joined_tables(blocks: Sequence[Block]) -> list[Block]:
    """The pages of each table as one block; the numbers of the pages come after it."""
    joined: list[Block] = []
    page = -1  # the last that is more than a break between pages
    for block in blocks:
        if block.form is Form.TABLE and page >= 0 and _is_next_page(joined[page], block):
            joined[page] = join_tables(joined[page], block)
        else:
            joined.append(block)
            if block.form is Form.TABLE or not (
                block.form is Form.FURNITURE or _PAGE_BREAK.match(block.text)
            ):
                page = len(joined) - 1
    return joined


def _is_next_page(table: Block, block: Block) -> bool:
    return table.form is Form.TABLE and not block.is_whole and continues(table, block)


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
