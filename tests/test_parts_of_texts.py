"""Parts before and behind a text, headings that are told of like notes, and what stands under items."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content, texts

ESSAY = """湖の話

はじめに

　湖は浅くなっている(1)。この話は、昔の湖から始める(2)。

1　昔の湖

　昔は船が通った。漁師も多く、市が立ったという。

(1) 船の道

　船は北の港から来た。

2　今の湖

　今は橋が架かっている。船の姿を見ることはない。

おわりに

　湖を残したい。

注
(1) 町の調べによる。
(2) 昔の話は、古老から聞いた。
"""


def _sections(tmp_path: Path, text: str) -> dict[str, tuple[str, ...]]:
    return {each.text: each.section for each in content(tmp_path, text).passages}


def test_numbers_of_notes_are_numbers_of_parts_too(tmp_path: Path) -> None:
    """A number that the text refers to heads a part where a few words stand above a paragraph; 注 is over the notes."""
    told = _sections(tmp_path, ESSAY)
    assert told["船は北の港から来た。"] == ("1　昔の湖", "(1) 船の道")
    assert told["今は橋が架かっている。船の姿を見ることはない。"] == ("2　今の湖",)
    assert told["湖を残したい。"] == ("おわりに",)
    assert told["(2) 昔の話は、古老から聞いた。"] == ("注",)


def test_what_stands_behind_the_last_part_is_not_under_it(tmp_path: Path) -> None:
    """Thanks, notes and lists of books are parts of the whole; half brackets are marks of notes, but （表1） is none."""
    text = """湖の調べ

1. 方法
水を汲んで調べた1)。結果は別に示す（表1）。

2. まとめ
湖は澄んでいた。また来年も調べたい2)。

謝辞
手伝ってくれた人々に感謝する。

注
1) 瓶を使った。
2) 秋の予定である。

参考文献
青山一郎（2001）『湖の本』湖書房
"""
    told = _sections(tmp_path, text)
    assert told["水を汲んで調べた。結果は別に示す（表1）。"] == ("1. 方法",)
    assert told["手伝ってくれた人々に感謝する。"] == ("謝辞",)
    assert told["1) 瓶を使った。"] == ("注",)
    assert told["青山一郎（2001）『湖の本』湖書房"] == ("参考文献",)


def test_a_circular_heads_its_list(tmp_path: Path) -> None:
    """記 is over the items below, the last of which may have a list of its own."""
    text = """秋の清掃のお知らせ

　下記のとおり清掃を行います。ご参加ください。

記

１　日時　　十月一日　午前九時
２　場所　　湖の岸
３　その他
・雨の日は行いません。
・道具は町が貸します。

以上
"""
    told = _sections(tmp_path, text)
    assert told["２　場所　　湖の岸"] == ("記",)
    assert told["・道具は町が貸します。"] == ("記", "３　その他")
    assert told["以上"] == ()


def test_what_topics_head_is_part_of_the_reasons(tmp_path: Path) -> None:
    """Lines that end in について stand over what is said of it, without an empty line, and under 理由."""
    text = """橋の事件の判決

主文
本件上告を棄却する。

