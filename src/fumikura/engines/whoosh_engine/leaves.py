"""Finds the leaves of a plan in a segment: by the positions of terms, and by a scan of the folded texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fumikura.engines.whoosh_engine.field_text import FieldText
from fumikura.engines.whoosh_engine.matches import FIELD_WEIGHTS, B, Tally
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.similar import similar_spans, similar_spans_in
from fumikura.engines.whoosh_engine.times import time_counts, time_spans
from fumikura.engines.whoosh_engine.windows import Windows
from fumikura.matching.whole import is_whole, is_whole_date, needs_check
from fumikura.models import Span
from fumikura.plan.nodes import BODY, Dated, Exactly, Leaf, Similar, StartsWith, Terms

__all__ = ["count_leaf", "field_counts", "scan", "sequence_counts", "spans_in"]

_CONTEXT = 32  # bytes
_GOES_ON = (False, True)  # what a word with * behind it allows: anything behind it
_OFTEN = 1023
"""Passages less one after which the time is asked for; one less than a power of two."""


def count_leaf(
    leaf: Leaf, segment: Segment, base: int, average_lengths: Mapping[str, float], tally: Tally
) -> None:
    """Add the occurrences of `leaf` in the live passages of `segment`, numbered from `base`, to `tally`."""
    for field in leaf.fields:
        lengths, weight, average = segment.lengths(field), FIELD_WEIGHTS[field], average_lengths[field]
        norms: dict[int, float] = {}  # there are few lengths, and many passages of each
        words, characters = field_counts(leaf, segment, field)
        for counts, into in ((words, tally.words), (characters, tally.characters)):
            living = segment.living(counts) if counts else ()
            for local in living:
                length = lengths[local]
                norm = norms.get(length)
                if norm is None:
                    norm = norms[length] = 1 - B + B * length / average
                number = base + local
                into[number] = into.get(number, 0.0) + weight * counts[local] / norm
            if field in BODY:
                tally.body.update(map(base.__add__, living))


def spans_in(leaf: Leaf, text: FieldText) -> list[Span]:
    """Where `leaf` stands in a field of a passage: ranges of bytes of its folded text, in order."""
    row = text.row
    if not row or text.field not in leaf.fields:
        return []
    match leaf:
        case Similar(_, needle, distance):
            return similar_spans_in(row, text.cuts, needle, distance)
        case StartsWith(_, needles):
            return sorted(
                span for needle in needles for span in _found(row, needle, _GOES_ON) if text.cuts.at(span[0])
            )
        case Exactly(_, needles, _, open_start, open_end):
            return sorted(span for needle in needles for span in _found(row, needle, (open_start, open_end)))
        case Terms(_, terms, needles):
            width = terms[-1][0] + 1 if terms else 0
            words = {(text.cuts.byte(at), text.cuts.byte(at + width)) for at in _starts_in(text, terms)}
            return sorted(words.union(span for needle in needles for span in _found(row, needle)))
        case Dated(_, _, prefixes, word):
            written = [span for span in spans_in(word, text) if _is_date(row, span)]
            return sorted({*written, *time_spans(text.segment, text.local, text.field, prefixes)})


def field_counts(leaf: Leaf, segment: Segment, field: str) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """How often a leaf stands in a field as whole words, and how often at all, by passage."""
    match leaf:
        case Similar(_, needle, distance):
            return _counted(local for local, _ in similar_spans(segment, field, needle, distance)), {}
        case StartsWith(_, needles):
            return scan(segment, field, needles, at_end=False, opens=_GOES_ON)[0], {}
        case Exactly(_, needles, _, open_start, open_end):
            return scan(segment, field, needles, opens=(open_start, open_end))
        case Terms(_, terms, needles):
            words, characters = scan(segment, field, needles)
            return {**words, **sequence_counts(segment, field, terms)}, characters
        case Dated(_, _, prefixes, word):
            whole, inside = field_counts(word, segment, field)
            inside = _as_dates(segment, field, word.needles, inside)
            whole = {local: count for local, count in whole.items() if local in inside}
            dates = dict(whole)
            for local, count in time_counts(segment, field, prefixes).items():
                dates[local] = max(count, dates.get(local, 0))
            return dates, inside


def _as_dates(
    segment: Segment, field: str, needles: Iterable[str], found: Iterable[int]
) -> Mapping[int, int]:
    """How often any of `needles` stands in the passages `found` as a date that doesn't go on."""
    chars = segment.chars(field)
    counts = {
        local: sum(_is_date(row, span) for needle in needles for span in _found(row, needle))
        for local in found
        if (row := chars[local])
    }
    return {local: count for local, count in counts.items() if count}


def _is_date(row: bytes, span: Span) -> bool:
    return is_whole_date(*_around(row, *span))


def _around(row: bytes, start: int, end: int) -> tuple[str, int, int]:
    """A range of bytes of a row as one of characters, with as much around it as decides whether it is whole."""
    before = row[max(start - _CONTEXT, 0) : start].decode("utf-8", "ignore")
    run = row[start:end].decode("utf-8", "ignore")
    behind = row[end : end + _CONTEXT].decode("utf-8", "ignore")
    return before + run + behind, len(before), len(before) + len(run)


