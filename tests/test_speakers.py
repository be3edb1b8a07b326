"""Names on lines of their own above what is said, and labels of a head: whose they are, and which are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content

WRAPPED = """知事定例記者会見

令和4年5月10日（火）
県庁会見室

知事
おはようございます。私からは二点申し上げます。まず一点目ですが、県内の感染の状況につい
て、先週に比べて新規の感染者数は減少しておりますけれども、依然として高い水準にありま
すので、引き続き御協力をお願いします。
記者
減少の要因をどのように見ておられますか
知事
専門家の皆さんからは、連休の影響が思ったほど大きくなかったのではないかという御意見を
いただいています。
幹事社
ほかにございますか
記者A
ごみの収集について伺います。
"""

TALK = """対談 港町の百年

山川一郎
港の歴史は古いですね。

海野花子
そうでした。市場も毎朝にぎわっていましたね。

山川一郎
今は静かになりましたが、朝の景色は変わりません。

司会
最後に一言お願いします。

海野花子
港を見守ってください。
"""

PARTS = """市の事業

第1 道路

概要
市道の補修を行います。

課題
費用の増加です。

第2 橋

概要
橋の点検を行います。

課題
人手の不足です。

記者
事業について伺います。
"""

ORGANS = """市の役職

市長
市を代表します。

副市長
市長を補佐します。

課長
事務を行います。
"""

POEM = """童謡集

お月さん
雨が降ります。

お月さん
風が吹きます。

お月さん
夜が明けます。
"""


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(WRAPPED, ["知事", "記者", "知事", "幹事社", "記者A"], id="wrapped, some without an end"),
        pytest.param(
            TALK,
            ["山川一郎", "海野花子", "山川一郎", "司会", "海野花子"],
            id="no offices, but somebody leads",
        ),
        pytest.param(PARTS, [], id="what comes again with each number"),
        pytest.param(ORGANS, [], id="offices, each once"),
        pytest.param(POEM, [], id="lines of a poem"),
    ],
)
def test_names_on_lines_of_their_own(tmp_path: Path, text: str, speakers: list[str]) -> None:
    """A name alone speaks what stands below it where names come again in a talk; a heading is no name."""
    passages = content(tmp_path, text).passages
    assert [p.speaker for p in passages if p.speaker] == speakers
    assert not speakers or not any(p.section for p in passages)


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        pytest.param(
            "説明会の案内\n\n更新日：2022年6月24日\n\n市は説明会を開きます。\n\n"
            "■日時　令和4年7月26日（火曜日）18時から\n■会場　市役所第二庁舎 大会議室\n■対象　市民の方\n",
            "2022-06-24",
            "市役所第二庁舎 大会議室",
            id="announced when it was posted",
        ),
        pytest.param(
            "2014年度 第1回研究会報告\n\n日 時 :\n\n2月9日(日)15:20から\n\n場 所 :\n\n中央会館 講義室\n\n"
            "研究会を開き、報告を聞いた。\n",
            "2015-02-09",
            "中央会館 講義室",
            id="a day in the fiscal year of the title",
        ),
        pytest.param(
            "会見の記録\n\n・日時／令和4年7月26日\n・場所／市役所3階\n\n予算について説明した。\n",
            "2022-07-26",
            "市役所3階",
            id="strokes behind labels",
        ),
    ],
)
def test_labels_say_when_and_where(tmp_path: Path, text: str, date: str, place: str) -> None:
    """Labels are read behind a sign, before a stroke or a gap; what is announced is not when it was written."""
    document = content(tmp_path, text).documents[0]
    assert (document.date, document.place) == (date, place)


def test_a_joint_statement_tells_of_its_meeting(tmp_path: Path) -> None:
    """The kind is read from further words for it, the meeting from a first clause that has a number."""
    text = (
        "総理の訪問に際しての日豪共同コミュニケ\n\n"
        "1 山川内閣総理大臣及びスミス首相は、本日港町で会合した。両国の協力を確認した。\n\n"
        "2 両者は、協力を続ける決意を確認した。\n"
    )
    document = content(tmp_path, text).documents[0]
    assert (document.doc_type, document.meeting) == ("joint-statement", "summit")


INTRODUCED = """第二部 未来の風

