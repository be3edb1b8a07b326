"""What a part of a query found, as arrays, and how parts come together: `matches` over arrays, to the same ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fumikura.index.whoosh_engine.arrays.vectors import NO_IDS, Flags, Ids, Numbers, inside, places_in

__all__ = ["Found", "all_of", "any_of", "expanded", "run", "without"]

_ABSENT = 255  # stands for the level of a passage that is not found


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, ascending, with score, level (an index into `MATCH_LEVELS`), and whether a heading alone matches."""

    ids: Ids
    scores: Numbers
    levels: NDArray[np.uint8]
    headings: Flags

    def among(self, chosen: Flags) -> Found:
        """Those of them that are chosen."""
        return Found(self.ids[chosen], self.scores[chosen], self.levels[chosen], self.headings[chosen])


NOTHING = Found(NO_IDS, np.empty(0), np.empty(0, np.uint8), np.empty(0, np.bool_))


def any_of(parts: Sequence[Found], size: int) -> Found:
    """What is in any of `parts`; passages are less than `size`."""
    return _together(parts, size, often=True)


def all_of(parts: Sequence[Found], excluded: Sequence[Found]) -> Found:
    """What is in all of `parts` and none of `excluded`."""
    if not parts:
        return NOTHING
    ids = NO_IDS
    for number, part in enumerate(sorted(parts, key=lambda part: len(part.ids))):
        ids = inside(ids, part.ids) if number else part.ids
    for part in excluded:
        ids = ids[~places_in(part.ids, ids)[1]]
    scores = np.zeros(len(ids))
    levels = np.zeros(len(ids), np.uint8)
    headings = np.ones(len(ids), np.bool_)
    for part in parts:
        at = np.searchsorted(part.ids, ids)
        scores += part.scores[at]
        np.maximum(levels, part.levels[at], out=levels)
        headings &= part.headings[at]
    return Found(ids, scores, levels, headings)


def run(words: Found, whole: Found, size: int) -> Found:
    """What has the words of a run, what has the run as it stands before it."""
    if not len(whole.ids):
        return words
    lead = float(words.scores.max()) if len(words.ids) else 0.0
    raised = Found(whole.ids, lead + whole.scores, whole.levels, whole.headings)
    return _together((words, raised), size, often=False)


def expanded(child: Found, others: Sequence[tuple[Found, int, float]], size: int) -> Found:
    """What `child` has, and what only `others` have: each with its lowest level and the factor of its scores."""
    if not any(len(other.ids) for other, _, _ in others):
        return child
    scores, levels = np.zeros(size), np.full(size, _ABSENT, np.uint8)
    scores[child.ids], levels[child.ids] = child.scores, child.levels
    for other, lowest, factor in others:
        level = np.maximum(other.levels, lowest)
        better = level < levels[other.ids]
        ids = other.ids[better]
        scores[ids] = np.maximum(factor * other.scores[better], scores[ids])
        levels[ids] = level[better]
    ids = np.flatnonzero(levels != _ABSENT)
    headings = _headings((child, *(other for other, _, _ in others)), size, often=False)
    return Found(ids, scores[ids], levels[ids], headings[ids])


def without(found: Found, everything: Ids) -> Found:
    """All passages but those that were found, at a score of 0."""
    ids = everything[~places_in(found.ids, everything)[1]]
    return Found(ids, np.zeros(len(ids)), np.zeros(len(ids), np.uint8), np.zeros(len(ids), np.bool_))


def _together(parts: Sequence[Found], size: int, *, often: bool) -> Found:
    if len(parts) == 1:
        return parts[0]
    scores, levels = np.zeros(size), np.full(size, _ABSENT, np.uint8)
    for part in parts:
        scores[part.ids] += part.scores
        levels[part.ids] = np.minimum(levels[part.ids], part.levels)
    ids = np.flatnonzero(levels != _ABSENT)
    return Found(ids, scores[ids], levels[ids], _headings(parts, size, often=often)[ids])


def _headings(parts: Sequence[Found], size: int, *, often: bool) -> Flags:
    """The passages that no part has in the passage itself; with `often` those that several have are as good as any."""
    times = np.zeros(size, np.uint8)
    for part in parts:
        under = part.ids[part.headings]
        times[under] = np.minimum(times[under], 1) + 1
    if times.any():
        for part in parts:
            times[part.ids[~part.headings]] = 0
    return times == 1 if often else times > 0
