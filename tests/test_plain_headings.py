"""Headings without numbers, told by how they stand in the whole text, and the lines of a page around it."""

from __future__ import annotations

from pathlib import Path

from texts import content, sections

GUIDE = """水源を守る手引

この手引は、町の水源を守るために何をするかを、住む人の言葉でまとめたものである。

見回りとは何か

見回りは、水源の様子を毎月見て、前の月と違うところを書き留めることをいう。

見回りの道具

  • 水位計
  • 記録帳

見回りの手順

  • 水位を測る

    川岸の目盛りを読み、記録帳に書く。

  • 水を汲む

    瓶に水を汲み、色とにおいを確かめる。

記録の残し方

書き留めたことは、月の終わりに役場へ送り、次の年の計画に生かすことにしている。

山川町水源の会
事務局
海野花子
"""

PAGE = """山川町公式サイト
〒000-0000 山川町一丁目
くらし よくある質問 リンク一覧
防災
山川町長の談話

令和3年4月2日

町は、川の堤を高くする工事を始めた。工事は来春に終わる。

関連コンテンツ
川と暮らし
堤の歴史
« 前の記事 次の記事 »
"""

STATEMENT = """内閣府
令和3年4月2日
山川町長の談話

町は、川の堤を高くする工事を始めた。工事は来春に終わる。

山川町長
海野花子
"""


def test_labels_that_stand_alike_are_headings_alike(tmp_path: Path) -> None:
    """What heads a paragraph twice heads a list as well; items that are each told of head that; names head nothing."""
    passages = content(tmp_path, GUIDE).passages
    assert sections(passages)[1:] == [
        ("", "この手引は、町の水源を守るために何をするかを、住む人の言葉でまとめたものである。"),
        ("見回りとは何か", "見回りは、水源の様子を毎月見て、前の月と違うところを書き留めることをいう。"),
        ("見回りの道具", "• 水位計"),
        ("見回りの道具", "• 記録帳"),
        ("見回りの手順", "• 水位を測る"),
        ("見回りの手順", "川岸の目盛りを読み、記録帳に書く。"),
        ("見回りの手順", "• 水を汲む"),
        ("見回りの手順", "瓶に水を汲み、色とにおいを確かめる。"),
        ("記録の残し方", "書き留めたことは、月の終わりに役場へ送り、次の年の計画に生かすことにしている。"),
        ("記録の残し方", "山川町水源の会"),
        ("記録の残し方", "事務局"),
        ("記録の残し方", "海野花子"),
    ]


def test_items_that_are_each_told_of_are_headings(tmp_path: Path) -> None:
    """Where every line behind the sign of a list is short and has a paragraph below, it heads that."""
    passages = content(tmp_path, GUIDE.replace("  • 水位計\n  • 記録帳", "水位計と記録帳を使う。")).passages
    assert [each for each in sections(passages) if each[0].startswith("見回りの手順")] == [
        ("見回りの手順 > • 水位を測る", "川岸の目盛りを読み、記録帳に書く。"),
        ("見回りの手順 > • 水を汲む", "瓶に水を汲み、色とにおいを確かめる。"),
    ]


def test_what_stands_above_the_title_of_a_page_is_of_the_site(tmp_path: Path) -> None:
    """The name of a site, how to reach it and rows of links are furniture, as are links below the text."""
    passages = content(tmp_path, PAGE).passages
    assert [each.text for each in passages if each.kind != "furniture"] == [
        "防災",
        "山川町長の談話",
        "令和3年4月2日",
        "町は、川の堤を高くする工事を始めた。工事は来春に終わる。",
    ]


def test_what_stands_above_the_title_of_a_document_is_its_own(tmp_path: Path) -> None:
    """Who published and when are no furniture, nor who signed."""
    assert [each.text for each in content(tmp_path, STATEMENT).passages if each.kind == "furniture"] == []


def test_a_point_ends_a_sentence_of_japanese(tmp_path: Path) -> None:
    """Where 。 is written as a full stop of Latin type, a numbered sentence is no heading of what follows."""
    text = "書き方\n\n次の順に書く.\n\n(1)まず著者の名を書く.\n\n(2)次に本の名と出版した者を書く.\n\n記載例\n"
    assert [path for path, _ in sections(content(tmp_path, text).passages)] == [""] * 5
