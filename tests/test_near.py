"""NEAR over long passages: the same answers as of every pair, without asking for every pair."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fumikura.matching.near import NearSpans, near_ranges
from fumikura.models import Span

_SPAN = st.tuples(st.integers(0, 30), st.integers(1, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))
_SPANS = st.lists(_SPAN, max_size=8).map(lambda spans: sorted({*spans}))


def _is_near(one: Span, other: Span, distance: int) -> bool:
    return one != other and max(other[0] - one[1], one[0] - other[1]) < distance


def _of_every_pair(left: list[Span], right: list[Span], distance: int) -> list[Span]:
    pairs = ((one, other) for one in left for other in right if _is_near(one, other, distance))
    return sorted({(min(one[0], other[0]), max(one[1], other[1])) for one, other in pairs})


@settings(max_examples=500, deadline=None)
@given(left=_SPANS, right=_SPANS, distance=st.integers(1, 8))
def test_what_is_near(left: list[Span], right: list[Span], distance: int) -> None:
    """A span has one near it where one of all is, and the ranges are among those of every pair."""
    near = NearSpans(right, distance)
    for one in left:
        assert near.is_any(one) == any(_is_near(one, other, distance) for other in right)
    found = near_ranges(left, right, distance)
    every = _of_every_pair(left, right, distance)
    assert found <= {*every}
    assert bool(found) == bool(every)


@settings(max_examples=200, deadline=None)
@given(left=_SPANS, middle=_SPANS, right=_SPANS, one=st.integers(1, 5), other=st.integers(1, 5))
def test_near_of_near(left: list[Span], middle: list[Span], right: list[Span], one: int, other: int) -> None:
    """What is near a NEAR is found from the farthest ranges alone as from those of every pair."""
    few = near_ranges(near_ranges(left, middle, one), right, other)
    every = _of_every_pair(_of_every_pair(left, middle, one), right, other)
    assert bool(few) == bool(every)


def test_many_spans_take_little_time() -> None:
    """A hundred thousand on each side, all near one another: an answer in a moment, not ten thousand million pairs."""
    spans = [(at, at + 1) for at in range(100_000)]
    assert len(near_ranges(spans, spans[::-1], 1_000_000)) < 400_000
