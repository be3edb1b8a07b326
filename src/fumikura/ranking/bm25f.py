"""BM25F: the weights of a word in the fields of a passage are summed before they are saturated.

After Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.6.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

K1 = 0.4
"""How soon more occurrences stop to count. Passages are short: what counts is whether a word is there."""

B = 0.75
"""How much the length of a field counts against its occurrences."""

INSIDE_OTHERS = 0.1
"""What an occurrence counts that is only a part of other words: 国 in 外国 says little of a country."""

FIELD_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"text": 1.0, "glosses": 0.5, "section": 0.4, "title": 3.0}
)
"""A title that has a word stands for it: its passages go on about the thing without naming it again. So what tells
them apart is the rest of the query, and repeating the title gains little."""


def inverse_frequency(frequency: int, passages: int) -> float:
    """How much a word says that is in `frequency` of the passages: the idf of BM25, never negative."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def length_norm(words: int, average: float) -> float:
    """What occurrences in a field of so many words are divided by, `average` being the mean of all passages."""
    return 1 - B + B * words / average


def saturated(weight: float) -> float:
    """The score of a summed weight, before it is multiplied by the inverse frequency."""
    return weight / (K1 + weight)
