"""What no query tells is looked up in the passages that may have it: words that are similar, and what is near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from fumikura.engines.opensearch.leaves import Query
from fumikura.engines.opensearch.planning import Looked, PlanQueries, body_of, characters_in
from fumikura.matching.edit_distance import pieces
from fumikura.matching.marks import is_near
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import PassageView
from fumikura.plan.nodes import (
    AllOf,
    AnyOf,
    Exactly,
    Expanded,
    NearTo,
    PlanNode,
    Run,
    Similar,
    Weighted,
    Without,
)
from fumikura.ranking.bm25f import FIELD_WEIGHTS, length_norm

Found: TypeAlias = Callable[[Query], Iterator[tuple[int, PassageView]]]
"""Gives the passages that a query finds, with their views."""


def looked_up(
    plans: Iterable[PlanNode],
    found: Found,
    matcher: Matcher,
    averages: Mapping[str, float],
    queries: Callable[[Mapping[PlanNode, Looked]], PlanQueries],
) -> dict[PlanNode, Looked]:
    """What was looked up of all parts of some plans for which that is needed."""
    looked: dict[PlanNode, Looked] = {}
    for plan in plans:
        for node in _to_look_up(plan):  # what is inside of another comes first
            if node in looked:
                continue
            if isinstance(node, Similar):
                looked[node] = _similar(node, found, matcher, averages)
            elif isinstance(node, NearTo):
                sides = [queries(looked).meets(side) for side in (node.left, node.right)]
                both = found({"bool": {"filter": sides}})
                looked[node] = Looked(
                    {number: 0.0 for number, view in both if is_near(node, view, matcher)}, frozenset()
                )
    return looked


def may_be_similar(leaf: Similar) -> Query:
    """What has a part of a word that any similar one has, too."""
    return characters_in(
        Exactly("", tuple(piece for _, piece in pieces(leaf.needle, leaf.distance)), leaf.fields, True, True),
        leaf.fields,
    )


def _similar(leaf: Similar, found: Found, matcher: Matcher, averages: Mapping[str, float]) -> Looked:
    weights: dict[int, float] = {}
    body: set[int] = set()
    for number, view in found(may_be_similar(leaf)):
        for field in leaf.fields:
            if count := matcher.count(leaf, view, field)[1]:
                norm = length_norm(view.lengths[field], averages[field])
                weights[number] = weights.get(number, 0.0) + FIELD_WEIGHTS[field] * count / norm
                body |= {number} if field in body_of(leaf) else set()
    return Looked(weights, frozenset(body))


def _to_look_up(node: PlanNode) -> Iterator[PlanNode]:
    match node:
        case AllOf(children) | AnyOf(children, _):
            for child in children:
                yield from _to_look_up(child)
        case Run(child, _) | Weighted(child, _) | Without(child) | Expanded(_, child, _):
            yield from _to_look_up(child)
        case NearTo(left, right, _):
            yield from _to_look_up(left)
            yield from _to_look_up(right)
            yield node
        case Similar():
            yield node
        case _:
            return
