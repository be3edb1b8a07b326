"""Passages with scores, and how what the parts of a plan found is put together, in engines and in the second stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from fumikura.models import MATCH_LEVELS
from fumikura.values import frozen

LITERAL = MATCH_LEVELS.index("literal")


@frozen
class Matches:
    """Passages, by their numbers, with their scores.

    `levels` has those that match less than by whole words of the query: an index into `MATCH_LEVELS`, the higher, the
    worse. `body` are the passages in which something stands in the passage itself, not in a heading or the title only.
    """

    scores: Mapping[int, float]
    levels: Mapping[int, int] = MappingProxyType({})
    body: Collection[int] = frozenset()


def all_of(parts: Sequence[Matches], excluded: Sequence[Matches]) -> Matches:
    """What is in all of `parts` and none of `excluded`, at the level of the worst part."""
    if not parts:
        return Matches({})
    ordered = sorted(parts, key=lambda part: len(part.scores))
    ids = set(ordered[0].scores).intersection(*(part.scores for part in ordered[1:]))
    ids.difference_update(*(part.scores for part in excluded))
    scores = {number: sum([part.scores[number] for part in parts]) for number in sorted(ids)}
    levels: dict[int, int] = {}
    for part in parts:
        for number in ids & part.levels.keys():
            levels[number] = max(part.levels[number], levels.get(number, 0))
    return Matches(scores, levels, _bodies(parts) & ids)


def any_of(parts: Sequence[Matches]) -> Matches:
    """What is in any of `parts`, at the level of the best part."""
    if len(parts) == 1:
        return parts[0]
    scores = dict(parts[0].scores) if parts else {}
    for part in parts[1:]:
        for number, score in part.scores.items():
            scores[number] = scores.get(number, 0.0) + score
    return Matches(scores, _best_levels(parts), _bodies(parts))


def expanded(child: Matches, others: Sequence[tuple[Matches, int, float]]) -> Matches:
    """What `child` has, as it is, and what only `others` have: each with its level and the factor of its scores."""
    scores = dict(child.scores)
    levels = dict(child.levels)
    for other, lowest, factor in others:
        for number, score in other.scores.items():
            level = max(lowest, other.levels.get(number, 0))
            if number not in scores or level < levels.get(number, 0):
                scores[number] = max(factor * score, scores.get(number, 0.0))
                levels[number] = level
    return Matches(scores, levels, _bodies([child, *(other for other, _, _ in others)]))


def weighted(child: Matches, factor: float) -> Matches:
    """What `child` has, at `factor` times its score."""
    return Matches(
        {number: factor * score for number, score in child.scores.items()}, child.levels, child.body
    )


def without(matches: Matches, everything: Iterable[int]) -> Matches:
    """All passages but those of `matches`, at a score of 0."""
    scores = {number: 0.0 for number in everything if number not in matches.scores}
    return Matches(scores, body=scores.keys())


def _bodies(parts: Sequence[Matches]) -> set[int]:
    return set().union(*(part.body for part in parts))


def _best_levels(parts: Sequence[Matches]) -> dict[int, int]:
    """The level of the best part for each passage that no part has by whole words."""
    levels: dict[int, int] = {}
    for part in parts:
        for number, level in part.levels.items():
            levels[number] = min(level, levels.get(number, level))
    for part in parts:
        for number in levels.keys() & part.scores.keys() - part.levels.keys():
            del levels[number]
    return levels
