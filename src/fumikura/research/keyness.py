"""How much more often a word stands in one part of a corpus than in another: effect sizes and tests of one word."""

from __future__ import annotations

import math

from fumikura.research.intervals import clopper_pearson
from fumikura.research.significance import chi2, g2, p_value
from fumikura.values import frozen


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
