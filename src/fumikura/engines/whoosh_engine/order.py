"""The first of many matches, by level, headings last, and score, without putting all of them in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from heapq import nlargest

from fumikura.engines.whoosh_engine.matches import Matches

__all__ = ["ROUNDED", "first_ones", "may_be_first"]

ROUNDED = 1e-8
"""More than two scores differ that are the same in nine decimals."""


def first_ones(matches: Matches, ids: Iterable[int], most: int) -> list[int]:
    """The first `most` of `ids`; of those with the same score those with lower numbers."""
    first: list[int] = []
    for numbers in _classes(matches, ids):
        room = most - len(first)
        if room <= 0:
            break
        found = sorted(_best(matches, numbers, room, 0.0))
        found.sort(key=matches.scores.__getitem__, reverse=True)
        first += found[:room]
    return first


def may_be_first(matches: Matches, ids: Iterable[int], most: int) -> list[int]:
    """Those of `ids` that may be among the first `most`, whatever decides among those of the same rounded score."""
    found: list[int] = []
    for numbers in _classes(matches, ids):
        if len(found) >= most:
            break
        found += _best(matches, numbers, most - len(found), ROUNDED)
    return found


def _classes(matches: Matches, ids: Iterable[int]) -> Iterator[Set[int]]:
    """The passages of each level, those that have a word themselves before those under a heading with it."""
    levels, headings = matches.levels, matches.headings
    numbers = {*ids}
    worse = numbers & levels.keys()
    plain = numbers - worse if worse else numbers
    under = plain & headings
    yield plain - under if under else plain
    yield under
    by_level: dict[int, set[int]] = {}
    for number in worse:
        by_level.setdefault(levels[number], set()).add(number)
    for level in sorted(by_level):
        yield by_level[level] - headings
        yield by_level[level] & headings


def _best(matches: Matches, numbers: Set[int], most: int, tolerance: float) -> Iterable[int]:
    """Those with the `most` best scores, and those whose score is no less than the last of these by `tolerance`."""
    if len(numbers) <= most:
        return numbers
    if most <= 0:
        return ()
    scores = matches.scores
    least = nlargest(most, map(scores.__getitem__, numbers))[-1] - tolerance
    return [number for number in numbers if scores[number] >= least]
