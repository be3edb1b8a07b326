"""Texts are stored as what makes them of their literal forms, and come back character by character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fumikura.engines.whoosh_engine.patches import Patcher
from fumikura.engines.whoosh_engine.stored import id_of, passage_from_bytes, passage_to_bytes, source_of
from fumikura.models import Passage
from fumikura.text import fold

_ODD = "台灣海峡、。（）「」Ａaガ゛ ①…\n\0\x1e\ud800℃²ア-一ー"


def _passage(text: str) -> Passage:
    return Passage(
        id="文書#1", document="文書", title="題", date="2013-10", year=2013, section=("一", "二"), text=text,
        glosses=("よみ",), source="文書.txt", page="ⅳ", lines=(1, 2), tags=("あ", "い"), note="注",
    )  # fmt: skip


def _stored(*texts: str) -> list[bytes]:
    """The rows of passages with these texts, seen to be read as what was written."""
    literals = [fold(text).text for text in texts]
    rows = [
        passage_to_bytes(_passage(text), patch)
        for text, patch in zip(texts, Patcher().patches(texts, literals), strict=True)
    ]
    for text, literal, row in zip(texts, literals, rows, strict=True):
        assert passage_from_bytes(row, literal) == _passage(text)
        assert (id_of(row), source_of(row)) == ("文書#1", "文書.txt")
    return rows


@given(st.lists(st.one_of(st.text(max_size=40), st.text(_ODD, max_size=40)), max_size=12))
def test_texts_come_back(texts: list[str]) -> None:
    """Any texts, many at once: of odd characters, of several that become one or the other way round, of none."""
    _stored(*texts)


def test_a_sentence_is_told_by_its_literal_form() -> None:
    """Usual characters need nothing; a few others, spaces and what becomes several characters stand in the patch."""
    usual, others, odd = _stored(
        "台湾海峡の「平和」、安定。", "臺灣　海峡の（平和）と安定を重視する…。", "が゛²"
    )
    assert "台湾" not in usual.decode()
    assert [char in others.decode() for char in "臺灣　（）…海峡。"] == [True] * 6 + [False] * 3
    assert '"が゛²"' in odd.decode()  # what is one with those before it is kept as it is


def test_long_texts() -> None:
    """What is too far apart to be told, and what would be longer than the text, is kept as it is."""
    far, near, capitals = _stored("海" * 60_000 + "（", "海" * 50_000 + "（", "ABC" * 20)
    assert len(far) > 180_000 > 1_000 > len(near)
    assert b"ABCABC" in capitals
