"""One file, several documents: where each begins, and what its first lines say of it.

A new document begins where a title and a date stand together as they do at the head of the file. What is found
here is a proposal for `catalog.toml`; an entry there overrules it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates, parse_date
from fumikura.models import Document
from fumikura.structure.meetings import meeting_in

__all__ = ["Head", "find_heads", "infer"]

_TITLES = frozenset({Form.LABEL, Form.HEADING, Form.NUMBERED})
_INSTITUTION = (
    "省|庁|院|府|局|課|室|本部|官邸|委員会|研究所|大学|協会|機構|財団|新聞社|通信社|出版社|政府|大使館|センター|役所|役場"
    r"|[省庁都道府県市区町村][^\s、。・，,]{1,8}部"
)
_PUBLISHER = re.compile(rf"(?:[^\s、。・，,]{{1,12}}(?:{_INSTITUTION})(?:[・、，,\s]|$))+$")
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
_BRACKETED_END = re.compile(r"[（(]([^（）()]+(?:[（(][月火水木金土日][）)])?)[）)]$")
_SESSION = re.compile(r"第\s?[0-9０-９一二三四五六七八九十百]+\s?回")
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
    first = _first_head(blocks)
    heads = [first]
    if first.title < 0 or first.date < 0:
        return (first,)
    order = _order(first)
    for index in range(max(first.body, 1), len(blocks)):
        if index < heads[-1].body or not blocks[index].gap:
            continue
        head = _head_at(blocks, index)
        if head and _order(head) == order and head.body < len(blocks) and _has_text(blocks, head):
            heads.append(head)
    return tuple(heads)


def infer(
    blocks: Sequence[Block], head: Head, *, id_: str, source: str, lines: tuple[int, int], stem: str
) -> Document:
    """What the first lines of a document say of it."""
    title = _undated(blocks[head.title]) if head.title >= 0 else ""
    opening = [block.text for block in blocks[head.start : head.body + 3] if block.text]
    doc_type = _type(title) if not _PART_OF_A_BOOK.match(title) else "other"
    doc_type = doc_type if doc_type != "other" else _type(stem)
    date = _date(blocks, head, opening, doc_type, stem)
    meeting = meeting_in(title)
    place = ""
    if meeting:
        place = next((m[1] for text in opening[:6] if (m := _PLACE.search(text[:80]))), "")
    publisher = next(
        (b.text for b in blocks[head.start : head.body] if b.text != title and _is_publisher(b.text)), ""
    )
    return Document(
        id_, title or stem, publisher, doc_type, date, meeting if meeting != "other" or "会" in title else "", place,
        "", source, lines,
    )  # fmt: skip


def _type(name: str) -> str:
    return next((kind for kind, pattern in _TYPES if pattern.search(name)), "other")


def _first_head(blocks: Sequence[Block]) -> Head:
    """The head of a file: what stands before its title belongs to it."""
    if head := _head_at(blocks, 0, shortest=2):
        return head
    title = _first_title(blocks)
    if title > 0 and (head := _head_at(blocks, title, shortest=2)):
        return Head(0, head.title, head.date, head.body)
    return Head(0, title, -1, _body(blocks, 0))


def _order(head: Head) -> int:
    """Whether the title comes before the date (-1), after it (1), or with it in one block (0)."""
    return (head.title > head.date) - (head.title < head.date)


def _head_at(blocks: Sequence[Block], index: int, shortest: int = 6) -> Head | None:
    """The head that begins at `index`: a title and a date in either order, close to each other."""
    if _is_date(blocks[index]):
        order = [
            (i, index)
            for i in range(index + 1, min(index + _NEAR, len(blocks)))
            if _is_title(blocks[i], shortest)
        ]
    elif _is_title(blocks[index], shortest) and _date_below(blocks[index]):
        return Head(index, index, index, _body(blocks, index + 1))
    elif _is_title(blocks[index], shortest):
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
        and (_is_date(blocks[index]) or _is_publisher(blocks[index].text) or blocks[index].text[0] in "（(")
    ):
        index += 1
    if start == 0 and index == 0 and blocks and (blocks[0].form is Form.LABEL or _is_session(blocks[0])):
        return 1
    return index


def _first_title(blocks: Sequence[Block]) -> int:
    for index, block in enumerate(blocks[:6]):
        if block.form in (Form.HEADING, Form.LABEL) and not _is_date(block) and len(block.text) <= 80:
            return index
        if block.form is Form.NUMBERED and block.text.startswith("第") and len(block.text) <= 60:
            return index
    return -1


def _date_below(block: Block) -> re.Match[str] | None:
    """The date in brackets on the second line of a title: it was set to the title, as a caption's is."""
    if block.form is not Form.LABEL or block.lines[0] == block.lines[1]:
        return None
    match = _BRACKETED_END.search(block.text)
    return match if match and match.start() and parse_date(match[1]) else None


def _undated(title: Block) -> str:
    match = _date_below(title)
    return title.text[: match.start()].rstrip() if match else title.text


def _is_title(block: Block, shortest: int = 6) -> bool:
    return (
        (block.form in (Form.LABEL, Form.HEADING) or _is_session(block))
        and shortest <= len(block.text) <= 80
        and not _is_date(block)
        and not _is_publisher(block.text)
        and block.text[0] not in "（("
    )


def _is_session(block: Block) -> bool:
    """Whether a numbered line names a session (第3回 …): a title of its own, and no part of a book."""
    return block.form is Form.NUMBERED and _SESSION.match(block.text) is not None


def _is_publisher(text: str) -> bool:
    """Whether a text names who published: institutions, and not a meeting named as a committee is."""
    return _PUBLISHER.match(text) is not None and meeting_in(text) in ("", "other")


def _is_date(block: Block) -> bool:
    return (
        block.form in (Form.LABEL, Form.TEXT) and len(block.text) <= 40 and parse_date(block.text) is not None
    )


def _has_text(blocks: Sequence[Block], head: Head) -> bool:
    return any(
        block.form in (Form.TEXT, Form.BULLET, Form.NUMBERED, Form.TABLE)
        for block in blocks[head.body : head.body + 3]
    )


def _date(blocks: Sequence[Block], head: Head, opening: Sequence[str], doc_type: str, stem: str) -> str:
    """The date at the head, else in the title, the opening or the name of the file, as exact as it is said there."""
    title = blocks[head.title] if head.title >= 0 else None
    below = _date_below(title) if title else None
    date = parse_date(below[1] if below else blocks[head.date].text) or "" if head.date >= 0 else ""
    if not date:
        date = _said_date(title.text if title else "", opening, doc_type)
    if not date and (match := _YEAR_IN_NAME.search(stem)):
        date = "-".join(part for part in match.groups() if part)
    if len(date) == 7:
        days = {
            mention.iso
            for text in opening
            for mention in find_dates(text[:60], year=int(date[:4]))
            if mention.iso.startswith(f"{date}-")
        }
        date = days.pop() if len(days) == 1 else date
    return date


def _said_date(title: str, opening: Sequence[str], doc_type: str) -> str:
    """The day that the opening names, within the year of the title if it has one; 令和5年版 of a yearbook is its date."""
    years = {mention.iso for mention in find_dates(title)}
    said = years.pop() if len(years) == 1 else ""
    if said and (doc_type == "white-paper" or len(said) == 10):
        return said
    days = (m.iso for text in opening[:6] for m in find_dates(text[:120]) if len(m.iso) == 10)
    return next((day for day in days if day.startswith(said)), said)
