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

from fumikura.index.plan import BODY, Exactly, Leaf, Terms
from fumikura.index.ranking import word_weight
from fumikura.index.whoosh_engine.arrays.found import Found, Levels
from fumikura.index.whoosh_engine.arrays.scanning import counts_in
from fumikura.index.whoosh_engine.arrays.vectors import (
    NO_IDS,
    Flags,
    Ids,
    Numbers,
    Vectors,
    are_first,
    are_in,
    inside,
    places_in,
    union,
)
from fumikura.index.whoosh_engine.grams import grams_of
from fumikura.index.whoosh_engine.leaves import field_counts
from fumikura.index.whoosh_engine.matches import FIELD_WEIGHTS, INSIDE_OTHERS, K1, LITERAL
from fumikura.index.whoosh_engine.segment import Segment

__all__ = ["FoundLeaf", "Norms", "find_leaf", "settle"]

_TEXT = "text"
_NUMBERS = np.empty(0)
_FEW = 16
"""Passages that are sooner looked at than compared with another list."""


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


class Frequencies(NamedTuple):
    """The passages of a leaf with its field-weighted frequencies, as whole words and at all.

    `characters` None is 0 for all, `body` None says that it stands in all passages themselves, `unknown` None that all
    were looked at.
    """

    ids: Ids
    words: Numbers
    characters: Numbers | None = None
    body: Flags | None = None
    unknown: Flags | None = None


class FoundLeaf:
    """The passages of a leaf, numbered across segments."""

    def __init__(self, found: Frequencies, passages: int) -> None:
        self.ids = found.ids
        self._words = found.words
        self._characters = found.characters
        self._body = found.body
        self._unknown = found.unknown
        in_body = len(found.ids) if found.body is None else int(found.body.sum())
        self._weight = word_weight(in_body or len(found.ids), passages)
        self._found: Found | None = None

    @property
    def found(self) -> Found:
        """Its passages with their scores; the unknown ones with more than they can have."""
        if self._found is None:
            scores, levels = self._scored(self._words, self._characters)
            if self._unknown is not None:
                scores[self._unknown] = self._weight
                if levels is not None:
                    levels[self._unknown] = 0
            self._found = Found(self.ids, scores, levels, None if self._body is None else ~self._body)
        return self._found

    def _scored(self, words: Numbers, characters: Numbers | None) -> tuple[Numbers, Levels | None]:
        x, levels = words, None
        if characters is not None:
            as_words = words > 0
            x = np.where(as_words, words, INSIDE_OTHERS * characters)
            levels = np.where(as_words, np.uint8(0), np.uint8(LITERAL))
        scores: Numbers = self._weight * x / (K1 + x)
        return scores, levels

    def unsettled(self, ids: Ids | None) -> Ids:
        """Those of `ids`, or of all, that are unknown; they ascend."""
        if self._unknown is None:
            return NO_IDS
        if ids is None:
            return self.ids[self._unknown]
        places, there = places_in(self.ids, ids)
        places = places[there]
        return self.ids[places[self._unknown[places]]]

    def settle(self, ids: Ids, words: Numbers, characters: Numbers) -> None:
        """What was seen in the texts of passages that were unknown."""
        assert self._unknown is not None
        at, before = self.ids.searchsorted(ids), self.found
        words += self._words[at]
        if self._characters is not None:
            characters += self._characters[at]
        scores, levels = self._scored(words, characters)
        self._unknown[at] = False
        self._found = before.with_others(at, scores, levels)


class Norms:
    """What an occurrence in a field counts, by the length of the field in each passage."""

    def __init__(self, averages: dict[str, float]) -> None:
        self.averages = averages

    def weighted(self, vectors: Vectors, field: str, ids: Ids, counts: NDArray[Any] | None) -> Numbers:
        """Field-weighted frequencies."""
        norms = vectors.norms(field, self.averages[field])[ids]
        weight = FIELD_WEIGHTS[field]
        frequencies: Numbers = weight / norms if counts is None else weight * counts / norms
        return frequencies


def find_leaf(
    leaf: Leaf, segments: Sequence[Segment], bases: Sequence[int], norms: Norms, passages: int
) -> FoundLeaf:
    """The passages of a leaf in all segments."""
    parts = [_in_segment(leaf, segment, norms) for segment in segments]
    return FoundLeaf(parts[0] if len(parts) == 1 else _as_one(parts, bases), passages)


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


def settle(leaf: Leaf, found: FoundLeaf, segment: Segment, base: int, norms: Norms, ids: Ids) -> None:
    """Look into the texts of the passages `ids` of a segment, which are unknown."""
    vectors, local = segment.vectors, ids - base
    counts = counts_in(segment, _TEXT, _needles(leaf), local)
    found.settle(ids, *(norms.weighted(vectors, _TEXT, local, each) for each in counts))


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
    if isinstance(leaf, Terms | Exactly) and segment.grams(field) is not None:
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
    # The shortest lists first: often these leave nothing, or so little that it is sooner looked at.
    found: Ids | None = None
    for _, gram in sorted((vectors.gram_size(field, gram), gram) for gram in grams):
        ids = vectors.gram(field, gram)
        found = ids if found is None else inside(found, ids)
        if len(found) < (_FEW if len(grams) > 2 else 1):
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
