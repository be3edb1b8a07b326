"""What a line that may be a heading is by itself, or with the paragraphs right below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates
from fumikura.numbering import Mark, read_mark
from fumikura.structure.furniture import SENTENCE

LONGEST_LABEL = 40
BOXED = re.compile(r"(?:【[^【】]{1,40}】|[＜<〈《][^＜＞<>〈〉《》]{1,40}[＞>〉》])$")
"""A line in brackets of the kind that boxes headings in: 【概要】."""
CLOSING = re.compile(r"[（(]?(?:以[ \u3000]*上|了|終わ?り)[）)]?[。]?$")
"""What a circular or a release ends with."""
_LONGEST = 50
_WORD = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{2,}")
_TOLD = 4  # paragraphs
_IN_BRACKETS = re.compile(r"[（(][^（）()。、：:]{2,30}[）)]$")
_NO_HEADING = re.compile(
    r"仮訳|写真|別紙|別添|拍手|笑|者あり|[0-9０-９]+時|開[議会]|散会|休憩|単位"
    r"|(?:抄|終わ?り?|以上|続[きくけ]?|略)[）)]$|^[（(]注(?:[）)※]|[ \u3000]?[0-9０-９])"
)
_DONE = re.compile(r"(?:[うくすつぬむるぐぶ]|た|起立|挙手|[入退着][室席場])[）)]$")  # while somebody spoke
_BOX_FIRST = re.compile(
    r"[<＜【［\[〔（(][^<>＜＞【】（）()]{1,8}[>＞】］\]〕）)][ \u3000]*\S"
)  # <参考>橋の一覧
_SIGNS_OF_ENTRIES = "■◆●▼★"
_CONTACT = re.compile(
    r"[【［\[〈＜<（(]?(?:[^\s。、]{1,12}(?:に関する|についての|に係る))?"
    r"[おご]?(?:問い?合わ?せ|連絡|申し?込み?)(?:先|窓口)[】］\]〉＞>）)]?$"
)
ENDS_LIKE_THING = re.compile(r"(?<!る)こと$")
"""What a request ends with, and the name of a matter as well."""
_WIDE_GAP = re.compile(r"[ \u3000]+(?=\S)")
_ENDS = re.compile(r"(?:(?<=[うくすつぬむるぐぶたい])こと|する|した|(?<![要趣論])旨|よう)$")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|「[^「」]*」")


def heads_contact(text: str) -> bool:
    """Whether a line heads how to reach who published: お問い合わせ先, 【本件に関する連絡先】."""
    return len(text) <= LONGEST_LABEL and _CONTACT.match(text) is not None


def is_headline(text: str) -> bool:
    """Whether a line behind a sign is the headline of an entry, as of a blog: short, a sentence in it or not."""
    return text[0] in _SIGNS_OF_ENTRIES and len(text) <= LONGEST_LABEL and SENTENCE.search(text) is None


def is_bracketed_heading(block: Block, *, in_talk: bool = False) -> bool:
    """Whether a line in round brackets may be a heading, as in speeches: neither a date nor a notice.

    In talk it may tell what was done meanwhile.
    """
    if in_talk and _DONE.search(block.text):
        return False
    if block.form not in (Form.LABEL, Form.CAPTION) or not _IN_BRACKETS.match(block.text):
        return False
    return not any(True for _ in find_dates(block.text)) and not _NO_HEADING.search(block.text)


def is_told_of(label: str, below: Sequence[Block]) -> bool:
    """Whether a paragraph follows a label, and it or the next ones have most words of it."""
    words = _WORD.findall(label)
    told = "".join(block.text for block in below[:_TOLD])
    prose = bool(below) and below[0].form is Form.TEXT and SENTENCE.search(below[0].text) is not None
    return prose and bool(words) and sum(word in told for word in words) > len(words) / 2


def heads_list(label: str, below: Sequence[Block]) -> bool:
    """Whether a label stands right above several bullets, or above numbers from 1 with no text behind the last."""
    if len(below) < 2 or below[1].gap or not reads_as_heading(label):
        return False
    if below[0].form is below[1].form is Form.BULLET:
        near = not below[0].gap or _BOX_FIRST.match(label) is not None
        return below[0].text[0] == below[1].text[0] and near
    marks = (read_mark(block.text) if block.form is Form.NUMBERED else None for block in below)
    count = next((n for n, mark in enumerate(marks) if mark is None or mark.value != n + 1), len(below))
    last = below[count] if count < len(below) else None
    return count > 1 and (last is None or (last.form is not Form.TEXT and last.gap > 0))


def goes_on_counting(text: str, mark: Mark) -> bool:
    """Whether the next number of the series stands in the same line, as choices do that are set side by side."""
    parts = (text[match.end() :] for match in _WIDE_GAP.finditer(text))
    return any(
        (following := read_mark(part))
        and (following.family, following.value) == (mark.family, mark.value + 1)
        for part in parts
    )


def reads_as_heading(text: str) -> bool:
    """Whether a text is short and no sentence, as headings are."""
    bare = _BRACKETS.sub("", text)
    if len(bare) > _LONGEST or SENTENCE.search(bare) or _ENDS.search(bare):
        return False
    return "、" not in bare or len(bare) <= 25
