"""How alike two sentences are: by the shingles that they share, and by the characters in common, in their order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from fumikura.values import frozen

SIZE = 5
"""Characters of a shingle."""

LEAST_SHARED = 11
"""Shingles in common from which on what two sentences share is more than a formula: some fifteen characters in a row."""

NEARLY_WHOLE = 0.8
"""The weighted containment from which on a short sentence needs no `LEAST_SHARED`."""

Shingles = frozenset[str]


def shingles_of(form: str) -> Shingles:
    """The runs of five characters of a sentence."""
    return frozenset(form[at : at + SIZE] for at in range(len(form) - SIZE + 1))


@frozen
class Weights:
    """How much a shingle says: ln((N + 1) / df) of `number` sentences, `frequencies` of which have it (at least 1)."""

    number: int
    frequencies: Mapping[str, int]

    @classmethod
    def of(cls, sentences: Iterable[Shingles]) -> Weights:
        """Those of a collection of sentences."""
        counts: Counter[str] = Counter()
        number = 0
        for each in sentences:
            counts.update(each)
            number += 1
        return cls(number, counts)

    def of_all(self, shingles: Iterable[str]) -> float:
        """The weights of shingles together."""
        get, size = self.frequencies.get, self.number + 1
        return math.fsum(math.log(size / get(each, 1)) for each in shingles)

    def are_related(self, one: Shingles, other: Shingles, least: float) -> bool:
        """Whether two sentences share at least `least` of the lighter one, and so much that it is no formula.

        A short sentence that is nearly whole in the other needs no more.
        """
        share = self.containment(one, other)
        return share >= least and (share >= NEARLY_WHOLE or len(one & other) >= LEAST_SHARED)

    def containment(self, one: Shingles, other: Shingles) -> float:
        """The weight of what two sentences share, as a part of the lighter one's: from 0 to 1, the same both ways."""
        least = min(self.of_all(one), self.of_all(other))
        return min(self.of_all(one & other) / least, 1.0) if least > 0 else float(bool(one) and one == other)


def indel_ratio(one: str, other: str) -> float:
    """2 · LCS / (|one| + |other|): 1 where they are the same, 0 where they have no character in common.

    The longest common subsequence is counted by bits, a row of the table in each number (Hyyrö 2004).
    """
    if one == other:
        return 1.0
    if len(one) < len(other) or (len(one) == len(other) and one < other):
        one, other = other, one
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    full = (1 << len(one)) - 1
    row = full
    for char in other:
        matches = row & places.get(char, 0)
        row = (row + matches | row - matches) & full
    common = len(one) - row.bit_count()
    return 2 * common / (len(one) + len(other)) if one or other else 1.0
