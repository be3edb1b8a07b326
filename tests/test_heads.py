"""Heads of documents as sites, registers and councils print them: title, date and meeting, and what is of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from texts import content, texts

PICTURES = """環境省・新着情報

令和3年5月4日
会談を終えて握手する大臣 日・仏環境大臣会談(写真提供:広報室)
日・伊首脳会談が行われた部屋 日・伊首脳会談(写真提供:広報室)

 5月4日、大臣は、訪問先において首脳会談に同席しました。
"""

TOLD = """大洋州

平成29年2月3日

 2月3日、東京で、第4回日豪首脳協議が開催されました。両首脳は、協力を確認しました。
"""

OFFICES = """令和2年8月9日
防衛省

令和2年8月9日、山川防衛大臣とスミス国防長官は、会談を行ったところ、概要は次のとおり。
両閣僚は、協力を確認した。
"""

LETTER = """議院

メインへスキップ

受領本文情報

令和二年三月一日受領
答弁第七号

  議長 山川一郎 殿

議員川山二郎君提出の質問に対し、別紙答弁書を送付する。



議員川山二郎君提出橋の補修に関する質問に対する答弁書


一について

 橋は、毎年点検しているところである。
"""

POSTED = """町の古い日記を読む

昭和の初めの町の様子を伝える。

垣根を直す

2008-03-04 21:05:06 | 日記
昭和五年三月四日 晴
 垣根を直した。薪も割った。
"""

RULES = """○松原市広場の設置及び管理並びに広場の使用の手続に関する条例施行規則
平成12年3月4日
規則第5号
(趣旨)
第1条 この規則は、必要な事項を定めるものとする。
(申請)
第2条 使用しようとする者は、申請しなければならない。
"""

READING = """無料の法令集
ひろばのせっちおよびかんりならびにしようりょうのちょうしゅうにかんするとくべつそちほうしこうれい

広場の設置及び管理並びに使用料の徴収に関する特別措置法施行令

昭和61年政令第77号
内閣は、広場の設置に関する法律の規定に基づき、この政令を制定する。
(期間)
第1条 期間は、五年とする。
(申請)
第2条 申請は、書面による。
"""

SITE = """町の水道サイト
menu
HOME
会社概要
採用情報
水の話
お問い合わせ
水道管の取替え工事について
水道管は、毎年取り替えています。工事の間は水が濁ることがあります。

おすすめ
PR
ランキング
"""

MINUTES = """議会運営委員会速記録第三号

平成十九年二月五日(月曜日)
第一会議室
 出席委員 二名
委員長山川 一郎君

本日の会議に付した事件
理事の互選
(1)一九第二号 広場に関する陳情

○山川委員長 ただいまから会議を開きます。
 初めに、理事の互選を行います。

○海野財務局長 それでは、ご説明いたします。
"""

COMMITTEE = """建設常任委員会 平成28年7月6日(水)
(開 会)
委員長(山川君):ただいまより、委員会を開きます。(10:00)
日程は、次第のとおりといたします。
海野君:橋について伺います。
"""

COUNCIL = """〒100-0000
町役場 電話 00(0000)0000

令和元年度 運営委員会

 第2回委員会 (2月5日)
出席委員 山川委員長,海野委員

山川委員長)ただ今から,委員会を開きます。
 議題は,配布のとおりであります。

町長)予算について,説明いたします。
"""


TWICE = """町の新聞　電子版

水道管の取替え　今年は三百本

水道管の取替え　今年は三百本

町では、水道管を毎年取り替えている。
"""

ASSEMBLY = """令和元年 第2回

松原市議会定例会会議録(第3号)

午前10時00分 開議

令和元年5月7日(火曜日)

〇議長(山川一郎君) これより会議を開きます。
〇市長(海野二郎君) 御説明いたします。
"""

EXTRA = """記者会見

山川外務大臣臨時会見記録

(令和2年2月3日(月曜日)23時59分 於:中央玄関)

冒頭発言

【山川外務大臣】先ほど電話会談を行いました。

質疑応答

【記者】成果を伺います。
"""

CONTENTS_IN_HEAD = """○松原市温泉条例

平成18年3月31日

条例第37号

目次

第1章 総則(第1条)

第2章 使用(第2条)

附則

第1章 総則

(趣旨)

第1条 この条例は、必要な事項を定める。

第2章 使用

第2条 温泉は、許可を受けて使用する。

附則

この条例は、公布の日から施行する。
"""


NUMBERED_PICTURES = """大韓民国

平成27年6月1日
日韓外相会談1
日韓外相会談2

 1日,山川外務大臣は,外交部長官との間で会談を行いました。
"""

CHANGED = """トップページ > 市政 > 会議録

平成26年度松原市教育委員会第2回定例会会議録(平成27年1月8日開催)

更新日:2015年5月13日

1.開催場所 市役所3階
2.開催日時 平成27年1月8日(木曜日) 午前9時30分から

(委員長)それでは始めます。
(事務局)資料を御覧ください。
"""

STEPS = """現在位置
  1. トップページ >
  2. 意見募集 >
  3. 陳情の方法について

陳情の方法について

区政に関することを区議会に提案できる制度です。どなたでも提出することができます。
"""

BANNER = """ページの先頭です。 メニューを飛ばして本文へ
松原市 みどりと水のまち!
  • くらし
  • 文字サイズの変更
  • 手続き
  • 子育て
  • English
  • 市政情報
  • サイトマップ
サイトメニューここまで

本文ここから

松原市水辺条例の考え方(テキスト版)

更新日:2018年11月1日 印刷ページ表示

水辺の広場を作ることを決めた。会見の動画は市の頁で見られる。

(会見の動画を見ることができます)<外部リンク>

手続きの案内は新しいウィンドウで開きます。
"""

PARTED = """平成28年3月会議録

平成 28 年
第 4 回
教育委員会会議録
平成 28 年 3 月 24 日( 木 )

会議を開いた。
"""


SECTION = """活動日記

log

活動日記

