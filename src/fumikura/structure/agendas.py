"""Agendas above the speeches of a sitting, and where the sitting itself begins below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from fumikura.blocks import Block, Form
from fumikura.structure.furniture import SENTENCE
from fumikura.structure.heading_lines import LONGEST_LABEL

_AGENDA = re.compile(r"会議に付した|議事日程|付議(?:事件|案件)")
_OPENED = re.compile(r"[^。]{0,16}(?:午[前後][^。]{2,12}開[議会]|開[ \u3000]*[議会][ \u3000]*午[前後])")
_NEAR = 6  # blocks above the first speech


def names_agenda(blocks: Sequence[Block]) -> bool:
    """Whether one of the blocks says that an agenda begins."""
    return any(_AGENDA.search(block.text[:LONGEST_LABEL]) for block in blocks)


def start_below_agenda(
    blocks: Sequence[Block],
    page: Collection[int],
    first: int,
    heading: Callable[[int], str],
    *,
    below_agenda: bool,
) -> int:
    """The block that a sitting begins with below its agenda, whose lines head nothing of it; -1 where they may.

    That is the `first` speech, or what stands above it below the time of opening; `heading` gives the family of a
    heading, "" for what is none. `below_agenda` says that an agenda begins above the blocks.
    """
    above = [index for index in range(first) if index not in page]
    if not above:
        return -1
    if below_agenda or names_agenda(blocks[:first]):
        opened = max((i + 1 for i in above[-_NEAR:] if _OPENED.match(blocks[i].text)), default=0)
        if opened and not names_agenda(blocks[opened:first]):
            return opened
        return above[-1] if heading(above[-1]).startswith("sign") else first
    if heading(above[-1]):
        return -1
    for index in reversed(above):
        if blocks[index].form is Form.TEXT and SENTENCE.search(blocks[index].text):
            return -1
        if heading(index):
            return first
    return -1
