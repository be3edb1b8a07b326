"""What a segment has, as arrays: posting lists, lists of grams, lengths.

Decoded lists are kept, up to a budget, as the words of one search are often those of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from fumikura.index.failures import reading
from fumikura.index.whoosh_engine.matches import B
from fumikura.index.whoosh_engine.packing import LARGEST, WIDTHS
from fumikura.index.whoosh_engine.postings import NONE, Section, sections
from fumikura.index.whoosh_engine.segment import Segment

__all__ = ["NO_IDS", "Flags", "Ids", "Numbers", "PostingVectors", "Vectors", "inside", "places_in"]

Ids: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float64]

NO_IDS: Ids = np.empty(0, np.int64)
_BUDGET = 24_000_000
"""Bytes of decoded lists that are kept for a segment."""

_WHOLE = len(WIDTHS) - 1  # the code of the type that any number fits


def places_in(numbers: Ids, wanted: Ids) -> tuple[Ids, Flags]:
    """Where each of `wanted` would be in the ascending `numbers`, and whether it is there."""
    places = np.searchsorted(numbers, wanted)
    if not len(numbers):
        return places, np.zeros(len(wanted), np.bool_)
    found = numbers[np.minimum(places, len(numbers) - 1)] == wanted
    return places, found


def inside(wanted: Ids, numbers: Ids) -> Ids:
    """Those of `wanted` that are in `numbers`; both ascend."""
    found: Ids = wanted[places_in(numbers, wanted)[1]]
    return found


@dataclass(frozen=True, slots=True)
class PostingVectors:
    """A posting list: passage `ids[i]` has the term `counts[i]` times, at `flat[offsets[i]:offsets[i + 1]]`."""

    ids: Ids
    counts: Ids
    offsets: Ids
    flat: Ids

    def keys_of(self, ids: Ids) -> Ids:
        """The places of the term in the passages `ids`, which all have it, as `passage << 32 | position`; they ascend."""
        at = np.searchsorted(self.ids, ids)
        first, counts = self.offsets[at], self.counts[at]
        ends = np.cumsum(counts)
        each = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts - first, counts)
        keys: Ids = (np.repeat(ids, counts) << 32) + self.flat[each]
        return keys

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return self.ids.nbytes + self.counts.nbytes + self.offsets.nbytes + self.flat.nbytes


_ABSENT = PostingVectors(NO_IDS, NO_IDS, np.zeros(1, np.int64), NO_IDS)


class Vectors:
    """The arrays of a segment. May be shared between threads: what two of them decode is the same."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        for rows in (segment.chars("text"), segment.cuts("text")):
            rows.compare()
        self._kept: dict[Hashable, Any] = {}
        self._used = 0
        self._runs_of: dict[str, Ids] = {}
        self._norms: dict[tuple[str, float], Numbers] = {}

    def postings(self, field: str, term: str) -> PostingVectors:
        """The posting list of a term, deleted passages included."""
        return self._remembered(("postings", field, term), lambda: self._postings(field, term))  # type: ignore[no-any-return]

    def gram(self, field: str, gram: int) -> Ids | None:
        """The passages that have a gram in a field; None where the field has no such lists."""
        grams = self._segment.grams(field)
        if grams is None:
            return None
        return self._remembered(  # type: ignore[no-any-return]
            ("gram", field, gram), lambda: grams.passages_with(gram)
        )

    def rows_with(self, field: str, needle: bytes) -> Ids:
        """The passages that may have a run of characters in a field, found by its last three bytes in all texts."""
        data, starts = self._segment.chars(field).prepared(None)
        text, tail = np.frombuffer(data, np.uint8, starts[-1]), needle[-3:]
        at = np.flatnonzero(text == tail[-1])
        for back, byte in enumerate(reversed(tail[:-1]), 1):
            at = at[at >= back]
            at = at[text[at - back] == byte]
        rows = np.searchsorted(np.frombuffer(starts, f"u{starts.itemsize}"), at, side="right") - 1
        return np.unique(rows)

    def living(self, ids: Ids) -> Ids:
        """Those of `ids` that are not deleted."""
        living = self._living
        return ids if living is None else ids[living[ids]]

    def are_living(self, ids: Ids) -> Flags | slice:
        """Which of `ids` are not deleted."""
        return slice(None) if self._living is None else self._living[ids]

    def norms(self, field: str, average: float) -> Numbers:
        """What the length of a field makes of an occurrence in each passage."""
        if (field, average) not in self._norms:
            self._norms[field, average] = (1 - B + B * self.words(field) / average).astype(np.float64)
        return self._norms[field, average]

    def words(self, field: str) -> NDArray[np.uint32]:
        """The number of words in a field of each passage."""
        lengths = self._segment.lengths(field)
        return np.frombuffer(lengths, lengths.typecode).astype(np.uint32)

    def is_empty(self, field: str) -> bool:
        """Whether no passage has anything in a field."""
        rows = self._segment.chars(field)
        return rows.start(len(rows)) == len(rows)

    def runs(self, field: str) -> Ids:
        """For each passage a number that it shares with those before it that have the same in a field."""
        if field not in self._runs_of:
            self._runs_of[field] = self._runs(field)
        return self._runs_of[field]

    @cached_property
    def _living(self) -> Flags | None:
        entry = self._segment.entry
        if not entry.deleted:
            return None
        living = np.ones(entry.size, np.bool_)
        for start, end in entry.deleted:
            living[start:end] = False
        return living

    def _runs(self, field: str) -> Ids:
        data, starts = self._segment.chars(field).prepared(None)
        rows = (data[start:end] for start, end in pairwise(starts))
        changes = (one != other for one, other in pairwise(rows))
        return np.cumsum(np.fromiter(chain((True,), changes), np.bool_, len(starts) - 1))

    def _postings(self, field: str, term: str) -> PostingVectors:
        data = self._segment.packed_postings(field, term)
        if data is None:
            return _ABSENT
        with reading(self._segment.path(".pst")):
            gaps, counts, places = sections(data)
            sums = np.cumsum(_parts(gaps), dtype=np.int64)
            ids = sums if gaps.code == _WHOLE else sums[_parts(gaps) != LARGEST[gaps.code]]
            times = np.ones(len(ids), np.int64) if counts.code == NONE else _numbers(counts).astype(np.int64)
            positions = NO_IDS if places.code == NONE else _numbers(places)
            offsets = np.zeros(len(ids) + 1, np.int64)
            np.cumsum(times, out=offsets[1:])
            if places.code != NONE and offsets[-1] != len(positions):
                raise ValueError("a posting list of another size")
        return PostingVectors(ids, times, offsets, positions)

    def _remembered(self, key: Hashable, make: Callable[[], Any]) -> Any:
        try:
            return self._kept[key]
        except KeyError:
            made = make()
        if self._used > _BUDGET:
            self._kept.clear()
            self._used = 0
        self._kept[key] = made
        self._used += made.nbytes
        return made


def _parts(section: Section) -> Ids:
    """The numbers of a packed list, those that do not fit their type in parts."""
    parts: Ids = np.frombuffer(section.data, f"<u{WIDTHS[section.code]}")
    return parts


def _numbers(section: Section) -> Ids:
    """The numbers of a packed list, each whole."""
    parts, largest = _parts(section), LARGEST[section.code]
    if section.code == _WHOLE or not len(parts) or parts.max() < largest:
        return parts
    numbers: Ids = np.diff(np.cumsum(parts, dtype=np.int64)[parts != largest], prepend=0)
    return numbers
