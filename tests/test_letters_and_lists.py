"""Questionnaires, letters, mail, lists of books, texts in two languages: their parts as a reader would cut them."""

from __future__ import annotations

from pathlib import Path

from texts import content, texts

QUESTIONNAIRE = """水道に関する調査票

【記入のお願い】
・番号に○を付けてください。
【質問】
問1　お住まいの地区はどちらですか。
　1　東地区　　2　西地区　　3　南地区

問2　水道の水を飲みますか。
　1．飲む　　2．飲まない

御協力ありがとうございました。
"""

MAIL = """From: yamakawa@example.jp
To: umino@example.jp
Date: Fri, 20 Sep 2019 10:15:00 +0900
Subject: 勉強会の件

候補は次のとおりです。

・10月4日（金）18時から
・10月9日（水）18時30分から

会場は前回と同じです。

> 日程を決めたいと思います。
>
> お知らせください。
"""

BOOKS = """参考文献

青木一郎『水道の記録』（青葉書房、1998年）。
石田二郎「戦後の水道の変化とその要因について――交渉の過程を
　　中心に」『水の研究』第12巻（2004年）、45-67頁。
岡田五郎訳、J・スミス『川の終わり――二つの町の物語』（海野社、
　　1975年）。
Brown, John, "The Politics of Water: Negotiating Wells in the Pacific,"
　　Journal of Water Studies, Vol. 3 (1999), pp. 1-25.
Smith, Ann, Rivers and Politics (New York: Green Press, 2001).
"""

TWO_LANGUAGES = """水の日の声明

両国は、若い世代の交流を広げることで一致した。
The two countries agreed to expand exchanges among the younger
generation.

両国は、川を守る。
"""

CIRCULAR = """危防第210号
令和2年10月5日
各出張所長　様
危機管理部長

備蓄品の点検について（依頼）

　次のとおり点検してください。

１　日　時　　令和2年10月12日
２　場　所　　町役場の倉庫
３　方　法
（１）数量
　数量を台帳と照合すること。
　→（倉庫係）台帳は事前に配る。
"""


def test_choices_side_by_side_head_nothing(tmp_path: Path) -> None:
    """A line of numbered choices is one item below its question; boxed lines are headings over lists too."""
    passages = content(tmp_path, QUESTIONNAIRE).passages
    assert [(each.section, each.text) for each in passages if each.kind == "list-item"] == [
        (("【記入のお願い】",), "・番号に○を付けてください。"),
        (("【質問】", "問1　お住まいの地区はどちらですか。"), "1　東地区　　2　西地区　　3　南地区"),
        (("【質問】", "問2　水道の水を飲みますか。"), "1．飲む　　2．飲まない"),
    ]


def test_parts_of_mail_stay_apart(tmp_path: Path) -> None:
    """Headers are lines of their own, days in a list head nothing, an empty line of a quotation is of the page."""
    found = content(tmp_path, MAIL)
    assert (found.documents[0].title, found.documents[0].date) == ("勉強会の件", "2019-09-20")
    assert [(each.kind, each.text) for each in found.passages][3:] == [
        ("heading", "Subject: 勉強会の件"),
        ("paragraph", "候補は次のとおりです。"),
        ("list-item", "・10月4日（金）18時から"),
        ("list-item", "・10月9日（水）18時30分から"),
        ("paragraph", "会場は前回と同じです。"),
        ("paragraph", "> 日程を決めたいと思います。"),
        ("furniture", ">"),
        ("paragraph", "> お知らせください。"),
    ]


def test_entries_that_hang_are_whole(tmp_path: Path) -> None:
    """A line set in goes on with the entry above it where each entry begins at the margin, in any language."""
    passages = content(tmp_path, BOOKS).passages
    assert texts(passages)[1:] == [
        "青木一郎『水道の記録』（青葉書房、1998年）。",
        "石田二郎「戦後の水道の変化とその要因について――交渉の過程を中心に」『水の研究』第12巻（2004年）、45-67頁。",
        "岡田五郎訳、J・スミス『川の終わり――二つの町の物語』（海野社、1975年）。",
        'Brown, John, "The Politics of Water: Negotiating Wells in the Pacific," '
        "Journal of Water Studies, Vol. 3 (1999), pp. 1-25.",
        "Smith, Ann, Rivers and Politics (New York: Green Press, 2001).",
    ]


