"""One file, several documents: where each begins.

A new document begins where a title and a date stand together as they do at the head of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.dates import parse_date
from fumikura.structure.head import Head
from fumikura.structure.head_lines import date_of_line, is_publisher, is_session, is_stamp

_TITLES = frozenset({Form.LABEL, Form.HEADING, Form.NUMBERED})
_BRACKETED_END = re.compile(r"[（(]([^（）()]+(?:[（(][月火水木金土日][）)])?)[）)]$")
_NEAR = 3


def split(blocks: Sequence[Block], first: Head) -> tuple[tuple[int, int], ...]:
    """Where the documents of a file begin and end, as indexes of blocks; `first` is the head at the start of the file."""
    if not blocks:
        return ()
    starts = [0]
    pair = next((head for index in range(first.body) if (head := _head_at(blocks, index, shortest=2))), None)
    if pair is not None:
        order, after = _order(pair), max(first.body, pair.body, 1)
        for index in range(after, len(blocks)):
            if index < after or not blocks[index].gap:
                continue
            head = _head_at(blocks, index)
            if head and _order(head) == order and head.body < len(blocks) and _has_text(blocks, head):
                starts.append(index)
                after = head.body
    return tuple(zip(starts, [*starts[1:], len(blocks)], strict=True))


def _order(head: Head) -> int:
    """Whether the title comes before the date (-1), after it (1), or with it in one block (0)."""
    return (head.title.start > head.date) - (head.title.start < head.date)


def _head_at(blocks: Sequence[Block], index: int, shortest: int = 6) -> Head | None:
    """The head that begins at `index`: a title and a date in either order, close to each other."""
    if _is_date(blocks[index]):
        order = [
            (i, index)
            for i in range(index + 1, min(index + _NEAR, len(blocks)))
            if _is_title(blocks[i], shortest)
        ]
    elif _is_title(blocks[index], shortest) and _date_below(blocks[index]):
        return Head(range(index, index + 1), index, _body(blocks, index + 1))
    elif _is_title(blocks[index], shortest):
        order = [
            (index, i) for i in range(index + 1, min(index + _NEAR + 1, len(blocks))) if _is_date(blocks[i])
        ]
    else:
        return None
    for title, date in order:
        between = blocks[min(title, date) + 1 : max(title, date)]
        if all(block.form in _TITLES and len(block.text) <= 60 for block in between):
            return Head(range(title, title + 1), date, _body(blocks, max(title, date) + 1))
    return None


def _body(blocks: Sequence[Block], start: int) -> int:
    """Where the matter at the head ends: after the short lines that name a publisher, a date or a stamp."""
    index = start
    while (
        index < len(blocks)
        and blocks[index].form is Form.LABEL
        and (
            _is_date(blocks[index])
            or is_publisher(blocks[index].text)
            or is_stamp(blocks[index].text)
            or blocks[index].text[0] in "（("
        )
    ):
        index += 1
    return index


def _date_below(block: Block) -> re.Match[str] | None:
    """The date in brackets on the second line of a title: it was set to the title, as a caption's is."""
    if block.form is not Form.LABEL or block.lines[0] == block.lines[1]:
        return None
    match = _BRACKETED_END.search(block.text)
    return match if match and match.start() and parse_date(match[1]) else None


def _is_title(block: Block, shortest: int = 6) -> bool:
    return (
        (block.form in (Form.LABEL, Form.HEADING) or is_session(block))
        and shortest <= len(block.text) <= 80
        and not _is_date(block)
        and not is_publisher(block.text)
        and block.text[0] not in "（("
    )


def _is_date(block: Block) -> bool:
    return block.form in (Form.LABEL, Form.TEXT) and len(block.text) <= 40 and bool(date_of_line(block.text))


def _has_text(blocks: Sequence[Block], head: Head) -> bool:
    return any(
        block.form in (Form.TEXT, Form.BULLET, Form.NUMBERED, Form.TABLE)
        for block in blocks[head.body : head.body + 3]
    )
