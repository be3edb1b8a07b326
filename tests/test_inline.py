"""Markup inside a line: what sets characters goes, what says how they are read is lifted out as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from fumikura.layout.inline import strip_inline
from fumikura.layout.readings import spells_abbreviation
from texts import content


@pytest.mark.parametrize(
    "marked", ["*同盟*", "**同盟**", "***同盟***", "_同盟_", "__同盟__", "~~同盟~~", "==同盟==", "`同盟`"]
)
def test_emphasis_of_every_kind_goes(marked: str) -> None:
    """What stands between the signs is read with what is around it."""
    assert strip_inline(f"日米{marked}の歴史").text == "日米同盟の歴史"


@pytest.mark.parametrize("text", ["2*3*4", "a_b_c", "比率* は *三", "x == y == z", "1~2", "f(a)_1 と f(b)_2"])
def test_signs_that_set_nothing_stay(text: str) -> None:
    """A sign beside letters, digits or spaces is part of what is written."""
    assert strip_inline(text).text == text


@pytest.mark.parametrize(
    ("line", "text", "glosses"),
    [
        ("<ruby>横<rt>よこ</rt>浜<rt>はま</rt></ruby>港", "横浜港", ("よこはま",)),
        ("<ruby><rb>台</rb><rt>たい</rt><rb>北</rb><rt>ぺい</rt></ruby>市", "台北市", ("たいぺい",)),
        ("横《よこ》浜《はま》港", "横浜港", ("よこはま",)),
        ("横浜《よこはま》と川《かわ》", "横浜と川", ("よこはま", "かわ")),
    ],
)
def test_ruby_by_single_characters_is_one_reading(line: str, text: str, glosses: tuple[str, ...]) -> None:
    """The reading of a word is found as a whole."""
    made = strip_inline(line)
    assert (made.text, made.glosses) == (text, glosses)


def test_english_hyphenated_at_the_end_of_lines(tmp_path: Path) -> None:
    """A word that a line's end parts is one again."""
    lines = "The ministers welcomed the progress of the reposi-\ntioning of forces and the bilat-\neral work on it.\n"
    passages = content(tmp_path, f"題名\n\n{lines}").passages
    assert passages[-1].text == (
        "The ministers welcomed the progress of the repositioning of forces and the bilateral work on it."
    )


def test_words_apart_from_their_commas_are_read_as_any() -> None:
    """A comma that stands by itself has no initial, and a reading with one is still that of its abbreviation."""
    assert spells_abbreviation("Role , Mission and Capability ,", "RMCの考え方")
    assert not spells_abbreviation(", ,", "RMCの考え方")
