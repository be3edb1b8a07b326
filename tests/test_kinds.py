"""Documents of many kinds, as ministries, parliaments, newspapers and diarists make them, and their passages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from fumikura.models import Passage
from texts import content, texts

MINUTES = """第八百回国会　参議院　環境委員会　第3号　令和5年5月9日

○本日の会議に付した案件
　一、水質の保全に関する件
　　　　――――◇―――――

○甲斐委員長　ただいまから会議を開きます。
　質疑のある方は順次御発言願います。

○乙部委員　湖の水質について伺います。
　調査は行われたのでしょうか。

○丙山国務大臣　お答え申し上げます。
　調査は昨年の夏に行いました。
　　　　〔発言する者あり〕
"""

COUNCIL = """赤松町議会　定例会会議録

令和4年9月6日

◎議長（赤井一郎君）　これより一般質問を行います。
◆４番（白川花子君）　通学路の安全について質問します。
　昨年の事故の後、点検はなされましたか。
◎町長（黒田二郎君）　本年四月に点検を終えました。
　　　　（拍手）
"""

PRESS = """官房長官記者会見

日時
令和6年3月5日（火）午前
場所
官邸会見室

1 発表事項

【官房長官】
　本日の閣議の概要について御報告いたします。

2 質疑応答

【記者】景気の見通しを伺います。
【官房長官】緩やかに回復していると考えています。
"""

QUESTIONS = """備蓄についてのよくある質問

Q1　備蓄は何日分必要ですか。
A1　三日分を目安としてください。

Q2　水はどれだけ要りますか。
A2　一人一日三リットルです。
"""

LAW = """昭和五十年法律第七百号
港湾審議会設置法
（設置）
第一条　国土交通省に、港湾審議会を置く。
（所掌事務）
第二条　審議会は、次に掲げる事務をつかさどる。
　一　港湾の計画の調査審議
　二　次に掲げる事項の調査審議
　　イ　岸壁の構造
　　ロ　航路の幅員
２　審議会は、関係する者の意見を聴くことができる。
附則
（施行期日）
第一条　この法律は、公布の日から施行する。
"""

SPREAD = """港湾審議会設置法

（所掌事務）
第二条

審議会は、次の事項を調査審議する。

一

港湾の計画の基本となるべき事項

二

航路の保全に関する事項

（組織）
第三条

審議会は、委員十人以内で組織する。
"""

TREATY = """海難救助に関する協定

甲国及び乙国は、次のとおり協定した。

第一条

両締約国は、海難に遭つた者を救助する。

第二条

両締約国は、次のことを行う。
(a) 救助のための船舶を置くこと。
(b) 情報を交換すること。

以上の証拠として、下名は、この協定に署名した。

1977年4月5日に東京で、本書二通を作成した。
"""

DIARY = """航海日誌

平成5年3月

一日（月）　晴
港を出る。風は西から吹く。
二日（火）　曇
島を見る。波は高い。

四月

一日（木）　晴
港に帰る。無事を喜ぶ。
"""

YEARS = """水道のあゆみ（年表）

昭和26年
9月8日　給水を始める
昭和27年
4月28日　貯水池が完成する
6月1日　料金を改める
"""

NEWS = """トップ > ニュース > 政治

首相　備蓄の増量を表明

2022年11月28日 18時30分

首相は28日、備蓄を増やす方針を表明した。関係閣僚に財源の検討を指示した。

財源が焦点に

財源については、与党内に様々な意見がある。年末に向けて調整が本格化する。

(c) 2022 架空新聞 All Rights Reserved.
"""

CONTENTS = """備蓄の基本方針

目次

1　基本的な考え方 ………… 1
2　品目 ………… 3

1　基本的な考え方

　備蓄は、災害の直後の生活を支えるためのものである。

2　品目

　品目は、地域の実情に応じて定めるものとする。
"""

NOTES = """1 備蓄の体制

町は、備蓄の計画を定めている1。また、毎年、品目を見直している。

県と町は、連絡の仕組み(RNS)2を通じて、在庫を確かめている。結果は公表される。(※3)

1)計画は五年ごとに改める。
2)平時から使うことができる。
"""

CIRCULAR = """環水第123号
令和3年6月1日

各地方事務所長　殿

水環境局長

水質の調査の実施について（通知）

　標記について、下記のとおり実施されたい。

記

1　目的
　本調査は、湖の水質の状況を把握することを目的とする。

