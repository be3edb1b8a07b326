"""The normal form: what is one on both sides of a search, what is not, and where it all came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.text import fold
from fumikura.text.normalize import needles
from fumikura.text.variant_data import FORMS
from fumikura.text.variants import current_form
from offsets import check_offsets

ALMOST_ANYTHING = st.text(
    st.one_of(
        st.sampled_from("日米同盟アガｶﾞﾟ゛ー-−～①⑴Ⅲ¹²㎞が\u3099カ\u309a 　\n\t\0\u200b\ufe0f…、。Ａａß\ud800"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("ガイド", "カ\u3099イト\u3099"),
        ("ガイド", "ｶﾞｲﾄﾞ"),
        ("ガイド", "カ゛イト゛"),
        ("日米 同盟", "日米同盟"),
        ("日\0米\u00ad同\u200b盟", "日米同盟"),
        ("第Ⅲ部", "第III部"),
        ("F－35", "F-35"),
        ("Fー35", "F‐35"),
        ("サーバー", "サ－バ－"),
        ("㎞", "km"),
        ("m²", "m2"),
        ("CO₂", "CO2"),
        ("㍻", "平成"),
        ("神", "神"),
        ("“力”", '"力"'),
        ("日米「2+2」", "日米2+2"),
        ("résumé Tōkyō", "resume Tokyo"),
        ("e\u0301tude", "etude"),
        ("第Ⅻ章", "第12章"),
        ("第II節", "第2節"),
        ("スタンド・オフ", "スタンドオフ"),
        ("インド・太平洋", "インド太平洋"),
        ("F-35A", "F35A"),
        ("Ｆ―３５", "F35"),
        ("U.S.-Japan", "US-Japan"),
        ("Washington, D.C.", "Washington, DC"),
        ("人々", "人人"),
        ("部分々々", "部分部分"),
        ("古々々米", "古古古米"),
        ("学問のすゝめ", "学問のすすめ"),
        ("いすゞ", "いすず"),
        ("一つづゝ", "一つづつ"),
        ("ヴェトナム", "ベトナム"),
        ("ヴァイオリン", "バイオリン"),
        ("グァム", "グアム"),
        ("ウィーン", "ウイーン"),
        ("第壱条", "第一条"),
        ("弐拾参万円", "二十三万円"),
        ("平成 25 年 10 月", "平成25年10月"),
        ("社会 学 の 分 野", "社会学の分野"),
        ("葛\U000e0100城", "葛城"),
        ("平和，安全．", "平和、安全。"),
        ("é", "e\u0301"),
    ],
)
def test_forms_of_one_word_fold_to_one(one: str, other: str) -> None:
    """Width, case, composition, dashes and what can't be seen make no difference."""
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    "pair",
    (
        "戰鬪=戦闘 選擧=選挙 選舉=選挙 兩岸=両岸 搜索=捜索 聯合=連合 辯護=弁護 辨別=弁別 花瓣=花弁 龜=亀"
        " 檢閱=検閲 飮食=飲食 高尙=高尚 鷗外=鴎外 噓=嘘 蟬=蝉 醬油=醤油 摑=掴 瀆職=涜職 石鹼=石鹸 繫留=繋留 飛驒=飛騨"
        " 屛風=屏風 篭城=籠城 蔣介石=蒋介石"
    ).split(),
)
def test_forms_of_kanji_fold_to_one(pair: str) -> None:
    """Old forms are those of today: of the official tables, and those that JIS X 0208 has in forms of its own."""
    one, other = pair.split("=")
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("①1", "11"),
        ("1①", "11"),
        ("⑴", "(1)"),
        ("か", "が"),
        ("日本", "日木"),
        ("ア", "あ"),
        ("纔か", "才か"),
        ("禦ぐ", "御ぐ"),
        ("枡席", "升席"),
        ("AI ML", "AIML"),
        ("AI「ML」", "AIML"),
        ("1・2", "12"),
        ("〇・五", "〇五"),
        ("3 日米間の協議", "3日米間の協議"),
        ("6-20", "620"),
        ("第IIIビル", "第3ビル"),
        ("資金参加", "資金三加"),
        ("壱岐", "一岐"),
        ("a.jp", "ajp"),
        ("It's", "Its"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    """A circled number is no digit, and folding goes no further than it should."""
    assert fold(one).text != fold(other).text


@pytest.mark.parametrize(
    ("text", "folded"),
    [("周辺事態¹に", "周辺事態に"), ("会談。²", "会談."), ("10⁶", "106"), ("¹注", "注"), ("km²", "km2")],
)
def test_superscripts_are_notes_or_digits(text: str, folded: str) -> None:
    """A superscript is a digit after a letter or digit, and the mark of a note anywhere else."""
    assert fold(text).text == folded


def test_a_run_that_begins_with_a_superscript_is_looked_for_in_both_readings() -> None:
    """What stood before a run is unknown to a query, so it has the form of either context."""
    assert set(needles("²の面積")) == {"2の面積", "の面積"}
    assert needles("面積") == ("面積",)
    assert needles("\u200b") == ()


@pytest.mark.parametrize(
    ("text", "part", "span"),
    [
        ("ｶﾞｲﾄﾞ", "イ", (2, 3)),
        ("ｶﾞｲﾄﾞ", "ガ", (0, 2)),
        ("日 米", "日米", (0, 3)),
        ("第Ⅻ部", "12", (1, 2)),
        ("事態¹に", "に", (3, 4)),
        ("か\u3099\u200bい", "が", (0, 2)),
    ],
)
def test_folded_ranges_lead_back_to_the_original(text: str, part: str, span: tuple[int, int]) -> None:
    """A range of the folded text is a range of the original, composed characters whole."""
    form = fold(text)
    at = form.text.index(part)
    assert form.original(at, at + len(part)) == span


@given(ALMOST_ANYTHING)
def test_offsets_hold_for_any_text(text: str) -> None:
    """Offsets ascend, lie inside, and lead to what the folded character came from."""
    check_offsets(text)


@given(ALMOST_ANYTHING)
def test_folding_is_idempotent_but_for_marks(text: str) -> None:
    """What is folded stays as it is, so a query may be copied from anywhere."""
    once = fold(text).text
    assert fold(once).text == once


def test_an_empty_range_lies_where_it_stands() -> None:
    """The original of an empty range is empty, at the end of the text too."""
    assert fold("日 米").original(1, 1) == (2, 2)
    assert fold("日米").original(2, 2) == (2, 2)


def test_every_form_of_a_kanji_goes_to_the_first_of_its_word() -> None:
    """What is looked up is what the table says, of each form; and a character of today stays."""
    words = FORMS.split()
    assert len({*"".join(words)}) == sum(map(len, words))
    assert all(current_form(form) == word[0] for word in words for form in word)
    assert [current_form(char) for char in "海ア\u3000a"] == [*"海ア\u3000a"]
