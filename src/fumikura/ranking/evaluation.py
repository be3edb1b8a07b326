"""Goes through a plan once: what its leaves find is asked of whoever knows the passages, and put together here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from fumikura.models import MATCH_LEVELS
from fumikura.plan.nodes import (
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
from fumikura.ranking.matches import Matches, all_of, any_of, expanded, weighted, without


class Evaluation(ABC):
    """One search. What was found for a part of a plan is kept, as it may stand in it more than once."""

    def __init__(self) -> None:
        self._found: dict[PlanNode, Matches] = {}

    def matches(self, node: PlanNode) -> Matches:
        """The passages that `node` finds."""
        found = self._found.get(node)
        if found is None:
            found = self._found[node] = self._matches(node)
        return found

    def _matches(self, node: PlanNode) -> Matches:
        match node:
            case AllOf(children):
                return self.all_of(children)
            case AnyOf(children, _):
                return self.any_of(node)
            case Run():
                return self.run(node)
            case Expanded(_, child, others):
                found = [
                    (self.other(other), MATCH_LEVELS.index(other.level), other.factor) for other in others
                ]
                return expanded(self.matches(child), found)
            case NearTo(left, right, _):
                return self.near(node, all_of([self.matches(left), self.matches(right)], []))
            case Weighted(child, factor):
                return weighted(self.matches(child), factor)
            case Without(child):
                return without(self.matches(child), self.everything())
            case _:
                return self.leaf(node)

    @abstractmethod
    def leaf(self, leaf: Leaf) -> Matches:
        """The passages in which a leaf stands."""

    @abstractmethod
    def near(self, node: NearTo, both: Matches) -> Matches:
        """Those of the passages with both sides of a NEAR in which they stand near one another."""

    @abstractmethod
    def in_documents(self, found: Matches, documents: Sequence[str]) -> Matches:
        """Those of some passages that belong to any of `documents`."""

    @abstractmethod
    def everything(self) -> Iterable[int]:
        """All passages."""

    def run(self, node: Run) -> Matches:
        """What the words of a run find; that they stand as the run does is for the order alone."""
        return self.matches(node.words)

    def any_of(self, node: AnyOf) -> Matches:
        """What any of some nodes finds."""
        return any_of([self.matches(child) for child in node.children])

    def other(self, other: Other) -> Matches:
        """The passages that another name of a word finds, where it is one."""
        found = self.matches(other.terms)
        return self.in_documents(found, other.documents) if other.documents else found

    def all_of(self, children: Sequence[PlanNode]) -> Matches:
        """What all of some nodes find."""
        wanted = [self.matches(child) for child in children if not isinstance(child, Without)]
        unwanted = [self.matches(child.child) for child in children if isinstance(child, Without)]
        if not wanted:
            return without(any_of(unwanted), self.everything())
        return all_of(wanted, unwanted)
