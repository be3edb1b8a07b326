"""Words of a passage that are almost a given one.

With at most k edits, one of k + 1 pieces of the word stands in the other untouched (Wu and Manber, Fast Text
Searching Allowing Errors, 1992): so its pieces are looked for first, and only what begins and ends with words
around them is compared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from fumikura.matching.view import FieldView
from fumikura.models import Span


def similar_spans(view: FieldView, word: str, distance: int) -> list[Span]:
    """Where words stand that are `word` but for up to `distance` edits; of places that overlap, the most similar."""
    text, edges = view.plain, view.edges
    last = bisect_right(edges, len(text)) - 1
    best: dict[int, tuple[int, int]] = {}
    compared: set[int] = set()
    for before, piece in pieces(word, distance):
        at = text.find(piece)
        while at >= 0:
            first, stop = at - before - distance, at - max(before - distance, 0)
            for start in edges[bisect_left(edges, first) : bisect_right(edges, stop)]:
                if start not in compared:
                    compared.add(start)
                    found = _closest_end(text, start, edges, last, word, distance)
                    if found is not None:
                        best[start] = found
            at = text.find(piece, at + 1)
    return _without_overlaps(best)


def pieces(word: str, distance: int) -> list[tuple[int, str]]:
    """`distance` + 1 pieces of a word, about equally long, each behind the number of characters before it."""
    edges = [len(word) * i // (distance + 1) for i in range(distance + 2)]
    return [(a, word[a:b]) for a, b in pairwise(edges) if a < b]


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
    text: str, start: int, edges: Sequence[int], last: int, word: str, distance: int
) -> tuple[int, int] | None:
    """Edits and end of the span from `start` to an edge up to number `last` that is most similar to `word`, if any is."""
    best: tuple[int, int] | None = None
    for index in range(bisect_right(edges, start), last + 1):
        end = edges[index]
        if end - start > len(word) + distance:
            break
        edits = distance_at_most(text[start:end], word, distance)
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
