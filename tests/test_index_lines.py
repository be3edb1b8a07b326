"""The small dictionaries of an index: what was put in is found, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fumikura.engines.whoosh.sorted_lines import SortedLines

KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\t\n"), max_size=4)
VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=4)


@given(st.lists(st.tuples(KEYS, VALUES)), KEYS)
def test_every_key_has_its_values(pairs: list[tuple[str, str]], other: str) -> None:
    """Looking up gives the values of a key, each once, in order; of an unknown key none."""
    lines = SortedLines(SortedLines(SortedLines().packed_with(pairs[:2])).packed_with(pairs[1:]))
    for key in {other, *(key for key, _ in pairs)}:
        wanted = {value for same, value in pairs if same == key}
        assert list(lines.get(key)) == sorted(wanted, key=lambda value: f"{value}\n".encode())
    assert set(lines) == set(pairs)


def test_nothing_has_no_values() -> None:
    """A dictionary that was never written is empty."""
    assert not list(SortedLines())
    assert not list(SortedLines().get("a"))
