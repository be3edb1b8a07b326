"""Lines that were wrapped, in short texts of many headings: decisions, reports, notes, and what stands at the right."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content, texts

DECISION = """第１　請求
　　被告は、原告に対し、借り受けた測量の器具一式及びその附属の書類を直
　ちに返還せよ。

第２　事案の概要
　１　前提となる事実
　　　原告は、別紙の目録（以下、同目録に記載のない部品は除くものとする。）
　　に記載された器具を所有する。
　　⑴　器具の引渡しは、平成十年の五月に、原告の倉庫において行われた（甲
　　　２）。
　２　争点
　　　返還の期限が定められていたかどうかが争われており、これについて双方
　　の主張は次のとおりである。
"""


def test_a_measure_is_told_of_sentences_where_headings_are_as_many(tmp_path: Path) -> None:
    """A line that ends with a bracket's stop, or inside a bracket, goes on; headings and items stay apart."""
    assert texts(content(tmp_path, f"器具の返還についての判断\n\n{DECISION}").passages)[1:] == [
        "被告は、原告に対し、借り受けた測量の器具一式及びその附属の書類を直ちに返還せよ。",
        "原告は、別紙の目録（以下、同目録に記載のない部品は除くものとする。）に記載された器具を所有する。",
        "⑴　器具の引渡しは、平成十年の五月に、原告の倉庫において行われた（甲２）。",
        "返還の期限が定められていたかどうかが争われており、これについて双方の主張は次のとおりである。",
    ]


PARAGRAPHS = """土地の便り

一、祭り
　秋の祭りには、隣の谷からも多くの人が集まり、夜まで賑わった。
来年は、山車をもう一台出せるように、寄附を募ることにしている。
　雨のため、子供の相撲は取りやめになった。

二、道普請
　峠の道は、先月の大雨で崩れたままであったが、ようやく直った。
車で通る人は、対向車に気を付けて、ゆっくり走ってほしいと思う。
"""


def test_a_line_at_the_margin_goes_on_where_paragraphs_are_set_in(tmp_path: Path) -> None:
    """So it is even where a sentence ends with each line; a line that is set in begins the next paragraph."""
    told = texts(content(tmp_path, PARAGRAPHS).passages)
    assert told[1].startswith("秋の祭り") and told[1].endswith("募ることにしている。")
    assert told[2] == "雨のため、子供の相撲は取りやめになった。"
    assert told[3].startswith("峠の道は") and told[3].endswith("走ってほしいと思う。")


def test_paragraphs_of_one_line_each_stay_apart(tmp_path: Path) -> None:
    """Where some paragraphs below an empty line are set in and others are not, the margin tells nothing."""
    mixed = PARAGRAPHS.replace("二、道普請\n　", "二、道普請\n")
    assert "来年は、山車をもう一台出せるように、寄附を募ることにしている。" in texts(
        content(tmp_path, mixed).passages
    )


@pytest.mark.parametrize("name", ["株式会社みどり測器", "みどり測器　代表　山岡二郎", "山の会事務局長　岡本"])
def test_a_name_at_the_right_goes_on_with_nothing(tmp_path: Path, name: str) -> None:
    """Neither does a sentence below it, nor does it go on from a day that ends open."""
    said = "この案内は、昨年の集まりに来られた方のすべてにお送りしているもの\nです。"
    text = f"各位\n{'　' * 20}{name}\n\n　　　集まりのご案内\n\n{said}\n\n令和元年六月四日に本社で\n{'　' * 14}{name}\n"
    told = texts(content(tmp_path, text).passages)
    assert told.count(name) == 2
    assert said.replace("\n", "") in told


def test_a_paragraph_that_is_set_in_far_goes_on(tmp_path: Path) -> None:
    """What is set in is at the right only where it is a label: the first line of a sentence is none."""
    text = "題名\n\n　　　　　　　この文は、深く字下げされたところから始まって、\n次の行の終わりまで続いている。\n"
    told = texts(content(tmp_path, text).passages)
    assert told[1] == "この文は、深く字下げされたところから始まって、次の行の終わりまで続いている。"


def test_notes_that_hang_are_whole(tmp_path: Path) -> None:
    """A note goes on below, set in; the next begins at the margin."""
    text = "石の話\n\n石は山から運ばれた（注１）。また、川から運ばれた（注２）。\n\n"
    notes = "（注１）　青木一郎『石の記録』、\n　　　　青葉書房、一九九八年、三頁。\n（注２）　同書、五頁。\n"
    assert texts(content(tmp_path, text + notes).passages)[-2:] == [
        "（注１）　青木一郎『石の記録』、青葉書房、一九九八年、三頁。",
        "（注２）　同書、五頁。",
    ]


