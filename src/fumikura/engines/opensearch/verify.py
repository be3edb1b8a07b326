"""Compares every passage of an index with what it would be kept as, and their numbers with those of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fumikura.engines.opensearch.documents import passage_of, view_of
from fumikura.engines.protocol import FileRecord
from fumikura.matching.view import PassageView, ViewMaker
from fumikura.messages import Coded, Message
from fumikura.models import file_of
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary

__all__ = ["faults_of_passages"]

_FEW = 5


def faults_of_passages(
    kept: Iterable[Mapping[str, Any]],
    entry: Callable[[str], Entry],
    files: Mapping[str, FileRecord],
    expected: int,
    progress: Callable[[int, int], None] | None,
) -> tuple[Coded, ...]:
    """The faults of an index of `expected` passages, in the order of their files; the first few of the same kind."""
    faults: list[Coded] = []
    vocabulary = Vocabulary()
    maker = ViewMaker(Analyzer(), vocabulary)
    ids: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for done, each in enumerate(kept, 1):
        try:
            passage, view = passage_of(each), view_of(each)
        except (LookupError, TypeError, ValueError) as error:
            faults.append(Message("index.fault-nonsense", kind=type(error).__name__))
            continue
        ids[passage.id] += 1
        counts[file_of(passage.source, files)] += 1
        made = maker.view(passage)
        wrong = list(_wrong(view, made, entry, vocabulary))
        faults += (Message("index.fault-passage", id=passage.id, field=name) for name in wrong)
        if progress:
            progress(done, expected)
    faults += (
        Message("index.fault-id", id=id_, passages=number) for id_, number in ids.items() if number > 1
    )
    for source in sorted(files.keys() | counts.keys()):
        there = files[source].passages if source in files else 0
        if counts[source] != there:
            faults.append(Message("index.fault-count", source=source, found=counts[source], expected=there))
    return tuple(faults[:_FEW])


def _wrong(
    view: PassageView, made: PassageView, entry: Callable[[str], Entry], vocabulary: Vocabulary
) -> Iterator[str]:
    """The fields of a view that are not as they would be made."""
    for name in SEARCHED:
        there, other = view.fields.get(name), made.fields.get(name)
        if there is None or other is None:
            if there is not other:
                yield name
        elif (
            there.text != other.text
            or list(map(entry, there.tokens)) != [vocabulary[char] for char in other.tokens]
            or tuple(there.edges) != tuple(other.edges)
            or view.lengths[name] != made.lengths[name]
        ):
            yield name
    if view.packed_dates != made.packed_dates:
        yield "dates"
