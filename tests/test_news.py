"""News, releases and pages of towns: captions with credits, what a site asks its readers, headlines, mastheads."""

from __future__ import annotations

from pathlib import Path

import pytest

from fumikura.page_matter import is_page_matter
from texts import content

TOLD = "川辺町は三日、止まっていた堤の工事を再び始めると発表した。工事は来年の春に終わる予定である。"


@pytest.mark.parametrize(
    "line",
    [
        "残り 230文字（全文 560文字）",
        "ここから先は有料会員限定です",
        "会員に登録すると全文をご覧いただけます。",
        "この情報は参考になりましたか？",
        "サイトの改善のため、このページについてのご感想をお寄せください。",
        "PDFを見るには、Acrobat Readerが必要です。お持ちでない方は、無料でダウンロードできます。",
        "Get Adobe Acrobat Reader DC（新しい窓で開きます）",
    ],
)
def test_what_a_site_asks_of_its_readers(line: str) -> None:
    """To pay for the rest, to say whether a page was of use, to have a program: such a line is of the page."""
    assert is_page_matter(line)


@pytest.mark.parametrize(
    "line",
    [
        "この制度を使うには、事前の登録が必要である。",
        "地域の防災リーダーの育成が必要である。",
        "この案についてご意見をお寄せください。",
        "会員に登録した人は、前の年より百人増えた。",
        "橋は町の役に立っているか。",
    ],
)
def test_what_a_text_says_of_registration_and_use(line: str) -> None:
    """Sentences of a text about registration, use and opinions are the text's."""
    assert not is_page_matter(line)


def test_answers_below_the_question_of_a_page(tmp_path: Path) -> None:
    """What may be chosen below a page's question is of the page; the choices of a questionnaire are its own."""
    page = (
        f"堤の工事\n\n{TOLD}\n\nこのページは分かりやすかったですか？\n○分かりやすい　○ふつう　○分かりにくい\n"
    )
    asked = f"町の調査\n\n{TOLD}\n\n問1　町の広報は読みやすいですか。\n1 はい　2 いいえ\n"
    kinds = {each.text: each.kind for each in content(tmp_path, page).passages}
    assert kinds["○分かりやすい　○ふつう　○分かりにくい"] == "furniture"
    assert "furniture" not in {each.kind for each in content(tmp_path, asked).passages}


@pytest.mark.parametrize(
    "line",
    [
        "工事が再び始まる堤＝3日午後、川辺町",
        "堤を見る町長ら＝川辺町で2019年4月2日、山川一郎撮影",
        "川辺川の堤＝本社ヘリから",
        "会談に臨む両大臣＝代表撮影・共同",
    ],
)
def test_captions_with_credits(tmp_path: Path, line: str) -> None:
    """A line that says behind ＝ where, when or by whom it was taken is a picture's; the text around it stays whole."""
    made = content(tmp_path, f"堤の工事を再開へ\n\n{TOLD}\n\n{line}\n\n{TOLD}町民は喜んだ。\n").passages
    assert [each.kind for each in made[1:]] == ["paragraph", "caption", "paragraph"]


def test_equals_signs_in_sentences(tmp_path: Path) -> None:
    """A sentence with ＝ in it is no caption, and neither is a name."""
    made = content(
        tmp_path, f"堤の歴史\n\n{TOLD}\n\n技師のジャン＝ピエール・モローが堤を設計した＝写真＝。\n"
    ).passages
    assert [each.kind for each in made[1:]] == ["paragraph", "paragraph"]


def test_kind_of_what_sums_up(tmp_path: Path) -> None:
    """A text that says of itself 概要は以下のとおり is a summary; both sides of any two states speak as one."""
    told = "4月2日、山川外務大臣は、スミス外務大臣と会談を行ったところ、概要は次のとおりです。"
    text = f"日英外相会談\n令和元年4月2日\n\n{told}\n\n1　総論\n日英双方は、協力を続けることで一致した。\n"
    made = content(tmp_path, text)
    assert made.documents[0].doc_type == "summary"
    assert made.passages[-1].side == "both"


@pytest.mark.parametrize(
    "head",
    [
        "■　川辺新報 web　■\n[ホーム] [町の話題] [天気] [紙面から]\n2009年2月11日(水)",
        "川辺タイムス電子版\n現在地：トップ → 話題 → 詳細\n2009年2月11日 10時30分",
        "トップ　速報　話題　経済\n\n話題\n\n2009年2月11日",
        "PRESS RELEASE\n2009年2月11日\n国立大学法人 川辺大学\n",
    ],
    ids=["framed", "with the way through the site", "a section of the menu", "a university"],
)
def test_headlines_below_mastheads(tmp_path: Path, head: str) -> None:
    """The headline is the title, not the paper, who released it, nor a section of the menu."""
    headline = "堤の工事を再開へ　川辺町、来年春の完成めざす"
    text = f"{head}\n{headline}\n川辺町は三日、止まっていた堤の工事を再び始めると発\n"
    text += "表した。工事は来年の春に終わる予定で、町は来月、\n"
    text += "住民に説明する。\n\n町長は「雨の季節までに半分を終えたい」と述べ、工\n事を急ぐ考えを示した。\n"
    made = content(tmp_path, text)
    assert (made.documents[0].title, made.documents[0].date) == (headline, "2009-02-11")
    assert made.passages[-2].text.startswith("川辺町は三日、")
    assert made.passages[-1].text.startswith("町長は「雨の")