def test_what_is_added_to_an_entry_of_a_list_of_works(tmp_path: Path) -> None:
    """The original of a book, an address and where an article stands are set in below their entry, and are of it."""
    text = (
        "港の文献\n\n著書\n\n川名一郎『港の百年――石炭と米の時代を中心に』川辺書店、\n    1987年、第三版。\n"
        "山田花子『河口の村』東町出版、2001年。\n    （原著 Mann, T. The Mouth. Boston: River Press, 1988.）\n"
        "橋本太郎「堤防の起源について」『川の研究』第12巻第3号、\n    2010年、22-41頁。\n\n"
        "Smith, John. The Harbour and its Merchants in the Nineteenth Century.\n    London: Port Press, 1977.\n\n"
        "ウェブサイト\n\n川辺町「堤の記録」\n    https://example.jp/tsutsumi/\n    （最終閲覧2020年5月3日）\n"
    )
    assert [told for told in texts(content(tmp_path, text).passages) if len(told) > 12] == [
        "川名一郎『港の百年――石炭と米の時代を中心に』川辺書店、1987年、第三版。",
        "山田花子『河口の村』東町出版、2001年。（原著 Mann, T. The Mouth. Boston: River Press, 1988.）",
        "橋本太郎「堤防の起源について」『川の研究』第12巻第3号、2010年、22-41頁。",
        "Smith, John. The Harbour and its Merchants in the Nineteenth Century. London: Port Press, 1977.",
        "川辺町「堤の記録」https://example.jp/tsutsumi/（最終閲覧2020年5月3日）",
    ]


def test_an_era_and_its_year_are_one_word(tmp_path: Path) -> None:
    """A line that ends with the name of an era goes on with the year, though nothing else says how wide lines are."""
    text = "".join(
        f"        平成{27 + n}年６月14日          町民会館             会長の選出、現状の説明          {n}人\n"
        for n in range(1, 4)
    )
    text += (
        "        （資料）会議録により作成\n\n"
        "          会は、以上の検討を踏まえ、次のとおり提言する。第一に、古い橋の車道を令和\n"
        "      ４年度までに直すこと。第二に、川の堤に桜を植えること。第三に、水の高さを電話で\n"
        "      知らせる仕組みを設けること。\n"
        "          なお、工事に当たっては、町の人から集めた金を充てることも考えられる。\n"
    )
    assert any("車道を令和４年度までに直すこと。" in each for each in texts(content(tmp_path, text).passages))


def test_what_stands_below_fields_goes_on_from_none(tmp_path: Path) -> None:
    """The sentence below those who were there is no more of the last of these lines."""
    text = (
        "会談の結果\n\n令和6年1月10日\n\n　10日、会談が行われたところ、結果は以下のとおり。\n"
        "　先方出席者：甲野大臣、乙山大使ほか\n　当方出席者：川名大臣、山川局長、橋本課長ほか\n"
        "　両大臣は、堤の工事について話し合い、来年も会うことで一致した。\n"
    )
    assert texts(content(tmp_path, text).passages)[-2:] == [
        "当方出席者：川名大臣、山川局長、橋本課長ほか",
        "両大臣は、堤の工事について話し合い、来年も会うことで一致した。",
    ]


def test_the_narrowest_columns_are_healed(tmp_path: Path) -> None:
    """Lines of seven characters break words of katakana and all else; lines that end whole, or have no stops, stay."""
    text = (
        "川の水位を知らせ\nるため、町はセン\nサーを三か所の橋\nに取り付けた。水\nが増えると、スマ\nートフォンに知ら\nせが届く。\n\n"
        "　昨年の秋には、\n二度の大雨で川が\nあふれかけたが、\nこの仕組みのおか\nげで、だれも逃げ\n遅れずにすんだ。\n"
    )
    assert texts(content(tmp_path, text).passages) == [
        "川の水位を知らせるため、町はセンサーを三か所の橋に取り付けた。水が増えると、スマートフォンに知らせが届く。",
        "昨年の秋には、二度の大雨で川があふれかけたが、この仕組みのおかげで、だれも逃げ遅れずにすんだ。",
    ]
    names = "係の人\n\n山田\n岡本\n高橋\n川名\n橋本\n青木\n上田\n江口\n"
    assert "岡本" in texts(content(tmp_path, names).passages)


