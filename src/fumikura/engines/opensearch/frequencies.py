"""Exact numbers of passages: asked for many at once, and cached, as a generation never changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.planning import Inspected
from fumikura.engines.opensearch.queries import NOTHING, Query, any_of, body_of, characters_in, words_in
from fumikura.plan.nodes import Leaf, PlanNode
from fumikura.ranking.bm25f import inverse_frequency

_REMEMBERED = 20_000


class QueryCounts:
    """The numbers of passages that match queries, in one index."""

    def __init__(self, client: Client, index: str) -> None:
        self._client = client
        self._index = index
        self._known: dict[str, int] = {}

    def of(self, queries: Sequence[Query], deadline: Deadline = NEVER) -> list[int]:
        """The number of passages that match each query."""
        keys = [json.dumps(query, ensure_ascii=False, sort_keys=True) for query in queries]
        known = {
            each: 0 if query == NOTHING else self._known.get(each)
            for each, query in zip(keys, queries, strict=True)
        }
        asked = {each: query for each, query in zip(keys, queries, strict=True) if known[each] is None}
        answers = self._client.search_all(
            self._index,
            [
                {"size": 0, "track_total_hits": True, "query": {"bool": {"filter": [query]}}}
                for query in asked.values()
            ],
            deadline,
        )
        if len(self._known) > _REMEMBERED:
            self._known = {}
        for each, answer in zip(asked, answers, strict=True):
            known[each] = self._known[each] = int(answer["hits"]["total"]["value"])
        return [known[each] or 0 for each in keys]


class LeafFrequencies:
    """The frequencies of the leaves of one search, in an index of `passages` passages; see `protocol`."""

    def __init__(self, counts: QueryCounts, passages: int, deadline: Deadline) -> None:
        self._counts = counts
        self._passages = passages
        self._deadline = deadline
        self._frequencies: dict[Leaf, int] = {}

    def has_words(self, leaf: Leaf) -> bool:
        """Whether any passage has a leaf as words in text or glosses."""
        return self._counts.of([words_in(leaf, body_of(leaf))], self._deadline)[0] > 0

    def weight(self, leaf: Leaf) -> float:
        """The inverse frequency of a leaf."""
        return inverse_frequency(self.frequencies([leaf], {})[leaf], self._passages)

    def frequencies(
        self, leaves: Sequence[Leaf], inspected: Mapping[PlanNode, Inspected]
    ) -> Mapping[Leaf, int]:
        """The frequency of each leaf; for those in `inspected` it is known from there."""
        for leaf in leaves:
            if found := inspected.get(leaf):
                self._frequencies[leaf] = len(found.body) or len(found.weights)
        for ask in (_by_words, _by_characters, _anywhere):
            missing = [leaf for leaf in dict.fromkeys(leaves) if not self._frequencies.get(leaf)]
            numbers = self._counts.of(list(map(ask, missing)), self._deadline)
            self._frequencies |= zip(missing, numbers, strict=True)
        return {leaf: self._frequencies[leaf] for leaf in leaves}


def _by_words(leaf: Leaf) -> Query:
    return words_in(leaf, body_of(leaf))


def _by_characters(leaf: Leaf) -> Query:
    return characters_in(leaf, body_of(leaf))


def _anywhere(leaf: Leaf) -> Query:
    return any_of([words_in(leaf, leaf.fields), characters_in(leaf, leaf.fields)])
