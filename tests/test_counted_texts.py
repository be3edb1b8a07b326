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


def test_enclosures_are_entries_of_a_list(tmp_path: Path) -> None:
    """資料1 and 資料2 go on from nothing and head nothing; above a text of its own each is a heading."""
    entry = "橋の架け替えと堤の補強についての市民協働推進に係る進め方の案（令和四年度）"
    text = "会議の記録\n\n峰田会長ほか十四名が出席し、橋について話し合った。\n\n【配布資料】\n\n"
    text += f"資料1 {entry} [50KB pdfファイル]\n\n資料2 橋の図(案) [57KB pdfファイル]\n\n"
    text += f"資料3 {entry} [9KB pdfファイル]\n"
    found = [each for each in content(tmp_path, text).passages if each.text.startswith("資料")]
    assert [each.text[:4] for each in found] == ["資料1 ", "資料2 ", "資料3 "]
    assert len({each.section for each in found}) == 1
    told = "　北の谷の住民三人から話を聞いた。水路は大正のころに造られ、昭和の終わりまで使われたという。\n"
    report = f"水路の調査\n\n{told}\n資料１　聞き取り\n\n{told}\n資料２　古い地図\n\n{told}"
    assert [each.section for each in content(tmp_path, report).passages][-1] == ("資料２　古い地図",)


def test_names_and_values_apart_are_entries(tmp_path: Path) -> None:
    """The members of a council, by whom each group is of, though the first fills two lines."""
    text = "3 出席者\n\n委員:峰田環、早瀬実、川上渡、青山三郎、赤木四郎、白川五郎、黒田六郎、緑川七郎、\n"
    text += "茶谷八郎、紫野九郎(14名)\n\n"
    text += "事務局:政策室長 山田花、政策室市民協働推進担当 海野一、池田二、髙橋三\n\n傍聴者:1名\n"
    found = [each.text for each in content(tmp_path, text).passages]
    assert found[-2:] == [
        "事務局:政策室長 山田花、政策室市民協働推進担当 海野一、池田二、髙橋三",
        "傍聴者:1名",
    ]


def test_a_box_and_a_title_head_a_list_below(tmp_path: Path) -> None:
    """<参考>橋の一覧 is no way through a site, and heads the list that stands apart below it."""
    text = "橋の報告\n\n橋は三本ある。どれも古く、架け替えが要る。\n\n<参考>橋の一覧\n\n・北の橋\n・南の橋\n・西の橋\n"
    found = [each for each in content(tmp_path, text).passages if each.text.startswith("・")]
    assert [each.section for each in found] == [("<参考>橋の一覧",)] * 3
