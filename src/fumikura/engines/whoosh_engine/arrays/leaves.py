"""Finds the leaves of a plan over arrays, and looks into texts only where that decides something.

Posting lists and lists of grams say which passages have a word or a run of characters. Whether a run stands there as a
whole word can only be seen in the text; for most passages of a frequent run it makes no difference to the answer. So
such passages are `unknown`: they count as better than they can be, until somebody asks (`settle`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.arrays.found_leaf import FoundLeaf, Frequencies, Norms
from fumikura.engines.whoosh_engine.arrays.scanning import counts_in
from fumikura.engines.whoosh_engine.arrays.vectors import (
    NO_IDS,
    Ids,
    Vectors,
    are_first,
    are_in,
    inside,
    union,
)
from fumikura.engines.whoosh_engine.grams import FEW, grams_of
from fumikura.engines.whoosh_engine.leaves import field_counts
from fumikura.engines.whoosh_engine.scope import Scope
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.matching.whole import needs_check
from fumikura.plan.nodes import BODY, Exactly, Leaf, Terms

__all__ = ["find_leaf", "settled"]

_TEXT = "text"
_NUMBERS = np.empty(0)


class Counted(NamedTuple):
    """How often a leaf stands in a field of passages of a segment, as whole words and at all.

    Those of `unknown` have it, nobody has looked how often. All numbers of passages ascend; counts that are None are 1.
    """

    words: tuple[Ids, NDArray[Any] | None] = (NO_IDS, None)
    characters: tuple[Ids, NDArray[Any] | None] = (NO_IDS, None)
    unknown: Ids = NO_IDS

    @property
    def all_ids(self) -> list[Ids]:
        """The lists of passages that there are."""
        return [ids for ids in (self.words[0], self.characters[0], self.unknown) if len(ids)]


_NOTHING = Counted()


def find_leaf(leaf: Leaf, scope: Scope, norms: Norms) -> FoundLeaf:
    """The passages of a leaf in all segments."""
    parts = [_in_segment(leaf, segment, norms) for segment in scope.segments]
    return FoundLeaf.of(parts[0] if len(parts) == 1 else _as_one(parts, scope.bases), scope.passages)


def _as_one(parts: Sequence[Frequencies], bases: Sequence[int]) -> Frequencies:
    """The passages of all segments."""

    def column(name: str, default: float | bool) -> Any:
        values = [getattr(part, name) for part in parts]
        if all(each is None for each in values):
            return None
        filled = (np.full(len(part.ids), default) for part in parts)
        return np.concatenate(
            [full if each is None else each for full, each in zip(filled, values, strict=True)]
        )

    return Frequencies(
        np.concatenate([part.ids + base for base, part in zip(bases, parts, strict=False)]),
        np.concatenate([part.words for part in parts]),
        column("characters", 0.0),
        column("body", True),
        column("unknown", False),
    )


def settled(leaf: Leaf, found: FoundLeaf, segment: Segment, base: int, norms: Norms, ids: Ids) -> FoundLeaf:
    """`found` once the texts of the passages `ids` of a segment, which are unknown, were looked into."""
    vectors, local = segment.vectors, ids - base
    counts = counts_in(segment, _TEXT, _needles(leaf), local)
    return found.settled(ids, *(norms.weighted(vectors, _TEXT, local, each) for each in counts))


def _in_segment(leaf: Leaf, segment: Segment, norms: Norms) -> Frequencies:
    """Passages with their field-weighted frequencies."""
    vectors: Vectors = segment.vectors
    fields = [
        (field, counted)
        for field in leaf.fields
        if not vectors.is_empty(field) and (counted := _counted(leaf, segment, field)).all_ids
    ]
    if not fields:
        return Frequencies(NO_IDS, _NUMBERS)
    if (
        len(fields) == 1
        and vectors.all_live
        and fields[0][0] == _TEXT
        and not len(fields[0][1].characters[0])
    ):
        return _of_text(fields[0][1], vectors, norms, segment.entry.size)
    ids = vectors.living(
        union([each for _, counted in fields for each in counted.all_ids], segment.entry.size)
    )
    words, characters = np.zeros(len(ids)), np.zeros(len(ids))
    body, unknown = np.zeros(len(ids), np.bool_), np.zeros(len(ids), np.bool_)
    for field, each in fields:
        for (found, counts), into in ((each.words, words), (each.characters, characters)):
            living = vectors.are_living(found)
            found, counts = found[living], None if counts is None else counts[living]
            places = ids.searchsorted(found)
            into[places] += norms.weighted(vectors, field, found, counts)
            if field in BODY:
                body[places] = True
        if len(each.unknown):
            places = ids.searchsorted(vectors.living(each.unknown))
            unknown[places] = True
            body[places] = True
    return Frequencies(
        ids,
        words,
        characters if any(len(each.characters[0]) for _, each in fields) else None,
        None if body.all() else body,
        unknown if unknown.any() else None,
    )


def _of_text(counted: Counted, vectors: Vectors, norms: Norms, size: int) -> Frequencies:
    """The same of what stands in texts alone, as nearly every word does."""
    found, counts = counted.words
    weighted = norms.weighted(vectors, _TEXT, found, counts)
    if not len(counted.unknown):
        return Frequencies(found, weighted)
    ids = union([found, counted.unknown], size)
    unknown = are_in(counted.unknown, ids, size)
    words = np.zeros(len(ids))
    words[~unknown] = weighted
    return Frequencies(ids, words, unknown=unknown)


def _counted(leaf: Leaf, segment: Segment, field: str) -> Counted:
    # Lists of grams don't say whether a run is whole, so one that may not be is looked at in each text.
    plain = isinstance(leaf, Terms | Exactly) and not any(map(needs_check, leaf.needles))
    if plain and segment.grams(field) is not None:
        assert isinstance(leaf, Terms | Exactly)
        return _by_grams(leaf, segment, field)
    words, characters = field_counts(leaf, segment, field)
    return Counted(_as_arrays(words), _as_arrays(characters))


def _by_grams(leaf: Terms | Exactly, segment: Segment, field: str) -> Counted:
    """The same where lists of grams say which passages to look at."""
    vectors: Vectors = segment.vectors
    words = _sequence(vectors, field, leaf.terms) if isinstance(leaf, Terms) else (NO_IDS, None)
    candidates = [_candidates(vectors, field, needle) for needle in leaf.needles]
    found = [ids for ids, _ in candidates if len(ids)]
    if not found:
        return Counted(words) if len(words[0]) else _NOTHING
    maybe = union(found, segment.entry.size)
    if len(words[0]):
        maybe = maybe[~are_in(words[0], maybe, segment.entry.size)]
    unknown = NO_IDS
    if field == _TEXT and all(exact for _, exact in candidates):
        doubtful = vectors.with_windows(field)
        if doubtful is None:
            return Counted(words, unknown=maybe)
        unknown, maybe = maybe[~doubtful[maybe]], maybe[doubtful[maybe]]
    if not len(maybe):
        return Counted(words, unknown=unknown)
    counts = _looked_at if field == _TEXT else _by_runs
    aligned, characters = counts(leaf, segment, field, maybe)
    return Counted(_joined(words, _where(maybe, aligned)), _where(maybe, characters), unknown)


def _looked_at(leaf: Terms | Exactly, segment: Segment, field: str, maybe: Ids) -> tuple[Ids, Ids]:
    return counts_in(segment, field, leaf.needles, maybe)


def _by_runs(leaf: Terms | Exactly, segment: Segment, field: str, maybe: Ids) -> tuple[Ids, Ids]:
    """The same of a field that is the same in many passages running: one of them is looked at for all."""
    runs = segment.vectors.runs(field)[maybe]
    begins = are_first(runs)
    which = begins.cumsum() - 1
    words, characters = counts_in(segment, field, leaf.needles, maybe[begins])
    return words[which], characters[which]


def _where(ids: Ids, counts: Ids) -> tuple[Ids, Ids]:
    there = counts > 0
    return ids[there], counts[there]


def _candidates(vectors: Vectors, field: str, needle: str) -> tuple[Ids, bool]:
    """The passages that may have a run of characters, and whether they all have it."""
    grams, exact = grams_of(needle)
    if not grams:
        encoded = needle.encode()
        return vectors.rows_with(field, encoded), len(encoded) <= 3
    if len(grams) == 1:
        return vectors.gram(field, grams[0]), exact
    sizes: list[tuple[int, int]] = []
    for gram in grams:
        size = vectors.gram_size(field, gram)
        if not size:  # as with a whole question, most of all in titles
            return NO_IDS, exact
        sizes.append((size, gram))
    # The shortest lists first: often these leave nothing, or so little that it is sooner looked at.
    found: Ids | None = None
    for _, gram in sorted(sizes):
        ids = vectors.gram(field, gram)
        found = ids if found is None else inside(found, ids)
        if len(found) < (FEW if len(grams) > 2 else 1):
            break
    assert found is not None
    return found, exact


def _sequence(
    vectors: Vectors, field: str, terms: Sequence[tuple[int, str]]
) -> tuple[Ids, NDArray[Any] | None]:
    """How often `terms` stand at their relative positions, by passage."""
    lists = [(offset, vectors.postings(field, term)) for offset, term in terms]
    if len(lists) == 1:
        return lists[0][1].ids, lists[0][1].counts
    if not lists or not all(len(each.ids) for _, each in lists):
        return NO_IDS, None
    lists.sort(key=lambda each: len(each[1].ids))
    common = lists[0][1].ids
    for _, postings in lists[1:]:
        common = inside(common, postings.ids)
    starts = NO_IDS
    for number, (offset, postings) in enumerate(lists if len(common) else ()):
        keys = postings.keys_at(postings.ids.searchsorted(common), common) - offset
        starts = inside(starts, keys) if number else keys
    if not len(starts):
        return NO_IDS, None
    passages = starts >> 32
    first = are_first(passages).nonzero()[0]
    return passages[first], np.diff(first, append=len(passages))


def _joined(
    words: tuple[Ids, NDArray[Any] | None], others: tuple[Ids, Ids]
) -> tuple[Ids, NDArray[Any] | None]:
    """Two lists of passages with their counts as one; no passage is in both."""
    if not len(others[0]):
        return words
    if not len(words[0]):
        return others
    ids = np.concatenate((words[0], others[0]))
    counts = np.ones(len(words[0]), np.int64) if words[1] is None else words[1]
    order = ids.argsort(kind="stable")
    return ids[order], np.concatenate((counts, others[1]))[order]


def _needles(leaf: Leaf) -> Iterable[str]:
    return leaf.needles if isinstance(leaf, Terms | Exactly) else ()


def _as_arrays(counts: Any) -> tuple[Ids, Ids]:
    size = len(counts)
    ids, numbers = np.fromiter(counts, np.int64, size), np.fromiter(counts.values(), np.int64, size)
    order = ids.argsort(kind="stable")
    return ids[order], numbers[order]
