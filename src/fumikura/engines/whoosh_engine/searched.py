"""A searched field of many passages: folded texts, where the words of these begin, and the words themselves.

A field of a passage has parts, as a path has headings. The words of all parts were read together (`together`), so what a
value of a field has is told by ranges of them; arrays of what is in the ranges are made of all values at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from fumikura.engines.whoosh_engine.batch import (
    Numbers,
    Occurrences,
    RowData,
    Unsigned,
    rows_of_bits,
    rows_of_texts,
)
from fumikura.engines.whoosh_engine.together import MARK, ReadTexts
from fumikura.engines.whoosh_engine.vocabulary import NO_TERM
from fumikura.text import Analyzer
from fumikura.text.alternate_readings import second_readings

__all__ = ["SEPARATOR", "Parts", "SearchedField", "Values"]

SEPARATOR = "\x1f"
"""Parts a folded text where no run may go across: between headings of a path, and between glosses."""


class Values:
    """The different values of a field, each in parts, and which each passage has: headings are those of many."""

    def __init__(self, given: Sequence[tuple[str, ...]]) -> None:
        known: dict[tuple[str, ...], int] = {}
        self.of = [known.setdefault(parts, len(known)) for parts in given]
        self.parts = [tuple(filter(None, parts)) for parts in known]

    def texts(self) -> Iterator[str]:
        """All parts of all values."""
        return chain.from_iterable(self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The parts of fields as they were read: part `numbers[text]` of `read`; the names of the terms there."""

    read: ReadTexts
    numbers: Mapping[str, int]
    terms: Sequence[str]

    def literal(self, part: str) -> str:
        """The literal form of a part, or of none ("")."""
        return self.read.literals[self.numbers[part]] if part else ""


class SearchedField:
    """The values of a field, put together from their parts.

    Whatever begins in a folded text, a word, a separator, the end, is an element: it has a place in code points, and the
    number of its term, `NO_TERM` for what is no word to be found.
    """

    def __init__(self, analyzer: Analyzer, values: Values, parts: Parts) -> None:
        self._analyzer = analyzer
        self._parts = parts
        self._passages, self._of = values.of, np.asarray(values.of, np.int64)
        self._texts: list[str] = []
        # Ranges of elements: from which on, how many, and what is to be added to their places.
        self._begins, self._sizes, self._shifts = array("q"), array("q"), array("q")
        ends = [self._add(each) for each in values.parts]
        sizes = np.asarray(self._sizes, np.int64)
        at = within(sizes, np.asarray(self._begins, np.int64))
        self._starts = parts.read.starts[at] + np.repeat(np.asarray(self._shifts, np.int64), sizes)
        self._terms = parts.read.terms[at]
        self._elements = np.diff(np.append(0, np.cumsum(sizes))[ends], prepend=0)

    def rows(self) -> tuple[RowData, RowData]:
        """The folded texts of the passages, and where the words begin in each."""
        chars, bytes_at = rows_of_texts(self._texts)
        lengths = np.fromiter(map(len, self._texts), np.int64, len(self._texts)) + 1
        value, begins = self._value_of_each(), np.cumsum(chars.sizes) - chars.sizes
        places = bytes_at[(np.cumsum(lengths) - lengths)[value] + self._starts]
        cuts = rows_of_bits(value, places - begins[value], chars.sizes)
        return chars.of_passages(self._passages), cuts.of_passages(self._passages)

    def occurrences(self) -> tuple[Occurrences, Numbers]:
        """The words of the passages with their positions, and how many each passage has."""
        sizes, of = self._elements, self._of
        positions = within(sizes).astype(np.uint32)
        words = self._terms != NO_TERM
        counts = np.bincount(self._value_of_each()[words], minlength=len(sizes))
        # The words of each passage's value, one passage behind the other.
        each = counts[of]
        at = within(each, (np.cumsum(counts) - counts)[of])
        names, numbers = _renumbered(self._terms[words], self._parts.terms)
        passages = np.repeat(np.arange(len(of), dtype=np.uint32), each)
        found = Occurrences(names, numbers[at], passages, positions[words][at])
        return found, each

    def _value_of_each(self) -> Numbers:
        return np.repeat(np.arange(len(self._elements)), self._elements)

    def _add(self, parts: Sequence[str]) -> int:
        """Add a value; how many ranges there are with its own."""
        read, numbers, at = self._parts.read, self._parts.numbers, 0
        pieces: list[str] = []
        for part in parts:
            if pieces:
                pieces.append(SEPARATOR)
                self._add_range(MARK, 1, at)
                at += 1
            number = numbers[part]
            self._add_range(read.begins[number], read.sizes[number], at)
            pieces.append(read.literals[number])
            at += len(read.literals[number])
        self._add_range(MARK, 1, at)
        for part in parts:
            if read.seconds[numbers[part]]:
                at = self._add_windows(part, at, pieces)
        self._texts.append("".join(pieces))
        return len(self._begins)

    def _add_windows(self, part: str, at: int, pieces: list[str]) -> int:
        """Add the windows of the second readings of a part, and where words begin in each; where the last ends."""
        for second in second_readings(part):
            starts = self._analyzer.analyze(second.text).starts
            for header, (begin, stop) in second.windows():
                pieces += [header, second.literal.text[begin:stop]]
                at += len(header)
                for start in starts:
                    if begin <= start < stop:
                        self._add_range(MARK, 1, at + start - begin)
                at += stop - begin
                self._add_range(MARK, 1, at)
        return at

    def _add_range(self, begin: int, size: int, shift: int) -> None:
        self._begins.append(begin)
        self._sizes.append(size)
        self._shifts.append(shift)


def within(sizes: Numbers, begins: Numbers | int = 0) -> Numbers:
    """The numbers of ranges of these sizes, one range behind the other, each counted from where it begins."""
    before = np.cumsum(sizes) - sizes
    found: Numbers = np.arange(int(sizes.sum())) + np.repeat(begins - before, sizes)
    return found


def _renumbered(terms: Numbers, names: Sequence[str]) -> tuple[Sequence[str], Unsigned]:
    """The names of the terms that are there, and the terms as numbers of these."""
    used = np.flatnonzero(np.bincount(terms, minlength=1))
    numbers = np.zeros(len(names), np.uint32)
    numbers[used] = np.arange(len(used))
    return tuple([names[number] for number in used.tolist()]), numbers[terms]
