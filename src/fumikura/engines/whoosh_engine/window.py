"""The first passages of an index as if they were all of it, under a deadline: for where the time is short.

It asks for the time wherever a row of text is looked at, so that whatever looks at rows gives up in time without knowing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast

from fumikura.deadline import Deadline, TimeUp
from fumikura.engines.whoosh_engine.rows import Rows
from fumikura.engines.whoosh_engine.segment import Segment

__all__ = ["as_much_as_can_be", "windows"]

# The share of the time for all passages; in the rest, what can be done is done: some, and then four times as many.
_FOR_ALL = 0.7
_FIRST_PART = 64
_NEXT_PART = 4

_OFTEN = 1023
"""Occurrences less one after which the time is asked for; one less than a power of two."""


T = TypeVar("T")


def as_much_as_can_be(page: Callable[[int, Deadline], T], total: int, deadline: Deadline) -> T | None:
    """What `page` gives for all `total` passages, or for as many of the first as there is time for, or None."""
    try:
        return page(total, deadline.part(_FOR_ALL))
    except TimeUp:
        # Few passages may be whole books: of those one, then.
        found, most = None, _FIRST_PART if total > _FIRST_PART else 1
    while most < total:
        try:
            found = page(most, deadline)
        except TimeUp:
            break
        most *= _NEXT_PART
    return found


def windows(
    segments: Iterable[Segment], bases: Iterable[int], deadline: Deadline, most: int
) -> tuple[Segment, ...]:
    """The segments, of which only the first `most` passages together are to be found."""
    # They have all that a segment has, but no type of their own: nobody is to ask which one it is.
    return tuple(
        cast("Segment", _Window(segment, most - base, deadline))
        for base, segment in zip(bases, segments, strict=False)
        if base < most
    )


class _Window:
    """The first `most` passages of a segment."""

    def __init__(self, segment: Segment, most: int, deadline: Deadline) -> None:
        self._segment = segment
        self._most = most if most < segment.entry.size else None
        self._deadline = deadline

    def __getattr__(self, name: str) -> Any:
        return getattr(self._segment, name)

    def check(self) -> None:
        """See `Segment.check`. Raises TimeUp."""
        self._deadline.check()

    def living(self, ids: Iterable[int]) -> Sequence[int]:
        """See `Segment.living`."""
        self._deadline.check()
        living, most = self._segment.living(ids), self._most
        return living if most is None else [number for number in living if number < most]

    def first(self, ids: Sequence[int]) -> Sequence[int]:
        """See `Segment.first`."""
        most = self._most
        return ids if most is None else [number for number in ids if number < most]

    def chars(self, field: str) -> Rows:
        """See `Segment.chars`."""
        return cast("Rows", _Rows(self._segment.chars(field), self._most, self._deadline))


class _Rows:
    """The first `most` rows."""

    __slots__ = ("_deadline", "_most", "_rows")

    def __init__(self, rows: Rows, most: int | None, deadline: Deadline) -> None:
        self._rows = rows
        self._most = most
        self._deadline = deadline

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rows, name)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> bytes:
        self._deadline.check()
        return self._rows[row]

    def rows_with(self, needle: bytes) -> Iterator[int]:
        """See `Rows.rows_with`."""
        check, most = self._deadline.check, self._most
        check()
        for number in self._rows.rows_with(needle):
            if most is not None and number >= most:
                return
            check()
            yield number

    def occurrences(self, needle: bytes) -> Iterator[tuple[int, int]]:
        """See `Rows.occurrences`."""
        check, most = self._deadline.check, self._most
        check()
        for number, found in enumerate(self._rows.occurrences(needle)):
            if most is not None and found[0] >= most:
                return
            if not ~number & _OFTEN:
                check()
            yield found
