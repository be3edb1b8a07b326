"""What the head, the opening and the end of a document say of it: title, date, meeting, place, publisher, kind.

It is a proposal for `catalog.toml`; an entry there overrules it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates
from fumikura.labels import POSTED_RANK, FieldLabel, read_field_label
from fumikura.models import Document
from fumikura.structure.articles import is_statute
from fumikura.structure.days import Calendar
from fumikura.structure.furniture import heads_contents
from fumikura.structure.head import Head, fields_of, first_rows_of_days
from fumikura.structure.head_lines import (
    closed_up,
    date_of_line,
    heads_present_or_agenda,
    is_of_another_day,
    is_posting,
    is_publisher,
    posted_day,
    title_of_line,
)
from fumikura.structure.meetings import meeting_in, meeting_told, occasion_of
from fumikura.structure.publishers import DATELINE, publisher_of
from fumikura.structure.speakers import labels_of
from fumikura.structure.title_lines import KIND_ALONE, title_of
from fumikura.structure.titles import title_over
from fumikura.structure.venues import DONE_ON, SAID_AT_END, beside_title, place_of

_BRACKETS_AT_END = re.compile(r"(?:[ \u3000]*(?:（[^（）]*）|\([^()]*\)|〈[^〈〉]*〉))+$")
_PREAMBLE = re.compile(
    r"(?:この|本)(?:条約|協定|議定書|憲章|規程)の(?:締約国|当事国|加盟国|署名国)(?:政府)?は[、，]"
)
_REPORTER = re.compile(r"記者|^問$")
_PART_OF_A_BOOK = re.compile(r"第\s?[0-9０-９ⅠⅡⅢⅣⅤIVX一二三四五六七八九十]+\s?[編部章節]")
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("white-paper", re.compile(r"白書|青書|white-?paper|hakusho", re.IGNORECASE)),
    (
        "press-conference",
        re.compile(
            r"記者会見(?!に関する|について|の)|会見(?:録|記録|要旨|概要)?$|ぶら下がり|囲み取材|press\s?conference",
            re.IGNORECASE,
        ),
    ),
    (
        "minutes",
        re.compile(
            r"議事(?:録|要旨|概要|要録|メモ|記録)|会議録|速記録|委員会議録|議事摘録|第.{1,4}回国会.*第.{1,4}号|minutes",
            re.IGNORECASE,
        ),
    ),
    ("summary", re.compile(r"概要|要旨|要約|骨子|結果|ポイント|summary", re.IGNORECASE)),
    (
        "joint-statement",
        re.compile(
            r"共同[ァ-ヶー]{0,6}(?:発表|声明|宣言|文書|記者発表|リリース|コミュニケ|ステートメント)"
            r"|joint-?\s?(?:statement|press release)",
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
_YEAR_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
# 10月3日の会合を踏まえ, 10月3日付け, 10月3日から : the day of something else, or the first of a time.
_OF_SOMETHING_ELSE = re.compile(
    r"(?:[（(][^（）()]*[）)])?(?:の(?!午[前後]|夜|朝|昼)|付|から|より|以[降来前]|まで|に基づ)"
)
_NUMBER_OF_CASE = re.compile(
    r"[^\s、。]{2,7}年[（(][^（）()]{1,5}[）)]第[ \u3000]?[0-9０-９一二三四五六七八九十百]+号"
)
# What an opening says of all that follows: 会談を行ったところ、概要以下のとおり。
_SUMMED_UP = re.compile(
    r"(?:概要|要旨|結果|概略|ポイント)(?:(?:に[つ就]いて)?は)?[、，,]?(?:以下|次|下記|左記)の(?:とおり|通り)"
)
_CHAIRS = re.compile(r"委員長|議長|座長")
_LONGEST_SOURCE, _LONGEST_KIND = 60, 12
_NO_SOURCE = re.compile(r"[。{]|://|^\W*$")
_DAY, _MONTH = len("2000-01-01"), len("2000-01")
_TELLING_TYPES = ("other", "summary", "joint-statement")
_LOOKED_AT = 12  # blocks behind the head where labels with values may stand
_FIRST_SPEECHES = 60  # blocks that tell whether speakers are marked
# The name of a meeting where a first sentence says that it was held.
_HELD = re.compile(
    r"(?P<name>(?:第[0-9０-９一二三四五六七八九十]{1,4}回)?[^\s、。，,（）()「」『』とはがをでに]{2,30}?(?:[会會][談合議]|協議|委員会|対話|記者会見))"
    r"(?:[（(][^（）()]{1,20}[）)])?(?:[がを](?:開催|実施|行|開)|に(?:出席|参加|臨))"
)
_AT_END = 6
_NEAR = 3  # blocks at the top that may have a day in eight figures
_NEAR_HEAD = 15  # blocks among which a line may end with the day that the head does not say
_OF_A_DAY = ("press-conference", "minutes")
_A_WEEK = 7
_FEWEST_ROWS = 3
_OPENED = 40  # blocks among which a sitting is opened
_OPENS = re.compile(r"午[前後][^。]{2,12}(?:開議|開会)$")
_SHORT = 40


def infer(
    blocks: Sequence[Block], head: Head, *, id_: str, source: str, lines: tuple[int, int], stem: str
) -> Document:
    """What a document of these blocks says of itself."""
    blocks = [
        replace(block, form=Form.FURNITURE) if index in head.page else block
        for index, block in enumerate(blocks)
    ]
    title = title_over(blocks, head.title) or _title_told(blocks, head)
    fields, posted = _fields(blocks, head, title)
    rows = [head.body + index for index in first_rows_of_days(blocks[head.body : head.body + _OPENED])]
    if len(rows) >= _FEWEST_ROWS:  # of what was on each of several days, none of which is the document's
        blocks = [
            replace(block, form=Form.TABLE) if index in rows else block for index, block in enumerate(blocks)
        ]
    opening = [
        block.text
        for block in blocks[: head.body + 3]
        if block.text.lstrip("{") == block.text != ""  # nothing that a program fills in
        and block.form is not Form.TABLE
        and not (_is_of_a_meeting(block) or is_of_another_day(block.text))
    ]
    kinds = (closed_up(block.text) for block in blocks[: head.body] if len(block.text) <= _LONGEST_KIND)
    kind = next((each for each in kinds if KIND_ALONE.match(each)), "")
    doc_type = _doc_type(title, kind, stem, blocks[head.body :])
    if (
        doc_type == "other"
        and {"date", "place"} <= set(fields)
        and any(heads_present_or_agenda(block.text) for block in blocks[:_LOOKED_AT])
    ):
        doc_type = "minutes"
    meeting = _meeting(blocks, head, title, doc_type)
    date = _day_told(title, _date(blocks, head, fields, opening, doc_type, stem, posted=posted))
    place = place_of(
        blocks,
        head,
        opening,
        date,
        labelled=fields.get("place", ""),
        between_states=bool(meeting) or doc_type == "joint-statement",
        with_room=doc_type in _OF_A_DAY,
    )
    publisher = fields.get("publisher") or publisher_of(blocks, head, title, set(fields.values()))
    return Document(id_, title or stem, publisher, doc_type, date, meeting, place, "", source, lines)


def _title_told(blocks: Sequence[Block], head: Head) -> str:
    """The name of the meeting of which the first sentence tells, where no line is a title."""
    told = next((block.text for block in blocks[head.body : head.body + 1] if block.form is Form.TEXT), "")
    match = _HELD.search(told.split("。")[0])
    known = match and (meeting_in(match["name"]) not in ("", "other") or match["name"].endswith("会見"))
    return match["name"] if match and known else ""


def _is_of_a_meeting(block: Block) -> bool:
    """Whether a numbered heading names a meeting and its day: that of a section, not of the document."""
    return block.form is Form.NUMBERED and occasion_of(block.text) is not None


def _fields(blocks: Sequence[Block], head: Head, title: str) -> tuple[dict[str, str], bool]:
    """The best label of each field, in the head or soon behind it, and whether the date is one of posting alone."""
    labels = fields_of(blocks[: head.body + _LOOKED_AT])
    dated = head.date >= 0 and len(date_of_line(blocks[head.date].text)) == _DAY
    head_fields = set(fields_of(blocks[: head.body]))
    above = head_fields if dated else set(labels)
    found: dict[str, FieldLabel] = {}
    posted = ""
    for label in labels:
        if label.field == "date" and label not in above:  # the day of what a letter or a release announces
            continue
        value = _day_of_label(label.value, title) if label.field == "date" else label.value
        if not _may_be(label, value, in_head=label in head_fields):
            continue
        if label.field == "date" and label.rank >= POSTED_RANK:
            posted = posted or value
        if value and (label.field not in found or label.rank < found[label.field].rank):
            found[label.field] = FieldLabel(label.field, value, label.rank)
    if posted and found["date"].value > posted:  # what was posted before it is announced
        found["date"] = FieldLabel("date", posted, POSTED_RANK)
    only_posted = "date" in found and found["date"].rank >= POSTED_RANK
    return {field: label.value for field, label in found.items()}, only_posted


def _day_of_label(value: str, title: str) -> str:
    """The first date that a label has behind it; a day without a year is of the year that the title names."""
    calendar = Calendar("")
    calendar.note(title)
    day = calendar.read(value)
    return day[0] if day else next((mention.iso for mention in find_dates(value)), "")


def _may_be(label: FieldLabel, value: str, *, in_head: bool) -> bool:
    """Whether a value behind a label is one of its field: an institution or a source, a short name of a place."""
    field = label.field
    if field == "publisher" and in_head and not label.rank:
        return len(value) <= _LONGEST_SOURCE and not _NO_SOURCE.search(value)
    if field == "publisher":
        return is_publisher(re.split("[、,，]", value)[0])
    return field != "place" or (
        len(value) <= 40 and "。" not in value and re.search(r"\w", value) is not None
    )


def _doc_type(title: str, kind: str, stem: str, body: Sequence[Block]) -> str:
    doc_type = "other"
    if not _PART_OF_A_BOOK.match(title):
        doc_type = next(
            (t for t in map(_type, (title, _BRACKETS_AT_END.sub("", title), kind)) if t != "other"), "other"
        )
    if doc_type == "other" and is_statute(body):
        return "law"
    if doc_type == "other" and any(_PREAMBLE.match(block.text) for block in body[:_NEAR]):
        return "law"
    if doc_type == "law" and not is_statute(body) and not any(heads_contents(b.text) for b in body[:_NEAR]):
        doc_type = "other"
    if doc_type == "other":
        doc_type = _type_of_speech(body)
    if doc_type == "other" and any(_SUMMED_UP.search(block.text) for block in body[:_NEAR]):
        return "summary"
    return doc_type if doc_type != "other" else _type(stem)


def _type_of_speech(body: Sequence[Block]) -> str:
    """What the way in which speakers are marked says: the signs of minutes, or reporters who ask."""
    labels = labels_of(body[:_FIRST_SPEECHES]).values()
    if sum(label.style == "sign" for label in labels) >= 2:
        return "minutes"
    if any(_REPORTER.search(label.name) for label in labels):
        return "press-conference"
    return "minutes" if any(_CHAIRS.search(label.name) for label in labels) else "other"


def _type(name: str) -> str:
    return next((kind for kind, pattern in _TYPES if pattern.search(name)), "other")


def _meeting(blocks: Sequence[Block], head: Head, title: str, doc_type: str) -> str:
    """The meeting that the title names, else another line of the head, else one that the first sentence tells of."""
    meeting = meeting_in(title)
    if meeting and meeting != "other":
        return meeting
    others = [meeting_in(block.text) for block in blocks[: head.body] if block.form is not Form.FURNITURE]
    if named := next((each for each in others if each and each != "other"), ""):
        return named
    below = blocks[head.body : head.body + _NEAR] if doc_type in _TELLING_TYPES else ()
    told = next((block.text for block in below if block.form in (Form.TEXT, Form.NUMBERED)), "")
    if meeting and (named := meeting_in(_title_told(blocks, head))):  # 第3回会合, and which, the text says
        return named
    return meeting_told(title) or meeting_told(told.split("。")[0]) or meeting


def _date(
    blocks: Sequence[Block],
    head: Head,
    fields: dict[str, str],
    opening: Sequence[str],
    doc_type: str,
    stem: str,
    *,
    posted: bool,
) -> str:
    """The date of the head, else of the title, the opening, the end or the name of the file; the most exact one."""
    lines = [block for block in blocks[: head.body] if block.form is not Form.FURNITURE]
    title = blocks[head.title[-1]].text if head.title else ""
    bare = title_of(blocks[head.title[-1]]) if head.title else ""
    of_years = head.date >= 0 and _is_first_of_years(blocks, head.date)
    date = "" if posted else fields.get("date", "")
    if not of_years:
        date = date or (date_of_line(blocks[head.date].text) if head.date >= 0 else "")
        date = date or next((mention.iso for mention in find_dates(title[len(bare) :])), "")
        date = date or next((iso for block in lines if (iso := _date_of_head_line(block.text))), "")
    date = date or _date_of_dateline(opening) or _said_date(title, opening, doc_type)
    if (
        doc_type in _OF_A_DAY
        and len(said := [m.iso for m in find_dates(title)]) == 1
        and len(said[0]) == _DAY
    ):
        date = said[0]
    if doc_type == "minutes" and (opened := _day_of_opening(blocks)):
        date = opened
    if len(date) < _DAY and (last := _date_at_end(blocks[head.body :])) and last.startswith(date):
        date = last
    if len(date) < _DAY:
        date = next((day for day in _days_near_head(blocks, head) if day.startswith(date)), date)
    date = date or _day_beside_title(blocks, head)
    date = date or fields.get("date", "")
    date = date or next(filter(None, (posted_day(block.text) for block in blocks[: head.body])), "")
    if len(date) == len("2000"):
        date = next(_days_in_year(lines, int(date)), date)
    if not date and (
        match := next(filter(None, map(_DIGITS.search, (block.text for block in blocks[:_NEAR]))), None)
    ):
        date = "-".join(match.groups())
    if not date and (match := _YEAR_IN_NAME.search(stem)):
        date = "-".join(part for part in match.groups() if part)
    return _with_day(date, opening) if len(date) == 7 else date


def _day_told(title: str, date: str) -> str:
    """The day that a title has in brackets, of which its page was put up a few days later: 首相の動き（12月11日）."""
    day = Calendar(date).in_brackets(title) if len(date) == _DAY and "日" in title else ""
    soon = day and 0 < (datetime.date.fromisoformat(date) - datetime.date.fromisoformat(day)).days <= _A_WEEK
    return day if soon else date


def _day_of_opening(blocks: Sequence[Block]) -> str:
    """The day above the line that says at what time a sitting was opened: those who were appointed stand above it."""
    for index, block in enumerate(blocks[:_OPENED]):
        if _OPENS.search(block.text):
            days = (date_of_line(each.text) for each in blocks[max(0, index - 1) : index + 1])
            return next((day for day in days if len(day) == _DAY), "")
    return ""


def _date_of_dateline(opening: Sequence[str]) -> str:
    """The day that an agency sets before its news, in the year that the text names first: 【新聞社東京5月10日】."""
    match = next(filter(None, map(DATELINE.match, opening)), None)
    years = (int(mention.iso[:4]) for text in opening for mention in find_dates(text))
    if match is None or (year := next(years, None)) is None:
        return ""
    return next((mention.iso for mention in find_dates(match["day"], year=year)), "")


def _days_near_head(blocks: Sequence[Block], head: Head) -> Iterator[str]:
    """Days that short lines soon below the head are, begin or end with."""
    first = max(0, head.title.start - _NEAR) if head.page else 0
    for block in blocks[first : first + _NEAR_HEAD]:
        if block.form not in (Form.LABEL, Form.TEXT) or len(block.text) > _SHORT or "。" in block.text:
            continue
        if is_posting(block.text):
            continue
        bare = block.text.lstrip("-－―—–*＊・ \u3000")
        begun = (
            mention.iso
            for mention in find_dates(bare)
            if mention.start == 0 and not _OF_SOMETHING_ELSE.match(bare, mention.end)
        )
        day = _date_of_head_line(block.text) or next(begun, "")
        if len(day) == _DAY:
            yield day


def _day_beside_title(blocks: Sequence[Block], head: Head) -> str:
    """The only day that a short line right above or below the title names, among who wrote it and the like."""
    for text in beside_title(blocks, head):
        days = list(find_dates(text))
        if len(days) == 1 and len(days[0].iso) == _DAY and not _OF_SOMETHING_ELSE.match(text, days[0].end):
            return days[0].iso
    return ""


def _days_in_year(lines: Sequence[Block], year: int) -> Iterator[str]:
    """The days without a year that lines of a head end with: of the year, or the fiscal year, that the head names."""
    fiscal = any("年度" in block.text for block in lines)
    for block in lines:
        bare = title_of_line(block.text)
        for part in re.findall(r"[（(]([^（）()]+)[）)]$", block.text) if bare == block.text else ():
            for mention in find_dates(part, year=year):
                if mention.start == 0 and len(mention.iso) == _DAY:
                    later = fiscal and mention.iso[5:7] < "04"
                    yield f"{int(mention.iso[:4]) + later}{mention.iso[4:]}"


def _is_first_of_years(blocks: Sequence[Block], index: int) -> bool:
    """Whether a year or a month alone is the first of several that head what happened in them."""
    date = date_of_line(blocks[index].text)
    others = (date_of_line(block.text) for block in blocks[index + 1 :] if block.form is Form.LABEL)
    return len(date) < _DAY and any(len(other) == len(date) and other != date for other in others)


def _date_of_head_line(text: str) -> str:
    """The date that a line of the head is, or ends with."""
    if read_field_label(text) or is_of_another_day(text):
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
    """The day that a letter, a law or a treaty ends with, or the month: on its own line, or where it says so."""
    month = ""
    for below, block in enumerate(reversed(body[-SAID_AT_END:])):
        if block.form is Form.TABLE or read_field_label(block.text):
            continue
        line = below < _AT_END and block.form in (Form.LABEL, Form.TEXT)
        date = date_of_line(block.text) if line else ""
        if len(date) == _DAY:
            return date
        month = month or (date if len(date) == _MONTH else "")
        if block.form in (Form.TEXT, Form.LABEL) and DONE_ON.search(block.text):
            days = [mention.iso for mention in find_dates(block.text) if len(mention.iso) == _DAY]
            if days:
                return days[-1]
    return month


def _said_date(title: str, opening: Sequence[str], doc_type: str) -> str:
    """The day that the opening names, within the year of the title if it has one; 令和5年版 of a yearbook is its date."""
    years = {mention.iso for mention in find_dates(_NUMBER_OF_CASE.sub("", title))}
    said = years.pop() if len(years) == 1 else ""
    if said and (doc_type == "white-paper" or len(said) == _DAY):
        return said
    days = (
        mention.iso
        for text in opening[:6]
        for mention in find_dates(text[:120])
        if len(mention.iso) == _DAY and not _OF_SOMETHING_ELSE.match(text, mention.end)
    )
    return next((day for day in days if day.startswith(said)), said)
