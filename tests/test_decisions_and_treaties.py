"""Decisions of courts, treaties in two languages, essays, circulars of firms: their parts, days, places and notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content, sections, texts

DECISION = """平成２９年５月１１日判決言渡　同日原本領収　裁判所書記官
平成２７年（ワ）第３号　土地明渡請求事件
口頭弁論の終結の日　平成２９年２月２日

　　　　　　判　　　　　決

　　　　　　主　　　　　文

　　　１　被告は、原告に対し、土地を明け渡せ。
　　　２　訴訟費用は被告の負担とする。

　　　　　　事実及び理由

第１　請求
　主文と同旨である。
"""


def test_a_decision_is_of_the_day_that_it_was_given(tmp_path: Path) -> None:
    """Not of the day on which the hearing ended, nor of the year of its number; its order is a section."""
    found = content(tmp_path, DECISION)
    assert found.documents[0].date == "2017-05-11"
    order = next(each for each in found.passages if each.text.startswith("１　被告は"))
    assert [part.replace("　", "") for part in order.section] == ["主文"]
    number = "平成２７年（ワ）第３号　土地明渡請求事件\n\n主文\n\n原告の請求を棄却する。\n"
    assert content(tmp_path, number).documents[0].date == ""


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("平成10年5月1日施行\n平成10年4月1日制定", "1998-04-01"),
        ("2011年10月1日改正\n2009年4月1日制定", "2009-04-01"),
        ("平成10年5月1日施行", "1998-05-01"),
    ],
)
def test_what_was_made_is_of_the_day_before_it_came_into_force(tmp_path: Path, head: str, date: str) -> None:
    """The day of coming into force is the date only where no other is said."""
    text = f"緑町の会規約\n{head}\n\n第1条　この会は、緑町の会という。\n第2条　会員は、町に住む者とする。\n"
    assert content(tmp_path, text).documents[0].date == date


TREATY = """水路に関する日本国と合衆国との間の協定
AGREEMENT BETWEEN JAPAN AND THE UNITED STATES ON WATERWAYS

日本国及びアメリカ合衆国は、
Japan and the United States of America,
水路の安全を願い、
Wishing for the safety of waterways,
次のとおり協定した。
Have agreed as follows:

第一条
ARTICLE I
両国は、水路の図を交換する。
The two countries shall exchange charts of their waterways.

第二条
ARTICLE II
この協定は、署名の日に効力を生ずる。
This Agreement shall enter into force on the date of its signature.

千九百五十八年七月三日に横浜で、本書二通を作成した。
DONE in duplicate at Yokohama, this third day of July, 1958.

日本国のために
For Japan:
青山一郎
アメリカ合衆国のために
For the United States of America:
Ｊ・グリーン
"""


def test_articles_in_two_languages_are_one(tmp_path: Path) -> None:
    """What stands below has the number in both; clauses and those who sign stay apart, with day and place."""
    found = content(tmp_path, TREATY)
    told = {each.text: each.section for each in found.passages}
    assert (found.documents[0].date, found.documents[0].place) == ("1958-07-03", "横浜")
    assert told["水路の安全を願い、"] == ()
    assert told["両国は、水路の図を交換する。"] == ("第一条　ARTICLE I",)
    assert told["This Agreement shall enter into force on the date of its signature."] == (
        "第二条　ARTICLE II",
    )
    assert told["日本国のために"] == told["青山一郎"] == ()


def test_articles_without_a_text_stay_apart(tmp_path: Path) -> None:
    """Numbers alone right below each other in one language are articles of their own."""
    text = "緑町の会規約\n\n第一条\n第二条\n会員は、町に住む者とする。\n"
    assert ("第二条", "会員は、町に住む者とする。") in sections(content(tmp_path, text).passages)


def test_headings_in_brackets_are_no_notes(tmp_path: Path) -> None:
    """Neither where a note has the number of a part; what refers to the note does not make the part one."""
    text = """弁の検査に関する報告書

第1　経緯

取引先から、記録1の誤りについて指摘を受けた。

第2　事実

(1) 検査の方法

検査は、二人の担当者が交替で行っていた。

