"""Finds the leaves of a plan over arrays, and looks into texts only where that decides something.

Posting lists and lists of grams say which passages have a word or a run of characters. Whether a run stands there as a
whole word can only be seen in the text; for most passages of a frequent run it makes no difference to the answer. So
such passages are `unknown`: they count as better than they can be, until somebody asks (`settle`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from fumikura.index.plan import BODY, Exactly, Leaf, Terms
from fumikura.index.ranking import word_weight
from fumikura.index.whoosh_engine.arrays.found import Found
from fumikura.index.whoosh_engine.arrays.vectors import (
    NO_IDS,
    Flags,
    Ids,
    Numbers,
    Vectors,
    inside,
    places_in,
)
from fumikura.index.whoosh_engine.grams import grams_of
from fumikura.index.whoosh_engine.leaves import field_counts, scan
from fumikura.index.whoosh_engine.matches import FIELD_WEIGHTS, INSIDE_OTHERS, K1, LITERAL
from fumikura.index.whoosh_engine.segment import Segment

__all__ = ["FoundLeaf", "find_leaf"]

_TEXT = "text"
_NUMBERS = np.empty(0)
_SPARSE = (
    16  # times as many must passages be for it to be faster to sort some of them than to mark them among all
)


class Counted:
    """How often a leaf stands in a field of passages of a segment, as whole words and at all.

    Those of `unknown` have it, nobody has looked how often.
    """

    __slots__ = ("characters", "unknown", "words")

    def __init__(
        self,
        words: tuple[Ids, Ids] = (NO_IDS, NO_IDS),
        characters: tuple[Ids, Ids] = (NO_IDS, NO_IDS),
        unknown: Ids = NO_IDS,
    ) -> None:
        self.words = words
        self.characters = characters
        self.unknown = unknown


class FoundLeaf:
    """The passages of a leaf, numbered across segments; `words` and `characters` are field-weighted frequencies."""

    def __init__(
        self,
        ids: Ids,
        words: Numbers,
        characters: Numbers,
        body: Flags,
        unknown: Flags,
        passages: int,
    ) -> None:
        self.ids = ids
        self._words = words
        self._characters = characters
        self._body = body
        self._unknown = unknown
        self._weight = word_weight(int(body.sum()) or len(ids), passages)
        self._found: Found | None = None

    @property
    def found(self) -> Found:
        """Its passages with their scores; the unknown ones with more than they can have."""
        if self._found is None:
            as_words = self._words > 0
            x = np.where(as_words, self._words, INSIDE_OTHERS * self._characters)
            scores = self._weight * x / (K1 + x)
            levels = np.where(as_words, np.uint8(0), np.uint8(LITERAL))
            scores[self._unknown] = self._weight
            levels[self._unknown] = 0
            self._found = Found(self.ids, scores, levels, ~self._body)
        return self._found

    @property
    def is_settled(self) -> bool:
        """Whether nothing is unknown."""
        return not self._unknown.any()

    def unsettled(self, ids: Ids | None) -> Ids:
        """Those of `ids`, or of all, that are unknown; they ascend."""
        if ids is None:
            return self.ids[self._unknown]
        places, there = places_in(self.ids, ids)
        places = places[there]
        return self.ids[places[self._unknown[places]]]

    def settle(self, ids: Ids, words: Numbers, characters: Numbers) -> None:
        """What was seen in the texts of passages that were unknown."""
        at = np.searchsorted(self.ids, ids)
        self._words[at] += words
        self._characters[at] += characters
        self._unknown[at] = False
        self._found = None


class Norms:
    """What an occurrence in a field counts, by the length of the field in each passage."""

    def __init__(self, averages: dict[str, float]) -> None:
        self.averages = averages

    def weighted(self, vectors: Vectors, field: str, ids: Ids, counts: Ids) -> Numbers:
        """Field-weighted frequencies."""
        return FIELD_WEIGHTS[field] * counts / vectors.norms(field, self.averages[field])[ids]


def find_leaf(
    leaf: Leaf, segments: Sequence[Segment], bases: Sequence[int], norms: Norms, passages: int
) -> FoundLeaf:
    """The passages of a leaf in all segments."""
    parts = [_in_segment(leaf, segment, norms) for segment in segments]
    if len(parts) == 1:
        return FoundLeaf(*parts[0], passages)
    columns: list[list[Any]] = [[], [], [], [], []]
    for base, part in zip(bases, parts, strict=False):
        for column, values in zip(columns, (part[0] + base, *part[1:]), strict=True):
            column.append(values)
    ids, words, characters, body, unknown = (np.concatenate(column) for column in columns)
    return FoundLeaf(ids, words, characters, body, unknown, passages)


def settle(leaf: Leaf, found: FoundLeaf, segment: Segment, base: int, norms: Norms, ids: Ids) -> None:
    """Look into the texts of the passages `ids` of a segment, which are unknown."""
    vectors, local = segment.vectors, ids - base
    words, characters = scan(segment, _TEXT, _needles(leaf), among=local.tolist())
    counts = [np.array([seen.get(each, 0) for each in local.tolist()]) for seen in (words, characters)]
    found.settle(ids, *(norms.weighted(vectors, _TEXT, local, each) for each in counts))


def _in_segment(leaf: Leaf, segment: Segment, norms: Norms) -> tuple[Ids, Numbers, Numbers, Flags, Flags]:
    """Passages with their field-weighted frequencies, whether it is in the body, whether that is unknown."""
    vectors: Vectors = segment.vectors
    fields = [(field, _counted(leaf, segment, field)) for field in leaf.fields if not vectors.is_empty(field)]
    every = [
        ids for _, each in fields for ids in (each.words[0], each.characters[0], each.unknown) if len(ids)
    ]
    if not every:
        return NO_IDS, _NUMBERS, _NUMBERS, np.empty(0, np.bool_), np.empty(0, np.bool_)
    ids = vectors.living(_union(every, segment.entry.size))
    words, characters = np.zeros(len(ids)), np.zeros(len(ids))
    body, unknown = np.zeros(len(ids), np.bool_), np.zeros(len(ids), np.bool_)
    for field, each in fields:
        for (found, counts), into in ((each.words, words), (each.characters, characters)):
            living = vectors.are_living(found)
            found, counts = found[living], counts[living]
            places = np.searchsorted(ids, found)
            into[places] += norms.weighted(vectors, field, found, counts)
            if field in BODY:
                body[places] = True
        if len(each.unknown):
            places = np.searchsorted(ids, vectors.living(each.unknown))
            unknown[places] = True
            body[places] = True
    return ids, words, characters, body, unknown


def _union(every: Sequence[Ids], size: int) -> Ids:
    """All of several lists of numbers less than `size`, in order."""
    if sum(map(len, every)) < size // _SPARSE:
        return np.unique(np.concatenate(every))
    there = np.zeros(size, np.bool_)
    for ids in every:
        there[ids] = True
    return np.flatnonzero(there)


def _counted(leaf: Leaf, segment: Segment, field: str) -> Counted:
    if isinstance(leaf, Terms | Exactly):
        candidates = [_candidates(segment, field, needle) for needle in leaf.needles]
        if all(each is not None for each in candidates):
            return _by_grams(leaf, segment, field, candidates)  # type: ignore[arg-type]
    words, characters = field_counts(leaf, segment, field)
    return Counted(_as_arrays(words), _as_arrays(characters))


def _by_grams(
    leaf: Terms | Exactly, segment: Segment, field: str, candidates: Sequence[tuple[Ids, bool]]
) -> Counted:
    """The same where lists of grams say which passages to look at."""
    vectors: Vectors = segment.vectors
    words = _sequence(vectors, field, leaf.terms) if isinstance(leaf, Terms) else (NO_IDS, NO_IDS)
    if not candidates:
        return Counted(words)
    maybe = candidates[0][0]
    for ids, _ in candidates[1:]:
        maybe = np.union1d(maybe, ids)
    maybe = maybe[~places_in(words[0], maybe)[1]]
    if field != _TEXT:
        return _with_runs(vectors.runs(field), leaf, segment, field, words, maybe)
    unknown = NO_IDS
    if all(exact for _, exact in candidates):
        doubtful = np.zeros(segment.entry.size, np.bool_)
        doubtful[list(segment.with_windows(field) or ())] = True
        unknown, maybe = maybe[~doubtful[maybe]], maybe[doubtful[maybe]]
    aligned, characters = scan(segment, field, leaf.needles, among=maybe.tolist())
    return Counted(_joined(words, _as_arrays(aligned)), _as_arrays(characters), unknown)


def _with_runs(
    runs: Ids, leaf: Terms | Exactly, segment: Segment, field: str, words: tuple[Ids, Ids], maybe: Ids
) -> Counted:
    """The same of a field that is the same in many passages running: one of them is looked at for all."""
    if not len(maybe):
        return Counted(words)
    _, first, which = np.unique(runs[maybe], return_index=True, return_inverse=True)
    looked_at = maybe[first].tolist()
    found = scan(segment, field, leaf.needles, among=looked_at)
    counts = [np.array([seen.get(local, 0) for local in looked_at])[which] for seen in found]
    aligned, characters = ((maybe[each > 0], each[each > 0]) for each in counts)
    return Counted(_joined(words, aligned), characters)


def _candidates(segment: Segment, field: str, needle: str) -> tuple[Ids, bool] | None:
    """The passages that may have a run of characters, and whether they all have it; None where all passages may."""
    if segment.grams(field) is None:
        return None
    grams, exact = grams_of(needle)
    if not grams:
        return segment.vectors.rows_with(field, needle.encode()), len(needle.encode()) <= 3
    lists = sorted((segment.vectors.gram(field, gram) for gram in grams), key=len)
    found = lists[0]
    for other in lists[1:]:
        found = inside(found, other)
    return found, exact


def _sequence(vectors: Vectors, field: str, terms: Sequence[tuple[int, str]]) -> tuple[Ids, Ids]:
    """How often `terms` stand at their relative positions, by passage."""
    lists = [(offset, vectors.postings(field, term)) for offset, term in terms]
    if len(lists) == 1:
        return lists[0][1].ids, lists[0][1].counts
    if not lists or not all(len(each.ids) for _, each in lists):
        return NO_IDS, NO_IDS
    lists.sort(key=lambda each: len(each[1].ids))
    common = lists[0][1].ids
    for _, postings in lists[1:]:
        common = inside(common, postings.ids)
    starts = NO_IDS
    for number, (offset, postings) in enumerate(lists):
        keys = postings.keys_of(common) - offset
        starts = inside(starts, keys) if number else keys
    passages, counts = np.unique(starts >> 32, return_counts=True)
    return passages, counts


def _joined(words: tuple[Ids, Ids], others: tuple[Ids, Ids]) -> tuple[Ids, Ids]:
    if not len(others[0]):
        return words
    return np.concatenate((words[0], others[0])), np.concatenate((words[1], others[1]))


def _needles(leaf: Leaf) -> Iterable[str]:
    return leaf.needles if isinstance(leaf, Terms | Exactly) else ()


def _as_arrays(counts: Any) -> tuple[Ids, Ids]:
    size = len(counts)
    return np.fromiter(counts, np.int64, size), np.fromiter(counts.values(), np.int64, size)
