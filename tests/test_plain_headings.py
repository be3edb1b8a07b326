"""Headings without numbers, told by how they stand in the whole text, and the lines of a page around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content, sections, texts

_MORE = "町は、住む人の声を聞きながら、これからも仕事を進めることにしている。"

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


RULES = """会則

第1条　名称
本会は、山川町水源の会と称する。
第2条　事業
本会は、次の事業を行う。
1　見回り
(令2規則3・一部改正)
第3条　会費は、年に千円とする。
第4条　削除
第5条　会費は、返さない。
"""

INTERVIEW = """山川町長の記者会見

冒頭の説明はこちら
会見内容
堤の工事について
水道の料金について
祭りの日取りについて
町長の会見を始めます。
堤の工事について
町長からは、堤の工事が来春に終わるとの説明がありました。
水道の料金について
お手元の資料にあるとおり、水道の料金は変わりません。
祭りの日取りについて
祭りは秋の初めに開きます。

お問い合わせ
総務課
電話 000-000-0000
お問い合わせフォーム
"""

SONG = """機織りの歌

とんとん機を織っていた
からから糸を巻いていた
とんとん機を織っていた

日が暮れた
とんとん機を織っていた
からから糸を巻いていた
とんとん機を織っていた

日が暮れた
"""


def test_the_name_behind_an_article_s_number_heads_it(tmp_path: Path) -> None:
    """A name between the number and the sentence below is the article's; a note of what changed is none's."""
    assert sections(content(tmp_path, RULES).passages)[1:] == [
        ("第1条　名称", "本会は、山川町水源の会と称する。"),
        ("第2条　事業", "本会は、次の事業を行う。"),
        ("第2条　事業", "1　見回り"),
        ("第2条　事業 > 1", "(令2規則3・一部改正)"),
        ("第3条", "第3条　会費は、年に千円とする。"),
        ("第4条", "第4条　削除"),
        ("第5条", "第5条　会費は、返さない。"),
    ]


def test_what_comes_again_as_headings_is_a_table_of_contents(tmp_path: Path) -> None:
    """It need not be the first of a page; how to reach who keeps the page is its end. A song's refrain is none."""
    passages = content(tmp_path, INTERVIEW).passages
    assert [each.text for each in passages if each.kind == "furniture"] == [
        "冒頭の説明はこちら",
        "堤の工事について",
        "水道の料金について",
        "祭りの日取りについて",
        "お問い合わせ",
        "総務課",
        "電話 000-000-0000",
        "お問い合わせフォーム",
    ]
    assert [path for path, text in sections(passages) if text.endswith(("変わりません。", "開きます。"))] == [
        "水道の料金について",
        "祭りの日取りについて",
    ]
    assert "furniture" not in {each.kind for each in content(tmp_path, SONG).passages}


def test_a_line_above_a_paragraph_that_is_set_in_is_its_own(tmp_path: Path) -> None:
    """A numbered heading that ends in a particle never runs into the longer paragraph set in below it."""
    first = "1.はじめに\n　町の水源を守るために、会は長く働いてきた。\n　いまも働いている。\n"
    text = f"会の決定\n\n{first}\n2.おわりに\n　会は、これからも働く。\n"
    assert sections(content(tmp_path, text).passages)[1:] == [
        ("1.はじめに", "町の水源を守るために、会は長く働いてきた。"),
        ("1.はじめに", "いまも働いている。"),
        ("2.おわりに", "会は、これからも働く。"),
    ]


def test_nothing_waits_where_every_line_is_a_paragraph(tmp_path: Path) -> None:
    """What people say line by line stays in its order, though some lines seem to go on further down."""
    lines = [
        "水辺の話",
        *(f"花子は{name}を見て、川の方へゆっくりと歩いて行った。" for name in "山川空海森野"),
        "「きれいなものを見たので",
        "「いつのことですか。」と太郎が聞いた。",
        "と花子は言いかけて、口をつぐんだ。",
        *(f"太郎は{name}を見て、橋の方へゆっくりと歩いて行った。" for name in "山川空海森野"),
    ]
    assert [each.text for each in content(tmp_path, "\n".join(lines)).passages] == lines