(2) 記録の方法

記録は、紙に書き写されていた。

1 検査の結果を記した紙をいう。
"""
    told = {each.text: (each.kind, each.section) for each in content(tmp_path, text).passages}
    assert told["検査は、二人の担当者が交替で行っていた。"] == ("paragraph", ("第2　事実", "(1) 検査の方法"))
    assert told["1 検査の結果を記した紙をいう。"][0] == "footnote"


def test_the_first_part_of_an_essay_is_a_section(tmp_path: Path) -> None:
    """Below who wrote it as well, however short the other parts are; a title of that name stays one."""
    text = "研究ノート\n\n橋の名について\n\n青木　一郎\n\nはじめに\n\n橋には名がある。\n\n一　川上の橋\n\n三つある。\n"
    told = {each.text: each.section for each in content(tmp_path, text).passages}
    assert told["橋には名がある。"] == ("はじめに",)
    assert content(tmp_path, "はじめに\n\n橋には名がある。\n").documents[0].title == "はじめに"


def test_stars_mark_items_or_notes(tmp_path: Path) -> None:
    """Several in a row, or any in Markdown, are items; one alone in a plain text is a note."""
    items = content(
        tmp_path, "# 集まり\n\n次のとおりである。\n\n* 朝：北の庭\n* 夜：南の庭\n", "a.md"
    ).passages
    assert [(each.kind, each.text) for each in items[-2:]] == [
        ("list-item", "朝：北の庭"),
        ("list-item", "夜：南の庭"),
    ]
    note = content(tmp_path, "集まりの話\n\n庭*は北にある。\n\n* 町の土地である。\n").passages[-1]
    assert (note.kind, note.text) == ("footnote", "* 町の土地である。")


def test_an_item_of_the_outer_list_goes_on_after_the_inner(tmp_path: Path) -> None:
    """Its number begins a line as far in as the one before it, and is none by chance in a wrapped sentence."""
    text = """# 規則

## 対象

1. 対象となる者は、次の各号の条件をすべて満たした者であって、町に
   住んでいるものとする。
   1. 希望する者
   2. 家の広さと道具が十分であると認められる者
2. 対象となる者は、所定の紙に必要な事項を書き入れた上で、会長に届
   け出なければならない。
"""
    told = texts(content(tmp_path, text, "a.md").passages)
    assert "2. 家の広さと道具が十分であると認められる者" in told
    assert told[-1].startswith("2. 対象となる者は") and told[-1].endswith("届け出なければならない。")


def test_a_firm_is_who_publishes(tmp_path: Path) -> None:
    """Whether what it is stands before its name or behind."""
    for name in ("株式会社みどり測器", "みどり測器株式会社"):
        text = f"令和元年6月4日\n各位\n{'　' * 20}{name}\n\n　　　　秋の集まりについて\n\n秋の集まりを開きます。\n"
        assert content(tmp_path, text).documents[0].publisher == name


LETTERS = """通商に関する日本国とアメリカ合衆国との間の往復書簡

以書簡啓上致候。本大臣は、次のことを確認する光栄を有します。
昭和四十年三月二日東京において
日本国外務大臣　青山三郎
アメリカ合衆国特命全権大使　Ｅ・グリーン閣下

書簡をもって啓上いたします。本使は、閣下の書簡を受領いたしました。
昭和四十年三月二日東京において
アメリカ合衆国特命全権大使　Ｅ・グリーン
日本国外務大臣　青山三郎閣下
"""


def test_letters_between_states_are_of_the_side_that_signs(tmp_path: Path) -> None:
    """Not of whom they are addressed to; the day and place above who signs is a line of its own."""
    found = content(tmp_path, LETTERS)
    sides = {each.text[:6]: each.side for each in found.passages}
    assert (sides["以書簡啓上致"], sides["書簡をもって"]) == ("japan", "us")
    assert texts(found.passages).count("昭和四十年三月二日東京において") == 2
    assert (found.documents[0].date, found.documents[0].place) == ("1965-03-02", "東京")
    office = "アメリカ合衆国特命全権大使　"
    unsigned = LETTERS.replace("日本国外務大臣　青山三郎\n", "").replace(f"{office}Ｅ・グリーン\n", "")
    assert not any(each.side for each in content(tmp_path, unsigned).passages)
    others = LETTERS.replace("日本国とアメリカ合衆国", "甲国と乙国")
    assert not any(each.side for each in content(tmp_path, others).passages)
    headed = others.replace("書簡をもって", "（日本側書簡）\n\n書簡をもって")
    assert [each.side for each in content(tmp_path, headed).passages if "書簡をもって" in each.text] == [
        "japan"
    ]


def test_an_item_is_over_those_that_it_introduces(tmp_path: Path) -> None:
    """As the section that they stand in, or whose numbers are finer; nothing is over what stands below them all."""
    text = """橋の工事に関する公開質問状