理由
代理人の上告理由第一について
橋は町の物である。論旨は採用することができない。
同第二について
費用は国が負担する。右の判断は正当である。
"""
    told = _sections(tmp_path, text)
    assert told["本件上告を棄却する。"] == ("主文",)
    assert told["費用は国が負担する。右の判断は正当である。"] == ("理由", "同第二について")


def test_roman_numerals_stand_under_letters(tmp_path: Path) -> None:
    """(i) is the first below (b), and the letter between (h) and (j); an annex is over its items."""
    head = "漁業に関する協定\n\n第一条\n両国は、次のことを行う。\n(a) 調査\n(b) 交流\n"
    items = "(i) 短い訪問\n(ii) 長い訪問\n(c) その他\n\n第二条\nこの協定は、直ちに発効する。\n\n"
    told = _sections(tmp_path, f"{head}{items}附属書\n\n一　船\n二　網\n")
    assert told["(ii) 長い訪問"] == ("第一条", "(b)")
    assert told["(c) その他"] == ("第一条",)
    assert told["二　網"][0] == "附属書"
    letters = "".join(f"({letter}) 甲\n" for letter in "cdefgh") + "(i) 乙\n(j) 丙\n\n第二条\n終わり。\n"
    assert _sections(tmp_path, f"{head}{letters}")["(i) 乙"] == ("第一条",)


def test_items_with_circles_end_no_heading(tmp_path: Path) -> None:
    """② stands under the same number as ① above it."""
    given = (
        "【渡す】\n１　紙を渡す\n①金を受け取る。\n②印を押す。\n２　紙を渡さない\n①訳を話す。\n②控えを残す。\n"
    )
    text = f"係の手引\n\n{given}\n【閉じる】\n戸を閉める。鍵を掛ける。\n"
    assert _sections(tmp_path, text)["②印を押す。"] == ("【渡す】", "１　紙を渡す")


def test_a_year_is_told_of_below_its_months(tmp_path: Path) -> None:
    """この年 is the whole year, whatever month stands above it."""
    first = "昭和29年\n4月　町ができる。\n10月　旗を定める。\nこの年、人が増える。\n"
    text = f"町の歩み\n\n{first}\n昭和30年\n3月　橋が架かる。\n5月3日　船が着く。\n"
    dates = {each.text[:3]: each.date for each in content(tmp_path, text).passages}
    assert (dates["10月"], dates["この年"], dates["5月3"]) == ("1954-10", "1954", "1955-05-03")


def test_pages_of_a_wiki(tmp_path: Path) -> None:
    """The contents of a wiki's page are of the page, though its headings have links; notes that lead back are in turn."""
    text = """河川共同委員会

河川共同委員会は、河川を共同で管理する組織である[1]。

目次
1 概要
2 沿革
2.1 設置
3 脚注

概要[編集]
毎年一回、両国で交互に開かれる[2]。

沿革[編集]

設置[編集]
1960年に設置された。1990年に委員が増やされた。

脚注[編集]
^ 『河川便覧』青葉書房、1999年、12頁。
^ a b “会合の記録”. 青葉新報. (2013年10月3日)
"""
    kinds = {passage.text: passage.kind for passage in content(tmp_path, text).passages}
    assert [kinds[entry] for entry in ("1 概要", "2 沿革", "2.1 設置", "3 脚注")] == ["furniture"] * 4
    assert kinds["毎年一回、両国で交互に開かれる。"] == "paragraph"
    assert kinds["^ a b “会合の記録”. 青葉新報. (2013年10月3日)"] == "footnote"


def test_articles_without_their_word(tmp_path: Path) -> None:
    """第１ is an article where a caption in brackets stands above it and another; items and paragraphs are its own."""
    text = """湖の補助金要綱

令和4年4月1日告示第31号

（趣旨）
第１　この要綱は、湖の清掃の補助金について定める。
（定義）
第２　この要綱において、次の語の意味は、次のとおりとする。
　（１）清掃　次に掲げるものをいう。
　　ア　岸の清掃
　　イ　水の清掃
２　前項の清掃は、町が定める。

附　則
この要綱は、公布の日から施行する。
"""
    told = _sections(tmp_path, text)
    assert told["第１　この要綱は、湖の清掃の補助金について定める。"] == ("（趣旨）第１",)
    assert told["イ　水の清掃"] == ("（定義）第２", "（１）")
    assert told["２　前項の清掃は、町が定める。"] == ("（定義）第２",)
    assert told["この要綱は、公布の日から施行する。"] == ("附　則",)


def test_notes_of_tables(tmp_path: Path) -> None:
    """Marks at the ends of cells are lifted out where there is a note of that number, and else stay."""
    table = "町\t人口\n緑川町\t1,200※1\n青葉町注2\t900\n港町\t800※3\n"
    text = f"町の人口\n\n{table}\n※1　旧村を含む。\n（注2）　村であった。\n"
    rows = {each.text: each.glosses for each in content(tmp_path, text).passages if each.kind == "table-row"}
    assert (rows["緑川町　1,200"], rows["青葉町　900"], rows["港町　800※3"]) == (("※1",), ("注2",), ())


def test_notes_below_their_heading_count_in_kanji(tmp_path: Path) -> None:
    """Below 注 all that is numbered is a note; 一〇 is ten."""
    notes = "".join(f"{number}　書{number}による。\n" for number in "一二三四五六七八九")
    parts = "一　昔\n\n　湖は深かった。船が通った。\n\n二　今\n\n　湖は浅い。橋が架かる。\n\n"
    text = f"湖の話\n\n{parts}注\n\n{notes}一〇　古老の話。\n"
    kinds = {each.text: each.kind for each in content(tmp_path, text).passages}
    assert (kinds["三　書三による。"], kinds["一〇　古老の話。"]) == ("footnote", "footnote")
    assert _sections(tmp_path, text)["湖は浅い。橋が架かる。"] == ("二　今",)


