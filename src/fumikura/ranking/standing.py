"""How a passage stands among the hits before any score: what says something comes before bare lines and furniture.

A title, a label or a date on a line of its own is short and has the words of a query, so BM25 puts it first; but its
reader is looking for what stands under it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from fumikura.matching.view import FieldView, PassageView
from fumikura.text.tokens import Entry, Role

_LONGEST = 24  # tokens of what may be bare
_FEW = 3  # words
_MAY_BE_BARE = frozenset({"paragraph", "list-item"})
_PREDICATES = ("動詞", "形容詞", "形状詞", "助動詞")
_ENDS = frozenset(".!?")  # of sentences, in the coarse form, which has a full stop for 。


class Standing(IntEnum):
    """The lower comes first."""

    SAYING = 0
    BARE = 1
    FURNITURE = 2


def standing_of(view: PassageView, entry: Callable[[str], Entry]) -> Standing:
    """How a passage stands; `entry` tells the words of its tokens."""
    if view.kind == "furniture":
        return Standing.FURNITURE
    if view.kind == "heading":
        return Standing.BARE
    text = view.fields.get("text")
    if text is None or view.kind not in _MAY_BE_BARE or len(text.tokens) > _LONGEST:
        return Standing.SAYING
    return Standing.BARE if _is_bare(view, text, entry) else Standing.SAYING


def _is_bare(view: PassageView, text: FieldView, entry: Callable[[str], Entry]) -> bool:
    """Whether a text is a few names or a date, without a predicate or the end of a sentence."""
    dates = view.dates_of("text", "")
    words = 0
    for place, char in enumerate(text.tokens):
        each = entry(char)
        start, end = text.span(place, place + 1)
        if each.pos.startswith(_PREDICATES) or text.text[start:end] in _ENDS:
            return False
        is_of_date = any(first <= start and end <= last for first, last in dates)
        words += each.role is Role.CONTENT and not is_of_date
    return words <= _FEW
