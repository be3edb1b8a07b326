"""Who speaks in talks whose names are no offices, and whose speeches hang behind the names."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content

HUNG = """港町の会議録

１　日時　　令和５年７月１２日
２　議題　　桟橋について

　事務局　　それでは、定刻になりましたので、ただいまから第三回の会議を始めることといた
　　　　　　します。はじめに、会長からご挨拶をお願いします。
　会　長　　皆さん、こんにちは。本日は雨の中をお集まりいただき、ありがとうございま
　　　　　　す。早速、議題に入ります。
　峰田委員　桟橋の幅について伺いたい。前の資料と違っているが、どのような理由によ
　　　　　　るものか。
　会　長　　事務局から説明をお願いします。
"""

TURNS = """働くことについて
峰田　毎朝、何時に起きますか？
早瀬　五時です。
川上　早いですね。
峰田　夜は何時に寝ますか？
早瀬　九時には寝ますね。
林　私はもっと遅いです。
川上　それで足りるのですか？
早瀬　足ります。
窓の外では雨が降り始めた。
"""

DASHED = """船大工を訪ねて
早瀬実さん（船大工）に聞く

――始めたのはいつですか。

早瀬　十五のときです。父も船大工でした。

最初は掃除ばかりでした。

――難しいことは何ですか。

早瀬　木を選ぶことです。

（はやせ・みのる）港町に生まれる。二十年前から工房を営む。
"""

COLONS = """川のつどいの記録

登壇者：
　峰田環（大学教員）
　リタ・ホール（留学生）
進行：早瀬 実

早瀬：それでは始めます。峰田さん、お願いします。
峰田：川の水を調べています。
ホール：私は去年この町に来ました。
課題：人手の不足
会場Ａ：水はきれいになりましたか。
峰田：少しずつよくなっています。
早瀬：終わります。
"""

QUOTED = """新人と会長の昼食
会長を囲んで新人が昼食をとった。
―仕事には慣れましたか？
「少し慣れました」
会長「それはよかった」
「会長は若いころ、どんな人でしたか？」
会長「よく叱られたよ」
"""

ANSWERED = """社員に聞く

Q.　どんな仕事ですか。
峰田さん：船を直す仕事です。
Q.　楽しいことは。
峰田さん：海に出るときです。
"""

LETTERS = """町の座談会
Ａ　橋は古いですか？
Ｂ　ええ、古いです。
Ｃ　百年はたっていますね。
Ａ　直しますか？
Ｂ　直しましょう。
Ｃ　そうですね。
"""

ONCE = """鼎談　川の図書室

峰田環（大学教員）　早瀬実（図書室長）
司会　川上透（編集部）

川上　お話を伺います。いつ開かれたのですか。

早瀬　三十年前です。
　最初は小さな部屋でした。

峰田　静かな場所でした。
"""

BULLETS = """分科会の議事録

出席者
　・早瀬分科会長
　・川上室長

議事概要

　• 早瀬分科会長

　　ただいまから分科会を開きます。

　　事務局から説明をお願いします。

　• 川上室長

　　資料を御覧ください。
"""

NUMBERED = """橋の委員会　二月八日

1639【峰田委員】　住民の声をどう受け止めていますか。

1640【早瀬まちづくり担当部長】　説明会で多くの質問があったと認識しています。
　例えば、幅についての声がありました。

1641【委員長】　暫時休憩いたします。
"""

ANSWERS = """議会での質問

橋の工事について、議会で費用と期限を問いただしました。

峰田けい

工事の費用をお尋ねします。

（市の答弁）

五億円でございます。

峰田けい

いつ終わりますか。

（市の答弁）

来年の春でございます。
"""

PAPERS = """早瀬総裁会見の書き起こし

早瀬環総裁が会見を行った。

テレビ港：港の大江と申します。物価についてお聞かせください。

早瀬：物価は落ち着いていると考えております。

ロイター：ロイターの木原です。金利について伺います。

早瀬：今の水準を続けます。
"""

CLOSED = """先輩に聞く

学校に泊まったことは？

先輩A　「泊まったことはないですね。」
先輩B　「私もないです。夜の八時まで残ったことはあります。

次の日は寝坊しました。」

二人とも泊まったことはないようでした。
"""

PRESS_IN_TALK = """市長の会見

