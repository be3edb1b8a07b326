"""Small documents of several kinds, and the passages that a reader expects of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fumikura.documents import read_file
from fumikura.reading.discovery import SourceFile
from texts import content, sections

MINUTES = """第3回 港湾防災検討委員会 議事要旨

日時：令和5年6月12日（月）14時00分～16時00分
場所：中央合同庁舎第2号館 会議室

１．開会
　事務局から、配布資料の確認があった。

２．議事
（１）津波避難計画の見直しについて
　事務局から資料１に基づき説明があり、次のような意見が出された。
・避難場所の標識は、外国語を併記すべきである。
・夜間の避難を想定した訓練が足りない。
（２）岸壁の耐震化について
　山田委員長から、平成25年度以降に着工した岸壁の一覧を示すよう求めがあった。

３．その他
　次回は令和5年9月4日に開催する。
"""


def test_minutes_of_a_committee(tmp_path: Path) -> None:
    """Items of the agenda are sections, opinions are list items, and other dates in the text change nothing."""
    found = content(tmp_path, MINUTES)
    (document,) = found.documents
    assert (document.title, document.date) == ("第3回 港湾防災検討委員会 議事要旨", "2023-06-12")
    tsunami, quay = "２．議事 > （１）津波避難計画の見直しについて", "２．議事 > （２）岸壁の耐震化について"
    assert sections(found.passages) == [
        ("", "第3回 港湾防災検討委員会 議事要旨"),
        ("", "日時：令和5年6月12日（月）14時00分～16時00分"),
        ("", "場所：中央合同庁舎第2号館 会議室"),
        ("１．開会", "事務局から、配布資料の確認があった。"),
        (tsunami, "事務局から資料１に基づき説明があり、次のような意見が出された。"),
        (tsunami, "・避難場所の標識は、外国語を併記すべきである。"),
        (tsunami, "・夜間の避難を想定した訓練が足りない。"),
        (quay, "山田委員長から、平成25年度以降に着工した岸壁の一覧を示すよう求めがあった。"),
        ("３．その他", "次回は令和5年9月4日に開催する。"),
    ]
    assert [each.kind for each in found.passages] == [
        "heading", *["paragraph"] * 4, "list-item", "list-item", *["paragraph"] * 2
    ]  # fmt: skip
    assert {each.date for each in found.passages} == {"2023-06-12"}


ORDINANCE = """青葉市公文書管理条例

平成30年3月26日
条例第12号

第1章　総則

（目的）
第1条　この条例は、公文書の管理に関する基本的事項を定めることを目的とする。

（定義）
第2条　この条例における用語の意義は、次の各号に定めるところによる。
(1)　実施機関　市長、教育委員会及び監査委員をいう。
(2)　公文書　実施機関の職員が職務上作成し、又は取得した文書をいう。

第2章　公文書の管理

（文書の作成）
第3条　実施機関の職員は、意思決定に至る過程を検証することができるよう、文書を作成しなければならない。
"""


def test_an_ordinance(tmp_path: Path) -> None:
    """Chapters and articles with their captions are sections, articles and items list items, each with its line."""
    found = content(tmp_path, ORDINANCE)
    assert (found.documents[0].title, found.documents[0].date) == ("青葉市公文書管理条例", "2018-03-26")
    articles = [each for each in found.passages if each.kind == "list-item"]
    assert [(each.section, each.text[:9], each.lines) for each in articles] == [
        (("第1章　総則", "（目的）第1条"), "第1条　この条例は", (9, 9)),
        (("第1章　総則", "（定義）第2条"), "第2条　この条例に", (12, 12)),
        (("第1章　総則", "（定義）第2条"), "(1)　実施機関　", (13, 13)),
        (("第1章　総則", "（定義）第2条"), "(2)　公文書　実", (14, 14)),
        (("第2章　公文書の管理", "（文書の作成）第3条"), "第3条　実施機関の", (19, 19)),
    ]
    assert found.documents[0].doc_type == "law"


PRESS = """# 水素ステーション整備計画の公表について

令和4年11月8日

青葉県環境部

青葉県は、県内の水素ステーション整備計画を取りまとめましたので、お知らせします。

## 1. 背景

県内の燃料電池車は、**2021年度末**で1,204台となりました。

## 2. 整備計画

| 年度 | 地区 | 箇所数 | 備考 |
|------|------|-------:|------|
| 令和5年度 | 北部 | 3 | 既存給油所に併設 |
| 令和6年度 | 南部 | 5 | 新設 |

## 3. 今後の予定

- 令和5年4月　公募を開始
- 令和5年10月　事業者を決定

