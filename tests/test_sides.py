"""Who speaks in a passage of a summary."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.structure.sides import (
    agrees,
    introduces,
    parties_of,
    side_of,
)
from texts import content


@pytest.mark.parametrize(
    "text",
    [
        "日本側から、厳しい安全保障環境について説明した。",
        "（1）日本側より、概要を説明した。",
        "1　日本側は、支持を表明した。",
        "・日本側からは、懸念を表明した。",
        "また、日本側から、謝意を表明した。",
        "これに対し、日本側から、説明した。",
        "日本側（上川大臣）から、説明した。",
        "上川外務大臣から、述べた。",
        "岸田総理大臣は、バイデン大統領に対し、述べた。",
        "上川外務大臣及び木原防衛大臣から、述べた。",
        "会談において、安倍内閣総理大臣から、説明した。",
        "日本政府は、検討を進める。",
    ],
)
def test_the_japanese_side(text: str) -> None:
    """日本側, and the holders of Japan's offices, speak for Japan, whatever mark or link stands before them."""
    assert side_of(text) == "japan"


@pytest.mark.parametrize(
    "text",
    [
        "米側は、日本の防衛に対する関与を述べた。",
        "（2）米側からは、歓迎の意が表された。",
        "（イ）米国側より、説明した。",
        "日本側の説明に対し、米側は支持した。",
        "ブリンケン国務長官から、述べた。",
        "オースティン米国防長官は、述べた。",
        "ブリンケン国務長官及びオースティン国防長官は、述べた。",
        "バイデン大統領から、発言があった。",
        "米国は、核を含むあらゆる能力を用いる。",
    ],
)
def test_the_american_side(text: str) -> None:
    """米側, and the American secretaries and president, speak for the United States."""
    assert side_of(text) == "us"


@pytest.mark.parametrize(
    "text",
    [
        "日米双方は、台湾海峡の平和と安定の重要性を確認した。",
        "閣僚は、深刻な懸念を表明した。",
        "四閣僚は、一致した。",
        "（3）双方は、協力を強化することで一致した。",
        "両首脳は、一致した。",
        "双方、早期の再開で一致。",
        "日本国及びアメリカ合衆国の代表は、署名した。",
        "2　両外相は、協議した。",
        "両大臣は、確認した。",
        "日米両政府は、承認した。",
        "日本側から説明し、米側もこれに同意した。",
        "日本側及び米側は、一致した。",
        "上川外務大臣とブリンケン国務長官は、会談した。",
        "上川外務大臣、木原防衛大臣、ブリンケン国務長官及びオースティン国防長官は、会談した。",
        "日本側から述べた。これに対し、米側から述べた。",
    ],
)
def test_both_sides(text: str) -> None:
    """Both speak where they do so together, or in turn within one passage."""
    assert side_of(text) == "both"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "東シナ海の情勢は、厳しさを増している。",
        "米側の発言に対し、同意した。",
        "普天間飛行場の移設は、着実に進んでいる。",
        "ウォン外相は、太平洋島しょ国への支援を説明した。",
        "韓国外務大臣は、述べた。",
        "豪側から、支持が表明された。",
        "防衛大臣の諮問を受けた。",
    ],
)
def test_nobody_of_the_two(text: str) -> None:
    """Where no side is the subject, or a third country's is, nobody speaks."""
    assert side_of(text) == ""


def test_at_a_meeting_with_another_country_presidents_are_its_own() -> None:
    """大統領 is the American one unless the title says that Japan met another country."""
    text = "マクロン大統領は、述べた。"
    assert side_of(text, parties_of("日米首脳会談（概要）")) == "us"
    assert side_of(text, parties_of("日仏首脳会談（概要）")) == ""
    assert side_of("岸田総理とマクロン大統領は、会談した。", parties_of("日仏首脳会談（概要）")) == "both"
    assert side_of("米側から、説明した。", parties_of("日豪首脳会談（概要）")) == "us"
    assert side_of("オースティン長官と国防長官は、述べた。", parties_of("日米韓防衛相会合")) == "us"