def scan(
    segment: Segment,
    field: str,
    needles: Iterable[str],
    *,
    at_end: bool = True,
    among: Sequence[int] | None = None,
    opens: tuple[bool, bool] = (False, False),
) -> tuple[dict[int, int], dict[int, int]]:
    """Occurrences of any of `needles`, by passage: those that begin, and `at_end` end, with a word, and all.

    With `among`, in these passages only. `opens` says at which ends a run may go on in a letter or digit.
    """
    words: dict[int, int] = {}
    characters: dict[int, int] = {}
    for needle in needles:
        encoded = needle.encode()
        candidates = _candidates(segment, field, needle) if among is None else among
        size = len(encoded)
        checked = needs_check(needle, open_start=opens[0], open_end=opens[1])
        chars, starts = segment.chars(field).prepared(candidates)
        cuts, places = segment.cuts(field).prepared(candidates)
        find, with_windows = chars.find, segment.with_windows(field)
        rows = segment.chars(field).rows_with(encoded) if candidates is None else candidates
        for number, local in enumerate(rows):
            if not number & _OFTEN:
                segment.check()
            start, stop, place = starts[local], starts[local + 1], places[local]
            at = find(encoded, start, stop)
            may_have = at >= 0 and (with_windows is None or local in with_windows)
            windows = Windows(chars[start : stop - 1]) if may_have else None
            inside = aligned = 0
            while at >= 0:
                offset = at - start
                if (windows is None or windows.counts(offset, offset + size)) and not (
                    checked and not _is_whole(chars[start : stop - 1], offset, offset + size, opens)
                ):
                    inside += 1
                    if cuts[place + (offset >> 3)] >> (offset & 7) & 1:
                        end = offset + size
                        aligned += cuts[place + (end >> 3)] >> (end & 7) & 1 if at_end else 1
                at = find(encoded, at + 1, stop)
            if inside:
                characters[local] = characters.get(local, 0) + inside
            if aligned:
                words[local] = words.get(local, 0) + aligned
    return words, characters


def _candidates(segment: Segment, field: str, needle: str) -> Sequence[int] | None:
    """The passages that may have `needle` in a field; None where all may."""
    grams = segment.grams(field)
    found = grams.candidates(needle) if grams is not None else None
    return None if found is None else segment.first(found)


def sequence_counts(segment: Segment, field: str, terms: tuple[tuple[int, str], ...]) -> Mapping[int, int]:
    """How often `terms` stand at their relative positions in a field, by passage."""
    if len(terms) == 1:
        postings = segment.postings(field, terms[0][1])
        return dict(zip(postings.ids, postings.counts, strict=True)) if postings else {}
    return {local: len(starts) for local, starts in _sequence(segment, field, terms).items()}


def _sequence(segment: Segment, field: str, terms: tuple[tuple[int, str], ...]) -> Mapping[int, list[int]]:
    """Where `terms` stand at their relative positions: the position of the first, by passage."""
    lists = []
    for offset, term in terms:
        postings = segment.postings(field, term)
        if postings is None:
            return {}
        lists.append((offset, postings))
    if not lists:
        return {}
    rarest = min((postings for _, postings in lists), key=len)
    common = set(rarest.ids).intersection(*(postings.ids for _, postings in lists if postings is not rarest))
    starts = (
        (local, _common_starts((offset, postings.positions(local)) for offset, postings in lists))
        for local in sorted(common)
    )
    return {local: found for local, found in starts if found}


def _starts_in(text: FieldText, terms: tuple[tuple[int, str], ...]) -> list[int]:
    """Where `terms` stand at their relative positions in one passage."""
    segment, field, local = text.segment, text.field, text.local
    return _common_starts((offset, segment.positions(field, term, local)) for offset, term in terms)


def _common_starts(positions: Iterable[tuple[int, Sequence[int]]]) -> list[int]:
    """What positions, each less the offset with them, have in common."""
    common: set[int] | None = None
    for offset, found in positions:
        starts = {position - offset for position in found}
        common = starts if common is None else common & starts
        if not common:
            return []
    return sorted(common or ())


def _is_whole(row: bytes, start: int, end: int, opens: tuple[bool, bool]) -> bool:
    return is_whole(*_around(row, start, end), open_start=opens[0], open_end=opens[1])


def _found(row: bytes, needle: str, opens: tuple[bool, bool] = (False, False)) -> Iterator[Span]:
    encoded = needle.encode()
    checked = needs_check(needle, open_start=opens[0], open_end=opens[1])
    at = row.find(encoded)
    windows = Windows(row) if at >= 0 else None
    while at >= 0:
        if (windows is None or windows.counts(at, at + len(encoded))) and (
            not checked or _is_whole(row, at, at + len(encoded), opens)
        ):
            yield at, at + len(encoded)
        at = row.find(encoded, at + 1)


def _counted(locals_: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for local in locals_:
        counts[local] = counts.get(local, 0) + 1
    return counts
