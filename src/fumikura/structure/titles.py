"""Which line of a head is the title of its document, and how it is cited.

A title is what is nothing else (`head_lines`), the more surely the more it reads as titles do. Where no line of the head
is one, a picture's caption may name what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.labels import read_field_label
from fumikura.numbering import read_bullet, read_mark
from fumikura.page_matter import is_posted
from fumikura.structure.head_lines import (
    is_date,
    is_date_before,
    is_other_than_title,
    is_person,
    is_publisher,
    is_session,
    is_session_of_diet,
    title_of_line,
    without_credit,
)
from fumikura.structure.meetings import meeting_in

__all__ = [
    "LONGEST_TITLE",
    "best_title",
    "full_title",
    "is_kind_of_document",
    "late_title",
    "may_be_title",
    "posted_title",
    "title_of",
]

LONGEST_TITLE = 100
_TITLE_END = re.compile(
    r"(?:概要|要旨|要約|骨子|結果|ポイント|発表|リリース|声明|宣言|談話|会見|会見録|記録|議事録"
    r"|議事要旨|議事概要|会議録|速記録|について|件|法|法律案?|条例案?|規則|規程|政令|省令|令|協定|条約"
    r"|憲章|憲法|議定書|取極|覚書|報告|報告書|白書|青書|計画|大綱|方針|戦略"
    r"|要綱|要領|指針|ガイドライン|開催|演説|講演|挨拶|あいさつ|意見書|質問主意書|答弁書|日記|日誌"
    r"|年表|歩み|案内|通知|依頼|インタビュー|調査票?|アンケート|Q&A|Ｑ＆Ａ|文書|書簡|決議|規約|会則|会談"
    r"|会合|協議|委員会|号|集|論|史|記|覚え書き?|見直し|訪問|式辞|祝辞|所信|質疑|公報|だより|通信"
    r"|手引|マニュアル|説明|説明書)$"
)
_BRACKETS_AT_END = re.compile(
    r"(?:[ \u3000]*(?:（[^（）]*）|\([^()]*\)|「[^「」]*」|〈[^〈〉]*〉|【[^【】]*】|<[^<>]*>))+$"
)
_SUBTITLE = re.compile(r"[―—–\-－~〜～─].*")
_KIND_ALONE = re.compile(
    r"(?:共同発表|共同声明|記者会見|会見|議事録|会議録|概要|談話|声明|質問主意書|答弁書|トピックス|ニュース|お知らせ|報道発表"
    r"|新着情報|INDEX|目次)$"
)
_KIND_OF_DOCUMENT = re.compile(
    r"(?:共同(?:(?:プレス)?(?:発表|声明)|宣言|文書|記者発表)|(?:記者)?会見(?:録|記録|要旨)?|議事(?:録|要旨|概要)|会議録|談話|報告書?|調査票|答弁書)$"
)
_KIND_OF_DOCUMENT_AT_END = re.compile(rf"(?:{_KIND_OF_DOCUMENT.pattern})")
_NUMBER_ALONE = re.compile(
    r"(?:(?:平成|令和|昭和)?[0-9０-９元一二三四五六七八九十]{1,4}年度?[ \u3000]*)?(?:臨時|定例)?"
    r"第[ \u3000]?[0-9０-９〇一二三四五六七八九十百]+[ \u3000]?(?:回(?:国会)?|号|条|節|章)$"
)
_PART_OF_A_BOOK = re.compile(r"第\s?[0-9０-９ⅠⅡⅢⅣⅤIVX一二三四五六七八九十]+\s?[編部章節]")
_NUMBERED_STATUTE = re.compile(r".{5}(?:条約|協定|議定書|憲章|宣言|憲法|法律?|条例|規則|規程)$")
_EXCERPT = re.compile(r"[ \u3000]+(?:以下)?(?:抜粋|抄)$")
_WAY_THROUGH_SITE = re.compile(r"(?:トップ|ホーム|HOME|TOP|現在)", re.IGNORECASE)
_PICTURE_NUMBER = re.compile(r"[0-9０-９]$")
_SIGNED = re.compile(r"[○◯●◎■◆][ \u3000]?")  # what collections of rules set before each title
_DASHED = re.compile(
    r"[-－―—–~〜～]{1,3}[ \u3000]?(?P<inside>[^-－―—–~〜～]{4,}?)[ \u3000]?[-－―—–~〜～]{1,3}$"
)
_FORMS = (Form.LABEL, Form.HEADING, Form.NUMBERED, Form.TEXT, Form.CAPTION)
_SURE = 4
_CLEAR = 6
_LATE = 6  # blocks among which a title may stand below a first sentence
_FAR = 12  # blocks below the head among which what is enclosed may begin
_SET_APART = 2  # empty lines around the title of what is enclosed
_NEAR = 3  # blocks behind a title
_LONG = 12


def may_be_title(blocks: Sequence[Block], index: int) -> bool:
    """Whether the block at `index` may be a title, as far as it and the label before it say."""
    block = blocks[index]
    text = block.text
    if not 2 <= len(text) <= LONGEST_TITLE or is_date(block):
        return False
    if block.form is Form.BULLET:
        return _is_signed_title(block)
    if block.form not in _FORMS:
        return False
    if label := read_field_label(text, bare=True, spaced=True):
        return (label.field == "title" and bool(label.value)) or (not label.field and _is_boxed_title(text))
    if index and (before := read_field_label(blocks[index - 1].text, bare=True)) and not before.value:
        return before.field == "title"
    title = title_of(block)
    if block.form is Form.CAPTION and not (title != text and _names_meeting(title)):
        return False
    if block.form is Form.NUMBERED and not (is_session(block) or _PART_OF_A_BOOK.match(text)):
        return _NUMBERED_STATUTE.search(_BRACKETS_AT_END.sub("", title)) is not None
    return not is_other_than_title(title if block.form is Form.CAPTION else text) and not is_publisher(title)


def best_title(blocks: Sequence[Block], head: Sequence[int]) -> int:
    """Which of the lines of a head, given by the indexes of their blocks, reads most as a title; -1 where none does."""
    candidates = [index for index in head if may_be_title(blocks, index)]
    if not candidates:
        return _institution_with_day(blocks, head)
    scores = {index: _score(blocks[index], index == candidates[0]) for index in candidates}
    for index in candidates:
        scores[index] += index > 0 and is_date(blocks[index - 1]) and len(blocks[index].text) >= _LONG
        scores[index] += 4 * any(
            blocks[other].text == blocks[index].text for other in candidates if other != index
        )
        scores[index] += 3 * any(_is_short_form(blocks[other], blocks[index]) for other in candidates)
    best = max(candidates, key=lambda index: (scores[index], -index))
    enclosed = _title_of_enclosed(blocks, head[-1] + 1) if scores[best] < _CLEAR else -1
    return enclosed if enclosed >= 0 else best


def posted_title(blocks: Sequence[Block]) -> int:
    """The line right above the one that says when the only text of a page was posted; -1 where there is no such line."""
    posted = [index for index, block in enumerate(blocks) if is_posted(block.text)]
    above = posted[0] - 1 if len(posted) == 1 else -1
    if (
        above < 0
        or blocks[above].form not in (Form.LABEL, Form.HEADING, Form.TEXT)
        or "。" in blocks[above].text
    ):
        return -1
    return above if may_be_title(blocks, above) and not _KIND_ALONE.match(blocks[above].text) else -1


def late_title(blocks: Sequence[Block]) -> int:
    """The title below a first sentence or a date, where a line reads as titles do; -1 where none does."""
    return next(
        (
            index
            for index, block in enumerate(blocks[:_LATE])
            if block.form in (Form.LABEL, Form.HEADING)
            and may_be_title(blocks, index)
            and _score(block, False) >= _SURE
        ),
        -1,
    )


def title_of(block: Block) -> str:
    """The title as it is cited: without a date at its end or its beginning, a sign, dashes or a label before it."""
    text = block.text
    if (label := read_field_label(text)) and label.field == "title" and label.value:
        text = label.value
    if (bullet := read_bullet(text)) and not bullet[1]:
        text = text[bullet[0] :]
    text = _EXCERPT.sub("", _SIGNED.sub("", text) if _SIGNED.match(text) else text)
    if block.form is Form.NUMBERED and (mark := read_mark(text)) and not mark.family.startswith("unit"):
        text = text[mark.length :]
    if match := _DASHED.match(text):
        text = match["inside"]
    if (shown := without_credit(text)) != text:
        text = shown.split()[-1]
    return title_of_line(text)


def full_title(blocks: Sequence[Block], index: int) -> str:
    """The title at `index`, with the line beside it that says what kind of document it is: 共同発表, 議事録."""
    title = title_of(blocks[index])
    if _PICTURE_NUMBER.search(title) and _is_one_of_pictures(title, blocks[: index + 1 + _NEAR]):
        return title[:-1].rstrip()
    before = blocks[index - 1] if index and not blocks[index].gap else None
    after = blocks[index + 1] if index + 1 < len(blocks) and not blocks[index + 1].gap else None
    if before is not None and is_kind_of_document(before.text) and not _KIND_OF_DOCUMENT_AT_END.search(title):
        return f"{before.text} {title}"
    if after is not None and after.form is Form.LABEL and is_kind_of_document(after.text):
        return f"{title} {after.text}"
    return title


def _is_one_of_pictures(title: str, blocks: Sequence[Block]) -> bool:
    """Whether another line is the same but for its last figure: what several pictures show, 首脳会談1 and 首脳会談2."""
    return any(title[:-1] == other.text[:-1] and title != other.text for other in blocks if other.text)


def is_kind_of_document(text: str) -> bool:
    """Whether a line says nothing but what kind of document it is."""
    return _KIND_OF_DOCUMENT.match(text) is not None


def _is_signed_title(block: Block) -> bool:
    """Whether a line behind ○ is a title, as in collections of rules, rather than a matter or a speaker."""
    bare = _SIGNED.sub("", block.text) if _SIGNED.match(block.text) else ""
    return bool(bare) and "。" not in bare and _ends_as_title(bare) and not is_other_than_title(bare)


def _names_meeting(title: str) -> bool:
    """Whether what a picture shows is the name of a meeting of a known kind."""
    return meeting_in(title) not in ("", "other") and _ends_as_title(title)


def _is_boxed_title(text: str) -> bool:
    """Whether what looks like a label in brackets is the beginning of a title: 【資料】…声明."""
    return text[0] in "【［[〔" and text[-1] not in "】］]〕" and _ends_as_title(text)


def _institution_with_day(blocks: Sequence[Block], head: Sequence[int]) -> int:
    """The first line that names an institution and a day: of a committee that met, where nothing else is a title."""
    return next(
        (
            index
            for index in head
            if blocks[index].form in _FORMS and _is_institution_with_day(blocks[index].text)
        ),
        -1,
    )


def _is_institution_with_day(text: str) -> bool:
    title = title_of_line(text)
    return title != text and is_publisher(title)


def _is_short_form(block: Block, other: Block) -> bool:
    """Whether a title is what another ends with: the name of a page, and the title in full below."""
    short, full = title_of(block), title_of(other)
    if _WAY_THROUGH_SITE.match(full):
        return False
    return 4 <= len(short) < len(full) and full.endswith(short)


def _title_of_enclosed(blocks: Sequence[Block], body: int) -> int:
    """The title of what a letter encloses: set apart, below its own sentence."""
    for index in range(body, min(body + _FAR, len(blocks) - 1)):
        block = blocks[index]
        apart = block.gap >= _SET_APART and blocks[index + 1].gap >= 1
        if (
            block.form in (Form.LABEL, Form.TEXT)
            and apart
            and len(block.text) >= _LONG
            and may_be_title(blocks, index)
        ):
            return index if _ends_as_title(block.text) else -1
    return -1


def _ends_as_title(text: str) -> bool:
    return _TITLE_END.search(_BRACKETS_AT_END.sub("", text)) is not None


def _score(block: Block, first: bool) -> int:
    """How much a line reads as a title."""
    text = block.text
    bare = _BRACKETS_AT_END.sub("", title_of(block))
    label = read_field_label(text)
    return (
        10 * (label is not None and label.field == "title")
        + 4 * (block.form is Form.HEADING and block.level <= 1)
        + 2 * (block.form is Form.HEADING)
        + 3 * bool(_TITLE_END.search(bare) or is_session_of_diet(text))
        - 4 * bool(_KIND_ALONE.match(bare) or _NUMBER_ALONE.match(bare))
        - 3 * is_date_before(text)
        + 2 * bool(meeting_in(text))
        + 2 * first
        + 3 * (not text.isascii())
        + (len(text) >= 8)
        - 2 * (len(text) < 4)
        - 3 * is_person(text)
        - 3 * bool(_SUBTITLE.match(text) and not _DASHED.match(text))
        - 4 * (without_credit(text) != text or _WAY_THROUGH_SITE.match(text) is not None)
    )
