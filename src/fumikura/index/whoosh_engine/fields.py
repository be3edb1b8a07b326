"""Passages as the fields of the index: their terms, their folded texts, where the words of these begin, themselves."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter

import numpy as np

from fumikura.analysis import Analyzer, Folded
from fumikura.analysis.second import second_readings
from fumikura.index.plan import SEARCHED
from fumikura.index.whoosh_engine.batch import (
    Batch,
    Numbers,
    Occurrences,
    RowData,
    Terms,
    numbered,
    rows_of_bits,
    rows_of_texts,
)
from fumikura.index.whoosh_engine.keys import hashes_of
from fumikura.index.whoosh_engine.segment import EXACT_FIELDS
from fumikura.index.whoosh_engine.stored import passage_to_bytes
from fumikura.index.whoosh_engine.times import TIMES, TimeMaker
from fumikura.models import Passage

__all__ = ["SEPARATOR", "FieldMaker", "prepare"]

SEPARATOR = "\x1f"
"""Parts a folded text where no run may go across: between headings of a path, and between glosses."""

_TOGETHER = 2_000
"""Passages of a batch."""

_NO_TERM = 0
_INDEXED = attrgetter("indexed")


def prepare(passages: Iterable[Passage]) -> list[Batch]:
    """The fields of the passages of a file, as a process that works for another makes them."""
    return list(FieldMaker(_analyzer()).batches(passages))


@cache
def _analyzer() -> Analyzer:
    return Analyzer()


class FieldMaker:
    """Makes the fields of passages, which come in their order."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._times = TimeMaker()

    def batches(self, passages: Iterable[Passage]) -> Iterator[Batch]:
        """The fields of `passages`, of many at a time."""
        rest = iter(passages)
        while some := tuple(islice(rest, _TOGETHER)):
            yield self.batch(some)

    def batch(self, passages: Sequence[Passage]) -> Batch:
        """The fields of `passages`, of all together."""
        values = {name: _Values(self._analyzer) for name in SEARCHED}
        times = _Times()
        for number, passage in enumerate(passages):
            forms = {name: values[name].add(parts) for name, parts in parts_of(passage).items()}
            if found := self._times.postings(passage, forms):
                times.add(number, found)
        rows: dict[str, RowData] = {}
        words: dict[str, Numbers] = {}
        occurrences = {name: numbered(_exact(passage, name) for passage in passages) for name in EXACT_FIELDS}
        occurrences[TIMES] = times.occurrences()
        for name, field in values.items():
            rows[f"{name}_chars"], rows[f"{name}_cuts"] = field.rows()
            occurrences[name], words[name] = field.occurrences()
        ids = tuple(passage.id for passage in passages)
        data = tuple(map(passage_to_bytes, passages))
        return Batch(ids, hashes_of(ids), data, rows, occurrences, words)


def parts_of(passage: Passage) -> Mapping[str, tuple[str, ...]]:
    """The parts that each searched field of a passage is given in."""
    return {
        "text": (passage.text,), "title": (passage.title,),
        "section": passage.section, "glosses": passage.glosses,
    }  # fmt: skip


def _exact(passage: Passage, name: str) -> str:
    value = getattr(passage, name)
    return "" if value is None else str(value).encode("utf-8", "replace").decode()


