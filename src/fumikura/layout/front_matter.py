"""YAML above a text (`---`, a name and a value a line, `---`), as notes in Markdown and pages of site generators have it.

Nothing is read as YAML: each line is a block of its own, a label where it names a field of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.labels import read_field_label
from fumikura.layout.lines import Line

_MOST = 100  # lines
_NAMED = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*:(?:\s|$)")
_GOES_ON = re.compile(r"[ \t]+\S|- |[\])}#]")
_FENCE = ("---", "...")


def length_of_front_matter(lines: Sequence[Line]) -> int:
    """How many of the first lines are front matter, with both fences; 0 where there is none."""
    if len(lines) < 3 or lines[0].raw.rstrip() != _FENCE[0] or not _NAMED.match(lines[1].raw):
        return 0
    for at, line in enumerate(lines[2 : 2 + _MOST], start=2):
        if line.raw.rstrip() in _FENCE:
            return at + 1
        if not (_NAMED.match(line.raw) or _GOES_ON.match(line.raw)):
            return 0
    return 0


def front_matter(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of front matter, without its fences."""
    return tuple(
        Block(_form_of(line.text), line.text, (line.number, line.number), indent=line.indent, gap=line.gap)
        for line in lines[1:-1]
    )


def _form_of(text: str) -> Form:
    label = read_field_label(text)
    return Form.LABEL if label is not None and label.field and label.value else Form.FURNITURE
