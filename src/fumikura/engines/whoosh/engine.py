"""The engine over one generation of an index of Whoosh. See `engines.protocol.Engine`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from whoosh.index import TOC

from fumikura.deadline import NEVER, Deadline, TimeUp
from fumikura.engines.protocol import (
    Candidate,
    Candidates,
    FileRecord,
    IndexInfo,
    Request,
    Sort,
)
from fumikura.engines.serialization import files_from_manifest
from fumikura.engines.snapshots.error_mapping import map_read_errors
from fumikura.engines.snapshots.generations import MANIFEST, Generation, current_generation
from fumikura.engines.whoosh.evaluation import WhooshEvaluation
from fumikura.engines.whoosh.lexicon import LexiconFiles, WhooshLexicon, open_lexicon
from fumikura.engines.whoosh.passages import Passages
from fumikura.engines.whoosh.safe_loading import CheckedStorage
from fumikura.engines.whoosh.schema import make_schema
from fumikura.engines.whoosh.segment import Segment
from fumikura.engines.whoosh.versions import check_versions
from fumikura.errors import IndexDamagedError
from fumikura.fields import Filters, is_in_years
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import PassageView
from fumikura.messages import Coded
from fumikura.models import Facet, Passage
from fumikura.plan.nodes import SEARCHED
from fumikura.ranking.evaluation import Matches
from fumikura.ranking.second_stage import Statistics
from fumikura.text.tokens import Entry

INDEX_NAME = "MAIN"
"""The default name of an index of Whoosh."""

# The share of the time for a search of all passages. In the rest a few are searched, then four times as many, and so on.
_FOR_ALL = 0.7
_FIRST_PART = 64
_NEXT_PART = 4

_ROUNDED = 1e-6
"""Scores that differ by less are equal: they were added up in another order."""

T = TypeVar("T")


def open_passages(generation: Generation, lexicon: LexiconFiles) -> tuple[CheckedStorage, Passages]:
    """The passages of a generation, and the storage to close after use. Raises IndexDamagedError."""
    storage = CheckedStorage(generation.path, generation.sums)
    with map_read_errors(generation.path / MANIFEST):
        segments, base = [], 0
        for each in TOC.read(storage, INDEX_NAME, schema=make_schema()).segments:
            segments.append(Segment(storage, each, base))
            base += segments[-1].size
    return storage, Passages(segments, lexicon.lengths)


class WhooshEngine:
    """See `protocol.Engine`, and `engines.open_engine` for what opening it raises."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generation = current_generation(folder)
        try:
            _check_files(folder, self._generation)
            self._lexicon_files = open_lexicon(self._generation)
            self._storage, self._passages = open_passages(self._generation, self._lexicon_files)
        except BaseException:
            self._generation.release()
            raise

    def search(self, request: Request, deadline: Deadline = NEVER) -> Candidates:

        def candidates(most: int, until: Deadline) -> Candidates:
            return self._candidates(request, most, until)

        found = _search_within(candidates, self._passages.size, deadline)
        nothing = Statistics(self._passages.live, self._passages.averages, {}, {})
        return found or Candidates(0, (), nothing, searched=0)

    def views(self, numbers: Sequence[int], fields: Sequence[str] = SEARCHED) -> tuple[PassageView, ...]:
        view = self._passages.view
        return tuple([view(number, fields) for number in numbers])

    def chars_of(self, term: str) -> str:
        return self._lexicon_files.chars_of(term)

    def entry(self, char: str) -> Entry:
        return self._lexicon_files.entry(char)

    def passages(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        return tuple(map(self._passages.passage, numbers))

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(map(self._passages.id, numbers))

    def find(self, passage_id: str) -> int | None:
        return self._passages.find(passage_id)

    def facet(self, field: str) -> Facet:
        return self._passages.facet(field)

    @cached_property
    def files(self) -> Mapping[str, FileRecord]:
        with map_read_errors(self._generation.path / MANIFEST):
            return MappingProxyType(files_from_manifest(self._generation.manifest))

    @property
    def corpus(self) -> str:
        return str(self._generation.manifest.get("corpus", ""))

    @cached_property
    def lexicon(self) -> WhooshLexicon:
        return WhooshLexicon(self._lexicon_files, self._passages)

    def info(self) -> IndexInfo:
        manifest = self._generation.manifest
        return IndexInfo(
            path=str(self._folder),
            size=sum(path.stat().st_size for path in self._generation.path.iterdir()),
            passages=self._passages.live,
            segments=len(self._passages.segments),
            committed=manifest["committed"],
            versions=MappingProxyType(dict(manifest["versions"])),
        )

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Coded, ...]:
        from fumikura.engines.whoosh.verify import faults_of_index

        return faults_of_index(self._folder, self._generation, self._passages, self.files, progress)

    def close(self) -> None:
        self._storage.close()
        self._generation.release()

    def _candidates(self, request: Request, most: int, deadline: Deadline) -> Candidates:
        """The candidates among the first `most` passages. Raises TimeUp."""
        passages = self._passages
        allowed = self._allowed_passages(request.filters)
        evaluation = WhooshEvaluation(passages, Matcher(self.chars_of, deadline), deadline, most)
        if request.plan is None:
            every = passages.all(most) if allowed is None else (n for n in sorted(allowed) if n < most)
            found = Matches(dict.fromkeys(every, 0.0))
            numbers: Collection[int] = found.scores.keys()
        else:
            found = evaluation.matches(request.plan)
            numbers = _matching(found, allowed)
        deadline.check()
        best = self._sort(found, numbers, request.sort, request.limit, request.offset)
        counts = tuple(len(_matching(evaluation.matches(node), allowed)) for node in request.counted)
        statistics = Statistics(
            passages.live,
            passages.averages,
            evaluation.frequencies,
            {term: passages.frequency(term) for term in request.terms},
        )
        facets = tuple(self._facet(each, numbers, request, found, most) for each in request.facets)
        places = passages.places if best else ()
        return Candidates(
            len(numbers),
            tuple(
                Candidate(number, found.scores[number], found.levels.get(number, 0), places[number])
                for number in best
            ),
            statistics,
            counts,
            None if most >= passages.size else most,
            facets,
        )

    def _facet(
        self, field: str, numbers: Collection[int], request: Request, found: Matches, most: int
    ) -> Facet:
        """The values of a field in the passages that match without the filters on it; `numbers` match with them."""
        others = request.filters.without(field)
        if others != request.filters:
            allowed = self._allowed_passages(others)
            if request.plan is None:
                numbers = [each for each in self._passages.all(most) if allowed is None or each in allowed]
            else:
                numbers = _matching(found, allowed)
        return self._passages.facet(field, numbers)

    def _sort(
        self, found: Matches, numbers: Collection[int], sort: Sort, limit: int | None, offset: int
    ) -> list[int]:
        """`numbers` in order, from `offset` on, at most `limit` (None: all)."""
        if not numbers or limit == 0:
            return []
        places, scores, levels = self._passages.places, found.scores, found.levels
        wanted = len(numbers) if limit is None else min(offset + limit, len(numbers))
        if sort == "relevance":
            furniture = [n for n in self._passages.furniture if n in numbers]
            of_text: Collection[int] = {*numbers}.difference(furniture) if furniture else numbers
            ordered: list[int] = []
            for part in (of_text, furniture):
                if (room := wanted - len(ordered)) > 0:
                    ordered += sorted(
                        _may_be_among_first(found, part, room),
                        key=lambda n: (levels.get(n, 0), -round(scores[n], 5), places[n]),
                    )[:room]
        else:
            ordered = sorted(numbers, key=places.__getitem__)
            if sort != "document":
                dates = self._dates
                ordered.sort(key=lambda n: dates.get(n, ""), reverse=sort == "-date")
                if sort == "date":  # what has no date comes last either way
                    ordered.sort(key=lambda n: n not in dates)
        return ordered[offset:wanted]

    @cached_property
    def _dates(self) -> Mapping[int, str]:
        return {number: date for date, numbers in self._passages.values("date").items() for number in numbers}

    def _allowed_passages(self, filters: Filters) -> set[int] | None:
        """The passages that pass all filters; None if there are no filters."""
        allowed: set[int] | None = None
        for field, values in self._allowed_values(filters):
            there: set[int] = set()
            for value in values:
                there.update(self._passages.with_value(field, value))
            allowed = there if allowed is None else allowed & there
        return allowed

    def _allowed_values(self, filters: Filters) -> Iterator[tuple[str, Iterable[str]]]:
        """The fields with filters, each with the values that pass."""
        yield from filters.values
        if filters.years:
            years = self._passages.values("year")
            yield "year", [year for year in years if is_in_years(int(year), filters.years)]
        if filters.date_from or filters.date_to:
            yield "date", [date for date in self._passages.values("date") if filters.accept_date(date)]


