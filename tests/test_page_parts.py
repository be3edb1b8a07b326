"""What is of the page and what of its text, decided for a whole page at once."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.documents import FileContent, read_file
from fumikura.reading.discovery import SourceFile
from fumikura.structure.page_parts import CHANGE, _divide

SAVED = """ログイン
検索
川辺新聞デジタル
社会
経済
スポーツ
文化・くらし
天気
会員登録
マイページ
お知らせ
人気記事ランキング
堤の桜、満開に 川辺町
町の図書館に新館長
橋の通行止め続く
川辺町、堤の工事を再開へ 来春の完成めざす
2019年4月21日 11:51
ツイート
シェアする
川辺町は二十一日、止まっていた堤の工事を再び始めると発表した。工事は来年の春に終わる予定である。
町長は「雨の季節までに半分を終えたい」と述べた。費用は三億円を見込んでいる。
工事は、去年の秋の大雨で中止されていた。町は、堤の高さを一メートル高くする方針である。
関連記事
堤の工事、大雨で中止に 川辺町
川辺川の水位、過去最高を記録
アクセスランキング
1 川辺町の人口、十年ぶりに増加
2 祭りの日程決まる
お問い合わせ
プライバシーポリシー
Copyright 川辺新聞社
"""
SOCIETY = """川辺の会について

川辺の会は、川と堤の歴史を学ぶ会です。毎月一度、町の図書館で集まりを開いています。

会の概要
名称 川辺の会
所在地 川辺町一丁目2番3号
代表 山川一郎
電話 000-000-0000
E-mail kawabe@example.jp

The society was founded in 1998 by those who live along the river. It meets once a month in the library.

集まりの次第
13:00～13:20 受付
13:20～14:00 講演
14:00～15:00 見学

読んだ本
Yamakawa, I. (2021). The river and its banks. Journal of Rivers, 3, 12-20.
Kawabe, T. (2019). Floods of the last century. River Press.

