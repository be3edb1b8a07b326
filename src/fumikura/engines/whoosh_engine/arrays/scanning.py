"""Looks for runs of characters in some texts, as `leaves.scan` does, but in all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from fumikura.engines.whoosh_engine.arrays.vectors import Flags, Ids, places_of
from fumikura.engines.whoosh_engine.leaves import scan
from fumikura.engines.whoosh_engine.segment import Segment

__all__ = ["counts_in", "joined_rows"]

_AT_ONCE = 1024
"""Rows after which the time is asked for."""


def counts_in(segment: Segment, field: str, needles: Iterable[str], local: Ids) -> tuple[Ids, Ids]:
    """How often any of `needles` stands in each of the passages `local`: as whole words, and at all."""
    words, inside = np.zeros(len(local), np.int64), np.zeros(len(local), np.int64)
    encoded = [needle.encode() for needle in needles]
    doubtful = segment.vectors.with_windows(field)
    plain, windowed = np.arange(len(local)), []
    if doubtful is not None:
        flags = doubtful[local]
        plain, windowed = (~flags).nonzero()[0], flags.nonzero()[0].tolist()
    for start in range(0, len(plain), _AT_ONCE):
        segment.check()
        part = plain[start : start + _AT_ONCE]
        joined, begins = joined_rows(segment, field, local[part])
        # A run that no row has, as a whole question, is not worth an array.
        if found := [needle for needle in encoded if needle in joined]:
            words[part], inside[part] = _counts(segment, field, found, local[part], joined, begins)
    if windowed:  # what a window has counts only in part
        numbers = local[windowed].tolist()
        for counts, seen in zip((words, inside), scan(segment, field, needles, among=numbers), strict=True):
            counts[windowed] = [seen.get(number, 0) for number in numbers]
    return words, inside


def joined_rows(segment: Segment, field: str, local: Ids) -> tuple[bytes, Ids]:
    """The rows of passages as one, each with its terminator, and where each begins in it; then where the last ends."""
    numbers = local.tolist()
    data, offsets = segment.chars(field).prepared(numbers)
    rows = [data[offsets[number] : offsets[number + 1]] for number in numbers]
    begins = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, rows), np.int64, len(rows)), out=begins[1:])
    return b"".join(rows), begins


def _counts(
    segment: Segment, field: str, needles: Iterable[bytes], local: Ids, joined: bytes, begins: Ids
) -> tuple[Ids, Ids]:
    """The same of the rows of `local`, `joined`, each of which begins at one of `begins`."""
    text = np.frombuffer(joined, np.uint8)
    words, inside = np.zeros(len(local), np.int64), np.zeros(len(local), np.int64)
    for needle in needles:
        at = places_of(needle, text)
        row = begins.searchsorted(at, side="right") - 1
        inside += np.bincount(row, minlength=len(local))
        offset = at - begins[row]
        aligned = _are_cut(segment, field, local[row], offset, offset + len(needle))
        words += np.bincount(row[aligned], minlength=len(local))
    return words, inside


def _are_cut(segment: Segment, field: str, local: Ids, start: Ids, end: Ids) -> Flags:
    """Whether words begin or end at both ends of ranges in rows."""
    data, offsets = segment.cuts(field).prepared(local.tolist())
    bits = np.frombuffer(data, np.uint8)
    first = np.frombuffer(offsets, f"u{offsets.itemsize}")[local].astype(np.int64)
    both = (bits[first + (start >> 3)] >> (start & 7)) & (bits[first + (end >> 3)] >> (end & 7)) & 1
    return both.astype(np.bool_)
