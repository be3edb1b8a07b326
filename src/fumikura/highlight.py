"""Highlights and excerpts: which ranges of a passage are marked, and which part of it is shown.

Both are ranges of the passage's own text; colours and ellipses are added where they are printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from fumikura.models import Snippet, Span
from fumikura.text import fold
from fumikura.text.alternate_readings import originals

EXCERPT = 120
"""Code points of an excerpt, unless a single match is longer."""

_LOOKED_AT = 10_000  # matches; a passage with more is a book, and its excerpt no better for them
_STRETCHED = 1.5  # times the size, for a sentence to be whole

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[」』）)]*|[^。！？!?\n]+")
_PAUSE = r"[、，,；;：:\s]|[」』）)](?!。)"


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; overlapping or touching ones are joined, empty ones left out."""
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
    """Ranges of the folded form of `text`, and of the windows behind it, as ranges of `text` itself, in order."""
    return tuple(sorted(set(originals(text, folded)))) if folded else ()


def spans_of_parts(parts: Sequence[str], folded: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The same for each part of a field; the folded parts follow one another with one character between them."""
    if not folded:
        return ((),) * len(parts)
    found: list[tuple[Span, ...]] = []
    at = 0
    for part in parts:
        size = len(fold(part).text)
        if not size and not part:
            found.append(())
            continue
        inside = [(start - at, end - at) for start, end in folded if at <= start and end <= at + size]
        found.append(merge(original_spans(part, inside)))
        at += size + 1
    return tuple(found)


def excerpt(text: str, matches: Sequence[Span], size: int = EXCERPT) -> Snippet:
    """The part of `text` with the most different matches, as close together as possible, in whole sentences.

    It has up to `size` code points, or half as many more to keep a sentence whole; longer sentences are cut at pauses. No
    match is cut, even one that is longer than that. Without matches it is the beginning of the text.
    """
    highlights = merge(matches)
    core = _densest(text, sorted(matches), size)
    start, end = _around_matches(_to_sentences(text, *core, size), core, highlights)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    inside = tuple((a - start, b - start) for a, b in highlights if start <= a and b <= end)
    return Snippet(text[start:end], start, inside, bool(text[:start].strip()), bool(text[end:].strip()))


def _densest(text: str, matches: Sequence[Span], size: int) -> Span:
    """The shortest range, within `size`, with the most different matches."""
    best: tuple[int, int, Span] = (0, 0, (0, 0))
    for first, (start, _) in enumerate(matches[:_LOOKED_AT]):
        seen: set[str] = set()
        end = start
        for other in range(first, len(matches)):
            a, b = matches[other]
            if seen and b - start > size:
                break
            seen.add(text[a:b])
            end = max(end, b)
            if (len(seen), start - end) > best[:2]:
                best = len(seen), start - end, (start, end)
    return best[2]


def _around_matches(span: Span, core: Span, highlights: Sequence[Span]) -> Span:
    """`span` without cut matches at its edges; the matches of `core` lie inside."""
    start, end = span
    for a, b in highlights:
        if a < start < b <= core[0]:
            start = b
        if core[1] <= a < end < b:
            end = a
    return start, end


def _to_sentences(text: str, start: int, end: int, size: int) -> Span:
    """The range extended to whole sentences as far as `size` allows, else to pauses."""
    sentences = [match.span() for match in _SENTENCE.finditer(text)] or [(0, len(text))]
    starts = [a for a, _ in sentences]
    first = max(bisect_left(starts, start + 1) - 1, 0)
    last = max(bisect_left(starts, max(end, start + 1)) - 1, first)
    room = max(size, end - start)
    if room < sentences[last][1] - sentences[first][0] <= _STRETCHED * size and first == last:
        return sentences[first]
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
    """`inner` extended within `outer` to `room` code points, up to pauses if there are any."""
    spare = room - (inner[1] - inner[0])
    begin = max(outer[0], inner[0] - spare // 3)
    stop = min(outer[1], begin + room)
    begin = max(outer[0], min(begin, stop - room))
    if begin > outer[0]:
        pauses = [match.end() for match in re.compile(_PAUSE).finditer(text, begin, inner[0])]
        begin = pauses[0] if pauses else begin
    if stop < outer[1]:
        pauses = [match.end() for match in re.compile(_PAUSE).finditer(text, inner[1], stop)]
        stop = pauses[-1] if pauses else stop
    return begin, stop
