"""Checks of an index that engines share: its versions, its numbers of passages, its views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from fumikura.engines.protocol import FileRecord
from fumikura.errors import IndexVersionError
from fumikura.matching.view import PassageView
from fumikura.messages import Coded, Message
from fumikura.models import file_of
from fumikura.plan.nodes import SEARCHED

_FEW = 5


def faults_of_counts(
    ids: Mapping[str, int], sources: Mapping[str, int], files: Mapping[str, FileRecord]
) -> Iterator[Coded]:
    """The faults in the numbers of passages by id and by source, compared with the records of the files."""
    for id_, number in ids.items():
        if number > 1:
            yield Message("index.fault-id", id=id_, passages=number)
    counts: Counter[str] = Counter()
    for source, number in sources.items():
        counts[file_of(source, files)] += number
    for source in sorted(files.keys() | counts.keys()):
        expected = files[source].passages if source in files else 0
        if counts[source] != expected:
            yield Message("index.fault-count", source=source, found=counts[source], expected=expected)


def first_faults(faults: Iterable[Coded]) -> Iterator[Coded]:
    """The first few faults, and the number of the others."""
    number = 0
    for number, fault in enumerate(faults, start=1):
        if number <= _FEW:
            yield fault
    if number > _FEW:
        yield Message("index.fault-more", number=number - _FEW)


def differing_fields(there: PassageView, made: PassageView, lengths: Mapping[str, int]) -> Iterator[str]:
    """The fields in which a view, or its number of words, differs from the view `made` anew."""
    for name in SEARCHED:
        kept, new = there.fields.get(name), made.fields.get(name)
        if (
            (kept is None) != (new is None)
            or lengths.get(name, 0) != made.lengths.get(name, 0)
            or (kept and new and (kept.text, kept.tokens) != (new.text, new.tokens))
            or (kept and new and tuple(kept.edges) != tuple(new.edges))
        ):
            yield name
    if there.packed_dates != made.packed_dates:
        yield "dates"


def check_versions(found: Mapping[str, str], current: Mapping[str, str], folder: object) -> None:
    """Raise IndexVersionError, naming the differences, where `found` are not the `current` versions."""
    differing = [name for name in {**current, **found} if current.get(name) != found.get(name)]
    if differing:
        differences = tuple(
            Message("index.version", name=name, found=found.get(name, "-"), current=current.get(name, "-"))
            for name in differing
        )
        raise IndexVersionError("index.versions", folder=folder, differences=differences)
