"""Notes: which blocks are notes, and the marks that sentences refer to them with, which are lifted out.

Superscripts, ※1 and （注1） are marks wherever they stand behind a word; a bare digit, (1) or [1] only where the
document has the note of that number, since it may be a number of the sentence as well; a sign alone (※, *) only
where a note begins with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from fumikura.blocks import Block, Cell, Form, Row
from fumikura.dates import numerals
from fumikura.numbering import Mark, read_mark

_SUPERSCRIPT = r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,，、⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*"
_WORD_BEFORE = r"(?<=[ぁ-んァ-ヶー一-龠々」』）)】。、％%])"
_SURE = re.compile(
    rf"(?<=[ぁ-んァ-ヶー一-龠々」』）)】。、％%A-ZＡ-Ｚ]){_SUPERSCRIPT}"
    rf"|{_WORD_BEFORE}[（(〔\[［]\s?(?:※|注|註|＊|\*|脚注)\s?[0-9０-９一二三四五六七八九十]{{0,3}}\s?[）)〕\]］]"
    rf"|{_WORD_BEFORE}(?:※|＊|\*|注|註)\s?[0-9０-９]{{1,3}}(?![0-9０-９年月日時条])"
    r"|(?<=[^\s\[])\[\^\w{1,12}\]"
)
_AFTER = r"(?=[、。，．はがをにのとでもへやなかまより]|$)"
# What has a number of its own: 資料2が, 表1に.
_IS_COUNTED = (
    "(?<!資料)(?<!図)(?<!図表)(?<![^発代公年]表)(?<!写真)(?<!別紙)(?<!別添)(?<!議題)(?<!論点)(?<!議案)"
)
_BARE = re.compile(
    rf"(?<=[ぁ-んァ-ヶー一-龠々」』）)】。]){_IS_COUNTED}(?: (?=[0-9]+[、。，．]))?(?P<n>[0-9０-９]{{1,3}})"
    rf"(?:{_AFTER}|(?<=[会議省庁案書約法制][0-9０-９])(?=[（(]「)"
    r"|(?<=[円人件台隻校社％%][0-9０-９])(?=[（(]))"  # of what is named otherwise in brackets
)
_BOXED = re.compile(
    rf"(?<=[ぁ-んァ-ヶー一-龠々」』）)】。])[（(\[［](?P<n>[0-9０-９]{{1,3}})[）)\]］]{_AFTER}"
)
_HALF_BOXED = re.compile(
    rf"(?<=[ぁ-んァ-ヶー一-龠々」』）)】。])(?P<n>[0-9０-９]{{1,3}})[）)](?:(?=[,，]?[0-9０-９]{{1,3}}[）)])|{_AFTER})"
)
_IN_CELL = re.compile(
    r"(?<=[^\s（(〔\[［])[ \u3000]*(?:※|＊|\*|注|註)[ \u3000]?(?P<n>[0-9０-９]{1,3})[）)]?$"
)
_OF_NUMBERS = (_BARE, _BOXED, _HALF_BOXED)
_SIGN = re.compile(rf"{_WORD_BEFORE}(?P<sign>※|[*＊]{{1,3}}|[†‡]){_AFTER}")
_SIGN_OF_NOTE = re.compile(r"(?P<sign>※|[*＊]{1,3}|[†‡])(?![*＊0-9０-９])")
_DIGIT = re.compile("[0-9０-９]")
_MAY_HAVE_MARKS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹※＊*†‡注註^]")
_NOTE_START = re.compile(
    r"(?:[（(〔\[［【]?\s?(?:※|注|註|脚注|＊|\*)\s?(?P<n>[0-9０-９]{1,3})|(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|[\[［](?P<boxed>[0-9０-９]{1,3})[\]］]|(?P<glued>[0-9０-９]{1,3})(?=[^0-9０-９\s.．,，、/／\-－）)]))"
)
_HEADING_OF_NOTES = re.compile(
    r"[（(〔\[［【＜<]?\s?(?:脚?注|註|注釈|注記|出典|Notes?|参考文献)\s?[）)〕\]］】＞>]?(?:[\[［]\S{1,8}[\]］])?$",
    re.IGNORECASE,
)
_MARK_SET_SMALL = re.compile(r"[（(〔\[［]?(?P<n>[0-9０-９一二三四五六七八九十]{1,3})[）)〕\]］]?$")
_BACK_TO_TEXT = re.compile(r"(?:[0-9０-９]{1,3}[.．]\s?)?[\^↑]")  # with which notes of a wiki begin, in turn
_LONGEST_HEADING = 12
_NOTE_FAMILIES = ("arabic", "half-paren", "paren")
_KANJI_FAMILIES = ("kanji", "paren-kanji")
_IN_FIGURES = "figures"
_FAMILIES = (*_NOTE_FAMILIES, *_KANJI_FAMILIES)
_REACH = 2  # blocks below the heading of notes, of which the first may be a word more
_FEW_LOST = 4  # notes, of which the mark of one may be written as no mark is known to be
_MOST_LOST = 3  # numbers in a row that are read as something else
_MAY_REFER = frozenset({Form.TEXT, Form.BULLET, Form.NUMBERED, Form.LABEL, Form.FOOTNOTE, Form.CAPTION})


def with_notes_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, notes in the form of notes, and the marks that refer to notes among the glosses."""
    back = (index for index, block in enumerate(blocks) if _BACK_TO_TEXT.match(block.text))
    numbered = _numbered_notes(blocks) | _notes_below_headings(blocks)
    numbered |= {index: number for number, index in enumerate(back, 1)}
    known = set(numbered.values()) | {
        number for block in blocks if block.form is Form.FOOTNOTE and (number := _own_number(block.text))
    }
    signs = {
        _plain(match["sign"])
        for block in blocks
        if block.form is Form.FOOTNOTE and (match := _SIGN_OF_NOTE.match(block.text))
    }
    return tuple(
        _without_marks(replace(block, form=Form.FOOTNOTE) if index in numbered else block, known, signs)
        for index, block in enumerate(blocks)
    )


