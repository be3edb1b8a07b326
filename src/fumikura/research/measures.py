"""Measures of a word from its table of 2 x 2 counts: tests of significance, of a collocate, of a key word.

A collocate: how closely two words keep together, by surface co-occurrence (Evert 2008). A key word: how much more often a
word stands in one part of a corpus than in another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from fumikura.research.intervals import clopper_pearson
from fumikura.values import frozen


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


@frozen
class Association:
    """The measures of a collocate; `expected` is how often chance would put it near the node.

    Sources: MI Church & Hanks (1990), MI3 Daille (1994), t Church et al. (1991), log dice Rychlý (2008), ΔP Gries (2013):
    `delta_p_word` of the collocate given the node, `delta_p_node` the other way. Those that divide by nothing are None.
    """

    expected: float
    log_dice: float
    g2: float
    p: float
    mi: float
    mi3: float
    t: float
    delta_p_word: float | None
    delta_p_node: float | None


def association(near: int, windows: int, elsewhere: int, words: int, node: int) -> Association:
    """The measures of a collocate that stands `near` times, at least once, in windows that have so many words.

    `elsewhere` counts it outside of nodes, in windows or not; `words` all words that are no node, and `node` the nodes.
    """
    expected = windows * elsewhere / words
    statistic = g2(near, windows, elsewhere, words)
    return Association(
        expected=expected,
        log_dice=14 + math.log2(2 * near / (node + elsewhere)),
        g2=statistic,
        p=p_value(statistic),
        mi=math.log2(near / expected),
        mi3=math.log2(near**3 / expected),
        t=(near - expected) / math.sqrt(near),
        delta_p_word=_difference(near, windows, elsewhere - near, words - windows),
        delta_p_node=_difference(near, elsewhere, windows - near, words - elsewhere),
    )


def _difference(found: int, of: int, other: int, of_others: int) -> float | None:
    """The difference of two shares; None where one is of nothing."""
    return found / of - other / of_others if of and of_others else None


@frozen
class Keyness:
    """The measures of a word that stands `a` times among `n1` words and `b` times among `n2`. None is undefined.

    `g2` and `chi2` are negative where the word is rarer in the first part. `log_ratio` is binary; `pct_diff` in per cent.
    """

    g2: float
    p: float
    log_ratio: float
    pct_diff: float | None
    bic: float
    chi2: float


def keyness(a: int, n1: int, b: int, n2: int) -> Keyness:
    """The measures of a word. Sources: G² Dunning (1993); Log Ratio Hardie (2014), with the discount of Walter (1975);

    %DIFF Gabrielatos & Marchi (2011); BIC Wilson (2013). Raises ZeroDivisionError where `n1` or `n2` is 0.
    """
    total = n1 + n2
    statistic = g2(a, n1, a + b, total)
    rates = a / n1, b / n2
    ratio = ((a + 0.5) / (n1 + 0.5)) / ((b + 0.5) / (n2 + 0.5))
    return Keyness(
        g2=statistic,
        p=p_value(statistic),
        log_ratio=math.log2(ratio),
        pct_diff=100 * (rates[0] - rates[1]) / rates[1] if b else None,
        bic=abs(statistic) - math.log(total),
        chi2=chi2(a, n1, a + b, total),
    )


def log_ratio_conservative(a: int, n1: int, b: int, n2: int, *, alpha: float = 0.05, tests: int = 1) -> float:
    """LRC: the end of the interval of the log ratio that is nearer to 0, or 0 where 0 is inside (Evert 2022).

    The interval is exact and corrected for `tests` by Bonferroni.
    """
    low, high = clopper_pearson(a, a + b, alpha / tests)
    if a * n2 >= b * n1:
        return max(0.0, math.log2(n2 * low / (n1 * (1 - low)))) if low > 0 else 0.0
    return min(0.0, math.log2(n2 * high / (n1 * (1 - high)))) if high < 1 else 0.0