def test_a_letter_that_another_repeats_is_named_only(tmp_path: Path) -> None:
    """A line in brackets that stands for the letter above is no heading of what follows it."""
    first = "（甲側書簡）\n\n　書簡をもって啓上いたします。本使は、湖の調査に関する次の了解を確認します。\n\n"
    second = "（乙側書簡）\n\n　本大臣は、次の書簡を受領しました。\n\n（甲側書簡）\n\n　本大臣は、了解を確認します。\n"
    told = _sections(
        tmp_path, f"湖の調査に関する甲国政府と乙国政府との間の交換公文\n\n1991年3月2日\n\n{first}{second}"
    )
    assert told["本大臣は、了解を確認します。"] == ("（乙側書簡）",)


def test_headings_between_the_first_and_the_last(tmp_path: Path) -> None:
    """Where はじめに and おわりに stand close above their paragraphs, so does the one between them."""
    first = "はじめに\n湖は長く水を貯めてきた。人々はその岸に住み、魚を取って暮らしてきた。\n"
    head = "湖について\n甲野 一郎\n2014/07/02\n\n"
    text = (
        f"{head}{first}船と橋\n町は船を使うことをやめた。長い相談の末である。\nおわりに\n話は続いている。\n"
    )
    assert _sections(tmp_path, text)["町は船を使うことをやめた。長い相談の末である。"] == ("船と橋",)


def test_a_part_below_a_sentence_that_ends_with_a_note(tmp_path: Path) -> None:
    """A number behind the stop is a note's, so the sentence is whole, and (1) below it heads a part, as ア does below."""
    opening = "1 湖の様子\n\n町は湖の様子を毎年調べている。1\n\n(1) 長い間の変化\n\n"
    text = f"湖の白書\n\n{opening}ア 水の深さ\n湖は浅くなった。\n\nイ 水の色\n湖は青い。\n\n1 昨年末の様子である。\n"
    told = _sections(tmp_path, text)
    assert told["湖は青い。"] == ("1 湖の様子", "(1) 長い間の変化", "イ 水の色")


def test_an_overview_below_names(tmp_path: Path) -> None:
    """概観 below the names at the head of a text heads its first paragraph."""
    head = "湖の保全の計画\n平成18年5月1日\n\n青山大臣\n赤川長官\n\n"
    text = f"{head}概観\n\n　両大臣は、湖の保全に関する計画を承認した。計画は三年で終わる。\n"
    assert content(tmp_path, text).passages[-1].section == ("概観",)


def test_a_commentary_on_articles(tmp_path: Path) -> None:
    """Lines in 【 】 below an article head what is said of it, down to the next article; 前文 is no part of a chapter."""
    text = """湖の条例の解説

前文

　湖は、町の宝である。

第１条（目的）
　この条例は、湖を守ることを目的とする。

【趣旨】
　本条は、目的を定めたものである。

【解説】
１　「湖」とは、町の湖をいう。
２　「守る」とは、水を汚さないことをいう。

第２条（責務）
　町は、湖を守る。
"""
    told = _sections(tmp_path, text)
    assert told["湖は、町の宝である。"] == ("前文",)
    assert told["本条は、目的を定めたものである。"] == ("第１条（目的）", "【趣旨】")
    assert told["２　「守る」とは、水を汚さないことをいう。"] == ("第１条（目的）", "【解説】")
    assert told["町は、湖を守る。"] == ("第２条（責務）",)


def test_a_numbered_heading_that_fills_its_line(tmp_path: Path) -> None:
    """What stands below it is set in as first lines are, and its next line is not: the heading has ended."""
    text = """第１　請求
　　被告は、原告に対し、三十万円を支払え。被告は、橋
を直せ。
第２　判断
　１　争点１（橋が落ちるかどうか）について判断すること
　　　橋は古い。橋の板は割れており、柱は傾いていて、いつ
落ちてもおかしくないと認められる。
　２　争点２（費用）について
　　　費用は、三十万円であると認めるのが相当であり、これ
を超えるものではない。
第３　結論
　　よって、原告の請求は理由があるから、主文のとおりに判
決する。
"""
    told = _sections(tmp_path, text)
    assert "橋は古い。橋の板は割れており、柱は傾いていて、いつ落ちてもおかしくないと認められる。" in told