司会　　ただいまから会見を行います。
市長　　私からは除雪についてです。
北港新聞　　苦情は何件ありましたか。
市長　　三百件です。
県民テレビ　予算は足りるのでしょうか。
市長　　足りなくなると思います。
"""

SET_WIDE = """早瀬環一氏　聞き書き　第三回

インタビュアー：峰田（東の大学教授）、川上（同助教授）

峰　田　前回は港の時代まで伺いました。今日は川の話をお願いします。

早　瀬　はい。昭和四十四年の夏です。

　正直に言って、何も知らなかったんです。

川　上　その記録は公開されているものですか。

早　瀬　今は見られます。

峰　田　一番印象に残っているのは。

川　上　私も伺いたいです。
"""

SECTIONS = """知事の定例会見（令和5年10月27日）

発表項目
1 森の学校について
2 冬の感染症について

【知事】
それでは始めます。今日は二件です。

1 森の学校について
来年四月に学校を開きます。電話では受け付けません。

質疑応答
【記者】
費用はいくらですか。
【知事】
四千万円です。
【担当課】
補足いたします。人件費は含んでおりません。

（以上）
"""

ARROWS = """協議会の議事要旨

（委員）照明を増やしてほしい。
→（事務局）検討する。
（会長）次に進みたい。

お問い合わせ　企画課　電話 0000-00-0000
"""

SHORT = """大臣の会見

記者
　橋の工事はいつ終わりますか。

大臣
　来年の春に終わる予定です。
"""

MIXED = """大臣の会見の記録

【大臣】私からは一点です。橋の話をします。

【川新聞　早瀬記者】いつ終わりますか。

【大臣】来年の春です。

（問）費用はどうでしょうか。

