"""The analysed form of a query: what every engine has to find, and nothing of how.

Leaves say what is looked for in a passage, nodes how their passages come together. Characters are given in
the literal form of `analysis.fold`, words as the terms of `analysis.Analyzer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "BODY",
    "SEARCHED",
    "AllOf",
    "AnyOf",
    "Exactly",
    "Leaf",
    "NearTo",
    "Plan",
    "PlanNode",
    "Run",
    "Similar",
    "StartsWith",
    "Terms",
    "Weighted",
    "Without",
    "leaves",
]

SEARCHED: tuple[str, ...] = ("text", "glosses", "section", "title")
"""The fields that are searched unless one is named."""

BODY: frozenset[str] = frozenset({"text", "glosses"})
"""The fields that are the passage itself; a match in others only ranks below every match in these."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A word: `terms` at their relative positions in one field, or any of `needles` as characters.

    `terms` is empty where a word is of function words only: then its characters decide alone.
    """

    label: str
    terms: tuple[tuple[int, str], ...]
    needles: tuple[str, ...]
    fields: tuple[str, ...] = SEARCHED


@dataclass(frozen=True, slots=True)
class Exactly:
    """Any of `needles` as characters, in one field."""

    label: str
    needles: tuple[str, ...]
    fields: tuple[str, ...] = SEARCHED


@dataclass(frozen=True, slots=True)
class StartsWith:
    """Any of `needles` as characters where a word begins."""

    label: str
    needles: tuple[str, ...]
    fields: tuple[str, ...] = SEARCHED


@dataclass(frozen=True, slots=True)
class Similar:
    """Whole words that are `needle` but for up to `distance` edits of one character."""

    label: str
    needle: str
    distance: int
    fields: tuple[str, ...] = SEARCHED


@dataclass(frozen=True, slots=True)
class AllOf:
    """What is in all of `children`."""

    children: tuple[PlanNode, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What is in any of `children`, the more of them the better."""

    children: tuple[PlanNode, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What `words` finds and what `whole`, the run as it stands, finds; the latter comes first."""

    words: PlanNode
    whole: Exactly


@dataclass(frozen=True, slots=True)
class NearTo:
    """What has an occurrence of `left` and one of `right` in one field, within `distance` words."""

    left: PlanNode
    right: PlanNode
    distance: int


@dataclass(frozen=True, slots=True)
class Weighted:
    """What `child` finds, at `factor` times its score."""

    child: PlanNode
    factor: float


@dataclass(frozen=True, slots=True)
class Without:
    """What `child` doesn't find. It adds nothing to a score."""

    child: PlanNode


Leaf: TypeAlias = Terms | Exactly | StartsWith | Similar
PlanNode: TypeAlias = Leaf | AllOf | AnyOf | Run | NearTo | Weighted | Without
Plan: TypeAlias = PlanNode


def leaves(node: PlanNode, *, whole_runs: bool = False) -> Iterator[Leaf]:
    """The leaves that make a passage match, so none below a `Without`; `Run.whole` only if asked for."""
    match node:
        case Without():
            return
        case AllOf(children) | AnyOf(children):
            for child in children:
                yield from leaves(child, whole_runs=whole_runs)
        case Run(words, whole):
            yield from leaves(words, whole_runs=whole_runs)
            if whole_runs:
                yield whole
        case NearTo(left, right, _):
            yield from leaves(left, whole_runs=whole_runs)
            yield from leaves(right, whole_runs=whole_runs)
        case Weighted(child, _):
            yield from leaves(child, whole_runs=whole_runs)
        case _:
            yield node
