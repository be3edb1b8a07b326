"""How long an answer may take: what takes long asks again and again, and gives up by an exception.

A search has a deadline that is handed on and gives what was found until then. Half a count would be wrong, so what counts
and compares has the deadline of `time_limit`, if any, and past it no answer.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import TypeVar

from fumikura.errors import TimeLimitError

T = TypeVar("T")


class TimeUp(Exception):  # noqa: N818 - no error: the answer is given from what was searched
    """The time is up. Caught where it can be said what was searched until then; no user ever sees it."""


class Deadline:
    """A moment, `seconds` from when it is made; None is never."""

    __slots__ = ("_end",)

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Raise TimeUp where it is past."""
        if self.is_past():
            raise TimeUp

    def is_past(self) -> bool:
        """Whether it is past."""
        return self._end is not None and time.monotonic() >= self._end

    def left(self) -> float | None:
        """The seconds that are left, at least 0; None without end."""
        return None if self._end is None else max(self._end - time.monotonic(), 0.0)

    def at_least(self, seconds: float) -> Deadline:
        """The same, or so many seconds from now where that is later."""
        left = self.left()
        return Deadline(None if left is None else max(left, seconds))

    def part(self, share: float) -> Deadline:
        """The moment when so much of the time that is left will have gone by."""
        left = self.left()
        return Deadline(None if left is None else share * left)


NEVER = Deadline(None)

_CURRENT: ContextVar[Deadline] = ContextVar("deadline", default=NEVER)


def current_deadline() -> Deadline:
    """The deadline that `time_limit` set."""
    return _CURRENT.get()


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Give whatever is counted and compared inside so much time. Raises TimeLimitError where that is not enough."""
    token = _CURRENT.set(Deadline(seconds))
    try:
        yield
    except TimeUp:
        raise TimeLimitError("research.time-up", seconds=seconds) from None
    finally:
        _CURRENT.reset(token)


def until_deadline(items: Iterable[T]) -> Iterator[T]:
    """The items, while it is time. Raises TimeUp."""
    deadline = current_deadline()
    for item in items:
        deadline.check()
        yield item