進行役 山川 一郎（市民の会）
海野 花子（港の会）
山川 お話を伺います。海野さん、どうぞ。
海野 よろしくお願いします。港から参りました。
山川 港の様子はいかがでしたか。
海野 大変な毎日でした。
港の朝
海野 朝は早かったです。
"""


def test_surnames_of_those_who_were_introduced_speak(tmp_path: Path) -> None:
    """A surname before a gap is a speaker's where a list above has it with the rest of the name; a word is not."""
    passages = content(tmp_path, INTRODUCED).passages
    assert [p.speaker for p in passages if p.speaker] == ["山川", "海野", "山川", "海野", "海野"]
    words = "港の話\n\n東京 港は広いです。船も多いです。\n\n東京 港は古いです。倉庫も多いです。\n"
    assert not any(p.speaker for p in content(tmp_path, words).passages)


ROUND_TABLE = """座談会「川と町」

参加者
　峰田　環（漁師）
　早瀬　実（船大工）

――川はどう変わりましたか。

峰田　昔は水が澄んでいました。

早瀬　船の数も多かったですよ。

――これからはどうでしょう。

峰田　魚が戻るとよいですね。

早瀬　私もそう思います。
"""


def test_who_asks_behind_a_dash_has_no_name(tmp_path: Path) -> None:
    """Those whom the head introduces speak; what is asked behind a dash is said by none of them."""
    passages = content(tmp_path, ROUND_TABLE).passages
    asked = [p.speaker for p in passages if p.text.startswith("――")]
    assert asked == ["", ""]
    assert [p.speaker for p in passages if p.speaker] == ["峰田", "早瀬", "峰田", "早瀬"]


def test_one_who_is_marked_otherwise_once(tmp_path: Path) -> None:
    """A name that speaks behind a colon speaks where it stands in brackets once, too."""
    text = (
        "会議録\n\n（事務局）　定刻です。始めます。\n\n"
        "座長：説明を願います。\n事務局：資料を御覧ください。\n座長：以上です。\n"
    )
    passages = content(tmp_path, text).passages
    assert [p.speaker for p in passages if p.speaker] == ["事務局", "座長", "事務局", "座長"]


ENGLISH = """Minutes of the Bridge Committee

1. Opening

Chair: Welcome to this meeting.

2. Repairs

Mr. Doe: When will the repairs begin? Some of us
are waiting.
Ms. Smith: They begin in May.
Note: see annex.

3. Closing

The meeting was closed at noon.
"""


def test_speakers_in_english(tmp_path: Path) -> None:
    """Mr. and Ms. with a name, and an office, speak before a colon; what they say goes on below in small letters."""
    passages = content(tmp_path, ENGLISH).passages
    assert [(p.speaker, p.text) for p in passages if p.speaker][:3] == [
        ("Chair", "Welcome to this meeting."),
        ("Mr. Doe", "When will the repairs begin? Some of us are waiting."),
        ("Ms. Smith", "They begin in May."),
    ]
    assert passages[-1].speaker == ""


PRESS = """官房長官会見

平成30年1月19日

【質疑応答】
（港日新聞）
白書の受け止めを伺います。
（長官）
長期の傾向が示されました。
（資料映写）
図のとおりです。
（川通信）
英訳はありますか。
（長官）
あります。
"""


def test_papers_ask_at_a_press_conference(tmp_path: Path) -> None:
    """The name of a paper alone on its line asks; what else stands in brackets alone is a notice, and nobody's."""
    passages = content(tmp_path, PRESS).passages
    assert [(p.speaker, p.section, p.text) for p in passages if "。" in p.text or "映写" in p.text] == [
        ("港日新聞", ("【質疑応答】",), "白書の受け止めを伺います。"),
        ("長官", ("【質疑応答】",), "長期の傾向が示されました。"),
        ("", ("【質疑応答】",), "（資料映写）"),
        ("長官", ("【質疑応答】",), "図のとおりです。"),
        ("川通信", ("【質疑応答】",), "英訳はありますか。"),
        ("長官", ("【質疑応答】",), "あります。"),
    ]


def test_a_name_above_questions_heads_them(tmp_path: Path) -> None:
    """A name alone above somebody else's label says nothing itself: it heads the questions that were put."""
    text = (
        "町議会の一般質問\n\n■ 峰田議員\n\n問　橋の診断の結果は。\n答　補強が要る。\n\n"
        "■ 早瀬議員\n\n問　街灯を増やす考えは。\n答　検討する。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(p.section, p.speaker) for p in passages if p.speaker] == [
        (("■ 峰田議員",), "問"),
        (("■ 峰田議員",), "答"),
        (("■ 早瀬議員",), "問"),
        (("■ 早瀬議員",), "答"),
    ]


def test_questions_that_follow_up_are_asked_too(tmp_path: Path) -> None:
    """（更問）asks as （問）does, and （答）alone on its line answers with what stands below."""
    text = (
        "橋の想定問答\n\n橋について想定される問いである。\n\n（答）\n１．工事は進んでいる。\n"
        "（更問）終わるのはいつか。\n（答）\n　来年の春である。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(p.speaker, p.text) for p in passages if p.speaker] == [
        ("答", "１．工事は進んでいる。"),
        ("更問", "終わるのはいつか。"),
        ("答", "来年の春である。"),
    ]


