"""The passages that a search goes through, numbered across segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.values import frozen

__all__ = ["Scope"]


@frozen
class Scope:
    """The passages of `segments`, `passages` of them living.

    Those of segment `i` are numbered from `bases[i]`. `averages` has the mean number of words in each field.
    """

    segments: tuple[Segment, ...]
    bases: tuple[int, ...]
    passages: int
    averages: Mapping[str, float]

    def __iter__(self) -> Iterator[tuple[int, Segment]]:
        """The segments, each behind the number of its first passage."""
        return zip(self.bases, self.segments, strict=False)
