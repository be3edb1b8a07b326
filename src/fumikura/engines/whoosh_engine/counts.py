"""How many passages each word of a query has alone, and each of its other names, whichever way they were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fumikura.models import Expansion
from fumikura.plan.nodes import Expanded, Leaf, Other

__all__ = ["named_counts"]


def named_counts(
    words: Sequence[tuple[str, Leaf | Expanded]],
    of_word: Callable[[Leaf | Expanded], int],
    of_other: Callable[[Other], int],
) -> tuple[tuple[tuple[str, int], ...], tuple[Expansion, ...]]:
    """The counts of the labelled `words`, and those of what is searched besides them."""
    expanded = (word for _, word in words if isinstance(word, Expanded))
    return (
        tuple((label, of_word(word)) for label, word in words),
        tuple(
            Expansion(word.label, other.terms.label, other.level, of_other(other))
            for word in expanded
            for other in word.others
        ),
    )