def test_a_bar_between_speaker_and_speech(tmp_path: Path) -> None:
    """A bar behind the name is a sign, as a colon is, and no part of what is said."""
    text = "町の会議録\n\n座長 | 始めます。\n委員A | 木陰が要ります。\n座長 | 終わります。\n"
    passages = content(tmp_path, text).passages
    assert [(p.speaker, p.text, p.glosses) for p in passages if p.speaker] == [
        ("座長", "始めます。", ("|",)),
        ("委員A", "木陰が要ります。", ("|",)),
        ("座長", "終わります。", ("|",)),
    ]


def test_matters_that_a_sitting_turns_to(tmp_path: Path) -> None:
    """Lines behind △ right above a speech head it, the nearest one; such a line below a picture is its caption."""
    text = (
        "東町議会定例会（第2日）\n令和6年3月8日（金曜日）\n\n△開議\n○議長（山田　守）　これより会議を開きます。\n\n"
        "△日程第一　議案第一号\n△日程第二　議案第二号\n○議長（山田　守）　両案を議題とします。\n"
        "◆五番（川名恵子）　予算について伺います。\n"
    )
    told = {each.text: each.section for each in content(tmp_path, text).passages}
    assert told["これより会議を開きます。"] == ("△開議",)
    assert told["両案を議題とします。"] == told["予算について伺います。"] == ("△日程第二　議案第二号",)
    picture = content(
        tmp_path, "春の祭り\n\n町は祭りを開いた。人が集まった。\n\n△山車を引く人々\n\n祭りは三日続いた。\n"
    )
    assert [each.kind for each in picture.passages if each.text.startswith("△")] == ["caption"]


def test_two_offices_on_lines_of_their_own(tmp_path: Path) -> None:
    """Two who hold an office and have a name speak, where what stands below each is said politely."""
    text = (
        "堤の部会（第6回）議事録\n\n議事概要\n\n山川部会長\n　始めます。\n　資料の説明をお願いします。\n"
        "川名政策課長\n　資料1で説明します。資料2が図面でございます。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(p.speaker, p.section, p.text) for p in passages if p.speaker] == [
        ("山川部会長", ("議事概要",), "始めます。"),
        ("山川部会長", ("議事概要",), "資料の説明をお願いします。"),
        ("川名政策課長", ("議事概要",), "資料1で説明します。資料2が図面でございます。"),
    ]


def test_an_office_in_brackets_above_a_statement(tmp_path: Path) -> None:
    """（市長）on a line of its own speaks below its heading, though nobody else does."""
    said = "はじめに、堤の工事について申し上げます。\n\n工事は来年の春に終わる予定です。"
    passages = content(
        tmp_path, f"市長定例記者会見録\n\n令和6年1月10日\n\n堤の工事について\n\n（市長）\n\n{said}\n"
    ).passages
    assert [(p.speaker, p.section) for p in passages if "。" in p.text] == [
        ("市長", ("堤の工事について",))
    ] * 2


def test_topics_in_brackets_at_a_press_conference(tmp_path: Path) -> None:
    """Lines in brackets head what reporters are told; what is done meanwhile heads nothing, nor does it in minutes."""
    told = (
        "大臣記者会見概要\n\n令和5年9月12日（火）\n\n（大雨への対応について）\n\n【大臣】\n"
        "　大雨の被害について御報告します。\n\n"
        "（手続の見直し）\n\n（記者）\n　いつから変わるのでしょうか。\n\n（資料を示す）\n\n（大臣）\n　来月からです。\n"
    )
    assert [(p.section, p.speaker, p.text) for p in content(tmp_path, told).passages if p.speaker] == [
        (("（大雨への対応について）",), "大臣", "大雨の被害について御報告します。"),
        (("（手続の見直し）",), "記者", "いつから変わるのでしょうか。"),
        (("（手続の見直し）",), "大臣", "来月からです。"),
    ]
    minutes = (
        "町の会議録\n\n○議長（山田守）　これより採決します。\n\n（異議なし）\n\n○議長（山田守）　異議なしと認めます。\n\n"
        "（挙手多数）\n\n○議長（山田守）　可決されました。\n"
    )
    assert not any(p.section for p in content(tmp_path, minutes).passages)


