"""A segment as a batch of what is left of it, to be written into another."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.batch import Batch, Numbers, Occurrences, RowData
from fumikura.engines.whoosh_engine.keys import hashes_of
from fumikura.engines.whoosh_engine.rows import TERMINATOR
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.stored import id_of
from fumikura.plan.nodes import SEARCHED

__all__ = ["batch_of"]


def batch_of(segment: Segment) -> Batch:
    """The passages of a segment that are not deleted."""
    size = segment.entry.size
    kept = np.ones(size, np.bool_)
    for start, end in segment.entry.deleted:
        kept[start:end] = False
    numbers = np.cumsum(kept) - 1
    passages = [segment.passage_row(local) for local in np.flatnonzero(kept).tolist()]
    rows = {
        name: _rows(segment, name, kept) for field in SEARCHED for name in (f"{field}_chars", f"{field}_cuts")
    }
    words = {field: np.asarray(segment.lengths(field), np.int64)[kept] for field in SEARCHED}
    found = {field: _renumbered(each, kept, numbers) for field, each in _occurrences(segment)}
    ids = tuple(map(id_of, passages))
    return Batch(ids, hashes_of(ids), passages, rows, found, words)


def _rows(segment: Segment, name: str, kept: NDArray[np.bool_]) -> RowData:
    rows = segment.rows(name)
    chosen = [rows[local] + TERMINATOR for local in np.flatnonzero(kept).tolist()]
    return RowData(b"".join(chosen), np.fromiter(map(len, chosen), np.int64, len(chosen)))


def _occurrences(segment: Segment) -> Iterator[tuple[str, Occurrences]]:
    """Those of all passages, by field."""
    for field, lists in groupby(segment.walk(), key=itemgetter(0)):
        terms: list[str] = []
        sizes: list[int] = []
        ids, counts, flat = array("I"), array("I"), array("I")
        positions = False
        for _, term, postings, _ in lists:
            terms.append(term.decode())
            sizes.append(len(postings))
            # Each an iterator, as arrays of other types are refused.
            ids.extend(iter(postings.ids))
            counts.extend(iter(postings.counts))
            flat.extend(iter(postings.flat))
            positions = postings.has_positions
        numbers = np.repeat(np.arange(len(terms), dtype=np.uint32), sizes)
        passages, times = np.asarray(ids, np.uint32), np.asarray(counts, np.int64)
        if positions:
            numbers, passages = np.repeat(numbers, times), np.repeat(passages, times)
        yield field, Occurrences(terms, numbers, passages, np.asarray(flat, np.uint32) if positions else None)


def _renumbered(found: Occurrences, kept: NDArray[np.bool_], numbers: Numbers) -> Occurrences:
    """Those in the passages that are kept, which are numbered anew."""
    here = kept[found.passages]
    positions = None if found.positions is None else found.positions[here]
    return Occurrences(
        found.terms, found.numbers[here], numbers[found.passages[here]].astype(np.uint32), positions
    )
