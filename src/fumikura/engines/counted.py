"""Whether an index holds what the records of its files say: ids that are there twice, passages that are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from fumikura.engines.protocol import FileRecord
from fumikura.messages import Coded, Message
from fumikura.models import file_of

__all__ = ["faults_of_counts", "few"]

_FEW = 5


def faults_of_counts(
    ids: Mapping[str, int], sources: Mapping[str, int], files: Mapping[str, FileRecord]
) -> Iterator[Coded]:
    """The faults of an index in which each id and each source is so many times."""
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


def few(faults: Iterable[Coded]) -> Iterator[Coded]:
    """The first few of some faults, and how many more there are."""
    number = 0
    for number, fault in enumerate(faults, start=1):
        if number <= _FEW:
            yield fault
    if number > _FEW:
        yield Message("index.fault-more", number=number - _FEW)
