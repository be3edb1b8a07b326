"""How closely two words keep together: measures of a collocate from its table of surface co-occurrence (Evert 2008)."""

from __future__ import annotations

import math

from fumikura.research.significance import g2, p_value
from fumikura.values import frozen


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