@pytest.mark.parametrize("opening", ["", "　　　開議　午前10時00分\n\n", "午後2時30分開会\n\n"])
def test_what_is_headed_below_an_agenda(tmp_path: Path, opening: str) -> None:
    """A sign heads the first speech below an agenda as it does the later ones; items of the agenda do not."""
    text = (
        f"町議会定例会会議録\n\n議事日程\n　日程第１　一般質問\n　日程第２　予算について\n\n{opening}◎開議の宣告\n\n"
        "○議長（森健治君）　これから会議を開きます。\n\n◎日程第１　一般質問\n\n○議長（森健治君）　一般質問を行います。\n"
    )
    assert [(p.section, p.text) for p in content(tmp_path, text).passages if p.speaker] == [
        (("◎開議の宣告",), "これから会議を開きます。"),
        (("◎日程第１　一般質問",), "一般質問を行います。"),
    ]


def test_questions_of_a_questionnaire(tmp_path: Path) -> None:
    """問1 that nobody answers is what is asked of the reader; Q and A beside it are speakers, and 更問 is with 答."""
    text = (
        "図書館のよくある質問\n\nQ1. カードには何が要りますか。\nA1. 住所の分かるものをお持ちください。\n\n"
        "アンケート\n\n問1　図書館をどのくらい使いますか。\n　1　毎日　2　毎週\n問2　御意見をお書きください。\n"
    )
    passages = content(tmp_path, text).passages
    assert [p.speaker for p in passages if p.speaker] == ["Q1", "A1"]
    assert "問1　図書館をどのくらい使いますか。" in [p.text for p in passages]
    talk = "想定問答\n\n問１　対象は何ですか。\n答　家の改修です。\n更問　新築はどうですか。\n答　対象になりません。\n"
    assert [p.speaker for p in content(tmp_path, talk).passages if p.speaker] == ["問１", "答", "更問", "答"]


def test_the_last_number_above_speeches_may_head_them(tmp_path: Path) -> None:
    """３　内容, set apart from when and where, is over what is said; offices above what is told of them say nothing."""
    text = (
        "第三回港の会　会議要旨\n\n1　日時　平成22年5月11日\n2　場所　港公民館\n\n3　内容\n\n"
        "座長\n始めます。説明をお願いします。\n\n事務局\n倉庫は二つありました。\n\n座長\nほかにありますか。\n"
    )
    told = [(p.speaker, p.section) for p in content(tmp_path, text).passages if p.speaker]
    assert told == [("座長", ("3　内容",)), ("事務局", ("3　内容",)), ("座長", ("3　内容",))]
    text = "役員の紹介\n\n山川太郎理事長\n市役所に勤めた。2010年から現職。\n"
    text += (
        "\n川名花子副理事長\n川の歴史を教える。本を書いた。\n\n橋本一郎事務局長\n港で働いた。趣味は釣り。\n"
    )
    assert not any(p.speaker for p in content(tmp_path, text).passages)


def test_a_heading_among_questions_behind_dashes(tmp_path: Path) -> None:
    """A label set apart above what is asked behind a dash heads it and its answer, and nothing above."""
    text = (
        "橋を見る人\n\n山川一郎さんに聞いた。四十年橋を見てきた人である。\n\n――始めたのはいつですか。\n\n"
        "　若いころです。橋が好きでした。\n\n――何をしますか。\n\n　たたきます。\n\n音で聴く\n\n"
        "――機械ではできませんか。\n\n　できるところもあります。\n"
    )
    told = {p.text: p.section for p in content(tmp_path, text).passages}
    assert told["たたきます。"] == ()
    assert told["――機械ではできませんか。"] == told["できるところもあります。"] == ("音で聴く",)


def test_speeches_as_definitions_in_markdown(tmp_path: Path) -> None:
    """A name and, on the next line behind a colon, what it says; a mark of a note is lifted out behind any word."""
    text = (
        "# 町の歩み\n\n## 港のこと\n\n記者\n: いつから港で働きましたか。\n\n峰田\n"
        ": 昭和の終わりに OKI-1[^1] という船が来ました。\n\n"
        "記者\n: 今はどうですか。\n\n峰田\n: 静かになりました。\n\n"
        "## 用語\n\n桟橋\n: 船を着けるところ。\n\n[^1]: 町の船。\n"
    )
    passages = content(tmp_path, text, "sample.md").passages
    assert [(p.speaker, p.text) for p in passages if p.kind == "paragraph"] == [
        ("記者", "いつから港で働きましたか。"),
        ("峰田", "昭和の終わりに OKI-1 という船が来ました。"),
        ("記者", "今はどうですか。"),
        ("峰田", "静かになりました。"),
        ("", "桟橋: 船を着けるところ。"),
    ]
