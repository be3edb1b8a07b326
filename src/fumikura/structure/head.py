"""The head of a document: which of its first blocks are its title and its date, and where its text begins.

`head_lines` says what a line of a head is by itself, and `titles` which of them is the title. The head ends with the
first sentence, table or list, or with the first section below a title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates
from fumikura.labels import FieldLabel, read_field_label
from fumikura.structure.days import Calendar, day_headings, entry_days
from fumikura.structure.first_heading import without_caption, without_first_heading
from fumikura.structure.furniture import heads_contents
from fumikura.structure.head_lines import (
    date_of_line,
    heads_part,
    is_date,
    is_first_or_last_part,
    is_of_force,
    is_posting,
    is_publisher,
    is_session,
    is_stamp,
    place_of_line,
    posted_day,
)
from fumikura.structure.heading_lines import BOXED
from fumikura.structure.page_parts import is_prose, page_blocks, trail_ends
from fumikura.structure.speakers import labels_of
from fumikura.structure.title_lines import LONGEST_TITLE
from fumikura.structure.titles import NOTHING_SAID, Said, Titles, reads_as_title

_SIGNS = "○◯●◎◆◇■□"
_DAY = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}月[ \u3000]?)?[0-9０-９一二三四五六七八九十]{1,3}日(?![間目前後本])"
)
_MAY_BE_DAY = re.compile(
    r"\W{0,2}\w{0,4}?[0-9０-９〇一二三四五六七八九十元]{1,4}[ \u3000]?[年月日．./／・\-（(]"
)
_MONTH_ALONE = re.compile(r"[0-9０-９一二三四五六七八九十]{1,3}月$")
_QUESTION = re.compile(rf"[{_SIGNS}]?第?[ \u3000]?[0-9０-９一二三四五六七八九十]+[ \u3000]?問$")
_TELLS = ("（", "(", "は、", "とは")
_FIRST_LINES = 3
_SHORTEST_HEADLINE = 8  # code points
_REACH = 40  # blocks that a head may have
_POSTED = 60  # blocks among which it is said when a page was posted
_ABOVE_TEXT = 14  # blocks above the first paragraph of a text on a page among which its title stands
_LONGEST_BETWEEN = 16  # characters of a line that stands between menus
_MONTH = len("2000-01")
_SHORT_SIGN = 24
_WHOLE_MENU, _LONGEST_BANNER = 5, 3  # blocks
_FEWEST_YEARS = 3
_PARTS_OF_DATE = 2  # above a day: its month and its year
_LOOKED_AT = 20  # rows of a table
_DAYS_TOLD = 100  # blocks below the head, of which days are told


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document: indexes of the lines of its title, its date (-1 for none), the first block of its body.

    `page` are the blocks of the whole document that are of the page it stands on.
    """

    title: range
    date: int
    body: int
    page: frozenset[int] = frozenset()


def read_head(blocks: Sequence[Block], said: Said = NOTHING_SAID) -> Head:
    """The head at the start of `blocks`; `said` is what the file says of itself."""
    page = page_blocks(blocks)
    if not page:
        return _read(blocks, said)
    first = next((i for i, block in enumerate(blocks) if i not in page and is_prose(block)), 0)
    trail = trail_ends(blocks, first)
    page |= {index for index, block in enumerate(blocks) if block.form is Form.FURNITURE}
    told = _told_first(blocks, first)
    page -= (
        trail
        | told
        | _headline(blocks, first)
        | {i for i in page if i < _POSTED and posted_day(blocks[i].text)}
    )
    kept = [index for index in range(len(blocks)) if index not in page]
    text = next((place for place, index in enumerate(kept) if is_prose(blocks[index])), 0)
    if text:
        between = _between(blocks, page, kept[text]) - told
        page, text = page | between, text - len(between)
        kept = [index for index in kept if index not in between]
    on_page = text > 0 and min(page) < kept[text]
    last = max((place for place in range(text) if kept[place] in trail), default=text)
    kept = kept[min(max(0, text - _ABOVE_TEXT), last) :]
    place = dict(enumerate(kept))
    named = frozenset(at for at, index in place.items() if index in trail)
    head = _read([blocks[index] for index in kept], said, named, on_page=on_page)
    title = _lines_together([place[index] for index in head.title])
    body = place.get(head.body, len(blocks))
    return Head(title, place.get(head.date, -1), body, page - set(title))