class _Values:
    """The different values of a field in a batch, and which each passage has: headings are those of many.

    Whatever begins in a folded text, a word, a separator, the end, has its place in `_starts` (code points) and the
    number of its term in `_numbers`, 0 for what is no word to be found.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._terms = Terms({"": _NO_TERM})
        self._known: dict[tuple[str, ...], int] = {}
        self._forms: list[tuple[Folded, ...]] = []
        self._texts: list[str] = []
        self._starts = array("I")
        self._numbers = array("I")
        self._sizes: list[int] = []
        self._of: list[int] = []

    def add(self, parts: tuple[str, ...]) -> tuple[Folded, ...]:
        """The value of the next passage; the folded forms of those of its parts that are not empty."""
        value = self._known.get(parts)
        if value is None:
            value = self._known[parts] = len(self._known)
            self._forms.append(tuple(self._read([part for part in parts if part])))
        self._of.append(value)
        return self._forms[value]

    def rows(self) -> tuple[RowData, RowData]:
        """The folded texts of the passages, and where the words begin in each."""
        chars, bytes_at = rows_of_texts(self._texts)
        lengths = np.fromiter(map(len, self._texts), np.int64, len(self._texts)) + 1
        value, begins = self._value_of_each(), np.cumsum(chars.sizes) - chars.sizes
        places = bytes_at[(np.cumsum(lengths) - lengths)[value] + np.asarray(self._starts, np.int64)]
        cuts = rows_of_bits(value, places - begins[value], chars.sizes)
        return chars.of_passages(self._of), cuts.of_passages(self._of)

    def occurrences(self) -> tuple[Occurrences, Numbers]:
        """The words of the passages with their positions, and how many each passage has."""
        sizes, of = np.asarray(self._sizes, np.int64), np.asarray(self._of, np.int64)
        numbers = np.asarray(self._numbers, np.int64)
        positions = np.arange(len(numbers)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        words = numbers != _NO_TERM
        counts = np.bincount(self._value_of_each()[words], minlength=len(sizes))
        # The words of each passage's value, one passage behind the other.
        firsts, each = (np.cumsum(counts) - counts)[of], counts[of]
        at = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each - firsts, each)
        passages = np.repeat(np.arange(len(of)), each)
        found = Occurrences(tuple(self._terms), numbers[words][at], passages, positions[words][at])
        return found, each

    def _value_of_each(self) -> Numbers:
        return np.repeat(np.arange(len(self._sizes)), self._sizes)

    def _read(self, parts: Sequence[str]) -> Iterator[Folded]:
        pieces: list[str] = []
        before, at = len(self._starts), 0
        for index, part in enumerate(parts):
            if index:
                pieces.append(SEPARATOR)
                self._mark(at)
                at += 1
            form = self._add_words(part, at)
            pieces.append(form.text)
            at += len(form.text)
            yield form
        self._mark(at)
        for part in parts:
            at = self._add_windows(part, at, pieces)
        self._texts.append("".join(pieces))
        self._sizes.append(len(self._starts) - before)

    def _add_words(self, part: str, at: int) -> Folded:
        analysis = self._analyzer.analyze(part)
        self._starts.extend([at + start for start in analysis.starts] if at else analysis.starts)
        self._numbers.extend(map(self._terms.__getitem__, map(_INDEXED, analysis.entries)))
        return analysis.literal

    def _add_windows(self, part: str, at: int, pieces: list[str]) -> int:
        """Add the windows of the second readings of a part, and where words begin in each; where the last ends."""
        for second in second_readings(part):
            starts = self._analyzer.analyze(second.text).starts
            for header, (begin, stop) in second.windows():
                pieces += [header, second.literal.text[begin:stop]]
                at += len(header)
                for start in starts:
                    if begin <= start < stop:
                        self._mark(at + start - begin)
                at += stop - begin
                self._mark(at)
        return at

    def _mark(self, at: int) -> None:
        """Something other than a word begins."""
        self._starts.append(at)
        self._numbers.append(_NO_TERM)


class _Times:
    """The dates that the passages of a batch speak of."""

    def __init__(self) -> None:
        self._terms = Terms()
        self._found: list[tuple[int, int, int]] = []

    def add(self, passage: int, postings: Mapping[str, Sequence[int]]) -> None:
        """Those of a passage, each with its places."""
        for term, places in postings.items():
            number = self._terms[term]
            self._found += [(number, passage, place) for place in places]

    def occurrences(self) -> Occurrences:
        """Those of all passages."""
        found = np.array(self._found, np.int64).reshape(-1, 3)
        return Occurrences(tuple(self._terms), found[:, 0], found[:, 1], found[:, 2])
