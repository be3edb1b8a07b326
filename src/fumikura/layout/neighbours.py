"""What a line is by its neighbours: a speaker, a number whose text is on the next line, a menu at the top."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from fumikura.layout.lines import Line, columns
from fumikura.layout.shape import Shape, Shaped, ends_sentence, is_label
from fumikura.numbering import Mark, read_lone_mark, read_mark
from fumikura.page_matter import is_separator, is_site_word
from fumikura.speech import speaker_labels

_TEXT = frozenset({Shape.TEXT, Shape.FIELD, Shape.LATIN})
_MAY_SPEAK = frozenset({Shape.TEXT, Shape.FIELD, Shape.BULLET, Shape.NUMBERED, Shape.LATIN, Shape.POINTER})
_MENU_ITEM = re.compile(r"[^\s、。，．：:！？0-9０-９]{1,14}$")
_STARRED = re.compile(r"\*[ \t\u3000]+")
_OWN_NUMBER = re.compile(
    r"([0-9０-９]{1,3})[ \u3000]?(?=[A-Z「『ぁ-んァ-ヶ一-龠])(?![年月日時分人条項号回件円つ個か万億千百十])"
)
_MAY_BE_NOTE = frozenset({Shape.TEXT, Shape.FIELD, Shape.LATIN, Shape.NUMBERED})
_REFERRED = re.compile(
    r"(?<=[ぁ-んァ-ヶー一-龠々」』）)。])(?: (?=[0-9]+[、。，．]))?([0-9０-９]{1,3})"
    r"(?=[、。，．はがをにのとでもへやなかまより]|$)"
)
_REACH = 100  # lines between a sentence and the note that it refers to
_MAY_BE_FRAMED = frozenset({Shape.TEXT, Shape.NUMBERED, Shape.BULLET})
_FEWEST_FRAMED = 2
_UNDERLINE = re.compile(r"([-－=＝─━~〜～])\1{3,}$")
_FEWEST_MENU_ITEMS = 5
_FEWEST_BEHIND_TOP = 3  # where the first of them is ホーム, トップ or the like
_FEWEST_VERTICAL = 4


def with_vertical_lines_joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Runs of lines of one character each, as vertical text comes out of some programs, as one line."""
    made: list[Line] = []
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and _is_upright(line) and (not run or line.gap == run[-1].gap or len(run) == 1):
            run.append(line)
            continue
        made += [_in_one(run)] if len(run) >= _FEWEST_VERTICAL else run
        run = [line] if line is not None and _is_upright(line) else []
        made += [line] if line is not None and not run else []
    return tuple(made)


def _is_upright(line: Line) -> bool:
    return len(line.text) == 1 and line.width == 2 and not line.text.isdigit()


def _in_one(run: Sequence[Line]) -> Line:
    text = "".join(line.text for line in run)
    return replace(run[0], text=text, raw=text, width=columns(text), trailing=False, last=run[-1].number)


def shaped_by_neighbours(lines: Sequence[Shaped]) -> tuple[Shaped, ...]:
    """The lines, those that only their neighbours tell in their true shapes."""
    made = list(lines)
    for index in _menu_rows(made):
        made[index] = replace(made[index], shape=Shape.APART)
    _mark_framed(made)
    _mark_underlined(made)
    _mark_items(made)
    _mark_notes(made)
    _name_speakers(made)
    for index, mark in _lone_marks(made).items():
        made[index] = replace(made[index], shape=Shape.NUMBERED, mark=mark, lone=True)
    return tuple(made)


def _menu_rows(lines: Sequence[Shaped]) -> range:
    """The lines at the top, or right below whose page it is, that are menus: page matter, or rows of short words."""
    start = count = rows = 0
    for line in lines:
        items = line.text.split()
        is_row = (
            line.shape is Shape.TEXT
            and (
                len(items) >= _FEWEST_MENU_ITEMS
                or (len(items) >= _FEWEST_BEHIND_TOP and is_site_word(items[0]))
            )
            and all(map(_MENU_ITEM.match, items))
        )
        banner = not count and is_label(line.text) and line.shape is Shape.TEXT
        if line.shape is not Shape.APART and not is_row:
            if not banner:
                break
            start = 1
        count, rows = count + 1, rows + is_row
    return range(start, count) if rows else range(0)


def _mark_framed(lines: list[Shaped]) -> None:
    """Make headings of short lines that stand between two rules of one kind, in texts that have several of them."""
    drawn = (Shape.RULE, Shape.APART)
    rules = [line.text if line.shape in drawn and is_separator(line.text) else "" for line in lines]
    framed = [
        i
        for i in range(1, len(lines) - 1)
        if rules[i - 1] and rules[i - 1] == rules[i + 1] and not (lines[i].line.gap or lines[i + 1].line.gap)
    ]
    framed = [i for i in framed if lines[i].shape in _MAY_BE_FRAMED and is_label(lines[i].text)]
    for index in framed if len(framed) >= _FEWEST_FRAMED else ():
        lines[index] = replace(lines[index], shape=Shape.HEADING, level=2)


def _mark_underlined(lines: list[Shaped]) -> None:
    """Make headings of short lines right above a rule, as letters and plain files draw them, if several are."""
    marked = [
        i
        for i in range(len(lines) - 1)
        if lines[i].shape in _MAY_BE_FRAMED
        and _UNDERLINE.match(lines[i + 1].text)
        and not lines[i + 1].line.gap
        and (not i or lines[i].line.gap)
        and is_label(lines[i].text)
    ]
    signs: list[str] = []  # in the order of their levels
    for index in marked if len(marked) >= _FEWEST_FRAMED else ():
        sign = lines[index + 1].text[0]
        signs += [] if sign in signs else [sign]
        first = signs[0] not in "=＝"  # a title stands over double lines
        lines[index] = replace(lines[index], shape=Shape.HEADING, level=signs.index(sign) + 1 + first)


