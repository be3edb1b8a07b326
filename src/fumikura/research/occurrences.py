"""Where a query stands in the texts of a selection, as it was written: what is counted, and what only looks like it.

A search finds more than what was written: headings, other names of a word, its characters inside of other words. Its plan
is narrowed here to words in texts; what was left out is told beside the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from fumikura.engines.protocol import Filters
from fumikura.models import Passage, Span
from fumikura.plan.nodes import (
    SEARCHED,
    AllOf,
    AnyOf,
    Dated,
    Exactly,
    Expanded,
    Leaf,
    NearTo,
    Plan,
    PlanNode,
    Run,
    Similar,
    StartsWith,
    Terms,
    Weighted,
    Without,
)
from fumikura.research.searchable import Matcher
from fumikura.research.selection import Selection
from fumikura.values import frozen, replace

__all__ = ["Found", "Occurrences", "looked_into", "occurrences_of"]

_TEXT = ("text",)
_BODY = ("text", "glosses")
_HEADINGS = ("section", "title")


@frozen
class Found:
    """The occurrences in one passage, from the left, none of which overlap."""

    passage: Passage
    spans: tuple[Span, ...]


@frozen
class Occurrences:
    """What a query has in a selection.

    `is_single` says that it asks for one thing, so that its occurrences can be counted: of two words that must both be in
    a passage nobody can say how often they are. `inside` counts where its characters are part of longer words,
    `in_headings` the passages that have it in a heading or the title only.
    """

    query: str
    found: tuple[Found, ...]
    is_single: bool
    inside: int
    in_headings: int

    @property
    def number(self) -> int:
        """All occurrences."""
        return sum(len(each.spans) for each in self.found)


def looked_into(plan: Plan, *, synonyms: bool) -> Plan:
    """What finds every passage that the occurrences of a planned query, and what is told beside them, depend on."""
    written = _as_written(plan, synonyms=synonyms)
    characters = _as_written(plan, synonyms=False, characters=True)
    return AnyOf(tuple(dict.fromkeys((written, characters, _in_headings(written)))))


def occurrences_of(
    query: str,
    plan: Plan,
    selection: Selection,
    filters: Filters,
    matcher: Matcher,
    *,
    synonyms: bool = False,
) -> Occurrences:
    """The occurrences of a planned query in a selection; `filters` are those that the selection was chosen by."""
    written = _as_written(plan, synonyms=synonyms)
    matched = _found(written, selection, filters, matcher)
    found = tuple(each for each in matched if each.spans)
    is_single = _is_single(plan)
    inside = in_headings = 0
    if is_single:
        characters = _as_written(plan, synonyms=False, characters=True)
        taken = {each.passage.id: each.spans for each in found}
        inside = sum(
            1
            for each in _found(characters, selection, filters, matcher)
            for span in each.spans
            if not any(_overlap(span, other) for other in taken.get(each.passage.id, ()))
        )
        standing = {each.passage.id for each in matched}
        headed = matcher.ids(_in_headings(written), filters)
        in_headings = sum(1 for name in headed if name in selection.by_id and name not in standing)
    return Occurrences(query, found, is_single, inside, in_headings)


def _found(plan: Plan, selection: Selection, filters: Filters, matcher: Matcher) -> list[Found]:
    """The passages that meet a plan with what counts of it: nothing where its sentences are left out."""
    return [
        Found(passage, tuple(_counted(_not_overlapping(spans), passage, selection)))
        for name, spans in matcher.matches(plan, filters, selection.text_by_id)
        if (passage := selection.by_id[name])
    ]


def _counted(spans: Iterable[Span], passage: Passage, selection: Selection) -> Iterator[Span]:
    """The spans in sentences that count."""
    if passage.id not in selection.repeats.left_out:
        return iter(spans)
    sentences = selection.counted_sentences(passage)
    return (span for span in spans if any(start <= span[0] < end for start, end in sentences))


def _not_overlapping(spans: Iterable[Span]) -> Iterator[Span]:
    """From the left, the longest where several begin."""
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached and end > start:
            yield start, end
            reached = end


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _as_written(node: PlanNode, *, synonyms: bool, characters: bool = False) -> PlanNode:
    """The plan of what was written, in texts: no other names, no readings, no parts of words.

    What names a field of its own is as it was: it narrows. With `characters` it is what is written as words are, parts of
    words too.
    """

    def narrowed(child: PlanNode) -> PlanNode:
        return _as_written(child, synonyms=synonyms, characters=characters)

    match node:
        case Terms() if node.fields == SEARCHED:
            if characters and node.needles:
                return Exactly(node.label, tuple(set(node.needles) - set(node.at_words)), _TEXT)
            return _only_text(node)
        case Exactly() | StartsWith() | Similar() | Dated():
            return replace(node, fields=_TEXT) if node.fields == SEARCHED else node
        case Run(_, whole):
            return narrowed(whole)
        case Expanded(label, child, others):
            equals = tuple(
                replace(other, terms=_only_text(other.terms)) for other in others if other.level == "synonym"
            )
            return Expanded(label, narrowed(child), equals) if synonyms and equals else narrowed(child)
        case AllOf(children):
            return AllOf(tuple(narrowed(child) for child in children))
        case AnyOf(children):
            return replace(node, children=tuple(narrowed(child) for child in children))
        case NearTo(left, right, distance):
            return NearTo(narrowed(left), narrowed(right), distance)
        case Weighted(child, _):
            return narrowed(child)
        case Without(child):
            return Without(_with_leaves(child, _in_body))
        case _:
            return node


def _only_text(word: Terms) -> Terms:
    """A word in texts, as a word: by its characters only where it has no other way to be found."""
    return Terms(word.label, word.terms, () if word.terms else word.needles, _TEXT)


def _in_headings(node: PlanNode) -> PlanNode:
    """A plan that finds its words in headings and titles."""
    return _with_leaves(node, lambda leaf: replace(leaf, fields=_HEADINGS) if leaf.fields == _TEXT else leaf)


def _in_body(leaf: Leaf) -> Leaf:
    return replace(leaf, fields=_BODY) if leaf.fields == SEARCHED else leaf


def _with_leaves(node: PlanNode, change: Callable[[Leaf], Leaf]) -> PlanNode:
    """The plan with each leaf changed."""
    match node:
        case AllOf(children):
            return AllOf(tuple(_with_leaves(child, change) for child in children))
        case AnyOf(children):
            return replace(node, children=tuple(_with_leaves(child, change) for child in children))
        case NearTo(left, right, distance):
            return NearTo(_with_leaves(left, change), _with_leaves(right, change), distance)
        case Run(words, _):
            return _with_leaves(words, change)
        case Weighted(child, _) | Expanded(_, child, _):
            return _with_leaves(child, change)
        case Without(child):
            return Without(_with_leaves(child, change))
        case _:
            return change(node)


def _is_single(node: PlanNode) -> bool:
    """Whether a plan asks for one thing, or for any of several."""
    match node:
        case AllOf(children):
            counted = [child for child in children if isinstance(child, Without) or _counts(child)]
            return len(counted) == 1 and _is_single(counted[0])
        case AnyOf(children):
            return all(map(_is_single, children))
        case Weighted(child, _):
            return _is_single(child)
        case NearTo() | Without():
            return False
        case _:
            return True


def _counts(node: PlanNode) -> bool:
    """Whether a plan has a word that is looked for in texts."""
    match node:
        case AllOf(children) | AnyOf(children):
            return any(map(_counts, children))
        case Run(_, whole):
            return whole.fields == SEARCHED
        case Weighted(child, _) | Expanded(_, child, _):
            return _counts(child)
        case NearTo(left, right, _):
            return _counts(left) or _counts(right)
        case Without():
            return False
        case _:
            return node.fields == SEARCHED or "text" in node.fields
