"""The hits of a search in their order: by relevance, date or document. What is the same is in the order of documents."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from fumikura.engines.protocol import Ranked, Sort
from fumikura.engines.whoosh_engine.matches import Matches
from fumikura.engines.whoosh_engine.order import may_be_first
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.models import MATCH_LEVELS

__all__ = ["Sorter", "handles_of"]


def handles_of(segments: Sequence[Segment], bases: Sequence[int], document: str) -> list[int]:
    """The passages of a document, in its order, numbered across segments."""
    return [
        base + local
        for base, segment in zip(bases, segments, strict=False)
        for local in segment.ids("document", document)
    ]


class Sorter:
    """What the segments say of order is read when it is first asked for."""

    def __init__(self, segments: Sequence[Segment], bases: Sequence[int]) -> None:
        self._segments = segments
        self._bases = bases

    def ranked(
        self, ids: list[int], matches: Matches, sort: Sort, limit: int | None, offset: int
    ) -> Iterator[Ranked]:
        """Those of `ids` from `offset` on, at most `limit` (None: all), in order."""
        ranks, scores, levels = self._document_ranks if ids else (), matches.scores, matches.levels
        headings = matches.headings

        def by_relevance(number: int) -> tuple[int, bool, float, int, int]:
            level = levels.get(number, 0)
            return level, number in headings, -round(scores[number], 9), ranks[number], number

        def by_document(number: int) -> tuple[int, int]:
            return ranks[number], number

        def by_date(number: int) -> tuple[bool, str, int, int]:
            date = self._dates.get(number, "")
            return not date, date, ranks[number], number

        if sort == "-date":
            ids = sorted(ids, key=by_document)
            ids.sort(key=lambda number: self._dates.get(number, ""), reverse=True)
            chosen = ids[offset : None if limit is None else offset + limit]
        else:
            key = {"relevance": by_relevance, "document": by_document, "date": by_date}[sort]
            wanted = len(ids) if limit is None else offset + limit
            if sort == "relevance" and wanted < len(ids):
                ids = may_be_first(matches, ids, wanted)
            chosen = (
                heapq.nsmallest(wanted, ids, key=key)[offset:]
                if wanted < len(ids)
                else sorted(ids, key=key)[offset:]
            )
        return (Ranked(number, scores[number], MATCH_LEVELS[levels.get(number, 0)]) for number in chosen)

    @cached_property
    def _document_ranks(self) -> array[int]:
        """The place of each passage's document in the order of their ids."""
        names = sorted({name for segment in self._segments for name in segment.terms("document")})
        ranks: array[int] = array("I", bytes(4 * (self._bases[-1])))
        for rank, name in enumerate(names):
            for handle in handles_of(self._segments, self._bases, name):
                ranks[handle] = rank
        return ranks

    @cached_property
    def _dates(self) -> Mapping[int, str]:
        return {
            base + local: date
            for base, segment in zip(self._bases, self._segments, strict=False)
            for date in segment.terms("date")
            for local in segment.ids("date", date)
        }
