"""Turns a plan into queries: which passages match, at which level, and with which score.

A passage matches at a level (`MATCH_LEVELS`) or a better one if it meets the plan without the alternatives of worse
levels, so each level is a query of its own. Scores are BM25F: scripts compute them from the occurrences of a leaf in
each field and from the exact numbers of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from fumikura.engines.opensearch.encoding import exact_key
from fumikura.engines.opensearch.queries import (
    EVERYTHING,
    NOTHING,
    Query,
    all_of,
    any_of,
    body_of,
    by_characters,
    by_words,
    characters_in,
    none_of,
    without_score,
    words_in,
)
from fumikura.engines.opensearch.schema import exact, length
from fumikura.models import MATCH_LEVELS
from fumikura.plan.nodes import (
    AllOf,
    AnyOf,
    Dated,
    Expanded,
    Leaf,
    NearTo,
    Other,
    PlanNode,
    Run,
    Similar,
    Terms,
    Weighted,
    Without,
)
from fumikura.ranking.bm25f import FIELD_WEIGHTS, INSIDE_OTHERS, K1, B, saturate
from fumikura.ranking.evaluation import LITERAL
from fumikura.values import frozen

_WHOLE = 0
_MOST_NUMBERS = 50_000  # of one `terms` query; the cluster takes 65,536
_IN_FIELD = "params.w * _score / (params.c + params.d * doc[params.f].value)"
_SATURATED = "double x = params.m * _score; return params.idf * x / (params.k + x)"


@frozen
class Inspected:
    """The matches of a node that were found by inspection (`inspection`): passages by number, with their weights.

    `body` are those with a match in text or glosses, or in a field that the query named.
    """

    weights: Mapping[int, float]
    body: frozenset[int]


class PlanQueries:
    """The queries for the parts of one plan.

    `has_words` tells whether any passage has a leaf as words, `weight` gives its inverse frequency, `inspected` has the
    nodes that no query can express. With `by_words`, the characters of a word count only where no passage has it as
    words.
    """

    def __init__(
        self,
        averages: Mapping[str, float],
        has_words: Callable[[Leaf], bool],
        weight: Callable[[Leaf], float],
        inspected: Mapping[PlanNode, Inspected],
        *,
        by_words: bool = False,
    ) -> None:
        self._averages = averages
        self._has_words = has_words
        self._weight = weight
        self._inspected = inspected
        self._by_words = by_words

    def _inside(self, node: AnyOf) -> PlanQueries:
        """The queries for the children of a node."""
        if self._by_words or not node.by_words:
            return self
        return PlanQueries(self._averages, self._has_words, self._weight, self._inspected, by_words=True)

    def levels(self, node: PlanNode) -> set[int]:
        """The levels at which passages may match a node."""
        match node:
            case AllOf(children):
                return {_WHOLE}.union(*(self.levels(child) for child in children))
            case AnyOf(children, _):
                return {_WHOLE}.union(*(self._inside(node).levels(child) for child in children))
            case Run(child, _) | Weighted(child, _):
                return self.levels(child)
            case Expanded(_, child, others):
                found = self.levels(child)
                for other in others:
                    found |= {_level(other), *self.levels(other.terms)}
                return found
            case NearTo(left, right, _):
                return self.levels(left) | self.levels(right)
            case Without():
                return {_WHOLE}
            case Terms() | Dated():
                return {_WHOLE, LITERAL} if self._literal(node) != NOTHING else {_WHOLE}
            case _:
                return {_WHOLE}

    def meets(self, node: PlanNode, level: int = LITERAL, *, body: bool = False) -> Query:
        """The query for passages that match a node at a level or a better one; with `body`, in text or glosses."""
        match node:
            case AllOf(children):
                return self._meets_all(children, level, body)
            case AnyOf(children, _):
                return any_of(self._inside(node).meets(child, level, body=body) for child in children)
            case Run(child, _) | Weighted(child, _):
                return self.meets(child, level, body=body)
            case Expanded(_, child, others):
                names = (
                    _in_documents(self.meets(other.terms, level, body=body), other)
                    for other in others
                    if _level(other) <= level
                )
                return any_of([self.meets(child, level, body=body), *names])
            case NearTo(left, right, _):
                sides = [self.meets(side, level) for side in (left, right)]
                both = all_of([_among(self._inspected[node].weights), *sides])
                bodies = any_of(self.meets(side, level, body=True) for side in (left, right))
                return all_of([both, bodies]) if body else both
            case Without(child):
                return none_of(EVERYTHING, [self.meets(child)])
            case Similar():
                return _among(self._inspected[node].body if body else self._inspected[node].weights)
            case _:
                fields = body_of(node) if body else node.fields
                found = words_in(node, fields)
                worse = self._literal(node, fields) if level >= self._worst(node) else NOTHING
                return any_of([found, worse])

    def body(self, node: PlanNode) -> Query:
        """The query that keeps, of the passages that match a node, those with a match in text or glosses."""
        match node:
            case AllOf(children) if wanted := [each for each in children if not isinstance(each, Without)]:
                return any_of(map(self.body, wanted))
            case Run(child, _) | Weighted(child, _):
                return self.body(child)
            case _:
                return self.meets(node, body=True)

    def scores(self, node: PlanNode, level: int = LITERAL, factor: float = 1.0) -> Query:
        """The query for passages that match a node at a level or a better one, with `factor` times their scores."""
        match node:
            case AllOf(children):
                wanted = [self.scores(c, level, factor) for c in children if not isinstance(c, Without)]
                excluded = [self.meets(c.child) for c in children if isinstance(c, Without)]
                return none_of(all_of(wanted) if wanted else without_score(EVERYTHING), excluded)
            case AnyOf(children, _):
                # What is met at a worse level adds to the score of what is met at a better one.
                found = any_of(self._inside(node).scores(child, LITERAL, factor) for child in children)
                return self._restrict_to_level(level, node, found)
            case Run(child, _):
                return self.scores(child, level, factor)
            case Weighted(child, by):
                return self.scores(child, level, factor * by)
            case Expanded():
                names: Query = {"dis_max": {"queries": list(self._name_scores(node, factor))}}
                return self._restrict_to_level(level, node, names)
            case NearTo(left, right, _):
                sides = [self.scores(side, level, factor) for side in (left, right)]
                return all_of([without_score(_among(self._inspected[node].weights)), *sides])
            case Without():
                return without_score(self.meets(node))
            case Similar():
                return self._score_inspected(node, factor)
            case _:
                literal = level >= self._worst(node)
                return any_of(self._leaf_scores(node, factor, literal=None if literal else False))

    def _meets_all(self, children: Sequence[PlanNode], level: int, body: bool) -> Query:
        wanted = [child for child in children if not isinstance(child, Without)]
        excluded = [self.meets(c.child) for c in children if isinstance(c, Without)]
        if not wanted:
            return none_of(EVERYTHING, excluded)
        found = [self.meets(child, level) for child in wanted]
        if body:
            found.append(any_of(self.meets(child, level, body=True) for child in wanted))
        return none_of(all_of(found), excluded)

    def _worst(self, leaf: Leaf) -> int:
        """The level of passages that have only the characters of a leaf."""
        return LITERAL if isinstance(leaf, Terms | Dated) else _WHOLE

    def _literal(self, leaf: Leaf, fields: Sequence[str] = ()) -> Query:
        """The query for the characters of a leaf, as far as these count."""
        if self._by_words and isinstance(leaf, Terms | Dated) and self._has_words(leaf):
            return NOTHING
        return characters_in(leaf, fields or leaf.fields)

    def _restrict_to_level(self, level: int, node: PlanNode, found: Query) -> Query:
        """`found` restricted to passages that match the node at a level or a better one."""
        if max(self.levels(node)) <= level:
            return found
        return all_of([found, without_score(self.meets(node, level))])

    def _name_scores(self, node: Expanded, factor: float) -> Iterator[Query]:
        """Queries with the scores of a word and of its other names; a passage has the score of its best level."""
        yield self.scores(node.child, LITERAL, factor)
        for index, other in enumerate(node.others):
            for level in sorted({_level(other), LITERAL}):
                before = [self.meets(node.child, level)]
                before += [
                    _in_documents(self.meets(each.terms, level), each)
                    for each in node.others[:index]
                    if _level(each) <= level
                ]
                worse = level == LITERAL != _level(other)
                found = any_of(self._leaf_scores(other.terms, factor * other.factor, literal=worse))
                yield none_of(_in_documents(found, other), before)

    def _leaf_scores(self, leaf: Leaf, factor: float, *, literal: bool | None = None) -> Iterator[Query]:
        """Scored queries for a leaf: as words, and by its characters alone. `literal` chooses one of them."""
        words = words_in(leaf, leaf.fields)
        if not literal and words != NOTHING:
            yield self._bm25f(leaf, [(field, by_words(leaf, field)) for field in leaf.fields], factor, 1.0)
        if literal is not False and self._literal(leaf) != NOTHING:
            found = [(field, by_characters(leaf, field)) for field in leaf.fields]
            part = INSIDE_OTHERS if self._worst(leaf) == LITERAL else 1.0
            yield none_of(self._bm25f(leaf, found, factor, part), [words])

    def _bm25f(self, leaf: Leaf, found: Sequence[tuple[str, Query]], factor: float, part: float) -> Query:
        """BM25F over the occurrences of a leaf in each field."""
        fields = [
            _script(
                query,
                _IN_FIELD,
                {"w": FIELD_WEIGHTS[field], "c": 1 - B, "d": B / self._averages[field], "f": length(field)},
            )
            for field, query in found
            if query != NOTHING
        ]
        return _script(any_of(fields), _SATURATED, {"m": part, "k": K1, "idf": factor * self._weight(leaf)})

    def _score_inspected(self, leaf: Leaf, factor: float) -> Query:
        """The inspected matches of a leaf, scored by their weights."""
        by_weight: dict[float, list[int]] = {}
        for number, weight in self._inspected[leaf].weights.items():
            by_weight.setdefault(weight, []).append(number)
        return any_of(
            {
                "constant_score": {
                    "filter": _among(numbers),
                    "boost": factor * self._weight(leaf) * saturate(weight),
                }
            }
            for weight, numbers in by_weight.items()
        )


def _level(other: Other) -> int:
    return MATCH_LEVELS.index(other.level)


def _in_documents(found: Query, other: Other) -> Query:
    """`found` restricted to the documents in which a name counts."""
    if not other.documents or found == NOTHING:
        return found
    return {
        "bool": {
            "must": [found],
            "filter": [{"terms": {exact("document"): list(map(exact_key, other.documents))}}],
        }
    }


def _among(numbers: Iterable[int]) -> Query:
    ordered = sorted(numbers)
    parts = range(0, len(ordered), _MOST_NUMBERS)
    return any_of({"terms": {"number": ordered[at : at + _MOST_NUMBERS]}} for at in parts)


def _script(query: Query, source: str, params: Mapping[str, object]) -> Query:
    if query == NOTHING:
        return query
    return {"script_score": {"query": query, "script": {"source": source, "params": params}}}
