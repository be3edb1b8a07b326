"""Marks of series: what a heading or an item begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.numbering import Mark, read_bullet, read_mark

_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("text", "family", "value", "mark"),
    [
        ("第2節　日米同盟", "unit-節", 2, "第2節"),
        ("第Ⅲ部 わが国の防衛", "unit-部", 3, "第Ⅲ部"),
        ("第三十二条（目的）", "unit-条", 32, "第三十二条"),
        ("第一〇条　施行", "unit-条", 10, "第一〇条"),
        ("第百二条　罰則", "unit-条", 102, "第百二条"),
        ("第1条の2　準用", "unit-条", 1, "第1条の2"),
        ("第5回 会合", "unit-回", 5, "第5回"),
        ("（1）総論", "paren", 1, "（1）"),
        ("(12) 各論", "paren", 12, "(12) "),
        ("3）その他", "half-paren", 3, "3）"),
        ("① 政策協議", "circled", 1, "① "),
        ("⑳終わり", "circled", 20, "⑳"),
        ("１．開会", "arabic", 1, "１．"),
        ("2　議事", "arabic", 2, "2　"),
        ("3、報告", "arabic", 3, "3、"),
        ("一、調査の範囲", "kanji", 1, "一、"),
        ("十二　附則", "kanji", 12, "十二　"),
        ("（一）構造", "paren-kanji", 1, "（一）"),
        ("（二）傷み", "paren-kanji", 2, "（二）"),
        ("（八）費用", "paren-kanji", 8, "（八）"),
        ("（ア）方法", "paren-kana", 1, "（ア）"),
        ("イ　課題", "kana", 2, "イ　"),
        ("Ⅳ 結び", "roman", 4, "Ⅳ "),
        ("ⅸ．注記", "roman", 9, "ⅸ．"),
        ("ⅲ）費用", "paren-roman", 3, "ⅲ）"),
        ("（a）別表", "paren-latin", 1, "（a）"),
        ("B. 手順", "latin", 2, "B. "),
    ],
)
def test_marks_of_every_family(text: str, family: str, value: int, mark: str) -> None:
    """Each way of numbering is read with its family, its place, and the characters that it takes up."""
    found = read_mark(text)
    assert found is not None
    assert (found.family, found.value, text[: found.length]) == (family, value, mark)


@pytest.mark.parametrize(
    "text",
    [
        "", "令和6年7月28日", "1,204台が走る", "3.11の地震", "第一に、速さである",
        "日本は島国である", "アジアの国々", "二人は会談した", "2013年に始まった", "12時に始まる", "A社は発表した",
        "100 人", "（注1）説明", "（昭和）の頃", "第1条に定める", "1.5倍になる",
    ],
)  # fmt: skip
def test_prose_begins_with_no_mark(text: str) -> None:
    """Numbers and letters that begin a sentence are no marks."""
    assert read_mark(text) is None


@given(
    st.integers(1, 99), st.sampled_from(["（{}）", "({}) ", "{}）", "{}．", "{}. ", "{}　"]), st.booleans()
)
def test_any_number_counts(number: int, form: str, wide: bool) -> None:
    """A number up to 99 is read in every form and width, and the mark ends where the text begins."""
    mark = form.format(str(number).translate(_FULL_WIDTH) if wide else number)
    found = read_mark(f"{mark}概要について")
    assert found is not None
    assert (found.value, found.length) == (number, len(mark))


@given(st.lists(st.integers(1, 30), min_size=2, max_size=4))
def test_dotted_numbers_hold_their_path(path: list[int]) -> None:
    """1.2.3 knows all of its numbers, and depth is part of its family."""
    found = read_mark(".".join(map(str, path)) + " 目的")
    assert found is not None
    assert (found.family, found.path, found.value) == (f"dotted{len(path)}", tuple(path), path[-1])


@pytest.mark.parametrize(("kana", "place"), list(zip(_KATAKANA, range(1, 47), strict=False)))
def test_katakana_count_in_the_order_of_the_syllabary(kana: str, place: int) -> None:
    """ア is 1 and ン the last; the place in イロハ is kept beside it."""
    found = read_mark(f"（{kana}）項目")
    assert found is not None
    assert (found.family, found.value) == ("paren-kana", place)


def test_katakana_count_in_iroha_too() -> None:
    """（ロ） is the second of イロハ, and （イ） the first, or the second of アイウ."""
    assert read_mark("（イ）項目") == Mark("paren-kana", 2, 3, other=1)
    found = read_mark("（ロ）項目")
    assert found is not None
    assert found.other == 2


@pytest.mark.parametrize(
    ("read_as", "kana"), [("工", "エ"), ("力", "カ"), ("口", "ロ"), ("夕", "タ"), ("卜", "ト")]
)
def test_kanji_of_the_same_shape_are_katakana_in_brackets(read_as: str, kana: str) -> None:
    """（口） is （ロ）, as recognition of characters confuses them."""
    assert read_mark(f"（{read_as}）項目") == read_mark(f"（{kana}）項目")


@pytest.mark.parametrize(
    ("text", "length", "markup"),
    [
        ("- 項目", 2, True),
        ("* 項目", 2, True),
        ("・項目", 1, False),
        ("○　項目", 2, False),
        ("● 項目", 2, False),
        ("－項目", 1, False),
    ],
)
def test_bullets(text: str, length: int, markup: bool) -> None:
    """Bullets are told from those of Markdown, which are markup and no part of the text."""
    assert read_bullet(text) == (length, markup)


@pytest.mark.parametrize("text", ["", "項目", "-5度", "*強調*", "-", "・"])
def test_what_is_no_bullet(text: str) -> None:
    """A minus sign, emphasis, and a bullet with nothing after it are none."""
    assert read_bullet(text) is None


@given(st.text())
def test_any_text_can_be_asked_for_a_mark(text: str) -> None:
    """Whatever the text, a mark lies within it and counts from 1."""
    found = read_mark(text)
    assert found is None or (0 < found.length <= len(text) and found.value >= 0)
    bullet = read_bullet(text)
    assert bullet is None or 0 < bullet[0] < len(text)
