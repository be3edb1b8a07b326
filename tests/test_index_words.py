"""Words of an index by their reading."""

from __future__ import annotations

import pytest

from fumikura.engines.index_words import words_read_as

_READ_AS = {
    "せんかく": ("尖閣",),
    "しょとう": ("諸島", "初冬"),
    "せん": ("千", "線"),
    "かくしょとう": ("角初冬",),
}
_PASSAGES: dict[tuple[str, ...], int] = {("尖閣", "諸島"): 3, ("千", "角初冬"): 1}


@pytest.mark.parametrize(
    ("most_terms", "found"),
    [(1, ()), (2, (("尖閣", "諸島"), ("千", "角初冬"))), (4, (("尖閣", "諸島"), ("千", "角初冬")))],
)
def test_rows_of_terms_are_counted_only_where_they_are_asked_for(
    most_terms: int, found: tuple[tuple[str, ...], ...]
) -> None:
    """Passages are counted for rows no longer than asked: each count reads postings, and there may be hundreds."""
    counted: list[tuple[str, ...]] = []

    def number_of(terms: tuple[str, ...]) -> int:
        counted.append(terms)
        return _PASSAGES.get(terms, 0)

    assert (
        words_read_as("せんかくしょとう", most_terms, lambda kana: _READ_AS.get(kana, ()), number_of) == found
    )
    assert all(len(terms) <= most_terms for terms in counted)
