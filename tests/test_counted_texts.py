"""Texts whose paragraphs, questions or items are counted: which lines head them, and which list is which."""

from __future__ import annotations

from pathlib import Path

from texts import content

STATEMENT = """日乙首脳共同声明
2003年5月23日
1．両首脳は、両国の関係がかつてなく良好であることを確認し、協力を世界に広げることで一致した。
中東情勢
2．両首脳は、復興の努力を続けることが国際社会の責務であるとの認識を共有した。
(a) 両国政府は、情報の交換を更に拡充する。
経済
3．両首脳は、貿易の円滑化に向けた対話を歓迎した。
"""

SURVEY = """図書室についての調査

問１　図書室を使ったことがありますか。
　１．ある　　　　120人
　２．ない　　　　 88人

問２　使わない理由は何ですか。
　・開いている時間が短い
　・読みたい本がない
"""

TWICE_FIRST = """第４章　地域の協力

第１節　隣国との協力

１　協力の意義

１　地域の安定

地域の安定は、われわれの繁栄の前提である。隣国との協力は、その安定を支えるものである。

２　災害への備え

災害のときに互いに助けあうことは、信頼を育てる。共同の訓練を毎年行っている。
"""

MEMO = """# 定例打合せ

- 日時: 2024-05-14
- 出席: 峰田、早瀬

## 1. 会場

峰田: 駅前の部屋が空いています。
早瀬: ではそこにしましょう。

### 決定

1. 会場は駅前とする
2. 受付は早瀬

## 2. その他

1. 次回は未定
"""


def sections_of(folder: Path, text: str, name: str = "sample.txt") -> dict[str, tuple[str, ...]]:
    """The sections of the passages of a text, by the first words of each."""
    return {each.text[:8]: each.section for each in content(folder, text, name).passages}


def test_a_label_between_counted_paragraphs_heads_those_below_it(tmp_path: Path) -> None:
    """Of a statement whose paragraphs count on from part to part, with empty lines between them or not."""
    for text in (STATEMENT, STATEMENT.replace("\n", "\n\n")):
        found = sections_of(tmp_path, text)
        assert found["1．両首脳は、両"] == ()
        assert found["2．両首脳は、復"] == ("中東情勢",)
        assert found["(a) 両国政府"] == ("中東情勢", "2")
        assert found["3．両首脳は、貿"] == ("経済",)


def test_a_question_of_a_survey_heads_its_choices(tmp_path: Path) -> None:
    """Whether these are counted or not; the last of them is no heading."""
    found = sections_of(tmp_path, SURVEY)
    assert (
        found["１．ある　　　　"] == found["２．ない　　　　"] == ("問１　図書室を使ったことがありますか。",)
    )
    assert found["・読みたい本がな"] == ("問２　使わない理由は何ですか。",)


def test_a_first_below_a_first_is_under_it(tmp_path: Path) -> None:
    """As on pages that have lost how deep each heading was."""
    found = sections_of(tmp_path, TWICE_FIRST)
    first = ("第４章　地域の協力", "第１節　隣国との協力", "１　協力の意義")
    assert found["地域の安定は、わ"] == (*first, "１　地域の安定")
    assert found["災害のときに互い"] == (*first, "２　災害への備え")


def test_a_list_does_not_go_on_from_the_number_of_a_heading(tmp_path: Path) -> None:
    """Its second item is under the heading that its first is under."""
    for heading in ("### 決定", "**決定**"):
        found = sections_of(tmp_path, MEMO.replace("### 決定", heading), "sample.md")
        assert found["2. 受付は早瀬"] == found["1. 会場は駅前"] and found["2. 受付は早瀬"][0] == "1. 会場"
        assert found["1. 次回は未定"] == ("2. その他",)


def test_who_is_listed_as_present_speaks(tmp_path: Path) -> None:
    """By surnames alone: each of them speaks, though but once; the items of the decision are nobody's."""
    found = content(tmp_path, MEMO, "sample.md").passages
    assert [(each.speaker, each.text) for each in found if each.speaker] == [
        ("峰田", "駅前の部屋が空いています。"),
        ("早瀬", "ではそこにしましょう。"),
    ]


def test_the_number_of_a_figure_is_no_mark_of_a_note(tmp_path: Path) -> None:
    """図１に示す keeps its number, though there is a note 1."""
    text = (
        "橋の報告\n\n　橋は三本ある（注1）。\n　図１に示すとおり、橋は近い。\n\n（注1）　流れた橋は除く。\n"
    )
    assert "図１に示すとおり、橋は近い。" in [each.text for each in content(tmp_path, text).passages]
