"""Captions and titles that run on over two lines."""

from __future__ import annotations

from fumikura.blocks import Form
from fumikura.layout.draft import Draft
from fumikura.layout.shape import Shape, Shaped, ends_open, is_dated, is_label

_PICTURE = 3  # empty lines that a picture leaves


def second_line_of_label(draft: Draft, line: Shaped) -> bool:
    """Whether `line` is the second line of a caption: 会談に臨む大臣と|国防長官, 会談の様子|（2013年10月）."""
    if draft.form not in (Form.CAPTION, Form.LABEL) or draft.interrupted or line.line.gap:
        return False
    if line.shape is not Shape.TEXT or not is_label(line.text):
        return False
    if ends_open(draft.text) >= 2:
        return True
    pictured = draft.form is Form.CAPTION or draft.gap >= _PICTURE or is_dated(line.text)
    return pictured and line.text[0] in "（(【［[〔"
