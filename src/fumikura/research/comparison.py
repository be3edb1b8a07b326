"""What changed between two documents: which sentences stayed, were changed, were moved, left out or put in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from fumikura.deadline import until_deadline
from fumikura.research.lineage import Sentence, kinship_of
from fumikura.research.sentences import LEAST_FORM
from fumikura.research.similarity import Weights, indel_ratio, shingles_of
from fumikura.values import frozen

PAIRED = 0.45
"""The weighted containment from which on a sentence may have become one of the other document."""

SentenceChange: TypeAlias = Literal["same", "slight", "reworked", "removed", "added"]


@frozen
class Compared:
    """A sentence of the earlier document, the later one, or both; `moved` where it changed places with others."""

    change: SentenceChange
    before: Sentence | None
    after: Sentence | None
    similarity: float | None = None
    containment: float | None = None
    moved: bool = False


Pair: TypeAlias = tuple[float, float, int, int]
"""Similarity, weighted containment, and the numbers of the two sentences."""


def compare(before: Sequence[Sentence], after: Sequence[Sentence], weights: Weights) -> tuple[Compared, ...]:
    """The sentences of two documents in the order of the later one, those that were left out where they stood.

    Pairs are taken from the most similar on, each sentence once; those of fewer letters and digits than `LEAST_FORM` are
    paired where they are the same.
    """
    pairs = _chosen(sorted(_related(before, after, weights), key=_best_first))
    in_place = _longest_in_order([(pair[2], pair[3]) for pair in pairs])
    by_later = {pair[3]: pair for pair in pairs}
    paired = {pair[2] for pair in pairs}
    found: list[Compared] = []
    waiting: list[Compared] = []
    reached = 0
    for later, sentence in enumerate(after):
        pair = by_later.get(later)
        if pair is None:
            waiting.append(Compared("added", None, sentence))
            continue
        moved = (pair[2], later) not in in_place
        if not moved:
            found += _removed(before, reached, pair[2], paired)
            found += waiting
            waiting, reached = [], pair[2] + 1
        (waiting if moved else found).append(_compared(pair, before, after, moved))
    return (*found, *_removed(before, reached, len(before), paired), *waiting)


def _compared(pair: Pair, before: Sequence[Sentence], after: Sequence[Sentence], moved: bool) -> Compared:
    similarity, containment, earlier, later = pair
    kind = kinship_of(similarity)
    change: SentenceChange = kind if kind in ("same", "slight") else "reworked"
    return Compared(change, before[earlier], after[later], similarity, containment, moved)


def _removed(before: Sequence[Sentence], first: int, last: int, paired: set[int]) -> list[Compared]:
    return [Compared("removed", before[at], None) for at in range(first, last) if at not in paired]


def _best_first(pair: Pair) -> tuple[float, float, int, int]:
    similarity, containment, earlier, later = pair
    return -similarity, -containment, earlier, later


def _related(before: Sequence[Sentence], after: Sequence[Sentence], weights: Weights) -> Iterator[Pair]:
    """All pairs that may be taken."""
    shingles = [shingles_of(each.form) for each in after]
    for earlier, one in enumerate(until_deadline(before)):
        own = shingles_of(one.form)
        for later, other in enumerate(after):
            if min(len(one.form), len(other.form)) < LEAST_FORM:
                if one.form == other.form and (one.form or one.text == other.text):
                    yield 1.0, 1.0, earlier, later
            elif own & shingles[later]:
                containment = weights.containment(own, shingles[later])
                if containment >= PAIRED:
                    yield indel_ratio(one.form, other.form), containment, earlier, later


def _chosen(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs from the best on, each sentence in one of them."""
    taken: list[Pair] = []
    earlier_ones: set[int] = set()
    later_ones: set[int] = set()
    for pair in pairs:
        if pair[2] not in earlier_ones and pair[3] not in later_ones:
            taken.append(pair)
            earlier_ones.add(pair[2])
            later_ones.add(pair[3])
    return taken


def _longest_in_order(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most pairs that are in the same order on both sides: the others were moved (patience sorting)."""
    ordered = sorted(pairs)
    ends: list[int] = []
    heads: list[int] = []
    before: dict[int, int | None] = {}
    for at, (_, later) in enumerate(ordered):
        place = bisect_left(ends, later)
        before[at] = heads[place - 1] if place else None
        ends[place : place + 1] = [later]
        heads[place : place + 1] = [at]
    kept: set[tuple[int, int]] = set()
    last = heads[-1] if heads else None
    while last is not None:
        kept.add(ordered[last])
        last = before[last]
    return kept