@pytest.mark.parametrize("indent", ["", "　"])
@pytest.mark.parametrize(
    ("gap", "ends"),
    [("\n", ""), *((gap, ends) for gap in ("\n\n", "\n\n\n", "\n\n\n\n") for ends in ("", "の行方は？"))],
)
def test_headings_stand_in_many_ways(tmp_path: Path, gap: str, indent: str, ends: str) -> None:
    """With any room above, over paragraphs that are set in or not; a question needs room above to be told."""
    heads = [f"{name}{ends}" for name in ("堤の工事", "水道の料金", "祭りの太鼓")]
    told = [
        f"{indent}{name}は来年も続く。{more}" for name, more in (("堤", _MORE), ("料金", _MORE), ("祭り", ""))
    ]
    text = f"町の計画\n\n{indent}町の計画を説明する。{_MORE}"
    text += "".join(f"{gap}{head}\n{each}" for head, each in zip(heads, told, strict=True))
    assert sections(content(tmp_path, text).passages)[2:] == [
        (head, each.strip("　")) for head, each in zip(heads, told, strict=True)
    ]


def test_captions_where_pictures_were_stay_captions(tmp_path: Path) -> None:
    """Labels far below what stands above them head nothing in a text that has headings of another kind."""
    part = f"堤は来年も続く。{_MORE}\n\n\n\n\n完成した堤の様子\n水道は来年も続く。{_MORE}"
    text = f"町の計画\n\n１　堤の工事\n{part}\n\n２　堤の今後\n{part}\n"
    passages = content(tmp_path, text).passages
    assert {each.kind for each in passages if each.text == "完成した堤の様子"} == {"caption"}


def test_entries_of_a_list_of_books_end_with_their_stop(tmp_path: Path) -> None:
    """An entry goes on over its lines, wherever they broke, until the stop behind its year; the heading is apart."""
    lines = [
        "日本語文献",
        "青木一郎「水道の記録―その変化の要因について―」",
        "『水の研究』第 6 号(青葉大",
        "学文学部、1954 年)。",
        "―――「新しい井戸」『川の終わり』第 3 号(海野社、1955 年)。",
        "―――「井戸の今後」『水の研究』第",
        "1 巻第 2 号(青葉大学文学部、1957 年)。",
    ]
    passages = content(tmp_path, "文献一覧\n\n" + "\n".join(lines)).passages
    assert [each.text for each in passages][1:] == [
        lines[0], "".join(lines[1:4]), lines[4], "".join(lines[5:])
    ]  # fmt: skip


@pytest.mark.parametrize("speaker", ["○{}　", "○{}\n", "{}\n", "【{}】", "（{}）\n"])
@pytest.mark.parametrize("heading", ["{}", "＜{}＞", "■{}"])
def test_headings_over_speeches(tmp_path: Path, speaker: str, heading: str) -> None:
    """The first heads the first speech as the others do, and a name on a line of its own is never half a sentence."""
    asked = {"堤の工事": "堤はいつできますか。", "水道の料金": "水道の料金を上げますか。"}
    text = "町長会見録\n\n令和3年4月2日\n\n町役場　記者室\n"
    for head, question in asked.items():
        text += f"\n{heading.format(head)}\n\n{speaker.format('記者')}{question}\n"
        text += f"{speaker.format('町長')}ございません。\n"
    said = [
        (each.section, each.speaker, each.text) for each in content(tmp_path, text).passages if each.speaker
    ]
    assert said == [
        ((heading.format(head),), who, what)
        for head, question in asked.items()
        for who, what in (("記者", question), ("町長", "ございません。"))
    ]


TOWN_PAGE = """町の水のはなし
川と堤
町は、川の堤を高くする工事を、去年の秋から続けている。堤は来年の春にできる。
水道の水
町の水道の水は、山の泉から引いている。水を守るために、町は森の木を切らない。

この記事に関するお問い合わせ先
総務部 水道課
電話番号:000-000-0000
水道課へのお問い合わせは専用フォームをご利用ください。
"""

CONTENTS = """川と堤の手引
目次
川と堤
水道の水
資料
川と堤
町は、川の堤を高くする工事を、去年の秋から続けている。堤は来年の春にできる。
水道の水
町の水道の水は、山の泉から引いている。水を守るために、町は森の木を切らない。
資料
町の図書館にある。
"""


