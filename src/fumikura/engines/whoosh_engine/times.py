"""The dates that passages speak of: a posting list for each, with the places where they stand.

A mention is kept under its own term alone, since the terms of all that lies in a year begin alike. Its place
is one number; what is too far into a text for that is found without being marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from fumikura.dates import NOTHING_NAMED, DateMention, date_term, resolve_dates, terms_between
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.windows import bytes_before
from fumikura.models import Passage, Span
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Folded, fold

__all__ = ["TIMES", "TimeMaker", "time_counts", "time_spans"]

TIMES = "times"
"""The name of the field."""

# A place, from the highest bit: 2 for the field, 22 for the first byte, 8 for the number of bytes.
_FIELD_AT, _LENGTH_BITS = 30, 8
_LONGEST = (1 << _LENGTH_BITS) - 1
_FARTHEST = (1 << _FIELD_AT - _LENGTH_BITS) - 1


class TimeMaker:
    """Makes the postings of passages, in their order: 同年 may go back to the passage before."""

    def __init__(self) -> None:
        self._around: tuple[object, ...] = ()
        self._named = NOTHING_NAMED
        self._last: tuple[object, Mapping[str, set[int]]] = None, {}

    def postings(self, passage: Passage) -> dict[str, list[int]]:
        """The terms with the numbers of their places."""
        around = (passage.source, passage.document, passage.title, passage.section, passage.date)
        before = self._named if around == self._around else NOTHING_NAMED
        mentions, named = resolve_dates(passage.text, passage.date, before)
        self._around, self._named = around, named
        elsewhere = self._elsewhere(passage)
        if not mentions and not elsewhere:  # as in most passages
            return {}
        found: dict[str, set[int]] = {}
        if mentions:
            _add(found, mentions, fold(passage.text), SEARCHED.index("text"), 0)
        for term, places in elsewhere.items():
            found.setdefault(term, set()).update(places)
        return {term: sorted(places) for term, places in found.items()}

    def _elsewhere(self, passage: Passage) -> Mapping[str, set[int]]:
        """The terms of the other fields, each read by itself. Kept, as headings are those of many passages."""
        key = (passage.glosses, passage.section, passage.title, passage.date)
        if self._last[0] == key:
            return self._last[1]
        fields = {"glosses": passage.glosses, "section": passage.section, "title": (passage.title,)}
        found: dict[str, set[int]] = {}
        for field, parts in fields.items():
            at = 0
            for part in filter(None, parts):
                form = fold(part)
                mentions, _ = resolve_dates(part, passage.date, NOTHING_NAMED)
                if mentions:
                    _add(found, mentions, form, SEARCHED.index(field), at)
                at += len(form.text.encode()) + 1
        self._last = key, found
        return found


def time_counts(segment: Segment, field: str, prefixes: tuple[str, ...]) -> dict[int, int]:
    """How often a field of each passage, deleted ones too, speaks of a time whose term begins so."""
    wanted = SEARCHED.index(field)
    counts: dict[int, int] = {}
    for term in segment.terms_with(TIMES, prefixes):
        postings = segment.postings(TIMES, term)
        for local in postings.ids if postings else ():
            assert postings is not None
            count = sum(place >> _FIELD_AT == wanted for place in postings.positions(local))
            if count:
                counts[local] = counts.get(local, 0) + count
    return counts


def time_spans(segment: Segment, local: int, field: str, prefixes: tuple[str, ...]) -> list[Span]:
    """Where a field of a passage does: ranges of bytes of its folded text, in order."""
    wanted = SEARCHED.index(field)
    spans: set[Span] = set()
    for term in segment.terms_with(TIMES, prefixes):
        postings = segment.postings(TIMES, term)
        if postings is None or local not in postings:
            continue
        for place in postings.positions(local):
            start, length = place >> _LENGTH_BITS & _FARTHEST, place & _LONGEST
            if place >> _FIELD_AT == wanted and length:
                spans.add((start, start + length))
    return sorted(spans)


def _add(
    found: dict[str, set[int]], mentions: Iterable[DateMention], form: Folded, field: int, at: int
) -> None:
    ranges: list[tuple[str, int, int]] = []
    starts, start = form.starts, 0
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        ranges.append((date_term(mention), first, last))
        ranges += ((term, start, last) for term in terms_between(mention))
        start = first
    places = bytes_before(form.text, (edge for _, *edges in ranges for edge in edges))
    for term, first, last in ranges:
        found.setdefault(term, set()).add(
            _place(at + places[first], max(places[last] - places[first], 0), field)
        )


def _place(begin: int, length: int, field: int) -> int:
    """The number of a range of bytes of a folded field."""
    if begin > _FARTHEST or length > _LONGEST:
        begin, length = min(begin, _FARTHEST), 0
    return field << _FIELD_AT | begin << _LENGTH_BITS | length