【大臣】調べています。
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            ONCE,
            [
                ("川上", "お話を伺います。"),
                ("早瀬", "三十年前です。"),
                ("早瀬", "最初は小さな部屋"),
                ("峰田", "静かな場所でした"),
            ],
            id="introduced, each once",
        ),
        pytest.param(
            BULLETS,
            [
                ("早瀬分科会長", "ただいまから分科"),
                ("早瀬分科会長", "事務局から説明を"),
                ("川上室長", "資料を御覧くださ"),
            ],
            id="behind the sign of a list, on lines of their own",
        ),
        pytest.param(
            NUMBERED,
            [
                ("峰田委員", "住民の声をどう受"),
                ("早瀬まちづくり担当部長", "説明会で多くの質"),
                ("早瀬まちづくり担当部長", "例えば、幅につい"),
                ("委員長", "暫時休憩いたしま"),
            ],
            id="numbers of the speeches right before brackets",
        ),
        pytest.param(
            ANSWERS,
            [
                ("峰田けい", "工事の費用をお尋"),
                ("市", "五億円でございま"),
                ("峰田けい", "いつ終わりますか"),
                ("市", "来年の春でござい"),
            ],
            id="a name that is answered",
        ),
        pytest.param(
            PAPERS,
            [
                ("テレビ港", "港の大江と申しま"),
                ("早瀬", "物価は落ち着いて"),
                ("ロイター", "ロイターの木原で"),
                ("早瀬", "今の水準を続けま"),
            ],
            id="papers ask somebody whose office is told above",
        ),
        pytest.param(
            CLOSED,
            [
                ("先輩A", "「泊まったことは"),
                ("先輩B", "「私もないです。"),
                ("先輩B", "次の日は寝坊しま"),
            ],
            id="as far as the quotation goes",
        ),
        pytest.param(
            PRESS_IN_TALK,
            [
                ("司会", "ただいまから会見"),
                ("市長", "私からは除雪につ"),
                ("北港新聞", "苦情は何件ありま"),
                ("市長", "三百件です。"),
                ("県民テレビ", "予算は足りるので"),
                ("市長", "足りなくなると思"),
            ],
            id="papers ask between offices",
        ),
        pytest.param(
            SET_WIDE,
            [
                ("峰　田", "前回は港の時代ま"),
                ("早　瀬", "はい。昭和四十四"),
                ("早　瀬", "正直に言って、何"),
                ("川　上", "その記録は公開さ"),
                ("早　瀬", "今は見られます。"),
                ("峰　田", "一番印象に残って"),
                ("川　上", "私も伺いたいです"),
            ],
            id="surnames set wide",
        ),
        pytest.param(
            SECTIONS,
            [
                ("知事", "それでは始めます"),
                ("知事", "来年四月に学校を"),
                ("記者", "費用はいくらです"),
                ("知事", "四千万円です。"),
                ("担当課", "補足いたします。"),
            ],
            id="sections of a speech below a name alone",
        ),
        pytest.param(
            ARROWS,
            [("委員", "照明を増やしてほ"), ("事務局", "検討する。"), ("会長", "次に進みたい。")],
            id="answers behind an arrow",
        ),
        pytest.param(
            SHORT, [("記者", "橋の工事はいつ終"), ("大臣", "来年の春に終わる")], id="one question on lines"
        ),
        pytest.param(
            MIXED,
            [
                ("大臣", "私からは一点です"),
                ("川新聞　早瀬記者", "いつ終わりますか"),
                ("大臣", "来年の春です。"),
                ("問", "費用はどうでしょ"),
                ("大臣", "調べています。"),
            ],
            id="one question by nobody",
        ),
        pytest.param(
            "集いの記録\n\n司会　ただいまから集いを始めます。よろしくお願いします。\n\n講演は別の冊子にあります。\n",
            [("司会", "ただいまから集い"), ("司会", "講演は別の冊子に")],
            id="one who leads alone",
        ),
        pytest.param(
            HUNG,
            [
                ("事務局", "それでは、定刻に"),
                ("会　長", "皆さん、こんにち"),
                ("峰田委員", "桟橋の幅について"),
                ("会　長", "事務局から説明を"),
            ],
            id="further lines below the text, offices set wide",
        ),
        pytest.param(
            TURNS,
            [
                ("峰田", "毎朝、何時に起き"),
                ("早瀬", "五時です。"),
                ("川上", "早いですね。"),
                ("峰田", "夜は何時に寝ます"),
                ("早瀬", "九時には寝ますね"),
                ("林", "私はもっと遅いで"),
                ("川上", "それで足りるので"),
                ("早瀬", "足ります。"),
            ],
            id="nothing but turns",
        ),
        pytest.param(
            DASHED,
            [("早瀬", "十五のときです。"), ("早瀬", "最初は掃除ばかり"), ("早瀬", "木を選ぶことです")],
            id="answers below what is asked behind a dash",
        ),
        pytest.param(
            COLONS,
            [
                ("早瀬", "それでは始めます"),
                ("峰田", "川の水を調べてい"),
                ("ホール", "私は去年この町に"),
                ("会場Ａ", "水はきれいになり"),
                ("峰田", "少しずつよくなっ"),
                ("早瀬", "終わります。"),
            ],
            id="introduced above, and who asks from the floor",
        ),
        pytest.param(
            QUOTED, [("会長", "「それはよかった"), ("会長", "「よく叱られたよ")], id="before quotations"
        ),
        pytest.param(
            ANSWERED,
            [
                ("Q", "どんな仕事ですか"),
                ("峰田さん", "船を直す仕事です"),
                ("Q", "楽しいことは。"),
                ("峰田さん", "海に出るときです"),
            ],
            id="questions that somebody answers by name",
        ),
        pytest.param(
            LETTERS,
            [
                ("Ａ", "橋は古いですか？"),
                ("Ｂ", "ええ、古いです。"),
                ("Ｃ", "百年はたっていま"),
                ("Ａ", "直しますか？"),
                ("Ｂ", "直しましょう。"),
                ("Ｃ", "そうですね。"),
            ],
            id="letters for names",
        ),
    ],
)
def test_who_speaks(tmp_path: Path, text: str, said: list[tuple[str, str]]) -> None:
    """Each speech is whole and its speaker's; what stands between speeches is nobody's."""
    passages = content(tmp_path, text).passages
    assert [(p.speaker, p.text[:8]) for p in passages if p.speaker] == said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "料理の手順\n" + "材料　豆を用意します。\n作り方　よく煮ます。\n" * 4,
            id="what recurs and reads as no talk",
        ),
        pytest.param(
            "四季の歌\n春　花が咲くね。\n夏　海が光るね。\n秋　葉が散るね。\n冬　雪が降るね。\n",
            id="each once",
        ),
        pytest.param(
            "歌の本\n母さん　来るまでいられるわ\n空は青い\n\n母さん　帰りを待つてゐよう\n父さん　海から帰らない\n",
            id="verses",
        ),
        pytest.param("新刊の案内\n地蔵さん「子ども文庫」\n山の先生「少年の本」\n", id="titles"),
    ],
)
def test_words_that_are_no_names(tmp_path: Path, text: str) -> None:
    """Words before a gap or a quotation that recur like headings, or never, name nobody."""
    assert not any(p.speaker for p in content(tmp_path, text).passages)


