"""One file, several documents: where each begins, and what its first lines say of it.

A new document begins where a title and a date stand together as they do at the head of the file. What is found
here is a proposal for `catalog.toml`; an entry there overrules it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fumikura.blocks import Block, Form
from fumikura.calendar import find_dates, parse_date
from fumikura.models import Document
from fumikura.structure.meetings import meeting_in

__all__ = ["Head", "find_heads", "infer"]

_TITLES = frozenset({Form.LABEL, Form.HEADING, Form.NUMBERED})
_PUBLISHER = re.compile(
    r"(?:[^\s、。・，,]{1,12}(?:省|庁|院|府|局|課|室|本部|官邸|委員会|研究所|大学|協会|機構|財団|新聞社|通信社|出版社|政府)(?:[・、，,\s]|$))+$"
)
_PART_OF_A_BOOK = re.compile(r"第\s?[0-9０-９ⅠⅡⅢⅣⅤIVX一二三四五六七八九十]+\s?[編部章節]")
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("white-paper", re.compile(r"白書|青書|white-?paper|hakusho", re.IGNORECASE)),
    ("summary", re.compile(r"概要|要旨|要約|骨子|結果|ポイント|summary", re.IGNORECASE)),
    (
        "joint-statement",
        re.compile(r"共同(?:発表|声明|宣言|文書|記者発表|プレスリリース)|joint-?statement", re.IGNORECASE),
    ),
)
_PLACE = re.compile(r"(?:[、，]|日[、，]?|於[：:]?)\s*([^、。，,（）()「」]{2,14}?)(?:において|にて|で開催)")
_YEAR_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document: indexes of its first block, its title, its date (-1 for none), and of the body."""

    start: int
    title: int
    date: int
    body: int


def find_heads(blocks: Sequence[Block]) -> tuple[Head, ...]:
    """The heads of the documents in a file, at least one. The first is at the start, whatever stands there."""
    if not blocks:
        return ()
    first = _head_at(blocks, 0) or Head(0, _first_title(blocks), -1, _body(blocks, 0))
    heads = [first]
    if first.title < 0 or first.date < 0:
        return (first,)
    title_first = first.title < first.date
    for index in range(max(first.body, 1), len(blocks)):
        if index < heads[-1].body or not blocks[index].gap:
            continue
        head = _head_at(blocks, index)
        if (
            head
            and (head.title < head.date) == title_first
            and head.body < len(blocks)
            and _has_text(blocks, head)
        ):
            heads.append(head)
    return tuple(heads)


def infer(
    blocks: Sequence[Block], head: Head, *, id_: str, source: str, lines: tuple[int, int], stem: str
) -> Document:
    """What the first lines of a document say of it."""
    title = blocks[head.title].text if head.title >= 0 else ""
    opening = [block.text for block in blocks[head.start : head.body + 3] if block.text]
    date = _date(blocks, head, opening, stem)
    doc_type = _type(title) if not _PART_OF_A_BOOK.match(title) else "other"
    doc_type = doc_type if doc_type != "other" else _type(stem)
    meeting = meeting_in(title)
    place = ""
    if meeting:
        place = next((m[1] for text in opening[:6] if (m := _PLACE.search(text[:80]))), "")
    publisher = next(
        (b.text for b in blocks[head.start : head.body] if b.text != title and _PUBLISHER.match(b.text)), ""
    )
    return Document(
        id_, title or stem, publisher, doc_type, date, meeting if meeting != "other" or "会" in title else "", place,
        "", source, lines,
    )  # fmt: skip


def _type(name: str) -> str:
    return next((kind for kind, pattern in _TYPES if pattern.search(name)), "other")


def _head_at(blocks: Sequence[Block], index: int) -> Head | None:
    """The head that begins at `index`: a title and a date in either order, close to each other."""
    if _is_date(blocks[index]):
        order = [
            (i, index) for i in range(index + 1, min(index + _NEAR, len(blocks))) if _is_title(blocks[i])
        ]
    elif _is_title(blocks[index]):
        order = [
            (index, i) for i in range(index + 1, min(index + _NEAR + 1, len(blocks))) if _is_date(blocks[i])
        ]
    else:
        return None
    for title, date in order:
        between = blocks[min(title, date) + 1 : max(title, date)]
        if all(block.form in _TITLES and len(block.text) <= 60 for block in between):
            return Head(index, title, date, _body(blocks, max(title, date) + 1))
    return None


def _body(blocks: Sequence[Block], start: int) -> int:
    """Where the matter at the head ends: after the short lines that name a publisher or a date."""
    index = start
    while (
        index < len(blocks)
        and blocks[index].form is Form.LABEL
        and (
            _is_date(blocks[index]) or _PUBLISHER.match(blocks[index].text) or blocks[index].text[0] in "（("
        )
    ):
        index += 1
    if start == 0 and index == 0 and blocks and blocks[0].form is Form.LABEL:
        return 1
    return index


def _first_title(blocks: Sequence[Block]) -> int:
    for index, block in enumerate(blocks[:6]):
        if block.form in (Form.HEADING, Form.LABEL) and not _is_date(block) and len(block.text) <= 80:
            return index
        if block.form is Form.NUMBERED and block.text.startswith("第") and len(block.text) <= 60:
            return index
    return -1


def _is_title(block: Block) -> bool:
    return (
        block.form in (Form.LABEL, Form.HEADING)
        and 6 <= len(block.text) <= 80
        and not _is_date(block)
        and not _PUBLISHER.match(block.text)
        and block.text[0] not in "（("
    )


def _is_date(block: Block) -> bool:
    return (
        block.form in (Form.LABEL, Form.TEXT) and len(block.text) <= 40 and parse_date(block.text) is not None
    )


def _has_text(blocks: Sequence[Block], head: Head) -> bool:
    return any(
        block.form in (Form.TEXT, Form.BULLET, Form.NUMBERED, Form.TABLE)
        for block in blocks[head.body : head.body + 3]
    )


def _date(blocks: Sequence[Block], head: Head, opening: Sequence[str], stem: str) -> str:
    """The date at the head; a month is made a day where the opening names one day of it."""
    date = parse_date(blocks[head.date].text) or "" if head.date >= 0 else ""
    if not date:
        found = (m.iso for text in opening[:6] for m in find_dates(text[:120]) if len(m.iso) == 10)
        date = next(found, "")
    if not date and (match := _YEAR_IN_NAME.search(stem)):
        date = "-".join(part for part in match.groups() if part)
    if len(date) == 7:
        days = {
            m.iso
            for text in opening
            for m in find_dates(text[:60], year=int(date[:4]))
            if m.iso.startswith(f"{date}-")
        }
        date = days.pop() if len(days) == 1 else date
    return date