def test_the_end_of_a_page_says_how_to_reach_who_keeps_it(tmp_path: Path) -> None:
    """An office, its numbers and what readers may do are furniture; the first heading may stand below the title."""
    passages = content(tmp_path, TOWN_PAGE).passages
    assert [path for path, text in sections(passages) if text.startswith("町")][1:] == ["川と堤", "水道の水"]
    assert [each.text for each in passages if each.kind == "furniture"] == TOWN_PAGE.splitlines()[-4:]


def test_contents_end_before_the_first_heading_that_they_name(tmp_path: Path) -> None:
    """An entry that comes again is the heading, though nothing but its place tells."""
    passages = content(tmp_path, CONTENTS).passages
    assert [each.text for each in passages if each.kind == "furniture"] == CONTENTS.splitlines()[1:5]
    assert [path for path, text in sections(passages) if text.startswith("町")] == [
        "川と堤",
        "水道の水",
        "資料",
    ]


def test_entries_of_contents_may_have_numbers_that_headings_lack(tmp_path: Path) -> None:
    """Contents count what they name, in lists too; what a text itself ends with is no list of links."""
    text = "水道\n\n目次\n\n  • 1 定義\n    • 1.1 範囲\n  • 2 関連年表\n\n"
    text += f"定義\n\n水道は水を送る。{_MORE}\n\n範囲\n\n範囲は町である。{_MORE}\n\n"
    text += "関連年表\n\n  • 水道ができる\n  • 堤ができる\n"
    passages = content(tmp_path, text).passages
    assert [each.text for each in passages if each.kind == "furniture"] == [
        "目次",
        "• 1 定義",
        "• 1.1 範囲",
        "• 2 関連年表",
    ]
    assert sections(passages)[-1] == ("関連年表", "• 堤ができる")


ANSWERS = """堤の工事 よくある質問

問1.工事はいつ終わるのですか。雨の季節に間に合いますか。
 工事は来年の春に終わる予定です。雨の季節には間に合います。

問2.費用はいくらですか。
 三億円を見込んでいます。国の補助を受けます。
 町の負担は一億円です。
"""

CONFERENCE = """町長定例会見

1 日時 令和4年5月11日(水曜日) 10時01分～10時43分
2 場所 会見室
3 発表項目(10時01分～10時03分)
4 質疑項目(10時03分～10時43分)
質疑
Q 代表幹事(川辺通信)
 堤の工事はいつ終わりますか。
A 町長
 来年の春に終わる予定です。
"""

ALONE = """川辺町の催し
令和3年4月2日

広場の工事

町は、広場の工事を四月に始める。工事の間は、となりの町の広場で催しを開くことになっている。
店もそこに並ぶ。
"""


def test_a_question_with_its_number_heads_its_answer(tmp_path: Path) -> None:
    """However long it is and however many sentences it has, where no speakers are marked."""
    found = [(path[:3], text) for path, text in sections(content(tmp_path, ANSWERS).passages) if path]
    assert found == [
        ("問1.", "工事は来年の春に終わる予定です。雨の季節には間に合います。"),
        ("問2.", "三億円を見込んでいます。国の補助を受けます。"),
        ("問2.", "町の負担は一億円です。"),
    ]


def test_the_last_of_a_list_of_fields_is_no_heading_and_who_asks_is_named_behind_q(tmp_path: Path) -> None:
    """1 日時 … 2 場所 … goes on to 4; a line Q or A with an office names who speaks below it."""
    passages = content(tmp_path, CONFERENCE).passages
    assert [(each.section, each.speaker, each.text) for each in passages if each.speaker] == [
        (("質疑",), "代表幹事(川辺通信)", "堤の工事はいつ終わりますか。"),
        (("質疑",), "町長", "来年の春に終わる予定です。"),
    ]


def test_a_label_alone_heads_the_text_that_tells_of_it(tmp_path: Path) -> None:
    """The only label between a head and its text heads the text, if that has its words."""
    assert {path for path, text in sections(content(tmp_path, ALONE).passages) if text.endswith("。")} == {
        "広場の工事"
    }


def test_words_set_wide_are_headings(tmp_path: Path) -> None:
    """A word whose characters stand apart on a line of its own heads the list or the paragraph below."""
    text = (
        "請求の経緯\n\n山川町は次のとおり決定した。町民の請求についての決定である。\n\n"
        "主　　　文\n\n1　請求を認める。\n2　費用は町が負う。\n\n理　　　由\n\n請求には理由がある。\n"
    )
    found = [(each.section, each.text) for each in content(tmp_path, text).passages]
    assert (("主　　　文",), "2　費用は町が負う。") in found
    assert (("理　　　由",), "請求には理由がある。") in found