def _headline(blocks: Sequence[Block], text: int) -> frozenset[int]:
    """The headline of an article with the line that says when it was put up, between it and its text."""
    for index in range(max(1, text - _FIRST_LINES), text):
        headline = blocks[index - 1]
        if posted_day(blocks[index].text) and headline.gap and len(headline.text) >= _SHORTEST_HEADLINE:
            return frozenset({index - 1, index}) if headline.form is not Form.FURNITURE else frozenset()
    return frozenset()


def _told_first(blocks: Sequence[Block], text: int) -> frozenset[int]:
    """The short lines above a text that its first lines are about: 郷土館 above 郷土館（きょうどかん）は、…."""
    told = [block.text for block in blocks[text : text + _FIRST_LINES]]
    above = {i: blocks[i].text for i in range(text) if 1 < len(blocks[i].text) <= LONGEST_TITLE}
    return frozenset(
        i
        for i, name in above.items()
        if any(line.startswith(f"{name}{sign}") for line in told for sign in _TELLS)
    )


def _lines_together(lines: Sequence[int]) -> range:
    """The first of some lines and those that follow it without a gap."""
    stop = next((i for i in range(1, len(lines)) if lines[i] > lines[i - 1] + 1), len(lines))
    return range(lines[0], lines[stop - 1] + 1) if lines else range(0)