2　方法
(1) 調査は、年一回行う。
(2) 結果は、翌月末までに報告する。

以上
"""

DATABASE = """データベース「水の記録」

[文書名] 湖の保全に関する共同声明

[場所] 大津
[年月日] 1984年8月31日
[出典] 環境庁
[備考]
[全文]

　会議の参加者は、湖の保全のための行動を呼びかけた。
"""

BILINGUAL = """Joint Statement on the Protection of Lakes
湖の保全に関する共同声明

2023年1月11日

The participants affirmed that the lake is the source of the life of the
region, and resolved to work together to keep its water clean for those who
will live there.

参加者は、湖が地域の生活の源であることを確認し、後の世代のために水質を
守る決意を示した。

They also decided to meet every year.

また、毎年会合を開くことを決めた。
"""

BIBLIOGRAPHY = """参考文献

青木一郎（2001）『湖の科学』架空大学出版会。
石川二郎（2010）「水質と生活排水――高度成長期の農村を
　　中心に」『湖沼研究』第16号、12―28頁。
上田三郎（2015）「流域における協力の枠組みについての
　　考察」『水環境紀要』第17巻第2号、45―70頁。
江藤四郎（2020）『水道の現在』架空書店。
"""

COLUMNS = """           水源の見通し                                取水の現状

　湖の水位は、少雨の影響で低下を続け、        　取水の制限は、六月に始まり、現在は
平年を大きく下回っている。これに対応す        一割となっている。農業用水については、
るため、節水の呼びかけを強めるとともに        地区の間で順番に取水しており、作物へ
、関係する市町との協議を始めた。              の影響は、今のところ小さい。
　また、地下水の利用を増やすことも、検        　今後は、工業用水についても、協力を
討している。                                  求めることとしている。
"""

UPRIGHT = "\n".join("湖の水質を守る。") + "\n"

KINDS = {
    name.lower(): text for name, text in list(globals().items()) if name.isupper() and isinstance(text, str)
}


def _shown(passages: tuple[Passage, ...]) -> list[tuple[str, str, str]]:
    return [(each.speaker, " > ".join(each.section), each.text) for each in passages]


def _of_kind(passages: tuple[Passage, ...], kind: str) -> list[str]:
    return [each.text for each in passages if each.kind == kind]


def test_minutes_of_a_parliament(tmp_path: Path) -> None:
    """Each paragraph of a speech has its speaker, notices have none, the drawn line and the agenda are told apart."""
    found = content(tmp_path, MINUTES)
    (document,) = found.documents
    assert (document.title, document.date, document.doc_type) == (
        "第八百回国会　参議院　環境委員会　第3号", "2023-05-09", "minutes"
    )  # fmt: skip
    assert [(each.speaker, each.text) for each in found.passages if each.kind == "paragraph"] == [
        ("甲斐委員長", "ただいまから会議を開きます。"),
        ("甲斐委員長", "質疑のある方は順次御発言願います。"),
        ("乙部委員", "湖の水質について伺います。"),
        ("乙部委員", "調査は行われたのでしょうか。"),
        ("丙山国務大臣", "お答え申し上げます。"),
        ("丙山国務大臣", "調査は昨年の夏に行いました。"),
        ("", "〔発言する者あり〕"),
    ]
    assert _of_kind(found.passages, "furniture") == ["――――◇―――――"]
    assert found.passages[-3].glosses == ("○",)


def test_minutes_of_a_council(tmp_path: Path) -> None:
    """Speakers with their names in brackets, whatever sign stands before them."""
    found = content(tmp_path, COUNCIL)
    assert [(each.speaker, each.text) for each in found.passages[2:]] == [
        ("議長（赤井一郎君）", "これより一般質問を行います。"),
        ("４番（白川花子君）", "通学路の安全について質問します。"),
        ("４番（白川花子君）", "昨年の事故の後、点検はなされましたか。"),
        ("町長（黒田二郎君）", "本年四月に点検を終えました。"),
        ("", "（拍手）"),
    ]


def test_a_press_conference(tmp_path: Path) -> None:
    """Labels give date and place; a speaker's label alone on its line belongs to the paragraph below."""
    found = content(tmp_path, PRESS)
    (document,) = found.documents
    assert (document.date, document.place, document.doc_type) == (
        "2024-03-05",
        "官邸会見室",
        "press-conference",
    )
    assert _shown(found.passages)[-3:] == [
        ("官房長官", "1 発表事項", "本日の閣議の概要について御報告いたします。"),
        ("記者", "2 質疑応答", "景気の見通しを伺います。"),
        ("官房長官", "2 質疑応答", "緩やかに回復していると考えています。"),
    ]