def heads_notes(text: str) -> bool:
    """Whether a line heads the notes of a text: 注, 【脚注】, Notes."""
    return len(text) <= _LONGEST_HEADING and _HEADING_OF_NOTES.match(text) is not None


def _numbered_notes(blocks: Sequence[Block]) -> dict[int, int]:
    """Numbered blocks that are notes, with their numbers: a run from 1, each number referred to before.

    To what kanji count, the marks that were set small alone refer.
    """
    found: dict[int, int] = {}
    run: list[tuple[int, int]] = []
    way = ""  # in which the notes of the run are numbered
    numbered = any(block.form is Form.NUMBERED for block in blocks)
    small = _first_small_references(blocks) if numbered else {}
    referred = {**small, **_first_references(blocks)} if numbered else {}
    for index, block in enumerate([*blocks, None]):
        mark = read_mark(block.text) if block is not None and block.form is Form.NUMBERED else None
        value, own_way = (mark.value, _way(mark)) if mark else (0, "")
        if run and own_way == way and value == run[-1][1] + 1:
            run.append((index, value))
            continue
        if run and _is_run_of_notes(blocks, run, referred if way == _IN_FIGURES else small):
            found.update(run)
        run, way = ([(index, 1)], own_way) if own_way and value == 1 else ([], "")
    return found


def _way(mark: Mark) -> str:
    """The way in which a mark that notes may have is numbered: a family of kanji, or figures of several; else ""."""
    return (
        mark.family
        if mark.family in _KANJI_FAMILIES
        else _IN_FIGURES
        if mark.family in _NOTE_FAMILIES
        else ""
    )


def _notes_below_headings(blocks: Sequence[Block]) -> dict[int, int]:
    """Numbered blocks that stand below 注, in whatever numerals they count, with their numbers."""
    found: dict[int, int] = {}
    reach, last = -1, 0  # up to where the first of them may stand, and the latest number
    for index, block in enumerate(blocks):
        if block.form in (Form.LABEL, Form.HEADING) and heads_notes(block.text):
            reach, last = index + _REACH, 0
            continue
        mark = read_mark(block.text) if block.form is Form.NUMBERED else None
        if mark and mark.family in _FAMILIES and last < mark.value <= last + _MOST_LOST:
            if last or index <= reach:
                found[index] = last = mark.value
        elif last and (block.gap or block.form is not Form.TEXT):
            reach, last = -1, 0
    return found


def _is_run_of_notes(
    blocks: Sequence[Block], run: Sequence[tuple[int, int]], referred: Mapping[int, int]
) -> bool:
    first = run[0][0]
    lost = sum(referred.get(number, first) >= first for _, number in run)
    return not _head_text(blocks, run) and lost <= len(run) // _FEW_LOST and referred.get(1, first) < first


