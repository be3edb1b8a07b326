"""Exact confidence intervals, and the quantiles of the Gamma and Beta distributions behind them.

Without scipy: the regularized incomplete functions are summed as series and continued fractions (Abramowitz & Stegun
1964, 6.5.29, 6.5.31 and 26.5.8; Lentz's method), and inverted by Newton's steps within a bracket that is halved where
they leave it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

Interval: TypeAlias = tuple[float, float]

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

_PRECISION = 1e-14
_STEPS = 200
_TINY = 1e-300


def poisson_interval(count: int, alpha: float = 0.05) -> Interval:
    """The exact interval of a Poisson mean of which `count` events were seen (Garwood 1936); from 0 where none was."""
    low = _gamma_quantile(count, alpha / 2) if count else 0.0
    return low, _gamma_quantile(count + 1, 1 - alpha / 2)


def wilson_interval(found: int, total: int) -> Interval:
    """The 95 % score interval of the share `found / total` (Wilson 1927), in exactly [0, 1].

    Raises ZeroDivisionError where `total` is 0.
    """
    share, spread = found / total, Z_95**2 / total
    centre = share + spread / 2
    half = math.sqrt(share * (1 - share) * spread + (spread / 2) ** 2)
    low = 0.0 if found == 0 else (centre - half) / (1 + spread)
    high = 1.0 if found == total else (centre + half) / (1 + spread)
    return low, high


@lru_cache(1 << 14)
def clopper_pearson(found: int, total: int, alpha: float) -> Interval:
    """The exact interval of the share `found / total` at level 1 - `alpha` (Clopper & Pearson 1934)."""
    rest = total - found
    low = _beta_quantile(found, rest + 1, alpha / 2) if found else 0.0
    high = 1.0 - _beta_quantile(rest, found + 1, alpha / 2) if rest else 1.0
    return low, high


def _gamma_quantile(shape: float, probability: float) -> float:
    """Where the distribution function of Gamma(`shape`, 1) is `probability`."""

    def density(x: float) -> float:
        return math.exp((shape - 1) * math.log(x) - x - math.lgamma(shape)) if x > 0 else 0.0

    high = shape + 1.0
    while _gamma_function(shape, high) < probability:
        high *= 2
    return _inverted(lambda x: _gamma_function(shape, x) - probability, density, 0.0, high)


def _beta_quantile(a: float, b: float, probability: float) -> float:
    """Where the distribution function of Beta(`a`, `b`) is `probability`."""
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)

    def density(x: float) -> float:
        if not 0 < x < 1:
            return 0.0
        return math.exp(scale + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))

    return _inverted(lambda x: _beta_function(a, b, x) - probability, density, 0.0, 1.0)


def _inverted(
    function: Callable[[float], float], slope: Callable[[float], float], low: float, high: float
) -> float:
    """The zero of a rising `function` between `low` and `high`."""
    x = (low + high) / 2
    for _ in range(_STEPS):
        value = function(x)
        if value > 0:
            high = x
        else:
            low = x
        steep = slope(x)
        following = x - value / steep if steep > _TINY else math.nan
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - x) <= _PRECISION * abs(x):
            return following
        x = following
    return x


def _gamma_function(shape: float, x: float) -> float:
    """The regularized lower incomplete gamma function P(shape, x)."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x >= shape + 1:
        return 1.0 - front * _gamma_fraction(shape, x)
    term = total = 1.0 / shape
    number = shape
    while abs(term) > abs(total) * _PRECISION * 0.01:
        number += 1
        term *= x / number
        total += term
    return front * total


def _gamma_fraction(shape: float, x: float) -> float:
    """The continued fraction of the upper incomplete gamma function."""
    offset = x + 1 - shape
    c, d = 1 / _TINY, 1 / offset
    value = d
    for i in range(1, 10 * _STEPS):
        factor = -i * (i - shape)
        offset += 2
        d = 1 / (factor * d + offset or _TINY)
        c = offset + factor / c or _TINY
        value *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return value


def _beta_function(a: float, b: float, x: float) -> float:
    """The regularized incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    logarithm = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    front = math.exp(logarithm)
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    value = d
    for m in range(1, 100 * _STEPS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + factor * d or _TINY)
            c = 1 + factor / c or _TINY
            value *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return value