### 問い合わせ先

環境部エネルギー課　電話 022-000-0000
"""


def test_a_press_release_in_markdown(tmp_path: Path) -> None:
    """Headings, a table in pipes and a list are told apart; the last line is no caption; no markup is left."""
    found = content(tmp_path, PRESS, "press.md")
    assert [
        (each.kind, *path) for each, path in zip(found.passages, sections(found.passages), strict=True)
    ] == [
        ("heading", "", "水素ステーション整備計画の公表について"),
        ("paragraph", "", "令和4年11月8日"),
        ("paragraph", "", "青葉県環境部"),
        ("paragraph", "", "青葉県は、県内の水素ステーション整備計画を取りまとめましたので、お知らせします。"),
        ("paragraph", "1. 背景", "県内の燃料電池車は、2021年度末で1,204台となりました。"),
        ("table-row", "2. 整備計画", "年度　地区　箇所数　備考"),
        ("table-row", "2. 整備計画 > 年度 / 地区 / 箇所数 / 備考", "令和5年度　北部　3　既存給油所に併設"),
        ("table-row", "2. 整備計画 > 年度 / 地区 / 箇所数 / 備考", "令和6年度　南部　5　新設"),
        ("list-item", "3. 今後の予定", "令和5年4月　公募を開始"),
        ("list-item", "3. 今後の予定", "令和5年10月　事業者を決定"),
        ("paragraph", "3. 今後の予定 > 問い合わせ先", "環境部エネルギー課　電話 022-000-0000"),
    ]
    assert {(each.date, each.year, each.publisher) for each in found.passages} == {
        ("2022-11-08", 2022, "青葉県環境部")
    }


REPORT = """町並み保存に関する報告

一、調査の範囲

　調査は、旧街道に面した町家四十二棟について行った。いずれも江戸末期から明治初期にかけて建てられたものである。

二、調査の結果

（一）構造

　通り土間を持つものが三十八棟を占め、このうち二十棟は土蔵を伴う。

（二）傷み

　屋根の傷みは、瓦のずれによるものが多い。軒先の腐朽は十一棟に見られた。

三、提言

　修理の費用を町が補助する仕組みを、平成十二年度から設けることが望ましい。
"""


def test_a_report_numbered_in_kanji(tmp_path: Path) -> None:
    """一、二、三、 and （一）（二） are two levels of headings."""
    found = content(tmp_path, REPORT)
    assert [path for path, _ in sections(found.passages)] == [
        "", "一、調査の範囲", "二、調査の結果 > （一）構造", "二、調査の結果 > （二）傷み", "三、提言"
    ]  # fmt: skip
    assert found.passages[1].text.startswith("調査は、旧街道に面した")
    assert {(each.date, each.year) for each in found.passages} == {("", None)}


AUSTRALIA = """第10回日豪外務・防衛閣僚協議（「2＋2」）（概要）

令和4年12月9日

12月9日、東京において、第10回日豪外務・防衛閣僚協議が開催されたところ、概要は以下のとおりです。

1　総論
（1）日本側から、自由で開かれたインド太平洋の実現に向けた豪州の取組を評価する旨述べた。
（2）豪側から、日本の防衛力強化を支持する旨述べた。
（3）双方は、「特別な戦略的パートナーシップ」を更に強化することで一致した。

2　地域情勢
（1）四閣僚は、東シナ海及び南シナ海の情勢について深刻な懸念を表明した。
（2）ウォン外相は、太平洋島しょ国への支援を説明した。
"""


def test_a_summary_of_a_meeting_with_australia(tmp_path: Path) -> None:
    """A 2+2 with another country is a 2+2; its foreign minister speaks neither for Japan nor for America."""
    found = content(tmp_path, AUSTRALIA)
    (document,) = found.documents
    assert (document.doc_type, document.date, document.meeting, document.place) == (
        "summary",
        "2022-12-09",
        "2+2",
        "東京",
    )
    items = [each for each in found.passages if each.kind == "list-item"]
    assert [(each.section, each.side, each.lines) for each in items] == [
        (("1　総論",), "japan", (8, 8)),
        (("1　総論",), "", (9, 9)),
        (("1　総論",), "both", (10, 10)),
        (("2　地域情勢",), "both", (13, 13)),
        (("2　地域情勢",), "", (14, 14)),
    ]


WHITE_PAPER = """# 平成27年版水産白書 第3章 水産資源の管理

## 1　資源評価

（ア）評価の対象

わが国周辺の水産資源について、13（平成25）年には50魚種84系群の評価を行い、14（同26）年には対象を52魚種に広げた。

