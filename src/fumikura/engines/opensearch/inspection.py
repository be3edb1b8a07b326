"""Finds what no query can express, similar words and NEAR, by inspecting the passages that may have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from fumikura.engines.opensearch.planning import Inspected, PlanQueries
from fumikura.engines.opensearch.queries import Query, body_of, characters_in
from fumikura.matching.edit_distance import pieces
from fumikura.matching.marks import is_near
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import PassageView
from fumikura.plan.nodes import Exactly, NearTo, PlanNode, Similar, children_of
from fumikura.ranking.bm25f import FIELD_WEIGHTS, length_norm

FindViews: TypeAlias = Callable[[Query], Iterator[tuple[int, PassageView]]]
"""A function from a query to the passages that match it, with their views."""


def inspect(
    plans: Iterable[PlanNode],
    found: FindViews,
    matcher: Matcher,
    averages: Mapping[str, float],
    queries: Callable[[Mapping[PlanNode, Inspected]], PlanQueries],
) -> dict[PlanNode, Inspected]:
    """The results for all nodes of some plans that need inspection; `queries` makes queries that use earlier results."""
    inspected: dict[PlanNode, Inspected] = {}
    for plan in plans:
        for node in _nodes_to_inspect(plan):  # inner nodes come first
            if node in inspected:
                continue
            if isinstance(node, Similar):
                inspected[node] = _inspect_similar(node, found, matcher, averages)
            elif isinstance(node, NearTo):
                sides = [queries(inspected).meets(side) for side in (node.left, node.right)]
                both = found({"bool": {"filter": sides}})
                inspected[node] = Inspected(
                    {number: 0.0 for number, view in both if is_near(node, view, matcher)}, frozenset()
                )
    return inspected


def similar_candidates(leaf: Similar) -> Query:
    """The query for passages with a part of the word that any similar word shares."""
    return characters_in(
        Exactly("", tuple(piece for _, piece in pieces(leaf.needle, leaf.distance)), leaf.fields, True, True),
        leaf.fields,
    )


def _inspect_similar(
    leaf: Similar, found: FindViews, matcher: Matcher, averages: Mapping[str, float]
) -> Inspected:
    weights: dict[int, float] = {}
    body: set[int] = set()
    for number, view in found(similar_candidates(leaf)):
        for field in leaf.fields:
            if count := matcher.count(leaf, view, field)[1]:
                norm = length_norm(view.lengths[field], averages[field])
                weights[number] = weights.get(number, 0.0) + FIELD_WEIGHTS[field] * count / norm
                body |= {number} if field in body_of(leaf) else set()
    return Inspected(weights, frozenset(body))


def _nodes_to_inspect(node: PlanNode) -> Iterator[PlanNode]:
    for child in children_of(node):
        yield from _nodes_to_inspect(child)
    if isinstance(node, NearTo | Similar):
        yield node
