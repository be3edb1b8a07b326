"""Questions that head what answers them: 問１　…, and short ones without a number above a paragraph."""

from __future__ import annotations

import re

from fumikura.blocks import Block, Form
from fumikura.structure.furniture import SENTENCE
from fumikura.structure.heading_lines import LONGEST_LABEL

_SHORT = re.compile(rf"[^。！？!?「」『』]{{2,{LONGEST_LABEL - 1}}}[？?か]$")
_NUMBERED = re.compile(
    r"(?:設?問|質問|[QＱ])[ \u3000]?[0-9０-９一二三四五六七八九十]{1,3}[.．、:：）) \u3000]"
)
_NUMBER_FIRST = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十①-⑳]{1,3}[：:.．、)） \u3000]|[①-⑳]")
_FIRST = frozenset("設問質QＱ（(0123456789０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_ASKS = re.compile(r"(?:[？?]|か。)$")
_LONGEST = 200
_NO_QUESTION = frozenset({Form.TABLE, Form.FOOTNOTE, Form.CAPTION})
_CHOICES = frozenset({Form.NUMBERED, Form.BULLET, Form.TABLE})


def is_short_question(text: str) -> bool:
    """Whether a text is short, and a question."""
    return _SHORT.match(text) is not None


def is_answered(block: Block, following: Block) -> bool:
    """Whether a block is a question with its number, above what answers it or, as in a survey, its choices."""
    if block.text[:1] not in _FIRST or len(block.text) > _LONGEST or block.form in _NO_QUESTION:
        return False
    numbered = _NUMBERED.match(block.text) is not None
    if numbered and following.form in _CHOICES:
        return _NUMBERED.match(following.text) is None
    asked = numbered or (_NUMBER_FIRST.match(block.text) is not None and _ASKS.search(block.text) is not None)
    told = following.form is Form.TEXT and SENTENCE.search(following.text) is not None
    return asked and told and _ASKS.search(following.text) is None