def test_columns_of_three_lines(tmp_path: Path) -> None:
    """Two notices side by side are two paragraphs; three rows of a table, whose cells are whole, are none."""
    text = (
        "   町の会報\n\n"
        "   堤の道は、来月の初めまで     集会所の鍵は、先月から橋本\n"
        "   通れません。車の方は、西     さんが預かっています。借り\n"
        "   の橋をご利用ください。       る人は電話をください。\n"
    )
    assert texts(content(tmp_path, text).passages)[-2:] == [
        "堤の道は、来月の初めまで通れません。車の方は、西の橋をご利用ください。",
        "集会所の鍵は、先月から橋本さんが預かっています。借りる人は電話をください。",
    ]
    rows = (
        "   堤の道は、来月まで通れない。     工事は、町が行う。\n"
        "   西の橋は、夜も通れる。           明かりは、県が付ける。\n"
        "   東の橋は、車が通れない。         標識は、町が立てる。\n"
    )
    assert not any("通れない。西の橋" in told for told in texts(content(tmp_path, rows).passages))


def test_three_columns(tmp_path: Path) -> None:
    """Each is read from its top to its end, from left to right."""
    columns = (
        (
            "秋の祭りには、山車",
            "が五台出た。雨が降",
            "ったので、踊りは集",
            "会所で行われ、皆が",
            "夜まで楽しんだ。",
        ),
        ("来年は、川の東の組", "が当番になる。寄附", "を集める人を、春ま", "でに決めておく必要", "がある。"),
        (
            "太鼓の皮は、古くな",
            "って破れたため、秋",
            "に張り替える。費用",
            "は、町の積立てから",
            "出すことにした。",
        ),
    )
    rows = (
        f"　{'    '.join(each + '　' * (9 - len(each)) for each in row)}"
        for row in zip(*columns, strict=True)
    )
    told = texts(content(tmp_path, "\n".join(rows)).passages)
    assert told == ["".join(column) for column in columns]


def test_works_that_are_numbered(tmp_path: Path) -> None:
    """An entry goes on below to the next number, its year and address too; what stands below a heading does not."""
    text = (
        "堤の研究\n\n堤は、江戸の初めに築かれた。\n\n文献\n\n"
        "[1] 橋本一郎. 河口の村の暮らし. 改訂版. 東町, 東町出版, 1990, 240p.\n"
        "[2] 川名次郎, 高橋花子. 堤防の起源について.\n    川の研究. 1995, vol.12, no.3, p.22-41.\n"
        "[3] Mann, T. The Mouth of the River and the Villages of\n    the Coast. River Press, 1988.\n"
        "[4] 川辺町. “堤の記録”. 2010,\nhttps://example.jp/tsutsumi/\n"
    )
    assert texts(content(tmp_path, text).passages)[-3:] == [
        "[2] 川名次郎, 高橋花子. 堤防の起源について.川の研究. 1995, vol.12, no.3, p.22-41.",
        "[3] Mann, T. The Mouth of the River and the Villages of the Coast. River Press, 1988.",
        "[4] 川辺町. “堤の記録”. 2010,https://example.jp/tsutsumi/",
    ]
    visits = "".join(f"({n}) 第{n}回の見学（200{n}年）\n    川の東の水門\n" for n in (1, 2, 3, 4))
    assert texts(content(tmp_path, f"見学の記録\n\n{visits}").passages).count("川の東の水門") == 4


LINKS = """川辺町の便り

堤の桜、来月から手入れ
2021年4月6日
町は、川の堤に並ぶ桜の手入れを、来月の初めから始めることを決め、町の会報で知らせた。古い枝を切り、根元に土を足す。
費用は、昨年の祭りの残りから出す。手伝う人を、町の集会所で受け付けている。
あわせて読みたい
水門の工事、村の人の反対で延期に
太鼓の張り替え、秋の祭りに間に合う
川の東の橋、車が通れるのは
集会所に新しい本、子供の部屋も
もっと見る
"""


def test_headlines_below_each_other_go_on_with_nothing(tmp_path: Path) -> None:
    """Not even those that end with a particle; nor does a word of sites go on from one."""
    told = texts(content(tmp_path, LINKS).passages)
    assert told[-5:] == LINKS.split("\n")[7:12]