def _between(blocks: Sequence[Block], page: frozenset[int], text: int) -> frozenset[int]:
    """The blocks above a text, which begins at `text`, that stand between those of the page and tell nothing."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(text):
        if index in page:
            found.update(run)
            run = []
        elif run or not index or index - 1 in page:
            run.append(index)
    told = {
        i for i in found if reads_as_title(blocks[i]) or is_date(blocks[i]) or is_publisher(blocks[i].text)
    }
    told |= {i for i in found - told if len(blocks[i].text) > _LONGEST_BETWEEN}
    told |= {i for i in found - told if read_field_label(blocks[i].text, bare=True, spaced=True)}
    return frozenset(found - told)


def _read(blocks: Sequence[Block], said: Said, named: Collection[int] = (), *, on_page: bool = False) -> Head:
    """The head of a document of which `blocks` is the text; the trail of its page names the lines at `named`."""
    furniture = (i for i, block in enumerate(blocks[:_REACH]) if block.form is Form.FURNITURE)
    aside = frozenset(i for i in furniture if i not in named)
    body = _end(blocks, aside | _banners(aside), labels_of(blocks[:_REACH]).keys())
    first = _first_of_days(blocks[: body + _DAYS_TOLD])
    above = min(body, first) if first > 0 else body
    title = Titles(blocks, above, aside, said, named, on_page=on_page).best()
    if not title and blocks and _is_month_or_year(blocks[0]):
        return Head(title, -1, 0)  # a chronology without a title: the date is of what follows
    dates = [
        i for i in range(body) if i not in title and is_date(blocks[i]) and not is_posting(blocks[i].text)
    ]
    date = min(dates, key=lambda i: _is_of_a_time(blocks[i].text), default=-1)
    if title == range(1) and (first == 0 or (body == 1 and _is_section(blocks[0]))):
        return Head(title, date, 0)
    if title.stop > body and blocks[title.start].form not in (Form.HEADING, Form.NUMBERED):
        body = title.stop
    parts = (i for i in range(title.stop, body) if blocks[i].form is Form.HEADING and blocks[i].level > 1)
    body = next(parts, body) if title else body
    last = title.stop - 1
    body = without_caption(blocks, last, without_first_heading(blocks, last, body))
    return Head(title, date, first if last < first < body else body)


def _is_of_a_time(text: str) -> bool:
    """Whether a date says since when something holds, or of what year it tells (平成30年度), before when it was made."""
    return is_of_force(text) or (text.endswith("年度") and len(date_of_line(text)) == len("2000"))


def _banners(aside: Collection[int]) -> set[int]:
    """The few blocks between the menus of a page, as its name or its motto: no text begins above a whole menu."""
    found: set[int] = set()
    last = -1
    for index in sorted(aside):
        whole = all(index + more in aside for more in range(_WHOLE_MENU))
        if whole and 0 < index - last - 1 <= _LONGEST_BANNER:
            found.update(range(last + 1, index))
        last = index
    return found


def _first_of_days(blocks: Sequence[Block]) -> int:
    """The first of the days, or of the years, that head what was told of them, with its month or year above it; or -1."""
    days = day_headings(blocks, Calendar(""))
    years = [i for i, block in enumerate(blocks) if _is_year(block)]
    rows = [] if days else first_rows_of_days(blocks)
    years = rows if len(rows) >= _FEWEST_YEARS else years
    first = min(days, default=-1) if days else years[0] if len(years) >= _FEWEST_YEARS else -1
    return _with_month_and_year(blocks, first, first)


def first_rows_of_days(blocks: Sequence[Block]) -> list[int]:
    """The first lines that follow each other, each a day and what was then, as in a life or a chronology."""
    if sum(_MAY_BE_DAY.match(block.text) is not None for block in blocks) < _FEWEST_YEARS:
        return []
    rows = sorted(i for i in entry_days(blocks, Calendar("")) if not is_date(blocks[i]))
    run = rows[:1]
    for index in rows[1:]:
        if index - run[-1] > 1 and len(run) < _FEWEST_YEARS:
            run = []
        run.append(index)
    return run


def _is_section(block: Block) -> bool:
    """Whether a title alone is the heading of all that follows as well."""
    numbered = block.form is Form.NUMBERED and not is_session(block)
    part = _QUESTION.match(block.text) is not None or is_first_or_last_part(block.text)
    return block.form is Form.HEADING or numbered or part


def fields_of(blocks: Sequence[Block]) -> tuple[FieldLabel, ...]:
    """The labels with values among blocks, in order; the value may stand in the next one, or beside it in a table."""
    found: list[FieldLabel] = []
    for index, block in enumerate(blocks):
        if block.form is Form.FURNITURE:
            continue
        if block.form is Form.TABLE:
            found += _fields_of_rows(block)
            continue
        label = read_field_label(block.text, bare=True, spaced=True)
        if label is None or not label.field:
            if place := place_of_line(block.text):
                found.append(FieldLabel("place", place))
            continue
        if (
            not label.value
            and index + 1 < len(blocks)
            and not read_field_label(blocks[index + 1].text, bare=True)
        ):
            label = FieldLabel(label.field, blocks[index + 1].text, label.rank)
        if label.value:
            found.append(label)
    return tuple(found)


def _fields_of_rows(table: Block) -> list[FieldLabel]:
    """The day and the place that stand beside their labels in a table of several such labels: 日時 | 平成26年7月11日."""
    rows = ([cell.text for cell in row.cells if cell.items] for row in table.rows[:_LOOKED_AT])
    read = (read_field_label("：".join(texts)) for texts in rows if len(texts) == len(("label", "value")))
    labels = list(filter(None, read))
    several = len(labels) > 1
    return [label for label in labels if several and label.field in ("date", "place")]


def _end(blocks: Sequence[Block], aside: Collection[int], speech: Collection[int]) -> int:
    """Where the text begins: with a sentence, a table, a list, a number, or a section or a speech below the title.

    The blocks at `aside` are menus, and none of a head's lines nor of a text; those at `speech` begin a speech.
    """
    titled = value_expected = False
    for index, block in enumerate(blocks[:_REACH]):
        label = read_field_label(block.text, bare=True, spaced=True)
        is_value = value_expected
        value_expected = label is not None and bool(label.field) and not label.value
        titled = titled or (label is not None and label.field == "title" and bool(label.value))
        if index in aside or is_value:
            continue
        if (index and index in speech) or heads_part(block.text):
            return index
        if label is not None and block.form in (Form.TEXT, Form.LABEL, Form.BULLET):
            continue
        if titled and _heads_boxed_part(blocks, index):
            return index
        if _is_dated_session(blocks, index):
            continue
        if _begins_text(block, titled=titled and index > 0):
            day = block.form is Form.LABEL or _DAY.match(block.text)
            return _with_month_and_year(blocks, index, index - 1) if day else index
        titled = titled or _titles(blocks, index)
    return _label_run(blocks) if len(blocks) > 1 else len(blocks)


def _heads_boxed_part(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line in brackets stands close above what it heads, as another one does further down."""
    boxed = [
        i
        for i in range(index, len(blocks) - 1)
        if BOXED.match(blocks[i].text) and blocks[i].gap and not blocks[i + 1].gap
    ]
    return boxed[:1] == [index] and len(boxed) > 1 and not is_stamp(blocks[index].text)


