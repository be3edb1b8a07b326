"""The passages of a leaf with their scores, as far as they are known."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.arrays.found import Found, Levels
from fumikura.engines.whoosh_engine.arrays.vectors import NO_IDS, Flags, Ids, Numbers, Vectors, places_in
from fumikura.engines.whoosh_engine.matches import FIELD_WEIGHTS, INSIDE_OTHERS, K1, LITERAL
from fumikura.ranking.features import word_weight

__all__ = ["FoundLeaf", "Frequencies", "Norms"]


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


class FoundLeaf(NamedTuple):
    """The passages of a leaf, numbered across segments, with their scores; it stays as it is.

    The `unknown` ones are among them with more than they can have. `words` and `characters` are their frequencies in
    other fields than the text; None is 0 for all.
    """

    found: Found
    weight: float
    unknown: Flags | None = None
    words: Numbers | None = None
    characters: Numbers | None = None

    @classmethod
    def of(cls, given: Frequencies, passages: int) -> FoundLeaf:
        """What becomes of frequencies."""
        size = len(given.ids)
        weight = word_weight((size if given.body is None else int(given.body.sum())) or size, passages)
        scores, levels = _scored(weight, given.words, given.characters)
        headings = None if given.body is None else ~given.body
        if given.unknown is None:
            return cls(Found(given.ids, scores, levels, headings), weight)
        scores[given.unknown] = weight
        if levels is not None:
            levels[given.unknown] = 0
        has_words = bool(given.words[given.unknown].any())
        found = Found(given.ids, scores, levels, headings)
        return cls(found, weight, given.unknown, given.words if has_words else None, given.characters)

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        arrays = (*self.found.arrays, self.unknown, self.words, self.characters)
        return sum(each.nbytes for each in arrays if each is not None)

    def unsettled(self, ids: Ids | None) -> Ids:
        """Those of `ids`, or of all, that are unknown; they ascend."""
        if self.unknown is None:
            return NO_IDS
        if ids is None:
            return self.found.ids[self.unknown]
        places, there = places_in(self.found.ids, ids)
        places = places[there]
        return self.found.ids[places[self.unknown[places]]]

    def settled(self, ids: Ids, words: Numbers, characters: Numbers) -> FoundLeaf:
        """The same once it was seen how often the leaf stands in the texts of passages that were unknown."""
        assert self.unknown is not None
        at = self.found.ids.searchsorted(ids)
        if self.words is not None:
            words = words + self.words[at]
        if self.characters is not None:
            characters = characters + self.characters[at]
        unknown = self.unknown.copy()
        unknown[at] = False
        found = self.found.with_others(at, *_scored(self.weight, words, characters))
        return self._replace(found=found, unknown=unknown if unknown.any() else None)


def _scored(weight: float, words: Numbers, characters: Numbers | None) -> tuple[Numbers, Levels | None]:
    x, levels = words, None
    if characters is not None:
        as_words = words > 0
        x = np.where(as_words, words, INSIDE_OTHERS * characters)
        levels = np.where(as_words, np.uint8(0), np.uint8(LITERAL))
    scores: Numbers = weight * x / (K1 + x)
    return scores, levels


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