def test_questions_and_answers(tmp_path: Path) -> None:
    """Q and A are speakers where both are there."""
    passages = content(tmp_path, QUESTIONS).passages
    assert [each.speaker for each in passages] == ["", "Q1", "A1", "Q2", "A2"]


def test_a_law(tmp_path: Path) -> None:
    """Captions and articles are over their paragraphs and items, items over theirs; nothing nests for ever."""
    found = content(tmp_path, LAW)
    assert (found.documents[0].title, found.documents[0].doc_type) == ("港湾審議会設置法", "law")
    assert [(" > ".join(each.section), each.text) for each in found.passages[2:]] == [
        ("（設置）第一条", "第一条　国土交通省に、港湾審議会を置く。"),
        ("（所掌事務）第二条", "第二条　審議会は、次に掲げる事務をつかさどる。"),
        ("（所掌事務）第二条", "一　港湾の計画の調査審議"),
        ("（所掌事務）第二条", "二　次に掲げる事項の調査審議"),
        ("（所掌事務）第二条 > 二", "イ　岸壁の構造"),
        ("（所掌事務）第二条 > 二", "ロ　航路の幅員"),
        ("（所掌事務）第二条", "２　審議会は、関係する者の意見を聴くことができる。"),
        ("附則 > （施行期日）第一条", "第一条　この法律は、公布の日から施行する。"),
    ]


def test_a_law_with_its_numbers_on_lines_of_their_own(tmp_path: Path) -> None:
    """A number alone is put before what it numbers; an article alone is a heading."""
    passages = content(tmp_path, SPREAD).passages
    assert [(" > ".join(each.section), each.text) for each in passages[1:]] == [
        ("（所掌事務）第二条", "審議会は、次の事項を調査審議する。"),
        ("（所掌事務）第二条", "一　港湾の計画の基本となるべき事項"),
        ("（所掌事務）第二条", "二　航路の保全に関する事項"),
        ("（組織）第三条", "審議会は、委員十人以内で組織する。"),
    ]


def test_a_treaty_is_dated_at_its_end(tmp_path: Path) -> None:
    """The day of signature stands at the end, where no article goes on."""
    found = content(tmp_path, TREATY)
    assert (found.documents[0].title, found.documents[0].date) == ("海難救助に関する協定", "1977-04-05")
    assert [each.section for each in found.passages if each.text.startswith(("両", "(", "以上"))] == [
        ("第一条",), ("第二条",), ("第二条",), ("第二条",), ()
    ]  # fmt: skip


def test_an_article_alone_is_over_the_line_below(tmp_path: Path) -> None:
    """The number of an article on a line of its own is no part of the sentence set in right below it."""
    text = "漁業に関する協定\n\n第一条\n　両国は、協力する。\n\n第二条\n　両国は、次の資料を交換する。\n"
    text += "(a)　海図\n(b)　標本\n(c)　統計\n\n第三条\n　この協定は、五年間効力を有する。\n"
    assert [(each.kind, each.section, each.text) for each in content(tmp_path, text).passages][1:] == [
        ("paragraph", ("第一条",), "両国は、協力する。"),
        ("paragraph", ("第二条",), "両国は、次の資料を交換する。"),
        ("list-item", ("第二条",), "(a)　海図"),
        ("list-item", ("第二条",), "(b)　標本"),
        ("list-item", ("第二条",), "(c)　統計"),
        ("paragraph", ("第三条",), "この協定は、五年間効力を有する。"),
    ]


def test_a_diary(tmp_path: Path) -> None:
    """Days head what was written on them; a day alone is of the month that was named before it."""
    passages = content(tmp_path, DIARY).passages
    assert [(each.date, each.section, each.text) for each in passages if "。" in each.text] == [
        ("1993-03-01", ("平成5年3月", "一日（月）　晴"), "港を出る。風は西から吹く。"),
        ("1993-03-02", ("平成5年3月", "二日（火）　曇"), "島を見る。波は高い。"),
        ("1993-04-01", ("四月", "一日（木）　晴"), "港に帰る。無事を喜ぶ。"),
    ]