プライバシーポリシー
"""


def content(folder: Path, text: str) -> FileContent:
    """What a file of this text holds."""
    path = folder / "sample.txt"
    path.write_text(text, encoding="utf-8")
    return read_file(SourceFile(path, "sample.txt"), (), "sample")


def test_a_page_of_news_is_divided_into_page_and_text(tmp_path: Path) -> None:
    """Menus, headlines of other articles, buttons and advertisements are furniture; title, day and text are not."""
    made = content(tmp_path, SAVED)
    (document,) = made.documents
    assert (document.title, document.date) == ("川辺町、堤の工事を再開へ 来春の完成めざす", "2019-04-21")
    assert [each.text for each in made.passages if each.kind != "furniture"] == [
        "川辺町、堤の工事を再開へ 来春の完成めざす",
        "2019年4月21日 11:51",
        "川辺町は二十一日、止まっていた堤の工事を再び始めると発表した。工事は来年の春に終わる予定である。",
        "町長は「雨の季節までに半分を終えたい」と述べた。費用は三億円を見込んでいる。",
        "工事は、去年の秋の大雨で中止されていた。町は、堤の高さを一メートル高くする方針である。",
    ]


def test_lists_of_a_text_are_no_menus(tmp_path: Path) -> None:
    """Names and values, times, English and titles of books are text, though a footer stands below them."""
    passages = content(tmp_path, SOCIETY).passages
    assert [each.text for each in passages if each.kind == "furniture"] == ["プライバシーポリシー"]


@pytest.mark.parametrize("rows", [30, 60])
def test_a_title_is_found_below_a_menu_of_any_length(tmp_path: Path, rows: int) -> None:
    """However many lines a menu has, the title is the line above the text."""
    menu = "ホーム\n検索\nサイトマップ\n" + "".join(
        f"{name}\n" for name in ["手続き", "子育て", "防災"] * (rows // 3)
    )
    told = "町は、川の堤を高くする工事を始めます。工事は来年の春に終わる予定です。"
    text = f"{menu}お問い合わせ\n\n堤の工事を始めます\n\n{told}\n"
    assert content(tmp_path, text).documents[0].title == "堤の工事を始めます"


@given(st.lists(st.floats(-5, 5), max_size=8))
def test_the_division_is_the_best_of_all(scores: list[float]) -> None:
    """No division of the blocks has a greater sum, less the price of its changes, than the one that is taken."""

    def total(division: tuple[bool, ...]) -> float:
        changes = sum(one != other for one, other in pairwise(division))
        return sum(score for score, aside in zip(scores, division, strict=True) if aside) - CHANGE * changes

    best = max(map(total, product((False, True), repeat=len(scores))))
    assert total(tuple(_divide(scores))) == pytest.approx(best)


@pytest.mark.parametrize(
    "line",
    [
        "Posted on 2019年4月13日 by kawabe",
        "2019年4月13日 09:18 by 川辺 | カテゴリー 社会 | タグ 政治, 堤",
        "川辺太郎2019年04月13日 09時00分",
        "2019年4月13日 読了時間 3 分",
    ],
)
def test_the_day_of_a_page_stands_beside_who_wrote_it(tmp_path: Path, line: str) -> None:
    """A short line below the title that names one day says when the page was written, whatever else it says."""
    told = "町は、川の堤を高くする工事を始めた。工事は来年の春に終わる予定である。"
    menu = "ホーム\n検索\n社会\nSkip to primary content\nサイトマップ\n"
    text = f"{menu}\n堤の工事が始まる\n\n{line}\n\nツイート\n\n{told}\n"
    (document,) = content(tmp_path, text).documents
    assert (document.title, document.date) == ("堤の工事が始まる", "2019-04-13")


def test_nothing_of_the_page_says_who_published(tmp_path: Path) -> None:
    """The names of sections of a site are those of no publisher, though institutions have the same words."""
    assert (
        content(tmp_path, SAVED.replace("社会\n", "社会\n大学\nニュース\n")).documents[0].publisher
        == "川辺新聞社"
    )


def test_code_and_english_are_no_menus(tmp_path: Path) -> None:
    """Lines between fences of Markdown are text, and so are short lines of a text that is mostly English."""
    fenced = "```bash\nnpm run build\nnpm run dev\n```"
    code = f"# 川の本\n\n検索の仕方を示す。索引は別の頁にある。\n\n{fenced}\n\nログイン\nサイトマップ\n"
    assert any("npm run dev" in p.text for p in content(tmp_path, code).passages if p.kind != "furniture")
    english = "River books\n\nHow to search\nHow to log in\nSee the home page\nRead the help\n\nHelp\nSearch\n\n検索\n"
    shown = [p.text for p in content(tmp_path, english).passages if p.kind != "furniture"]
    assert {"How to log in", "See the home page"} <= set(shown)


def test_the_site_says_where_its_text_begins_and_ends(tmp_path: Path) -> None:
    """What stands above "the text begins here" is of the page, and below "the text ends here"; the title is between."""
    menu = "本文へ移動\n川辺市\n検索の使い方\n\nくらし・手続き\n子育て・教育\n施設の案内\nメニューここまで\n"
    told = "市は、川の堤を高くする工事を始めた。工事は来年の春に終わる予定である。"
    links = "本文ここまで\nサブナビゲーションここから\n川の会議\n水門の当番\nここからフッター\n川辺市役所\n"
    text = f"{menu}本文ここから\n堤の工事\n更新日：2024年6月3日\n{told}\n\n{links}Copyright Kawabe City\n"
    made = content(tmp_path, text)
    document = made.documents[0]
    assert (document.title, document.date, document.publisher) == ("堤の工事", "2024-06-03", "川辺市")
    kinds = {passage.text: passage.kind for passage in made.passages}
    assert {kinds[line] for line in ("くらし・手続き", "施設の案内", "川の会議", "水門の当番")} == {
        "furniture"
    }
    assert kinds[told] == "paragraph"


def test_a_row_of_sections_is_a_menu(tmp_path: Path) -> None:
    """Regions of a ministry or sections of a paper in one row are a menu; names in a row are none."""
    told = "町は、川の堤を高くする工事を始めた。工事は来年の春に終わる予定である。"
    for row, aside in (
        ("政治　経済　社会　国際　スポーツ", True),
        ("甲野一郎　乙山二郎　丙川三郎　丁田四郎", False),
    ):
        made = content(tmp_path, f"{row}\n堤の工事が始まる\n2024年6月3日\n\n{told}\n\n{told}\n")
        assert [p.kind == "furniture" for p in made.passages if p.text.startswith(row[:4])] == [aside]


@pytest.mark.parametrize(
    ("head", "foot", "publisher"),
    [
        (
            "川辺新聞デジタル\n堤の工事が始まる",
            "ページの先頭へ\n(C) 川辺新聞社　無断転載を禁じます",
            "川辺新聞社",
        ),
        ("堤の工事が始まる\n川　辺　省", "以上", "川辺省"),
        (
            "ホーム > 川 > 堤の工事\n堤の工事",
            "リンク集\nサイトマップ\n川辺省　法人番号1234567890123",
            "川辺省",
        ),
    ],
    ids=["who has the rights", "letters apart", "with a number"],
)
def test_who_published_is_named_in_the_head_or_by_the_footer(
    tmp_path: Path, head: str, foot: str, publisher: str
) -> None:
    """The owner of a site before its name, a name whose characters stand apart, who has a number in the footer."""
    told = "国は、川の堤を高くする工事を始めた。工事は来年の春に終わる予定である。"
    document = content(tmp_path, f"{head}\n2024年6月3日\n\n{told}\n\n{told}\n\n{foot}\n").documents[0]
    assert (document.title[:4], document.publisher) == ("堤の工事", publisher)


@pytest.mark.parametrize(
    "line",
    [
        "更新日：2024年6月3日　ページID：0012　印刷する",
        "ページ番号　0012　更新日　令和6年6月3日",
        "初版公開日:[2024年6月3日]ID:12",
        "» 2024年6月3日 14時30分 公開",
    ],
)
def test_a_page_says_when_it_was_put_up(tmp_path: Path, line: str) -> None:
    """The day stands among what else a site says of a page, below its title, though this be as short as an item."""
    menu = "本文へ移動\n検索\nくらし・手続き\n子育て・教育\n施設の案内\nサイトマップ\n"
    told = "市は、川の堤を高くする工事を始めた。工事は来年の春に終わる予定である。"
    text = f"{menu}堤の工事が始まる\n{line}\n\n{told}\n\nお問い合わせ\nCopyright Kawabe\n"
    document = content(tmp_path, text).documents[0]
    assert (document.title, document.date) == ("堤の工事が始まる", "2024-06-03")


def test_feet_of_yearbooks_and_sizes_of_letters_are_of_the_page(tmp_path: Path) -> None:
    """A yearbook's name with the number of its page, and what a site says of its letters, though there once."""
    text = "本文へ\n文字サイズ　標準　大\n橋の報告\n\n橋は三本ある。どれも古く、架け替えが要る。\n\n"
    text += "264　令和元年版　防衛白書\n"
    kinds = {each.text: each.kind for each in content(tmp_path, text).passages}
    assert kinds["文字サイズ　標準　大"] == kinds["264　令和元年版　防衛白書"] == "furniture"


