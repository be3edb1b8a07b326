"""What the parts of a plan, and the way they stand in a passage, gave to its score: they add up to it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import TypeAlias

from fumikura.deadline import Deadline, TimeUp
from fumikura.engines.protocol import Ranked
from fumikura.engines.whoosh_engine.evaluate import Evaluation
from fumikura.engines.whoosh_engine.field_text import FieldText
from fumikura.engines.whoosh_engine.leaves import spans_in
from fumikura.engines.whoosh_engine.rescoring import Rescorer
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.models import MATCH_LEVELS, Reason
from fumikura.plan.nodes import (
    SEARCHED,
    AllOf,
    AnyOf,
    Expanded,
    Leaf,
    NearTo,
    Plan,
    PlanNode,
    Run,
    Weighted,
    Without,
)
from fumikura.values import frozen, replace

__all__ = ["Explainer", "Reasons", "explained"]

Reasons: TypeAlias = tuple[tuple[Reason, ...], ...]

_RUN = "run"
_LEAST = 1e-9


@frozen
class Explainer:
    """The reasons for the hits of one search, which is done again for them."""

    evaluation: Evaluation
    rescorer: Rescorer
    plan: Plan

    def explain(self, ranked: Ranked, segment: Segment, local: int) -> tuple[Reason, ...]:
        """The reasons for a hit, which is the passage `local` of a segment."""
        reasons = list(_Passage(self.evaluation, segment, local, ranked.handle).reasons(self.plan))
        # Of one too far down to be weighed anew, the words are all there is.
        if ranked.score > sum(reason.score for reason in reasons) + _LEAST:
            for _, gained in self.rescorer.parts([ranked.handle]):
                scores = ((each.name, getattr(gained, each.name)) for each in fields(gained))
                reasons += (Reason(name, score) for name, score in scores if score > _LEAST)
        return tuple(reasons)


def explained(
    explainer: Callable[[], Explainer],
    ranked: Iterable[Ranked],
    at: Callable[[int], tuple[Segment, int]],
    deadline: Deadline,
) -> Reasons:
    """The reasons for hits, of as many as there is time for; `at` says where the passage of a handle is."""
    found: list[tuple[Reason, ...]] = []
    with contextlib.suppress(TimeUp):
        made = explainer()
        for each in ranked:
            deadline.check()
            found.append(made.explain(each, *at(each.handle)))
    return tuple(found)


@frozen
class _Passage:
    evaluation: Evaluation
    segment: Segment
    local: int
    number: int

    def reasons(self, node: PlanNode) -> Iterator[Reason]:
        """What the words of a part of the plan gave, in their order; nothing where it did not find the passage."""
        if self.number not in self.evaluation.matches(node).scores:
            return
        match node:
            case Without():
                return
            case AllOf(children) | AnyOf(children):
                for child in children:
                    yield from self.reasons(child)
            case NearTo(left, right, _):
                yield from self.reasons(left)
                yield from self.reasons(right)
            case Weighted(child, factor):
                yield from (replace(each, score=each.score * factor) for each in self.reasons(child))
            case Run(words, whole):
                yield from self.reasons(words)
                rest = self._score(node) - self._score(words)
                if rest > _LEAST:
                    yield replace(self._leaf(whole, rest), kind=_RUN, about=whole.label.strip('"'))
            case Expanded():
                yield from self._expanded(node)
            case _:
                yield self._leaf(node, self._score(node))

    def _score(self, node: PlanNode) -> float:
        return self.evaluation.matches(node).scores.get(self.number, 0.0)

    def _expanded(self, node: Expanded) -> Iterator[Reason]:
        score = self._score(node)
        if abs(self._score(node.child) - score) < _LEAST:
            yield from self.reasons(node.child)
            return
        for other in node.others:
            found = self.evaluation.other(other).scores.get(self.number)
            if found is not None and abs(other.factor * found - score) < _LEAST:
                yield replace(self._leaf(other.terms, score), kind=other.level)
                return

    def _leaf(self, leaf: Leaf, score: float) -> Reason:
        found = self.evaluation.matches(leaf)
        texts = (FieldText(self.segment, self.local, field) for field in SEARCHED)
        counts = ((text.field, len(spans_in(leaf, text))) for text in texts)
        return Reason(
            kind=MATCH_LEVELS[found.levels.get(self.number, 0)],
            score=score,
            about=leaf.label,
            fields=tuple((field, count) for field, count in counts if count),
            passages=len(found.scores),
        )