@pytest.mark.parametrize(
    ("text", "side", "elsewhere"),
    [
        ("峰田大臣から、説明しました。", "japan", "japan"),
        ("訪米中の峰田大臣は、説明しました。", "japan", "japan"),
        ("ホール長官から、述べました。", "us", ""),
        ("先方は、検討する旨述べました。", "us", ""),
        ("各大臣は、述べた。", "", ""),
        ("財務大臣は、述べた。", "", ""),
        ("峰田大臣から述べ、先方から、感謝が示されました。", "both", "both"),
    ],
)
def test_names_tell_the_side_where_two_met(text: str, side: str, elsewhere: str) -> None:
    """A surname with an office is of its country where the others' are written in katakana, else of nobody's."""
    assert side_of(text, parties_of("日米外相会談")) == side
    assert side_of(text, parties_of("日豪外相会談")) == elsewhere
    assert side_of(text, parties_of("日・ホラント外相会談")) == elsewhere
    assert side_of(text, parties_of("日中外相会談")) == ""


def test_what_two_agreed_on_is_of_both() -> None:
    """A sentence without a subject that tells what was agreed on is of both; the summary that is to follow, of nobody."""
    assert agrees("また、早期の開催で一致した。", parties_of("日米外相会談"))
    assert not agrees("ホール外相は、開催で一致した。", parties_of("日米外相会談"))
    assert not agrees("早期の開催で一致した。", parties_of("七か国外相会合"))
    assert introduces("峰田外務大臣は、ホール国務長官と会談したところ、概要は以下のとおり。") == ""


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("日本国外務大臣は、書簡を送った。", "japan"),
        ("我が国外務大臣は、述べた。", "japan"),
        ("日本側及び米国側双方とも、重視した。", "both"),
        ("日・ホラント双方は、一致した。", "both"),
        ("引き続き両首脳は、意見を交わした。", "both"),
        ("委員会の構成員たる閣僚は、承認した。", "both"),
        ("日本国及び合衆国の全権委員は、了解を記録する。", "both"),
        ("・双方、適用を確認。", "both"),
        ("我が方から、歓迎の意を表した。", "japan"),
    ],
)
def test_other_words_for_who_speaks(text: str, side: str) -> None:
    """日本国 and 我が国 before an office are Japan; 双方とも, and 双方 of Japan and a country in katakana, are both."""
    assert side_of(text) == side


def test_items_are_of_whom_the_words_above_name() -> None:
    """What is listed below 次の… is said by the one who names the list."""
    assert introduces("閣僚は、次の分野で協力を広げることで一致した。") == "both"
    assert introduces("米側から、次の点を説明した。") == "us"
    assert introduces("米側から、次の三点について説明があった。") == "us"
    assert introduces("日本側から、以下のとおり述べた。") == "japan"
    assert introduces("日本側より以下のとおり発言し、米側もこれに同意。") == "japan"
    assert introduces("峰田総理から次の点を述べた。") == "japan"
    assert introduces("ホール長官から、次の事項を説明した。") == "us"
    assert introduces("日本側から、次の会合に触れつつ述べた。") == ""


@given(st.text(st.sampled_from("日本米国側双方閣僚外務大臣長官大統領はがからより、。（）と及び1 ")))
def test_any_text_of_such_words_is_answered(text: str) -> None:
    """Whatever the order of names and particles, the answer is one of the sides or none."""
    assert side_of(text) in {"", "japan", "us", "both"}


def test_long_lists_of_names_are_no_burden() -> None:
    """Thousands of offices in a row are read in time that grows with their number."""
    assert side_of("外務大臣、" * 20_000) == ""
    assert side_of("外務大臣と" * 20_000) == ""


def test_ministers_are_known_by_their_surnames() -> None:
    """Who is named with Japan's office once is Japan's where a surname and 大臣 name him again."""
    parties = parties_of("日韓外相会談", ["峰田環外務大臣は、李韓国外務大臣と会談した。"])
    assert parties.ministers == {"峰田環"}
    assert side_of("峰田大臣から、述べた。", parties) == "japan"
    assert side_of("李大臣から、述べた。", parties) == ""