def _head_text(blocks: Sequence[Block], run: Sequence[tuple[int, int]]) -> bool:
    """Whether each of a run is no sentence but stands above one, or above more headings, as those of parts do."""
    below = [blocks[index + 1] for index, _ in run if index + 1 < len(blocks)]
    heads = [each.form is Form.NUMBERED or (each.form is Form.TEXT and "。" in each.text) for each in below]
    return len(heads) == len(run) and all(heads) and not any("。" in blocks[index].text for index, _ in run)


def _first_references(blocks: Sequence[Block]) -> dict[int, int]:
    """The first block that refers to each number, as a mark that may be one of a note."""
    found: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if block.form in (Form.TEXT, Form.NUMBERED):
            for pattern in _OF_NUMBERS:
                for match in pattern.finditer(block.text) if _DIGIT.search(block.text) else ():
                    if pattern is not _HALF_BOXED or not _in_brackets(match):
                        found.setdefault(_number(match["n"]), index)
    return found


def _first_small_references(blocks: Sequence[Block]) -> dict[int, int]:
    """The first block that refers to each number with a mark that was lifted out of it, as what is set small is."""
    found: dict[int, int] = {}
    for index, block in enumerate(blocks):
        for gloss in block.glosses if block.form in (Form.TEXT, Form.NUMBERED) else ():
            if match := _MARK_SET_SMALL.match(gloss):
                found.setdefault(numerals.number(match["n"]) or 0, index)
    return found


def _in_brackets(match: re.Match[str]) -> bool:
    """Whether the bracket that a mark ends with closes one that was opened before it: （表1）."""
    before = match.string[: match.start()]
    return max(map(before.rfind, "（(")) > max(map(before.rfind, "）)"))


def _own_number(text: str) -> int:
    if match := _NOTE_START.match(text):
        return _number(match["n"] or match["sup"] or match["boxed"] or match["glued"])
    mark = read_mark(text)
    return mark.value if mark and mark.family in _NOTE_FAMILIES else 0


def _number(digits: str) -> int:
    return int(_plain(digits))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _without_marks(block: Block, known: Set[int], signs: Set[str]) -> Block:
    """The block with the marks that refer to notes taken out of its sentence; its own mark, at the start, stays."""
    if block.form is Form.TABLE and known:
        return replace(block, rows=tuple(_row_without_marks(row, known) for row in block.rows))
    if block.form not in _MAY_REFER:
        return block
    lifted: list[str] = []

    def lift(match: re.Match[str]) -> str:
        groups = match.groupdict()
        number, sign = groups.get("n"), groups.get("sign")
        if match.start() < own or (number is not None and _number(number) not in known):
            return match[0]
        if match.re is _HALF_BOXED and _in_brackets(match):
            return match[0]
        if sign is not None and _plain(sign) not in signs:
            return match[0]
        lifted.append(match[0].strip())
        return ""

    if not known and not _MAY_HAVE_MARKS.search(block.text):
        return block
    own = _length_of_own_mark(block)
    text = _SURE.sub(lift, block.text)
    if signs:
        text = _SIGN.sub(lift, text)
    if known:
        for pattern in _OF_NUMBERS:
            text = pattern.sub(lift, text)
    return replace(block, text=text, glosses=(*block.glosses, *lifted)) if lifted else block


def _row_without_marks(row: Row, known: Set[int]) -> Row:
    """A row of a table without the bare marks, at the ends of its cells, of notes that are there."""
    if not any(_MAY_HAVE_MARKS.search(cell.text) for cell in row.cells):
        return row
    cells: list[Cell] = []
    for cell in row.cells:
        found = [_IN_CELL.search(item) for item in cell.items]
        marks = [match if match and _number(match["n"]) in known else None for match in found]
        items = (
            item[: match.start()] if match else item for item, match in zip(cell.items, marks, strict=True)
        )
        cells.append(Cell(tuple(items), (*cell.glosses, *(match[0].strip() for match in marks if match))))
    return replace(row, cells=tuple(cells))


def _length_of_own_mark(block: Block) -> int:
    if block.form is Form.FOOTNOTE and (match := _NOTE_START.match(block.text)):
        return match.end() + 1
    mark = read_mark(block.text)
    return mark.length if mark else 0
