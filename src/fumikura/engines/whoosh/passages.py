"""The passages of all segments under one numbering: lookups of terms, scans for characters, and stored values.

The hits of words are cached within a budget of bytes, as whoever narrows a search asks for the same words again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar, get_args

from fumikura.engines.whoosh.schema import DATES
from fumikura.engines.whoosh.segment import Segment
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import PassageView
from fumikura.models import Facet, Kind, Passage
from fumikura.plan.nodes import BODY, SEARCHED, Dated
from fumikura.ranking.bm25f import FIELD_WEIGHTS, inverse_frequency, length_norm, saturate
from fumikura.values import frozen

_KEPT = 10_000_000  # bytes of what was found for the words of earlier searches
_KEPT_SCANS = 4_000_000  # bytes of what was found for characters
_PER_HIT = 8  # bytes
_REMEMBERED = 50_000
_KINDS: tuple[Kind, ...] = get_args(Kind)


@frozen
class WordHits:
    """The passages with a word, and their scores: first the `body` passages with it in text or glosses, then the others.

    Where headings or titles alone are searched, all count as the first kind.
    """

    numbers: array[int]
    scores: array[float]
    body: int

    def pairs(self, *, body: bool) -> Iterable[tuple[int, float]]:
        """Numbers and scores of the one kind or of the other."""
        part = slice(None, self.body) if body else slice(self.body, None)
        if body and self.body == len(self.numbers):
            return zip(self.numbers, self.scores, strict=True)
        return zip(self.numbers[part], self.scores[part], strict=True)


class Passages:
    """The passages of `segments`; `lengths` has the lengths of tokens in code points."""

    def __init__(self, segments: Sequence[Segment], lengths: Mapping[str, int]) -> None:
        self.segments = segments
        self._bases = [segment.base for segment in segments]
        self.size = sum(segment.size for segment in segments)
        self.live = sum(segment.live for segment in segments)
        self._lengths = lengths
        self._word_hits: ByteCache[object, WordHits] = ByteCache(_KEPT)
        self._scans: ByteCache[object, tuple[array[int], array[int]]] = ByteCache(_KEPT_SCANS)
        self._frequencies: dict[str, int] = {}
        self._norms: dict[str, Sequence[float]] = {}
        self._values: dict[str, Mapping[str, array[int]]] = {}
        self._columns: dict[str, Sequence[tuple[str, ...]]] = {}

    def word_hits(
        self, terms: tuple[tuple[int, str], ...], fields: tuple[str, ...], matcher: Matcher
    ) -> WordHits:
        """The passages in which `terms` stand at their relative positions in one of `fields`."""
        key = terms, fields
        found = self._word_hits.get(key)
        if found is None:
            counts = {field: self._count_terms(field, terms, matcher) for field in fields} if terms else {}
            found = self._score(counts)
            self._word_hits.put(key, found, _PER_HIT * len(found.numbers))
        return found

    def date_hits(self, leaf: Dated, matcher: Matcher) -> WordHits:
        """The passages that mention a date, in any way of writing it."""
        key = leaf.prefixes, leaf.word, leaf.fields
        found = self._word_hits.get(key)
        if found is None:
            numbers = self._numbers_with_dates(leaf.prefixes)
            for field in leaf.fields:
                numbers.update(self._count_terms(field, leaf.word.terms, matcher)[0])
            counts: dict[str, tuple[list[int], list[float]]] = {field: ([], []) for field in leaf.fields}
            for number in sorted(numbers):
                view = self.view(number)
                for field, (there, times) in counts.items():
                    if count := matcher.count(leaf, view, field)[0]:
                        there.append(number)
                        times.append(count)
            found = self._score(counts)
            self._word_hits.put(key, found, _PER_HIT * len(found.numbers))
        return found

    def frequency(self, term: str) -> int:
        """The number of passages with a term in their text."""
        found = self._frequencies.get(term)
        if found is None:
            found = self._frequencies[term] = len(self.postings("text", term)[0])
        return found

    def postings(self, field: str, term: str) -> tuple[array[int], array[float]]:
        """The passages with a term in a field, and its occurrences in each."""
        numbers, counts = array("I"), array("f")
        for segment in self.segments:
            some, weights = segment.postings(field, term)
            numbers.extend(some if not segment.base else array("I", [segment.base + each for each in some]))
            counts.extend(weights)
        if field == "text":
            if len(self._frequencies) >= _REMEMBERED:
                self._frequencies.clear()
            self._frequencies[term] = len(numbers)
        return numbers, counts

    def scan(
        self, field: str, needles: tuple[str, ...], within: Collection[int] | None, most: int
    ) -> Iterable[tuple[int, int]]:
        """The passages, of the first `most` or of `within`, with any of `needles`, and the occurrences in each."""
        if within is not None:
            return self._scan_within(field, needles, within)
        if most < self.size:
            return self._scan(field, needles, most)
        key = field, needles
        found = self._scans.get(key)
        if found is None:
            numbers, counts = array("I"), array("I")
            for number, count in self._scan(field, needles, most):
                numbers.append(number)
                counts.append(count)
            found = self._scans.put(key, (numbers, counts), _PER_HIT * len(numbers))
        return zip(*found, strict=True)

    def _scan(self, field: str, needles: tuple[str, ...], most: int) -> Iterator[tuple[int, int]]:
        for segment in self.segments:
            base, deleted = segment.base, segment.deleted
            for row, count in segment.folded(field).scan(needles, most - base):
                if row not in deleted:
                    yield base + row, count

    def _scan_within(
        self, field: str, needles: Sequence[str], within: Collection[int]
    ) -> Iterator[tuple[int, int]]:
        numbers = sorted(within)
        for segment in self.segments:
            base = segment.base
            part = slice(bisect_left(numbers, base), bisect_left(numbers, base + segment.size))
            rows = [number - base for number in numbers[part]]
            for row, count in segment.folded(field).scan_rows(needles, rows):
                yield base + row, count

    def with_value(self, field: str, value: str) -> Sequence[int]:
        """The passages with an exact value of a field."""
        # Terms have a replacement for what UTF-8 can't hold, such as a lone surrogate in a name.
        return self.values(field).get(value.encode("utf-8", "replace").decode(), ())

    def values(self, field: str) -> Mapping[str, Sequence[int]]:
        """All exact values of a field, each with its passages, ascending."""
        if field not in self._values:
            found: dict[str, array[int]] = {}
            for segment in self.segments:
                for term in segment.terms(field):
                    numbers, _ = segment.postings(field, term)
                    if numbers:
                        found.setdefault(term, array("I")).extend([segment.base + each for each in numbers])
            self._values[field] = found
        return self._values[field]

    def facet(self, field: str, numbers: Collection[int] | None = None) -> Facet:
        """The number of passages, of `numbers` or of all, with each exact value of a field."""
        values = self.values(field)
        if numbers is None or len(numbers) == self.live:
            return tuple(sorted((value, len(there)) for value, there in values.items()))
        if field not in self._columns:
            column: list[tuple[str, ...]] = [()] * self.size
            for value, there in values.items():
                one = (value,)
                for number in there:
                    column[number] = (*column[number], value) if column[number] else one
            self._columns[field] = column
        found = Counter(chain.from_iterable(map(self._columns[field].__getitem__, numbers)))
        return tuple(sorted(found.items()))

    def all(self, most: int | None = None) -> Iterator[int]:
        """All passages, or the first `most`."""
        for segment in self.segments:
            for row in range(segment.size):
                if most is not None and segment.base + row >= most:
                    return
                if row not in segment.deleted:
                    yield segment.base + row

    def norms(self, field: str) -> Sequence[float]:
        """For each passage, the length norm of a field."""
        if field not in self._norms:
            average = self.averages[field]
            table: dict[int, float] = {}
            norms = array("f")
            for segment in self.segments:
                lengths = segment.lengths(field)
                for words in {*lengths} - table.keys():
                    table[words] = length_norm(words, average)
                norms.extend(map(table.__getitem__, lengths))
            self._norms[field] = norms
        return self._norms[field]

    @cached_property
    def averages(self) -> Mapping[str, float]:
        """The mean number of words in each searched field, at least 1."""
        totals = {
            field: sum(
                sum(lengths := segment.lengths(field)) - sum([lengths[row] for row in segment.deleted])
                for segment in self.segments
            )
            for field in SEARCHED
        }
        return {field: max(total / max(self.live, 1), 1.0) for field, total in totals.items()}

    @cached_property
    def places(self) -> Sequence[int]:
        """The place of each passage in the order of documents and of the passages in each."""
        places = array("I", bytes(4 * self.size))
        place = 0
        documents = self.values("document")
        for name in sorted(documents):
            for number in documents[name]:
                places[number] = place
                place += 1
        return places

    @cached_property
    def documents(self) -> Sequence[str]:
        """The document of each passage, empty for a deleted one."""
        found = [""] * self.size
        for name, numbers in self.values("document").items():
            for number in numbers:
                found[number] = name
        return found

    @cached_property
    def furniture(self) -> frozenset[int]:
        """The passages that are of the page and not of the text."""
        return frozenset(self.with_value("kind", "furniture"))

    @cached_property
    def _kinds(self) -> bytes:
        """The kind of each passage, by its place in `_KINDS`."""
        found = bytearray(self.size)
        for place, kind in enumerate(_KINDS):
            for number in self.with_value("kind", kind) if place else ():
                found[number] = place
        return bytes(found)

    def view(self, number: int, fields: Sequence[str] = SEARCHED) -> PassageView:
        """The view of a passage."""
        segment = self._segment(number)
        kind = _KINDS[self._kinds[number]]
        return segment.view(number - segment.base, self.documents[number], self._lengths, fields, kind)

    def passage(self, number: int) -> Passage:
        """A passage."""
        segment = self._segment(number)
        return segment.passage(number - segment.base)

    def id(self, number: int) -> str:
        """The id of a passage."""
        segment = self._segment(number)
        return segment.ids()[number - segment.base].decode("utf-8", "surrogatepass")

    def find(self, passage_id: str) -> int | None:
        """The number of the passage of an id, or None."""
        wanted = passage_id.encode("utf-8", "surrogatepass")
        for segment in self.segments:
            ids = segment.ids()
            for row in ids.rows_with(wanted):
                if row not in segment.deleted and ids[row] == wanted:
                    return segment.base + row
        return None

    def _segment(self, number: int) -> Segment:
        return self.segments[bisect_right(self._bases, number) - 1]

    def _numbers_with_dates(self, prefixes: tuple[str, ...]) -> set[int]:
        found: set[int] = set()
        for segment in self.segments:
            for prefix in prefixes:
                for term in segment.terms(DATES, prefix):
                    found.update(segment.base + each for each in segment.postings(DATES, term)[0])
        return found

    def _count_terms(
        self, field: str, terms: tuple[tuple[int, str], ...], matcher: Matcher
    ) -> tuple[Sequence[int], Sequence[float]]:
        """The passages in which terms stand together in a field, and the occurrences in each."""
        if len(terms) < 2:
            return self.postings(field, terms[0][1]) if terms else ((), ())
        lists = [self.postings(field, term)[0] for term in {term for _, term in terms}]
        rarest = min(lists, key=len)
        common = set(rarest).intersection(*(numbers for numbers in lists if numbers is not rarest))
        numbers, counts = array("I"), array("f")
        times = matcher.counter(terms)
        for number in sorted(common) if times else ():
            assert times is not None
            segment = self._segment(number)
            if count := times(segment.tokens(field)[number - segment.base].decode("utf-8")):
                numbers.append(number)
                counts.append(count)
        return numbers, counts

    def _score(self, counts: Mapping[str, tuple[Sequence[int], Sequence[float]]]) -> WordHits:
        """The scores that follow from occurrences in each field."""
        body: dict[int, float] = {}
        others: dict[int, float] = {}
        named = not BODY.intersection(counts)
        for field in sorted(counts, key=lambda field: field not in BODY):
            numbers, times = counts[field]
            if not numbers:
                continue
            weight, norms = FIELD_WEIGHTS[field], self.norms(field)
            weights = [weight * count / norms[number] for number, count in zip(numbers, times, strict=True)]
            if not body and (named or field in BODY):
                body = dict(zip(numbers, weights, strict=True))
                continue
            for number, each in zip(numbers, weights, strict=True):
                into = body if named or field in BODY or number in body else others
                into[number] = into.get(number, 0.0) + each
        idf = inverse_frequency(len(body) or len(others), self.live)
        scores = array("f", [idf * saturate(x) for x in body.values()])
        scores.extend([idf * saturate(x) for x in others.values()])
        return WordHits(array("I", [*body, *others]), scores, len(body))


K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class ByteCache(Generic[K, T]):
    """A cache of about `budget` bytes; values that were not used lately are dropped.

    It has two halves instead of an order of use: when the new half is full, it replaces the old one. Threads may share
    it, as they would compute the same values.
    """

    __slots__ = ("_budget", "_new", "_old", "_used")

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._new: dict[K, tuple[T, int]] = {}
        self._old: dict[K, tuple[T, int]] = {}
        self._used = 0

    def get(self, key: K) -> T | None:
        """The value of `key`, if it is cached."""
        found = self._new.get(key)
        if found is not None:
            return found[0]
        found = self._old.get(key)
        return None if found is None else self.put(key, *found)

    def put(self, key: K, value: T, size: int) -> T:
        """Cache a value of `size` bytes; the value."""
        before = self._new.get(key)
        self._used += size - (before[1] if before else 0)
        self._new[key] = value, size
        if 2 * self._used > self._budget:
            self._old, self._new, self._used = self._new, {}, 0
        return value

    def clear(self) -> None:
        """Let go of all."""
        self._new, self._old, self._used = {}, {}, 0