def test_labels_over_bullets_and_matters_of_minutes(tmp_path: Path) -> None:
    """Labels set apart over bullets are headings as others are, and those with △ above speeches; ―　 begins an item."""
    bullets = "湖の計画\n\n　計画は、次のとおりである。これは決まっている。\n\n水\n\n―　水を調べる。\n―　水を守る。\n\n"
    told = _sections(tmp_path, f"{bullets}岸\n\n―　岸を直す。\n―　岸に木を植える。\n")
    assert told["―　水を守る。"] == ("水",)
    speeches = (
        "△日程第１　予算\n○議長（青山一郎）　予算を議題とします。\n◆３番（赤川二郎）　橋の費用はいくらか。\n"
    )
    text = f"町議会定例会\n令和６年３月８日\n\n△開議\n○議長（青山一郎）　開きます。\n\n{speeches}"
    assert _sections(tmp_path, text)["橋の費用はいくらか。"] == ("△日程第１　予算",)


def test_annexes_and_notes_in_brackets(tmp_path: Path) -> None:
    """（別紙１） is over the title and the parts of the annex; ［注］ over notes in square brackets."""
    opening = "湖の調査について\n\n　下記のとおり調べます。よろしくお願いします。\n\n"
    head = f"{opening}記\n\n１．水の調査（別紙１）\n　水を汲むこと[1]。\n\n以上\n\n"
    annex = "（別紙１）\n\n水の調査\n\n１　汲み方\n　瓶で汲むこと。\n\n"
    annex += "（別紙２）\n\n岸の調査\n\n１　歩き方\n　岸を歩くこと。\n\n"
    told = _sections(
        tmp_path, f"{head}{annex}［注］\n[1] 岸の水による。\n\n［文献］\n青山一郎，2001，『湖』湖書房．\n"
    )
    assert told["瓶で汲むこと。"] == ("（別紙１）", "水の調査", "１　汲み方")
    assert told["岸を歩くこと。"] == ("（別紙２）", "岸の調査", "１　歩き方")
    assert told["[1] 岸の水による。"] == ("［注］",)


def test_the_last_of_a_list_set_close(tmp_path: Path) -> None:
    """The second of two items heads neither what an empty line sets apart nor what stands further left."""
    items = "　次の点に注意が必要です。順に話します。\n①　水の深さ\n②　水の色と濁り\n\n"
    text = f"湖の決まり\n\n{items}　湖は深い。岸は浅い。\n"
    assert _sections(tmp_path, text)["湖は深い。岸は浅い。"] == ()
    rules = "湖の会の会則\n\n第一条　本会は、湖の会と称する。\n第二条　本会に左の役員を置く。\n"
    rules += "　一、会長　　一名\n　二、理事　　若干名\n"
    told = _sections(tmp_path, f"{rules}会長は、理事の互選による。\n第三条　総会は、毎年開く。\n")
    assert told["会長は、理事の互選による。"] == ("第二条",)


def test_headings_of_pages(tmp_path: Path) -> None:
    """A word of the first or last part may be set wide or have a note; signs on both sides and links of wikis head."""
    told = _sections(
        tmp_path,
        "要　旨\n\n　湖の話をまとめる。湖は浅い。\n\nはじめに[1]\n\n　湖は町の宝である。\n\n[1] 町の話。\n",
    )
    assert told["湖は町の宝である。"] == ("はじめに",)
    text = "湖の案内\n\n　湖は町の東にある。船も出る。\n\n◆お問い合わせ◆\n湖の課　電話 000-000-0000\n"
    assert _sections(tmp_path, text)["湖の課　電話 000-000-0000"] == ("◆お問い合わせ◆",)
    wiki = "湖\n湖（みずうみ）は、町の東にある湖である。\n[編集] 概説\n湖は浅く、船が通る。橋もある。\n"
    assert _sections(tmp_path, wiki)["湖は浅く、船が通る。橋もある。"] == ("[編集] 概説",)
    features = "湖の計器を発売\n\n　湖の計器を売ります。六月からです。\n\n【主な特長】\n・軽いです。\n・長く使えます。\n"
    assert not any(each.speaker for each in content(tmp_path, features).passages)