東町水害復旧工事の三年

 東町の水害から三年になる。復旧工事は進み、堤は高くなったが、橋はまだ架かっていない。
"""

CATEGORY = """活動報告(お知らせ)

令和元年8月の活動報告

 暑い日が続いたが、橋の工事を見て回った。
"""

WAY = """<前の日(2006年07月08日) 次の日(2006年07月17日)> 最新 編集

山川の日記

2006年07月16日

 朝は雨で、昼から晴れた。
"""

CREDIT = """大洋州

令和2年2月3日
栄誉礼
(写真提供:広報室)

 2月3日、山川総理は、首相と首脳会談を行いました。
"""

FACTS = """定例会見令和2年9月

ページID102  更新日 令和6年3月8日

それでは、定例の会見を始めます。
"""


@pytest.mark.parametrize(
    ("text", "title", "date", "meeting"),
    [
        pytest.param(SECTION, "東町水害復旧工事の三年", "", "", id="what the text is about"),
        pytest.param(CATEGORY, "令和元年8月の活動報告", "2019-08", "", id="above the same words and more"),
        pytest.param(WAY, "山川の日記", "2006-07-16", "", id="the way to the pages beside it"),
        pytest.param(CREDIT, "栄誉礼", "2020-02-03", "summit", id="whose picture it is, alone"),
        pytest.param(FACTS, "定例会見令和2年9月", "2020-09", "", id="facts of a page without colons"),
        pytest.param(PICTURES, "日・伊首脳会談", "2021-05-04", "summit", id="what a picture shows"),
        pytest.param(TOLD, "第4回日豪首脳協議", "2017-02-03", "summit", id="a first sentence"),
        pytest.param(OFFICES, "sample", "2020-08-09", "defense-ministers", id="offices of those who met"),
        pytest.param(
            LETTER,
            "議員川山二郎君提出橋の補修に関する質問に対する答弁書",
            "2020-03-01",
            "",
            id="what is enclosed",
        ),
        pytest.param(POSTED, "垣根を直す", "2008-03-04", "", id="what was posted"),
        pytest.param(
            RULES,
            "松原市広場の設置及び管理並びに広場の使用の手続に関する条例施行規則",
            "2000-03-04",
            "",
            id="a sign before a rule",
        ),
        pytest.param(
            READING,
            "広場の設置及び管理並びに使用料の徴収に関する特別措置法施行令",
            "1986",
            "",
            id="below its reading",
        ),
        pytest.param(SITE, "水道管の取替え工事について", "", "", id="below a menu of short lines"),
        pytest.param(
            MINUTES, "議会運営委員会速記録第三号", "2007-02-05", "", id="a number of minutes is no stamp"
        ),
        pytest.param(COMMITTEE, "建設常任委員会", "2016-07-06", "", id="a committee and its day"),
        pytest.param(
            BANNER,
            "松原市水辺条例の考え方(テキスト版)",
            "2018-11-01",
            "",
            id="below the name of a site and its menu",
        ),
        pytest.param(TWICE, "水道管の取替え　今年は三百本", "", "", id="a line that is there twice"),
        pytest.param(
            ASSEMBLY,
            "松原市議会定例会会議録(第3号)",
            "2019-05-07",
            "",
            id="a number of a session alone is none",
        ),
        pytest.param(
            EXTRA, "山川外務大臣臨時会見記録", "2020-02-03", "", id="a kind that the title says already"
        ),
        pytest.param(CONTENTS_IN_HEAD, "松原市温泉条例", "2006-03-31", "", id="above its contents"),
        pytest.param(
            NUMBERED_PICTURES, "日韓外相会談", "2015-06-01", "foreign-ministers", id="pictures with numbers"
        ),
        pytest.param(
            CHANGED,
            "平成26年度松原市教育委員会第2回定例会会議録",
            "2015-01-08",
            "",
            id="a day of its own, not of the page",
        ),
        pytest.param(STEPS, "陳情の方法について", "", "", id="the way through a site"),
        pytest.param(PARTED, "平成28年3月会議録", "2016-03-24", "", id="a year alone, then the day"),
        pytest.param(COUNCIL, "令和元年度 運営委員会", "2020-02-05", "", id="a day in a fiscal year"),
    ],
)
def test_a_head_says_title_date_and_meeting(
    tmp_path: Path, text: str, title: str, date: str, meeting: str
) -> None:
    """The title is none of what else stands in a head, wherever it stands; date and meeting are found with it."""
    document = content(tmp_path, text).documents[0]
    assert (document.title, document.date, document.meeting) == (title, date, meeting)


def test_menus_of_short_lines_and_what_follows_a_text_are_of_the_page(tmp_path: Path) -> None:
    """Short lines among words of sites are a menu, also at the end, and so is a site's name; text and title are not."""
    passages = content(tmp_path, SITE).passages
    assert [each.text for each in passages if each.kind != "furniture"] == [
        "水道管の取替え工事について",
        "水道管は、毎年取り替えています。工事の間は水が濁ることがあります。",
    ]


@pytest.mark.parametrize(
    ("text", "speeches"),
    [
        (
            MINUTES,
            [
                ("山川委員長", "ただいまから会議を開きます。"),
                ("山川委員長", "初めに、理事の互選を行います。"),
                ("海野財務局長", "それでは、ご説明いたします。"),
            ],
        ),
        (
            COMMITTEE,
            [
                ("委員長(山川君)", "ただいまより、委員会を開きます。(10:00)"),
                ("委員長(山川君)", "日程は、次第のとおりといたします。"),
                ("海野君", "橋について伺います。"),
            ],
        ),
        (
            COUNCIL,
            [
                ("山川委員長", "ただ今から,委員会を開きます。"),
                ("山川委員長", "議題は,配布のとおりであります。"),
                ("町長", "予算について,説明いたします。"),
            ],
        ),
        (
            "川の会議録\n\n〇森 一郎委員長 これより会議を開きます。\n〇山谷次長 ご説明申し上げます。\n",
            [("森 一郎委員長", "これより会議を開きます。"), ("山谷次長", "ご説明申し上げます。")],
        ),
        (
            "共同記者会見\n\n【山川総理冒頭発言】\n ようこそ、日本へ。\n【スミス大統領冒頭発言】\n 感謝します。\n",
            [("山川総理", "ようこそ、日本へ。"), ("スミス大統領", "感謝します。")],
        ),
    ],
)
def test_speakers_by_more_marks(tmp_path: Path, text: str, speeches: list[tuple[str, str]]) -> None:
    """A name with a space in it, a bracket that only closes, an opening statement; an agenda heads nothing."""
    passages = content(tmp_path, text).passages
    assert [(each.speaker, each.text) for each in passages if each.speaker] == speeches
    assert not any(each.section for each in passages if each.speaker)


