"""How evenly a word is spread over the parts of a corpus."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from fumikura.values import frozen


@frozen
class Dispersion:
    """Measures over `parts`, of which `range` have the word.

    `d` (Juilland & Chang-Rodríguez 1964, on rates, for parts of unequal size) and `da` (Burch, Egbert & Biber 2017) are 1
    where it is even; `dp` (Gries 2008) and `dp_norm` (Lijffijt & Gries 2012) are 0 there.
    """

    parts: int
    range: int
    d: float
    dp: float
    dp_norm: float
    da: float


def dispersion(counts: Sequence[int], sizes: Sequence[int]) -> Dispersion | None:
    """The measures of a word that stands `counts` times in parts of `sizes` words, those without words left out.

    None where it stands nowhere, or in fewer than two parts there is a word.
    """
    parts = [(count, size) for count, size in zip(counts, sizes, strict=True) if size]
    total, words = sum(count for count, _ in parts), sum(size for _, size in parts)
    number = len(parts)
    if not total or number < 2:
        return None
    rates = sorted(count / size for count, size in parts)
    mean = math.fsum(rates) / number
    deviation = math.sqrt(math.fsum((rate - mean) ** 2 for rate in rates) / number)
    apart = sum(abs(count / total - size / words) for count, size in parts) / 2
    return Dispersion(
        parts=number,
        range=sum(1 for count, _ in parts if count),
        d=_share(1 - deviation / mean / math.sqrt(number - 1)),
        dp=apart,
        dp_norm=_share(apart / (1 - min(size for _, size in parts) / words)),
        da=_share(1 - _mean_difference(rates) / (2 * mean)),
    )


def _share(value: float) -> float:
    """A value within [0, 1] but for its rounding."""
    return min(max(value, 0.0), 1.0)


def _mean_difference(rates: Sequence[float]) -> float:
    """The mean of |x - y| over all pairs of sorted values: each gap counts for the pairs that lie on both sides of it."""
    number = len(rates)
    gaps = ((high - low) * at * (number - at) for at, (low, high) in enumerate(pairwise(rates), 1))
    return math.fsum(gaps) / (number * (number - 1) / 2)
