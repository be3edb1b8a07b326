"""Highlights and excerpts: what is marked in a passage, and which part of it is shown.

Both are ranges of the passage's own text; whoever prints them adds colours and ellipses last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from fumikura.analysis.second import originals
from fumikura.models import Snippet, Span

__all__ = ["EXCERPT", "excerpt", "merge", "original_spans"]

EXCERPT = 120
"""Code points of an excerpt, unless a single match is longer."""

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[」』）)]*|[^。！？!?\n]+")
_PAUSE = re.compile(r"[、，,；;：:\s]|[」』）)](?!。)")


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap or touch as one, empty ones left out."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def original_spans(text: str, folded: Sequence[Span]) -> tuple[Span, ...]:
    """Ranges of the folded form of `text`, and of the windows behind it, as merged ranges of `text` itself."""
    if not folded:
        return ()
    return merge(originals(text, folded))


def excerpt(text: str, highlights: Sequence[Span], size: int = EXCERPT) -> Snippet:
    """The part of `text` with the most different matches, in whole sentences where they fit into `size`.

    No match is cut, though one alone may be longer than `size`. Without highlights it is the beginning.
    """
    core = _densest(text, highlights, size)
    start, end = _around_matches(_to_sentences(text, *core, size), core, highlights)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    inside = tuple((a - start, b - start) for a, b in highlights if start <= a and b <= end)
    return Snippet(text[start:end], start, inside, bool(text[:start].strip()), bool(text[end:].strip()))


def _densest(text: str, highlights: Sequence[Span], size: int) -> Span:
    """The shortest range from one highlight to another, within `size`, that has the most different words."""
    best: tuple[int, int, Span] = (0, 0, (0, 0))
    for first, (start, _) in enumerate(highlights):
        seen: set[str] = set()
        for a, b in highlights[first:]:
            if seen and b - start > size:
                break
            seen.add(text[a:b])
            if (len(seen), start - b) > best[:2]:
                best = len(seen), start - b, (start, b)
    return best[2]


def _around_matches(span: Span, core: Span, highlights: Sequence[Span]) -> Span:
    """`span` without the parts of matches that lie across its edges; those of `core` lie inside."""
    start, end = span
    for a, b in highlights:
        if a < start < b <= core[0]:
            start = b
        if core[1] <= a < end < b:
            end = a
    return start, end


def _to_sentences(text: str, start: int, end: int, size: int) -> Span:
    """The range grown to the sentences around it, as far as `size` allows, and to pauses where it doesn't."""
    sentences = [match.span() for match in _SENTENCE.finditer(text)] or [(0, len(text))]
    starts = [a for a, _ in sentences]
    first = max(bisect_left(starts, start + 1) - 1, 0)
    last = max(bisect_left(starts, max(end, start + 1)) - 1, first)
    room = max(size, end - start)
    if sentences[last][1] - sentences[first][0] > room:
        return _to_pauses(text, (start, end), (sentences[first][0], sentences[last][1]), room)
    begin, stop = sentences[first][0], sentences[last][1]
    while last + 1 < len(sentences) and sentences[last + 1][1] - begin <= room:
        last += 1
        stop = sentences[last][1]
    while first > 0 and stop - sentences[first - 1][0] <= room:
        first -= 1
        begin = sentences[first][0]
    return begin, stop


def _to_pauses(text: str, inner: Span, outer: Span, room: int) -> Span:
    """`inner` grown within `outer` to `room` code points, ending at pauses where there are any."""
    spare = room - (inner[1] - inner[0])
    begin = max(outer[0], inner[0] - spare // 3)
    stop = min(outer[1], begin + room)
    begin = max(outer[0], min(begin, stop - room))
    if begin > outer[0]:
        pauses = [match.end() for match in _PAUSE.finditer(text, begin, inner[0])]
        begin = pauses[0] if pauses else begin
    if stop < outer[1]:
        pauses = [match.end() for match in _PAUSE.finditer(text, inner[1], stop)]
        stop = pauses[-1] if pauses else stop
    return begin, stop