SOCIETY = """川辺の会について

川辺の会は、川と堤の歴史を学ぶ会である。毎月一度、町の図書館で集まりを開いている。

2019年3月1日 13時16分

集まりには、町の外からも人が来る。次の集まりの日は、図書館の掲示板で知らせることにしている。

投稿者 山川一郎

集まりでは、古い地図を見ながら、川の道筋が変わったわけを話し合うことにしている。
会の概要
名称：川辺の会
所在地：川辺町一丁目
"""


def test_a_label_over_names_and_values_heads_them_and_no_day_or_byline_heads_anything(tmp_path: Path) -> None:
    """A day with its time, and who wrote what stands above, are set apart as headings are, and are none."""
    found = {text: path for path, text in sections(content(tmp_path, SOCIETY).passages)}
    assert {text: path for text, path in found.items() if path} == {
        "名称：川辺の会": "会の概要",
        "所在地：川辺町一丁目": "会の概要",
    }


def test_a_label_above_a_list_heads_it(tmp_path: Path) -> None:
    """A label set apart stands over the bullets right below it, and a list of books has its name in the path."""
    text = (
        "橋の点検\n\n町は橋を点検した。点検は三日で終わった。\n\n見つかった傷み\n・手すりのさび\n・床板の割れ\n\n"
        "参考文献\n\n峰田環『町の橋』港書房、1987年\n早瀬実『川の記録』川書房、1991年\n"
    )
    found = [(each.section, each.text) for each in content(tmp_path, text).passages]
    assert (("見つかった傷み",), "・床板の割れ") in found
    assert (("参考文献",), "早瀬実『川の記録』川書房、1991年") in found


def test_a_salutation_is_no_heading(tmp_path: Path) -> None:
    """拝啓 on a line of its own opens a letter, as often as it comes, and heads nothing."""
    letter = "{}様\n\n拝啓\n\n庭の花が咲きました。長い間お会いしていません。\nお元気でお過ごしください。\n\n敬具\n\n"
    text = "手紙\n\n" + "".join(map(letter.format, ("山田", "川田", "谷田")))
    assert {each.section for each in content(tmp_path, text).passages} == {()}


def test_labels_above_items_that_stand_apart(tmp_path: Path) -> None:
    """Two labels set apart that have items below head these; a single bar with a blank behind it is an item's sign."""
    text = (
        "河川の協定について\n\n　川の水は両国で使う。水の量は毎年測る。\n\n"
        "水の量\n\n　―　上流の堰を開く。\n\n　―　下流の堰を閉じる。\n\n"
        "費用\n\n　―　両国が半分ずつ払う。\n"
    )
    told = {each.text: (each.kind, each.section) for each in content(tmp_path, text).passages}
    assert told["―　下流の堰を閉じる。"] == ("list-item", ("水の量",))
    assert told["―　両国が半分ずつ払う。"] == ("list-item", ("費用",))


def test_a_label_over_a_numbered_list(tmp_path: Path) -> None:
    """A label above numbers is over them where another heading ends the list, at the end of a head as well."""
    text = (
        "堤の部会（第6回）議事録\n\n日時：平成20年2月26日\n\n議題\n\n1. 堤の高さについて\n2. 橋の幅について\n\n"
        "議事概要\n\n山川部会長\n始めます。\n川名政策課長\n説明します。\n"
    )
    assert [(p.section, p.text) for p in content(tmp_path, text).passages][-4:] == [
        (("議題",), "1. 堤の高さについて"),
        (("議題",), "2. 橋の幅について"),
        (("議事概要",), "始めます。"),
        (("議事概要",), "説明します。"),
    ]


def test_the_first_of_several_headings_is_no_title(tmp_path: Path) -> None:
    """Where a text begins without a title, the labels below its first paragraph are all headings."""
    told = "川の水は春に増え、秋に減る。町の人はこのことをよく知っていて、堤を高くした。"
    text = f"{told * 6}\n\n川のとてつもない変化\n\n {told}\n {told}\n\n川と町の人のくらし\n\n {told}\n"
    assert [p.section for p in content(tmp_path, text).passages] == [
        (),
        ("川のとてつもない変化",),
        ("川のとてつもない変化",),
        ("川と町の人のくらし",),
    ]


