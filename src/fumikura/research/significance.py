"""Log-likelihood, chi-squared and their p, of a 2 x 2 table, and p adjusted for many tests."""

from __future__ import annotations

import math
from collections.abc import Sequence


def g2(o11: int, r1: int, c1: int, n: int) -> float:
    """Signed G² of the table with this cell, row sum, column sum and size, over all four cells (Dunning 1993).

    Negative where the cell has less than is expected. Rayson & Garside (2000) leave two cells out, which gives less
    where the word is frequent.
    """
    if n == 0 or o11 * n == r1 * c1:
        return 0.0
    total = 0.0
    for observed, row, column in _cells(o11, r1, c1, n):
        if observed:
            total += observed * math.log(observed * n / (row * column))
    # Of a table very near to what is expected, rounding may leave a sum below 0.
    return math.copysign(max(2 * total, 0.0), o11 * n - r1 * c1)


def chi2(o11: int, r1: int, c1: int, n: int) -> float:
    """Signed chi-squared (Pearson) of the same table, without a correction for continuity."""
    margins = r1 * (n - r1) * c1 * (n - c1)
    difference = o11 * n - r1 * c1
    return n * difference * abs(difference) / margins if margins and difference else 0.0


def p_value(statistic: float) -> float:
    """The probability of a chi-squared of one degree of freedom beyond `statistic`, whatever its sign."""
    return math.erfc(math.sqrt(abs(statistic) / 2))


def holm(values: Sequence[float]) -> tuple[float, ...]:
    """The values adjusted for as many tests as there are values, in their order (Holm 1979)."""
    adjusted = [1.0] * len(values)
    least = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        least = max(least, min(1.0, values[place] * (len(values) - rank)))
        adjusted[place] = least
    return tuple(adjusted)


def _cells(o11: int, r1: int, c1: int, n: int) -> tuple[tuple[int, int, int], ...]:
    """Each cell with the sums of its row and its column."""
    o12, o21 = r1 - o11, c1 - o11
    r2, c2 = n - r1, n - c1
    return (o11, r1, c1), (o12, r1, c2), (o21, r2, c1), (n - r1 - c1 + o11, r2, c2)
