"""What is to be marked in one passage: where its plan matches, and nothing that stands there without being an answer.

A word in a passage is no match where the group or the NEAR that it belongs to is not met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fumikura.matching.near import NearSpans, near_ranges
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import FieldView, PassageView
from fumikura.models import Span
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


def marks(
    plan: Plan,
    passage: PassageView,
    matcher: Matcher,
    fields: Sequence[str] = SEARCHED,
) -> Mapping[str, tuple[Span, ...]]:
    """The ranges of each of these folded fields, of those that the passage has, in which `plan` matches, in order.

    Of a field with several parts, these are parted by one character. Raises TimeUp.
    """
    found = _Marks(passage, matcher)
    return {field: tuple(sorted(found.spans(plan, field))) for field in fields if field in passage.fields}


def is_near(node: NearTo, passage: PassageView, matcher: Matcher) -> bool:
    """Whether both sides of a NEAR stand near one another in some field of a passage."""
    found = _Marks(passage, matcher)
    return any(found.near(node, field) for field in passage.fields)


class _Marks:
    """The matches in one passage. The parts of a plan are told apart by what they are in memory."""

    def __init__(self, passage: PassageView, matcher: Matcher) -> None:
        self._passage = passage
        self._matcher = matcher
        self._leaves: dict[tuple[int, str], tuple[Span, ...]] = {}
        self._met: dict[int, bool] = {}

    def spans(self, node: PlanNode, field: str) -> set[Span]:
        """The ranges that belong to parts of the plan that the passage meets."""
        match node:
            case Without():
                return set()
            case AllOf(children):
                return self._of_all(children, field) if self._meets(node) else set()
            case AnyOf(children, _):
                return self._of_all((child for child in children if self._meets(child)), field)
            case Run(words, whole):
                return self.spans(words, field) | self.spans(whole, field)
            case Weighted(child, _):
                return self.spans(child, field)
            case Expanded(_, child, others):
                names = (other.terms for other in others if self._holds(other.documents))
                return self.spans(child, field) | self._of_all(names, field)
            case NearTo():
                return self._near_marks(node, field)
            case _:
                return set(self._leaf(node, field))

    def near(self, node: NearTo, field: str) -> set[Span]:
        """The ranges of tokens of a field from an occurrence of one side to one of the other, near it."""
        view = self._passage.fields[field]
        lefts = self._tokens(node.left, view, field)
        rights = self._tokens(node.right, view, field) if lefts else set()
        self._matcher.deadline.check()
        return near_ranges(lefts, rights, node.distance) if rights else set()

    def _tokens(self, node: PlanNode, view: FieldView, field: str) -> set[Span]:
        """Where a side of NEAR stands, as ranges of tokens; of another NEAR, from the one word to the other."""
        if isinstance(node, NearTo):
            return self.near(node, field)
        self._matcher.deadline.check()
        return {_word_span(view, span) for span in self._of_side(node, field)}

    def _of_side(self, node: PlanNode, field: str) -> set[Span]:
        """The ranges of what a side of NEAR may be: there, some of several words is enough."""
        match node:
            case AllOf(children) | AnyOf(children, _):
                return set().union(*(self._of_side(child, field) for child in children))
            case _:
                return self.spans(node, field)

    def _near_marks(self, node: NearTo, field: str) -> set[Span]:
        """Those of both sides that have one of the other within the distance."""
        if field not in self._passage.fields:
            return set()
        view = self._passage.fields[field]
        ones, others = self.spans(node.left, field), self.spans(node.right, field)
        if not ones or not others:
            return set()
        self._matcher.deadline.check()
        tokens = {span: _word_span(view, span) for span in ones | others}
        near_ones = NearSpans((tokens[span] for span in ones), node.distance)
        near_others = NearSpans((tokens[span] for span in others), node.distance)
        return {span for span in ones if near_others.is_any(tokens[span])} | {
            span for span in others if near_ones.is_any(tokens[span])
        }

    def _of_all(self, nodes: Iterable[PlanNode], field: str) -> set[Span]:
        return set().union(*(self.spans(node, field) for node in nodes))

    def _meets(self, node: PlanNode) -> bool:
        met = self._met.get(id(node))
        if met is None:
            met = self._met[id(node)] = self._is_met(node)
        return met

    def _is_met(self, node: PlanNode) -> bool:
        match node:
            case Without(child):
                return not self._meets(child)
            case AllOf(children):
                return all(map(self._meets, children))
            case _:
                return any(self.spans(node, field) for field in self._passage.fields)

    def _holds(self, documents: Sequence[str]) -> bool:
        return not documents or self._passage.document in documents

    def _leaf(self, leaf: Leaf, field: str) -> tuple[Span, ...]:
        key = id(leaf), field
        found = self._leaves.get(key)
        if found is None:
            found = self._leaves[key] = tuple(self._matcher.spans(leaf, self._passage, field))
        return found


def _word_span(view: FieldView, span: Span) -> Span:
    return view.word_at(span[0]), view.word_at(span[1] - 1) + 1