def test_the_last_word_of_an_english_sentence_is_its_own(tmp_path: Path) -> None:
    """One word alone on the last line of a sentence belongs to it, and not to the Japanese below."""
    assert texts(content(tmp_path, TWO_LANGUAGES).passages)[1:] == [
        "両国は、若い世代の交流を広げることで一致した。",
        "The two countries agreed to expand exchanges among the younger generation.",
        "両国は、川を守る。",
    ]


def test_a_circular_says_who_sends_it_when_and_where(tmp_path: Path) -> None:
    """The office of who signs publishes, labels set wide are fields, an answer behind an arrow is a paragraph."""
    found = content(tmp_path, CIRCULAR)
    document = found.documents[0]
    assert (document.title, document.publisher, document.date, document.place) == (
        "備蓄品の点検について（依頼）", "危機管理部", "2020-10-05", "町役場の倉庫",
    )  # fmt: skip
    assert [(each.kind, each.section, each.text) for each in found.passages][-2:] == [
        ("paragraph", ("３　方　法", "（１）数量"), "数量を台帳と照合すること。"),
        ("paragraph", ("３　方　法", "（１）数量"), "→（倉庫係）台帳は事前に配る。"),
    ]


def test_numbered_sentences_in_two_languages(tmp_path: Path) -> None:
    """An English sentence with its number goes on below, and ends where the Japanese one begins."""
    text = (
        "共同発表\n\n2016年5月6日\n\n"
        "1. The two sides agreed to study the old maps of the river together, and to publish them\n"
        "in both languages.\n両者は、川の古い地図を共に調べ、両方の言語で刊行することで一致した。\n"
    )
    assert texts(content(tmp_path, text).passages)[2:] == [
        "1. The two sides agreed to study the old maps of the river together, and to publish them "
        "in both languages.",
        "両者は、川の古い地図を共に調べ、両方の言語で刊行することで一致した。",
    ]


def test_choices_that_are_ages(tmp_path: Path) -> None:
    """A number, a point and an age count one: 1．10代 is the first choice, and no part 1.10."""
    text = "橋の調査\n\n御協力をお願いします。\n\n問1　年齢を伺います。\n1．10代\n2．20代\n3．30歳以上\n\n終わりです。\n"
    passages = content(tmp_path, text).passages
    assert [each.text for each in passages if each.kind == "list-item"] == [
        "1．10代",
        "2．20代",
        "3．30歳以上",
    ]


def test_lines_at_the_right_of_a_circular_stand_by_themselves(tmp_path: Path) -> None:
    """Number, day and sender at the right end with the lines of the text, and none goes on from another."""
    far = "\u3000" * 26
    text = (
        f"{far}川総第４２号\n{far[:-2]}令和３年５月６日\n\n各地区自治会長　様\n\n{far[:-4]}川辺町総務部長\n\n"
        "　　　堤防の点検について（依頼）\n\n"
        "　このたび、町では、大雨に備えて、川の堤防を点検することとしました。\n"
        "　つきましては、下記により、地区の堤防を見回られるよう、お願いいたし\nます。\n\n"
        "　　　　　　　　　　　　　　　　記\n\n"
        "１　見回りの場所\n（１）上流の堤防では、草を刈る前に、杭の数を確かめておいてください。\n"
        "２　報告\n　　異状があったときは、その日のうちに、役場の総務課へ知らせてくだ\n　さい。\n"
    )
    read = content(tmp_path, text)
    assert read.documents[0].title == "堤防の点検について（依頼）"
    found = texts(read.passages)
    assert found[:4] == ["川総第４２号", "令和３年５月６日", "各地区自治会長　様", "川辺町総務部長"]
    assert "異状があったときは、その日のうちに、役場の総務課へ知らせてください。" in found
    assert not [each for each in read.passages if each.kind == "footnote"]


def test_the_headers_of_a_mail_end_with_their_lines(tmp_path: Path) -> None:
    """No header of a pasted mail runs into its text, though it is as wide as the lines that were broken there."""
    text = """From: "川辺 花子" <hanako@archive.example.jp>
To: tsutsumi@ml.example.jp
Cc: "山川先生" <yamakawa@example.jp>
Subject: 堤の見回りの日程のご案内
Date: Thu, 9 Nov 2017 18:42:10 +0900

会員の皆さま

川辺です。いつもお世話になっております。

春の見回りを下記の日程で行います。今回は、昨年直し
ていただいた上流の堤のうち、橋に近いところを歩きま
す。

初めて参加される方は、三月四日までに川辺までお知ら
せください。腕章をご用意いたします。

山川先生からは、次のようなご連絡をいただいておりま
す。
"""
    found = texts(content(tmp_path, text).passages)
    assert found[0] == 'From: "川辺 花子" <hanako@archive.example.jp>'
    assert found[5:7] == ["会員の皆さま", "川辺です。いつもお世話になっております。"]


