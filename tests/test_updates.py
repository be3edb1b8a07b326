"""An index that was updated answers as one that was built at once: the same hits, scores, levels and order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fault_updates import NAMES, TEXTS, TITLES, fault_of_updates

STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("catalog"), st.just("catalog.toml"), st.sampled_from(TITLES)),
)


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEPS, min_size=2, max_size=7))
def test_updates_equal_a_rebuild(steps: list[tuple[str, str, str]]) -> None:
    """After any sequence of added, changed, emptied, renamed and removed files and edits of the catalog, run by run."""
    assert fault_of_updates(steps) is None
