"""A plan as queries of the cluster: which passages answer, at which level, and by which score.

A passage answers at a level (`MATCH_LEVELS`) or a better one where it meets the plan with all that is below that level
left out. So each level is a query of its own. The score is BM25F itself: scripts put together how often a leaf stands
in each field and the exact numbers of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from fumikura.engines.opensearch.encoding import key
from fumikura.engines.opensearch.leaves import (
    NOTHING,
    Query,
    all_of,
    any_of,
    by_characters,
    by_words,
    none_of,
)
from fumikura.engines.opensearch.schema import exact, length
from fumikura.models import MATCH_LEVELS
from fumikura.plan.nodes import (
    BODY,
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
from fumikura.ranking.bm25f import FIELD_WEIGHTS, INSIDE_OTHERS, K1, B, saturated
from fumikura.ranking.evaluation import LITERAL
from fumikura.values import frozen

EVERYTHING: Query = {"exists": {"field": "number"}}
"""All passages."""

_WHOLE = 0
_MOST_NUMBERS = 50_000  # of one `terms` query; the cluster takes 65,536
_IN_FIELD = "params.w * _score / (params.c + params.d * doc[params.f].value)"
_SATURATED = "double x = params.m * _score; return params.idf * x / (params.k + x)"


@frozen
class Looked:
    """What was looked up in the passages themselves, as no query tells it: passages by their numbers, with weights.

    `body` are those that have it in text or glosses, or in a field that the query named.
    """

    weights: Mapping[int, float]
    body: frozenset[int]


def body_of(leaf: Leaf) -> tuple[str, ...]:
    """The fields in which a leaf makes a passage a hit."""
    return tuple(field for field in leaf.fields if field in BODY) or leaf.fields


def words_in(leaf: Leaf, fields: Sequence[str]) -> Query:
    """What has a leaf as words in any of some fields."""
    return any_of(by_words(leaf, field) for field in fields)


def characters_in(leaf: Leaf, fields: Sequence[str]) -> Query:
    """What has the characters of a leaf in any of some fields."""
    return any_of(by_characters(leaf, field) for field in fields)


class PlanQueries:
    """The queries for the parts of one plan.

    `has_words` says of a leaf whether any passage has it as words, `weight` what it weighs, `looked` what was looked up
    of the parts for which there is no query.
    """

    def __init__(
        self,
        averages: Mapping[str, float],
        has_words: Callable[[Leaf], bool],
        weight: Callable[[Leaf], float],
        looked: Mapping[PlanNode, Looked],
    ) -> None:
        self._averages = averages
        self._has_words = has_words
        self._weight = weight
        self._looked = looked

    def levels(self, node: PlanNode, *, some: bool = False) -> set[int]:
        """The levels at which passages may meet a part of a plan; `some` is for a part of a `by_words`."""
        match node:
            case AllOf(children):
                return {_WHOLE}.union(*(self.levels(child, some=some) for child in children))
            case AnyOf(children, only):
                return {_WHOLE}.union(*(self.levels(child, some=some or only) for child in children))
            case Run(child, _) | Weighted(child, _):
                return self.levels(child, some=some)
            case Expanded(_, child, others):
                found = self.levels(child, some=some)
                for other in others:
                    found |= {_level(other), *self.levels(other.terms, some=some)}
                return found
            case NearTo(left, right, _):
                return self.levels(left, some=some) | self.levels(right, some=some)
            case Without():
                return {_WHOLE}
            case Terms() | Dated():
                return {_WHOLE, LITERAL} if self._literal(node, some) != NOTHING else {_WHOLE}
            case _:
                return {_WHOLE}

    def meets(self, node: PlanNode, level: int = LITERAL, *, some: bool = False, body: bool = False) -> Query:
        """What meets a part of a plan at a level or a better one; with `body`, in the passage itself."""
        match node:
            case AllOf(children):
                return self._meets_all(children, level, some, body)
            case AnyOf(children, only):
                return any_of(self.meets(child, level, some=some or only, body=body) for child in children)
            case Run(child, _) | Weighted(child, _):
                return self.meets(child, level, some=some, body=body)
            case Expanded(_, child, others):
                names = (
                    _in_documents(self.meets(other.terms, level, some=some, body=body), other)
                    for other in others
                    if _level(other) <= level
                )
                return any_of([self.meets(child, level, some=some, body=body), *names])
            case NearTo(left, right, _):
                sides = [self.meets(side, level, some=some) for side in (left, right)]
                both = all_of([_among(self._looked[node].weights), *sides])
                bodies = any_of(self.meets(side, level, some=some, body=True) for side in (left, right))
                return all_of([both, bodies]) if body else both
            case Without(child):
                return none_of(EVERYTHING, [self.meets(child, some=some)])
            case Similar():
                return _among(self._looked[node].body if body else self._looked[node].weights)
            case _:
                fields = body_of(node) if body else node.fields
                found = words_in(node, fields)
                worse = self._literal(node, some, fields) if level >= self._worst(node) else NOTHING
                return any_of([found, worse])

    def body(self, node: PlanNode) -> Query:
        """What has something of a plan in the passage itself, of the passages that meet it."""
        match node:
            case AllOf(children) if wanted := [each for each in children if not isinstance(each, Without)]:
                return any_of(map(self.body, wanted))
            case Run(child, _) | Weighted(child, _):
                return self.body(child)
            case _:
                return self.meets(node, body=True)

    def scores(
        self, node: PlanNode, level: int = LITERAL, factor: float = 1.0, *, some: bool = False
    ) -> Query:
        """What meets a part of a plan at a level or a better one, with `factor` times its score."""
        match node:
            case AllOf(children):
                wanted = [
                    self.scores(c, level, factor, some=some) for c in children if not isinstance(c, Without)
                ]
                excluded = [self.meets(c.child, some=some) for c in children if isinstance(c, Without)]
                return none_of(all_of(wanted) if wanted else _no_score(EVERYTHING), excluded)
            case AnyOf(children, only):
                # What is met at a worse level adds to the score of what is met at a better one.
                found = any_of(self.scores(child, LITERAL, factor, some=some or only) for child in children)
                return self._at(level, node, found, some)
            case Run(child, _):
                return self.scores(child, level, factor, some=some)
            case Weighted(child, by):
                return self.scores(child, level, factor * by, some=some)
            case Expanded():
                names: Query = {"dis_max": {"queries": list(self._names(node, factor, some))}}
                return self._at(level, node, names, some)
            case NearTo(left, right, _):
                sides = [self.scores(side, level, factor, some=some) for side in (left, right)]
                return all_of([_no_score(_among(self._looked[node].weights)), *sides])
            case Without():
                return _no_score(self.meets(node, some=some))
            case Similar():
                return self._looked_up(node, factor)
            case _:
                literal = level >= self._worst(node)
                return any_of(self._leaf(node, factor, some, literal=None if literal else False))

    def _meets_all(self, children: Sequence[PlanNode], level: int, some: bool, body: bool) -> Query:
        wanted = [child for child in children if not isinstance(child, Without)]
        excluded = [self.meets(c.child, some=some) for c in children if isinstance(c, Without)]
        if not wanted:
            return none_of(EVERYTHING, excluded)
        found = [self.meets(child, level, some=some) for child in wanted]
        if body:
            found.append(any_of(self.meets(child, level, some=some, body=True) for child in wanted))
        return none_of(all_of(found), excluded)

    def _worst(self, leaf: Leaf) -> int:
        """The level of what has only the characters of a leaf."""
        return LITERAL if isinstance(leaf, Terms | Dated) else _WHOLE

    def _literal(self, leaf: Leaf, some: bool, fields: Sequence[str] = ()) -> Query:
        """What has the characters of a leaf, where these count."""
        if some and isinstance(leaf, Terms | Dated) and self._has_words(leaf):
            return NOTHING
        return characters_in(leaf, fields or leaf.fields)

    def _at(self, level: int, node: PlanNode, found: Query, some: bool) -> Query:
        """Those that were found for a part of a plan which meet it at a level or a better one."""
        if max(self.levels(node, some=some)) <= level:
            return found
        return all_of([found, _no_score(self.meets(node, level, some=some))])

    def _names(self, node: Expanded, factor: float, some: bool) -> Iterator[Query]:
        """The scores of a word and of its other names: of a passage that is found by several, at its best level."""
        yield self.scores(node.child, LITERAL, factor, some=some)
        for index, other in enumerate(node.others):
            for level in sorted({_level(other), LITERAL}):
                before = [self.meets(node.child, level, some=some)]
                before += [
                    _in_documents(self.meets(each.terms, level, some=some), each)
                    for each in node.others[:index]
                    if _level(each) <= level
                ]
                worse = level == LITERAL != _level(other)
                found = any_of(self._leaf(other.terms, factor * other.factor, some, literal=worse))
                yield none_of(_in_documents(found, other), before)

    def _leaf(self, leaf: Leaf, factor: float, some: bool, *, literal: bool | None = None) -> Iterator[Query]:
        """What has a leaf as words and what has only its characters (`literal` chooses), with its scores."""
        words = words_in(leaf, leaf.fields)
        if not literal and words != NOTHING:
            yield self._weighed(leaf, [(field, by_words(leaf, field)) for field in leaf.fields], factor, 1.0)
        if literal is not False and self._literal(leaf, some) != NOTHING:
            found = [(field, by_characters(leaf, field)) for field in leaf.fields]
            part = INSIDE_OTHERS if self._worst(leaf) == LITERAL else 1.0
            yield none_of(self._weighed(leaf, found, factor, part), [words])

    def _weighed(self, leaf: Leaf, found: Sequence[tuple[str, Query]], factor: float, part: float) -> Query:
        """BM25F over how often a leaf stands in each field."""
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

    def _looked_up(self, leaf: Leaf, factor: float) -> Query:
        """What was looked up, with the score by its weight."""
        by_weight: dict[float, list[int]] = {}
        for number, weight in self._looked[leaf].weights.items():
            by_weight.setdefault(weight, []).append(number)
        return any_of(
            {
                "constant_score": {
                    "filter": _among(numbers),
                    "boost": factor * self._weight(leaf) * saturated(weight),
                }
            }
            for weight, numbers in by_weight.items()
        )


def _level(other: Other) -> int:
    return MATCH_LEVELS.index(other.level)


def _in_documents(found: Query, other: Other) -> Query:
    """What was found, in the documents in which a name counts."""
    if not other.documents or found == NOTHING:
        return found
    return {
        "bool": {"must": [found], "filter": [{"terms": {exact("document"): list(map(key, other.documents))}}]}
    }


def _among(numbers: Mapping[int, float] | frozenset[int] | list[int]) -> Query:
    ordered = sorted(numbers)
    parts = range(0, len(ordered), _MOST_NUMBERS)
    return any_of({"terms": {"number": ordered[at : at + _MOST_NUMBERS]}} for at in parts)


def _no_score(query: Query) -> Query:
    return {"bool": {"filter": [query]}} if query != NOTHING else query


def _script(query: Query, source: str, params: Mapping[str, object]) -> Query:
    if query == NOTHING:
        return query
    return {"script_score": {"query": query, "script": {"source": source, "params": params}}}