def test_speeches_of_one_long_line_are_cut(tmp_path: Path) -> None:
    """Minutes that a page gives as one line are cut before each sign, name and office in brackets."""
    long = "橋の補修について申し上げます。" * 8
    line = f"=開会 午前10時= ◯議長(山川一郎君) {long}  2 ◯町長(海野二郎君) {long}  3 ◯議長(山川一郎君) 散会します。"
    passages = content(tmp_path, f"町議会会議録\n\n{line}\n").passages
    assert [each.speaker for each in passages if each.speaker] == [
        "議長(山川一郎君)",
        "町長(海野二郎君)",
        "議長(山川一郎君)",
    ]


def test_rows_of_bars_broken_over_lines_are_rows(tmp_path: Path) -> None:
    """A cell that stands on the line below its row belongs to it, and a row that only ends in a bar is one."""
    text = "水道の歩み\n\n| 年月 |\n出来事 |\n|---|---|\n| 1951. 9. 8 |\n給水を始める |\n| 1960. 1.19 |\n料金を改める |\n"
    rows = [each for each in content(tmp_path, text).passages if each.kind == "table-row"]
    assert [(each.date, each.text) for each in rows[1:]] == [
        ("1951-09-08", "1951. 9. 8　給水を始める"),
        ("1960-01-19", "1960. 1.19　料金を改める"),
    ]
    barred = content(tmp_path, "誤りの表\n\n頁 | 行 | 誤 | 正 |\n七 | 一 | 漁族 | 魚族 |\n").passages
    assert texts(barred) == ["誤りの表", "頁　行　誤　正", "七　一　漁族　魚族"]


def test_clauses_that_are_set_in_stay_apart(tmp_path: Path) -> None:
    """The clauses of a preamble end in commas; each is set in, and a passage."""
    clauses = [
        "甲国及び乙国は、長い交わりの歴史を顧みて、",
        "両国の国民の間の友好の関係を深めることを希望し、",
        "平和を愛する心を新たにして、",
        "次のとおり協定した。",
    ]
    text = "甲国と乙国との間の友好に関する条約\n\n" + "".join(f" {clause}\n\n" for clause in clauses)
    assert [each.text for each in content(tmp_path, text).passages][1:] == clauses


def test_clauses_of_a_preamble_stay_apart_in_two_languages(tmp_path: Path) -> None:
    """Several lines in a row that end in commas are clauses, set in or not, with their translations between them."""
    lines = [
        "甲国政府及び乙国政府は、",
        "THE GOVERNMENTS OF KOH AND OTSU,",
        "両国の国民の間の相互理解を助長する計画の継続を図ることを希望し、",
        "DESIRING TO CONTINUE AND DEVELOP PROGRAMS TO PROMOTE FURTHER MUTUAL UNDERSTANDING BETWEEN THE PEOPLES,",
        "平和を愛する心を新たにして、",
        "RENEWING THEIR LOVE OF PEACE,",
        "次のとおり協定した。",
        "HAVE AGREED AS FOLLOWS:",
    ]
    text = "教育交流に関する甲国政府と乙国政府との間の協定\n\n" + "\n".join(lines) + "\n"
    assert texts(content(tmp_path, text).passages)[1:] == lines


def test_what_stands_above_a_speech_heads_it(tmp_path: Path) -> None:
    """Labels in the head and below it head the speeches of a press conference; the place stands in brackets."""
    found = content(tmp_path, EXTRA)
    assert found.documents[0].place == "中央玄関"
    assert [(each.speaker, each.section, each.text) for each in found.passages if each.speaker] == [
        ("山川外務大臣", ("冒頭発言",), "先ほど電話会談を行いました。"),
        ("記者", ("質疑応答",), "成果を伺います。"),
    ]


def test_a_table_of_contents_that_begins_in_the_head_is_of_the_page(tmp_path: Path) -> None:
    """Contents right below title, date and number head nothing, and the articles have their own chapters."""
    passages = content(tmp_path, CONTENTS_IN_HEAD).passages
    assert [each.text for each in passages if each.kind == "furniture"] == [
        "目次",
        "第1章 総則(第1条)",
        "第2章 使用(第2条)",
        "附則",
    ]
    assert [each.section for each in passages if each.kind == "list-item"] == [
        ("第1章 総則", "(趣旨)第1条"),
        ("第2章 使用", "第2条"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "◯議長【山川一郎君】 会議を開きます。\n\n◯7番【海野二郎君】 質問いたします。\n",
        "○議長(\n山川一郎君) 会議を開きます。\n○7番(\n海野二郎君) 質問いたします。\n",
        "山川キャスター\n「会議を開きます。」\n海野氏\n「質問いたします。」\n",
        "山川委員\n 会議を開きます。\n\n海野課長\n 質問いたします。\n\n委員長\n 散会します。\n",
    ],
)
def test_names_in_other_brackets_over_lines_and_above_quotations(tmp_path: Path, text: str) -> None:
    """A speaker is one by any brackets, with a name that a line cuts, and above what is said in quotation marks."""
    passages = content(tmp_path, f"町議会会議録\n\n{text}").passages
    said = [
        (re.sub(r"[^山海]", "", each.speaker), each.text.strip("「」")) for each in passages if each.speaker
    ]
    assert said[:2] == [("山", "会議を開きます。"), ("海", "質問いたします。")]


