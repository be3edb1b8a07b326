"""Words that are almost a given one, found in the folded texts.

With at most k edits, one of k + 1 pieces of the word stands in the other untouched (the pigeonhole filter of
Wu and Manber, 1992): so its pieces are looked for first, and only what begins and ends with words around
them is compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from fumikura.index.whoosh_engine.cuts import Cuts
from fumikura.index.whoosh_engine.segment import Segment
from fumikura.models import Span

__all__ = ["distance_at_most", "similar_spans", "similar_spans_in"]


def similar_spans(segment: Segment, field: str, needle: str, distance: int) -> Iterator[tuple[int, Span]]:
    """Passages of a field, deleted ones too, with each place of a word similar to `needle`, in bytes."""
    chars = segment.chars(field)
    rows = {local for piece in _pieces(needle, distance) for local, _ in chars.occurrences(piece.encode())}
    for local in sorted(rows):
        row = chars[local]
        for span in similar_spans_in(row, Cuts(segment.cuts(field)[local], len(row)), needle, distance):
            yield local, span


def similar_spans_in(row: bytes, cuts: Cuts, needle: str, distance: int) -> list[Span]:
    """The places in one folded text, in bytes: at each, the span that is most similar."""
    offsets = cuts.offsets
    pieces = [piece.encode() for piece in _pieces(needle, distance)]
    reach = len(needle.encode()) + 4 * distance
    best: dict[int, tuple[int, int]] = {}
    for piece in pieces:
        at = row.find(piece)
        while at >= 0:
            for start in offsets[bisect_left(offsets, at - reach) : bisect_left(offsets, at + 1)]:
                found = _closest_end(row, start, offsets, needle, distance)
                if found is not None:
                    best[start] = found
            at = row.find(piece, at + 1)
    return _without_overlaps(best)


def _closest_end(
    row: bytes, start: int, offsets: list[int], needle: str, distance: int
) -> tuple[int, int] | None:
    """Edits and end of the span from `start` that is most similar to `needle`, if any is enough."""
    best: tuple[int, int] | None = None
    for end in offsets[bisect_left(offsets, start + 1) :]:
        text = row[start:end].decode("utf-8", "replace")
        if len(text) > len(needle) + distance:
            break
        edits = distance_at_most(text, needle, distance)
        if edits is not None and (best is None or edits < best[0]):
            best = edits, end
    return best


def _without_overlaps(best: dict[int, tuple[int, int]]) -> list[Span]:
    spans: list[Span] = []
    for start, (_, end) in sorted(best.items(), key=lambda item: (item[1][0], item[0])):
        if all(end <= other[0] or start >= other[1] for other in spans):
            spans.append((start, end))
    return sorted(spans)


def _pieces(needle: str, distance: int) -> list[str]:
    # A swap of two characters may touch two pieces, so each edit costs two of them where there is room.
    count = min(2 * distance + 1, len(needle))
    edges = [len(needle) * i // count for i in range(count + 1)]
    return [needle[a:b] for a, b in pairwise(edges) if a < b]


def distance_at_most(one: str, other: str, limit: int) -> int | None:
    """Edits between two strings (optimal string alignment: a swap is one), None if over `limit`."""
    if abs(len(one) - len(other)) > limit:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(last) > limit:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= limit else None