def test_a_broken_sentence_goes_on_over_its_lines_all_the_same(tmp_path: Path) -> None:
    """Two parts without a stop go on where the third ends the sentence."""
    parts = ["町は、川の堤に並ぶ桜の手入れの", "費用を、祭りの残りの", "中から出した。"]
    text = "川辺町の便り\n\n堤に人が来た。\n\n" + "\n".join(parts)
    assert "".join(parts) in texts(content(tmp_path, text).passages)


def test_headlines_tell_no_measure(tmp_path: Path) -> None:
    """Where sentences are wider than the lines that break off, a headline above the text is not run into it."""
    text = (
        "2022/10/05\n堤の桜の手入れ、来月から始まる\n" + "".join(LINKS.split("\n")[4]) + "\n"
        "費用は、昨年の祭りの残りから出す。手伝う人を、町の集会所で受け付けている。\n"
        "水門の工事、村の人の反対で延期\n太鼓の張り替え、秋の祭りの前に\n東の橋の工事、来年の春に始まる\n集会所に新しい本、子供の部屋も\n"
    )
    assert "堤の桜の手入れ、来月から始まる" in texts(content(tmp_path, text).passages)


def test_a_poem_of_short_verses(tmp_path: Path) -> None:
    """A text of nothing but short lines is a poem, its stanzas of two or three lines too."""
    verses = [
        "しずかに",
        "橋の下を",
        "水がゆく",
        "――もう行くの",
        "――うん、海のほうへ",
        "岸の草が",
        "ゆれている",
    ]
    text = "\n".join(["川", "", "　　　川名　花子", "", *verses[:3], "", *verses[3:]])
    assert texts(content(tmp_path, text).passages)[2:] == verses


def _rows(path: Path, text: str) -> list[tuple[str, str]]:
    return [
        (" ".join(each.section[-1:]), each.text)
        for each in content(path, text).passages
        if each.kind == "table-row"
    ]


def test_tables_whose_cells_wide_blanks_part(tmp_path: Path) -> None:
    """A single one parts figures, too; numbers of another kind than those below them are heads."""
    text = (
        "水泳場の案内\n\n料金は、次のとおりです。\n\n"
        "区分　　　　　　1回　　回数券\n大人　　　　　　500円　5,000円\n"
        "小・中学生　　　200円　2,000円\n幼児　　　　　　無料　　―\n"
    )
    assert _rows(tmp_path, text)[1:] == [
        ("区分 / 1回 / 回数券", "大人　500円　5,000円"),
        ("区分 / 1回 / 回数券", "小・中学生　200円　2,000円"),
        ("区分 / 1回 / 回数券", "幼児　無料　―"),
    ]
    names = "係の人\n\n山田　太郎　　川の係\n岡本　花子　　堤の係\n高橋　次郎　　橋の係\n"
    assert "岡本　花子　　堤の係" in texts(content(tmp_path, names).passages)


def test_names_with_a_figure_of_one_unit_each(tmp_path: Path) -> None:
    """Two such lines are rows; the pages of a list of contents, which have no unit, are none."""
    text = "雨の量\n\n昨日の雨の量は、次のとおりです。\n\n　川辺町東　　　１８２．５ミリ\n"
    text += "　堤の下　　　　　９４．５ミリ\n"
    assert [row for _, row in _rows(tmp_path, f"{text}\n橋の長さは、次のとおりです。\n")] == [
        "川辺町東　１８２．５ミリ",
        "堤の下　９４．５ミリ",
    ]
    assert not _rows(tmp_path, text.replace("ミリ", ""))


def test_who_wrote_stands_at_the_right_of_the_last_line_of_columns(tmp_path: Path) -> None:
    """It ends the right column, and the last line of the left one goes on with its own."""
    text = (
        "　秋の祭りには、隣の谷からも人が来        終わったあとの集まりでは、来年の当\n"
        "て、夜まで賑わった。山車は五台、踊      番を決めた。川の東の組が、太鼓の皮を\n"
        "りの輪は三つできた。集会所では、皆      張り替える。費用は、町の積立てから\n"
        "が雨をよけた。                                      （橋本次郎）\n"
    )
    told = texts(content(tmp_path, text).passages)
    assert told[0].endswith("集会所では、皆が雨をよけた。")
    assert told[-1].endswith("（橋本次郎）")