def _matching(found: Matches, allowed: Collection[int] | None) -> Collection[int]:
    """The passages with a match in text or glosses that pass the filters."""
    body = found.body if len(found.body) == len(found.scores) else found.scores.keys() & found.body
    return body if allowed is None else {number for number in body if number in allowed}


def _may_be_among_first(found: Matches, numbers: Collection[int], wanted: int) -> Iterable[int]:
    """Those of `numbers` that may be among the first `wanted`, however ties are broken."""
    if wanted >= len(numbers):
        return numbers
    by_level: dict[int, list[int]] = {}
    if found.levels:
        for number in numbers:
            by_level.setdefault(found.levels.get(number, 0), []).append(number)
    else:
        by_level[0] = list(numbers)
    first: list[int] = []
    for level in sorted(by_level):
        room = wanted - len(first)
        if room <= 0:
            break
        there = by_level[level]
        if len(there) > room:
            least = nlargest(room, map(found.scores.__getitem__, there))[-1] - _ROUNDED
            there = [number for number in there if found.scores[number] >= least]
        first += there
    return first


def _search_within(search: Callable[[int, Deadline], T], total: int, deadline: Deadline) -> T | None:
    """The result of `search` for all `total` passages, else for as many of the first as there is time for, or None."""
    with contextlib.suppress(TimeUp):
        return search(total, deadline.part(_FOR_ALL))
    # Where there are few passages, each may be a whole book.
    found, most = None, _FIRST_PART if total > _FIRST_PART else 1
    with contextlib.suppress(TimeUp):
        while most < total:
            found = search(most, deadline)
            most *= _NEXT_PART
    return found


def _check_files(folder: Path, generation: Generation) -> None:
    """Check what is cheap enough for every opening: the versions, and that all files have their full size.

    Raises IndexVersionError or IndexDamagedError.
    """
    with map_read_errors(generation.path / MANIFEST):
        versions = dict(generation.manifest["versions"])
    check_versions(versions, folder)
    for name, expected in generation.sums.items():
        found = -1
        with contextlib.suppress(OSError):
            found = (generation.path / name).stat().st_size
        if found != expected.size:
            code = "index.file-missing" if found < 0 else "index.file-size"
            raise IndexDamagedError(code, folder=folder, file=name)