def _is_dated_session(blocks: Sequence[Block], index: int) -> bool:
    """Whether the only session that is named has its day below it, under the name of what it is the record of."""
    if not is_session(blocks[index]) or index + 1 >= len(blocks) or not is_date(blocks[index + 1]):
        return False
    return not any(map(is_session, blocks[index + 1 : index + 1 + _REACH]))


def _begins_text(block: Block, *, titled: bool) -> bool:
    """Whether a block is no line of a head; `titled` says that a title stands above it."""
    match block.form:
        case Form.LABEL:
            return titled and (_DAY.match(block.text) is not None or heads_contents(block.text))
        case Form.HEADING | Form.CAPTION:
            return titled
        case Form.NUMBERED:
            return titled or not (is_stamp(block.text) or reads_as_title(block))
        case Form.BULLET:
            return titled or not _is_short_sign(block)
        case Form.TEXT:
            return not _reads_as_line_of_head(block.text)
    return True


def _titles(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block of a head may be a title, so that sections and days below it are no more of the head."""
    match blocks[index].form:
        case Form.HEADING:
            return not is_date(blocks[index])
        case Form.NUMBERED:
            return not is_stamp(blocks[index].text)
        case Form.CAPTION:
            return False
    return reads_as_title(blocks[index])


def _is_year(block: Block) -> bool:
    return block.form is Form.LABEL and len(date_of_line(block.text)) == len("2000")


def _is_month_or_year(block: Block) -> bool:
    return _MONTH_ALONE.match(block.text) is not None or 0 < len(date_of_line(block.text)) <= _MONTH


def _with_month_and_year(blocks: Sequence[Block], day: int, most: int) -> int:
    """The first of the lines right above a day that are its month and its year, of at most so many; the day else."""
    first = day
    while day - first < min(most, _PARTS_OF_DATE) and _is_month_or_year(blocks[first - 1]):
        first -= 1
    return first


def _is_short_sign(block: Block) -> bool:
    """Whether a short line behind a sign stands above the title or is it: ○安全保障関係, ○…規則."""
    if block.text[0] not in _SIGNS or "。" in block.text:
        return False
    short = len(block.text) <= _SHORT_SIGN and not find_dates(block.text[:12]) and "日" not in block.text[:12]
    return short or reads_as_title(block)


def _label_run(blocks: Sequence[Block]) -> int:
    """The head of a text that is all short lines: its first lines up to an empty one."""
    return next((i for i in range(1, min(6, len(blocks))) if blocks[i].gap and not is_date(blocks[i])), 1)


def _reads_as_line_of_head(text: str) -> bool:
    """Whether a text that is no label may stand in a head: a long title, a date, names; no sentence ends in it."""
    return (
        len(text) <= LONGEST_TITLE
        and "。" not in text
        and (bool(date_of_line(text)) or text.count("、") <= 2)
        and text[-1] not in "、，,！？!?."
    )
