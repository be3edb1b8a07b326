"""Items of lists that are set under items: 二　次の点について問う。 over １ and ２."""

from __future__ import annotations

import re

from fumikura.blocks import Block, Form
from fumikura.numbering import Mark, read_mark
from fumikura.structure.outline import Heading

Items = tuple[tuple[str, Heading], ...]
"""Items over items, each with the family of those under it."""

_INTRODUCES_ITEMS = re.compile(r"(?:次|以下|左|下記|左記)(?:[のに]|[、，]|とおり)[^。]*[。：:]?$")
_DEPTHS = (  # at which items commonly stand: 一, 1, (1), ①
    ("ordinal", "roman", "kanji"),
    ("arabic", "paren-kanji"),
    ("paren", "half-paren"),
    ("kana", "circled", "latin"),
    ("paren-kana", "paren-latin"),
    ("paren-roman",),
)
_DEPTH = {family: depth for depth, families in enumerate(_DEPTHS) for family in families}


def introduces_items(text: str) -> bool:
    """Whether a text says that something follows: 次の点について問う。"""
    return _INTRODUCES_ITEMS.search(text) is not None


def items_over(mark: Mark, over: Items, before: Block | None) -> Items:
    """The items that an item with this mark stands under, where they stood `over` the block `before` it.

    One stands over others that it introduces, or whose numbers are finer: 二　次の点について問う。 over １ and ２.
    """
    families = [family for family, _ in over]
    if mark.family in families:
        return over[: families.index(mark.family) + 1]
    outer = read_mark(before.text) if before is not None and before.form is Form.NUMBERED else None
    if before is None or outer is None or outer.family == mark.family:
        return ()
    finer = _DEPTH.get(mark.family, 0) > _DEPTH.get(outer.family, len(_DEPTHS))
    if mark.value != 1 or not (finer or introduces_items(before.text)):
        return ()
    return (*over, (mark.family, Heading(before.text[: outer.length].strip(" \u3000、．."))))
