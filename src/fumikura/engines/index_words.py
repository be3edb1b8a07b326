"""Looks words of an index up by their reading, and by similarity to another word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from fumikura.deadline import Deadline
from fumikura.matching.edit_distance import similar_spans
from fumikura.matching.view import PassageView

LONGEST_READING = 24
"""Kana; longer readings are not looked up."""
MOST_TERMS = 4
"""Terms of a word that is looked up by its reading."""

_MOST_TRIED = 200
_MOST = 8
_MOST_LOOKED_INTO = 2_000  # passages for words that look alike: these are suggestions, not hits
_LONGEST_LOOKED_INTO = 100_000  # code points


def words_read_as(
    kana: str,
    most_terms: int,
    terms_read_as: Callable[[str], Sequence[str]],
    number_of: Callable[[tuple[str, ...]], int],
) -> tuple[tuple[str, ...], ...]:
    """The words, or rows of as few words as possible, up to `most_terms`, that are read as `kana`.

    The most frequent come first; せんかくしょとう is of two.

    `terms_read_as` gives the terms with a reading, `number_of` the number of passages in which terms stand together.
    """
    if not 2 <= len(kana) <= LONGEST_READING:
        return ()
    for size in range(1, most_terms + 1):
        counts: dict[tuple[str, ...], int] = {}
        for tried, terms in enumerate(_splits(kana, size, terms_read_as, first=True)):
            if tried >= _MOST_TRIED:
                break
            if number := number_of(terms):
                counts[terms] = number
        if counts:
            return tuple(sorted(counts, key=lambda terms: (-counts[terms], terms))[:_MOST])
    return ()


def _splits(
    kana: str, size: int, terms_read_as: Callable[[str], Sequence[str]], *, first: bool
) -> Iterator[tuple[str, ...]]:
    """The ways to read `kana` as `size` terms. A single kana is a word only after others (都, 機)."""
    if size == 1:
        if len(kana) > 1 or not first:
            yield from ((term,) for term in terms_read_as(kana))
        return
    for end in range(2 if first else 1, len(kana) - size + 2):
        heads = terms_read_as(kana[:end])
        if heads:
            for rest in _splits(kana[end:], size - 1, terms_read_as, first=False):
                yield from ((head, *rest) for head in heads)


def similar_words_in(
    views: Iterable[PassageView], word: str, distance: int, deadline: Deadline
) -> tuple[tuple[str, int], ...]:
    """Whole words, folded, within `distance` edits of a folded word, with their numbers of occurrences in `views`.

    Passages are looked into while there is time; those as long as a book are left out.
    """
    counts: Counter[str] = Counter()
    for view in islice(views, _MOST_LOOKED_INTO):
        if deadline.is_past():
            break
        for field in view.fields.values():
            if len(field.text) <= _LONGEST_LOOKED_INTO:
                counts.update(field.text[slice(*span)] for span in similar_spans(field, word, distance))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