一、工事の目的について、以下の点をお答えください。
　(1) 今の橋を直さない理由は何か。
　(2) 費用はいくらか。
二、工事の時期はいつか。
　(1) 着工の月を示されたい。
　(2) 完成の月を示されたい。

右のとおり質問する。

以上
"""
    told = {each.text[:4]: each.section for each in content(tmp_path, text).passages}
    assert (told["一、工事"], told["二、工事"], told["右のとお"]) == ((), (), ())
    assert [each.section for each in content(tmp_path, text).passages if each.text.startswith("(")] == [
        ("一",),
        ("一",),
        ("二",),
        ("二",),
    ]


def test_neither_notes_nor_the_end_are_spoken(tmp_path: Path) -> None:
    """Below the last speech stand a note and 以上, which nobody says."""
    text = "集まりの記録\n\nQ．いつ着くか。\nA．秋に着く。\n\n（注）見込みであり、変わることがある。\n\n　　以　上\n"
    assert [each.speaker for each in content(tmp_path, text).passages[-4:]] == ["Q", "A", "", ""]


def test_the_last_item_above_the_end_is_no_heading(tmp_path: Path) -> None:
    """以上 is no text that a number could head."""
    text = "水の扱い\n\n次のとおり定める。\n\n(1) 水の量\n(2) 水の色\n\n以上\n"
    assert [each.kind for each in content(tmp_path, text).passages if each.text.startswith("(")] == [
        "list-item"
    ] * 2


def test_the_paper_of_a_meeting_is_a_stamp(tmp_path: Path) -> None:
    """Its number with the meeting's is no title, as that of a paper alone is none."""
    text = "第2回検討会　資料3\n砂浜の利用に関する検討会　報告書（案）\n令和元年11月\n\n砂浜を訪れる人が減った。\n"
    assert content(tmp_path, text).documents[0].title == "砂浜の利用に関する検討会　報告書（案）"


def test_a_question_by_its_number_heads_the_speeches_below(tmp_path: Path) -> None:
    """Though it is all that stands above the first; and 【発表項目】 heads なし, which heads nothing."""
    speeches = "○甲山委員　倉庫はいくつありますか。\n○防災課長　三か所です。\n"
    told = content(tmp_path, f"第一問\n\n{speeches}\n第二問\n\n{speeches}").passages
    assert [each.section for each in told] == [("第一問",)] * 2 + [("第二問",)] * 2
    asked = "【質疑応答】\n\n（記者）\n船の事故について教えてください。\n（長官）\n話を聴いています。\n"
    told = content(tmp_path, f"長官会見概要\n\n【発表項目】\n\nなし\n\n{asked}").passages
    assert [each.section for each in told[1:]] == [("【発表項目】",), ("【質疑応答】",), ("【質疑応答】",)]


def test_a_label_with_an_open_bracket_goes_on(tmp_path: Path) -> None:
    """Where the next line closes it: a title in quotation marks that was broken."""
    broken = "青木春子（二〇〇一）「谷の暮らし――聞き取\nりの記録から」『山の研究』第八号、三三頁。"
    text = f"参考文献\n\n{broken}\n石田夏夫『川』青葉書房。\n"
    told = texts(content(tmp_path, text).passages)
    assert told[1:] == [
        "青木春子（二〇〇一）「谷の暮らし――聞き取りの記録から」『山の研究』第八号、三三頁。",
        "石田夏夫『川』青葉書房。",
    ]


