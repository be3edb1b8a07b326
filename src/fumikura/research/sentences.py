"""Where the sentences of a passage begin and end, and what makes two of them the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.models import Span
from fumikura.text.normalize import folded_text

LEAST_FORM = 12
"""Letters and digits that a sentence has at least to be compared with others: a shorter one is the same by chance."""

_ENDS = re.compile("[。｡！？]+")
_BRACKETS = dict(zip("（(「『【〈《〔［[｛{“", "）)」』】〉》〕］]｝}”", strict=True))
_ANY_BRACKET = re.compile(f"[{re.escape(''.join(_BRACKETS) + ''.join(_BRACKETS.values()))}]")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a passage: each ends after 。！？ outside of brackets, or with the passage.

    White space around them is left out. A bracket that has no other half does not count.
    """
    found: list[Span] = []
    start = 0
    inside = _bracketed(text)
    for match in _ENDS.finditer(text):
        if not any(begin < match.start() < end for begin, end in inside):
            found.append((start, match.end()))
            start = match.end()
    found.append((start, len(text)))
    return tuple(span for span in (_stripped(text, *each) for each in found) if span[0] < span[1])


def sentence_at(spans: Sequence[Span], start: int) -> Span:
    """The sentence that a place of the text is in; an empty one where there is none."""
    return next((span for span in spans if span[0] <= start < span[1]), (start, start))


def form_of(sentence: str) -> str:
    """A sentence as it is compared with others: the letters and digits that are written, folded as for a search."""
    return folded_text("".join(filter(str.isalnum, sentence)))


def _bracketed(text: str) -> list[Span]:
    """The outermost pairs of brackets."""
    pairs: list[Span] = []
    open_ones: list[tuple[str, int]] = []
    for match in _ANY_BRACKET.finditer(text):
        if match[0] in _BRACKETS:
            open_ones.append((_BRACKETS[match[0]], match.start()))
            continue
        depth = next((i for i in range(len(open_ones) - 1, -1, -1) if open_ones[i][0] == match[0]), None)
        if depth is not None:
            begin = open_ones[depth][1]
            del open_ones[depth:]
            pairs = [pair for pair in pairs if pair[0] < begin]
            pairs.append((begin, match.start()))
    return pairs


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
