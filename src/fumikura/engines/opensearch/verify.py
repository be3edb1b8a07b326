"""Compares every passage of an index with what it would be kept as, and their numbers with those of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fumikura.engines.opensearch.documents import passage_of, view_of
from fumikura.engines.protocol import FileRecord
from fumikura.engines.verification import differing_fields, faults_of_counts, first_faults
from fumikura.matching.view import ViewMaker
from fumikura.messages import Coded, Message
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary


def faults_of_passages(
    kept: Iterable[Mapping[str, Any]],
    entries: Iterable[Entry],
    files: Mapping[str, FileRecord],
    expected: int,
    progress: Callable[[int, int], None] | None,
) -> tuple[Coded, ...]:
    """The faults of an index of `expected` passages and of these entries; the first few of the same kind."""
    ids: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    faults = [*first_faults(_faults_of_each(kept, entries, expected, ids, sources, progress))]
    return tuple(faults or faults_of_counts(ids, sources, files))


def _faults_of_each(
    kept: Iterable[Mapping[str, Any]],
    entries: Iterable[Entry],
    expected: int,
    ids: Counter[str],
    sources: Counter[str],
    progress: Callable[[int, int], None] | None,
) -> Iterator[Coded]:
    """The faults of each passage, which are counted by their `ids` and `sources`."""
    maker = ViewMaker(Analyzer(), Vocabulary(entries))
    for done, each in enumerate(kept, 1):
        try:
            passage, view = passage_of(each), view_of(each)
        except (LookupError, TypeError, ValueError) as error:
            yield Message("index.fault-nonsense", kind=type(error).__name__)
            continue
        ids[passage.id] += 1
        sources[passage.source] += 1
        for name in differing_fields(view, maker.view(passage), view.lengths):
            yield Message("index.fault-passage", id=passage.id, field=name)
        if progress:
            progress(done, expected)
