"""One file, several documents: where each begins, and what its head, its opening and its end say of it.

A new document begins where a title and a date stand together as they do at the head of the file. What is found
here is a proposal for `catalog.toml`; an entry there overrules it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates, parse_date
from fumikura.labels import FieldLabel, read_field_label
from fumikura.models import Document
from fumikura.structure.articles import is_statute
from fumikura.structure.head import Head, fields_of, read_head
from fumikura.structure.head_lines import date_of_line, is_publisher, is_session, is_stamp, title_of_line
from fumikura.structure.meetings import meeting_in, occasion_of
from fumikura.structure.speakers import labels_of
from fumikura.structure.titles import full_title, title_of

__all__ = ["infer", "split"]

_TITLES = frozenset({Form.LABEL, Form.HEADING, Form.NUMBERED})
_BRACKETS_AT_END = re.compile(r"(?:[ \u3000]*(?:（[^（）]*）|\([^()]*\)|〈[^〈〉]*〉))+$")
_DATABASE = re.compile(r"データベース|検索システム|アーカイブ")
_REPORTER = re.compile(r"記者|^問$")
_PART_OF_A_BOOK = re.compile(r"第\s?[0-9０-９ⅠⅡⅢⅣⅤIVX一二三四五六七八九十]+\s?[編部章節]")
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("white-paper", re.compile(r"白書|青書|white-?paper|hakusho", re.IGNORECASE)),
    (
        "press-conference",
        re.compile(
            r"記者会見|会見(?:録|記録|要旨|概要)?$|ぶら下がり|囲み取材|press\s?conference", re.IGNORECASE
        ),
    ),
    (
        "minutes",
        re.compile(
            r"議事(?:録|要旨|概要|要録)|会議録|速記録|委員会議録|議事摘録|第.{1,4}回国会.*第.{1,4}号|minutes",
            re.IGNORECASE,
        ),
    ),
    ("summary", re.compile(r"概要|要旨|要約|骨子|結果|ポイント|summary", re.IGNORECASE)),
    (
        "joint-statement",
        re.compile(
            r"共同(?:発表|声明|宣言|文書|記者発表|プレスリリース)|joint-?\s?(?:statement|press release)",
            re.IGNORECASE,
        ),
    ),
    (
        "law",
        re.compile(
            r"(?:法|法律|条例|規則|規程|政令|省令|施行令|条約|協定|憲法|憲章|議定書)(?:[（(].*[）)])?$"
        ),
    ),
)
_AT = re.compile(r"於[ \u3000]?[:：]?[ \u3000]?(?P<place>[^（）()]{1,20})[）)]?$")
_PLACE = re.compile(
    r"(?:[、，]|日[、，に]?|於[：:]?)\s*([^、。，,（）()「」]{2,14}?)(?:において|にて|で開催)"
)
_YEAR_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_BRACKETED_END = re.compile(r"[（(]([^（）()]+(?:[（(][月火水木金土日][）)])?)[）)]$")
# 10月3日の会合を踏まえ, 10月3日付け, 10月3日から : the day of something else, or the first of a time.
_OF_SOMETHING_ELSE = re.compile(
    r"(?:[（(][^（）()]*[）)])?(?:の(?!午[前後]|夜|朝|昼)|付|から|より|以[降来前]|まで|に基づ)"
)
_DONE_ON = re.compile(r"(?:作成した|署名した|に(?:おいて|て)[^。]{0,20}(?:作成|署名|採択)|発出)|^(?:以上)")
_LOOKED_AT = 12  # blocks behind the head where labels with values may stand
_FIRST_SPEECHES = 60  # blocks that tell whether speakers are marked
_NEAR = 3
_AT_END = 6


def split(blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Where the documents of a file begin and end, as indexes of blocks; the first begins at the start."""
    if not blocks:
        return ()
    first = read_head(blocks)
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


