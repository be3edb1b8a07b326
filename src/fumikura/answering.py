"""Finds the answer to a request: candidates from an engine, their order from the second stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fumikura.deadline import Deadline, TimeUp
from fumikura.engines.protocol import Candidates, Engine, Request
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import PassageView
from fumikura.models import Expansion, Facet
from fumikura.plan.nodes import AnyOf, Expanded, PlanNode, leaves
from fumikura.plan.nodes import words as words_of
from fumikura.ranking.features import RESCORED
from fumikura.ranking.query_features import QueryFeatures
from fumikura.ranking.second_stage import ScoredPassage, SecondStage
from fumikura.values import frozen, replace

_FOR_RESCORING = 0.2
"""Seconds for the second stage though the time is up; only passages as long as a book take more."""


@frozen
class Answer:
    """The answer to a request: `total` passages match, `scored` are those asked for, `views` their views by number.

    `words` pairs the words of the query with the number of passages that have each; it is empty unless nothing was found
    or the numbers were asked for. `nowhere` has the words that no passage has, `expanded` what was searched besides them.
    `searched` is as in `Candidates`; where there was no time for the second stage it is the number of all passages, and
    the order is that of the engine.
    """

    total: int
    scored: tuple[ScoredPassage, ...]
    views: Mapping[int, PassageView]
    stage: SecondStage
    words: tuple[tuple[str, int], ...]
    nowhere: frozenset[str]
    expanded: tuple[Expansion, ...]
    searched: int | None
    facets: tuple[Facet, ...]


def find_answer(
    engine: Engine, request: Request, query: QueryFeatures, deadline: Deadline, *, count_words: bool
) -> Answer:
    """The answer to a request that has a plan. With `count_words`, the passages with each word are counted, too."""
    assert request.plan is not None
    words = tuple(dict.fromkeys(words_of(request.plan)))
    names = [(word, other) for _, word in words if isinstance(word, Expanded) for other in word.others]
    others: tuple[PlanNode, ...] = tuple(
        Expanded("", AnyOf(()), (other,)) if other.documents else other.terms for _, other in names
    )
    wanted = replace(
        _candidate_request(request), counted=(*others, *(word for _, word in words if count_words))
    )
    found = engine.search(wanted, deadline)
    counts = found.counts
    if not found.total and not count_words and found.searched is None:
        # To say why: perhaps no passage has one of the words.
        each = tuple(word for _, word in words)
        counts = (
            *counts,
            *engine.search(replace(request, limit=0, counted=each, facets=()), deadline).counts,
        )
    scored, views, stage, ended = _rescore(engine, request, found, query, deadline)
    counted = tuple(zip((label for label, _ in words), counts[len(others) :], strict=False))
    return Answer(
        found.total,
        scored,
        views,
        stage,
        counted,
        _words_without_passages(found, words),
        tuple(
            Expansion(word.label, other.terms.label, other.level, count)
            for (word, other), count in zip(names, counts, strict=False)
            if other.level != "word"  # another spelling is no other name
        ),
        found.statistics.passages if ended and found.searched is None else found.searched,
        found.facets,
    )


def _words_without_passages(found: Candidates, words: Sequence[tuple[str, PlanNode]]) -> frozenset[str]:
    """The words that stand in no passage and in no heading."""
    frequencies = found.statistics.frequencies
    return frozenset(
        label for label, word in words if not any(frequencies.get(leaf, 1) for leaf in leaves(word))
    )


def _candidate_request(request: Request) -> Request:
    """The request to the engine: by relevance, at least the `RESCORED` candidates that the second stage puts in order."""
    if request.sort != "relevance" or not request.limit:
        return request
    return replace(request, offset=0, limit=max(RESCORED, request.offset + request.limit))


def _rescore(
    engine: Engine, request: Request, found: Candidates, query: QueryFeatures, deadline: Deadline
) -> tuple[tuple[ScoredPassage, ...], Mapping[int, PassageView], SecondStage, bool]:
    """The passages that were asked for, in their order; views; the second stage; whether there was no time for it."""
    assert request.plan is not None
    numbers = [each.number for each in found.best]
    views = dict(zip(numbers, engine.views(numbers), strict=True))
    matcher = Matcher(engine.chars_of, deadline.at_least(_FOR_RESCORING))
    stage = SecondStage(request.plan, query, found.statistics, views, matcher, engine.entry)
    ended = False
    try:
        scored = stage.rescore(numbers[:RESCORED])
    except TimeUp:
        ended = True
        scored = tuple(ScoredPassage(each.number, each.score, each.level) for each in found.best)
    if request.sort == "relevance":
        places = {each.number: each.place for each in found.best}
        best = sorted(
            scored[:RESCORED],
            key=lambda each: (
                stage.standing(each.number),
                each.level,
                -round(each.score, 9),
                places[each.number],
            ),
        )
        scored = (*best, *scored[RESCORED:])
        if request.limit:
            scored = scored[request.offset : request.offset + request.limit]
    return scored, views, stage, ended
