"""The analysed form of a query: what every engine has to find, and nothing of how.

Leaves say what is looked for in a passage, nodes how their passages come together. Characters are given in
the coarse form of `text.fold`, words as the terms of `text.Analyzer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from fumikura.models import MatchLevel
from fumikura.values import frozen

SEARCHED: tuple[str, ...] = ("text", "glosses", "section", "title")
"""The fields that are searched unless one is named."""

BODY: frozenset[str] = frozenset({"text", "glosses"})
"""The fields that are the passage itself: something of a query must stand in these, or in a field that it names."""


@frozen
class Terms:
    """A word: `terms` at their relative positions in one field, or any of `needles` as characters.

    `terms` is empty where a word is of function words only: then its characters decide alone. Those of `needles` that are
    `at_words` count only where a word begins, and some of them only where one ends (`matching.whole`).
    """

    label: str
    terms: tuple[tuple[int, str], ...]
    needles: tuple[str, ...]
    fields: tuple[str, ...] = SEARCHED
    at_words: tuple[str, ...] = ()


@frozen
class Exactly:
    """Any of `needles` as characters, in one field.

    They stand whole there (`matching.whole`), but for a side on which the query has a `*`: that is open. Those of them
    that are `at_words` begin with a numeral, and count where this begins a word that ends before the run does.
    """

    label: str
    needles: tuple[str, ...]
    fields: tuple[str, ...] = SEARCHED
    open_start: bool = False
    open_end: bool = False
    at_words: tuple[str, ...] = ()


@frozen
class StartsWith:
    """Any of `needles` as characters where a word begins."""

    label: str
    needles: tuple[str, ...]
    fields: tuple[str, ...] = SEARCHED


@frozen
class Similar:
    """Whole words that are `needle` but for up to `distance` edits of one character."""

    label: str
    needle: str
    distance: int
    fields: tuple[str, ...] = SEARCHED


@frozen
class Dated:
    """A date: what speaks of a time whose term (`dates.date_term`) begins with one of `prefixes`, or has `word`.

    `meaning` is the date in ISO 8601. Characters that go on as another date don't count (`matching.whole.is_whole_date`).
    """

    label: str
    meaning: str
    prefixes: tuple[str, ...]
    word: Terms
    fields: tuple[str, ...] = SEARCHED


@frozen
class AllOf:
    """What is in all of `children`."""

    children: tuple[PlanNode, ...]


@frozen
class AnyOf:
    """What is in any of `children`, the more of them the better.

    With `by_words` a word counts by its terms, and by its characters only where no passage has its terms.
    """

    children: tuple[PlanNode, ...]
    by_words: bool = False


@frozen
class Run:
    """What `words` finds and what `whole`, the run as it stands, finds; the latter comes first."""

    words: PlanNode
    whole: Exactly


@frozen
class Other:
    """What a word of a query may also be called: `terms`, whose passages are of `level` and weigh `factor`.

    Where `documents` are named, it is called so in these alone.
    """

    terms: Terms
    level: MatchLevel
    factor: float
    documents: tuple[str, ...] = ()


@frozen
class Expanded:
    """What `child`, the word `label` of a query, finds, and what only `others` find after it."""

    label: str
    child: PlanNode
    others: tuple[Other, ...]


@frozen
class NearTo:
    """What has an occurrence of `left` and one of `right` in one field, within `distance` words."""

    left: PlanNode
    right: PlanNode
    distance: int


@frozen
class Weighted:
    """What `child` finds, at `factor` times its score."""

    child: PlanNode
    factor: float


@frozen
class Without:
    """What `child` doesn't find. It adds nothing to a score."""

    child: PlanNode


Leaf: TypeAlias = Terms | Exactly | StartsWith | Similar | Dated
PlanNode: TypeAlias = Leaf | AllOf | AnyOf | Run | Expanded | NearTo | Weighted | Without
Plan: TypeAlias = PlanNode


def meanings(plan: PlanNode) -> tuple[str, ...]:
    """How the dates of a plan were understood, where they say it otherwise: 平成25年 = 2013."""
    dates = dict.fromkeys(leaf for leaf in leaves(plan) if isinstance(leaf, Dated))
    return tuple(
        f"{date.label} = {date.meaning}" for date in dates if not date.label.startswith(date.meaning)
    )


def children_of(node: PlanNode) -> tuple[PlanNode, ...]:
    """The nodes that a node puts together, none of a leaf; `Run.whole` and other names are no such."""
    match node:
        case AllOf(children) | AnyOf(children, _):
            return children
        case NearTo(left, right, _):
            return left, right
        case Run(child, _) | Expanded(_, child, _) | Weighted(child, _) | Without(child):
            return (child,)
        case _:
            return ()


def leaves(node: PlanNode, *, whole_runs: bool = False, document: str | None = None) -> Iterator[Leaf]:
    """The leaves that make a passage match, so none below a `Without`; `Run.whole` only if asked for.

    With a `document`, those that count in it.
    """
    if isinstance(node, Without):
        return
    for child in children_of(node):
        yield from leaves(child, whole_runs=whole_runs, document=document)
    match node:
        case Run(_, whole) if whole_runs:
            yield whole
        case Expanded(_, _, others):
            for other in others:
                if document is None or not other.documents or document in other.documents:
                    yield other.terms
        case Terms() | Exactly() | StartsWith() | Similar() | Dated():
            yield node


def fields_of(node: PlanNode) -> frozenset[str]:
    """The fields by which a passage meets a plan or does not."""
    below = frozenset[str]().union(*map(fields_of, children_of(node)))
    match node:
        case Run(_, whole):
            return below.union(whole.fields)
        case Expanded(_, _, others):
            return below.union(*(other.terms.fields for other in others))
        case Terms() | Exactly() | StartsWith() | Similar() | Dated():
            return frozenset(node.fields)
        case _:
            return below


def words(node: PlanNode) -> Iterator[tuple[str, Leaf | Expanded]]:
    """Each word that makes a passage match, with what finds it: a leaf, or a leaf with other names."""
    match node:
        case Without():
            return
        case Expanded() | Terms() | Exactly() | StartsWith() | Similar() | Dated():
            yield node.label, node
        case _:
            for child in children_of(node):
                yield from words(child)