def infer(
    blocks: Sequence[Block], head: Head, *, id_: str, source: str, lines: tuple[int, int], stem: str
) -> Document:
    """What a document of these blocks says of itself."""
    title = full_title(blocks, head.title) if head.title >= 0 else ""
    fields = _fields(blocks, head)
    opening = [block.text for block in blocks[: head.body + 3] if block.text and not _is_of_a_meeting(block)]
    doc_type = _doc_type(title, stem, blocks[head.body :])
    meeting = _meeting(blocks, head, title)
    date = _date(blocks, head, fields, opening, doc_type, stem)
    place = fields.get("place") or _place_at(blocks[head.title].text if head.title >= 0 else "")
    if meeting and not place:
        place = next((found for text in opening[:8] if (found := _place_said(text[:80], date))), "")
    publisher = fields.get("publisher") or _publisher(blocks, head, title, set(fields.values()))
    return Document(id_, title or stem, publisher, doc_type, date, meeting, place, "", source, lines)


def _place_at(title: str) -> str:
    """The place that a title ends with: …会見記録（平成22年1月26日 於：本省会見室）."""
    match = _AT.search(title)
    return match["place"].strip() if match else ""


def _place_said(text: str, date: str) -> str:
    """The place where the opening says that the meeting was, on the day of the document or on one that is not told."""
    match = _PLACE.search(text)
    if match is None:
        return ""
    days = [mention.iso for mention in find_dates(text[: match.end()]) if len(mention.iso) == 10]
    return match[1] if not days or not date or any(day.startswith(date[:10]) for day in days) else ""


def _is_of_a_meeting(block: Block) -> bool:
    """Whether a numbered heading names a meeting and its day: that of a section, not of the document."""
    return block.form is Form.NUMBERED and occasion_of(block.text) is not None


def _fields(blocks: Sequence[Block], head: Head) -> dict[str, str]:
    """The best label of each field, in the head or soon behind it; a date only where it is one."""
    labels = fields_of(blocks[: head.body + _LOOKED_AT])
    found: dict[str, FieldLabel] = {}
    for label in labels:
        value = next((m.iso for m in find_dates(label.value)), "") if label.field == "date" else label.value
        if not _may_be(label.field, value):
            continue
        if value and (label.field not in found or label.rank < found[label.field].rank):
            found[label.field] = FieldLabel(label.field, value, label.rank)
    return {field: label.value for field, label in found.items()}


def _may_be(field: str, value: str) -> bool:
    """Whether a value behind a label is one of its field: the name of an institution, a short name of a place."""
    if field == "publisher":
        return is_publisher(re.split("[、,，]", value)[0])
    return field != "place" or (len(value) <= 40 and "。" not in value)


def _doc_type(title: str, stem: str, body: Sequence[Block]) -> str:
    doc_type = "other"
    if not _PART_OF_A_BOOK.match(title):
        doc_type = next(
            (t for t in map(_type, (title, _BRACKETS_AT_END.sub("", title))) if t != "other"), "other"
        )
    if doc_type == "other" and is_statute(body):
        return "law"
    if doc_type == "law" and not is_statute(body):
        doc_type = "other"
    if doc_type == "other":
        doc_type = _type_of_speech(body)
    return doc_type if doc_type != "other" else _type(stem)


def _type_of_speech(body: Sequence[Block]) -> str:
    """What the way in which speakers are marked says: the signs of minutes, or reporters who ask."""
    labels = labels_of(body[:_FIRST_SPEECHES]).values()
    if sum(label.style == "sign" for label in labels) >= 2:
        return "minutes"
    return "press-conference" if any(_REPORTER.search(label.name) for label in labels) else "other"


def _type(name: str) -> str:
    return next((kind for kind, pattern in _TYPES if pattern.search(name)), "other")


def _meeting(blocks: Sequence[Block], head: Head, title: str) -> str:
    """The meeting that the title names, else one that another line of the head names."""
    meeting = meeting_in(title)
    if meeting and (meeting != "other" or "会" in title):
        return meeting
    others = (meeting_in(block.text) for block in blocks[: head.body] if block.form is not Form.FURNITURE)
    return next((each for each in others if each and each != "other"), "")