def test_a_work_that_hangs_alone(tmp_path: Path) -> None:
    """Its pages, or the number and the year of its journal, are set in below it, and the next work is another."""
    text = (
        "文献\n\n川名一郎「河口の村の成立」『川の研究』第41号（1984年3月）、\n　　1－28頁\n"
        "橋本次郎『海の境』（東町出版、2003年）\n"
        "山田花子「堤防の起源」『水の歴史』第17巻第2号\n　　（2010年）、55－79頁\n\n"
        "Mann, John. The Boundaries of the River. Port Press, 1996.\n"
        'Sumner, Ken. "Salmon and Diplomacy." River Studies Review 12,\n　　no. 3 (2001): 201-224.\n'
        "\n                              246\n"
    )
    passages = content(tmp_path, text).passages
    assert [each.text for each in passages[1:]] == [
        "川名一郎「河口の村の成立」『川の研究』第41号（1984年3月）、1－28頁",
        "橋本次郎『海の境』（東町出版、2003年）",
        "山田花子「堤防の起源」『水の歴史』第17巻第2号（2010年）、55－79頁",
        "Mann, John. The Boundaries of the River. Port Press, 1996.",
        'Sumner, Ken. "Salmon and Diplomacy." River Studies Review 12, no. 3 (2001): 201-224.',
        "246",
    ]
    assert passages[-1].kind == "furniture"
    colophon = "底本：「川の話」東町文庫、東町出版\n　　　1986（昭和61）年9月16日第1刷発行\n"
    assert "1986（昭和61）年9月16日第1刷発行" in texts(
        content(tmp_path, f"川\n\n川は広い。\n\n{colophon}").passages
    )


def test_an_address_below_a_title_that_is_set_in_adds_nothing(tmp_path: Path) -> None:
    """It stands below the name of a letter to many, and is no work's."""
    text = (
        "　　川辺の便り　5月号（2014年5月9日）\n　　　　http://example.jp/\n\n"
        + "新緑の季節になりました。堤の桜は散りました。\n" * 2
    )
    assert "http://example.jp/" in texts(content(tmp_path, text).passages)


def test_columns_go_on_over_empty_lines(tmp_path: Path) -> None:
    """What stands below in the same columns is of them, however little it is."""
    text = (
        "町の便り                         第3号\n\n\n"
        " 秋の掃除を、十一月の初めに行い            本の部屋の開く時を、来月から変えま\n"
        "ます。集合は朝の八時、川の東の橋で            す。平日は夜の七時まで、日曜日は昼の五\n"
        "す。鎌をお持ちください。                時までです。\n"
        " 雨の日は、次の週に行います。            本の箱は、これまでのところにあります。\n\n\n"
        "                                町の歌の譜を、欲しい人に差し上げ\n"
        " 数を調べる人を、十名募ります。            ます。\n"
    )
    told = texts(content(tmp_path, text).passages)
    assert "数を調べる人を、十名募ります。" in told
    assert "町の歌の譜を、欲しい人に差し上げます。" in told


def test_a_quotation_that_is_set_in_goes_on_at_the_same_place(tmp_path: Path) -> None:
    """To its closing bracket; what is said below a quotation that is whole is another."""
    text = (
        "川の記録\n\n【記録1】村の届\n　　「水門の番をする者は、雨の夜は川の高さを帳面に書き、朝になったら村の役場に届\n"
        "　　け出ること。」\n\n【記録2】町の届\n　　「水門を閉じた。」\n　　「堤を見た。」\n"
    )
    told = texts(content(tmp_path, text).passages)
    assert (
        "「水門の番をする者は、雨の夜は川の高さを帳面に書き、朝になったら村の役場に届け出ること。」" in told
    )
    assert told[-2:] == ["「水門を閉じた。」", "「堤を見た。」"]


def test_lines_of_kanji_and_katakana_go_on_where_they_are_full(tmp_path: Path) -> None:
    """Old documents have no stops: a full line goes on, unless a sentence ends with it and an item begins below."""
    text = (
        "堤ノ件\n\n一、本日ノ会議ニ於テ議長ハ堤ノ工事ニ付町長ノ意見ヲ\n"
        "　求ムルノ提案ヲ為シ十三対一ニテ可決セラレタリ\n\n"
        "二、本職ハ工事ノ費用ニ付町会ノ承認ヲ要スル旨述ヘタリ\n(イ)橋ノ幅\n(ロ)橋ノ長\n"
    )
    assert texts(content(tmp_path, text).passages)[1:] == [
        "一、本日ノ会議ニ於テ議長ハ堤ノ工事ニ付町長ノ意見ヲ求ムルノ提案ヲ為シ十三対一ニテ可決セラレタリ",
        "二、本職ハ工事ノ費用ニ付町会ノ承認ヲ要スル旨述ヘタリ",
        "(イ)橋ノ幅",
        "(ロ)橋ノ長",
    ]
