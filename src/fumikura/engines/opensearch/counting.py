"""How many passages have what: exact, asked for together, and remembered, as a generation stays as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.leaves import NOTHING, Query, any_of
from fumikura.engines.opensearch.planning import Looked, body_of, characters_in, words_in
from fumikura.plan.nodes import Leaf, PlanNode
from fumikura.ranking.bm25f import inverse_frequency

_REMEMBERED = 20_000


class Counts:
    """The numbers of passages that queries find in an index."""

    def __init__(self, client: Client, index: str) -> None:
        self._client = client
        self._index = index
        self._known: dict[str, int] = {}

    def of(self, queries: Sequence[Query], deadline: Deadline = NEVER) -> list[int]:
        """The number of passages that each query finds."""
        keys = [json.dumps(query, ensure_ascii=False, sort_keys=True) for query in queries]
        known = {
            each: 0 if query == NOTHING else self._known.get(each)
            for each, query in zip(keys, queries, strict=True)
        }
        asked = {each: query for each, query in zip(keys, queries, strict=True) if known[each] is None}
        answers = self._client.searches(
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


class LeafCounts:
    """The frequencies of the leaves of one search, among `passages` in all; see `protocol`."""

    def __init__(self, counts: Counts, passages: int, deadline: Deadline) -> None:
        self._counts = counts
        self._passages = passages
        self._deadline = deadline
        self._frequencies: dict[Leaf, int] = {}

    def has_words(self, leaf: Leaf) -> bool:
        """Whether any passage has a leaf as words in text or glosses."""
        return self._counts.of([words_in(leaf, body_of(leaf))], self._deadline)[0] > 0

    def weight(self, leaf: Leaf) -> float:
        """What a leaf says by how rare it is."""
        return inverse_frequency(self.frequencies([leaf], {})[leaf], self._passages)

    def frequencies(self, leaves: Sequence[Leaf], looked: Mapping[PlanNode, Looked]) -> Mapping[Leaf, int]:
        """The frequency of each leaf; those that were looked up are known by that."""
        for leaf in leaves:
            if found := looked.get(leaf):
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