def test_years_behind_bullets(tmp_path: Path) -> None:
    """A year behind a sign of a list heads the days below it."""
    years = "・1950年(昭和25年)\n7月8日 隊をつくる命令が出る。\n8月10日 隊ができる\n"
    text = f"隊の歩み\n\n{years}・1951年(昭和26年)\n3月1日 人を集める\n10月20日 嵐で船が沈む。人が助かる。\n"
    told = _sections(tmp_path, text)
    assert told["8月10日 隊ができる"] == ("・1950年(昭和25年)",)
    assert told["10月20日 嵐で船が沈む。人が助かる。"] == ("・1951年(昭和26年)",)


def test_nothing_but_notes_is_under_no_number(tmp_path: Path) -> None:
    """The last item of a list above the notes of a text heads nothing."""
    items = "①　瓶\n②　次のいずれか\n　ア　網\n　イ　竿\n③　舟（湖の場合）\n\n"
    text = (
        f"湖の調べの案内\n\n　次の物をお持ちください。雨の日は休みます。\n\n{items}（注１）瓶は貸します。\n"
    )
    kinds = {each.text: each.kind for each in content(tmp_path, text).passages}
    assert (kinds["③　舟（湖の場合）"], kinds["（注１）瓶は貸します。"]) == ("list-item", "footnote")


def test_tags_in_markdown(tmp_path: Path) -> None:
    """A heading between tags is one, a closing tag ends its paragraph, and what a program fills in is of the page."""
    text = (
        "{{first:2020-05-25}}\n# 堤の会議\n令和2(2020)年5月8日（金）9:00～／記録なし\n\n<div>\n"
        "  <h2 class='sum'>主な内容</h2>\n<p>堤の工事は来年の春に始まり、川の水の引く秋まで続く予定</p>\n</div>\n\n"
        "以下、町からの報告を基にしている。\n\n- [堤](#堤)\n"
    )
    found = content(tmp_path, text, "sample.md")
    assert found.documents[0].date == "2020-05-08"
    assert [(p.kind, p.section, p.text) for p in found.passages if p.kind != "heading"][:4] == [
        ("furniture", (), "{{first:2020-05-25}}"),
        ("paragraph", (), "令和2(2020)年5月8日（金）9:00～／記録なし"),
        ("paragraph", ("主な内容",), "堤の工事は来年の春に始まり、川の水の引く秋まで続く予定"),
        ("paragraph", ("主な内容",), "以下、町からの報告を基にしている。"),
    ]


@pytest.mark.parametrize("marks", [("（１）", "（２）"), ("（一）", "（二）")])
def test_notes_whose_marks_an_editor_says_are_small(tmp_path: Path, marks: tuple[str, str]) -> None:
    """A mark that is set small beside its line is lifted out, and what is numbered so at the end is a note."""
    one, two = marks
    small = "［＃「{0}」は行右小書き］"
    text = (
        f"山の話\n\n　山では火を守る男{one}{small.format(one)}を火守りと呼んだ。\n"
        f"　その娘{two}{small.format(two)}は谷に残ったという。\n\n"
        f"{one}火を守る男については別の話もある。\n{two}娘の名は伝わらない。\n"
    )
    passages = content(tmp_path, text).passages
    assert [(p.kind, p.text, p.glosses) for p in passages[1:]] == [
        ("paragraph", "山では火を守る男を火守りと呼んだ。", (one,)),
        ("paragraph", "その娘は谷に残ったという。", (two,)),
        ("footnote", f"{one}火を守る男については別の話もある。", ()),
        ("footnote", f"{two}娘の名は伝わらない。", ()),
    ]


def test_a_mark_before_a_bracket_and_a_note_that_none_is_seen_for(tmp_path: Path) -> None:
    """Notes at the end are told by most of their marks; the year of an era before its other name is no mark."""
    text = (
        "泉の会は、毎年水を調べている1。費用は十万円2（2022年度）である。人手は足りている3。\n\n"
        "昭和3（1928）年に始まった。四人目は、会の外から来た。\n\n"
        "1　秋に行う。\n2　税を除く。\n3　会員に限る。\n4　海野氏である。\n"
    )
    found = content(tmp_path, f"泉の会\n\n{text}").passages
    assert [p.text for p in found if p.kind == "footnote"] == [
        "1　秋に行う。", "2　税を除く。", "3　会員に限る。", "4　海野氏である。",
    ]  # fmt: skip
    assert (
        texts(found)[1] == "泉の会は、毎年水を調べている。費用は十万円（2022年度）である。人手は足りている。"
    )
    assert texts(found)[2].startswith("昭和3（1928）年")
