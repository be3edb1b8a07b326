"""The passages that pass the filters, and those of a value: from posting lists of exact terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fumikura.engines.protocol import Facet, Filters
from fumikura.engines.whoosh_engine.segment import Segment

__all__ = ["facet", "passing", "wanted"]


def passing(filters: Filters, segment: Segment) -> set[int] | None:
    """The live passages of a segment that pass all of `filters`, or None where nothing is restricted."""
    allowed: set[int] | None = None
    for field, terms in wanted(filters, segment):
        ids = {number for term in terms for number in segment.ids(field, term)}
        allowed = ids if allowed is None else allowed & ids
    return allowed


def facet(segments: Iterable[Segment], field: str) -> Facet:
    """The values of a field with the number of live passages of each, in their order."""
    counts: dict[str, int] = {}
    for segment in segments:
        for term in segment.terms(field):
            number = len(segment.ids(field, term))
            if number:
                counts[term] = counts.get(term, 0) + number
    return tuple(sorted(counts.items()))


def wanted(filters: Filters, segment: Segment) -> Iterator[tuple[str, Iterable[str]]]:
    """The fields that are restricted, each with the terms that pass."""
    yield from filters.values
    if filters.years:
        yield "year", [term for term in segment.terms("year") if _in_years(int(term), filters.years)]
    if filters.date_from or filters.date_to:
        yield "date", [term for term in segment.terms("date") if filters.accept_date(term)]


def _in_years(year: int, ranges: Iterable[tuple[int | None, int | None]]) -> bool:
    return any((first is None or first <= year) and (last is None or year <= last) for first, last in ranges)