def test_lines_in_round_brackets_head_what_follows(tmp_path: Path) -> None:
    """Two and more of them between paragraphs or lists are headings, the first one right below the title as well."""
    text = (
        "[仮訳]\n\n両首脳の声明の骨子\n\n(地震)\n • 支援に謝意を表明した。\n\n(資源)\n • 協力を強化する。\n"
    )
    items = [
        (each.section, each.text) for each in content(tmp_path, text).passages if each.kind == "list-item"
    ]
    assert items == [(("(地震)",), "• 支援に謝意を表明した。"), (("(資源)",), "• 協力を強化する。")]


def test_what_a_site_says_is_no_sentence(tmp_path: Path) -> None:
    """Menus, signposts, what a site says of a page and links away are furniture, the text between them is not."""
    passages = content(tmp_path, BANNER).passages
    assert [p.text for p in passages if p.kind != "furniture"] == [
        "松原市水辺条例の考え方(テキスト版)",
        "水辺の広場を作ることを決めた。会見の動画は市の頁で見られる。",
    ]


@pytest.mark.parametrize("fence", ["---\n", ""], ids=["front matter", "labels alone"])
def test_labels_above_a_text_are_apart(tmp_path: Path, fence: str) -> None:
    """Each label is a line of its own, however long the lines are, and in front matter others are furniture."""
    above = f"{fence}layout: default\ntitle: 会則の案\ndate: 2020-03-04\ntags: [会則, 案]\n{fence}"
    found = content(tmp_path, f"{above}\n本文である。\n", name="sample.md")
    assert (found.documents[0].title, found.documents[0].date) == ("会則の案", "2020-03-04")
    other = "furniture" if fence else "paragraph"
    assert [(p.kind, p.text) for p in found.passages] == [
        (other, "layout: default"),
        ("heading", "title: 会則の案"),
        ("paragraph", "date: 2020-03-04"),
        (other, "tags: [会則, 案]"),
        ("paragraph", "本文である。"),
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("知事、港の工事へ連続協議 隣県とも連携", "知事、港の工事へ連続協議 隣県とも連携"),
        ("地域ニュース\n\n知事、港の工事へ連続協議 隣県とも連携", "知事、港の工事へ連続協議 隣県とも連携"),
        ("Notes on Harbours", "Notes on Harbours"),
        ("University of Northport\n\n港の話", "港の話"),
        ("各位\n\n港の清掃への参加について(お願い)", "港の清掃への参加について(お願い)"),
    ],
)
def test_a_line_of_the_head_is_a_likelier_title_than_none(tmp_path: Path, head: str, title: str) -> None:
    """A headline or a name in Latin letters is the title where nothing reads more as one; an institution is not."""
    text = f"{head}\n\n 知事は、三日の会議で、港の工事を説明した。工期は二年である。\n\n 県も、費用を負担すると述べた。\n"
    assert content(tmp_path, text).documents[0].title == title


def test_lists_of_links_below_an_article_are_of_the_page(tmp_path: Path) -> None:
    """From a heading as recommendations have it, headlines of other articles are furniture, up to the end."""
    text = (
        "知事、港を視察\n\n 知事は三日、港を視察した。工事は続いている。\n\nスポンサーリンク\n\n"
        " 県も、費用を負担すると述べた。\n\n"
        "RECOMMEND\nあなたにおすすめ\n橋の工事、来春に完成へ 市が発表\n地方通信 -\nランキング\n"
        "1 橋の開通に千人\n2 花火の中止決まる\n"
    )
    shown = [each.text for each in content(tmp_path, text).passages if each.kind == "paragraph"]
    assert shown == ["知事は三日、港を視察した。工事は続いている。", "県も、費用を負担すると述べた。"]


@pytest.mark.parametrize(
    "line",
    [
        "〇招集場所 東町議会 委員会室",
        "東町議会 委員会室",
        "於 東町議会 委員会室",
        "2 開催場所 |\n東町議会 委員会室",
    ],
)
def test_places_on_lines_of_their_own(tmp_path: Path, line: str) -> None:
    """A room with the house that it is in is the place, with or without a word for it."""
    text = f"総務委員会会議録\n\n令和3年5月4日\n{line}\n\n 委員長は、会議を開いた。議案を審査した。\n"
    assert content(tmp_path, text).documents[0].place == "東町議会 委員会室"


_SPEECH = "工事は続いている。来春に終わる。"


@pytest.mark.parametrize(
    ("reporter", "minister"), [("(記 者)", "(大 臣)"), ("記者)", "大臣)"), (" 記者)", "大臣)")]
)
def test_names_set_wide_and_before_half_a_bracket_speak(tmp_path: Path, reporter: str, minister: str) -> None:
    """Speakers on lines of their own, with blanks between their characters or one bracket behind them."""
    text = f"大臣会見録\n\n令和3年5月4日\n\n{reporter}\n工事の予定は。\n\n{minister}\n{_SPEECH}\n" * 2
    said = [
        ("".join(each.speaker.split()), each.text)
        for each in content(tmp_path, text).passages
        if each.speaker
    ]
    assert said[:2] == [("記者", "工事の予定は。"), ("大臣", _SPEECH)]


@pytest.mark.parametrize("head", ["§ 港の工事", "[港の工事]", "##港の工事", "九月三日(その二)"])
def test_short_lines_that_signs_or_days_make_headings(tmp_path: Path, head: str) -> None:
    """A section sign, square brackets that come twice, number signs without a blank and a day head lists."""
    text = f"港の手引き\n\n 町の港の話である。長く続いた。\n\n\n{head}\n"
    text += "○工事は続く。\n○費用は県が出す。\n\n[橋の工事]\n○橋は来春に開く。\n"
    items = [each.section for each in content(tmp_path, text).passages if each.text.startswith("○工事")]
    assert items and items[0] and items[0][-1].lstrip("#") == head.lstrip("#")