@pytest.mark.parametrize(
    ("above", "first", "second"),
    [
        (
            "陳情書\n\n川辺町議会議長　様\n\n件名　橋の架け替えについて\n\n",
            "〔陳情の理由〕",
            "〔陳情の項目〕",
        ),
        (
            "橋の記録\n\n１．開会\n２．議題\n（１）橋の幅\n（２）その他\n３．閉会\n\n【意見】\n",
            "（橋の幅）",
            "（その他）",
        ),
        ("橋の記録\n\n橋の会議を開いた。\n\n", "■決めたこと", "■宿題"),
    ],
    ids=["brackets of minutes where nobody speaks", "round ones below a box", "a sign above what was done"],
)
def test_lines_in_brackets_and_behind_signs_head_lists(
    tmp_path: Path, above: str, first: str, second: str
) -> None:
    """They do with or without room above, and so the last of an agenda does not head what follows it."""
    text = f"{above}{first}\n・橋の幅を広げる。\n・橋の色を白くする。\n\n{second}\n・次回は町で開く。\n"
    found = content(tmp_path, text).passages
    boxed = ("【意見】",) if "【意見】" in above else ()
    assert [p.section for p in found if p.text.startswith("・")] == [
        (*boxed, first), (*boxed, first), (*boxed, second),
    ]  # fmt: skip


def test_what_round_brackets_add_heads_nothing(tmp_path: Path) -> None:
    """Remarks in round brackets inside a sentence, above a name or right below a short line are no headings."""
    text = "橋の記録\n\n橋は春に架けられた\n（町の橋）\nと、人々は書いた。\n\n（川辺町役場）\n川辺太郎\n"
    assert {p.section for p in content(tmp_path, text).passages} == {()}
    told = "橋は春に架けられ、町の人が渡った。橋の長さは百間あった。"
    text = f"橋の記録\n\n{told}\n\n川辺町\n（役場）\n{told}\n\n山手町\n（支所）\n{told}\n"
    assert not any("（" in part for p in content(tmp_path, text).passages for part in p.section)


def test_parts_of_a_press_conference_say_whose_they_are(tmp_path: Path) -> None:
    """What the mayor tells and what reporters ask are parts, and topics stand under them."""
    text = (
        "川辺市長定例記者会見\n\n令和6年1月10日（水）\n\n市長からの発表事項\n\n堤の工事について\n\n"
        "はじめに、堤の工事について申し上げます。工事は来年の春に終わる予定です。\n\n"
        "記者との質疑応答\n\n堤の高さ\n\n（記者）\n\n堤の高さはどれほどですか。\n\n（市長）\n\nいまの倍になります。\n"
    )
    told = {p.text: p.section for p in content(tmp_path, text).passages}
    assert told["はじめに、堤の工事について申し上げます。工事は来年の春に終わる予定です。"] == (
        "市長からの発表事項",
        "堤の工事について",
    )
    assert told["いまの倍になります。"] == ("記者との質疑応答", "堤の高さ")


@pytest.mark.parametrize("numbers", ["一二", "１２", "ⅠⅡ"])
def test_a_number_alone_between_empty_lines_heads_what_follows(tmp_path: Path, numbers: str) -> None:
    """So do the chapters of a story, the first of them below the title; right above its text it is an item's."""
    first, second = tuple(numbers)
    told = "川の水は春に増え、秋に減る。町の人はこのことをよく知っていて、堤を高くした。"
    text = f"川の話\n\n川辺太郎\n\n　　　{first}\n\n　{told}\n\n　　　{second}\n\n　{told}\n"
    assert sections(content(tmp_path, text).passages)[-2:] == [(first, told), (second, told)]


def test_a_number_alone_right_above_its_text_is_an_item_s(tmp_path: Path) -> None:
    """As where the numbers of a circular came out on lines of their own."""
    text = "川の注意\n\n一\n川で遊ぶときは、二人以上で行くこと。\n二\n雨の後は、川に入らないこと。\n"
    found = [p.text for p in content(tmp_path, text).passages][-2:]
    assert found == ["一　川で遊ぶときは、二人以上で行くこと。", "二　雨の後は、川に入らないこと。"]


