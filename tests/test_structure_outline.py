"""The path of headings, kept by the continuity of numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.numbering import read_mark
from fumikura.structure.outline import Outline
from texts import content, sections


def _paths(*headings: str) -> list[tuple[str, ...]]:
    """The path under each heading, given as Markdown's marks and a text."""
    outline = Outline()
    found = []
    for heading in headings:
        marks, _, text = heading.rpartition("# ")
        outline.heading(text, read_mark(text), len(marks) + 1 if marks or heading.startswith("#") else 0)
        found.append(outline.section)
    return found


def test_a_circled_one_counts_as_one() -> None:
    """After 1 and ①, a 2 goes on from ①; a second 2, where the inner series expects 3, goes on from the 1 above."""
    assert _paths("1 基盤", "① 協議", "2 指針", "3 訓練", "2 部隊", "① 抑止", "2 負担") == [
        ("1 基盤",),
        ("1 基盤", "① 協議"),
        ("1 基盤", "2 指針"),
        ("1 基盤", "3 訓練"),
        ("2 部隊",),
        ("2 部隊", "① 抑止"),
        ("2 部隊", "2 負担"),
    ]


def test_the_deepest_series_that_expects_a_number_takes_it() -> None:
    """A 3 after (1 > 1, 2) is the third of the inner series, since that one expects it."""
    assert _paths("1 総論", "1 目的", "2 範囲", "3 定義")[-1] == ("1 総論", "3 定義")


def test_marks_of_markdown_decide_between_two_series() -> None:
    """Where two levels expect the same number, the number of # says which; elsewhere it is not asked."""
    plain = ["# 1 総論", "## 1 目的", "# 2 各論", "## 1 範囲", "## 2 定義"]
    assert _paths(*plain, "# 3 附則")[-1] == ("3 附則",)
    assert _paths(*plain, "## 3 特例")[-1] == ("2 各論", "3 特例")
    assert _paths("### 1 総論", "# 2 各論", "## 3 附則") == [("1 総論",), ("2 各論",), ("3 附則",)]


def test_series_start_over_under_each_heading() -> None:
    """（1） and ア begin anew under the next heading above them."""
    assert _paths(
        "1 情報", "（1）速報", "ア 受け方", "イ 課題", "（2）警報", "ア 種類", "2 訓練", "（1）国"
    ) == [
        ("1 情報",),
        ("1 情報", "（1）速報"),
        ("1 情報", "（1）速報", "ア 受け方"),
        ("1 情報", "（1）速報", "イ 課題"),
        ("1 情報", "（2）警報"),
        ("1 情報", "（2）警報", "ア 種類"),
        ("2 訓練",),
        ("2 訓練", "（1）国"),
    ]


def test_units_close_what_is_smaller() -> None:
    """第2章 closes 第3節 and all under it, whatever numbers are open."""
    assert _paths(
        "第Ⅱ部 政策", "第1章 概観", "第3節 同盟", "1 協議", "（1）経緯", "第4節 抑止", "第2章 体制"
    ) == [
        ("第Ⅱ部 政策",),
        ("第Ⅱ部 政策", "第1章 概観"),
        ("第Ⅱ部 政策", "第1章 概観", "第3節 同盟"),
        ("第Ⅱ部 政策", "第1章 概観", "第3節 同盟", "1 協議"),
        ("第Ⅱ部 政策", "第1章 概観", "第3節 同盟", "1 協議", "（1）経緯"),
        ("第Ⅱ部 政策", "第1章 概観", "第4節 抑止"),
        ("第Ⅱ部 政策", "第2章 体制"),
    ]


def test_dotted_numbers_nest_by_their_length() -> None:
    """2.1.1 stands under 2.1, and 2.2 beside it."""
    assert _paths("1 総則", "1.1 目的", "1.2 範囲", "2 保存", "2.1 期間", "2.1.1 例外", "2.2 場所") == [
        ("1 総則",),
        ("1 総則", "1.1 目的"),
        ("1 総則", "1.2 範囲"),
        ("2 保存",),
        ("2 保存", "2.1 期間"),
        ("2 保存", "2.1 期間", "2.1.1 例外"),
        ("2 保存", "2.2 場所"),
    ]


def test_kanji_in_brackets_go_on_past_two() -> None:
    """（二） and （八） are numbers like （一）, though they look like katakana."""
    marks = ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）"]
    assert _paths("一、結果", *marks)[1:] == [("一、結果", mark) for mark in marks]


def test_iroha_and_aiueo() -> None:
    """（イ）（ロ）（ハ）（ニ） and ア、イ、ウ are each one series."""
    assert _paths("1 総論", "（イ）一", "（ロ）二", "（ハ）三", "（ニ）四")[1:] == [
        ("1 総論", text) for text in ("（イ）一", "（ロ）二", "（ハ）三", "（ニ）四")
    ]
    assert _paths("1 総論", "ア 一", "イ 二", "ウ 三")[-1] == ("1 総論", "ウ 三")


def test_a_lost_heading_does_not_nest_its_follower() -> None:
    """Where 2 is missing, 3 still stands beside 1; a number given twice stands beside itself."""
    assert _paths("1 総論", "（1）目的", "3 各論")[-1] == ("3 各論",)
    assert _paths("## 1 総論", "## 2 各論", "### ① 範囲", "### 2 定義", "## 2 附則")[-1] == ("2 附則",)


