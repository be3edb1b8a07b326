"""Some texts as one array of code points, so that each look goes through all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.arrays.vectors import Flags, Ids, places_of
from fumikura.engines.whoosh_engine.rows import TERMINATOR
from fumikura.ranking.query_features import GRAM

__all__ = ["Texts"]

_END = ord(TERMINATOR)
_TABLE = 1 << 16
_FIRST, _SECOND = 31 * 31 * 31, 31 * 31  # of the numbers that stand for runs of three


class Texts:
    """Texts, each with the terminator of a row behind it."""

    def __init__(self, joined: bytes) -> None:
        self.text = joined.decode("utf-8", "replace")
        self._codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), "<u4")
        self._ends = (self._codes == _END).nonzero()[0]

    def __len__(self) -> int:
        return len(self._ends)

    def rows_of(self, places: Ids) -> Ids:
        """The texts that places lie in."""
        rows: Ids = self._ends.searchsorted(places)
        return rows

    def counts(self, grams: Sequence[str]) -> Ids:
        """How often each of different runs of three characters stands in each text, without overlaps: a row for each."""
        counts = np.zeros((len(grams), len(self)), np.int64)
        plain = [number for number, gram in enumerate(grams) if len(gram) == GRAM and not _overlaps(gram)]
        if plain:
            counts[plain] = self._counts_of([grams[number] for number in plain])
        for number in {*range(len(grams))} - {*plain}:
            counts[number] = np.bincount(self.rows_of(self.places(grams[number])), minlength=len(self))
        return counts

    def have(self, characters: str) -> Flags:
        """Which texts have each of different characters: a row for each."""
        table = np.zeros(_TABLE, np.uint16)
        codes = [ord(char) for char in characters]
        table[codes] = range(1, len(codes) + 1)
        which = table[self._folded]
        at = which.nonzero()[0]
        there = np.zeros((len(codes), len(self)), np.bool_)
        there[which[at] - 1, self.rows_of(at)] = True
        return there

    def places(self, run: str) -> Ids:
        """Where a run of characters stands, without overlaps."""
        if _overlaps(run):
            return np.fromiter(_occurrences(self.text, run), np.int64)
        return places_of([ord(char) for char in run], self._codes)

    @cached_property
    def _folded(self) -> NDArray[np.uint16]:
        """The code points, those beyond the first 65,535 as the last of these, which is none."""
        folded: NDArray[np.uint16] = np.minimum(self._codes, _TABLE - 1).astype(np.uint16)
        return folded

    def _counts_of(self, grams: Sequence[str]) -> Ids:
        codes = self._codes
        wanted = np.array([[ord(char) for char in gram] for gram in grams], np.uint32)
        table = np.zeros(_TABLE, np.bool_)
        table[_hashed(*wanted.T)] = True
        at = table[_hashed(codes[:-2], codes[1:-1], codes[2:])].nonzero()[0]
        keys = _keys(codes[at], codes[at + 1], codes[at + 2])
        wanted_keys = _keys(*wanted.T)
        order = wanted_keys.argsort()
        which = order.take(wanted_keys.searchsorted(keys, sorter=order), mode="clip")
        same = wanted_keys[which] == keys
        found = which[same] * len(self) + self.rows_of(at[same])
        return np.bincount(found, minlength=len(grams) * len(self)).reshape(len(grams), len(self))


def _hashed(
    first: NDArray[np.uint32], second: NDArray[np.uint32], third: NDArray[np.uint32]
) -> NDArray[np.uint16]:
    """Numbers that are the same for the same three code points."""
    return (first * _FIRST + second * _SECOND + third).astype(np.uint16)


def _keys(first: NDArray[np.uint32], second: NDArray[np.uint32], third: NDArray[np.uint32]) -> Ids:
    """A number for three code points, of 21 bits each."""
    keys: Ids = first.astype(np.int64) << 42 | second.astype(np.int64) << 21 | third
    return keys


@lru_cache(4_096)
def _overlaps(run: str) -> bool:
    """Whether a run can begin before another occurrence of it ends."""
    return any(run.startswith(run[start:]) for start in range(1, len(run)))


def _occurrences(text: str, run: str) -> Iterator[int]:
    at = text.find(run)
    while at >= 0:
        yield at
        at = text.find(run, at + len(run))
