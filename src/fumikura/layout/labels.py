"""Captions and titles that run on over two lines."""

from __future__ import annotations

import re

from fumikura.blocks import Form
from fumikura.dates import first_date
from fumikura.layout.draft import Draft
from fumikura.layout.shape import Shape, Shaped, ends_open, is_dated, is_label

_LONGEST_DATE = 24
# Below it stands who signs.
_SIGNED_BELOW = re.compile(
    r"(?:国|政府|連合|共同体|機関|会社|組合|団体)のため[にニ][：:]?$"
    r"|日に?[^\s、。]{1,12}(?:において|にて|で)$"
)
# Where the figures of a table or a diagram are from.
_SOURCE = re.compile(r"[（(【［\[〔](?:資料|出所|出典|注|備考|単位)[）)】］\]〕：:]")
_PICTURE = 3  # empty lines that a picture leaves


def _begins_with_day(text: str) -> bool:
    """Whether a date and a gap begin a line: a row of a chronology, which goes on from nothing."""
    first = first_date(text[:_LONGEST_DATE])
    return first is not None and first.start == 0 and text[first.end : first.end + 1].isspace()


def second_line_of_label(draft: Draft, line: Shaped) -> bool:
    """Whether `line` is the second line of a caption: 会談に臨む大臣と|国防長官, 会談の様子|（2013年10月）."""
    if draft.form not in (Form.CAPTION, Form.LABEL) or draft.interrupted or line.line.gap:
        return False
    if line.shape is not Shape.TEXT or not is_label(line.text) or _begins_with_day(line.text):
        return False
    if _SIGNED_BELOW.search(draft.text) or _SOURCE.match(line.text):
        return False
    if ends_open(draft.text) >= 2:
        return True
    if draft.text.endswith("号") and is_dated(line.text):
        return False  # below the number of a decision, the day on which it was taken
    pictured = draft.form is Form.CAPTION or draft.gap >= _PICTURE or is_dated(line.text)
    return pictured and line.text[0] in "（(【［[〔"
