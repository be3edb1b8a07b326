"""What a part of a query found, as arrays, and how parts come together: `matches` over arrays, to the same ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.arrays.vectors import (
    NO_IDS,
    SPARSE,
    Flags,
    Ids,
    Numbers,
    inside,
    places_in,
    union,
)

__all__ = ["Found", "Levels", "all_of", "any_of", "expanded", "run", "without"]

Levels = NDArray[np.uint8]

_ABSENT = 255  # stands for the level of a passage that is not found


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, ascending, with score, level (an index into `MATCH_LEVELS`), and whether a heading alone matches.

    Most parts of a query have neither levels but 0 nor headings: None says so, and saves going through them.
    """

    ids: Ids
    scores: Numbers
    levels: Levels | None = None
    headings: Flags | None = None

    @property
    def arrays(self) -> tuple[NDArray[Any] | None, ...]:
        """All of it."""
        return self.ids, self.scores, self.levels, self.headings

    def among(self, chosen: Flags | Ids) -> Found:
        """Those of them that are chosen, or at these places."""
        levels, headings = self.levels, self.headings
        return Found(
            self.ids[chosen],
            self.scores[chosen],
            None if levels is None else levels[chosen],
            None if headings is None else headings[chosen],
        )

    def levels_at(self, at: Ids) -> Levels | None:
        """The levels at some places."""
        return None if self.levels is None else self.levels[at]

    def with_others(self, at: Ids, scores: Numbers, levels: Levels | None) -> Found:
        """The same, but at some places with other scores and levels."""
        all_scores = self.scores.copy()
        all_scores[at] = scores
        all_levels = self.levels
        if all_levels is not None or levels is not None:
            all_levels = np.zeros(len(self.ids), np.uint8) if all_levels is None else all_levels.copy()
            all_levels[at] = 0 if levels is None else levels
        return Found(self.ids, all_scores, all_levels, self.headings)


NOTHING = Found(NO_IDS, np.empty(0))


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
    levels: Levels | None = None
    headings: Flags | None = None
    for number, part in enumerate(parts):
        at = part.ids.searchsorted(ids)
        scores += part.scores[at]
        if part.levels is not None:
            levels = part.levels[at] if levels is None else np.maximum(levels, part.levels[at])
        if part.headings is None:
            headings = None
        elif not number:
            headings = part.headings[at]
        elif headings is not None:
            headings &= part.headings[at]
    return Found(ids, scores, levels, headings)


def run(words: Found, whole: Found, lead: float, size: int) -> Found:
    """What has the words of a run, what has the run as it stands before it, by the `lead` of the best of the others."""
    if not len(whole.ids):
        return words
    raised = Found(whole.ids, lead + whole.scores, whole.levels, whole.headings)
    at, there = places_in(words.ids, whole.ids)
    if words.levels is None and words.headings is None and there.all():
        return words.with_others(at, words.scores[at] + raised.scores, None)
    return _together((words, raised), size, often=False)


def expanded(child: Found, others: Sequence[tuple[Found, int, float]], size: int) -> Found:
    """What `child` has, and what only `others` have: each with its lowest level and the factor of its scores."""
    if not any(len(other.ids) for other, _, _ in others):
        return child
    scores, levels = np.zeros(size), np.full(size, _ABSENT, np.uint8)
    scores[child.ids], levels[child.ids] = child.scores, _levels(child)
    for other, lowest, factor in others:
        level = np.maximum(_levels(other), lowest)
        better = level < levels[other.ids]
        ids = other.ids[better]
        scores[ids] = np.maximum(factor * other.scores[better], scores[ids])
        levels[ids] = level[better]
    ids = (levels != _ABSENT).nonzero()[0]
    headings = _headings((child, *(other for other, _, _ in others)), size, often=False)
    return Found(ids, scores[ids], levels[ids], None if headings is None else headings[ids])


def without(found: Found, everything: Ids) -> Found:
    """All passages but those that were found, at a score of 0."""
    ids = everything[~places_in(found.ids, everything)[1]]
    return Found(ids, np.zeros(len(ids)))


def _levels(found: Found) -> Levels:
    return np.zeros(len(found.ids), np.uint8) if found.levels is None else found.levels


def _together(parts: Sequence[Found], size: int, *, often: bool) -> Found:
    parts = [part for part in parts if len(part.ids)] or [NOTHING]
    if len(parts) == 1:
        return parts[0]
    every = np.concatenate([part.ids for part in parts])
    if len(every) * SPARSE < size:  # then the few that there are stand for all
        ids = union([part.ids for part in parts], size)
        few = [Found(ids.searchsorted(part.ids), part.scores, part.levels, part.headings) for part in parts]
        together = _together(few, len(ids), often=often)
        return Found(ids, together.scores, together.levels, together.headings)
    # The same sums as those of the parts one after the other, in one go.
    scores = np.bincount(every, np.concatenate([part.scores for part in parts]), size).astype(
        float, copy=False
    )
    there = np.zeros(size, np.bool_)
    there[every] = True
    ids = there.nonzero()[0]
    levels, headings = _best_levels(parts, size), _headings(parts, size, often=often)
    return Found(
        ids,
        scores[ids],
        None if levels is None else levels[ids],
        None if headings is None else headings[ids],
    )


def _best_levels(parts: Sequence[Found], size: int) -> Levels | None:
    """The level of the best part, for all passages that any part has."""
    if all(part.levels is None for part in parts):
        return None
    levels = np.full(size, _ABSENT, np.uint8)
    for part in parts:
        if part.levels is not None:
            levels[part.ids] = np.minimum(levels[part.ids], part.levels)
    for part in parts:
        if part.levels is None:
            levels[part.ids] = 0
    return levels


def _headings(parts: Sequence[Found], size: int, *, often: bool) -> Flags | None:
    """The passages that no part has in the passage itself; with `often` those that several have are as good as any."""
    if all(part.headings is None for part in parts):
        return None
    times = np.zeros(size, np.uint8)
    for part in parts:
        if part.headings is not None:
            under = part.ids[part.headings]
            times[under] = np.minimum(times[under], 1) + 1
    for part in parts:
        times[part.ids if part.headings is None else part.ids[~part.headings]] = 0
    headings: Flags = times == 1 if often else times > 0
    return headings
