"""Highlights and excerpts: merged, never cut, ending with a sentence where they can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.highlight import excerpt, merge, original_spans

TEXT = (
    "一つ目の文である。二つ目の文に台湾があり、まだ続く。三つ目の文に尖閣と台湾がある。四つ目の文で終わる。"
)


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([(0, 2), (2, 4)], ((0, 4),)),
        ([(5, 6), (0, 3), (1, 2)], ((0, 3), (5, 6))),
        ([(1, 1)], ()),
        ([], ()),
    ],
)
def test_spans_that_overlap_or_touch_are_one(spans: list[tuple[int, int]], merged: object) -> None:
    """Highlights are in order, apart from one another, and never empty."""
    assert merge(spans) == merged


def test_folded_spans_mark_the_original() -> None:
    """A mark on folded characters is a mark on all that they came from."""
    text = "ｶﾞｲﾄﾞの 見直し"
    assert [text[a:b] for a, b in original_spans(text, [(0, 3), (4, 6)])] == ["ｶﾞｲﾄﾞ", "見直"]


def spans_of(text: str, *words: str) -> tuple[tuple[int, int], ...]:
    """The spans of the words in the text."""
    return merge(
        (at, at + len(word)) for word in words for at in range(len(text)) if text.startswith(word, at)
    )


def test_an_excerpt_is_of_whole_sentences() -> None:
    """It begins and ends at a full stop where that fits, around the most different words."""
    found = excerpt(TEXT, spans_of(TEXT, "台湾", "尖閣"), 20)
    assert found.text == "三つ目の文に尖閣と台湾がある。"
    assert found.cut_before
    assert found.cut_after
    assert [found.text[a:b] for a, b in found.highlights] == ["尖閣", "台湾"]


def test_a_sentence_that_is_a_little_too_long_is_whole() -> None:
    """Rather some characters more than a sentence cut at a comma."""
    found = excerpt(TEXT, spans_of(TEXT, "台湾", "尖閣"), 12)
    assert found.text == "三つ目の文に尖閣と台湾がある。"


def test_a_short_text_is_not_cut() -> None:
    """What fits is shown whole."""
    found = excerpt("短い文。 ", (), 120)
    assert (found.text, found.cut_before, found.cut_after) == ("短い文。", False, False)


def test_an_excerpt_in_a_long_sentence_ends_at_pauses() -> None:
    """Without a full stop in reach it ends at a comma, and says that it was cut."""
    text = "前置きが長く続き、" * 5 + "そこに台湾が出てきて、" + "後書きも長く続き、" * 5
    found = excerpt(text, spans_of(text, "台湾"), 40)
    assert "台湾" in found.text
    assert found.text[-1] == "、"
    assert found.cut_before
    assert found.cut_after
    assert len(found.text) <= 40


@given(
    st.text("あ亜。、\n 「」a", max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(1, 30)), max_size=8),
    st.integers(1, 60),
)
def test_no_match_is_ever_cut(text: str, raw: list[tuple[int, int]], size: int) -> None:
    """Highlights of an excerpt are those of the text, whole; one at least is shown; nothing is made up."""
    spans = ((start, min(start + length, len(text))) for start, length in raw)
    # No match begins or ends in white space.
    highlights = merge(span for span in spans if text[slice(*span)].strip() == text[slice(*span)])
    found = excerpt(text, highlights, size)
    assert text[found.start : found.start + len(found.text)] == found.text
    end = found.start + len(found.text)
    visible = [span for span in highlights if text[slice(*span)].strip() == text[slice(*span)]]
    for start, stop in visible:
        assert (
            stop <= found.start
            or start >= end
            or (start - found.start, stop - found.start) in found.highlights
        )
    assert bool(found.highlights) or not visible
    longest = max((stop - start for start, stop in highlights), default=0)
    assert len(found.text) <= max(1.5 * size, longest)