def test_first_line_of_a_wrapped_paragraph(tmp_path: Path) -> None:
    """The first line of a sentence that begins a text is no headline, with a space in it or not."""
    text = "川の記\n\n山川さん　あの日の川辺は、朝から雨が降りつづいて、\n"
    text += "人びとはみな高いところへと逃げたのであります。水\n"
    text += "は夜になって引いたのですが、堤はもう三か所で切れて\nいたのです。\n"
    assert (
        content(tmp_path, text)
        .passages[-1]
        .text.startswith("山川さん　あの日の川辺は、朝から雨が降りつづいて、人びと")
    )


def test_paragraphs_broken_by_phrases(tmp_path: Path) -> None:
    """Where all paragraphs are set in, a line that is not goes on with one, though a sentence ended above it."""
    one = "　町の皆さん、おめでとうございます。\n皆さんが生まれた年、\n堤の工事が始まりました。\n雨の多い年でした。\n"
    two = "　さて、堤の長さをご存じでしょうか。\n川辺から港まで、\n二十キロあります。\n"
    three = "　結びに、町の発展を祈念し、\n式辞といたします。\n"
    made = content(tmp_path, f"式辞\n\n{one}\n{two}\n{three}").passages
    wanted = ["".join(part.strip().splitlines()).strip() for part in (one, two, three)]
    assert [each.text for each in made[1:]] == wanted


def test_lines_of_texts_that_are_not_set_in(tmp_path: Path) -> None:
    """Where nothing is set in, each line that ends a sentence is a paragraph; so is what is said between paragraphs."""
    typed = "堤の工事は終わった。\n町長は住民に礼を述べた。\n\n雨が降った。\n川の水は増えなかった。\n"
    assert len(content(tmp_path, f"川の記\n\n{typed}").passages) == 5
    told = "　山川は堤の上に立って、\n川の水を見ていた。\n「増えたな」\n　町長は黙って、\n川上を見ていた。\n"
    told += "　雨は止み、\n月が出た。\n"
    assert [each.text for each in content(tmp_path, f"川の記\n\n{told}").passages].count("「増えたな」") == 1
    novel = "　山川は堤の上に立って、川の水を見ていた。\n「増えたな」と、町長が言った。\n" * 4
    assert len(content(tmp_path, f"川の記\n\n{novel}").passages) == 9


def test_paragraphs_of_markdown(tmp_path: Path) -> None:
    """Markdown parts paragraphs by empty lines alone, and by two spaces at the end of a line."""
    text = (
        "# 堤の話\n\n[工事の記録](https://example.jp/a)を読んだ。\nたとえば、堤の高さは三メートルである。\n\n"
    )
    text += "一行目である。  \n二行目である。\n"
    made = [each.text for each in content(tmp_path, text).passages if each.kind == "paragraph"]
    assert made == [
        "工事の記録を読んだ。たとえば、堤の高さは三メートルである。",
        "一行目である。",
        "二行目である。",
    ]


def test_quotations_notes_and_links_of_markdown(tmp_path: Path) -> None:
    """The sign of what is quoted, the mark of a note and the address of a link are markup; in mail > stays."""
    text = "# 堤の話\n\n[工事の記録](/records)を読んだ[^1]。\n\n> 「堤が町を守った」\n\n[^1]: 町の図書館にある。\n"
    made = content(tmp_path, text).passages
    assert {"工事の記録を読んだ。", "「堤が町を守った」"} <= {each.text for each in made}
    mail = content(
        tmp_path, "Subject: 堤の件\n\n> 日程を決めたいと思います。\n\n来月でいかがでしょうか。\n"
    ).passages
    assert "> 日程を決めたいと思います。" in {each.text for each in mail}


def test_numbers_of_pages_between_paragraphs(tmp_path: Path) -> None:
    """A number set as those of pages are is a passage of the page between paragraphs, and a gloss inside a sentence."""
    text = f"堤の計画\n\n{TOLD}\n\n      - 1 -\n\n{TOLD}\n町長は、工事の費用を\n\n      - 2 -\n\n明らかにしなかった。\n"
    made = content(tmp_path, text).passages
    assert [each.text for each in made if each.kind == "furniture"] == ["- 1 -"]
    assert made[-1].text == "町長は、工事の費用を明らかにしなかった。"


def test_where_a_report_is_from_is_no_credit(tmp_path: Path) -> None:
    """【place＝reporter】 begins the first paragraph, whatever day the line that it is on ends with."""
    text = (
        "首相、漁業の協定を延ばすことで合意\n"
        "【東の港＝川辺花子】山川首相は26日夜（日本時間27日\n未明）、大統領と会談した。両首脳は、協定を三年延ばす\nことで合意した。\n"
    )
    first = next(each for each in content(tmp_path, text).passages if each.text.startswith("【"))
    assert first.kind == "paragraph"
    assert first.text.endswith("大統領と会談した。両首脳は、協定を三年延ばすことで合意した。")