def test_offices_without_a_name_and_surnames_of_one_character() -> None:
    """Where Japan and the United States met, a 大臣 is Japan's and a 長官 is not; a minister's name may be one kanji."""
    two = parties_of("日米防衛相会談の概要")
    assert [side_of(f"・{office}から、説明した。", two) for office in ("大臣", "長官")] == ["japan", "us"]
    others = parties_of("防衛相会談の概要", ["森外務大臣は、ロペス外相と会談した。"])
    assert [side_of(f"{who}から、説明した。", others) for who in ("森大臣", "大臣")] == ["japan", ""]


def test_offices_of_other_states() -> None:
    """A president of a council, or a minister of another name, speaks for another country; so both do, in turn."""
    assert side_of("峰田総理から述べ、習主席から、発言があった。", parties_of("日中首脳会談")) == "both"
    assert side_of("李国務院総理から、述べた。", parties_of("日中首脳会談")) == ""


def test_documents_of_two() -> None:
    """Treaties, what ministers of both sign, and notes of talks that list both, tell who of the two speaks."""
    assert parties_of("橋の協定", ["日本国及びアメリカ合衆国は、次のとおり協定した。"]).of_two
    assert parties_of("日米の計画", ["ホール国務長官", "峰田外務大臣", "閣僚は、承認した。"]).of_two
    assert parties_of("会議の覚え", ["■先方　ホール国務長官", "■当方　峰田外務大臣"]).of_two
    assert parties_of("日米外相共同記者会見", []).of_two
    assert not parties_of("日米の計画", ["峰田外務大臣", "閣僚は、承認した。"]).of_two


def test_headings_that_name_a_side(tmp_path: Path) -> None:
    """What stands under 日本側 or 米側の発言 is said by it, bullets of markup too; who came says nothing."""
    text = """# 日米防衛相会談の概要

平成26年7月11日

## 1. 地域情勢

### （1）日本側の発言

- 警戒と監視を強化している。

### （2）米側の発言

- 同盟国との協力を重視している。

### 今後の対応

- 来月から協議を始める。

## 2. 装備

日本側より以下のとおり述べた。

- 共同の研究を進めたい。

**米側：**

- 前向きに検討する。

## 出席者

日本側：

- 江川防衛大臣
"""
    told = {each.text: each.side for each in content(tmp_path, text, "sample.md").passages}
    assert [told[each] for each in told if each.endswith("。") or "大臣" in each] == [
        *("japan", "us", "", "japan", "japan", "us", ""),
    ]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("日本の閣僚は、歩みを説明した。", "japan"),
        ("米国の代表団は、歓迎した。", "us"),
        ("英国の閣僚は、歓迎した。", ""),
    ],
)
def test_who_is_of_a_state(text: str, side: str) -> None:
    """Ministers of Japan and of the United States are told by the name of the state, those of others are of neither."""
    assert side_of(text) == side


def test_a_sentence_goes_on_from_the_last_subject(tmp_path: Path) -> None:
    """また goes on from both where the sentence above is of both, and from none where each spoke in turn there."""
    text = "日米外相会談\n\n1　概観\n\n日米両国は協力する。{}\n\nまた、海の安全の大切さを強調した。\n"
    both = content(tmp_path, text.format("閣僚は、方針を確認した。")).passages
    assert both[-1].side == "both"
    last = content(tmp_path, text.format("米側は、方針を説明した。")).passages
    assert last[-1].side == "us"


def test_sides_are_told_where_both_are_named_by_what_they_do() -> None:
    """日本側は… in one text and 米側は… in another make them the two parties; one alone does not."""
    both = ["1. 日本側は、料金を公表する。", "2. 米側は、検査を廃止する。"]
    assert parties_of("作業部会の成果", both).of_two
    assert not parties_of("作業部会の成果", both[:1]).of_two
    assert not parties_of("年次の報告", [*both, *["港の荷役は増えた。"] * 20]).of_two
