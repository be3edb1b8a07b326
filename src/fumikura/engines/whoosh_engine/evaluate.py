"""Runs the nodes of a plan over the segments: each leaf is found once, and the passages are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fumikura.engines.whoosh_engine.field_text import FieldText
from fumikura.engines.whoosh_engine.leaves import count_leaf, spans_in
from fumikura.engines.whoosh_engine.matches import (
    Matches,
    Tally,
    all_of,
    any_of,
    bm25f,
    expanded,
    run,
    without,
)
from fumikura.engines.whoosh_engine.proximity import Near
from fumikura.engines.whoosh_engine.scope import Scope
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.models import MATCH_LEVELS, Span
from fumikura.plan.nodes import (
    SEARCHED,
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

__all__ = ["Evaluation"]


class Evaluation:
    """One search: what was found for a leaf is kept, as a leaf may stand in a plan more than once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._found: dict[Leaf | NearTo, Matches] = {}

    def matches(self, node: PlanNode) -> Matches:
        """The passages that `node` finds."""
        match node:
            case AllOf(children):
                return self._all_of(children)
            case AnyOf(children):
                return any_of([self.matches(child) for child in children])
            case Run(words, whole):
                return run(self.matches(words), self.matches(whole))
            case Expanded():
                return self._expanded(node)
            case NearTo():
                if node not in self._found:
                    self._found[node] = self._near(node)
                return self._found[node]
            case Weighted(child, factor):
                found = self.matches(child)
                return replace(
                    found, scores={number: score * factor for number, score in found.scores.items()}
                )
            case Without(child):
                return without(self.matches(child), self._everything())
            case _:
                return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> Matches:
        if leaf not in self._found:
            tally = Tally()
            for base, segment in self.scope:
                count_leaf(leaf, segment, base, self.scope.averages, tally)
            self._found[leaf] = bm25f(tally, self.scope.passages)
        return self._found[leaf]

    def other(self, other: Other) -> Matches:
        """The passages that another name of a word finds, where it is one."""
        found = self.matches(other.terms)
        if not other.documents:
            return found
        inside = {
            base + local
            for base, segment in self.scope
            for name in other.documents
            for local in segment.ids("document", name)
        }
        scores = {number: score for number, score in found.scores.items() if number in inside}
        levels = {number: level for number, level in found.levels.items() if number in inside}
        return Matches(scores, levels, found.headings & inside)

    def _expanded(self, node: Expanded) -> Matches:
        others = [(self.other(other), MATCH_LEVELS.index(other.level), other.factor) for other in node.others]
        return expanded(self.matches(node.child), others)

    def _all_of(self, children: Sequence[PlanNode]) -> Matches:
        wanted = [self.matches(child) for child in children if not isinstance(child, Without)]
        unwanted = [self.matches(child.child) for child in children if isinstance(child, Without)]
        if not wanted:
            return without(any_of(unwanted), self._everything())
        return all_of(wanted, unwanted)

    def _everything(self) -> list[int]:
        return [
            base + local
            for base, segment in self.scope
            for local in segment.living(range(segment.entry.size))
        ]

    def _near(self, node: NearTo) -> Matches:
        both = all_of([self.matches(node.left), self.matches(node.right)], [])
        ids = set()
        for base, segment in self.scope:
            end = base + segment.entry.size
            ids |= {
                number
                for number in both.scores
                if base <= number < end and self.is_near(node, segment, number - base)
            }
        return Matches(
            {number: both.scores[number] for number in both.scores if number in ids},
            {number: level for number, level in both.levels.items() if number in ids},
            both.headings & ids,
        )

    def is_near(self, node: NearTo, segment: Segment, local: int) -> bool:
        """Whether both sides of a NEAR stand near one another somewhere in a passage."""
        return any(self._spans(node, segment, local, field) for field in SEARCHED)

    def _spans(self, node: PlanNode, segment: Segment, local: int, field: str) -> list[Span]:
        """Where `node` stands in a field, as ranges of tokens: for NEAR, from the one word to the other."""
        match node:
            case NearTo(left, right, distance):
                return _near_spans(
                    self._spans(left, segment, local, field),
                    self._spans(right, segment, local, field),
                    distance,
                    segment.check,
                )
            case AnyOf(children) | AllOf(children):
                return sorted(
                    span
                    for child in dict.fromkeys(children)
                    for span in self._spans(child, segment, local, field)
                )
            case Run(words, whole):
                spans = self._spans(whole, segment, local, field)
                return sorted(spans + self._spans(words, segment, local, field))
            case Weighted(child, _):
                return self._spans(child, segment, local, field)
            case Expanded(_, child, others):
                # Which document it is, the passages that were found have answered already.
                spans = self._spans(child, segment, local, field)
                for other in others:
                    spans += self._spans(other.terms, segment, local, field)
                return sorted(set(spans))
            case Without():
                return []
            case _:
                return _token_spans(node, segment, local, field)


def _token_spans(leaf: Leaf, segment: Segment, local: int, field: str) -> list[Span]:
    text = FieldText(segment, local, field)
    return [(text.cuts.token(start), text.cuts.token(end - 1) + 1) for start, end in spans_in(leaf, text)]


def _near_spans(
    left: Sequence[Span], right: Sequence[Span], distance: int, check: Callable[[], None]
) -> list[Span]:
    """The ranges from an occurrence of one to one of the other, with fewer than `distance` tokens between."""
    others = Near(right, distance)
    found = set()
    for one in left:
        check()
        for other in others.farthest(one):
            found.add((min(one[0], other[0]), max(one[1], other[1])))
    return sorted(found)
