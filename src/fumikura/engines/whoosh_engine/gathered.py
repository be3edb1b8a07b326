"""The postings of a segment while it is written: occurrences, as they come, made into lists at its end by one sort.

Whoosh would keep a tuple for each posting and sort them all, on the disk where they are too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.batch import Numbers, Occurrences
from fumikura.engines.whoosh_engine.postings import encoded

__all__ = ["Gathered", "TermPostings"]

_TOGETHER = 400_000
"""Occurrences that are made into lists together, and those of the last term among them."""

_PLACE = np.uint64(0xFFFFFFFF)


class TermPostings(NamedTuple):
    """A term in UTF-8 with its posting list as bytes."""

    term: bytes
    postings: bytes


class Gathered:
    """Occurrences by field. Passages come in the order of their numbers."""

    def __init__(self) -> None:
        self._fields: dict[str, _Field] = {}

    def add(self, field: str, found: Occurrences, first: int) -> None:
        """Occurrences in the passages from number `first` on."""
        self._fields.setdefault(field, _Field()).add(found, first)

    def fields(self) -> Iterator[tuple[str, Iterator[TermPostings]]]:
        """The fields in order, each with its terms in order. What was given out is kept no longer."""
        for field in sorted(self._fields):
            yield field, self._fields.pop(field).lists()

    def terms(self, field: str) -> Sequence[str]:
        """The terms of a field so far."""
        return tuple(self._fields[field].terms) if field in self._fields else ()


class _Field:
    """The occurrences of a field, in pieces of 32-bit numbers: term, passage, position."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self._pieces: list[tuple[NDArray[np.uint32], ...]] = []

    def add(self, found: Occurrences, first: int) -> None:
        if not len(found.numbers):
            return
        known = self.terms
        numbers = np.fromiter((known.setdefault(term, len(known)) for term in found.terms), np.uint32)
        piece = [numbers[found.numbers], found.passages + np.uint32(first)]
        if found.positions is not None:
            piece.append(found.positions)
        self._pieces.append(tuple(piece))

    def lists(self) -> Iterator[TermPostings]:
        """The posting lists of the terms in the order of their code points, which is that of their bytes in UTF-8."""
        if not self._pieces:
            return
        numbers, passages, *rest = (np.concatenate(parts) for parts in zip(*self._pieces, strict=True))
        self._pieces.clear()
        names = sorted(self.terms)
        ranks = np.empty(len(names), np.uint64)
        ranks[[self.terms[name] for name in names]] = np.arange(len(names))
        # The rank above the place: to sort that is many times faster than to sort places by rank.
        keys = ranks[numbers]
        del numbers
        keys <<= np.uint64(32)
        keys |= np.arange(len(keys), dtype=np.uint64)
        keys.sort()
        for part in _by_terms(keys):
            order, ranked = (part & _PLACE).astype(np.int64), (part >> np.uint64(32)).astype(np.int64)
            positions = rest[0][order].astype(np.int64) if rest else None
            yield from _term_postings(names, ranked, passages[order].astype(np.int64), positions)


def _by_terms(keys: NDArray[np.uint64]) -> Iterator[NDArray[np.uint64]]:
    """The sorted keys of whole terms, some terms at once: what is made of them meanwhile is many times their size."""
    at = 0
    while at < len(keys):
        last = keys[min(at + _TOGETHER, len(keys)) - 1] | _PLACE
        end = int(keys.searchsorted(last, "right"))
        yield keys[at:end]
        at = end


def _term_postings(
    names: Sequence[str], ranks: Numbers, passages: Numbers, positions: Numbers | None
) -> Iterator[TermPostings]:
    """Occurrence `i` is of the term `names[ranks[i]]` in passage `passages[i]`; all those of a term are together."""
    begins = np.flatnonzero((np.diff(ranks, prepend=-1) != 0) | (np.diff(passages, prepend=-1) != 0))
    counts = np.diff(begins, append=len(ranks))
    ranks, ids = ranks[begins], passages[begins]
    starts = np.flatnonzero(np.diff(ranks, prepend=-1))
    lists = encoded(ids, counts, starts, positions)
    for rank, data in zip(ranks[starts].tolist(), lists, strict=True):
        yield TermPostings(names[rank].encode(), data)