def test_a_headline_is_no_part_of_the_first_paragraph(tmp_path: Path) -> None:
    """A first line without an end mark above a paragraph several times as long is the title."""
    text = "山川知事、隣県との会談へ準備 川山副知事と県庁で協議\n"
    text += "山川一郎知事は三日、県庁で川山二郎副知事と会い、"
    text += f"{'港の工事と費用の分担を話し合った上で、' * 5}準備を進めるよう求めた。\n"
    text += f"川山氏は先月、隣県を訪れた。{_SPEECH}\n"
    made = content(tmp_path, text)
    assert made.documents[0].title == "山川知事、隣県との会談へ準備 川山副知事と県庁で協議"


@pytest.mark.parametrize(
    ("text", "title", "doc_type"),
    [
        (
            "港の便り\n\n港の話を集めました。ご覧ください。\n港の便り Vol.12\n\n 工事が続く。\n",
            "港の便り Vol.12",
            "other",
        ),
        ("港の年表 / 書籍\n\n 港の話である。長く続いた。\n", "港の年表 / 書籍", "other"),
        ("この条約の締約国は、\n港の平和を望み、\n次のとおり協定した。\n", "", "law"),
    ],
)
def test_issues_parts_of_sites_and_preambles(tmp_path: Path, text: str, title: str, doc_type: str) -> None:
    """The number of an issue is part of the title; a preamble makes a treaty, whatever is left of its articles."""
    document = content(tmp_path, text).documents[0]
    assert (document.title if title else title, document.doc_type) == (title, doc_type)


def test_a_question_of_a_questionnaire_goes_on_from_none(tmp_path: Path) -> None:
    """Questions whose answers stand between them are never put together."""
    text = "港のアンケート\n問1. 港は好きですか。 (1つに○)\n1 ) 好き\n2 ) 嫌い\n"
    text += "問2. 港に住みたいですか。 (1つに○)\n1 ) 住みたい\n"
    shown = list(dict.fromkeys(part for each in content(tmp_path, text).passages for part in each.section))
    assert shown == ["問1. 港は好きですか。 (1つに○)", "問2. 港に住みたいですか。 (1つに○)"]


@pytest.mark.parametrize(
    ("head", "end", "title", "date"),
    [
        ("令和5年5月24日 記者会見\n\n●会見内容●", "", "令和5年5月24日 記者会見", "2023-05-24"),
        ("←前号へ 次号へ→\n★ CONTENTS ★\n川の本を読む", "", "川の本を読む", ""),
        ("会長のあいさつ", "2021年(令和3年)6月\n\n川の会 会長", "会長のあいさつ", "2021-06"),
    ],
    ids=["a day and what was on it", "below the word contents", "the month at the end"],
)
def test_days_before_and_behind(tmp_path: Path, head: str, end: str, title: str, date: str) -> None:
    """A line that begins with a day may be the title, and what a text ends with may be a month alone."""
    told = "町は、川の堤を高くする工事を始めた。工事は来年の春に終わる予定である。"
    (document,) = content(tmp_path, f"{head}\n\n{told}\n{told}\n\n{end}\n").documents
    assert (document.title, document.date) == (title, date)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("湖沼環境保全法（昭和五十年法律第六十号）", "湖沼環境保全法"),
        ("湖沼環境保全法\n（昭和五十年法律第六十号）", "湖沼環境保全法"),
        ("日米防衛相会談\n\n2012年8月3日　ワシントンDC", "日米防衛相会談"),
    ],
    ids=["a law and its number", "a number on its own line", "a day and a place"],
)
def test_numbers_of_laws_and_places_beside_days(tmp_path: Path, head: str, title: str) -> None:
    """A law stands before its number, in one line too; a day with a place is no title."""
    text = f"{head}\n\n第一条　この法律は、湖沼の環境を保全することを目的とする。\n第二条　湖沼は、国が定める。\n"
    assert content(tmp_path, text).documents[0].title.startswith(title)


@pytest.mark.parametrize(
    ("head", "title", "place"),
    [
        ("日米防衛相会談\n\n2012年8月3日　ワシントンDC", "日米防衛相会談", "ワシントンDC"),
        (
            "JOINT STATEMENT ON THE RIVERS OF BOTH STATES\n\nTokyo, May 1, 2006",
            "JOINT STATEMENT ON THE RIVERS OF BOTH STATES",
            "",
        ),
        ("大臣会見要旨\n令和3年4月2日\n場所：本省会見室　15:00～", "大臣会見要旨", "本省会見室"),
        ("共同記者会見\n令和3年4月2日　於：迎賓館", "共同記者会見", "迎賓館"),
        (
            "大臣臨時会見\n\n令和3年4月2日（金）10時05分～10時20分\n合同庁舎正面玄関",
            "大臣臨時会見",
            "合同庁舎正面玄関",
        ),
        ("外相共同声明\n\nLima, July 18, 2021\n2021年7月18日、リマ", "外相共同声明", "リマ"),
        ("河川の共同調査\n\n令和3年4月2日　朝刊", "河川の共同調査", ""),
        ("主な調査（2010年～2012年）", "主な調査（2010年～2012年）", ""),
        (
            "答弁第七号\n　　内閣総理大臣　山川一郎\n\n川の補修に関する質問に対する答弁書",
            "川の補修に関する質問に対する答弁書",
            "",
        ),
    ],
    ids=[
        "behind the day",
        "before the day",
        "with the time",
        "who signs",
        "a place at a date",
        "a place below the hours",
        "two languages",
        "an edition",
        "a span of years",
    ],
)
def test_places_and_who_signs_are_no_titles(tmp_path: Path, head: str, title: str, place: str) -> None:
    """A place may stand beside the day or have its time behind it; neither it nor who signs above is the title."""
    text = f"{head}\n\n両国は、川の堤を高くすることで一致した。工事は来年の春に終わる予定である。\n"
    document = content(tmp_path, text).documents[0]
    assert (document.title, document.place) == (title, place)


