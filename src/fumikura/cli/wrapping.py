"""Wraps Japanese text to a width in columns, as typesetters do (JIS X 4051, kinsoku).

No line begins with a closing bracket or a full stop, none ends with an opening bracket. Latin words and numbers stay
whole, and so do given spans, such as matches, while they fit a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.models import Span

_NO_START = frozenset(
    "、。，．・：；？！!?,.:;)]}）］｝」』】〉》〕’”ゝゞ々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥～%％"
)
_NO_END = frozenset("([{（［｛「『【〈《〔‘“")
_JOINERS = frozenset("-+/.,_#'&")


def wrap_text(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; its own line breaks stay."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        ends = [*line_starts(paragraph, width), len(paragraph)]
        starts = [0, *ends[:-1]]
        lines += [paragraph[start:end].rstrip(" ") for start, end in zip(starts, ends, strict=True)]
    return lines


def line_starts(text: str, width: int, whole: Sequence[Span] = ()) -> list[int]:
    """The offsets where a line after the first begins, for lines of at most `width` columns.

    `whole` names spans that are not cut while they fit. A character wider than `width` has a line for itself.
    """
    from rich.cells import get_character_cell_size

    widths = [get_character_cell_size(c) for c in text]
    fitting = [(start, end) for start, end in whole if sum(widths[start:end]) <= width]
    inside = {offset for start, end in fitting for offset in range(start + 1, end)}
    starts: list[int] = []
    start, taken, offset = 0, 0, 0
    while offset < len(text):
        # A space may hang over the edge, where nobody sees it.
        if taken + widths[offset] <= width or text[offset] == " " or offset == start:
            taken += widths[offset]
            offset += 1
            continue
        start = _break_before(text, start, offset, inside)
        starts.append(start)
        taken = sum(widths[start:offset])
    return starts


def cut_pieces(pieces: Sequence[tuple[str, str]], start: int, end: int) -> list[tuple[str, str]]:
    """A text in pieces with their styles, from `start` to `end`."""
    part: list[tuple[str, str]] = []
    for text, style in pieces:
        if inside := text[max(start, 0) : max(end, 0)]:
            part.append((inside, style))
        start, end = start - len(text), end - len(text)
    return part


def _break_before(text: str, start: int, offset: int, inside: set[int]) -> int:
    """The last place in `(start, offset]` where a line may begin; `offset` where there is none."""
    for place in range(offset, start, -1):
        if place not in inside and _may_break(text[place - 1], text[place]):
            return place
    return offset


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END or after == " ":
        return False
    return not (_is_word_char(before) and _is_word_char(after))


def _is_word_char(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in _JOINERS)
