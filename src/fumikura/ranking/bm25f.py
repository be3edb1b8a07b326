"""BM25F: the weights of a word in the fields of a passage are summed before they are saturated.

After Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.6.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

K1 = 0.4
"""How soon further occurrences stop counting. Passages are short: what matters is whether a word is there."""

B = 0.75
"""How much the length of a field takes from the weight of an occurrence."""

INSIDE_OTHERS = 0.1
"""The weight of an occurrence that is part of another word: 国 in 外国 says little of a country."""

FIELD_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"text": 1.0, "glosses": 0.5, "section": 0.4, "title": 3.0}
)
"""The title weighs most, as its passages go on about a thing without naming it again."""


def inverse_frequency(frequency: int, passages: int) -> float:
    """The idf of BM25 for a word that is in `frequency` of the passages; never negative."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def length_norm(words: int, average: float) -> float:
    """What occurrences in a field of `words` words are divided by; `average` is the mean of all passages."""
    return 1 - B + B * words / average


def saturate(weight: float) -> float:
    """The score of a summed weight; multiplied by the inverse frequency it is that of a word."""
    return weight / (K1 + weight)