_BODY = (
    "町は、来年の四月から、ごみを集める曜日を地区ごとに改めることとした。\n"
    "これまで週に三回であった地区は、週に二回となる。"
)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("ホーム > くらし > 環境 > 収集の曜日の変更\n", "収集の曜日の変更"),
        ("TOP\nくらし\n収集の曜日を改めます（来年四月から）\n", "収集の曜日を改めます（来年四月から）"),
        ("現在位置\n川上町 くらし 環境　収集の曜日の変更\n", "収集の曜日の変更"),
    ],
    ids=["signs", "lines of their own", "spaces"],
)
def test_the_trail_to_a_page_ends_with_its_title(tmp_path: Path, above: str, title: str) -> None:
    """What the line of steps from the first page ends with is the title below it, not an item of a menu."""
    menu = "本文へスキップ\nサイト内検索\nお問い合わせ\nサイトマップ\n観光・催し\n町政の情報\n"
    head = f"{menu}\n{above}\nあしあと\n\n{title}\n\n更新日：2021年3月5日"
    page = f"{head}\n\n{_BODY}\n\nこのページの先頭へ\nプライバシーポリシー\n"
    assert content(tmp_path, page).documents[0].title == title


def test_outside_of_pages_a_line_that_ends_another_is_no_title(tmp_path: Path) -> None:
    """Where nothing is of a page, there is no trail: the first line stays the title."""
    text = f"令和四年度　収集の記録　北部の地区\n\n北部の地区\n\n{_BODY}\n"
    assert content(tmp_path, text).documents[0].title.startswith("令和四年度")


def test_what_was_posted_by_somebody_stands_above(tmp_path: Path) -> None:
    """Above "Posted on" with a day stands the title, not the name of the blog further up."""
    head = "川辺の研究所による公式ブログ\n\n本文へスキップ\n\n水位計の話をします（資料つき）"
    text = f"{head}\n\nPosted on 2019年4月3日 by kawabe\n\n{_BODY}\n"
    assert content(tmp_path, text).documents[0].title == "水位計の話をします（資料つき）"


def test_the_page_of_an_article_is_no_part_of_its_title(tmp_path: Path) -> None:
    """（1/2 ページ） goes, and a day in brackets stays."""
    for end, title in (("（1/2 ページ）", "川の水位を測り直す"), ("（7/2）", "川の水位を測り直す（7/2）")):
        text = f"川の水位を測り直す{end}\n\n{_BODY}\n"
        assert content(tmp_path, text).documents[0].title == title


@pytest.mark.parametrize(
    ("banner", "opening", "footer", "publisher"),
    [
        ("川上町 水と緑のまち\n", "", "", "川上町"),
        ("", "", "Copyright © 2021 株式会社川辺印刷 All Rights Reserved.\n", "株式会社川辺印刷"),
        ("", "計測器のミナト計器株式会社（本社：川辺市）は、秤を発売する。\n", "", "ミナト計器株式会社"),
        ("川辺だより > くらし > 収集\n", "", "川辺だよりのお知らせ\n", "川辺だより"),
        ("市区町村 の窓口\n", "", "", ""),
    ],
    ids=[
        "a town and its motto",
        "who has the rights",
        "who sends a release",
        "where the trail begins",
        "no name",
    ],
)
def test_whose_page_it_is(tmp_path: Path, banner: str, opening: str, footer: str, publisher: str) -> None:
    """Where the head names no institution, the page does: its banner, its footer, its trail, or the release itself."""
    menu = "本文へスキップ\nサイト内検索\nお問い合わせ\nサイトマップ\n観光・催し\n町政の情報\n"
    end = "このページの先頭へ\nプライバシーポリシー\n"
    again = f"{publisher}の案内\n" if publisher else ""
    page = f"{menu}{banner}\n\n収集の曜日の変更について\n\n{opening}{_BODY}\n\n{end}{again}{footer}"
    assert content(tmp_path, page).documents[0].publisher == publisher


def test_a_label_between_the_day_and_the_text_is_a_heading(tmp_path: Path) -> None:
    """Nothing else stands there, apart; who writes stays a line of the head."""
    text = "河川の共同調査\n令和3年4月2日\n\n{}\n\n調査は春に始まった。水の量が測られた。\n"
    told = content(tmp_path, text.format("概観")).passages[-1]
    assert told.section == ("概観",)
    assert content(tmp_path, text.format("東町役場")).passages[-1].section == ()


@pytest.mark.parametrize(
    ("head", "title", "place"),
    [
        ("郷土研究　第8号\n\n堤と橋の百年\n\n甲野太郎", "堤と橋の百年", ""),
        ("河川省: 川の会談（概要）\n令和3年4月2日", "川の会談（概要）", ""),
        ("川の共同声明\n\n2021年7月18日、東京", "川の共同声明", "東京"),
        ("川の会見\n\n令和3年4月2日　於：迎賓館", "川の会見", "迎賓館"),
    ],
    ids=["a masthead", "who publishes before it", "a place behind the day", "a place at the day"],
)
def test_what_stands_beside_a_title_is_none_of_it(tmp_path: Path, head: str, title: str, place: str) -> None:
    """The issue of a periodical stands above a title, who publishes in front of it, day and place below it."""
    told = "両国は、川の堤を高くすることで一致した。工事は来年の春に終わる予定である。"
    document = content(tmp_path, f"{head}\n\n{told}\n\n{told}\n").documents[0]
    assert (document.title, document.place) == (title, place)


def test_a_sitting_is_of_the_day_on_which_it_was_opened(tmp_path: Path) -> None:
    """Minutes name above that day when the members were appointed."""
    head = "第99回国会　衆議院　河川委員会　第1号\n昭和五十九年十月二日\n次の委員が選任された。\n　　甲野　一郎君"
    said = "○甲野委員長　これより会議を開きます。\n○乙山委員　堤はいつできますか。"
    text = f"{head}\n\n昭和五十九年十一月一日（木曜日）\n　　午前十時開議\n{said}\n"
    document = content(tmp_path, text).documents[0]
    assert (document.date, document.doc_type) == ("1984-11-01", "minutes")