def test_what_a_question_is_about_heads_it(tmp_path: Path) -> None:
    """A line behind the sign of a list, above a question, heads it and is said by nobody; names above head nothing."""
    text = (
        "大臣会見の記録\n\n・閣議\n\n（大臣）今日は案件はありません。\n\n・橋の工事\n\n"
        "（問）橋はいつできますか。\n\n（大臣）来年の春です。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(p.section, p.speaker) for p in passages if p.speaker] == [
        (("・閣議",), "大臣"),
        (("・橋の工事",), "問"),
        (("・橋の工事",), "大臣"),
    ]
    text = "川の夕べ\n案内　峰田　環（市民の会）\n早瀬　実（船大工）\n"
    text += "峰田　始めます。\n早瀬　はい。\n峰田　川は。\n早瀬　澄んでいます。\n"
    assert not any(p.section for p in content(tmp_path, text).passages)


def test_a_heading_inside_of_a_speech(tmp_path: Path) -> None:
    """A heading close below what is said, above what is said as politely, ends no speech."""
    text = (
        "知事の会見\n幹事社　お願いします。\n知事　何点か申し上げます。\n橋の工事について\n"
        "　一つは橋の工事です。来年の春に終わる予定です。\n記者　費用はいくらですか。\n"
    )
    passages = content(tmp_path, text).passages
    assert [p.speaker for p in passages if "来年" in p.text] == ["知事"]


def test_minutes_in_a_cell(tmp_path: Path) -> None:
    """Speeches that a table of one cell holds are cut where each begins."""
    first = "○峰田委員長 それでは、定刻になりましたので始めます。" + "御出席の皆様に御礼申し上げます。" * 12
    text = f"会の議事録\n\n| {first} ○早瀬審議官 早瀬でございます。 ○川上室長 室長の川上です。 |\n"
    passages = content(tmp_path, text).passages
    assert [p.speaker for p in passages if p.speaker] == ["峰田委員長", "早瀬審議官", "川上室長"]


def test_matters_of_minutes(tmp_path: Path) -> None:
    """Lines behind △ head what is said below them in minutes, where they would be captions else."""
    text = (
        "町議会の会議録\n\n△開議\n○議長（峰田環）　会議を開きます。\n\n△議案第三号　橋の予算\n"
        "○議長（峰田環）　議案を議題とします。\n◆三番（早瀬実）　費用を伺います。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(p.section, p.speaker) for p in passages if p.speaker] == [
        (("△開議",), "議長（峰田環）"),
        (("△議案第三号　橋の予算",), "議長（峰田環）"),
        (("△議案第三号　橋の予算",), "三番（早瀬実）"),
    ]


def test_who_speaks_but_once_behind_the_sign_of_the_others(tmp_path: Path) -> None:
    """A name behind ○ that is no known office speaks where others do behind ○, if it says something politely."""
    text = (
        "川の委員会議事録\n\n○川辺委員長　これより会議を開きます。\n\n○橋本部員　橋の幅を伺います。\n\n"
        "○川辺委員長　次に進みます。\n\n○本日の資料　橋の図面\n\n○橋の現状　幅は二間であり、長さは百間である。\n"
    )
    found = {p.text: p.speaker for p in content(tmp_path, text).passages}
    assert found["橋の幅を伺います。"] == "橋本部員"
    assert not {"橋の図面", "幅は二間であり、長さは百間である。"} & found.keys()


def test_who_answers_is_named_beside_the_letter(tmp_path: Path) -> None:
    """A（甲野）：… is said by whom it names, as written, where Q：… asks."""
    text = "川の説明会\n\nQ：堤はいつできますか。\n\nA（橋本）：来年の春です。\n\nQ：橋は。\n\nA（石川）：未定です。\n"
    assert [(p.speaker, p.text) for p in content(tmp_path, text).passages][-4:] == [
        ("Q", "堤はいつできますか。"), ("A（橋本）", "来年の春です。"), ("Q", "橋は。"), ("A（石川）", "未定です。"),
    ]  # fmt: skip