def test_headings_without_numbers_nest_by_markdown() -> None:
    """## under # and ### under ##; a second ## closes both."""
    assert _paths("# 計画", "## 背景", "### 経緯", "## 目標") == [
        ("計画",),
        ("計画", "背景"),
        ("計画", "背景", "経緯"),
        ("計画", "目標"),
    ]


def test_the_occasion_is_that_of_the_innermost_meeting(tmp_path: Path) -> None:
    """A section headed by a meeting and its date is about it, and so is all below; its sibling is not."""
    lines = [
        "2 会談",
        "（1）日米首脳会談（14（平成26）年4月24日）",
        "ア 総論",
        "両首脳は、意見を交わした。",
        "（2）その他",
        "次の会談の日程は、未定である。",
    ]
    passages = content(tmp_path, "\n\n".join(lines) + "\n").passages
    assert [(each.date, each.meeting) for each in passages if each.kind == "paragraph"] == [
        ("2014-04-24", "summit"),
        ("", ""),
    ]


def test_items_count_without_being_headings() -> None:
    """Items of a list carry a series on, and are no part of the path."""
    outline = Outline()
    outline.heading("1 総論", read_mark("1 総論"))
    for text in ("（1）目的を定める。", "（2）範囲を定める。"):
        mark = read_mark(text)
        assert mark is not None
        outline.item(mark)
        assert outline.section == ("1 総論",)


@given(
    st.lists(
        st.sampled_from(
            [
                "1 あ",
                "2 い",
                "3 う",
                "① え",
                "② お",
                "（1）か",
                "（2）き",
                "ア く",
                "# け",
                "## 1 こ",
                "第1章 さ",
                "1.1 し",
            ]
        )
    )
)
def test_any_order_of_headings_keeps_the_last_one_open(headings: list[str]) -> None:
    """Whatever comes after what, the path ends with the heading that came last."""
    for heading, path in zip(headings, _paths(*headings), strict=True):
        assert path[-1] == heading.lstrip("# ")


@given(st.integers(2, 12), st.integers(2, 6))
def test_two_regular_levels_are_kept_apart(outer: int, inner: int) -> None:
    """A text numbered 1, (1), (2), …, 2, (1), … has every inner heading under its own outer one."""
    headings: list[str] = []
    paths: list[tuple[str, ...]] = []
    for one in range(1, outer + 1):
        headings.append(f"{one}　章")
        paths.append((headings[-1],))
        for two in range(1, inner + 1):
            headings.append(f"（{two}）節")
            paths.append((f"{one}　章", headings[-1]))
    assert _paths(*headings) == paths


DEEP = """第Ⅱ編　河川

第1章　治水

第1節　堤防

1　構造

（1）土堤

土堤は、盛土によって築くものをいう。

（2）特殊堤

ア　自立式

用地に余裕がない所に設ける。

イ　パラペット

天端の上に壁を立てる。

2　点検

点検は、出水期の前に行う。

第2節　水門

水門は、堤防を分断して設ける。
"""


def test_the_paths_of_a_text_of_six_levels(tmp_path: Path) -> None:
    """A plain text without any markup has the section paths that a reader sees."""
    bank = "第Ⅱ編　河川 > 第1章　治水 > 第1節　堤防"
    assert sections(content(tmp_path, DEEP).passages) == [
        (f"{bank} > 1　構造 > （1）土堤", "土堤は、盛土によって築くものをいう。"),
        (f"{bank} > 1　構造 > （2）特殊堤 > ア　自立式", "用地に余裕がない所に設ける。"),
        (f"{bank} > 1　構造 > （2）特殊堤 > イ　パラペット", "天端の上に壁を立てる。"),
        (f"{bank} > 2　点検", "点検は、出水期の前に行う。"),
        ("第Ⅱ編　河川 > 第1章　治水 > 第2節　水門", "水門は、堤防を分断して設ける。"),
    ]


@pytest.mark.parametrize("marks", ["", "## ", "#### "])
def test_paths_do_not_depend_on_markup(tmp_path: Path, marks: str) -> None:
    """The same numbers give the same paths, whether headings are marked, all alike, or not at all."""
    lines = [
        "1 基盤",
        "① 協議",
        "協議は、様々なレベルで行われている。",
        "2 指針",
        "指針は、役割を定めるものである。",
        "2 部隊",
        "部隊は、各地に置かれている。",
    ]
    text = "\n\n".join(line if line.endswith("。") else marks + line for line in lines) + "\n"
    assert sections(content(tmp_path, text, "sample.md").passages) == [
        ("1 基盤 > ① 協議", "協議は、様々なレベルで行われている。"),
        ("1 基盤 > 2 指針", "指針は、役割を定めるものである。"),
        ("2 部隊", "部隊は、各地に置かれている。"),
    ]


def test_headings_go_no_deeper_than_makes_sense(tmp_path: Path) -> None:
    """Of a page of ① over ① over ① no path has thousands of headings; what is deeper stays as a passage, not dropped."""
    text = "始め\n" + "".join(f"\n①第{number}の見出し\n" for number in range(300))
    passages = content(tmp_path, text).passages
    assert max(len(passage.section) for passage in passages) <= 32
    found = "".join(passage.text + "".join(passage.section) for passage in passages)
    assert all(f"第{number}の見出し" in found for number in range(300))
