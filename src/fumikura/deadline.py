"""How long a search may take: what takes long asks again and again, and gives up by an exception caught in `search`."""

from __future__ import annotations

import time

__all__ = ["NEVER", "Deadline", "TimeUp"]


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
