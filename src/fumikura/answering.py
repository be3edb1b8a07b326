"""From an engine's candidates to an answer in its order: the second stage over whatever engine it is."""

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
from fumikura.ranking.query_features import Cues
from fumikura.ranking.second_stage import SecondStage, Weighed
from fumikura.values import frozen, replace

_FOR_WEIGHING = 0.2
"""Seconds in which what was found until the time was up is weighed, too; a passage as long as a book takes more."""


@frozen
class Answer:
    """The passages that answer, `total` of them; those asked for as they were weighed, with their views by number.

    Where the time was up before that, they are as the engine found them, and `searched` is all that there are; else see
    `Candidates` for it. `words` gives the words of the query with the number of passages that have each: where nothing
    was found, or where that was asked for. `nowhere` has those that no passage has, so far as they were looked for,
    `expanded` what was searched besides them.
    """

    total: int
    weighed: tuple[Weighed, ...]
    views: Mapping[int, PassageView]
    stage: SecondStage
    words: tuple[tuple[str, int], ...]
    nowhere: frozenset[str]
    expanded: tuple[Expansion, ...]
    searched: int | None
    facets: tuple[Facet, ...]


def answer_of(engine: Engine, request: Request, cues: Cues, deadline: Deadline, *, alone: bool) -> Answer:
    """The answer of an engine to a request with a plan; with `alone`, each word is counted by itself, too."""
    assert request.plan is not None
    words = tuple(dict.fromkeys(words_of(request.plan)))
    names = [(word, other) for _, word in words if isinstance(word, Expanded) for other in word.others]
    others: tuple[PlanNode, ...] = tuple(
        Expanded("", AnyOf(()), (other,)) if other.documents else other.terms for _, other in names
    )
    wanted = replace(_as_candidates(request), counted=(*others, *(word for _, word in words if alone)))
    found = engine.search(wanted, deadline)
    counts = found.counts
    if not found.total and not alone and found.searched is None:
        # Why there is nothing: one word may be nowhere.
        each = tuple(word for _, word in words)
        counts = (
            *counts,
            *engine.search(replace(request, limit=0, counted=each, facets=()), deadline).counts,
        )
    weighed, views, stage, ended = _weighed(engine, request, found, cues, deadline)
    counted = tuple(zip((label for label, _ in words), counts[len(others) :], strict=False))
    return Answer(
        found.total,
        weighed,
        views,
        stage,
        counted,
        _nowhere(found, words),
        tuple(
            Expansion(word.label, other.terms.label, other.level, count)
            for (word, other), count in zip(names, counts, strict=False)
            if other.level != "word"  # another spelling is no other name
        ),
        found.statistics.passages if ended and found.searched is None else found.searched,
        found.facets,
    )


def _nowhere(found: Candidates, words: Sequence[tuple[str, PlanNode]]) -> frozenset[str]:
    """The words that stand in no passage, nor in a heading."""
    frequencies = found.statistics.frequencies
    return frozenset(
        label for label, word in words if not any(frequencies.get(leaf, 1) for leaf in leaves(word))
    )


def _as_candidates(request: Request) -> Request:
    """What to ask an engine for: by relevance the best `RESCORED` at least, of which the second stage makes the order."""
    if request.sort != "relevance" or not request.limit:
        return request
    return replace(request, offset=0, limit=max(RESCORED, request.offset + request.limit))


def _weighed(
    engine: Engine, request: Request, found: Candidates, cues: Cues, deadline: Deadline
) -> tuple[tuple[Weighed, ...], Mapping[int, PassageView], SecondStage, bool]:
    """The candidates that were asked for, in their order, and whether the time did not suffice to weigh them."""
    assert request.plan is not None
    numbers = [each.number for each in found.best]
    views = dict(zip(numbers, engine.views(numbers), strict=True))
    matcher = Matcher(engine.chars_of, deadline.at_least(_FOR_WEIGHING))
    stage = SecondStage(request.plan, cues, found.statistics, views, matcher)
    ended = False
    try:
        weighed = stage.weighed(numbers[:RESCORED])
    except TimeUp:
        ended = True
        weighed = tuple(Weighed(each.number, each.score, each.level) for each in found.best)
    if request.sort == "relevance":
        places = {each.number: each.place for each in found.best}
        best = sorted(
            weighed[:RESCORED], key=lambda each: (each.level, -round(each.score, 9), places[each.number])
        )
        weighed = (*best, *weighed[RESCORED:])
        if request.limit:
            weighed = weighed[request.offset : request.offset + request.limit]
    return weighed, views, stage, ended
