"""Spans that are near one another, of two lists that may each have hundreds of thousands: no pair is asked for twice.

Of all that is near a span, only what reaches farthest to either side is kept: whatever is near the range to any of the
others is near the range to that one, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from fumikura.models import Span

_BEST = 2  # the best of all may be the span itself that is asked about


class NearSpans:
    """Those of `spans` that lie within `distance` of a span: fewer than so many tokens between."""

    __slots__ = ("_distance", "_ends", "_left", "_right", "_starts")

    def __init__(self, spans: Iterable[Span], distance: int) -> None:
        by_start = sorted(set(spans))
        by_end = sorted(by_start, key=lambda span: span[1])
        self._distance = distance
        self._starts = [start for start, _ in by_start]
        self._ends = [end for _, end in by_end]
        # What ends last of the first so many by their starts, what begins first of the last so many by their ends.
        self._right = _running(by_start, lambda span: -span[1])
        self._left = _running(by_end[::-1], lambda span: span[0])

    def farthest(self, one: Span) -> Iterator[Span]:
        """Other spans near `one` that reach farthest to the right and to the left; none where none is near."""
        start, end = one
        for other in self._right[bisect_left(self._starts, end + self._distance)]:
            if other != one and other[1] > start - self._distance:
                yield other
        for other in self._left[len(self._ends) - bisect_right(self._ends, start - self._distance)]:
            if other != one and other[0] < end + self._distance:
                yield other

    def is_any(self, one: Span) -> bool:
        """Whether another span is near `one`."""
        return next(self.farthest(one), None) is not None


def _running(spans: Sequence[Span], key: Callable[[Span], int]) -> list[tuple[Span, ...]]:
    """The least by `key` of the first 0, 1, 2 … of `spans`."""
    best: tuple[Span, ...] = ()
    found = [best]
    for span in spans:
        if len(best) < _BEST or key(span) < key(best[-1]):
            best = tuple(sorted((*best, span), key=key)[:_BEST])
        found.append(best)
    return found


def near_ranges(left: Iterable[Span], right: Iterable[Span], distance: int) -> set[Span]:
    """The ranges from each of `left` to the farthest of `right` with fewer than `distance` tokens between."""
    others = NearSpans(right, distance)
    return {(min(one[0], other[0]), max(one[1], other[1])) for one in left for other in others.farthest(one)}