def test_the_sender_of_a_release_says_how_to_reach_him(tmp_path: Path) -> None:
    """Between 各位 and the title the sender and his telephone are lines of the letter, not of a site."""
    text = (
        "各　位\n平成23年4月8日\n川辺信用金庫\n理事長　山川 太郎\n（TEL　000-333-4444）\n\n"
        "窓口の休みに関するお知らせ\n\n　平素はご利用いただき、ありがとうございます。窓口は四日のあいだ休みます。\n"
    )
    found = content(tmp_path, text)
    assert (found.documents[0].publisher, found.documents[0].date) == ("川辺信用金庫", "2011-04-08")
    assert "furniture" not in [p.kind for p in found.passages]


def test_heads_of_letters_behind_a_sign(tmp_path: Path) -> None:
    """●, a day, from where and to whom head a letter however long they are; one of a year alone has no day of others."""
    text = (
        "書簡集\n\n●大正三年五月二日　鎌倉より　東京市本郷区森川町　峰田しづ（姉・このころは女学校の教師をしていた）宛\n"
        "\n　こちらは毎日よい天気です。海へも行きました。\n\n●大正三年五月九日　鎌倉より　峰田しづ宛\n\n"
        "　昨日は雨でした。本を送ってくださって有難う。\n\n●大正四年頃　長崎より　峰田しづ宛\n\n"
        "　船は明日出ます。体を大切にしてください。\n\n●大正五年一月三日　上海より　峰田しづ宛\n\n"
        "　着きました。町は大きく、人が多いのに驚きました。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(p.date, len(p.section), p.section[0][:7]) for p in passages if "。" in p.text] == [
        ("1914-05-02", 1, "●大正三年五月"),
        ("1914-05-09", 1, "●大正三年五月"),
        (passages[0].document_date, 1, "●大正四年頃　"),
        ("1916-01-03", 1, "●大正五年一月"),
    ]


def test_how_to_reach_the_sender_is_no_more_of_the_last_section(tmp_path: Path) -> None:
    """【…お問い合わせ先】 at the end of a release is a part of its own."""
    text = (
        "報道関係者各位\n2020年10月1日\n株式会社みなと製作所\n\n新しい水門の開発について\n\n高潮に耐える水門を開発しました。\n\n"
        "■製品の特長\n・軽い\n・さびない\n\n【本件に関するお問い合わせ先】\n株式会社みなと製作所　広報部\n"
    )
    assert content(tmp_path, text).passages[-1].section == ("【本件に関するお問い合わせ先】",)


def test_headlines_of_entries_may_be_sentences(tmp_path: Path) -> None:
    """Behind a sign, apart from what is told below, a headline that ends as a sentence does is one."""
    text = "活動日誌\n\n■ 5月20日（土）総会を開きました\n\n公民館で総会を開き、役員を決めました。\n\n"
    text += "■ 4月2日（日）花見\n\n雨のため中止しました。\n\nコメント(2)\n"
    assert [(p.kind, p.section) for p in content(tmp_path, text).passages][1:] == [
        ("paragraph", ("■ 5月20日（土）総会を開きました",)),
        ("paragraph", ("■ 4月2日（日）花見",)),
        ("furniture", ()),
    ]


def test_lines_between_rules(tmp_path: Path) -> None:
    """In a mail to many, short lines between two rules head what stands below them, and 【1】 numbers them."""
    rule = "━" * 20
    text = (
        "川の便り\n2008年9月1日\n\n"
        f"{rule}\n【1】水の量\n{rule}\n\n　水の量は、春に増えました。秋には減\nりました。\n\n"
        f"{rule}\n【2】編集後記\n{rule}\n　雨の多い夏でした。\n"
    )
    told = {each.text: each.section for each in content(tmp_path, text).passages if each.kind == "paragraph"}
    assert told["水の量は、春に増えました。秋には減りました。"] == ("【1】水の量",)
    assert told["雨の多い夏でした。"] == ("【2】編集後記",)
