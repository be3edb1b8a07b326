"""Limits on the time of an answer: whatever takes long checks the deadline again and again, and stops by an exception.

A search is handed a deadline, and answers with what was found until then. Half a count would be wrong, so counting and
comparing run under `time_limit`, if anything, and give no answer past it.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import TypeVar

from fumikura.errors import TimeLimitError

T = TypeVar("T")


class TimeUp(Exception):  # noqa: N818 - no error: what was found until then is the answer
    """The time is up. Caught where the answer is put together; no user sees it."""


class Deadline:
    """A moment, `seconds` from its creation; None is never."""

    __slots__ = ("_end",)

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Raise TimeUp if it is past."""
        if self.is_past():
            raise TimeUp

    def is_past(self) -> bool:
        """Whether it is past."""
        return self._end is not None and time.monotonic() >= self._end

    def remaining(self) -> float | None:
        """The remaining seconds, at least 0; None if it never comes."""
        return None if self._end is None else max(self._end - time.monotonic(), 0.0)

    def at_least(self, seconds: float) -> Deadline:
        """The same deadline, or one in `seconds` seconds if that is later."""
        left = self.remaining()
        return Deadline(None if left is None else max(left, seconds))

    def part(self, share: float) -> Deadline:
        """The deadline when a share of the remaining time will have passed."""
        left = self.remaining()
        return Deadline(None if left is None else share * left)


NEVER = Deadline(None)

_CURRENT: ContextVar[Deadline] = ContextVar("deadline", default=NEVER)


def current_deadline() -> Deadline:
    """The deadline of the `time_limit` around the caller."""
    return _CURRENT.get()


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Limit the time of what is done inside, if at all. Raises TimeLimitError where that is not enough."""
    token = _CURRENT.set(Deadline(seconds))
    try:
        yield
    except TimeUp:
        raise TimeLimitError("research.time-up", seconds=seconds) from None
    finally:
        _CURRENT.reset(token)


def until_deadline(items: Iterable[T]) -> Iterator[T]:
    """The items, until the current deadline. Raises TimeUp."""
    deadline = current_deadline()
    for item in items:
        deadline.check()
        yield item