def test_items_set_in_below_an_item_that_goes_on_in_them_are_no_notes(tmp_path: Path) -> None:
    """二 …について、 above 1 … and 2 … leads to these; neither is a note that fell into its sentence."""
    text = (
        "川の質問\n\n一　川の深さを示されたい。\n二　川の堤について、\n　１　高さを示されたい。\n　２　幅を示されたい。\n"
        "三　橋の数は。\n\n　右質問する。\n"
    )
    kinds = {p.text: p.kind for p in content(tmp_path, text).passages}
    assert kinds["１　高さを示されたい。"] == kinds["２　幅を示されたい。"] == "list-item"


def test_chapters_that_begin_with_what_somebody_says(tmp_path: Path) -> None:
    """Numbers alone that count up head what follows, though that be a short speech; the speech is no part of them."""
    told = "川の水は春に増え、秋に減る。町の人はこのことをよく知っていて、堤を高くした。"
    text = f"川の話\n\n　一\n\n　{told}\n\n　二\n\n「川が」\n　{told}\n\n　三\n\n「どこが」\n　{told}\n"
    found = sections(content(tmp_path, text).passages)
    assert found[1:] == [("一", told), ("二", "「川が」"), ("二", told), ("三", "「どこが」"), ("三", told)]


def test_lines_above_rules_are_headings(tmp_path: Path) -> None:
    """Two short lines with a rule right below each head what follows; the rule below a table's head is none's."""
    text = (
        "川の遊び\n========\n\n用意するもの\n----------\n網、竿、弁当\n\n約束\n----------\n二人以上で行く。\n"
    )
    assert sections(content(tmp_path, text).passages)[-2:] == [
        ("川の遊び > 用意するもの", "網、竿、弁当"), ("川の遊び > 約束", "二人以上で行く。"),
    ]  # fmt: skip


def test_labels_over_labels_group_sections(tmp_path: Path) -> None:
    """A label set apart stands over those right below it that head paragraphs, and over the next one as well."""
    text = (
        "川の案内\n\n見どころ\n白い滝\n川の奥にある高さ三十メートルの滝です。冬は全体が凍って青く光ります。\n"
        "石の橋\n町の石工が百年前に架けた橋です。今も人が渡ります。\n\n食べる\n川魚の店\n川で取れた魚を焼いて出す店です。朝から開いています。\n"
    )
    assert [p.section for p in content(tmp_path, text).passages][-3:] == [
        ("見どころ", "白い滝"), ("見どころ", "石の橋"), ("食べる", "川魚の店"),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["【参考】川の催し", "これまでの催し"])
def test_a_label_above_days_heads_them(tmp_path: Path, label: str) -> None:
    """It does right above several lines that begin with a month or a day; what follows apart it does not head."""
    text = f"川の催し\n\n川の催しを開いた。\n\n{label}\n2017年7月　舟遊び\n2018年8月　花火\n"
    assert [p.section for p in content(tmp_path, text).passages][-2:] == [(label,), (label,)]


def test_a_number_below_an_empty_line_is_no_part_of_the_line_above(tmp_path: Path) -> None:
    """In text of short lines a heading with a number does not go on from a line of the head that fills its own."""
    told = (
        "川の水は春に増え、秋に減\nる。町の人はこのことをよ\nく知っていて、堤を高くし\nた。川は海へ出る。\n"
    )
    text = f"川の話\n\n二〇〇三年二月　川の会館\n\n　　一、春の川の話\n\n{told}\n　　二、秋の川の話\n\n{told}"
    found = content(tmp_path, text).passages
    assert {p.section for p in found if p.text.startswith("川の水")} == {
        ("一、春の川の話",),
        ("二、秋の川の話",),
    }


_OF_SPRINGS = "泉は、町の北の山の中に三つあり、どれも冬の間も凍らずに流れている。"


def test_labels_set_apart_over_others_group_sections(tmp_path: Path) -> None:
    """Two that have no text before the next stand over the ones that have some, up to the next of their kind."""
    labels = ("泉の今", "水の量", "水の味", "泉の守り方", "柵の直し方")
    empty = ("泉の今", "泉の守り方")
    text = (
        "泉の話\n\n"
        + _OF_SPRINGS
        + "".join(
            f"\n\n{label}" + ("" if label in empty else f"\n\n{label}を調べた。{_OF_SPRINGS}")
            for label in labels
        )
    )
    assert [p.section for p in content(tmp_path, f"{text}\n").passages][-3:] == [
        ("泉の今", "水の量"), ("泉の今", "水の味"), ("泉の守り方", "柵の直し方"),
    ]  # fmt: skip