def test_a_source_is_no_second_line_of_a_caption(tmp_path: Path) -> None:
    """（資料）… below a figure's title stands alone, and （写真） behind a label says what it is."""
    text = "橋の報告\n\n橋は三本ある。どれも古く、架け替えが要る。\n\n図１　橋の数\n"
    text += "（資料）町の月報\n\n祭りの様子（写真）\n"
    kinds = {each.text: each.kind for each in content(tmp_path, text).passages}
    assert kinds["図１　橋の数"] == kinds["祭りの様子（写真）"] == "caption"


@pytest.mark.parametrize(
    ("head", "links"),
    [
        ("この連載の記事", ["・堤の桜の手入れ", "・水門の開く日"]),
        ("今日の話題", ["2021.05.13 堤の桜、来月から手入れ", "2021.05.10 水門の工事が延期"]),
        ("■関連コラム", ["1 太鼓の張り替え", "2 集会所の本、増える", "3 東の橋の工事"]),
        ("月別アーカイブ", ["2021年9月", "2021年8月 (12)", "2021年7月"]),
        ("次の記事", ["堤の桜、来月から手入れ"]),
        ("特集", ["1 堤の桜、来月から手入れ", "2 水門の工事が延期"]),
    ],
)
def test_lists_of_other_pages_at_the_end(tmp_path: Path, head: str, links: list[str]) -> None:
    """What they are and that they are other ones heads them; a sentence right above stays of the text."""
    told = "町は、川の堤を高くする工事を始めた。工事は来年の春に終わる予定である。"
    last = "昨年は、水門の前で、東の組を相手に、七つもの勝ちを重ねての、二年続きの優勝。"
    foot = ["サイトマップ", "お問い合わせ", "Copyright Kawabe"]
    text = "\n".join(
        [
            "川辺新聞",
            "ホーム",
            "検索",
            "堤の工事が始まる",
            "2021年10月3日",
            told,
            told,
            last,
            head,
            *links,
            *foot,
        ]
    )
    kinds = {each.text: each.kind for each in content(tmp_path, text).passages}
    assert {kinds[told], kinds[last]} == {"paragraph"}
    assert {kinds[line] for line in (head, *links)} == {"furniture"}


