"""Where a plan matches in one passage: what is to be marked, and nothing that stands there without being an answer.

A word in a passage is no match where the group or the NEAR that it belongs to is not met.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fumikura.engines.whoosh_engine.field_text import FieldText
from fumikura.engines.whoosh_engine.leaves import spans_in
from fumikura.engines.whoosh_engine.proximity import Near
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.windows import characters_before
from fumikura.models import Span
from fumikura.plan.nodes import (
    SEARCHED,
    AllOf,
    AnyOf,
    Expanded,
    Leaf,
    NearTo,
    PlanNode,
    Run,
    Weighted,
    Without,
)

__all__ = ["Marks"]


class Marks:
    """The matches in the passage `local` of a segment; `document` decides what names of a word hold there.

    For one search: the parts of its plan are told apart by what they are in memory.
    """

    def __init__(self, segment: Segment, local: int, document: str | None) -> None:
        self._document = document
        texts = (FieldText(segment, local, field) for field in SEARCHED)
        self._texts = {text.field: text for text in texts if text.row}
        self._leaves: dict[tuple[int, str], tuple[Span, ...]] = {}
        self._met: dict[int, bool] = {}

    def spans(self, node: PlanNode, field: str) -> list[Span]:
        """The ranges of the folded text of a field, in code points, in order."""
        if field not in self._texts:
            return []
        row, found = self._texts[field].row, sorted(self._marked(node, field))
        if row.isascii():
            return found
        places = characters_before(row, (edge for span in found for edge in span))
        return [(places[start], places[end]) for start, end in found]

    def _marked(self, node: PlanNode, field: str) -> set[Span]:
        """The ranges in bytes that belong to parts of the plan that the passage meets."""
        match node:
            case Without():
                return set()
            case AllOf(children):
                return self._of_all(children, field) if self._meets(node) else set()
            case AnyOf(children):
                return self._of_all((child for child in children if self._meets(child)), field)
            case Run(words, whole):
                return self._marked(words, field) | self._marked(whole, field)
            case Weighted(child, _):
                return self._marked(child, field)
            case Expanded(_, child, others):
                names = (other.terms for other in others if self._holds(other.documents))
                return self._marked(child, field) | self._of_all(names, field)
            case NearTo(left, right, distance):
                return self._near(left, right, distance, field)
            case _:
                return set(self._leaf(node, field))

    def _of_all(self, nodes: Iterable[PlanNode], field: str) -> set[Span]:
        return set().union(*(self._marked(node, field) for node in nodes))

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
                return any(self._marked(node, field) for field in self._texts)

    def _holds(self, documents: Sequence[str]) -> bool:
        return not documents or self._document in documents

    def _leaf(self, leaf: Leaf, field: str) -> tuple[Span, ...]:
        key = id(leaf), field
        found = self._leaves.get(key)
        if found is None:
            found = self._leaves[key] = tuple(spans_in(leaf, self._texts[field]))
        return found

    def _near(self, left: PlanNode, right: PlanNode, distance: int, field: str) -> set[Span]:
        """Those of both sides that have one of the other within `distance` words."""
        ones, others = self._marked(left, field), self._marked(right, field)
        if not ones or not others:
            return set()
        cuts = self._texts[field].cuts
        tokens = {span: (cuts.token(span[0]), cuts.token(span[1] - 1) + 1) for span in ones | others}
        near_ones = Near((tokens[span] for span in ones), distance)
        near_others = Near((tokens[span] for span in others), distance)
        return {span for span in ones if near_others.is_any(tokens[span])} | {
            span for span in others if near_ones.is_any(tokens[span])
        }