def _mark_items(lines: list[Shaped]) -> None:
    """Make items of what stars mark like notes: several lines in a row, or in Markdown, which its headings show."""
    starred = [line.shape is Shape.NOTE and _STARRED.match(line.text) is not None for line in lines]
    marked_up = any(starred) and any(line.shape is Shape.HEADING and line.raw[0] == "#" for line in lines)
    for index, line in enumerate(lines):
        beside = (index and starred[index - 1]) or (index + 1 < len(lines) and starred[index + 1])
        if starred[index] and (marked_up or beside):
            item = _STARRED.sub("", line.text)
            lines[index] = replace(line, shape=Shape.BULLET, text=item, mark=read_mark(item))


def _mark_notes(lines: list[Shaped]) -> None:
    """Make notes of lines below a page that begin with a bare number, which a sentence above refers to (…された1。)."""
    own = {
        index: match
        for index, line in enumerate(lines)
        if line.text[:1].isdigit() and line.shape in _MAY_BE_NOTE and (match := _OWN_NUMBER.match(line.text))
    }
    referred: dict[int, int] = {}
    last, noted = 0, -1
    for index, line in enumerate(lines if own else ()):
        match = own.get(index)
        number = int(match[1]) if match else 0
        above = index - referred.get(number, -_REACH) < _REACH
        if match and number in (1, last + 1) and above and _is_below_page(lines, index, noted, match):
            lines[index] = replace(line, shape=Shape.NOTE, mark=Mark("arabic", number, match.end()))
            last, noted = number, index
        elif line.shape in _MAY_SPEAK:
            referred |= dict.fromkeys((int(each) for each in _REFERRED.findall(line.text)), index)
            noted = noted + 1 if noted == index - 1 and not line.line.gap else noted


def _is_below_page(lines: Sequence[Shaped], index: int, noted: int, own: re.Match[str]) -> bool:
    """Whether a line stands where notes do: below another, below a rule, or apart at the end of a page."""
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    ends = after is None or after.line.paged or after.shape is Shape.PAGE
    ruled = before is not None and not any(map(str.isalnum, before.text))
    glued = own.end() == own.end(1)
    return noted == index - 1 or ruled or ends or (glued and lines[index].line.gap > 0)


def _name_speakers(lines: list[Shaped]) -> None:
    places = [i for i, line in enumerate(lines) if line.shape in _MAY_SPEAK]
    labels = speaker_labels([lines[i].text for i in places])
    for place, label in zip(places, labels, strict=True):
        if label is not None:
            alone = label.length >= len(lines[place].text)
            lines[place] = replace(lines[place], shape=Shape.SPEAKER, mark=None, lone=alone)


def _lone_marks(lines: Sequence[Shaped]) -> dict[int, Mark]:
    """Numbers on lines of their own with the text of an item below, where they count up."""
    families: dict[str, list[tuple[int, Mark]]] = defaultdict(list)
    statute = sum(line.mark is not None and line.mark.family == "unit-条" for line in lines) >= 2
    for index, line in enumerate(lines[:-1]):
        if len(line.text) > 4 or line.shape in (Shape.TABLE, Shape.HEADING, Shape.APART):
            continue
        mark = read_lone_mark(line.text)
        if mark is None or mark.family.startswith("unit") or not _begins_below(lines, index):
            continue
        apart = line.line.gap > 0 < lines[index + 1].line.gap  # so that it heads a section by itself
        if statute or _heads_label(lines, index) or not (apart or mark.family == "arabic"):
            families[mark.family].append((index, mark))
    return {i: mark for found in families.values() if _count_up([m for _, m in found]) for i, mark in found}


def _begins_below(lines: Sequence[Shaped], index: int) -> bool:
    """Whether something may begin with the line after `index`: nothing before was broken off, and text follows."""
    before = lines[index - 1] if index else None
    closed = (
        before is None or ends_sentence(before.text) or is_label(before.text) or lines[index].line.gap > 0
    )
    return closed and lines[index + 1].shape in _TEXT and not lines[index + 1].line.paged


def _heads_label(lines: Sequence[Shaped], index: int) -> bool:
    """Whether a number and a short line below it stand apart, as the two halves of a heading do, and but once."""
    below, after = lines[index + 1], lines[index + 2] if index + 2 < len(lines) else None
    apart = lines[index].line.gap or below.line.gap
    alone = after is not None and (after.line.gap > 0 or not is_label(after.text))
    once = (
        sum(line.text == below.text for line in lines) == 1
    )  # else it is the running head below a page number
    named = is_label(below.text) and below.text[0] not in "「『―"
    return bool(apart) and alone and once and named and not lines[index].line.paged


def _count_up(marks: Sequence[Mark]) -> bool:
    steps = [after.value - before.value for before, after in pairwise(marks)]
    others = [after.other - before.other for before, after in pairwise(marks)]
    restarts = [after.value == 1 or after.other == 1 for after in marks[1:]]
    good = [step == 1 or other == 1 or new for step, other, new in zip(steps, others, restarts, strict=True)]
    return (
        bool(good)
        and any(step == 1 or other == 1 for step, other in zip(steps, others, strict=True))
        and all(good)
    )
