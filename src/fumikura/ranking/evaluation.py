"""Evaluates a plan: the matches of its leaves are combined into those of the whole, in engines and second stage."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from fumikura.models import MATCH_LEVELS
from fumikura.plan.nodes import (
    AllOf,
    AnyOf,
    Expanded,
    Leaf,
    NearTo,
    Other,
    PlanNode,
    Run,
    Weighted,
    Without,
)
from fumikura.values import frozen

LITERAL = MATCH_LEVELS.index("literal")


@frozen
class Matches:
    """Passages, by their numbers, with their scores.

    `levels` has an index into `MATCH_LEVELS` for each passage that matches otherwise than by whole words of the query;
    the higher, the worse. `body` are the passages with a match in text or glosses, not in headings and title alone.
    """

    scores: Mapping[int, float]
    levels: Mapping[int, int] = MappingProxyType({})
    body: Collection[int] = frozenset()


def all_of(parts: Sequence[Matches], excluded: Sequence[Matches]) -> Matches:
    """Passages in all of `parts` and in none of `excluded`, each at the level of its worst part."""
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
    """Passages in any of `parts`, each at the level of its best part."""
    if len(parts) == 1:
        return parts[0]
    scores = dict(parts[0].scores) if parts else {}
    for part in parts[1:]:
        for number, score in part.scores.items():
            scores[number] = scores.get(number, 0.0) + score
    return Matches(scores, _best_levels(parts), _bodies(parts))


def expand(child: Matches, others: Sequence[tuple[Matches, int, float]]) -> Matches:
    """The matches of a word, and those of its other names, which come as (matches, lowest level, factor of scores)."""
    scores = dict(child.scores)
    levels = dict(child.levels)
    for other, lowest, factor in others:
        for number, score in other.scores.items():
            level = max(lowest, other.levels.get(number, 0))
            if number not in scores or level < levels.get(number, 0):
                scores[number] = max(factor * score, scores.get(number, 0.0))
                levels[number] = level
    return Matches(scores, levels, _bodies([child, *(other for other, _, _ in others)]))


def scale(child: Matches, factor: float) -> Matches:
    """The same passages at `factor` times their scores."""
    return Matches(
        {number: factor * score for number, score in child.scores.items()}, child.levels, child.body
    )


def without(matches: Matches, everything: Iterable[int]) -> Matches:
    """All passages but those of `matches`, with a score of 0."""
    scores = {number: 0.0 for number in everything if number not in matches.scores}
    return Matches(scores, body=scores.keys())


def restrict(found: Matches, numbers: set[int]) -> Matches:
    """Those of `found` that are among `numbers`."""
    return Matches(
        {number: score for number, score in found.scores.items() if number in numbers},
        {number: level for number, level in found.levels.items() if number in numbers},
        numbers.intersection(found.body),
    )


def _bodies(parts: Sequence[Matches]) -> set[int]:
    return set().union(*(part.body for part in parts))


def _best_levels(parts: Sequence[Matches]) -> dict[int, int]:
    """The best level of each passage that no part matches by whole words."""
    levels: dict[int, int] = {}
    for part in parts:
        for number, level in part.levels.items():
            levels[number] = min(level, levels.get(number, level))
    for part in parts:
        for number in levels.keys() & part.scores.keys() - part.levels.keys():
            del levels[number]
    return levels


class Evaluation(ABC):
    """The evaluation of one search. A part of a plan is evaluated once, however often it occurs."""

    def __init__(self) -> None:
        self._found: dict[PlanNode, Matches] = {}

    def matches(self, node: PlanNode) -> Matches:
        """The passages that match a part of a plan."""
        found = self._found.get(node)
        if found is None:
            found = self._found[node] = self._matches(node)
        return found

    def _matches(self, node: PlanNode) -> Matches:
        match node:
            case AllOf(children):
                return self.all_of(children)
            case AnyOf(children, _):
                return self.any_of(node)
            case Run():
                return self.run(node)
            case Expanded(_, child, others):
                found = [
                    (self.other(other), MATCH_LEVELS.index(other.level), other.factor) for other in others
                ]
                return expand(self.matches(child), found)
            case NearTo(left, right, _):
                return self.near(node, all_of([self.matches(left), self.matches(right)], []))
            case Weighted(child, factor):
                return scale(self.matches(child), factor)
            case Without(child):
                return without(self.matches(child), self.everything())
            case _:
                return self.leaf(node)

    @abstractmethod
    def leaf(self, leaf: Leaf) -> Matches:
        """The passages that match a leaf."""

    @abstractmethod
    def near(self, node: NearTo, both: Matches) -> Matches:
        """Of `both`, the passages with both sides of a NEAR, those in which they are near one another."""

    @abstractmethod
    def in_documents(self, found: Matches, documents: Sequence[str]) -> Matches:
        """Those of `found` that belong to any of `documents`."""

    @abstractmethod
    def everything(self) -> Iterable[int]:
        """All passages."""

    def run(self, node: Run) -> Matches:
        """The passages with the words of a run; whether they stand as in the query matters to their order alone."""
        return self.matches(node.words)

    def any_of(self, node: AnyOf) -> Matches:
        """The passages that match any child."""
        return any_of([self.matches(child) for child in node.children])

    def other(self, other: Other) -> Matches:
        """The passages with another name of a word, in the documents where it is one."""
        found = self.matches(other.terms)
        return self.in_documents(found, other.documents) if other.documents else found

    def all_of(self, children: Sequence[PlanNode]) -> Matches:
        """The passages that match all children."""
        wanted = [self.matches(child) for child in children if not isinstance(child, Without)]
        unwanted = [self.matches(child.child) for child in children if isinstance(child, Without)]
        if not wanted:
            return without(any_of(unwanted), self.everything())
        return all_of(wanted, unwanted)
