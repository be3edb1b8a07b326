"""The postings of a segment while it is written: arrays that grow, by field and term, written in order at its end.

Whoosh would keep a tuple for each posting and sort them all, on the disk where they are too many; arrays are a tenth of
that, and are finished posting lists but for their gaps.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

__all__ = ["Gathered", "Postings"]

Postings: TypeAlias = "tuple[array[int], array[int], array[int]]"
"""Ascending passages, how often the term is in each, and all positions; the last two empty where none are kept."""


class Gathered:
    """Postings by field and term. Passages come in the order of their numbers."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, Postings]] = {}
        self._none: array[int] = array("I")

    def add_exact(self, field: str, term: str, number: int) -> None:
        """A passage with a term of a field without positions."""
        known = self._fields.setdefault(field, {})
        key = term.encode("utf-8", "replace").decode()
        found = known.get(key)
        if found is None:
            found = known[key] = array("I"), self._none, self._none
        found[0].append(number)

    def add_words(self, field: str, terms: Mapping[str, Sequence[int]], number: int) -> None:
        """A passage with terms, none of them with a lone surrogate, each with its positions."""
        known = self._fields.setdefault(field, {})
        get = known.get
        for term, positions in terms.items():
            found = get(term)
            if found is None:
                found = known[term] = array("I"), array("I"), array("I")
            found[0].append(number)
            found[1].append(len(positions))
            found[2].extend(positions)

    def add_list(
        self, field: str, term: bytes, ids: Iterable[int], counts: Sequence[int], positions: Sequence[int]
    ) -> None:
        """A posting list that was written before, or what is left of it, numbered anew."""
        known, key = self._fields.setdefault(field, {}), term.decode()
        found = known.get(key)
        if found is None:
            found = known[key] = (
                (array("I"), array("I"), array("I")) if positions else (array("I"), self._none, self._none)
            )
        found[0].extend(ids)
        if positions:
            found[1].extend(counts)
            found[2].extend(positions)

    def fields(self) -> Iterator[tuple[str, Iterator[tuple[bytes, Postings]]]]:
        """The fields in order, each with its terms in order. What was given out is kept no longer."""
        for field in sorted(self._fields):
            yield field, _in_order(self._fields[field])


def _in_order(terms: dict[str, Postings]) -> Iterator[tuple[bytes, Postings]]:
    for term in sorted(terms):  # the order of code points is that of their bytes in UTF-8
        yield term.encode(), terms.pop(term)
