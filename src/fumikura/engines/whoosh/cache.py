"""What was worked out and is kept for the next time, up to so many bytes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class ByteCache(Generic[K, T]):
    """Values by their keys, up to about `budget` bytes of them; what nobody asked for lately is let go.

    Two halves stand for the order of use: when the new one is full, it becomes the old one, and what is in that is let
    go. May be shared between threads, as what two of them work out is the same.
    """

    __slots__ = ("_budget", "_new", "_old", "_used")

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._new: dict[K, tuple[T, int]] = {}
        self._old: dict[K, tuple[T, int]] = {}
        self._used = 0

    def get(self, key: K) -> T | None:
        """The value of `key`, if it is kept."""
        found = self._new.get(key)
        if found is not None:
            return found[0]
        found = self._old.get(key)
        return None if found is None else self.put(key, *found)

    def put(self, key: K, value: T, size: int) -> T:
        """Keep a value of `size` bytes; the value."""
        before = self._new.get(key)
        self._used += size - (before[1] if before else 0)
        self._new[key] = value, size
        if 2 * self._used > self._budget:
            self._old, self._new, self._used = self._new, {}, 0
        return value

    def clear(self) -> None:
        """Let go of all."""
        self._new, self._old, self._used = {}, {}, 0
