"""Words that are almost a given one, found in the folded texts.

With at most k edits, one of k + 1 pieces of the word stands in the other untouched (Wu and Manber, Fast Text
Searching Allowing Errors, 1992): so its pieces are looked for first, and only what begins and ends with words
around them is compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from fumikura.engines.whoosh_engine.cuts import Cuts
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.windows import text_of
from fumikura.models import Span

__all__ = ["distance_at_most", "similar_spans", "similar_spans_in"]


def similar_spans(segment: Segment, field: str, needle: str, distance: int) -> Iterator[tuple[int, Span]]:
    """Passages of a field, deleted ones too, with each place of a word similar to `needle`, in bytes."""
    chars = segment.chars(field)
    pieces = _pieces(needle, distance)
    rows = {local for _, piece in pieces for local, _ in chars.occurrences(piece.encode())}
    for local in sorted(rows):
        row = text_of(chars[local])
        for span in similar_spans_in(row, Cuts(segment.cuts(field)[local], len(row)), needle, distance):
            yield local, span


def similar_spans_in(row: bytes, cuts: Cuts, needle: str, distance: int) -> list[Span]:
    """The places in one folded text, in bytes; of those that overlap, the most similar."""
    row = text_of(row)
    best: dict[int, tuple[int, int]] = {}
    compared: set[int] = set()
    for before, piece in _pieces(needle, distance):
        encoded = piece.encode()
        at = row.find(encoded)
        while at >= 0:
            farthest, nearest = at - 4 * (before + distance), at - max(before - distance, 0)
            for start in cuts.offsets[
                bisect_left(cuts.offsets, farthest) : bisect_left(cuts.offsets, nearest + 1)
            ]:
                if start in compared:
                    continue
                compared.add(start)
                found = _closest_end(row, start, cuts.offsets, needle, distance)
                if found is not None:
                    best[start] = found
            at = row.find(encoded, at + 1)
    return _without_overlaps(best)


def distance_at_most(one: str, other: str, limit: int) -> int | None:
    """Edits of one character (Levenshtein's distance) between two strings, None if more than `limit`."""
    if abs(len(one) - len(other)) > limit:
        return None
    last = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != wanted)))
        if min(row) > limit:
            return None
        last = row
    return last[-1] if last[-1] <= limit else None


def _closest_end(
    row: bytes, start: int, offsets: list[int], needle: str, distance: int
) -> tuple[int, int] | None:
    """Edits and end of the span from `start` that is most similar to `needle`, if any is enough."""
    best: tuple[int, int] | None = None
    for index in range(bisect_left(offsets, start + 1), len(offsets)):
        end = offsets[index]
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
        at = bisect_left(spans, (start, end))
        if (not at or spans[at - 1][1] <= start) and (at == len(spans) or end <= spans[at][0]):
            spans.insert(at, (start, end))
    return spans


def _pieces(needle: str, distance: int) -> list[tuple[int, str]]:
    """`distance` + 1 pieces of a word with the characters before each, about equally long."""
    edges = [len(needle) * i // (distance + 1) for i in range(distance + 2)]
    return [(a, needle[a:b]) for a, b in pairwise(edges) if a < b]
