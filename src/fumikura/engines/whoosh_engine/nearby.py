"""The words of an index that a query may have meant: those that are read as its kana, and those that look like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fumikura.engines.whoosh_engine.leaves import sequence_counts
from fumikura.engines.whoosh_engine.lexicon import Lexicon
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.similar import similar_spans
from fumikura.plan.nodes import SEARCHED

__all__ = ["read_as", "similar_words"]

_LONGEST = 24  # kana of a query
_MOST_WORDS = 4  # words that stand together, as せんかくしょとう is of two
_MOST_TRIED = 200
_MOST = 8


def read_as(kana: str, lexicon: Lexicon, segments: Sequence[Segment]) -> tuple[tuple[str, ...], ...]:
    """The words that are read as `kana`, or words that stand together: as few as will do, the most frequent first.

    Each is given as its terms.
    """
    if not 2 <= len(kana) <= _LONGEST:
        return ()
    for size in range(1, _MOST_WORDS + 1):
        counts: dict[tuple[str, ...], int] = {}
        for tried, terms in enumerate(_splits(kana, size, lexicon, first=True)):
            if tried >= _MOST_TRIED:
                break
            if frequency := _frequency(terms, segments):
                counts[terms] = frequency
        if counts:
            return tuple(sorted(counts, key=lambda terms: (-counts[terms], terms))[:_MOST])
    return ()


def similar_words(word: str, distance: int, segments: Sequence[Segment]) -> tuple[tuple[str, int], ...]:
    """Whole words within `distance` edits of a folded one, in their folded form, with how often each stands somewhere."""
    counts: Counter[str] = Counter()
    for segment in segments:
        for field in SEARCHED:
            chars = segment.chars(field)
            for local, (start, end) in similar_spans(segment, field, word, distance):
                counts[chars[local][start:end].decode("utf-8", "replace")] += 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _splits(kana: str, size: int, lexicon: Lexicon, *, first: bool) -> Iterator[tuple[str, ...]]:
    """The ways to read `kana` as `size` terms. One kana alone is a word only after others (都, 機)."""
    if size == 1:
        if len(kana) > 1 or not first:
            yield from ((term,) for term in lexicon.terms_read_as(kana))
        return
    for end in range(2 if first else 1, len(kana) - size + 2):
        heads = lexicon.terms_read_as(kana[:end])
        if heads:
            for rest in _splits(kana[end:], size - 1, lexicon, first=False):
                yield from ((head, *rest) for head in heads)


def _frequency(terms: tuple[str, ...], segments: Sequence[Segment]) -> int:
    """The passages in which the terms stand together in a field."""
    positions = tuple(enumerate(terms))
    return sum(
        len(set().union(*(segment.living(sequence_counts(segment, field, positions)) for field in SEARCHED)))
        for segment in segments
    )