def test_a_chronology_in_lines(tmp_path: Path) -> None:
    """Each entry has its day in the year that was named above it; the document has none of these dates."""
    found = content(tmp_path, YEARS)
    assert found.documents[0].date == ""
    assert [(each.date, each.text) for each in found.passages if "月" in each.text] == [
        ("1951-09-08", "9月8日　給水を始める"),
        ("1952-04-28", "4月28日　貯水池が完成する"),
        ("1952-06-01", "6月1日　料金を改める"),
    ]


def test_news(tmp_path: Path) -> None:
    """The headline is the title and never runs into the text; breadcrumbs and rights are furniture."""
    found = content(tmp_path, NEWS)
    assert (found.documents[0].title, found.documents[0].date) == ("首相　備蓄の増量を表明", "2022-11-28")
    assert _of_kind(found.passages, "furniture") == [
        "トップ > ニュース > 政治", "(c) 2022 架空新聞 All Rights Reserved."
    ]  # fmt: skip
    assert [(each.section, each.text[:8]) for each in found.passages if "。" in each.text] == [
        ((), "首相は28日、備"),
        (("財源が焦点に",), "財源については、"),
    ]


def test_contents_are_no_headings(tmp_path: Path) -> None:
    """A table of contents is of the page."""
    passages = content(tmp_path, CONTENTS).passages
    assert _of_kind(passages, "furniture") == ["目次", "1　基本的な考え方 ………… 1", "2　品目 ………… 3"]
    assert [each.section for each in passages if each.kind == "paragraph"] == [
        ("1　基本的な考え方",), ("2　品目",)
    ]  # fmt: skip


def test_marks_of_notes_leave_the_sentence(tmp_path: Path) -> None:
    """A bare digit goes where the document has that note, a sign always; both are found as glosses."""
    passages = content(tmp_path, NOTES).passages
    assert [(each.kind, each.text, each.glosses) for each in passages] == [
        ("paragraph", "町は、備蓄の計画を定めている。また、毎年、品目を見直している。", ("1",)),
        (
            "paragraph",
            "県と町は、連絡の仕組み(RNS)を通じて、在庫を確かめている。結果は公表される。",
            ("(※3)", "2"),
        ),
        ("footnote", "1)計画は五年ごとに改める。", ()),
        ("footnote", "2)平時から使うことができる。", ()),
    ]


def test_signs_of_notes_leave_the_sentence(tmp_path: Path) -> None:
    """※, * and a number in brackets are lifted out where a note begins with them, and stay where none does."""
    text = (
        "橋の費用\n\n1　はじめに\n\n"
        "費用は、国が半分を負担した*。残りは町が負担した［1］。工期※は二年である。\n\n"
        "* 後に改めた。\n[1]　町史による。\n"
    )
    sentence = next(each for each in content(tmp_path, text).passages if "国が" in each.text)
    assert sentence.text == "費用は、国が半分を負担した。残りは町が負担した。工期※は二年である。"
    assert set(sentence.glosses) == {"*", "［1］"}


def test_a_circular(tmp_path: Path) -> None:
    """Number, date, addressee and sender stand above the title; 以上 is under nothing."""
    found = content(tmp_path, CIRCULAR)
    assert (found.documents[0].title, found.documents[0].date) == (
        "水質の調査の実施について（通知）", "2021-06-01"
    )  # fmt: skip
    assert [(each.section, each.text) for each in found.passages[-4:]] == [
        (("記", "1　目的"), "本調査は、湖の水質の状況を把握することを目的とする。"),
        (("記", "2　方法"), "(1) 調査は、年一回行う。"),
        (("記", "2　方法"), "(2) 結果は、翌月末までに報告する。"),
        ((), "以上"),
    ]


def test_labels_of_a_database(tmp_path: Path) -> None:
    """What labels say of a document is its title, place, date and publisher."""
    (document,) = content(tmp_path, DATABASE).documents
    assert (document.title, document.place, document.date, document.publisher) == (
        "湖の保全に関する共同声明", "大津", "1984-08-31", "環境庁"
    )  # fmt: skip


def test_two_languages_stay_apart(tmp_path: Path) -> None:
    """Wrapped English and wrapped Japanese have measures of their own, and are not run together."""
    passages = content(tmp_path, BILINGUAL).passages
    assert [each.text[:6] for each in passages[3:]] == ["The pa", "参加者は、湖", "They a", "また、毎年会"]


