"""Reads posting lists, block by block; Whoosh's matchers make several calls a posting. No other module reads them.

Passages are stored as differences, and weights are left out where all are 1; see W3LeafMatcher of Whoosh 2.7.4.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from whoosh.reading import TermNotFound


def read_postings(reader: Any, field: str, term: str | bytes) -> tuple[array[int], array[float]]:
    """The passages of a segment with a term, without deleted ones, and its occurrences in each.

    `reader` is Whoosh's reader of the segment.
    """
    numbers, weights = array("I"), array("f")
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return numbers, weights
    deleted = frozenset(reader.segment().deleted_docs())
    for some, counts in _blocks(matcher.child if deleted else matcher):
        numbers.extend(some)
        weights.extend(counts)
    if deleted:
        kept = [
            (number, weight) for number, weight in zip(numbers, weights, strict=True) if number not in deleted
        ]
        numbers, weights = array("I", [n for n, _ in kept]), array("f", [w for _, w in kept])
    return numbers, weights


def _blocks(matcher: Any) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
    if not hasattr(matcher, "_read_data"):  # postings that lie beside their term
        numbers: list[int] = []
        weights: list[float] = []
        while matcher.is_active():
            numbers.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        yield numbers, weights
        return
    while True:
        matcher._read_data()
        differences, weights, _ = matcher._data
        numbers = list(accumulate(differences))
        if weights is None or isinstance(weights, float):
            weights = [weights or 1.0] * len(numbers)
        yield numbers, weights
        if matcher._lastblock:
            return
        matcher._next_block()