@pytest.mark.parametrize(
    ("head", "title", "date"),
    [
        ("　　　　　　　　裁判所書記官印\n\n　　　証　人　調　書", "証　人　調　書", ""),
        ("連載　橋の話　第14回\n\n「橋は百年を渡す」　技術者に聞く", "「橋は百年を渡す」　技術者に聞く", ""),
        (
            "港 総 第 124 号\n令和3年4月2日\n\n堤の点検について（通知）",
            "堤の点検について（通知）",
            "2021-04-02",
        ),
        (
            "入札監視委員会議事概要\n\n開催日及び場所　令和3年4月2日　会議室",
            "入札監視委員会議事概要",
            "2021-04-02",
        ),
        ("報道発表資料\n令和3年4月2日\n\n堤の点検結果について", "堤の点検結果について", "2021-04-02"),
        ("同時発表：河川記者会\n\n令和3年4月2日\n\n堤の日の行事を開催", "堤の日の行事を開催", "2021-04-02"),
        ("コラム「川のほとり」\n\n堤と桜\n\n甲野太郎（大学教授）", "堤と桜", ""),
        ("〔町記者発表資料〕\n令和3年4月2日\n\n件名　堤の桜について", "堤の桜について", "2021-04-02"),
    ],
    ids=[
        "a seal",
        "a series",
        "a number apart",
        "day and place",
        "for the press",
        "to whom",
        "a column",
        "a label",
    ],
)
def test_seals_series_and_numbers_are_no_titles(tmp_path: Path, head: str, title: str, date: str) -> None:
    """Where a seal goes, the part of a series and a number whose characters stand apart come above a title."""
    told = "町は、川の堤を高くすることを決めた。工事は来年の春に終わる予定である。"
    document = content(tmp_path, f"{head}\n\n{told}\n\n{told}\n").documents[0]
    assert ("".join(document.title.split()), document.date) == ("".join(title.split()), date)


def test_ministers_who_meet_the_press_together_have_met(tmp_path: Path) -> None:
    """A press conference of two ministers is of their meeting; that of one is none."""
    for title, meeting in (("日米防衛相共同記者会見", "defense-ministers"), ("防衛大臣記者会見", "")):
        text = f"{title}\n\n平成30年6月29日\n\n堤の工事について述べる。工事は来年の春に終わる予定である。\n"
        assert content(tmp_path, text).documents[0].meeting == meeting


def test_where_a_meeting_was_published_nothing(tmp_path: Path) -> None:
    """A place behind its label is no publisher, though an institution is there."""
    head = "川の委員会（第3回）\n議事要旨\n\n日時：令和5年6月2日（金）10時～12時\n場所：川辺町役場\n出席者：甲野委員長"
    document = content(
        tmp_path, f"{head}\n\n堤の高さについて説明があった。委員から意見が出された。\n"
    ).documents[0]
    assert (document.place, document.publisher) == ("川辺町役場", "")


def test_a_press_conference_is_of_the_day_in_its_title(tmp_path: Path) -> None:
    """A day below the title, on which the page was put up, is another."""
    head = "令和6年1月10日市長記者会見\n\n[2024年1月15日]\n\nID:12"
    text = f"{head}\n\n堤の工事について述べる。工事は来年の春に終わる予定である。\n"
    assert content(tmp_path, text).documents[0].date == "2024-01-10"


def test_a_date_before_who_published(tmp_path: Path) -> None:
    """A line that is a month and the name of an institution dates the document, and names no place."""
    text = "川の会議のあゆみ\n\n2019年3月　川辺町資料室\n\nこの表は、堤の会議を並べたものである。\n"
    document = content(tmp_path, text).documents[0]
    assert (document.date, document.publisher, document.place) == ("2019-03", "川辺町資料室", "")


def test_the_fiscal_year_of_a_report_is_not_its_date(tmp_path: Path) -> None:
    """Above a title the fiscal year says of what a report tells, below it the month when it was made."""
    text = "平成30年度\n\n堤の研究会報告書\n\n平成31年2月\n川辺町役場\n\n堤の高さについて述べる。工事は来年に終わる。\n"
    assert content(tmp_path, text).documents[0].date == "2019-02"


