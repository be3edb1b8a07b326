"""Columns of texts: what a scan finds is what a look into each text finds."""

from __future__ import annotations

from array import array
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from fumikura.engines.whoosh import columns
from fumikura.engines.whoosh.columns import TextColumn

_TEXTS = st.lists(st.text("台湾海峡ab𠮷", max_size=6), min_size=1, max_size=12)
_NEEDLES = st.lists(st.text("台湾海a𠮷", min_size=1, max_size=3), min_size=1, max_size=3)


def _column(texts: list[str]) -> TextColumn:
    values = [text.encode() for text in texts]
    lengths = array("I", map(len, values))
    # What a reader of Whoosh has of a column, and a file that is small enough to be read at once.
    return TextColumn(SimpleNamespace(_lengths=lengths), b"".join(values), len(texts))  # type: ignore[arg-type]


@given(_TEXTS, _NEEDLES, st.integers(0, 12), st.integers(1, 4))
def test_a_scan_finds_what_each_text_has(texts: list[str], needles: list[str], stop: int, rows: int) -> None:
    """However many texts are searched as one string: those with any of the needles, and none across two texts."""
    before, columns._ROWS = columns._ROWS, rows
    try:
        found = dict(_column(texts).scan(tuple(needles), stop))
    finally:
        columns._ROWS = before
    there = {number for number, text in enumerate(texts[:stop]) if any(needle in text for needle in needles)}
    assert set(found) == there
    if len(needles) == 1:
        assert found == {number: texts[number].count(needles[0]) for number in there}


@given(_TEXTS, st.text("台湾ab", max_size=3))
def test_rows_that_have_some_bytes(texts: list[str], part: str) -> None:
    """Those whose value has them, ascending; none for no bytes."""
    found = list(_column(texts).rows_with(part.encode()))
    assert found == [number for number, text in enumerate(texts) if part and part in text]