def test_such_a_list_may_be_of_the_text(tmp_path: Path) -> None:
    """Where no page ends below it, and a sentence follows, a heading and its items are of the text."""
    text = "堤の話\n\n堤は、江戸の初めに築かれた。\n\n主な特集\n\n・桜の手入れ\n・水門の工事\n\n特集は、年に二度ある。\n"
    kinds = {each.text: each.kind for each in content(tmp_path, text).passages}
    assert kinds["・桜の手入れ"] == "list-item"


@pytest.mark.parametrize(
    "below",
    [
        ["2021年10月3日"],
        ["2021/10/03 09:30", "カテゴリ: 川, くらし"],
        ["シェア", "ツイート", "いいね！ 12", "2021年10月3日"],
    ],
)
def test_a_headline_above_a_day_is_no_half_of_the_first_sentence(tmp_path: Path, below: list[str]) -> None:
    """Not even one that ends with a particle, whatever a site has below it."""
    told = "川の水位は、この十年で三度、堤の高さに迫った。"
    text = "\n".join(
        [
            "ホーム",
            "検索",
            "会員登録",
            "堤を高くする工事、来春から",
            *below,
            told,
            "サイトマップ",
            "Copyright Kawabe",
        ]
    )
    read = content(tmp_path, text)
    kinds = {each.text: each.kind for each in read.passages}
    assert read.documents[0].title == "堤を高くする工事、来春から"
    assert kinds[told] == "paragraph"
    assert {kinds.get(line, "") for line in below if not line.startswith("2021")} <= {"furniture"}


def test_a_sentence_that_a_page_parts_is_whole(tmp_path: Path) -> None:
    """Below the first sentence of a text, what a page ends with stands in the middle of one that goes on."""
    text = (
        "堤の話\n\n堤は、江戸の初めに築かれた。\n\n町は、堤を高くする工事の費用を、来年の春から\n"
        "ページの先頭へ\n三年にわたって積み立てることにした。\n"
    )
    joined = "町は、堤を高くする工事の費用を、来年の春から三年にわたって積み立てることにした。"
    assert joined in [each.text for each in content(tmp_path, text).passages]


def test_a_menu_below_whose_page_it_is(tmp_path: Path) -> None:
    """A row of short words right below the first line is of the page, and so is who has the rights."""
    text = (
        "川辺の会\n\n会について　会員の一覧　川の統計　調査　入会の案内\n\n"
        "川の賞の結果について\n\n川の賞の結果をお知らせします。受賞は四件でした。\n\n掲載した図の著作権は川辺の会に帰属します。\n"
    )
    found = content(tmp_path, text)
    assert found.documents[0].title == "川の賞の結果について"
    kinds = {p.text[:4]: p.kind for p in found.passages}
    assert (kinds["会につい"], kinds["掲載した"]) == ("furniture", "furniture")
