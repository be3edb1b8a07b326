"""Runs a plan over arrays and gives the first of its passages: `evaluate` and `order` in one.

What nobody asks for is not looked at.
Passages that are unknown (`leaves`) are ranked by more than they can have. Those among the first are looked at, which
can only move them down, until nothing among the first is unknown: then these are the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np

from fumikura.engines.whoosh_engine.arrays import found as combine
from fumikura.engines.whoosh_engine.arrays.found import Found
from fumikura.engines.whoosh_engine.arrays.found_leaf import FoundLeaf, Norms
from fumikura.engines.whoosh_engine.arrays.leaves import find_leaf, settled
from fumikura.engines.whoosh_engine.arrays.vectors import Flags, Ids, places_in
from fumikura.engines.whoosh_engine.kept import Kept
from fumikura.engines.whoosh_engine.scope import Scope
from fumikura.engines.whoosh_engine.segment import Segment
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
from fumikura.values import replace

__all__ = ["ArrayEvaluation", "KeptLeaves", "first_of"]

KeptLeaves: TypeAlias = Kept[Leaf, FoundLeaf]
"""What earlier searches found; the words of one search are often those of the next."""

_MORE = 3


class ArrayEvaluation:
    """One search over the passages of `scope`."""

    def __init__(
        self, scope: Scope, is_near: Callable[[NearTo, Segment, int], bool], kept: KeptLeaves
    ) -> None:
        self.scope = scope
        self._size = sum(segment.entry.size for segment in scope.segments)
        self._norms = Norms(dict(scope.averages))
        self._is_near = is_near
        self._kept = kept
        self._found: dict[Leaf, FoundLeaf] = {}
        self._near: dict[NearTo, Ids] = {}
        self._leads: dict[Leaf, float] = {}
        self._within: Ids | None = None
        """Where not None, only these passages are worked out."""

    def found(self, node: PlanNode) -> Found:
        """The passages that `node` finds, the unknown ones better than they are."""
        match node:
            case AllOf(children):
                return self._all_of(children)
            case AnyOf(children):
                return combine.any_of([self.found(child) for child in children], self._size)
            case Run(words, whole):
                return self._run(words, whole)
            case Expanded(_, child, others):
                named = [(self.other(each), MATCH_LEVELS.index(each.level), each.factor) for each in others]
                return combine.expanded(self.found(child), named, self._size)
            case NearTo():
                return self._near_to(node)
            case Weighted(child, factor):
                found = self.found(child)
                return replace(found, scores=found.scores * factor)
            case Without(child):
                return combine.without(self.found(child), self._everything)
            case _:
                found = self._leaf(node).found
                return found if self._within is None else found.among(_of_these(found.ids, self._within))

    def other(self, other: Other) -> Found:
        """The passages that another name of a word finds, where it is one."""
        found = self.found(other.terms)
        if not other.documents:
            return found
        there = np.zeros(self._size, np.bool_)
        for base, segment in self.scope:
            for name in other.documents:
                there[base + np.asarray(segment.ids("document", name), np.int64)] = True
        return found.among(there[found.ids])

    def settled(self, plan: PlanNode, allowed: Flags | None, most: int | None) -> Found:
        """What `plan` finds among the passages that are `allowed`, of which the first `most` (or all) are known."""
        if most is None:
            self.found(plan)  # so that all leaves are there to be looked at
            self._settle(None)
            return _chosen(self.found(plan), allowed)
        looked_at = _MORE * most
        found = _chosen(self.found(plan), allowed)
        first = first_of(found, looked_at)
        while self._is_unknown(np.sort(found.ids[first[:most]])):
            ids = np.sort(found.ids[first])
            self._settle(ids)
            found = self._found_anew(plan, allowed, found, ids)
            looked_at *= _MORE
            first = first_of(found, looked_at)
        return found

    def _found_anew(self, plan: PlanNode, allowed: Flags | None, before: Found, ids: Ids) -> Found:
        """What `plan` finds once `ids` are known: most nodes work out these alone."""
        if not _is_by_passage(plan):
            return _chosen(self.found(plan), allowed)
        self._within = ids
        found = self.found(plan)
        self._within = None
        return before.with_others(before.ids.searchsorted(found.ids), found.scores, found.levels)

    @cached_property
    def _everything(self) -> Ids:
        return np.concatenate(
            [base + segment.vectors.living(np.arange(segment.entry.size)) for base, segment in self.scope]
        )

    def _leaf(self, leaf: Leaf) -> FoundLeaf:
        found = self._found.get(leaf)
        if found is None:
            for segment in self.scope.segments:
                segment.check()
            found = self._kept.get(leaf)
            if found is None:
                found = find_leaf(leaf, self.scope, self._norms)
            self._keep(leaf, found)
        return found

    def _keep(self, leaf: Leaf, found: FoundLeaf) -> None:
        self._found[leaf] = self._kept.put(leaf, found, found.nbytes)

    def _is_unknown(self, ids: Ids) -> bool:
        return any(len(found.unsettled(ids)) for found in self._found.values())

    def _settle(self, ids: Ids | None) -> bool:
        """Look at those of `ids`, or all, that are unknown in some leaf; whether there were any."""
        any_unknown = False
        for leaf, found in list(self._found.items()):
            unknown = found.unsettled(ids)
            if not len(unknown):
                continue
            any_unknown = True
            for base, segment in self.scope:
                first, last = unknown.searchsorted((base, base + segment.entry.size))
                if first < last:
                    found = settled(leaf, found, segment, base, self._norms, unknown[first:last])
            self._keep(leaf, found)
        return any_unknown

    def _all_of(self, children: Sequence[PlanNode]) -> Found:
        wanted = [self.found(child) for child in children if not isinstance(child, Without)]
        unwanted = [self.found(child.child) for child in children if isinstance(child, Without)]
        if not wanted:
            return combine.without(combine.any_of(unwanted, self._size), self._everything)
        return combine.all_of(wanted, unwanted)

    def _run(self, words: PlanNode, whole: Leaf) -> Found:
        as_it_stands, found = self.found(whole), self.found(words)
        if not len(as_it_stands.ids):
            return found
        if whole not in self._leads:
            # What has the run as it stands gains by the best of the others: that one must be known.
            while self._settle(found.ids[found.scores == found.scores.max(initial=0.0)]):
                found = self.found(words)
            self._leads[whole] = float(found.scores.max(initial=0.0))
        return combine.run(found, as_it_stands, self._leads[whole], self._size)

    def _near_to(self, node: NearTo) -> Found:
        both = combine.all_of([self.found(node.left), self.found(node.right)], [])
        if node not in self._near:
            self._near[node] = np.array(
                [number for number in both.ids.tolist() if self._stands_near(node, number)]
            )
        return both.among(places_in(self._near[node], both.ids)[1])

    def _stands_near(self, node: NearTo, number: int) -> bool:
        index = bisect_right(self.scope.bases, number) - 1
        return self._is_near(node, self.scope.segments[index], number - self.scope.bases[index])


def first_of(found: Found, most: int, tolerance: float = 0.0) -> Ids:
    """Places in `found` of the `most` first ones by level, headings last, and score; of the same those of lower numbers.

    With a `tolerance`, in no order, and those too whose score is less than that of the last by no more.
    """
    chosen: list[Ids] = []
    room = min(most, len(found.ids))
    for places in _classes(found):
        if room <= 0:
            break
        scores = found.scores if places is None else found.scores[places]
        if len(scores) > room:
            least = np.partition(scores, len(scores) - room)[len(scores) - room] - tolerance
            kept = (scores >= least).nonzero()[0]
            places, scores = kept if places is None else places[kept], scores[kept]
        order = (-scores).argsort(kind="stable")
        best = order if places is None else places[order]
        chosen.append(best if tolerance else best[:room])
        room -= len(best)
    return np.concatenate(chosen) if chosen else np.empty(0, np.int64)


def _classes(found: Found) -> Iterator[Ids | None]:
    """The places of the passages of each level, those that have a word themselves first; None is all of them."""
    levels, headings = found.levels, found.headings
    if levels is None and headings is None:
        yield None
        return
    classes = np.zeros(len(found.ids), np.uint8) if levels is None else 2 * levels
    if headings is not None:
        classes = classes + headings
    for each in range(int(classes.max(initial=0)) + 1):
        places = (classes == each).nonzero()[0]
        if len(places):
            yield places


def _is_by_passage(node: PlanNode) -> bool:
    """Whether a node tells of each passage without going through all others."""
    match node:
        case Run(child, _) | Expanded(_, child, _) | Weighted(child, _):
            return _is_by_passage(child)
        case AnyOf(children) | AllOf(children):
            return all(map(_is_by_passage, children))
        case Without() | NearTo():
            return False
        case _:
            return True


def _of_these(ids: Ids, wanted: Ids) -> Ids:
    """The places in `ids` of those that are `wanted`."""
    places, there = places_in(ids, wanted)
    return places[there]


def _chosen(found: Found, allowed: Flags | None) -> Found:
    return found if allowed is None else found.among(allowed[found.ids])
