"""What a segment has, as arrays: posting lists, lists of grams, lengths.

Decoded lists are kept, up to a budget, as the words of one search are often those of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.snapshots.failures import reading
from fumikura.engines.whoosh_engine.kept import Kept
from fumikura.engines.whoosh_engine.matches import B
from fumikura.engines.whoosh_engine.packing import LARGEST, WIDTHS
from fumikura.engines.whoosh_engine.postings import NONE, Section, sections
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.plan.nodes import SEARCHED

__all__ = [
    "NO_IDS", "SPARSE", "Flags", "Ids", "Numbers", "PostingVectors", "Vectors", "are_first", "are_in", "inside",
    "places_in", "places_of", "union",
]  # fmt: skip

Ids: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float64]

NO_IDS: Ids = np.empty(0, np.int64)
_BUDGET = 8_000_000
"""Bytes of decoded lists that are kept for a segment."""

_WHOLE = len(WIDTHS) - 1  # the code of the type that any number fits

SPARSE = 16
"""Times as many must passages be for it to be faster to sort some of them than to mark them among all."""

_AT_ONCE = 1 << 20  # bytes of the texts


def places_in(numbers: Ids, wanted: Ids) -> tuple[Ids, Flags]:
    """Where each of `wanted` would be in the ascending `numbers`, and whether it is there."""
    places = numbers.searchsorted(wanted)
    if not len(numbers):
        return places, np.zeros(len(wanted), np.bool_)
    return places, numbers.take(places, mode="clip") == wanted


def are_in(numbers: Ids, wanted: Ids, size: int) -> Flags:
    """Whether each of `wanted` is in `numbers`; both ascend, and are less than `size`."""
    if len(wanted) * SPARSE < len(numbers) + size // SPARSE:
        return places_in(numbers, wanted)[1]
    there = np.zeros(size, np.bool_)
    there[numbers] = True
    return there[wanted]


def inside(wanted: Ids, numbers: Ids) -> Ids:
    """Those of `wanted` that are in `numbers`; both ascend."""
    found: Ids = wanted[places_in(numbers, wanted)[1]]
    return found


def union(lists: Sequence[Ids], size: int) -> Ids:
    """All of several lists of numbers less than `size`; all ascend."""
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) * SPARSE < size:
        every = np.concatenate(lists)
        every.sort(kind="stable")
        return every[are_first(every)]
    there = np.zeros(size, np.bool_)
    for ids in lists:
        there[ids] = True
    return there.nonzero()[0]


def are_first(numbers: Ids) -> Flags:
    """Which of ascending numbers are another than the one before."""
    first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def places_of(needle: Sequence[int], text: NDArray[Any]) -> Ids:
    """Where `needle` stands in a text, of bytes or code points, overlapping occurrences too."""
    size = max(len(text) - len(needle) + 1, 0)
    # What tells one character from another is its last byte.
    at: Ids = (text[len(needle) - 1 :] == needle[-1]).nonzero()[0] if size else np.empty(0, np.int64)
    for place in range(len(needle) - 2, -1, -1):
        at = at[text[at + place] == needle[place]]
    return at


@dataclass(frozen=True, slots=True)
class PostingVectors:
    """A posting list: passage `ids[i]` has the term `counts[i]` times, at `flat[offsets[i]:offsets[i + 1]]`.

    Where each passage has the term once, `counts` and `offsets` are None.
    """

    ids: Ids
    counts: NDArray[Any] | None
    offsets: NDArray[np.uint32] | None
    flat: NDArray[Any]

    def keys_at(self, at: Ids, numbers: Ids) -> Ids:
        """The places of the term in the passages `ids[at]`, as `number << 32 | position`, with the numbers of these."""
        if self.counts is None or self.offsets is None:
            once: Ids = (numbers << 32) + self.flat[at]
            return once
        first, counts = self.offsets[at].astype(np.int64), self.counts[at].astype(np.int64)
        ends = counts.cumsum()
        each = np.arange(ends[-1] if len(ends) else 0) + (first - ends + counts).repeat(counts)
        keys: Ids = (numbers.repeat(counts) << 32) + self.flat[each]
        return keys

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return sum(
            each.nbytes for each in (self.ids, self.counts, self.offsets, self.flat) if each is not None
        )


_ABSENT = PostingVectors(NO_IDS, None, None, NO_IDS)


class Vectors:
    """The arrays of a segment. May be shared between threads: what two of them decode is the same."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        for rows in (segment.chars("text"), segment.cuts("text")):
            rows.compare()
        self._kept: Kept[Hashable, Any] = Kept(_BUDGET)
        self._runs_of: dict[str, Ids] = {}
        self._windows: dict[str, Flags | None] = {}
        self._norms: dict[tuple[str, float], Numbers] = {}

    def postings(self, field: str, term: str) -> PostingVectors:
        """The posting list of a term, deleted passages included."""
        return self._remembered(("postings", field, term), lambda: self._postings(field, term))  # type: ignore[no-any-return]

    def positions(self, field: str, term: str, local: int) -> Sequence[int]:
        """The positions of a term in a passage; none where it has not the term."""
        postings = self.postings(field, term)
        at = int(postings.ids.searchsorted(local))
        if at == len(postings.ids) or postings.ids[at] != local:
            return ()
        offsets = (at, at + 1) if postings.offsets is None else postings.offsets[at : at + 2].tolist()
        return postings.flat[slice(*offsets)].tolist()  # type: ignore[no-any-return]

    def gram(self, field: str, gram: int) -> Ids:
        """The passages that have a gram in a field; none where the field has no such lists."""
        grams = self._segment.grams(field)
        if grams is None:
            return NO_IDS
        return self._remembered(  # type: ignore[no-any-return]
            ("gram", field, gram), lambda: grams.passages_with(gram)
        )

    def gram_size(self, field: str, gram: int) -> int:
        """About how long the list of a gram is, told without reading it."""
        grams = self._segment.grams(field)
        return 0 if grams is None else grams.size_of(gram)

    def rows_with(self, field: str, needle: bytes) -> Ids:
        """The passages that may have a run of characters in a field, found by its last three bytes in all texts."""
        data, starts = self._segment.chars(field).prepared(None)
        rows, tail = np.frombuffer(starts, f"u{starts.itemsize}"), needle[-3:]
        there = np.zeros(len(rows), np.bool_)
        for begin in range(0, starts[-1], _AT_ONCE):  # what is found in all texts at once takes much memory
            first, end = max(begin - len(tail) + 1, 0), min(begin + _AT_ONCE, starts[-1])
            at = places_of(tail, np.frombuffer(data[first:end], np.uint8)) + first
            there[rows.searchsorted(at, side="right") - 1] = True
        return there.nonzero()[0]

    @property
    def all_live(self) -> bool:
        """Whether no passage is deleted."""
        return self._living is None

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

    def words(self, field: str) -> NDArray[Any]:
        """The number of words in a field of each passage."""
        lengths = self._segment.lengths(field)
        return np.frombuffer(lengths, lengths.typecode)

    def is_empty(self, field: str) -> bool:
        """Whether no passage has anything in a field."""
        return field in self._empty

    @cached_property
    def _empty(self) -> frozenset[str]:
        rows = {field: self._segment.chars(field) for field in SEARCHED}
        return frozenset(field for field, each in rows.items() if each.start(len(each)) == len(each))

    def with_windows(self, field: str) -> Flags | None:
        """The passages with windows behind a field, or that may have them; None where none has."""
        if field not in self._windows:
            size = self._segment.entry.size
            found = self._segment.with_windows(field)
            flags = np.full(size, found is None, np.bool_)
            flags[list(found or ())] = True
            self._windows[field] = flags if flags.any() else None
        return self._windows[field]

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
            positions = NO_IDS if places.code == NONE else _numbers(places)
            times = offsets = None
            if counts.code != NONE:
                times = _numbers(counts)
                offsets = np.zeros(len(ids) + 1, np.uint32)
                np.cumsum(times, out=offsets[1:])
            if places.code != NONE and len(positions) != (len(ids) if offsets is None else offsets[-1]):
                raise ValueError("a posting list of another size")
        return PostingVectors(ids, times, offsets, positions)

    def _remembered(self, key: Hashable, make: Callable[[], Any]) -> Any:
        found = self._kept.get(key)
        if found is None:
            found = make()
            self._kept.put(key, found, found.nbytes)
        return found


def _parts(section: Section) -> Ids:
    """The numbers of a packed list, those that do not fit their type in parts."""
    parts: Ids = np.frombuffer(section.data, f"<u{WIDTHS[section.code]}")
    return parts


def _numbers(section: Section) -> Ids:
    """The numbers of a packed list, each whole."""
    parts, largest = _parts(section), LARGEST[section.code]
    if section.code == _WHOLE or not len(parts) or parts.max() < largest:
        return parts
    sums: Ids = np.cumsum(parts, dtype=np.int64)[parts != largest]
    numbers = sums.copy()
    numbers[1:] -= sums[:-1]
    return numbers