def test_labels_in_a_row_are_a_list_and_group_nothing(tmp_path: Path) -> None:
    """Of three below each other none stands over the next."""
    rows = "\n\n".join(("春の泉", "夏の泉", "秋の泉"))
    told = f"{_OF_SPRINGS}{_OF_SPRINGS}"
    text = f"泉の話\n\n{told}\n\n{rows}\n\n{told}\n\n{rows}\n\n{told}\n"
    assert content(tmp_path, text).passages[-1].section == ("秋の泉",)


def test_a_label_stands_over_the_first_chapter_right_below_it(tmp_path: Path) -> None:
    """It stands over the next chapters as well; one that has text of its own ends where a chapter begins."""
    chapters = "第1章　山の泉\n山の泉は、冷たい。\n第2章　里の泉\n里の泉は、ぬるい。\n"
    told = content(tmp_path, f"泉の展示\n\n{_OF_SPRINGS}\n\n展示の流れ\n{chapters}").passages
    assert [p.section for p in told][-2:] == [
        ("展示の流れ", "第1章　山の泉"), ("展示の流れ", "第2章　里の泉"),
    ]  # fmt: skip
    text = f"泉の展示\n\n{_OF_SPRINGS}\n\nはじめの言葉\n\n{_OF_SPRINGS}\n\n{chapters}"
    assert content(tmp_path, text).passages[-1].section == ("第2章　里の泉",)


def test_a_number_over_the_first_of_smaller_headings_heads_them(tmp_path: Path) -> None:
    """It does though its line ends as a request does; where sentences are counted below it, it is an item."""
    text = (
        "泉の報告\n\n１　泉のある所\n　泉は、山の中にある。\n２　夏に起きたこと\n（１）朝の様子\n"
        "　水は澄んでいた。\n（２）夜の様子\n　水は濁っていた。\n３　終わりに\n　泉を守りたい。\n"
    )
    assert [p.section for p in content(tmp_path, text).passages if p.text == "水は濁っていた。"] == [
        ("２　夏に起きたこと", "（２）夜の様子"),
    ]  # fmt: skip
    text = text.replace("朝の様子\n　水", "朝に水").replace("夜の様子\n　水", "夜に水")
    assert "２　夏に起きたこと" in texts(content(tmp_path, text).passages)


def test_a_line_in_round_brackets_over_one_in_square_ones_heads_it(tmp_path: Path) -> None:
    """Two kinds of brackets are two levels, also where the outer has no text of its own."""
    text = (
        "泉の水の情報\n\n（要点）\n　泉の水が減っている。\n\n（詳細）\n［水の量］\n　昨日の半分である。\n\n"
        "［水の色］\n　少し濁っている。\n"
    )
    assert [p.section for p in content(tmp_path, text).passages][-2:] == [
        ("（詳細）", "［水の量］"), ("（詳細）", "［水の色］"),
    ]  # fmt: skip


def test_a_boxed_line_close_above_short_lines_heads_them(tmp_path: Path) -> None:
    """One is enough, and works that are referred to are of no chapter; one that stands alone heads nothing."""
    text = f"泉の話\n\n１　山の泉\n\n{_OF_SPRINGS}\n\n〈参考文献〉\n海野『泉』（山川書房）\n川野『水』（山川書房）\n"
    assert content(tmp_path, text).passages[-1].section == ("〈参考文献〉",)
    text = f"泉の話\n\n１　山の泉\n\n{_OF_SPRINGS}\n\n【終わりの頁】\n\n海野『泉』（山川書房）\n"
    assert content(tmp_path, text).passages[-1].section == ("１　山の泉",)


def test_the_name_of_an_article_heads_an_english_paragraph(tmp_path: Path) -> None:
    """A sentence that ends with a point is what the article says."""
    text = (
        "泉の協定\n\n第一条　目的\n\nThe Parties shall keep the springs.\n両者は、泉を守る。\n\n"
        "第二条　会合\n\n両者は、毎年会う。\n"
    )
    found = content(tmp_path, text).passages
    assert [p.section for p in found if p.text == "両者は、泉を守る。"] == [("第一条　目的",)]