def _publisher(blocks: Sequence[Block], head: Head, title: str, values: set[str]) -> str:
    """The institution that a line of the head names: not the value of a label, nor whose database it is."""
    lines = [block.text for block in blocks[: head.body] if block.form is not Form.FURNITURE]
    database = any(_DATABASE.search(line) for line in lines)
    own = (line for line in lines[head.title + 1 if database else 0 :] if line not in values)
    return next((name for line in own if line != title and is_publisher(name := title_of_line(line))), "")


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
        return Head(index, index, _body(blocks, index + 1))
    elif _is_title(blocks[index], shortest):
        order = [
            (index, i) for i in range(index + 1, min(index + _NEAR + 1, len(blocks))) if _is_date(blocks[i])
        ]
    else:
        return None
    for title, date in order:
        between = blocks[min(title, date) + 1 : max(title, date)]
        if all(block.form in _TITLES and len(block.text) <= 60 for block in between):
            return Head(title, date, _body(blocks, max(title, date) + 1))
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


def _date(
    blocks: Sequence[Block],
    head: Head,
    fields: dict[str, str],
    opening: Sequence[str],
    doc_type: str,
    stem: str,
) -> str:
    """The date of the head, else of the title, the opening, the end or the name of the file."""
    lines = [block for block in blocks[: head.body] if block.form is not Form.FURNITURE]
    title = blocks[head.title].text if head.title >= 0 else ""
    date = fields.get("date", "")
    if not date and head.date >= 0 and not _is_first_of_years(blocks, head.date):
        date = date_of_line(blocks[head.date].text)
    if not date and title != (bare := title_of(blocks[head.title]) if head.title >= 0 else ""):
        date = next((mention.iso for mention in find_dates(title[len(bare) :])), "")
    if not date and not (head.date >= 0 and _is_first_of_years(blocks, head.date)):
        date = next((iso for block in lines if (iso := _date_of_head_line(block.text))), "")
    if not date:
        date = _said_date(title, opening, doc_type)
    if len(date) < 10 and (last := _date_at_end(blocks[head.body :])) and last.startswith(date):
        date = last
    if not date and (match := _YEAR_IN_NAME.search(stem)):
        date = "-".join(part for part in match.groups() if part)
    return _with_day(date, opening) if len(date) == 7 else date


def _is_first_of_years(blocks: Sequence[Block], index: int) -> bool:
    """Whether a year or a month alone is the first of several that head what happened in them."""
    date = date_of_line(blocks[index].text)
    others = (date_of_line(block.text) for block in blocks[index + 1 :] if block.form is Form.LABEL)
    return len(date) < len("2000-01-01") and any(
        len(other) == len(date) and other != date for other in others
    )


def _date_of_head_line(text: str) -> str:
    """The date that a line of the head is, or ends with."""
    if read_field_label(text):
        return ""
    bare = title_of_line(text)
    return date_of_line(text) or next((mention.iso for mention in find_dates(text[len(bare) :])), "")


def _with_day(date: str, opening: Sequence[str]) -> str:
    """A month with its day, where the opening names one day of it."""
    days = {
        mention.iso
        for text in opening
        for mention in find_dates(text[:60], year=int(date[:4]))
        if mention.iso.startswith(f"{date}-")
    }
    return days.pop() if len(days) == 1 else date


def _date_at_end(body: Sequence[Block]) -> str:
    """The day that a letter, a law or a treaty ends with: on a line of its own, or where it says that it was done."""
    for block in reversed(body[-_AT_END:]):
        if block.form is Form.TABLE or read_field_label(block.text):
            continue
        date = date_of_line(block.text) if block.form in (Form.LABEL, Form.TEXT) else ""
        if len(date) == len("2000-01-01"):
            return date
        if block.form is Form.TEXT and _DONE_ON.search(block.text):
            days = [mention.iso for mention in find_dates(block.text) if len(mention.iso) == 10]
            if days:
                return days[-1]
    return ""


def _said_date(title: str, opening: Sequence[str], doc_type: str) -> str:
    """The day that the opening names, within the year of the title if it has one; 令和5年版 of a yearbook is its date."""
    years = {mention.iso for mention in find_dates(title)}
    said = years.pop() if len(years) == 1 else ""
    if said and (doc_type == "white-paper" or len(said) == 10):
        return said
    days = (
        mention.iso
        for text in opening[:6]
        for mention in find_dates(text[:120])
        if len(mention.iso) == 10 and not _OF_SOMETHING_ELSE.match(text, mention.end)
    )
    return next((day for day in days if day.startswith(said)), said)
