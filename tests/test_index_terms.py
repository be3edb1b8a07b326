"""The file of the terms of a segment: what is written is found, by term and by how terms begin."""

from __future__ import annotations

import struct
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.engines.whoosh_engine.termtable import Extent, TermTable, TermTableWriter

TERM = st.one_of(
    st.text("ab台湾海", max_size=5),
    st.text("あ", min_size=80, max_size=90),  # around the most bytes that a byte can count
    st.integers(0, 400).map("{:05}".format),
)
SIZE = st.one_of(st.integers(1, 300), st.sampled_from((254, 255, 256, 70_000)))
FIELDS = st.dictionaries(
    st.sampled_from(("date", "text", "title")), st.dictionaries(TERM, SIZE, max_size=60), max_size=3
)


def written(fields: Mapping[str, Mapping[str, int]]) -> bytes:
    """The file of these terms, each with the size of its list."""
    parts: list[bytes] = []
    writer = TermTableWriter(parts.append)
    for field in sorted(fields):
        for term in sorted(fields[field]):
            writer.add(field, term.encode(), fields[field][term])
    writer.close()
    return b"".join(parts)


def laid_out(fields: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str, Extent]]:
    """The terms in order, the list of each behind that of the one before."""
    found, at = [], 0
    for field in sorted(fields):
        for term in sorted(fields[field]):
            found.append((field, term, Extent(at, fields[field][term])))
            at += fields[field][term]
    return found


@given(FIELDS, TERM)
def test_terms_are_found(fields: dict[str, dict[str, int]], other: str) -> None:
    """All terms in order with their extents, each by itself, none that is not there, and those that begin alike."""
    table, expected = TermTable(written(fields)), laid_out(fields)
    assert [(field, term.decode(), extent) for field, term, extent in table.items()] == expected
    known = {(field, term): extent for field, term, extent in expected}
    for _ in range(4):  # from some number of lookups on, the first terms of blocks are remembered
        for field, term in [*known, ("text", other), ("none", other)]:
            assert table.get(field, term.encode()) == known.get((field, term))
    for field in ("date", "text", "none"):
        for prefix in ("", other, other[:1]):
            wanted = [term for of, term in known if of == field and term.startswith(prefix)]
            assert [term.decode() for term in table.terms(field, prefix.encode())] == wanted


def test_what_is_kept_of_a_term() -> None:
    """Terms that begin alike take few bytes each."""
    fields = {"text": {f"日米同盟{number:04}": 3 for number in range(1_000)}}
    assert len(written(fields)) < 8_000


@pytest.mark.parametrize("cut", [0, 3, 10, 30, -1])
def test_a_file_that_was_cut(cut: int) -> None:
    """Bytes that are missing are noticed."""
    data = written({"text": {f"{number:03}": number for number in range(1, 300)}})
    with pytest.raises((ValueError, LookupError, struct.error)):
        TermTable(data[:cut])