def test_entries_with_hanging_indents(tmp_path: Path) -> None:
    """Each work of a bibliography is a passage, its further lines with it."""
    passages = content(tmp_path, BIBLIOGRAPHY).passages
    assert [each.text[:2] for each in passages[1:]] == ["青木", "石川", "上田", "江藤"]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Lines of two columns beside each other are split at their gutter."""
    texts = [each.text for each in content(tmp_path, COLUMNS).passages]
    assert (
        "".join(texts)
        .replace("\u3000", "")
        .startswith("水源の見通し湖の水位は、少雨の影響で低下を続け、平年を大きく")
    )
    assert any("作物への影響は、今のところ小さい。" in text for text in texts)


def test_a_title_over_both_columns_stays_whole(tmp_path: Path) -> None:
    """What is set across the gutter above the columns is a line of its own, not two halves."""
    text = (
        "              町のたより 2015年6月1日 第8号\n\n"
        "　庭の改修が、きのう終わりまし        　新しい船が、港に着きました。\n"
        "た。木が増え、道も広くなりまし        乗りたい方は、名前と時間を書い\n"
        "た。見学は、来週の月曜日から、        てください。夜間に乗る場合は、\n"
        "三日間です。                          申し出てください。\n"
        "　手伝える方は、連絡を願います。      　講演は、四日に開きます。\n"
    )
    assert texts(content(tmp_path, text).passages)[0] == "町のたより 2015年6月1日 第8号"


def test_a_bill_ends_with_its_reasons(tmp_path: Path) -> None:
    """理由, at the end of a bill, is no part of the supplementary provisions."""
    text = (
        "港湾法の一部を改正する法律\n\n（調査）\n第七条の二　国は、調査を行う。\n２　国は、結果を公表する。\n\n"
        "附　則\n\n　この法律は、公布の日から施行する。\n\n理　由\n\n　港湾の安全を図る必要がある。\n"
    )
    assert [(each.section, each.text) for each in content(tmp_path, text).passages][-2:] == [
        (("附　則",), "この法律は、公布の日から施行する。"),
        (("理　由",), "港湾の安全を図る必要がある。"),
    ]


def test_lines_of_one_character_are_one_line(tmp_path: Path) -> None:
    """Vertical text that came out a character a line is read as it was written."""
    passages = content(tmp_path, UPRIGHT).passages
    assert [each.text for each in passages] == ["湖の水質を守る。"]


def test_vertical_forms_are_horizontal_to_the_rules(tmp_path: Path) -> None:
    """︑ and ︒ end sentences, and are given back as they were written."""
    text = (
        "湖の保全に関する意見書\n湖の水質は︑近年︑悪化を続けており︑早急な対策が必要であ\n"
        "ると考える︒そこで︑町に対し︑次のとおり要望する︒\n"
    )
    passages = content(tmp_path, text).passages
    assert passages[-1].text == (
        "湖の水質は︑近年︑悪化を続けており︑早急な対策が必要であると考える︒そこで︑町に対し︑次のとおり要望する︒"
    )


def test_front_matter_is_read(tmp_path: Path) -> None:
    """YAML at the top says what the document is."""
    text = '---\ntitle: "湖の展望"\ndate: 2023-05-20\n---\n\n# はじめに\n\n本稿では、湖の展望を論じる。\n'
    found = content(tmp_path, text, "sample.md")
    assert (found.documents[0].title, found.documents[0].date) == ("湖の展望", "2023-05-20")
    assert found.passages[-1].section == ("はじめに",)


def test_a_long_line_is_cut_at_sentences(tmp_path: Path) -> None:
    """A line of thousands of sentences is passages of some thousand characters, each ending with a sentence."""
    passages = content(tmp_path, "湖の水質は、年ごとに調べられている。" * 3000 + "\n").passages
    assert len(passages) > 10
    assert all(each.text.endswith("。") and len(each.text) <= 1100 for each in passages)


@pytest.mark.parametrize("name", KINDS)
def test_no_character_is_dropped(name: str, tmp_path: Path) -> None:
    """Every character is in a text or a gloss of exactly one passage, or in a section or a speaker."""
    passages = content(tmp_path, KINDS[name]).passages
    own = Counter(
        re.sub(r"\s", "", "".join(part for each in passages for part in (each.text, *each.glosses)))
    )
    above = set("".join(part for each in passages for part in (*each.section, each.speaker)))
    source = Counter(re.sub(r"\s", "", KINDS[name]))
    assert set(source - own) <= above
    assert own - source == Counter()
