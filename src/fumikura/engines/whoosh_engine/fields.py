"""Passages as the fields of the index: their terms, their folded texts, where the words of these begin, themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter

import numpy as np

from fumikura.engines.whoosh_engine.batch import Batch, Numbers, Occurrences, RowData, Terms, numbered
from fumikura.engines.whoosh_engine.keys import hashes_of
from fumikura.engines.whoosh_engine.patches import Patcher
from fumikura.engines.whoosh_engine.searched import SEPARATOR, Parts, SearchedField, Values
from fumikura.engines.whoosh_engine.segment import EXACT_FIELDS
from fumikura.engines.whoosh_engine.stored import passage_to_bytes
from fumikura.engines.whoosh_engine.times import TIMES, TimeMaker
from fumikura.engines.whoosh_engine.together import Together
from fumikura.models import Passage
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer

__all__ = ["SEPARATOR", "FieldMaker", "prepare"]

_TOGETHER = 2_000
"""Passages of a batch."""

_OF_PARTS = frozenset({"section", "glosses"})
"""Searched fields of several parts; the others are one."""


_SEVERAL = frozenset({"tags"})
"""Exact fields of several values."""


def prepare(passages: Iterable[Passage]) -> list[Batch]:
    """The fields of the passages of a file, as a process that works for another makes them."""
    return list(_maker().batches(passages))


@cache
def _maker() -> FieldMaker:
    """The one of this process: it knows the words of the files before."""
    return FieldMaker(Analyzer())


class FieldMaker:
    """Makes the fields of passages, which come in their order."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._together = Together(analyzer)
        self._times = TimeMaker()
        self._patcher = Patcher()

    def batches(self, passages: Iterable[Passage]) -> Iterator[Batch]:
        """The fields of `passages`, of many at a time."""
        rest = iter(passages)
        while some := tuple(islice(rest, _TOGETHER)):
            yield self.batch(some)

    def batch(self, passages: Sequence[Passage]) -> Batch:
        """The fields of `passages`, of all together."""
        rows: dict[str, RowData] = {}
        words: dict[str, Numbers] = {}
        occurrences = {name: _exact_occurrences(passages, name) for name in EXACT_FIELDS}
        occurrences[TIMES] = self._times_of(passages)
        values = {name: Values(_parts_of(passages, name)) for name in SEARCHED}
        parts = self._read(values.values())
        for name in SEARCHED:
            field = SearchedField(self._analyzer, values[name], parts)
            rows[f"{name}_chars"], rows[f"{name}_cuts"] = field.rows()
            occurrences[name], words[name] = field.occurrences()
        ids = tuple(passage.id for passage in passages)
        return Batch(ids, hashes_of(ids), self._rows_of(passages, parts), rows, occurrences, words)

    def _rows_of(self, passages: Sequence[Passage], parts: Parts) -> Sequence[bytes]:
        """The passages as they are stored."""
        texts = [passage.text for passage in passages]
        literals = [parts.literal(text) for text in texts]
        return tuple(map(passage_to_bytes, passages, self._patcher.patches(texts, literals)))

    def _read(self, values: Iterable[Values]) -> Parts:
        """All parts of all values, each different one once."""
        texts = dict.fromkeys(text for each in values for text in each.texts())
        read = self._together.read(tuple(texts))
        return Parts(read, {text: number for number, text in enumerate(texts)}, tuple(self._together.terms))

    def _times_of(self, passages: Iterable[Passage]) -> Occurrences:
        times = _Times()
        for number, passage in enumerate(passages):
            if found := self._times.postings(passage):
                times.add(number, found)
        return times.occurrences()


def _parts_of(passages: Iterable[Passage], name: str) -> list[tuple[str, ...]]:
    """The parts that a searched field of each passage is given in."""
    given = map(attrgetter(name), passages)
    return list(given) if name in _OF_PARTS else [(text,) for text in given]


def _exact_occurrences(passages: Sequence[Passage], name: str) -> Occurrences:
    if name not in _SEVERAL:
        return numbered(_exact(passages, name))
    terms = Terms()
    found = [
        (terms[value], number)
        for number, passage in enumerate(passages)
        for value in dict.fromkeys(getattr(passage, name))
    ]
    pairs = np.array(found, np.uint32).reshape(-1, 2)
    return Occurrences(tuple(terms), pairs[:, 0], pairs[:, 1])


def _exact(passages: Iterable[Passage], name: str) -> Iterator[str]:
    """What an exact field of each passage is found by."""
    terms: dict[str | int | None, str] = {None: ""}
    for value in map(attrgetter(name), passages):
        if value not in terms:
            terms[value] = str(value).encode("utf-8", "replace").decode()
        yield terms[value]


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
        found = np.array(self._found, np.uint32).reshape(-1, 3)
        return Occurrences(tuple(self._terms), found[:, 0], found[:, 1], found[:, 2])