def test_what_a_document_is_stands_behind_its_day(tmp_path: Path) -> None:
    """A title goes on behind the day in brackets, with the kind of its document."""
    text = "市長定例記者会見（令和6年1月10日）概要\n\n堤の工事について述べる。工事は来年の春に終わる予定である。\n"
    document = content(tmp_path, text).documents[0]
    assert (document.title, document.date) == ("市長定例記者会見（令和6年1月10日）概要", "2024-01-10")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "# 川の協議の記録（知事・町長）\n\n県河川課　平成23年度版\n\n## 平成21年\n\n- 川を測った。\n",
            "川の協議の記録（知事・町長）",
        ),
        (f"川だより　第8号{' ' * 30}2011.11\n\n川は春に増える。水の量が測られた。\n", "川だより　第8号"),
        (
            "メインメニュー\n検索\nログイン\n\n山川軽便線\n\nページ\nノート\n閲覧\n編集\n\n"
            "山川軽便線（やまかわけいべんせん）は、かつて山と川を結んだ。1912年に開業した。\n\n"
            "概要[編集]\n線路は短かった。駅は三つあった。\n\n沿革[編集]\n1912年に開業した。\n",
            "山川軽便線",
        ),
        (
            "令和三年第一回定例会\n川辺町議会会議録（第三号）\n\n令和三年三月四日\n\n　町長　堤について説明します。\n",
            "令和三年第一回定例会 川辺町議会会議録（第三号）",
        ),
        (
            "川の歩き方\n―源流から河口まで―\n\n川は山の奥に始まり、七つの町を通って海に出る。\n",
            "川の歩き方 ―源流から河口まで―",
        ),
        (
            "在川大使宛　外務大臣\n\n　第二一号（至急）\n\n川ノ通航ニ関スル件\n川ノ通航ニ付テハ両国間ニ協議ヲ要ス。\n",
            "川ノ通航ニ関スル件",
        ),
        (
            "令和4年5月6日\n\n各小学校長　殿\n\n川辺町教育委員会教育長\n\n水遊びの安全について（依頼）\n\n"
            "川に入る前に深さを確かめてください。\n",
            "水遊びの安全について（依頼）",
        ),
        (
            "連載　山里に生きる（4）\n\n炭を焼く\n　　　　　　　　　　川辺花子\n\n"
            "夜明けの谷に、煙が一すじ立っている。丁野さんは八十歳。この村でただ一人の職人である。\n",
            "炭を焼く",
        ),
        (
            "【川辺日報】2021年4月5日夕刊　社説\n\n災いの記憶　語り継ぐために\n\n"
            "堤ができて百年になる。手入れをする人は減った。\n",
            "災いの記憶　語り継ぐために",
        ),
        (
            "川辺組合定款\n\n第１章　総　　則\n\n（名称）\n第１条　本組合は、川辺組合と称する。\n（目的）\n"
            "第２条　本組合は、堤を守ることを目的とする。\n",
            "川辺組合定款",
        ),
        (
            "会　則\n\n（名称）\n第１条　本会は、川の会という。\n（会費）\n第２条　会費は、百円とする。\n",
            "会　則",
        ),
        (
            "堤と橋の安全及びその維持に関する川辺町連絡会議決議第12号\n（2016年3月2日、第3回会合にて採択）\n\n"
            "川辺町連絡会議は、堤と橋の安全を守ることを決める。\n",
            "堤と橋の安全及びその維持に関する川辺町連絡会議決議第12号",
        ),
    ],
    ids=[
        "offices in brackets",
        "an issue and its month",
        "told of by the first sentence",
        "a session above its minutes",
        "a subtitle between dashes",
        "to whom and its number",
        "who sends it",
        "a series and who wrote",
        "an edition of a paper",
        "rules above a chapter",
        "a kind set wide",
        "when it was taken below its number",
    ],
)
def test_what_a_title_is_taken_for(tmp_path: Path, text: str, title: str) -> None:
    """A title may name offices, have its month far to the right, stand between menus or go on over a second line."""
    name = "a.md" if text[0] == "#" else "a.txt"
    assert content(tmp_path, text, name).documents[0].title == title


@pytest.mark.parametrize("rule", ["-" * 55, "＝" * 30])
def test_the_title_of_a_book_above_a_box(tmp_path: Path, rule: str) -> None:
    """The first line above a box at the top names the book, however its first part is headed; the box ends there."""
    box = f"{rule}\n【記号について】\n\n《》：ルビ（「し」を縦に長くしたような形の記号）\n（例）舟《ふね》\n{rule}\n"
    parts = "第一部の記録（一）\n\nはしがき\n\n　町の人々は昔からこの日に集まる。その話をここに書いておく。\n"
    found = content(tmp_path, f"舟《ふね》の話\n峰田　環\n\n{box}\n{parts}")
    assert [each.title for each in found.documents] == ["舟の話"]
    assert [p.section for p in found.passages if p.text.startswith("町の人々")] == [("はしがき",)]
    text = "此の町は舟で開けた所である。\n　舟は北から来た。\n"
    found = content(tmp_path, f"舟の話\n峰田　環\n\n{box}\n{text}")
    assert "此の町は舟で開けた所である。" in [p.text for p in found.passages]


def test_a_chronology_without_a_title_begins_with_its_first_year(tmp_path: Path) -> None:
    """Its years head what was then, and none of its days is the title."""
    text = "1945年\n　8月15日　堤が切れた\n　9月 2日　堤の測量\n1946年\n　1月 1日　工事を始めた\n　11月3日　堤の完成\n"
    found = content(tmp_path, text, "a.txt")
    assert (found.documents[0].title, found.documents[0].date) == ("a", "")
    assert [p.date for p in found.passages if "日" in p.text] == [
        "1945-08-15", "1945-09-02", "1946-01-01", "1946-11-03",
    ]  # fmt: skip


def test_a_city_behind_the_day_is_the_place(tmp_path: Path) -> None:
    """A city says where a document was made, whoever met; another word behind a day does not."""
    for behind, place in (("モスクワ", "モスクワ"), ("堤の日", "")):
        text = f"堤の交渉に関する件\n\n昭和三十一年四月二十九日　{behind}\n\n一、本日、先方は、堤の高さを示した。\n"
        assert content(tmp_path, text).documents[0].place == place


def test_who_announces_and_where_in_brackets(tmp_path: Path) -> None:
    """An office before 発表 is who published, towns below a box are not; a place stands behind the day in brackets."""
    text = (
        "川辺気象台発表\n令和２年７月４日\n\n大雨の警報\n\n【対象】\n川辺市　山手町\n\n【説明】\n川の水が増えている。\n\n"
        "【行動】\n逃げてください。\n"
    )
    assert content(tmp_path, text).documents[0].publisher == "川辺気象台"
    text = "川についての講演\n\n（二〇一四年十一月三日、川辺講堂にて）\n\n川の話をします。川は町の宝です。\n"
    assert content(tmp_path, text).documents[0].place == "川辺講堂"


def test_the_day_of_an_article_stands_with_its_hour_or_its_edition(tmp_path: Path) -> None:
    """The line that has them is the day; a headline above it is the title, though a menu stands above that."""
    text = (
        "川辺日報\nトップ\n社会\n政治\nスポーツ\n文化\n\n川辺日報 > 社会 > 記事\n\n"
        "川の店、一年で営業を終える　「また会おう」\n\n2021/7/4 20:15 (最終更新 7/4 22:40)　有料記事\n\n"
        "町の中心で4日、仮の商店街が最後の日を迎えた。\n　11の店が入り、買い物を支えてきた。\n"
    )
    document = content(tmp_path, text).documents[0]
    assert (document.title, document.date) == ("川の店、一年で営業を終える　「また会おう」", "2021-07-04")
    text = "川の本\n\n川の歴史を書いた本である。図が多く、わかりやすい。\n\n（2019年3月16日　朝刊読書面）\n"
    assert content(tmp_path, text).documents[0].date == "2019-03-16"