def test_labels_above_who_wrote_head_what_they_wrote(tmp_path: Path) -> None:
    """In a journal the name of a column stands over them; who wrote is no heading."""
    text = (
        "川辺会報\n2000年9月30日\n\n巻頭言\n学ぶということ\n会長　川辺太郎\n\n"
        "　夏の集まりに町の人が参加した。今年は川の学習がよく行われた。\n\n"
        "報告\n川を歩く\n委員　石橋花子\n\n　四年生の子は、一年をかけて川を調べた。魚の数を数えた子もいた。\n"
    )
    found = [p.section for p in content(tmp_path, text).passages if p.text.endswith("。")]
    assert found[-2:] == [("巻頭言", "学ぶということ"), ("報告", "川を歩く")]


def test_rules_of_other_kinds_are_of_other_levels(tmp_path: Path) -> None:
    """The second kind of rule stands under the first, whichever they are."""
    text = "使い方\n------\n\n名前を渡す。\n\n注意\n~~~~\n\n大きな物は時間がかかる。\n\n終わり方\n------\n\n閉じる。\n"
    found = {text: section for section, text in sections(content(tmp_path, text).passages)}
    assert found["大きな物は時間がかかる。"] == "使い方 > 注意"
    assert found["閉じる。"] == "終わり方"


def test_a_noun_that_ends_as_a_clause_does_is_a_heading(tmp_path: Path) -> None:
    """２ 事件当日のこと is a heading, ２ 日を定めること an item."""
    text = "川の話\n\n１　経歴\n生まれた。\n２　当日のこと\n（１）朝の様子\n雨が降った。\n（２）昼の様子\n水が来た。\n"
    assert sections(content(tmp_path, text).passages)[-1] == ("２　当日のこと > （２）昼の様子", "水が来た。")


def test_labels_of_two_languages_head_their_paragraphs(tmp_path: Path) -> None:
    """The English label, the Japanese one below it, and paragraphs in both languages, whichever comes first."""
    english = "The people of the village met at the river and talked about the bank."
    japanese = "村の人は、川に集まって、堤のことを話し合った。"
    heads = [("The Bank", "堤のこと"), ("The Bridge", "橋のこと"), ("The Water Gate", "水門のこと")]
    text = "\n\n".join(
        f"{one}\n{other}\n\n{english}\n{japanese}" for one, other in [("Report", "報告"), *heads]
    )
    found = [each for each in content(tmp_path, text).passages if each.text == japanese]
    assert [each.section[-1] for each in found[1:]] == [other for _, other in heads]


def test_the_first_label_below_a_head_heads_as_the_next_ones_do(tmp_path: Path) -> None:
    """The empty line above it is that of the head: the next ones have none. Above a list it heads that.

    Who is addressed again and again is no heading.
    """
    told = "泉は町の北の山の中に三つあり、どれも冬の間も凍らずに流れている。"
    text = f"泉の話\n\n山の泉\n{told}\n里の泉\n{told}\n海の泉\n{told}\n"
    found = content(tmp_path, text).passages
    assert [p.section for p in found if p.text == told] == [("山の泉",), ("里の泉",), ("海の泉",)]
    text = f"泉の手紙\n\n母上\n{told}\n母上\n{told}\n母上\n{told}\n"
    assert content(tmp_path, text).passages[2].section == ()
    text = f"泉の旅\n\n持つもの\n\n・水筒\n・杖\n\n守ること\n\n{told}\n"
    found = content(tmp_path, text).passages
    assert [p.section for p in found if p.text in ("・杖", told)] == [("持つもの",), ("守ること",)]


def test_a_label_of_a_head_above_a_table(tmp_path: Path) -> None:
    """A table has no sign, and is no list."""
    text = "泉の数\n\n数えた年\n\n| 年 | 大きい泉 |\n|---|---|\n| 昭和25年 | 12 |\n| 昭和30年 | 11 |\n"
    assert content(tmp_path, text).passages[-1].kind == "table-row"


def test_signs_over_short_lines_and_nouns_in_koto(tmp_path: Path) -> None:
    """■ heads the short lines close below it; ひとこと is a word, すること the end of an item."""
    text = "川の汁\n\n川魚の汁です。\n\n■材料\n川魚……三匹\n味噌……少し\n\n■ひとこと\n骨は、先によく焼くと香りが出ます。\n"
    found = sections(content(tmp_path, text).passages)[-3:]
    assert [section for section, _ in found] == ["■材料", "■材料", "■ひとこと"]