def test_an_answer_names_the_questions_that_it_is_to(tmp_path: Path) -> None:
    """By their numbers, in headings, the first of which is no title."""
    told = "離島の航路については、事業者が運航しており、国は補助を行っているところである。"
    text = f"答弁書\n\n一の１及び２について\n\n　{told}\n\n二について\n\n　{told}\n"
    found = content(tmp_path, text)
    assert found.documents[0].title == "答弁書"
    assert [each.section for each in found.passages[1:]] == [("一の１及び２について",), ("二について",)]


def test_a_second_line_is_set_in_less_than_the_first(tmp_path: Path) -> None:
    """Where all lines are set in, and too few were wrapped to tell how wide: it goes on; one as far in does not."""
    text = """橋の工事に関する答申

１　結論
　　工事は、妥当である。
２　趣旨
　　町長から、橋の工事について諮問があった。
３　判断
　　この橋は、古い石の橋を残しながら、車も通ることができるようにするために必要な工事を及ぼ
　すものと認められる。
　　よって、結論のとおりとする。
"""
    told = texts(content(tmp_path, text).passages)
    assert told[-2].endswith("工事を及ぼすものと認められる。")
    assert told[-1] == "よって、結論のとおりとする。"


def test_a_letter_that_answers_quotes_the_other_s(tmp_path: Path) -> None:
    """Who signs says whose each letter is; what it quotes from its opening on is of the other side."""
    text = "　書簡をもって啓上いたします。本使は、閣下の次の書簡を受領しました。\n\n"
    text += "　「書簡をもって啓上いたします。本大臣は、橋を共に用いることを提案します。」\n\n"
    text += "　本使は、これをアメリカ合衆国政府に代わって受諾します。\n\n　二千六年六月二十三日に東京で\n\n"
    text += "　　　　　日本国駐在アメリカ合衆国特命全権大使\n　　　　　　　　　　　　ジョン・ホール\n"
    told = [each.side for each in content(tmp_path, text).passages if "。" in each.text]
    assert told == ["us", "japan", "us"]


def test_clauses_of_a_preamble_stand_apart(tmp_path: Path) -> None:
    """A clause that ends in a comma, on a line that is not full and above an empty one, is a paragraph of its own."""
    text = (
        "　　　災害の予防に関する東浜市と西浦市との間の協定\n\n東浜市及び西浦市は、\n\n"
        "隣り合う市として長く交わってきたことを認識し、\n\n"
        "大きな災害が起きたときには互いに助け合うことが両市の住民の安全のため\n"
        "に欠くことのできないものであることを確信し、\n\n次のとおり協定した。\n\n　　　第一条\n\n"
        "　両市は、災害が起きたときに、それぞれの市の能力の範囲内で、応急の措置\n"
        "に必要な人員及び物資を相互に提供する。\n\n"
        "　　　第二条\n\n　この協定の実施について協議するため、両市の職員からなる委員会を設け、\n"
        "委員会は少なくとも一年に一回、東浜及び西浦で交互に会合するものとし、そ\nの運営について必要なことは委員会が定める。\n"
    )
    assert [p.text for p in content(tmp_path, text).passages if p.text.endswith(("、", "協定した。"))] == [
        "東浜市及び西浦市は、",
        "隣り合う市として長く交わってきたことを認識し、",
        "大きな災害が起きたときには互いに助け合うことが両市の住民の安全のために欠くことのできないものであることを確信し、",
        "次のとおり協定した。",
    ]


def test_what_is_added_below_the_articles_is_of_none_of_them(tmp_path: Path) -> None:
    """A short line set apart below the last article heads what follows, as in a will."""
    text = (
        "遺言書\n\n第１条　家は、長女に相続させる。\n第２条　船は、次男に相続させる。\n　　ただし、網を除く。\n\n"
        "付言事項\n　長女は、長いあいだ、よく世話をしてくれました。\n"
    )
    assert content(tmp_path, text).passages[-1].section == ("付言事項",)