（イ）評価の方法

漁獲量及び体長組成のデータに基づき、コホート解析を用いて推定している。

## 2　漁獲可能量

### ① 設定の手順

水産政策審議会の意見を聴き、翌年の漁獲可能量を定める。

### 2 数量の配分

都道府県に配分する数量は、過去3か年の実績に基づく。

## 3　国際的な協議

### （1）日米水産大臣会談（13（平成25）年5月）

海洋の資源について、両国の協力を進めることで一致した。

### （2）今後の取組

小型魚の漁獲量を半減する措置を、関係国に働きかけていく。
"""


def test_a_section_of_a_white_paper(tmp_path: Path) -> None:
    """（ア）（イ） and ①, 2 are levels of their own; a section headed by a meeting has its date, the next has not."""
    found = content(tmp_path, WHITE_PAPER, "paper.md")
    title = "平成27年版水産白書 第3章 水産資源の管理"
    assert [(each.section[0], each.section[1:], each.date, each.meeting) for each in found.passages] == [
        (title, ("1　資源評価", "（ア）評価の対象"), "2015", ""),
        (title, ("1　資源評価", "（イ）評価の方法"), "2015", ""),
        (title, ("2　漁獲可能量", "① 設定の手順"), "2015", ""),
        (title, ("2　漁獲可能量", "2 数量の配分"), "2015", ""),
        (title, ("3　国際的な協議", "（1）日米水産大臣会談（13（平成25）年5月）"), "2013-05", "other"),
        (title, ("3　国際的な協議", "（2）今後の取組"), "2015", ""),
    ]
    assert found.documents[0].doc_type == "white-paper"


MIXED = """Joint Press Release on Disaster Relief Cooperation
災害救援協力に関する共同プレスリリース

2020年3月3日

The two sides met in Sendai and agreed to share satellite imagery within six hours of a major earthquake.
両者は仙台で会談し、大地震の発生から6時間以内に衛星画像を共有することで一致した。

They also agreed to hold a table-top exercise (TTX) every year.
また、机上演習（TTX）を毎年行うことでも一致した。
"""


def test_a_text_in_two_languages(tmp_path: Path) -> None:
    """English paragraphs are passages beside the Japanese ones; none is taken for a reading and lifted out."""
    found = content(tmp_path, MIXED)
    (document,) = found.documents
    assert (document.title, document.doc_type, document.date) == (
        "災害救援協力に関する共同プレスリリース",
        "joint-statement",
        "2020-03-03",
    )
    assert [(each.text, each.glosses) for each in found.passages] == [
        (line, ()) for line in MIXED.splitlines() if line
    ]


@pytest.mark.parametrize("text", [MINUTES, ORDINANCE, PRESS, REPORT, AUSTRALIA, WHITE_PAPER, MIXED])
def test_passages_are_in_order_and_cite_their_lines(tmp_path: Path, text: str) -> None:
    """Ids count up from 1, and the lines that a passage cites hold its text and no more than it."""
    lines = text.splitlines()
    passages = content(tmp_path, text, "sample.md").passages
    assert [each.id for each in passages] == [f"sample#{n}" for n in range(1, len(passages) + 1)]
    for each in passages:
        first, last = each.lines
        cited = re.sub(r"[\s|#*-]", "", "".join(lines[first - 1 : last]))
        assert re.sub(r"[\s|#*-]", "", each.text) == cited


def test_a_document_in_another_encoding_reads_the_same(tmp_path: Path) -> None:
    """CP932 with line ends of Windows gives the passages of the same text in UTF-8."""
    expected = content(tmp_path, AUSTRALIA).passages
    (tmp_path / "sample.txt").write_bytes(AUSTRALIA.replace("\n", "\r\n").encode("cp932"))
    assert read_file(SourceFile(tmp_path / "sample.txt", "sample.txt"), (), "sample").passages == expected


def test_marks_of_notes_and_numbers_of_things(tmp_path: Path) -> None:
    """A number before a bracket refers to the note that there is; that of 資料2 and 表1 is their own."""
    text = "堤の協議\n\n両町は堤の委員会1（「川の会」）で、資料1が示す高さを確認した。\n\n1）協議の場。町長が出る。\n"
    passages = content(tmp_path, text).passages
    assert [(p.kind, p.text, p.glosses) for p in passages if "。" in p.text] == [
        ("paragraph", "両町は堤の委員会（「川の会」）で、資料1が示す高さを確認した。", ("1",)),
        ("footnote", "1）協議の場。町長が出る。", ()),
    ]
